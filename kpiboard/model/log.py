"""The change log as people read it: steps, and what each of them changed."""

from __future__ import annotations

from typing import Any

from kpiboard.model.frozen import frozen


@frozen
class Step:
    """One transaction in the log: at `at` (UTC, as stored) `who` did `what`, changing `changes` rows.

    `undone` says that it does not stand any more; `undoes` is the step that this one took back, if it did.
    """

    txn: int
    at: str
    who: str
    what: str
    changes: int
    undone: bool
    undoes: int | None


@frozen
class Change:
    """What one step did to one row: the facts as stored, with `deleted_at`; `old` is None for a new row."""

    seq: int
    txn: int
    table: str
    row_id: str
    old: dict[str, Any] | None
    new: dict[str, Any]
