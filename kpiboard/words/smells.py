"""The question that a smell is worth: open, about how things are done and never about who did what."""

from __future__ import annotations

from kpiboard.model import Direction
from kpiboard.rules.smells import Smell, Whiff
from kpiboard.views.kpi import KpiStory
from kpiboard.words.plain import count

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_FIRST_WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")

_HUGGING = {
    Direction.HIGHER: (
        "{first} of the last {of} values lie just above the target and none just below it. How is the value read?",
        "{first} of the last {of} values lie just above the target, {against} just below it. How is the value read?",
    ),
    Direction.LOWER: (
        "{first} of the last {of} values lie just below the target and none just above it. How is the value read?",
        "{first} of the last {of} values lie just below the target, {against} just above it. How is the value read?",
    ),
}


def smell_question(whiff: Whiff) -> str:
    """What can be seen, then what to ask about it: two plain sentences."""
    hits = _words(whiff.hits)
    first = _FIRST_WORDS[whiff.hits] if 0 <= whiff.hits < len(_FIRST_WORDS) else hits
    match whiff.smell:
        case Smell.COUNTER:
            return (
                "The days since something happened are typed one by one. "
                "Shall it be counted by its date, with nothing to type on other days and the history kept?"
            )
        case Smell.ZEROS:
            return (
                f"{first} of {_words(whiff.of)} values are 0. "
                "Shall what happens be counted by its date, with nothing to type on other days and the history kept?"
            )
        case Smell.HOCKEY_STICK:
            return (
                f"In {hits} of the last {_words(whiff.of)} months, {int(100 * (whiff.share or 0.0))} % or more of the "
                "total came in the last fifth of the working days. What is different at the end of a month?"
            )
        case Smell.HUGGING:
            side = Direction.LOWER if whiff.direction is Direction.LOWER else Direction.HIGHER
            none, some = _HUGGING[side]
            template = some if whiff.against else none
            return template.format(first=first, of=_words(whiff.of), against=_words(whiff.against))
        case Smell.NEVER_RED:
            return f"The target was met {hits} times in a row. Does it still ask for something?"
        case Smell.EDITED_LATE:
            return count(
                "{first} red value was corrected after the huddle and is red no longer. What came to light?",
                "{first} red values were corrected after the huddle and are red no longer. What came to light?",
                whiff.hits,
                first=first,
            )
        case Smell.IN_ONE_GO:
            minutes = whiff.minutes or 1
            return count(
                "{first} late values were entered within one minute. What makes it hard to enter them day by day?",
                "{first} late values were entered within {minutes} minutes. "
                "What makes it hard to enter them day by day?",
                minutes,
                first=first,
                minutes=_words(minutes),
            )


def _words(number: int) -> str:
    return _WORDS[number] if 0 <= number < len(_WORDS) else f"{number}"


def smell_questions(story: KpiStory | None) -> list[str]:
    """What is to be asked about a KPI, one question a smell; nothing before its story is known."""
    return [smell_question(whiff) for whiff in story.whiffs] if story else []
