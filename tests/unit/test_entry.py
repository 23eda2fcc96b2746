"""What people type becomes a value, or a refusal that names the field."""

from __future__ import annotations

from datetime import date

import pytest

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput
from kpiboard.model import Direction, Stage


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("97.5", 97.5),
        ("97,5", 97.5),
        ("97", 97.0),
        ("+3", 3.0),
        ("-0", 0.0),
        ("\u22123,25", -3.25),
        (" 98 % ", 98.0),
        (".5", 0.5),
        ("1 234,5", 1234.5),
        ("1\u00a0234", 1234.0),
        ("1\u202f234\u202f567,25", 1234567.25),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1'234.5", 1234.5),
        ("1.234.567", 1234567.0),
        ("1,234", 1.234),
        ("1e3", 1000.0),
    ],
)
def test_numbers_as_people_write_them(typed: str, value: float) -> None:
    assert entry.number(typed) == value


@pytest.mark.parametrize("typed", ["", "abc", "1,2,3", "1.2.3", "12 34", "nan", "inf", "1e999", "--3", "0x10", "1_000"])
def test_what_is_no_number_is_refused_and_names_its_field(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        entry.number(typed, "target")
    assert refused.value.field == "target"


def test_minus_zero_is_zero() -> None:
    assert str(entry.number("-0.0")) == "0.0"


@pytest.mark.parametrize(
    ("typed", "pair"), [("931/1000", (931.0, 1000.0)), ("1 of 3", (1.0, 3.0)), ("97.5", None), ("1,5 / 2", (1.5, 2.0))]
)
def test_shares(typed: str, pair: tuple[float, float] | None) -> None:
    assert entry.share(typed) == pair


@pytest.mark.parametrize(
    ("direction", "target", "watch", "wanted"),
    [
        (Direction.HIGHER, "95", "93", (95, None, 93, None)),
        (Direction.HIGHER, "≥ 95", None, (95, None, None, None)),
        (Direction.LOWER, 2.0, "3", (None, 2, None, 3)),
        (Direction.BAND, "20 to 22", "19-23", (20, 22, 19, 23)),
        (Direction.BAND, "-3 - -1", None, (-3, -1, None, None)),
        (Direction.BAND, (20, 22), None, (20, 22, None, None)),
        (Direction.LOWER, None, "", (None, None, None, None)),
    ],
)
def test_targets(direction: Direction, target: object, watch: object, wanted: tuple[object, ...]) -> None:
    assert entry.bounds(direction, target, watch) == wanted  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("direction", "target", "watch", "field"),
    [
        (Direction.HIGHER, "95", "96", "watch"),
        (Direction.LOWER, "2", "1", "watch"),
        (Direction.BAND, "20", None, "target"),
        (Direction.BAND, "22 to 20", None, "target"),
        (Direction.BAND, "20 to 22", "20.5 to 23", "watch"),
        (Direction.HIGHER, (1, 2), None, "target"),
        (Direction.HIGHER, None, "3", "target"),
    ],
)
def test_targets_that_make_no_sense(direction: Direction, target: object, watch: object, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        entry.bounds(direction, target, watch)  # type: ignore[arg-type]
    assert refused.value.field == field


SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", None),
        (None, None),
        ("today", SATURDAY),
        ("Tomorrow", date(2026, 11, 22)),
        ("+3", date(2026, 11, 24)),
        ("fri", date(2026, 11, 27)),
        ("saturday", date(2026, 11, 28)),
        ("2026-12-24", date(2026, 12, 24)),
    ],
)
def test_days(typed: str | None, day: date | None) -> None:
    assert entry.day(typed, SATURDAY) == day


@pytest.mark.parametrize("typed", ["2026-02-31", "soon", "1800-01-01", "24.12.", "t"])
def test_days_that_are_none(typed: str) -> None:
    with pytest.raises(InvalidInput):
        entry.day(typed, SATURDAY)


@pytest.mark.parametrize("name", ["Team", "everyone", " the team ", "DEPT"])
def test_a_group_is_not_one_person(name: str) -> None:
    with pytest.raises(InvalidInput, match="not one person"):
        entry.one_person(name, "owner")


def test_a_choice_names_what_is_allowed_and_what_was_meant() -> None:
    assert entry.choice(Stage, " Plan ", "stage") is Stage.PLAN
    with pytest.raises(InvalidInput, match=r'did you mean "check"'):
        entry.choice(Stage, "chek", "stage")


@pytest.mark.parametrize(
    ("name", "taken", "initials"),
    [
        ("Joana Prado", (), "JP"),
        ("Jan Peters", ("JP",), "JPE"),
        ("Cher", (), "CH"),
        ("Mary-Ann Lee", (), "ML"),
        ("Jo Pi", ("JP", "JPI"), "JP2"),
        ("ßen ßler", ("SS",), "SSS"),  # ß becomes two letters when it is large
    ],
)
def test_initials(name: str, taken: tuple[str, ...], initials: str) -> None:
    assert entry.initials_of(name, taken) == initials


@pytest.mark.parametrize(
    ("name", "taken", "key"),
    [
        ("On-time delivery", (), "otd"),
        ("Overtime", (), "overtime"),
        ("Scrap cost", (), "scrap-cost"),
        ("On-time delivery", ("otd",), "otd2"),
        ("日本", (), "kpi"),
    ],
)
def test_keys(name: str, taken: tuple[str, ...], key: str) -> None:
    assert entry.key_of(name, taken) == key


def test_text_is_never_cut_silently() -> None:
    with pytest.raises(InvalidInput, match="61 characters"):
        entry.text("x" * 61, "name")
    with pytest.raises(InvalidInput, match="empty"):
        entry.text("\x1b\x00 ", "name")
