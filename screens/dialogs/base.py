"""What every dialog shares: one panel over the dimmed board, a title, escape, and a line that says what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from kpiboard.basics.errors import BoardError
from kpiboard.screens.frame.live import LiveBoard, live_board

if TYPE_CHECKING:
    from kpiboard.screens.text import Glyphs

R = TypeVar("R")

STYLES = Path(__file__).with_name("dialogs.tcss")  # in full: Textual looks beside each subclass
# The classes that it asks for, from that many columns and rows on.
WIDTHS = [(0, "-narrow"), (100, "-normal"), (140, "-wide")]
HEIGHTS = [(0, "-short"), (30, "-tall")]


class Dialog(ModalScreen[R], Generic[R]):
    """A panel over the board; subclasses yield its parts from `parts()`."""

    CSS_PATH = STYLES
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Close", show=False)]
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = title
        self._left = False

    @property
    def board_app(self) -> LiveBoard:
        return live_board(self)

    @property
    def glyphs(self) -> Glyphs:
        return self.board_app.glyphs

    @property
    def room(self) -> int:
        """Cells in one line of the panel; dialogs.tcss gives the panel the same widths."""
        width, height = self.app.size
        panel = 100 if width >= 140 else 84 if height >= 30 else 78
        return min(panel, width) - (8 if height >= 30 else 4)

    def compose(self) -> ComposeResult:
        with Vertical(id="panel") as panel:
            panel.border_title = Content(self.glyphs.plain(self.heading))
            yield from self.parts()

    def parts(self) -> ComposeResult:
        yield from ()

    def action_leave(self) -> None:
        self.dismiss(None)

    def dismiss(self, result: R | None = None) -> AwaitComplete:
        """Once: a second Enter before the first has taken effect must not close what lies below."""
        if self._left:
            return AwaitComplete()
        self._left = True
        return super().dismiss(result)

    def say(self, words: str, style: str = "$muted") -> None:
        """The dialog's own line: a hint, or what was wrong."""
        self.query_one("#message", Static).update(Content.styled(self.glyphs.plain(words), style))

    def say_error(self, error: BoardError) -> None:
        self.say(f"{self.glyphs.alarm} {error.message} {error.hint}".rstrip(), "$lose")


def buttons(*pairs: tuple[str, str]) -> Horizontal:
    """A row of buttons from (id, label); an ampersand-free label, the first one is the main one."""
    made = [Button(Content(label), id=name, classes="main" if not index else "", compact=True)
            for index, (name, label) in enumerate(pairs)]  # fmt: skip
    return Horizontal(*made, id="buttons")


class Confirm(Dialog[bool]):
    """Asks before something is destroyed; escape and the second button mean no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "choose(True)", show=False),
        Binding("n", "choose(False)", show=False),
        Binding("left,right,up,down", "other", show=False),
    ]

    def __init__(
        self, title: str, question: str, yes: str, no: str = "Keep it", then: Callable[[], None] | None = None
    ):
        super().__init__(title)
        self.question, self.yes, self.no, self.then = question, yes, no, then

    def parts(self) -> ComposeResult:
        yield Static(Content(self.question), id="question")
        yield buttons(("yes", self.yes), ("no", self.no))

    def on_mount(self) -> None:
        self.query_one("#no", Button).focus()

    def action_other(self) -> None:
        self.focus_next()

    def action_choose(self, answer: bool) -> None:
        self.dismiss(answer)
        if answer and self.then:
            self.then()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.action_choose(event.button.id == "yes")


class Lines(Dialog[None]):
    """A list of lines to read: what is wrong with a file, say."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,q", "leave", show=False)]

    def __init__(self, title: str, intro: str, lines: Iterable[str]) -> None:
        super().__init__(title)
        self.intro, self.lines = intro, list(lines)

    def parts(self) -> ComposeResult:
        yield Static(Content(self.intro), id="question")
        with VerticalScroll(id="lines"):
            yield Static(Content("\n".join(self.lines)))
        yield buttons(("close", "Close"))

    @on(Button.Pressed)
    def _pressed(self) -> None:
        self.dismiss(None)
