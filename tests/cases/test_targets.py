"""Targets: versions, glide paths, who agreed, and what was proposed."""

from __future__ import annotations

from datetime import date

import pytest
from support import Clock

from kpiboard import Board
from kpiboard.basics.errors import InvalidInput, NotFound
from kpiboard.model import Person, Role, Support, Target
from kpiboard.model.target import Lack
from kpiboard.rules.capability import Reach
from kpiboard.rules.status import Status
from kpiboard.words.target import agreement_words


@pytest.fixture(autouse=True)
def team(board: Board) -> None:
    board.team.add_person("Joana Prado", role="leader")
    board.team.add_person("Maria Silva")
    board.kpis.add("Customer satisfaction", key="sat", unit="%", cadence="month")


def test_a_status_is_judged_against_the_path_and_not_its_end(board: Board, clock: Clock) -> None:
    """Article S2: from 80 % to 90 % within 12 months is 85 in month 6."""
    board.targets.set("sat", target=90, valid_from="2026-01-01", due="2026-12-31", glide_from=80)
    for month, value in (("2026-05", 85), ("2026-06", 85), ("2026-07", 85)):
        board.readings.record("sat", value, period=month)
    points = {point.period.key: point for point in board.kpis.story("sat").points}
    assert [(points[key].target.low, points[key].status) for key in ("2026-06", "2026-07")] == [  # type: ignore[union-attr]
        (85.0, Status.ON_TARGET),
        (85.8, Status.OFF_TARGET),
    ]


def test_explicit_months_are_a_path_too(board: Board) -> None:
    board.targets.set("sat", target=90, valid_from="2026-01-01", glide_months="80 82; 84,5")
    target = board.targets.of("sat")[-1]
    assert target.glide_months == (80.0, 82.0, 84.5)


def test_yesterday_keeps_its_colour(board: Board, clock: Clock) -> None:
    board.targets.set("sat", target=80)
    board.readings.record("sat", 85, period="2026-09")
    board.targets.set("sat", target=95, valid_from="2026-11-01", how="second inspector", rationale="customer asks")
    assert {point.period.key: point.status for point in board.kpis.story("sat").points}["2026-09"] is Status.ON_TARGET


def test_a_target_says_why_how_and_who_agreed(board: Board) -> None:
    made = board.targets.set(
        "sat", target=90, rationale="the customer's own figure", how="call back within a day", support_needed="headset",
        support="asked", leader="JP", member="MS",
    )  # fmt: skip
    assert made is not None
    assert (made.rationale, made.support, made.agreed) == ("the customer's own figure", Support.ASKED, True)
    assert board.targets.set("sat", target=90, rationale="the customer's own figure") is None


def test_what_only_tells_about_a_target_amends_it(board: Board, clock: Clock) -> None:
    board.targets.set("sat", target=80)
    clock.advance(days=30)
    board.targets.set("sat", target=80, rationale="what the customer asks for", leader="JP")
    (target,) = board.targets.of("sat")
    assert (target.valid_from, target.rationale, target.leader_id is not None) == (None, target.rationale, True)
    board.targets.set("sat", target=80, glide_from=75, due="2027-11-21")
    assert [one.valid_from for one in board.targets.of("sat")] == [None, date(2026, 12, 21)]


def test_a_changed_value_is_agreed_to_anew(board: Board) -> None:
    board.targets.set("sat", target=90, leader="JP", member="MS")
    board.targets.set("sat", target=90)  # the same day, the same value
    assert board.targets.of("sat")[-1].agreed
    board.targets.set("sat", target=92)
    assert not board.targets.of("sat")[-1].agreed


def test_a_tighter_target_inherits_nothing_and_stays_proposed_until_all_is_there(board: Board, clock: Clock) -> None:
    """Article S0: do not demand improvement without a grounded idea of how."""
    board.targets.set("sat", target=95, rationale="the customer's figure", how="call back", leader="JP", member="MS")
    board.readings.record("sat", 96, period="2026-10")
    clock.advance(days=30)
    tighter = board.targets.set("sat", target=99)
    assert tighter is not None
    assert (tighter.rationale, tighter.how, tighter.leader_id, tighter.member_id) == ("", "", None, None)
    assert tighter.lacks == (Lack.REASON, Lack.HOW, Lack.LEADER, Lack.TEAM)
    board.targets.sign("sat", "JP")
    assert not board.targets.sign("sat", "MS").agreed, "how it will be reached is not said"
    board.feedback.add("99 is what the plant next door does", kpi="sat")
    told = board.targets.set("sat", target=99, rationale="the plant next door", how="a second headset", feedback="F-1")
    assert told is not None
    assert (told.agreed, told.lacks) == (True, ())
    assert [one.number for one in board.kpis.story("sat").heard] == [1]
    assert board.targets.of("sat")[0].agreed, "the first one held since ever, and keeps what it had"


def test_a_target_that_moves_asks_the_four_questions_again(board: Board, clock: Clock) -> None:
    board.targets.set("sat", target=95)
    board.targets.set("sat", target=94)
    assert not board.snapshot().kpis[0].review_due, "it has judged nothing yet"
    board.readings.record("sat", 96, period="2026-10")
    clock.advance(days=10)
    board.targets.set("sat", target=94, rationale="what we could do")
    assert not board.snapshot().kpis[0].review_due, "the same target"
    board.kpis.edit("sat", target=99)
    (card,) = board.snapshot().kpis
    assert card.review_due
    assert card.kpi.review_trigger == "the target moved from ≥ 94 to ≥ 99"
    board.undo()
    assert not board.snapshot().kpis[0].review_due


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (Target("t", "k", low=95.0), "proposed: no leader has signed, nobody of the team has signed"),
        (Target("t", "k", low=95.0, member_id="m"), "proposed, signed by Maria Silva: no leader has signed"),
        (Target("t", "k", low=95.0, leader_id="l", member_id="m"), "agreed by Joana Prado and Maria Silva"),
        (
            Target("t", "k", date(2026, 11, 1), 95.0, leader_id="l", member_id="m"),
            "proposed: why is not said, how is not said",
        ),
        (
            Target("t", "k", date(2026, 11, 1), 95.0, rationale="r", how="h", leader_id="l", member_id="m"),
            "agreed by Joana Prado and Maria Silva",
        ),
    ],
)
def test_a_proposal_looks_like_one(target: Target, words: str) -> None:
    people = {"l": Person("l", "Joana Prado", "JP", Role.LEADER), "m": Person("m", "Maria Silva", "MS")}
    assert agreement_words(target, people) == words


def test_people_sign_by_their_role(board: Board) -> None:
    board.targets.set("sat", target=90)
    board.targets.sign("sat", "MS")
    assert not board.targets.of("sat")[-1].agreed
    assert board.targets.sign("sat", "JP").agreed
    board.kpis.add("Scrap")
    with pytest.raises(NotFound):
        board.targets.sign("scrap", "JP")


@pytest.mark.parametrize(
    "given",
    [
        {"target": 90, "glide_from": 80},  # no end
        {"target": 90, "due": "2026-11-21"},  # over before it begins
        {"target": 90, "valid_from": "2026-11-21", "due": "2026-11-01"},
        {"target": None, "glide_from": 80, "due": "2027-11-21"},
        {"target": 90, "glide_months": "80 x"},
        {"target": 90, "leader": "everyone"},
        {"target": 90, "colour": "red"},
    ],
)
def test_what_leads_nowhere_is_refused_and_nothing_has_changed(board: Board, given: dict[str, object]) -> None:
    board.targets.set("sat", target=85, valid_from="2026-01-01")
    with pytest.raises(InvalidInput):
        board.targets.set("sat", **{"valid_from": "2026-11-21", **given})  # type: ignore[arg-type]
    assert [one.low for one in board.targets.of("sat")] == [85.0]


def test_a_band_has_no_path(board: Board) -> None:
    board.kpis.edit("sat", direction="band")
    with pytest.raises(InvalidInput):
        board.targets.set("sat", target="20 to 22", glide_from=18, due="2027-11-21")


def test_proposals_keep_their_order(board: Board, clock: Clock) -> None:
    board.targets.propose("sat", "95", "JP", "the customer asks for it")
    clock.advance(days=1)
    board.targets.propose("sat", "88", "MS", "dock 2 is closed until May")
    clock.advance(days=1)
    board.targets.propose("sat", "90")
    assert [one.value for one in board.targets.proposals("sat")] == ["95", "88", "90"]
    assert board.kpis.story("sat").proposals[0].made_on == date(2026, 11, 21)
    with pytest.raises(InvalidInput):
        board.targets.propose("sat", "much more")


def test_whether_it_can_be_reached_is_asked_of_the_teams_own_data(board: Board) -> None:
    """Article S0, 0.3: values around 80 with limits of about 66 to 95 do not reach 99."""
    board.kpis.add("First-pass yield", key="fpy", unit="%", target=80)
    values = [80, 86, 77, 83, 75, 84, 79, 85, 76, 81, 83, 77, 82, 78, 85, 80, 76, 84, 79, 82]
    for day, value in enumerate(values, start=1):
        board.readings.record("fpy", value, period=f"2026-10-{day:02}")
    story = board.kpis.story("fpy")
    assert story.reach(99, None).reach is Reach.CANNOT
    assert (story.reach(80, None).reach, story.reach(80, None).hits) == (Reach.SOMETIMES, sum(v >= 80 for v in values))
    assert story.reach(40, None).reach is Reach.RELIABLY
