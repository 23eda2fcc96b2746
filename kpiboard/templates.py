"""What a new board begins with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from kpiboard.errors import NotFound
from kpiboard.ids import new_id
from kpiboard.model import BoardInfo, Cadence, Category, Direction, Kpi, Row, Shift, Target
from kpiboard.safetext import clean


@dataclass(frozen=True, slots=True)
class Template:
    """A way to begin, as the start screen and `kpiboard new` list it."""

    key: str
    title: str
    description: str


TEMPLATES = (
    Template("line", "SQCDP line", "A production line: five letters, three shifts from 06:00, five KPIs to start with"),
    Template(
        "service", "Service team", "An office or a help desk: five letters, no shifts, days from midnight, five KPIs"
    ),
    Template("empty", "Empty board", "The letters S Q C D P and nothing else"),
    Template("demo", "Demo", "A packaging line with 90 days of readings, actions and feedback, to try things out"),
)

Letters = tuple[tuple[str, str], ...]

_LINE_LETTERS: Letters = (
    ("S", "Safety"),
    ("Q", "Quality"),
    ("C", "Cost"),
    ("D", "Delivery"),
    ("P", "People"),
)
_SERVICE_LETTERS: Letters = (
    ("S", "Safe and well"),
    ("Q", "Quality"),
    ("D", "Delivery"),
    ("C", "Cost"),
    ("P", "People"),
)
_MUST_NOT_LOSE = "SQ"

_SHIFTS = (
    ("S1", "Early", time(6), time(14)),
    ("S2", "Late", time(14), time(22)),
    ("S3", "Night", time(22), time(6)),
)


@dataclass(frozen=True, slots=True)
class _Starter:
    """A KPI to start with: its letter, the facts of a Kpi, and the bounds of its target."""

    letter: str
    kpi: Kpi
    target: Target


def _starter(
    letter: str,
    key: str,
    name: str,
    *,
    low: float | None = None,
    high: float | None = None,
    watch: float | None = None,
    unit: str = "",
    decimals: int = 0,
    cadence: Cadence = Cadence.DAY,
    share: bool = False,
    definition: str,
) -> _Starter:
    lower = low is None
    kpi = Kpi(
        id="",
        key=key,
        name=name,
        unit=unit,
        decimals=decimals,
        direction=Direction.LOWER if lower else Direction.HIGHER,
        cadence=cadence,
        share=share,
        definition=definition,
    )
    target = Target("", "", low=low, high=high, watch_low=None if lower else watch, watch_high=watch if lower else None)
    return _Starter(letter, kpi, target)


_LINE_KPIS = (
    _starter(
        "S",
        "safe",
        "Days without accident",
        low=30,
        unit="d",
        definition="Calendar days since the last injury that needed first aid or more",
    ),
    _starter(
        "Q",
        "fpy",
        "First-pass yield",
        low=97.5,
        unit="%",
        decimals=1,
        share=True,
        definition="Pieces right the first time / pieces started; reworked ones do not count as right",
    ),
    _starter(
        "C",
        "scrap",
        "Scrap cost",
        high=400,
        watch=420,
        unit="€",
        definition="Material thrown away in a day, at purchase price",
    ),
    _starter(
        "D",
        "otd",
        "On-time delivery",
        low=95,
        unit="%",
        decimals=1,
        definition="Orders that left complete and on time / orders due that day",
    ),
    _starter(
        "P",
        "overtime",
        "Overtime",
        high=8,
        unit="h",
        decimals=1,
        cadence=Cadence.WEEK,
        definition="Hours beyond the plan, all crews together, in the week",
    ),
)

_SERVICE_KPIS = (
    _starter(
        "S",
        "absence",
        "Sick leave",
        high=5,
        watch=6,
        unit="%",
        decimals=1,
        cadence=Cadence.MONTH,
        share=True,
        definition="Days lost to sickness / days planned, in the month",
    ),
    _starter(
        "Q",
        "fcr",
        "First-contact resolution",
        low=75,
        watch=72,
        unit="%",
        decimals=1,
        share=True,
        definition="Requests solved at the first contact / requests received; one that comes back was not solved",
    ),
    _starter(
        "D",
        "answered",
        "Answered within 24 h",
        low=90,
        unit="%",
        decimals=1,
        share=True,
        definition="Requests answered within 24 hours / requests received",
    ),
    _starter(
        "C",
        "open",
        "Open requests",
        high=40,
        watch=50,
        definition="Requests that wait for us at the end of the day",
    ),
    _starter(
        "P",
        "ideas",
        "Ideas put into practice",
        low=2,
        cadence=Cadence.MONTH,
        definition="Ideas from the team that were put into practice in the month",
    ),
)


def build(key: str, *, name: str, timezone: str, now: datetime) -> tuple[BoardInfo, list[Row]]:
    """The board of a template, with new ids.

    Args:
        key: of a `Template`.
        name: of the board; empty takes the template's own.
        timezone: an IANA name.
        now: an aware moment; only ids, and the dates of the demo, are made from it.

    Raises:
        NotFound: there is no such template.
    """
    if key == "demo":
        from kpiboard import demo

        info, rows = demo.build(now, timezone=timezone)
        return replace(info, name=name or info.name), rows
    if key == "line":
        info = BoardInfo(new_id(now), name or "Our line", timezone=timezone)
        return info, [*_started(_LINE_LETTERS, _LINE_KPIS, now), *_shifts(now)]
    if key == "service":
        info = BoardInfo(new_id(now), name or "Our team", timezone=timezone, day_start=time(0))
        return info, _started(_SERVICE_LETTERS, _SERVICE_KPIS, now)
    if key == "empty":
        info = BoardInfo(new_id(now), name or "Our board", timezone=timezone)
        return info, _started(_LINE_LETTERS, (), now)
    known = ", ".join(template.key for template in TEMPLATES)
    raise NotFound(f'There is no template called "{clean(key)}".', f"There are {known}.")


def _started(letters: Letters, starters: Sequence[_Starter], now: datetime) -> list[Row]:
    """The categories, and under them the KPIs with their targets."""
    categories = {
        letter: Category(new_id(now), letter, name, letter in _MUST_NOT_LOSE, float(place))
        for place, (letter, name) in enumerate(letters, 1)
    }
    rows: list[Row] = [*categories.values()]
    for place, starter in enumerate(starters, 1):
        category = categories[starter.letter]
        kpi = replace(starter.kpi, id=new_id(now), category_id=category.id, position=float(place))
        rows += [kpi, replace(starter.target, id=new_id(now), kpi_id=kpi.id)]
    return rows


def _shifts(now: datetime) -> list[Row]:
    return [
        Shift(new_id(now), key, name, start, end, float(place))
        for place, (key, name, start, end) in enumerate(_SHIFTS, 1)
    ]
