"""One of many: a list that narrows while typing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option as Row

from kpiboard.screens.dialogs.base import Dialog, buttons

MOST = 200  # rows shown at once; typing narrows what is longer


class Pick(Dialog[str]):
    """Returns the value of the row that was chosen, or of a button, or None.

    Args:
        title: the panel's title.
        options: (value, words) from top to bottom.
        value: the one to start on.
        extra: more buttons, as (value, words).
        hint: a line below the list.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move('cursor_down')", show=False),
        Binding("up", "move('cursor_up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
        Binding("pageup", "move('page_up')", show=False),
    ]

    def __init__(
        self,
        title: str,
        options: Sequence[tuple[str, str]],
        value: str = "",
        *,
        extra: Sequence[tuple[str, str]] = (),
        verb: str = "Choose",
        hint: str = "",
    ) -> None:
        super().__init__(title)
        self.options, self.value, self.extra, self.verb, self.hint = list(options), value, list(extra), verb, hint
        self._shown: list[str] = []

    def parts(self) -> ComposeResult:
        yield Input(placeholder="Type to find", compact=True, id="line")
        yield OptionList(id="rows", markup=False, compact=True)
        yield Static(Content(self.hint), id="message")
        yield buttons(
            ("pick", f"{self.verb}{self.glyphs.plain('  ⏎')}"),
            *((f"extra-{n}", words) for n, (_, words) in enumerate(self.extra)),
            ("leave", "Close  esc"),
        )

    def on_mount(self) -> None:
        self._fill("")

    @on(Input.Changed, "#line")
    def _typed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def _fill(self, typed: str) -> None:
        words = typed.casefold().split()
        found = [(value, label) for value, label in self.options if all(word in label.casefold() for word in words)]
        self._shown = [value for value, _ in found[:MOST]]
        rows = self.query_one("#rows", OptionList)
        rows.clear_options()
        rows.add_options([Row(Content(self.glyphs.plain(label))) for _, label in found[:MOST]])
        if self._shown:
            rows.highlighted = self._shown.index(self.value) if self.value in self._shown else 0

    async def action_move(self, action: str) -> None:
        await self.query_one("#rows", OptionList).run_action(action)

    @on(Input.Submitted, "#line")
    def _submitted(self) -> None:
        place = self.query_one("#rows", OptionList).highlighted
        if place is not None and place < len(self._shown):
            self.dismiss(self._shown[place])

    @on(OptionList.OptionSelected, "#rows")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._shown[event.option_index])

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        name = event.button.id or ""
        if name == "pick":
            self._submitted()
        elif name.startswith("extra-"):
            self.dismiss(self.extra[int(name.removeprefix("extra-"))][0])
        else:
            self.dismiss(None)
