"""The balance of the measures: sides, costs, and the cutting-room floor."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from enum import Enum, auto
from typing import ClassVar

from textual.binding import Binding, BindingType

from kpiboard.model import Kpi, KpiKind, Perspective, Rollup
from kpiboard.model.frozen import frozen
from kpiboard.rules.balance import IDEAL, IDLE_DAYS, RETIRE_FROM, Balance, Cost, Remark
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.panes.study import Card, CardsPane, Item
from kpiboard.screens.text import Line, left, right, spread, typed, width_of, wrap
from kpiboard.screens.widgets.meter import meter
from kpiboard.views.studies import BalanceStudy
from kpiboard.words import plain, quality
from kpiboard.words.studies import CROWD_SCALE

NAME = 12  # cells of the labels beside the bars


class Side(Enum):
    """Which bar of the balance."""

    FEW = auto()
    HORIZON = auto()
    KIND = auto()
    GOAL = auto()


@frozen
class View:
    """The bar of one perspective; without one, of what nobody has said."""

    perspective: Perspective | None


class SidesPane(CardsPane):
    """The sides of the board as bars; enter on one says which KPIs they are."""

    TITLE: ClassVar[str] = "Balance"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Which ones?", key_display="⏎")]

    def __init__(self) -> None:
        super().__init__(id="sides")
        self.study: BalanceStudy | None = None

    @property
    def found(self) -> Balance:
        assert self.study is not None
        return self.study.balance

    def cards(self, width: int) -> Iterator[Card]:
        if self.study is None:
            return
        found = self.found
        yield self.title("The vital few", width)
        yield self._few(width)
        yield self.title("What it is about", width)
        yield self._sides(
            Side.HORIZON, ("short term", found.short), ("long term", found.long), 0, width, Remark.SHORT_ONLY
        )
        yield self._sides(Side.KIND, ("results", found.outcome), ("process", found.process), found.unsaid_kinds, width,
                          Remark.OUTCOME_ONLY)  # fmt: skip
        yield self.title("Whose view", width)
        yield from self._perspectives(width)
        yield self.title("What it is for", width)
        words = self.glyphs.plain(quality.coverage_words(found))
        yield Card(Side.GOAL, [self._bar("goals", found.laddered, width), [(" " * (NAME + 4), ""), (words, "$muted")]])

    def _bar(self, label: str, number: int, width: int) -> Line:
        """How many of all KPIs."""
        share = number / self.found.active if self.found.active else 0.0
        start: Line = [(left(label, NAME), "$muted"), (right(str(number), 3), "$heading bold" if number else "$off")]
        return [*start, (" ", ""), *meter(share, max(4, width - NAME - 4), self.glyphs)]

    def _few(self, width: int) -> Card:
        """A dot a KPI, in the groups of the published caps."""
        found, glyphs = self.found, self.glyphs
        dot = "▮" if glyphs.half_blocks else glyphs.bar_here
        counts = (min(found.active, IDEAL), min(max(found.active - IDEAL, 0), RETIRE_FROM - 1 - IDEAL))
        beyond = max(found.active - RETIRE_FROM + 1, 0)
        line: Line = [
            (left("KPIs", NAME), "$muted"),
            (dot * counts[0], "$win"),
            (f" {dot * counts[1]}" if counts[1] else "", "$watch"),
        ]
        line.append((f" {dot * min(beyond, width - NAME - 12)}" if beyond else "", "$heading bold"))
        lines = [line, *self._texts_of(CROWD_SCALE, "$muted", width)]
        lines += self._remark(Remark.RETIRE_ONE, width) or self._remark(Remark.MANY, width)
        return Card(Side.FEW, lines)

    def _sides(
        self, side: Side, one: tuple[str, int], other: tuple[str, int], unsaid: int, width: int, remark: Remark
    ) -> Card:
        """Two sides on one bar: what there is of the one from the left, of the other from the right."""
        room = max(4, width - 2 * NAME - 6)
        total = one[1] + other[1]
        bar = meter(one[1] / total, room, self.glyphs) if total else [(" " * room, "")]
        line: Line = [(left(one[0], NAME), "$muted"), (right(str(one[1]), 3), "$heading bold"), (" ", ""), *bar]
        line += [(f" {other[1]}", "$heading bold"), (f"  {other[0]}", "$muted")]
        lines = [line]
        if unsaid:
            lines += self._texts_of(f"{unsaid} not said", "$muted", width)
        return Card(side, [*lines, *self._remark(remark, width)])

    def _perspectives(self, width: int) -> Iterator[Card]:
        found = self.found
        for perspective, number in found.perspectives:
            bar = self._bar(perspective.value, number, width)
            yield Card(View(perspective), [bar])
        if found.unsaid_perspectives:
            yield Card(View(None), [self._bar("not said", found.unsaid_perspectives, width)])
        if remark := self._remark(Remark.QUANTITY_ONLY, width):
            yield Card("", remark)

    def _remark(self, remark: Remark, width: int) -> list[Line]:
        assert self.study is not None
        if remark not in self.study.remarks:
            return []
        return self._texts_of(f"{self.glyphs.open} {quality.remark_words(remark, self.found)}", "$accent-text", width)

    def _texts_of(self, words: str, style: str, width: int) -> list[Line]:
        texts = wrap(self.glyphs.plain(words), width - NAME, 3, self.glyphs)
        return [[(" " * NAME, ""), (text, style)] for text in texts]

    def members(self, card: Hashable) -> tuple[str, list[tuple[str, Kpi]]]:
        """The KPIs behind a card, each with the word it is counted under; what nobody has said first."""
        assert self.study is not None
        active = [self.study.kpis[cost.kpi_id] for cost in self.found.costs]
        words: Callable[[Kpi], str]
        match card:
            case Side.HORIZON:
                title, words = "Short and long term", lambda kpi: f"{kpi.horizon.value} term"
            case Side.KIND:
                title, words = "Results and process", lambda kpi: _KIND[kpi.kind]
            case View(perspective=wanted):
                named = quality.PERSPECTIVES[wanted] if wanted else "Not said"
                title, words = named, lambda kpi: kpi.perspective or "not said"
                active = [kpi for kpi in active if kpi.perspective == wanted]
            case Side.GOAL:
                title, words = "What they are for", lambda kpi: "named" if kpi.goal_id else "by another, or none"
            case _:
                title, words = "Which one can go?", lambda kpi: ""
        rows = [(words(kpi), kpi) for kpi in active]
        return title, sorted(rows, key=lambda row: (row[0] != "not said", row[0]))


_KIND = {None: "not said", KpiKind.OUTCOME: "result", KpiKind.PROCESS: "process"}


class Part(Enum):
    """Under what else a KPI stands, beside what it costs."""

    SPEEDOMETER = auto()
    LONELY = auto()


class CostPane(CardsPane):
    """What measuring costs, KPI by KPI, those that nobody acts on, and the results that nothing feeds."""

    TITLE: ClassVar[str] = "Measuring"
    AIRY: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__(id="costs")
        self.study: BalanceStudy | None = None

    def facts(self) -> list[Line]:
        if self.study is None or not self.study.balance.costs:
            return []
        return [[(quality.measuring_words(self.study.balance), "$muted")]]

    def cards(self, width: int) -> Iterator[Card]:
        if self.study is None or not self.study.balance.costs:
            return
        found = self.study.balance
        yield self.title("Minutes a week", width)
        known = sorted((cost for cost in found.costs if cost.minutes), key=lambda cost: -(cost.minutes or 0.0))
        most = known[0].minutes or 1.0 if known else 1.0
        for cost in known:
            yield self._cost(cost, most, width)
        for cost in found.costs:
            if cost.minutes is None:
                yield self._kpi(cost.kpi_id, None, [("not said", "$accent-text")], width)
        free = [cost for cost in found.costs if cost.minutes == 0]
        for cost in free:
            made = self.study.kpis[cost.kpi_id].rollup is not Rollup.NONE
            yield self._kpi(cost.kpi_id, None, [("made from others" if made else "none", "$muted")], width)
        yield from self._named("Speedometer only", f"no action for {IDLE_DAYS} days: what would you do if it moved?",
                               found.speedometers, Part.SPEEDOMETER, width)  # fmt: skip
        yield from self._named("Results that no process measure feeds", "known too late to change them",
                               found.lonely_outcomes, Part.LONELY, width)  # fmt: skip

    def _cost(self, cost: Cost, most: float, width: int) -> Card:
        assert self.study is not None
        minutes, kpi = cost.minutes or 0.0, self.study.kpis[cost.kpi_id]
        each = plain.short_number(kpi.effort_minutes or 0.0)
        reads = f"{plain.short_number(round(cost.reads, 1))} x {each} min"
        room = max(0, min(24, width - 34 - 20))
        bar = meter(1.0, max(1, round(room * minutes / most)), self.glyphs) if room else []
        line: Line = [(right(plain.short_number(round(minutes)), 4), "$heading bold"), (" min  ", "$muted"), *bar]
        if width >= 50:
            line += [(" " * (room - width_of(bar)), ""), (f"  {reads}", "$muted")]
        return self._kpi(cost.kpi_id, None, line, width)

    def _named(self, title: str, why: str, ids: tuple[str, ...], part: Part, width: int) -> Iterator[Card]:
        if not ids:
            return
        texts = wrap(self.glyphs.plain(why), width, 2, self.glyphs)
        yield Card("", [[(title, "$muted bold")], *([(text, "$muted")] for text in texts)])
        for kpi_id in ids:
            yield self._kpi(kpi_id, part, [], width)

    def _kpi(self, kpi_id: str, part: Part | None, more: Line, width: int) -> Card:
        assert self.study is not None
        name = typed(self.study.kpis[kpi_id].name)
        names = min(26, max(10, width - 24))
        return Card(
            Item(Selection("kpi", kpi_id), part),
            [[(left(name, names, self.glyphs) if more else name, "$heading"), ("  ", ""), *more]],
        )

    def empty(self, width: int) -> list[Line]:
        return self.invitation("No KPIs yet · n adds one") if self.study else []


class FloorPane(CardsPane):
    """The cutting-room floor: what was measured once, when and why it went; enter brings it back."""

    TITLE: ClassVar[str] = "Cutting-room floor"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "Bring back", key_display="⏎")]

    def __init__(self) -> None:
        super().__init__(id="floor")
        self.study: BalanceStudy | None = None

    def facts(self) -> list[Line]:
        return [[(str(len(self.study.floor)), "$muted")]] if self.study and self.study.floor else []

    def cards(self, width: int) -> Iterator[Card]:
        if self.study is None or self.snapshot is None:
            return
        glyphs = self.glyphs
        for kpi in self.study.floor:
            when = plain.day_words(kpi.retired_on, self.snapshot.today) if kpi.retired_on else ""
            lines: list[Line] = [spread([(typed(kpi.name), "$heading")], [(when, "$muted")], width, glyphs)]
            lines += [[(text, "$muted")] for text in wrap(kpi.retired_reason, width, 3, glyphs) if text]
            if kpi.epitaph:
                texts = wrap(kpi.epitaph, width - 2, 3, glyphs)
                lines += [[(f"{glyphs.bar} ", "$accent-text"), (text, "")] for text in texts]
            yield Card(kpi.id, lines)

    def empty(self, width: int) -> list[Line]:
        words = "Nothing here · x retires a KPI, and nothing is lost"
        return [
            [("  ", ""), (text, "$muted")] for text in wrap(self.glyphs.plain(words), max(1, width - 3), 3, self.glyphs)
        ]
