"""What is said when a file of readings cannot be taken as it is."""

from __future__ import annotations

from kpiboard.views.reading_files import LoadPlan
from kpiboard.words.plain import count


def refused_words(plan: LoadPlan) -> tuple[str, str]:
    """What is wrong with it, and what to do next."""
    wrong = count(
        "1 problem in {file}; nothing was changed.",
        "{n} problems in {file}; nothing was changed.",
        plan.wrong,
        file=plan.source,
    )
    good = plan.new + plan.corrected
    if not good:
        return wrong, "Correct the lines below."
    return wrong, count(
        "Correct the lines below, or load the other reading with --keep-going.",
        "Correct the lines below, or load the other {n} readings with --keep-going.",
        good,
    )
