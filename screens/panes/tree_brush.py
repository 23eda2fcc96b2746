"""How the rows of the tree are drawn: the card of a goal at the left, KPIs and actions in columns at the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from kpiboard.model import Action, Goal, Rollup
from kpiboard.model.frozen import frozen
from kpiboard.screens.panes.queue import due_part
from kpiboard.screens.panes.tree_rows import Block, Row
from kpiboard.screens.text import STATUS_STYLE, Glyphs, Line, crop, fit, left, right, spread, typed, width_of, wrap
from kpiboard.screens.widgets.meter import meter
from kpiboard.screens.widgets.tile import judged_shortly
from kpiboard.views.board import BoardSnapshot, KpiCard
from kpiboard.words import plain
from kpiboard.words.kpi import target_words, value_words
from kpiboard.words.studies import progress_words

OWNER = 3  # cells of the initials


def what_width(width: int) -> int:
    """Cells of the column of the goals; 0 where a goal stands above its KPIs instead."""
    return 36 if width >= 104 else 25 if width >= 70 else 0


@frozen
class Columns:
    """Cells of what stands at the right of the names; 0 leaves a column out."""

    value: int
    target: int
    status: int


class Brush:
    """Draws rows of `width` cells; `person` is whose line it is, "" for everybody's."""

    def __init__(self, snapshot: BoardSnapshot, glyphs: Glyphs, person: str, width: int) -> None:
        self.snapshot, self.glyphs, self.person = snapshot, glyphs, person
        self.what = what_width(width)
        self.columns = self._measure(width - self.what)

    def _measure(self, room: int) -> Columns:
        def widest(texts: Iterable[str], most: int) -> int:
            return min(most, max(map(cell_len, texts), default=0))

        cards = self.snapshot.kpis
        return Columns(
            widest(map(self._value, cards), 14) if room >= 30 else 0,
            widest(map(self._target, cards), 9) if room >= 40 else 0,
            widest(map(self._judged, cards), 18) if room >= 66 else 0,
        )

    def _value(self, card: KpiCard) -> str:
        """The latest value; `= ` before one that is made from the KPIs below."""
        value = self.glyphs.plain(value_words(card.latest, card.kpi))
        return f"{'' if card.kpi.rollup is Rollup.NONE else '= '}{plain.with_unit(value, typed(card.kpi.unit))}"

    def _target(self, card: KpiCard) -> str:
        words = target_words(card.target)
        return self.glyphs.plain("–" if words == "no target" else words)

    def _judged(self, card: KpiCard) -> str:
        """`▼ worse`; a green that a red guard calls into question says so."""
        return judged_shortly(card, self.glyphs)

    def line(self, row: Row | None, block: Block, place: int, width: int, here: bool) -> Line:
        """The line at a `place` of a block, whose row there is None when only the goal is that long."""
        card = self.goal_card(block)
        lit = " on $cursor-bg" if here else ""
        if row is not None and place == 0:
            return _on(self._goal_row(row, card, width, here), lit, width)
        start: Line = []
        if self.what:
            part = card[place] if place < len(card) else []
            start = [("  ", ""), *part, (" " * (self.what - 2 - width_of(part)), "")]
        room = width - self.what
        return start if row is None else [*start, *_on(self._how(row, room, here), lit, room)]

    def goal_card(self, block: Block) -> list[Line]:
        """The lines of a goal in the left column; none where there is no such column."""
        width = self.what - 3
        if width <= 0:
            return []
        if block.goal is None:
            lines: list[Line] = [[("Without a goal", "$heading bold")]]
            return [*lines, *([(text, "$muted")] for text in wrap("they lead nowhere yet", width, 2, self.glyphs))]
        goal = block.goal.goal
        lines = [[(text, "$heading bold")] for text in wrap(goal.title, width, 3, self.glyphs)]
        if not block.rows[0].below:
            facts = f"{goal.category.value} · {goal.horizon.value} term"
            if cell_len(facts) > width:
                facts = facts.removesuffix(" term")
            lines.append([(fit(self.glyphs.plain(facts), width, self.glyphs), "$muted")])
            owner = self._owner(goal)
            if owner:
                lines.append([(fit(owner, width, self.glyphs), "$muted")])
        return lines

    def _owner(self, goal: Goal) -> str:
        person = next((one for one in self.snapshot.people if one.id == goal.owner_id), None)
        return typed(person.name) if person else ""

    def _goal_row(self, row: Row, card: list[Line], width: int, here: bool) -> Line:
        """The first row of a block: the goal, and how far its actions are."""
        glyphs, what = self.glyphs, self.what
        mark = (f"{glyphs.cursor} " if here else "  ", "$accent-text bold")
        title: Line = (
            card[0] if card else [(typed(row.goal.goal.title) if row.goal else "Without a goal", "$heading bold")]
        )
        how: Line = []
        if row.goal is not None:
            node, total = row.goal, len(row.goal.actions)
            if what and total:
                how += [*meter(node.done / total, 10, glyphs), ("  ", "")]
            short = f"{node.done}/{total}" if total else ""
            how.append((progress_words(node) if what else short, "$muted" if total else "$watch"))
        if row.below:
            how.append((f"  +{row.below}", "$accent-text bold"))
        if not what:
            return spread([mark, *title], [*how, (" ", "")], width, glyphs)
        return [mark, *title, (" " * (what - width_of(title)), ""), *crop(how, width - what - 2, glyphs)]

    def _how(self, row: Row, width: int, here: bool) -> Line:
        glyphs = self.glyphs
        start: Line = [(f"{glyphs.cursor} " if here else "  ", "$accent-text bold")]
        start.append((_guide(row.guides, glyphs), "$off"))
        if row.closed:
            sign = glyphs.done
            done = plain.count("1 action done", "{n} actions done", row.closed)
            return [*start, (f"{sign} {done}", "$muted")]
        if row.action is not None:
            return self._action_row(row.action, start, width)
        return self._kpi_row(row, start, width)

    def _kpi_row(self, row: Row, start: Line, width: int) -> Line:
        assert row.kpi is not None
        glyphs, columns = self.glyphs, self.columns
        card = self.snapshot.kpi(row.kpi.kpi.id)
        if card is None:
            return [*start, (typed(row.kpi.kpi.name), "$muted")]
        style = STATUS_STYLE[card.status]
        mine = not self.person or card.kpi.owner_id == self.person
        start = [*start, (f"{glyphs.status[card.status]} ", style)]
        start.append((typed(card.kpi.name), "$heading" if mine else "$muted"))
        folded: Line = [(f" +{row.below}", "$accent-text bold")] if row.below else []
        end: Line = []
        if columns.value:
            end += [("  ", ""), (right(self._value(card), columns.value, glyphs), f"{style} bold")]
        if columns.target:
            end += [("  ", ""), (left(self._target(card), columns.target, glyphs), "")]
        if columns.status:
            end += [("  ", ""), (left(self._judged(card), columns.status, glyphs), style)]
        initials = typed(card.owner.initials) if card.owner else glyphs.plain("–")
        owner = "$accent-text bold" if self.person and mine else "$muted"
        end += [("  ", ""), (left(initials, OWNER, glyphs), owner), (" ", "")]
        start = crop(start, width - width_of(end) - width_of(folded) - 1, glyphs)
        return spread([*start, *folded], end, width, glyphs)

    def _action_row(self, action: Action, start: Line, width: int) -> Line:
        glyphs = self.glyphs
        card = self.snapshot.action(action.id)
        if card is None:
            return [*start, (typed(action.title), "$muted")]
        due, due_style = due_part(card, self.snapshot, glyphs)
        mine = bool(self.person) and action.owner_id == self.person
        initials = typed(card.owner.initials) if card.owner else glyphs.plain("–")
        end: Line = [("  ", ""), (due, due_style)]
        end += [
            ("  ", ""),
            (left(initials, OWNER, glyphs), "$accent-text bold" if mine else "$muted"),
            (" ", ""),
        ]
        words: Line = [(f"{glyphs.stage[action.stage]} ", "$accent-text"), (f"{card.label} ", "$muted")]
        return spread([*start, *words, (typed(action.title), "$foreground")], end, width, glyphs)


def _guide(guides: Sequence[bool], glyphs: Glyphs) -> str:
    """`│ ├─`: lines from the KPI above; the topmost have none."""
    if len(guides) < 2:
        return ""
    straight, fork, end = ("│ ", "├ ", "└ ") if glyphs.name != "ascii" else ("| ", "|-", "`-")
    above = "".join(straight if more else "  " for more in guides[1:-1])
    return above + (fork if guides[-1] else end)


def _on(line: Line, base: str, width: int) -> Line:
    """The line on the cursor's colour over its whole width."""
    if not base:
        return line
    filled = [*line, (" " * max(0, width - width_of(line)), "")]
    return [(text, f"{style}{base}".strip()) for text, style in filled]
