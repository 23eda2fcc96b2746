"""One key after the other: what a key does is done before the next one is handled."""

from __future__ import annotations

from collections import deque

from textual import events
from textual.app import App
from textual.message import Message
from textual.widget import Widget

AGAIN = 0.05  # seconds until it is looked whether the widget that had the last key is still there


class Keyboard(App[None]):
    """The part of the app that hands keys to what is in focus.

    Textual lets a field take a letter at once, while a key that is bound (backspace, tab, enter) first goes up to the
    app: under load the letters overtake it, `9`, backspace, `8` becomes `9`, and a letter behind a tab reaches the old
    field. A scanner types like that, and so does a slow terminal. Therefore the next key waits until a message that
    follows the last one through the same widgets is back.
    """

    class Handled(Message, bubble=True, verbose=True):
        """Follows a key on its way; `number` is that of the key."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._holder: Widget | None = None  # the widget that has the key under way
        self._number = 0
        self._looks_again = False

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            await self._hand_over()
        else:
            await super().on_event(event)

    async def _hand_over(self) -> None:
        """The keys that wait, as long as none is under way; a widget that is gone sends nothing back."""
        while self._typed:
            if self._holder is not None and self._holder.is_attached:
                if not self._looks_again:
                    self._looks_again = True
                    self.set_timer(AGAIN, self._look_again)
                return
            event = self._typed.popleft()
            self._holder = None
            await super().on_event(event)
            if event.is_forwarded:
                self._number += 1
                self._holder = self.focused or self.screen
                self._holder.post_message(self.Handled(self._number))

    async def _look_again(self) -> None:
        self._looks_again = False
        await self._hand_over()

    async def _on_keyboard_handled(self, event: Handled) -> None:
        event.stop()
        if event.number == self._number:
            self._holder = None
            await self._hand_over()
