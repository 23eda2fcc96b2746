"""The explanation at the head of every exported file."""

HEAD = """\
# A kpiboard team board: every fact of it, to read, to edit by hand and to import again.
#
#   kpiboard import this-file.toml --dry-run      says what would change; nothing is touched
#   kpiboard import this-file.toml                adds and changes (--merge); what the file leaves out stays
#   kpiboard import this-file.toml --replace      the file is the whole board; what it leaves out is removed
#
# How to write it
#   text in "quotes"; numbers plain (97.5); yes and no as true and false; dates 2026-11-30; times of day 06:00:00;
#   moments 2026-11-30T14:05:00Z. Almost every line may be left out; a line with "" empties its field.
#   Lines with id = "..." tie a row to the one on the board, also when it is renamed. Leave them alone, and leave
#   them out of what you add: then rows are found by key, name, title or number, and new ones get an id.
#   A row is named by its table: owner = "jp" means [person.jp], kpi = "otd" means [kpi.otd]. A name such as
#   owner = "Joana Prado" does as well. position puts rows in order.
#
# What there is
#   [board]        name, team, area, tier (1-4), vision, timezone (Europe/Madrid), day_start (when the production
#                  day begins), week_start, days_off (weekdays and dates)
#   [category.S]   a letter of the board: name, must_not_lose
#   [shift.S1]     name, start, end (an end at or before the start is on the next day)
#   [person.jp]    name, initials, role (member, leader, coach, visitor), active
#   [goal.x]       title, category (financial, efficiency, customer, engagement, innovation, safety), owner,
#                  horizon (short, long)
#   [kpi.otd]      name, category, goal, owner, unit, decimals, direction (higher, lower, band), cadence (hour,
#                  shift, day, week, month, quarter, year), share (asked as numerator and denominator), horizon,
#                  definition, state (draft, active, retired), retired_reason.
#                  The least that will do: a name and  target = 95  (a band: target = [20, 22]);  watch = 93  beside
#                  it. A target that differs from today's begins today. The lines below are left out where they say
#                  the usual.
#     its place    parent (the KPI it feeds), rollup (none, sum, mean, last, weighted, ratio: how its value is made from
#                  the KPIs below it), weight, kind (outcome, process), perspective (customer, quality, output, people,
#                  cost, safety)
#     its reasons  because, success, drivers, constraints, controllable (yes, partly, no), importance and ease (1-5),
#                  customer_impact, behaviour_risk, risk_level (0 none - 4 criminal), consulted (who was asked:
#                  ["jp", "ms"])
#     its numbers  formula, data_source, measurement_plan, collection (manual, import), effort_minutes (of one
#                  reading), valid_min and valid_max (nothing outside is taken), floor and cap (the ends of the scale)
#     its limits   signal_rules (wheeler, western electric, nelson), limits_by (mean, median), screen_ranges
#     its reviews  next_review, review_days (1-366), review_trigger, retired_on, epitaph
#   [[kpi.otd.targets]]     from (a date; left out: since ever), value and watch; or low, high, watch_low, watch_high;
#                  due; the path there: glide_from (a number, then month by month until due) or glide_months (a number
#                  a month: [82, 84]); rationale, how, support_needed, support (asked, promised, given), leader and
#                  member (who agreed to it)
#   [[kpi.otd.guards]]      kpi (red while this one is green: be suspicious), reason (what it may hide)
#   [[kpi.otd.proposals]]   of a target: made_on, person, value, argument
#   [[kpi.otd.baselines]]   limits anew from a period (left out: the first one), lock_at (6-20 points), reason, set_by,
#                  set_on
#   [[kpi.otd.audits]]      a reading against its source: period, checked_on, checked_by, held_value, true_value, ok
#   [[kpi.otd.reviews]]     reviewed_on, decision (keep, adjust, retire), reviewed_by, why, trigger, score (0-4), liked
#   [kpi.otd.readings]      period = value, or [numerator, denominator], or "off", or "missing"
#   [kpi.otd.other_readings]   the same, read before the cadence or the shifts were changed
#   [[kpi.otd.remarks]]     on a reading: period, note, reason (why a red needs no action) and reason_at, code (a short
#                  reason to count), excluded (why it is left out of the limits), corrected_from, corrected_at, late_at
#                  (entered after the cut-off), value (only where numerator / denominator does not give it)
#   [mapping.nightly]  how a CSV file of readings is read: kpi, or kpi_column; period_column, value_column,
#                  numerator_column, denominator_column, note_column, code_column, separator, decimal, date_order (ymd,
#                  dmy, mdy)
#   [action.A-12]  title, kind (containment, countermeasure, system, improvement, support), stage (plan, do, check,
#                  act, closed, cancelled), kpi, owner, due, opened_on, ended_on, cancel_reason, code;
#                  helpers (["jp", "ms"]), blocked_by (["A-9"]), blocked (what it waits for, in words)
#     its life     opened_at, cause, hypothesis, expected (the change of the KPI, with its sign) and expected_by,
#                  done_on, evidence, check_on or check_n (readings until it is checked), result (worked, partly, none,
#                  worse), learning, standard (what has changed for good), cycle, came_back_on, moves (of the due date)
#     its sheet    background, current, goal, countermeasures, plan, follow_up (an A3)
#   [[action.A-12.whys]]    because, evidence (seen, data, assumed)
#   [[action.A-12.notes]]   said_at, said_by, text
#   [feedback.F-31]  text, kind (idea, concern, kpi_feasibility, data_doubt, thanks, safety), state (new,
#                  acknowledged, answered, accepted, declined), kpi, author, anonymous, said_on, said_at,
#                  acknowledged_at, reply, replied_by, replied_at, action, votes
#   [kata.K-1]     coaching: held_on, kpi or action, coach, learner, target_condition, actual, last_step, last_expected,
#                  last_happened, learned, obstacle (one), parked (the others), next_step, next_expected, go_see_on
#   [escalation.E-1]        about, reason, raised_at, raised_by, help_asked, to_whom, from_tier (1-4), to_tier (1-5),
#                  answer_hours (1-999), origin (the board it came from), action, feedback, kpi, confirmed_at,
#                  confirmed_by
#   [[escalation.E-1.answers]]   state (accepted, returned, resolved), answered_at, answered_by, text
#   [view.4]       what a key (4-9) shows of the queue: name, person, kpi, kind, overdue, columns
#   [huddle.2026-11-21]     (the second one of a day: 2026-11-21-2) state (running, closed, skipped), shift,
#                  facilitator, present (["jp", "ms"]), skip_reason, notes, nobody_thanked, started_at, ended_at; step
#                  and step_at (where a running one stands)
#   [congratulation.C-1]    person, said_on, said_by, what, kpi and period (the target that was hit), action
#
# Periods: hour 2026-11-21T14 (2026-10-25T02b is the second 02 when the clocks go back), shift 2026-11-21-S2,
#   day 2026-11-21, week 2026-W47, month 2026-11, quarter 2026-Q4, year 2026.

"""
