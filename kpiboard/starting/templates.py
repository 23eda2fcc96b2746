"""What a new board begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time

from kpiboard.basics.errors import NotFound
from kpiboard.basics.ids import new_id
from kpiboard.basics.safetext import clean
from kpiboard.model import BoardInfo, Category, Goal, Guard, Kpi, Row, Shift
from kpiboard.model.frozen import frozen
from kpiboard.rules.calendar import WorkCalendar, production_day
from kpiboard.rules.reviews import next_review
from kpiboard.starting.starters import LINE, LINE_GOALS, SERVICE, SERVICE_GOALS, Starter


@frozen
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
    Template("demo", "Demo", "A packaging line with half a year of readings, actions and feedback, to try things out"),
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


def build(key: str, *, name: str, timezone: str, now: datetime) -> tuple[BoardInfo, list[Row]]:
    """The board of a template, with new ids.

    Args:
        key: of a `Template`.
        name: of the board; empty takes the template's own.
        timezone: an IANA name.
        now: an aware moment; ids, the first reviews and the dates of the demo are made from it.

    Raises:
        NotFound: there is no such template.
    """
    if key == "demo":
        from kpiboard.starting import demo  # late: the largest of the templates

        info, rows = demo.build(now, timezone=timezone)
        return replace(info, name=name or info.name), rows
    if key == "line":
        info = BoardInfo(new_id(now), name or "Our line", timezone=timezone)
        return info, [*_started(info, _LINE_LETTERS, LINE, LINE_GOALS, now), *_shifts(now)]
    if key == "service":
        info = BoardInfo(new_id(now), name or "Our team", timezone=timezone, day_start=time(0))
        return info, _started(info, _SERVICE_LETTERS, SERVICE, SERVICE_GOALS, now)
    if key == "empty":
        info = BoardInfo(new_id(now), name or "Our board", timezone=timezone)
        return info, _started(info, _LINE_LETTERS, (), {}, now)
    known = ", ".join(template.key for template in TEMPLATES)
    raise NotFound(f'There is no template called "{clean(key)}".', f"There are {known}.")


def _started(
    info: BoardInfo, letters: Letters, starters: Sequence[Starter], goals: Mapping[str, Goal], now: datetime
) -> list[Row]:
    """The categories and goals, and under them the KPIs with their targets and the day of their first review.

    They are examples until somebody touches them, and nothing is due before the day on which the board was made.
    """
    categories = {
        letter: Category(new_id(now), letter, name, letter in _MUST_NOT_LOSE, float(place))
        for place, (letter, name) in enumerate(letters, 1)
    }
    served = {word: replace(goal, id=new_id(now), position=float(n)) for n, (word, goal) in enumerate(goals.items(), 1)}
    rows: list[Row] = [*categories.values(), *served.values()]
    made: dict[str, Kpi] = {}
    for place, starter in enumerate(starters, 1):
        category = categories[starter.letter]
        kpi = replace(
            starter.kpi,
            id=new_id(now),
            category_id=category.id,
            goal_id=served[starter.goal].id,
            position=float(place),
            next_review=next_review(starter.kpi, now.date()),
            counted_from=production_day(WorkCalendar.of(info, ()), now),
            example=True,
        )
        made[kpi.key] = kpi
        rows.append(kpi)
        rows += [replace(starter.target, id=new_id(now), kpi_id=kpi.id)] if starter.target else []
    for starter in starters:
        if starter.guard:
            rows.append(Guard(new_id(now), made[starter.kpi.key].id, made[starter.guard].id, starter.hides))
    return rows


def _shifts(now: datetime) -> list[Row]:
    return [
        Shift(new_id(now), key, name, start, end, float(place))
        for place, (key, name, start, end) in enumerate(_SHIFTS, 1)
    ]
