"""The top of the screen of an action: what it is, where it stands in PDCA, who has it until when, what to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpiboard.model import Stage
from kpiboard.model.kinds import short_name
from kpiboard.rules.ageing import Rung, moved_often
from kpiboard.rules.pdca import ORDER, RUNNING, deadline
from kpiboard.screens.kpi.head import Remark, joined
from kpiboard.screens.panes.screen import room_in
from kpiboard.screens.text import Glyphs, Line, Part, crop, fit, spread, typed, width_of
from kpiboard.words import plain
from kpiboard.words.action import held_words, moves_words, rung_step, waits_words

if TYPE_CHECKING:
    from datetime import date

    from kpiboard.views.board import ActionCard, EscalationCard

OVER = "$on-none on $none bold"
HERE = "$background on $accent bold"


def head(
    card: ActionCard,
    escalations: tuple[EscalationCard, ...],
    today: date,
    by_clock: date,
    width: int,
    height: int,
    glyphs: Glyphs,
) -> tuple[list[Line], int]:
    """The lines for a terminal of that size, and how many of them are the band."""
    large = room_in(width, height).wall
    margin: Part = ("   " if large else " ", "")
    room = max(1, width - 2 * len(margin[0]))
    title: Line = [margin, (f"{card.label}  ", "$accent-text bold"), (typed(card.action.title), "$heading bold")]
    end: Line = [*_due(card, today, by_clock, glyphs), margin]
    lines: list[Line] = [spread(title, end if width >= 48 else [], width, glyphs)]
    if height >= 8:
        start: Line = [(margin[0][1:], ""), *stages(card, glyphs, width)]
        lines.append(spread(start, [*_people(card, glyphs, width), margin], width, glyphs))
    if height >= 14:
        marks = remarks(card, escalations, today)
        line: Line = [(glyphs.plain(joined(marks, room)), "$watch bold")] if marks else []
        about = glyphs.plain((" · " if marks else "") + " · ".join(facts(card, today)))
        if width_of(line) + len(about) <= room or not marks:
            line.append((fit(about, room - width_of(line), glyphs), "$muted"))
        lines.append(crop([margin, *line], width, glyphs))
    if large:
        lines = [[], lines[0], [], *lines[1:], []]
    return lines, len(lines) if large else 2


def stages(card: ActionCard, glyphs: Glyphs, width: int) -> Line:
    """`◔ plan  ▸◑ DO  ◕ check  ◉ act  ✓ closed`: where it stands is marked by more than a colour."""
    here = card.action.stage
    words = width >= 60
    if here is Stage.CANCELLED:
        return [(" ", ""), (f" {glyphs.stage[here]} CANCELLED ", OVER)]
    line: Line = []
    for place, stage in enumerate(ORDER):
        sign, name = glyphs.stage[stage], stage.value
        line.append((glyphs.rule if place and words else "", "$rule"))
        if stage is here:
            line.append((f" {glyphs.cursor}{sign} {name.upper()} ", HERE))
        else:
            passed = place < ORDER.index(here)
            line.append((f" {sign} {name} " if words else f" {sign}", "$accent-text" if passed else "$off"))
    return line


def _due(card: ActionCard, today: date, by_clock: date, glyphs: Glyphs) -> Line:
    """When it is due, and how late it is; when it ended."""
    action = card.action
    if action.stage not in RUNNING:
        ended = f" {plain.day_words(action.ended_on, today)}" if action.ended_on else ""
        return [(f"{action.stage.value}{ended}", "$muted")]
    until = deadline(action)
    if until is None:
        return [("no due date", "$watch")] if action.due is None else [(waits_words(card), "$muted")]
    word = "check" if action.stage is Stage.CHECK else "due"
    day = plain.full_day_words(until)
    if card.days_late:
        return [(f"{word} {day}  ", "$muted"), (f"{glyphs.alarm} {card.days_late} d late", "$lose bold")]
    near = plain.due_day_words(until, today, by_clock)
    return [(f"{word} {day}" if near in day else f"{word} {day}, {near}", "")]


def _people(card: ActionCard, glyphs: Glyphs, width: int) -> Line:
    owner = typed(card.owner.name) if card.owner else "nobody yet"
    if width < 120:
        owner = typed(card.owner.initials) if card.owner else "nobody yet"
    helpers = ", ".join(typed(person.initials) for person in card.helpers)
    helped = glyphs.plain(f"  with {helpers}") if helpers and width >= 100 else ""
    return [(owner, "" if card.owner else "$watch"), (helped, "$muted")]


def remarks(card: ActionCard, escalations: tuple[EscalationCard, ...], today: date) -> list[Remark]:
    """What somebody should know about it at once: each in few words and fewer, the loudest first."""
    action = card.action
    found: list[Remark] = []
    if card.rung > Rung.OWNER:  # how late it is stands above already
        found.append((rung_step(card.rung), rung_step(card.rung)))
    if waits := waits_for(card):
        found.append((f"waits for {waits}", "waits"))
    if card.escalated:
        labels = ", ".join(one.label for one in escalations)
        found.append((f"escalated: {labels}" if labels else "escalated", "escalated"))
    if action.came_back_on is not None and action.stage in RUNNING:
        back = f"came back {plain.day_words(action.came_back_on, today)}"
        found.append((back, back))
    if moved_often(action):
        found.append((moves_words(action.moves), moves_words(action.moves)))
    return found


def waits_for(card: ActionCard) -> str:
    """`A-9, the second pallet truck`; empty when it waits for nothing."""
    return ", ".join(
        [*(f"{short_name(blocker)}" for blocker in card.blockers), *filter(None, [typed(card.action.blocked)])]
    )


def facts(card: ActionCard, today: date) -> list[str]:
    """What is just so."""
    action = card.action
    found = [action.kind.value]
    if action.cycle > 1:
        found.append(f"cycle {action.cycle}")
    if card.held_days is not None:
        found.append(held_words(card.held_days))
    if action.moves and not moved_often(action):
        found.append(moves_words(action.moves))
    if action.opened_on:
        found.append(f"opened {plain.day_words(action.opened_on, today)}")
    if card.kpi:
        found.append(typed(card.kpi.name))
    return found
