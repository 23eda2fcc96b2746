"""`kpiboard kpi show`: one KPI in full, with its chart."""

from __future__ import annotations

import click

from kpiboard.cli.group import Command
from kpiboard.cli.names import KPI
from kpiboard.cli.output import emit
from kpiboard.cli.session import Session, pass_session


@click.command(cls=Command)
@click.argument("kpi", type=KPI)
@click.option("--last", type=click.IntRange(1), metavar="DAYS", help="Draw so many days.")
@click.option("--all", "everything", is_flag=True, help="Draw all there is.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def show(session: Session, kpi: str, last: int | None, everything: bool, as_json: bool) -> None:
    """Everything about one KPI: chart, meaning, definition."""
    from kpiboard.cli.chart_view import track_of, window_of
    from kpiboard.model import Person

    if last is not None and everything:
        raise click.UsageError("--last and --all exclude each other.", click.get_current_context())
    with session.open(read_only=True) as board:
        story = board.story(kpi)
        people = {person.id: person for person in board.store.all(Person)}
    track = track_of(story)
    window = window_of(track, last, everything)
    if as_json:
        from kpiboard.cli.story_json import story_json

        emit(story_json(story, people, window))
        return
    from kpiboard.cli.story_view import describe

    describe(session, story, people, track, window)
