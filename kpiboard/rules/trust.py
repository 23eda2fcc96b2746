"""How far the numbers can be trusted: what was entered late, and what the audit drill found.

Sources: domain.md 2.3 (late, data audit); articles S2, "regular audits", and S1, "data is inaccurate".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from kpiboard.model import Audit
from kpiboard.model.frozen import frozen
from kpiboard.rules.calendar import Period, WorkCalendar
from kpiboard.rules.periods import ONE_DAY

SAMPLE = 5  # readings that are checked per KPI and quarter
DOUBTFUL_FROM = 10  # per cent of the checked readings; exactly that many are not doubtful


def cut_off(calendar: WorkCalendar, period: Period) -> datetime:
    """The end of the first working production day after the period: what comes later missed its huddle.

    After the production day of an hour, shift or day and after the last day of anything longer. On a board that never
    works it is the end of the next day.
    """
    return _cut_off(calendar, period.day)


@lru_cache(maxsize=8192)
def _cut_off(calendar: WorkCalendar, day: date) -> datetime:
    day += ONE_DAY
    if not calendar.days_off.issuperset(range(7)):
        while not calendar.works(day):
            day += ONE_DAY
    return calendar.begins(day + ONE_DAY)


def is_late(calendar: WorkCalendar, period: Period, entered_at: datetime) -> bool:
    """Whether a reading came after the cut-off; `entered_at` has a time zone."""
    return entered_at > cut_off(calendar, period)


def quarter_of(day: date) -> str:
    """`2026-Q4`."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def audit_sample(kpi_id: str, quarter: str, periods: Iterable[str], count: int = SAMPLE) -> tuple[str, ...]:
    """The periods whose readings are to be checked against their source, sorted.

    `periods` are the keys of the KPI's readings in that quarter; the caller leaves out all others. Everybody who asks
    is given the same ones: each period draws its own number from a seed of text, and the smallest are taken, so
    neither the order nor the machine matters, and a reading that comes in later displaces at most one.
    """
    from random import Random  # imported late: to record a reading needs none

    drawn = sorted((Random(f"{kpi_id}/{quarter}/{period}").random(), period) for period in set(periods))
    return tuple(sorted(period for _, period in drawn[:count]))


@frozen
class Discrepancy:
    """How many readings were checked against their source, and how many of them were wrong."""

    checked: int = 0
    wrong: int = 0

    @property
    def share(self) -> float:
        """0 to 1; 0 when nothing was checked."""
        return self.wrong / self.checked if self.checked else 0.0

    @property
    def doubtful(self) -> bool:
        """Whether more than a tenth was wrong."""
        return self.wrong * 100 > self.checked * DOUBTFUL_FROM


def discrepancy(audits: Iterable[Audit]) -> Discrepancy:
    """What the drill found in the newest quarter whose readings of one KPI were checked."""
    by_quarter: dict[str, list[Audit]] = {}
    for audit in audits:
        by_quarter.setdefault(_quarter(audit), []).append(audit)
    newest = by_quarter[max(by_quarter)] if by_quarter else []
    return Discrepancy(len(newest), sum(not audit.ok for audit in newest))


def _quarter(audit: Audit) -> str:
    """The quarter of the period that was checked; of the day of the check if its key names none."""
    match = re.match(r"(\d{4})(?:-Q([1-4])|-W(\d\d)|-(\d\d))?", audit.period)
    if match is None:
        return quarter_of(audit.checked_on)
    year, quarter, week, month = match.groups()
    try:
        if quarter:
            return f"{year}-Q{quarter}"
        return quarter_of(
            date.fromisocalendar(int(year), int(week), 7) if week else date(int(year), int(month or 12), 1)
        )
    except ValueError:
        return quarter_of(audit.checked_on)
