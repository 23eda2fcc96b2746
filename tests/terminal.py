"""A real terminal for tests: the program runs on a pty, and pyte draws what it writes."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

KPIBOARD = [sys.executable, "-m", "kpiboard"]
KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "backspace": "\x7f",
    "space": " ",
    "home": "\x1b[H",
    "end": "\x1b[F",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}

# Private sequences that pyte would print: keyboard protocol and terminal queries.
_PRIVATE = re.compile(rb"\x1b\[[<>=?][0-9;]*[u$a-zA-Z]*(?<=[ucnp])|\x1bP.*?\x1b\\")


class Terminal:
    """Runs `argv` on a pty of `columns` × `rows`; leave the block and the program is gone."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        screen: bool = True,
    ) -> None:
        self.columns, self.rows = columns, rows
        environment = {
            **{name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")},
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "TEXTUAL_ANIMATIONS": "none",
            "PYTHONUTF8": "1",
            **(env or {}),
        }
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen) if screen else None
        self.exit_code: int | None = None
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            try:
                if cwd is not None:
                    os.chdir(cwd)
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                os.execvpe(argv[0], list(argv), environment)
            finally:
                os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.exit_code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)

    def read(self, seconds: float) -> bytes:
        """What the program writes next, waiting at most so long for it; empty when nothing came or it has ended."""
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # the other end is closed
            return b""
        if self._stream is not None:
            self._stream.feed(_PRIVATE.sub(b"", data))
        return data

    def wait_for(self, *wanted: str, gone: str = "", timeout: float = 20) -> str:
        """Reads until all of `wanted` stand on the screen (and `gone` does not); fails with the screen otherwise."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            text = self.text
            if all(part in text for part in wanted) and (not gone or gone not in text):
                return text
            self.read(0.05)
        missing = [part for part in wanted if part not in self.text] or [f"{gone!r} to go"]
        raise AssertionError(f"waited {timeout:g} s for {missing} on this screen:\n{self.text}")

    def settle(self, quiet: float = 0.2, at_most: float = 3) -> str:
        """Reads until the program has written nothing for so long; a blinking cursor never rests, so not for ever."""
        deadline = time.monotonic() + at_most
        while time.monotonic() < deadline and self.read(quiet):
            pass
        return self.text

    def press(self, *keys: str) -> None:
        """Named keys (`enter`, `ctrl+r`) or single characters, with the pause between them that a hand makes."""
        for key in keys:
            os.write(self._fd, KEYS.get(key, key).encode())
            self.read(0.05)

    def type(self, text: str) -> None:
        self.press(*text)

    def write(self, data: bytes) -> None:
        os.write(self._fd, data)

    def resize(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self._screen.resize(rows, columns)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    def wait_for_exit(self, timeout: float = 20) -> int:
        """The exit code, or minus the signal."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            self.read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
                return self.exit_code
        raise AssertionError(f"still running after {timeout:g} s:\n{self.text}")

    def memory_mb(self) -> float:
        """Resident memory of the program, in MB (Linux)."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found
        return int(found.group(1)) / 1000
