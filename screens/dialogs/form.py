"""One form for everything that is asked: fields in, a use case out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, cast

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Label, Static

from kpiboard.basics.errors import BoardError, InvalidInput
from kpiboard.screens.dialogs.base import Dialog, buttons
from kpiboard.screens.dialogs.fields import ChoiceEditor, Editor, Field

Values = dict[str, str]


class Form(Dialog[bool]):
    """Asks for a few values and saves them.

    Args:
        form_id: what was typed is kept under this name when the form is left, and is there again the next time.
        title: the panel's title.
        fields: top to bottom; all of them start filled in as far as can be guessed.
        save: carries it out; raises BoardError, and then the form stays open with everything typed.
        verb: the word on the button that saves.
        about: a line or two above the fields.
        preview: one sentence about the values so far, shown while typing; may raise InvalidInput.
        follow: what the values so far make of other fields; one that nobody has touched takes it.
        changes_only: hand `save` only the values that differ from what the form began with.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+s", "save", "Save", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(
        self,
        form_id: str,
        title: str,
        fields: Sequence[Field],
        save: Callable[[Values], Awaitable[object]],
        *,
        verb: str = "Save",
        about: str = "",
        preview: Callable[[Values], str] | None = None,
        follow: Callable[[Values], Values] | None = None,
        changes_only: bool = False,
    ) -> None:
        super().__init__(title)
        self.form_id = form_id
        self.fields = {field.name: field for field in fields}
        self.save, self.verb, self.about, self.preview = save, verb, about, preview
        self.changes_only, self.follow = changes_only, follow
        self._followed = {field.name: field.value for field in fields}  # what a field has that nobody has touched
        self._busy = False
        self._wrong: InvalidInput | None = None

    def parts(self) -> ComposeResult:
        if self.about:
            yield Static(Content(self.about), id="about")
        kept = self.board_app.drafts.get(self.form_id, {})
        with VerticalScroll(id="fields", can_focus=False):
            for field in self.fields.values():
                editor = field.editor()
                if field.name in kept:
                    editor.value = kept[field.name]
                if field.above:
                    yield Static(Content(self.glyphs.plain(field.above)), classes="above")
                with Horizontal(classes="row", id=f"row-{field.name}"):
                    yield Label(Content(self.glyphs.plain(field.label)))
                    yield editor
        yield Static(id="message")
        again = [("again", "Start over")] if kept else []
        yield buttons(("save", f"{self.verb}{self._enter}"), ("leave", "Close  esc"), *again)

    @property
    def _enter(self) -> str:
        return self.glyphs.plain("  ⏎")

    def on_mount(self) -> None:
        if self.form_id in self.board_app.drafts:
            self.say("What you had typed here before is back.", "$accent-text")

    def editor(self, name: str) -> Editor:
        return cast("Editor", self.query_one(f"#field-{name}"))

    @property
    def values(self) -> Values:
        return {name: self.editor(name).value for name in self.fields}

    @property
    def changed(self) -> Values:
        return {name: value for name, value in self.values.items() if value != self.fields[name].value}

    # While typing

    @on(Input.Changed)
    @on(ChoiceEditor.Changed)
    def _typed(self) -> None:
        if self._wrong is not None:
            self._mark(None)
        self._follow()
        self._tell_state()

    def _follow(self) -> None:
        try:
            wanted = self.follow(self.values) if self.follow else {}
        except InvalidInput:  # unfinished
            return
        for name, value in wanted.items():
            editor, before = self.editor(name), self._followed[name]
            if value != before and editor.value == before:
                self._followed[name] = value
                editor.value = value

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if self._wrong is None and event.widget.id and event.widget.id.startswith("field-"):
            self._tell_state()

    def _tell_state(self) -> None:
        """The line below the fields: what is wrong with the focused one, how it is understood, or its hint."""
        focused = self.focused
        field = self.fields.get((focused.id or "").removeprefix("field-")) if focused else None
        if field is None or not self.is_mounted:
            return
        try:
            value = self.editor(field.name).value
            words = field.read(value) if field.read and value.strip() else ""
            sentence = self.preview(self.values) if self.preview else ""
        except InvalidInput as error:
            # Unfinished is not wrong: the sentence is there, but nothing turns red before it is saved.
            self.say(f"{error.message} {error.hint}", "$watch")
            return
        self.say(" · ".join(part for part in (words, field.hint, sentence) if part))

    # Saving and leaving

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()

    def on_area_submitted(self) -> None:
        self.action_save()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        match event.button.id:
            case "save":
                self.action_save()
            case "again":
                self._start_over()
            case _:
                self.action_leave()

    def action_save(self) -> None:
        if not self._busy:
            self._busy = True
            self._saving()

    @work(group="save")
    async def _saving(self) -> None:
        try:
            await self.save(self.changed if self.changes_only else self.values)
        except InvalidInput as error:
            self._mark(error)
        except BoardError as error:
            self.say_error(error)
            self.board_app.tell(error)
        else:
            self.board_app.drafts.pop(self.form_id, None)
            self.dismiss(True)
        finally:
            self._busy = False

    def _mark(self, error: InvalidInput | None) -> None:
        """Points to the field that the board could not take; nothing typed is touched."""
        self._wrong = error
        self.query(".row").remove_class("-wrong")
        if error is None:
            return
        self.say_error(error)
        if error.field in self.fields:
            self.query_one(f"#row-{error.field}").add_class("-wrong")
            self.editor(error.field).focus()

    def _start_over(self) -> None:
        self.board_app.drafts.pop(self.form_id, None)
        for name, field in self.fields.items():
            self.editor(name).value = field.value
        self.query_one("#again").remove()
        self.editor(next(iter(self.fields))).focus()

    def action_leave(self) -> None:
        """Escape loses nothing: what was typed waits for the next time this form is opened."""
        if self.changed:
            self.board_app.drafts[self.form_id] = self.changed
        else:
            self.board_app.drafts.pop(self.form_id, None)
        self.dismiss(False)
