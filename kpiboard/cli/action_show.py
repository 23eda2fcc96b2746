"""`kpiboard action show`: one action in full, or as an A3 sheet; and what adding and changing one prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from kpiboard.board import Board
from kpiboard.cli.actions import action_json, action_words
from kpiboard.cli.group import Command
from kpiboard.cli.names import ACTION
from kpiboard.cli.output import Part, details, emit, say
from kpiboard.cli.rows import said
from kpiboard.cli.session import Session, pass_session
from kpiboard.model import Action, Stage
from kpiboard.model.facts.action import ACTION as FACTS
from kpiboard.model.kinds import short_name
from kpiboard.rules.ageing import moved_often
from kpiboard.rules.pdca import deadline
from kpiboard.views.action import ActionStory
from kpiboard.words import plain
from kpiboard.words.a3 import sheet
from kpiboard.words.action import due_words, effect_words, expected_words, held_words, rung_words

Rows = Iterator[tuple[str, Part]]

# What `_now` tells, and the two that are told together with another; every other field of the sheet tells itself.
TOLD = {"title", "owner", "due", "kpi", "kind", "code", "also", "helpers", "blocked_by", "blocked", "expected",
        "expected_by", "check_on"}  # fmt: skip


@click.command(cls=Command)
@click.argument("action", type=ACTION)
@click.option("--a3", "as_sheet", is_flag=True, help="As an A3 sheet on one page, with a coach's questions.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def show(session: Session, action: str, as_sheet: bool, as_json: bool) -> None:
    """Everything about one action."""
    with session.open(read_only=True) as board:
        story = board.actions.story(action)
    if as_json:
        emit(story_json(story))
    elif as_sheet:
        for line in sheet(story):
            say(line)
    else:
        describe(story)


def tell(board: Board, made: Action) -> None:
    """What has been saved, as it stands now."""
    describe(board.actions.story(made))


def describe(story: ActionStory) -> None:
    """Prints everything; what is empty is left out."""
    say((action_words(story.card.action), "cyan"))
    details([*_now(story), *_known(story), *_said(story)])


def _now(story: ActionStory) -> Rows:
    card, act = story.card, story.card.action
    until = deadline(act)
    when = rung_words(card.rung, card.days_late) or due_words(card, story.today, story.now.date())
    yield "KPI", card.kpi.name if card.kpi else ""
    yield "also for", ", ".join(kpi.name for kpi in card.also)
    yield "owner", card.owner.name if card.owner else ""
    yield "helpers", ", ".join(person.name for person in card.helpers)
    for name, day in (("due", act.due), ("check", act.check_on)):
        now = until is not None and (name == "check") is (act.stage is Stage.CHECK)
        yield name, (f"{day} ({when})", "red" if card.days_late else "") if now else str(day or "")
    yield "moved", (plain.times(act.moves) if act.moves else "", "red" if moved_often(act) else "")
    yield "after", "\n".join(f"{short_name(one)} {one.title} ({one.stage.value})" for one in card.blockers)
    yield "waits for", act.blocked
    yield "kind", act.kind.value
    yield "code", act.code
    yield "opened", str(act.opened_on or "")
    yield "ended", str(act.ended_on or "")
    yield "cancelled", act.cancel_reason
    yield "cycle", str(act.cycle) if act.cycle > 1 else ""
    yield "came back", (str(act.came_back_on or ""), "yellow")


def _known(story: ActionStory) -> Rows:
    """What was found out, planned, done and learned, in the order of the sheet."""
    card, act = story.card, story.card.action
    for why in card.whys:
        yield f"why {why.position}", f"{why.because} ({why.evidence.value})"
    for fact in FACTS.asked:
        if fact.name == "expected_by" and act.expected is None:
            yield "expected by", str(act.expected_by or "")
        elif fact.name == "expected" and act.expected is not None:
            by = f" by {act.expected_by}" if act.expected_by else ""
            yield "expected", f"{expected_words(act, card.kpi)}{by}"
        elif fact.name == "check_n" and card.readings is not None:
            yield "readings", f"{card.readings} of {act.check_n} since it was done"
        elif fact.name not in TOLD:
            yield from said([fact], act)
    if story.effect and card.kpi and act.done_on:
        yield "effect", effect_words(story.effect, card.kpi)
    yield "gain", held_words(card.held_days)


def _said(story: ActionStory) -> Rows:
    for one in story.escalations:
        yield one.label, f"{one.state.value}: {one.escalation.reason}"
    for kata in story.kata:
        yield short_name(kata), f"{kata.held_on}: {kata.next_step}"
    for piece in story.card.feedback:
        yield short_name(piece), piece.text
    for note in story.card.notes:
        yield f"{note.said_at:%Y-%m-%d} {note.said_by}", note.text


def story_json(story: ActionStory) -> dict[str, Any]:
    """One action with its effect and all that hangs on it; the keys are a promise."""
    effect = story.effect
    return {
        **action_json(story.card),
        "effect": {
            "before": effect.before,
            "after": effect.after,
            "change": effect.change,
            "noise": effect.noise,
            "readings": effect.readings,
            "needed": effect.needed,
            "proposal": effect.proposal,
        }
        if effect
        else None,
        "escalations": [card.label for card in story.escalations],
        "kata": [short_name(one) for one in story.kata],
    }
