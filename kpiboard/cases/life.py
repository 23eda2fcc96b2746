"""Use cases of an action's life: from stage to stage past the guards of rules/pdca.py, cancelled, taken up again."""

from __future__ import annotations

from dataclasses import replace

from kpiboard.basics import entry
from kpiboard.basics.errors import GuardOpen, InvalidInput, Refused
from kpiboard.cases.actions import ActionCases
from kpiboard.model import Action, Note, Person, Result, Role, Stage, Why
from kpiboard.model.frozen import frozen
from kpiboard.rules import pdca
from kpiboard.rules.pdca import Need


@frozen
class Guarded:
    """What stands between an action and a stage.

    `draft` has what a form begins with, by field (`cases/action_fields.py`): what is known, else what can be guessed.
    `readings` counts those of its KPI since it was done; `proposal` is what they say it did, when there are enough.
    """

    action: Action
    to: Stage
    missing: tuple[Need, ...]
    draft: dict[str, str]
    readings: int
    proposal: Result | None = None


class LifeCases(ActionCases):
    def guard(self, action: str | int | Action, to: str | Stage | None = None) -> Guarded:
        """What is still open before the action can be in stage `to`: the next one unless given. Raises Refused."""
        found = self.find_action(action)
        stage = self._next_stage(found) if to is None else entry.choice(Stage, to, "stage")
        readings = self._readings_since(found)
        missing = self._missing(found, stage, readings)
        proposal = self._proposal(found) if Need.RESULT in missing else None
        return Guarded(found, stage, missing, self._guard_draft(found, proposal), readings, proposal)

    def advance(
        self, action: str | int | Action, *, passed_by: str | Person | None = None, reason: str = "", **facts: object
    ) -> Action:
        """The next PDCA stage: plan, do, check, act, closed; one that has not worked is planned again.

        `facts` are fields as in `edit_action`, saved in the same step. Raises GuardOpen when something is still
        missing, unless a leader passes it with a reason, which is noted on the action.
        """
        old = self.find_action(action)
        known = self._with_action_fields(old, dict(facts))
        return self._move(old, known, self._next_stage(known), passed_by, reason)

    def step_back(self, action: str | int | Action) -> Action:
        """One PDCA stage back; what has ended is taken up again in plan, and has come back if that is soon."""
        old = self.find_action(action)
        try:
            stage = pdca.previous_stage(old)
        except ValueError as end:
            raise Refused(f"A-{old.number}: {end}.", "Cancel it if it is not wanted.") from None
        return self._move(old, old, stage)

    def move_action(
        self,
        action: str | int | Action,
        stage: str | Stage,
        *,
        passed_by: str | Person | None = None,
        reason: str = "",
        **facts: object,
    ) -> Action:
        """To any stage; over several ones, past the guards of all of them. Otherwise as `advance`."""
        old = self.find_action(action)
        to = entry.choice(Stage, stage, "stage")
        if to is old.stage:
            return old
        if to is Stage.CANCELLED:
            raise Refused("Cancelling needs a reason.", "Use cancel, and say why.")
        return self._move(old, self._with_action_fields(old, dict(facts)), to, passed_by, reason)

    def cancel_action(self, action: str | int | Action, reason: str) -> Action:
        old = self.find_action(action)
        if old.stage not in pdca.RUNNING:
            raise Refused(f"A-{old.number} is {old.stage.value} already.", "Nothing was changed.")
        why = self._reason(reason)
        new = pdca.moved(replace(old, cancel_reason=why), Stage.CANCELLED, self.today())
        return self._save(f"Cancel A-{old.number} {old.title}", new)

    def _next_stage(self, action: Action) -> Stage:
        try:
            return pdca.next_stage(action)
        except ValueError as end:
            raise Refused(f"A-{action.number}: {end}.", "Step it back to work on it again.") from None

    def _move(
        self, old: Action, known: Action, to: Stage, passed_by: str | Person | None = None, reason: str = ""
    ) -> Action:
        missing = self._missing(known, to, self._readings_since(known))
        notes = []
        if missing:
            notes.append(self._passed(known, to, missing, passed_by, reason))
        new = pdca.moved(known, to, self.today())
        if _found(known) != _found(new):  # another round begins: what the last one found is kept
            notes.append(self._note(known, _told(known)))
        return self._save(f"Move A-{old.number} {old.title} to {to.value}", new, *notes)

    def _missing(self, action: Action, to: Stage, readings: int) -> tuple[Need, ...]:
        whys = sum(why.action_id == action.id for why in self.store.all(Why))
        try:
            return pdca.missing(action, to, whys=whys, readings=readings, today=self.today())
        except ValueError as no_way:
            raise Refused(f"A-{action.number}: {no_way}.", _OTHERWISE.get(action.stage, "")) from None

    def _passed(
        self, action: Action, to: Stage, missing: tuple[Need, ...], passed_by: str | Person | None, reason: str
    ) -> Note:
        """The note that a leader let it through. Raises GuardOpen when nobody did."""
        from kpiboard.words.action import missing_words

        open_points = missing_words(missing)
        if not passed_by:
            raise GuardOpen(
                f"A-{action.number} cannot leave {action.stage.value} yet: {open_points}.",
                "Say it, or let a leader pass it with a reason.",
                missing=missing,
            )
        leader = self.find_person(passed_by, "passed_by")
        if leader.role is not Role.LEADER:
            raise InvalidInput(f"{leader.name} is no leader.", "A leader can pass it.", field="passed_by")
        why = self._reason(reason)
        return self._note(action, f"{leader.name} let it go to {to.value} without {open_points}: {why}")

    def _guard_draft(self, action: Action, proposal: Result | None) -> dict[str, str]:
        owner = next((one.initials for one in self.store.all(Person) if one.id == action.owner_id), "")
        whys = sorted((one.position, one.because) for one in self.store.all(Why) if one.action_id == action.id)
        return {
            "owner": owner,
            "due": (action.due or self.next_working_day()).isoformat(),
            "cause": action.cause or (whys[-1][1] if whys else ""),
            "hypothesis": action.hypothesis,
            "done_on": (action.done_on or self.today()).isoformat(),
            "evidence": action.evidence,
            "check_on": action.check_on.isoformat() if action.check_on else "",
            "result": chosen.value if (chosen := action.result or proposal) else "",
            "learning": action.learning,
            "standard": action.standard,
            "reason": "",
        }

    def _readings_since(self, action: Action) -> int:
        from kpiboard.cases.cards import Cards

        if action.done_on is None or action.kpi_id is None:
            return 0
        return Cards(self.store, self.now(), 1, limits=False).readings_since(action) or 0

    def _proposal(self, action: Action) -> Result | None:
        from kpiboard.cases.effects import effect_of

        measured = effect_of(self, action)
        return measured.proposal if measured else None


_OTHERWISE = {
    Stage.ACT: "One that has not worked is planned again; only one that worked is closed.",
    Stage.CANCELLED: "Step it back to plan it again.",
}


def _found(action: Action) -> tuple[object, ...]:
    return action.result, action.done_on, action.evidence, action.learning, action.standard


def _told(action: Action) -> str:
    """What a round of PDCA did and found, as a note."""
    found = f" {action.result.value}." if action.result else ""
    done = f" Done on {action.done_on}." if action.done_on else ""
    parts = (
        f"Cycle {action.cycle}:{found}{done}",
        action.evidence and f"Seen: {action.evidence}",
        action.learning and f"Learned: {action.learning}",
        action.standard and f"Standard: {action.standard}",
    )
    return "\n".join(part for part in parts if part)
