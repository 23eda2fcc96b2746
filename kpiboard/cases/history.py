"""Use cases of looking back: who changed what, and when."""

from __future__ import annotations

from kpiboard.cases.desk import AtDesk
from kpiboard.model.log import Change, Step


class HistoryCases(AtDesk):
    def log(self, limit: int = 50, before: int | None = None, *, row_id: str | None = None) -> list[Step]:
        """The newest steps first, at most `limit`: only those before step `before`, only those that touched a row."""
        return self._desk.store.log(limit=limit, before=before, row_id=row_id)

    def changes_of(self, txn: int) -> list[Change]:
        """What a step changed, in order; nothing for a step that there is not."""
        return self._desk.store.changes_of(txn)
