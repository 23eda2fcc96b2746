"""The options of `kpi add` and `kpi edit`: a table, by what Board.add_kpi calls them."""

from __future__ import annotations

from collections.abc import Mapping

import click

from kpiboard.cli.fields import Asked, Subjects
from kpiboard.cli.names import GOAL, KPI, LETTER, PERSON, one_of
from kpiboard.model import (
    Average,
    Cadence,
    Collection,
    Controllable,
    Direction,
    Horizon,
    KpiKind,
    Perspective,
    Rollup,
    SignalRules,
)

_LEVEL = "1-5"

# By field of cases/kpi_fields.FIELDS. The first subject is the KPI itself, the others its sheet.
SUBJECTS: Subjects = {
    "The KPI": {
        "target": Asked("VALUE", "95, or '20 to 22' for a band."),
        "watch": Asked("VALUE", "The outer threshold: off target begins beyond it."),
        "unit": Asked("TEXT", "%, min, pieces …"),
        "direction": Asked(one_of(Direction), "Which way is better."),
        "cadence": Asked(one_of(Cadence), "How often it is read."),
        "category": Asked(LETTER, "The letter it hangs under."),
        "owner": Asked(PERSON, "The one person who answers for it."),
        "goal": Asked(GOAL, "The goal it ladders up to."),
        "key": Asked("KEY", "The short name to type."),
        "decimals": Asked(click.IntRange(0, 6), "Digits shown after the point."),
        "share": Asked(bool, "Asked as numerator and denominator."),
        "horizon": Asked(one_of(Horizon)),
        "definition": Asked("TEXT", "What is counted, where and how."),
        "state": Asked(click.Choice(["draft", "active"]), "A draft is not on the board."),
    },
    "What it is for": {
        "because": Asked("TEXT", "Why we measure it, in a sentence."),
        "success": Asked("TEXT", "What it looks like when it goes well."),
        "kind": Asked(one_of(KpiKind, optional=True), "A result, or what brings it about."),
        "perspective": Asked(one_of(Perspective, optional=True), "Whose view it shows."),
        "importance": Asked(_LEVEL, "How much it matters."),
        "ease": Asked(_LEVEL, "How easy it is to measure."),
    },
    "How it is measured": {
        "formula": Asked("TEXT", "How the number is made."),
        "data_source": Asked("TEXT", "Where it is found."),
        "measurement_plan": Asked("TEXT", "Who reads it, when and how."),
        "collection": Asked(one_of(Collection), "Typed in, or imported."),
        "effort_minutes": Asked("N", "Minutes a reading takes."),
        "valid_min": Asked("N", "Lower numbers are refused."),
        "valid_max": Asked("N", "Higher numbers are refused."),
    },
    "What it does to people": {
        "customer_impact": Asked("TEXT", "What customers notice when it is reached."),
        "behaviour_risk": Asked("TEXT", "What people could do just to make the number."),
        "risk_level": Asked("0-4", "How bad that is: 0 none, 4 fraud or harm."),
        "controllable": Asked(one_of(Controllable, optional=True), "Whether the team can move it."),
        "drivers": Asked("TEXT", "What moves it."),
        "constraints": Asked("TEXT", "What stands in the way."),
    },
    "Where it stands in the tree": {
        "parent": Asked(KPI, "The KPI it feeds."),
        "rollup": Asked(one_of(Rollup), "How its value is made from the KPIs that feed it."),
        "weight": Asked("N", "Its weight in a weighted mean."),
    },
    "Process limits": {
        "floor": Asked("N", "The least there can be; limits stop there."),
        "cap": Asked("N", "The most there can be; limits stop there."),
        "signal_rules": Asked(one_of(SignalRules), "Which rules tell a signal from noise."),
        "limits_by": Asked(one_of(Average), "Made from the mean moving range, or from its median."),
        "screen_ranges": Asked(bool, "Leave out ranges above their limit, once."),
    },
    "Reviews": {
        "next_review": Asked("DATE", "When we ask again whether it is a good one."),
        "review_days": Asked("N", "Days from one review to the next."),
    },
}
SHEET: Mapping[str, tuple[str, ...]] = {title: tuple(fields) for title, fields in list(SUBJECTS.items())[1:]}
