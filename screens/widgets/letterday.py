"""One day of one letter in words: its readings, and the actions that were opened, due or ended on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import zip_longest

from rich.cells import cell_len

from kpiboard.model import Cadence, Kpi
from kpiboard.model.frozen import frozen
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.text import STATUS_STYLE, Glyphs, Line, crop, left, right, spread, typed, width_of
from kpiboard.screens.widgets.letters import INK, sign
from kpiboard.views.board import BoardSnapshot, Point
from kpiboard.views.letters import DayState, Letter, LetterDay
from kpiboard.words import letters, plain
from kpiboard.words.kpi import target_words, value_words

BESIDE = 132  # cells from which actions stand beside the readings
_NAME, _PER_DAY = 26, 4  # cells of a KPI's name and of each of its days
_COUNTED = (DayState.ON_TARGET, DayState.OFF_TARGET, DayState.NO_READING)


@frozen
class Row:
    """A line of the day: what it opens, how it reads, and what somebody said about it."""

    selection: Selection
    line: Line
    said: str = ""

    def whole(self, width: int, glyphs: Glyphs) -> Line:
        """Everything in one line, cut where it is too long."""
        said: Line = [(f"  {self.said}", "$muted")] if self.said else []
        return crop([*self.line, *said], width, glyphs)


def day_of(letter: Letter, day: date) -> LetterDay:
    return letter.days[day.day - 1]


def title(letter: Letter, day: date, glyphs: Glyphs) -> str:
    """`Fri 20 Nov · D Delivery`."""
    name = f"{typed(letter.category.letter)} {typed(letter.category.name)}"
    return glyphs.plain(f"{plain.full_day_words(day)} · ") + name


def stands(day: LetterDay, glyphs: Glyphs) -> Line:
    """`▼ off target`."""
    return [(f"{sign(day.state, glyphs)} {day.state.value}".lstrip(), f"{INK[day.state]} bold")]


def month_counts(letter: Letter, width: int, glyphs: Glyphs) -> Line:
    """`● 11 on target   ▼ 3 off target`: the days of the month so far; in few cells only the first of them, or none."""
    counts = Counter(day.state for day in letter.days)
    line: Line = []
    for state in _COUNTED:
        if not counts[state]:
            continue
        part: Line = [
            ("   ", ""),
            (f"{sign(state, glyphs)} {counts[state]}", INK[state]),
            (f" {state.value}", "$muted"),
        ]
        if width_of(line) + width_of(part) > width:
            break
        line += part
    return line


def readings(day: LetterDay, glyphs: Glyphs) -> list[Row]:
    """A row a reading: the KPI, its value, the target then, the status in words, the note and the reason."""
    found = [(mark.kpi, point) for mark in day.marks for point in mark.points]
    name = min(22, max((cell_len(typed(kpi.name)) for kpi, _ in found), default=0))
    when = max((cell_len(_when(point, day.day)) for _, point in found), default=0)
    return [_reading(kpi, point, day.day, name, when, glyphs) for kpi, point in found]


def _when(point: Point, day: date) -> str:
    """Which period of the day, or which longer one; nothing for the day itself."""
    if point.period.cadence is Cadence.DAY:
        return ""
    return f"  {typed(plain.period_words(point.period, day).split(' · ')[0])}"


def _reading(kpi: Kpi, point: Point, day: date, name: int, when: int, glyphs: Glyphs) -> Row:
    style = STATUS_STYLE[point.status]
    target = target_words(point.target)
    value = plain.with_unit(value_words(point, kpi), typed(kpi.unit))
    line: Line = [
        (f"{glyphs.status[point.status]} ", f"{style} bold"),
        (left(typed(kpi.name), name, glyphs), ""),
        (left(_when(point, day), when, glyphs), "$muted"),
        (right(glyphs.plain(value), 12, glyphs), f"{style} bold"),
        (left(f"  {glyphs.plain('–' if target == 'no target' else target)}", 11, glyphs), ""),
        (point.status.value, style),
    ]
    said = []
    if point.reading is not None:
        said = [point.reading.note, f"because {point.reading.reason}" if point.reading.reason else ""]
    return Row(Selection("kpi", kpi.id), line, glyphs.plain(" · ").join(typed(text) for text in said if text))


def actions(letter: Letter, day: date, snapshot: BoardSnapshot, glyphs: Glyphs) -> list[Row]:
    """A row for every action on a KPI of the letter that was opened, due or ended that day."""
    found: list[Row] = []
    for card in snapshot.actions:
        what = letters.happened(card.action, day)
        if what and card.kpi is not None and card.kpi.category_id == letter.category.id:
            line: Line = [
                (f"{glyphs.stage[card.action.stage]} ", "$accent-text"),
                (f"{card.label} {what}  ", "$accent-text"),
                (typed(card.action.title), ""),
                (f"  {typed(card.owner.initials)}" if card.owner else "", "$muted"),
            ]
            found.append(Row(Selection("action", card.action.id), line))
    return found


def day_lines(
    letter: Letter, day: date, snapshot: BoardSnapshot, width: int, height: int, glyphs: Glyphs
) -> list[Line]:
    """The day in at most `height` rows: readings, then actions; beside them where it is wide. Says what is left out."""
    found = day_of(letter, day)
    read, done = readings(found, glyphs), actions(letter, day, snapshot, glyphs)
    if width >= BESIDE and read and done:
        half = width * 3 // 5
        rows = [
            _beside(
                one.whole(half - 2, glyphs) if one else [], other.whole(width - half, glyphs) if other else [], half
            )
            for one, other in zip_longest(read, done)
        ]
    else:
        rows = [row.whole(width, glyphs) for row in (*read, *done)]
    if not rows:
        rows = [[("nothing was read, nothing was done", "$muted")]]
    heading: Line = [(f"{title(letter, day, glyphs)}   ", "$heading bold"), *stands(found, glyphs)]
    counts = month_counts(letter, width - width_of(heading), glyphs)
    top: list[Line] = [spread(heading, counts, width, glyphs)]
    if height > 7:
        top = [[], *top, []]
    free = max(0, height - len(top))
    if len(rows) > free > 0:
        more = glyphs.plain(f"{glyphs.more} {len(rows) - free + 1} more: press ⏎")
        rows = [*rows[: free - 1], [(more, "$muted")]]
    table = month_rows(letter, day, glyphs)
    if len(table) > 1 and width >= width_of(table[0]) and len(rows) + 1 + len(table) <= free:
        rows += [[]] * max(1, free - len(rows) - len(table) - 1) + table
    return [*top, *rows[:free]][:height]


def month_rows(letter: Letter, day: date, glyphs: Glyphs) -> list[Line]:
    """The month of each KPI of the letter: a heading with the days, and a row of signs a KPI; `day` stands out."""
    kpis = {mark.kpi.id: mark.kpi for one in letter.days for mark in one.marks}

    def row(words: str, signs: Iterable[tuple[str, str]], style: str) -> Line:
        line: Line = [(left(words, _NAME, glyphs), style)]
        for one, (text, style) in zip(letter.days, signs, strict=True):
            line.append((f"{text:>{_PER_DAY}}", f"{style} on $cursor-bg" if one.day == day else style))
        return line

    words = letters.month_words(letter.days[0].day)
    rows = [row(words, ((str(one.day.day), "$muted") for one in letter.days), "$muted")]
    for kpi in kpis.values():
        statuses = (next((mark.status for mark in one.marks if mark.kpi.id == kpi.id), None) for one in letter.days)
        signs = ((glyphs.status[one], STATUS_STYLE[one]) if one else (" ", "") for one in statuses)
        rows.append(row(typed(kpi.name), signs, ""))
    return rows


def _beside(one: Line, other: Line, half: int) -> Line:
    return [*one, (" " * (half - width_of(one)), ""), *other]
