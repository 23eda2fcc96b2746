"""The huddle: agenda, clock, whose turn it is, huddles in a row, missed days, and what keeps it open."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import Action, BoardInfo, Huddle, HuddleState, HuddleStep, Person, Role, Stage
from kpiboard.rules import huddle as rules
from kpiboard.rules.calendar import WorkCalendar
from kpiboard.rules.huddle import Hurdle
from kpiboard.rules.status import Status

CALENDAR = WorkCalendar.of(BoardInfo("b", "Line 4", timezone="UTC", days_off=("saturday", "sunday", "2026-11-18")), ())
FRIDAY = date(2026, 11, 20)
START = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
RUNNING, CLOSED, SKIPPED = HuddleState


def held(day: date | int, state: HuddleState = CLOSED, by: str | None = None) -> Huddle:
    day = date(2026, 11, day) if isinstance(day, int) else day
    return Huddle(f"h{day}{state}", day, state, facilitator_id=by)


def test_the_agenda_has_every_step_in_order_and_takes_ten_minutes() -> None:
    assert [item.step for item in rules.AGENDA] == list(HuddleStep)
    assert timedelta(seconds=sum(item.seconds for item in rules.AGENDA)) == rules.TARGET


def test_from_step_to_step_and_no_further() -> None:
    way = [HuddleStep.OPEN]
    while (further := rules.step_after(way[-1])) is not way[-1]:
        way.append(further)
    assert way == list(HuddleStep)
    assert [rules.step_before(step) for step in way] == [HuddleStep.OPEN, *way[:-1]]


@pytest.mark.parametrize(
    ("elapsed", "in_step", "late", "bell", "step_late"),
    [(0, 0, False, False, False), (180, 180, False, False, False), (600, 181, False, False, True),
     (601, 0, True, False, False), (899, 0, True, False, False), (900, 0, True, True, False)],
)  # fmt: skip
def test_the_clock_of_the_huddle_and_of_its_step(
    elapsed: int, in_step: int, late: bool, bell: bool, step_late: bool
) -> None:
    now = START + timedelta(seconds=elapsed, milliseconds=900)
    running = Huddle(
        "h", FRIDAY, step=HuddleStep.REDS, started_at=START, step_at=START + timedelta(seconds=elapsed - in_step)
    )
    clock = rules.clock(running, now)
    assert (clock.elapsed, clock.in_step, clock.step_limit) == (elapsed, in_step, 180)
    assert (clock.late, clock.bell, clock.step_late) == (late, bell, step_late)


def test_the_clock_stands_still_when_it_has_ended_and_never_runs_backwards() -> None:
    closed = Huddle("h", FRIDAY, CLOSED, started_at=START, step_at=START, ended_at=START + timedelta(minutes=9))
    assert rules.clock(closed, START + timedelta(days=1)).elapsed == 540
    assert rules.clock(replace(closed, ended_at=None), START - timedelta(hours=1)).elapsed == 0
    assert rules.clock(held(20, SKIPPED), START).elapsed == 0


def people(*initials: str) -> list[Person]:
    return [Person(one, one, one, position=float(place)) for place, one in enumerate(initials)]


def test_the_lead_goes_round_in_the_order_of_the_team() -> None:
    team, huddles, led = people("A", "B", "C"), [], []
    for day in range(2, 9):
        turn = rules.next_facilitator(reversed(team), huddles)
        assert turn is not None
        led.append(turn.id)
        huddles.append(held(day, by=turn.id))
    assert "".join(led) == "ABCABCA"


def test_who_stood_in_does_not_come_twice_and_who_was_away_is_next() -> None:
    team = people("A", "B", "C")
    turn = rules.next_facilitator(team, [held(2, by="A"), held(3, by="C")])
    assert turn is not None
    assert turn.id == "B"


def test_only_active_members_and_leaders_lead_and_a_skipped_huddle_was_led_by_nobody() -> None:
    away, coach, leader = people("A", "B", "C")
    team = [replace(away, active=False), replace(coach, role=Role.COACH), replace(leader, role=Role.LEADER)]
    assert rules.next_facilitator(team, []) == team[2]
    assert rules.next_facilitator(team[:2], []) is None
    first, second = people("A", "B")
    assert rules.next_facilitator([first, second], [held(2, SKIPPED, by="A")]) == first


@pytest.mark.parametrize(
    ("huddles", "today", "length"),
    [
        ([], 20, 0),
        ([held(20)], 20, 1),
        ([held(19)], 20, 1),  # today's is yet to come
        ([held(19), held(20, RUNNING)], 20, 1),
        ([held(19), held(20, SKIPPED)], 20, 0),
        ([held(17), held(19)], 20, 2),  # Wednesday was a day off
        ([held(16), held(17), held(18), held(19)], 20, 3),  # one on a day off does not count
        ([held(17), held(20)], 20, 1),  # Thursday was missed
        ([held(17), held(19, SKIPPED), held(20)], 20, 1),
        ([held(19), held(19, SKIPPED), held(20)], 20, 2),  # the late shift skipped, the early one met
        ([held(20), held(20)], 20, 1),  # two shifts, one day
        ([held(19), held(20)], 22, 2),  # on Sunday
        ([held(19)], 23, 0),
    ],
)
def test_huddles_in_a_row(huddles: list[Huddle], today: int, length: int) -> None:
    assert rules.streak(CALENDAR, huddles, date(2026, 11, today)) == length


DAYS = st.integers(1, 29).map(lambda day: date(2026, 11, day))


@given(st.sets(DAYS), DAYS)
def test_the_streak_is_what_counting_back_by_hand_gives(days: set[date], today: date) -> None:
    working = [day for day in (date(2026, 11, n) for n in range(1, 30)) if CALENDAR.works(day) and day <= today]
    if working and working[-1] == today and today not in days:
        working.pop()
    expected = 0
    while working and working.pop() in days:
        expected += 1
    assert rules.streak(CALENDAR, [held(day) for day in days if day <= today], today) == expected


@given(st.sets(DAYS), DAYS)
def test_a_row_goes_on_exactly_when_no_day_was_missed(days: set[date], today: date) -> None:
    """Once the missed days are recorded as skipped, none is missed any more and the row has ended."""
    huddles = [held(day) for day in days if day <= today]
    missed = rules.missed_days(CALENDAR, huddles, today)
    assert all(CALENDAR.works(day) and day < today and day not in days for day in missed)
    after = [*huddles, *(held(day, SKIPPED) for day in missed)]
    assert rules.missed_days(CALENDAR, after, today) == ()
    if missed:
        assert rules.streak(CALENDAR, after, today) == 0


@pytest.mark.parametrize(
    ("huddles", "today", "missed"),
    [
        ([], 20, []),  # a board that never held one
        ([held(19)], 20, []),
        ([held(17)], 20, [19]),
        ([held(13)], 20, [16, 17, 19]),
        ([held(13), held(16, SKIPPED)], 20, [17, 19]),
        ([held(16, RUNNING)], 20, [17, 19]),
        ([held(20)], 19, []),  # the clock was put back
        ([held(20)], 23, []),  # only the weekend between
    ],
)
def test_missed_days(huddles: list[Huddle], today: int, missed: list[int]) -> None:
    found = rules.missed_days(CALENDAR, huddles, date(2026, 11, today))
    assert [day.day for day in found] == missed


def test_after_a_year_of_silence_sixty_days_are_asked_about() -> None:
    found = rules.missed_days(CALENDAR, [held(date(2025, 11, 20))], FRIDAY)
    assert len(found) == rules.MOST_MISSED
    assert found[-1] == date(2026, 11, 19)
    assert list(found) == sorted(found)


def test_a_board_that_never_works_misses_nothing() -> None:
    idle = WorkCalendar.of(
        BoardInfo("b", "x", timezone="UTC", days_off=tuple(f"{day}day" for day in
                  ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun"))), ()
    )  # fmt: skip
    huddles = [held(2), held(20)]
    assert rules.missed_days(idle, huddles, date(2026, 12, 20)) == ()
    assert rules.streak(idle, huddles, FRIDAY) == 0


WHOLE = Action("a", 1, "Tools", owner_id="p", due=FRIDAY)


@pytest.mark.parametrize(
    ("unanswered", "actions", "thanked", "nobody", "found"),
    [
        (0, [], 1, False, []),
        (0, [], 0, True, []),
        (0, [WHOLE], 1, True, []),
        (2, [], 1, False, [Hurdle.UNANSWERED]),
        (0, [WHOLE, replace(WHOLE, owner_id=None)], 1, False, [Hurdle.NO_OWNER_OR_DUE]),
        (0, [replace(WHOLE, due=None)], 1, False, [Hurdle.NO_OWNER_OR_DUE]),
        (0, [replace(WHOLE, due=None, stage=Stage.CANCELLED)], 1, False, []),
        (1, [replace(WHOLE, due=None)], 0, False, list(Hurdle)),
    ],
)
def test_what_keeps_it_open(
    unanswered: int, actions: list[Action], thanked: int, nobody: bool, found: list[Hurdle]
) -> None:
    huddle = replace(held(20, RUNNING), nobody_thanked=nobody)
    assert list(rules.hurdles(unanswered, actions, thanked, huddle)) == found


STATUSES = {"g": Status.ON_TARGET, "w": Status.WATCH, "r": Status.OFF_TARGET, "-": Status.NO_READING,
            "o": Status.DAY_OFF, "n": Status.NO_TARGET}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "place"),
    [("", None), ("-", None), ("g", None), ("ggg", None), ("r", 0), ("gr", 1), ("grr", 1), ("gr-r", 1), ("g-or", 3),
     ("rg", 1), ("rgg-", 1), ("wg", 1), ("rgw", None), ("gw", None), ("grgr", 3), ("ngg", None), ("nnr", 2)],
)  # fmt: skip
def test_where_the_present_colour_began(row: str, place: int | None) -> None:
    assert rules.turned([STATUSES[one] for one in row]) == place
