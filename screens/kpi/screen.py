"""One KPI on one screen: how it stands, what it means, its run chart and history, its actions, its definition."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.geometry import Size

from kpiboard.basics.errors import BoardError
from kpiboard.model import ChartKind
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.kpi.definition import definition
from kpiboard.screens.kpi.head import head, zoom_line
from kpiboard.screens.kpi.layout import ACTIONS, CHART, FEEDBACK, LOWER, UPPER, plan
from kpiboard.screens.kpi.reading import Place, reading_lines
from kpiboard.screens.kpi.told import Look, Told, tell
from kpiboard.screens.panes.actions import ActionPane
from kpiboard.screens.panes.feedback import FeedbackPane
from kpiboard.screens.panes.regions import RegionScreen
from kpiboard.screens.text import Line
from kpiboard.screens.widgets.commandbar import CommandBar
from kpiboard.screens.widgets.history import History
from kpiboard.screens.widgets.lines import Reading, StoryHead
from kpiboard.screens.widgets.paper import Paper
from kpiboard.screens.widgets.runchart import RunChart
from kpiboard.words.process import CHART_TITLES, chart_kind

if TYPE_CHECKING:
    from kpiboard.views.board import BoardSnapshot, KpiCard
    from kpiboard.views.reading import ReadingChange

REST = 0.12  # seconds the cursor rests on a point before its change log is read


class KpiScreen(RegionScreen):
    """Not a dialog: the board's commands act on this KPI, and on the period under the cursor."""

    CSS_PATH = "kpi.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "column(-1)", show=False),
        Binding("right", "column(1)", show=False),
        Binding("up", "row(1)", show=False),
        Binding("down", "row(-1)", show=False),
        Binding("shift+left", "signal(-1)", show=False),
        Binding("shift+right", "signal(1)", show=False),
        Binding("home", "edge('oldest')", show=False),
        Binding("end", "edge('newest')", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("pageup", "turn(-1)", show=False),
    ]

    def __init__(self, snapshot: BoardSnapshot, kpi_id: str, *, ranges: bool = False) -> None:
        super().__init__(Selection("kpi", kpi_id))
        self.snapshot = snapshot
        self.kpi_id = kpi_id
        self.look = Look()
        self._with_ranges = ranges
        self._changes: tuple[str, list[ReadingChange]] | None = None  # the reading's id, and what happened to it
        self._head = StoryHead(id="head")
        self._chart = RunChart(id="chart", title=CHART_TITLES[ChartKind.XMR])
        self._ranges = RunChart(id="ranges", title="Moving ranges")
        self._ranges.above = self._chart
        self._reading = Reading(id="reading")
        self._history = History()
        self._definition = Paper(id="definition", title="Definition")
        self._actions, self._feedback = ActionPane(), FeedbackPane()
        self.panes = (
            self._chart, self._history, self._actions, self._feedback, self._definition
        )  # fmt: skip

    @property
    def card(self) -> KpiCard | None:
        return self.snapshot.kpi(self.kpi_id)

    @property
    def period(self) -> str:
        """The key of the period under the cursor; empty before there is one."""
        return self.look.point.period.key if self.look.point else ""

    def compose(self) -> ComposeResult:
        yield self._head
        yield self.names
        with Container(id="story"):
            with Container(id="top"):
                with Vertical(id="plots"):
                    yield self._chart
                    yield self._ranges
                    yield self._reading
                yield self._history
            with Container(id="bottom"):
                with Vertical(id="links"):
                    yield self._actions
                    yield self._feedback
                yield self._definition
        yield CommandBar()

    def on_mount(self) -> None:
        self._chart.empty = "No readings yet · press r to record one"
        self.show(self.snapshot)
        self.focus_pane(CHART)

    # What the app asks for

    def show(self, snapshot: BoardSnapshot) -> None:
        """Shows the KPI as it is now, the cursor on its point; closes when it is not on the board any more."""
        self.snapshot = snapshot
        card = self.card
        if card is None:
            if self.is_current:
                self.dismiss(None)
            return
        self.lay_out()
        self._load((snapshot.today, card.latest.period.key, card.due.key))

    def toggle_zoom(self) -> None:
        """30 days, 90 days, a year, all, and from the beginning again."""
        self.look.zoom_on()
        self._show_charts()

    def toggle_ranges(self) -> None:
        """The moving ranges below the chart, and away again."""
        self._with_ranges = not self._with_ranges
        self.focus_pane(CHART)
        self.lay_out()

    # The story

    @work(group="story", exclusive=True)
    async def _load(self, moment: object) -> None:
        kpi_id, known = self.kpi_id, self.look.told.stamp if self.look.told else None
        try:
            told = await self.board_app.gateway.call(lambda board: tell(board, kpi_id, moment, known))
        except BoardError as error:
            self.board_app.tell(error)
            return
        if told is not None and self.is_attached:
            self.look.take(told)
            self._changes = None
            self.lay_out()
            self._show_story(told)

    def _show_story(self, told: Told) -> None:
        story = told.story
        # Every card here is about this KPI: its name need not be said again.
        linked = replace(
            self.snapshot,
            actions=tuple(replace(card, kpi=None) for card in story.actions),
            feedback=tuple(replace(card, kpi=None) for card in story.feedback),
        )
        self._actions.show(linked)
        self._feedback.show(linked)
        self._history.show(story.card.kpi, story.points, told.track, self.look.cursor, story.today)
        people = self.snapshot.people
        glyphs = self.board_app.glyphs
        self._definition.show(lambda width: definition(told, people, width, glyphs))
        self._show_charts()

    def _show_charts(self) -> None:
        look = self.look
        if look.told is None:
            return
        story = look.told.story
        self._chart.title = CHART_TITLES[chart_kind(story.card.kpi, story.chart)]
        facts = zoom_line(self.board_app.key_of("zoom"), look.zoom)
        self._chart.show(look.told.track, look.window, look.cursor, facts, look.span)
        about: Line = [("the change from one period to the next", "$muted")]
        self._ranges.show(look.told.ranges, look.window, look.cursor, about)
        self._show_reading()

    def _show_reading(self) -> None:
        """The reading line; who entered it follows when the cursor has come to rest."""
        self._reading.show(self._reading_lines)
        reading = self.look.point.reading if self.look.point else None
        if reading is not None and (self._changes is None or self._changes[0] != reading.id):
            self._read_changes(reading.id)

    def _reading_lines(self, size: Size) -> list[Line]:
        told, cursor, point = self.look.told, self.look.cursor, self.look.point
        if told is None or cursor is None or point is None:
            return []
        known = self._changes[1] if self._changes and point.reading and self._changes[0] == point.reading.id else None
        here = Place(told.story, cursor, told.signals.get(cursor, ()), known)
        return reading_lines(here, size, self.board_app.glyphs)

    @work(group="reading", exclusive=True)
    async def _read_changes(self, reading_id: str) -> None:
        await asyncio.sleep(REST)
        try:
            changes = await self.board_app.gateway.call(lambda board: board.readings.history(reading_id))
        except BoardError as error:
            self.board_app.tell(error)
            return
        self._changes = (reading_id, changes)
        if self.is_attached:
            self._reading.show(self._reading_lines)

    # The cursor

    def point(self, place: int) -> None:
        """Puts the cursor on a point; charts and table follow just as far as they must."""
        if self.look.cursor is None:
            return
        if self.look.move(place):
            self._show_charts()
        else:
            self._chart.point(self.look.cursor)
            self._ranges.point(self.look.cursor)
            self._show_reading()
        self._history.point(self.look.cursor)

    @on(RunChart.Pointed)
    @on(History.Pointed)
    def _pointed(self, event: RunChart.Pointed | History.Pointed) -> None:
        event.stop()
        self.point(event.place)

    def action_column(self, by: int) -> None:
        """One column of the chart; at its edge one point further."""
        here, drawing = self.look.cursor, self._chart.drawing
        if here is not None:
            place = drawing.beside(here, by) if drawing else here
            self.point(place if place != here else here + by)

    def action_row(self, by: int) -> None:
        """One point, whatever the zoom."""
        self.point((self.look.cursor or 0) + by)

    def action_signal(self, by: int) -> None:
        place = self.look.signal(by)
        if place is not None:
            self.point(place)

    def action_edge(self, edge: str) -> None:
        self.point(0 if edge == "oldest" else self.look.newest)

    # Where everything stands

    def lay_out(self) -> None:
        """Shows what there is room for; does nothing while size, focus and story ask for nothing else."""
        card = self.card
        if not self.is_mounted or card is None:
            return
        width, height = self.size
        now = plan(width, height, self.active, self._with_ranges)
        self.names.show(self._region_names(), self.active)
        if not self.rearranged(self.size, now, self._with_ranges, card, self.look.told):
            return
        story = self.look.told.story if self.look.told else None
        lines, band = head(card, story, self.snapshot.today, width, height, self.board_app.glyphs)
        self._head.styles.height = len(lines)
        self._head.show(lambda size: lines, band)
        self.set_class(now.wall, "-wall").set_class(now.beside, "-beside").set_class(now.stacked, "-stacked")
        self.set_class(self._with_ranges, "-ranges")
        for number, region in enumerate(self.panes):
            region.display = number in now.shown
        for name, members in (("#plots", {CHART}), ("#top", UPPER), ("#links", {ACTIONS, FEEDBACK}),
                              ("#bottom", LOWER)):  # fmt: skip
            self.query_one(name).display = bool(now.shown & members)
        self._history.styles.width = now.history_width or "1fr"
        self._ranges.display = self._with_ranges
        self._reading.styles.height = now.reading_rows
        self.names.display = now.names
        for pane in (self._actions, self._feedback):
            pane.look(framed=now.wall, zoomed=not now.wall)

    def _region_names(self) -> list[str]:
        story = self.look.told.story if self.look.told else None
        actions, feedback = (len(story.actions), len(story.feedback)) if story else (0, 0)
        return [
            "Chart", "History", f"Actions {actions}" if actions else "Actions",
            f"Feedback {feedback}" if feedback else "Feedback", "Definition",
        ]  # fmt: skip
