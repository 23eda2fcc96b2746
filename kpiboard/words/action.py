"""The words of the action queue: what a step needs, what each kind is for, what came of it, what grows old."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from kpiboard.model import Action, ActionKind, Evidence, Kpi, Result, Stage
from kpiboard.model.kinds import short_name
from kpiboard.rules.ageing import Firefighting, Rung
from kpiboard.rules.effect import Effect
from kpiboard.rules.limits import FEWEST
from kpiboard.rules.pdca import Need, deadline
from kpiboard.views.board import ActionCard
from kpiboard.words.plain import count, day_words, difference, due_day_words, short_number, with_unit


class NeedWords(NamedTuple):
    """The name of what is missing, alone and inside a sentence, and in one line what to say or why it is asked for."""

    label: str
    inside: str
    hint: str


_NEEDS: Mapping[Need, NeedWords] = {
    Need.OWNER: NeedWords("Owner", "owner", "One person, by name: where all are accountable, nobody is."),
    Need.DUE: NeedWords("Due date", "due date", "What has no date is put off."),
    Need.CAUSE: NeedWords(
        "Cause or hypothesis", "cause or hypothesis", "What makes it happen, as far as you know? A why counts, too."
    ),
    Need.DONE: NeedWords("Day it was done", "day it was done", "From that day on its KPI shows the effect."),
    Need.EVIDENCE: NeedWords("Evidence", "evidence", "What can everybody go and see now?"),
    Need.READINGS: NeedWords(
        "Enough readings", "enough readings", "Wait until enough are in, or for the day of the check."
    ),
    Need.RESULT: NeedWords("Result", "result", "What did it do to its KPI? The team decides."),
    Need.AGAINST: NeedWords(
        "Reason for the result", "reason for the result", "What do you see that the numbers of its KPI do not show?"
    ),
    Need.LEARNING: NeedWords("Learning", "learning", "What do you know now that you did not know before?"),
    Need.STANDARD: NeedWords("New standard", "new standard", "What has been changed for good, so that it stays?"),
    Need.REASON: NeedWords("Reason", "reason", "Why is it not wanted any more?"),
}

_KINDS: Mapping[ActionKind, str] = {
    ActionKind.CONTAINMENT: "stops the harm today",
    ActionKind.COUNTERMEASURE: "removes the cause, so that it stays away",
    ActionKind.SYSTEM: "changes the process, where no single day is to blame",
    ActionKind.IMPROVEMENT: "makes better what is good enough already",
    ActionKind.SUPPORT: "clears the way for other work",
}

_RESULTS: Mapping[Result, str] = {
    Result.WORKED: "it worked",
    Result.PARTLY: "it worked in part",
    Result.NONE: "it made no difference",
    Result.WORSE: "it made things worse",
}

_RUNGS: Mapping[Rung, str] = {
    Rung.OWNER: "the owner says what is in the way",
    Rung.LEADER: "tell the tier leader",
    Rung.NEXT_TIER: "escalate it to the next tier",
    Rung.TIER_ABOVE: "escalate it to the tier above the next",
}


def need_words(need: Need) -> NeedWords:
    return _NEEDS[need]


def missing_words(needs: Iterable[Need]) -> str:
    """`owner, due date`: what a step still needs, inside a sentence."""
    return ", ".join(_NEEDS[need].inside for need in needs)


def kind_words(kind: ActionKind) -> str:
    """What each kind is for: `stops the harm today`."""
    return _KINDS[kind]


def result_words(result: Result) -> str:
    return _RESULTS[result]


def against_words(action: Action, measured: Result) -> tuple[str, str]:
    """That a result is better than what was measured, and what it needs."""
    name = short_name(action)
    return f"{name}: by its KPI {result_words(measured)}.", "Say why the team calls it better."


def effect_words(effect: Effect, kpi: Kpi) -> str:
    """`Before 412 €, after 371 €: −41 of −40 expected: it worked.`, or why that cannot be told."""
    before, after = (
        None if value is None else with_unit(_figure(value, kpi), kpi.unit) for value in (effect.before, effect.after)
    )
    if before is None:
        return f"After {after}; no reading before to compare with." if after else "No reading before or since."
    if after is None or effect.change is None:
        return f"Before {before}; no reading after it yet."
    told, change = _told(effect, effect.change), _signed(effect.change, kpi)
    unit = kpi.unit if kpi.unit == "%" else ""  # any other stands beside the two means already
    if effect.expected is None:
        return f"Before {before}, after {after}: {difference(change, unit)}: {told}."
    expected = difference(_signed(effect.expected, kpi), unit)
    return f"Before {before}, after {after}: {change} of {expected} expected: {told}."


def _told(effect: Effect, change: float) -> str:
    if effect.proposal is not None:
        in_noise = effect.noise is not None and abs(change) <= effect.noise
        result = result_words(effect.proposal)
        usual = effect.proposal in (Result.PARTLY, Result.NONE) and in_noise
        return f"within normal variation, {result}" if usual else result
    if effect.readings < effect.needed:
        return count(
            "too early, {known} of 1 reading",
            "too early, {known} of {n} readings",
            effect.needed,
            known=effect.readings,
        )
    if effect.compared < FEWEST:
        return f"too early to tell, {effect.compared} of {FEWEST} readings before it"
    return "without a target nothing tells whether that is better"


def _figure(value: float, kpi: Kpi) -> str:
    """A mean has one decimal more than the values it is made of, where that says something."""
    return short_number(round(value, kpi.decimals + 1) + 0.0)  # + 0.0: minus zero is zero


def _signed(value: float, kpi: Kpi) -> str:
    figure = _figure(value, kpi)
    if figure == "0":
        return "±0"
    return f"−{figure[1:]}" if figure.startswith("-") else f"+{figure}"


def expected_words(action: Action, kpi: Kpi | None) -> str:
    """`−40 €`, `+2.5 points`: the change of its KPI that is expected of it; empty where none is."""
    return "" if action.expected is None else difference(signed(action.expected), kpi.unit if kpi else "")


def due_words(card: ActionCard, today: date, by_clock: date) -> str:
    """`2 d late`, `today`, `Tue`, `12 Dec`: when its stage is to be over; empty without a date.

    `held 12 d`, or when it ended, for an ended one. `today` is the production day, `by_clock` the day of the calendar.
    """
    action = card.action
    if card.held_days:
        return f"held {card.held_days} d"
    if action.stage in (Stage.CLOSED, Stage.CANCELLED):
        return day_words(action.ended_on, today) if action.ended_on else ""
    if card.days_late:
        return f"{card.days_late} d late"
    until = deadline(action)
    return due_day_words(until, today, by_clock) if until else ""


def by_words(action: Action, today: date, by_clock: date) -> str:
    """`Tue`: by when who has it brings it on; its stage where that has no date, and `no date` where it wants one."""
    until = deadline(action)
    if until:
        return due_day_words(until, today, by_clock)
    return action.stage.value if action.due else "no date"


def waits_words(card: ActionCard) -> str:
    """What an action waits for once it is done: `3 of 5 readings`, `all 5 readings are in`, `to be closed`."""
    action = card.action
    if action.stage is not Stage.CHECK:
        return "to be closed"
    if card.readings is None:
        return "no day for its check"
    if card.readings >= action.check_n:
        return count("its reading is in", "all {n} readings are in", action.check_n)
    return count("{known} of 1 reading", "{known} of {n} readings", action.check_n, known=card.readings)


def rung_step(rung: Rung) -> str:
    """`tell the tier leader`: what is to be done about it; empty on time."""
    return _RUNGS.get(rung, "")


def rung_words(rung: Rung, days_late: int = 0) -> str:
    """`3 d late: tell the tier leader`; without `days_late` it says when the rung begins. Empty on time."""
    return f"{max(days_late, rung)} d late: {_RUNGS[rung]}" if rung in _RUNGS else ""


def before_words(to: Stage | None, needs: Iterable[Need]) -> str:
    """`Before do it needs: owner, due date.`; `to` is None while nobody knows which way it goes on."""
    if to is None:
        return f"Before it goes on it needs: {missing_words(needs)}."
    return f"Before {to.value} it needs: {missing_words(needs)}."


def moved_words(action: Action, before: Stage) -> str:
    """What has become of it, after it was in stage `before`."""
    name = short_name(action)
    if before is Stage.CLOSED and action.came_back_on is not None:
        return f"{name} came back: in plan again, cycle {action.cycle}."
    if action.stage is Stage.CLOSED:
        return f"{name} is closed."
    return f"{name} is in {action.stage.value}."


EVIDENCE_WORDS: Mapping[Evidence, str] = {
    Evidence.SEEN: "seen",
    Evidence.DATA: "from data",
    Evidence.ASSUMED: "only assumed",
}


def signed(value: float) -> str:
    """A change with its sign: `+2.5`, `−40`."""
    return f"+{short_number(value)}" if value > 0 else short_number(value).replace("-", "−")


def readings_in_words(readings: int, needed: int) -> str:
    """`3 of 5 readings are in.`: how far the check of an action is."""
    return count("{known} of 1 reading is in.", "{known} of {n} readings are in.", needed, known=readings)


def firefighting_words(found: Firefighting) -> str:
    """`9 containment, 1 countermeasure: firefighting 90 %`."""
    if found.share is None:
        return "no containment, no countermeasure"
    return count(
        "{containment} containment, 1 countermeasure: firefighting {share} %",
        "{containment} containment, {n} countermeasures: firefighting {share} %",
        found.countermeasure,
        containment=found.containment,
        share=round(100 * found.share),
    )


def moves_words(moves: int) -> str:
    """`due date moved twice`."""
    if moves == 2:
        return "due date moved twice"
    return count("due date moved once", "due date moved {n} times", moves)


def held_words(days: int | None) -> str:
    """`held for 12 days`; empty when it has not held, or did not work."""
    if days is None:
        return ""
    return count("held for 1 day", "held for {n} days", days) if days else "closed today"
