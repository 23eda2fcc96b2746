"""Migration 2: what lets a team judge its KPIs. Frozen: files out there have run exactly this.

Columns are added, never tables rewritten: SQLite then only reads the rows once, to hold each new rule against them.
Their defaults are those of the model, so that a row from before means what it meant.
"""

from __future__ import annotations

from kpiboard.store.m001_board import HOUSEKEEPING, ID

COLUMNS = (
    """ALTER TABLE kpis ADD COLUMN parent_id TEXT REFERENCES kpis (id) DEFERRABLE INITIALLY DEFERRED
    CONSTRAINT "a KPI does not hang under itself" CHECK (parent_id <> id)""",
    """ALTER TABLE kpis ADD COLUMN rollup TEXT NOT NULL DEFAULT 'none'
    CONSTRAINT "rollup is none, sum, mean, last, weighted or ratio"
    CHECK (rollup IN ('none', 'sum', 'mean', 'last', 'weighted', 'ratio'))""",
    """ALTER TABLE kpis ADD COLUMN weight REAL NOT NULL DEFAULT 1
    CONSTRAINT "weight is a finite number from 0" CHECK (weight BETWEEN 0 AND 1.7976931348623157e308)""",
    """ALTER TABLE kpis ADD COLUMN kind TEXT CONSTRAINT "kind is outcome or process"
    CHECK (kind IN ('outcome', 'process'))""",
    """ALTER TABLE kpis ADD COLUMN perspective TEXT
    CONSTRAINT "perspective is customer, quality, output, people, cost or safety"
    CHECK (perspective IN ('customer', 'quality', 'output', 'people', 'cost', 'safety'))""",
    "ALTER TABLE kpis ADD COLUMN because TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE kpis ADD COLUMN success TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE kpis ADD COLUMN drivers TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE kpis ADD COLUMN constraints TEXT NOT NULL DEFAULT ''",
    """ALTER TABLE kpis ADD COLUMN controllable TEXT CONSTRAINT "controllable is yes, partly or no"
    CHECK (controllable IN ('yes', 'partly', 'no'))""",
    """ALTER TABLE kpis ADD COLUMN importance INTEGER
    CONSTRAINT "importance is 1 to 5" CHECK (importance BETWEEN 1 AND 5)""",
    'ALTER TABLE kpis ADD COLUMN ease INTEGER CONSTRAINT "ease is 1 to 5" CHECK (ease BETWEEN 1 AND 5)',
    "ALTER TABLE kpis ADD COLUMN formula TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE kpis ADD COLUMN data_source TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE kpis ADD COLUMN measurement_plan TEXT NOT NULL DEFAULT ''",
    """ALTER TABLE kpis ADD COLUMN collection TEXT NOT NULL DEFAULT 'manual'
    CONSTRAINT "collection is manual or import" CHECK (collection IN ('manual', 'import'))""",
    """ALTER TABLE kpis ADD COLUMN effort_minutes REAL CONSTRAINT "effort_minutes is a finite number from 0"
    CHECK (effort_minutes BETWEEN 0 AND 1.7976931348623157e308)""",
    """ALTER TABLE kpis ADD COLUMN valid_min REAL
    CONSTRAINT "valid_min is a finite number" CHECK (abs(valid_min) <= 1.7976931348623157e308)""",
    """ALTER TABLE kpis ADD COLUMN valid_max REAL
    CONSTRAINT "valid_max is a finite number" CHECK (abs(valid_max) <= 1.7976931348623157e308)
    CONSTRAINT "valid_min is not above valid_max" CHECK (valid_min <= valid_max)""",
    "ALTER TABLE kpis ADD COLUMN customer_impact TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE kpis ADD COLUMN behaviour_risk TEXT NOT NULL DEFAULT ''",
    """ALTER TABLE kpis ADD COLUMN risk_level INTEGER NOT NULL DEFAULT 0
    CONSTRAINT "risk_level is 0 to 4" CHECK (risk_level BETWEEN 0 AND 4)""",
    """ALTER TABLE kpis ADD COLUMN floor REAL
    CONSTRAINT "floor is a finite number" CHECK (abs(floor) <= 1.7976931348623157e308)""",
    """ALTER TABLE kpis ADD COLUMN cap REAL
    CONSTRAINT "cap is a finite number" CHECK (abs(cap) <= 1.7976931348623157e308)
    CONSTRAINT "floor is not above cap" CHECK (floor <= cap)""",
    """ALTER TABLE kpis ADD COLUMN signal_rules TEXT NOT NULL DEFAULT 'wheeler'
    CONSTRAINT "signal_rules is wheeler, western electric, nelson or none"
    CHECK (signal_rules IN ('wheeler', 'western electric', 'nelson', 'none'))""",
    """ALTER TABLE kpis ADD COLUMN limits_by TEXT NOT NULL DEFAULT 'mean'
    CONSTRAINT "limits_by is mean or median" CHECK (limits_by IN ('mean', 'median'))""",
    """ALTER TABLE kpis ADD COLUMN screen_ranges INTEGER NOT NULL DEFAULT 0
    CONSTRAINT "screen_ranges is 0 or 1" CHECK (screen_ranges IN (0, 1))""",
    """ALTER TABLE kpis ADD COLUMN next_review TEXT
    CONSTRAINT "next_review is a date" CHECK (next_review IS date(next_review, '+0 days'))""",
    """ALTER TABLE kpis ADD COLUMN review_days INTEGER NOT NULL DEFAULT 90
    CONSTRAINT "review_days is 1 to 366" CHECK (review_days BETWEEN 1 AND 366)""",
    "ALTER TABLE kpis ADD COLUMN review_trigger TEXT NOT NULL DEFAULT ''",
    """ALTER TABLE kpis ADD COLUMN retired_on TEXT
    CONSTRAINT "retired_on is a date" CHECK (retired_on IS date(retired_on, '+0 days'))""",
    "ALTER TABLE kpis ADD COLUMN epitaph TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE targets ADD COLUMN due TEXT CONSTRAINT \"due is a date\" CHECK (due IS date(due, '+0 days'))",
    """ALTER TABLE targets ADD COLUMN glide_from REAL
    CONSTRAINT "glide_from is a finite number" CHECK (abs(glide_from) <= 1.7976931348623157e308)""",
    """ALTER TABLE targets ADD COLUMN glide_months TEXT NOT NULL DEFAULT '[]'
    CONSTRAINT "glide_months is a JSON list"
    CHECK (CASE WHEN json_valid(glide_months) THEN json_type(glide_months) = 'array' ELSE 0 END)""",
    "ALTER TABLE targets ADD COLUMN rationale TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE targets ADD COLUMN how TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE targets ADD COLUMN support_needed TEXT NOT NULL DEFAULT ''",
    """ALTER TABLE targets ADD COLUMN support TEXT CONSTRAINT "support is asked, promised or given"
    CHECK (support IN ('asked', 'promised', 'given'))""",
    "ALTER TABLE targets ADD COLUMN leader_id TEXT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE targets ADD COLUMN member_id TEXT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED",
    # Both rules beside the second: for each column with a rule SQLite reads all readings (300,000 took 0.7 s).
    "ALTER TABLE readings ADD COLUMN corrected_at TEXT",
    """ALTER TABLE readings ADD COLUMN late_at TEXT
    CONSTRAINT "late_at is a moment in UTC"
    CHECK (late_at IS strftime('%Y-%m-%dT%H:%M:%fZ', late_at, '+0 days'))
    CONSTRAINT "corrected_at is a moment in UTC"
    CHECK (corrected_at IS strftime('%Y-%m-%dT%H:%M:%fZ', corrected_at, '+0 days'))""",
    "ALTER TABLE readings ADD COLUMN code TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE readings ADD COLUMN excluded TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE actions ADD COLUMN code TEXT NOT NULL DEFAULT ''",
)

# None needs an index: they hold a few rows a KPI, and what asks for them reads them all.
TABLES = (
    f"""CREATE TABLE guards (
  {ID},
  kpi_id TEXT NOT NULL REFERENCES kpis (id) DEFERRABLE INITIALLY DEFERRED,
  guard_id TEXT NOT NULL REFERENCES kpis (id) DEFERRABLE INITIALLY DEFERRED,
  reason TEXT NOT NULL DEFAULT '',
  {HOUSEKEEPING},
  CONSTRAINT "a KPI does not guard itself" CHECK (guard_id <> kpi_id)
) STRICT""",
    f"""CREATE TABLE consulted (
  {ID},
  kpi_id TEXT NOT NULL REFERENCES kpis (id) DEFERRABLE INITIALLY DEFERRED,
  person_id TEXT NOT NULL REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
  {HOUSEKEEPING}
) STRICT""",
    f"""CREATE TABLE proposals (
  {ID},
  kpi_id TEXT NOT NULL REFERENCES kpis (id) DEFERRABLE INITIALLY DEFERRED,
  made_on TEXT NOT NULL CONSTRAINT "made_on is a date" CHECK (made_on IS date(made_on, '+0 days')),
  person_id TEXT REFERENCES people (id) DEFERRABLE INITIALLY DEFERRED,
  value TEXT NOT NULL DEFAULT '',
  argument TEXT NOT NULL DEFAULT '',
  {HOUSEKEEPING}
) STRICT""",
    f"""CREATE TABLE baselines (
  {ID},
  kpi_id TEXT NOT NULL REFERENCES kpis (id) DEFERRABLE INITIALLY DEFERRED,
  start TEXT NOT NULL DEFAULT '' CONSTRAINT "start begins with a year"
    CHECK (start = '' OR start GLOB '[0-9][0-9][0-9][0-9]*'),
  lock_at INTEGER CONSTRAINT "lock_at is 6 to 20" CHECK (lock_at BETWEEN 6 AND 20),
  reason TEXT NOT NULL DEFAULT '',
  set_by TEXT NOT NULL DEFAULT '',
  set_on TEXT CONSTRAINT "set_on is a date" CHECK (set_on IS date(set_on, '+0 days')),
  {HOUSEKEEPING}
) STRICT""",
    f"""CREATE TABLE audits (
  {ID},
  kpi_id TEXT NOT NULL REFERENCES kpis (id) DEFERRABLE INITIALLY DEFERRED,
  period TEXT NOT NULL CONSTRAINT "period begins with a year" CHECK (period GLOB '[0-9][0-9][0-9][0-9]*'),
  checked_on TEXT NOT NULL CONSTRAINT "checked_on is a date" CHECK (checked_on IS date(checked_on, '+0 days')),
  checked_by TEXT NOT NULL DEFAULT '',
  held_value REAL CONSTRAINT "held_value is a finite number" CHECK (abs(held_value) <= 1.7976931348623157e308),
  true_value REAL CONSTRAINT "true_value is a finite number" CHECK (abs(true_value) <= 1.7976931348623157e308),
  ok INTEGER NOT NULL DEFAULT 1 CONSTRAINT "ok is 0 or 1" CHECK (ok IN (0, 1)),
  {HOUSEKEEPING}
) STRICT""",
    f"""CREATE TABLE reviews (
  {ID},
  kpi_id TEXT NOT NULL REFERENCES kpis (id) DEFERRABLE INITIALLY DEFERRED,
  reviewed_on TEXT NOT NULL CONSTRAINT "reviewed_on is a date" CHECK (reviewed_on IS date(reviewed_on, '+0 days')),
  decision TEXT NOT NULL CONSTRAINT "decision is keep, adjust or retire"
    CHECK (decision IN ('keep', 'adjust', 'retire')),
  reviewed_by TEXT NOT NULL DEFAULT '',
  why TEXT NOT NULL DEFAULT '',
  "trigger" TEXT NOT NULL DEFAULT '',
  score INTEGER NOT NULL DEFAULT 0 CONSTRAINT "score is 0 to 4" CHECK (score BETWEEN 0 AND 4),
  liked INTEGER CONSTRAINT "liked is 0 or 1" CHECK (liked IN (0, 1)),
  {HOUSEKEEPING}
) STRICT""",
    f"""CREATE TABLE mappings (
  {ID},
  name TEXT NOT NULL CONSTRAINT "name must not be empty" CHECK (name <> ''),
  kpi_id TEXT REFERENCES kpis (id) DEFERRABLE INITIALLY DEFERRED,
  kpi_column TEXT NOT NULL DEFAULT '',
  period_column TEXT NOT NULL DEFAULT '',
  value_column TEXT NOT NULL DEFAULT '',
  numerator_column TEXT NOT NULL DEFAULT '',
  denominator_column TEXT NOT NULL DEFAULT '',
  note_column TEXT NOT NULL DEFAULT '',
  code_column TEXT NOT NULL DEFAULT '',
  separator TEXT NOT NULL DEFAULT '',
  "decimal" TEXT NOT NULL DEFAULT '',
  date_order TEXT NOT NULL DEFAULT '' CONSTRAINT "date_order is ymd, dmy, mdy or empty"
    CHECK (date_order IN ('', 'ymd', 'dmy', 'mdy')),
  {HOUSEKEEPING}
) STRICT""",
)

# A Pareto looks at the few readings that have a reason code, over all KPIs.
INDEXES = ("CREATE INDEX readings_by_code ON readings (period) WHERE code <> '' AND deleted_at IS NULL",)

SQL = (*COLUMNS, *TABLES, *INDEXES)
