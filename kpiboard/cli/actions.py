"""`kpiboard action`: the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kpiboard.cli.group import Topic
from kpiboard.cli.names import ACTION, CODE, KPI, PERSON, one_of
from kpiboard.cli.output import details, emit, say, table
from kpiboard.cli.session import Session, given, joined, pass_session
from kpiboard.model import ActionKind, Evidence, Stage

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.snapshot import ActionCard, BoardSnapshot

_KIND = one_of(ActionKind)
_DUE = "A date, tomorrow, friday or +3."
_CODE = "A short reason code, which pareto counts."


@click.group(cls=Topic)
def action() -> None:
    """Actions: list, add, advance, back, note, why …"""


@action.command("list")
@click.option("--all", "everything", is_flag=True, help="Closed and cancelled ones, too.")
@click.option("--late", is_flag=True, help="Only what is late.")
@click.option("--for", "kpi", type=KPI, help="Only those on this KPI.")
@click.option("--owner", type=PERSON, help="Only those of this person.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def list_actions(
    session: Session, everything: bool, late: bool, kpi: str | None, owner: str | None, as_json: bool
) -> None:
    """The queue, the most urgent first."""
    from kpiboard.cli.views import ACTION_HEADS, action_json, action_row
    from kpiboard.rules.pdca import RUNNING

    with session.open(read_only=True) as board:
        kpi_id = board.find_kpi(kpi).id if kpi else None
        owner_id = board.find_person(owner).id if owner else None
        snapshot = board.snapshot(history=1)
    cards = [
        card
        for card in snapshot.actions
        if (everything or card.action.stage in RUNNING)
        and (card.days_late or not late)
        and kpi_id in (None, card.action.kpi_id)
        and owner_id in (None, card.action.owner_id)
    ]
    if as_json:
        emit([action_json(card) for card in cards])
        return
    table([action_row(card, snapshot) for card in cards], ACTION_HEADS)
    if not cards:
        say("No such actions." if snapshot.actions else "No actions yet.")


@action.command()
@click.argument("action", type=ACTION)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def show(session: Session, action: str, as_json: bool) -> None:
    """Everything about one action."""
    from kpiboard.cli.views import action_json

    with session.open(read_only=True) as board:
        snapshot, card = _card(board, action)
    if as_json:
        emit(action_json(card))
        return
    _describe(card, snapshot)


def _describe(card: ActionCard, snapshot: BoardSnapshot) -> None:
    from kpiboard.cli.views import action_words
    from kpiboard.wording import due_words

    act = card.action
    due = due_words(card, snapshot.today)
    say((action_words(act), "cyan"))
    details(
        [
            ("KPI", card.kpi.name if card.kpi else ""),
            ("owner", card.owner.name if card.owner else ""),
            ("due", (f"{act.due} ({due})", "red" if card.days_late else "") if act.due else ""),
            ("kind", act.kind.value),
            ("code", act.code),
            ("opened", str(act.opened_on or "")),
            ("ended", str(act.ended_on or "")),
            ("cancelled", act.cancel_reason),
            *((f"why {why.position}", f"{why.because} ({why.evidence.value})") for why in card.whys),
            *((f"{note.said_at:%Y-%m-%d} {note.said_by}", note.text) for note in card.notes),
            *((f"F-{piece.number}", piece.text) for piece in card.feedback),
        ]
    )


def _card(board: Board, name: str) -> tuple[BoardSnapshot, ActionCard]:
    found = board.find_action(name)
    snapshot = board.snapshot(history=1)
    card = snapshot.action(found.id)
    assert card is not None  # the queue holds every live action
    return snapshot, card


def _tell(board: Board, made: Any) -> None:
    snapshot, card = _card(board, made.id)
    _describe(card, snapshot)


@action.command()
@click.argument("title", nargs=-1)
@click.option("--for", "kpi", type=KPI, help="The KPI it answers; proposes title, owner and due date, too.")
@click.option("--owner", type=PERSON, help="The one person who does it.")
@click.option("--due", metavar="DATE", help=_DUE)
@click.option("--kind", type=_KIND)
@click.option("--code", type=CODE, help=_CODE)
@pass_session
def add(
    session: Session,
    title: tuple[str, ...],
    kpi: str | None,
    owner: str | None,
    due: str | None,
    kind: str | None,
    code: str | None,
) -> None:
    """Add an action. With --for the TITLE may be left out."""
    if not title and kpi is None:
        raise click.UsageError("Type a TITLE, or --for and a KPI.", click.get_current_context())
    with session.open() as board:
        draft = board.draft_action(kpi) if kpi else {"title": "", "owner": "", "due": "", "kind": ""}
        made = board.add_action(
            joined(title) or draft["title"],
            kpi=kpi,
            owner=draft["owner"] if owner is None else owner,
            due=draft["due"] if due is None else due,
            kind=kind or draft["kind"] or None,
            code=code,
        )
        _tell(board, made)


@action.command()
@click.argument("action", type=ACTION)
@click.option("--title", metavar="TEXT")
@click.option("--for", "kpi", type=KPI, help="The KPI it answers.")
@click.option("--owner", type=PERSON, help="The one person who does it.")
@click.option("--due", metavar="DATE", help=_DUE)
@click.option("--kind", type=_KIND)
@click.option("--code", type=CODE, help=_CODE)
@pass_session
def edit(session: Session, /, action: str, **fields: Any) -> None:
    """Change an action; an empty text ('') takes a value away."""
    changes = given(**fields)
    with session.open() as board:
        _tell(board, board.edit_action(action, **changes))


@action.command()
@click.argument("action", type=ACTION)
@pass_session
def advance(session: Session, action: str) -> None:
    """One PDCA stage on; after act it is closed."""
    with session.open() as board:
        _say_stage(board.advance(action))


@action.command()
@click.argument("action", type=ACTION)
@pass_session
def back(session: Session, action: str) -> None:
    """One PDCA stage back; a closed one opens again in act."""
    with session.open() as board:
        _say_stage(board.step_back(action))


def _say_stage(made: Any) -> None:
    from kpiboard.cli.views import action_words

    say(action_words(made))


@action.command()
@click.argument("action", type=ACTION)
@click.argument("text", nargs=-1, required=True)
@pass_session
def note(session: Session, action: str, text: tuple[str, ...]) -> None:
    """Note something on an action."""
    with session.open() as board:
        found = board.find_action(action)
        board.note_action(found, joined(text))
        say(f"Noted on A-{found.number} {found.title}.")


@action.command()
@click.argument("action", type=ACTION)
@click.argument("because", nargs=-1, metavar="[BECAUSE]...")
@click.option("--evidence", type=one_of(Evidence), help="How it is known; assumed otherwise.")
@click.option("--again", is_flag=True, help="Start over: take the present whys away first.")
@pass_session
def why(session: Session, action: str, because: tuple[str, ...], evidence: str | None, again: bool) -> None:
    """Ask why, up to five times: each call adds one answer (without BECAUSE it shows them)."""
    with session.open() as board:
        _, card = _card(board, action)
        whys: list[str | tuple[str, str | Evidence]] = []
        if not again:
            whys += [(one.because, one.evidence) for one in card.whys]
        if because:
            whys.append((joined(because), evidence or Evidence.ASSUMED))
        if because or again:
            board.set_whys(card.action, whys)
        _tell(board, card.action)


@action.command()
@click.argument("action", type=ACTION)
@click.argument("reason", nargs=-1, required=True)
@pass_session
def cancel(session: Session, action: str, reason: tuple[str, ...]) -> None:
    """Cancel an action, with a REASON."""
    with session.open() as board:
        made = board.cancel_action(action, joined(reason))
        assert made.stage is Stage.CANCELLED
        _say_stage(made)
