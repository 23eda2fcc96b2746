"""An action: its work, its cause and effect, its A3; who helps, what it waits for, whys and notes; saved views."""

from __future__ import annotations

from kpiboard.model import Action, ActionKind, Block, Cover, Evidence, Helper, Note, Result, Stage, View, Why
from kpiboard.model.facts.fact import Facts, choice, day, line, moment, names, number, ref, text, truth, whole
from kpiboard.model.limits import TITLE

ACTION = Facts(Action, {
    "The action": (
        line("title", "What", "what will be done", "Second set of change-over tools", limit=TITLE),
        ref("owner", "people", "Owner", "the one person who does it"),
        day("due", "Due", "when it is to be done: 2026-11-30, tomorrow, friday or +3", "friday"),
        ref("kpi", "kpis", "KPI", "the measure that shows whether it worked", flag="--for"),
        names("also", "kpis", "Also for", "other KPIs whose reds it answers, with commas", "fpy, otd"),
        choice("kind", ActionKind, "Kind", "what it is to bring about", always=True),
        line("code", "Reason code", "one short word, the same each time: they are counted", "film"),
    ),
    "Cause, hypothesis and expected effect": (
        text("cause", "Cause", "what makes it happen", "one set of tools for two"),
        text("hypothesis", "Hypothesis", "if we …, then …, because …", "if each line has its own set, nobody waits",
             rows=3),
        number("expected", "Expected", "the change of its KPI, with its sign", "-40", flag="--expect"),
        day("expected_by", "… by", "when the change is to be seen", "+30", flag="--expect-by"),
    ),
    "Done and checked": (
        day("done_on", "Done on", "from that day on its KPI shows the effect", "today", flag="--done"),
        text("evidence", "Evidence", "what everybody can go and see now", "photo at machine 3"),
        whole("check_n", 1, 99, "Check after", "so many readings of its KPI since it was done", "5"),
        day("check_on", "or on", "the day of the check, however many readings are in", "+14"),
    ),
    "Result, learning and standard": (
        choice("result", Result, "Result", "what it did to its KPI: the team decides"),
        text("result_reason", "… because", "why the team calls it better than what was measured",
             "the new film came on the same day", rows=1, flag="--because"),
        text("learning", "Learned", "what do we know now that we did not know before?", rows=3),
        text("standard", "Standard", "what has been changed for good, so that it stays",
             "change-over sheet 4, version 3"),
    ),
    "Helpers, and what it waits for": (
        names("helpers", "people", "Helpers", "names or initials, with commas; the owner stays one person", "jp, ms",
              flag="--helper"),
        names("blocked_by", "actions", "After", "actions that have to end first", "A-9, A-11", flag="--after"),
        line("blocked", "Waits for", "anything else it waits for", "the supplier's answer", limit=TITLE),
    ),
    "The words of the A3 sheet": (
        text("background", "Background", "why does it matter, and to whom?"),
        text("current", "Condition", "what is happening now, in numbers"),
        text("goal", "Goal", "what closes the gap, and by when"),
        text("countermeasures", "Measures", "what acts on the cause"),
        text("plan", "Plan", "who does what until when", rows=3),
        text("follow_up", "Follow-up", "how we will know that it worked, and that it stays"),
    ),
    "": (
        choice("stage", Stage, "", "where it stands in PDCA", always=True),
        day("opened_on", "", "when it was started"),
        moment("opened_at", "", "the moment it was started; empty where only the day is known"),
        day("ended_on", "", "when it was closed or cancelled"),
        text("cancel_reason", "Reason", "so that nobody has to ask later", "solved another way", rows=1),
        whole("cycle", 1, 999, "", "which round of PDCA this is"),
        day("came_back_on", "", "when it was taken up again because its red came back"),
        whole("moves", 0, 999, "", "how often its due date was put off"),
    ),
})  # fmt: skip

HELPER = Facts(Helper, {
    "": (
        ref("action", "actions", "", "the action that is helped with"),
        ref("person", "people", "Helper", "who helps its owner"),
    ),
})  # fmt: skip

COVER = Facts(Cover, {
    "": (
        ref("action", "actions", "", "the action that answers"),
        ref("kpi", "kpis", "Also for", "the other KPI whose reds it answers"),
    ),
})  # fmt: skip

BLOCK = Facts(Block, {
    "": (
        ref("action", "actions", "", "the action that waits"),
        ref("blocker", "actions", "After", "the action that has to end first"),
    ),
})  # fmt: skip

WHY = Facts(Why, {
    "": (
        ref("action", "actions", "", "the action whose cause is looked for"),
        whole("position", 1, 5, "", "which of the five whys it is"),
        text("because", "Because", "stop where you find a cause you can act on", "the label smears", rows=1),
        choice("evidence", Evidence, "known by", "seen, from data, or only assumed", always=True),
    ),
})  # fmt: skip

NOTE = Facts(Note, {
    "": (
        ref("action", "actions", "", "the action it was said about"),
        moment("said_at", "", "when it was said"),
        line("said_by", "", "who said it"),
        text("text", "Note", "what happened, what was seen", rows=4),
    ),
})  # fmt: skip

VIEW = Facts(View, {
    "The view": (
        ref("person", "people", "Work of", "what that person owns or helps with"),
        ref("kpi", "kpis", "KPI", "actions on that KPI", flag="--for"),
        choice("kind", ActionKind, "Kind", "what the actions are meant to do"),
        truth("overdue", "Late ones only", "those past their date"),
        truth("columns", "In columns", "over the whole screen, a column a stage"),
        whole("digit", 4, 9, "Save as", "the key that shows it"),
        line("name", "Name", "what stands above it; else what was chosen", "late at night"),
    ),
})  # fmt: skip
