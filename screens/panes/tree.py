"""The tree: what we want, how we see it come, and who does what for it.

Drawn as two columns on the board's own list instead of Textual's Tree: the goals (what) stand as cards beside their
KPIs and actions (how), figures stand in columns, and the cursor, the mouse and the scrolling are those of every list.
"""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from kpiboard.rules import tree as rules
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.panes.study import StudyPane
from kpiboard.screens.panes.tree_brush import Brush, what_width
from kpiboard.screens.panes.tree_rows import Block, Row, blocks, inside
from kpiboard.screens.text import Line, crop, width_of
from kpiboard.screens.widgets.arrangement import Arrangement, Entry
from kpiboard.views.studies import TreeStudy


class TreePane(StudyPane):
    """Goals at the left, at their right the KPIs and actions; a row a KPI or action."""

    TITLE: ClassVar[str] = "Tree"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "fold", "Fold")]

    def __init__(self) -> None:
        super().__init__(id="tree")
        self.study: TreeStudy | None = None
        self.person = ""
        self.folded: set[str] = set()
        self._touched = False  # whether somebody has folded anything
        self._row_of: dict[str, Row] = {}
        self._entry_of: dict[str, tuple[Row | None, Block, int]] = {}
        self._brush: Brush | None = None

    # What stands where

    @property
    def shown(self) -> rules.Tree | None:
        if self.study is None:
            return None
        return self.study.tree.only(self.person) if self.person else self.study.tree

    def place_cards(self, width: int, height: int) -> Arrangement:
        self._row_of, self._entry_of = {}, {}
        shown = self.shown
        if shown is None or self.snapshot is None:
            return Arrangement([])
        room = height - self.head_rows
        if not self._touched:
            self.folded = self._first_folds(shown, room)
        self._brush = brush = Brush(self.snapshot, self.glyphs, self.person, width)
        found = list(blocks(shown, self.folded))
        sizes = [max(len(block.rows), len(brush.goal_card(block))) for block in found]
        air = sum(sizes) + len(sizes) - 1 <= room or self.framed
        entries: list[Entry] = []
        for block, size in zip(found, sizes, strict=True):
            if entries and air:
                entries.append(Entry("", 1))
            for place in range(size):
                row = block.rows[place] if place < len(block.rows) else None
                key = row.id if row and row.id else f" {block.rows[0].id} {place}"
                self._entry_of[key] = (row, block, place)
                if row and row.id:
                    self._row_of[row.id] = row
                entries.append(Entry(row.id if row else "", 1, key))
        return Arrangement(entries)

    def _first_folds(self, shown: rules.Tree, room: int) -> set[str]:
        """What is folded until somebody unfolds it: the actions, as long as not everything fits."""
        rows = [row for block in blocks(shown, set()) for row in block.rows]
        if len(rows) + len(shown.goals) <= room:
            return set()
        return {row.id for row in rows if row.kpi and not row.kpi.children and row.kpi.actions}

    # Drawing

    def head(self, width: int) -> list[Line]:
        """What and how stand over their columns, in the place of a title."""
        glyphs, what = self.glyphs, what_width(width)
        style = "$accent-text bold" if self.has_focus else "$heading bold"
        hidden = self.hidden()
        more: Line = [(f" {glyphs.more} +{hidden} more ", "$muted")] if hidden else []
        rule = " " if self.framed else glyphs.rule
        rule_style = "$accent" if self.has_focus else "$rule"
        line: Line = [(f"{glyphs.cursor} " if self.has_focus else "  ", "$accent-text bold"), ("WHAT", style)]
        line.append((" goals ", "$muted"))
        if what:
            line.append((rule * (what + 1 - width_of(line)) + " ", rule_style))
        line += [
            ("HOW", style),
            (" KPIs and the actions that move them " if width > 100 else " KPIs, actions ", "$muted"),
        ]
        if self.hidden_panes:
            part: Line = [
                (rule * 2, rule_style),
                (" tab ", "$accent-text bold"),
                (f"{self.hidden_panes[0]} ", "$muted"),
            ]
            line += part if width_of([*line, *part, *more]) <= width else []
        line = crop(line, width - width_of(more), glyphs)
        line += [(rule * (width - width_of(line) - width_of(more)), rule_style), *more]
        return [[], line, []] if self.framed else [line]

    def empty(self, width: int) -> list[Line]:
        if self.study is None:
            return []
        if self.person:
            return self.invitation("Nothing here is theirs yet · F shows everybody's")
        return self.invitation("No goals and no KPIs yet · G adds a goal, n a KPI")

    def base(self, entry: Entry, here: bool) -> str:
        return ""

    def paint(self, entry: Entry, width: int, height: int, here: bool) -> list[Line]:
        found = self._entry_of.get(entry.words)
        if found is None or self._brush is None:
            return []
        return [self._brush.line(*found, width, here)]

    # The cursor

    @property
    def row(self) -> Row | None:
        return self._row_of.get(self.cursor) if isinstance(self.cursor, str) else None

    @property
    def selection(self) -> Selection | None:
        return self.row.selection if self.row else None

    def go_to(self, item: str) -> bool:
        """Puts the cursor on a goal, a KPI or an action, unfolding what hides it; False when it is not in the tree."""
        for block in blocks(self.shown, set()) if self.shown else ():
            for row in block.rows:
                if row.id and item in (row.id, row.selection and row.selection.id):
                    hiding = {one for one in self.folded if row.id.startswith(f"{one}/")}
                    if hiding:
                        self._touched = True
                        self.folded -= hiding
                        self.relayout()
                    return self.move_to(row.id)
        return False

    def action_step(self, way: str) -> None:
        row = self.row
        if way == "left" and row is not None:
            if self._can_fold(row) and row.id not in self.folded:
                self.fold(row.id, True)
            elif "/" in row.id:
                self.move_to(row.id.rpartition("/")[0])
        elif way == "right" and row is not None:
            if row.id in self.folded:
                self.fold(row.id, False)
            elif self._can_fold(row):
                super().action_step("down")
        else:
            super().action_step(way)

    def action_fold(self) -> None:
        """Folds what is below the row under the cursor, or of the KPI that an action belongs to."""
        row = self.row
        if row is None:
            return
        target = row.id if self._can_fold(row) else row.id.rpartition("/")[0]
        if target:
            self.fold(target, target not in self.folded)
            self.move_to(target)

    def fold(self, row_id: str, fold: bool) -> None:
        self._touched = True
        self.folded = self.folded | {row_id} if fold else self.folded - {row_id}
        self.relayout()
        self.reveal()

    @staticmethod
    def _can_fold(row: Row) -> bool:
        return row.action is None and (row.kpi is None or inside(row.kpi) > 0)
