"""What an import would add, change and remove, before it is done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from kpiboard.basics.errors import BoardError
from kpiboard.screens.dialogs.base import Dialog, buttons
from kpiboard.screens.text import typed
from kpiboard.words.imports import import_lines

if TYPE_CHECKING:
    from kpiboard.views.imports import PlannedImport

MOST = 2000  # lines shown; a screen is not a file
_STYLES = {"added": "$win", "changed": "$watch", "removed": "$lose", "remark": "$muted"}


class ImportDialog(Dialog[bool]):
    """The plan, and two buttons. Importing is one step: `u` takes all of it back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i,ctrl+s", "import", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-12)", show=False),
        Binding("pagedown", "scroll(12)", show=False),
    ]

    def __init__(self, planned: PlannedImport, path: Path) -> None:
        super().__init__("Import")
        self.planned = planned
        self.path = path

    def parts(self) -> ComposeResult:
        plan = self.planned.plan
        head = str(self.path)
        yield Static(Content(typed(head)), id="about")
        with VerticalScroll(id="lines"):
            yield Static(Content("\n").join([self._line(line) for line in import_lines(plan)[:MOST]]))
        yield Static(id="message")
        if plan.is_empty:
            yield buttons(("leave", "Close  esc"))
        else:
            yield buttons(("import", "Import  i"), ("leave", "Cancel  esc"))

    def _line(self, line: str) -> Content:
        verb, _, rest = line.partition(" ")
        words = self.glyphs.plain(typed(rest) if verb in _STYLES else line)
        if verb in _STYLES:
            return Content.assemble((f"{verb:<9}", f"{_STYLES[verb]} bold"), (words, ""))
        return Content.styled(words, "$muted" if line.startswith(" ") else "$heading bold")

    def on_mount(self) -> None:
        self.query_one("#lines").can_focus = False
        removes = bool(self.planned.plan.removed)
        self.query_one("#leave" if removes or self.planned.plan.is_empty else "#import").focus()
        if removes:
            self.say(f"{self.glyphs.alarm} What is marked removed would leave the board.", "$lose")

    def action_scroll(self, by: int) -> None:
        self.query_one("#lines").scroll_relative(y=by, animate=False)

    def action_import(self) -> None:
        if not self.planned.plan.is_empty:
            self._importing()

    @work(group="save", exclusive=True)
    async def _importing(self) -> None:
        try:
            plan = await self.board_app.attempt(lambda board: board.files.apply_import(self.planned))
        except BoardError as error:
            self.say_error(error)
            self.board_app.tell(error)
            return
        counts = f"{len(plan.added)} added, {len(plan.changed)} changed, {len(plan.removed)} removed"
        key = self.board_app.key_of("undo")
        self.board_app.say(f"Imported: {counts}.\n{key} takes all of it back.")
        self.dismiss(True)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "import":
            self.action_import()
        else:
            self.action_leave()
