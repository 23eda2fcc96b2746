"""What the page of one KPI has read, and what its cards stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpiboard.model.frozen import frozen
from kpiboard.rules.balance import Cost
from kpiboard.rules.quality import Gap, Question
from kpiboard.views.board import Point
from kpiboard.views.kpi import KpiStory
from kpiboard.views.reading import ReadingChange

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.model import Reading

EDITS = 5  # changes of the readings that are shown
LABEL = 12  # cells of the labels of the sheet
LAST_CHANGES = "Last changes of its numbers"


@frozen
class Edit:
    """A change of one of the readings."""

    point: Point
    change: ReadingChange


@frozen
class QualityStudy:
    """A KPI, the last changes of its readings, newest first, and what measuring it costs."""

    story: KpiStory
    edits: tuple[Edit, ...]
    cost: Cost | None


def study_of(board: Board, kpi_id: str) -> QualityStudy:
    story = board.kpis.story(kpi_id)
    costs = board.studies.balance().balance.costs
    return QualityStudy(
        story,
        tuple(_edits(board, story.points)),
        next((cost for cost in costs if cost.kpi_id == kpi_id), None),
    )


def _edits(board: Board, points: Sequence[Point]) -> list[Edit]:
    """Only the newest readings and the last corrected ones are looked up in the log."""
    read = [point for point in points if point.reading is not None]
    corrected = [point for point in read if _of(point).corrected_at]
    corrected.sort(key=lambda point: str(_of(point).corrected_at))
    chosen = {_of(point).id: point for point in (*read[-EDITS:], *corrected[-EDITS:])}
    found = [Edit(point, change) for one, point in chosen.items() for change in board.readings.history(one)]
    found.sort(key=lambda edit: edit.change.at)  # stable: of one moment those that came later stay later
    return found[: -EDITS - 1 : -1]


def _of(point: Point) -> Reading:
    assert point.reading is not None
    return point.reading


@frozen
class OpenGap:
    """What is open; `place` is the question it was found under, or where else it stands."""

    gap: Gap
    place: Question | str


@frozen
class Ask:
    """A field of the KPI."""

    field: str


@frozen
class Run:
    """A command; `number` tells the cards apart that run the same one."""

    command: str
    number: int = 0
