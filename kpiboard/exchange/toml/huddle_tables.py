"""The table of a huddle, and that of a congratulation."""

from __future__ import annotations

from kpiboard.exchange.toml.fields import (
    ID,
    NUMBER,
    Names,
    Spec,
    choice,
    day,
    line,
    moment,
    name,
    period,
    quiet,
    ref,
    text,
    truth,
)
from kpiboard.model import Attendance, Congratulation, Huddle, HuddleState, HuddleStep

HUDDLE = Spec(
    "huddle",
    Huddle,
    (
        ID,
        day("held_on", required=True),
        choice("state", HuddleState),
        *quiet(
            name("shift"),
            ref("facilitator", "people"),
            choice("step", HuddleStep),
            moment("started_at"),
            moment("step_at"),
            moment("ended_at"),
            line("skip_reason"),
            text("notes"),
            truth("nobody_thanked"),
        ),
    ),
    lists=(Names("present", Attendance, "huddle_id", "person_id"),),
)
CONGRATULATION = Spec(
    "congratulation",
    Congratulation,
    (
        ID,
        NUMBER,
        ref("person", "people", required=True),
        day("said_on"),
        *quiet(name("said_by"), line("what"), ref("kpi", "kpis"), period("period"), ref("action", "actions")),
    ),
)
