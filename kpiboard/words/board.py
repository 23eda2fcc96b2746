"""The words of the board: its verdict, why it is so, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from kpiboard.rules.status import Status
from kpiboard.rules.verdict import Outcome, Verdict
from kpiboard.views.board import BoardSnapshot
from kpiboard.words.kpi import sense, target_words, value_words
from kpiboard.words.plain import age_words, count, periods, with_unit

OUTCOME_WORDS = {
    Outcome.WINNING: "WINNING",
    Outcome.LEVEL: "LEVEL",
    Outcome.LOSING: "LOSING",
    Outcome.NO_SCORE: "NO SCORE",
}


def score(verdict: Verdict) -> str:
    """`3–2`: KPIs on target, KPIs off target."""
    return f"{verdict.won}–{verdict.lost}"


def verdict_words(verdict: Verdict) -> str:
    """`LOSING 3–2 · 1 UNANSWERED 26 h`, with the age of the oldest."""
    words = OUTCOME_WORDS[verdict.outcome]
    if verdict.outcome is not Outcome.NO_SCORE:
        words += f" {score(verdict)}"
    return words + (f" · {unanswered_words(verdict)}" if verdict.unanswered else "")


def unanswered_words(verdict: Verdict) -> str:
    """`1 UNANSWERED 26 h`."""
    age = f" {age_words(verdict.oldest_hours)}" if verdict.oldest_hours else ""
    return f"{len(verdict.unanswered)} UNANSWERED{age}"


def why(snapshot: BoardSnapshot) -> str:
    """One sentence for the verdict: `2 of 8 off target; On-time delivery has no action.`"""
    verdict = snapshot.verdict
    if not snapshot.kpis:
        return "No KPIs on this board yet."
    if verdict.due == 0:
        return "No KPI is due today."
    if verdict.no_data * 2 > verdict.due and not verdict.must_not_lose_red:
        return _no_data(snapshot)
    parts = []
    if verdict.lost:
        parts.append(f"{verdict.lost} of {verdict.due} off target")
    else:
        parts.append(f"{verdict.won} of {verdict.due} on target, none off target")
    open_ones = [card for card in snapshot.kpis if card.unanswered]
    if open_ones:
        parts.append(_no_answer([card.kpi.name for card in open_ones], any(card.running for card in open_ones)))
    elif verdict.lost:
        parts.append("every red has an answer")
    if verdict.no_data:
        parts.append(f"{verdict.no_data} without data")
    return "; ".join(parts) + "."


def _no_data(snapshot: BoardSnapshot) -> str:
    """`3 of 5 KPIs have no reading yet, 1 has no target.`: what keeps the board from a score."""
    statuses = [card.status for card in snapshot.kpis]
    unread, aimless = statuses.count(Status.NO_READING), statuses.count(Status.NO_TARGET)
    if snapshot.verdict.due == 1:
        return "The one KPI due has no reading yet." if unread else "The one KPI due has no target yet."
    of = snapshot.verdict.due
    if not aimless:
        return count("1 of {of} KPIs has no reading yet.", "{n} of {of} KPIs have no reading yet.", unread, of=of)
    if not unread:
        return count("1 of {of} KPIs has no target yet.", "{n} of {of} KPIs have no target yet.", aimless, of=of)
    return "{unread}, {aimless}.".format(
        unread=count("1 of {of} KPIs has no reading yet", "{n} of {of} KPIs have no reading yet", unread, of=of),
        aimless=count("1 has no target", "{n} have no target", aimless),
    )


def _no_answer(names: Sequence[str], some_run: bool) -> str:
    """`On-time delivery and 2 others have no action`; `answer` where actions of another kind run."""
    first, *others = names
    if not others:
        return f"{first} has no answer" if some_run else f"{first} has no action"
    if some_run:
        return count(
            "{first} and 1 other have no answer", "{first} and {n} others have no answer", len(others), first=first
        )
    return count(
        "{first} and 1 other have no action", "{first} and {n} others have no action", len(others), first=first
    )


def what_next(snapshot: BoardSnapshot) -> str:
    """The sentence after `why`: the fact about the first thing to talk about; empty when there is none."""
    reds = [card for card in snapshot.kpis if card.status is Status.OFF_TARGET]
    reds.sort(key=lambda card: not card.unanswered)
    if reds:
        card = reds[0]
        target = target_words(card.target)
        figure = with_unit(value_words(card.latest, card.kpi), card.kpi.unit)
        run = card.streak
        meaning = f"; {sense(card)}" if sense(card) else ""
        if run.status is Status.OFF_TARGET and run.length > 1:
            return f"{card.kpi.name}: {periods(run.length, card.kpi.cadence)} in a row off {target}{meaning}."
        return f"{card.kpi.name} is {figure}, wanted {target}{meaning}."
    late = [card for card in snapshot.actions if card.days_late]
    if late:
        first = f"{late[0].label} {late[0].action.title}"
        return count("1 action late: {first}.", "{n} actions late: {first}.", len(late), first=first)
    waiting = [card for card in snapshot.feedback if card.overdue]
    if waiting:
        return count(
            "1 piece of feedback waiting for an answer.", "{n} pieces of feedback waiting for an answer.", len(waiting)
        )
    return ""
