"""`kpiboard kpi limits`, `rebase`, `lock`, `exclude`, `include`: the process limits, and what they are made from."""

from __future__ import annotations

from collections.abc import Iterator

import click

from kpiboard.board import Board
from kpiboard.cli.fields import field_options
from kpiboard.cli.group import Command
from kpiboard.cli.kpi_json import limits_json
from kpiboard.cli.kpi_show import WIDE, limits_line
from kpiboard.cli.names import KPI
from kpiboard.cli.output import Part, details, emit, say
from kpiboard.cli.session import Session, joined, pass_session
from kpiboard.model.facts.reading import BASELINE
from kpiboard.views.kpi import KpiStory
from kpiboard.words.process import (
    CHANGED_SINCE,
    left_out_sentence,
    rebased_sentence,
    reckoned_anew_sentence,
    segment_words,
)


@click.command(cls=Command)
@click.argument("kpi", type=KPI)
@click.option("--anew", is_flag=True, help="Lock the present ones anew, from the numbers of now.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def limits(session: Session, kpi: str, anew: bool, as_json: bool) -> None:
    """The process limits, the present ones first.

    Locked limits stay as they are, also where numbers they were made from are corrected: then this says so.
    """
    with session.open(read_only=not anew) as board:
        if anew:
            board.limits.reckon_anew(kpi)
        story = board.kpis.story(kpi)
    if as_json:
        emit({"kpi": story.card.kpi.key, **limits_json(story)})
        return
    if anew:
        say(reckoned_anew_sentence(story.card.kpi))
    details(_told(story), WIDE)
    if story.changed_since:
        say(CHANGED_SINCE)
        say("Next: ", (session.command(f"kpi limits {story.card.kpi.key} --anew"), "cyan"))


def _told(story: KpiStory) -> Iterator[tuple[str, Part]]:
    kpi = story.card.kpi
    for segment in reversed(story.chart.segments):
        yield f"from {story.points[segment.first].period.key}", segment_words(segment.limits, segment.points, kpi)
        baseline = story.baseline_of(segment)
        if baseline and baseline.n is not None:
            yield "", f"made from {baseline.first} to {baseline.last}"
        if baseline and baseline.reason:
            yield "", f"{baseline.reason}{f' ({baseline.set_by})' if baseline.set_by else ''}"


@click.command(cls=Command)
@click.argument("kpi", type=KPI)
@click.argument("period")
@click.argument("reason", nargs=-1)
@field_options([BASELINE["lock_at"]])
@click.option("--remove", is_flag=True, help="Take the baseline that begins there away again.")
@pass_session
def rebase(session: Session, kpi: str, period: str, reason: tuple[str, ...], lock_at: str | None, remove: bool) -> None:
    """Compute the limits anew from a PERIOD on, with a REASON.

    The earlier limits stay drawn.
    """
    if not reason and not remove:
        raise click.UsageError("Type the REASON: what was changed in the process?", click.get_current_context())
    with session.open() as board:
        if remove:
            gone = board.limits.remove_baseline(kpi, period)
            say(f"No new baseline from {gone.start} any more.")
        else:
            made = board.limits.rebase(kpi, period, joined(reason), lock_at)
            say(rebased_sentence(board.kpis.find(kpi), made.start))
        _tell_limits(board, kpi)


@click.command(cls=Command)
@click.argument("kpi", type=KPI)
@click.argument("points", type=int, metavar="N")
@click.argument("reason", nargs=-1, required=True)
@pass_session
def lock(session: Session, kpi: str, points: int, reason: tuple[str, ...]) -> None:
    """Lock the present limits after N points, with a REASON.

    N is 6 to 20; without it they are locked at 20.
    """
    with session.open() as board:
        board.limits.lock(kpi, points, joined(reason))
        say(f"The limits of {board.kpis.find(kpi).name} are locked after {points} points.")
        _tell_limits(board, kpi)


@click.command(cls=Command)
@click.argument("kpi", type=KPI)
@click.argument("period")
@click.argument("reason", nargs=-1, required=True)
@pass_session
def exclude(session: Session, kpi: str, period: str, reason: tuple[str, ...]) -> None:
    """Leave a point out of the limits, with a REASON.

    Its special cause is known; it stays on the chart.
    """
    with session.open() as board:
        reading = board.limits.exclude(kpi, period, joined(reason))
        say(left_out_sentence(board.kpis.find(kpi), reading.period))
        _tell_limits(board, kpi)


@click.command(cls=Command)
@click.argument("kpi", type=KPI)
@click.argument("period")
@pass_session
def include(session: Session, kpi: str, period: str) -> None:
    """Take a point back into the limits."""
    with session.open() as board:
        reading = board.limits.include(kpi, period)
        say(f"{reading.period} counts for the limits of {board.kpis.find(kpi).name} again.")
        _tell_limits(board, kpi)


def _tell_limits(board: Board, kpi: str) -> None:
    say(f"  limits {limits_line(board.kpis.story(kpi))}")
