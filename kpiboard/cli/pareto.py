"""`kpiboard pareto`: which few reasons make most of the trouble, and what a countermeasure changed."""

from __future__ import annotations

from typing import Any

import click

from kpiboard.charts.pareto import SIGNS, plain_pareto
from kpiboard.cli.group import Command
from kpiboard.cli.names import ACTION, KPI
from kpiboard.cli.output import alphabet, columns, emit, say
from kpiboard.cli.session import Session, pass_session
from kpiboard.model.kinds import short_name
from kpiboard.views.studies import ParetoStudy, Window

WIDEST = 120  # cells: longer bars tell no more


@click.command(cls=Command)
@click.argument("kpi", required=False, type=KPI)
@click.option("--since", metavar="DATE", help="From this day on; the last 90 days otherwise.")
@click.option("--until", metavar="DATE", help="Up to this day; today otherwise.")
@click.option("--around", type=ACTION, help="Since this action was opened, beside as many days before.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def pareto(
    session: Session, kpi: str | None, since: str | None, until: str | None, around: str | None, as_json: bool
) -> None:
    """Count the reason codes, beside as many days before."""
    if around is not None and (since is not None or until is not None):
        raise click.UsageError("--around and --since or --until exclude each other.", click.get_current_context())
    with session.open(read_only=True) as board:
        study = board.studies.pareto(kpi, since=since, until=until, around=around)
    if as_json:
        emit(_json(study))
    else:
        _print(study)


def _print(study: ParetoStudy) -> None:
    for line in plain_pareto(study, min(columns(), WIDEST), SIGNS[alphabet().name]):
        say(line)
    if not study.bars:
        say("No reason codes in these days. They are given by record --code and action --code.")


def _json(study: ParetoStudy) -> dict[str, Any]:
    return {
        "kpi": study.kpi.key if study.kpi else None,
        "around": short_name(study.around) if study.around else None,
        "window": _window_json(study.window),
        "before": _window_json(study.before),
        "bars": [
            {
                "code": bar.code,
                "count": bar.count,
                "share": bar.share,
                "cumulative": bar.cumulative,
                "vital": bar.vital,
                "before": bar.before,
                "rate": bar.rate,
                "rate_before": bar.rate_before,
                "lumped": bar.lumped,
            }
            for bar in study.bars
        ],
    }


def _window_json(window: Window) -> dict[str, Any]:
    return {"since": window.since, "until": window.until, "working_days": window.days}
