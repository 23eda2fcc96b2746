"""SQLite's errors as sentences with a next step."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from kpiboard.basics.errors import (
    BoardError,
    Busy,
    Damaged,
    DiskFull,
    FileError,
    InvalidInput,
    NoBoard,
    NotABoard,
    ReadOnly,
    Refused,
)

RESTORE = "Make a copy of it as it is, then restore a backup or import your last TOML export."


def explain(error: sqlite3.Error, path: Path) -> BoardError:
    """The BoardError that says what `error` means for the board at `path`."""
    name: str = getattr(error, "sqlite_errorname", "SQLITE_ERROR")
    text = str(error)
    if name.startswith("SQLITE_CONSTRAINT"):
        return _constraint(name, text)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Busy(f"Another program is writing to {path.name}.", "Wait a moment and try again.")
    if name.startswith("SQLITE_FULL"):
        return DiskFull(
            f"There is no room left on the disk that holds {path.parent}; nothing was changed.",
            "Free some space there and try again.",
        )
    if name.startswith("SQLITE_READONLY"):
        return ReadOnly(f"{path} cannot be written.", "Ask for write access to the file and to its folder.")
    if name.startswith("SQLITE_NOTADB"):
        return NotABoard(f"{path} is not a kpiboard file.", "Check the file name.")
    if name.startswith("SQLITE_CORRUPT"):
        return Damaged(f"{path} is damaged: {text}.", RESTORE)
    if name.startswith(("SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        if not path.exists():
            return NoBoard(f"There is no file at {path}.", "Check the path; the file may have been moved.")
        return FileError(f"{path} cannot be opened.", "Ask for access to the file and to its folder.")
    if name.startswith("SQLITE_IOERR"):
        return FileError(
            f"The disk that holds {path.parent} failed: {text}; nothing was changed.",
            "Check the disk and its free space, then try again.",
        )
    if text.startswith(("no such table", "no such column", "Could not decode", "table ")):
        return Damaged(f"{path} does not have the shape of a board: {text}.", RESTORE)
    return FileError(f"SQLite could not do that with {path}: {text}.", "Try again; if it stays, check the file.")


def _constraint(name: str, text: str) -> BoardError:
    reason = text.partition("constraint failed: ")[2] or text
    if name == "SQLITE_CONSTRAINT_TRIGGER":
        return Refused(f"{reason[:1].upper()}{reason[1:]}.")
    if name == "SQLITE_CONSTRAINT_FOREIGNKEY":
        return InvalidInput("That points to something that is not on this board.", "Add the other one first.")
    return InvalidInput(f"The board cannot hold that: {reason}.", "Correct the entry and try again.")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """SQLite's errors inside leave as BoardErrors; so does text or a number that SQLite cannot hold."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a bug of ours (another thread, a closed connection), not something to be told kindly
    except sqlite3.Error as error:
        raise explain(error, path) from error
    except UnicodeEncodeError as error:
        raise InvalidInput("The text holds half a character that no file can keep.", "Type it again.") from error
    except OverflowError as error:
        raise InvalidInput("The number is too large for the board.", "Check it.") from error


class HasPath(Protocol):
    @property
    def path(self) -> Path: ...


P = ParamSpec("P")
T = TypeVar("T")
S = TypeVar("S", bound=HasPath)


def telling(method: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """A method whose SQLite errors leave as BoardErrors."""

    def wrapper(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with told(self.path):
            return method(self, *args, **kwargs)

    return functools.update_wrapper(wrapper, method)
