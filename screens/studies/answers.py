"""The page of answers: does every red get one, is it acted on, what grows old, and what was learned."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, ClassVar

from kpiboard.model import ActionKind, View
from kpiboard.screens.action import views
from kpiboard.screens.frame.command import Command
from kpiboard.screens.frame.live import LiveBoard
from kpiboard.screens.frame.selection import Kind, Selection
from kpiboard.screens.panes.answers import About, ActedPane, AnswerPane, LearnedPane, OpenPane
from kpiboard.screens.panes.answers_late import Busy, LatePane
from kpiboard.screens.panes.study import Item, StudyPane
from kpiboard.screens.panes.study_screen import StudyScreen, toggle
from kpiboard.screens.text import Line, spread, width_of
from kpiboard.views.answers import Contract
from kpiboard.words.answers import answered_words

if TYPE_CHECKING:
    from kpiboard.board import Board


class AnswersScreen(StudyScreen[Contract]):
    COLUMNS: ClassVar[tuple[tuple[int, ...], ...]] = ((0, 1), (2, 3))
    SHARES: ClassVar[tuple[int, ...]] = (1, 1)

    def __init__(self) -> None:
        super().__init__()
        self.open, self.acted, self.late, self.learned = OpenPane(), ActedPane(), LatePane(), LearnedPane()
        self.panes: tuple[AnswerPane, ...] = (self.open, self.acted, self.late, self.learned)

    def read(self, board: Board) -> Contract:
        return board.studies.answers()

    def take(self, study: Contract) -> None:
        for pane in self.panes:
            pane.study = study
        super().take(study)

    def page_head(self, width: int, *, roomy: bool) -> list[Line]:
        assert self.study is not None
        glyphs, margin = self.board_app.glyphs, "   " if roomy else " "
        words = answered_words(self.study)
        line: Line = [
            (f"{margin}Is every red answered?  ", "$muted"),
            (words, "$lose bold" if self.study.unanswered else "$heading bold"),
        ]
        end: Line = [(glyphs.plain("the last 90 days"), "$muted"), (margin, "")]
        if width_of(line) + width_of(end) + 2 > width:
            end = []
        return [[], spread(line, end, width, glyphs), []] if roomy else [spread(line, end, width, glyphs)]

    def select(self, kind: Kind, item: str) -> bool:
        """Moves the cursor to a KPI without an answer, or to a late action; False when it is not there."""
        return (self.open if kind == "kpi" else self.late).move_to(Item(Selection(kind, item)))

    def rests(self, command: Command[LiveBoard]) -> bool:
        """Enter answers a red here; it opens a KPI elsewhere."""
        return super().rests(command) or (command.id == "open" and self.pane is self.open)

    def choose(self, pane: StudyPane, card: Hashable) -> None:
        app = self.board_app
        if pane is self.open:
            self.start(app.do("action"))
            return
        match card:
            case Busy(person_id=person):
                self.start(views.show(app, View("", 0, person_id=person)))
            case About.FIRES:
                self.start(views.show(app, View("", 0, kind=ActionKind.CONTAINMENT)))
            case About.ACTED:
                self.focus_pane(self.panes.index(self.open))
            case Item(selection=Selection() as selection):
                self.start(app.open_selection(selection))


async def open_answers(app: LiveBoard) -> None:
    """How the reds are answered; again: back."""
    await toggle(app, AnswersScreen())
