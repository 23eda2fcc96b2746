"""The action queue over the whole screen: a column a stage, cards moved with keys or dragged."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from kpiboard.model import Stage, View
from kpiboard.rules.pdca import RUNNING
from kpiboard.screens.action.through import look_through
from kpiboard.screens.frame.selection import Kind, Moved, Selection
from kpiboard.screens.panes.actions import latest_word
from kpiboard.screens.panes.queue import QueuePane, due_part, joined, marks, owner_part, seen_through
from kpiboard.screens.panes.screen import PaneScreen
from kpiboard.screens.panes.study import StudyLines
from kpiboard.screens.text import Line, crop, fit, typed, width_of, wrap
from kpiboard.screens.widgets.arrangement import Arrangement, Entry
from kpiboard.screens.widgets.commandbar import CommandBar
from kpiboard.screens.widgets.masthead import LINE, Masthead
from kpiboard.views.board import ActionCard, BoardSnapshot

_NARROW = 64  # below that many cells one column is shown at a time


class QueueColumn(QueuePane):
    """The actions of one stage, the late ones first; a card is picked up with the mouse and dropped on another."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(id=f"stage-{stage.value}")
        self.stage = stage
        self.framed = True
        self._held = ""
        self._held_at = (0, 0)
        self._dragging = False

    @property
    def all_cards(self) -> list[ActionCard]:
        return [card for card in super().all_cards if card.action.stage is self.stage]

    def place_cards(self, width: int, height: int) -> Arrangement:
        lines = {card.action.id: len(self._lines(card, width, False)) for card in self.cards}
        return Arrangement([Entry(card_id, high) for card_id, high in lines.items()], gap_y=1)

    def head(self, width: int) -> list[Line]:
        count: list[Line] = [[(str(len(self.cards)), "$muted")]]
        return self.two_rows(count, width, always=True)

    @property
    def TITLE(self) -> str:  # type: ignore[override]  # noqa: N802
        return f"{self.glyphs.stage[self.stage]} {self.stage.value}"

    def empty(self, width: int) -> list[Line]:
        return self.invitation("nothing here") if self.snapshot else []

    def paint(self, entry: Entry, width: int, height: int, here: bool) -> list[Line]:
        card = self.snapshot.action(str(entry.id)) if self.snapshot else None
        return self._lines(card, width, here) if card else []

    def _lines(self, card: ActionCard, width: int, here: bool) -> list[Line]:
        assert self.snapshot is not None
        glyphs = self.glyphs
        room = max(1, width - 3)
        mark = glyphs.cursor if here else " "
        margin = (f"{mark} ", "$accent-text bold")
        due, due_style = due_part(card, self.snapshot, glyphs)
        lines: list[Line] = [
            [("  " if row else margin[0], margin[1]), (text, "$heading bold")]
            for row, text in enumerate(wrap(card.action.title, room, 3, glyphs))
        ]
        cycle = f"{glyphs.stage[self.stage]}{card.action.cycle}  " if card.action.cycle > 1 else ""
        facts: Line = [(f"{card.label}  ", "$muted"), (cycle, "$accent-text"), owner_part(card, glyphs), ("  ", "")]
        facts.append((due, due_style))
        if width_of(facts) > room:  # on a line of its own rather than cut
            lines.append([("  ", ""), *crop([facts.pop()], room, glyphs)])
        lines.append([("  ", ""), *crop(facts, room, glyphs)])
        row: Line = []
        for words, style in marks(card):  # each whole on a line, as many side by side as there is room for
            if row and width_of(row) + 2 + cell_len(words) > room:
                lines.append([("  ", ""), *row])
                row = []
            row += [("  " if row else "", ""), (fit(words, room, glyphs), style)]
        if row:
            lines.append([("  ", ""), *row])
        if card.kpi and room > 20:
            lines.append([("  ", ""), *crop([(typed(card.kpi.name), "$muted")], room, glyphs)])
        said = latest_word(card)
        if said and room > 30:
            lines += [[("  ", ""), (text, "$muted")] for text in wrap(said, room, 2, glyphs)]
        return lines

    def action_step(self, way: str) -> None:
        if way in ("left", "right") and isinstance(self.screen, QueueScreen):
            self.screen.action_turn(1 if way == "right" else -1)
        else:
            super().action_step(way)

    # Dragging.

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._held = str(self.card_at(event.x, event.y))
        self._held_at = (event.screen_x, event.screen_y)
        if self._held:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if not self._held:
            return
        away = abs(event.screen_x - self._held_at[0]) + abs(event.screen_y - self._held_at[1])
        if away > 2 and not self._dragging:
            self._dragging = True
            self.move_to(self._held)
        if self._dragging and isinstance(self.screen, QueueScreen):
            self.screen.mark_target(self._target(event), self)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        held, self._held = self._held, ""
        if held:
            self.release_mouse()
        if self._dragging and isinstance(self.screen, QueueScreen):
            target = self._target(event)
            self.screen.mark_target(None, self)
            if target is not None and target is not self:
                self.screen.post_message(Moved(held, target.stage))

    def clicked(self, event: events.Click) -> None:
        if self._dragging:
            self._dragging = False
        else:
            super().clicked(event)

    def _target(self, event: events.MouseEvent) -> QueueColumn | None:
        for column in self.screen.query(QueueColumn):
            if column.display and column.region.contains(event.screen_x, event.screen_y):
                return column
        return None


class QueueScreen(PaneScreen[QueueColumn]):
    CSS_PATH = "queue.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear_view", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.snapshot: BoardSnapshot | None = None
        self.view: View | None = None
        self._masthead = Masthead()
        self._through = StudyLines(id="view")
        self.panes = tuple(QueueColumn(stage) for stage in RUNNING)

    def compose(self) -> ComposeResult:
        yield self._masthead
        yield self._through
        with Horizontal(id="stages"):
            yield from self.panes
        yield CommandBar()

    def on_mount(self) -> None:
        self._masthead.styles.height = LINE
        self._through.show(self._seen_through())
        self.pane.focus()

    def show(self, snapshot: BoardSnapshot) -> None:
        """Draws a newer snapshot; the cursor goes along with its card when that has changed its column."""
        selection = self.selection
        self.snapshot = snapshot
        self._masthead.show(snapshot)
        for column in self.panes:
            column.show(snapshot)
        self._through.show(self._seen_through())
        if selection:
            self.select(selection.kind, selection.id)

    def look_through(self, view: View | None) -> None:
        """Shows only the actions that fit a view; None: all."""
        self.view = view
        for column in self.panes:
            column.look_through(view)
        self._through.show(self._seen_through())

    def _seen_through(self) -> list[Line]:
        """The line that names the view, with all that it hides."""
        if self.view is None or self.snapshot is None:
            return []
        glyphs = self._masthead.glyphs
        hidden = sum(len(column.all_cards) - len(column.cards) for column in self.panes)
        parts = [(seen_through(self.view, self.snapshot, glyphs), "$accent-text bold"), (f"{hidden} hidden", "$muted")]
        return [[("   ", ""), *joined([*parts, ("esc shows all", "$muted")], glyphs)]]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "clear_view" or self.view is not None

    def action_clear_view(self) -> None:
        self.show_all()

    def show_all(self) -> None:
        """Back to all actions; when a view has opened the columns, back to the board."""
        view = self.view
        look_through(self.board_app, None)
        if view is not None and view.columns:
            self.app.pop_screen()

    @property
    def selection(self) -> Selection | None:
        return self.pane.selection

    def select(self, kind: Kind, item: str) -> bool:
        """Moves focus and cursor to a card; False when it is in none of the columns."""
        for number, column in enumerate(self.panes):
            if kind == "action" and column.move_to(item):
                self.focus_pane(number)
                return True
        return False

    def mark_target(self, target: QueueColumn | None, source: QueueColumn) -> None:
        """Shows where a dragged card would land."""
        for column in self.panes:
            column.set_class(column is target and column is not source, "-target")

    def lay_out(self) -> None:
        self.show_panes(one=self.size.width < _NARROW)
