"""Which pages the huddle turns: one thing at a time, step by step; what they show follows from the board of now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from kpiboard.model import FeedbackKind, HuddleStep
from kpiboard.model.frozen import frozen
from kpiboard.rules.ageing import Rung
from kpiboard.rules.escalation import State
from kpiboard.rules.huddle import Hurdle, lacks_owner_or_due
from kpiboard.rules.inbox import is_open
from kpiboard.rules.status import Status
from kpiboard.screens.frame.selection import Selection

if TYPE_CHECKING:
    from kpiboard.views.board import ActionCard, BoardSnapshot, EscalationCard, KpiCard
    from kpiboard.views.huddle import HuddleRecord


class Show(Enum):
    """What a page is about."""

    DIGEST = auto()
    PEOPLE = auto()
    SAFETY = auto()
    PRAISE = auto()
    THANKS = auto()
    RED = auto()
    ANSWER = auto()
    WORK = auto()
    LATE = auto()
    FEEDBACK = auto()
    ESCALATION = auto()
    PROPOSAL = auto()
    CLOSE = auto()
    NOTHING = auto()


@frozen
class Meeting:
    """What there is to talk about: the board, and the huddle as far as it has come."""

    snapshot: BoardSnapshot
    record: HuddleRecord


@frozen
class Page:
    """One thing that is shown alone; `item` is the id of what it is about, `number` counts from 1 within the step.

    `selection` is what the board's commands work on there, `period` the red that a reason would be for.
    """

    step: HuddleStep
    show: Show
    item: str = ""
    selection: Selection | None = None
    period: str = ""
    number: int = 1
    of: int = 1

    def same_as(self, other: Page) -> bool:
        """Whether it shows the same thing, whatever has become of it."""
        return (self.step, self.show, self.item) == (other.step, other.show, other.item)


def pages(meeting: Meeting) -> tuple[Page, ...]:
    """All of them in the order of the agenda; a step with nothing to do has a page that says so."""
    found: list[Page] = []
    for step in HuddleStep:
        own = list(_PAGES[step](meeting)) or [Page(step, Show.NOTHING)]
        found += [replace(page, number=number, of=len(own)) for number, page in enumerate(own, 1)]
    return tuple(found)


def place_of(found: tuple[Page, ...], before: Page, place: int) -> int:
    """Where to stand when the board has changed: on the same thing, else on what has taken its place in the step."""
    for number, page in enumerate(found):
        if page.same_as(before):
            return number
    own = [number for number, page in enumerate(found) if page.step is before.step]
    return max(own[0], min(place, own[-1]))


def first_of(found: Iterable[Page], step: HuddleStep) -> int:
    return next(number for number, page in enumerate(found) if page.step is step)


def hurdle_at(found: tuple[Page, ...], meeting: Meeting, hurdle: Hurdle) -> int:
    """The page on which what keeps the huddle open can be put right."""
    for number, page in enumerate(found):
        match hurdle, page.show:
            case Hurdle.UNANSWERED, Show.ANSWER:
                card = meeting.snapshot.kpi(page.item)
                if card is not None and card.unanswered:
                    return number
            case Hurdle.NO_OWNER_OR_DUE, Show.WORK if page.item:
                return number
            case Hurdle.NOBODY_THANKED, Show.THANKS:
                return number
    return first_of(found, HuddleStep.CLOSE)


def safety(snapshot: BoardSnapshot) -> list[KpiCard]:
    """The KPIs under S, or under the first letter that must not be lost where a board has other letters."""
    letters = sorted(snapshot.categories, key=lambda one: one.position)
    first = next((one for one in letters if one.letter.upper() == "S"), None)
    first = first or next((one for one in letters if one.must_not_lose), None)
    return [card for card in snapshot.kpis if first and card.category and card.category.id == first.id]


def red_cards(snapshot: BoardSnapshot) -> list[KpiCard]:
    """What is off target now, letter by letter."""
    order = {one.id: one.position for one in snapshot.categories}
    reds = [card for card in snapshot.kpis if card.latest.status is Status.OFF_TARGET]
    return sorted(reds, key=lambda card: order.get(card.category.id if card.category else "", 99.0))


def to_answer(meeting: Meeting) -> list[KpiCard]:
    """KPIs with a red that has no answer, and those that got one in this huddle."""
    answered = {kpi.id for kpi, _ in meeting.record.reds}
    return [card for card in meeting.snapshot.kpis if card.unanswered or card.kpi.id in answered]


def late_cards(snapshot: BoardSnapshot) -> list[ActionCard]:
    return [card for card in snapshot.actions if card.days_late]


def proposals(snapshot: BoardSnapshot) -> list[ActionCard]:
    """A week late, and the next tier does not know yet."""
    return [card for card in snapshot.actions if card.rung >= Rung.NEXT_TIER and not card.escalated]


def _open(meeting: Meeting) -> Iterator[Page]:
    yield Page(HuddleStep.OPEN, Show.DIGEST)
    if any(person.active for person in meeting.snapshot.people):
        yield Page(HuddleStep.OPEN, Show.PEOPLE)


def _wins(meeting: Meeting) -> Iterator[Page]:
    if safety(meeting.snapshot):
        yield Page(HuddleStep.WINS, Show.SAFETY)
    for card in meeting.snapshot.praise:
        about = Selection("action" if card.action else "kpi", card.about)
        yield Page(HuddleStep.WINS, Show.PRAISE, card.about, about)
    yield Page(HuddleStep.WINS, Show.THANKS)


def _reds(meeting: Meeting) -> Iterator[Page]:
    for card in red_cards(meeting.snapshot):
        yield Page(HuddleStep.REDS, Show.RED, card.kpi.id, Selection("kpi", card.kpi.id))


def _answers(meeting: Meeting) -> Iterator[Page]:
    for card in to_answer(meeting):
        period = card.reds[0].period.key if card.reds else ""
        yield Page(HuddleStep.ANSWERS, Show.ANSWER, card.kpi.id, Selection("kpi", card.kpi.id), period)
    for action in filter(lacks_owner_or_due, meeting.record.new_actions):
        yield Page(HuddleStep.ANSWERS, Show.WORK, action.id, Selection("action", action.id))
    if meeting.record.new_actions:
        yield Page(HuddleStep.ANSWERS, Show.WORK)


def _overdue(meeting: Meeting) -> Iterator[Page]:
    for card in late_cards(meeting.snapshot):
        yield Page(HuddleStep.OVERDUE, Show.LATE, card.action.id, Selection("action", card.action.id))


def _feedback(meeting: Meeting) -> Iterator[Page]:
    for card in meeting.snapshot.feedback:
        if is_open(card.feedback) and card.feedback.kind is not FeedbackKind.THANKS:
            yield Page(HuddleStep.FEEDBACK, Show.FEEDBACK, card.feedback.id, Selection("feedback", card.feedback.id))


def _escalate(meeting: Meeting) -> Iterator[Page]:
    for one in meeting.snapshot.escalations:
        if one.state is not State.CONFIRMED:
            yield Page(HuddleStep.ESCALATE, Show.ESCALATION, one.escalation.id, _about(one))
    for card in proposals(meeting.snapshot):
        yield Page(HuddleStep.ESCALATE, Show.PROPOSAL, card.action.id, Selection("action", card.action.id))


def _about(card: EscalationCard) -> Selection | None:
    """What help is asked with; on another board's asking nothing of ours."""
    if card.action is not None:
        return Selection("action", card.action.id)
    if card.feedback is not None:
        return Selection("feedback", card.feedback.id)
    return Selection("kpi", card.kpi.id) if card.kpi else None


def _close(meeting: Meeting) -> Iterator[Page]:
    yield Page(HuddleStep.CLOSE, Show.CLOSE)


_PAGES = {
    HuddleStep.OPEN: _open,
    HuddleStep.WINS: _wins,
    HuddleStep.REDS: _reds,
    HuddleStep.ANSWERS: _answers,
    HuddleStep.OVERDUE: _overdue,
    HuddleStep.FEEDBACK: _feedback,
    HuddleStep.ESCALATE: _escalate,
    HuddleStep.CLOSE: _close,
}
