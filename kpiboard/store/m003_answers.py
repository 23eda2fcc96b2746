"""Migration 3: what answers a red: the life of an action, escalations, huddles, coaching. Frozen: files out there
have run exactly this.

Columns are added, never tables rewritten, with the model's defaults, so that a row from before means what it meant.
"""

from __future__ import annotations

from kpiboard.store.m001_board import HOUSEKEEPING, ID


def _moment(name: str, *, required: bool = False) -> str:
    return f"""{name} TEXT {"NOT NULL " if required else ""}CONSTRAINT "{name} is a moment in UTC"
    CHECK ({name} IS strftime('%Y-%m-%dT%H:%M:%fZ', {name}, '+0 days'))"""


def _day(name: str, *, required: bool = False) -> str:
    return f"""{name} TEXT {"NOT NULL " if required else ""}CONSTRAINT "{name} is a date"
    CHECK ({name} IS date({name}, '+0 days'))"""


def _text(name: str) -> str:
    return f"{name} TEXT NOT NULL DEFAULT ''"


def _ref(name: str, table: str, *, required: bool = False) -> str:
    return f"{name} TEXT {'NOT NULL ' if required else ''}REFERENCES {table} (id) DEFERRABLE INITIALLY DEFERRED"


COLUMNS = (
    f"ALTER TABLE readings ADD COLUMN {_moment('reason_at')}",
    *(
        f"ALTER TABLE actions ADD COLUMN {column}"
        for column in (
            _moment("opened_at"),
            _text("cause"),
            _text("hypothesis"),
            """expected REAL CONSTRAINT "expected is a finite number"
    CHECK (abs(expected) <= 1.7976931348623157e308)""",
            _day("expected_by"),
            _day("done_on"),
            _text("evidence"),
            _day("check_on"),
            """check_n INTEGER NOT NULL DEFAULT 5
    CONSTRAINT "check_n is 1 to 99" CHECK (check_n BETWEEN 1 AND 99)""",
            """result TEXT CONSTRAINT "result is worked, partly, none or worse"
    CHECK (result IN ('worked', 'partly', 'none', 'worse'))""",
            _text("learning"),
            _text("standard"),
            """cycle INTEGER NOT NULL DEFAULT 1 CONSTRAINT "cycle counts from 1" CHECK (cycle >= 1)""",
            _day("came_back_on"),
            """moves INTEGER NOT NULL DEFAULT 0 CONSTRAINT "moves counts from 0" CHECK (moves >= 0)""",
            _text("blocked"),
            _text("background"),
            _text("current"),
            _text("goal"),
            _text("countermeasures"),
            _text("plan"),
            _text("follow_up"),
        )
    ),
)

_KIND = """kind TEXT CONSTRAINT "kind is containment, countermeasure, system, improvement or support"
    CHECK (kind IN ('containment', 'countermeasure', 'system', 'improvement', 'support'))"""
_NUMBER = """number INTEGER NOT NULL DEFAULT 0 CONSTRAINT "number counts from 1" CHECK (number >= 0)"""

TABLES = (
    f"""CREATE TABLE helpers (
  {ID},
  {_ref("action_id", "actions", required=True)},
  {_ref("person_id", "people", required=True)},
  {HOUSEKEEPING}
) STRICT""",
    f"""CREATE TABLE blocks (
  {ID},
  {_ref("action_id", "actions", required=True)},
  {_ref("blocker_id", "actions", required=True)},
  {HOUSEKEEPING},
  CONSTRAINT "an action does not wait for itself" CHECK (blocker_id <> action_id)
) STRICT""",
    f"""CREATE TABLE kata (
  {ID},
  {_NUMBER},
  {_day("held_on", required=True)},
  {_ref("kpi_id", "kpis")},
  {_ref("action_id", "actions")},
  {_ref("coach_id", "people")},
  {_ref("learner_id", "people")},
  {_text("target_condition")},
  {_text("actual")},
  {_text("last_step")},
  {_text("last_expected")},
  {_text("last_happened")},
  {_text("learned")},
  {_text("obstacle")},
  {_text("parked")},
  {_text("next_step")},
  {_text("next_expected")},
  {_day("go_see_on")},
  {HOUSEKEEPING}
) STRICT""",
    f"""CREATE TABLE escalations (
  {ID},
  {_NUMBER},
  about TEXT NOT NULL CONSTRAINT "about must not be empty" CHECK (about <> ''),
  reason TEXT NOT NULL CONSTRAINT "reason must not be empty" CHECK (reason <> ''),
  {_moment("raised_at", required=True)},
  {_text("raised_by")},
  {_text("help_asked")},
  {_text("to_whom")},
  from_tier INTEGER NOT NULL DEFAULT 1 CONSTRAINT "from_tier is 1 to 4" CHECK (from_tier BETWEEN 1 AND 4),
  to_tier INTEGER NOT NULL DEFAULT 2 CONSTRAINT "to_tier is 1 to 5" CHECK (to_tier BETWEEN 1 AND 5),
  answer_hours INTEGER NOT NULL DEFAULT 24
    CONSTRAINT "answer_hours is 1 to 999" CHECK (answer_hours BETWEEN 1 AND 999),
  {_text("origin")},
  {_ref("action_id", "actions")},
  {_ref("feedback_id", "feedback")},
  {_ref("kpi_id", "kpis")},
  {_moment("confirmed_at")},
  {_text("confirmed_by")},
  {HOUSEKEEPING}
) STRICT""",
    f"""CREATE TABLE answers (
  {ID},
  {_ref("escalation_id", "escalations", required=True)},
  state TEXT NOT NULL CONSTRAINT "state is accepted, returned or resolved"
    CHECK (state IN ('accepted', 'returned', 'resolved')),
  {_moment("answered_at", required=True)},
  {_text("answered_by")},
  {_text("text")},
  {HOUSEKEEPING}
) STRICT""",
    f"""CREATE TABLE views (
  {ID},
  digit INTEGER NOT NULL CONSTRAINT "digit is 4 to 9" CHECK (digit BETWEEN 4 AND 9),
  {_text("name")},
  {_ref("person_id", "people")},
  {_ref("kpi_id", "kpis")},
  {_KIND},
  overdue INTEGER NOT NULL DEFAULT 0 CONSTRAINT "overdue is 0 or 1" CHECK (overdue IN (0, 1)),
  columns INTEGER NOT NULL DEFAULT 0 CONSTRAINT "columns is 0 or 1" CHECK (columns IN (0, 1)),
  {HOUSEKEEPING}
) STRICT""",
    f"""CREATE TABLE huddles (
  {ID},
  {_day("held_on", required=True)},
  state TEXT NOT NULL DEFAULT 'running' CONSTRAINT "state is running, closed or skipped"
    CHECK (state IN ('running', 'closed', 'skipped')),
  {_text("shift")},
  {_ref("facilitator_id", "people")},
  step TEXT NOT NULL DEFAULT 'open'
    CONSTRAINT "step is open, wins, reds, answers, overdue, feedback, escalate or close"
    CHECK (step IN ('open', 'wins', 'reds', 'answers', 'overdue', 'feedback', 'escalate', 'close')),
  {_moment("started_at")},
  {_moment("step_at")},
  {_moment("ended_at")},
  {_text("skip_reason")},
  {_text("notes")},
  nobody_thanked INTEGER NOT NULL DEFAULT 0 CONSTRAINT "nobody_thanked is 0 or 1" CHECK (nobody_thanked IN (0, 1)),
  {HOUSEKEEPING},
  CONSTRAINT "a skipped huddle has a reason" CHECK (state <> 'skipped' OR skip_reason <> '')
) STRICT""",
    f"""CREATE TABLE attendance (
  {ID},
  {_ref("huddle_id", "huddles", required=True)},
  {_ref("person_id", "people", required=True)},
  {HOUSEKEEPING}
) STRICT""",
    f"""CREATE TABLE congratulations (
  {ID},
  {_NUMBER},
  {_ref("person_id", "people", required=True)},
  {_day("said_on", required=True)},
  {_text("said_by")},
  {_text("what")},
  {_ref("kpi_id", "kpis")},
  {_text("period")},
  {_ref("action_id", "actions")},
  {HOUSEKEEPING}
) STRICT""",
)

SQL = (*COLUMNS, *TABLES)
