"""The schema as a list of named steps that is only ever appended to, by sqlite-utils' own Migrations.

A step is a module beside this one, `m` and its number in front, with its statements as `SQL`.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from kpiboard.basics.errors import Damaged, TooNew
from kpiboard.store import changes
from kpiboard.store.connecting import connect
from kpiboard.store.publish import copy_to

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

# The steps in order, by their names: a file which needs none of them is opened without importing one, nor sqlite_utils,
# which takes longer than all the rest of opening.
NAMES: tuple[str, ...] = tuple(
    sorted(one.stem for one in Path(__file__).parent.glob("m*.py") if re.fullmatch(r"m\d{3}_\w+", one.stem))
)
SET = "kpiboard"

# "kpib" in the file's header says whose file it is.
APPLICATION_ID = 0x6B706962


def steps() -> Migrations:
    """The migrations. A released one is never edited: files out there have run it."""
    from sqlite_utils import Migrations  # late: 80 ms, and most files need no step

    migrations = Migrations(SET)
    for name in NAMES:
        migrations(name=name)(step_of(name))
    return migrations


def step_of(name: str) -> Callable[[Database], None]:
    """What a step does."""

    def step(db: Database) -> None:
        for statement in import_module(f"kpiboard.store.{name}").SQL:
            db.execute(statement)

    return step


def applied(db: sqlite3.Connection) -> list[str]:
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
        return []
    rows = db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", (SET,))
    return [name for (name,) in rows.fetchall()]


def pending(db: sqlite3.Connection, path: Path) -> bool:
    """Whether the file needs a step. Raises TooNew when it has run one that this program does not know."""
    names = applied(db)
    if unknown := [name for name in names if name not in NAMES]:
        raise TooNew(
            f"{path} was written by a newer kpiboard (it has {', '.join(unknown)}).",
            "Update kpiboard on this machine, then open the file again.",
        )
    return len(names) < len(NAMES)


def migrate(db: sqlite3.Connection, path: Path, *, keep_copy: bool) -> None:
    """Brings the schema up to date in one transaction, triggers included; a failing step changes nothing.

    With `keep_copy` the file as it was is kept beside it first, named after the steps it had.
    """
    from sqlite_utils import Database  # late: the same

    db.execute("PRAGMA foreign_keys = OFF")  # else transform() refuses a table that others point to
    try:
        db.execute("BEGIN IMMEDIATE")
        try:
            if pending(db, path):  # another program may have been faster
                if keep_copy:
                    _keep_copy(path)
                steps().apply(Database(db, execute_plugins=False))
                changes.install(db)
                if broken := db.execute("PRAGMA foreign_key_check").fetchall():
                    gone = "1 row points to a row that is gone"
                    if len(broken) > 1:
                        gone = f"{len(broken)} rows point to rows that are gone"
                    raise Damaged(
                        f"{path} could not be brought up to date: {gone}.",
                        "It was left as it was; open it with the kpiboard that wrote it and run its check.",
                    )
            db.execute("COMMIT")
        except BaseException:
            db.rollback()
            raise
    finally:
        db.execute("PRAGMA foreign_keys = ON")


def _keep_copy(path: Path) -> None:
    """By a connection of its own, which sees the file as it is while the first one holds the lock."""
    reader = connect(path)
    try:
        copy_to(reader, path.with_name(f"{path.stem}-before-{NAMES[-1]}{path.suffix}"), replace=True)
    finally:
        reader.close()
