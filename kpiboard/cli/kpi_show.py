"""`kpiboard kpi show`: how one KPI stands, its chart, what the limits say, what was agreed, its definition sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

from kpiboard.basics.signs import Sign
from kpiboard.charts.runchart import Track
from kpiboard.cli.actions import action_words
from kpiboard.cli.group import Command
from kpiboard.cli.kpi_cards import figure, standing
from kpiboard.cli.kpi_chart import say_chart, track_of, window_of
from kpiboard.cli.kpi_json import story_json
from kpiboard.cli.names import KPI
from kpiboard.cli.output import Part, alphabet, details, emit, say, status_part
from kpiboard.cli.rows import said
from kpiboard.cli.session import Session, pass_session
from kpiboard.model import Cadence, Person, Target
from kpiboard.model.facts.kpi import KPI as FACTS
from kpiboard.model.kinds import short_name
from kpiboard.rules.inbox import is_open
from kpiboard.rules.pdca import RUNNING
from kpiboard.rules.smells import BY_HAND
from kpiboard.rules.spc import Signal
from kpiboard.rules.status import Status
from kpiboard.rules.targets import path, target_on
from kpiboard.views.kpi import KpiStory
from kpiboard.words import kpi as kpi_words
from kpiboard.words import plain
from kpiboard.words.kpi import target_value_words, target_words
from kpiboard.words.process import CHANGED_SINCE, meaning_words, reach_words, segment_words, signal_words
from kpiboard.words.quality import QUESTION_WORDS, discrepancy_words, review_words, reviewed_words, score_words
from kpiboard.words.smells import smell_question
from kpiboard.words.studies import ladder_words, rollup_words
from kpiboard.words.target import agreement_words

People = Mapping[str, Person]
Rows = Iterator[tuple[str, Part]]

WIDE, SHEET_WIDE = 12, 16  # cells of the names at the left
SIGNALS = 6  # that are told in words; the chart marks them all

# What is told by hand, in the head or with what it belongs to; every other field is told with its subject.
TOLD = {
    "name", "key", "category", "owner", "goal", "direction", "cadence", "weekdays", "state", "definition", "parent",
    "review_trigger", "retired_reason", "retired_on", "epitaph", "position", "id",
}  # fmt: skip


@click.command(cls=Command)
@click.argument("kpi", type=KPI)
@click.option("--last", type=click.IntRange(1), metavar="DAYS", help="Draw so many days.")
@click.option("--all", "everything", is_flag=True, help="Draw all there is.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def show(session: Session, kpi: str, last: int | None, everything: bool, as_json: bool) -> None:
    """Everything about one KPI: chart, meaning, definition."""
    if last is not None and everything:
        raise click.UsageError("--last and --all exclude each other.", click.get_current_context())
    with session.open(read_only=True) as board:
        story = board.kpis.story(kpi)
        people = {person.id: person for person in board.team.people()}
    track = track_of(story)
    window = window_of(track, last, everything)
    if as_json:
        emit(story_json(story, people, window))
        return
    describe(session, story, people, track, window)


def describe(session: Session, story: KpiStory, people: People, track: Track, window: tuple[int, int]) -> None:
    """Prints everything; what is empty is left out."""
    kpi = story.card.kpi
    say((kpi.name, "cyan"), f"  {kpi.key}")
    details(_now(story, window), WIDE)
    if any(whiff.smell in BY_HAND for whiff in story.whiffs):
        say(f"  {'':<{WIDE}}  ", (session.command(f"event convert {kpi.key}"), "cyan"))
    if any(track.ranks):
        say("")
        say_chart(track, window)
        say("")
    details(_targets(story, people), WIDE)
    details(_about(story), WIDE)
    details(_past(story), WIDE)
    for title, facts in list(FACTS.subjects.items())[1:]:
        found = [*said((fact for fact in facts if fact.name not in TOLD), kpi)]
        if found:
            say(title)
            details(found, SHEET_WIDE)
    open_points = [QUESTION_WORDS[answer.question] for answer in story.assessment.answers if not answer.answered]
    say(f"{score_words(story.assessment)}{'; open:' if open_points else '.'}")
    for words in open_points:
        say(f"  {alphabet()[Sign.OPEN]} {words}")
    say("Next: ", (session.command(f"kpi quality {kpi.key}"), "cyan"))


def limits_line(story: KpiStory) -> str:
    """`45.8 to 55.8 %, centre 50.8 (trial, 10 points)`, or why there are none."""
    segment = story.chart.segments[-1] if story.chart.segments else None
    limits, points = (segment.limits, segment.points) if segment else (None, 0)
    return segment_words(limits, points, story.card.kpi)


# How it stands


def _now(story: KpiStory, window: tuple[int, int]) -> Rows:
    card, today = story.card, story.today
    sign, colour = standing(card)
    more = kpi_words.judgement(card)
    yield "now", f"{figure(card)} · {plain.period_words(card.latest.period, today)}"
    yield "status", (sign if more.startswith(card.status.value) or card.suspect else f"{sign} · {more}", colour)
    yield "means", meaning_words(card, story)
    if story.capability.of and card.target:
        yield "reach", reach_words(story.capability)
    yield "limits", limits_line(story)
    yield "", CHANGED_SINCE if story.changed_since else ""
    yield "signals", "\n".join(_signals(story, window))
    if card.suspect:
        words = f"{alphabet().of(Status.WATCH)} on target, but {kpi_words.guards_words(card.suspected)}"
        yield "suspect", (words, "yellow")
    yield "data", (discrepancy_words(story.discrepancy), "yellow" if card.doubtful else "")
    yield "review", review_words(card.kpi, today)
    yield "answer", kpi_words.so_what(card, today, story.now.date())
    yield "question", "\n".join(smell_question(whiff) for whiff in story.whiffs)
    for action in story.actions:
        if action.action.stage in RUNNING:
            yield "action", action_words(action.action)
    for piece in story.feedback:
        if is_open(piece.feedback):
            yield "feedback", f"{piece.label} {piece.feedback.text}"


def _signals(story: KpiStory, window: tuple[int, int]) -> Iterator[str]:
    """Those of the points that are drawn, the newest first."""
    found = [one for one in story.chart.signals if one.last >= window[0] and one.first < window[1]]
    found.sort(key=lambda one: one.last, reverse=True)
    for signal in found[:SIGNALS]:
        yield f"{_span(story, signal)}: {signal_words(signal)}"
    if len(found) > SIGNALS:
        yield f"and {len(found) - SIGNALS} more"


def _span(story: KpiStory, signal: Signal) -> str:
    first, last = (story.points[place].period.key for place in (signal.first, signal.last))
    return first if first == last else f"{first} to {last}"


# What was agreed


def _targets(story: KpiStory, people: People) -> Rows:
    for version in story.targets:
        yield "target", "\n".join(_version(version, story, people))
    for one in story.proposals:
        by = people.get(one.person_id or "")
        argument = f": {one.argument}" if one.argument else ""
        yield "proposed", f"{one.value} by {by.name if by else 'nobody named'} on {one.made_on}{argument}"


def _version(version: Target, story: KpiStory, people: People) -> Iterator[str]:
    _, watch = target_value_words(version, story.card.kpi.direction)
    since = f" from {version.valid_from}" if version.valid_from else ""
    due = f", due {version.due}" if version.due else ""
    yield f"{target_words(version)}{f', watch {watch}' if watch else ''}{since}{due}"
    steps = path(version, story.card.kpi.decimals)
    if steps:
        (begun, first), (_, last) = steps[0], steps[-1]
        line = f"path: {_short(first)} to {_short(last)} in {plain.periods(len(steps), Cadence.MONTH)}"
        today = target_on([version], story.today, story.card.kpi.decimals) if begun <= story.today else None
        yield line + (f", now {target_words(today)}" if today else "")
    for label, text in (("because", version.rationale), ("how", version.how)):
        if text:
            yield f"{label}: {text}"
    if version.support_needed or version.support:
        yield f"needs: {version.support_needed or 'support'}{f' ({version.support})' if version.support else ''}"
    yield agreement_words(version, people)
    if heard := next((one for one in story.heard if one.id == version.feedback_id), None):
        yield f"after {short_name(heard)}: {heard.text}"


def _short(value: float) -> str:
    return plain.short_number(round(value, 4))


# Whose it is and where it belongs


def _about(story: KpiStory) -> Rows:
    card, kpi = story.card, story.card.kpi
    yield "read", f"{kpi_words.read_words(kpi)}, {kpi_words.DIRECTION_WORDS[kpi.direction]}"
    yield "letter", f"{card.category.letter} {card.category.name}" if card.category else ""
    yield "owner", f"{card.owner.name} ({card.owner.initials})" if card.owner else ""
    yield "ladders up", ladder_words(story.ladder)
    yield "made from", rollup_words(kpi, [child.kpi for child in story.children])
    yield "fed by", ", ".join(child.kpi.name for child in story.children)
    for line in story.guards:
        reason = f": {line.guard.reason}" if line.guard.reason else ""
        yield "guard", f"{line.name}{f' {status_part(line.card.status)[0]}' if line.card else ''}{reason}"
    yield "asked", ", ".join(person.name for person in story.consulted)
    yield "definition", kpi.definition
    yield from said((fact for fact in FACTS if fact.subject in ("", "The KPI") and fact.name not in TOLD), kpi)
    yield "state", kpi_words.state_words(kpi)
    yield "retired on", str(kpi.retired_on or "")
    yield "retired", kpi.retired_reason
    yield "epitaph", kpi.epitaph


def _past(story: KpiStory) -> Rows:
    for one in story.baselines:
        if not one.reason:
            continue  # nobody decided it: the limits were locked when there were enough points
        lock = f", locked after {one.lock_at}" if one.lock_at else ""
        yield "baseline", f"from {one.start or 'the first period'}{lock}: {one.reason} ({one.set_by})"
    for point in story.points:
        if point.reading and point.reading.excluded:
            yield "left out", f"{point.period.key}: {point.reading.excluded}"
    for review in story.reviews[-3:]:
        yield "reviewed", f"{review.reviewed_on} {reviewed_words(review)}"
    for audit in story.audits:
        if not audit.ok and audit.held_value is not None and audit.true_value is not None:
            decimals = story.card.kpi.decimals
            held, true = (plain.number(value, decimals) for value in (audit.held_value, audit.true_value))
            yield "was wrong", f"{audit.period}: {held}, truly {true} ({audit.checked_by} {audit.checked_on})"
