"""Use cases of recognition: who is to be congratulated, and that it was said aloud."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from kpiboard.basics.errors import InvalidInput, Refused
from kpiboard.basics.ids import new_id
from kpiboard.cases.cards import HISTORY, Cards
from kpiboard.cases.desk import AtDesk, one_step
from kpiboard.cases.effects import proposal
from kpiboard.cases.periods import typed_period
from kpiboard.model import Action, Congratulation, Kpi, Person, Result
from kpiboard.model.kinds import short_name
from kpiboard.rules.praise import has_worked, hit_after_miss, is_worth_it
from kpiboard.rules.status import Status
from kpiboard.views.board import KpiCard, PraiseCard
from kpiboard.words import log
from kpiboard.words.action import result_words

THANK = "Thank for the work instead: say what for."


def due_praise(
    cards: Iterable[KpiCard],
    actions: Iterable[Action],
    people: Iterable[Person],
    congratulations: Iterable[Congratulation],
    today: date,
    measured: Callable[[Action], Result | None],
) -> tuple[PraiseCard, ...]:
    """Who is to be congratulated and was not yet: one person a card, those of KPIs in board order, then of actions.

    The owner of a KPI that is on target again, unless a red guard makes that suspect, a red of it still waits for an
    answer, or it counts events (a day on which nothing happened is no deed); and of an action that worked: `measured`
    says what its KPI shows of that (rules/praise.py).
    """
    cards, said = tuple(cards), tuple(congratulations)
    active = {person.id: person for person in people if person.active}
    due = []
    for card in cards:
        points = card.history
        place = hit_after_miss([(point.period.day, point.status) for point in points], today)
        person = active.get(card.kpi.owner_id or "")
        if place is None or person is None or card.suspect or card.unanswered or card.kpi.of_events:
            continue
        period = points[place].period
        if not any(_is_about(one, card.kpi, period.key, period.day) for one in said):
            due.append(PraiseCard(person, kpi=card.kpi, period=period.key))
    praised = {one.action_id for one in said}
    red = {card.kpi.id for card in cards if is_red(card)}
    for action in sorted(actions, key=lambda one: one.number):
        person = active.get(action.owner_id or "")
        if person is None or action.id in praised or not has_worked(action, today) or action.kpi_id in red:
            continue
        if is_worth_it(measured(action)):
            due.append(PraiseCard(person, action=action))
    return tuple(due)


def _is_about(said: Congratulation, kpi: Kpi, period: str, day: date) -> bool:
    """Whether it was said of that period; without one it is about all that had happened by then."""
    return said.kpi_id == kpi.id and (said.period == period if said.period else said.said_on >= day)


def is_red(card: KpiCard) -> bool:
    return card.latest.status is Status.OFF_TARGET or card.unanswered


class PraiseCases(AtDesk):
    @one_step
    def congratulate(
        self,
        person: str | Person,
        *,
        what: str = "",
        kpi: str | Kpi | None = None,
        period: str = "",
        action: str | int | Action | None = None,
    ) -> Congratulation:
        """Records that somebody was congratulated or thanked aloud, today.

        `what` for, or the KPI whose target was hit in `period`, or the action that worked.
        """
        # Late: the board asks at its start who is to be congratulated; only this takes what somebody types.
        from kpiboard.basics.taking import take
        from kpiboard.model.facts.team import CONGRATULATION

        found = self._desk.find_person(person)
        about = self._desk.find(Kpi, kpi) if kpi else None
        worked = self._desk.find(Action, action) if action else None
        if worked is not None:
            self._check_worth(worked)
        said = Congratulation(
            new_id(self._desk.clock()),
            self._desk.store.next_number(Congratulation),
            found.id,
            self._desk.today(),
            said_by=self._desk.who,
            what=take(CONGRATULATION["what"], what),
            kpi_id=about.id if about else None,
            period=self._period_of(about, period),
            action_id=worked.id if worked else None,
        )
        same = (said.person_id, said.kpi_id, said.period, said.action_id)
        for one in self._desk.all(Congratulation):
            if (said.period or said.action_id) and same == (one.person_id, one.kpi_id, one.period, one.action_id):
                raise Refused(f"{found.name} was congratulated on that already.", "Nothing was changed.")
        return self._desk.save(log.congratulated(found), said)

    def _check_worth(self, action: Action) -> None:
        """Raises Refused for an action whose KPI is red or shows no gain: thank for the work, not for the result."""
        cards, label = Cards(self._desk, HISTORY), short_name(action)
        kpi = next((one for one in cards.kpi_cards if one.kpi.id == action.kpi_id), None)
        if kpi is not None and is_red(kpi):
            raise Refused(f"{kpi.kpi.name} is red: {label} is not to be congratulated on yet.", THANK)
        if not is_worth_it(result := proposal(self._desk, action)):
            assert result is not None
            raise Refused(f"{label}: by its KPI {result_words(result)}.", THANK)

    def said(self, month: str | None = None) -> tuple[Congratulation, ...]:
        """What was said in a month (`2026-11`; the present one unless given), oldest first."""
        wanted = f"{self._desk.today():%Y-%m}" if month is None else month.strip()
        if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", wanted):
            raise InvalidInput(f"{wanted!r} is not a month.", "Type one such as 2026-11.", field="month")
        rows = [one for one in self._desk.all(Congratulation) if one.said_on.isoformat().startswith(wanted)]
        return tuple(sorted(rows, key=lambda one: (one.said_on, one.number)))

    def _period_of(self, kpi: Kpi | None, period: str) -> str:
        if not period:
            return ""
        if kpi is None:
            raise InvalidInput("A period needs its KPI.", "Name the KPI, too.", field="kpi")
        return typed_period(self._desk, kpi, period).key
