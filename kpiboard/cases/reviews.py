"""Use cases of reviews and of the data audit: is it still a good KPI, and can its numbers be trusted?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput, NotFound, Refused
from kpiboard.basics.ids import new_id
from kpiboard.cases.limits import LimitCases
from kpiboard.model import Audit, Decision, Kpi, Reading, Review, Row
from kpiboard.rules import trust
from kpiboard.rules.calendar import WorkCalendar, parse_period
from kpiboard.rules.reviews import next_review


class ReviewCases(LimitCases):
    def review(
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
        found = self.find_kpi(kpi)
        chosen = entry.choice(Decision, str(decision), "decision")
        needed = chosen is not Decision.KEEP
        review = Review(
            new_id(self._clock()),
            found.id,
            self.today(),
            chosen,
            reviewed_by=self.who,
            why=entry.text(why, "why", limit=entry.TEXT_LIMIT, required=needed),
            trigger=found.review_trigger,
            score=score,
            liked=liked,
        )
        after = replace(found, next_review=next_review(found, self.today()), review_trigger="")
        if chosen is Decision.RETIRE:
            after = self._retired(after, review.why, epitaph)
        return self._save(f"Review {found.name}: {chosen.value}", review, after)

    def call_review(self, kpi: str | Kpi, trigger: str) -> Kpi:
        """An event calls for a review before its time: a new competitor, a new leader, another strategy."""
        found = self.find_kpi(kpi)
        event = entry.text(trigger, "event", limit=entry.TITLE_LIMIT)
        return self._save(
            f"Call a review of {found.name}", replace(found, next_review=self.today(), review_trigger=event)
        )

    def reviews(self, kpi: str | Kpi) -> list[Review]:
        """Oldest first."""
        found = self.find_kpi(kpi)
        rows = [one for one in self.store.all(Review) if one.kpi_id == found.id]
        return sorted(rows, key=lambda one: (one.reviewed_on, one.id))

    def audits(self, kpi: str | Kpi) -> list[Audit]:
        """Oldest first."""
        found = self.find_kpi(kpi)
        rows = [one for one in self.store.all(Audit) if one.kpi_id == found.id]
        return sorted(rows, key=lambda one: (one.checked_on, one.id))

    def audit_drill(self, kpi: str | Kpi, quarter: str = "") -> list[Reading]:
        """The readings to be checked against their source for a quarter (`2026-Q4`; the present one unless given).

        The same five for everybody who asks. Those that were checked already are left out.
        """
        found, calendar = self.find_kpi(kpi), self.calendar()
        wanted = quarter or trust.quarter_of(self.today())
        days = {
            reading.period: day
            for reading in self.store.readings(found.id, found.cadence)
            if reading.value is not None and (day := _day_of(calendar, found, reading)) is not None
        }
        inside = [period for period, day in days.items() if trust.quarter_of(day) == wanted]
        checked = {audit.period for audit in self.audits(found)}
        sample = trust.audit_sample(found.id, wanted, inside)
        rows = (self.store.reading(found.id, period) for period in sample if period not in checked)
        return [row for row in rows if row is not None]

    def record_audit(self, kpi: str | Kpi, period: str, true_value: str | float) -> Audit:
        """Writes down what the source says; where it differs the reading is corrected in the same step."""
        found, calendar = self.find_kpi(kpi), self.calendar()
        key = self._period(found, period, calendar).key
        reading = self.store.reading(found.id, key)
        if reading is None or reading.value is None:
            raise NotFound(f"{found.name} has no value for {key}.", "Choose a period with a value.")
        if any(audit.period == key for audit in self.audits(found)):
            raise Refused(f"{found.name} {key} was checked already.", "Undo that check to repeat it.")
        seen = self.preview(found, true_value, period=key)
        if seen.reading.value is None:
            raise InvalidInput("There is no number.", "Type what the source says.", field="true_value")
        ok = round(seen.reading.value, found.decimals) == round(reading.value, found.decimals)
        audit = Audit(
            new_id(self._clock()),
            found.id,
            key,
            self.today(),
            checked_by=self.who,
            held_value=reading.value,
            true_value=seen.reading.value,
            ok=ok,
        )
        more: list[Row] = [] if ok else [seen.reading]
        return self._save(f"Check {found.name} {key} against its source", audit, *more)


def _day_of(calendar: WorkCalendar, kpi: Kpi, reading: Reading) -> date | None:
    try:
        return parse_period(calendar, kpi.cadence, reading.period).day
    except ValueError:  # another program wrote a period that names no shift of ours
        return None
