"""What is known about each field of an event."""

from __future__ import annotations

from kpiboard.model import Event
from kpiboard.model.facts.fact import Facts, day, line, moment, ref, text, whole

EVENT = Facts(Event, {
    "The event": (
        day("day", "Day", "when it happened", "2026-11-20", flag="--on"),
        text("what", "What", "what happened", "finger cut at the film cutter", rows=1),
        text("reason", "Reason", "why it needs no action of its own", "guard was off, is on again", rows=1),
        line("code", "Reason code", "one short word, the same each time: they are counted", "guard"),
    ),
    "": (
        ref("kpi", "kpis", "", "the KPI that counts it"),
        whole("nth", 1, 999, "", "which one of its day, counted from 1"),
        moment("reason_at", "", "when the reason was given"),
        line("passed_by", "", "the leader who lets it pass with a reason, without an action"),
        moment("late_at", "", "when it was entered, if that was after the cut-off"),
    ),
})  # fmt: skip
