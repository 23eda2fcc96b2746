"""From a path to a connection: everything that must be refused is refused before a byte is written."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from kpiboard.basics.errors import Damaged, FileError, NoBoard, NotABoard, ReadOnly
from kpiboard.store import changes, migrations
from kpiboard.store.connecting import connect, prepare
from kpiboard.store.faults import RESTORE, told

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory  # late: for a file that cannot be written only

NOT_OURS = "Check the file name; a board's file is made by `kpiboard new`."


def inspect(path: Path) -> None:
    """Refuses what is no file of ours. Reads through SQLite in its immutable mode, which takes no locks and leaves
    no files; opening the file ourselves would drop the locks of this process's other connections on closing."""
    try:
        facts = path.stat()
    except FileNotFoundError:
        raise NoBoard(f"There is no file at {path}.", "Make a board with `kpiboard new`, or check the path.") from None
    except OSError as error:
        raise FileError(f"{path} cannot be reached: {error.strerror}.", "Check the path and your access.") from error
    if stat.S_ISDIR(facts.st_mode):
        raise NotABoard(f"{path} is a folder.", "Name the board's file inside it.")
    if not stat.S_ISREG(facts.st_mode):
        raise NotABoard(f"{path} is not an ordinary file.", NOT_OURS)
    if facts.st_size == 0:
        raise NotABoard(f"{path} is an empty file.", NOT_OURS)
    if not os.access(path, os.R_OK):
        raise FileError(f"You are not allowed to read {path}.", "Ask its owner for access.")
    with told(path):
        db = connect(path, "ro&immutable=1")
        try:
            check_owner(db, path)
            if path.with_name(f"{path.name}-wal").exists():  # left by a crash: opening would write it into the file
                migrations.pending(db, path)
        except sqlite3.DatabaseError as error:
            # Somebody may be writing this moment: only the proper opening, with locks, may call it damaged.
            if getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB":
                raise
        finally:
            db.close()


def check_owner(db: sqlite3.Connection, path: Path) -> None:
    (owner,) = db.execute("PRAGMA application_id").fetchone()
    if owner != migrations.APPLICATION_ID:
        raise NotABoard(f"{path} is a database, but not a kpiboard file.", NOT_OURS)


def writable(path: Path) -> bool:
    """Whether the file may be written and its folder may hold the WAL beside it.

    Write-protecting a file is meant seriously, also for an administrator whom the system would let write.
    """
    protected = not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    return not protected and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK)


def copied(path: Path, folder: Path) -> Path:
    """A copy of the file and of the writes still in its WAL, for what cannot be opened where it lies."""
    from shutil import copyfile  # late: for a file that cannot be written only

    try:
        for end in ("", "-wal"):
            source = path.with_name(path.name + end)
            if source.exists():
                copyfile(source, folder / f"board.db{end}")
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror}.", "Check the disk and your access.") from error
    return folder / "board.db"


def temporary_folder() -> TemporaryDirectory[str]:
    from tempfile import TemporaryDirectory

    return TemporaryDirectory(prefix="kpiboard-")


def open_board(path: Path, place: Path, *, read_only: bool) -> tuple[sqlite3.Connection, tuple[str, ...], bool]:
    """A connection to `place` (the file at `path`, or a copy of it), what had to be put right, in words, and whether
    the file came from an older program."""
    db = connect(place)
    older = False
    try:
        check_owner(db, path)
        if not migrations.applied(db):
            raise Damaged(f"{path} does not have the shape of a board: it holds no tables of ours.", RESTORE)
        if migrations.pending(db, path):
            if read_only and place == path:
                raise ReadOnly(
                    f"{path} was written by an older kpiboard and must be brought up to date first.",
                    "Open it once for writing.",
                )
            prepare(db)
            migrations.migrate(db, place, keep_copy=place == path)
            older = True
        prepare(db)
        db.execute("SELECT count(*) FROM board").fetchone()
        repairs = watch_log(db, read_only=read_only)
        if read_only:
            db.execute("PRAGMA query_only = ON")
    except BaseException:
        db.close()
        raise
    return db, repairs, older


def watch_log(db: sqlite3.Connection, *, read_only: bool) -> tuple[str, ...]:
    """Restores triggers of the change log that another program dropped; one sentence a table."""
    lost = changes.tables_of(changes.missing(db))
    if not lost:
        return ()
    if read_only:
        return (f"The change log has stopped for {', '.join(lost)}: another program removed it.",) if lost else ()
    db.execute("BEGIN IMMEDIATE")
    try:
        repairs = mend(db)
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise
    return repairs


def mend(db: sqlite3.Connection) -> tuple[str, ...]:
    """The same inside the caller's transaction."""
    lost = changes.install(db)
    return (f"The change log had stopped for {', '.join(lost)}; it records again.",) if lost else ()
