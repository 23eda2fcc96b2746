"""`kpiboard answers`: the red contract. What waits for an answer, and how well reds are answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import click

from kpiboard.cli.group import Command
from kpiboard.cli.output import Part, details, emit, say, table
from kpiboard.cli.session import Session, pass_session
from kpiboard.rules.red import RARELY, Nature, Told
from kpiboard.views.answers import Contract
from kpiboard.words.action import firefighting_words, rung_words
from kpiboard.words.answers import RARELY_WORDS, acted_words, answered_words, done_words
from kpiboard.words.escalation import line_words
from kpiboard.words.kpi import back_words, late_words
from kpiboard.words.plain import age_words, times
from kpiboard.words.red import red_words, told_words

LEARNED = 5  # the newest lessons that are told


@click.command(cls=Command)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def answers(session: Session, as_json: bool) -> None:
    """Does every red get an answer? The reds that wait, the acted-on rate, what gathers dust or grows old."""
    with session.open(read_only=True) as board:
        found, now = board.studies.answers(), board.now()
    if as_json:
        emit(_json(found, now))
        return
    table(
        [
            [
                (age_words(red.hours(now)), "red"),
                card.kpi.name,
                card.owner.initials if card.owner else "–",
                red_words(red, found.today),
            ]
            for card in found.unanswered
            for red in card.reds
        ],
        ("waits", "KPI", "owner", ""),
    )
    words = answered_words(found)
    say((words, "" if found.unanswered else "green"))
    say("")
    say("The last 90 days")
    details(_rates(found))
    grown = list(_grown_old(found))
    if any(text for _, text in grown):
        say("To talk about")
        details(grown)
    if found.learned:
        say("Learned")
        details((card.label, card.action.learning) for card in found.learned[:LEARNED])


def _rates(found: Contract) -> Iterator[tuple[str, Part]]:
    words = acted_words(found.acted)
    rate = "" if found.acted.share is None else f"{round(100 * found.acted.share)} % "
    yield "acted on", " · ".join(filter(None, (rate + words.counted, words.often, words.missed, RARELY_WORDS)))
    yield "kinds", firefighting_words(found.firefighting)
    yield "doing", done_words(found.done_per_100)


def _grown_old(found: Contract) -> Iterator[tuple[str, str]]:
    yield "dust", "\n".join(f"{card.kpi.name}: red, and never an action" for card in found.dust)
    back = (f"{card.kpi.name}: {back_words(card)}" for card in found.unanswered if card.duty.back)
    yield "came back", "\n".join(back)
    yield "answered late", "\n".join(f"{card.kpi.name}: {late_words(card, found.today)}" for card in found.late)
    late = (f"{card.label} {card.action.title}: {rung_words(card.rung, card.days_late)}" for card in found.overdue)
    yield "overdue", "\n".join(late)
    moved = (f"{card.label} {card.action.title}: {times(card.action.moves)}" for card in found.moved_often)
    yield "moved", "\n".join(moved)
    yield "overloaded", "\n".join(f"{person.name}: {held} actions in do" for person, held in found.overloaded)
    yield "escalated", "\n".join(f"{line_words(card)} · {card.escalation.about}" for card in found.escalations)


def told_json(told: Told) -> dict[str, Any]:
    """Whether a red is a signal, null while nobody can tell, and what the limits make of it in words."""
    known = {Nature.SIGNAL: True, Nature.NOISE: False}
    return {"signal": known.get(told.nature), "limits": told_words(told)}


def _json(found: Contract, now: datetime) -> dict[str, Any]:
    """The red contract for programs; the keys are a promise."""
    return {
        "unanswered": [
            {
                "kpi": card.kpi.key,
                "reds": [
                    {"period": red.period.key, "since": red.since, "hours": red.hours(now), **told_json(red.told)}
                    for red in card.reds
                ],
            }
            for card in found.unanswered
        ],
        "acted_on": {
            "in_time": found.acted.in_time,
            "of": found.acted.of,
            "share": found.acted.share,
            "explained": found.acted.explained,
            "answered_late": found.acted.late,
            "rarely_elsewhere": RARELY,
        },
        "dust": [card.kpi.key for card in found.dust],
        "firefighting": {
            "containment": found.firefighting.containment,
            "countermeasure": found.firefighting.countermeasure,
            "share": found.firefighting.share,
        },
        "overloaded": {person.initials: held for person, held in found.overloaded},
        "overdue": [card.label for card in found.overdue],
        "moved_often": [card.label for card in found.moved_often],
        "escalations": [card.label for card in found.escalations],
        "learned": [card.label for card in found.learned],
        "done_per_100_readings": found.done_per_100,
    }
