"""What the list of actions and the four columns share: the view they are seen through, the signs of ageing, and the
late ones, which the heading names when they are out of sight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from kpiboard.model import Action, Stage, View
from kpiboard.model.kinds import short_name
from kpiboard.rules.ageing import Rung, moved_often, overloaded
from kpiboard.rules.pdca import RUNNING
from kpiboard.rules.views import fits
from kpiboard.screens.frame.selection import Kind
from kpiboard.screens.panes.pane import Pane
from kpiboard.screens.text import Glyphs, Line, Part, typed, width_of
from kpiboard.views.board import ActionCard, BoardSnapshot
from kpiboard.words.action import due_words
from kpiboard.words.views import view_words

# Louder with every rung of the ladder, and never by colour alone: the days stand beside it.
_LATE = {
    Rung.ON_TIME: "$muted",
    Rung.OWNER: "$lose",
    Rung.LEADER: "$lose bold",
    Rung.NEXT_TIER: "$on-lose on $lose",
    Rung.TIER_ABOVE: "$on-lose on $lose bold",
}
_ASK = {Rung.LEADER: "tell leader", Rung.NEXT_TIER: "ask next tier", Rung.TIER_ABOVE: "ask tier above"}

NAMED = 24  # cells for how many are late and the first of their names


class QueuePane(Pane):
    """Actions, most urgent first. With a `view` only those that fit it; the late ones are never forgotten."""

    KIND: ClassVar[Kind] = "action"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.view: View | None = None

    def look_through(self, view: View | None) -> None:
        self.view = view
        self.scroll_to(y=0, animate=False, force=True)
        self.relayout()

    @property
    def all_cards(self) -> Sequence[ActionCard]:
        """Those of this pane, whether the view lets them through or not."""
        return self.snapshot.actions if self.snapshot else ()

    @property
    def cards(self) -> Sequence[ActionCard]:
        view = self.view
        return self.all_cards if view is None else [card for card in self.all_cards if shows(view, card)]

    def view_facts(self) -> list[Line]:
        """The name of the view, and how many actions it hides."""
        if self.view is None or self.snapshot is None:
            return []
        hidden = len(self.all_cards) - len(self.cards)
        name = seen_through(self.view, self.snapshot, self.glyphs)
        return [[(name, "$accent-text bold")], [(f"{hidden} hidden", "$muted")]]

    def late_fact(self, room: int, *, always: bool) -> list[Line]:
        """How many are late, and where they are not all in sight which ones, in `room` cells; those unseen first.

        `always`: also when all of them are in sight.
        """
        late = [card for card in self.all_cards if card.days_late]
        unseen = [card for card in late if not self.in_sight(card.action.id)]
        if not late or not (unseen or always):
            return []
        words = f"{self.glyphs.alarm} {len(late)} late"
        labels = [card.label for card in (*unseen, *(card for card in late if card not in unseen))] if unseen else []
        for shown in range(min(len(labels), room // 4), 0, -1):
            rest = f" +{len(labels) - shown}" if shown < len(labels) else ""
            for start in (words, words.removesuffix(" late")):
                named = f"{start}: {' '.join(labels[:shown])}{rest}"
                if len(named) <= room:
                    return [[(named, "$lose bold")]]
        return [[(words, "$lose bold")]]

    def busy_facts(self) -> list[Line]:
        """Who has too much in do: `JP 4 in do`."""
        if self.snapshot is None:
            return []
        found = overloaded(card.action for card in self.all_cards)
        initials = {person.id: typed(person.initials) for person in self.snapshot.people}
        return [[(f"{initials.get(one, '?')} {count} in do", "$watch bold")] for one, count in found.items()]

    def two_rows(self, quiet: Sequence[Line], width: int, *, always: bool) -> list[Line]:
        """The heading of a framed pane; what presses stands in the row below where it has no room beside the rest."""
        busy = self.busy_facts()
        room = width - 3 - sum(width_of(fact) + 3 for fact in busy)
        loud = [*self.late_fact(room if room >= NAMED else width - 3, always=always), *busy]
        if self.room_behind([*quiet, *loud], width) >= 0:
            return self.heading([*quiet, *loud], width)
        *head, _ = self.heading(quiet, width)
        return [*head, [("  ", ""), *joined([fact[0] for fact in loud], self.glyphs, width - 3)]]

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._heads.clear()  # which of the late ones are in sight has changed


def shows(view: View, card: ActionCard) -> bool:
    return fits(view, card.action, card.days_late > 0, [person.id for person in card.helpers])


def seen_through(view: View, snapshot: BoardSnapshot, glyphs: Glyphs) -> str:
    """`4 my work`: the digit, if it has one, and the name."""
    words = typed(view_words(view, snapshot))
    return glyphs.plain(f"{view.digit} {words}" if view.digit else words)


def ended(card: ActionCard) -> bool:
    return card.action.stage not in RUNNING


def stage_sign(action: Action, glyphs: Glyphs) -> str:
    """`◔`, in its second round of PDCA `◔2`."""
    return glyphs.stage[action.stage] + (str(action.cycle) if action.cycle > 1 else "")


def due_part(card: ActionCard, snapshot: BoardSnapshot, glyphs: Glyphs) -> Part:
    words = glyphs.plain(due_words(card, snapshot.today, snapshot.by_clock))
    if card.held_days:
        return words, "$win"
    return (f"{glyphs.alarm} {words}" if card.days_late else words), _LATE[card.rung]


def owner_part(card: ActionCard, glyphs: Glyphs) -> Part:
    """The owner, marked from the first day late on."""
    return typed(card.owner.initials) if card.owner else glyphs.plain("–"), "$lose bold" if card.days_late else "$muted"


def marks(card: ActionCard) -> list[Part]:
    """What else there is to know, the most pressing first, each a few words."""
    action = card.action
    found: list[Part] = []
    if not ended(card):
        if card.blockers or action.blocked:
            by = " ".join(f"{short_name(one)}" for one in card.blockers) or typed(action.blocked)
            found.append((f"blocked by {by}" if card.blockers else f"blocked: {by}", "$watch"))
        if card.rung in _ASK and not card.escalated:
            found.append((_ASK[card.rung], "$lose"))
        if action.came_back_on:
            found.append(("came back", "$watch"))
        if moved_often(action):
            found.append((f"moved {action.moves} times", "$watch"))
        if action.stage is Stage.CHECK and card.readings is not None:
            found.append((f"{min(card.readings, action.check_n)}/{action.check_n} readings", "$muted"))
    if card.escalated:
        found.append(("escalated", "$accent-text"))
    if card.helpers:
        found.append((" ".join(f"+{typed(person.initials)}" for person in card.helpers), "$muted"))
    return found


def joined(parts: Sequence[Part], glyphs: Glyphs, room: int = 999) -> Line:
    """The parts with dots between them; those that do not fit whole into `room` cells are left out."""
    line: Line = []
    for part in parts:
        longer = [*line, (glyphs.plain(" · "), "$muted"), part] if line else [part]
        if width_of(longer) <= room:
            line = longer
    return line
