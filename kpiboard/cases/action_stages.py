"""How an action goes from stage to stage, past the guards of rules/pdca.py."""

from __future__ import annotations

from kpiboard.basics import entry
from kpiboard.basics.errors import GuardOpen, InvalidInput, Refused
from kpiboard.cases.action_fields import note_on
from kpiboard.cases.cards import Cards
from kpiboard.cases.desk import Desk
from kpiboard.cases.effects import proposal
from kpiboard.model import Action, Note, Person, Result, Stage, Why
from kpiboard.model.kinds import short_name
from kpiboard.rules import pdca
from kpiboard.rules.pdca import Need
from kpiboard.words import log
from kpiboard.words.action import against_words, missing_words


def next_stage(action: Action) -> Stage:
    try:
        return pdca.next_stage(action)
    except ValueError as end:
        raise Refused(f"{short_name(action)}: {end}.", "Step it back to work on it again.") from None


def move(
    desk: Desk, old: Action, known: Action, to: Stage, passed_by: str | Person | None = None, reason: str = ""
) -> Action:
    needs = open_needs(desk, known, to, readings_since(desk, known))
    notes = []
    if needs:
        notes.append(_passed(desk, known, to, needs, passed_by, reason))
    new = pdca.moved(known, to, desk.today())
    if _found(known) != _found(new):  # another round begins: what the last one found is kept
        notes.append(note_on(desk, known, _told(known)))
    return desk.save(log.moved_action(old, to), new, *notes)


def open_needs(desk: Desk, action: Action, to: Stage, readings: int) -> tuple[Need, ...]:
    whys = sum(why.action_id == action.id for why in desk.all(Why))
    try:
        return pdca.missing(
            action, to, whys=whys, readings=readings, today=desk.today(), measured=_contradicting(desk, action)
        )
    except ValueError as no_way:
        raise Refused(f"{short_name(action)}: {no_way}.", _OTHERWISE.get(action.stage, "")) from None


def _passed(
    desk: Desk, action: Action, to: Stage, missing: tuple[Need, ...], passed_by: str | Person | None, reason: str
) -> Note:
    """The note that a leader let it through. Raises GuardOpen when nobody did."""
    open_points = missing_words(missing)
    if not passed_by:
        raise GuardOpen(
            f"{short_name(action)} cannot leave {action.stage.value} yet: {open_points}.",
            "Say it, or let a leader pass it with a reason.",
            missing=missing,
        )
    leader = desk.find_leader(passed_by)
    why = entry.reason(reason)
    return note_on(desk, action, f"{leader.name} let it go to {to.value} without {open_points}: {why}")


def guard_draft(desk: Desk, action: Action, proposal: Result | None) -> dict[str, str]:
    owner = next((one.initials for one in desk.all(Person) if one.id == action.owner_id), "")
    whys = sorted((one.position, one.because) for one in desk.all(Why) if one.action_id == action.id)
    return {
        "owner": owner,
        "due": (action.due or desk.next_working_day()).isoformat(),
        "cause": action.cause or (whys[-1][1] if whys else ""),
        "hypothesis": action.hypothesis,
        "done_on": (action.done_on or desk.today()).isoformat(),
        "evidence": action.evidence,
        "check_on": action.check_on.isoformat() if action.check_on else "",
        "result": chosen.value if (chosen := action.result or proposal) else "",
        "result_reason": action.result_reason,
        "learning": action.learning,
        "standard": action.standard,
        "reason": "",
    }


def readings_since(desk: Desk, action: Action) -> int:
    if action.done_on is None or action.kpi_id is None:
        return 0
    return Cards(desk, 1, limits=False).readings_since(action) or 0


def _contradicting(desk: Desk, action: Action) -> Result | None:
    """What was measured, where a result is there to be compared with it."""
    return proposal(desk, action) if action.result in (Result.WORKED, Result.PARTLY, Result.NONE) else None


def check_result(desk: Desk, action: Action) -> None:
    """Raises InvalidInput for a result that is better than what was measured and has no reason."""
    if pdca.is_against(action, measured := _contradicting(desk, action)):
        assert measured is not None
        raise InvalidInput(*against_words(action, measured), field="result_reason")


_OTHERWISE = {
    Stage.ACT: "One that has not worked is planned again; only one that worked is closed.",
    Stage.CANCELLED: "Step it back to plan it again.",
}


def _found(action: Action) -> tuple[object, ...]:
    return action.result, action.result_reason, action.done_on, action.evidence, action.learning, action.standard


def _told(action: Action) -> str:
    """What a round of PDCA did and found, as a note."""
    found = f" {action.result.value}." if action.result else ""
    done = f" Done on {action.done_on}." if action.done_on else ""
    parts = (
        f"Cycle {action.cycle}:{found}{done}",
        action.evidence and f"Seen: {action.evidence}",
        action.result_reason and f"Because: {action.result_reason}",
        action.learning and f"Learned: {action.learning}",
        action.standard and f"Standard: {action.standard}",
    )
    return "\n".join(part for part in parts if part)
