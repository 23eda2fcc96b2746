"""The tables of the file, and the names that their rows have in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from operator import attrgetter
from typing import Any

from kpiboard.basics import entry
from kpiboard.exchange import values
from kpiboard.exchange.toml.action_tables import ACTION, ESCALATION, KATA, VIEW
from kpiboard.exchange.toml.fields import (
    ID,
    NUMBER,
    POSITION,
    Field,
    Spec,
    choice,
    day,
    line,
    moment,
    name,
    ref,
    text,
    title,
    truth,
    whole,
)
from kpiboard.exchange.toml.huddle_tables import CONGRATULATION, HUDDLE
from kpiboard.exchange.toml.kpi_tables import KPI
from kpiboard.model import (
    BoardInfo,
    Category,
    Feedback,
    FeedbackKind,
    FeedbackState,
    Goal,
    GoalCategory,
    Horizon,
    Mapping,
    Person,
    Role,
    Shift,
)

FORMAT = 1

BOARD = Spec(
    "board",
    BoardInfo,
    (
        ID,
        name(required=True),
        name("team"),
        name("area"),
        whole("tier", 1, 4),
        text("vision"),
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
        name(required=True),
        truth("must_not_lose"),
        POSITION,
    ),
)
SHIFT = Spec(
    "shift",
    Shift,
    (
        ID,
        name("key", required=True),
        name(required=True),
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
        choice("role", Role),
        truth("active"),
        POSITION,
    ),
)
GOAL = Spec(
    "goal",
    Goal,
    (
        ID,
        title(required=True),
        choice("category", GoalCategory),
        ref("owner", "people"),
        choice("horizon", Horizon),
        POSITION,
    ),
)
FEEDBACK = Spec(
    "feedback",
    Feedback,
    (
        ID,
        NUMBER,
        text("text", required=True),
        choice("kind", FeedbackKind),
        choice("state", FeedbackState),
        ref("kpi", "kpis"),
        ref("author", "people"),
        truth("anonymous"),
        day("said_on"),
        moment("said_at"),
        moment("acknowledged_at"),
        text("reply"),
        name("replied_by"),
        moment("replied_at"),
        ref("action", "actions"),
        whole("votes", 0, 999_999_999),
    ),
)
MAPPING = Spec(
    "mapping",
    Mapping,
    (
        ID,
        name(required=True),
        ref("kpi", "kpis"),
        *(line(f"{role}_column") for role in ("kpi", "period", "value", "numerator", "denominator", "note", "code")),
        Field("separator", "separator", values.sign),
        Field("decimal", "decimal", values.sign),
        Field("date_order", "date_order", values.date_order),
    ),
)

# Tables with a name of their own for each row (`[kpi.otd]`), those that are pointed to before those that point.
NAMED: tuple[Spec, ...] = (
    *(CATEGORY, SHIFT, PERSON, GOAL, KPI, MAPPING, ACTION, FEEDBACK),
    *(KATA, ESCALATION, VIEW, HUDDLE, CONGRATULATION),
)
SENDER = "from"  # the table that only a file of escalations has: which board it comes from
TOP_LEVEL = ("format", "board", *(spec.name for spec in NAMED))

# Called by a letter and a number: `[action.A-12]`.
_NUMBERED = (ACTION, FEEDBACK, KATA, ESCALATION, CONGRATULATION)
_TOKEN = re.compile(r"\S{1,24}")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:-[0-9]+)?", re.ASCII)


def given_by(spec: Spec, table_key: str) -> tuple[str, Any] | None:
    """What the name of a table says about its row: (attribute, value), or None.

    `[kpi.otd]` → key `otd`; `[person.jp]` → initials `JP`; `[action.A-12]` → number 12; `[view.4]` → digit 4;
    `[huddle.2026-11-21-2]`, the second one of a day → held_on; a day that does not exist stays text.
    """
    if spec is KPI:
        return "key", table_key if _TOKEN.fullmatch(table_key) else entry.key_of(table_key)
    if spec is SHIFT:
        return "key", table_key
    if spec is MAPPING and len(table_key) <= entry.NAME_LIMIT:
        return "name", table_key
    if spec is CATEGORY and 1 <= len(table_key) <= 2:
        return "letter", table_key
    if spec is PERSON and 1 <= len(table_key) <= 4:
        return "initials", table_key.upper()
    if spec in _NUMBERED:
        match = re.fullmatch(rf"(?i:{spec.name[0]})-?([1-9][0-9]{{0,8}})", table_key)
        return ("number", int(match[1])) if match else None
    if spec is VIEW and re.fullmatch(r"[0-9]", table_key):
        return "digit", int(table_key)
    if spec is HUDDLE and (match := _DAY.fullmatch(table_key)):
        with suppress(ValueError):
            return "held_on", date.fromisoformat(match[1])
        return "held_on", match[1]
    return None


def natural_key(spec: Spec, row: Any) -> str:
    """The name that a row's table has in the file, before it is made unique."""
    if spec is KPI or spec is SHIFT:
        return str(row.key)
    if spec is MAPPING:
        return str(row.name)
    if spec is CATEGORY:
        return str(row.letter)
    if spec is PERSON:
        return str(row.initials.lower())
    if spec is GOAL:
        return slug(row.title)
    if spec is VIEW:
        return str(row.digit)
    if spec is HUDDLE:
        return str(row.held_on)
    return f"{spec.name[0].upper()}-{row.number}"


def in_order(spec: Spec, rows: Iterable[Any]) -> list[Any]:
    """The rows of one kind as their tables stand in the file."""
    if spec in _NUMBERED:
        return sorted(rows, key=attrgetter("number", "id"))
    if spec is HUDDLE:
        return sorted(rows, key=lambda row: (row.held_on, str(row.started_at or ""), row.id))
    return sorted(rows, key=lambda row: (getattr(row, "position", 0.0), natural_key(spec, row), row.id))


def table_keys(spec: Spec, rows: Iterable[Any]) -> dict[str, str]:
    """Row id → name of its table, each name once, for `rows` in their order."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for row in rows:
        keys[row.id] = unique(natural_key(spec, row), taken)
        taken.add(keys[row.id])
    return keys


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
