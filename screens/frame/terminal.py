"""Everything about the terminal itself: whether there is one, what may reach it, and how it is left behind."""

from __future__ import annotations

import asyncio
import codecs
import os
import re
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from kpiboard.basics.errors import Refused

if TYPE_CHECKING:
    from textual.app import App


class ControlFilter(LineFilter):
    """The last gate before the terminal: no text, whoever wrote it, may carry a control character there.

    Text is cleaned where it enters, but a file can be written by any program. Textual's own control segments pass.
    """

    _RAW = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        raw = self._RAW
        if any(not control and raw.search(text) for text, _, control in segments):
            return [one if one.control else Segment(raw.sub("", one.text), one.style) for one in segments]
        return segments


def need_terminal() -> None:
    """Without a terminal Textual waits for ever at full speed, and it draws on standard error."""
    if not (sys.__stdin__ and sys.__stdin__.isatty() and sys.__stderr__ and sys.__stderr__.isatty()):
        raise Refused("The board needs a terminal to draw on.", "In a script use kpiboard status or kpiboard record.")
    if os.environ.get("TERM") == "dumb":
        raise Refused("This terminal cannot draw a board (TERM=dumb).", "Use kpiboard status instead.")


def patient_decoder() -> None:
    """One byte of broken UTF-8 must not end the program: Textual's decoder is strict (Textualize/textual#6456)."""
    if sys.platform == "win32":
        return
    from textual.drivers import linux_driver  # there is none on Windows

    def patient(encoding: str) -> Callable[..., codecs.IncrementalDecoder]:
        return partial(codecs.getincrementaldecoder(encoding), errors="replace")

    linux_driver.getincrementaldecoder = patient  # type: ignore[attr-defined, assignment]


def handle_signals(app: App[None]) -> None:
    """Without a handler the terminal would be left in raw mode on its alternate screen."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        number = getattr(signal, name, None)
        with suppress(NotImplementedError):  # Windows has no handlers on its loop
            if number is not None:
                loop.add_signal_handler(number, partial(app.exit, return_code=128 + number))


def write_crash_log() -> tuple[Path, str]:
    """Writes the traceback of the exception in hand, without the values of variables: they may be secrets.

    Returns the file and what to tell the person in front of the screen.
    """
    import traceback  # only a bug needs it

    folder = platformdirs.user_log_path("kpiboard", appauthor=False)
    path = folder / f"crash-{datetime.now().astimezone():%Y%m%d-%H%M%S}.log"
    said = "kpiboard has met a bug and stopped. What was saved is safe.\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(traceback.format_exc(), encoding="utf-8", errors="backslashreplace")
        said += f"The details are in {path}"
    except OSError:
        said += traceback.format_exc(limit=-1)
    return path, said
