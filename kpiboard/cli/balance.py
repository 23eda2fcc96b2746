"""`kpiboard balance`: are the measures few and balanced, and what do they cost?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import click

from kpiboard.basics.signs import Sign
from kpiboard.cli.group import Command
from kpiboard.cli.output import Part, alphabet, details, emit, say
from kpiboard.cli.session import Session, pass_session
from kpiboard.model import Kpi
from kpiboard.views.studies import BalanceStudy
from kpiboard.words.quality import coverage_words, crowd_words, measuring_words, remark_words


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def balance(session: Session, as_json: bool) -> None:
    """Are the KPIs few and balanced, and what do they cost?"""
    with session.open(read_only=True) as board:
        study = board.studies.balance()
    if as_json:
        emit(_json(study))
    else:
        _print(study)


def _print(study: BalanceStudy) -> None:
    found = study.balance
    crowd = crowd_words(found.crowd, found.active)
    say((crowd, "cyan"))
    for remark in study.remarks:
        if (words := remark_words(remark, found)).rstrip(".") != crowd:
            say(f"{alphabet()[Sign.OPEN]} {words}")
    unsaid = f" · {found.unsaid_kinds} not said" if found.unsaid_kinds else ""
    seen = [f"{perspective.value} {number}" for perspective, number in found.perspectives]
    if found.unsaid_perspectives:
        seen.append(f"not said {found.unsaid_perspectives}")
    rows: list[tuple[str, Part]] = [
        ("horizon", f"{found.short} short · {found.long} long"),
        ("kind", f"{found.outcome} outcome · {found.process} process{unsaid}"),
        ("views", " · ".join(seen)),
        ("goals", coverage_words(found)),
        ("cost", measuring_words(found)),
        ("no process KPI feeds", _names(found.lonely_outcomes, study.kpis)),
        ("nobody acts on", _names(found.speedometers, study.kpis)),
    ]
    details(rows)
    if study.floor:
        say("The cutting-room floor")
        details(
            (str(kpi.retired_on or ""), f"{kpi.name}: {kpi.retired_reason}{f'. {kpi.epitaph}' if kpi.epitaph else ''}")
            for kpi in study.floor
        )


def _names(ids: Iterable[str], kpis: Mapping[str, Kpi]) -> str:
    return ", ".join(kpis[one].name for one in ids)


def _json(study: BalanceStudy) -> dict[str, Any]:
    found, kpis = study.balance, study.kpis
    return {
        "kpis": found.active,
        "crowd": found.crowd.value,
        "short": found.short,
        "long": found.long,
        "outcome": found.outcome,
        "process": found.process,
        "unsaid_kinds": found.unsaid_kinds,
        "perspectives": {perspective.value: number for perspective, number in found.perspectives},
        "unsaid_perspectives": found.unsaid_perspectives,
        "with_goal": found.laddered,
        "coverage": found.coverage,
        "minutes_a_week": found.minutes_a_week,
        "costs": [
            {"kpi": kpis[cost.kpi_id].key, "reads_a_week": cost.reads, "minutes_a_week": cost.minutes}
            for cost in found.costs
        ],
        "without_process_kpi": [kpis[one].key for one in found.lonely_outcomes],
        "nobody_acts_on": [kpis[one].key for one in found.speedometers],
        "remarks": [{"remark": one.value, "words": remark_words(one, found)} for one in study.remarks],
        "retired": [
            {"key": kpi.key, "name": kpi.name, "on": kpi.retired_on, "reason": kpi.retired_reason,
             "epitaph": kpi.epitaph}
            for kpi in study.floor
        ],
    }  # fmt: skip
