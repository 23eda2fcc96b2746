"""A finished file appears under its name at once and whole, and never in place of another."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from kpiboard.basics.errors import FileError, NoBoard
from kpiboard.store.faults import told


def draft_name(path: Path, *, replace: bool = False) -> Path:
    """A name beside `path` to build the file under. Raises FileError when `path` cannot become a new file."""
    if not path.parent.is_dir():
        raise NoBoard(f"There is no folder {path.parent}.", "Make the folder first, or choose another place.")
    if not replace and os.path.lexists(path):
        raise FileError(f"{path} exists already; it was left as it is.", "Choose another name.")
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")


def discard(draft: Path) -> None:
    for name in (draft, *(draft.with_name(draft.name + end) for end in ("-wal", "-shm", "-journal"))):
        with suppress(OSError):
            name.unlink()


def publish(draft: Path, path: Path, *, replace: bool = False) -> None:
    """Gives the closed file `draft` its name, on the disk before this returns. Raises FileError."""
    try:
        _sync(draft)
        if not replace:
            # Taking the name first is what keeps a file that appeared meanwhile from being replaced.
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        try:
            os.replace(draft, path)
        except BaseException:
            if not replace:
                path.unlink()
            raise
        if os.name == "posix":  # elsewhere a folder cannot be opened
            _sync(path.parent)
    except FileExistsError:
        raise FileError(f"{path} exists already; it was left as it is.", "Choose another name.") from None
    except OSError as error:
        raise FileError(f"{path} could not be written: {error.strerror}.", "Choose another place.") from error


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDWR if place.is_file() else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def copy_to(db: sqlite3.Connection, path: Path, *, replace: bool = False) -> None:
    """A whole and compact copy of an open database, also while others write to it. Raises FileError."""
    draft = draft_name(path, replace=replace)
    (query_only,) = db.execute("PRAGMA query_only").fetchone()
    try:
        with told(path):
            db.execute("PRAGMA query_only = OFF")  # else SQLite refuses to write the copy, too
            db.execute("VACUUM INTO ?", (str(draft),))
        publish(draft, path, replace=replace)
    finally:
        db.execute(f"PRAGMA query_only = {query_only}")
        discard(draft)
