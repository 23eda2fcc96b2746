"""Whole boards for Hypothesis: every kind of row, hostile text, names that clash; all of it valid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from kpiboard.basics.entry import GROUP_WORDS
from kpiboard.basics.ids import reading_id
from kpiboard.basics.safetext import clean
from kpiboard.exchange.rows import BoardRows
from kpiboard.model import (
    WEEKDAYS,
    Action,
    ActionKind,
    Answer,
    AnswerState,
    Attendance,
    Audit,
    Average,
    Baseline,
    Block,
    BoardInfo,
    Cadence,
    Category,
    Collection,
    Congratulation,
    Consulted,
    Controllable,
    Cover,
    Decision,
    Direction,
    Escalation,
    Event,
    Evidence,
    Feedback,
    FeedbackKind,
    FeedbackState,
    Goal,
    GoalCategory,
    Guard,
    Helper,
    Horizon,
    Huddle,
    HuddleState,
    HuddleStep,
    Kata,
    Kpi,
    KpiKind,
    KpiState,
    Mapping,
    Note,
    Person,
    Perspective,
    Proposal,
    Reading,
    ReadingKind,
    Result,
    Review,
    Role,
    Rollup,
    Shift,
    SignalRules,
    Stage,
    Support,
    Target,
    View,
    Why,
    share_scale,
)
from kpiboard.rules.calendar import WorkCalendar, period_at

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
amounts = numbers.map(abs)
ranges = st.tuples(st.none() | numbers, st.none() | numbers).map(
    lambda ends: ends if None in ends else tuple(sorted(ends))  # type: ignore[type-var]  # none of them is None
)
positions = st.one_of(st.integers(0, 9).map(float), st.floats(-1e6, 1e6).map(lambda value: value + 0.0))


@st.composite
def boards(draw: st.DrawFn) -> BoardRows:
    """A valid board with a few rows of every kind."""
    ids = (f"id-{number}" for number in range(10_000))

    def several(most: int, *, long_texts: tuple[str, ...] = (), **fields: Any) -> list[dict[str, Any]]:
        """`long_texts` are fields that are mostly left as they usually are."""
        kind = st.fixed_dictionaries(fields, optional=dict.fromkeys(long_texts, texts(200, multiline=True)))
        return [{"id": next(ids), **one} for one in draw(st.lists(kind, max_size=most))]

    def one_of(rows: tuple[Any, ...]) -> st.SearchStrategy[str | None]:
        return st.sampled_from([None, *(row.id for row in rows)])

    info = BoardInfo(
        next(ids),
        draw(texts(least=1)),
        draw(texts()),
        draw(texts()),
        draw(st.integers(1, 4)),
        draw(texts(120)),
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
            unit=st.one_of(st.sampled_from(("%", "ppm", "‰", "pcs")), texts(16)),
            decimals=st.integers(0, 6),
            direction=st.sampled_from(Direction),
            cadence=st.sampled_from(Cadence),
            share=st.booleans(),
            weekdays=st.lists(st.sampled_from(WEEKDAYS), max_size=3).map(tuple),
            horizon=st.sampled_from(Horizon),
            definition=texts(300, multiline=True),
            state=st.sampled_from(KpiState),
            retired_reason=texts(100),
            position=positions,
        )
    )
    kpis = tuple(replace(kpi, **draw(_more_of_a_kpi(one_of(kpis[:place])))) for place, kpi in enumerate(kpis))
    made = _Made(draw, ids, kpis)
    guards = tuple(Guard(**one) for one in made.of_each(2, guard_id=one_of(kpis), reason=texts(60)) if _guards(one))

    def tied(kind: Any, owners: Any, others: Any) -> tuple[Any, ...]:
        """A few pairs of rows, each once, none with itself."""
        found = {(one.id, other) for one in owners for other in draw(st.sets(one_of(others), max_size=3))}
        return tuple(kind(next(ids), *pair) for pair in sorted(found, key=str) if pair[1] not in (None, pair[0]))

    consulted = tied(Consulted, kpis, people)
    targets = tuple(Target(**one) for one in made.of_each(3, _targets(one_of(people))))
    proposals = tuple(
        Proposal(**one)
        for one in made.of_each(2, made_on=days, person_id=one_of(people), value=texts(60), argument=texts(200))
    )
    calendar = WorkCalendar.of(info, shifts)
    periods = st.builds(
        lambda cadence, ago: period_at(calendar, cadence, NOW - timedelta(hours=ago)).key,
        st.sampled_from(Cadence),
        st.integers(0, 50_000),
    )
    baselines = tuple(
        Baseline(**one)
        for one in made.of_each(
            2,
            start=st.just("") | periods,
            lock_at=st.none() | st.integers(6, 20),
            reason=texts(60, multiline=True),
            set_by=texts(),
            set_on=st.none() | days,
        )
    )
    events = tuple(
        Event(**one)
        for one in made.of_each(
            3,
            day=days,
            nth=st.integers(1, 4),
            what=texts(60, multiline=True),
            reason=texts(60),
            code=texts(20),
            reason_at=st.none() | past_moments,
            late_at=st.none() | past_moments,
        )
    )
    audits = tuple(
        Audit(**one)
        for one in made.of_each(
            2,
            period=periods,
            checked_on=days,
            checked_by=texts(),
            held_value=st.none() | numbers,
            true_value=st.none() | numbers,
            ok=st.booleans(),
        )
    )
    reviews = tuple(
        Review(**one)
        for one in made.of_each(
            2,
            reviewed_on=days,
            decision=st.sampled_from(Decision),
            reviewed_by=texts(),
            why=texts(200, multiline=True),
            trigger=texts(120),
            score=st.integers(0, 4),
            liked=st.none() | st.booleans(),
        )
    )
    columns = ("kpi", "period", "value", "numerator", "denominator", "note", "code")
    mappings = tuple(
        Mapping(**one)
        for one in several(
            2,
            name=st.just("nightly") | texts(60, 1),
            kpi_id=one_of(kpis),
            **{f"{role}_column": texts(40) for role in columns},
            separator=st.sampled_from(("", ",", ";", "\t", "|")),
            decimal=st.sampled_from(("", ",", ".")),
            date_order=st.sampled_from(("", "ymd", "dmy", "mdy")),
        )
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
    answering = _Answering(several, one_of, people, kpis, actions, feedback, periods)
    escalations = answering.escalations()
    huddles = answering.huddles()
    answers = tuple(
        Answer(next(ids), one.id, *said) for one in escalations for said in draw(st.lists(_answers, max_size=2))
    )
    readings = draw(_readings(info, shifts, kpis))
    return BoardRows(
        info,
        categories=categories,
        shifts=shifts,
        people=people,
        goals=goals,
        kpis=kpis,
        guards=guards,
        consulted=consulted,
        targets=targets,
        proposals=proposals,
        events=events,
        baselines=baselines,
        audits=audits,
        reviews=reviews,
        mappings=mappings,
        actions=actions,
        helpers=tied(Helper, actions, people),
        blocks=tied(Block, actions, actions),
        covers=tied(Cover, actions, kpis),
        whys=whys,
        notes=notes,
        feedback=feedback,
        kata=answering.kata(),
        escalations=escalations,
        answers=answers,
        views=answering.views(),
        huddles=huddles,
        attendance=tied(Attendance, huddles, people),
        congratulations=answering.congratulations(),
        readings=tuple(sorted(readings, key=lambda reading: (reading.kpi_id, reading.period))),
    )


class _Made:
    """Rows that point to a KPI: a few of them for each."""

    def __init__(self, draw: st.DrawFn, ids: Iterator[str], kpis: tuple[Kpi, ...]) -> None:
        self._draw, self._ids, self._kpis = draw, ids, kpis

    def of_each(
        self, most: int, kind: st.SearchStrategy[dict[str, Any]] | None = None, **fields: st.SearchStrategy[Any]
    ) -> list[dict[str, Any]]:
        rows = st.lists(st.fixed_dictionaries(fields) if kind is None else kind, max_size=most)
        return [{"id": next(self._ids), "kpi_id": kpi.id, **one} for kpi in self._kpis for one in self._draw(rows)]


def _guards(one: dict[str, Any]) -> bool:
    return one["guard_id"] not in (None, one["kpi_id"])


@st.composite
def _more_of_a_kpi(draw: st.DrawFn, parents: st.SearchStrategy[str | None]) -> dict[str, Any]:
    """`parents` are only KPIs that were made before, so that there are no circles."""
    choices = {
        "rollup": st.sampled_from(Rollup),
        "kind": st.none() | st.sampled_from(KpiKind),
        "perspective": st.none() | st.sampled_from(Perspective),
        "controllable": st.none() | st.sampled_from(Controllable),
        "collection": st.sampled_from(Collection),
        "signal_rules": st.sampled_from(SignalRules),
        "limits_by": st.sampled_from(Average),
    }
    long_texts = (
        *("because", "success", "drivers", "constraints", "formula", "data_source"),
        *("measurement_plan", "customer_impact", "behaviour_risk", "epitaph"),
    )
    (valid_min, valid_max), (floor, cap) = draw(ranges), draw(ranges)
    return {
        "parent_id": draw(parents),
        "weight": draw(amounts),
        "importance": draw(st.none() | st.integers(1, 5)),
        "closeness": draw(st.none() | st.integers(1, 5)),
        "ease": draw(st.none() | st.integers(1, 5)),
        "effort_minutes": draw(st.none() | amounts),
        "valid_min": valid_min,
        "valid_max": valid_max,
        "risk_level": draw(st.integers(0, 4)),
        "floor": floor,
        "cap": cap,
        "screen_ranges": draw(st.booleans()),
        "counts_events": draw(st.booleans()),
        "counted_from": draw(st.none() | days),
        "next_review": draw(st.none() | days),
        "review_days": draw(st.integers(1, 366)),
        "review_trigger": draw(texts(120)),
        "retired_on": draw(st.none() | days),
        **draw(st.fixed_dictionaries(choices)),
        **draw(st.fixed_dictionaries({}, optional=dict.fromkeys(long_texts, texts(200, multiline=True)))),
    }


def _actions(several: Any, kpis: Any, people: Any, one_of: Any) -> list[Action]:
    a3 = ("background", "current", "goal", "countermeasures", "plan", "follow_up")
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
        code=texts(60),
        opened_at=st.none() | past_moments,
        expected=st.none() | numbers,
        expected_by=st.none() | days,
        done_on=st.none() | days,
        check_on=st.none() | days,
        check_n=st.integers(1, 99),
        result=st.none() | st.sampled_from(Result),
        cycle=st.integers(1, 9),
        came_back_on=st.none() | days,
        moves=st.integers(0, 9),
        blocked=texts(120),
        long_texts=("cause", "hypothesis", "evidence", "learning", "standard", *a3),
    )
    ended = (Stage.CLOSED, Stage.CANCELLED)
    return [Action(**{**one, "ended_on": one["ended_on"] if one["stage"] in ended else None}) for one in rows]


_answers = st.tuples(st.sampled_from(AnswerState), past_moments, texts(), texts(200, 1, multiline=True))


@dataclass(frozen=True)
class _Answering:
    """Rows of what answers a red, besides the actions."""

    several: Any
    one_of: Any
    people: Any
    kpis: Any
    actions: Any
    feedback: Any
    periods: st.SearchStrategy[str]

    def kata(self) -> tuple[Kata, ...]:
        answers = (
            *("target_condition", "actual", "last_step", "last_expected", "last_happened", "learned", "obstacle"),
            *("parked", "next_step", "next_expected"),
        )
        rows = self.several(
            2,
            number=st.integers(1, 5),
            held_on=days,
            kpi_id=self.one_of(self.kpis),
            action_id=self.one_of(self.actions),
            coach_id=self.one_of(self.people),
            learner_id=self.one_of(self.people),
            go_see_on=st.none() | days,
            long_texts=answers,
        )
        return tuple(Kata(**one) for one in rows)

    def escalations(self) -> tuple[Escalation, ...]:
        rows = self.several(
            3,
            number=st.integers(1, 5),
            about=texts(120, 1),
            reason=texts(200, 1, multiline=True),
            raised_at=past_moments,
            raised_by=texts(),
            help_asked=texts(200, multiline=True),
            to_whom=texts(),
            from_tier=st.integers(1, 4),
            to_tier=st.integers(1, 5),
            answer_hours=st.integers(1, 999),
            origin=texts(),
            action_id=self.one_of(self.actions),
            feedback_id=self.one_of(self.feedback),
            kpi_id=self.one_of(self.kpis),
            confirmed_at=st.none() | past_moments,
            confirmed_by=texts(),
        )
        return tuple(Escalation(**one) for one in rows)

    def views(self) -> tuple[View, ...]:
        rows = self.several(
            3,
            digit=st.integers(4, 9),
            name=texts(),
            person_id=self.one_of(self.people),
            kpi_id=self.one_of(self.kpis),
            kind=st.none() | st.sampled_from(ActionKind),
            overdue=st.booleans(),
            columns=st.booleans(),
        )
        return tuple(View(**one) for one in rows)

    def huddles(self) -> tuple[Huddle, ...]:
        rows = self.several(
            3,
            held_on=st.just(date(2026, 11, 20)) | days,
            state=st.sampled_from(HuddleState),
            shift=keys(),
            facilitator_id=self.one_of(self.people),
            step=st.sampled_from(HuddleStep),
            started_at=st.none() | past_moments,
            step_at=st.none() | past_moments,
            ended_at=st.none() | past_moments,
            skip_reason=texts(200, 1),
            notes=texts(200, multiline=True),
            nobody_thanked=st.booleans(),
        )
        return tuple(Huddle(**one) for one in rows)

    def congratulations(self) -> tuple[Congratulation, ...]:
        if not self.people:
            return ()
        rows = self.several(
            2,
            number=st.integers(1, 5),
            person_id=st.sampled_from([person.id for person in self.people]),
            said_on=days,
            said_by=texts(),
            what=texts(200),
            kpi_id=self.one_of(self.kpis),
            period=st.just("") | self.periods,
            action_id=self.one_of(self.actions),
        )
        return tuple(Congratulation(**one) for one in rows)


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
def _targets(draw: st.DrawFn, people: st.SearchStrategy[str | None]) -> dict[str, Any]:
    low, high = sorted((draw(numbers), draw(numbers)))
    has_low, has_high, has_watch_low, has_watch_high = (draw(st.booleans()) for _ in range(4))
    room = draw(st.sampled_from((0.0, 0.5, 1e16)))
    return {
        "valid_from": draw(st.none() | days),
        "low": low if has_low else None,
        "high": high if has_high else None,
        "watch_low": low - room if has_low and has_watch_low else None,
        "watch_high": high + room if has_high and has_watch_high else None,
        "due": draw(st.none() | days),
        "glide_from": draw(st.none() | numbers),
        "glide_months": tuple(draw(st.lists(numbers, max_size=3))),
        "rationale": draw(texts(200, multiline=True)),
        "how": draw(texts(200, multiline=True)),
        "support_needed": draw(texts(200, multiline=True)),
        "support": draw(st.none() | st.sampled_from(Support)),
        "leader_id": draw(people),
        "member_id": draw(people),
    }


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
                corrected_at=draw(st.none() | past_moments),
                late_at=draw(st.none() | past_moments),
                code=draw(texts(60)),
                excluded=draw(texts(100, multiline=True)),
                reason_at=draw(st.none() | past_moments),
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
