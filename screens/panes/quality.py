"""What the page of one KPI reads: what is open, its definition sheet, and what has become of it so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from kpiboard.model import Collection, Controllable
from kpiboard.model.facts.kpi import KPI
from kpiboard.model.frozen import frozen
from kpiboard.rules.balance import Cost
from kpiboard.rules.quality import Gap, Quadrant, Question, quadrant
from kpiboard.rules.status import Status
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.panes.study import Card, CardsPane, Item
from kpiboard.screens.text import STATUS_STYLE, Glyphs, Line, left, typed, wrap
from kpiboard.views.board import BoardSnapshot, Point
from kpiboard.views.kpi import GuardLine, KpiStory, ReadingChange
from kpiboard.words import plain, quality
from kpiboard.words.studies import ladder_words

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.model import Kpi, Reading, Review

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
    story = board.story(kpi_id)
    costs = board.balance().balance.costs
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
    found = [Edit(point, change) for one, point in chosen.items() for change in board.reading_history(one)]
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
                yield from self._gaps(answer.gaps, answer.question, width)
                told |= set(answer.gaps)
        smart = [gap for point in found.smart for gap in point.gaps if gap not in told]
        if smart:
            yield self.title("SMART: what its target still lacks", width)
            yield from self._gaps(dict.fromkeys(smart), "smart", width)
        if found.hints:
            yield self.title("Worth a thought", width)
            yield from self._gaps(found.hints, "hint", width)

    def _gaps(self, gaps: Sequence[Gap] | dict[Gap, None], place: Question | str, width: int) -> Iterator[Card]:
        for gap in gaps:
            words = quality.gap_words(gap)
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
        sign = self.glyphs.status[Status.ON_TARGET]
        words = f"Nothing is open. {quality.LIKE_THE_ANSWERS}"
        return [[("  ", ""), (f"{sign} ", "$win"), (words, "$heading")]]


class SheetPane(CardsPane):
    """The definition sheet; enter on a line opens the form that asks for it."""

    TITLE: ClassVar[str] = "Definition"
    AIRY: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Fill in", key_display="⏎")]

    def __init__(self) -> None:
        super().__init__(id="sheet")
        self.study: QualityStudy | None = None

    def cards(self, width: int) -> Iterator[Card]:
        if self.study is None:
            return
        story, kpi, glyphs = self.study.story, self.study.story.card.kpi, self.glyphs
        yield self.title("What it is for", width)
        yield self._said(Ask("because"), "Because", kpi.because, width)
        arrow = " > " if glyphs.name == "ascii" else " → "
        yield self._said(Ask("goal"), "Ladders up", ladder_words(story.ladder, arrow), width)
        yield self._said(Ask("success"), "Success is", kpi.success, width)
        yield self._quadrant(kpi.importance, kpi.ease, width)
        yield self.title("How it is measured", width)
        yield self._said(Ask("formula"), "Formula", kpi.formula, width)
        yield self._said(Ask("definition"), "Counts", kpi.definition, width)
        yield self._said(Ask("data_source"), "Source", kpi.data_source, width)
        yield self._said(Ask("measurement_plan"), "Plan", kpi.measurement_plan, width)
        comes = {Collection.MANUAL: "typed in", Collection.IMPORT: "read from a file"}[kpi.collection]
        yield self._said(Ask("effort_minutes"), "Effort", self._effort(), width, more=comes)
        yield self._said(
            Run("data-check"), "Checked", quality.discrepancy_words(story.discrepancy), width, none="not yet"
        )
        yield self.title("What it does to people", width)
        yield self._said(Ask("customer_impact"), "Customers", kpi.customer_impact, width)
        yield self._said(Ask("behaviour_risk"), "Behaviour", kpi.behaviour_risk, width)
        level, risks = kpi.risk_level, KPI["risk_level"].words
        yield self._said(
            Ask("risk_level"), "Risk", f"{level}  {risks[level]}" if level in range(len(risks)) else "", width
        )
        hands = {None: "", Controllable.YES: "yes", Controllable.PARTLY: "partly", Controllable.NO: "no"}
        yield self._said(Ask("controllable"), "In our hands", hands[kpi.controllable], width)
        yield self._said(Ask("drivers"), "Drivers", kpi.drivers, width)
        yield self._said(Ask("constraints"), "Constraints", kpi.constraints, width)
        yield self._guards(width)
        voices = ", ".join(person.name for person in story.consulted)
        number = plain.count("1 voice", "{n} voices", len(story.consulted)) if story.consulted else ""
        yield self._said(Run("consulted"), "Asked", voices, width, more=number, none="nobody yet")

    def _effort(self) -> str:
        assert self.study is not None
        minutes, cost = self.study.story.card.kpi.effort_minutes, self.study.cost
        if minutes is None:
            return ""
        week = f", {plain.short_number(round(cost.minutes, 1))} a week" if cost and cost.minutes is not None else ""
        return f"{plain.short_number(minutes)} min a reading{week}"

    def _said(
        self, card: Ask | Run, label: str, text: str, width: int, *, more: str = "", none: str = "not said"
    ) -> Card:
        """A label and what was written; what nobody has written says so, quietly."""
        words = typed(text) + (f" ({more})" if more and text else "")
        style = "" if text.strip() else "$off"
        texts = wrap(words if text.strip() else none, width - LABEL - 1, 4, self.glyphs)
        return Card(
            card,
            [[(left("" if place else label, LABEL + 1), "$muted"), (line, style)] for place, line in enumerate(texts)],
        )

    def _guards(self, width: int) -> Card:
        assert self.study is not None
        lines: list[Line] = []
        for line in self.study.story.guards:
            status = line.card.status if line.card else Status.NO_READING
            sign = (f"{self.glyphs.status[status]} ", STATUS_STYLE[status])
            words = typed(line.name) + (f": {typed(line.guard.reason)}" if line.guard.reason else "")
            for place, text in enumerate(wrap(words, width - LABEL - 3, 3, self.glyphs)):
                label = left("" if lines else "Guarded by", LABEL + 1)
                lines.append([(label, "$muted"), ("  ", "") if place else sign, (text, "")])
        return (
            Card(Run("guard"), lines)
            if lines
            else self._said(Run("guard"), "Guarded by", "", width, none="no other KPI")
        )

    def _quadrant(self, importance: int | None, ease: int | None, width: int) -> Card:
        """Importance against ease as two rows of two; the one it lies in is marked."""
        here = quadrant(importance, ease)
        if here is None:
            return self._said(Ask("importance"), "Importance", "", width)
        glyphs, room = self.glyphs, max(10, (width - LABEL - 4) // 2)
        lines: list[Line] = []
        for label, row in (("Matters more", (Quadrant.WORTHWHILE, Quadrant.KEY)),
                           ("Matters less", (Quadrant.DISTRACTION, Quadrant.CONVENIENCE))):  # fmt: skip
            line: Line = [(left(label, LABEL + 1), "$muted")]
            for place, one in enumerate(row):
                mark = glyphs.status[Status.ON_TARGET] if one is here else " "
                words = left(f"{mark} {_QUADRANT[one]}", room, glyphs)
                line += [
                    (f"{glyphs.box[1]} " if place else "", "$off"),
                    (words, "$heading bold" if one is here else "$off"),
                ]
            lines.append(line)
        words = " to measure" if room >= 19 else ""
        axis = left(f"  hard{words}", room) + left(f"    easy{words}", room)
        lines.append([(" " * (LABEL + 1), ""), (axis, "$muted")])
        return Card(Ask("importance"), lines)


_QUADRANT = {
    Quadrant.KEY: "key",
    Quadrant.WORTHWHILE: "worth the effort",
    Quadrant.CONVENIENCE: "convenience",
    Quadrant.DISTRACTION: "distraction",
}


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
        dots = self.glyphs.status[Status.ON_TARGET] * review.score
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

    arrow = " > " if glyphs.name == "ascii" else " → "
    corrected = change.before is not None
    words = f"{value(change.before)}{arrow}{value(change.after)}" if corrected else value(change.after)
    line: Line = [(left(f"{at:%d %b %H:%M}", LABEL + 1), "$muted"), (left(glyphs.plain(period), 14, glyphs), "")]
    line.append((plain.with_unit(words, typed(kpi.unit)), "$watch bold" if corrected else "$heading"))
    return [*line, ("  corrected" if corrected else "  entered", "$muted"), (f"  {typed(change.who)}", "$muted")]
