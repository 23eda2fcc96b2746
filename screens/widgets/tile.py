"""One KPI drawn as a tile with a heavy figure, or as a row of a compact list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len

from kpiboard import wording
from kpiboard.rules.status import Status
from kpiboard.screens.text import (
    STATUS_STYLE,
    Glyphs,
    Line,
    crop,
    fit,
    left,
    right,
    spread,
    typed,
    width_of,
)
from kpiboard.screens.widgets.figures import figure, rows_of
from kpiboard.screens.widgets.spark import spark
from kpiboard.snapshot import KpiCard

_MARGIN = 3  # the bar and a blank, and one at the right


def initials(card: KpiCard, glyphs: Glyphs) -> str:
    return typed(card.owner.initials) if card.owner else glyphs.plain("–")


def letter(card: KpiCard, glyphs: Glyphs) -> str:
    return typed(card.category.letter)[:1] if card.category else glyphs.dot


def judged(card: KpiCard, glyphs: Glyphs) -> str:
    """`▼ worse`: glyph and word, so that no colour is needed."""
    return glyphs.plain(f"{glyphs.status[card.status]} {wording.judgement(card)}")


def so_what(card: KpiCard, today: date, room: int, glyphs: Glyphs) -> Line:
    """What is being done about it, in `room` cells; loud when nothing is, and then with what the value means."""
    words = glyphs.plain(typed(wording.so_what(card, today)))
    if card.unanswered:
        loud: Line = [(f"{glyphs.alarm} {words}", "$lose bold"), ("   press a", "$lose")]
        meaning = glyphs.plain(wording.sense(card))
        if meaning and width_of(loud) + 3 + cell_len(meaning) <= room:
            loud.append((f"   {meaning}", "$muted"))
        return crop(loud, room, glyphs)
    if card.running:
        return crop([(f"{glyphs.stage[card.running[0].stage]} ", "$accent-text"), (words, "$muted")], room, glyphs)
    return crop([(words, "$muted")], room, glyphs)


# Tiles


def tile_width(cards: Sequence[KpiCard], scale: int, beside: bool, glyphs: Glyphs) -> int:
    """The width at which every figure has room, with the words `beside` it or on a line below."""
    figures = max((cell_len(figure(_figure(card, glyphs), scale, glyphs)[0]) for card in cards), default=0)
    if beside:
        words = max((cell_len(text) for card in cards for text, _ in _beside(card, glyphs)), default=0)
        return _MARGIN + figures + 2 + min(words, 18)
    words = max((width_of(_below(card, glyphs)) for card in cards), default=0)
    return _MARGIN + max(figures, min(words, 24))


def tile_height(scale: int, beside: bool, glyphs: Glyphs) -> int:
    """The rows a tile needs: packed for the smallest figures, with air and a taller spark for larger ones."""
    return rows_of(scale, glyphs) + (3 if beside else 4) + (3 if scale > 1 else 0)


def _figure(card: KpiCard, glyphs: Glyphs) -> str:
    return glyphs.plain(wording.value_words(card.latest, card.kpi))


def _target(card: KpiCard, glyphs: Glyphs) -> str:
    words = wording.target_words(card.target)
    return glyphs.plain(words if words == "no target" else f"target {words}")


def _beside(card: KpiCard, glyphs: Glyphs) -> Line:
    return [
        (typed(card.kpi.unit), "$muted"),
        (_target(card, glyphs), ""),
        (judged(card, glyphs), f"{STATUS_STYLE[card.status]} bold"),
    ]


def _below(card: KpiCard, glyphs: Glyphs) -> Line:
    return [
        (judged(card, glyphs), f"{STATUS_STYLE[card.status]} bold"),
        (f"  {_short_target(card, glyphs)}", ""),
        (f" {typed(card.kpi.unit)}", "$muted"),
    ]


def tile(
    card: KpiCard, today: date, width: int, height: int, scale: int, beside: bool, here: bool, glyphs: Glyphs
) -> list[Line]:
    """The lines of a tile. What the height leaves goes to air first, then to the spark, then to more words."""
    room = max(1, width - _MARGIN)
    style = STATUS_STYLE[card.status]
    title = spread(
        [(f"{letter(card, glyphs)} ", f"{style} bold"), (typed(card.kpi.name), "$heading bold")],
        [(initials(card, glyphs), "$muted")],
        room,
        glyphs,
    )
    heavy = _heavy(card, room, scale, beside, glyphs)
    more = _more(card, today, room, glyphs)
    left_over = height - len(heavy) - 3
    spark_rows = 1
    blanks = {"above": 0, "title": 0, "figure": 0, "spark": 0, "below": 0}
    words = 0
    for what in ("spark rows", "title", "figure", "spark", "above", "below", "spark rows", "words", "words"):
        if left_over <= 0:
            break
        if what == "spark rows":
            spark_rows += 1
        elif what == "words":
            if words == len(more):
                continue
            words += 1
        else:
            blanks[what] = 1
        left_over -= 1
    taller = max(0, min(left_over, height // 3 - spark_rows))
    spark_rows += taller
    words += max(0, min(left_over - taller, len(more) - words))
    lines: list[Line] = [[] for _ in range(blanks["above"])]
    lines += [title, *([[]] * blanks["title"]), *heavy, *([[]] * blanks["figure"])]
    lines += spark(card.history, room, spark_rows, glyphs, widen=True)
    lines += [[]] * blanks["spark"]
    lines += [so_what(card, today, room, glyphs), *more[:words]]
    lines += [[] for _ in range(height - len(lines))]
    bar = glyphs.bar_here if here else glyphs.bar
    return [[(bar, style), (" ", ""), *line] for line in lines[:height]]


def _heavy(card: KpiCard, room: int, scale: int, beside: bool, glyphs: Glyphs) -> list[Line]:
    """The figure, and what it means: beside it at top and bottom, or on a line below."""
    style = STATUS_STYLE[card.status] + ("" if glyphs.half_blocks else " bold")
    drawn = figure(_figure(card, glyphs), scale, glyphs)
    lines: list[Line] = [[(fit(row, room, glyphs), style)] for row in drawn]
    if not beside:
        return [*lines, crop(_below(card, glyphs), room, glyphs)]
    unit, target, judgement = _beside(card, glyphs)
    left_over = max(0, room - cell_len(drawn[0]) - 2)
    for row, part in ((0, unit), (-2, target), (-1, judgement)):
        lines[row] += [("  ", ""), *crop([part], left_over, glyphs)]
    return lines


def _more(card: KpiCard, today: date, room: int, glyphs: Glyphs) -> list[Line]:
    """Lines for tall tiles: when it was read, a correction, the goal, what is counted."""
    reading = card.latest.reading
    lines: list[str] = []
    if reading is not None and reading.value is not None:
        read = wording.period_words(card.latest.period, today)
        if reading.corrected_from is not None:
            read += f" · corrected from {wording.number(reading.corrected_from, card.kpi.decimals)}"
        lines.append(read)
        if reading.note and (card.running or card.unanswered):
            lines.append(typed(reading.note))
    if card.goal:
        lines.append(f"for: {typed(card.goal.title)}")
    if card.kpi.definition:
        lines.append(typed(card.kpi.definition))
    return [[(fit(glyphs.plain(line), room, glyphs), "$muted")] for line in lines]


# Rows


@dataclass(frozen=True, slots=True)
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
    value = widest([_figure(card, glyphs) for card in cards], 12)
    unit = widest([typed(card.kpi.unit) for card in cards], 8)
    target = widest([_short_target(card, glyphs) for card in cards], 9)
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


def _short_target(card: KpiCard, glyphs: Glyphs) -> str:
    words = wording.target_words(card.target)
    return glyphs.plain("–" if words == "no target" else words)


def row_status(card: KpiCard, glyphs: Glyphs, width: int = 99) -> Line:
    """`▼ NO ACTION`, `▼ worse · A-14 do`, `● 12 in a row`; the stage goes when `width` is short."""
    style = STATUS_STYLE[card.status]
    glyph = glyphs.status[card.status]
    if card.unanswered:
        return [(f"{glyph} NO ACTION", f"{style} bold")]
    line: Line = [(judged(card, glyphs), style)]
    if card.running:
        action = card.running[0]
        words = glyphs.plain(f" · A-{action.number}")
        with_stage = f"{words} {action.stage.value}"
        line.append((with_stage if width_of(line) + cell_len(with_stage) <= width else words, "$muted"))
    elif card.status is Status.OFF_TARGET and card.latest.reading and card.latest.reading.reason:
        line.append((glyphs.plain(" · ") + typed(card.latest.reading.reason), "$muted"))
    return line


def row(card: KpiCard, today: date, columns: Columns, height: int, here: bool, glyphs: Glyphs) -> list[Line]:
    """The lines of a row: one; with two or more the spark is taller and a line of words stands below."""
    style = STATUS_STYLE[card.status]
    loud = card.status is Status.OFF_TARGET
    cursor = glyphs.cursor if here else " "
    if not columns.value:
        glyph = glyphs.status[card.status]
        line: Line = [(f"{cursor}{glyph} ", style), (left(typed(card.kpi.name), columns.name, glyphs), "$heading")]
        return [[*line, ("  ", ""), (left(initials(card, glyphs), columns.owner, glyphs), "$muted")]]
    bars: list[Line] = spark(card.history, columns.spark, min(2, height), glyphs) if columns.spark else [[]]
    line = [
        (cursor, "$accent-text bold"),
        (f"{letter(card, glyphs)} ", f"{style} bold"),
        (left(typed(card.kpi.name), columns.name, glyphs), "$heading bold" if loud else "$heading"),
        (" ", ""),
        (right(_figure(card, glyphs), columns.value, glyphs), f"{style} bold"),
    ]
    if columns.unit:
        line += [(" ", ""), (left(typed(card.kpi.unit), columns.unit, glyphs), "$muted")]
    if columns.target:
        line += [("  ", ""), (left(_short_target(card, glyphs), columns.target, glyphs), "")]
    before = width_of(line) + 2
    judgement: Line = [(judged(card, glyphs), style)] if height > 1 else row_status(card, glyphs, columns.status)
    status = crop(judgement, columns.status, glyphs)
    line += [("  ", ""), *status, (" " * (columns.status - width_of(status)), "")]
    if columns.spark:
        line += [(" ", ""), *bars[0]]
    line += [("  ", ""), (left(initials(card, glyphs), columns.owner, glyphs), "$muted")]
    lines = [line]
    if height > 1:
        words = [("   ", ""), *so_what(card, today, before + columns.status - 3, glyphs)]
        second: Line = [*words, (" " * (before + columns.status - width_of(words)), "")]
        lines.append([*second, (" ", ""), *bars[-1]] if columns.spark else second)
    return lines
