"""One KPI drawn as a tile with a heavy figure, and the words that a row of a list (kpirow.py) says as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from kpiboard.model.frozen import frozen
from kpiboard.rules.status import Status
from kpiboard.screens.text import (
    STATUS_STYLE,
    Glyphs,
    Line,
    crop,
    fit,
    spread,
    typed,
    width_of,
)
from kpiboard.screens.widgets.figures import figure, figure_width, rows_of
from kpiboard.screens.widgets.spark import spark
from kpiboard.views.board import BoardSnapshot, KpiCard
from kpiboard.words import kpi as kpi_words
from kpiboard.words import plain
from kpiboard.words.kpi import target_words, value_words

_MARGIN = 3  # the bar and a blank, and one at the right


@frozen
class Drawn:
    """A KPI as it is drawn now: `answers` is whose turn it is on a red, `here` whether the cursor is on it.

    `today` is the production day, `by_clock` the day of the calendar.
    """

    card: KpiCard
    today: date
    by_clock: date
    answers: str
    here: bool
    glyphs: Glyphs


def initials(card: KpiCard, glyphs: Glyphs) -> str:
    return typed(card.owner.initials) if card.owner else glyphs.plain("–")


def letter(card: KpiCard, glyphs: Glyphs) -> str:
    return typed(card.category.letter)[:1] if card.category else glyphs.plain("·")


def judged(card: KpiCard, glyphs: Glyphs) -> str:
    """`▼ worse`, `■ suspect: Scrap is off target`: glyph and words, so that no colour is needed."""
    return glyphs.plain(f"{glyphs.status[card.status]} {typed(kpi_words.judgement(card))}")


def judged_shortly(card: KpiCard, glyphs: Glyphs) -> str:
    """The same where there are more lines for what makes it suspect: `■ suspect`."""
    return f"{glyphs.status[card.status]} suspect" if card.suspect else judged(card, glyphs)


def answerer(card: KpiCard, snapshot: BoardSnapshot, glyphs: Glyphs) -> str:
    """Whose turn it is on a red: the initials of the action's owner, else of the KPI's; empty for what is not red."""
    if not card.unanswered and card.status is not Status.OFF_TARGET:
        return ""
    owner_id = card.running[0].owner_id if card.running and not card.unanswered else None
    return next((typed(one.initials) for one in snapshot.people if one.id == owner_id), initials(card, glyphs))


def so_what(kpi: Drawn, room: int) -> Line:
    """What is being done about it, in `room` cells; loud when nothing is, and then with what the red asks for."""
    card, today, glyphs = kpi.card, kpi.today, kpi.glyphs
    if card.unanswered:
        asked = kpi_words.back_words(card) or kpi_words.asked_for(card)
        since = f"{glyphs.alarm} {glyphs.plain(kpi_words.no_action(card, today))}"
        line: Line = [(since if cell_len(since) <= room else f"{glyphs.alarm} NO ACTION", "$lose bold")]
        asks = (glyphs.plain(asked or kpi_words.sense(card)), "$muted")
        for words, style in (asks, ("press a", "$lose")) if asked else (("press a", "$lose"), asks):
            if words and width_of(line) + 3 + cell_len(words) <= room:
                line.append((f"   {words}", style))
        return crop(line, room, glyphs)
    words = glyphs.plain(typed(kpi_words.so_what(card, today, kpi.by_clock)))
    if card.late:
        return crop([(f"{glyphs.alarm} {words}", "$watch")], room, glyphs)
    if card.running:
        return crop([(f"{glyphs.stage[card.running[0].stage]} ", "$accent-text"), (words, "$muted")], room, glyphs)
    return crop([(words, "$muted")], room, glyphs)


def turn(card: KpiCard, answers: str) -> Line:
    """The initials of `answerer`, loud while nobody has answered."""
    return [(answers, "$lose bold" if card.unanswered else "$heading")] if answers else []


def figure_words(card: KpiCard, glyphs: Glyphs) -> str:
    return glyphs.plain(value_words(card.latest, card.kpi))


def short_target(card: KpiCard, glyphs: Glyphs) -> str:
    words = target_words(card.target)
    return glyphs.plain("–" if words == "no target" else words)


# Tiles


def tile_width(cards: Sequence[KpiCard], scale: int, beside: bool, glyphs: Glyphs) -> int:
    """The width at which every figure has room, with the words `beside` it or on a line below."""
    figures = max((figure_width(figure_words(card, glyphs), scale, glyphs) for card in cards), default=0)
    if beside:
        words = max((cell_len(text) for card in cards for text, _ in _beside(card, glyphs)), default=0)
        return _MARGIN + figures + 2 + min(words, 18)
    words = max((width_of(_below(card, glyphs)) for card in cards), default=0)
    return _MARGIN + max(figures, min(words, 24))


def tile_height(scale: int, beside: bool, glyphs: Glyphs) -> int:
    """The rows a tile needs: packed for the smallest figures, with air and a taller spark for larger ones."""
    return rows_of(scale, glyphs) + (3 if beside else 4) + (3 if scale > 1 else 0)


def _target(card: KpiCard, glyphs: Glyphs) -> str:
    words = target_words(card.target)
    return glyphs.plain(words if words == "no target" else f"target {words}")


def _beside(card: KpiCard, glyphs: Glyphs) -> Line:
    return [
        (typed(card.kpi.unit), "$muted"),
        (_target(card, glyphs), ""),
        (judged_shortly(card, glyphs), f"{STATUS_STYLE[card.status]} bold"),
    ]


def _below(card: KpiCard, glyphs: Glyphs) -> Line:
    return [
        (judged_shortly(card, glyphs), f"{STATUS_STYLE[card.status]} bold"),
        ("" if card.kpi.of_events else f"  {short_target(card, glyphs)}", ""),  # of events no number is wanted
        (f" {typed(card.kpi.unit)}", "$muted"),
    ]


@frozen
class Size:
    """Cells and rows of a tile, how heavy its figure is drawn, and whether the words stand `beside` it or below."""

    width: int
    height: int
    scale: int
    beside: bool


def tile(kpi: Drawn, size: Size) -> list[Line]:
    """The lines of a tile. What the height leaves goes to air first, then to the spark, then to more words."""
    card, glyphs, answers = kpi.card, kpi.glyphs, kpi.answers
    room = max(1, size.width - _MARGIN)
    style = STATUS_STYLE[card.status]
    start: Line = [(f"{letter(card, glyphs)} ", f"{style} bold"), (typed(card.kpi.name), "$heading bold")]
    title = spread(start, [(initials(card, glyphs), "$muted")], room, glyphs)
    heavy = _heavy(card, room, size.scale, size.beside, glyphs)
    doing = so_what(kpi, room - cell_len(answers) - 2 if answers else room)
    more = _more(card, kpi.today, room, glyphs)
    suspect = card.suspect and card.running  # without an action it is what is said already
    asked = kpi_words.guards_words(card.suspected) if suspect else kpi_words.asked_for(card)
    asked = glyphs.plain(typed(asked))
    if asked and not any(asked in words for words, _ in doing):
        more.insert(0, [(fit(asked, room, glyphs), "$muted")])
    air = _shared(size.height, size.height - len(heavy) - 3, len(more), pressing=bool(asked))
    lines: list[Line] = [[] for _ in range(air["above"])]
    lines += [title, *([[]] * air["title"]), *heavy, *([[]] * air["figure"])]
    lines += spark(card.history, room, air["spark rows"], glyphs, widen=True)
    lines += [[]] * air["spark"]
    lines += [spread(doing, turn(card, answers), room, glyphs), *more[: air["words"]]]
    lines += [[] for _ in range(size.height - len(lines))]
    bar = glyphs.bar_here if kpi.here else glyphs.bar
    return [[(bar, style), (" ", ""), *line] for line in lines[: size.height]]


def _shared(height: int, left_over: int, most_words: int, *, pressing: bool) -> Counter[str]:
    """What becomes of the rows that are left over: blanks by what stands above them, rows of the spark, lines of words.

    `pressing`: a red asks for something, which comes first. What is "below" needs nothing: the tile is filled up.
    """
    air = Counter({"spark rows": 1})
    order = ("spark rows", "title", "figure", "spark", "above", "below", "spark rows", "words", "words")
    for what in ("words", *order) if pressing else order:
        if left_over <= 0:
            break
        if what != "words" or air[what] < most_words:
            air[what] += 1
            left_over -= 1
    taller = max(0, min(left_over, height // 3 - air["spark rows"]))
    air["spark rows"] += taller
    air["words"] += max(0, min(left_over - taller, most_words - air["words"]))
    return air


def _heavy(card: KpiCard, room: int, scale: int, beside: bool, glyphs: Glyphs) -> list[Line]:
    """The figure, and what it means: beside it at top and bottom, or on a line below."""
    style = STATUS_STYLE[card.status] + ("" if glyphs.half_blocks else " bold")
    drawn = figure(figure_words(card, glyphs), scale, glyphs)
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
        read = plain.period_words(card.latest.period, today)
        if reading.corrected_from is not None:
            read += f" · corrected from {plain.value_number(reading.corrected_from, card.kpi)}"
        lines.append(read)
        if reading.note and (card.running or card.unanswered):
            lines.append(typed(reading.note))
    if card.goal:
        lines.append(f"for: {typed(card.goal.title)}")
    if card.kpi.definition:
        lines.append(typed(card.kpi.definition))
    return [[(fit(glyphs.plain(line), room, glyphs), "$muted")] for line in lines]
