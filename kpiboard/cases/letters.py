"""Use case of the letters: a month of the board, a cell a day. Apart from the studies, as every start asks for it."""

from __future__ import annotations

from datetime import date

from kpiboard.cases.desk import AtDesk
from kpiboard.cases.lettering import lettered
from kpiboard.views.letters import LettersMonth


class LetterCases(AtDesk):
    def month(self, holding: date | None = None) -> LettersMonth:
        """The letter calendar of the month that holds a day; the running one unless it is given.

        Readings of an hour, shift or day colour their production day, those of a longer period its last working day,
        each against the target valid then. Watch counts as on target: letters are binary (rules/letters.py).

        Raises InvalidInput for a year that no board knows.
        """
        return lettered(self._desk, holding)
