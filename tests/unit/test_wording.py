"""The board's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from support import Clock

from kpiboard.board import Board
from kpiboard.model import Action, ActionKind, BoardInfo, Cadence, Direction, Stage, Target, View
from kpiboard.rules.calendar import WorkCalendar, parse_period
from kpiboard.rules.red import Nature, Told
from kpiboard.views.board import ActionCard, Duty, KpiCard
from kpiboard.words import board as board_words
from kpiboard.words import kpi as kpi_words
from kpiboard.words import plain
from kpiboard.words.action import due_words
from kpiboard.words.board import verdict_words
from kpiboard.words.feedback import must_answer_words
from kpiboard.words.kpi import target_value_words, target_words
from kpiboard.words.views import view_words

CALENDAR = WorkCalendar.of(BoardInfo("b", "Line 4", timezone="Europe/Berlin"), ())
SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("value", "decimals", "words"),
    [(97.84, 1, "97.8"), (42.0, 0, "42"), (-0.04, 1, "0.0"), (-0.06, 1, "-0.1"), (1234.5, 2, "1234.50")],
)
def test_numbers(value: float, decimals: int, words: str) -> None:
    assert plain.number(value, decimals) == words


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((95.0, None), "≥ 95"),
        ((None, 2.5), "≤ 2.5"),
        ((20.0, 22.0), "20–22"),
        ((None, None), "no target"),
    ],
)
def test_targets(bounds: tuple[float | None, float | None], words: str) -> None:
    assert target_words(Target("t", "k", None, *bounds)) == words


def test_no_target() -> None:
    assert target_words(None) == "no target"


@pytest.mark.parametrize(
    ("direction", "target", "words"),
    [
        (Direction.HIGHER, Target("t", "k", None, 95.0, None, 93.0), ("95", "93")),
        (Direction.LOWER, Target("t", "k", None, None, 2.0), ("2", "")),
        (Direction.BAND, Target("t", "k", None, 20.0, 22.0, 19.0, 23.0), ("20 to 22", "19 to 23")),
        (Direction.BAND, None, ("", "")),
    ],
)
def test_a_form_shows_what_can_be_typed_back(
    direction: Direction, target: Target | None, words: tuple[str, str]
) -> None:
    from kpiboard.basics.entry import bounds

    assert target_value_words(target, direction) == words
    if target:
        assert bounds(direction, *words) == (target.low, target.high, target.watch_low, target.watch_high)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 21), "today"),
        (date(2026, 11, 20), "yesterday"),
        (date(2026, 11, 22), "tomorrow"),
        (date(2026, 11, 27), "Fri"),
        (date(2026, 11, 28), "28 Nov"),
        (date(2026, 11, 19), "19 Nov"),
        (date(2027, 1, 2), "2 Jan 2027"),
    ],
)
def test_days(day: date, words: str) -> None:
    assert plain.day_words(day, SATURDAY) == words


@pytest.mark.parametrize(
    ("cadence", "key", "words"),
    [
        (Cadence.HOUR, "2026-11-21T14", "14:00 · today"),
        (Cadence.SHIFT, "2026-11-19-S1", "S1 · Thu 19 Nov"),
        (Cadence.DAY, "2026-11-20", "yesterday"),
        (Cadence.DAY, "2026-11-19", "Thu 19 Nov"),
        (Cadence.WEEK, "2026-W47", "W47 2026"),
        (Cadence.MONTH, "2026-11", "Nov 2026"),
        (Cadence.QUARTER, "2026-Q4", "Q4 2026"),
        (Cadence.YEAR, "2026", "2026"),
    ],
)
def test_periods(cadence: Cadence, key: str, words: str) -> None:
    assert plain.period_words(parse_period(CALENDAR, cadence, key), SATURDAY) == words


@pytest.mark.parametrize(("hours", "words"), [(0, "now"), (1, "1 h"), (26, "26 h"), (48, "2 d"), (75, "3 d")])
def test_ages(hours: int, words: str) -> None:
    assert plain.age_words(hours) == words


@pytest.mark.parametrize(("n", "words"), [(0, "0 KPIs"), (1, "1 KPI"), (3, "3 KPIs")])
def test_counts(n: int, words: str) -> None:
    assert plain.count("1 KPI", "{n} KPIs", n) == words


def test_what_else_is_counted_is_named_and_never_read_as_a_form() -> None:
    assert plain.count("1 problem in {file}", "{n} problems in {file}", 2, file="{n}.csv") == "2 problems in {n}.csv"


@pytest.mark.parametrize(
    ("n", "cadence", "words"),
    [
        (1, Cadence.DAY, "1 day"),
        (0, Cadence.SHIFT, "0 shifts"),
        (7, Cadence.WEEK, "7 weeks"),
        (1, Cadence.YEAR, "1 year"),
    ],
)
def test_counted_periods(n: int, cadence: Cadence, words: str) -> None:
    assert plain.periods(n, cadence) == words


# Reds and their answers


def red_card(board: Board) -> KpiCard:
    """On-time delivery, red since Thursday; it is Saturday, a day off."""
    board.kpis.add("On-time delivery", key="otd", category="D", unit="%", target=95)
    board.readings.record("otd", 96, period="2026-11-18")
    board.readings.record("otd", 94, period="2026-11-19")
    board.readings.record("otd", 93, period="2026-11-20")
    return board.snapshot().kpis[0]


def running(kind: ActionKind) -> tuple[Action, ...]:
    return (Action("a9", 9, "Reuse of off-cut film", kind),)


def test_an_unanswered_red_says_since_when(board: Board) -> None:
    card = red_card(board)
    assert kpi_words.so_what(card, SATURDAY, SATURDAY) == "NO ACTION since 19 Nov"
    weekly = replace(card.reds[0], period=parse_period(CALENDAR, Cadence.WEEK, "2026-W46"))
    assert kpi_words.so_what(replace(card, duty=Duty((weekly,))), SATURDAY, SATURDAY) == "NO ACTION since W46 2026"


def test_a_red_that_is_over_wants_an_answer_as_well(board: Board) -> None:
    card = red_card(board)
    green = replace(card, latest=replace(card.latest, status=card.history[-3].status))
    assert kpi_words.so_what(green, SATURDAY, SATURDAY) == "NO ACTION on 19 Nov"


@pytest.mark.parametrize(
    ("nature", "kind", "words"),
    [
        (Nature.SIGNAL, ActionKind.SYSTEM, "a signal asks for today's cause, A-9 changes the system"),
        (Nature.SIGNAL, ActionKind.SUPPORT, "a signal asks for today's cause, A-9 is support"),
        (Nature.NOISE, ActionKind.IMPROVEMENT, "noise asks for a change of the system, A-9 is an improvement"),
        (Nature.TOO_EARLY, ActionKind.SUPPORT, "a red asks for its cause, A-9 is support"),
    ],
)
def test_an_action_of_the_wrong_kind_is_told_what_the_red_asks_for(
    board: Board, nature: Nature, kind: ActionKind, words: str
) -> None:
    card = red_card(board)
    reds = tuple(replace(red, told=Told(nature)) for red in card.reds)
    assert (
        kpi_words.so_what(replace(card, duty=Duty(reds), running=running(kind)), SATURDAY, SATURDAY)
        == f"NO ACTION since 19 Nov: {words}"
    )


def test_an_answered_red_says_what_is_done(board: Board) -> None:
    red_card(board)
    board.actions.add("Second gate", kpi="otd", due="2026-11-24")
    card = board.snapshot().kpis[0]
    assert not card.unanswered
    assert kpi_words.asked_for(card) == ""
    assert kpi_words.so_what(card, SATURDAY, SATURDAY) == "A-1 Second gate · Tue"


def test_the_verdict_counts_the_unanswered_with_the_age_of_the_oldest(board: Board, clock: Clock) -> None:
    red_card(board)
    assert verdict_words(board.snapshot().verdict) == "LOSING · 1 UNANSWERED 8 h"  # Friday ended at six
    clock.advance(hours=18)
    assert verdict_words(board.snapshot().verdict) == "LOSING · 1 UNANSWERED 26 h"
    clock.advance(hours=24)
    assert verdict_words(board.snapshot().verdict) == "LOSING · 1 UNANSWERED 2 d"
    verdict = replace(board.snapshot().verdict, oldest_hours=0)
    assert verdict_words(verdict) == "LOSING · 1 UNANSWERED"
    assert verdict_words(replace(verdict, unanswered=())) == "LOSING"


def test_the_sentence_says_what_decided_it_and_who_does_what_by_when(board: Board, clock: Clock) -> None:
    board.team.add_person("Joana Prado")
    red_card(board)
    board.kpis.edit("otd", owner="JP")
    assert board_words.why_counted(board.snapshot()) == "On-time delivery 93.0 %, at least 95. 1 off."
    assert board_words.next_forms(board.snapshot()) == (
        "Joana Prado answers On-time delivery by tomorrow 14:32; too early to tell: 3 of 6.",
        "Joana Prado answers On-time delivery by tomorrow 14:32.",
        "JP answers On-time delivery by tomorrow 14:32.",
    )
    clock.advance(hours=26)
    assert board_words.next_forms(board.snapshot())[-1] == "JP answers On-time delivery now, after 26 h."
    board.actions.add("Second gate", kpi="otd", owner="JP", due="2026-11-24")
    assert board_words.next_forms(board.snapshot()) == (
        "Joana Prado has A-1 Second gate for On-time delivery: Tue.",
        "Joana Prado has A-1 for On-time delivery: Tue.",
        "JP has A-1 for On-time delivery: Tue.",
    )


def measured(board: Board, **values: float | None) -> str:
    """The first sentence of a board of KPIs that want at least 95; Quality must not be lost."""
    for name, value in values.items():
        board.kpis.add(name, target=95, watch=90, category="Q" if name.startswith("q") else None)
        if value is not None:
            board.readings.record(name, value)
    return board_words.why_counted(board.snapshot())


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"qa": 80, "b": 99, "c": 99}, "Quality must not be lost: qa 80.0, at least 95. 1 off · 2 on target."),
        (
            {"qa": 80, "qb": 81, "c": 91, "d": None},
            "Quality must not be lost: qa 80.0, at least 95, and 1 more. 2 off · 1 watch · 1 without data.",
        ),
        ({"a": 80, "b": 80, "c": 99}, "More are off target than on it. 2 off · 1 on target."),
        ({"a": 80, "b": 80}, "None is on target. 2 off."),
        ({"a": 80, "b": 99}, "As many are off target as on it. 1 off · 1 on target."),
        ({"a": 80, "b": 99, "c": 99}, "More are on target than off it. 1 off · 2 on target."),
        ({"a": 99, "b": 99}, "All are on target. 2 on target."),
        ({"a": 99, "b": 91}, "None is off target. 1 watch · 1 on target."),
        ({"a": 80, "b": None, "c": None}, "2 of 3 KPIs have no reading yet."),
    ],
)
def test_what_decided_the_verdict_comes_first(board: Board, values: dict[str, float | None], words: str) -> None:
    assert measured(board, **values) == words


def test_who_must_answer_feedback_is_named(board: Board, clock: Clock) -> None:
    board.feedback.add("The torque wrench is worn")
    clock.advance(hours=49)
    assert board_words.what_next(board.snapshot()) == "Somebody answers F-1, which waits for 2 d."
    board.team.add_person("Maria Silva", role="leader")
    assert board_words.what_next(board.snapshot()) == "Maria Silva answers F-1, which waits for 2 d."
    board.team.add_person("Rui Costa", role="leader")
    assert must_answer_words(board.snapshot().people) == "Maria Silva or Rui Costa answer"
    assert must_answer_words(board.snapshot().people, short=True) == "MS or RC answer"


# Actions and views


@pytest.mark.parametrize(
    ("action", "late", "held", "words"),
    [
        (Action("a", 1, "x", due=date(2026, 11, 24)), 0, None, "Tue"),
        (Action("a", 1, "x", due=date(2026, 11, 13)), 8, None, "8 d late"),
        (Action("a", 1, "x"), 0, None, ""),
        (Action("a", 1, "x", stage=Stage.CHECK, due=date(2026, 11, 13)), 0, None, ""),  # due ends with do
        (Action("a", 1, "x", stage=Stage.CHECK, check_on=date(2026, 11, 24)), 0, None, "Tue"),
        (Action("a", 1, "x", stage=Stage.CLOSED, ended_on=date(2026, 11, 9)), 0, None, "9 Nov"),
        (Action("a", 1, "x", stage=Stage.CLOSED, ended_on=date(2026, 11, 9)), 0, 12, "held 12 d"),
        (Action("a", 1, "x", stage=Stage.CLOSED, ended_on=SATURDAY), 0, 0, "today"),
    ],
)
def test_due_dates(action: Action, late: int, held: int | None, words: str) -> None:
    card = ActionCard(action, None, None, (), (), (), late, held_days=held)
    assert due_words(card, SATURDAY, SATURDAY) == words


def test_a_view_is_called_by_its_name_or_by_what_it_asks_for(board: Board) -> None:
    person = board.team.add_person("Jana Petrov", "JP")
    kpi = board.kpis.add("Scrap cost", key="sc")
    snapshot = board.snapshot()
    asked = View("", 6, person_id=person.id, kpi_id=kpi.id, kind=ActionKind.SYSTEM, overdue=True)
    assert view_words(asked, snapshot) == "JP · Scrap cost · system · late"
    assert view_words(replace(asked, name="Nights"), snapshot) == "Nights"
    assert view_words(View("", 6, columns=True), snapshot) == "all actions"
    assert view_words(View("", 6, person_id="gone"), snapshot) == "?"


@pytest.mark.parametrize(
    ("red", "words"),
    [
        (["Scrap"], "Scrap is off target"),
        (["Scrap", "Yield"], "Scrap, Yield are off target"),
    ],
)
def test_what_makes_a_green_suspect(red: list[str], words: str) -> None:
    assert kpi_words.guards_words(red) == words


NIGHT = datetime(2026, 11, 21, 2, 40, tzinfo=ZoneInfo("Europe/Berlin"))  # production day Friday
FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("back", "words"),
    [(timedelta(0), "today 02:40"), (timedelta(hours=3), "yesterday 23:40"), (timedelta(days=2), "19 Nov 02:40")],
)
def test_a_moment_is_worded_by_the_calendar(back: timedelta, words: str) -> None:
    assert plain.moment_words((NIGHT - back).astimezone(ZoneInfo("UTC")), NIGHT) == words


@pytest.mark.parametrize(
    ("due", "words"),
    [(FRIDAY, "today"), (SATURDAY, "today"), (date(2026, 11, 22), "tomorrow"), (date(2026, 11, 23), "Mon")],
)
def test_a_due_day_is_today_on_the_production_day_and_by_the_calendar(due: date, words: str) -> None:
    assert plain.due_day_words(due, FRIDAY, NIGHT.date()) == words


@pytest.mark.parametrize(
    ("figure", "unit", "words"),
    [
        ("1.9", "%", "1.9 points"),
        ("+1", "%", "+1 point"),
        ("−1", "%", "−1 point"),
        ("−40", "€", "−40 €"),
        ("3", "", "3"),
    ],
)
def test_a_difference_of_percentages_is_in_points(figure: str, unit: str, words: str) -> None:
    assert plain.difference(figure, unit) == words


def test_what_keeps_a_board_from_a_score(board: Board) -> None:
    def why() -> str:
        return board_words.why(board.snapshot())

    board.kpis.add("On-time delivery")
    assert why() == "The one KPI due has no reading yet."
    board.readings.record("otd", 97)
    assert why() == "The one KPI due has no target yet."
    for name in ("Scrap cost", "Complaints", "Yield"):
        board.kpis.add(name, target=3)
    assert why() == "3 of 4 KPIs have no reading yet, 1 has no target."
    board.targets.set("otd", target=95)
    assert why() == "3 of 4 KPIs have no reading yet."


def test_in_the_night_nothing_is_said_of_tomorrow_that_has_happened(board: Board, clock: Clock) -> None:
    clock.moment = NIGHT - timedelta(hours=48)
    board.feedback.add("The torque wrench is worn")
    board.actions.add("Second gate", due="2026-11-21")
    clock.moment = NIGHT
    snapshot = board.snapshot()
    assert (snapshot.today, snapshot.by_clock) == (FRIDAY, SATURDAY)
    (piece,), (action,) = snapshot.feedback, snapshot.actions
    assert plain.age_words(piece.age_hours) == "2 d"
    assert piece.feedback.said_on is not None
    assert plain.day_words(piece.feedback.said_on, snapshot.by_clock) == "19 Nov"
    assert due_words(action, snapshot.today, snapshot.by_clock) == "today"


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (Target("t", "k", None, None, 380.0, None, 420.0), "watch ≤ 420"),
        (Target("t", "k", None, 95.0, None, 93.0), "watch ≥ 93"),
        (Target("t", "k", None, 20.0, 22.0, 19.0, 23.0), "watch 19–23"),
        (Target("t", "k", None, 20.0, 22.0, 19.0), "watch 19–22"),
        (None, "watch"),
    ],
)
def test_watch_says_how_far_it_may_be(target: Target | None, words: str) -> None:
    assert kpi_words.watch_words(target) == words


def test_a_suspect_green_names_what_makes_it_suspect(board: Board) -> None:
    board.kpis.add("Yield", target=97)
    board.kpis.add("Complaints", target=2, direction="lower")
    board.kpis.guard("yield", "complaints")
    board.readings.record("yield", 98)
    board.readings.record("complaints", 5)
    card = board.snapshot().kpis[0]
    assert kpi_words.judgement(card) == "suspect: Complaints is off target"
    assert kpi_words.so_what(card, SATURDAY, SATURDAY) == "Complaints is off target"
