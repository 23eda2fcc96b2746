"""Use cases of the feedback inbox: say, acknowledge, answer, decline, turn into an action, me too."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from kpiboard.basics.errors import Refused
from kpiboard.basics.ids import midnight, new_id
from kpiboard.basics.taking import needed, take
from kpiboard.cases.action_fields import new_action
from kpiboard.cases.desk import AtDesk, one_step
from kpiboard.cases.takes import taken
from kpiboard.model import Action, ActionKind, Feedback, FeedbackKind, FeedbackState, Kpi
from kpiboard.model.facts.team import FEEDBACK
from kpiboard.model.kinds import short_name
from kpiboard.model.limits import TITLE
from kpiboard.rules import inbox
from kpiboard.words import log

ANONYMOUS = "anonymous"


class FeedbackCases(AtDesk):
    def add(
        self,
        text: str,
        *,
        kind: str | FeedbackKind = FeedbackKind.IDEA,
        kpi: str | Kpi | None = None,
        author: str | None = None,
        anonymous: bool = False,
    ) -> Feedback:
        """What somebody said. Anonymous: no author, no user, and only the date, in the change log, too."""
        now = self._desk.now()
        when = midnight(now.date(), now) if anonymous else now
        with self._desk.step(who=ANONYMOUS if anonymous else None, at=when):
            feedback = Feedback(
                new_id(when),
                self._desk.store.next_number(Feedback),
                take(FEEDBACK["text"], text),
                take(FEEDBACK["kind"], kind),
                kpi_id=self._desk.find(Kpi, kpi).id if kpi else None,
                author_id=None if anonymous else self._desk.owner_id(author, "author"),
                anonymous=anonymous,
                said_on=now.date(),
                said_at=None if anonymous else _utc(now),
            )
            return self._desk.save(log.added_feedback(feedback), feedback)

    @one_step
    def edit(self, feedback: str | int | Feedback, **changes: object) -> Feedback:
        """Corrects text, kind or kpi."""
        old = self._desk.find(Feedback, feedback)
        new = replace(old, **taken(self._desk, FEEDBACK, changes, only=("text", "kind", "kpi")))
        return self._desk.save(log.edited_feedback(old), new)

    @one_step
    def acknowledge(self, feedback: str | int | Feedback) -> Feedback:
        """Somebody has read it; the clock for the answer runs on."""
        old = self._desk.find(Feedback, feedback)
        if not inbox.may_acknowledge(old):
            raise Refused(f"{short_name(old)} is {old.state.value} already.", "Answer it next.")
        new = replace(old, state=FeedbackState.ACKNOWLEDGED, acknowledged_at=_utc(self._desk.clock()))
        return self._desk.save(log.acknowledged(old), new)

    @one_step
    def answer(self, feedback: str | int | Feedback, reply: str) -> Feedback:
        """The answer; a piece that became an action keeps that state and gets the answer, too."""
        old = self._desk.find(Feedback, feedback)
        state = FeedbackState.ACCEPTED if old.action_id else FeedbackState.ANSWERED
        return self._reply(log.answered(old), old, state, reply, "answer")

    @one_step
    def decline(self, feedback: str | int | Feedback, reason: str) -> Feedback:
        """The answer is no, and why; returns the piece. Raises Refused for one that has its answer."""
        old = self._desk.find(Feedback, feedback)
        if not inbox.may_decline(old):
            raise Refused(f"{short_name(old)} is {old.state.value} already.", "Undo that first.")
        return self._reply(log.declined(old), old, FeedbackState.DECLINED, reason, "reason")

    @one_step
    def accept(
        self,
        feedback: str | int | Feedback,
        *,
        title: str | None = None,
        kpi: str | Kpi | None = None,
        kind: str | ActionKind | None = None,
        **given: object,
    ) -> Action:
        """Turns a piece of feedback into an action, linked both ways, in one step; `given` as in `actions.add`."""
        old = self._desk.find(Feedback, feedback)
        if not inbox.may_accept(old):
            raise Refused(f"{short_name(old)} became an action already.", "Open the action it became.")
        about = kpi if kpi is not None else old.kpi_id
        first_line = old.text.split("\n")[0]
        short = first_line if len(first_line) <= TITLE else first_line[: TITLE - 1] + "…"
        action = new_action(self._desk, title or short, kind or ActionKind.IMPROVEMENT, kpi=about, **given)
        now = _utc(self._desk.clock())
        new = replace(
            old,
            state=FeedbackState.ACCEPTED,
            action_id=action.id,
            acknowledged_at=old.acknowledged_at or now,
        )
        self._desk.save(log.accepted(old, action), action, new)
        return action

    @one_step
    def me_too(self, feedback: str | int | Feedback) -> Feedback:
        """Somebody else says the same; returns the piece with its votes."""
        old = self._desk.find(Feedback, feedback)
        return self._desk.save(log.me_too(old), replace(old, votes=old.votes + 1))

    def find(self, name: str | int | Feedback) -> Feedback:
        """By its id or its number: `12`, `F-12`. Raises NotFound."""
        return self._desk.find(Feedback, name)

    def all(self) -> tuple[Feedback, ...]:
        """Open pieces and those that were answered, by number."""
        return self._desk.all(Feedback)

    def _reply(self, what: str, old: Feedback, state: FeedbackState, reply: str, field: str) -> Feedback:
        said = needed(FEEDBACK["reply"], reply, field)
        now = _utc(self._desk.clock())
        new = replace(
            old,
            state=state,
            reply=said,
            replied_by=self._desk.who,
            replied_at=now,
            acknowledged_at=old.acknowledged_at or now,
        )
        return self._desk.save(what, new)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
