"""A value of a KPI, and how far it can be trusted: baselines, checks against the source, how a file is read."""

from __future__ import annotations

from kpiboard.model import Audit, Average, Baseline, ChartKind, Mapping, Reading, ReadingKind
from kpiboard.model.facts.fact import (
    Facts,
    Sort,
    choice,
    day,
    line,
    moment,
    number,
    of_sort,
    period,
    ref,
    text,
    truth,
    whole,
)
from kpiboard.model.limits import TEXT

READING = Facts(Reading, {
    "The reading": (
        period("period", "Period", "what it is a reading of", "2026-11-20, yesterday, 2026-W47", flag="--at"),
        number("value", "Value", "the number; of a share it follows from the two below", "97.5"),
        number("numerator", "Numerator", "so many of a share …", flag="--num"),
        number("denominator", "Denominator", "… of so many", flag="--den"),
        text("note", "Note", "a remark to keep with the number"),
        text("reason", "Reason", "why this red needs no action of its own", "dock 2 closed, open again tomorrow",
             rows=1),
        line("code", "Reason code", "one short word, the same each time: they are counted", "dock"),
    ),
    "": (
        ref("kpi", "kpis", "", "the KPI that was read"),
        choice("kind", ReadingKind, "", "a number, a period off, or one whose number is missing"),
        moment("reason_at", "", "when the reason was given"),
        number("corrected_from", "", "the number that stood here before it was corrected"),
        moment("corrected_at", "", "when it was corrected"),
        moment("late_at", "", "when it was entered, if that was after the cut-off"),
        line("passed_by", "", "the leader who lets this red pass with a reason, without an action"),
        text("excluded", "Reason", "its special cause, which is known; empty: it counts for the limits", "stocktaking",
             rows=1),
    ),
})  # fmt: skip

BASELINE = Facts(Baseline, {
    "The baseline": (
        text("reason", "Reason", "what was changed in the process", "second set of change-over tools", rows=1),
        period("start", "From", "the first period after the change; empty: the very first", line="from", flag="--from"),
        whole("lock_at", 6, 20, "Lock", "after how many points the new limits stop moving"),
    ),
    "": (
        ref("kpi", "kpis", "", "the KPI whose limits begin anew"),
        line("set_by", "", "who decided it"),
        day("set_on", "", "when it was decided"),
        choice("chart", ChartKind, "", "the chart of the locked limits: of values, of shares, of days between events"),
        choice("average", Average, "", "what the moving ranges were averaged by when the limits were locked"),
        number("centre", "", "the centre line of the locked limits; empty: they are not locked yet"),
        number("spread", "", "the average moving range of the locked limits, or what their chart has instead", least=0),
        whole("n", 6, 20, "", "how many points the locked limits were made from"),
        period("first", "", "the first of these points"),
        period("last", "", "the last of these points"),
        line("points_hash", "", "tells whether these points have been changed since"),
    ),
})  # fmt: skip

AUDIT = Facts(Audit, {
    "": (
        ref("kpi", "kpis", "", "the KPI whose reading was checked"),
        period("period", "", "the reading that was checked"),
        day("checked_on", "", "when it was checked"),
        line("checked_by", "", "who checked it"),
        number("held_value", "", "what the board held then"),
        number("true_value", "It says", "what the source says"),
        truth("ok", "", "whether both are the same"),
    ),
})  # fmt: skip

MAPPING = Facts(Mapping, {
    "": (
        line("name", "Name", "what it is kept under", "nightly"),
        ref("kpi", "kpis", "KPI", "whose readings the file holds; empty where a column says it"),
        *(
            line(f"{role}_column", "", f"the column of the {role}, by its name in the first line", limit=TEXT)
            for role in ("kpi", "period", "value", "numerator", "denominator", "note")
        ),
        line("code_column", "", "the column of the reason code, by its name in the first line", limit=TEXT),
        of_sort(Sort.SIGN, "separator", "Separator", "what stands between cells; empty: the file tells", ";"),
        of_sort(Sort.SIGN, "decimal", "Decimal", "what parts whole numbers from the rest; empty: the file tells", ","),
        choice("date_order", ("ymd", "dmy", "mdy"), "Dates", "the order in a date; empty: the file tells"),
    ),
})  # fmt: skip
