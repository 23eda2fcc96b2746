"""The words of the huddle: clock, agenda, digest, minutes, and what praise and escalations are called."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kpiboard.model import (
    Action,
    BoardInfo,
    Cadence,
    Congratulation,
    Escalation,
    Feedback,
    Huddle,
    HuddleState,
    HuddleStep,
    Kpi,
    Person,
    Stage,
)
from kpiboard.rules.calendar import WorkCalendar, parse_period
from kpiboard.rules.escalation import State
from kpiboard.rules.huddle import Clock, Hurdle
from kpiboard.rules.red import Nature, Red, Told
from kpiboard.views.board import PraiseCard
from kpiboard.views.huddle import Digest, HuddleRecord, Move
from kpiboard.words import huddle as words

FRIDAY = date(2026, 11, 20)
START = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
CALENDAR = WorkCalendar.of(BoardInfo("b", "Line 4", timezone="UTC"), ())

JP, MS = Person("jp", "Joana Prado", "JP"), Person("ms", "Maria Silva", "MS")
OTD = Kpi("otd", "otd", "On-time delivery")
TOOLS = Action("a1", 1, "Second set of tools", owner_id="jp", due=date(2026, 11, 27))
SWEEP = Action("a2", 2, "Sweep dock 2", stage=Stage.CLOSED)
SAID = Feedback("f1", 1, "Wrench is worn\nsince May", reply="a new one comes")
ASKED = Escalation("e1", 1, "A-1 Second set of tools", "no budget\nthis year", START)
RED = Red(parse_period(CALENDAR, Cadence.DAY, "2026-11-19"), Told(Nature.SIGNAL), START)

PLAIN = HuddleRecord(
    huddle=Huddle("h", FRIDAY, HuddleState.CLOSED, started_at=START),
    people=(JP, MS),
    facilitator=None,
    present=(),
    absent=(),
    began=START,
    ended=START + timedelta(minutes=9),
    minutes=9,
    reds=(),
    new_actions=(),
    moved=(),
    answered=(),
    thanked=(),
    escalated=(),
    digest=Digest(None),
    streak=1,
)


@pytest.mark.parametrize(
    ("elapsed", "said"),
    [(0, "0:00 of 10:00"), (245, "4:05 of 10:00"), (600, "10:00 of 10:00"), (601, "10:01 · 0:01 over"),
     (899, "14:59 · 4:59 over"), (900, "15:00 · time is up"), (3661, "61:01 · time is up")],
)  # fmt: skip
def test_the_clock(elapsed: int, said: str) -> None:
    assert words.clock_words(Clock(elapsed, 70, 180)) == said
    assert words.step_clock_words(Clock(elapsed, 70, 180)) == "1:10 of 3:00"


def test_everything_has_a_word() -> None:
    assert len({words.step_words(step) for step in HuddleStep}) == len(HuddleStep)
    assert all(words.question(step).endswith("?") for step in HuddleStep)
    assert len({words.state_words(state) for state in State}) == len(State)
    assert set(words.HURDLE_HINTS) == set(Hurdle)


@pytest.mark.parametrize(
    ("owner", "due", "said"),
    [
        (None, None, "NO OWNER AND NO DATE"),
        (None, date(2026, 11, 23), "NO OWNER"),
        ("p", None, "NO DATE"),
        ("p", date(2026, 11, 23), ""),
    ],
)
def test_what_a_new_action_lacks(owner: str | None, due: date | None, said: str) -> None:
    assert words.lacking_words(Action("a", 12, "Second gate", owner_id=owner, due=due)) == said


@pytest.mark.parametrize(("length", "said"), [(0, ""), (1, ""), (2, "2 huddles in a row"), (40, "40 huddles in a row")])
def test_huddles_in_a_row(length: int, said: str) -> None:
    assert words.streak_words(length) == said


def test_praise_names_what_it_is_for() -> None:
    assert words.praise_words(PraiseCard(JP, kpi=OTD, period="2026-11-20")) == "On-time delivery is back on target"
    assert words.praise_words(PraiseCard(JP, action=TOOLS)) == "A-1 Second set of tools has worked"
    said = Congratulation("c", 1, "jp", FRIDAY, what="stayed late", kpi_id="otd")
    assert words.said_words(said, OTD, None) == "stayed late"
    assert words.said_words(replace(said, what=""), OTD, None) == "On-time delivery is back on target"
    assert words.said_words(replace(said, what=""), None, None) == ""


def test_the_digest_leaves_out_what_there_was_nothing_of() -> None:
    assert words.digest_lines(Digest(None)) == ()
    assert Digest(None).empty
    digest = Digest(START, turned_red=(OTD,), opened=(TOOLS, SWEEP), answered=(SAID,))
    assert not digest.empty
    assert words.digest_lines(digest) == (
        "turned red: On-time delivery",
        "started: A-1 Second set of tools, A-2 Sweep dock 2",
        "answered: F-1 Wrench is worn",
    )


@pytest.mark.parametrize(
    ("since", "said"),
    [(None, "In the last 24 hours"), (START, "Since the last huddle, yesterday 06:30"),
     (START - timedelta(days=9), "Since the last huddle, 11 Nov 06:30")],
)  # fmt: skip
def test_since_when(since: datetime | None, said: str) -> None:
    tomorrow = FRIDAY + timedelta(days=1)
    assert words.since_words(Digest(since), tomorrow) == said
    assert ", ".join(filter(None, words.since_apart(Digest(since), tomorrow))) == said


def test_what_keeps_it_open_is_named() -> None:
    record = replace(
        PLAIN,
        reds=((OTD, RED), (OTD, replace(RED, reason="fire drill")), (OTD, RED)),
        new_actions=(TOOLS, replace(TOOLS, number=3, due=None), replace(TOOLS, number=4, owner_id=None)),
        hurdles=tuple(Hurdle),
    )
    assert words.hurdle_words(record) == (
        "2 reds have no answer",
        "A-3, A-4 have no owner or no due date",
        "nobody was thanked by name yet",
    )


def test_the_shortest_minutes() -> None:
    assert words.minutes(PLAIN) == "Huddle of Fri 20 Nov 2026\n06:30 to 06:39, 9 min\n"


def test_the_minutes_of_a_day_without_one() -> None:
    skipped = replace(PLAIN.huddle, state=HuddleState.SKIPPED, skip_reason="stock-taking")
    assert words.minutes(replace(PLAIN, huddle=skipped)) == "No huddle on Fri 20 Nov 2026: stock-taking\n"


def test_full_minutes() -> None:
    record = replace(
        PLAIN,
        huddle=replace(PLAIN.huddle, shift="S1", notes="The gate is open\nfrom Monday on"),
        facilitator=MS,
        present=(MS,),
        absent=(JP,),
        ended=START + timedelta(minutes=16),
        minutes=16,
        reds=((OTD, replace(RED, action=TOOLS)), (OTD, replace(RED, told=Told(Nature.NOISE), reason="fire drill"))),
        new_actions=(TOOLS, replace(TOOLS, number=9, owner_id=None, due=None)),
        moved=(Move(SWEEP, Stage.ACT, Stage.CLOSED), Move(TOOLS, Stage.PLAN, Stage.DO)),
        answered=(SAID,),
        thanked=((JP, "stayed late"), (MS, "")),
        escalated=(ASKED,),
        digest=Digest(START - timedelta(days=1), turned_green=(OTD,)),
        streak=12,
    )
    assert words.minutes(record).splitlines() == [
        "Huddle of Fri 20 Nov 2026, shift S1",
        "06:30 to 06:46, 16 min, over the time · 12 huddles in a row",
        "Led by Maria Silva",
        "Present: Maria Silva (MS)",
        "Absent: Joana Prado (JP)",
        "",
        "Since the last huddle, 19 Nov 2026 06:30",
        "  back on target: On-time delivery",
        "",
        "Thanked",
        "  Joana Prado: stayed late",
        "  Maria Silva",
        "",
        "Reds",
        "  On-time delivery, Thu 19 Nov (a signal): A-1 Second set of tools",
        "  On-time delivery, Thu 19 Nov (within normal variation): reason: fire drill",
        "",
        "New actions",
        "  A-1 Second set of tools · Joana Prado · due 2026-11-27",
        "  A-9 Second set of tools · no owner · no due date",
        "",
        "Moved",
        "  A-2 Sweep dock 2: closed",
        "  A-1 Second set of tools: plan to do",
        "",
        "Answered",
        "  F-1 Wrench is worn",
        "",
        "Escalated",
        "  E-1 A-1 Second set of tools: no budget",
        "",
        "Notes",
        "  The gate is open",
        "  from Monday on",
    ]


def test_a_running_one_says_what_is_still_open() -> None:
    running = replace(PLAIN.huddle, state=HuddleState.RUNNING, nobody_thanked=True)
    record = replace(PLAIN, huddle=running, ended=None, reds=((OTD, RED),), hurdles=(Hurdle.UNANSWERED,))
    assert words.minutes(record).splitlines()[1:] == [
        "06:30, running",
        "",
        "Thanked",
        "  nobody today",
        "",
        "Reds",
        "  On-time delivery, Thu 19 Nov (a signal): no answer yet",
        "",
        "Still open",
        "  1 red has no answer",
    ]
