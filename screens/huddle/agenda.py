"""Around the pages of the huddle: the agenda along one edge, where it stands, and the clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from kpiboard.model import HuddleStep
from kpiboard.model.frozen import frozen
from kpiboard.rules.huddle import AGENDA, BELL, TARGET, Clock
from kpiboard.screens.huddle.sheet import KEYCAP, Laid, Room
from kpiboard.screens.text import Glyphs, Line, crop, fit, spread, width_of
from kpiboard.screens.widgets.figures import figure
from kpiboard.screens.widgets.ink import Ink
from kpiboard.words.huddle import step_clock_words, step_words

TICK = 15  # seconds between two looks at the clock: one that redraws every second costs for ever
TOP = 3  # rows of it where it stands above
_MINUTE = 60


@frozen
class Progress:
    """Whose huddle it is, where it stands, and how long it has taken; `clock` is cut to what is shown (`quarters`)."""

    board: str
    day: str
    leader: str
    step: HuddleStep
    number: int
    of: int
    clock: Clock

    @property
    def minutes(self) -> str:
        """One that nobody closed does not count for ever."""
        minutes = self.clock.elapsed // _MINUTE
        return str(minutes) if minutes < 100 else "99+"

    @property
    def style(self) -> str:
        return "$lose" if self.clock.bell else "$watch" if self.clock.late else "$accent-text"

    @property
    def loud(self) -> str:
        """What has to be said about the time; empty in the first ten minutes."""
        if self.clock.bell:
            return f"{int(BELL.total_seconds()) // _MINUTE} MINUTES: CLOSE"
        return f"over {int(TARGET.total_seconds()) // _MINUTE} minutes" if self.clock.late else ""

    @property
    def share(self) -> float:
        return min(1.0, self.clock.elapsed / TARGET.total_seconds())


def quarters(clock: Clock) -> Clock:
    """Down to the last quarter of a minute: the clock is not redrawn more often, and must not look as if it stood."""
    return Clock(clock.elapsed - clock.elapsed % TICK, clock.in_step - clock.in_step % TICK, clock.step_limit)


def bar(width: int, share: float, style: str, glyphs: Glyphs) -> Line:
    """How much of it is over."""
    full, rest = ("▀", "▀") if glyphs.half_blocks else ("=", "-") if glyphs.name == "ascii" else ("█", glyphs.rule)
    done = max(0, min(width, round(width * share)))
    return [(full * done, style), (rest * (width - done), "$rule")]


def at_the_top(now: Progress, width: int, glyphs: Glyphs) -> tuple[list[Line], list[tuple[int, int, int, HuddleStep]]]:
    """Three lines: whose and how long, the steps in a row, and the ten minutes as a line; and where the steps are."""
    whose: Line = [(" HUDDLE", "$heading bold")]
    for words in (now.board, f"{now.leader} leads" if now.leader else ""):
        whose += [(glyphs.plain(f" · {words}"), "$muted")] if words else []
    step = f"{step_words(now.step)} {step_clock_words(now.clock)}"
    time: Line = [(step, "$watch bold" if now.clock.step_late else "$muted"), ("   ", "")]
    if now.clock.bell:
        time = [(f" {glyphs.alarm} {now.loud} ", "$on-lose on $lose bold"), ("  ", "")]
    time += [(f"{now.minutes} of 10 min ", f"{now.style} bold")]
    first = spread(crop(whose, max(12, width - width_of(time) - 2), glyphs), time, width, glyphs)
    line: Line = [(" ", "")]
    spots = []
    past = True
    for item in AGENDA:
        here = item.step is now.step
        past = past and not here
        name = step_words(item.step)
        if here:
            count = f" {now.number}/{now.of}" if now.of > 1 else ""
            words, style = f" {name.upper()}{count} ", KEYCAP
        else:
            words, style = f"{glyphs.done}{name} " if past else f"{name} ", "$muted"
        spots.append((1, width_of(line), width_of(line) + cell_len(words), item.step))
        line += [(words, style), (" " if here else "", "")]
    return [first, crop(line, width, glyphs), bar(width, now.share, now.style, glyphs)], spots


def at_the_left(
    now: Progress, width: int, height: int, glyphs: Glyphs
) -> tuple[list[Line], list[tuple[int, int, int, HuddleStep]]]:
    """The steps below one another with their minutes, and the clock in heavy figures at the foot."""
    room = width - 4
    margin = ("  ", "")
    lines: list[Line] = [[], [margin, ("H U D D L E", "$heading bold")]]
    lines += [[margin, (fit(glyphs.plain(words), room, glyphs), "$muted")]
              for words in (now.board, now.day, f"{now.leader} leads" if now.leader else "") if words]  # fmt: skip
    foot = _clock(now, room, glyphs, scale=3 if height >= 40 else 2)
    air = 1 if height >= len(lines) + 2 * len(AGENDA) + len(foot) + 3 else 0
    lines += [[]]
    spots = []
    past = True
    for item in AGENDA:
        here = item.step is now.step
        past = past and not here
        name, minutes = step_words(item.step), f"{item.seconds // _MINUTE}:{item.seconds % _MINUTE:02}"
        sign = glyphs.done if past else glyphs.cursor if here else " "
        count = f"  {now.number}/{now.of}" if here and now.of > 1 else ""
        words = f"{name.upper() if here else name}{count}"
        spots.append((len(lines), 0, width, item.step))
        line = spread([(f" {sign} {words}", "")], [(minutes, ""), ("  ", "")], width - 2, glyphs)
        style = KEYCAP if here else "$muted" if past else "$heading"
        lines.append([(" ", ""), *((text, style) for text, _ in line), (" ", "")])
        lines += [[] for _ in range(air)]
    lines += [[] for _ in range(height - len(lines) - len(foot))]
    return [*lines, *([margin, *line] for line in foot)][:height], spots


def _clock(now: Progress, width: int, glyphs: Glyphs, scale: int) -> list[Line]:
    heavy = figure(now.minutes, scale if len(now.minutes) < 3 else 1, glyphs)
    style = now.style if glyphs.half_blocks else f"{now.style} bold"
    lines: list[Line] = [[(row, style)] for row in heavy]
    lines += [[("of 10 minutes", "$muted")]]
    if now.loud:
        loud = "$on-lose on $lose bold" if now.clock.bell else "$on-watch on $watch bold"
        lines = [[(f" {glyphs.alarm} {now.loud} ", loud)], [], *lines]
    share = min(1.0, now.clock.in_step / max(1, now.clock.step_limit))
    step_style = "$watch" if now.clock.step_late else "$accent-text"
    about = spread([(step_words(now.step), "$muted")], [(step_clock_words(now.clock), step_style)], width, glyphs)
    return [
        *lines, bar(width, now.share, now.style, glyphs), [], about, bar(width, share, step_style, glyphs), [],
    ]  # fmt: skip


class Agenda(Ink):
    """Draws only when what it says has changed: the clock asks it every quarter of a minute."""

    DEFAULT_CSS: ClassVar[str] = "Agenda { background: $panel; color: $foreground; }"

    class Chosen(Message):
        """A touch on a step."""

        def __init__(self, step: HuddleStep) -> None:
            super().__init__()
            self.step = step

    def __init__(self) -> None:
        super().__init__(id="agenda")
        self._progress: Progress | None = None
        self._drawn: tuple[Progress, Size] | None = None
        self._lines: list[Line] = []
        self._spots: list[tuple[int, int, int, HuddleStep]] = []

    def show(self, progress: Progress) -> None:
        if progress != self._progress:
            self._progress = progress
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width, height = self.size
        if self._progress is not None and self._drawn != (self._progress, self.size):
            self._drawn = (self._progress, self.size)
            if height <= TOP:
                self._lines, self._spots = at_the_top(self._progress, width, self.glyphs)
            else:
                self._lines, self._spots = at_the_left(self._progress, width, height, self.glyphs)
        return self.strip(self._lines[y] if y < len(self._lines) else [], width)

    def on_click(self, event: events.Click) -> None:
        for row, start, end, step in self._spots:
            if event.y == row and start <= event.x < end:
                self.post_message(self.Chosen(step))


class Talk(Ink):
    """The page: `write(room)` lays it out for the size there is; its keys can be touched."""

    DEFAULT_CSS: ClassVar[str] = "Talk { background: $background; color: $foreground; }"

    def __init__(self, key: Callable[[str], str]) -> None:
        super().__init__(id="talk")
        self._key = key
        self._write: Callable[[Room], Laid] = lambda room: Laid()
        self._laid: Laid | None = None
        self._drawn_at = Size(0, 0)

    def show(self, write: Callable[[Room], Laid]) -> None:
        self._write, self._laid = write, None
        self.refresh()

    @property
    def margins(self) -> tuple[int, int, int]:
        """Columns at each side, rows above and below."""
        width, height = self.size
        return (6, 2, 1) if width >= 110 and height >= 36 else (4, 1, 1) if width >= 84 and height >= 28 else (2, 1, 0)

    def render_line(self, y: int) -> Strip:
        width, height = self.size
        left, top, below = self.margins
        if self._laid is None or self._drawn_at != self.size:  # the new size is painted before its event arrives
            self._drawn_at = self.size
            room = Room(max(1, width - 2 * left), max(1, height - top - below), self.glyphs, self._key)
            self._laid = self._write(room)
        row = y - top
        line = self._laid.lines[row] if 0 <= row < len(self._laid.lines) else []
        return self.strip([(" " * left, ""), *line], width)

    def on_click(self, event: events.Click) -> None:
        left, top, _ = self.margins
        for row, start, end, key in self._laid.spots if self._laid else ():
            if event.y - top == row and start <= event.x - left < end:
                self.app.simulate_key(key)
