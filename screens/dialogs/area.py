"""A field of several lines. A module of its own: Textual's text area is costly to import."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import TextArea


class Area(TextArea):
    """Enter saves, as in every other field; ctrl+j (ctrl+enter in many terminals) begins a new line."""

    class Submitted(Message):
        """Enter was pressed."""

    def __init__(self, value: str, placeholder: str, *, id: str, classes: str) -> None:
        super().__init__(
            value, placeholder=placeholder, compact=True, tab_behavior="focus", id=id, classes=classes,
            highlight_cursor_line=False,
        )  # fmt: skip
        self.move_cursor(self.document.end)

    @property
    def value(self) -> str:
        return self.text

    @value.setter
    def value(self, text: str) -> None:
        self.text = text
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted())
        elif event.key == "ctrl+j":
            event.stop()
            event.prevent_default()
            self.insert("\n")
