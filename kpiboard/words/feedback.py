"""The words of the inbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpiboard.model import FeedbackKind, FeedbackState, Person
from kpiboard.views.board import FeedbackCard
from kpiboard.words.plain import count

STATE_WORDS: Mapping[FeedbackState, str] = {
    FeedbackState.NEW: "new",
    FeedbackState.ACKNOWLEDGED: "read, to be answered",
    FeedbackState.ANSWERED: "answered",
    FeedbackState.ACCEPTED: "became an action",
    FeedbackState.DECLINED: "declined",
}
# The same in one word, for a line.
SHORT_STATE_WORDS: Mapping[FeedbackState, str] = {
    **STATE_WORDS,
    FeedbackState.ACKNOWLEDGED: "seen",
    FeedbackState.ACCEPTED: "accepted",
}
KIND_WORDS: Mapping[FeedbackKind, str] = {
    FeedbackKind.IDEA: "idea",
    FeedbackKind.CONCERN: "concern",
    FeedbackKind.KPI_FEASIBILITY: "can it be reached?",
    FeedbackKind.DATA_DOUBT: "is the number right?",
    FeedbackKind.THANKS: "thanks",
    FeedbackKind.SAFETY: "safety",
}


def must_answer_words(people: Sequence[Person], *, short: bool = False) -> str:
    """`Maria Silva answers`, `MS or JP answer`: who owes the answer; empty on a board without a leader."""
    if not people:
        return ""
    who = " or ".join(one.initials if short else one.name for one in people)
    return count("{who} answers", "{who} answer", len(people), who=who)


def votes_words(votes: int) -> str:
    """`2 more say so`: how many said *me too*."""
    return count("1 more says so", "{n} more say so", votes)


def author_words(card: FeedbackCard) -> str:
    return "anon" if card.feedback.anonymous else card.author.initials if card.author else "–"
