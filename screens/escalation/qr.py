"""An escalation for the camera of a phone: a QR code as large as the terminal, and beside it what the code says."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen
from textual.strip import Strip

from kpiboard.charts.qr import QUIET, SMALLEST, Code, fitting
from kpiboard.screens.frame.live import glyphs_of
from kpiboard.screens.text import Line, wrap
from kpiboard.screens.widgets.ink import Ink
from kpiboard.screens.widgets.qrcode import QrCode, side_in

BESIDE = 30  # cells that the words need


class _Words(Ink):
    """What stands beside the code."""

    lines: tuple[Line, ...] = ()

    def render_line(self, y: int) -> Strip:
        return self.strip(self.lines[y] if y < len(self.lines) else [], self.size.width)


class EscalationQr(ModalScreen[None]):
    """Any of its keys closes it.

    Args:
        label: `E-3`.
        texts: the whole file, and a short text for where that does not fit.
    """

    CSS_PATH = Path(__file__).with_name("qr.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter,space", "dismiss(None)", "Close", show=False)]

    def __init__(self, label: str, texts: tuple[str, str]) -> None:
        super().__init__()
        self.label, self.texts = label, texts
        self.code: Code | None = None
        self._picture, self._words = QrCode(id="code"), _Words(id="words")

    def compose(self) -> ComposeResult:
        with Horizontal(id="card"):
            yield self._picture
            yield self._words

    def on_resize(self) -> None:
        width, height = self.app.size
        glyphs = glyphs_of(self)
        self.code = fitting(self.texts, side_in(width - BESIDE, height, glyphs))
        self._picture.display = self.code is not None
        room = width - 3
        if self.code is not None:
            self._picture.show(self.code)
            room -= (len(self.code.rows) + 2 * QUIET) * (1 if glyphs.half_blocks else 2)
        self._words.lines = tuple(self._say(room, height))
        self._words.refresh()

    def _say(self, width: int, height: int) -> list[Line]:
        """At most `height` lines: what the code is, what it holds, and how to get out of here."""
        glyphs = glyphs_of(self)

        def words(text: str, style: str, most: int = 0) -> list[Line]:
            return [[("  ", ""), (line, style)] for line in wrap(glyphs.plain(text), width, most, glyphs)]

        lines: list[Line] = [[], *words(f"{self.label} for a phone", "$heading bold"), []]
        end: list[Line] = [[], *words("esc closes", "$muted")]
        if self.code is None:
            rows = SMALLEST + 2 * QUIET
            need = f"{(rows + 1) // 2 if glyphs.half_blocks else rows} rows"
            columns = rows * (1 if glyphs.half_blocks else 2) + BESIDE
            said = f"This terminal is too small for a code: it takes {need} of {columns} columns. "
            return [*lines, *words(f"{said}e in the list of escalations writes a file instead.", "$watch"), *end]
        if self.code.choice == 0:
            held = "It holds the whole file: keep what the phone reads as a .toml file and import it at the next tier."
        elif self.code.cut:
            held = "It holds a short text, cut at its end: a larger terminal has room for more."
        else:
            held = "It holds a short text: the file needs a larger terminal."
        lines += [*words(held, "$accent-text"), []]
        return [*lines, *words(self.code.text, "$muted", max(1, height - len(lines) - len(end) - 1)), *end]
