"""The words of the board: its verdict, what decided it, and who does what next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kpiboard.model import Person
from kpiboard.rules.inbox import answering
from kpiboard.rules.pdca import deadline
from kpiboard.rules.red import TO_ANSWER
from kpiboard.rules.status import Status
from kpiboard.rules.verdict import Outcome, Verdict
from kpiboard.views.board import ActionCard, BoardSnapshot, KpiCard
from kpiboard.words.action import due_words, waits_words
from kpiboard.words.kpi import at_words, happened_words, sense, value_words
from kpiboard.words.plain import age_words, count, moment_words, with_unit

OUTCOME_WORDS = {
    Outcome.WINNING: "WINNING",
    Outcome.LEVEL: "LEVEL",
    Outcome.LOSING: "LOSING",
    Outcome.NO_SCORE: "NO SCORE",
}


def verdict_words(verdict: Verdict) -> str:
    """`LOSING · 1 UNANSWERED 26 h`, with the age of the oldest."""
    words = OUTCOME_WORDS[verdict.outcome]
    return words + (f" · {unanswered_words(verdict)}" if verdict.unanswered else "")


def unanswered_words(verdict: Verdict) -> str:
    """`1 UNANSWERED 26 h`."""
    age = f" {age_words(verdict.oldest_hours)}" if verdict.oldest_hours else ""
    return f"{len(verdict.unanswered)} UNANSWERED{age}"


def counts_words(verdict: Verdict) -> str:
    """`2 off · 2 watch · 4 on target`: how the KPIs stand, in words; what there is none of is left out."""
    counted = (
        (verdict.lost, f"{verdict.lost} off"),
        (verdict.watch, f"{verdict.watch} watch"),
        (verdict.won, f"{verdict.won} on target"),
        (verdict.no_data, f"{verdict.no_data} without data"),
    )
    return " · ".join(words for number, words in counted if number)


def horizon_words(verdict: Verdict) -> str:
    """`short 2 on, 1 off · long 3 on, 0 off`: both horizons weigh the same; empty where one of them says nothing."""
    if not any(verdict.short) or not any(verdict.long):
        return ""
    parts = {"short_on": verdict.short[0], "short_off": verdict.short[1]}
    parts |= {"long_on": verdict.long[0], "long_off": verdict.long[1]}
    return "short {short_on} on, {short_off} off · long {long_on} on, {long_off} off".format(**parts)


def horizon_short_words(verdict: Verdict) -> str:
    """The same for less room: `short 2 of 3, long 3 of 3`, those on target of those on or off it."""
    if not horizon_words(verdict):
        return ""
    of_each = {
        "short": verdict.short[0],
        "long": verdict.long[0],
        "of": sum(verdict.short),
        "of_long": sum(verdict.long),
    }
    return "short {short} of {of}, long {long} of {of_long}".format(**of_each)


def quiet_forms(snapshot: BoardSnapshot) -> tuple[tuple[str, ...], ...]:
    """What the board says quietly, for less and less room: both horizons, and the one mark on the choice of KPIs."""
    horizons = (horizon_words(snapshot.verdict), horizon_short_words(snapshot.verdict))
    marks = ("", "")
    if snapshot.balance is not None:
        from kpiboard.rules.balance import worst_remark  # both late: the first frame comes without
        from kpiboard.words.quality import mark_words

        worst = worst_remark(snapshot.balance)
        marks = mark_words(worst, snapshot.balance) if worst else marks
    forms = [(horizons[long], marks[mark]) for long, mark in ((0, 0), (1, 0), (0, 1), (1, 1))]
    return tuple(tuple(words for words in form if words) for form in (*forms, ("", marks[1])))


# What decided it


def why(snapshot: BoardSnapshot) -> str:
    """What decided the verdict, in one sentence: `Quality must not be lost: Complaints 3, at most 2.`"""
    verdict = snapshot.verdict
    if not snapshot.kpis:
        return "No KPIs on this board yet."
    if verdict.due == 0:
        return "No KPI is due today."
    if verdict.must_not_lose_red:
        return _must_not_be_lost(snapshot)
    match verdict.outcome:
        case Outcome.NO_SCORE:
            return _no_data(snapshot)
        case Outcome.LOSING:
            return "More are off target than on it." if verdict.won else _all_off(snapshot)
        case Outcome.LEVEL:
            return "As many are off target as on it."
        case Outcome.WINNING:
            if verdict.lost:
                return "More are on target than off it."
            return "All are on target." if verdict.won == verdict.due else "None is off target."


def why_counted(snapshot: BoardSnapshot) -> str:
    """The same with the counts behind it: `None is off target. 2 watch · 4 on target.`"""
    counts = counts_words(snapshot.verdict)
    said_already = snapshot.verdict.outcome is Outcome.NO_SCORE or not counts
    return why(snapshot) if said_already else f"{why(snapshot)} {counts}."


def _must_not_be_lost(snapshot: BoardSnapshot) -> str:
    lost = [card for card in snapshot.kpis if card.kpi.id in snapshot.verdict.must_not_lose_red]
    first = lost[0]
    assert first.category is not None  # which says so
    return count(
        "{letter} must not be lost: {kpi}.",
        "{letter} must not be lost: {kpi}, and {more} more.",
        len(lost),
        letter=first.category.name,
        kpi=_off(first),
        more=len(lost) - 1,
    )


def _all_off(snapshot: BoardSnapshot) -> str:
    """One red is told by its numbers; several are counted."""
    reds = [card for card in snapshot.kpis if card.status is Status.OFF_TARGET]
    return f"{_off(reds[0])}." if len(reds) == 1 else "None is on target."


def _off(card: KpiCard) -> str:
    """`Customer complaints 3, at most 2`; of events what happened."""
    if card.kpi.of_events:
        return happened_words(card)
    figure = with_unit(value_words(card.latest, card.kpi), card.kpi.unit)
    return f"{card.kpi.name} {figure}, {at_words(card.latest.target or card.target)}"


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


# Who does what next, by when


def what_next(snapshot: BoardSnapshot) -> str:
    """Who does what next, by when, in one sentence; empty when nothing presses."""
    return next(iter(next_forms(snapshot)), "")


def next_forms(snapshot: BoardSnapshot) -> tuple[str, ...]:
    """The same for less and less room, the longest first: initials and labels stand for names at the end.

    A red without an answer comes first, then one whose answer is late, then the work on the reds (those that must not
    be lost first), what is late, and feedback that has waited too long.
    """
    unanswered = next((card for card in snapshot.kpis if card.reds), None)
    if unanswered:
        return _answer(unanswered, snapshot.taken_at)
    work = {card.action.id: card for card in snapshot.actions}
    overdue = next((card for card in snapshot.kpis if card.late), None)
    if overdue and (action := overdue.late[0].action) and action.id in work:
        return _late_answer(overdue, work[action.id])
    reds = [card for card in snapshot.kpis if card.status is Status.OFF_TARGET]
    for card in sorted(reds, key=lambda card: card.kpi.id not in snapshot.verdict.must_not_lose_red):
        if card.running and card.running[0].id in work:
            return _work(work[card.running[0].id], snapshot)
        if card.latest.reading and card.latest.reading.reason:
            return (f"{card.kpi.name} is explained: {card.latest.reading.reason}.",)
    late = next((card for card in snapshot.actions if card.days_late), None)
    if late:
        return _work(late, snapshot)
    waiting = next((card for card in snapshot.feedback if card.overdue), None)
    if waiting is None:
        return ()
    waits = f"answers {waiting.label}, which waits for {age_words(waiting.age_hours)}."
    return tuple(f"{who} {waits}" for who in _forms_of(answering(snapshot.people), "Somebody"))


def _answer(card: KpiCard, now: datetime) -> tuple[str, ...]:
    """`Joana Prado answers On-time delivery by tomorrow 06:00; signal: find today's cause.`"""
    until = card.reds[0].since + TO_ANSWER
    when = f"by {moment_words(until, now)}" if until > now else f"now, after {age_words(card.reds[0].hours(now))}"
    name, initials = _forms_of([card.owner] if card.owner else [], "Somebody")
    what = f"answers {card.kpi.name} {when}"
    meaning = (f"{name} {what}; {sense(card)}.",) if sense(card) else ()
    return (*meaning, f"{name} {what}.", f"{initials} {what}.")


def _late_answer(card: KpiCard, work: ActionCard) -> tuple[str, ...]:
    """`Scrap cost is answered late: Rui Costa has A-14 Torque check, 2 d late.`"""
    name, initials = _forms_of([work.owner] if work.owner else [], "nobody yet")
    parts = {"kpi": card.kpi.name, "action": work.label, "title": work.action.title, "days": work.days_late}
    return (
        "{kpi} is answered late: {name} has {action} {title}, {days} d late.".format(name=name, **parts),
        "{kpi} is answered late: {name} has {action}, {days} d late.".format(name=name, **parts),
        "{kpi} is answered late: {initials} has {action}.".format(initials=initials, **parts),
    )


def _work(card: ActionCard, snapshot: BoardSnapshot) -> tuple[str, ...]:
    """`Rui Costa has A-14 Torque check at capper start-up for Customer complaints: Mon.`"""
    name, initials = _forms_of([card.owner] if card.owner else [], "Nobody yet")
    about = f" for {card.kpi.name}" if card.kpi else ""
    when = due_words(card, snapshot.today, snapshot.by_clock)
    if deadline(card.action) is None:
        when = waits_words(card) if card.action.due else "no date yet"
    return (
        f"{name} has {card.label} {card.action.title}{about}: {when}.",
        f"{name} has {card.label}{about}: {when}.",
        f"{initials} has {card.label}{about}: {when}.",
    )


def _forms_of(people: Sequence[Person], nobody: str) -> tuple[str, str]:
    """`Joana Prado or Rui Costa` and `JP or RC`."""
    if not people:
        return nobody, nobody
    return " or ".join(one.name for one in people), " or ".join(one.initials for one in people)
