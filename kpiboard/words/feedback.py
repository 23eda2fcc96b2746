"""The words of the inbox."""

from __future__ import annotations

from kpiboard.views.board import FeedbackCard
from kpiboard.words.plain import count


def votes_words(votes: int) -> str:
    """`2 more say so`: how many said *me too*."""
    return count("1 more says so", "{n} more say so", votes)


def author_words(card: FeedbackCard) -> str:
    return "anon" if card.feedback.anonymous else card.author.initials if card.author else "–"
