"""`kpiboard kpi quality`, `guard` and `asked`: is this a good KPI, what does it hide, and who was asked?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import click

from kpiboard.basics.signs import Sign
from kpiboard.cli.fields import field_options
from kpiboard.cli.group import Command
from kpiboard.cli.names import KPI, PERSON
from kpiboard.cli.output import alphabet, details, emit, say
from kpiboard.cli.session import Session, pass_session
from kpiboard.model import Kpi
from kpiboard.model.facts.kpi import GUARD
from kpiboard.rules.quality import Assessment, Gap
from kpiboard.words import quality as quality_words
from kpiboard.words.quality import QUESTION_WORDS, SMART_WORDS, gap_words


@click.command(cls=Command)
@click.argument("kpi", type=KPI)
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def quality(session: Session, kpi: str, as_json: bool) -> None:
    """Is this a good KPI? The four questions, and what is open.

    SMART and some hints follow. All of it may stay open.
    """
    with session.open(read_only=True) as board:
        story = board.kpis.story(kpi)
    found, name = story.assessment, story.card.kpi.name
    if as_json:
        emit({"kpi": story.card.kpi.key, "name": name, **assessment_json(found, story.card.kpi)})
        return
    say((name, "cyan"), f"  {quality_words.score_words(found)}")
    for number, answer in enumerate(found.answers, 1):
        _say_point(f"{number} {quality_words.QUESTION_WORDS[answer.question]}", answer.gaps, story.card.kpi)
    for point in found.smart:
        _say_point(quality_words.SMART_WORDS[point.letter], point.gaps, story.card.kpi)
    if found.hints:
        say("  Worth a thought")
        _say_gaps(found.hints, story.card.kpi)
    say(quality_words.LIKE_THE_ANSWERS)


def _say_point(words: str, gaps: Sequence[Gap], kpi: Kpi) -> None:
    signs = alphabet()
    say((signs[Sign.OPEN], "yellow") if gaps else (signs[Sign.CLOSED], "green"), f" {words}")
    _say_gaps(gaps, kpi)


def _say_gaps(gaps: Iterable[Gap], kpi: Kpi) -> None:
    for words in (gap_words(gap, kpi) for gap in gaps):
        details([("", f"{words.point}{'' if words.point.endswith('?') else '.'} {words.why}")])


def assessment_json(found: Assessment, kpi: Kpi) -> dict[str, Any]:
    """The answers to the four questions, SMART and the hints, each with what is open and why it matters."""
    return {
        "score": found.score,
        "of": len(found.answers),
        "questions": [
            {
                "question": answer.question.value,
                "words": QUESTION_WORDS[answer.question],
                "answered": answer.answered,
                "open": _gaps_json(answer.gaps, kpi),
            }
            for answer in found.answers
        ],
        "smart": [
            {"letter": point.letter, "words": SMART_WORDS[point.letter], "open": _gaps_json(point.gaps, kpi)}
            for point in found.smart
        ],
        "hints": _gaps_json(found.hints, kpi),
    }


def _gaps_json(gaps: Iterable[Gap], kpi: Kpi) -> list[dict[str, str]]:
    told = ((gap, gap_words(gap, kpi)) for gap in gaps)
    return [{"gap": gap.value, "point": words.point, "why": words.why} for gap, words in told]


@click.command(cls=Command)
@click.argument("kpi", type=KPI)
@click.argument("guard", type=KPI)
@field_options([GUARD["reason"]])
@click.option("--remove", is_flag=True, help="It guards it no longer.")
@pass_session
def guard(session: Session, kpi: str, guard: str, reason: str | None, remove: bool) -> None:
    """Let a counter-metric, GUARD, guard a KPI.

    Green with a red guard is suspect.
    """
    with session.open() as board:
        if remove:
            board.kpis.unguard(kpi, guard)
        else:
            board.kpis.guard(kpi, guard, reason or "")
        guarded, guarding = board.kpis.find(kpi).name, board.kpis.find(guard).name
    say(f"{guarding} guards {guarded}{' no longer' if remove else ''}.")


@click.command(cls=Command)
@click.argument("kpi", type=KPI)
@click.argument("person", nargs=-1, type=PERSON)
@click.option("--nobody", is_flag=True, help="Nobody was asked after all.")
@pass_session
def asked(session: Session, kpi: str, person: tuple[str, ...], nobody: bool) -> None:
    """Name the people who were asked about a KPI.

    They take the place of those who were named before.
    """
    if bool(person) is nobody:
        raise click.UsageError("Name each PERSON, or say --nobody.", click.get_current_context())
    with session.open() as board:
        board.kpis.consult(kpi, person)
        names = ", ".join(dict.fromkeys(board.team.find_person(one).name for one in person)) or "nobody"
        say(f"Asked about {board.kpis.find(kpi).name}: {names}.")
