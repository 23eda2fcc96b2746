"""The use case of the letter calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kpiboard.cases.base import Cases

if TYPE_CHECKING:
    from kpiboard.views.letters import LettersMonth


class LettersCases(Cases):
    def letters(self, month: date | None = None) -> LettersMonth:
        """The letter calendar of the month that holds `month`; the running one unless it is given.

        Readings of an hour, shift or day colour their production day, those of a longer period its last working day,
        each against the target valid then. Watch counts as on target: letters are binary (rules/letters.py).
        """
        from kpiboard.cases.lettering import lettered  # late: neither a first frame nor a shell command needs it

        return lettered(self.store, self.calendar(), self._clock(), month)
