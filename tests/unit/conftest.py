"""The demo board as it is built at moments that are not like the others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from boards.demo import demo_board
from support import Clock

from kpiboard import Board
from kpiboard.starting.demo import ANCHOR, TIMEZONE

BERLIN = ZoneInfo(TIMEZONE)
MOMENTS = [
    ANCHOR,
    datetime(2026, 11, 23, 5, 59, tzinfo=BERLIN),  # Monday, the weekend's production day still running
    datetime(2026, 11, 27, 23, 30, tzinfo=BERLIN),  # two shifts of the day are over, the day is not
    datetime(2027, 1, 1, 3, 0, tzinfo=BERLIN),
    datetime(2027, 1, 4, 7, 0, tzinfo=BERLIN),  # the new quarter has one working day
    datetime(2027, 3, 29, 8, 0, tzinfo=BERLIN),
    datetime(2028, 2, 29, 14, 0, tzinfo=BERLIN),
    datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN),  # the clocks go back
]


@pytest.fixture(scope="module", params=MOMENTS, ids=str)
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    path = tmp_path_factory.mktemp("demo") / "line4.db"
    demo_board(path, Clock(request.param))
    with Board.open(path, who="anna", now=lambda: request.param) as opened:
        yield opened
