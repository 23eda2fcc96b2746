"""The options for what is known about an action: a table, by what Board.add_action calls the fields."""

from __future__ import annotations

from kpiboard.cli.fields import Asked, Subjects
from kpiboard.cli.names import ACTION, CODE, KPI, PERSON, one_of
from kpiboard.model import ActionKind, Result

SUBJECTS: Subjects = {
    "The action": {
        "kpi": Asked(KPI, "The KPI it answers.", "--for"),
        "owner": Asked(PERSON, "The one person who does it."),
        "due": Asked("DATE", "A date, tomorrow, friday or +3."),
        "kind": Asked(one_of(ActionKind), "What it is to bring about."),
        "code": Asked(CODE, "A short reason code, which pareto counts."),
        "helpers": Asked(PERSON, "Who helps; again for another one.", "--helper", several=True),
        "blocked_by": Asked(ACTION, "What has to end before; again for another one.", "--after", several=True),
        "blocked": Asked("TEXT", "What else it waits for."),
    },
    "Plan: the cause, and what is expected": {
        "cause": Asked("TEXT", "Why it is as it is."),
        "hypothesis": Asked("TEXT", "What changes if we do it, and why."),
        "expected": Asked("CHANGE", "The change of its KPI, with its sign: +3 or -40.", "--expect"),
        "expected_by": Asked("DATE", "When that is to be seen.", "--expect-by"),
    },
    "Do and check": {
        "done_on": Asked("DATE", "When it was done.", "--done"),
        "evidence": Asked("TEXT", "How we know that it is done."),
        "check_on": Asked("DATE", "When its effect is looked at."),
        "check_n": Asked("N", "… or after so many readings."),
        "result": Asked(one_of(Result, optional=True), "What it did to its KPI."),
    },
    "Act: what stays": {
        "learning": Asked("TEXT", "What was learned."),
        "standard": Asked("TEXT", "Which standard has been changed for good."),
    },
    "The A3 sheet": {
        "background": Asked("TEXT", "Why it matters, and to whom."),
        "current": Asked("TEXT", "What happens now, in numbers."),
        "goal": Asked("TEXT", "What is to be reached, until when."),
        "countermeasures": Asked("TEXT", "What is done against the cause."),
        "plan": Asked("TEXT", "Who does what until when."),
        "follow_up": Asked("TEXT", "How it is checked and kept."),
    },
}

# What the next stage may ask for (rules/pdca.py).
FACTS = (
    "owner",
    "due",
    "cause",
    "hypothesis",
    "done_on",
    "evidence",
    "check_on",
    "check_n",
    "result",
    "learning",
    "standard",
)
