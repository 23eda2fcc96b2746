"""Use cases of escalation: ask the next tier for help, answer, confirm the answer or ask again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput, Refused
from kpiboard.basics.ids import new_id
from kpiboard.basics.safetext import clean
from kpiboard.basics.taking import needed, take
from kpiboard.cases.cards import Cards
from kpiboard.cases.desk import AtDesk, one_step
from kpiboard.cases.takes import taken
from kpiboard.model import Action, Answer, AnswerState, Escalation, Feedback, Kpi
from kpiboard.model.facts.team import ANSWER, ESCALATION
from kpiboard.model.kinds import short_name
from kpiboard.model.limits import TITLE
from kpiboard.rules import escalation as rules
from kpiboard.views.board import EscalationCard
from kpiboard.words import log

ASKED = ("help_asked", "to_whom", "answer_hours")


class EscalationCases(AtDesk):
    @one_step
    def add(
        self,
        *,
        action: str | int | Action | None = None,
        feedback: str | int | Feedback | None = None,
        kpi: str | Kpi | None = None,
        reason: str,
        **asked: object,
    ) -> Escalation:
        """Asks the next tier for help with an action, a piece of feedback or a KPI; returns what was raised.

        `asked` are help_asked, to_whom and answer_hours, within which an answer is wanted (24 unless given). Raises
        InvalidInput when it is about nothing or has no reason, and Refused while the same thing is escalated already.
        """
        work = self._desk.find(Action, action) if action else None
        said = self._desk.find(Feedback, feedback) if feedback else None
        about = work or said
        named = kpi or (about.kpi_id if about else None)
        measured = self._desk.find(Kpi, named) if named else None
        subject = _subject(work, said, measured)
        if not subject:
            raise InvalidInput("It is not about anything.", "Name the action, the feedback or the KPI.", field="about")
        tier = self._desk.info.tier
        raised = Escalation(
            new_id(self._desk.clock()),
            self._desk.store.next_number(Escalation),
            subject,
            entry.reason(reason),
            self._desk.clock().astimezone(UTC),
            raised_by=self._desk.who,
            from_tier=tier,
            to_tier=tier + 1,
            **taken(self._desk, ESCALATION, asked, ASKED),
            action_id=work.id if work else None,
            feedback_id=said.id if said else None,
            kpi_id=measured.id if measured else None,
        )
        self._refuse_twice(raised)
        return self._desk.save(log.escalated(raised), raised)

    @one_step
    def answer(
        self, escalation: str | int | Escalation, state: str | AnswerState, text: str = "", by: str = ""
    ) -> Answer:
        """What the next tier says: accepted, returned or resolved; the last two need a reason or a result in words."""
        old = self._desk.find(Escalation, escalation)
        chosen = entry.choice(AnswerState, str(state), "answer")
        said = self._said(old)
        stands = rules.state_of(old, said)
        if not rules.may_answer(stands, chosen):
            raise Refused(f"{short_name(old)} is {stands} already.", _NEXT[stands])
        now = rules.next_moment(old, said, self._desk.clock().astimezone(UTC))
        words = (
            needed(ANSWER["text"], text, "answer") if chosen is not AnswerState.ACCEPTED else take(ANSWER["text"], text)
        )
        answer = Answer(
            new_id(self._desk.clock()),
            old.id,
            chosen,
            now,
            answered_by=take(ANSWER["answered_by"], by) or self._desk.who,
            text=words,
        )
        return self._desk.save(log.answered_escalation(old, chosen), answer)

    @one_step
    def confirm(self, escalation: str | int | Escalation) -> Escalation:
        """The team that asked is content with the answer: it is over."""
        old = self._ours(escalation, "confirms")
        stands = rules.state_of(old, self._said(old))
        if not rules.may_confirm(stands):
            raise Refused(f"{short_name(old)} is {stands}: there is nothing to confirm.", _NEXT[stands])
        new = replace(old, confirmed_at=self._desk.clock().astimezone(UTC), confirmed_by=self._desk.who)
        return self._desk.save(log.confirmed(old), new)

    @one_step
    def raise_again(self, escalation: str | int | Escalation, reason: str) -> Escalation:
        """The answer does not help: the team asks again and says why; the clock begins anew."""
        old = self._ours(escalation, "raises it again")
        said = self._said(old)
        stands = rules.state_of(old, said)
        if not rules.may_raise_again(stands):
            raise Refused(f"{short_name(old)} is {stands}: it cannot be raised again.", _NEXT[stands])
        now = rules.next_moment(old, said, self._desk.clock().astimezone(UTC))
        return self._desk.save(log.raised_again(old), replace(old, reason=entry.reason(reason), raised_at=now))

    def find(self, name: str | int | Escalation) -> Escalation:
        """By its id or its number: `3`, `E-3`. Raises NotFound."""
        return self._desk.find(Escalation, name)

    def all(self) -> tuple[Escalation, ...]:
        """Open ones and those that are over, by number."""
        return self._desk.all(Escalation)

    def cards(self) -> tuple[EscalationCard, ...]:
        """All of them: open ones first, the overdue before the others, the oldest first."""
        return Cards(self._desk, 1, limits=False).escalation_cards

    def _refuse_twice(self, raised: Escalation) -> None:
        for one in self._desk.all(Escalation):
            if _links(one) == _links(raised) and one.confirmed_at is None:
                raise Refused(f"{short_name(one)} asks for that already.", "Confirm its answer, or raise it again.")

    def _said(self, escalation: Escalation) -> Sequence[Answer]:
        return [one for one in self._desk.all(Answer) if one.escalation_id == escalation.id]

    def _ours(self, escalation: str | int | Escalation, does: str) -> Escalation:
        found = self._desk.find(Escalation, escalation)
        if found.origin:
            raise Refused(f"{short_name(found)} came from {found.origin}: the team there {does}.", "Answer it here.")
        return found


# What to do instead, state by state.
_NEXT = {
    rules.State.RAISED: "It waits for an answer from the next tier.",
    rules.State.ACCEPTED: "It is being worked on: answer it as resolved or returned.",
    rules.State.RETURNED: "Confirm the answer, or raise it again.",
    rules.State.RESOLVED: "Confirm the answer, or raise it again.",
    rules.State.CONFIRMED: "It is over; raise a new one if it came back.",
}


def _links(escalation: Escalation) -> tuple[str | None, ...]:
    """What it is about; another board's ids are none of ours."""
    return escalation.origin, escalation.action_id, escalation.feedback_id, escalation.kpi_id


def _subject(action: Action | None, feedback: Feedback | None, kpi: Kpi | None) -> str:
    """What the next tier reads, where it cannot look."""
    if action is not None:
        about = f"{short_name(action)} {action.title}"
    elif feedback is not None:
        about = f"{short_name(feedback)} {feedback.text.splitlines()[0]}"
    else:
        about = kpi.name if kpi else ""
    return clean(about)[:TITLE].rstrip()
