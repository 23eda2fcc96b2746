"""Use cases of reviews and of the data audit: is it still a good KPI, and can its numbers be trusted?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput, NoValue, Refused
from kpiboard.basics.ids import new_id
from kpiboard.basics.taking import needed, take
from kpiboard.cases.desk import AtDesk, one_step
from kpiboard.cases.kpi_fields import retired
from kpiboard.cases.of_kpi import audits_of, reviews_of
from kpiboard.cases.periods import typed_period
from kpiboard.cases.readings import decide
from kpiboard.model import Audit, Decision, Kpi, Reading, Review, Row
from kpiboard.model.facts.kpi import REVIEW
from kpiboard.rules import trust
from kpiboard.rules.calendar import WorkCalendar, parse_period
from kpiboard.rules.reviews import next_review
from kpiboard.words import log


class ReviewCases(AtDesk):
    @one_step
    def add(
        self,
        kpi: str | Kpi,
        decision: str | Decision,
        why: str = "",
        *,
        score: int = 0,
        liked: bool | None = None,
        epitaph: str = "",
    ) -> Review:
        """Records that the team asked whether the KPI is still a good one; the next review is set from today.

        `score` is how many of the four questions had an answer. To retire needs a why, which becomes the reason.
        """
        found = self._desk.find(Kpi, kpi)
        chosen = entry.choice(Decision, str(decision), "decision")
        said = take(REVIEW["why"], why) if chosen is Decision.KEEP else needed(REVIEW["why"], why, "why")
        review = Review(
            new_id(self._desk.clock()),
            found.id,
            self._desk.today(),
            chosen,
            reviewed_by=self._desk.who,
            why=said,
            trigger=found.review_trigger,
            score=score,
            liked=liked,
        )
        after = replace(found, next_review=next_review(found, self._desk.today()), review_trigger="", example=False)
        if chosen is Decision.RETIRE:
            after = retired(self._desk, after, review.why, epitaph)
        return self._desk.save(log.reviewed(found, chosen), review, after)

    @one_step
    def call(self, kpi: str | Kpi, trigger: str) -> Kpi:
        """An event calls for a review before its time: a new competitor, a new leader, another strategy."""
        found = self._desk.find(Kpi, kpi)
        event = needed(REVIEW["trigger"], trigger, "event")
        return self._desk.save(
            log.called_review(found), replace(found, next_review=self._desk.today(), review_trigger=event)
        )

    def of(self, kpi: str | Kpi) -> list[Review]:
        """Oldest first."""
        return reviews_of(self._desk, self._desk.find(Kpi, kpi))

    def audits(self, kpi: str | Kpi) -> list[Audit]:
        """Oldest first."""
        return audits_of(self._desk, self._desk.find(Kpi, kpi))

    def audit_drill(self, kpi: str | Kpi, quarter: str = "") -> list[Reading]:
        """The readings to be checked against their source for a quarter (`2026-Q4`; the present one unless given).

        The same five for everybody who asks. Those that were checked already are left out.
        """
        found, calendar = self._desk.find(Kpi, kpi), self._desk.calendar()
        if found.of_events:  # a day has no number that a source could have
            return []
        wanted = quarter or trust.quarter_of(self._desk.today())
        days = {
            reading.period: day
            for reading in self._desk.readings(found)
            if reading.value is not None and (day := _day_of(calendar, found, reading)) is not None
        }
        inside = [period for period, day in days.items() if trust.quarter_of(day) == wanted]
        checked = {audit.period for audit in audits_of(self._desk, found)}
        sample = trust.audit_sample(found.id, wanted, inside)
        rows = (self._desk.store.reading(found.id, period) for period in sample if period not in checked)
        return [row for row in rows if row is not None]

    @one_step
    def record_audit(self, kpi: str | Kpi, period: str, true_value: str | float) -> Audit:
        """Writes down what the source says; where it differs the reading is corrected in the same step."""
        found = self._desk.find(Kpi, kpi)
        key = typed_period(self._desk, found, period).key
        reading = self._desk.store.reading(found.id, key)
        if reading is None or reading.value is None:
            raise NoValue(found.name, key)
        if any(audit.period == key for audit in audits_of(self._desk, found)):
            raise Refused(f"{found.name} {key} was checked already.", "Undo that check to repeat it.")
        seen = decide(self._desk, found, true_value, period=key)
        if seen.reading.value is None:
            raise InvalidInput("There is no number.", "Type what the source says.", field="true_value")
        ok = round(seen.reading.value, found.decimals) == round(reading.value, found.decimals)
        audit = Audit(
            new_id(self._desk.clock()),
            found.id,
            key,
            self._desk.today(),
            checked_by=self._desk.who,
            held_value=reading.value,
            true_value=seen.reading.value,
            ok=ok,
        )
        more: list[Row] = [] if ok else [seen.reading]
        return self._desk.save(log.checked(found, key), audit, *more)


def _day_of(calendar: WorkCalendar, kpi: Kpi, reading: Reading) -> date | None:
    try:
        return parse_period(calendar, kpi.cadence, reading.period).day
    except ValueError:  # another program wrote a period that names no shift of ours
        return None
