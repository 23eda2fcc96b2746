"""What CONTRIBUTING says of the house is so: every place it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
# `kpiboard/rules/spc.py`, `screens/commands.py`, or within kpiboard `words/log.py`; `m00N_what.py` stands for any.
PLACES = sorted(set(re.findall(r"`((?:[a-z_]+/)+(?:[a-z_0-9]+\.(?:py|toml))?)`", TEXT)))


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_there(place: str) -> None:
    assert (ROOT / place).exists() or (ROOT / "kpiboard" / place).exists()


def test_there_are_places() -> None:
    assert len(PLACES) > 40
