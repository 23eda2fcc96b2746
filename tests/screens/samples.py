"""Snapshots made by hand: a packaging line, boards of any size, and text nobody should have typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from support import periods_up_to

from kpiboard.basics.ids import reading_id
from kpiboard.cases.process import at_latest, chart_of
from kpiboard.model import (
    Action,
    BoardInfo,
    Cadence,
    Category,
    Direction,
    Feedback,
    FeedbackKind,
    FeedbackState,
    Goal,
    Kpi,
    Note,
    Person,
    Reading,
    Shift,
    Stage,
    Target,
    Why,
)
from kpiboard.rules.ageing import rung
from kpiboard.rules.calendar import WorkCalendar, latest_due
from kpiboard.rules.inbox import age_hours, inbox_order, is_overdue
from kpiboard.rules.pdca import RUNNING, days_late, queue_order
from kpiboard.rules.reasons import faults
from kpiboard.rules.red import Known, Natures, asked_reds
from kpiboard.rules.status import Status, status_of
from kpiboard.rules.trend import days_since_red, streak
from kpiboard.rules.verdict import Standing, verdict
from kpiboard.views.board import ActionCard, BoardSnapshot, Duty, FeedbackCard, KpiCard, Point

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 14, 32, tzinfo=ZONE)
TODAY = date(2026, 11, 20)
BOARD = BoardInfo(
    "board", "LINE 4", "Packaging", vision="Every pallet right the first time, and everybody home safe.",
    timezone="Europe/Berlin",
)  # fmt: skip
CATEGORIES = tuple(
    Category(letter.lower(), letter, name, letter in "SQ", float(place))
    for place, (letter, name) in enumerate(
        [("S", "Safety"), ("Q", "Quality"), ("D", "Delivery"), ("C", "Cost"), ("P", "People")]
    )
)
SHIFTS = (
    Shift("early", "S1", "Early", time(6), time(14), 1.0),
    Shift("late", "S2", "Late", time(14), time(22), 2.0),
    Shift("night", "S3", "Night", time(22), time(6), 3.0),
)
PEOPLE = tuple(
    Person(initials.lower(), name, initials)
    for initials, name in [
        ("MS", "Mira Sand"), ("RC", "Rosa Conti"), ("JP", "Jon Prado"), ("TL", "Tom Lindt"), ("LR", "Lena Roth"),
    ]
)  # fmt: skip
GOAL = Goal("goal", "Trusted by the customer")
CALENDAR = WorkCalendar.of(BOARD, SHIFTS)


def kpi_card(
    kpi: Kpi, low: float | None, high: float | None, watch: float | None, values: Sequence[float | None],
    running: Sequence[Action] = (), *, reason: str = "", note: str = "", corrected: float | None = None,
) -> KpiCard:  # fmt: skip
    """A card whose last `values` are the readings of the latest due periods, with rules as the board applies them."""
    target = Target(
        f"t-{kpi.id}", kpi.id, None, low, high,
        watch if low is not None and high is None else None, watch if high is not None and low is None else None,
    )  # fmt: skip
    if low is None and high is None:
        target = None  # type: ignore[assignment]
    due = latest_due(CALENDAR, kpi.cadence, NOW)
    points = []
    for period, value in zip(periods_up_to(CALENDAR, due, len(values)), values, strict=True):
        last = period == due
        reading = None
        if value is not None:
            reading = Reading(
                reading_id(kpi.id, period.key), kpi.id, period.key, value,
                reason=reason if last else "", note=note if last else "", corrected_from=corrected if last else None,
            )  # fmt: skip
        off = kpi.cadence is Cadence.DAY and period.day.weekday() > 4
        points.append(Point(period, status_of(None if off else reading, target, off=off), None if off else reading))
    statuses = [point.status for point in points]
    return KpiCard(
        kpi=kpi,
        category=next((category for category in CATEGORIES if category.id == kpi.category_id), None),
        owner=next((person for person in PEOPLE if person.id == kpi.owner_id), None),
        goal=GOAL if kpi.goal_id else None,
        target=target,
        latest=points[-1],
        due=due,
        history=tuple(points),
        streak=streak(statuses),
        trend=at_latest(kpi, points, chart_of(kpi, points, ())).trend,
        days_since_red=days_since_red([(point.period.day, point.status) for point in points], TODAY),
        running=tuple(running),
        duty=Duty(asked_reds(points, _known(points, running), NOW, None)),
        targets=(target,) if target else (),
    )


def _known(points: Sequence[Point], actions: Sequence[Action]) -> Known:
    explained = [point.reading for point in points if point.reading and point.reading.reason]
    return Known(Natures(), actions, faults(explained), CALENDAR, TODAY)


def snapshot(
    kpis: Sequence[KpiCard] = (), actions: Sequence[Action] = (), feedback: Sequence[Feedback] = (), *,
    board: BoardInfo = BOARD, whys: Sequence[Why] = (), notes: Sequence[Note] = (), at: datetime = NOW,
) -> BoardSnapshot:  # fmt: skip
    by_kpi = {card.kpi.id: card.kpi for card in kpis}
    people = {person.id: person for person in PEOPLE}
    by_action = {action.id: action for action in actions}
    must = {category.id for category in CATEGORIES if category.must_not_lose}
    return BoardSnapshot(
        path=Path("line4.db"), read_only=False, taken_at=at, today=TODAY, shift=SHIFTS[1], board=board,
        categories=CATEGORIES, shifts=SHIFTS, people=PEOPLE, goals=(GOAL,), kpis=tuple(kpis), drafts=(), retired=(),
        actions=tuple(
            ActionCard(
                action,
                by_kpi.get(action.kpi_id or ""),
                people.get(action.owner_id or ""),
                tuple(piece for piece in feedback if piece.action_id == action.id),
                tuple(why for why in whys if why.action_id == action.id),
                tuple(note for note in notes if note.action_id == action.id),
                days_late(action, TODAY),
                rung=rung(days_late(action, TODAY)),
            )
            for action in sorted(actions, key=lambda action: queue_order(action, TODAY))
        ),
        feedback=tuple(
            FeedbackCard(
                piece,
                by_kpi.get(piece.kpi_id or ""),
                people.get(piece.author_id or ""),
                by_action.get(piece.action_id or ""),
                age_hours(piece, at),
                is_overdue(piece, at),
            )
            for piece in sorted(feedback, key=lambda piece: inbox_order(piece, at))
        ),
        verdict=verdict(
            Standing(
                card.kpi.id,
                card.status,
                card.kpi.horizon,
                card.kpi.category_id in must,
                card.unanswered,
                max((red.hours(at) for red in card.reds), default=0),
            )
            for card in kpis
        ),
    )  # fmt: skip


def action(
    number: int, title: str, stage: Stage, kpi: str | None, owner: str, due: int | None, **more: object
) -> Action:
    """An action due `due` days from today, in check on that day."""
    until = None if due is None else TODAY + timedelta(days=due)
    ended = TODAY - timedelta(days=3) if stage not in RUNNING else None
    return Action(
        f"a{number}", number, title, stage=stage, kpi_id=kpi, owner_id=owner,
        due=until, check_on=until if stage is Stage.CHECK else None,
        opened_on=TODAY - timedelta(days=9), ended_on=ended, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def piece(number: int, text: str, hours: int, state: FeedbackState = FeedbackState.NEW, **more: object) -> Feedback:
    said = NOW - timedelta(hours=hours)
    return Feedback(
        f"f{number}", number, text, state=state, said_on=said.date(),
        said_at=None if more.get("anonymous") else said.astimezone(UTC), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _wave(base: float, *steps: float) -> list[float]:
    return [round(base + step, 1) for step in steps]


def line_four() -> BoardSnapshot:
    """Eight KPIs of all kinds, three of them off target and one of these unanswered."""
    actions = [
        action(11, "Second set of change-over tools", Stage.DO, "scrap", "tl", -2),
        action(16, "Labels smear on film lot 88", Stage.PLAN, "complaints", "jp", 4),
        action(15, "Trolley blocks the aisle", Stage.PLAN, None, "ms", 5),
        action(14, "Torque check at capper start-up", Stage.DO, "complaints", "rc", 3),
        action(9, "Reuse of off-cut film", Stage.CHECK, "scrap", "tl", 0),
        action(7, "5-minute clean at hand-over", Stage.ACT, None, "lr", None),
        action(
            17,
            "Pre-cut the film rolls for the night shift so that nobody has to leave the line",
            Stage.DO,
            "scrap",
            "lr",
            8,
        ),
        action(5, "Lights at station 2", Stage.CLOSED, None, "ms", -12),
        action(
            3,
            "New gloves for everybody",
            Stage.CANCELLED,
            "accident",
            "ms",
            -20,
            cancel_reason="Did not fit the scanners",
        ),
    ]
    by_id = {a.id: a for a in actions}
    wave = _wave(97.5, .2, -.6, .4, .1, -.2, .6, .5, .7, .2, -.4, .1, .3, .3, -.2,
                 -.5, .4, .6, .8, .5, .2, -.1, .4, .7, .3, .5, .2, .1, .3)  # fmt: skip
    late = _wave(95, .4, .6, .2, -.3, .1, 1.2, .8, .2, .5, -.4, .9, .6,
                 .8, .7, .3, .2, .4, .1, -.2, .5, .3, .1, .2, .4, -.6, -1.2, -1.4, -1.9)  # fmt: skip
    days = [float(n) for n in range(15, 43)]
    cards = [
        kpi_card(Kpi("accident", "days", "Days without accident", "s", "goal", "ms", "days", 0), 30, None, None, days),
        kpi_card(Kpi("fpy", "fpy", "First-pass yield", "q", "goal", "rc", "%"), 97.5, None, 97, [*wave[:-1], 97.8]),
        kpi_card(
            Kpi("complaints", "cc", "Customer complaints", "q", "goal", "rc", "", 0, Direction.LOWER), None, 2, None,
            [1, 0, 2, 0, 1, 2, 3, 1, 1, 0, 1, 2, 1, 4, 3, 1, 0, 2, 1, 1, 0, 1, 2, 1, 0, 1, 2, 3],
            [by_id["a14"], by_id["a16"]],
        ),
        kpi_card(
            Kpi("otd", "otd", "On-time delivery", "d", "goal", "jp", "%",
                definition="Orders shipped by the promised day, of all orders due"),
            95, None, 94, late, note="dock 2 closed",
        ),
        kpi_card(
            Kpi("scrap", "sc", "Scrap cost", "c", None, "tl", "€/day", 0, Direction.LOWER), None, 400, 420,
            [520, 480, 510, 470, 450, 480, 460, 440, 455, 430, 445, 460, 440, 450,
             425, 430, 410, 430, 420, 415, 400, 410, 390, 405, 415, 420, 408, 412],
            [by_id["a11"], by_id["a9"], by_id["a17"]],
        ),
        kpi_card(
            Kpi("overtime", "ot", "Overtime", "p", None, "lr", "h/week", 1, Direction.LOWER, Cadence.WEEK), None, 8, 10,
            [7, 9, 12, 8, 10, 8.5, 7, 6, 8, 11, 7, 6.5, 9, 10, 7, 6, 6.5, 7, 8, 6.5], corrected=65.0,
        ),
        kpi_card(
            Kpi("change", "co", "Change-over time", "c", None, "tl", "min", 0, Direction.LOWER, Cadence.SHIFT),
            None, 20, None,
            [18, 22, 25, 19, 18, 17, 21, 24, 18, 19, 20, 26, 18, 17, 16, 22, 19, 18, 20, 27], reason="new starters",
        ),
        kpi_card(
            Kpi("sugg", "su", "Ideas put into practice", "p", "goal", "lr", "/month", 0, cadence=Cadence.MONTH),
            4, None, None,
            [3, 4, 5, 2, 4, 6, 5, None],
        ),
    ]  # fmt: skip
    feedback = [
        piece(31, "95 % cannot be reached while dock 2 is closed", 26,
              kpi_id="otd", anonymous=True, kind=FeedbackKind.KPI_FEASIBILITY, votes=4),
        piece(32, "Torque wrench for capper 3 is worn", 5, author_id="jp", kind=FeedbackKind.CONCERN),
        piece(33, "Could nights see the film lot before loading?", 2, author_id="tl", votes=2),
        piece(30, "Trolley blocks the aisle at station 2", 30, FeedbackState.ACCEPTED,
              author_id="ms", action_id="a15", kind=FeedbackKind.SAFETY),
        piece(29, "The label scanner counts twice when the belt stops, so yield looks better than it is. "
              "Please look at it together with maintenance.",
              40, FeedbackState.ACKNOWLEDGED, author_id="lr", kpi_id="fpy", kind=FeedbackKind.DATA_DOUBT),
        piece(25, "Thanks to the night shift for the clean hand-over", 60,
              FeedbackState.ANSWERED, author_id="rc", kind=FeedbackKind.THANKS,
              reply="Told them this morning.", replied_by="MS"),
        piece(22, "Music on the line", 90, FeedbackState.DECLINED,
              anonymous=True, reply="Nobody would hear the alarms.", replied_by="MS"),
    ]  # fmt: skip
    two_days_ago = NOW - timedelta(days=2)
    notes = [Note("n1", "a14", two_days_ago, "RC", "Two cappers out of range, wrench ordered")]
    whys = [Why("w1", "a11", 1, "the second set is locked in the tool shop")]
    return snapshot(cards, actions, feedback, notes=notes, whys=whys)


def many(kpis: int = 60, actions: int = 300, pieces: int = 40) -> BoardSnapshot:
    """More of everything than fits; the last KPI is red and unanswered."""
    cards = [
        kpi_card(
            Kpi(f"k{n}", f"k{n}", f"Measure {n}", "sqdcp"[n % 5], None, PEOPLE[n % 5].id, "%"),
            90, None, None, [95.0] * 10 + [80.0 if n == kpis - 1 else 96.0],
        )
        for n in range(kpis)
    ]  # fmt: skip
    return snapshot(
        cards,
        [action(n, f"Action {n}", RUNNING[n % 4], None, PEOPLE[n % 5].id, n % 30 - 3) for n in range(1, actions + 1)],
        [piece(n, f"Piece {n}", n, author_id="ms") for n in range(1, pieces + 1)],
    )


HOSTILE = (
    "[/floor] see [red]x[/red]",
    "esc \x1b[31mred\x1b]0;title\x07 \x9b2J",
    "日本語のとても長い名前" * 12,
    "👨‍👩‍👧‍👦 família " * 20,
    "a\nb\r\nc\td",
    "z" + "\u0301" * 60,
    "x" * 3000,
    "",
    " ",
)


def hostile() -> BoardSnapshot:
    """Every text of the board is something nobody should have typed."""
    cards = [
        kpi_card(
            Kpi(f"k{n}", "k", text, "s", None, "ms", text[:40], 12), 90, None, None, [1e15, -1e-9, 123456789.123456]
        )
        for n, text in enumerate(HOSTILE)
    ]
    return snapshot(
        cards,
        [action(n, text, RUNNING[n % 4], f"k{n}", "ms", 3) for n, text in enumerate(HOSTILE)],
        [piece(n, text, n, kpi_id=f"k{n}", author_id="ms", reply=text) for n, text in enumerate(HOSTILE)],
        board=BoardInfo("board", HOSTILE[0] + HOSTILE[2], HOSTILE[1], vision=HOSTILE[1]),
        notes=[Note(f"n{n}", f"a{n}", NOW, text, text) for n, text in enumerate(HOSTILE)],
    )


def empty() -> BoardSnapshot:
    return snapshot()


def red_cards(found: BoardSnapshot) -> list[KpiCard]:
    return [card for card in found.kpis if card.status is Status.OFF_TARGET]
