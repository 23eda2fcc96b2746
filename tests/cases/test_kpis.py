"""The measures: what is asked, what is guessed, and what stays as it was."""

from __future__ import annotations

from datetime import date

import pytest
from support import Clock

from kpiboard import Board
from kpiboard.basics.errors import ImportProblems, InvalidInput, NotFound, OtherWayRound, Refused
from kpiboard.model import Direction, KpiState
from kpiboard.rules.status import Status


def test_a_name_is_enough(board: Board) -> None:
    kpi = board.kpis.add("On-time delivery")
    assert (kpi.key, kpi.direction, kpi.state) == ("otd", Direction.HIGHER, KpiState.ACTIVE)
    assert board.targets.of(kpi) == []


def test_the_first_target_holds_since_ever(board: Board) -> None:
    kpi = board.kpis.add("On-time delivery", target="95", watch="93", unit="%")
    (target,) = board.targets.of(kpi)
    assert (target.valid_from, target.low, target.high, target.watch_low) == (None, 95.0, None, 93.0)


def test_a_new_target_holds_from_today_and_yesterday_keeps_its_colour(board: Board, clock: Clock) -> None:
    board.kpis.add("On-time delivery", target=95)
    board.readings.record("otd", 96, period="2026-11-19")
    board.kpis.edit("otd", target="97")
    assert [target.valid_from for target in board.targets.of("otd")] == [None, date(2026, 11, 21)]
    history = {point.period.key: point.status for point in board.snapshot().kpis[0].history}
    assert history["2026-11-19"] is Status.ON_TARGET
    clock.advance(days=2)
    board.readings.record("otd", 96, period="2026-11-23")
    assert board.snapshot().kpis[0].status is Status.OFF_TARGET


def test_the_same_target_again_makes_no_version(board: Board) -> None:
    board.kpis.add("On-time delivery", target=95, watch=93)
    board.kpis.edit("otd", target="95", watch="93")
    assert board.targets.set("otd", target=95, watch=93) is None
    assert len(board.targets.of("otd")) == 1


def test_two_targets_of_one_day_are_one_version(board: Board) -> None:
    board.kpis.add("On-time delivery", target=95)
    board.targets.set("otd", target=96)
    board.targets.set("otd", target=97)
    assert [target.low for target in board.targets.of("otd")] == [95.0, 97.0]


def test_changing_the_direction_turns_the_target_round(board: Board) -> None:
    board.kpis.add("Scrap cost", target=400, key="scrap")
    board.kpis.edit("scrap", direction="lower", target=400)
    newest = board.targets.of("scrap")[-1]
    assert (newest.low, newest.high) == (None, 400.0)


def test_an_owner_is_one_person_of_the_board(board: Board) -> None:
    board.team.add_person("Joana Prado")
    kpi = board.kpis.add("On-time delivery", owner="jp")
    assert kpi.owner_id == board.team.find_person("Joana").id
    with pytest.raises(InvalidInput, match="not one person") as group:
        board.kpis.add("Overtime", owner="Team")
    assert group.value.field == "owner"
    with pytest.raises(InvalidInput, match="no person 'XY'"):
        board.kpis.add("Overtime", owner="XY")


def test_retire_keeps_history_and_restore_brings_it_back(board: Board) -> None:
    board.kpis.add("On-time delivery", target=95)
    board.readings.record("otd", 96)
    board.kpis.retire("otd", "nobody acted on it")
    shelf = board.snapshot()
    assert shelf.kpis == ()
    assert [kpi.retired_reason for kpi in shelf.retired] == ["nobody acted on it"]
    with pytest.raises(Refused, match="retired"):
        board.readings.record("otd", 96)
    board.kpis.restore("otd")
    assert board.snapshot().kpis[0].latest.value == 96.0


def test_reordering_changes_one_row_only(board: Board) -> None:
    for name in ("Alpha", "Beta", "Gamma", "Delta"):
        board.kpis.add(name)
    board.kpis.move("delta", -2)
    assert [card.kpi.key for card in board.snapshot().kpis] == ["alpha", "delta", "beta", "gamma"]
    board.kpis.move("alpha", 99)
    assert [card.kpi.key for card in board.snapshot().kpis] == ["delta", "beta", "gamma", "alpha"]
    board.kpis.move("gamma", -99)
    assert [card.kpi.key for card in board.snapshot().kpis] == ["gamma", "delta", "beta", "alpha"]
    assert board.history.log(limit=1)[0].changes == 1


@pytest.mark.parametrize("name", ["otd", "OTD", "On-time delivery", "on-time"])
def test_a_kpi_is_found_by_what_people_call_it(board: Board, name: str) -> None:
    kpi = board.kpis.add("On-time delivery")
    assert board.kpis.find(name) == board.kpis.find(kpi.id) == kpi


def test_an_unclear_name_is_refused_with_a_near_miss(board: Board) -> None:
    board.kpis.add("Overtime")
    board.kpis.add("Overfill")
    with pytest.raises(NotFound, match="more than one"):
        board.kpis.find("over")
    with pytest.raises(NotFound, match="Did you mean overtime"):
        board.kpis.find("overtme")


def test_a_key_is_taken_once(board: Board) -> None:
    board.kpis.add("On-time delivery")
    with pytest.raises(InvalidInput, match="has the key") as refused:
        board.kpis.add("Out-the-door", key="OTD")
    assert refused.value.field == "key"


def test_another_direction_asks_which_target_is_meant(board: Board) -> None:
    """At least 95 must not become at most 95 without a word."""
    board.kpis.add("On-time delivery", key="otd", target=95, watch=93)
    with pytest.raises(OtherWayRound) as refused:
        board.kpis.edit("otd", direction="lower")
    assert refused.value.field == "target"
    assert board.kpis.find("otd").direction is Direction.HIGHER
    board.kpis.edit("otd", direction="lower", target=5)
    (present,) = [one for one in board.targets.of("otd") if one.valid_from is not None]
    assert (present.low, present.high, present.watch_high) == (None, 5.0, None)
    with pytest.raises(ImportProblems, match="1 problem"):
        board.files.import_toml(b'[kpi.otd]\ndirection = "higher"\n')
    board.files.import_toml(b'[kpi.otd]\ndirection = "higher"\ntarget = 95\n')
    board.kpis.edit("otd", target="")
    board.kpis.edit("otd", direction="lower")  # without a target there is nothing to ask
    assert board.kpis.find("otd").direction is Direction.LOWER
