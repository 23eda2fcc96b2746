"""One KPI as JSON for programs; the keys are a promise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kpiboard.cli.kpi_cards import HEAD, card_json, target_json
from kpiboard.cli.quality import assessment_json
from kpiboard.cli.readings import reading_json
from kpiboard.cli.rows import row_json
from kpiboard.model import Person, Target
from kpiboard.model.facts.kpi import KPI
from kpiboard.model.facts.reading import BASELINE
from kpiboard.model.kinds import short_name
from kpiboard.rules.spc import Segment, Signal
from kpiboard.rules.targets import path
from kpiboard.views.kpi import KpiStory
from kpiboard.words.process import meaning_words, reach_words, signal_words
from kpiboard.words.smells import smell_question

People = Mapping[str, Person]

SHEET = [fact for fact in KPI if fact not in HEAD and fact.name != "parent"]  # which is told by its key
LOCK = ("chart", "average", "centre", "spread", "n", "first", "last")


def story_json(story: KpiStory, people: People, window: tuple[int, int]) -> dict[str, Any]:
    """Everything; `points` are those of the window, all else is about the whole history."""
    card, kpi = story.card, story.card.kpi
    return {
        **card_json(card),
        "sentence": meaning_words(card, story),
        "sense": story.sense.value,
        "reach": story.capability.reach.value,
        "capability": {
            "hits": story.capability.hits,
            "of": story.capability.of,
            "words": reach_words(story.capability),
        },
        **limits_json(story),
        "signals": [_signal_json(story, signal) for signal in story.chart.signals],
        "assessment": assessment_json(story.assessment, kpi),
        "questions": [
            {
                "smell": whiff.smell.value,
                "question": smell_question(whiff),
                "periods": [story.points[place].period.key for place in whiff.points],
            }
            for whiff in story.whiffs
        ],
        "ladder": {
            "kpis": [parent.key for parent in story.ladder.parents],
            "goal": story.ladder.goal.title if story.ladder.goal else None,
            "vision": story.ladder.vision,
            "complete": story.ladder.complete,
        },
        "parent": story.ladder.parents[0].key if story.ladder.parents else None,
        "children": [child.kpi.key for child in story.children],
        "guards": [
            {
                "kpi": line.card.kpi.key if line.card else None,
                "name": line.name,
                "status": line.card.status.value if line.card else None,
                "because": line.guard.reason,
            }
            for line in story.guards
        ],
        "asked": [person.initials for person in story.consulted],
        "sheet": row_json(SHEET, kpi),
        "targets": [version_json(version, people, story) for version in story.targets],
        "proposals": [
            {
                "made_on": one.made_on,
                "by": _initials(people, one.person_id),
                "value": one.value,
                "because": one.argument,
            }
            for one in story.proposals
        ],
        "reviews": [
            {
                "on": one.reviewed_on,
                "decision": one.decision.value,
                "by": one.reviewed_by,
                "why": one.why,
                "event": one.trigger,
                "score": one.score,
                "liked": one.liked,
            }
            for one in story.reviews
        ],
        "audits": [
            {
                "period": one.period,
                "on": one.checked_on,
                "by": one.checked_by,
                "held": one.held_value,
                "true": one.true_value,
                "ok": one.ok,
            }
            for one in story.audits
        ],
        "discrepancy": {
            "checked": story.discrepancy.checked,
            "wrong": story.discrepancy.wrong,
            "share": story.discrepancy.share,
            "doubtful": story.discrepancy.doubtful,
        },
        "feedback": [card.label for card in story.feedback],
        "points": [_point_json(story, place) for place in range(*window)],
    }


def limits_json(story: KpiStory) -> dict[str, Any]:
    """The limits of each baseline, and the baselines with what their lock has stored; null while it has not."""
    return {
        "limits": [_segment_json(story, segment) for segment in story.chart.segments],
        "baselines": [
            {"from": one.start, "lock_at": one.lock_at, "reason": one.reason, "by": one.set_by, "on": one.set_on}
            | row_json((BASELINE[name] for name in LOCK), one)
            for one in story.baselines
        ],
        "changed_since": story.changed_since,
    }


def version_json(version: Target, people: People, story: KpiStory) -> dict[str, Any]:
    """One version of a target, with all that was agreed; its bounds are null when nothing binds."""
    bounds = target_json(version) or dict.fromkeys(("low", "high", "watch_low", "watch_high"))
    return {
        **bounds,
        "valid_from": version.valid_from,
        "due": version.due,
        "path": [{"from": day, "value": wanted} for day, wanted in path(version, story.card.kpi.decimals)],
        "because": version.rationale,
        "how": version.how,
        "needs": version.support_needed,
        "support": version.support,
        "leader": _initials(people, version.leader_id),
        "member": _initials(people, version.member_id),
        "agreed": version.agreed,
        "lacks": list(version.lacks),
        "feedback": next((short_name(one) for one in story.heard if one.id == version.feedback_id), None),
    }


def _segment_json(story: KpiStory, segment: Segment) -> dict[str, Any]:
    """The limits of one baseline; all null while it is too early. `points` are those that they were made from."""
    limits = segment.limits
    clipped = [side for side in ("lower", "upper") if limits and getattr(limits, f"{side}_clipped")]
    return {
        "chart": limits.chart.value if limits else None,
        "from": story.points[segment.first].period.key,
        "to": story.points[segment.last].period.key,
        "points": limits.points if limits else segment.points,
        "state": limits.state.value if limits else None,
        "center": limits.center if limits else None,
        "lower": limits.lower if limits else None,
        "upper": limits.upper if limits else None,
        "range_upper": limits.range_upper if limits and not limits.shares else None,
        "clipped": clipped,
    }


def _signal_json(story: KpiStory, signal: Signal) -> dict[str, Any]:
    return {
        "rule": signal.rule.value,
        "side": signal.side.value if signal.side else None,
        "words": signal_words(signal),
        "periods": [story.points[place].period.key for place in signal.points],
    }


def _point_json(story: KpiStory, place: int) -> dict[str, Any]:
    """`lower_limit` and `upper_limit` are those that this point is held against."""
    point, limits = story.points[place], story.chart.limits_at(place)
    facts = reading_json(point.reading, point.status.value) if point.reading else {"value": None}
    target = point.target
    return {
        **facts,
        "period": point.period.key,
        "status": point.status.value,
        "low": target.low if target else None,
        "high": target.high if target else None,
        "lower_limit": limits.lower if limits else None,
        "upper_limit": limits.upper if limits else None,
    }


def _initials(people: People, person_id: str | None) -> str | None:
    person = people.get(person_id or "")
    return person.initials if person else None
