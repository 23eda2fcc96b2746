"""Everything that is printed: cleaned text, aligned tables, JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date, time
from enum import Enum
from pathlib import Path
from typing import Any

import click

from kpiboard.basics.safetext import clean, width
from kpiboard.basics.signs import ASCII, CONSOLE, UNICODE, Alphabet
from kpiboard.cli.session import Session
from kpiboard.rules.status import Status

Part = str | tuple[str, str]  # text, or text and its colour

STATUS_COLOUR = {Status.ON_TARGET: "green", Status.WATCH: "yellow", Status.OFF_TARGET: "red"}


def say(*parts: Part, err: bool = False) -> None:
    """One line of parts. Each is cleaned, so that text from a file cannot steer the terminal."""
    line = "".join(_styled(part, err) for part in parts)
    click.echo(line, err=err, color=False if os.environ.get("NO_COLOR") else None)


def _styled(part: Part, err: bool = False) -> str:
    text, colour = part if isinstance(part, tuple) else (part, "")
    text = shown(text, err=err)
    return click.style(text, fg=colour, bold=True) if colour else text


def shown(text: str, *, err: bool = False) -> str:
    """The text as this terminal can show it: no controls, and no sign that its encoding lacks."""
    safe = clean(f"|{text}|", multiline=True)[1:-1]  # the bars keep the blanks at both ends
    encoding = getattr(sys.stderr if err else sys.stdout, "encoding", None) or "utf-8"
    if _ascii_only() or not _fits(safe, encoding):
        safe = ASCII.plain(safe)
    return safe.encode(encoding, "replace").decode(encoding)


def alphabet() -> Alphabet:
    """The signs that this terminal can show."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if _ascii_only() or not _fits(f"{''.join(UNICODE.signs.values())}┄⠁", encoding):
        return ASCII
    return CONSOLE if os.environ.get("TERM") == "linux" else UNICODE


def sign(member: Enum) -> str:
    """The sign of a status, a stage, the state of a piece of feedback or of a day."""
    return alphabet().of(member)


def _ascii_only() -> bool:
    context = click.get_current_context(silent=True)
    session = context.find_object(Session) if context else None
    return bool(session and session.ascii_only)


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def table(rows: Iterable[Sequence[Part]], heads: Sequence[str] = (), right: Iterable[int] = ()) -> None:
    """Aligned columns; those named in `right` are figures. On a terminal the last column is cut at its edge."""
    cells = [[_one_line(cell) for cell in row] for row in rows]
    if heads and cells:
        cells.insert(0, [(shown(head), "") for head in heads])
    if not cells:
        return
    last = len(cells[0]) - 1
    sizes = [max(width(row[column][0]) for row in cells) for column in range(last)]
    room = _room() - sum(sizes) - 2 * last
    to_the_right = set(right)
    for number, row in enumerate(cells):
        line: list[Part] = []
        for column, (text, colour) in enumerate(row[:last]):
            blanks = " " * (sizes[column] - width(text))
            line += [blanks, (text, colour)] if column in to_the_right else [(text, colour), blanks]
            line.append("  ")
        text, colour = row[last]
        line.append((_cut(text, room), colour))
        plain = "".join(part[0] if isinstance(part, tuple) else part for part in line).rstrip()
        if heads and number == 0:
            click.echo(click.style(plain, dim=True), color=False if os.environ.get("NO_COLOR") else None)
        else:
            say(*line) if text else say(*_without_tail(line))


class Drawn(str):
    """Text of a cell that keeps its blanks; what people typed in it was cleaned before."""


def _one_line(cell: Part) -> tuple[str, str]:
    text, colour = cell if isinstance(cell, tuple) else (cell, "")
    return shown(text if isinstance(text, Drawn) else clean(text)), colour


def _without_tail(line: list[Part]) -> list[Part]:
    while line and not (line[-1][0] if isinstance(line[-1], tuple) else line[-1]).strip():
        line.pop()
    return line


def _room() -> int:
    return columns() if sys.stdout.isatty() else 10_000


def columns() -> int:
    """Cells of a line for what is drawn: as wide as the terminal, 80 in a pipe or a file."""
    import shutil  # brings every kind of archive; `record` asks for no width

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 80


def _cut(text: str, room: int) -> str:
    if room < 12 or width(text) <= room:  # in less than that nothing can be read: let it wrap
        return text
    more = shown("…")
    while width(text) > room - len(more):
        text = text[:-1]
    return text.rstrip() + more


def details(pairs: Iterable[tuple[str, Part]], wide: int = 0) -> None:
    """Name and value under each other, the names at least `wide`; what is empty is left out."""
    shown_pairs = [(name, value) for name, value in pairs if (value[0] if isinstance(value, tuple) else value)]
    wide = max([wide, *(len(name) for name, _ in shown_pairs)])
    for name, value in shown_pairs:
        text, colour = value if isinstance(value, tuple) else (value, "")
        indented = ("\n" + " " * (wide + 4)).join(_wrapped(text, wide + 4))
        say(f"  {name:<{wide}}  ", (indented, colour))


def _wrapped(text: str, indent: int) -> list[str]:
    """The lines of a text; on a terminal they end at its edge, elsewhere they stay whole for grep."""
    lines = text.split("\n")
    room = columns() - indent
    if not sys.stdout.isatty() or room < 24:
        return lines
    from textwrap import wrap  # for a terminal only

    return [part for line in lines for part in wrap(line, room, break_long_words=False) or [""]]


def emit(data: Any) -> None:
    """JSON in UTF-8 whatever the terminal's encoding; dates are ISO."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=_plain).encode())


def _plain(value: object) -> str:
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (Path, Enum)):
        return str(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def status_part(status: Status, text: str = "") -> tuple[str, str]:
    """Sign and word in the status's colour."""
    return f"{sign(status)} {text or status.value}".strip(), STATUS_COLOUR.get(status, "")
