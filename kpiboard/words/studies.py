"""The words of the pages behind the board: the tree and what is open in it, the balance, the Pareto of reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpiboard.model import Goal, Kpi, Rollup
from kpiboard.model.kinds import short_name
from kpiboard.rules.balance import IDEAL, MANY_FROM, RETIRE_FROM
from kpiboard.rules.pareto import Bar
from kpiboard.rules.rollup import averages_shares
from kpiboard.rules.tree import MOST_GOALS, Coverage, Finding, GoalNode, Ladder, OpenPoint
from kpiboard.views.studies import ParetoStudy, Window
from kpiboard.words.plain import count, full_day_words, short_number
from kpiboard.words.quality import Advice

ROLLUP_WORDS: Mapping[Rollup, str] = {
    Rollup.SUM: "sum",
    Rollup.MEAN: "mean",
    Rollup.LAST: "latest value",
    Rollup.WEIGHTED: "weighted mean",
    Rollup.RATIO: "numerators by denominators",
}

CROWD_SCALE = f"{IDEAL} are ideal, {MANY_FROM} are many, from {RETIRE_FROM} on one should go"


# The tree


def finding_words(finding: Finding, kpis: Mapping[str, Kpi], goals: Mapping[str, Goal]) -> Advice:
    """An open point of the tree in plain words, and why it matters."""
    names = [kpis[one].name for one in finding.kpi_ids if one in kpis]
    titles = [goals[one].title for one in finding.goal_ids if one in goals]
    kpi, goal = (next(iter(found), "?") for found in (names, titles))
    match finding.point:
        case OpenPoint.ORPHAN_KPI:
            return Advice(f"{kpi} leads to no goal", "What serves no goal distracts: link it to one, or let it go.")
        case OpenPoint.GOAL_WITHOUT_KPI:
            return Advice(
                f"{goal}: no KPI shows it", "A goal without a number stays a wish: how would you see it come closer?"
            )
        case OpenPoint.GOAL_WITHOUT_ACTION:
            return Advice(
                f"{goal}: no action for it", "Its KPIs only show how far it is: which first step would move them?"
            )
        case OpenPoint.TOO_MANY_GOALS:
            return Advice(
                f"{len(titles)} goals at a time", f"Put your strength into the top two or {MOST_GOALS}: which can wait?"
            )
        case OpenPoint.OWNED_TWICE:
            return Advice(
                f"{_several(names)}: the same measure in several hands",
                "One goal in two hands sets people against each other: give each a part they control.",
            )
        case OpenPoint.LEAF_NOT_CONTROLLABLE:
            return Advice(f"{kpi} is not in its owner's hands", "Break it down until its owner can move it.")
        case OpenPoint.LOOP:
            return Advice(f"{_several(names)} feed each other in a circle", "One of them should lead up to a goal.")


def _several(names: Sequence[str]) -> str:
    return " and ".join(dict.fromkeys(names)) if len(names) < 3 else f"{names[0]} and {len(names) - 1} others"


def ladder_words(ladder: Ladder, arrow: str = " → ") -> str:
    """`Dock 2 on time → On-time delivery → Every order on the day → Nobody waits`."""
    rungs = [ladder.kpi.name, *(kpi.name for kpi in ladder.parents)]
    rungs.append(ladder.goal.title if ladder.goal else "no goal yet")
    if ladder.goal and ladder.vision:
        rungs.append(ladder.vision)
    return arrow.join(rungs)


MEAN_OF_SHARES = "a mean of shares: all numerators by all denominators is meant"


def rollup_words(kpi: Kpi, children: Sequence[Kpi]) -> str:
    """`mean of 3 KPIs below`, with what is meant where they are shares; empty for a KPI with readings of its own."""
    if kpi.rollup is Rollup.NONE:
        return ""
    how = ROLLUP_WORDS[kpi.rollup]
    words = count("{how} of 1 KPI below", "{how} of {n} KPIs below", len(children), how=how)
    return f"{words}: {MEAN_OF_SHARES}" if averages_shares(kpi, children) else words


def progress_words(node: GoalNode) -> str:
    """`2 of 3 actions done (67 %)`."""
    total = len(node.actions)
    if not total:
        return "no action yet"
    return count(
        "{done} of 1 action done ({share} %)",
        "{done} of {n} actions done ({share} %)",
        total,
        done=node.done,
        share=round(100 * node.done / total),
    )


def goal_coverage_words(found: Coverage) -> str:
    """`7 of 8 KPIs lead to a goal (88 %)`."""
    if found.share is None:
        return "no KPIs yet"
    return count(
        "{laddered} of 1 KPI leads to a goal ({share} %)",
        "{laddered} of {n} KPIs lead to a goal ({share} %)",
        found.of,
        laddered=found.laddered,
        share=round(100 * found.share),
    )


# The Pareto


def window_words(window: Window, *, days: bool = True) -> str:
    """`23 Aug to 20 Nov, 64 working days`; without `days` only when it was."""
    first, last = (full_day_words(day)[4:] for day in (window.since, window.until))
    if window.since.year != window.until.year:
        first, last = f"{first} {window.since.year}", f"{last} {window.until.year}"
    if not days:
        return f"{first} to {last}"
    return count(
        "{first} to {last}, 1 working day", "{first} to {last}, {n} working days", window.days, first=first, last=last
    )


def pareto_title(study: ParetoStudy) -> str:
    """`Reasons of On-time delivery, since A-7 Second gate`."""
    words = f"Reasons of {study.kpi.name}" if study.kpi else "Reasons of all KPIs"
    return words + (f", since {short_name(study.around)} {study.around.title}" if study.around else "")


def amount(value: float) -> str:
    """A count, or minutes and money: `12`, `12.5`."""
    return short_number(round(value, 1))


def by_rates(study: ParetoStudy) -> bool:
    """Whether the windows are only fair to compare by their rates."""
    return study.window.days != study.before.days


def vital_words(bars: Sequence[Bar]) -> str:
    """`2 of 7 reasons make 81 %`; empty without counts."""
    vital = [bar for bar in bars if bar.vital]
    if not vital:
        return ""
    reasons = sum(bar.lumped or 1 for bar in bars if bar.count)
    share = round(100 * vital[-1].cumulative)
    if reasons == 1:
        return f"1 reason makes {share} %"
    return count(
        "1 of {of} reasons makes {share} %", "{n} of {of} reasons make {share} %", len(vital), of=reasons, share=share
    )
