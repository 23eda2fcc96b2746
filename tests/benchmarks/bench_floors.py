"""What the benchmarks share: the moment, the floor of a start, and readings by the thousand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from kpiboard.basics.ids import reading_id
from kpiboard.model import Kpi, Reading

NOW = datetime(2026, 11, 21, 13, 32, tzinfo=UTC)
KPIS = 50

# The floor of a start: a Textual application that shows one line.
BARE_APP = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("PAINTED")
Bare().run()
"""


def readings_of(kpis: list[Kpi], count: int) -> list[Reading]:
    """`count` daily readings up to 20 November 2026, spread over the KPIs; about 55 years of days for a million."""
    newest = date(2026, 11, 20)
    rows = []
    for index in range(count):
        kpi = kpis[index % len(kpis)]
        period = (newest - timedelta(index // len(kpis))).isoformat()
        rows.append(Reading(reading_id(kpi.id, period), kpi.id, period, 90 + (index * 7919 % 1000) / 100))
    return rows
