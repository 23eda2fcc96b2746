"""`kpiboard readings import` and `export`: many numbers at once, as CSV."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click

from kpiboard.cli.files import binary, spare_databases
from kpiboard.cli.mappings import MAPPING
from kpiboard.cli.names import KPI
from kpiboard.cli.output import emit, say, table
from kpiboard.cli.readings import readings
from kpiboard.cli.session import Session, pass_session
from kpiboard.model.mapping import MAPPED
from kpiboard.views.reading_files import Finding, KpiLoad, LinesRefused, LoadPlan
from kpiboard.words.plain import count

__all__ = ["readings"]

_STDIO = "-"
_LEFT_OUT = 3  # the exit code when lines were left out and the others loaded


def _columns(_ctx: click.Context, _param: click.Parameter, typed: tuple[str, ...]) -> dict[str, str]:
    pairs = [one.partition("=") for one in typed]
    for what, sign, _ in pairs:
        if not sign:
            raise click.BadParameter(f"{what!r} lacks the =; write it like period=Datum.")
    return {what: column for what, _, column in pairs}


@readings.command("import")
@click.argument("file", metavar="FILE|-")
@click.option("--kpi", type=KPI, help="The KPI whose readings they are; of several the only one to read.")
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="WHAT=COLUMN",
    callback=_columns,
    help="Which column is what: period, kpi, value, numerator, denominator, note, code … (repeatable).",
)
@click.option("--separator", default="", metavar="SIGN", help="Between cells: comma, semicolon, tab or bar.")
@click.option("--decimal", default="", metavar="SIGN", help="The decimal sign: , or .")
@click.option("--dates", type=click.Choice(["dmy", "mdy", "ymd"]), help="The order in a date.")
@click.option("--mapping", type=MAPPING, help="Read it as it was saved under this name.")
@click.option("--save-as", default="", metavar="NAME", help="Keep how the file was read, for --mapping.")
@click.option("--dry-run", is_flag=True, help="Show what would be new, corrected or wrong; change nothing.")
@click.option("--keep-going", is_flag=True, help="Leave out the lines that are wrong and load the others.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def import_readings(session: Session, /, file: str, **options: Any) -> None:
    """Load readings from a CSV file, or from standard input.

    A line has a KPI, a period and a number, or a period and a column for each KPI; a date and its shift may stand in
    two columns (--map period=Date+Shift). Separator, decimal sign and the order of dates are found out from the whole
    file; what could be read in two ways is asked for. All is one step, which undo takes back, and the same file a
    second time changes nothing.

    Exit code 1: nothing was loaded. Exit code 3: lines were wrong and were left out, the others are loaded.
    """
    dry_run, as_json = options.pop("dry_run"), options.pop("as_json")
    keep_going, save_as = options.pop("keep_going"), options.pop("save_as")
    options["dates"] = options["dates"] or ""
    source: Path | BinaryIO = binary(sys.stdin) if file == _STDIO else Path(file)
    name = "standard input" if file == _STDIO else Path(file).name
    loaded = not dry_run
    with session.open(read_only=dry_run) as board, _bar("Reading") as reading, _bar("Writing") as writing:
        try:
            if dry_run:
                plan = board.reading_files.plan(source, name=name, progress=reading, **options)
            else:
                plan = board.reading_files.load(
                    source,
                    name=name,
                    keep_going=keep_going,
                    save_as=save_as,
                    reading=reading,
                    writing=writing,
                    **options,
                )
        except LinesRefused as refused:
            if not as_json:
                raise
            plan, loaded = refused.plan, False
    if as_json:
        emit({**_plan_json(plan), "loaded": loaded, "saved_as": save_as if loaded else ""})
    elif dry_run:
        _show(plan)
    else:
        _tell(plan, save_as)
    if plan.wrong:
        click.get_current_context().exit(_LEFT_OUT if loaded else 1)


def _show(plan: LoadPlan) -> None:
    """What --dry-run shows."""
    say(f"{plan.source}: {'; '.join(plan.how)}.")
    table(
        [[one.kpi.key, *map(str, (len(one.new), len(one.corrected), one.same)), *_span(one)] for one in plan.kpis],
        heads=("KPI", "new", "corrected", "same", "from", "to"),
        right=[1, 2, 3],
    )
    say(_left(plan) if plan.is_empty else f"It would import {_counts(plan)}")
    _tell_findings(plan, "which --keep-going would leave out")


def _tell(plan: LoadPlan, save_as: str) -> None:
    if plan.is_empty:
        say(_left(plan))
    else:
        say(f"Imported {_counts(plan)}")
    if save_as:
        say(f"Saved how it was read as the mapping {save_as}.")
        more = [role for role in plan.layout.columns if role not in MAPPED]
        if more:
            say(f"A mapping does not keep the columns of: {', '.join(more)}.", err=True)
    _tell_findings(plan, "left out")


def _counts(plan: LoadPlan) -> str:
    words = count(
        "1 reading from {file}: {new} new, {corrected} corrected.",
        "{n} readings from {file}: {new} new, {corrected} corrected.",
        plan.new + plan.corrected,
        file=plan.source,
        new=plan.new,
        corrected=plan.corrected,
    )
    same = count(" 1 other the board holds already.", " {n} others the board holds already.", plan.same)
    return f"{words}{same if plan.same else ''}{_empty(plan)}"


def _left(plan: LoadPlan) -> str:
    if plan.same:
        words = count(
            "Nothing to change: the board holds 1 reading of {file} already.",
            "Nothing to change: the board holds {n} readings of {file} already.",
            plan.same,
            file=plan.source,
        )
        return f"{words}{_empty(plan)}"
    return f"Nothing to change: there are no readings in {plan.source}.{_empty(plan)}"


def _empty(plan: LoadPlan) -> str:
    return f" Without a number: {plan.empty}." if plan.empty else ""


def _tell_findings(plan: LoadPlan, fate: str) -> None:
    for remark in plan.remarks:
        say(f"Remark: {remark}", err=True)
    if plan.problems:
        say((count("1 problem, {fate}:", "{n} problems, {fate}:", plan.wrong, fate=fate), "red"), err=True)
        for problem in plan.problems:
            say(f"  - {problem}", err=True)


def _span(one: KpiLoad) -> tuple[str, str]:
    return one.periods or ("", "")


def _plan_json(plan: LoadPlan) -> dict[str, Any]:
    return {
        "file": plan.source,
        "new": plan.new,
        "corrected": plan.corrected,
        "same": plan.same,
        "empty": plan.empty,
        "wrong": plan.wrong,
        "kpis": [
            {
                "key": one.kpi.key,
                "new": len(one.new),
                "corrected": len(one.corrected),
                "same": one.same,
                "from": _span(one)[0] or None,
                "to": _span(one)[1] or None,
            }
            for one in plan.kpis
        ],
        "columns": dict(plan.layout.columns),
        "separator": plan.layout.separator,
        "decimal": plan.layout.decimal or None,
        "dates": plan.layout.dates or None,
        "problems": [_finding_json(one) for one in plan.problems],
        "remarks": [_finding_json(one) for one in plan.remarks],
    }


def _finding_json(one: Finding) -> dict[str, Any]:
    return {"text": one.text, "lines": one.lines, "count": one.count}


class _Bar:
    """A progress bar that appears when there is more to do than the first word of it says."""

    def __init__(self, label: str) -> None:
        self._label = label
        self.bar: Any = None

    def __call__(self, part: float) -> None:
        if self.bar is None and part < 1:
            self.bar = click.progressbar(length=1000, label=self._label, file=sys.stderr)
            self.bar.__enter__()
        if self.bar is not None:
            self.bar.update(int(part * 1000) - self.bar.pos)


@contextmanager
def _bar(label: str) -> Iterator[_Bar | None]:
    """Only where somebody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    shown = _Bar(label)
    try:
        yield shown
    finally:
        if shown.bar is not None:
            shown.bar.__exit__(None, None, None)


@readings.command("export")
@click.option("--kpi", "kpis", type=KPI, multiple=True, help="Only this KPI (repeatable); all of them otherwise.")
@click.option("--since", metavar="DAY", help="From this day on; a longer period counts by its last day.")
@click.option("--until", metavar="DAY", help="Up to this day.")
@click.option("-o", "--output", default=_STDIO, metavar="FILE|-", help="Where to; standard output otherwise.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
@pass_session
def export_readings(
    session: Session, kpis: tuple[str, ...], since: str | None, until: str | None, output: str, force: bool
) -> None:
    """Write readings as CSV, which import reads back.

    Text that a spreadsheet would take for a formula gets an apostrophe in front, which import takes away again.
    """
    with session.open(read_only=True) as board:
        if output == _STDIO:
            out = binary(sys.stdout)
            for piece in board.reading_files.export(kpis, since, until):
                out.write(piece.encode())
            out.flush()
            return
        path = Path(output)
        spare_databases(path)
        board.reading_files.export_to(path, kpis, since, until, force=force)
    say(f"Wrote {path}.")
