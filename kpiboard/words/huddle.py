"""The words of the huddle: its agenda, its clock, what keeps it open, its minutes; those of praise and escalations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from kpiboard.model import Action, Congratulation, Escalation, HuddleState, HuddleStep, Kpi, Person, Stage
from kpiboard.model.kinds import short_name
from kpiboard.rules.capability import Sense
from kpiboard.rules.escalation import State
from kpiboard.rules.huddle import BELL, TARGET, Clock, Hurdle
from kpiboard.words.plain import count, day_words, full_day_words, period_words

if TYPE_CHECKING:
    from kpiboard.rules.red import Red
    from kpiboard.views.board import PraiseCard
    from kpiboard.views.huddle import Digest, HuddleRecord, Move

_ANY_DAY = date.max  # minutes are read later: they say "Thu 19 Nov" and not "yesterday"

STEP_WORDS: Mapping[HuddleStep, str] = {
    HuddleStep.OPEN: "Open",
    HuddleStep.WINS: "Wins",
    HuddleStep.REDS: "Reds",
    HuddleStep.ANSWERS: "Answers",
    HuddleStep.OVERDUE: "Overdue",
    HuddleStep.FEEDBACK: "Feedback",
    HuddleStep.ESCALATE: "Escalate",
    HuddleStep.CLOSE: "Close",
}

QUESTIONS: Mapping[HuddleStep, str] = {
    HuddleStep.OPEN: "Is everybody here and safe? What has happened since we last met?",
    HuddleStep.WINS: "What went well, and whom do we thank by name?",
    HuddleStep.REDS: "What is off target, and what do we see there?",
    HuddleStep.ANSWERS: "Who does what until when?",
    HuddleStep.OVERDUE: "What is late, and what does its owner need?",
    HuddleStep.FEEDBACK: "Who waits for an answer from us?",
    HuddleStep.ESCALATE: "What can we not solve ourselves?",
    HuddleStep.CLOSE: "Does every red have a name and a date?",
}

# A step with nothing to do.
_NOTHING: Mapping[HuddleStep, str] = {
    HuddleStep.REDS: "Nothing is off target. Well done.",
    HuddleStep.ANSWERS: "No red waits for an answer.",
    HuddleStep.OVERDUE: "Nothing is late.",
    HuddleStep.FEEDBACK: "Nobody waits for an answer.",
    HuddleStep.ESCALATE: "Nothing waits for the next tier.",
}

# What to ask about a red, by what the process limits make of the number.
_ASK: Mapping[Sense, str] = {
    Sense.WORSE_AND_MISSED: "What is different since then? Who has seen it?",
    Sense.MISSED_IN_NOISE: "What in our way of working brings this about?",
    Sense.CANNOT_REACH: "What would have to change in the process, or is the target wrong?",
    Sense.LEFT_LIMITS: "What has been changed since then, and is that how it is to be?",
    Sense.UNSTABLE: "What makes it swing so much?",
    Sense.IMPROVED_YET_MISSED: "What went better, and how do we keep it?",
}
_ASK_ANYWAY = "What stood in the way, and what have you seen there?"

STATE_WORDS: Mapping[State, str] = {
    State.RAISED: "waits for an answer",
    State.ACCEPTED: "accepted",
    State.RETURNED: "returned",
    State.RESOLVED: "resolved, to be confirmed",
    State.CONFIRMED: "confirmed",
}


def step_words(step: HuddleStep) -> str:
    return STEP_WORDS[step]


def question(step: HuddleStep) -> str:
    """What the team asks itself at this step."""
    return QUESTIONS[step]


def nothing_words(step: HuddleStep, *, judged: bool = True) -> str:
    """What an empty step says; `judged`: whether any KPI has a number and a target to judge it by."""
    if step is HuddleStep.REDS and not judged:
        return "No KPI has a number and a target yet: nothing to judge by."
    return _NOTHING.get(step, "Nothing to do here.")


def ask_words(sense: Sense | None) -> str:
    """The question to ask in front of the board about a red; None where its limits are not known."""
    return _ASK_ANYWAY if sense is None else _ASK.get(sense, _ASK_ANYWAY)


def state_words(state: State) -> str:
    """How an escalation stands, seen by the team that asked."""
    return STATE_WORDS[state]


def clock_words(clock: Clock) -> str:
    """`4:05 of 10:00`, `11:20 · 1:20 over`, from fifteen minutes on `15:02 · time is up`."""
    shown = _minutes(clock.elapsed)
    target = int(TARGET.total_seconds())
    if clock.bell:
        return f"{shown} · time is up"
    return f"{shown} · {_minutes(clock.elapsed - target)} over" if clock.late else f"{shown} of {_minutes(target)}"


def step_clock_words(clock: Clock) -> str:
    """`1:10 of 3:00`: the time of the present step."""
    return f"{_minutes(clock.in_step)} of {_minutes(clock.step_limit)}"


def _minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def streak_words(length: int) -> str:
    """`12 huddles in a row`; empty before there are two."""
    return f"{length} huddles in a row" if length > 1 else ""


def hurdle_words(record: HuddleRecord) -> tuple[str, ...]:
    """What keeps a running huddle open: `2 reds have no answer`, `A-9 has no owner or no due date`, …"""
    return tuple(_hurdle(hurdle, record) for hurdle in record.hurdles)


def _hurdle(hurdle: Hurdle, record: HuddleRecord) -> str:
    from kpiboard.rules.huddle import lacks_owner_or_due  # late: only an open huddle asks

    match hurdle:
        case Hurdle.UNANSWERED:
            return count("1 red has no answer", "{n} reds have no answer", record.unanswered)
        case Hurdle.NO_OWNER_OR_DUE:
            labels = [f"{short_name(one)}" for one in record.new_actions if lacks_owner_or_due(one)]
            return count(
                "{actions} has no owner or no due date",
                "{actions} have no owner or no due date",
                len(labels),
                actions=", ".join(labels),
            )
        case Hurdle.NOBODY_THANKED:
            return "nobody was thanked by name yet"


def lacking_words(action: Action) -> str:
    """`NO OWNER AND NO DATE`: what a new action of the huddle still lacks; empty when it has both."""
    if action.owner_id is None:
        return "NO OWNER" if action.due else "NO OWNER AND NO DATE"
    return "" if action.due else "NO DATE"


HURDLE_HINTS: Mapping[Hurdle, str] = {
    Hurdle.UNANSWERED: "Start an action on each red, or record the reason why it needs none.",
    Hurdle.NO_OWNER_OR_DUE: "Give each new action an owner and a due date.",
    Hurdle.NOBODY_THANKED: "Thank somebody by name, or say that there is nobody today.",
}


def praise_words(card: PraiseCard) -> str:
    """`On-time delivery is back on target`, `A-12 Second set of tools has worked`."""
    return about_words(card.kpi, card.action)


def said_words(said: Congratulation, kpi: Kpi | None, action: Action | None) -> str:
    """What somebody was congratulated on; empty when nobody wrote it down."""
    return said.what or about_words(kpi, action)


def about_words(kpi: Kpi | None, action: Action | None) -> str:
    if action is not None:
        return f"{short_name(action)} {action.title} has worked"
    return f"{kpi.name} is back on target" if kpi is not None else ""


def digest_lines(digest: Digest) -> tuple[str, ...]:
    """What happened since the last huddle, a line a kind: `turned red: Scrap cost`; none when nothing did."""
    parts = (
        ("turned red", (kpi.name for kpi in digest.turned_red)),
        ("back on target", (kpi.name for kpi in digest.turned_green)),
        ("started", map(_action, digest.opened)),
        ("closed", map(_action, digest.closed)),
        ("answered", (f"{short_name(one)} {_first_line(one.text)}" for one in digest.answered)),
    )
    listed = ((words, ", ".join(names)) for words, names in parts)
    return tuple(f"{words}: {names}" for words, names in listed if names)


def since_words(digest: Digest, today: date) -> str:
    """`Since the last huddle, yesterday 14:41`; `In the last 24 hours` where there was none."""
    if digest.since is None:
        return "In the last 24 hours"
    return f"Since the last huddle, {day_words(digest.since.date(), today)} {digest.since:%H:%M}"


def since_apart(digest: Digest, today: date) -> tuple[str, str]:
    """The same as a title and what stands below it, which is empty where there was no huddle."""
    if digest.since is None:
        return "In the last 24 hours", ""
    return "Since the last huddle", f"{day_words(digest.since.date(), today)} {digest.since:%H:%M}"


def minutes(record: HuddleRecord) -> str:
    """The minutes of a huddle in plain text, lines of any length; what there was nothing of is left out."""
    return "\n".join(_minutes_of(record)) + "\n"


def _minutes_of(record: HuddleRecord) -> Iterator[str]:
    huddle = record.huddle
    day = f"{full_day_words(huddle.held_on)} {huddle.held_on.year}"
    if huddle.state is HuddleState.SKIPPED:
        yield f"No huddle on {day}: {huddle.skip_reason}"
        return
    yield f"Huddle of {day}{f', shift {huddle.shift}' if huddle.shift else ''}"
    yield " · ".join(part for part in (_times(record), streak_words(record.streak)) if part)
    if record.facilitator is not None:
        yield f"Led by {record.facilitator.name}"
    yield from _listed("Present", record.present)
    yield from _listed("Absent", record.absent)
    for title, lines in _sections(record):
        kept = list(lines)
        if kept:
            yield ""
            yield title
            yield from (f"  {line}" for line in kept)


def _sections(record: HuddleRecord) -> Iterator[tuple[str, Iterable[str]]]:
    huddle, digest = record.huddle, record.digest
    yield since_words(digest, _ANY_DAY), digest_lines(digest)
    yield "Thanked", (f"{person.name}{f': {what}' if what else ''}" for person, what in record.thanked)
    if huddle.nobody_thanked and not record.thanked:
        yield "Thanked", ["nobody today"]
    yield "Reds", (_red(kpi, red) for kpi, red in record.reds)
    yield "New actions", (_owned(action, record) for action in record.new_actions)
    yield "Moved", map(_move, record.moved)
    yield "Answered", (f"{short_name(one)} {_first_line(one.text)}" for one in record.answered)
    yield "Escalated", map(_escalation, record.escalated)
    yield "Notes", huddle.notes.splitlines()
    yield "Still open", hurdle_words(record)


def _times(record: HuddleRecord) -> str:
    """`06:30 to 06:41, 11 min`, `06:30, running`."""
    if record.began is None:
        return "" if record.ended is None else f"until {record.ended:%H:%M}"
    if record.ended is None:
        return f"{record.began:%H:%M}, running"
    late = ", over the time" if record.ended - record.began >= BELL else ""
    return f"{record.began:%H:%M} to {record.ended:%H:%M}, {record.minutes} min{late}"


def _listed(title: str, people: Iterable[Person]) -> Iterator[str]:
    names = ", ".join(f"{one.name} ({one.initials})" for one in people)
    if names:
        yield f"{title}: {names}"


def _red(kpi: Kpi, red: Red) -> str:
    from kpiboard.words.red import told_words  # late: only minutes tell it, and the first frame has none

    answer = f"reason: {red.reason}" if red.reason else "no answer yet"
    if red.action is not None:
        answer = f"{short_name(red.action)} {red.action.title}"
    return f"{kpi.name}, {period_words(red.period, _ANY_DAY)} ({told_words(red.told)}): {answer}"


def _owned(action: Action, record: HuddleRecord) -> str:
    owner = record.person(action.owner_id)
    due = f"due {action.due}" if action.due else "no due date"
    return f"{_action(action)} · {owner.name if owner else 'no owner'} · {due}"


def _move(move: Move) -> str:
    words = move.after.value if move.after in (Stage.CLOSED, Stage.CANCELLED) else f"{move.before} to {move.after}"
    return f"{_action(move.action)}: {words}"


def _escalation(escalation: Escalation) -> str:
    return f"{short_name(escalation)} {escalation.about}: {_first_line(escalation.reason)}"


def _action(action: Action) -> str:
    return f"{short_name(action)} {action.title}"


def _first_line(text: str) -> str:
    return text.split("\n", 1)[0]
