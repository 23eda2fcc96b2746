"""What a reading of the file has found: problems that stop it, and remarks that do not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kpiboard.basics.entry import near_miss
from kpiboard.basics.errors import ImportProblems
from kpiboard.basics.safetext import shown
from kpiboard.exchange.values import Remark, Wrong, taken
from kpiboard.model.facts.fact import ID

# Looking for what was meant takes time; nobody reads more suggestions than this.
_SUGGESTIONS = 200


class Findings:
    """Collects, so that a person learns of everything at once. A place reads like `kpi "otd" · due`."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.remarks: list[str] = []
        self._ids: dict[str, str] = {}
        self._suggested = 0

    def problem(self, where: str, text: object) -> None:
        self.problems.append(f"{where}: {text}")

    def remark(self, where: str, text: str) -> None:
        self.remarks.append(f"{where}: {text}")

    def remarks_at(self, where: str) -> Remark:
        return lambda text: self.remark(where, text)

    def suggestion(self, word: str, known: Iterable[str]) -> str:
        self._suggested += 1
        return near_miss(word, known) if self._suggested <= _SUGGESTIONS else ""

    def unknown(self, where: str, key: str, known: Iterable[str]) -> None:
        self.remark(place(where, shown(key)[1:-1]), f"unknown, left out{self.suggestion(key, known)}")

    def own_id(self, where: str, value: Any) -> str:
        """The id in a table of the file, or "" when it cannot be one; each may be given once."""
        try:
            found: str = taken(ID, value, self.remarks_at(where))
        except Wrong as wrong:
            self.problem(place(where, "id"), wrong)
            return ""
        if found in self._ids:
            self.problem(place(where, "id"), f"{found} stands at {self._ids[found]} already; an id is given once")
        self._ids[found] = where
        return found

    def tables(self, where: str, value: Any) -> list[dict[str, Any]]:
        """A list of tables (`[[…]]`)."""
        if isinstance(value, list) and all(isinstance(one, dict) for one in value):
            return value
        self.problem(where, f"{shown(value)} is not a list of tables; head each one with [[…]]")
        return []

    def table(self, where: str, value: Any) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        self.problem(where, f"{shown(value)} is not a table; head it with […]")
        return {}

    def stop_if_any(self) -> None:
        if self.problems:
            raise ImportProblems(self.problems, self.remarks)


def place(where: str, name: str) -> str:
    return f"{where} · {name}" if where else name
