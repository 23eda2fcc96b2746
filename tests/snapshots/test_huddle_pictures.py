"""Pictures of the huddle; update them with `pytest tests/snapshots --snapshot-update`, and look at them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from boards.huddle import DAY, make_huddle_board
from looks import SIZES, Looks

pytestmark = pytest.mark.board(make_huddle_board, DAY)
# The keys that lead to a page of each step.
PAGES = {
    "open": (),
    "people": ("right",),
    "safety": ("right", "right"),
    "praise": ("right", "right", "right"),
    "thanks": ("right", "right", "right", "c"),
    "red": ("right", "right", "right", "c", "right"),
    "answer": ("end", "enter"),
    "answered": ("end", "enter", "a", "enter"),
    "overdue": ("end", "left", "left", "left"),
    "feedback": ("end", "left", "left"),
    "escalate": ("end", "left"),
    "not-yet": ("end",),
    "close": ("end", "enter", "a", "enter", "end", "enter", "0", "end"),
    "closed": ("end", "enter", "a", "enter", "end", "enter", "0", "end", "enter"),
}


def begun(minutes: float, page: str) -> tuple[str | timedelta, ...]:
    """Starts the huddle, lets so much time pass, and goes to the page."""
    return ("h", timedelta(minutes=minutes), *PAGES[page])


@SIZES
@pytest.mark.parametrize("page", PAGES)
def test_a_page(looks: Looks, size: tuple[int, int], page: str) -> None:
    assert looks(*begun(3.5, page), size=size, toasts=False)


@pytest.mark.parametrize("page", ["people", "red", "overdue"])
def test_ascii_only(looks: Looks, page: str) -> None:
    assert looks(*begun(1, page), toasts=False, ascii=True, theme="kpiboard-contrast")


def test_between_the_sizes_in_the_light_theme(looks: Looks) -> None:
    assert looks(*begun(11, "red"), size=(120, 36), toasts=False, theme="kpiboard-light")


@SIZES
def test_the_bell(looks: Looks, size: tuple[int, int]) -> None:
    assert looks(*begun(15.1, "overdue"), size=size, toasts=False)


@SIZES
def test_congratulate(looks: Looks, size: tuple[int, int]) -> None:
    assert looks("c", on="fpy", size=size)
