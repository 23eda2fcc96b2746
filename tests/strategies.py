"""Whole boards for Hypothesis: every kind of row, hostile text, names that clash; all of it valid."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from kpiboard.entry import GROUP_WORDS
from kpiboard.exchange.rows import BoardRows
from kpiboard.ids import reading_id
from kpiboard.model import (
    WEEKDAYS,
    Action,
    ActionKind,
    BoardInfo,
    Cadence,
    Category,
    Direction,
    Evidence,
    Feedback,
    FeedbackKind,
    FeedbackState,
    Goal,
    GoalCategory,
    Horizon,
    Kpi,
    KpiState,
    Note,
    Person,
    Reading,
    ReadingKind,
    Role,
    Shift,
    Stage,
    Target,
    Why,
    share_scale,
)
from kpiboard.rules.calendar import WorkCalendar, period_at
from kpiboard.safetext import clean

NOW = datetime(2026, 11, 21, 13, 32, tzinfo=UTC)

HOSTILE = (
    "see [/floor]",
    'say "stop"',
    "C:\\new\\table",
    "[link=http://x]y[/link]",
    "'''",
    '"""',
    "a = 1 # not a comment",
    "[kpi.otd]",
    "👩‍🏭 Übung",
    "שלום עולם",
    "e\u0301clair",
    "2026-11-21",
    "true",
    "off",
    " ",
)


def texts(limit: int = 60, least: int = 0, *, multiline: bool = False) -> st.SearchStrategy[str]:
    """Text as the board holds it: cleaned and short enough."""
    alphabet = st.characters(exclude_categories=("Cs",))
    raw = st.one_of(st.sampled_from(HOSTILE), st.text(alphabet, max_size=limit))
    if multiline:
        raw = st.lists(raw, max_size=3).map("\n".join)
    return raw.map(lambda text: _shortened(text, limit, multiline) or "x" * least)


def _shortened(text: str, limit: int, multiline: bool) -> str:
    return clean(clean(text, multiline=multiline)[:limit], multiline=multiline)


def keys(limit: int = 24) -> st.SearchStrategy[str]:
    """Short names, often the same one twice."""
    return st.one_of(st.sampled_from(("otd", "otd-2", "S1", "a.b", "Früh", "x y")), texts(limit, 1))


numbers = st.floats(-1e18, 1e18, allow_nan=False).map(lambda value: value + 0.0)
days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
past_moments = st.datetimes(datetime(2000, 1, 1), datetime(2026, 11, 21), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
)
times = st.times().map(lambda moment: moment.replace(microsecond=0))
positions = st.one_of(st.integers(0, 9).map(float), st.floats(-1e6, 1e6).map(lambda value: value + 0.0))


@st.composite
def boards(draw: st.DrawFn) -> BoardRows:
    """A valid board with a few rows of every kind."""
    ids = (f"id-{number}" for number in range(10_000))

    def several(most: int, **fields: Any) -> list[dict[str, Any]]:
        kind = st.fixed_dictionaries(fields)
        return [{"id": next(ids), **one} for one in draw(st.lists(kind, max_size=most))]

    def one_of(rows: tuple[Any, ...]) -> st.SearchStrategy[str | None]:
        return st.sampled_from([None, *(row.id for row in rows)])

    info = BoardInfo(
        next(ids),
        draw(texts(least=1)),
        draw(texts()),
        draw(texts()),
        draw(st.integers(1, 4)),
        draw(texts(200, multiline=True)),
        draw(st.sampled_from(("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"))),
        draw(times),
        draw(st.sampled_from(WEEKDAYS)),
        tuple(draw(st.lists(st.one_of(st.sampled_from(WEEKDAYS), days.map(date.isoformat)), max_size=4))),
    )
    categories = tuple(
        Category(**one)
        for one in several(4, letter=texts(2, 1), name=texts(60, 1), must_not_lose=st.booleans(), position=positions)
    )
    shifts = tuple(
        Shift(**one) for one in several(3, key=keys(), name=texts(60, 1), start=times, end=times, position=positions)
    )
    name = texts(60, 1).filter(lambda text: text.casefold() not in GROUP_WORDS)
    initials = st.one_of(st.sampled_from(("JP", "jp", "ALL", "ß")), texts(4, 1))
    people = tuple(
        Person(**one)
        for one in several(
            4, name=name, initials=initials, role=st.sampled_from(Role), active=st.booleans(), position=positions
        )
    )
    goals = tuple(
        Goal(**one)
        for one in several(
            3,
            title=st.one_of(st.just("Deliver on time"), texts(120, 1)),
            category=st.sampled_from(GoalCategory),
            owner_id=one_of(people),
            horizon=st.sampled_from(Horizon),
            position=positions,
        )
    )
    kpis = tuple(
        Kpi(**one)
        for one in several(
            4,
            key=keys(),
            name=texts(60, 1),
            category_id=one_of(categories),
            goal_id=one_of(goals),
            owner_id=one_of(people),
            unit=st.one_of(st.sampled_from(("%", "ppm", "‰", "pcs")), texts(60)),
            decimals=st.integers(0, 9),
            direction=st.sampled_from(Direction),
            cadence=st.sampled_from(Cadence),
            share=st.booleans(),
            horizon=st.sampled_from(Horizon),
            definition=texts(300, multiline=True),
            state=st.sampled_from(KpiState),
            retired_reason=texts(100),
            position=positions,
        )
    )
    targets = tuple(
        Target(next(ids), kpi.id, *one) for kpi in kpis for one in draw(st.lists(_target_fields(), max_size=3))
    )
    actions = tuple(_actions(several, kpis, people, one_of))
    whys = tuple(
        Why(next(ids), action.id, position, because, evidence)
        for action in actions
        for position, because, evidence in draw(
            st.lists(st.tuples(st.integers(1, 5), texts(200, 1, multiline=True), st.sampled_from(Evidence)), max_size=5)
        )
    )
    notes = tuple(
        Note(next(ids), action.id, *one)
        for action in actions
        for one in draw(st.lists(st.tuples(past_moments, texts(), texts(200, 1, multiline=True)), max_size=2))
    )
    feedback = tuple(_feedback(several, kpis, people, actions, one_of))
    readings = draw(_readings(info, shifts, kpis))
    return BoardRows(
        info,
        categories,
        shifts,
        people,
        goals,
        kpis,
        targets,
        actions,
        whys,
        notes,
        feedback,
        tuple(sorted(readings, key=lambda reading: (reading.kpi_id, reading.period))),
    )


def _actions(several: Any, kpis: Any, people: Any, one_of: Any) -> list[Action]:
    rows = several(
        3,
        number=st.integers(1, 5),
        title=texts(120, 1),
        kind=st.sampled_from(ActionKind),
        stage=st.sampled_from(Stage),
        kpi_id=one_of(kpis),
        owner_id=one_of(people),
        due=st.none() | days,
        opened_on=st.none() | days,
        ended_on=days,
        cancel_reason=texts(100, multiline=True),
    )
    ended = (Stage.CLOSED, Stage.CANCELLED)
    return [Action(**{**one, "ended_on": one["ended_on"] if one["stage"] in ended else None}) for one in rows]


def _feedback(several: Any, kpis: Any, people: Any, actions: Any, one_of: Any) -> list[Feedback]:
    rows = several(
        3,
        number=st.integers(1, 5),
        text=texts(200, 1, multiline=True),
        kind=st.sampled_from(FeedbackKind),
        state=st.sampled_from(FeedbackState),
        kpi_id=one_of(kpis),
        author_id=one_of(people),
        anonymous=st.booleans(),
        said_on=st.none() | days,
        said_at=st.none() | past_moments,
        acknowledged_at=st.none() | past_moments,
        reply=texts(200, 1, multiline=True),
        replied_by=texts(),
        replied_at=st.none() | past_moments,
        action_id=one_of(actions),
        votes=st.integers(0, 99),
    )
    made = [Feedback(**one) for one in rows]
    return [replace(one, author_id=None, said_at=None) if one.anonymous else one for one in made]


@st.composite
def _target_fields(draw: st.DrawFn) -> tuple[Any, ...]:
    low, high = sorted((draw(numbers), draw(numbers)))
    has_low, has_high, has_watch_low, has_watch_high = (draw(st.booleans()) for _ in range(4))
    room = draw(st.sampled_from((0.0, 0.5, 1e16)))
    return (
        draw(st.none() | days),
        low if has_low else None,
        high if has_high else None,
        low - room if has_low and has_watch_low else None,
        high + room if has_high and has_watch_high else None,
    )


@st.composite
def _readings(draw: st.DrawFn, info: BoardInfo, shifts: tuple[Shift, ...], kpis: tuple[Kpi, ...]) -> list[Reading]:
    """Periods are made by the calendar; some belong to a cadence that the KPI no longer has."""
    found = []
    calendar = WorkCalendar.of(info, shifts)
    for kpi in kpis:
        hours = draw(st.lists(st.integers(0, 50_000), max_size=6))
        cadences = draw(st.lists(st.sampled_from([kpi.cadence] * 3 + list(Cadence)), min_size=6, max_size=6))
        periods = {
            period_at(calendar, cadence, NOW - timedelta(hours=ago)).key
            for cadence, ago in zip(cadences, hours, strict=False)
        }
        for period in sorted(periods):
            reading = Reading(
                reading_id(kpi.id, period),
                kpi.id,
                period,
                note=draw(texts(100, multiline=True)),
                reason=draw(texts(60)),
                corrected_from=draw(st.none() | numbers),
            )
            kind = draw(st.sampled_from(ReadingKind))
            if kind is ReadingKind.ACTUAL:
                value, numerator, denominator = draw(numbers), None, None
                if draw(st.booleans()):
                    numerator, denominator = draw(st.integers(0, 999).map(float)), draw(st.integers(1, 999).map(float))
                    if draw(st.booleans()):
                        value = share_scale(kpi.unit) * numerator / denominator
                reading = replace(reading, value=value, numerator=numerator, denominator=denominator)
            found.append(replace(reading, kind=kind))
    return found
