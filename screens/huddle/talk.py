"""The pages about what waits: overdue actions, feedback without an answer, and help from the next tier."""

from __future__ import annotations

from kpiboard.model import FeedbackState
from kpiboard.model.kinds import short_name
from kpiboard.rules.ageing import Rung, moved_often
from kpiboard.rules.inbox import answering
from kpiboard.screens.dialogs.choices import words as kind_name
from kpiboard.screens.huddle.pages import Meeting, Page
from kpiboard.screens.huddle.sheet import NEXT, Block, Offer, Room, Sheet, badge, beside, headline, heavy
from kpiboard.screens.panes.actions import latest_word
from kpiboard.screens.text import Line, typed
from kpiboard.views.board import ActionCard, EscalationCard
from kpiboard.words import plain
from kpiboard.words.action import moves_words, rung_words
from kpiboard.words.escalation import from_to_words, line_words, wanted_by
from kpiboard.words.feedback import must_answer_words, votes_words

_LOUD = "$on-lose on $lose bold"
_WATCH = "$on-watch on $watch bold"


def late(page: Page, meeting: Meeting, room: Room) -> Sheet:
    """An overdue action: by how much, whose it is, and who has to know by now."""
    card = meeting.snapshot.action(page.item)
    if card is None:
        return Sheet([])
    offers = [
        Offer(room.key("edit"), "another date", room.key("edit")),
        Offer(room.key("advance"), "one stage on", room.key("advance")),
        Offer(room.key("note"), "note", room.key("note")),
        Offer(room.key("escalate"), "escalate", room.key("escalate")),
    ]
    if not card.days_late:
        return Sheet([_headed(card, room), badge(room, "On time again.", "$on-win on $win bold")], [NEXT])
    told = badge(room, room.words(rung_words(card.rung, card.days_late)), _LOUD if card.rung > Rung.OWNER else _WATCH)
    return Sheet([_headed(card, room), _how_late(card, room), told, _about(card, room)], offers)


def proposal(page: Page, meeting: Meeting, room: Room) -> Sheet:
    """An action so late that the next tier should know."""
    card = meeting.snapshot.action(page.item)
    if card is None:
        return Sheet([])
    words = f"{rung_words(card.rung, card.days_late)}?"
    said = [*badge(room, room.words(words), _LOUD),
            *room.lines("Only what needs authority, money or skill beyond the team.", "$muted")]  # fmt: skip
    offers = [Offer(room.key("escalate"), "escalate, with the reason", room.key("escalate")), NEXT]
    return Sheet([_headed(card, room), _how_late(card, room), said, _about(card, room)], offers)


def _headed(card: ActionCard, room: Room) -> Block:
    above: Line = [
        (f"{room.glyphs.stage[card.action.stage]} ", "$accent-text"),
        (room.words(f"{card.label} · {card.action.stage.value}"), "$muted"),
    ]
    return headline(room, card.action.title, above=[above])


def _how_late(card: ActionCard, room: Room) -> Block:
    owner = typed(card.owner.name) if card.owner else "nobody owns it yet"
    facts: list[Line] = [
        [(plain.count("day late", "days late", card.days_late), "$lose bold")],  # after the number in heavy figures
        [(owner, "$heading bold")],
    ]
    if card.action.moves:
        often = " already" if moved_often(card.action) else ""
        style = "$watch bold" if often else "$muted"
        facts.append([(f"{moves_words(card.action.moves)}{often}", style)])
    drawn = [room.figure(str(card.days_late), scale, "$lose") for scale in (1, 3)]
    return Block(*(beside(figure, facts, 3, room.width, room.glyphs) for figure in drawn))


def _about(card: ActionCard, room: Room) -> list[Line]:
    lines: list[Line] = []
    if card.kpi:
        lines += room.fact("For", typed(card.kpi.name), "$heading")
    blockers = ", ".join(f"{short_name(one)} {typed(one.title)}" for one in card.blockers) or typed(card.action.blocked)
    if blockers:
        lines += room.fact("Waits for", blockers, "$watch")
    if said := latest_word(card):
        lines += room.fact("Last said", typed(said))
    return lines


def feedback(page: Page, meeting: Meeting, room: Room) -> Sheet:
    """What somebody said, word for word, and for how long there was no answer."""
    card = meeting.snapshot.piece(page.item)
    if card is None:
        return Sheet([])
    piece, glyphs = card.feedback, room.glyphs
    who = "anonymous" if piece.anonymous else typed(card.author.name) if card.author else "somebody"
    above = [who, kind_name(piece.kind)] + ([typed(card.kpi.name)] if card.kpi else [])
    if piece.votes:
        above.append(votes_words(piece.votes))
    quote = room.lines(piece.text, "$heading bold", 6)
    marked: list[Line] = [[(f"{glyphs.bar} ", "$accent-text"), *line] for line in quote]
    age = plain.age_words(card.age_hours)
    since = f"waits for {age}" if card.age_hours else "said just now"
    state = "acknowledged" if piece.state is FeedbackState.ACKNOWLEDGED else "nobody has said that it was read"
    words = room.words(" · ".join(filter(None, (since, state, must_answer_words(answering(meeting.snapshot.people))))))
    told = badge(room, f"{glyphs.alarm} {words}", _LOUD) if card.overdue else room.lines(words, "$muted")
    offers = [
        *([Offer(room.key("acknowledge"), "we have read it", room.key("acknowledge"))]
          if piece.state is FeedbackState.NEW else []),
        Offer(room.key("answer"), "answer", room.key("answer")),
        Offer(room.key("action"), "make it an action", room.key("action")),
        Offer(room.key("decline"), "no, and why", room.key("decline")),
    ]  # fmt: skip
    head: list[Line] = [[(f"{glyphs.feedback[piece.state]} ", "$accent-text"), (f"{card.label}  ", "$muted")]]
    head[0].append((room.words(" · ").join(above), "$heading"))
    return Sheet([head, Block(marked, heavy(room, piece.text, "$heading")), told], offers)


def escalation(page: Page, meeting: Meeting, room: Room) -> Sheet:
    """Help that was asked: from whom, since when, and what was answered."""
    card = next((one for one in meeting.snapshot.escalations if one.escalation.id == page.item), None)
    if card is None:
        return Sheet([])
    row = card.escalation
    zone = meeting.snapshot.taken_at.tzinfo
    above: Line = [(room.words(f"{card.label} · {typed(from_to_words(card))}"), "$muted")]
    head = headline(room, row.about, above=[above])
    style = _LOUD if card.overdue else "$on-none on $none bold"
    sign = f"{room.glyphs.alarm} " if card.overdue else ""
    told = badge(room, room.words(f"{sign}{line_words(card)}"), style)
    facts = room.fact("Reason", typed(row.reason), "$heading", 3)
    if row.help_asked:
        facts += room.fact("Help asked", typed(row.help_asked), "$heading")
    facts += room.fact("Answer by", wanted_by(card, zone))
    facts += _last_answer(card, room)
    offers = [Offer(room.key("escalations"), "what becomes of it", room.key("escalations"))]
    if page.selection:
        offers.append(Offer(room.key("qr"), "QR code", room.key("qr")))
    return Sheet([head, told, facts], [*offers, NEXT])


def _last_answer(card: EscalationCard, room: Room) -> list[Line]:
    if not card.answers:
        return []
    latest = max(card.answers, key=lambda one: one.answered_at)
    by = f"{typed(latest.answered_by)}: " if latest.answered_by else ""
    return room.fact("They say", f"{by}{typed(latest.text) or latest.state.value}", "$heading", 3)
