"""Connections to a file, with what each of ours needs."""

from __future__ import annotations

import sqlite3
from pathlib import Path


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """A connection without a transaction of its own making; `mode` is SQLite's `rw`, `rwc` or `ro&immutable=1`."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=5, isolation_level=None)


def prepare(db: sqlite3.Connection) -> None:
    """What every connection of ours needs, once the file is known to be a board."""
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA journal_mode = WAL").fetchone()
    db.execute("PRAGMA synchronous = FULL")  # a reading that was confirmed survives a power cut
    db.execute("PRAGMA journal_size_limit = 16777216")
    db.execute("PRAGMA cell_size_check = ON")
    db.execute("PRAGMA cache_size = -16384")  # ids are random: an import touches pages all over the indexes
