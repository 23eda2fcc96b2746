"""The words of the red contract: how well reds are answered, and how much is done beside the measuring."""

from __future__ import annotations

from typing import NamedTuple

from kpiboard.model import Kpi
from kpiboard.rules.reasons import Fault
from kpiboard.rules.red import RARELY, ActedOn
from kpiboard.views.answers import Contract
from kpiboard.words.plain import count, short_number

RARELY_WORDS = f"Kaizen Institute, over 300 asked: {round(100 * RARELY)} % rarely acted upon"


def answered_words(contract: Contract) -> str:
    """`2 KPIs have a red without an answer.`, `No red waits for an answer; 1 KPI is answered late.`"""
    waiting, late = len(contract.unanswered), len(contract.late)
    if waiting:
        told = count("1 KPI has a red without an answer", "{n} KPIs have a red without an answer", waiting)
    else:
        told = "No red waits for an answer"  # true of a board without any, too
    if not late:
        return f"{told}."
    return count("{told}; 1 KPI is answered late.", "{told}; {n} KPIs are answered late.", late, told=told)


class ActedWords(NamedTuple):
    """What the rate of acting counts: `of the reds acted on within 24 h`; `7 of 9 in 90 days, 1 explained`; and the
    share to compare with that of the articles, `22 % were not`. The last two are empty without any red.
    """

    counted: str
    often: str
    missed: str


def acted_words(acted: ActedOn) -> ActedWords:
    if acted.share is None:
        return ActedWords("no red to answer in 90 days", "", "")
    beside = f", {acted.explained} explained" if acted.explained else ""
    late = f", {acted.late} answered late" if acted.late else ""
    return ActedWords(
        counted="of the reds acted on within 24 h",
        often=f"{acted.in_time} of {acted.of} in 90 days{beside}{late}",
        missed=f"{round(100 * (1 - acted.share))} % were not",
    )


def explained_words(kpi: Kpi, reds: int) -> str:
    return count("The reason for {kpi} is noted.", "The reason for {n} reds is noted.", reds, kpi=kpi.name)


def fault_words(fault: Fault, kpi: str) -> tuple[str, str]:
    """Why a reason does not answer a red of the KPI, and what would."""
    match fault:
        case Fault.EMPTY:
            return "That says too little to be a reason.", "Say in some words what happened, or give a reason code."
        case Fault.USED:
            return f"{kpi} had this reason in the last 30 days.", "What comes again is no exception: start an action."
        case Fault.TOO_MANY:
            return f"{kpi} was explained twice in the last 30 days.", "Start an action, or let a leader pass it."
        case Fault.SIGNAL:
            return f"A reason does not answer a signal of {kpi}.", "Start an action, or let a leader pass it."


def done_words(done_per_100: float | None) -> str:
    """`2.5 actions done for every 100 readings`."""
    if done_per_100 is None:
        return "no readings in 90 days"
    figure = short_number(round(done_per_100, 1))
    if figure == "1":
        return "1 action done for every 100 readings"
    return f"{figure} actions done for every 100 readings"
