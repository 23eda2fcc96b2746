"""Migration 1: the tables of a board. Frozen: files out there have run exactly this.

Every table: facts named as the model's fields, then housekeeping. Defaults let other programs insert with
nothing but facts (changes.py fills in the rest); a constraint's name is the sentence people get to read.
No UNIQUE but the id: in a merge a clash of names must be a remark, not a stop. Foreign keys are deferred, so that
a whole import may arrive in any order. '+0 days' makes SQLite normalise: date('2024-02-30') alone passes as it is.
"""

from __future__ import annotations

# Rowid tables: WITHOUT ROWID was measured for readings (300,000 of them with these columns and the index) and came
# out 6 % larger, 36 % slower to insert and 37 % slower for the newest 30 of each KPI, because every page of the
# clustered tree is in the order of random ids and the index must carry them.
ID = "id TEXT NOT NULL PRIMARY KEY DEFAULT (lower(hex(randomblob(16))))"

HOUSEKEEPING = """
  board_id TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  updated_by TEXT NOT NULL DEFAULT 'another program',
  rev INTEGER NOT NULL DEFAULT 1,
  deleted_at TEXT,
  CONSTRAINT "rev counts from 1" CHECK (rev >= 1),
  CONSTRAINT "deleted_at is a moment in UTC"
    CHECK (deleted_at IS strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at, '+0 days'))"""

TABLES = (
    f"""CREATE TABLE board (
  {ID},
  name TEXT NOT NULL CONSTRAINT "name must not be empty" CHECK (name <> ''),
  team TEXT NOT NULL DEFAULT '',
  area TEXT NOT NULL DEFAULT '',
  tier INTEGER NOT NULL DEFAULT 1 CONSTRAINT "tier is 1 to 4" CHECK (tier BETWEEN 1 AND 4),
  vision TEXT NOT NULL DEFAULT '',
  timezone TEXT NOT NULL DEFAULT 'UTC',
  day_start TEXT NOT NULL DEFAULT '06:00' CONSTRAINT "day_start is a time of day"
    CHECK (day_start GLOB '[0-2][0-9]:[0-5][0-9]*' AND day_start < '24' AND time(day_start) IS NOT NULL),
  week_start TEXT NOT NULL DEFAULT 'monday' CONSTRAINT "week_start is a weekday in English" CHECK (
    week_start IN ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')),
  days_off TEXT NOT NULL DEFAULT '["saturday","sunday"]' CONSTRAINT "days_off is a JSON list"
    CHECK (CASE WHEN json_valid(days_off) THEN json_type(days_off) = 'array' ELSE 0 END),
  {HOUSEKEEPING}
) STRICT""",
    f"""CREATE TABLE categories (
  {ID},
  letter TEXT NOT NULL CONSTRAINT "letter must not be empty" CHECK (letter <> ''),
  name TEXT NOT NULL,
  must_not_lose INTEGER NOT NULL DEFAULT 0 CONSTRAINT "must_not_lose is 0 or 1" CHECK (must_not_lose IN (0, 1)),
  position REAL NOT NULL DEFAULT 0 CONSTRAINT "position is a finite number" CHECK (abs(position) < 1e300),
  {HOUSEKEEPING}
) STRICT""",
    f"""CREATE TABLE shifts (
  {ID},
  key TEXT NOT NULL CONSTRAINT "key must not be empty" CHECK (key <> ''),
  name TEXT NOT NULL,
  start TEXT NOT NULL CONSTRAINT "start is a time of day"
    CHECK (start GLOB '[0-2][0-9]:[0-5][0-9]*' AND start < '24' AND time(start) IS NOT NULL),
  "end" TEXT NOT NULL CONSTRAINT "end is a time of day"
    CHECK ("end" GLOB '[0-2][0-9]:[0-5][0-9]*' AND "end" < '24' AND time("end") IS NOT NULL),
  position REAL NOT NULL DEFAULT 0 CONSTRAINT "position is a finite number" CHECK (abs(position) < 1e300),
  {HOUSEKEEPING}
) STRICT""",
    f"""CREATE TABLE people (
  {ID},
  name TEXT NOT NULL CONSTRAINT "name must not be empty" CHECK (name <> ''),
  initials TEXT NOT NULL DEFAULT '',
  role TEXT NOT NULL DEFAULT 'member' CONSTRAINT "role is member, leader, coach or visitor"
    CHECK (role IN ('member', 'leader', 'coach', 'visitor')),
  active INTEGER NOT NULL DEFAULT 1 CONSTRAINT "active is 0 or 1" CHECK (active IN (0, 1)),
  position REAL NOT NULL DEFAULT 0 CONSTRAINT "position is a finite number" CHECK (abs(position) < 1e300),
  {HOUSEKEEPING}
) STRICT""",
    f"""CREATE TABLE goals (
  {ID},
  title TEXT NOT NULL CONSTRAINT "title must not be empty" CHECK (title <> ''),
  category TEXT NOT NULL DEFAULT 'efficiency'
    CONSTRAINT "category is financial, efficiency, customer, engagement, innovation or safety"
    CHECK (category IN ('financial', 'efficiency', 'customer', 'engagement', 'innovation', 'safety')),
  owner_id TEXT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
  horizon TEXT NOT NULL DEFAULT 'long' CONSTRAINT "horizon is short or long" CHECK (horizon IN ('short', 'long')),
  position REAL NOT NULL DEFAULT 0 CONSTRAINT "position is a finite number" CHECK (abs(position) < 1e300),
  {HOUSEKEEPING}
) STRICT""",
    f"""CREATE TABLE kpis (
  {ID},
  key TEXT NOT NULL CONSTRAINT "key must not be empty" CHECK (key <> ''),
  name TEXT NOT NULL CONSTRAINT "name must not be empty" CHECK (name <> ''),
  category_id TEXT REFERENCES categories (id) DEFERRABLE INITIALLY DEFERRED,
  goal_id TEXT REFERENCES goals (id) DEFERRABLE INITIALLY DEFERRED,
  owner_id TEXT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
  unit TEXT NOT NULL DEFAULT '',
  decimals INTEGER NOT NULL DEFAULT 1 CONSTRAINT "decimals is 0 to 15" CHECK (decimals BETWEEN 0 AND 15),
  direction TEXT NOT NULL DEFAULT 'higher' CONSTRAINT "direction is higher, lower or band"
    CHECK (direction IN ('higher', 'lower', 'band')),
  cadence TEXT NOT NULL DEFAULT 'day' CONSTRAINT "cadence is hour, shift, day, week, month, quarter or year"
    CHECK (cadence IN ('hour', 'shift', 'day', 'week', 'month', 'quarter', 'year')),
  share INTEGER NOT NULL DEFAULT 0 CONSTRAINT "share is 0 or 1" CHECK (share IN (0, 1)),
  horizon TEXT NOT NULL DEFAULT 'short' CONSTRAINT "horizon is short or long" CHECK (horizon IN ('short', 'long')),
  definition TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'active' CONSTRAINT "state is draft, active or retired"
    CHECK (state IN ('draft', 'active', 'retired')),
  retired_reason TEXT NOT NULL DEFAULT '',
  position REAL NOT NULL DEFAULT 0 CONSTRAINT "position is a finite number" CHECK (abs(position) < 1e300),
  {HOUSEKEEPING}
) STRICT""",
    f"""CREATE TABLE targets (
  {ID},
  kpi_id TEXT NOT NULL REFERENCES kpis (id) DEFERRABLE INITIALLY DEFERRED,
  valid_from TEXT CONSTRAINT "valid_from is a date" CHECK (valid_from IS date(valid_from, '+0 days')),
  low REAL CONSTRAINT "low is a finite number" CHECK (abs(low) <= 1.7976931348623157e308),
  high REAL CONSTRAINT "high is a finite number" CHECK (abs(high) <= 1.7976931348623157e308),
  watch_low REAL CONSTRAINT "watch_low is a finite number" CHECK (abs(watch_low) <= 1.7976931348623157e308),
  watch_high REAL CONSTRAINT "watch_high is a finite number" CHECK (abs(watch_high) <= 1.7976931348623157e308),
  {HOUSEKEEPING},
  CONSTRAINT "low is not above high" CHECK (low <= high)
) STRICT""",
    f"""CREATE TABLE readings (
  {ID},
  kpi_id TEXT NOT NULL REFERENCES kpis (id) DEFERRABLE INITIALLY DEFERRED,
  period TEXT NOT NULL CONSTRAINT "period begins with a year" CHECK (period GLOB '[0-9][0-9][0-9][0-9]*'),
  value REAL CONSTRAINT "value is a finite number" CHECK (abs(value) <= 1.7976931348623157e308),
  numerator REAL CONSTRAINT "numerator is a finite number" CHECK (abs(numerator) <= 1.7976931348623157e308),
  denominator REAL CONSTRAINT "denominator is a finite number other than 0"
    CHECK (abs(denominator) <= 1.7976931348623157e308 AND denominator <> 0),
  kind TEXT NOT NULL DEFAULT 'actual' CONSTRAINT "kind is actual, off or missing"
    CHECK (kind IN ('actual', 'off', 'missing')),
  note TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  corrected_from REAL CONSTRAINT "corrected_from is a finite number"
    CHECK (abs(corrected_from) <= 1.7976931348623157e308),
  {HOUSEKEEPING},
  CONSTRAINT "a reading has a value exactly when its kind is actual" CHECK ((kind = 'actual') = (value IS NOT NULL))
) STRICT""",
    f"""CREATE TABLE actions (
  {ID},
  number INTEGER NOT NULL DEFAULT 0 CONSTRAINT "number counts from 1" CHECK (number >= 0),
  title TEXT NOT NULL CONSTRAINT "title must not be empty" CHECK (title <> ''),
  kind TEXT NOT NULL DEFAULT 'countermeasure'
    CONSTRAINT "kind is containment, countermeasure, system, improvement or support"
    CHECK (kind IN ('containment', 'countermeasure', 'system', 'improvement', 'support')),
  stage TEXT NOT NULL DEFAULT 'plan' CONSTRAINT "stage is plan, do, check, act, closed or cancelled"
    CHECK (stage IN ('plan', 'do', 'check', 'act', 'closed', 'cancelled')),
  kpi_id TEXT REFERENCES kpis (id) DEFERRABLE INITIALLY DEFERRED,
  owner_id TEXT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
  due TEXT CONSTRAINT "due is a date" CHECK (due IS date(due, '+0 days')),
  opened_on TEXT CONSTRAINT "opened_on is a date" CHECK (opened_on IS date(opened_on, '+0 days')),
  ended_on TEXT CONSTRAINT "ended_on is a date" CHECK (ended_on IS date(ended_on, '+0 days')),
  cancel_reason TEXT NOT NULL DEFAULT '',
  {HOUSEKEEPING},
  CONSTRAINT "ended_on is set exactly when an action is closed or cancelled"
    CHECK ((stage IN ('closed', 'cancelled')) = (ended_on IS NOT NULL))
) STRICT""",
    f"""CREATE TABLE whys (
  {ID},
  action_id TEXT NOT NULL REFERENCES actions (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL CONSTRAINT "position is 1 to 5" CHECK (position BETWEEN 1 AND 5),
  because TEXT NOT NULL,
  evidence TEXT NOT NULL DEFAULT 'assumed' CONSTRAINT "evidence is seen, data or assumed"
    CHECK (evidence IN ('seen', 'data', 'assumed')),
  {HOUSEKEEPING}
) STRICT""",
    f"""CREATE TABLE notes (
  {ID},
  action_id TEXT NOT NULL REFERENCES actions (id) DEFERRABLE INITIALLY DEFERRED,
  said_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CONSTRAINT "said_at is a moment in UTC"
    CHECK (said_at IS strftime('%Y-%m-%dT%H:%M:%fZ', said_at, '+0 days')),
  said_by TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL,
  {HOUSEKEEPING}
) STRICT""",
    f"""CREATE TABLE feedback (
  {ID},
  number INTEGER NOT NULL DEFAULT 0 CONSTRAINT "number counts from 1" CHECK (number >= 0),
  text TEXT NOT NULL CONSTRAINT "text must not be empty" CHECK (text <> ''),
  kind TEXT NOT NULL DEFAULT 'idea'
    CONSTRAINT "kind is idea, concern, kpi_feasibility, data_doubt, thanks or safety"
    CHECK (kind IN ('idea', 'concern', 'kpi_feasibility', 'data_doubt', 'thanks', 'safety')),
  state TEXT NOT NULL DEFAULT 'new' CONSTRAINT "state is new, acknowledged, answered, accepted or declined"
    CHECK (state IN ('new', 'acknowledged', 'answered', 'accepted', 'declined')),
  kpi_id TEXT REFERENCES kpis (id) DEFERRABLE INITIALLY DEFERRED,
  author_id TEXT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
  anonymous INTEGER NOT NULL DEFAULT 0 CONSTRAINT "anonymous is 0 or 1" CHECK (anonymous IN (0, 1)),
  said_on TEXT CONSTRAINT "said_on is a date" CHECK (said_on IS date(said_on, '+0 days')),
  said_at TEXT CONSTRAINT "said_at is a moment in UTC"
    CHECK (said_at IS strftime('%Y-%m-%dT%H:%M:%fZ', said_at, '+0 days')),
  acknowledged_at TEXT CONSTRAINT "acknowledged_at is a moment in UTC"
    CHECK (acknowledged_at IS strftime('%Y-%m-%dT%H:%M:%fZ', acknowledged_at, '+0 days')),
  reply TEXT NOT NULL DEFAULT '',
  replied_by TEXT NOT NULL DEFAULT '',
  replied_at TEXT CONSTRAINT "replied_at is a moment in UTC"
    CHECK (replied_at IS strftime('%Y-%m-%dT%H:%M:%fZ', replied_at, '+0 days')),
  action_id TEXT REFERENCES actions (id) DEFERRABLE INITIALLY DEFERRED,
  votes INTEGER NOT NULL DEFAULT 0 CONSTRAINT "votes counts from 0" CHECK (votes >= 0),
  {HOUSEKEEPING},
  CONSTRAINT "anonymous feedback keeps no author and no time of day"
    CHECK (anonymous = 0 OR (author_id IS NULL AND said_at IS NULL))
) STRICT""",
)

# Only live rows are looked up by KPI and period; the newest come first from the end of a KPI's stretch.
INDEXES = ("CREATE INDEX readings_by_kpi ON readings (kpi_id, period) WHERE deleted_at IS NULL",)

# `session` holds one row inside a transaction of ours and none outside, so that the triggers know who writes.
# `replaced` is where they keep a row that INSERT OR REPLACE is about to throw away without any delete trigger.
LOG = (
    """CREATE TABLE transactions (
  txn INTEGER NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
  undoes INTEGER REFERENCES transactions (txn)
) STRICT""",
    """CREATE TABLE changes (
  seq INTEGER NOT NULL PRIMARY KEY,
  txn INTEGER NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  table_name TEXT NOT NULL,
  row_id TEXT NOT NULL,
  old TEXT,
  new TEXT NOT NULL
) STRICT""",
    "CREATE INDEX changes_by_txn ON changes (txn)",
    "CREATE INDEX changes_by_row ON changes (row_id)",
    "CREATE INDEX transactions_undoing ON transactions (undoes) WHERE undoes IS NOT NULL",
    """CREATE TABLE session (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  txn INTEGER NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL
) STRICT""",
    """CREATE TABLE replaced (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  table_name TEXT NOT NULL,
  row_id TEXT NOT NULL,
  old TEXT NOT NULL,
  rev INTEGER NOT NULL,
  created_at TEXT NOT NULL
) STRICT""",
)

SQL = (*TABLES, *INDEXES, *LOG)
