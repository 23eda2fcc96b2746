"""Escalations: what this board asks of the next tier and what is asked of it, until the answer is confirmed."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from kpiboard.model import AnswerState
from kpiboard.rules.escalation import State
from kpiboard.screens.escalation.deeds import again, answer, confirm, export, import_file, show_qr
from kpiboard.screens.frame.command import key_words
from kpiboard.screens.panes.escalations import Deed, ListPane, OnePane, deeds
from kpiboard.screens.panes.study import StudyPane
from kpiboard.screens.panes.study_screen import StudyScreen
from kpiboard.screens.text import Line, spread, width_of
from kpiboard.views.board import EscalationCard

if TYPE_CHECKING:
    from kpiboard.board import Board

Cards = tuple[EscalationCard, ...]

_WRITES = ("answer", "confirm", "again", "import_file")


class EscalationScreen(StudyScreen[Cards]):
    # Letters that mean the same elsewhere: k acknowledges, w answers, d declines, > goes on and < goes back.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "answer('accepted')", "Accept"),
        Binding("w", "answer('resolved')", "Resolve"),
        Binding("d", "answer('returned')", "Return"),
        Binding("greater_than_sign", "confirm", "Confirm", key_display=">"),
        Binding("less_than_sign", "again", "Raise again", key_display="<"),
        Binding("e", "export", "Export"),
        Binding("q", "qr", "QR code"),
        Binding("i", "import_file", "Import"),
        Binding("escape", "to_list", show=False),
    ]
    COLUMNS: ClassVar[tuple[tuple[int, ...], ...]] = ((0,), (1,))
    SHARES: ClassVar[tuple[int, ...]] = (1, 1)

    def __init__(self) -> None:
        super().__init__()
        self.list, self.one = ListPane(), OnePane(lambda: self.chosen, key_words)
        self.panes = (self.list, self.one)

    def read(self, board: Board) -> Cards:
        return board.escalations.cards()

    def take(self, study: Cards) -> None:
        self.list.study = study
        super().take(study)

    @property
    def chosen(self) -> EscalationCard | None:
        """The one under the cursor of the list; the first before there is a cursor."""
        cards = self.study or ()
        return next((card for card in cards if card.escalation.id == self.list.cursor), cards[0] if cards else None)

    def page_head(self, width: int, *, roomy: bool) -> list[Line]:
        cards = self.study or ()
        margin = "   " if roomy else " "
        still_open = [card for card in cards if card.state is not State.CONFIRMED]
        asked = sum(card.incoming for card in still_open)
        words = f"{len(still_open) - asked} asked by this board, {asked} asked of it"
        line: Line = [(f"{margin}Help from the next tier  ", "$muted"), (words, "$heading bold")]
        end: Line = [("in sight of both until confirmed", "$muted"), (margin, "")]
        if width_of(line) + width_of(end) + 2 > width:
            end = []
        line = spread(line, end, width, self.board_app.glyphs)
        return [[], line, []] if roomy else [line]

    def choose(self, pane: StudyPane, card: Hashable) -> None:
        if pane is self.list:
            self.focus_pane(1)
        elif isinstance(card, Deed):
            self.start(self.board_app.run_action(card.action, self))

    def select_escalation(self, escalation_id: str) -> None:
        self.list.move_to(escalation_id)

    def on_study_pane_pointed(self) -> None:
        """The other pane shows what the cursor of the list stands on; the base class has a handler of its own."""
        if self.snapshot is not None:
            self.one.show(self.snapshot)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What cannot be done with the chosen one is not offered; what writes is grey on a read-only board."""
        if action == "to_list":
            return not self.wide and self.one.has_focus
        if action in ("answer", "confirm", "again", "export", "qr"):
            known = [deed.action for deed in deeds(self.chosen)] if self.chosen else []
            if (f"{action}('{parameters[0]}')" if parameters else action) not in known:
                return False
        if action in _WRITES and self.snapshot is not None and self.snapshot.read_only:
            return None
        return super().check_action(action, parameters)

    def action_to_list(self) -> None:
        self.focus_pane(0)

    async def action_answer(self, state: str) -> None:
        assert self.chosen is not None, "check_action() offers it only then"
        await answer(self.board_app, self.chosen, AnswerState(state))

    def action_confirm(self) -> None:
        assert self.chosen is not None
        confirm(self.board_app, self.chosen)

    async def action_again(self) -> None:
        assert self.chosen is not None
        await again(self.board_app, self.chosen)

    async def action_export(self) -> None:
        assert self.chosen is not None
        await export(self.board_app, self.chosen)

    async def action_import_file(self) -> None:
        await import_file(self.board_app)

    def action_qr(self) -> None:
        assert self.chosen is not None
        self.start(show_qr(self.board_app, self.chosen))
