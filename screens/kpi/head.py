"""The top of the screen of a KPI: who it is, how it stands and what that means, for the room there is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len

from kpiboard.charts.runchart import Zoom
from kpiboard.rules.capability import Sense
from kpiboard.rules.rollup import averages_shares
from kpiboard.rules.status import Status
from kpiboard.screens.panes.screen import room_in
from kpiboard.screens.text import STATUS_STYLE, Glyphs, Line, crop, fit, spread, typed, width_of, wrap
from kpiboard.screens.widgets.figures import figure, rows_of
from kpiboard.screens.widgets.tile import letter
from kpiboard.words import kpi as kpi_words
from kpiboard.words import plain as plain_words
from kpiboard.words.kpi import measured_words, target_words, value_words, when_words
from kpiboard.words.process import meaning_words, reach_and_limits_words
from kpiboard.words.quality import DOUBTFUL, REVIEW_DUE, discrepancy_words, review_words
from kpiboard.words.smells import smell_questions
from kpiboard.words.studies import MEAN_OF_SHARES

if TYPE_CHECKING:
    from kpiboard.views.board import KpiCard
    from kpiboard.views.kpi import KpiStory

_WATCH_IT = {Sense.UNSTABLE, Sense.CHANGED, Sense.WORSE_YET_MET, Sense.WORSE_ON_WATCH, Sense.LEFT_LIMITS}  # fmt: skip
_BADGE = {
    Status.ON_TARGET: "$on-win on $win bold",
    Status.WATCH: "$on-watch on $watch bold",
    Status.OFF_TARGET: "$on-lose on $lose bold",
}
Remark = tuple[str, str]  # in few words, and in fewer
_ZOOM_WORDS = {Zoom.MONTH: "30 d", Zoom.QUARTER: "90 d", Zoom.YEAR: "1 y", Zoom.ALL: "all"}


def sentence(card: KpiCard, story: KpiStory | None) -> tuple[str, str]:
    """What the latest value means, and the style of its badge; empty before it is known."""
    known = story or card.process
    if known is None:
        return "", ""
    words = meaning_words(card, known)
    status = Status.WATCH if known.sense in _WATCH_IT else card.status
    return words, _BADGE.get(status, "$on-none on $none bold")


def remarks(card: KpiCard, story: KpiStory | None, today: date, glyphs: Glyphs) -> list[Remark]:
    """What somebody should know before trusting the number: guards, doubts, a review; each in few words and fewer."""
    found: list[Remark] = []
    if card.suspect:
        sign = glyphs.status[Status.WATCH]
        found.append((f"{sign} {typed(kpi_words.judgement(card))}", f"{sign} suspect"))
    if card.kpi.example:
        found.append((kpi_words.EXAMPLE, "example"))
    if card.doubtful:
        found.append((discrepancy_words(story.discrepancy) if story else DOUBTFUL, DOUBTFUL))
    if story and averages_shares(card.kpi, [child.kpi for child in story.children]):
        found.append((MEAN_OF_SHARES, "mean of shares"))
    if due := review_words(card.kpi, today):
        found.append((typed(due), REVIEW_DUE))
    return found


def joined(marks: Sequence[Remark], width: int) -> str:
    """Remarks in one line; where there is no room for all of them, the last ones say less, then the others."""
    found = [words for words, _ in marks]
    for place in reversed(range(len(found))):
        if cell_len(" · ".join(found)) <= width:
            break
        found[place] = marks[place][1]
    return " · ".join(found)


def zoom_line(key: str, zoom: Zoom) -> Line:
    """The key, and the steps it leads through, with the present one marked: `z 30 d 90 d 1 y all`."""
    steps: Line = [(f" {words}", "$heading bold" if one is zoom else "$off") for one, words in _ZOOM_WORDS.items()]
    return [(key, "$accent-text"), *steps]


def arrow(glyphs: Glyphs) -> str:
    return f" {glyphs.arrow} "


def ladder_words(card: KpiCard, story: KpiStory | None, glyphs: Glyphs, width: int = 0) -> str:
    """`On-time delivery → Trusted by the customer → our vision`; without the vision where `width` is too short."""
    if story is None:
        rungs = [card.goal.title] if card.goal else []
        vision = ""
    else:
        rungs = [parent.name for parent in story.ladder.parents]
        rungs += [story.ladder.goal.title] if story.ladder.goal else []
        vision = story.ladder.vision if story.ladder.goal else ""
    words = arrow(glyphs).join(typed(rung) for rung in rungs)
    whole = f"{words}{arrow(glyphs)}{typed(vision)}" if words and vision else words
    return whole if not width or cell_len(whole) <= width else words


def head(
    card: KpiCard, story: KpiStory | None, today: date, width: int, height: int, glyphs: Glyphs
) -> tuple[list[Line], int]:
    """The top of the screen on a terminal of that size, and how many of its lines are the band with the figure."""
    if room_in(width, height).wall:
        lines = _large_head(card, story, today, width, 2 if height >= 42 and glyphs.half_blocks else 1, glyphs)
        return lines, len(lines)
    return _small_head(card, story, today, width, height, glyphs), 1


def _large_head(
    card: KpiCard, story: KpiStory | None, today: date, width: int, scale: int, glyphs: Glyphs
) -> list[Line]:
    """The figure in heavy digits, what it is judged by beside it, and at its right what it means."""
    plain, style = glyphs.plain, STATUS_STYLE[card.status]
    kpi = card.kpi
    owner = typed(card.owner.name) if card.owner else "nobody owns it yet"
    about = plain(f"{owner} · {kpi_words.read_words(kpi)} · {kpi_words.DIRECTION_WORDS[kpi.direction]}  ")
    lines: list[Line] = [[], spread([("  ", ""), *_name(card, glyphs)], [(about, "$muted")], width, glyphs), []]
    drawn = figure(plain(value_words(card.latest, kpi)), scale, glyphs)
    rows = rows_of(scale, glyphs)
    beside: dict[int, tuple[str, str]] = {
        0: (typed(kpi.unit), "$muted"),
        rows - 3: (plain(when_words(card.latest.period, today)), "$muted"),
        rows - 2: (_target_words(card, glyphs), ""),
        rows - 1: (standing(card, glyphs), f"{style} bold"),
    }
    if rows == 3:
        beside[0] = (
            plain(f"{typed(kpi.unit)} · {when_words(card.latest.period, today)}".removeprefix(" · ")),
            "$muted",
        )
    wide = min(28, max(cell_len(words) for words, _ in beside.values()))
    left = 3 + cell_len(drawn[0]) + 3 + wide + 4
    meaning = _meaning(card, story, today, max(10, width - left - 3), rows, glyphs)
    for row in range(rows):
        line: Line = [("   ", ""), (drawn[row], style if glyphs.half_blocks else f"{style} bold"), ("   ", "")]
        words, words_style = beside.get(row, ("", ""))
        line.append((fit(words, wide, glyphs), words_style))
        line.append((" " * (left - width_of(line)), ""))
        lines.append(crop([*line, *meaning[row]] if row < len(meaning) else line, width, glyphs))
    return [*lines, []]


def _meaning(card: KpiCard, story: KpiStory | None, today: date, width: int, rows: int, glyphs: Glyphs) -> list[Line]:
    """At most `rows` lines: the plain sentence as a badge, the facts behind it, remarks, a question, the ladder."""
    plain = glyphs.plain
    words, badge = sentence(card, story)
    lines: list[Line] = [[(f" {text} ", badge)] for text in _balanced(plain(words), width - 2, glyphs)]
    more: list[Line] = [[(_shortened(plain(reach_and_limits_words(card, story)), width), "")]]
    if found := remarks(card, story, today, glyphs):
        more.append([(plain(joined(found, width)), "$watch")])
    more += [[(plain(question), "$accent-text")] for question in smell_questions(story)[:1]]
    ladder = ladder_words(card, story, glyphs, width - 15)
    more.append([(f"ladders up to: {ladder}" if ladder else "ladders up to nothing yet", "$muted")])
    if lines and len(lines) + 1 + len(more) <= rows:
        lines.append([])
    return [crop(line, width, glyphs) for line in [*lines, *more]][:rows]


def _small_head(
    card: KpiCard, story: KpiStory | None, today: date, width: int, height: int, glyphs: Glyphs
) -> list[Line]:
    """A line with the figure, the sentence, and the facts behind it; what is short of room goes from the end."""
    plain, style = glyphs.plain, STATUS_STYLE[card.status]
    value = measured_words(card.latest.value, card.kpi) if card.latest.value is not None else ""
    value = plain(value or value_words(card.latest, card.kpi))
    end: Line = [(value, f"{style} bold"), (f"  {_target_words(card, glyphs)}", ""),
                 (f"  {standing(card, glyphs)}", f"{style} bold")]  # fmt: skip
    if card.owner and width >= 70:
        end.append((f"  {typed(card.owner.initials)}", "$muted"))
    if width < 50:
        del end[1]
    lines = [spread(_name(card, glyphs), [*end, (" ", "")], width, glyphs)]
    words, badge = sentence(card, story)
    room = max(1, width - 2)
    if words and height >= 10:
        said = _balanced(plain(words), room, glyphs) if height >= 20 else [fit(plain(words), room, glyphs)]
        lines += [[(f" {text}".ljust(width), badge)] for text in said]
    if height >= 20:
        asked = len(smell_questions(story))
        counted = plain_words.count("1 question", "{n} questions", asked)
        more = [(counted, counted)] if asked else []
        marks = [*remarks(card, story, today, glyphs), *more]
        known = plain(reach_and_limits_words(card, story))
        noted = joined(marks, max(room // 2, room - cell_len(known) - 3))
        line: Line = [(plain(noted), "$watch bold"), (plain(" · ") if marks else "", "$muted")]
        known = _shortened(known, room - width_of(line))
        lines.append([(" ", ""), *crop([*line, (known, "$muted")], room, glyphs)])
    return lines


def _balanced(words: str, width: int, glyphs: Glyphs) -> list[str]:
    """A sentence in one line, or in two of about the same length."""
    if not words or cell_len(words) <= width:
        return [words] if words else []
    fair = range(min(cell_len(words) // 2, width), width)
    width = next((narrow for narrow in fair if len(wrap(words, narrow)) <= 2), width)
    return wrap(words, width, 2, glyphs)


def _shortened(words: str, width: int) -> str:
    """The facts, without how the limits were made where there is no room for that."""
    return words if cell_len(words) <= width else words.rpartition(" (")[0] or words


def _name(card: KpiCard, glyphs: Glyphs) -> Line:
    style = STATUS_STYLE[card.status]
    return [(f" {letter(card, glyphs)} ", f"{style} bold"), (typed(card.kpi.name), "$heading bold"), ("  ", "")]


def standing(card: KpiCard, glyphs: Glyphs) -> str:
    """`▼ off target · worse`: glyph and word, and how it goes on where there is more to say."""
    more = "suspect" if card.suspect else kpi_words.judgement(card)  # whose fault it is stands below
    words = more if card.suspect or more.startswith(card.status.value) else f"{card.status.value} · {more}"
    return glyphs.plain(f"{glyphs.status[card.status]} {words}")


def _target_words(card: KpiCard, glyphs: Glyphs) -> str:
    words = target_words(card.target)
    proposed = "" if card.target is None or card.target.agreed or card.kpi.of_events else " proposed"
    return glyphs.plain(words if words == "no target" else f"target {words}{proposed}")
