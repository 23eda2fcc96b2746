"""The last pages of the huddle: what was decided, what keeps it open, and the streak once it is closed."""

from __future__ import annotations

from kpiboard.model import HuddleStep
from kpiboard.model.kinds import short_name
from kpiboard.rules.huddle import Hurdle
from kpiboard.rules.status import Status
from kpiboard.screens.huddle.pages import Meeting, Page
from kpiboard.screens.huddle.reds import decisions
from kpiboard.screens.huddle.sheet import NEXT, Offer, Piece, Room, Sheet, badge, beside, headline, shortened
from kpiboard.screens.text import Line, typed, wrap
from kpiboard.words import plain
from kpiboard.words.huddle import HURDLE_HINTS, hurdle_words, nothing_words

_JUDGED = (Status.ON_TARGET, Status.WATCH, Status.OFF_TARGET)
_LOUD = "$on-lose on $lose bold"


def nothing(page: Page, meeting: Meeting, room: Room) -> Sheet:
    """An empty step says so, and is passed with one key."""
    judged = any(card.status in _JUDGED for card in meeting.snapshot.kpis)
    words = nothing_words(page.step, judged=judged)
    if not judged and page.step is HuddleStep.REDS:
        return Sheet([headline(room, words)], [NEXT])
    return Sheet([[[(room.glyphs.done, "$win bold")]], headline(room, words, "$win bold")], [NEXT])


def close(page: Page, meeting: Meeting, room: Room) -> Sheet:
    """What was decided; what is still in the way comes first, and enter goes there."""
    record = meeting.record
    if record.hurdles:
        offers = [Offer("⏎", f"go to {_where(record.hurdles[0], meeting)}", "enter")]
        blocks: list[Piece] = [headline(room, "Not yet"), _hurdles(meeting, room)]
    else:
        offers = [Offer("⏎", "close the huddle", "enter")]
        blocks = [headline(room, "What we decided")]
    if record.new_actions:
        blocks.append(decisions(record.new_actions, meeting, room))
    elif not record.hurdles:
        blocks.append([[("No new action.", "$muted")]])
    blocks.append(_also(meeting, room))
    return Sheet(blocks, [*offers, Offer(room.key("note"), "write down what was said", "N")])


def _hurdles(meeting: Meeting, room: Room) -> list[Line]:
    """Each one loud, the first one with its way out; reds by name."""
    record = meeting.record
    lines: list[Line] = []
    for place, (hurdle, words) in enumerate(zip(record.hurdles, hurdle_words(record), strict=True)):
        lines += badge(room, f"{room.glyphs.alarm} {words}", _LOUD)
        if hurdle is Hurdle.UNANSWERED:
            names = list(dict.fromkeys(typed(kpi.name) for kpi, red in record.reds if not red.answered))
            lines.append([("  ", ""), (shortened(names, room.width - 2, room.glyphs), "$heading bold")])
        if place == 0:
            lines += [[("  ", ""), (text, "$muted")] for text in wrap(HURDLE_HINTS[hurdle], room.width - 2)]
        if room.roomy:
            lines.append([])
    return lines[:-1] if room.roomy else lines


def _where(hurdle: Hurdle, meeting: Meeting) -> str:
    match hurdle:
        case Hurdle.UNANSWERED:
            return typed(next((kpi.name for kpi, red in meeting.record.reds if not red.answered), "the red"))[:30]
        case Hurdle.NO_OWNER_OR_DUE:
            return "the action"
        case Hurdle.NOBODY_THANKED:
            return "the thanks"


def _also(meeting: Meeting, room: Room) -> list[Line]:
    """Who was thanked, what was closed and answered, how long it took, the notes."""
    record = meeting.record
    wide = room.width - 14
    thanked = [typed(person.name) for person, _ in record.thanked]
    nobody = "none today" if record.huddle.nobody_thanked else "nobody yet"
    lines = room.fact("Thanked", shortened(thanked, wide, room.glyphs) if thanked else nobody, "$heading")
    closed = [f"{short_name(one)} {typed(one.title)}" for one in record.closed]
    answered = [f"{short_name(one)}" for one in record.answered]
    escalated = [f"{short_name(one)} {typed(one.about)}" for one in record.escalated]
    for label, names in (("Closed", closed), ("Answered", answered), ("Escalated", escalated)):
        if names:
            lines += room.fact(label, shortened(names, wide, room.glyphs), "$heading")
    if record.minutes is not None:
        lines += room.fact("Took", plain.count("1 minute", "{n} minutes", record.minutes), "$heading")
    notes = record.huddle.notes
    if notes:
        lines += room.fact("Notes", notes, "", 4)
    return lines


def closed(meeting: Meeting, room: Room) -> Sheet:
    """It is over: how long it took, and how many in a row."""
    record, glyphs = meeting.record, room.glyphs
    sign = glyphs.done
    head = headline(room, "Thank you all", "$win bold")
    took = plain.count("1 minute", "{n} minutes", record.minutes or 0)
    new = plain.count("1 new action", "{n} new actions", len(record.new_actions))
    badge_words = room.words(f"{sign} The huddle is closed · {took} · {new}")
    blocks: list[Piece] = [head, badge(room, badge_words, "$on-win on $win bold")]
    if record.streak > 1:
        figure = room.figure(str(record.streak), 3 if room.roomy else 2, "$win")
        blocks.append(beside(figure, [[("huddles in a row", "$win bold")]], 3, room.width, glyphs))
    told = "kpiboard huddle show"
    blocks.append([[("The minutes in plain text: ", "$muted"), (told, "$heading")]])
    return Sheet(blocks, [Offer("⏎", "to the board", "enter")])
