"""The tables of the file and their fields: one declaration for writing, reading and naming what is unknown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kpiboard import entry
from kpiboard.exchange import values
from kpiboard.exchange.values import Take
from kpiboard.model import (
    Action,
    ActionKind,
    BoardInfo,
    Cadence,
    Category,
    Direction,
    Evidence,
    Feedback,
    FeedbackKind,
    FeedbackState,
    Goal,
    GoalCategory,
    Horizon,
    Kpi,
    KpiState,
    Note,
    Person,
    Role,
    Row,
    Shift,
    Stage,
    Target,
    Why,
)

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a table: its name in the file, the attribute of the row, and how it is read.

    `points_to` names the model table of a reference; such a field is read by the name of the other row.
    """

    name: str
    attr: str
    take: Take
    points_to: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Spec:
    """A table of the file. `inside` are the names in it that are read apart from its fields."""

    name: str
    kind: type[Row]
    fields: tuple[Field, ...]
    inside: tuple[str, ...] = ()
    by_name: dict[str, Field] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {one.name: one for one in self.fields})

    @property
    def known(self) -> list[str]:
        return [*self.by_name, *self.inside]


def _name(attr: str = "name", *, required: bool = False) -> Field:
    return Field(attr, attr, values.text(entry.NAME_LIMIT), required=required)


def _text(attr: str, *, required: bool = False) -> Field:
    return Field(attr, attr, values.text(entry.TEXT_LIMIT, multiline=True), required=required)


def _title() -> Field:
    return Field("title", "title", values.text(entry.TITLE_LIMIT), required=True)


def _choice(attr: str, kind: Any) -> Field:
    return Field(attr, attr, values.choice(kind))


def _ref(name: str, table: str) -> Field:
    return Field(name, f"{name}_id", values.text(entry.TITLE_LIMIT), points_to=table)


def _number(attr: str) -> Field:
    return Field(attr, attr, values.number)


def _day(attr: str) -> Field:
    return Field(attr, attr, values.day)


def _moment(attr: str) -> Field:
    return Field(attr, attr, values.moment)


ID = Field("id", "id", values.identity)
POSITION = _number("position")
ACTIVE = Field("active", "active", values.truth)

BOARD = Spec(
    "board",
    BoardInfo,
    (
        ID,
        _name(required=True),
        _name("team"),
        _name("area"),
        Field("tier", "tier", values.whole(1, 4)),
        _text("vision"),
        Field("timezone", "timezone", values.zone_name),
        Field("day_start", "day_start", values.clock),
        Field("week_start", "week_start", values.weekday),
        Field("days_off", "days_off", values.free_days),
    ),
)
CATEGORY = Spec(
    "category",
    Category,
    (
        ID,
        Field("letter", "letter", values.text(2), required=True),
        _name(required=True),
        Field("must_not_lose", "must_not_lose", values.truth),
        POSITION,
    ),
)
SHIFT = Spec(
    "shift",
    Shift,
    (
        ID,
        _name("key", required=True),
        _name(required=True),
        Field("start", "start", values.clock, required=True),
        Field("end", "end", values.clock, required=True),
        POSITION,
    ),
)
PERSON = Spec(
    "person",
    Person,
    (
        ID,
        Field("name", "name", values.person_name, required=True),
        Field("initials", "initials", values.text(4), required=True),
        _choice("role", Role),
        ACTIVE,
        POSITION,
    ),
)
GOAL = Spec(
    "goal",
    Goal,
    (ID, _title(), _choice("category", GoalCategory), _ref("owner", "people"), _choice("horizon", Horizon), POSITION),
)
KPI = Spec(
    "kpi",
    Kpi,
    (
        ID,
        _name("key", required=True),
        _name(required=True),
        _ref("category", "categories"),
        _ref("goal", "goals"),
        _ref("owner", "people"),
        _name("unit"),
        Field("decimals", "decimals", values.whole(0, 9)),
        _choice("direction", Direction),
        _choice("cadence", Cadence),
        Field("share", "share", values.truth),
        _choice("horizon", Horizon),
        _text("definition"),
        _choice("state", KpiState),
        _text("retired_reason"),
        POSITION,
    ),
    inside=("target", "watch", "targets", "readings", "other_readings", "remarks"),
)
TARGET = Spec(
    "targets",
    Target,
    (
        ID,
        Field("from", "valid_from", values.day),
        _number("low"),
        _number("high"),
        _number("watch_low"),
        _number("watch_high"),
    ),
    inside=("value", "watch"),
)
ACTION = Spec(
    "action",
    Action,
    (
        ID,
        Field("number", "number", values.whole(1, 999_999_999)),
        _title(),
        _choice("kind", ActionKind),
        _choice("stage", Stage),
        _ref("kpi", "kpis"),
        _ref("owner", "people"),
        _day("due"),
        _day("opened_on"),
        _day("ended_on"),
        _text("cancel_reason"),
    ),
    inside=("whys", "notes"),
)
WHY = Spec(
    "whys",
    Why,
    (
        ID,
        Field("position", "position", values.whole(1, 99)),
        _text("because", required=True),
        _choice("evidence", Evidence),
    ),
)
NOTE = Spec("notes", Note, (ID, _moment("said_at"), _name("said_by"), _text("text", required=True)))
FEEDBACK = Spec(
    "feedback",
    Feedback,
    (
        ID,
        Field("number", "number", values.whole(1, 999_999_999)),
        _text("text", required=True),
        _choice("kind", FeedbackKind),
        _choice("state", FeedbackState),
        _ref("kpi", "kpis"),
        _ref("author", "people"),
        Field("anonymous", "anonymous", values.truth),
        _day("said_on"),
        _moment("said_at"),
        _moment("acknowledged_at"),
        _text("reply"),
        _name("replied_by"),
        _moment("replied_at"),
        _ref("action", "actions"),
        Field("votes", "votes", values.whole(0, 999_999_999)),
    ),
)

# Tables with a name of their own for each row (`[kpi.otd]`), those that are pointed to before those that point.
NAMED: tuple[Spec, ...] = (CATEGORY, SHIFT, PERSON, GOAL, KPI, ACTION, FEEDBACK)
TOP_LEVEL = ("format", "board", *(spec.name for spec in NAMED))

_TOKEN = re.compile(r"\S{1,24}")


def given_by(spec: Spec, table_key: str) -> tuple[str, Any] | None:
    """What the name of a table says about its row: (attribute, value), or None.

    `[kpi.otd]` → key `otd`; `[person.jp]` → initials `JP`; `[action.A-12]` → number 12.
    """
    if spec is KPI:
        return "key", table_key if _TOKEN.fullmatch(table_key) else entry.key_of(table_key)
    if spec is SHIFT:
        return "key", table_key
    if spec is CATEGORY and 1 <= len(table_key) <= 2:
        return "letter", table_key
    if spec is PERSON and 1 <= len(table_key) <= 4:
        return "initials", table_key.upper()
    if spec in (ACTION, FEEDBACK):
        match = re.fullmatch(rf"(?i:{spec.name[0]})-?([1-9][0-9]{{0,8}})", table_key)
        return ("number", int(match[1])) if match else None
    return None


def natural_key(spec: Spec, row: Any) -> str:
    """The name that a row's table has in the file, before it is made unique."""
    if spec is KPI or spec is SHIFT:
        return str(row.key)
    if spec is CATEGORY:
        return str(row.letter)
    if spec is PERSON:
        return str(row.initials.lower())
    if spec is GOAL:
        return slug(row.title)
    return f"{spec.name[0].upper()}-{row.number}"


def slug(title: str) -> str:
    """`Größer & besser` → `groer-besser`: the Latin letters and digits of a title."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:40].strip("-") or "goal"


def unique(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, or `wanted-2`, `wanted-3` … when it is taken."""
    key, count = wanted, 2
    while key in taken:
        key, count = f"{wanted}-{count}", count + 1
    return key
