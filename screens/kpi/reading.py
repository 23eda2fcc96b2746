"""One reading of a KPI in a few lines: what was read and wanted, what the limits say, who entered it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.geometry import Size

from kpiboard.model.frozen import frozen
from kpiboard.rules.signals import Rule
from kpiboard.screens.kpi.head import arrow
from kpiboard.screens.text import STATUS_STYLE, Glyphs, Line, crop, typed, width_of, wrap
from kpiboard.words import plain as plain_words
from kpiboard.words.kpi import target_words, value_words, when_words
from kpiboard.words.process import limit_decimals, signal_words, without_limits_words

if TYPE_CHECKING:
    from kpiboard.rules.signals import Signal
    from kpiboard.views.kpi import KpiStory
    from kpiboard.views.reading import ReadingChange


@frozen
class Place:
    """A point of a story and what is known about it; `changes` are None until they are known."""

    story: KpiStory
    number: int
    signals: Sequence[Signal]
    changes: Sequence[ReadingChange] | None


def reading_lines(here: Place, size: Size, glyphs: Glyphs) -> list[Line]:
    """The point under the cursor: what was read and wanted, what the limits say, what was said, who entered it.

    Fewer rows say less.
    """
    story, place, (width, rows) = here.story, here.number, size
    plain, kpi, today = glyphs.plain, story.card.kpi, story.today
    point = story.points[place]
    reading, style = point.reading, STATUS_STYLE[point.status]
    first: Line = [
        (plain(when_words(point.period, today)), "$heading bold"),
        (plain(f"  {plain_words.with_unit(value_words(point, kpi), typed(kpi.unit))}"), f"{style} bold"),
        (f"  {glyphs.status[point.status]} {point.status.value}", style),
    ]
    target = target_words(point.target)
    if target != "no target":
        first.append((plain(f"  target {'then ' if place < len(story.points) - 1 else ''}{target}"), ""))
    proof = _proof(here, glyphs)
    said: Line = []
    if reading is not None:
        for label, words in (("", reading.note), ("reason: ", reading.reason), ("code: ", reading.code),
                             ("left out: ", reading.excluded)):  # fmt: skip
            if words:
                said += [(plain(" · ") if said else "", "$muted"), (label, "$muted"), (typed(words), "")]
    who: Line = [] if reading is None else _who(here, glyphs)
    pieces = [line for line in (said, who) if line]
    room = max(1, rows - 1 - len(pieces))  # the signals may take what is left over
    proofs = [[(text, style)] for words, style in proof for text in wrap(words, width, room, glyphs)]
    lines = _packed([first, *(proofs if rows > 2 else [proof] if proof else []), *pieces], width, rows)
    return [crop(line, width, glyphs) for line in lines[: max(0, rows)]]


def _packed(pieces: Sequence[Line], width: int, rows: int) -> list[Line]:
    """A line each; where there are fewer rows, what fits beside the piece before it stands there."""
    if len(pieces) <= rows:
        return list(pieces)
    lines: list[Line] = []
    for piece in pieces:
        fits = lines and width_of(lines[-1]) + 3 + width_of(piece) <= width
        if lines and (fits or len(lines) == rows):
            lines[-1] = [*lines[-1], ("   ", ""), *piece]
        else:
            lines.append(list(piece))
    return lines


def _proof(here: Place, glyphs: Glyphs) -> Line:
    """The signals that mark a point, the strongest first; else the limits it lies within."""
    story, place = here.story, here.number
    kpi, limits = story.card.kpi, story.chart.limits_at(place)
    if here.signals:
        order = list(Rule)
        words = "; ".join(signal_words(one) for one in sorted(here.signals, key=lambda one: order.index(one.rule)))
        return [(glyphs.plain(f"signal: {words}"), "$heading")]
    if story.points[place].value is None:
        return []
    if limits is None:
        segment = story.chart.segment_at(place)
        return [(glyphs.plain(without_limits_words(kpi, segment.points if segment else 0)), "$muted")]
    ends = " to ".join(plain_words.number(value, limit_decimals(kpi)) for value in (limits.lower, limits.upper))
    begun = next((one for one in story.baselines if one.start == story.points[place].period.key), None)
    anew = f", anew from here: {typed(begun.reason)}" if begun else ""
    return [(glyphs.plain(f"limits {ends}{anew}"), "$limit")]


def _who(here: Place, glyphs: Glyphs) -> Line:
    """Who entered it and when, and what became of it: `anna 20 Nov 07:12 · corrected 93.1 → 93.4 by ben …`."""
    story, changes = here.story, here.changes
    kpi, reading = story.card.kpi, story.points[here.number].reading
    assert reading is not None
    late: Line = [(glyphs.plain("entered late · "), "$watch")] if reading.late_at else []
    if changes is None:
        return late
    parts = []
    for change in changes:
        stamp = f"{typed(change.who)} {plain_words.moment_words(change.at, story.now)}"
        if change is changes[0]:
            parts.append(f"entered by {stamp}")
        else:
            before, after = plain_words.changed(change.before, change.after, kpi.decimals)
            parts.append(f"{before}{arrow(glyphs)}{after} by {stamp}")
    if not parts and reading.corrected_from is not None:
        parts.append(f"corrected from {plain_words.value_number(reading.corrected_from, kpi)}")
    return [*late, (glyphs.plain(" · ".join(parts)), "$muted")]
