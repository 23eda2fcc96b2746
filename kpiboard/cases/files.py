"""Use cases of the board's files: the TOML file that a team keeps, checks and backups."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from kpiboard.basics.errors import ChangedSince
from kpiboard.cases.desk import AtDesk, Desk
from kpiboard.exchange.files import write_pieces
from kpiboard.exchange.rows import BoardRows
from kpiboard.exchange.toml.board_toml import export, plan, read
from kpiboard.views.imports import ImportPlan, Mode, PlannedImport
from kpiboard.words import log


class FileCases(AtDesk):
    def pieces(self) -> Iterator[str]:
        """The TOML file, piece by piece; nobody may write to the board until the last one."""
        return iter(export(_rows(self._desk)))

    def export_toml(self) -> str:
        """The whole TOML file: everything that the board holds."""
        return "".join(self.pieces())

    def export_to(self, path: Path) -> None:
        """Writes the TOML file; an existing one is replaced only when the new one is complete."""
        write_pieces(self.pieces(), path, replace=True)

    def plan_import(self, source: Path | str | bytes, mode: Mode | None = None) -> PlannedImport:
        """What importing a TOML file (a path, or its text) would change; nothing is changed yet.

        The mode is to merge (add and change, never remove) unless told otherwise.
        """
        document = read(source.encode() if isinstance(source, str) else source)
        name = source.name if isinstance(source, Path) else "TOML"
        since = self._desk.last_step()
        worked_out = plan(document, _rows(self._desk), mode or Mode.MERGE, self._desk.clock(), self._desk.info.timezone)
        return PlannedImport(worked_out, since, name)

    def apply_import(self, planned: PlannedImport, progress: Callable[[int], None] | None = None) -> ImportPlan:
        """Carries out a planned import: all of it, as one step, or nothing.

        `progress` is called now and then with the number of rows written so far.
        """
        if not planned.plan.is_empty:
            with self._desk.step():
                if self._desk.last_step() != planned.since:
                    raise ChangedSince("the import")
                self._desk.put_many(planned.plan.rows_to_put(), progress)
                self._desk.change(log.imported(planned.source), remove=planned.plan.rows_to_remove())
        return planned.plan

    def import_toml(self, source: Path | str | bytes, mode: Mode | None = None) -> ImportPlan:
        """`plan_import` and `apply_import` in one; returns what was done."""
        return self.apply_import(self.plan_import(source, mode))

    def check(self) -> list[str]:
        """What is wrong with the file or breaks a rule, one sentence each; empty when all is well."""
        return self._desk.store.check()

    def backup(self, to: Path) -> None:
        """A whole copy of the file, also while others write. Raises FileError where one exists."""
        self._desk.store.backup(to)


def _rows(desk: Desk) -> BoardRows:
    """Every fact of the board; the readings are read as they are asked for."""
    return BoardRows.gathered(desk.info, desk.all, desk.store.all_readings())
