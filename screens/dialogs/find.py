"""Find: one line, and whatever on the board says so; what is retired, closed or answered, too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from kpiboard.model.frozen import frozen
from kpiboard.screens.dialogs.base import Dialog, buttons
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.text import STATUS_STYLE, Glyphs, Part, left, typed

if TYPE_CHECKING:
    from kpiboard.views.board import BoardSnapshot

MOST = 100  # rows shown; typing more narrows them


@frozen
class Hit:
    """One thing on the board and everything it can be found by."""

    selection: Selection
    words: Content
    text: str


class Find(Dialog[None]):
    """Enter goes there on the board; what is not on the board is opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move('cursor_down')", show=False),
        Binding("up", "move('cursor_up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
        Binding("pageup", "move('page_up')", show=False),
        Binding("ctrl+s", "open", show=False),
    ]

    def __init__(self, snapshot: BoardSnapshot) -> None:
        super().__init__("Find")
        self.snapshot = snapshot
        self.found: list[Hit] = []

    def parts(self) -> ComposeResult:
        yield Input(placeholder="part of a name, a title, a text, A-12, F-31, a person", compact=True, id="line")
        yield OptionList(id="rows", markup=False, compact=True)
        yield Static(id="message")
        plain = self.glyphs.plain
        yield buttons(("go", f"Go there{plain('  ⏎')}"), ("open", "Open  ctrl+s"), ("leave", "Close  esc"))

    def on_mount(self) -> None:
        self.hits = list(hits(self.snapshot, self.glyphs))
        self.query_one("#rows", OptionList).can_focus = False
        self._fill("")

    def show(self, snapshot: BoardSnapshot) -> None:
        self.snapshot = snapshot
        self.hits = list(hits(snapshot, self.glyphs))
        self._fill(self.query_one("#line", Input).value)

    @on(Input.Changed, "#line")
    def _typed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def _fill(self, wanted: str) -> None:
        words = wanted.casefold().split()
        all_found = [hit for hit in self.hits if all(word in hit.text for word in words)]
        rows = self.query_one("#rows", OptionList)
        before = self.found[rows.highlighted].selection if rows.highlighted is not None and self.found else None
        self.found = all_found[:MOST]
        rows.clear_options()
        rows.add_options([Option(hit.words) for hit in self.found])
        if self.found:
            place = next((place for place, hit in enumerate(self.found) if hit.selection == before), 0)
            rows.highlighted = place if not words or before is None else 0
        more = len(all_found) - len(self.found)
        self.say(
            f"and {more} more: type more of it" if more else "" if self.found else "Nothing on this board says so."
        )

    async def action_move(self, action: str) -> None:
        await self.query_one("#rows", OptionList).run_action(action)

    @property
    def _chosen(self) -> Selection | None:
        place = self.query_one("#rows", OptionList).highlighted
        return self.found[place].selection if place is not None and place < len(self.found) else None

    @on(Input.Submitted, "#line")
    @on(OptionList.OptionSelected, "#rows")
    def _go(self) -> None:
        if chosen := self._chosen:
            self.dismiss(None)
            self.app.call_later(self.board_app.go_to, chosen)

    def action_open(self) -> None:
        if chosen := self._chosen:
            self.dismiss(None)
            self.app.call_later(self.board_app.open_selection, chosen)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        match event.button.id:
            case "go":
                self._go()
            case "open":
                self.action_open()
            case _:
                self.action_leave()


def hits(snapshot: BoardSnapshot, glyphs: Glyphs) -> Iterator[Hit]:
    """Everything that can be found, in board order: KPIs, actions, feedback, then what is put away."""
    for card in snapshot.kpis:
        kpi, owner = card.kpi, card.owner.name if card.owner else ""
        sign = (f"{glyphs.status[card.status]} ", STATUS_STYLE[card.status])
        yield _hit(Selection("kpi", kpi.id), "KPI", sign, kpi.name, owner, f"{kpi.key} {kpi.definition}")
    for one in snapshot.actions:
        action, owner = one.action, one.owner.name if one.owner else ""
        about = one.kpi.name if one.kpi else ""
        sign = (f"{glyphs.stage[action.stage]} ", "$accent-text")
        rest = f"{about} {action.stage.value} {' '.join(note.text for note in one.notes)}"
        yield _hit(Selection("action", action.id), one.label, sign, action.title, owner, rest)
    for said in snapshot.feedback:
        piece, author = said.feedback, said.author.name if said.author else ""
        about = said.kpi.name if said.kpi else ""
        sign = (f"{glyphs.feedback[piece.state]} ", "$accent-text")
        rest = f"{about} {piece.state.value} {piece.reply}"
        yield _hit(Selection("feedback", piece.id), said.label, sign, piece.text, author, rest)
    for kpi in (*snapshot.drafts, *snapshot.retired):
        rest = f"{kpi.key} {kpi.retired_reason}"
        yield _hit(Selection("kpi", kpi.id), "KPI", ("  ", ""), kpi.name, kpi.state.value, rest)


def _hit(found: Selection, label: str, sign: Part, text: str, who: str, rest: str) -> Hit:
    said = typed(text)
    words = Content.assemble((left(label, 6), "$muted"), sign, (said, ""), (f"  {typed(who)}" if who else "", "$muted"))
    return Hit(found, words, f"{label} {said} {who} {rest}".casefold())
