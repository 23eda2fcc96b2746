"""The people at the board."""

from __future__ import annotations

import pytest

from kpiboard import Board
from kpiboard.basics.errors import InvalidInput
from kpiboard.views.imports import Mode


def test_initials_have_four_letters_when_they_are_large(board: Board) -> None:
    """`ß` becomes `SS`: five would be kept, and no file with them could be read again."""
    person = board.team.add_person("Rolf Abel", "ßab")
    assert person.initials == "SSAB"
    with pytest.raises(InvalidInput, match="5 characters"):
        board.team.add_person("Rosa Abel", "ßabc")
    with pytest.raises(InvalidInput, match="5 characters"):
        board.team.edit_person(person, initials="ßabc")
    assert board.files.plan_import(board.files.export_toml(), Mode.REPLACE).plan.is_empty
