"""A packaging line whose queue has grown old: every rung of the ladder, and every sign beside an action."""

from __future__ import annotations

from dataclasses import replace

from samples import NOW, PEOPLE, TODAY, action, line_four, snapshot

from kpiboard.model import Note, Result, Stage
from kpiboard.views.board import ActionCard, BoardSnapshot

LATE = (Stage.PLAN, Stage.DO, Stage.CHECK, Stage.PLAN)


def aged() -> BoardSnapshot:
    """Line 4 with five late actions and five of JP in do; what the cases derive is put in by hand."""
    found = line_four()
    actions = [card.action for card in found.actions]
    for number, days in enumerate((1, 3, 8, 15)):
        kpi = "scrap" if number % 2 else None
        title = f"Late thing number {number} that takes a while"
        actions.append(action(20 + number, title, LATE[number], kpi, "jp", -days, cycle=1 + number, moves=number))
    actions += [action(30 + number, f"Another job {number}", Stage.DO, None, "jp", number + 2) for number in range(4)]
    actions.append(action(40, "Worked and holds", Stage.CLOSED, "otd", "rc", -5, result=Result.WORKED))
    notes = [Note("n1", "a14", NOW, "RC", "Two cappers out of range, wrench ordered")]
    made = snapshot(found.kpis, actions, [card.feedback for card in found.feedback], notes=notes)
    return replace(made, actions=tuple(_derived(card) for card in made.actions))


def _derived(card: ActionCard) -> ActionCard:
    match card.label:
        case "A-9":
            return replace(card, readings=3)
        case "A-11":
            return replace(card, blockers=(action(20, "", Stage.PLAN, None, "jp", None),), helpers=PEOPLE[:2])
        case "A-16":
            return replace(card, action=replace(card.action, came_back_on=TODAY), escalated=True)
        case "A-23":
            return replace(card, action=replace(card.action, blocked="spare part from Hamburg"), escalated=True)
        case "A-40":
            return replace(card, held_days=12)
        case _:
            return card
