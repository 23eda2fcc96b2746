"""`kpiboard record`: one number. The quickest command there is, so it loads nothing that it does not need."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kpiboard.basics.entry import Entry
from kpiboard.basics.errors import InvalidInput
from kpiboard.board import Board
from kpiboard.cli.group import NumberCommand
from kpiboard.cli.names import CODE, KPI
from kpiboard.cli.output import say, shown, status_part
from kpiboard.cli.session import Session, pass_session
from kpiboard.model.kinds import short_name
from kpiboard.rules.status import Status
from kpiboard.views.reading import Doubt, Preview
from kpiboard.words import plain
from kpiboard.words.kpi import target_words
from kpiboard.words.plain import with_unit

if TYPE_CHECKING:
    from kpiboard.views.board import KpiCard


@click.command(cls=NumberCommand)
@click.argument("kpi", type=KPI)
@click.argument("value", required=False)
@click.option("--at", "period", metavar="PERIOD", help="Another period: 2026-11-20, yesterday, 2026-W47 …")
@click.option("--note", metavar="TEXT", help="A remark to keep with the number.")
@click.option("--reason", metavar="TEXT", help="Why a red needs no action of its own.")
@click.option("--code", type=CODE, help="A short reason code, which pareto counts.")
@click.option("--num", "numerator", metavar="N", help="The numerator of a share.")
@click.option("--den", "denominator", metavar="D", help="The denominator of a share.")
@click.option("--yes", is_flag=True, help="Do not ask when the number is doubtful.")
@pass_session
def record(
    session: Session,
    /,
    kpi: str,
    period: str | None,
    yes: bool,
    **typed: str | None,
) -> None:
    """Record a reading: kpiboard record otd 97.5

    VALUE is what people type: 97.5, 97,5, -3, 931/1000, off (nothing was due) or missing. The period is the one due
    unless --at names another; a second value for a period corrects the first.
    """
    entry = Entry(**typed)  # type: ignore[arg-type]  # the options are the fields of an entry
    if entry.value is None and entry.numerator is None and entry.denominator is None:
        raise click.UsageError("Type the VALUE, or --num and --den.", click.get_current_context())
    with session.open() as board:
        seen = board.readings.preview(kpi, entry, period)
        doubt = None if yes else seen.doubt
        if doubt and _can_ask():
            _ask(seen, doubt)
            doubt = None
        _tell(session, board, board.readings.save(seen))
    if doubt:
        more = ", or a signal" if doubt is Doubt.OUTSIDE else ""
        say(f"  It is {doubt.value}: a slip of the finger{more}?", err=True)


def _can_ask() -> bool:
    return sys.stdin.isatty()


def _ask(seen: Preview, doubt: Doubt) -> None:
    """A doubtful number is worth a second look, once."""
    question = f"{seen.kpi.name} {_figure(seen)} is {doubt.value}. Really?"
    if not click.confirm(shown(question, err=True), err=True):
        raise InvalidInput("Nothing was recorded.", "Type it again.")


def _tell(session: Session, board: Board, seen: Preview) -> None:
    sign, colour = status_part(seen.status)
    when = plain.period_words(seen.period, board.today())
    wanted = f" · wanted {target_words(seen.target)}" if seen.status is not Status.NO_TARGET else ""
    say((sign, colour), f" · {seen.kpi.name} {_figure(seen)} · {when}{wanted}")
    old, reading = seen.old, seen.reading
    if old == reading:
        say("  The same was recorded before.")
    elif old and old.value is not None and old.value != reading.value:
        before = old.value if reading.value is None else plain.apart(old.value, reading.value, seen.kpi.decimals)[0]
        say(f"  Corrects {plain.with_unit(str(before), seen.kpi.unit)}.")
    elif old and old.value is None and reading.value is not None:
        say(f"  Corrects {old.kind.value}.")
    if card := board.readings.waiting(seen):
        _tell_next(session, card, seen)


def _tell_next(session: Session, card: KpiCard, seen: Preview) -> None:
    """What answers the red that was recorded: what had worked before, or a new action."""
    from kpiboard.words.answers import fault_words  # late: most numbers are on target
    from kpiboard.words.kpi import back_words

    red = next(red for red in card.reds if red.period == seen.period)
    if red.fault:
        say("  ", " ".join(fault_words(red.fault, card.kpi.name)))
    if card.duty.back:
        say(f"  {back_words(card)}: ", (session.command(f"action back {short_name(card.duty.back)}"), "cyan"))
    else:
        say("  No action answers this red. Next: ", (session.command(f"action add --for {card.kpi.key}"), "cyan"))


def _figure(seen: Preview) -> str:
    reading = seen.reading
    if reading.value is None:
        return reading.kind.value
    figure = with_unit(plain.reading_number(reading, seen.kpi), seen.kpi.unit)
    if reading.numerator is None or reading.denominator is None:
        return figure
    return f"{figure} ({reading.numerator:.10g} of {reading.denominator:.10g})"
