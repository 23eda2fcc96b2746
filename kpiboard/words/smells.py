"""The question that a smell is worth: open, about how things are done and never about who did what."""

from __future__ import annotations

from kpiboard.model import Direction
from kpiboard.rules.smells import Smell, Whiff

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def smell_question(whiff: Whiff) -> str:
    """What can be seen, then what to ask about it: two plain sentences."""
    hits = _words(whiff.hits)
    match whiff.smell:
        case Smell.HOCKEY_STICK:
            share = f"{int(100 * (whiff.share or 0.0))} %"
            seen = (
                f"in {hits} of the last {_words(whiff.of)} months, {share} or more of the total came in the last fifth "
                "of the working days"
            )
            ask = "What is different at the end of a month?"
        case Smell.HUGGING:
            inside, outside = ("above", "below") if whiff.direction is not Direction.LOWER else ("below", "above")
            seen = f"{hits} of the last {_words(whiff.of)} values lie just {inside} the target"
            seen += f", {_words(whiff.against)} just {outside} it" if whiff.against else f" and none just {outside} it"
            ask = "How is the value read?"
        case Smell.NEVER_RED:
            seen = f"the target was met {hits} times in a row"
            ask = "Does it still ask for something?"
        case Smell.EDITED_LATE:
            seen = f"{hits} red {'value was' if whiff.hits == 1 else 'values were'} corrected after the huddle"
            seen += " and is red no longer" if whiff.hits == 1 else " and are red no longer"
            ask = "What came to light?"
        case Smell.IN_ONE_GO:
            minutes = whiff.minutes or 1
            seen = f"{hits} late values were entered within {_words(minutes)} minute{'s' if minutes > 1 else ''}"
            ask = "What makes it hard to enter them day by day?"
    return f"{seen[0].upper()}{seen[1:]}. {ask}"


def _words(count: int) -> str:
    return _WORDS[count] if 0 <= count < len(_WORDS) else f"{count}"
