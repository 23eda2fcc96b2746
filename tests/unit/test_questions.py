"""The words of a smell: a question, in plain words, with the evidence in it."""

from __future__ import annotations

import re

import pytest

from kpiboard.model import Direction
from kpiboard.rules.smells import Smell, Whiff
from kpiboard.words.smells import smell_question


@pytest.mark.parametrize(
    ("whiff", "question"),
    [
        (
            Whiff(Smell.COUNTER, 2, 60),
            "The days since something happened are typed one by one. Shall it be counted by its date, with nothing to "
            "type on other days and the history kept?",
        ),
        (
            Whiff(Smell.ZEROS, 9, 12),
            "Nine of twelve values are 0. Shall what happens be counted by its date, with nothing to type on other "
            "days and the history kept?",
        ),
        (
            Whiff(Smell.HOCKEY_STICK, 2, 3, share=0.4278),
            "In two of the last three months, 42 % or more of the total came in the last fifth of the working days. "
            "What is different at the end of a month?",
        ),
        (
            Whiff(Smell.HUGGING, 9, 10),
            "Nine of the last ten values lie just above the target and none just below it. How is the value read?",
        ),
        (
            Whiff(Smell.HUGGING, 24, 30, against=2, direction=Direction.LOWER),
            "24 of the last 30 values lie just below the target, two just above it. How is the value read?",
        ),
        (Whiff(Smell.NEVER_RED, 64, 64), "The target was met 64 times in a row. Does it still ask for something?"),
        (
            Whiff(Smell.EDITED_LATE, 1, 1),
            "One red value was corrected after the huddle and is red no longer. What came to light?",
        ),
        (
            Whiff(Smell.EDITED_LATE, 3, 5, against=1),
            "Three red values were corrected after the huddle and are red no longer. What came to light?",
        ),
        (
            Whiff(Smell.IN_ONE_GO, 5, 5, minutes=1),
            "Five late values were entered within one minute. What makes it hard to enter them day by day?",
        ),
        (
            Whiff(Smell.IN_ONE_GO, 13, 20, minutes=12),
            "13 late values were entered within twelve minutes. What makes it hard to enter them day by day?",
        ),
    ],
)
def test_the_question(whiff: Whiff, question: str) -> None:
    assert smell_question(whiff) == question


@pytest.mark.parametrize("smell", Smell)
@pytest.mark.parametrize("hits", [1, 2, 40])
def test_it_asks_and_never_accuses(smell: Smell, hits: int) -> None:
    question = smell_question(Whiff(smell, hits, hits, minutes=3, share=0.5))
    assert question.endswith("?")
    assert question[0].isupper() or question[0].isdigit()
    accusing = r"\b(you|your|who|why|manipulat\w*|cheat\w*|fake\w*|wrong\w*|suspicious\w*|trick\w*|blame\w*)\b"
    assert not re.search(accusing, question, re.IGNORECASE)
