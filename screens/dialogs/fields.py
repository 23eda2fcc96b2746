"""The fields of a form as data, and the one-line editors that show them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from kpiboard.model.frozen import frozen
from kpiboard.screens.dialogs.pick import Pick
from kpiboard.screens.frame.live import glyphs_of
from kpiboard.screens.text import ASCII, UNICODE

if TYPE_CHECKING:
    from kpiboard.screens.dialogs.area import Area

Option = tuple[str, str]  # the value, and the words people see


@frozen
class Field:
    """One line of a form.

    `name` is the argument of the use case and the `.field` of its errors. `read` turns what is typed into words to
    show beside the hint, or raises InvalidInput. `replace` marks the text when the field gets the focus, so that
    typing replaces it. `above` is a line of its own over the field: a question that it and the next ones answer.
    """

    name: str
    label: str
    value: str = ""
    hint: str = ""
    example: str = ""
    read: Callable[[str], str] | None = None
    replace: bool = False
    above: str = ""

    def editor(self) -> Editor:
        return TextEditor(
            self.value,
            placeholder=self.example,
            compact=True,
            select_on_focus=self.replace,
            id=f"field-{self.name}",
            classes="editor",
        )


@frozen
class Choice(Field):
    """One of several; typing finds, the arrow keys turn, space shows them all."""

    options: Sequence[Option] = ()

    def editor(self) -> Editor:
        return ChoiceEditor(self.label, self.options, self.value, id=f"field-{self.name}", classes="editor")


def yes_no(name: str, label: str, value: bool, hint: str = "") -> Choice:
    """A field whose value is `yes`, or nothing for no."""
    return Choice(name, label, "yes" if value else "", hint, options=(("", "no"), ("yes", "yes")))


@frozen
class Text(Field):
    """Several lines; enter saves here, too, and ctrl+j begins a new line."""

    rows: int = 3

    def editor(self) -> Editor:
        from kpiboard.screens.dialogs.area import Area  # a costly widget, and few forms need it

        area = Area(self.value, self.example, id=f"field-{self.name}", classes="editor")
        area.styles.height = self.rows
        return area


class TextEditor(Input):
    """One line of text; the arrow keys up and down are the form's."""


class ChoiceEditor(Widget, can_focus=True):
    """One line that shows one of several options."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
        Binding("space", "list", show=False),
        Binding("backspace,delete", "forget", show=False),
    ]

    value: reactive[str] = reactive("", init=False)

    class Changed(Message):
        """Another option was chosen."""

    def __init__(self, label: str, options: Sequence[Option], value: str, *, id: str, classes: str) -> None:
        super().__init__(id=id, classes=classes)
        self.label = label
        self.options = list(options)
        if value not in (known for known, _ in self.options):
            self.options.insert(0, (value, value or "–"))
        self.set_reactive(ChoiceEditor.value, value)
        self.typed = ""

    @property
    def _place(self) -> int:
        return next((place for place, (value, _) in enumerate(self.options) if value == self.value), 0)

    def render(self) -> Content:
        glyphs = glyphs_of(self)
        before, after = ("‹ ", " ›") if glyphs is UNICODE else ("< ", " >")
        arrow = "$accent-text bold" if self.has_focus else "$muted"
        words = self.options[self._place][1]
        found = words.casefold().find(self.typed.casefold()) if self.typed else -1
        shown = Content(words if glyphs is not ASCII else glyphs.plain(words))
        if found >= 0:
            shown = shown.stylize("underline", found, found + len(self.typed))
        return Content.assemble((before, arrow), shown, (after, arrow))

    def watch_value(self) -> None:
        self.post_message(self.Changed())

    def action_turn(self, by: int) -> None:
        self.typed = ""
        self.value = self.options[(self._place + by) % len(self.options)][0]

    def action_forget(self) -> None:
        """Back to the first option, which stands for nothing chosen where there is such a thing."""
        self.typed = ""
        self.value = self.options[0][0]
        self.refresh()

    async def action_list(self) -> None:
        if len(self.options) == 2:
            return self.action_turn(1)

        def chosen(value: str | None) -> None:
            if value is not None:
                self.typed = ""
                self.value = value

        await self.app.push_screen(Pick(self.label, self.options, self.value), chosen)
        return None

    async def on_key(self, event: events.Key) -> None:
        if event.is_printable and event.character and event.character != " ":
            event.stop()
            event.prevent_default()
            self._find(self.typed + event.character) or self._find(event.character)

    def _find(self, typed: str) -> bool:
        wanted = typed.casefold()
        words = [label.casefold() for _, label in self.options]
        for fits in (
            lambda word: word.startswith(wanted),
            lambda word: any(part.startswith(wanted) for part in word.split()),
            lambda word: wanted in word,
        ):
            place = next((place for place, word in enumerate(words) if fits(word)), None)
            if place is not None:
                self.typed = typed
                self.value = self.options[place][0]
                self.refresh()
                return True
        return False

    def on_blur(self) -> None:
        self.typed = ""

    async def on_click(self, event: events.Click) -> None:
        event.stop()
        end = cell_len(self.options[self._place][1]) + 2
        if event.x < 2:
            self.action_turn(-1)
        elif end <= event.x <= end + 1:
            self.action_turn(1)
        else:
            await self.action_list()


Editor: TypeAlias = "TextEditor | ChoiceEditor | Area"
