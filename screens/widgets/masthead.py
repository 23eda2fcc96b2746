"""The top of the board: whose it is, when it is, and the verdict, the loudest thing on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.geometry import Size
from textual.strip import Strip

from kpiboard.rules.calendar import WorkCalendar
from kpiboard.rules.verdict import Outcome, Verdict
from kpiboard.screens.text import OUTCOME_STYLE, Glyphs, Line, crop, fit, spread, typed, width_of
from kpiboard.screens.widgets.figures import can_draw, figure
from kpiboard.screens.widgets.ink import Ink
from kpiboard.views.board import BoardSnapshot
from kpiboard.words import board as board_words
from kpiboard.words import plain
from kpiboard.words.board import unanswered_words, verdict_words

# Rows of the masthead: one line, one with what decided it, and with what comes next; a badge of three rows, and heavy
# letters of two sizes, with the same below.
LINE, SENTENCE, BOTH, BADGE, HEAVY, HEAVIEST = 1, 2, 3, 6, 8, 10
_UNANSWERED = f"{OUTCOME_STYLE[Outcome.LOSING]} bold"
_BANDS = {BADGE: (3, 0), HEAVY: (5, 1), HEAVIEST: (7, 2)}  # rows of the coloured band, scale of the letters


class Masthead(Ink):
    DEFAULT_CSS = "Masthead { height: 1; background: $panel; color: $foreground; }"

    def __init__(self) -> None:
        super().__init__(id="masthead")
        self.snapshot: BoardSnapshot | None = None
        self._strips: list[Strip] = []
        self._drawn_at = Size(0, 0)

    def show(self, snapshot: BoardSnapshot) -> None:
        self.snapshot = snapshot
        self._strips.clear()
        self.refresh()

    def recolour(self) -> None:
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        # Asked for by size and not told by an event: the new size is painted before the event arrives.
        if not self._strips or self._drawn_at != self.size:
            self._drawn_at = self.size
            width, height = self.size
            below = "on $background"
            band, _ = _BANDS.get(height, (1, 0))
            lines = masthead(self.snapshot, width, height, self.glyphs)
            self._strips = [self.strip(line, width, "" if row < band else below) for row, line in enumerate(lines)]
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.colour(""))


def masthead(snapshot: BoardSnapshot | None, width: int, height: int, glyphs: Glyphs) -> list[Line]:
    """`height` lines; which form it takes follows from the height."""
    if snapshot is None:
        return [[(" kpiboard", "$muted")], *([] for _ in range(height - 1))]
    if height in _BANDS:
        said = _sentences((board_words.why(snapshot),), snapshot, width - 4, 2, glyphs)
        said = [*said, []][:2]
        lines = [*_band(snapshot, width, *_BANDS[height], glyphs), [], *_beside_quiet(said, snapshot, width, glyphs)]
    else:
        lines = [_line(snapshot, width, glyphs)]
        whys = (board_words.why_counted(snapshot), board_words.why(snapshot))[height < BOTH :]
        said = _sentences(whys, snapshot, width - 2, height - 1, glyphs)
        lines += [[(" ", ""), *line] for line in said]
    return [*lines, *([] for _ in range(height - len(lines)))]


def _beside_quiet(said: list[Line], snapshot: BoardSnapshot, width: int, glyphs: Glyphs) -> list[Line]:
    """The sentences; at the right end of one, or below, both horizons and the mark on the choice of KPIs."""
    lines: list[Line] = [[("  ", ""), *line] for line in said]
    for form in board_words.quiet_forms(snapshot):
        words = glyphs.plain(" · ".join(form))
        room = [place for place, line in enumerate(lines) if width_of(line) + 3 + cell_len(words) + 2 <= width]
        if room:
            place = room[0]
            lines[place] = spread(lines[place], [(words, "$muted"), ("  ", "")], width, glyphs)
            break
    return lines


def _sentences(whys: Sequence[str], snapshot: BoardSnapshot, width: int, rows: int, glyphs: Glyphs) -> list[Line]:
    """What decided it, and who does what next: each in the longest form that fits; in one line where that holds both.

    On a single row what decided it comes first, and what comes next where it fits behind it in any form.
    """
    decided = _longest(whys, width, glyphs)
    forms = board_words.next_forms(snapshot)
    room = width - cell_len(decided) - 1
    following = _longest(forms if rows == 1 else forms[:1], room, glyphs)
    if forms and rows > 1 and cell_len(following) > room:
        below = _longest(forms, width, glyphs)
        return [crop([(decided, "$heading bold")], width, glyphs), crop([(below, "$muted")], width, glyphs)]
    line: Line = [(decided, "$heading bold")]
    if following and cell_len(following) <= room:
        line.append((f" {following}", "$muted"))
    return [crop(line, width, glyphs)][:rows]


def _longest(forms: Sequence[str], width: int, glyphs: Glyphs) -> str:
    """The first form that fits, else the last."""
    shown = [glyphs.plain(typed(words)) for words in forms]
    return next((words for words in shown if cell_len(words) <= width), shown[-1] if shown else "")


def _whose(snapshot: BoardSnapshot) -> tuple[str, str]:
    board = snapshot.board
    beside = [typed(words) for words in (board.team, board.area) if words and words != board.name]
    if snapshot.read_only:
        beside.append("read-only")
    return typed(board.name), " · ".join(beside)


def _when(snapshot: BoardSnapshot) -> tuple[str, str, str]:
    """Date, shift and time of day in the board's zone."""
    local = WorkCalendar.of(snapshot.board, snapshot.shifts).local(snapshot.taken_at)
    shift = typed(snapshot.shift.name) if snapshot.shift else ""
    return plain.full_day_words(snapshot.today), shift, f"{local:%H:%M}"


def _line(snapshot: BoardSnapshot, width: int, glyphs: Glyphs) -> Line:
    """One line; what there is no room for goes in this order: a dot, team, shift, date, the board's name."""
    verdict = snapshot.verdict
    style = f"{OUTCOME_STYLE[verdict.outcome]} bold"
    words = f" {glyphs.outcome(verdict.outcome)} {verdict_words(verdict)} "
    if cell_len(words) > width:
        words = f" {glyphs.outcome(verdict.outcome)} {board_words.OUTCOME_WORDS[verdict.outcome]}"
        words += f" {glyphs.alarm}{len(verdict.unanswered)} " if verdict.unanswered else " "
    words = fit(glyphs.plain(words), width, glyphs)
    room = width - cell_len(words)
    name, beside = _whose(snapshot)
    day, shift, clock = _when(snapshot)
    with_team: Line = [(f" {name}", "$heading bold"), (glyphs.plain(f" · {beside}") if beside else "", "$muted")]
    full = f"{day} · {shift} {clock}" if shift else f"{day} {clock}"
    for start, end in (
        (with_team, full),
        (with_team, full.replace(" · ", " ")),
        (with_team[:1], full),
        (with_team[:1], f"{day} {clock}"),
        (with_team[:1], clock),
        (with_team[:1], ""),
    ):
        at_the_end: Line = [(glyphs.plain(end), "$muted"), (" ", "")] if end else []
        if width_of(start) + width_of(at_the_end) + 2 <= room or not end:
            return [*spread(start, at_the_end, max(0, room), glyphs), *_loud(words, style, verdict, glyphs)]
    return [(words, style)]


def _loud(words: str, style: str, verdict: Verdict, glyphs: Glyphs) -> Line:
    """The verdict, and in the colour of losing how many reds have no answer: that is no part of winning."""
    said, dot, unanswered = words.rpartition(glyphs.plain(" · "))
    if not dot or not verdict.unanswered or not unanswered.startswith(unanswered_words(verdict)):
        return [(words, style)]
    return [(f"{said}{dot.rstrip()}", style), (f" {unanswered}", _UNANSWERED)]


def _band(snapshot: BoardSnapshot, width: int, height: int, scale: int, glyphs: Glyphs) -> list[Line]:
    verdict = snapshot.verdict
    badge = _heavy_badge(snapshot, scale, glyphs) if scale else None
    if badge is None:
        words = glyphs.plain(f"  {glyphs.outcome(verdict.outcome)} {verdict_words(verdict)}  ")
        counts = glyphs.plain(f"    {board_words.counts_words(verdict)}  ")
        badge = ["" for _ in range(height)]
        badge[height // 2 : height // 2 + 2] = [words, counts]
    wide = max(cell_len(text) for text in badge)
    style = f"{OUTCOME_STYLE[verdict.outcome]} bold"
    name, beside = _whose(snapshot)
    day, shift, clock = _when(snapshot)
    named_shift = shift if not shift or "shift" in shift.lower() else f"{shift} shift"
    when = "   ".join(words for words in (day, named_shift, clock) if words)
    room = width - wide
    start: Line = [("  ", ""), (name, "$heading bold"), (glyphs.plain(f"   {beside}"), "$muted")]
    end: Line = [(glyphs.plain(when), "$muted"), ("   ", "")]
    if width_of(start) + width_of(end) > room:
        end = [(clock, "$muted"), ("   ", "")]
    middle = len(badge) // 2
    lines: list[Line] = []
    for row, text in enumerate(badge):
        words_here = spread(start, end, room, glyphs) if row == middle else [(" " * room, "")]
        shown = text + " " * (wide - cell_len(text))
        lines.append([*words_here, *_loud(shown, style, verdict, glyphs)])
    return lines


def _heavy_badge(snapshot: BoardSnapshot, scale: int, glyphs: Glyphs) -> list[str] | None:
    """The verdict in heavy letters, a blank row above, and below it the counts; None without such letters."""
    verdict = snapshot.verdict
    words = board_words.OUTCOME_WORDS[verdict.outcome]
    if not can_draw(words, glyphs):
        return None
    rows = figure(words, scale, glyphs)
    glyph = glyphs.outcome(verdict.outcome)
    marked = [f"  {glyph if row == len(rows) // 2 else ' '}  {text}   " for row, text in enumerate(rows)]
    unanswered = (unanswered_words(verdict),) if verdict.unanswered else ()
    counts = glyphs.plain(" · ".join(filter(None, (board_words.counts_words(verdict), *unanswered))))
    return ["", *marked, f"     {counts}  "]
