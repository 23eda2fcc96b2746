"""The words of the log: what each step did, in one line, as people read it where they undo it.

A function a kind of step; it is given what was changed and knows nothing of how.
"""

from __future__ import annotations

from datetime import date

from kpiboard.model import (
    Action,
    AnswerState,
    Category,
    Decision,
    Escalation,
    Event,
    Feedback,
    Goal,
    Huddle,
    HuddleStep,
    Kata,
    Kpi,
    Mapping,
    Person,
    Proposal,
    Shift,
    Stage,
)
from kpiboard.model.kinds import short_name
from kpiboard.model.log import Step
from kpiboard.words.plain import count

# KPIs


def added_kpi(kpi: Kpi) -> str:
    return f"Add KPI {kpi.name}"


def edited_kpi(kpi: Kpi) -> str:
    return f"Edit KPI {kpi.name}"


def retired_kpi(kpi: Kpi) -> str:
    return f"Retire KPI {kpi.name}"


def restored_kpi(kpi: Kpi) -> str:
    return f"Restore KPI {kpi.name}"


def moved_kpi(kpi: Kpi) -> str:
    return f"Move KPI {kpi.name}"


def guarded(kpi: Kpi, guard: Kpi) -> str:
    return f"Guard {kpi.name} by {guard.name}"


def guards_no_more(kpi: Kpi, guard: Kpi) -> str:
    return f"{guard.name} no longer guards {kpi.name}"


def consulted(kpi: Kpi) -> str:
    return f"Name who was asked about {kpi.name}"


def reviewed(kpi: Kpi, decision: Decision) -> str:
    return f"Review {kpi.name}: {decision.value}"


def called_review(kpi: Kpi) -> str:
    return f"Call a review of {kpi.name}"


def checked(kpi: Kpi, period: str) -> str:
    return f"Check {kpi.name} {period} against its source"


# Targets and limits


def set_target(kpi: Kpi) -> str:
    return f"Set the target of {kpi.name}"


def signed_target(kpi: Kpi, signer: Person) -> str:
    return f"{signer.name} agrees to the target of {kpi.name}"


def proposed(kpi: Kpi, proposal: Proposal) -> str:
    return f"Propose {proposal.value} for {kpi.name}"


def rebased(kpi: Kpi, start: str) -> str:
    return f"New baseline of {kpi.name} from {start}"


def locked_limits(kpi: Kpi, points: int | None) -> str:
    return f"Lock the limits of {kpi.name} after {points}"


SETTLED = "Keep the limits as they are shown"


def reckoned_anew(kpi: Kpi) -> str:
    return f"Reckon the limits of {kpi.name} anew"


def removed_baseline(kpi: Kpi, start: str) -> str:
    return f"Remove the baseline of {kpi.name} from {start}"


def left_out(kpi: Kpi, period: str) -> str:
    return f"Leave out {kpi.name} {period} in the limits"


def taken_back(kpi: Kpi, period: str) -> str:
    return f"Take back {kpi.name} {period} in the limits"


# Readings


def recorded(kpi: Kpi, figure: str, period: str) -> str:
    return f"Record {kpi.name} {figure} for {period}"


def corrected(kpi: Kpi, figure: str, period: str) -> str:
    return f"Correct {kpi.name} {figure} for {period}"


def explained(kpi: Kpi, period: str) -> str:
    return f"Give a reason for {kpi.name} {period}"


def explained_several(reds: int) -> str:
    return count("Give a reason for 1 red", "Give one reason for {n} reds", reds)


def removed_reading(kpi: Kpi, period: str) -> str:
    return f"Remove the reading of {kpi.name} for {period}"


def added_event(kpi: Kpi, event: Event) -> str:
    return f"Add an event of {kpi.name} on {event.day}"


def edited_event(kpi: Kpi, event: Event) -> str:
    return f"Edit an event of {kpi.name} on {event.day}"


def removed_event(kpi: Kpi, event: Event) -> str:
    return f"Remove an event of {kpi.name} on {event.day}"


def counts_events(kpi: Kpi, events: int) -> str:
    return count("Count {kpi} by its 1 event", "Count {kpi} by its {n} events", events, kpi=kpi.name)


def imported_readings(readings: int, file: str) -> str:
    return count("Import 1 reading from {file}", "Import {n} readings from {file}", readings, file=file)


def imported(file: str) -> str:
    return f"Import {file}"


def saved_mapping(mapping: Mapping) -> str:
    return f"Save the mapping {mapping.name}"


def removed_mapping(mapping: Mapping) -> str:
    return f"Remove the mapping {mapping.name}"


# Actions


def added_action(action: Action) -> str:
    return f"Add {_titled(action)}"


def edited_action(action: Action) -> str:
    return f"Edit {_titled(action)}"


def moved_action(action: Action, to: Stage) -> str:
    return f"Move {_titled(action)} to {to.value}"


def cancelled_action(action: Action) -> str:
    return f"Cancel {_titled(action)}"


def noted(action: Action) -> str:
    return f"Note on {_titled(action)}"


def asked_why(action: Action) -> str:
    return f"Five whys of {_titled(action)}"


def coached(cycle: Kata, action: Action | None, kpi: Kpi | None) -> str:
    about = _titled(action) if action else kpi.name if kpi else ""
    return f"Coaching {short_name(cycle)} on {about}"


def saved_view(key: int) -> str:
    return f"Save view {key}"


def removed_view(key: int) -> str:
    return f"Remove view {key}"


# Feedback


def added_feedback(piece: Feedback) -> str:
    return f"Add {short_name(piece)}"


def edited_feedback(piece: Feedback) -> str:
    return f"Edit {short_name(piece)}"


def acknowledged(piece: Feedback) -> str:
    return f"Acknowledge {short_name(piece)}"


def answered(piece: Feedback) -> str:
    return f"Answer {short_name(piece)}"


def declined(piece: Feedback) -> str:
    return f"Decline {short_name(piece)}"


def accepted(piece: Feedback, action: Action) -> str:
    return f"Turn {short_name(piece)} into {_titled(action)}"


def me_too(piece: Feedback) -> str:
    return f"Me too on {short_name(piece)}"


# Escalations


def escalated(row: Escalation) -> str:
    return f"Escalate {short_name(row)} {row.about}"


def answered_escalation(row: Escalation, state: AnswerState) -> str:
    return f"Answer {short_name(row)}: {state.value}"


def confirmed(row: Escalation) -> str:
    return f"Confirm the answer to {short_name(row)}"


def raised_again(row: Escalation) -> str:
    return f"Raise {short_name(row)} again"


# The huddle, and who is congratulated


def started(huddle: Huddle) -> str:
    return f"Start the huddle of {huddle.held_on}"


def skipped(day: date) -> str:
    return f"Skip the huddle of {day}"


def turned_to(step: HuddleStep) -> str:
    return f"Huddle: go to {step.value}"


def led(person: Person) -> str:
    return f"Huddle: led by {person.name}"


def attended() -> str:
    return "Huddle: who is here"


def came(person: Person) -> str:
    return f"Huddle: {person.name} is here"


def left(person: Person) -> str:
    return f"Huddle: {person.name} is not here"


def took_notes() -> str:
    return "Huddle: notes"


def thanked_nobody() -> str:
    return "Huddle: nobody is thanked today"


def thanks_somebody() -> str:
    return "Huddle: somebody is thanked today"


def closed(huddle: Huddle) -> str:
    return f"Close the huddle of {huddle.held_on}"


def abandoned(huddle: Huddle) -> str:
    return f"Abandon the huddle of {huddle.held_on}"


def congratulated(person: Person) -> str:
    return f"Congratulate {person.name}"


# The team and its board


def added_person(person: Person) -> str:
    return f"Add {person.name}"


def edited_person(person: Person) -> str:
    return f"Edit {person.name}"


def added_goal(goal: Goal) -> str:
    return f"Add goal {goal.title}"


def edited_goal(goal: Goal) -> str:
    return f"Edit goal {goal.title}"


def added_category(category: Category) -> str:
    return f"Add category {category.letter} {category.name}"


def added_shift(shift: Shift) -> str:
    return f"Add shift {shift.name}"


def edited_board() -> str:
    return "Edit the board's settings"


def removed(name: str) -> str:
    """A person, goal, category or shift, by its name."""
    return f"Remove {name}"


# What undo and redo tell about a step


def undo_words(step: Step) -> str:
    """What an undo or a redo did: `Undone: Edit A-1`, `Done again: Edit A-1`."""
    return f"Undone: {about(step)}" if is_undo(step) else f"Done again: {about(step)}"


def step_words(step: Step) -> str:
    """`Edit A-1 (anna)`; what does not stand any more says so: `undone: …`, and of an undo `done again: …`."""
    if not step.undone:
        return f"{step.what} ({step.who})"
    return f"{fate(step)}: {about(step)} ({step.who})"


def fate(step: Step) -> str:
    """What became of a step: `undone`, `done again`; empty for one that stands."""
    return ("done again" if is_undo(step) else "undone") if step.undone else ""


def about(step: Step) -> str:
    """What a step was about in the first place: an undo and a redo name it after a colon (store/undo.py)."""
    return step.what if step.undoes is None else step.what.partition(": ")[2]


def is_undo(step: Step) -> bool:
    return step.undoes is not None and step.what.startswith("undid: ")


def _titled(action: Action) -> str:
    """`A-12 Second dock team`."""
    return f"{short_name(action)} {action.title}"
