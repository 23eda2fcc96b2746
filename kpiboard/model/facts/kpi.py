"""A KPI: its definition, its sheet, and what its life leaves behind; who guards it and who was asked."""

from __future__ import annotations

from kpiboard.model import (
    WEEKDAYS,
    Average,
    Cadence,
    Collection,
    Consulted,
    Controllable,
    Decision,
    Direction,
    Guard,
    Horizon,
    Kpi,
    KpiKind,
    KpiState,
    Perspective,
    Review,
    Rollup,
    SignalRules,
)
from kpiboard.model.facts.fact import Facts, Sort, choice, day, line, names, number, of_sort, ref, text, truth, whole
from kpiboard.model.limits import KEY, TITLE

UNIT = 16  # characters: it stands behind every number

KPI = Facts(Kpi, {
    "The KPI": (
        line("name", "Name", "what people call it", "On-time delivery", limit=TITLE),
        ref("category", "categories", "Category", "the letter it hangs under"),
        ref("owner", "people", "Owner", "the one person you would congratulate"),
        line("unit", "Unit", "what is counted: %, min, pieces; may stay empty", "%", limit=UNIT),
        choice("direction", Direction, "Direction", "which way is better", always=True,
               words=("higher is better", "lower is better", "inside a band")),
        of_sort(Sort.TARGET, "target", "Target", "on target counts as met; a band is typed as 20 to 22", "95", attr=""),
        of_sort(Sort.TARGET, "watch", "Watch", "from here to the target: watch it; may stay empty", "93", attr=""),
        choice("cadence", Cadence, "Read every", "how often there is a number", always=True),
        of_sort(Sort.DAYS, "weekdays", "Weekdays", "read on these only; the others are days off for it",
                "monday, wednesday, friday", options=WEEKDAYS),
        truth("share", "Share", "asked as so many of so many, such as 931/1000", always=True),
        truth("counts_events", "Events", "counts what happens rarely by its date; nothing is typed on other days"),
        whole("decimals", 0, 6, "Decimals", "digits behind the point", "1", always=True),
        line("key", "Short name", "what people type; made from the name when empty", "otd", limit=KEY),
        ref("goal", "goals", "Goal", "what it ladders up to"),
        choice("horizon", Horizon, "Horizon", "a short win or a long one", always=True),
        choice("state", KpiState, "Where", "a draft is not on the board", always=True,
               words=("draft", "on the board", "retired")),
        text("definition", "Definition", "what is counted, where and how"),
    ),
    "What it is for": (
        text("because", "Because", "why we have it, in at most 140 characters",
             "late orders cost us the second customer", rows=1),
        text("success", "Success", "what it looks like when we have made it"),
        choice("kind", KpiKind, "Measures", "what came out, or what we do for it"),
        choice("perspective", Perspective, "Whose view", "who feels it"),
        whole("importance", 1, 5, "Importance", "1 little, 5 very much"),
        whole("ease", 1, 5, "Ease", "how easily it is measured: 1 hardly, 5 very"),
        whole("closeness", 1, 5, "Closeness", "how close it is to its goal: 1 far, as visits of a page, 5 close"),
    ),
    "How it is measured": (
        text("formula", "Formula", "what is divided by what", "orders on time ÷ orders due"),
        text("data_source", "Source", "where the number is read", "dispatch list", rows=1),
        text("measurement_plan", "Plan", "who reads it, when, and how it gets here"),
        choice("collection", Collection, "Comes by", "typed, or read from a file"),
        day("counted_from", "Counted from", "the first day that counts; nothing is due before it",
            "2026-01-01"),
        number("effort_minutes", "Minutes", "minutes for one reading; more than 5 is a lot", "2", least=0),
        number("valid_min", "Never below", "a lower number is refused", "0"),
        number("valid_max", "Never above", "a higher number is refused", "100"),
    ),
    "What it does to people": (
        text("customer_impact", "Customer", "if we make it, what do customers notice?"),
        text("behaviour_risk", "Behaviour", "what could people do just to make the number?"),
        whole("risk_level", 0, 4, "How bad", "0 none, 4 fraud or harm; from 2 on a counter-metric should guard it",
              words=("none", "small things are left undone", "work is shifted to look good", "rules are bent",
                     "up to fraud or harm")),
        choice("controllable", Controllable, "In our hands", "can the team move it?"),
        text("drivers", "Drivers", "what moves it"),
        text("constraints", "Constraints", "what stands in the way"),
    ),
    "Where it stands in the tree": (
        ref("parent", "kpis", "Feeds", "the KPI above it"),
        choice("rollup", Rollup, "Its value", "typed in, or made from the KPIs below it", words=(
            "has readings of its own", "sum of the KPIs below", "mean of the KPIs below", "the latest reading below",
            "weighted mean", "all numerators by all denominators")),
        number("weight", "Weight", "in the weighted mean of the KPI above", "1", least=0),
    ),
    "Process limits": (
        number("floor", "Floor", "the least there can be, such as 0; limits stop there", "0"),
        number("cap", "Cap", "the most there can be, such as 100; limits stop there", "100"),
        choice("signal_rules", SignalRules, "Rules", "which rules tell signal from noise"),
        choice("limits_by", Average, "Made from", "the mean, or the median, which is steadier when there are outliers",
               words=("the mean moving range", "the median range")),
        truth("screen_ranges", "Screening", "whether ranges above their limit are left out, once"),
    ),
    "When it is reviewed": (
        day("next_review", "Next review", "when we ask again whether it is a good one", "+90"),
        whole("review_days", 1, 366, "Every", "days from one review to the next; 90 or 180", "90"),
    ),
    "": (
        truth("example", "Example", "as it came with the board: an example, for the team to keep or change"),
        line("review_trigger", "Event", "what called its review earlier than planned", "a new leader", limit=TITLE),
        text("retired_reason", "Reason", "why it went; its readings stay, and it can be restored",
             "no longer moves anything", rows=1),
        day("retired_on", "", "when it was taken off the board"),
        text("epitaph", "Epitaph", "what it taught us; may stay empty", "it made us count orders, not lines", rows=1),
        names("consulted", "people", "Asked", "who was asked about it before it came onto the board", "jp, ms"),
    ),
})  # fmt: skip

GUARD = Facts(Guard, {
    "": (
        ref("kpi", "kpis", "", "the KPI that is suspect while its guard is red"),
        ref("guard", "kpis", "Guard", "the KPI that shows what the other one may hide", line="kpi"),
        text("reason", "Because", "what the number may hide", "speed at the cost of quality", flag="--because",
             rows=1),
    ),
})  # fmt: skip

CONSULTED = Facts(Consulted, {
    "": (
        ref("kpi", "kpis", "", "the KPI that was asked about"),
        ref("person", "people", "Asked", "who was asked"),
    ),
})  # fmt: skip

REVIEW = Facts(Review, {
    "": (
        ref("kpi", "kpis", "", "the KPI that was reviewed"),
        day("reviewed_on", "", "when the team looked at it"),
        choice("decision", Decision, "Decision", "what becomes of it",
               words=("keep: it still helps us", "adjust: something about it changes",
                      "retire: to the cutting-room floor")),
        line("reviewed_by", "", "who entered it"),
        text("why", "Why", "one sentence is enough; needed unless it is kept"),
        line("trigger", "Event", "what called it earlier than planned; empty: it was planned", limit=TITLE),
        whole("score", 0, 4, "", "how many of the four questions had an answer"),
        truth("liked", "The answers", "to the four questions: do we like them?", flag="--liked/--not-liked"),
    ),
})  # fmt: skip
