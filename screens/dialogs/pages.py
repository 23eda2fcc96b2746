"""What is known about one item, as lines: for the details screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from textual.content import Content

from kpiboard.model import FeedbackState, Stage
from kpiboard.model.kinds import short_name
from kpiboard.rules import pdca
from kpiboard.rules.inbox import answering
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.text import Glyphs, crop, left, typed, wrap
from kpiboard.words.feedback import KIND_WORDS, STATE_WORDS, must_answer_words
from kpiboard.words.log import step_words
from kpiboard.words.plain import age_words, day_words

if TYPE_CHECKING:
    from kpiboard.model import Action, Kpi
    from kpiboard.model.log import Step
    from kpiboard.views.board import BoardSnapshot, FeedbackCard

LABEL = 13  # cells of the left column

Links = list[tuple[Selection, Content]]


@dataclass
class Page:
    """The title, the lines, and what it is linked to."""

    title: str
    facts: Content
    links: Links = field(default_factory=list)


class _Lines:
    """Lines of a page: `label  value`, headings, and text as it was typed."""

    def __init__(self, glyphs: Glyphs, width: int) -> None:
        self.glyphs = glyphs
        self.width = width
        self.lines: list[Content] = []

    def fact(self, label: str, words: str, style: str = "") -> None:
        if words:
            self.lines.append(Content.assemble((left(label, LABEL), "$muted"), (self.glyphs.plain(words), style)))

    def said(self, label: str, text: str) -> None:
        """Text that somebody typed; its own lines are kept, its signs are its own."""
        for place, line in enumerate(wrap(text, self.width - LABEL) if text else ()):
            self.lines.append(Content.assemble((left("" if place else label, LABEL), "$muted"), (line, "")))

    def heading(self, words: str) -> None:
        self.lines += [Content(""), Content.styled(words, "$heading bold")]

    def add(self, *parts: tuple[str, str]) -> None:
        line = crop([(self.glyphs.plain(text), style) for text, style in parts], self.width, self.glyphs)
        self.lines.append(Content.assemble(*line))

    def content(self) -> Content:
        return Content("\n").join(self.lines)


def page(snapshot: BoardSnapshot, selection: Selection, glyphs: Glyphs, width: int) -> Page | None:
    """The page of an item; None when it is not on the board any more.

    Actions, and KPIs on the board, have screens of their own.
    """
    if selection.kind == "kpi":
        put_away = next((one for one in (*snapshot.drafts, *snapshot.retired) if one.id == selection.id), None)
        return _put_away(put_away, _Lines(glyphs, width)) if put_away else None
    piece = snapshot.piece(selection.id)
    return _feedback(snapshot, piece, _Lines(glyphs, width)) if piece else None


def _put_away(kpi: Kpi, lines: _Lines) -> Page:
    """A KPI that is not on the board: a draft, or a retired one."""
    lines.add((kpi.state.value, "$accent-text bold"))
    lines.lines.append(Content(""))
    lines.said("Because", kpi.retired_reason)
    lines.said("Counts", kpi.definition)
    lines.fact("Read every", kpi.cadence.value)
    return Page(typed(kpi.name), lines.content())


def _feedback(snapshot: BoardSnapshot, card: FeedbackCard, lines: _Lines) -> Page:
    piece, glyphs = card.feedback, lines.glyphs
    for line in wrap(piece.text, lines.width):
        lines.lines.append(Content.styled(line, "$heading bold"))
    open_still = piece.state in (FeedbackState.NEW, FeedbackState.ACKNOWLEDGED)
    age = f", waiting for {age_words(card.age_hours)}" if open_still else ""
    lines.add(
        (f"{glyphs.feedback[piece.state]} {STATE_WORDS[piece.state]}", "$accent-text bold"),
        (age, "$lose bold" if card.overdue else "$muted"),
    )
    lines.lines.append(Content(""))
    lines.fact("Kind", KIND_WORDS[piece.kind])
    lines.said("From", "anonymous" if piece.anonymous else card.author.name if card.author else "somebody")
    lines.fact("Said", day_words(piece.said_on, snapshot.by_clock) if piece.said_on else "")
    if open_still:
        lines.fact("Answer", must_answer_words(answering(snapshot.people)))
    lines.fact("Me too", str(piece.votes) if piece.votes else "")
    if piece.reply:
        lines.heading("Reason" if piece.state is FeedbackState.DECLINED else "Answer")
        lines.said(piece.replied_by[: LABEL - 1], piece.reply)
    links: Links = []
    if card.action is not None:
        links.append(_to_action(card.action, glyphs))
    if card.kpi is not None:
        links.append((Selection("kpi", card.kpi.id), _link("KPI", typed(card.kpi.name), glyphs)))
    return Page(card.label, lines.content(), links)


def _to_action(action: Action, glyphs: Glyphs) -> tuple[Selection, Content]:
    sign = glyphs.stage[action.stage]
    faded = action.stage in (Stage.CLOSED, Stage.CANCELLED) or action.stage not in pdca.RUNNING
    words = f"{sign} {typed(action.title)}"
    return Selection("action", action.id), _link(f"{short_name(action)}", words, glyphs, "$muted" if faded else "")


def _link(label: str, words: str, glyphs: Glyphs, style: str = "") -> Content:
    return Content.assemble((left(label, LABEL, glyphs), "$accent-text"), (words, style))


def past(steps: Iterable[Step], zone: tzinfo | None, glyphs: Glyphs, width: int) -> Content:
    """The latest changes of the item, newest first."""
    lines = _Lines(glyphs, width)
    lines.heading("History")
    for step in steps:
        at = datetime.fromisoformat(step.at).astimezone(zone)
        lines.said(f"{at:%d %b %H:%M}", step_words(step))
    return lines.content() if len(lines.lines) > 2 else Content("")
