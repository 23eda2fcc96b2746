"""What a number that is typed would be, before it is saved; and the KPIs that may be meant, a line each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kpiboard.model import Kpi, Reading
from kpiboard.model.kinds import short_name
from kpiboard.rules.red import Nature, answers
from kpiboard.rules.status import Status
from kpiboard.screens.text import STATUS_STYLE, Glyphs, Line, left, right, spread, typed
from kpiboard.words.kpi import target_words, value_words
from kpiboard.words.plain import period_words, reading_number, with_unit

if TYPE_CHECKING:
    from kpiboard.views.board import KpiCard
    from kpiboard.views.reading import Preview


def kpi_line(card: KpiCard, today: date, width: int, glyphs: Glyphs) -> Line:
    """Letter, name, short name and latest value, and at the right edge what is due."""
    style = STATUS_STYLE[card.status]
    start: Line = [
        (left(card.category.letter if card.category else "", 2), style),
        (left(typed(card.kpi.name), 26, glyphs), ""),
        (left(typed(card.kpi.key), 10, glyphs), "$muted"),
        (right(value_words(card.latest, card.kpi), 8, glyphs), style),
        (" " + left(typed(card.kpi.unit), 8, glyphs), "$muted"),
    ]
    asks = "counts events" if card.kpi.of_events else f"due {period_words(card.due, today)}"
    return spread(start, [(asks, "$muted")], width, glyphs)


def preview_lines(card: KpiCard, seen: Preview, today: date, action_key: str, glyphs: Glyphs) -> tuple[Line, Line]:
    """How the number stands; and what it corrects, whether it is unusual, who is on it."""
    style, kpi = STATUS_STYLE[seen.status], card.kpi
    first: Line = [
        (f"{glyphs.status[seen.status]} {seen.status.value}", f"{style} bold"),
        ("  ", ""),
        (figure(seen.reading, kpi), f"{style} bold"),
        (f"  {target_words(seen.target)}", ""),
        ("  ", ""),
        (typed(kpi.name), "$heading bold"),
        (f"  {period_words(seen.period, today)}", "$accent-text"),
    ]
    second: Line = []
    if seen.old is not None:
        second.append((f"corrects {figure(seen.old, kpi)}, entered before  ", "$watch"))
    if seen.doubt:
        second.append((f"{seen.doubt.value}  ", "$watch"))
    if seen.status is Status.OFF_TARGET:
        running = next((one for one in card.running if answers(one.kind, Nature.NO_LIMITS)), None)
        answer = f"{short_name(running)} is on it" if running else f"then press {action_key} to start an action"
        second.append((answer, "$muted" if running else "$lose"))
    elif seen.reading.note:
        second.append((f"note: {typed(seen.reading.note)}", "$muted"))
    return first, second


def figure(reading: Reading, kpi: Kpi) -> str:
    """`97.8 %`, of a share also what it is made of; `off` or `missing` where there is no number."""
    if reading.value is None:
        return reading.kind.value
    words = with_unit(reading_number(reading, kpi), kpi.unit)
    if reading.numerator is None or reading.denominator is None:
        return words
    return f"{words} ({reading.numerator:.10g} of {reading.denominator:.10g})"
