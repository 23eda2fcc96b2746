"""Writes any page of the huddle: the question of its step above, and what it shows below."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kpiboard.model import HuddleState
from kpiboard.screens import huddle_close, huddle_reds, huddle_talk, huddle_wins
from kpiboard.screens.huddle_pages import Meeting, Page, Show
from kpiboard.screens.huddle_sheet import Laid, Room, Sheet, lay
from kpiboard.screens.text import Line, spread
from kpiboard.words.huddle import question

_WRITERS: Mapping[Show, Callable[[Page, Meeting, Room], Sheet]] = {
    Show.DIGEST: huddle_wins.digest,
    Show.SAFETY: huddle_wins.safest,
    Show.PRAISE: huddle_wins.praise,
    Show.THANKS: huddle_wins.thanks,
    Show.RED: huddle_reds.red,
    Show.ANSWER: huddle_reds.answer,
    Show.WORK: huddle_reds.work,
    Show.LATE: huddle_talk.late,
    Show.FEEDBACK: huddle_talk.feedback,
    Show.ESCALATION: huddle_talk.escalation,
    Show.PROPOSAL: huddle_talk.proposal,
    Show.CLOSE: huddle_close.close,
    Show.NOTHING: huddle_close.nothing,
}


def write(page: Page, meeting: Meeting, room: Room, person: int | None = None) -> Laid:
    """The page in the room it has; `person` is the place of the one under the cursor, where people are listed."""
    if meeting.record.huddle.state is HuddleState.CLOSED:
        return lay(huddle_close.closed(meeting, room), room, [])
    if page.show is Show.PEOPLE:
        sheet = huddle_wins.people(page, meeting, room, person)
    else:
        sheet = _WRITERS[page.show](page, meeting, room)
    count: Line = [(f"{page.number} of {page.of}", "$muted")] if page.of > 1 else []
    return lay(sheet, room, spread([(room.words(question(page.step)), "$muted")], count, room.width, room.glyphs))
