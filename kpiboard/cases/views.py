"""Use cases of the saved views: what the digits 4 to 9 show of the action queue."""

from __future__ import annotations

from kpiboard.basics.errors import NotFound
from kpiboard.basics.ids import new_id
from kpiboard.basics.taking import take
from kpiboard.cases.desk import AtDesk, one_step
from kpiboard.cases.takes import taken
from kpiboard.model import Person, View
from kpiboard.model.facts.action import VIEW
from kpiboard.words import log

DIGITS = range(4, 10)
MY_WORK, OVERDUE = 4, 5  # what the first two digits show before anybody has saved something there


class ViewCases(AtDesk):
    def all(self) -> dict[int, View]:
        """Digit → view, in order. One that nobody saved has no id: 4 is the work of who looks, if the board knows
        them, and 5 is what is overdue."""
        found = {MY_WORK: View("", MY_WORK, "My work", person_id=me)} if (me := self._me()) else {}
        found[OVERDUE] = View("", OVERDUE, "Overdue", overdue=True)
        saved = {view.digit: view for view in reversed(self._desk.all(View))}  # of two on a digit the first counts
        return dict(sorted((found | saved).items()))

    @one_step
    def save(self, digit: str | int, **shown: object) -> View:
        """Keeps what a digit shows, in place of what it showed before; returns it.

        `shown` are name, person, kpi, kind, overdue and columns; what is not given is not asked of an action. Raises
        InvalidInput for a digit that has no view.
        """
        key = take(VIEW["digit"], digit)
        old = self._saved(key)
        view = View(old.id if old else new_id(self._desk.clock()), key, **taken(self._desk, VIEW, shown))
        return self._desk.save(log.saved_view(key), view)

    @one_step
    def remove(self, digit: str | int) -> None:
        """Forgets what was saved on a digit; 4 and 5 show again what they showed at first. Raises NotFound."""
        key = take(VIEW["digit"], digit)
        saved = self._saved(key)
        if saved is None:
            raise NotFound(f"Nothing is saved on {key}.", "Save a view there first.")
        self._desk.remove(log.removed_view(key), saved)

    def _saved(self, digit: int) -> View | None:
        return next((view for view in self._desk.all(View) if view.digit == digit), None)

    def _me(self) -> str | None:
        """The person whose initials, name or first name the terminal's user goes by, if it is but one."""
        who = self._desk.who.casefold()
        people = [person for person in self._desk.all(Person) if person.active]
        mine = [one for one in people if who in (one.initials.casefold(), one.name.casefold())]
        mine = mine or [one for one in people if who == one.name.split()[0].casefold()]
        return mine[0].id if len(mine) == 1 else None
