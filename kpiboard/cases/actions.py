"""Use cases of the action queue: add, edit, move through PDCA, note, five whys, cancel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, timedelta

from kpiboard import entry
from kpiboard.cases.base import Cases
from kpiboard.errors import InvalidInput, Refused
from kpiboard.ids import new_id
from kpiboard.model import Action, ActionKind, Cadence, Evidence, Kpi, Note, Person, Stage, Why
from kpiboard.rules import pdca
from kpiboard.rules.calendar import WorkCalendar, following, is_off, period_at


class ActionCases(Cases):
    def draft_action(self, kpi: str | Kpi) -> dict[str, str]:
        """What "start an action" on a KPI proposes: title, KPI, owner, due (the next working day) and kind."""
        found = self.find_kpi(kpi)
        owner = next((one.initials for one in self.store.all(Person) if one.id == found.owner_id), "")
        return {
            "title": f"Bring {found.name} back on target",
            "kpi": found.key,
            "owner": owner,
            "due": self.next_working_day().isoformat(),
            "kind": ActionKind.COUNTERMEASURE.value,
        }

    def next_working_day(self) -> date:
        calendar: WorkCalendar = self.calendar()
        period = following(calendar, period_at(calendar, Cadence.DAY, self._clock()))
        for _ in range(366):  # a board whose every day is off still gets an answer
            if not is_off(calendar, period):
                return period.day
            period = following(calendar, period)
        return self.today() + timedelta(1)

    def new_action(
        self,
        title: str,
        *,
        kpi: str | Kpi | None = None,
        owner: str | None = None,
        due: str | date | None = None,
        kind: str | ActionKind | None = None,
        code: str | None = None,
    ) -> Action:
        """An action that is not stored yet, checked field by field."""
        found = self.find_kpi(kpi) if kpi else None
        return Action(
            new_id(self._clock()),
            self.store.next_number(Action),
            entry.text(title, "title", limit=entry.TITLE_LIMIT),
            entry.choice(ActionKind, kind or ActionKind.COUNTERMEASURE, "kind"),
            kpi_id=found.id if found else None,
            owner_id=self._owner_id(owner),
            due=entry.day(due, self.today()),
            opened_on=self.today(),
            code=entry.text(code or "", "reason code", required=False),
        )

    def add_action(
        self,
        title: str,
        *,
        kpi: str | Kpi | None = None,
        owner: str | None = None,
        due: str | date | None = None,
        kind: str | ActionKind | None = None,
        code: str | None = None,
    ) -> Action:
        action = self.new_action(title, kpi=kpi, owner=owner, due=due, kind=kind, code=code)
        return self._save(f"Add A-{action.number} {action.title}", action)

    def edit_action(self, action: str | int | Action, **changes: object) -> Action:
        """Changes title, kind, kpi, owner, due or code; None or an empty text takes a link or date away."""
        old = self.find_action(action)
        new: dict[str, object] = {}
        for field, value in changes.items():
            match field:
                case "title":
                    new["title"] = entry.text(str(value), "title", limit=entry.TITLE_LIMIT)
                case "kind":
                    new["kind"] = entry.choice(ActionKind, str(value), "kind")
                case "kpi":
                    new["kpi_id"] = self.find_kpi(str(value)).id if value else None
                case "owner":
                    new["owner_id"] = self._owner_id(str(value) if value else None)
                case "due":
                    new["due"] = value if isinstance(value, date) else entry.day(str(value or ""), self.today())
                case "code":
                    new["code"] = entry.text(str(value or ""), "reason code", required=False)
                case _:
                    raise InvalidInput(f"An action has no field {field!r}.", "", field=field)
        return self._save(f"Edit A-{old.number} {old.title}", replace(old, **new))  # type: ignore[arg-type]  # checked above

    def advance(self, action: str | int | Action) -> Action:
        """One PDCA stage on; after act it is closed."""
        old = self.find_action(action)
        try:
            return self.move_action(old, pdca.advance(old.stage))
        except ValueError as end:
            raise Refused(str(end), "Step it back to work on it again.") from None

    def step_back(self, action: str | int | Action) -> Action:
        """One PDCA stage back; a closed one is taken up again in act."""
        old = self.find_action(action)
        try:
            return self.move_action(old, pdca.step_back(old.stage))
        except ValueError as end:
            raise Refused(str(end), "Cancel it if it is not wanted.") from None

    def move_action(self, action: str | int | Action, stage: str | Stage) -> Action:
        old = self.find_action(action)
        new_stage = entry.choice(Stage, stage, "stage")
        if new_stage is Stage.CANCELLED and old.stage is not Stage.CANCELLED:
            raise Refused("Cancelling needs a reason.", "Use cancel, and say why.")
        ended = self.today() if new_stage is Stage.CLOSED else None
        new = replace(old, stage=new_stage, ended_on=ended, cancel_reason="")
        return self._save(f"Move A-{old.number} {old.title} to {new_stage.value}", new)

    def cancel_action(self, action: str | int | Action, reason: str) -> Action:
        old = self.find_action(action)
        if old.stage in (Stage.CANCELLED, Stage.CLOSED):
            raise Refused(f"A-{old.number} is {old.stage.value} already.", "Nothing was changed.")
        why = entry.text(reason, "reason", limit=entry.TEXT_LIMIT)
        new = replace(old, stage=Stage.CANCELLED, ended_on=self.today(), cancel_reason=why)
        return self._save(f"Cancel A-{old.number} {old.title}", new)

    def note_action(self, action: str | int | Action, text: str) -> Note:
        found = self.find_action(action)
        said = entry.text(text, "note", limit=entry.TEXT_LIMIT, multiline=True)
        now = self._clock()
        note = Note(new_id(now), found.id, now.astimezone(UTC), self.who, said)
        return self._save(f"Note on A-{found.number} {found.title}", note)

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
