"""One KPI drawn as a row of a compact list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from kpiboard.model.frozen import frozen
from kpiboard.model.kinds import short_name
from kpiboard.rules.status import Status
from kpiboard.screens.text import STATUS_STYLE, Glyphs, Line, crop, left, right, typed, width_of
from kpiboard.screens.widgets.spark import spark
from kpiboard.screens.widgets.tile import Drawn, figure_words, initials, judged, letter, short_target, so_what, turn
from kpiboard.views.board import KpiCard
from kpiboard.words import kpi as kpi_words


@frozen
class Columns:
    """Widths of a row's columns, the same for all rows; 0 leaves a column out."""

    name: int
    value: int
    unit: int
    target: int
    status: int
    spark: int
    owner: int


def columns_for(cards: Sequence[KpiCard], width: int, lines: int, glyphs: Glyphs) -> Columns:
    """Shares `width` out for rows of so many lines: what names and judges a KPI loses room last, the spark first."""

    def widest(texts: Sequence[str], most: int) -> int:
        return min(most, max((cell_len(text) for text in texts), default=0))

    owner = widest([initials(card, glyphs) for card in cards], 3)
    value = widest([figure_words(card, glyphs) for card in cards], 12)
    unit = widest([typed(card.kpi.unit) for card in cards], 8)
    target = widest([short_target(card, glyphs) for card in cards], 9)
    name = widest([typed(card.kpi.name) for card in cards], 30)
    judged_in = [row_status(card, glyphs) if lines == 1 else [(judged(card, glyphs), "")] for card in cards]
    status = min(30, max(map(width_of, judged_in), default=0))
    bars = 8
    # cursor, letter and a blank; blanks between the columns
    used = 3 + (value + 1) + (owner + 2)
    if width < 48:
        unit = target = 0
    if width < 64:
        bars = 0
    used += (unit + 1 if unit else 0) + (target + 2 if target else 0) + (bars + 1 if bars else 0)
    free = width - used - 2
    if width < 36:
        return Columns(max(1, width - 3 - owner - 2), 0, 0, 0, 0, 0, owner)
    if name + status > free:
        name = max(min(name, 12), min(name, free - min(status, 18)))
        status = max(0, free - name)
    elif bars:
        more = min(free - name - status, max(0, 60 - bars))
        bars += more
        status = free - name - more
    else:
        status = free - name
    return Columns(name, value, unit, target, status, bars, owner)


def row_status(card: KpiCard, glyphs: Glyphs, width: int = 99, today: date | None = None) -> Line:
    """`▼ NO ACTION`, `▼ worse · A-14 do`, `● 12 in a row`; the stage goes when `width` is short.

    With `today` it says since when there is no action, where that fits.
    """
    style = STATUS_STYLE[card.status]
    if card.unanswered:
        glyph = glyphs.status[card.status]
        since = f"{glyph} {glyphs.plain(kpi_words.no_action(card, today))}" if today else ""
        return [(since if since and cell_len(since) <= width else f"{glyph} NO ACTION", "$lose bold")]
    line: Line = [(judged(card, glyphs), style)]
    if card.late:
        late = glyphs.plain(" · answered late")
        fits = width_of(line) + cell_len(late) <= width
        return [*line, (late, "$watch")] if fits else [("answered late", "$watch")]
    if card.running:
        action = card.running[0]
        words = glyphs.plain(f" · {short_name(action)}")
        with_stage = f"{words} {action.stage.value}"
        if width_of(line) + cell_len(words) > width:  # the answer counts more than the word for the status
            return [(f"{glyphs.status[card.status]} ", style), (f"{short_name(action)} {action.stage.value}", "$muted")]
        line.append((with_stage if width_of(line) + cell_len(with_stage) <= width else words, "$muted"))
    elif card.status is Status.OFF_TARGET and card.latest.reading and card.latest.reading.reason:
        line.append((glyphs.plain(" · ") + typed(card.latest.reading.reason), "$muted"))
    return line


def row(kpi: Drawn, columns: Columns, height: int) -> list[Line]:
    """The lines of a row: one; with two or more the spark is taller and a line of words stands below.

    Each line ends with initials: of the KPI's owner, and below with whose turn it is.
    """
    card, glyphs = kpi.card, kpi.glyphs
    owner_style = "$lose bold" if card.unanswered else "$muted"
    if card.status is Status.OFF_TARGET and not card.unanswered:
        owner_style = "$heading"
    owner = (left(initials(card, glyphs), columns.owner, glyphs), owner_style)
    if not columns.value:
        sign = (f"{glyphs.cursor if kpi.here else ' '}{glyphs.status[card.status]} ", STATUS_STYLE[card.status])
        return [[sign, (left(typed(card.kpi.name), columns.name, glyphs), "$heading"), ("  ", ""), owner]]
    bars: list[Line] = spark(card.history, columns.spark, min(2, height), glyphs) if columns.spark else [[]]
    line = _figures(kpi, columns)
    before = width_of(line) + 2
    judgement: Line = [(judged(card, glyphs), STATUS_STYLE[card.status])]
    if height == 1:
        judgement = row_status(card, glyphs, columns.status, kpi.today)
    status = crop(judgement, columns.status, glyphs)
    line += [("  ", ""), *status, (" " * (columns.status - width_of(status)), "")]
    line += [(" ", ""), *bars[0]] if columns.spark else []
    lines = [[*line, ("  ", ""), owner]]
    if height > 1:
        lines.append(_said(kpi, columns, before + columns.status, bars[-1]))
    asked = glyphs.plain(kpi_words.asked_for(card))
    if height > 2 and asked and not any(asked in words for words, _ in lines[1]):
        lines.append([("   ", ""), (asked, "$muted")])
    return lines


def _figures(kpi: Drawn, columns: Columns) -> Line:
    """Name, value, unit and target."""
    card, glyphs, style = kpi.card, kpi.glyphs, STATUS_STYLE[kpi.card.status]
    line: Line = [
        (glyphs.cursor if kpi.here else " ", "$accent-text bold"),
        (f"{letter(card, glyphs)} ", f"{style} bold"),
        (
            left(typed(card.kpi.name), columns.name, glyphs),
            "$heading bold" if card.status is Status.OFF_TARGET else "$heading",
        ),
        (" ", ""),
        (right(figure_words(card, glyphs), columns.value, glyphs), f"{style} bold"),
    ]
    if columns.unit:
        line += [(" ", ""), (left(typed(card.kpi.unit), columns.unit, glyphs), "$muted")]
    if columns.target:
        line += [("  ", ""), (left(short_target(card, glyphs), columns.target, glyphs), "")]
    return line


def _said(kpi: Drawn, columns: Columns, width: int, bars: Line) -> Line:
    """What is being done about it, in `width` cells, and below the owner whose turn it is."""
    card, glyphs = kpi.card, kpi.glyphs
    words: Line = [("   ", ""), *so_what(kpi, width - 3)]
    line: Line = [*words, (" " * (width - width_of(words)), "")]
    line += [(" ", ""), *bars] if columns.spark else []
    if kpi.answers and kpi.answers != initials(card, glyphs):
        line += [("  ", ""), *crop(turn(card, kpi.answers), columns.owner, glyphs)]
    return line
