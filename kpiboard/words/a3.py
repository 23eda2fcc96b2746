"""The A3 sheet of an action: seven boxes on one page, and the question a coach asks beside each.

What the team wrote stands as it is. What it has not written is taken from the action, its KPI's target and readings;
what is known nowhere is open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from kpiboard.basics.safetext import width, wrapped
from kpiboard.model import Evidence, Kpi, Stage
from kpiboard.model.frozen import frozen
from kpiboard.model.kinds import short_name
from kpiboard.rules.status import Status
from kpiboard.views.action import ActionStory
from kpiboard.words import plain
from kpiboard.words.action import effect_words, expected_words, held_words, result_words
from kpiboard.words.kpi import target_words, value_words

WIDTH = 80
RECENT = 20  # readings that tell the condition before the action
OPEN = "? open"

_EVIDENCE = {Evidence.SEEN: "✓ seen", Evidence.DATA: "✓ data", Evidence.ASSUMED: "? assumed"}


@frozen
class Box:
    """One box of the sheet: its `lines` fit its width, and an open one has none. `asked` is what a coach asks here.

    `written`: the team has said it in its own words.
    """

    title: str
    asked: str
    lines: tuple[str, ...]
    written: bool


def a3(story: ActionStory, room: int = WIDTH) -> tuple[Box, ...]:
    """The boxes in the order in which they are filled in; their lines take at most `room` cells."""
    return tuple(_box(story, part, room) for part in _PARTS)


def sheet(story: ActionStory, room: int = WIDTH) -> Iterator[str]:
    """The whole sheet in plain text, a line at a time."""
    card, act, today = story.card, story.card.action, story.today
    head = [
        card.kpi.name if card.kpi else "",
        act.kind.value,
        act.stage.value,
        f"cycle {act.cycle}" if act.cycle > 1 else "",
        f"{plain.full_day_words(today)} {today.year}",
    ]
    yield from wrapped(f"{card.label} {act.title}", room)
    yield from wrapped(" · ".join(filter(None, head)), room)
    for box in a3(story, room - 2):
        line = f"── {box.title} ── {box.asked} "
        yield ""
        yield line + "─" * (room - width(line))
        yield from (f"  {line}".rstrip() for line in box.lines or (OPEN,))


def _box(story: ActionStory, part: _Part, room: int) -> Box:
    text: str = getattr(story.card.action, part.field)
    said = [text] if text else []
    if part.always or not text:
        said += part.facts(story)
    return Box(part.title, part.asked, tuple(line for one in said for line in wrapped(one, room)), bool(text))


# What the board knows, box by box


def _background(story: ActionStory) -> Iterator[str]:
    card = story.card
    if card.kpi and card.kpi.because:
        yield f"{card.kpi.name}: {card.kpi.because}"
    for piece in card.feedback:
        yield f"{short_name(piece)}: {piece.text}"
    if card.action.came_back_on:
        yield f"It came back on {_day(story, card.action.came_back_on)}."


def _current(story: ActionStory) -> Iterator[str]:
    """The condition before it was done, in numbers."""
    kpi = story.card.kpi
    known = [point for point in story.points[: story.done_at] if point.value is not None]
    if kpi is None or not known:
        return
    recent, latest = known[-RECENT:], known[-1]
    values = [point.value for point in recent if point.value is not None]
    reds = sum(point.status is Status.OFF_TARGET for point in recent)
    when = plain.period_words(latest.period, story.today)
    figure = plain.with_unit(value_words(latest, kpi), kpi.unit)
    yield f"{kpi.name}: {figure} ({when}), wanted {target_words(latest.target)}."
    yield plain.count(
        "Off target in {reds} of the last 1 reading, mean {mean}.",
        "Off target in {reds} of the last {n} readings, mean {mean}.",
        len(recent),
        reds=reds,
        mean=_mean(sum(values) / len(values), kpi),
    )


def _goal(story: ActionStory) -> Iterator[str]:
    kpi, act = story.card.kpi, story.card.action
    if kpi is None:
        return
    by = f" by {_day(story, act.expected_by)}" if act.expected_by else ""
    if act.expected is not None:
        to = f" to {_mean(story.ghost, kpi)}" if story.ghost is not None else ""
        yield f"{kpi.name}: {expected_words(act, kpi)}{to}{by}."
    if story.target is not None:
        yield f"Its target: {plain.with_unit(target_words(story.target), kpi.unit)}."


def _whys(story: ActionStory) -> Iterator[str]:
    for why in story.card.whys:
        yield f"{why.position} {why.because} [{_EVIDENCE[why.evidence]}]"


def _countermeasures(story: ActionStory) -> Iterator[str]:
    act = story.card.action
    yield act.title
    if act.hypothesis:
        yield f"Because: {act.hypothesis}"


def _plan(story: ActionStory) -> Iterator[str]:
    card, act = story.card, story.card.action
    who = card.owner.name if card.owner else "? owner open"
    yield f"{who}, {_day(story, act.due) if act.due else '? due date open'}"
    if card.helpers:
        yield f"With {', '.join(person.name for person in card.helpers)}"
    for blocker in card.blockers:
        yield f"After {short_name(blocker)} {blocker.title}"
    if act.blocked:
        yield f"Waits for: {act.blocked}"
    if act.done_on:
        yield f"Done on {_day(story, act.done_on)}{f': {act.evidence}' if act.evidence else ''}"


def _follow_up(story: ActionStory) -> Iterator[str]:
    card, act = story.card, story.card.action
    if story.effect and card.kpi and act.done_on:
        yield effect_words(story.effect, card.kpi)
    if act.result:
        because = f", because {act.result_reason}" if act.result_reason else ""
        yield f"Result: {result_words(act.result)}{because}"
    elif act.stage is not Stage.CANCELLED and (act.check_on or card.kpi):
        yield f"To check {_day(story, act.check_on) if act.check_on else f'after {act.check_n} readings'}"
    for label, text in (("Learned", act.learning), ("New standard", act.standard)):
        if text:
            yield f"{label}: {text}"
    if held := held_words(card.held_days):
        yield held


class _Part(NamedTuple):
    """A box: the action's `field` with the team's words, and what the board knows; `always`: that below the words."""

    title: str
    field: str
    asked: str
    facts: Callable[[ActionStory], Iterator[str]]
    always: bool = False


_PARTS = (
    _Part("Background", "background", "Why does it matter, and to whom?", _background),
    _Part("Current condition", "current", "Does this describe what is happening, or why?", _current),
    _Part("Goal", "goal", "Does reaching it close the gap, and by when?", _goal),
    _Part("Cause", "cause", "Has somebody seen it? If it went, would the red go?", _whys, always=True),
    _Part("Countermeasures", "countermeasures", "Do they act on the cause, or on a symptom?", _countermeasures),
    _Part("Plan", "plan", "Who does what until when?", _plan, always=True),
    _Part("Follow-up", "follow_up", "How will we know that it worked, and that it stays?", _follow_up, always=True),
)


def _mean(value: float, kpi: Kpi) -> str:
    """With one decimal more than the readings, where that says something."""
    return plain.with_unit(plain.short_number(round(value, kpi.decimals + 1)), kpi.unit)


def _day(story: ActionStory, day: date) -> str:
    """On paper a date is a date: `Mon 23 Nov`, with the year if it is another one."""
    return plain.full_day_words(day) + ("" if day.year == story.today.year else f" {day.year}")
