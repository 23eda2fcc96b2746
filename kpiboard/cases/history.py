"""Use cases over the whole board: undo and redo, the log, the TOML file, checks and backups.

The exchange is imported where it is used: recording a number or opening the board must not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kpiboard.basics.errors import Refused
from kpiboard.cases.base import Cases
from kpiboard.model.frozen import frozen
from kpiboard.model.log import Change, Step
from kpiboard.store import Store

if TYPE_CHECKING:
    from kpiboard.exchange.rows import BoardRows
    from kpiboard.exchange.toml.board_toml import ImportPlan, Mode


@frozen
class PlannedImport:
    """What an import would do, and the change of the board it was worked out against."""

    plan: ImportPlan
    since: int
    source: str


def board_rows(store: Store) -> BoardRows:
    """Every fact of the board; the readings are read as they are asked for."""
    from kpiboard.exchange.rows import BoardRows

    return BoardRows.gathered(store.info(), store.all, store.all_readings())


class HistoryCases(Cases):
    def undo(self, txn: int | None = None) -> Step:
        """Takes back your last change, or the change with that number; never over somebody else's later one."""
        return self.store.undo(self.who, self._clock(), txn)

    def redo(self) -> Step:
        return self.store.redo(self.who, self._clock())

    def log(self, limit: int = 50, before: int | None = None) -> list[Step]:
        return self.store.log(limit=limit, before=before)

    def changes_of(self, txn: int) -> list[Change]:
        return self.store.changes_of(txn)

    def export_toml(self) -> str:
        from kpiboard.exchange.toml.board_toml import export

        return "".join(export(board_rows(self.store)))

    def export_to(self, path: Path) -> None:
        """Writes the TOML file; an existing one is replaced only when the new one is complete."""
        from kpiboard.exchange.toml.board_toml import write

        write(board_rows(self.store), path)

    def plan_import(self, source: Path | str | bytes, mode: Mode | None = None) -> PlannedImport:
        """What importing a TOML file (a path, or its text) would change; nothing is changed yet.

        The mode is to merge (add and change, never remove) unless told otherwise.
        """
        from kpiboard.exchange.toml.board_toml import Mode, plan, read

        document = read(source.encode() if isinstance(source, str) else source)
        name = source.name if isinstance(source, Path) else "TOML"
        since = self._last_step()
        worked_out = plan(document, board_rows(self.store), mode or Mode.MERGE, self._clock(), self.info.timezone)
        return PlannedImport(worked_out, since, name)

    def apply_import(self, planned: PlannedImport, progress: Callable[[int], None] | None = None) -> ImportPlan:
        """Carries out a planned import: all of it, as one step, or nothing.

        `progress` is called now and then with the number of rows written so far.
        """
        if planned.plan.is_empty:
            return planned.plan
        with self._writing(f"Import {planned.source}") as writer:
            if self._last_step() != planned.since:
                raise Refused("The board has changed since you looked.", "Look at the import again.")
            writer.put_many(planned.plan.rows_to_put(), progress)
            writer.remove(*planned.plan.rows_to_remove())
        return planned.plan

    def import_toml(self, source: Path | str | bytes, mode: Mode | None = None) -> ImportPlan:
        return self.apply_import(self.plan_import(source, mode))

    def check(self) -> list[str]:
        """What is wrong with the file or breaks a rule, one sentence each; empty when all is well."""
        return self.store.check()

    def backup(self, to: Path) -> None:
        self.store.backup(to)
