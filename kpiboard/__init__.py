"""kpiboard: a team board for lean daily management over one local SQLite file.

`from kpiboard import Board` gives scripts the same use cases as the screen and the command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kpiboard.basics.entry import Entry  # late: `--version` needs none of it
    from kpiboard.board import Board

__all__ = ["Board", "Entry", "__version__"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Late, so that `kpiboard --help` and a theme file do not wait for the store.
    if name == "Board":
        from kpiboard.board import Board

        return Board
    if name == "Entry":
        from kpiboard.basics.entry import Entry

        return Entry
    raise AttributeError(f"module 'kpiboard' has no attribute {name!r}")
