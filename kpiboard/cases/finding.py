"""How a row is found by what people call it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from kpiboard.basics.errors import NotFound
from kpiboard.model import Row
from kpiboard.model.kinds import Kind, kind_of, names_of, short_name

R = TypeVar("R", bound=Row)


def find_row(rows: Sequence[R], kind: type[R], name: str | int) -> R:
    """The one row called `name`: by its id, its number, one of its names or how one of them begins.

    Raises NotFound, with what there is instead.
    """
    known, name = kind_of(kind), str(name)
    wanted = name.strip().casefold()
    for row in rows:
        if row.id == name or row.id.casefold() == wanted:
            return row
    names = [[one.casefold() for one in names_of(row)] for row in rows]
    found = [row for row, called in zip(rows, names, strict=True) if wanted in called]
    if not found and wanted and not known.letter:  # A-1 is not the beginning of A-12
        found = [row for row, called in zip(rows, names, strict=True) if any(one.startswith(wanted) for one in called)]
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(f"{names_of(row)[-1]} ({row.id[:8]})" for row in found[:5])
        raise NotFound(f"{name!r} could be more than one {known.noun}: {several}.", "Type more of it, or the id.")
    instead = _instead(name, [short_name(row) for row in rows], known)
    called = f"{known.letter}-{name}" if known.letter and name.isdecimal() else name
    raise NotFound(f"There is no {known.noun} {called!r} on this board.", instead)


def _instead(name: str, there: Sequence[str], kind: Kind) -> str:
    from difflib import get_close_matches  # only a name that was not found waits for it

    near = [] if kind.letter else get_close_matches(name, there, 1, 0.5)  # A-9 is not nearly A-5
    if near:
        return f"Did you mean {near[0]}?"
    return f"There are: {', '.join(there[:12])}." if there else f"Add the {kind.noun} first."
