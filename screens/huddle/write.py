"""Writes any page of the huddle: the question of its step above, and what it shows below."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kpiboard.model import HuddleState
from kpiboard.screens.huddle import close, reds, talk, wins
from kpiboard.screens.huddle.pages import Meeting, Page, Show
from kpiboard.screens.huddle.sheet import Laid, Room, Sheet, lay
from kpiboard.screens.text import Line, spread
from kpiboard.words.huddle import question

_WRITERS: Mapping[Show, Callable[[Page, Meeting, Room], Sheet]] = {
    Show.DIGEST: wins.digest,
    Show.SAFETY: wins.safest,
    Show.PRAISE: wins.praise,
    Show.THANKS: wins.thanks,
    Show.RED: reds.red,
    Show.ANSWER: reds.answer,
    Show.WORK: reds.work,
    Show.LATE: talk.late,
    Show.FEEDBACK: talk.feedback,
    Show.ESCALATION: talk.escalation,
    Show.PROPOSAL: talk.proposal,
    Show.CLOSE: close.close,
    Show.NOTHING: close.nothing,
}


def write(page: Page, meeting: Meeting, room: Room, person: int | None = None) -> Laid:
    """The page in the room it has; `person` is the place of the one under the cursor, where people are listed."""
    if meeting.record.huddle.state is HuddleState.CLOSED:
        return lay(close.closed(meeting, room), room, [])
    if page.show is Show.PEOPLE:
        sheet = wins.people(page, meeting, room, person)
    else:
        sheet = _WRITERS[page.show](page, meeting, room)
    count: Line = [(f"{page.number} of {page.of}", "$muted")] if page.of > 1 else []
    return lay(sheet, room, spread([(room.words(question(page.step)), "$muted")], count, room.width, room.glyphs))
