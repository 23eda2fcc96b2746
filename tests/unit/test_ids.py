from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

from kpiboard.basics.ids import midnight, new_id, reading_id

AT = datetime(2026, 11, 21, 13, 32, 0, 123_000, tzinfo=UTC)


def test_a_new_id_is_a_uuid_of_version_7_with_its_moment_in_front() -> None:
    made = UUID(new_id(AT))
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == int(AT.timestamp() * 1000)


def test_new_ids_differ_and_sort_by_time() -> None:
    ids = [new_id(AT + timedelta(milliseconds=n)) for n in range(100)]
    assert ids == sorted(set(ids))
    assert new_id(AT) != new_id(AT)


def test_a_reading_meets_its_copy_and_nothing_else() -> None:
    assert reading_id("k1", "2026-11-21") == reading_id("k1", "2026-11-21")
    assert len({reading_id(kpi, period) for kpi in ("k1", "k2") for period in ("2026-11", "2026-11-21")}) == 4


def test_the_derived_id_never_changes() -> None:
    """Copies of a board out there hold ids made like this."""
    assert reading_id("k1", "2026-11-21") == "792b83a6-8f13-5608-9f6e-1c46df79de95"


def test_midnight_is_that_of_the_zone_one_stands_in() -> None:
    here = timezone(timedelta(hours=2))
    assert midnight(date(2026, 11, 21), AT.astimezone(here)) == datetime(2026, 11, 21, tzinfo=here)
