"""The words of a target as an agreement: who has agreed to it, and what keeps it a proposal."""

from __future__ import annotations

from collections.abc import Mapping

from kpiboard.model import Person, Target
from kpiboard.model.target import Lack
from kpiboard.words.kpi import target_words

_LACKS: Mapping[Lack, str] = {
    Lack.REASON: "why is not said",
    Lack.HOW: "how is not said",
    Lack.LEADER: "no leader has signed",
    Lack.TEAM: "nobody of the team has signed",
}


def agreement_words(target: Target, people: Mapping[str, Person]) -> str:
    """`agreed by Maria Silva and Joana Prado`, `proposed: how is not said, no leader has signed`."""
    signed = [people[one].name for one in (target.leader_id, target.member_id) if one is not None and one in people]
    if target.agreed:
        return f"agreed by {' and '.join(signed)}" if signed else "agreed"
    lacks = ", ".join(_LACKS[lack] for lack in target.lacks)
    return f"proposed, signed by {signed[0]}: {lacks}" if len(signed) == 1 else f"proposed: {lacks}"


def moved_words(before: Target, after: Target) -> str:
    """What calls a review when a target moves: `the target moved from ≥ 95 to ≥ 99`."""
    return f"the target moved from {target_words(before)} to {target_words(after)}"
