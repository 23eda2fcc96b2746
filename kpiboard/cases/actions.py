"""Use cases of the action queue: start one, change what is known about it, note, ask why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, timedelta

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput
from kpiboard.basics.ids import new_id
from kpiboard.cases.action_fields import LINKS, ActionFields
from kpiboard.model import Action, ActionKind, Cadence, Evidence, Kpi, Note, Person, Why
from kpiboard.rules.calendar import WorkCalendar, following, is_off, period_at
from kpiboard.rules.red import right_kind
from kpiboard.rules.status import Status

SYSTEM_DUE = timedelta(
    days=7
)  # a change of the system is looked at once a week (domain: "system action (owner, weekly)")


class ActionCases(ActionFields):
    def draft_action(self, kpi: str | Kpi) -> dict[str, str]:
        """What "start an action" on a KPI proposes: title, KPI, owner, due and kind.

        A red within normal variation asks for a change of the system within a week, anything else for a
        countermeasure on the next working day.
        """
        from kpiboard.cases.cards import Cards

        found = self.find_kpi(kpi)
        card = Cards(self.store, self.now(), 2).card_of(found)
        noise = (
            card.latest.status is Status.OFF_TARGET and not card.signal and bool(card.process and card.process.limits)
        )
        due = self.today() + SYSTEM_DUE if noise else self.next_working_day()
        return {
            "title": f"Bring {found.name} back on target",
            "kpi": found.key,
            "owner": card.owner.initials if card.owner else "",
            "due": due.isoformat(),
            "kind": right_kind(signal=not noise).value,
        }

    def next_working_day(self) -> date:
        calendar: WorkCalendar = self.calendar()
        period = following(calendar, period_at(calendar, Cadence.DAY, self._clock()))
        for _ in range(366):  # a board whose every day is off still gets an answer
            if not is_off(calendar, period):
                return period.day
            period = following(calendar, period)
        return self.today() + timedelta(1)

    def new_action(self, title: str, kind: str | ActionKind | None = None, **given: object) -> Action:
        """An action that is not stored yet, checked field by field; `given` are fields as in `edit_action`."""
        now = self._clock()
        blank = Action(
            new_id(now),
            self.store.next_number(Action),
            entry.text(title, "title", limit=entry.TITLE_LIMIT),
            opened_on=self.today(),
            opened_at=now.astimezone(UTC),
        )
        fields = {"kind": kind or ActionKind.COUNTERMEASURE} | given
        return self._with_action_fields(blank, {name: value for name, value in fields.items() if name not in LINKS})

    def add_action(self, title: str, kind: str | ActionKind | None = None, **given: object) -> Action:
        """Starts an action. `given` are fields as in `edit_action`; None and an empty text give nothing."""
        action = self.new_action(title, kind, **given)
        put, _ = self._linked(action, given)
        return self._save(f"Add A-{action.number} {action.title}", action, *put)

    def edit_action(self, action: str | int | Action, **changes: object) -> Action:
        """Changes fields by their names in `action_fields.FIELDS`, as they are typed: "friday", "-40", "jp".

        An empty text takes a value away. `helpers` and `blocked_by` are lists, or names with commas between.
        """
        old = self.find_action(action)
        new = self._with_action_fields(old, {name: value for name, value in changes.items() if name not in LINKS})
        put, gone = self._linked(new, changes)
        with self._writing(f"Edit A-{old.number} {old.title}") as writer:
            writer.put(new, *put)
            writer.remove(*gone)
        return new

    def set_helpers(self, action: str | int | Action, people: Sequence[str | Person]) -> Action:
        return self.edit_action(action, helpers=[one.id if isinstance(one, Person) else one for one in people])

    def set_blockers(self, action: str | int | Action, actions: Sequence[str | int | Action]) -> Action:
        """The actions that have to end before this one can go on."""
        return self.edit_action(action, blocked_by=[self.find_action(one).id for one in actions])

    def note_action(self, action: str | int | Action, text: str) -> Note:
        found = self.find_action(action)
        said = entry.text(text, "note", limit=entry.TEXT_LIMIT, multiline=True)
        return self._save(f"Note on A-{found.number} {found.title}", self._note(found, said))

    def _note(self, action: Action, text: str) -> Note:
        now = self._clock()
        return Note(new_id(now), action.id, now.astimezone(UTC), self.who, text)

    def set_whys(self, action: str | int | Action, whys: Sequence[str | tuple[str, str | Evidence]]) -> list[Why]:
        """Up to five whys in order, each a text or (text, evidence); fewer than before takes the rest away."""
        found = self.find_action(action)
        if len(whys) > 5:
            raise InvalidInput(f"{len(whys)} whys are too many.", "Five are enough to act on.", field="whys")
        now = self._clock()
        old = sorted((w for w in self.store.all(Why) if w.action_id == found.id), key=lambda w: (w.position, w.id))
        new = []
        for index, given in enumerate(whys):
            because, evidence = given if isinstance(given, tuple) else (given, None)
            kept = old[index] if index < len(old) else Why(new_id(now), found.id, index + 1, "")
            new.append(
                replace(
                    kept,
                    position=index + 1,
                    because=entry.text(because, "why", limit=entry.TEXT_LIMIT),
                    evidence=entry.choice(Evidence, evidence, "evidence") if evidence else kept.evidence,
                )
            )
        with self._writing(f"Five whys of A-{found.number} {found.title}") as writer:
            writer.put(*new)
            writer.remove(*old[len(new) :])
        return new
