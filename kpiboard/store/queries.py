"""Reading rows. Every cursor is read to its end at once: an open one would keep the WAL from being emptied."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from kpiboard.basics.ids import reading_id
from kpiboard.model import Cadence, Reading, Shift
from kpiboard.model.kinds import kind_of
from kpiboard.store.rows import R, spec_of

PAGE = 10_000

_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
# The form of a period's key, as SQLite's GLOB.
FORMS: dict[Cadence, str] = {
    Cadence.HOUR: f"{_DAY}T[0-9][0-9]*",
    Cadence.SHIFT: f"{_DAY}-?*",
    Cadence.DAY: _DAY,
    Cadence.WEEK: "[0-9][0-9][0-9][0-9]-W[0-9][0-9]",
    Cadence.MONTH: "[0-9][0-9][0-9][0-9]-[0-9][0-9]",
    Cadence.QUARTER: "[0-9][0-9][0-9][0-9]-Q[1-4]",
    Cadence.YEAR: "[0-9][0-9][0-9][0-9]",
}


def _select(kind: type[R]) -> str:
    spec = spec_of(kind)
    return f"SELECT {spec.listed} FROM {spec.table}"


def live(db: sqlite3.Connection, kind: type[R]) -> list[R]:
    spec = spec_of(kind)
    order = ", ".join((*kind_of(kind).order, "id"))
    rows = db.execute(f"{_select(kind)} WHERE deleted_at IS NULL ORDER BY {order}")
    return [spec.decode(row) for row in rows.fetchall()]


def get(db: sqlite3.Connection, kind: type[R], id_: str, *, removed: bool) -> R | None:
    where = "id = ?" if removed else "id = ? AND deleted_at IS NULL"
    row = db.execute(f"{_select(kind)} WHERE {where}", (id_,)).fetchone()
    return None if row is None else spec_of(kind).decode(row)


def _one_a_period(rows: list[Reading]) -> list[Reading]:
    """Another program may have entered a period a second time under an id of its own; ours counts then.

    Keeps the order; `rows` has readings of the same period side by side.
    """
    kept: list[Reading] = []
    for row in rows:
        if not kept or (kept[-1].kpi_id, kept[-1].period) != (row.kpi_id, row.period):
            kept.append(row)
        elif row.id == reading_id(row.kpi_id, row.period):
            kept[-1] = row
    return kept


def reading(db: sqlite3.Connection, kpi_id: str, period: str) -> Reading | None:
    rows = db.execute(
        f"{_select(Reading)} WHERE kpi_id = ? AND period = ? AND deleted_at IS NULL ORDER BY id", (kpi_id, period)
    ).fetchall()
    found = _one_a_period([spec_of(Reading).decode(row) for row in rows])
    return found[0] if found else None


def readings(
    db: sqlite3.Connection,
    kpi_id: str,
    cadence: Cadence,
    shifts: Sequence[Shift],
    *,
    limit: int | None,
    before: str | None,
) -> list[Reading]:
    """Newest first. The keys of a cadence are ordered like their periods, but for shifts of one day: those are
    in the order of the board's `shifts`."""
    if cadence is Cadence.SHIFT:
        return _shift_readings(db, kpi_id, shifts, limit, before)
    return _newest(db, kpi_id, FORMS[cadence], limit, before)


def _newest(db: sqlite3.Connection, kpi_id: str, form: str, limit: int | None, before: str | None) -> list[Reading]:
    rows = db.execute(
        f"{_select(Reading)} WHERE kpi_id = ? AND period < ? AND period GLOB ? AND deleted_at IS NULL "
        "ORDER BY period DESC LIMIT ?",
        # ':' comes after every digit; one row more than asked for, in case the last period is there twice
        (kpi_id, ":" if before is None else before, form, -1 if limit is None else limit + 1),
    ).fetchall()
    return _one_a_period([spec_of(Reading).decode(row) for row in rows])[:limit]


def first_readings(db: sqlite3.Connection, kpi_id: str, cadence: Cadence, since: str, limit: int) -> list[Reading]:
    """Oldest first, from the period `since` on; "" begins with the first one. Shifts of one day in any order."""
    rows = db.execute(
        f"{_select(Reading)} WHERE kpi_id = ? AND period >= ? AND period GLOB ? AND deleted_at IS NULL "
        "ORDER BY period LIMIT ?",
        (kpi_id, since[:10] if cadence is Cadence.SHIFT else since, FORMS[cadence], limit),
    ).fetchall()
    return _one_a_period([spec_of(Reading).decode(row) for row in rows])


def coded_readings(db: sqlite3.Connection, since: str) -> list[Reading]:
    """The readings with a reason code from the period `since` on; there is an index of just these."""
    rows = db.execute(
        f"{_select(Reading)} WHERE code <> '' AND period >= ? AND deleted_at IS NULL ORDER BY period, kpi_id, id",
        (since,),
    ).fetchall()
    return [spec_of(Reading).decode(row) for row in rows]


def explained_readings(db: sqlite3.Connection) -> list[Reading]:
    """The readings with a reason; there is an index of just these."""
    rows = db.execute(
        f"{_select(Reading)} WHERE reason <> '' AND deleted_at IS NULL ORDER BY kpi_id, period, id"
    ).fetchall()
    return [spec_of(Reading).decode(row) for row in rows]


def _shift_readings(
    db: sqlite3.Connection, kpi_id: str, shifts: Sequence[Shift], limit: int | None, before: str | None
) -> list[Reading]:
    in_order = sorted(shifts, key=lambda shift: (shift.position, shift.start))
    places = {shift.key: place for place, shift in enumerate(in_order)}

    def when(period: str) -> tuple[str, int, str]:
        day, key = period[:10], period[11:]
        return day, places.get(key, len(places)), key

    # '.' comes after '-': all of that day, too. A day has few shifts more than the board has now.
    until = None if before is None else f"{before[:10]}."
    enough = None if limit is None else limit + 2 * len(places) + 2
    found = sorted(
        _newest(db, kpi_id, FORMS[Cadence.SHIFT], enough, until), key=lambda row: when(row.period), reverse=True
    )
    return [row for row in found if before is None or when(row.period) < when(before)][:limit]


def reading_pages(db: sqlite3.Connection) -> Iterator[list[Reading]]:
    """Every live reading by (kpi_id, period), in pages: each is one whole query that begins after the last key."""
    spec = spec_of(Reading)
    last = ("", "")
    while rows := db.execute(
        f"{_select(Reading)} WHERE (kpi_id, period) > (?, ?) AND deleted_at IS NULL ORDER BY kpi_id, period LIMIT ?",
        (*last, PAGE),
    ).fetchall():
        page = [spec.decode(row) for row in rows]
        last = (page[-1].kpi_id, page[-1].period)
        # The last period may go on beyond the page.
        more = db.execute(
            f"{_select(Reading)} WHERE kpi_id = ? AND period = ? AND deleted_at IS NULL ORDER BY id", last
        ).fetchall()
        while page and (page[-1].kpi_id, page[-1].period) == last:
            page.pop()
        page += [spec.decode(row) for row in more]
        yield _one_a_period(page)
