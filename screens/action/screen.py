"""One action on one screen: where it stands, its story, what it did to its KPI, its past and what it is linked to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.geometry import Size

from kpiboard.basics.errors import BoardError
from kpiboard.charts.runchart import Zoom
from kpiboard.screens.action.head import head
from kpiboard.screens.action.layout import EFFECT, LINKS, PAST, STORY, plan
from kpiboard.screens.action.links import LinkPane
from kpiboard.screens.action.page import effect_lines, past_lines, story_lines
from kpiboard.screens.action.told import Told, first_zoom, tell
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.kpi.head import zoom_line
from kpiboard.screens.kpi.told import span_words
from kpiboard.screens.panes.regions import RegionScreen
from kpiboard.screens.text import Line, typed
from kpiboard.screens.widgets.commandbar import CommandBar
from kpiboard.screens.widgets.lines import Lines
from kpiboard.screens.widgets.paper import Paper
from kpiboard.screens.widgets.runchart import RunChart

if TYPE_CHECKING:
    from kpiboard.views.board import ActionCard, BoardSnapshot


class ActionScreen(RegionScreen):
    """Not a dialog: the board's commands act on this action."""

    CSS_PATH = "action.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "follow", show=False),
    ]

    def __init__(self, snapshot: BoardSnapshot, action_id: str) -> None:
        super().__init__(Selection("action", action_id))
        self.snapshot = snapshot
        self.action_id = action_id
        self.told: Told | None = None
        self.zoom = Zoom.QUARTER
        self._head = Lines(id="head")
        self._story = Paper(id="story", title="Story")
        self._chart = RunChart(id="chart", title="Effect")
        self._verdict = Lines(id="verdict")
        self._past = Paper(id="past", title="Notes and past")
        self._links = LinkPane()
        self.panes = (self._story, self._chart, self._past, self._links)

    @property
    def card(self) -> ActionCard | None:
        return self.snapshot.action(self.action_id)

    def compose(self) -> ComposeResult:
        yield self._head
        yield self.names
        with Container(id="regions-of-action"):
            yield self._story
            with Vertical(id="right"):
                with Vertical(id="effect"):
                    yield self._chart
                    yield self._verdict
                yield self._past
                yield self._links
        yield CommandBar()

    def on_mount(self) -> None:
        self.show(self.snapshot)
        self.focus_pane(STORY)

    # What the app asks for

    def show(self, snapshot: BoardSnapshot) -> None:
        """Shows the action as it is now; closes when it is not on the board any more."""
        self.snapshot = snapshot
        card = self.card
        if card is None:
            if self.is_current:
                self.dismiss(None)
            return
        people, today, glyphs = snapshot.people, snapshot.today, self.board_app.glyphs
        self._story.show(lambda width: story_lines(card, people, today, width, glyphs))
        self._links.tell(snapshot, card.action.id)
        self._verdict.show(self._verdict_lines)
        self.lay_out()
        self._load(snapshot.today)

    def toggle_zoom(self) -> None:
        """30 days, 90 days, a year, all, and from the beginning again."""
        self.zoom = list(Zoom)[(list(Zoom).index(self.zoom) + 1) % len(Zoom)]
        self._show_effect()

    # The story

    @work(group="story", exclusive=True)
    async def _load(self, moment: object) -> None:
        action_id, known = self.action_id, self.told.stamp if self.told else None
        try:
            told = await self.board_app.gateway.call(lambda board: tell(board, action_id, moment, known))
        except BoardError as error:
            self.board_app.tell(error)
            return
        if told is None or not self.is_attached:
            return
        if told.track and (self.told is None or self.told.track is None):
            self.zoom = first_zoom(told.track)
        self.told = told
        glyphs = self.board_app.glyphs
        self._past.show(lambda width: past_lines(told.story, width, glyphs))
        self.lay_out()
        self._show_effect()

    def _show_effect(self) -> None:
        track = self.told.track if self.told else None
        if self.told and track:
            kpi, window = self.told.story.card.kpi, track.window(self.zoom)
            facts: Line = [(f"{typed(kpi.name)}  " if kpi else "", "$heading")]
            facts += zoom_line(self.board_app.key_of("zoom"), self.zoom)
            self._chart.show(
                track, window, None, facts, span_words(self.told.story.points, window, self.snapshot.today)
            )
        self._verdict.show(self._verdict_lines)

    def _verdict_lines(self, size: Size) -> list[Line]:
        card = self.card
        story = self.told.story if self.told else None
        if card is None:
            return []
        return effect_lines(card, story, size.width, size.height, self.board_app.glyphs)

    async def action_follow(self) -> None:
        """Enter on the chart opens its KPI."""
        card = self.card
        if self._chart.has_focus and card and card.kpi:
            await self.board_app.open_selection(Selection("kpi", card.kpi.id))

    # Where everything stands

    def lay_out(self) -> None:
        """Shows what there is room for; does nothing while size, focus and story ask for nothing else."""
        card = self.card
        if not self.is_mounted or card is None:
            return
        width, height = self.size
        now = plan(width, height, self.active)
        self.names.show(self._region_names(card), self.active)
        if not self.rearranged(self.size, now, card, self.told, self.snapshot.today):
            return
        escalations = self.told.story.escalations if self.told else ()
        lines, band = head(
            card, escalations, self.snapshot.today, self.snapshot.by_clock, width, height, self.board_app.glyphs
        )
        self._head.styles.height = len(lines)
        self._head.show(lambda size: lines, band)
        self.set_class(now.wall, "-wall").set_class(now.stacked, "-stacked")
        shown = {STORY: self._story, EFFECT: self.query_one("#effect"), PAST: self._past, LINKS: self._links}
        for number, region in shown.items():
            region.display = number in now.shown
        self.query_one("#right").display = bool(now.shown - {STORY})
        self._chart.styles.height = None if card.kpi else 2  # just its heading
        shown[EFFECT].styles.height = now.effect_height if card.kpi else 7 if now.wall else "1fr"
        self._verdict.styles.height = now.effect_rows
        self._links.styles.height = len(self._links) + 4 if PAST in now.shown and LINKS in now.shown else "1fr"
        self.names.display = now.names
        self._links.look(framed=now.wall, zoomed=not now.wall)

    def _region_names(self, card: ActionCard) -> list[str]:
        notes, links = len(card.notes), len(self._links)
        return ["Story", "Effect", f"Past {notes}" if notes else "Past", f"Linked {links}" if links else "Linked"]
