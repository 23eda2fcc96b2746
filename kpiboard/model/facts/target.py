"""What is wanted of a KPI from a day on, and what was proposed on the way there."""

from __future__ import annotations

from kpiboard.model import Proposal, Support, Target
from kpiboard.model.facts.fact import Facts, Sort, choice, day, line, number, of_sort, ref, text

TARGET = Facts(Target, {
    "The target": (
        of_sort(Sort.TARGET, "target", "Target", "on target counts as met", "95", attr="", line="value"),
        of_sort(Sort.TARGET, "watch", "Watch", "from here to the target: watch it; may stay empty", "93", attr=""),
        day("valid_from", "From", "the first day it holds; today when empty", "2027-01-01", flag="--from", line="from"),
        day("due", "Reached by", "when it is to be reached; may stay empty", "2027-12-31"),
        number("glide_from", "Path from", "a path leads from here to the target, month by month", "80"),
        of_sort(Sort.NUMBERS, "glide_months", "Or months", "the target of each month; instead of the path",
                "82 84 85 88 90", flag="--months"),
        text("rationale", "Why so", "where this number comes from", "what the customer asks for", flag="--because",
             rows=1),
        text("how", "How", "by what change it will be reached"),
        text("support_needed", "Needs", "tools, training, people, money", flag="--needs", rows=1),
        choice("support", Support, "Support", "how far that help is"),
        ref("leader", "people", "Leader", "who agreed for the management"),
        ref("member", "people", "Team", "who agreed for the team"),
        ref("feedback", "feedback", "Feedback", "the feedback that led to it"),
    ),
    "": (
        ref("kpi", "kpis", "", "the KPI that it is a target of"),
        number("low", "", "the least that is on target; empty: there is no such end"),
        number("high", "", "the most that is on target; empty: there is no such end"),
        number("watch_low", "", "the least that is watched, below the target"),
        number("watch_high", "", "the most that is watched, above the target"),
    ),
})  # fmt: skip

PROPOSAL = Facts(Proposal, {
    "The proposal": (
        line("value", "Target", "what you could agree to", "93"),
        ref("person", "people", "Who", "who proposes it", flag="--by"),
        text("argument", "Because", "what makes it reachable, or not", flag="--because"),
    ),
    "": (
        ref("kpi", "kpis", "", "the KPI that it is a proposal for"),
        day("made_on", "", "when it was made"),
    ),
})  # fmt: skip
