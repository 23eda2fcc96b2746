"""The board is its subjects: each by itself, small enough to know, and told."""

from __future__ import annotations

from functools import cached_property

import pytest

from kpiboard import Board
from kpiboard.cases.desk import AtDesk

SUBJECTS = [name for name, kind in vars(Board).items() if isinstance(kind, cached_property)]


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_subject_stands_by_itself(board: Board, name: str) -> None:
    subject = getattr(board, name)
    assert type(subject).__bases__ == (AtDesk,)
    assert type(subject).__module__ == f"kpiboard.cases.{name}"
    uses = {one: use for one, use in vars(type(subject)).items() if not one.startswith("_")}
    assert 0 < len(uses) <= 20
    assert [one for one, use in uses.items() if not use.__doc__] == []
    assert subject is getattr(board, name)


def test_all_subjects_share_one_desk(board: Board) -> None:
    assert len(SUBJECTS) == 22
    assert {id(getattr(board, name)._desk) for name in SUBJECTS} == {id(board._desk)}
