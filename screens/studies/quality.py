"""Is this a good KPI? The four questions, what is open about them and why it matters; enter opens what closes it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any, ClassVar

from kpiboard.rules.quality import Question
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.panes.quality import PastPane, PointsPane, edit_line
from kpiboard.screens.panes.quality_sheet import SheetPane
from kpiboard.screens.panes.quality_study import LAST_CHANGES, QualityStudy, study_of
from kpiboard.screens.panes.study import StudyPane
from kpiboard.screens.panes.study_screen import StudyScreen, toggle
from kpiboard.screens.studies.quality_forms import close
from kpiboard.screens.text import STATUS_STYLE, Line, crop, spread, typed, width_of
from kpiboard.screens.widgets.figures import figure
from kpiboard.words import plain, quality
from kpiboard.words.kpi import value_words

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.screens.frame.live import LiveBoard


HEAD = 90  # cells of the questions, where something stands beside them


class QualityScreen(StudyScreen[QualityStudy]):
    """It coaches: everything open may stay open."""

    COLUMNS: ClassVar[tuple[tuple[int, ...], ...]] = ((0, 2), (1,))
    SHARES: ClassVar[tuple[int, ...]] = (1, 1)

    def __init__(self, kpi_id: str) -> None:
        super().__init__()
        self.kpi_id = kpi_id
        self.points, self.sheet, self.past = PointsPane(), SheetPane(), PastPane()
        self.panes = (self.points, self.sheet, self.past)

    def read(self, board: Board) -> QualityStudy:
        return study_of(board, self.kpi_id)

    def take(self, study: QualityStudy) -> None:
        for pane in (self.points, self.sheet, self.past):
            pane.study = study
        self.past.numbers_above = self._numbers_above
        super().take(study)

    @property
    def selection(self) -> Selection:
        """The KPI, whatever the cursor stands on: every key works on it."""
        return Selection("kpi", self.kpi_id)

    def same_as(self, other: StudyScreen[Any]) -> bool:
        return isinstance(other, QualityScreen) and other.kpi_id == self.kpi_id

    def on_resize(self) -> None:
        self.past.numbers_above = self._numbers_above

    @property
    def _numbers_above(self) -> bool:
        """Whether the last changes of the numbers stand beside the questions."""
        return self.roomy and self.size.width >= HEAD + 68

    def page_head(self, width: int, *, roomy: bool) -> list[Line]:
        """How many of the four questions have an answer, large; beside it the questions, and SMART."""
        assert self.study is not None
        margin = "   " if roomy else " "
        if self.size.height < 16:
            return [self._title(width, margin)]
        score = self._score(roomy)
        wide = width_of(score[0]) + 3
        questions = [*self._questions(), *([[]] if roomy else []), self._smart()]
        numbers = self._numbers() if self._numbers_above else []
        lines: list[Line] = []
        for row in range(max(len(score), len(questions))):
            line: Line = [(margin, ""), *(score[row] if row < len(score) else [])]
            line.append((" " * (len(margin) + wide - width_of(line)), ""))
            line += questions[row] if row < len(questions) else []
            if row < len(numbers):
                line = [*line, (" " * (HEAD - width_of(line)), ""), *numbers[row]]
            lines.append(crop(line, width - 1, self.board_app.glyphs))
        title = self._title(width, margin)
        return [[], title, [], *lines, []] if roomy else [title, *lines]

    def _score(self, roomy: bool) -> list[Line]:
        assert self.study is not None
        found, glyphs = self.study.story.assessment, self.board_app.glyphs
        drawn = figure(str(found.score), 2 if roomy and glyphs.half_blocks else 1, glyphs)
        colour = "$win" if found.score == len(found.answers) else "$heading"
        return [*([(row, colour)] for row in drawn), [(f"of {len(found.answers)}", "$muted")]]

    def _questions(self) -> list[Line]:
        assert self.study is not None
        owner = self.study.story.card.owner
        lines: list[Line] = []
        for number, answer in enumerate(self.study.story.assessment.answers, 1):
            style = "$heading" if answer.answered else "$heading bold"
            line: Line = [self._sign(answer.answered), (f"{number} {quality.QUESTION_WORDS[answer.question]}", style)]
            if not answer.answered:
                line.append((f"  {len(answer.gaps)} open", "$accent-text"))
            elif answer.question is Question.OWNER and owner:
                line.append((f"  {typed(owner.name)}", "$muted"))
            lines.append(line)
        return lines

    def _smart(self) -> Line:
        assert self.study is not None
        line: Line = []
        for point in self.study.story.assessment.smart:
            line += [self._sign(not point.gaps), (f"{quality.SMART_WORDS[point.letter]}  ", "$muted")]
        return line

    def _numbers(self) -> list[Line]:
        assert self.study is not None
        assert self.snapshot is not None
        kpi, glyphs = self.study.story.card.kpi, self.board_app.glyphs
        edits = [edit_line(edit, kpi, self.snapshot, glyphs) for edit in self.study.edits]
        return [[(LAST_CHANGES, "$muted bold")], *edits] if edits else []

    def _title(self, width: int, margin: str) -> Line:
        assert self.study is not None
        glyphs, card, today = self.board_app.glyphs, self.study.story.card, self.study.story.today
        style = STATUS_STYLE[card.status]
        letter = f"{typed(card.category.letter)} " if card.category else ""
        start: Line = [(margin, ""), ("Is this a good KPI?  ", "$muted"), (letter, f"{style} bold")]
        start.append((typed(card.kpi.name), "$heading bold"))
        value = plain.with_unit(value_words(card.latest, card.kpi), typed(card.kpi.unit))
        status = "suspect" if card.suspect else card.status.value
        end: Line = [(glyphs.plain(f"{glyphs.status[card.status]} {value} {status}"), f"{style} bold")]
        review = quality.review_words(card.kpi, today)
        if not review and card.kpi.next_review:
            review = f"next review {plain.day_words(card.kpi.next_review, today)}"
        more: Line = [(f"   {review}", "$muted")] if review else []
        if width_of([*start, *end, *more]) + 2 <= width:
            end += more
        return spread(start, [*end, (margin, "")], width, glyphs)

    def _sign(self, good: bool) -> tuple[str, str]:
        glyphs = self.board_app.glyphs
        return (f"{glyphs.done} ", "$win") if good else (f"{glyphs.open} ", "$accent-text bold")

    def choose(self, pane: StudyPane, card: Hashable) -> None:
        assert self.study is not None
        self.start(close(self.board_app, self.study.story.card.kpi, card))


async def open_quality(app: LiveBoard) -> None:
    """The questions about the focused KPI; again: back."""
    await toggle(app, QualityScreen(app.focused_kpi().kpi.id))
