"""`kpiboard huddle`: the ten minutes at the board."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from kpiboard.board import Board
from kpiboard.cli.answers import told_json
from kpiboard.cli.group import Topic
from kpiboard.cli.names import PERSON
from kpiboard.cli.output import details, emit, say, table
from kpiboard.cli.praise import say_said
from kpiboard.cli.session import Session, joined, pass_session
from kpiboard.model import HuddleState, HuddleStep
from kpiboard.model.kinds import short_name
from kpiboard.rules.huddle import clock, next_facilitator, step_after, step_before
from kpiboard.views.huddle import HuddleRecord
from kpiboard.words import huddle as huddle_words
from kpiboard.words import plain
from kpiboard.words.huddle import minutes, streak_words


@click.group(cls=Topic, invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@click.pass_context
def huddle(ctx: click.Context, as_json: bool) -> None:
    """The huddle: start, next, thank, close, skip, show … Without a command: where it stands."""
    if ctx.invoked_subcommand is not None:
        return
    session = ctx.find_object(Session) or Session()
    with session.open(read_only=True) as board:
        record = _running(board)
        if as_json:
            emit(record_json(record) if record else None)
        elif record:
            _say_running(board, record)
        else:
            _say_idle(session, board)


def _running(board: Board) -> HuddleRecord | None:
    running = [one for one in board.huddles.all() if one.state is HuddleState.RUNNING]
    return board.huddles.record(huddle=running[0]) if running else None


def _say_running(board: Board, record: HuddleRecord) -> None:
    now = record.huddle
    steps = list(HuddleStep)
    time = clock(now, board.now())
    say(
        (f"{steps.index(now.step) + 1} of {len(steps)} {huddle_words.step_words(now.step)}", "cyan"),
        f" · {huddle_words.step_clock_words(time)} · in all ",
        (huddle_words.clock_words(time), "red" if time.late else ""),
    )
    say(huddle_words.question(now.step))
    details(
        [
            ("led by", record.facilitator.name if record.facilitator else ""),
            ("present", ", ".join(one.initials for one in record.present)),
            ("still open", ("\n".join(huddle_words.hurdle_words(record)), "red")),
            ("since", plain.full_day_words(now.held_on) if now.held_on != board.today() else ""),
        ]
    )


def _say_idle(session: Session, board: Board) -> None:
    held = [one for one in board.huddles.all() if one.state is HuddleState.CLOSED]
    leads = next_facilitator(board.team.people(), board.huddles.all())
    missed = board.huddles.missed()
    say("No huddle is running.")
    details(
        [
            ("last", plain.day_words(held[0].held_on, board.today()) if held else "none yet"),
            ("streak", huddle_words.streak_words(board.snapshot(history=1).streak)),
            ("missed", (", ".join(map(plain.full_day_words, missed)), "red")),
            ("led by", leads.name if leads else ""),
        ]
    )
    why = " --skipped-because REASON" if missed else ""
    say("Next: ", (session.command(f"huddle start{why}"), "cyan"))


def _tell(board: Board) -> None:
    record = _running(board)
    assert record is not None  # the use case has refused otherwise
    _say_running(board, record)


@huddle.command()
@click.option("--facilitator", type=PERSON, help="Who leads it; otherwise whose turn it is.")
@click.option("--skipped-because", default="", metavar="TEXT", help="Why there was none on the working days before.")
@pass_session
def start(session: Session, facilitator: str | None, skipped_because: str) -> None:
    """Begin the huddle, or go on with the one that is running."""
    with session.open() as board:
        begun = board.huddles.start(facilitator=facilitator, skipped_because=skipped_because)
        if facilitator and begun.facilitator_id != board.team.find_person(facilitator).id:
            board.huddles.set_facilitator(facilitator)
        _tell(board)


@huddle.command("next")
@pass_session
def next_step(session: Session) -> None:
    """Turn to the next step of the agenda."""
    _turn(session, step_after)


@huddle.command()
@pass_session
def back(session: Session) -> None:
    """Turn back to the step before."""
    _turn(session, step_before)


def _turn(session: Session, way: Callable[[HuddleStep], HuddleStep]) -> None:
    with session.open() as board:
        record = _running(board)
        board.huddles.go_to(way(record.huddle.step) if record else HuddleStep.OPEN)
        _tell(board)


@huddle.command()
@click.argument("people", type=PERSON, nargs=-1, required=True)
@pass_session
def present(session: Session, people: tuple[str, ...]) -> None:
    """Say who is here; everybody else is not."""
    with session.open() as board:
        here = board.huddles.set_attendance(people)
    say(f"Here: {', '.join(one.name for one in here)}.")


@huddle.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--again", is_flag=True, help="Start over: take the present notes away first.")
@pass_session
def note(session: Session, text: tuple[str, ...], again: bool) -> None:
    """Add a line to the notes."""
    with session.open() as board:
        record = _running(board)
        kept = [record.huddle.notes] if record and record.huddle.notes and not again else []
        made = board.huddles.note("\n".join([*kept, joined(text)]))
        details([("notes", made.notes)])


@huddle.command()
@click.argument("person", type=PERSON, required=False)
@click.argument("what", nargs=-1)
@click.option("--nobody", is_flag=True, help="The team says: nobody today.")
@pass_session
def thank(session: Session, person: str | None, what: tuple[str, ...], nobody: bool) -> None:
    """Thank a PERSON by name, and say WHAT for."""
    if (person is None) != nobody:
        raise click.UsageError("Name one PERSON, or say --nobody.", click.get_current_context())
    with session.open() as board:
        if person is None:
            board.huddles.thank_nobody()
            say("Nobody is thanked today.")
        else:
            say_said(board, board.praise.congratulate(person, what=joined(what)))


@huddle.command()
@pass_session
def close(session: Session) -> None:
    """End it; not while a red has no answer, a new action no name and date, or nobody was thanked."""
    with session.open() as board:
        record = board.huddles.record(huddle=board.huddles.close())
    _say_minutes(record)


@huddle.command()
@pass_session
def abandon(session: Session) -> None:
    """Take the running one away, as if it had not begun; what was done in it stays."""
    with session.open() as board:
        board.huddles.abandon()
    say("The huddle is taken away.")


@huddle.command()
@click.option("--reason", required=True, metavar="TEXT", help="Why there is none.")
@click.option("--day", metavar="DATE", help="Another day than today.")
@pass_session
def skip(session: Session, reason: str, day: str | None) -> None:
    """Record why there is no huddle on a working day."""
    with session.open() as board:
        record = board.huddles.record(huddle=board.huddles.skip(reason, day))
    _say_minutes(record)


@huddle.command()
@click.argument("day", required=False)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def show(session: Session, day: str | None, as_json: bool) -> None:
    """The minutes of a DAY in plain text; of the running or the last one otherwise."""
    with session.open(read_only=True) as board:
        record = board.huddles.record(day)
    if as_json:
        emit(record_json(record))
    else:
        _say_minutes(record)


def _say_minutes(record: HuddleRecord) -> None:
    for line in minutes(record).splitlines():
        say(line)


@huddle.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def list_huddles(session: Session, as_json: bool) -> None:
    """All huddles, the newest first, and how many in a row."""
    with session.open(read_only=True) as board:
        found = board.huddles.all()
        people = {one.id: one for one in board.team.people()}
        row_of_days = board.snapshot(history=1).streak
    names = [people[one.facilitator_id].initials if one.facilitator_id in people else None for one in found]
    if as_json:
        rows = [
            {"day": one.held_on, "state": one.state, "facilitator": name, "skip_reason": one.skip_reason}
            for one, name in zip(found, names, strict=True)
        ]
        emit({"streak": row_of_days, "huddles": rows})
        return
    table(
        [
            [str(one.held_on), one.state.value, name or "", one.skip_reason or one.notes]
            for one, name in zip(found, names, strict=True)
        ]
    )
    say(streak_words(row_of_days) or "No streak yet." if found else "No huddle was held yet.")


def record_json(record: HuddleRecord) -> dict[str, Any]:
    """One huddle for programs; the keys are a promise."""
    held, digest = record.huddle, record.digest
    return {
        "day": held.held_on,
        "state": held.state,
        "shift": held.shift,
        "step": held.step,
        "facilitator": record.facilitator.initials if record.facilitator else None,
        "present": [one.initials for one in record.present],
        "absent": [one.initials for one in record.absent],
        "began": record.began,
        "ended": record.ended,
        "minutes": record.minutes,
        "reds": [
            {
                "kpi": kpi.key,
                "period": red.period.key,
                **told_json(red.told),
                "action": short_name(red.action) if red.action else None,
                "reason": red.reason,
            }
            for kpi, red in record.reds
        ],
        "new_actions": [short_name(one) for one in record.new_actions],
        "moved": [{"action": short_name(one.action), "before": one.before, "after": one.after} for one in record.moved],
        "answered": [short_name(one) for one in record.answered],
        "thanked": [{"person": person.initials, "what": what} for person, what in record.thanked],
        "nobody_thanked": held.nobody_thanked,
        "escalated": [short_name(one) for one in record.escalated],
        "notes": held.notes,
        "skip_reason": held.skip_reason,
        "still_open": list(record.hurdles),
        "streak": record.streak,
        "digest": {
            "since": digest.since,
            "turned_red": [kpi.key for kpi in digest.turned_red],
            "turned_green": [kpi.key for kpi in digest.turned_green],
            "opened": [short_name(one) for one in digest.opened],
            "closed": [short_name(one) for one in digest.closed],
            "answered": [short_name(one) for one in digest.answered],
        },
        "id": held.id,
    }
