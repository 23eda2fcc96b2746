"""The definition sheet of a KPI to read: what it is, what it is for, what it does to people, and how it came so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from kpiboard.model import Collection, Target
from kpiboard.model.facts.kpi import KPI
from kpiboard.model.kinds import short_name
from kpiboard.rules.smells import BY_HAND
from kpiboard.rules.status import Status
from kpiboard.screens.kpi.head import ladder_words
from kpiboard.screens.panes.coaching import coaching_lines
from kpiboard.screens.text import STATUS_STYLE, Glyphs, Line, typed
from kpiboard.screens.widgets.paper import Page
from kpiboard.words import plain
from kpiboard.words.facts import value_words as field_words
from kpiboard.words.kpi import read_words, target_words, value_words
from kpiboard.words.log import step_words
from kpiboard.words.plain import moment_words, short_number
from kpiboard.words.process import CHANGED_SINCE_ASKS, CHART_WORDS, chart_kind, segment_words
from kpiboard.words.quality import discrepancy_words, review_words, reviewed_words, score_words
from kpiboard.words.smells import smell_questions
from kpiboard.words.target import agreement_words

if TYPE_CHECKING:
    from kpiboard.model import Kpi, Person
    from kpiboard.screens.kpi.told import Told
    from kpiboard.views.kpi import GuardLine, KpiStory


def definition(told: Told, people: Sequence[Person], width: int, glyphs: Glyphs) -> list[Line]:
    """The whole sheet in lines of at most `width` cells."""
    page, story = Page(width, glyphs), told.story
    kpi = story.card.kpi
    for number, question in enumerate(smell_questions(story)):
        page.said("" if number else "Questions", glyphs.plain(question), "$accent-text")
    if any(whiff.smell in BY_HAND for whiff in story.whiffs):
        page.said("", COUNT_EVENTS, "$accent-text")
    _measuring(page, story, kpi)
    _purpose(page, story, kpi)
    _people(page, story, kpi)
    _targets(page, story, {person.id: person for person in people}, story.today)
    _baselines(page, story, kpi)
    _reviews(page, story, kpi)
    coaching_lines(page, told.kata, people, story.today)
    if told.past:
        page.heading("Changes")
    for step in told.past:
        page.said(moment_words(datetime.fromisoformat(step.at), story.now), step_words(step))
    return page.whole


def _purpose(page: Page, story: KpiStory, kpi: Kpi) -> None:
    card = story.card
    page.heading("What it is for")
    page.asked("Ladders up to", ladder_words(card, story, page.glyphs))
    page.asked("Goal", card.goal.title if card.goal else "")
    page.asked("Because", kpi.because)
    page.asked("Customers", kpi.customer_impact)
    page.fact("Success", typed(kpi.success))
    page.asked("Owner", card.owner.name if card.owner else "")
    _others(page, kpi, "What it is for", "Where it stands in the tree")
    for child in story.children:
        words = plain.with_unit(value_words(child.latest, child.kpi), typed(child.kpi.unit))
        page.fact("Fed by", f"{typed(child.kpi.name)}: {words}, {child.status.value}", STATUS_STYLE[child.status])


COUNT_EVENTS = "Count by events, in ctrl+p, does it; u takes it back."

# What the page tells in its own way; every other field of the sheet stands under its subject.
_TOLD = frozenset(
    (
        *("goal", "because", "success", "formula", "data_source", "measurement_plan", "collection", "effort_minutes"),
        *("valid_min", "valid_max", "customer_impact", "behaviour_risk", "risk_level", "controllable", "drivers"),
        *("constraints", "parent", "floor", "cap", "signal_rules", "limits_by", "screen_ranges", "next_review"),
    )
)


def _others(page: Page, kpi: Kpi, *subjects: str) -> None:
    """The other fields of some subjects of the sheet, where they say more than the usual."""
    for fact in (fact for subject in subjects for fact in KPI.subjects[subject] if fact.name not in _TOLD):
        value = getattr(kpi, fact.attr)
        if value != fact.usual:
            page.fact(fact.label, typed(field_words(fact, value)))


def _measuring(page: Page, story: KpiStory, kpi: Kpi) -> None:
    page.heading("What it is, and how it is measured")
    page.asked("Counts", kpi.definition)
    page.asked("Formula", kpi.formula)
    page.asked("Source", kpi.data_source)
    page.asked("Plan", kpi.measurement_plan)
    effort = f", {short_number(kpi.effort_minutes)} min each time" if kpi.effort_minutes is not None else ""
    collected = ", from files" if kpi.collection is Collection.IMPORT else ""
    page.fact("Read", f"{read_words(kpi)}{effort}{collected}")
    page.fact("Valid", _span(kpi.valid_min, kpi.valid_max, kpi))
    page.fact("Scale", _span(kpi.floor, kpi.cap, kpi))
    _others(page, kpi, "How it is measured")
    page.fact("Data checked", discrepancy_words(story.discrepancy), "$watch" if story.discrepancy.doubtful else "")


def _span(low: float | None, high: float | None, kpi: Kpi) -> str:
    if low is None and high is None:
        return ""
    if low is None or high is None:
        words = f"up to {short_number(high)}" if high is not None else f"from {short_number(low or 0.0)}"
    else:
        words = f"{short_number(low)} to {short_number(high)}"
    return plain.with_unit(words, typed(kpi.unit))


def _people(page: Page, story: KpiStory, kpi: Kpi) -> None:
    page.heading("What moves it, and what it does to people")
    page.asked("Drivers", kpi.drivers)
    page.asked("Constraints", kpi.constraints)
    if kpi.controllable:
        page.fact("Team can move it", kpi.controllable.value)
    level = f" (level {kpi.risk_level} of 4)" if kpi.risk_level else ""
    page.asked("Risk", f"{kpi.behaviour_risk}{level}" if kpi.behaviour_risk else level.strip())
    _others(page, kpi, "What it does to people")
    for number, line in enumerate(story.guards):
        _guard(page, "" if number else "Guarded by", line)
    if not story.guards:
        page.asked("Guarded by", "")
    page.asked("Asked", ", ".join(typed(person.name) for person in story.consulted))


def _guard(page: Page, label: str, line: GuardLine) -> None:
    why = f": {typed(line.guard.reason)}" if line.guard.reason else ""
    if line.card is None:
        page.fact(label, f"{typed(line.name)} (not on the board){why}")
        return
    status = line.card.latest.status
    style = STATUS_STYLE[status] if status is Status.OFF_TARGET else ""
    page.fact(label, f"{page.glyphs.status[status]} {typed(line.name)}, {status.value}{why}", style)


def _targets(page: Page, story: KpiStory, people: Mapping[str, Person], today: date) -> None:
    targets, proposals, heard = story.targets, story.proposals, {one.id: one for one in story.heard}
    page.heading("Targets")
    if not targets:
        page.asked("", "")
    for target in reversed(targets):
        since = f"From {_day(target.valid_from, today)}" if target.valid_from else "Since ever"
        page.fact(since, f"{target_words(target)}{_path(target, today)}")
        page.said("", agreement_words(target, people), "" if target.agreed else "$muted")
        for label, text in (("because", target.rationale), ("how", target.how), ("needs", target.support_needed)):
            if text:
                state = f" ({target.support.value})" if label == "needs" and target.support else ""
                page.said("", f"{label}: {text}{state}")
        if said := heard.get(target.feedback_id or ""):
            page.said("", f"after {short_name(said)}: {said.text}")
    for proposal in reversed(proposals):
        by = people.get(proposal.person_id or "")
        who = typed(by.name) if by else "somebody"
        argument = f": {typed(proposal.argument)}" if proposal.argument else ""
        page.fact("Proposed", f"{typed(proposal.value)} by {who}, {_day(proposal.made_on, today)}{argument}")


def _path(target: Target, today: date) -> str:
    parts = [f", by {_day(target.due, today)}"] if target.due else []
    if target.glide_months:
        parts.append(f", by months: {' '.join(short_number(one) for one in target.glide_months)}")
    elif target.glide_from is not None:
        parts.append(f", on a path from {short_number(target.glide_from)}")
    return "".join(parts)


def _baselines(page: Page, story: KpiStory, kpi: Kpi) -> None:
    page.heading("Process limits")
    for place, segment in reversed(list(enumerate(story.chart.segments))):
        first = story.points[segment.first].period if segment.first < len(story.points) else None
        baseline = story.baseline_of(segment) if first else None
        begins = plain.period_words(first, story.today) if first and place else "From the first"
        page.fact(begins, segment_words(segment.limits, segment.points, kpi), "$limit")
        if story.changed_since and segment is story.chart.segments[-1]:
            page.said("", CHANGED_SINCE_ASKS)
        if baseline and baseline.reason:
            by = f" ({typed(baseline.set_by)}{_on(baseline.set_on, story.today)})" if baseline.set_by else ""
            page.said("", f"{baseline.reason}{by}")
    chart = CHART_WORDS[chart_kind(kpi, story.chart)]
    rules = f"{chart}, {kpi.signal_rules.value} rules, {kpi.limits_by.value} of the moving ranges"
    page.fact("Made by", f"{rules}{', wide ranges left out once' if kpi.screen_ranges else ''}")
    _others(page, kpi, "Process limits")


def _reviews(page: Page, story: KpiStory, kpi: Kpi) -> None:
    page.heading("Reviews")
    due = review_words(kpi, story.today)
    later = f"next one {_day(kpi.next_review, story.today)}" if kpi.next_review else ""
    page.fact("Due", due or later or "not planned", "$watch" if due else "")
    page.fact("Four questions", score_words(story.assessment))
    _others(page, kpi, "When it is reviewed")
    for review in reversed(story.reviews):
        page.fact(_day(review.reviewed_on, story.today), typed(reviewed_words(review)))


def _day(day: date | None, today: date) -> str:
    return plain.day_words(day, today) if day else ""


def _on(day: date | None, today: date) -> str:
    return f", {_day(day, today)}" if day else ""
