"""Balance: are the measures few, and do they look at more than one side? And what is on the cutting-room floor."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len

from kpiboard.basics.errors import LookOnly, Refused
from kpiboard.screens.dialogs.base import Confirm
from kpiboard.screens.dialogs.pick import Pick
from kpiboard.screens.frame.selection import Kind, Selection
from kpiboard.screens.kpi import commands
from kpiboard.screens.panes.balance import CostPane, FloorPane, Side, SidesPane
from kpiboard.screens.panes.study import Item, StudyPane
from kpiboard.screens.panes.study_screen import StudyScreen, toggle
from kpiboard.screens.text import Line, left, spread, width_of
from kpiboard.views.studies import BalanceStudy
from kpiboard.words import plain, quality

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.screens.frame.live import LiveBoard


class BalanceScreen(StudyScreen[BalanceStudy]):
    COLUMNS: ClassVar[tuple[tuple[int, ...], ...]] = ((0,), (1, 2))
    SHARES: ClassVar[tuple[int, ...]] = (9, 10)

    def __init__(self) -> None:
        super().__init__()
        self.sides, self.costs, self.floor = SidesPane(), CostPane(), FloorPane()
        self.panes = (self.sides, self.costs, self.floor)

    def read(self, board: Board) -> BalanceStudy:
        return board.studies.balance()

    def take(self, study: BalanceStudy) -> None:
        self.sides.study = self.costs.study = self.floor.study = study
        super().take(study)

    def page_head(self, width: int, *, roomy: bool) -> list[Line]:
        assert self.study is not None
        found, glyphs = self.study.balance, self.board_app.glyphs
        margin = "   " if roomy else " "
        words = glyphs.plain(quality.crowd_words(found.crowd, found.active))
        line: Line = [(f"{margin}Few and balanced?  ", "$muted"), (words, "$heading bold")]
        end: Line = [(glyphs.plain(quality.coverage_words(found)), "$muted"), (margin, "")]
        if width_of(line) + width_of(end) + 2 > width:
            end = []
        return [[], spread(line, end, width, glyphs), []] if roomy else [spread(line, end, width, glyphs)]

    def select(self, kind: Kind, item: str) -> bool:
        """Moves the cursor to a KPI in the list of costs; False when it is not there."""
        return self.costs.move_to(Item(Selection(kind, item)))

    def choose(self, pane: StudyPane, card: Hashable) -> None:
        if pane is self.sides:
            self.start(self._name_members(card))
        elif pane is self.floor and isinstance(card, str):
            self._ask_to_restore(card)
        elif self.costs.selection:
            self.start(self.board_app.open_selection(self.costs.selection))

    async def _name_members(self, card: Hashable) -> None:
        """Which KPIs a bar stands for; choosing one opens it."""
        title, members = self.sides.members(card)
        wide = max((cell_len(words) for words, _ in members), default=0)
        options = [(kpi.id, f"{left(words, wide)}  {kpi.name}" if wide else kpi.name) for words, kpi in members]
        if not options:
            raise Refused(f"{title}: no KPI looks at that.", "S says whose view a KPI takes.")
        app, by_id = self.board_app, {kpi.id: kpi for _, kpi in members}
        retire = card is Side.FEW and not app.need_snapshot().read_only

        def chosen(kpi_id: str | None) -> None:
            if kpi_id and retire:
                app.call_later(commands.put_away, app, by_id[kpi_id])
            elif kpi_id:
                app.call_later(app.open_selection, Selection("kpi", kpi_id))

        await app.open_dialog(Pick(title, options, verb="Retire" if retire else "Open"), chosen)

    def _ask_to_restore(self, kpi_id: str) -> None:
        assert self.study is not None
        app, kpi = self.board_app, self.study.kpis[kpi_id]
        if app.need_snapshot().read_only:
            app.tell(LookOnly())
            return
        said = f"It was retired because: {kpi.retired_reason}" if kpi.retired_reason else ""
        then = plain.count(
            "It will be the only KPI on the board.",
            "With it there are {n} KPIs on the board.",
            self.study.balance.active + 1,
        )
        question = "\n".join(part for part in (said, then) if part)
        restore = partial(_restore, app, kpi_id)
        self.start(app.open_dialog(Confirm(f"Bring {kpi.name} back?", question, "Bring it back", then=restore)))


def _restore(app: LiveBoard, kpi_id: str) -> None:
    app.change(lambda board: board.kpis.restore(kpi_id), lambda kpi: f"{kpi.name} is on the board again.")


async def open_balance(app: LiveBoard) -> None:
    """The balance of the board; again: back."""
    await toggle(app, BalanceScreen())
