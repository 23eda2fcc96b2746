"""The verdict: every rule, its order, and every tie."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import Horizon
from kpiboard.rules.status import Status
from kpiboard.rules.verdict import Outcome, Standing, verdict

LETTERS = {
    "g": Status.ON_TARGET,
    "r": Status.OFF_TARGET,
    "w": Status.WATCH,
    "?": Status.NO_READING,
    "t": Status.NO_TARGET,
    "-": Status.DAY_OFF,
}


def standings(letters: str) -> list[Standing]:
    """One KPI a letter, named k0, k1 …; a capital one must not lose."""
    return [
        Standing(f"k{n}", LETTERS[letter.lower()], Horizon.SHORT, letter.isupper(), unanswered=False)
        for n, letter in enumerate(letters)
    ]


WINNING, LEVEL, LOSING, NO_SCORE = Outcome.WINNING, Outcome.LEVEL, Outcome.LOSING, Outcome.NO_SCORE


@pytest.mark.parametrize(
    ("letters", "outcome"),
    [
        ("", NO_SCORE),
        ("-----", NO_SCORE),
        ("g", WINNING),
        ("g----", WINNING),
        ("ggr", WINNING),
        ("gr", LEVEL),
        ("ggrrw", LEVEL),
        ("grr", LOSING),
        ("r", LOSING),
        ("ggggggR", LOSING),
        ("GGGGr", WINNING),
        ("W", WINNING),  # nothing lost
        ("ww", WINNING),
        ("wr", LOSING),
        ("?", NO_SCORE),
        ("g?", WINNING),  # half is not more than half
        ("g??", NO_SCORE),
        ("g?t", NO_SCORE),
        ("gt", WINNING),
        ("ggr???", WINNING),
        ("ggr????", NO_SCORE),
        ("gr???", NO_SCORE),
        ("r???????", NO_SCORE),
        ("rr?????", NO_SCORE),
        ("R???????", LOSING),  # what must not be lost is a fact, however much is missing
        ("gg?????R", LOSING),
        ("ggggR-", LOSING),
        ("g??------", NO_SCORE),
        ("?-", NO_SCORE),
    ],
)
def test_outcome(letters: str, outcome: Outcome) -> None:
    assert verdict(standings(letters)).outcome is outcome


def test_what_the_verdict_tells() -> None:
    short, long = Horizon.SHORT, Horizon.LONG
    told = verdict(
        iter(
            [
                Standing("otd", Status.OFF_TARGET, short, True, unanswered=True, hours=26),
                Standing("scrap", Status.OFF_TARGET, long, False, unanswered=False),
                Standing("oee", Status.ON_TARGET, short, False, unanswered=False),
                Standing("ltir", Status.ON_TARGET, long, True, unanswered=False),
                Standing("cost", Status.ON_TARGET, short, False, unanswered=False),
                Standing("5s", Status.WATCH, short, False, unanswered=False),
                Standing("ideas", Status.NO_READING, long, False, unanswered=False),
                Standing("nps", Status.NO_TARGET, long, False, unanswered=False),
                Standing("energy", Status.DAY_OFF, short, True, unanswered=True, hours=40),
            ]
        )
    )
    assert told.outcome is LOSING
    assert (told.won, told.lost, told.watch, told.no_data, told.due) == (3, 2, 1, 2, 8)
    assert told.red == ("otd", "scrap")
    assert told.must_not_lose_red == ("otd",)
    assert (told.unanswered, told.oldest_hours) == (("otd", "energy"), 40)
    assert told.short == (2, 1)
    assert told.long == (1, 1)


boards = st.text(alphabet="grw?t-GRW?T", max_size=12)


@given(boards, boards)
def test_the_order_of_kpis_does_not_matter(left: str, right: str) -> None:
    assert verdict(standings(left + right)).outcome is verdict(standings(right + left)).outcome


@given(boards)
def test_every_kpi_that_is_due_is_counted_once(letters: str) -> None:
    told = verdict(standings(letters))
    assert told.won + told.lost + told.watch + told.no_data == told.due == len(letters.replace("-", ""))
    assert (told.short[0] + told.long[0], told.short[1] + told.long[1]) == (told.won, told.lost)
    assert len(told.red) == told.lost


@given(boards)
def test_a_green_more_never_makes_it_lose(letters: str) -> None:
    losing = verdict(standings(letters + "g")).outcome is LOSING
    assert losing <= (verdict(standings(letters)).outcome in (LOSING, NO_SCORE))  # it may be what gives it a score
