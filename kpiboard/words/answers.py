"""The words of the red contract: how well reds are answered, and how much is done beside the measuring."""

from __future__ import annotations

from typing import NamedTuple

from kpiboard.rules.red import RARELY, ActedOn
from kpiboard.views.answers import Contract
from kpiboard.words.plain import count, short_number

RARELY_WORDS = f"the articles: {round(100 * RARELY)} % rarely acted upon"


def answered_words(contract: Contract) -> str:
    """`2 KPIs have a red without an answer.`, `No red waits for an answer.`"""
    waiting = len(contract.unanswered)
    if waiting:
        return count("1 KPI has a red without an answer.", "{n} KPIs have a red without an answer.", waiting)
    return "No red waits for an answer."  # true of a board without any, too


class ActedWords(NamedTuple):
    """What the rate of acting counts: `of the reds answered within 24 h`, `7 of 9 in 90 days`, and the share to compare
    with that of the articles, `22 % were not`; the last two are empty without any.
    """

    counted: str
    often: str
    missed: str


def acted_words(acted: ActedOn) -> ActedWords:
    if acted.share is None:
        return ActedWords("no red whose answer has a date, in 90 days", "", "")
    return ActedWords(
        counted="of the reds answered within 24 h",
        often=f"{acted.in_time} of {acted.of} in 90 days",
        missed=f"{round(100 * (1 - acted.share))} % were not",
    )


def done_words(done_per_100: float | None) -> str:
    """`2.5 actions done for every 100 readings`."""
    if done_per_100 is None:
        return "no readings in 90 days"
    figure = short_number(round(done_per_100, 1))
    if figure == "1":
        return "1 action done for every 100 readings"
    return f"{figure} actions done for every 100 readings"
