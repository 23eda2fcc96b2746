"""The definition sheet of a KPI, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from kpiboard.model import Collection, Controllable
from kpiboard.model.facts.kpi import KPI
from kpiboard.rules.quality import Quadrant, quadrant
from kpiboard.rules.status import Status
from kpiboard.screens.panes.study import Card, CardsPane
from kpiboard.screens.text import STATUS_STYLE, Line, left, typed, wrap
from kpiboard.words import plain, quality
from kpiboard.words.facts import value_words
from kpiboard.words.quality import QUADRANT_WORDS
from kpiboard.words.studies import ladder_words

if TYPE_CHECKING:
    pass

from kpiboard.screens.panes.quality_study import LABEL, Ask, QualityStudy, Run


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
        arrow = f" {glyphs.arrow} "
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
        yield self._said(Ask("risk_level"), "Risk", value_words(KPI["risk_level"], kpi.risk_level), width)
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
                mark = glyphs.cursor if one is here else " "
                words = left(f"{mark} {QUADRANT_WORDS[one]}", room, glyphs)
                line += [
                    (f"{glyphs.box[1]} " if place else "", "$off"),
                    (words, "$heading bold" if one is here else "$off"),
                ]
            lines.append(line)
        words = " to measure" if room >= 19 else ""
        axis = left(f"  hard{words}", room) + left(f"    easy{words}", room)
        lines.append([(" " * (LABEL + 1), ""), (axis, "$muted")])
        return Card(Ask("importance"), lines)
