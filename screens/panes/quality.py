"""What the page of one KPI reads: what is open, its definition sheet, and what has become of it so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from kpiboard.rules.quality import Gap, Question
from kpiboard.rules.status import Status
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.panes.study import Card, CardsPane, Item
from kpiboard.screens.text import Glyphs, Line, left, typed, wrap
from kpiboard.views.board import BoardSnapshot
from kpiboard.views.kpi import GuardLine
from kpiboard.words import plain, quality

if TYPE_CHECKING:
    from kpiboard.model import Kpi, Review

from kpiboard.screens.panes.quality_study import LABEL, LAST_CHANGES, Edit, OpenGap, QualityStudy, Run


class PointsPane(CardsPane):
    """What is open, question by question, each with the articles' reasoning; enter opens the form that closes it."""

    TITLE: ClassVar[str] = "Open points"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Fill in", key_display="⏎")]

    def __init__(self) -> None:
        super().__init__(id="points")
        self.study: QualityStudy | None = None

    def facts(self) -> list[Line]:
        number = len([card for card in self.cards(80) if card.id])
        return [[(str(number), "$muted")]] if number else []

    def cards(self, width: int) -> Iterator[Card]:
        if self.study is None:
            return
        story, found = self.study.story, self.study.story.assessment
        reds = [line for line in story.guards if line.card and line.card.status is Status.OFF_TARGET]
        if story.card.suspect and reds:
            yield self.title("Look twice", width)
            for line in reds:
                yield self._red_guard(line, width)
        if story.review_due:
            yield self.title("Time to ask again", width)
            words = quality.review_words(story.card.kpi, story.today)
            yield self.advice(Run("review"), words, f"{quality.LIKE_THE_ANSWERS} Keep, adjust or retire it.", width)
        told: set[Gap] = set()
        for number, answer in enumerate(found.answers, 1):
            if answer.gaps:
                yield self.title(f"{number}  {quality.QUESTION_WORDS[answer.question]}", width)
                yield from self._gaps(answer.gaps, answer.question, story.card.kpi, width)
                told |= set(answer.gaps)
        smart = [gap for point in found.smart for gap in point.gaps if gap not in told]
        if smart:
            yield self.title("SMART: what its target still lacks", width)
            yield from self._gaps(dict.fromkeys(smart), "smart", story.card.kpi, width)
        if found.hints:
            yield self.title("Worth a thought", width)
            yield from self._gaps(found.hints, "hint", story.card.kpi, width)

    def _gaps(self, gaps: Iterable[Gap], place: Question | str, kpi: Kpi, width: int) -> Iterator[Card]:
        for gap in gaps:
            words = quality.gap_words(gap, kpi)
            yield self.advice(OpenGap(gap, place), self.glyphs.plain(words.point), words.why, width)

    def _red_guard(self, line: GuardLine, width: int) -> Card:
        reason = typed(line.guard.reason) or "What it shows may be the price of this green."
        return self.advice(
            Item(Selection("kpi", line.guard.guard_id)),
            f"{typed(line.name)} is off target, and guards it",
            reason,
            width,
        )

    def empty(self, width: int) -> list[Line]:
        if self.study is None:
            return []
        sign = self.glyphs.done
        words = f"Nothing is open. {quality.LIKE_THE_ANSWERS}"
        return [[("  ", ""), (f"{sign} ", "$win"), (words, "$heading")]]


class PastPane(CardsPane):
    """The reviews with their scores, and the last changes of the numbers."""

    TITLE: ClassVar[str] = "History"
    AIRY: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Open", key_display="⏎")]

    def __init__(self) -> None:
        super().__init__(id="past")
        self.study: QualityStudy | None = None
        self.numbers_above = False  # whether the head of the page has room for the changes

    def cards(self, width: int) -> Iterator[Card]:
        if self.study is None:
            return
        yield self.title(quality.LIKE_THE_ANSWERS, width)
        reviews = self.study.story.reviews
        if not reviews:
            yield Card(Run("review"), [[("not asked yet; R does, every quarter", "$off")]])
        for number, review in enumerate(reversed(reviews)):
            yield self._review(number, review, width)
        if self.study.edits and self.snapshot is not None and not self.numbers_above:
            yield self.title(LAST_CHANGES, width)
            kpi = self.study.story.card.kpi
            for number, edit in enumerate(self.study.edits):
                yield Card(Item(Selection("kpi", kpi.id), number), [edit_line(edit, kpi, self.snapshot, self.glyphs)])

    def _review(self, number: int, review: Review, width: int) -> Card:
        assert self.study is not None
        liked = {None: "", True: "we like them", False: "we do not like them"}[review.liked]
        dots = self.glyphs.done * review.score
        words = f"{review.score} of 4  {review.decision.value}{', ' if liked else ''}{liked}"
        day = plain.day_words(review.reviewed_on, self.study.story.today)
        lines: list[Line] = [[(left(day, LABEL + 1), "$muted"), (left(dots, 5), "$win"), (words, "")]]
        said = " ".join(part for part in (review.why, f"({review.trigger})" if review.trigger else "") if part)
        by = f"{typed(review.reviewed_by)}: " if review.reviewed_by else ""
        for text in wrap(by + said, width - LABEL - 6, 2, self.glyphs) if said else ():
            lines.append([(" " * (LABEL + 6), ""), (text, "$muted")])
        return Card(Run("review", number + 1), lines)


def edit_line(edit: Edit, kpi: Kpi, snapshot: BoardSnapshot, glyphs: Glyphs) -> Line:
    """`20 Nov 11:00  yesterday  97.9 → 98.1 %  corrected  Jana Petrov`."""
    change = edit.change
    at = change.at.astimezone(snapshot.taken_at.tzinfo)
    period = plain.period_words(edit.point.period, snapshot.today)

    def value(found: float | None) -> str:
        return glyphs.plain("–") if found is None else plain.number(found, kpi.decimals)

    arrow = f" {glyphs.arrow} "
    corrected = change.before is not None
    words = f"{value(change.before)}{arrow}{value(change.after)}" if corrected else value(change.after)
    line: Line = [(left(f"{at:%d %b %H:%M}", LABEL + 1), "$muted"), (left(glyphs.plain(period), 14, glyphs), "")]
    line.append((plain.with_unit(words, typed(kpi.unit)), "$watch bold" if corrected else "$heading"))
    return [*line, ("  corrected" if corrected else "  entered", "$muted"), (f"  {typed(change.who)}", "$muted")]
