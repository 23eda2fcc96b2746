"""The words of the inbox."""

from __future__ import annotations

import pytest

from kpiboard.model import FeedbackKind, FeedbackState
from kpiboard.words import feedback as words


def test_every_state_and_kind_has_words_of_its_own() -> None:
    assert words.STATE_WORDS.keys() == words.SHORT_STATE_WORDS.keys() == set(FeedbackState)
    assert len(set(words.STATE_WORDS.values())) == len(set(words.SHORT_STATE_WORDS.values())) == len(FeedbackState)
    assert words.KIND_WORDS.keys() == set(FeedbackKind)
    assert all(len(short) <= 9 for short in words.SHORT_STATE_WORDS.values())


@pytest.mark.parametrize(("votes", "said"), [(1, "1 more says so"), (4, "4 more say so")])
def test_how_many_say_the_same(votes: int, said: str) -> None:
    assert words.votes_words(votes) == said
