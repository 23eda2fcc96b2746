"""The words of a KPI: its figure, its target, how it stands, and what there is to know about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kpiboard.basics.safetext import clean
from kpiboard.model import ActionKind, Cadence, Direction, Kpi, KpiState, ReadingKind, Target
from kpiboard.model.event import NO_EVENT
from kpiboard.model.kinds import short_name
from kpiboard.rules.calendar import Period
from kpiboard.rules.pdca import days_late, deadline
from kpiboard.rules.precision import MOST, as_typed
from kpiboard.rules.red import Nature, most_asking
from kpiboard.rules.status import Status
from kpiboard.rules.trend import Trend
from kpiboard.views.board import KpiCard, Point
from kpiboard.words.plain import (
    count,
    day_words,
    due_day_words,
    exact,
    full_day_words,
    period_words,
    periods,
    reading_number,
    short_number,
    value_number,
    with_unit,
)

DIRECTION_WORDS = {
    Direction.HIGHER: "higher is better",
    Direction.LOWER: "lower is better",
    Direction.BAND: "inside a band is better",
}

TREND_WORDS = {Trend.BETTER: "improving", Trend.WORSE: "worse", Trend.STEADY: "steady", Trend.UNKNOWN: ""}


def value_words(point: Point, kpi: Kpi) -> str:
    """The figure of a tile: `97.8`, `off` or `–` when there is none."""
    reading = point.reading
    if reading is None:
        return "off" if point.status is Status.DAY_OFF else "–"
    if reading.value is None:
        return "off" if reading.kind is ReadingKind.OFF else "–"
    return reading_number(reading, kpi)


def read_words(kpi: Kpi) -> str:
    """How often it is read: `every day`, `every shift on Mon, Wed, Fri`, `on Mon, Wed, Fri`."""
    days = ", ".join(day[:3].capitalize() for day in kpi.weekdays)
    if not days:
        return f"every {kpi.cadence.value}"
    return f"on {days}" if kpi.cadence is Cadence.DAY else f"every {kpi.cadence.value} on {days}"


def when_words(period: Period, today: date) -> str:
    """A period with its year where that is another one: `Fri 20 Nov`, `Fri 21 Nov 2025`."""
    words = period_words(period, today)
    dated = period.cadence in (Cadence.HOUR, Cadence.SHIFT, Cadence.DAY)
    return f"{words} {period.day.year}" if dated and period.day.year != today.year else words


def measured_words(value: float | None, kpi: Kpi) -> str:
    """`97.8 %`, or `–` where there is no number."""
    return "–" if value is None else with_unit(value_number(value, kpi), clean(kpi.unit))


def target_words(target: Target | None) -> str:
    """`≥ 95`, `≤ 2`, `20–22`; `none` where no event is wanted, `no target` when nothing binds."""
    if target is None or (target.low is None and target.high is None):
        return "no target"
    if target == NO_EVENT:
        return "none"
    low, high = ("" if bound is None else exact(as_typed(bound, MOST)) for bound in (target.low, target.high))
    if low and high:
        return f"{low}–{high}"
    return f"≥ {low}" if low else f"≤ {high}"


def at_words(target: Target | None) -> str:
    """The same inside a sentence: `at least 95`, `at most 2`, `between 20 and 22`."""
    words = target_words(target)
    if words.startswith("≥"):
        return f"at least {words[2:]}"
    if words.startswith("≤"):
        return f"at most {words[2:]}"
    low, dash, high = words.partition("–")
    return f"between {low} and {high}" if dash else words


def target_value_words(target: Target | None, direction: Direction) -> tuple[str, str]:
    """What an entry form shows for target and watch: `95` and `93`, or `20-22` for a band."""
    if target is None:
        return "", ""
    if direction is Direction.BAND:
        return _pair(target.low, target.high), _pair(target.watch_low, target.watch_high)
    if direction is Direction.HIGHER:
        return _optional(target.low), _optional(target.watch_low)
    return _optional(target.high), _optional(target.watch_high)


def _optional(value: float | None) -> str:
    return "" if value is None else short_number(value)


def _pair(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{short_number(low)} to {short_number(high)}"


def happened_words(card: KpiCard) -> str:
    """`Days without accident: finger cut, Fri 20 Nov`: the event that is off target, the latest that waits."""
    red = next((one.period for one in reversed(card.reds)), None)
    off = [point for point in card.history if point.status is Status.OFF_TARGET]
    point = next((one for one in reversed(off) if red in (None, one.period)), None)
    period = red or (point.period if point else card.latest.period)
    what = point.reading.note if point and point.reading else ""
    return f"{card.kpi.name}: {clean(what) or 'an event'}, {full_day_words(period.day)}"


def judgement(card: KpiCard) -> str:
    """The word after the status glyph: a run worth telling, else the trend, else the status itself.

    Watch beside a missed target, and suspect beside a met one, say why.
    """
    status, streak = card.status, card.streak
    if card.suspect:
        return f"suspect: {guards_words(card.suspected)}"
    if status is Status.WATCH:
        return watch_words(card.latest.target or card.target)
    if status in (Status.NO_READING, Status.DAY_OFF, Status.NO_TARGET):
        return status.value
    if streak.status is status and streak.length >= (10 if status is Status.ON_TARGET else 3):
        off = f"{periods(streak.length, card.kpi.cadence)} off"
        return f"{streak.length} in a row" if status is Status.ON_TARGET else off
    if card.trend is Trend.STEADY and status is not Status.ON_TARGET:
        return status.value  # a steady red is still a red
    return TREND_WORDS[card.trend] or status.value


def watch_words(target: Target | None) -> str:
    """`watch ≤ 420`: the target is missed, and how far it may be before it is off target."""
    if target is None:
        return Status.WATCH.value
    low = target.low if target.watch_low is None else target.watch_low
    high = target.high if target.watch_high is None else target.watch_high
    return f"{Status.WATCH.value} {target_words(replace(target, low=low, high=high))}"


def guards_words(red: Sequence[str]) -> str:
    """`Customer complaints is off target`: what makes a green suspect."""
    return count("{kpis} is off target", "{kpis} are off target", len(red), kpis=", ".join(red))


def sense(card: KpiCard) -> str:
    """What the process limits make of the latest value, in a few words; empty where there is nothing to say."""
    if card.process is None:
        return ""
    from kpiboard.words.process import short_meaning  # late: neither the shell's record nor the first frame has limits

    return short_meaning(card.process)


def no_action(card: KpiCard, today: date) -> str:
    """`NO ACTION since yesterday`: since its oldest red without an answer; `… on yesterday` when it is red no more."""
    period = card.reds[0].period
    first = day_words(period.day, today) if period.cadence is Cadence.DAY else period_words(period, today)
    still_red = card.status in (Status.OFF_TARGET, Status.NO_READING, Status.DAY_OFF)
    return f"NO ACTION {'since' if still_red else 'on'} {first}"


EXAMPLE = "an example: keep it or change it"

_NO_ANSWER = {
    ActionKind.SYSTEM: "{} changes the system",
    ActionKind.IMPROVEMENT: "{} is an improvement",
    ActionKind.SUPPORT: "{} is support",
}
_ASKS = {
    Nature.SIGNAL: "a signal asks for today's cause",
    Nature.NOISE: "noise asks for a change of the system",
    Nature.LEFT_OUT: "a known cause asks for a countermeasure",
}


def asked_for(card: KpiCard) -> str:
    """What an unanswered red asks for when the actions on it are of another kind; empty when there are none."""
    wrong = next((action for action in card.running if action.kind in _NO_ANSWER), None)
    if not card.reds or wrong is None:
        return ""
    asks = _ASKS.get(most_asking(card.reds).nature, "a red asks for its cause")
    return f"{asks}, {_NO_ANSWER[wrong.kind].format(short_name(wrong))}"


def back_words(card: KpiCard) -> str:
    """`A-1 came back: take it up again`: what worked not long ago, and is red again; empty where nothing did."""
    return f"{short_name(card.duty.back)} came back: take it up again" if card.duty.back else ""


def late_words(card: KpiCard, today: date) -> str:
    """`answered late: A-1 Second dock team is 3 d late`; empty where every answer is in time."""
    action = next((red.action for red in card.late if red.action), None)
    if action is None:
        return ""
    return f"answered late: {short_name(action)} {action.title} is {days_late(action, today)} d late"


def so_what(card: KpiCard, today: date, by_clock: date) -> str:
    """The line under a KPI: what is being done about it, or what there is to know.

    `today` is the production day, `by_clock` the day of the calendar.
    """
    if card.unanswered:
        return ": ".join(part for part in (no_action(card, today), back_words(card) or asked_for(card)) if part)
    if card.late:
        return late_words(card, today)
    if card.running:
        action = card.running[0]
        until = deadline(action)
        due = f" · {due_day_words(until, today, by_clock)}" if until else ""
        return f"{short_name(action)} {action.title}{due}"
    reading = card.latest.reading
    if card.kpi.example:
        return EXAMPLE
    if card.status is Status.OFF_TARGET and reading and reading.reason:
        return f"reason: {reading.reason}"
    if card.status is Status.NO_READING:
        return f"{period_words(card.latest.period, today)} is not in yet"
    if card.status is Status.NO_TARGET:
        return "set a target"
    if card.suspect:
        return guards_words(card.suspected)
    if meaning := sense(card):
        return meaning
    if reading and reading.note:
        return reading.note
    if card.days_since_red is None:
        return "no red lately" if card.latest.reading else ""
    days = card.days_since_red
    return count("last red 1 day ago", "last red {n} days ago", days) if days else ""


def state_words(kpi: Kpi) -> str:
    return {KpiState.ACTIVE: "", KpiState.DRAFT: "draft", KpiState.RETIRED: "retired"}[kpi.state]
