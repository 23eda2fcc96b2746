"""A whole board as plain rows: what goes into a file and what a file is compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any, TypeVar, cast

from kpiboard.model import (
    ROW_TYPES,
    Action,
    Answer,
    Attendance,
    Audit,
    Baseline,
    Block,
    BoardInfo,
    Category,
    Congratulation,
    Consulted,
    Cover,
    Escalation,
    Event,
    Feedback,
    Goal,
    Guard,
    Helper,
    Huddle,
    Kata,
    Kpi,
    Mapping,
    Note,
    Person,
    Proposal,
    Reading,
    Review,
    Row,
    Shift,
    Target,
    View,
    Why,
)
from kpiboard.model.frozen import frozen

R = TypeVar("R", bound=Row)


@frozen
class BoardRows:
    """Every fact of a board. `readings` come ordered by (kpi_id, period) and may be read only once."""

    info: BoardInfo
    categories: tuple[Category, ...] = ()
    shifts: tuple[Shift, ...] = ()
    people: tuple[Person, ...] = ()
    goals: tuple[Goal, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    guards: tuple[Guard, ...] = ()
    consulted: tuple[Consulted, ...] = ()
    targets: tuple[Target, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    events: tuple[Event, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    audits: tuple[Audit, ...] = ()
    reviews: tuple[Review, ...] = ()
    mappings: tuple[Mapping, ...] = ()
    actions: tuple[Action, ...] = ()
    helpers: tuple[Helper, ...] = ()
    blocks: tuple[Block, ...] = ()
    covers: tuple[Cover, ...] = ()
    whys: tuple[Why, ...] = ()
    notes: tuple[Note, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    kata: tuple[Kata, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    answers: tuple[Answer, ...] = ()
    views: tuple[View, ...] = ()
    huddles: tuple[Huddle, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    congratulations: tuple[Congratulation, ...] = ()
    readings: Iterable[Reading] = ()

    def of_kind(self, kind: type[R]) -> Iterable[R]:
        """The rows of one kind, in the order they came."""
        if kind is BoardInfo:
            return cast("Iterable[R]", (self.info,))
        return cast("Iterable[R]", getattr(self, kind.table))

    @classmethod
    def gathered(
        cls, info: BoardInfo, all_of: Callable[[type[Any]], Iterable[Any]], readings: Iterable[Reading]
    ) -> BoardRows:
        """Every kind there is, each asked of `all_of`, so that no new one is forgotten."""
        kinds = [kind for kind in ROW_TYPES if kind not in (BoardInfo, Reading)]
        return cls(info, readings=readings, **{kind.table: tuple(all_of(kind)) for kind in kinds})

    @classmethod
    def of(cls, rows: Iterable[Row]) -> BoardRows:
        """Sorts mixed rows by kind; exactly one of them is the BoardInfo. Readings are put in order."""
        found: dict[str, list[Row]] = {}
        for row in rows:
            found.setdefault(row.table, []).append(row)
        (info,) = cast("list[BoardInfo]", found.pop("board"))
        readings = cast("list[Reading]", found.get("readings", []))
        readings.sort(key=lambda reading: (reading.kpi_id, reading.period))
        known = {field.name for field in fields(cls)}
        return cls(info, **{table: tuple(kind) for table, kind in found.items() if table in known})  # type: ignore[arg-type]
