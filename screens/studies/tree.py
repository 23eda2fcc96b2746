"""The tree of goals over the whole screen, and what is open in it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from kpiboard.model.kinds import short_name
from kpiboard.rules import tree as rules
from kpiboard.screens.dialogs import choices
from kpiboard.screens.dialogs.pick import Pick
from kpiboard.screens.frame.selection import Kind
from kpiboard.screens.panes.study import Card, CardsPane, StudyPane
from kpiboard.screens.panes.study_screen import StudyScreen, toggle
from kpiboard.screens.panes.tree import TreePane
from kpiboard.screens.text import Line, crop, spread, typed, width_of, wrap
from kpiboard.views.studies import TreeStudy
from kpiboard.words.studies import finding_words, goal_coverage_words, ladder_words, rollup_words

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.screens.frame.live import LiveBoard

FOOT = 2  # rows below the tree


class OpenPane(CardsPane):
    """What is open in the tree, in plain words; enter goes there."""

    TITLE: ClassVar[str] = "Open points"

    def __init__(self) -> None:
        super().__init__(id="open")
        self.study: TreeStudy | None = None

    def facts(self) -> list[Line]:
        return [[(str(len(self.study.findings)), "$muted")]] if self.study and self.study.findings else []

    def cards(self, width: int) -> Iterator[Card]:
        if self.study is None:
            return
        for number, finding in enumerate(self.study.findings, 1):
            words = finding_words(finding, self.study.kpis, self.study.goals)
            yield self.advice(number, words.point, words.why, width)

    def empty(self, width: int) -> list[Line]:
        if self.study is None or not self.study.kpis:
            return []
        sign = self.glyphs.done
        return [[("  ", ""), (f"{sign} ", "$win bold"), ("Every KPI has its goal, every goal its work.", "$muted")]]

    @property
    def finding(self) -> rules.Finding | None:
        return self.study.findings[self.cursor - 1] if self.study and isinstance(self.cursor, int) else None


class TreeScreen(StudyScreen[TreeStudy]):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("F", "whose", "Whose line")]
    COLUMNS: ClassVar[tuple[tuple[int, ...], ...]] = ((0,), (1,))
    SHARES: ClassVar[tuple[int, ...]] = (11, 5)

    def __init__(self) -> None:
        super().__init__()
        self.tree_pane, self.open_pane = TreePane(), OpenPane()
        self.panes = (self.tree_pane, self.open_pane)

    def read(self, board: Board) -> TreeStudy:
        return board.studies.tree()

    def take(self, study: TreeStudy) -> None:
        self.tree_pane.study = self.open_pane.study = study
        super().take(study)

    def page_head(self, width: int, *, roomy: bool) -> list[Line]:
        assert self.study is not None
        glyphs = self.board_app.glyphs
        vision = typed(self.study.tree.vision) or "where does all this lead? B writes it down"
        facts = goal_coverage_words(self.study.coverage)
        style = "$muted"
        if self.tree_pane.person and self.snapshot is not None:
            person = next((one for one in self.snapshot.people if one.id == self.tree_pane.person), None)
            facts, style = f"the line of {typed(person.name) if person else '?'}", "$accent-text bold"
        margin = "   " if roomy else " "
        line: Line = [(f"{margin}VISION  ", "$muted"), (vision, "$heading bold")]
        end: Line = [(glyphs.plain(facts), style), (margin, "")]
        if width_of(line) + width_of(end) + 2 > width and not self.tree_pane.person:
            end = []
        line = spread(line, end, width, glyphs)
        return [[], line, []] if roomy else [line]

    def page_foot(self, width: int, *, roomy: bool) -> list[Line]:
        """What the KPI under the cursor is for, up to the vision."""
        assert self.study is not None
        row, glyphs = self.tree_pane.row, self.board_app.glyphs
        kpi = self.study.kpis.get(row.about) if row else None
        margin = "   " if roomy else " "
        if kpi is None or row is None:
            return [[] for _ in range(FOOT)]
        ladder = rules.ladder(kpi, self.study.kpis.values(), self.study.goals.values(), self.study.tree.vision)
        arrow = f" {glyphs.arrow} "
        words = typed(ladder_words(ladder, arrow))
        if row.action is not None:
            words = f"{short_name(row.action)}{arrow}{words}"
        label = f"{margin}Ladders up to  "
        texts = wrap(words, width - len(label) - len(margin), FOOT, glyphs)
        lines: list[Line] = [
            [(" " * len(label) if place else label, "$muted"), (text, "$heading")] for place, text in enumerate(texts)
        ]
        lines += [[(" " * len(label), "")] for _ in range(FOOT - len(lines))]
        made = rollup_words(kpi, [child.kpi for child in row.kpi.children]) if row.kpi else ""
        if made:
            gap = "  " if len(texts) == FOOT else ""
            lines[-1] = crop([*lines[-1], (f"{gap}= {glyphs.plain(made)}", "$accent-text")], width - 1, glyphs)
        return lines

    def choose(self, pane: StudyPane, card: Hashable) -> None:
        if pane is self.open_pane:
            self._go_to_finding()
        elif self.tree_pane.selection is None:
            self.tree_pane.action_fold()
        else:
            self.start(self.board_app.open_selection(self.tree_pane.selection))

    def _go_to_finding(self) -> None:
        finding = self.open_pane.finding
        if finding is None:
            return
        if self.tree_pane.person:
            self.tree_pane.person = ""
            self.redraw()
        self.focus_pane(0)
        self.tree_pane.go_to((*finding.goal_ids, *finding.kpi_ids)[0])

    def select(self, kind: Kind, item: str) -> bool:
        """Moves the cursor to a KPI or an action; False when it is not in the tree."""
        return self.tree_pane.go_to(item)

    async def action_whose(self) -> None:
        """Shows only what leads to one person's KPIs and actions."""
        app = self.board_app
        snapshot = app.need_snapshot()
        people = choices.people(snapshot, none=("", "everybody"))
        start = self.tree_pane.person or choices.person_named(snapshot, [app.who])

        def chosen(person: str | None) -> None:
            if person is not None:
                self.tree_pane.person = person
                self.redraw()

        await app.open_dialog(Pick("Whose line?", people, start, verb="Show"), chosen)


async def open_tree(app: LiveBoard) -> None:
    """The tree, with the cursor on what was in focus; again: back."""
    chosen = app.selection
    page = TreeScreen()
    await toggle(app, page)
    if app.screen is page and chosen is not None:
        page.select(chosen.kind, chosen.id)
