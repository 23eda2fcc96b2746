"""What several test folders share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from kpiboard import Board
from kpiboard.rules.calendar import Period, WorkCalendar, previous
from kpiboard.store import Store

# What all console fonts of Debian have beside ASCII, read from their tables.
CONSOLE_FONT = "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╭╮╰╯━┃┏┓┗┛╴╵╶╷╸━╺█░▒←↑→↓▲▼▶◀▸▾●■✗✘☐☑•…≤≥±µ°²€äöüßéñ–—‘’·×»¶¬"
NOON = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)  # a Friday
SATURDAY = datetime(2026, 11, 21, 13, 32, tzinfo=UTC)  # 14:32 in Berlin


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **span: float) -> None:
        self.moment += timedelta(**span)


def store_of(board: Board) -> Store:
    """What is behind the board, for tests that look under it; no front end may."""
    return board._desk.store


def periods_up_to(calendar: WorkCalendar, last: Period, count: int) -> list[Period]:
    """So many periods that end with `last`, oldest first, days off included."""
    periods = [last]
    while len(periods) < count:
        periods.append(previous(calendar, periods[-1]))
    return periods[::-1]
