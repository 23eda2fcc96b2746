"""One day of one letter: what was read and what was done, each to be opened."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from kpiboard.screens.dialogs.base import Dialog, buttons
from kpiboard.screens.text import UNICODE, wrap
from kpiboard.screens.widgets.letterday import Row, actions, day_of, readings, stands, title
from kpiboard.views.board import BoardSnapshot
from kpiboard.views.letters import Letter

_INDENT = 2  # cells before what somebody said about a reading


class DayDialog(Dialog[None]):
    """Enter opens the KPI or the action of the row."""

    DEFAULT_CSS: ClassVar[str] = "DayDialog #rows:focus { background-tint: $foreground 0%; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "leave", show=False)]

    def __init__(self, snapshot: BoardSnapshot, letter: Letter, day: date) -> None:
        super().__init__(title(letter, day, UNICODE))
        self.snapshot, self.letter, self.day = snapshot, letter, day
        self._rows: list[Row] = []

    def parts(self) -> ComposeResult:
        found = day_of(self.letter, self.day)
        done = actions(self.letter, self.day, self.snapshot, self.glyphs)
        self._rows = [*readings(found, self.glyphs), *done]
        yield Static(Content.assemble(*stands(found, self.glyphs)), id="about")
        yield OptionList(*(Option(self._words(row)) for row in self._rows), id="rows", compact=True)
        words = "" if self._rows else "Nothing was read and nothing was done on this day."
        yield Static(Content.styled(words, "$muted"), id="message")
        yield buttons(("open", f"Open{self.glyphs.plain('  ⏎')}"), ("close", "Close  esc"))

    def _words(self, row: Row) -> Content:
        said = wrap(row.said, self.room - _INDENT, 0, self.glyphs) if row.said else []
        lines = [Content.assemble(*row.line), *(Content.styled(" " * _INDENT + line, "$muted") for line in said)]
        return Content("\n").join(lines)

    def on_mount(self) -> None:
        rows = self.query_one("#rows", OptionList)
        rows.display = bool(self._rows)
        rows.highlighted = 0 if self._rows else None
        self.query_one("#open").display = bool(self._rows)
        self.set_focus(rows if self._rows else self.query_one("#close"))

    @on(OptionList.OptionSelected, "#rows")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self._open(event.option_index)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        place = self.query_one("#rows", OptionList).highlighted
        if event.button.id == "open" and place is not None:
            self._open(place)
        else:
            self.dismiss(None)

    def _open(self, place: int) -> None:
        self.dismiss(None)
        self.app.call_later(self.board_app.open_selection, self._rows[place].selection)
