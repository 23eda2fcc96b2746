"""Use cases of the action queue: start one, change what is known about it, bring it from stage to stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput, Refused
from kpiboard.basics.ids import new_id
from kpiboard.basics.taking import needed
from kpiboard.cases import action_stages as stages
from kpiboard.cases import effects
from kpiboard.cases.action_fields import LINKS, helpers_of, linked, new_action, note_on, with_fields
from kpiboard.cases.cards import HISTORY, Cards
from kpiboard.cases.desk import AtDesk, one_step
from kpiboard.cases.effects import tell_action
from kpiboard.model import Action, ActionKind, Evidence, Kpi, Note, Person, Stage, Why
from kpiboard.model.facts.action import NOTE, WHY
from kpiboard.model.kinds import short_name
from kpiboard.rules import pdca
from kpiboard.rules.pdca import Need
from kpiboard.rules.red import Nature, most_asking, right_kind
from kpiboard.rules.status import Status
from kpiboard.views.action import ActionStory, Guarded
from kpiboard.words import log

SYSTEM_DUE = timedelta(
    days=7
)  # a change of the system is looked at once a week (domain: "system action (owner, weekly)")


class ActionCases(AtDesk):
    def draft(self, kpi: str | Kpi) -> dict[str, str]:
        """What "start an action" on a KPI proposes: title, KPI, owner, due and kind.

        A red within normal variation asks for a change of the system within a week, anything else for a
        countermeasure on the next working day.
        """
        found = self._desk.find(Kpi, kpi)
        card = Cards(self._desk, HISTORY).card_of(found)
        nature = Nature.NO_LIMITS
        if card.reds:
            nature = most_asking(card.reds).nature
        elif card.process and card.latest.status is Status.OFF_TARGET:
            nature = card.process.natures.of(card.latest.period).nature
        due = self._desk.today() + SYSTEM_DUE if nature is Nature.NOISE else self._desk.next_working_day()
        return {
            "title": f"Bring {found.name} back on target",
            "kpi": found.key,
            "owner": card.owner.initials if card.owner else "",
            "due": due.isoformat(),
            "kind": right_kind(nature).value,
        }

    @one_step
    def add(self, title: str, kind: str | ActionKind | None = None, **given: object) -> Action:
        """Starts an action. `given` are fields as in `edit`; None and an empty text give nothing."""
        action = new_action(self._desk, title, kind, **given)
        put, _ = linked(self._desk, action, given)
        return self._desk.save(log.added_action(action), action, *put)

    @one_step
    def edit(self, action: str | int | Action, **changes: object) -> Action:
        """Changes fields by their names in model/facts/action.py, as they are typed: "friday", "-40", "jp".

        An empty text takes a value away. `helpers` and `blocked_by` are lists, or names with commas between.
        """
        old = self._desk.find(Action, action)
        new = with_fields(self._desk, old, {name: value for name, value in changes.items() if name not in LINKS})
        if old.result is not new.result:
            stages.check_result(self._desk, new)
        put, gone = linked(self._desk, new, changes)
        self._desk.change(log.edited_action(old), put=(new, *put), remove=gone)
        return new

    @one_step
    def note(self, action: str | int | Action, text: str) -> Note:
        """Adds a remark to an action, signed and with the moment; returns it."""
        found = self._desk.find(Action, action)
        said = needed(NOTE["text"], text, "note")
        return self._desk.save(log.noted(found), note_on(self._desk, found, said))

    @one_step
    def set_whys(self, action: str | int | Action, whys: Sequence[str | tuple[str, str | Evidence]]) -> list[Why]:
        """Up to five whys in order, each a text or (text, evidence); fewer than before takes the rest away."""
        found = self._desk.find(Action, action)
        if len(whys) > 5:
            raise InvalidInput(f"{len(whys)} whys are too many.", "Five are enough to act on.", field="whys")
        now = self._desk.clock()
        old = sorted((w for w in self._desk.all(Why) if w.action_id == found.id), key=lambda w: (w.position, w.id))
        new = []
        for index, given in enumerate(whys):
            because, evidence = given if isinstance(given, tuple) else (given, None)
            kept = old[index] if index < len(old) else Why(new_id(now), found.id, index + 1, "")
            new.append(
                replace(
                    kept,
                    position=index + 1,
                    because=needed(WHY["because"], because, "why"),
                    evidence=entry.choice(Evidence, evidence, "evidence") if evidence else kept.evidence,
                )
            )
        self._desk.change(log.asked_why(found), put=new, remove=old[len(new) :])
        return new

    # From stage to stage

    def guard(self, action: str | int | Action, to: str | Stage | None = None) -> Guarded:
        """What is still open before the action can be in stage `to`: the next one unless given. Raises Refused."""
        found = self._desk.find(Action, action)
        stage = stages.next_stage(found) if to is None else entry.choice(Stage, to, "stage")
        readings = stages.readings_since(self._desk, found)
        missing = stages.open_needs(self._desk, found, stage, readings)
        proposal = effects.proposal(self._desk, found) if Need.RESULT in missing else None
        return Guarded(found, stage, missing, stages.guard_draft(self._desk, found, proposal), readings, proposal)

    @one_step
    def advance(
        self, action: str | int | Action, *, passed_by: str | Person | None = None, reason: str = "", **facts: object
    ) -> Action:
        """The next PDCA stage: plan, do, check, act, closed; one that has not worked is planned again.

        `facts` are fields as in `edit`, saved in the same step. Raises GuardOpen when something is still
        missing, unless a leader passes it with a reason, which is noted on the action.
        """
        old = self._desk.find(Action, action)
        known = with_fields(self._desk, old, dict(facts))
        return stages.move(self._desk, old, known, stages.next_stage(known), passed_by, reason)

    @one_step
    def step_back(self, action: str | int | Action) -> Action:
        """One PDCA stage back; what has ended is taken up again in plan, and has come back if that is soon."""
        old = self._desk.find(Action, action)
        try:
            stage = pdca.previous_stage(old)
        except ValueError as end:
            raise Refused(f"{short_name(old)}: {end}.", "Cancel it if it is not wanted.") from None
        return stages.move(self._desk, old, old, stage)

    @one_step
    def move(
        self,
        action: str | int | Action,
        stage: str | Stage,
        *,
        passed_by: str | Person | None = None,
        reason: str = "",
        **facts: object,
    ) -> Action:
        """To any stage; over several ones, past the guards of all of them. Otherwise as `advance`."""
        old = self._desk.find(Action, action)
        to = entry.choice(Stage, stage, "stage")
        if to is old.stage:
            return old
        if to is Stage.CANCELLED:
            raise Refused("Cancelling needs a reason.", "Use cancel, and say why.")
        return stages.move(self._desk, old, with_fields(self._desk, old, dict(facts)), to, passed_by, reason)

    @one_step
    def cancel(self, action: str | int | Action, reason: str) -> Action:
        """Ends an action that will not be done; returns it. Raises Refused for one that has ended already."""
        old = self._desk.find(Action, action)
        if old.stage not in pdca.RUNNING:
            raise Refused(f"{short_name(old)} is {old.stage.value} already.", "Nothing was changed.")
        why = entry.reason(reason)
        new = pdca.moved(replace(old, cancel_reason=why), Stage.CANCELLED, self._desk.today())
        return self._desk.save(log.cancelled_action(old), new)

    def helpers(self, action: str | int | Action) -> tuple[Person, ...]:
        """Who helps its owner."""
        return helpers_of(self._desk, self.find(action))

    def story(self, action: str | int | Action) -> ActionStory:
        """Everything about one action, with its effect on its KPI."""
        return tell_action(self._desk, self.find(action))

    def find(self, name: str | int | Action) -> Action:
        """By its id or its number: `12`, `A-12`. Raises NotFound."""
        return self._desk.find(Action, name)

    def all(self) -> tuple[Action, ...]:
        """Running ones and those that have ended, by number."""
        return self._desk.all(Action)
