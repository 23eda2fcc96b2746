"""Use cases of standing back: the tree of goals, the balance of the KPIs, the reasons behind most of the trouble."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from kpiboard.basics import entry
from kpiboard.basics.errors import InvalidInput
from kpiboard.cases.answers import contract_of
from kpiboard.cases.desk import AtDesk
from kpiboard.cases.event_days import explained_readings, period_on, reading_on
from kpiboard.cases.points import first_day
from kpiboard.model import Action, Event, Goal, Kpi, KpiState
from kpiboard.rules import tree
from kpiboard.rules.balance import balance, last_acted, remarks, weekly_reads
from kpiboard.rules.calendar import WorkCalendar, parse_period
from kpiboard.rules.pareto import pareto
from kpiboard.rules.reasons import folded, used
from kpiboard.views.answers import Contract
from kpiboard.views.studies import BalanceStudy, Given, ParetoStudy, TreeStudy, Window

WINDOW = 90  # days a Pareto looks back, unless told


class StudyCases(AtDesk):
    def tree(self) -> TreeStudy:
        """The vision, the goals and the KPIs under them, with what is open."""
        kpis, goals, actions = self._desk.all(Kpi), self._desk.all(Goal), self._desk.all(Action)
        return TreeStudy(
            tree=tree.tree(self._desk.info.vision, goals, kpis, actions),
            findings=tree.open_points(kpis, goals, actions),
            coverage=tree.coverage(kpis, goals),
            kpis={kpi.id: kpi for kpi in kpis},
            goals={goal.id: goal for goal in goals},
        )

    def balance(self) -> BalanceStudy:
        """How many KPIs there are of each kind, what reading them costs, and what was retired."""
        kpis, today, calendar = self._desk.all(Kpi), self._desk.today(), self._desk.calendar()
        active = [kpi for kpi in kpis if kpi.state is KpiState.ACTIVE]
        found = balance(
            kpis,
            weekly_reads(calendar),
            last_acted(self._desk.all(Action), today),
            self._desk.all(Goal),
            today,
            first_read={kpi.id: first_day(self._desk, kpi) for kpi in active},
        )
        retired = [kpi for kpi in kpis if kpi.state is KpiState.RETIRED]
        return BalanceStudy(
            balance=found,
            remarks=remarks(found),
            kpis={kpi.id: kpi for kpi in kpis},
            floor=tuple(sorted(retired, key=lambda kpi: (kpi.retired_on or date.min, kpi.name), reverse=True)),
        )

    def pareto(
        self,
        kpi: str | Kpi | None = None,
        *,
        since: str | date | None = None,
        until: str | date | None = None,
        around: str | int | Action | None = None,
    ) -> ParetoStudy:
        """Counts the reason codes of readings and actions, in two windows of the same length.

        The last 90 days beside the 90 days before them, or the window given beside the one before it. `around` an
        action: since it was opened beside as many days before.
        """
        found = None if kpi is None else self._desk.find(Kpi, kpi)
        action = None if around is None else self._desk.find(Action, around)
        today = self._desk.today()
        last = entry.day(until, today, "until") or today
        first = entry.day(since, today, "since")
        if first is None and action is not None:
            first = action.opened_on
        first = first or last - timedelta(days=WINDOW - 1)
        if first > last:
            raise InvalidInput("The window ends before it begins.", f"Type a day before {last}.", field="since")
        length = last - first + timedelta(days=1)
        calendar = self._desk.calendar()
        now, before = _window(calendar, first, last), _window(calendar, first - length, first - timedelta(days=1))
        given = list(self._given(found, calendar, before.since))
        return ParetoStudy(
            kpi=found,
            around=action,
            window=now,
            before=before,
            bars=pareto(
                _counts(given, now), _counts(given, before), days=now.days or None, days_before=before.days or None
            ),
        )

    def reason_codes(self, most: int = 8, *, for_kpi: str | Kpi | None = None) -> list[str]:
        """The codes used lately, the most frequent first: what a form proposes.

        `for_kpi` leaves out those that would answer no red of it, because it was explained with them lately.
        """
        worn: frozenset[str] = frozenset()
        if for_kpi is not None:
            kpi = self._desk.find(Kpi, for_kpi)
            explained = explained_readings(self._desk)
            worn = used((one for one in explained if one.kpi_id == kpi.id), self._desk.now())
        codes = (bar.code for bar in self.pareto().bars if not bar.lumped)
        return [code for code in codes if folded(code) not in worn][:most]

    def behind(self, study: ParetoStudy, code: str) -> list[Given]:
        """The readings and actions behind a bar of a Pareto, the newest first.

        For "Other" those of every code that has no bar of its own.
        """
        shown = {_folded(bar.code) for bar in study.bars if not bar.lumped}
        wanted = _folded(code)
        window = study.window
        found = [
            one
            for one in self._given(study.kpi, self._desk.calendar(), window.since)
            if window.since <= one.day <= window.until
            and (_folded(one.code) == wanted if wanted in shown else _folded(one.code) not in shown)
        ]
        return sorted(found, key=lambda one: one.day, reverse=True)

    def answers(self) -> Contract:
        """How the red contract is kept, and what grows old."""
        return contract_of(self._desk)

    def _given(self, kpi: Kpi | None, calendar: WorkCalendar, since: date) -> Iterable[Given]:
        """Every time a reason code was given, from the year of `since` on."""
        kpis = {one.id: one for one in ([kpi] if kpi else self._desk.all(Kpi))}
        for reading in self._desk.store.coded_readings(f"{since.year}"):
            owner = kpis.get(reading.kpi_id)
            if owner is None:
                continue
            try:
                period = parse_period(calendar, owner.cadence, reading.period)
            except ValueError:  # another program wrote a period that is none of this KPI's
                continue
            yield Given(reading.code, period.day, owner, period, reading)
        for event in self._desk.all(Event):
            owner = kpis.get(event.kpi_id)
            if event.code and owner and owner.of_events and event.day >= since:
                period = period_on(calendar, event.day)
                yield Given(event.code, event.day, owner, period, reading_on(owner, event.day, 0.0, (event,)))
        for action in self._desk.all(Action):
            if action.code and action.opened_on and (kpi is None or action.kpi_id == kpi.id):
                yield Given(action.code, action.opened_on, kpis.get(action.kpi_id or ""), action=action)


def _window(calendar: WorkCalendar, since: date, until: date) -> Window:
    days = (since + timedelta(days=n) for n in range((until - since).days + 1))
    return Window(since, until, sum(calendar.works(day) for day in days))


def _counts(given: Iterable[Given], window: Window) -> Counter[str]:
    return Counter(one.code for one in given if window.since <= one.day <= window.until)


def _folded(code: str) -> str:
    return " ".join(code.casefold().split())
