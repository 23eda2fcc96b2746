"""The board's words: numbers, dates, statuses and sentences as plain text, for the screens and the shell alike.

Rules return values; this module words them. It knows no colours and asks no clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kpiboard.model import ActionKind, Cadence, Direction, Kpi, KpiState, ReadingKind, Stage, Target, View
from kpiboard.rules.calendar import Period
from kpiboard.rules.status import Status
from kpiboard.rules.trend import Trend
from kpiboard.rules.verdict import Outcome, Verdict
from kpiboard.views.board import ActionCard, BoardSnapshot, FeedbackCard, KpiCard, Point

OUTCOME_WORDS = {
    Outcome.WINNING: "WINNING",
    Outcome.LEVEL: "LEVEL",
    Outcome.LOSING: "LOSING",
    Outcome.NO_SCORE: "NO SCORE",
}

TREND_WORDS = {Trend.BETTER: "improving", Trend.WORSE: "worse", Trend.STEADY: "steady", Trend.UNKNOWN: ""}

# English on purpose, whatever the machine's locale: languages come as a whole, or not at all.
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def number(value: float, decimals: int) -> str:
    """`97.8`; a value with more digits than `decimals` shows is rounded, minus zero is zero."""
    text = f"{value:.{max(0, decimals)}f}"
    return text.lstrip("-") if float(text) == 0 else text


def short_number(value: float) -> str:
    """A target or difference with no more digits than it needs: `95`, `97.5`."""
    return f"{value:.10g}"


def with_unit(text: str, unit: str) -> str:
    return f"{text} {unit}".rstrip()


def value_words(point: Point, kpi: Kpi) -> str:
    """The figure of a tile: `97.8`, `off` or `–` when there is none."""
    reading = point.reading
    if reading is None:
        return "off" if point.status is Status.DAY_OFF else "–"
    if reading.value is None:
        return "off" if reading.kind is ReadingKind.OFF else "–"
    return number(reading.value, kpi.decimals)


def target_words(target: Target | None) -> str:
    """`≥ 95`, `≤ 2`, `20–22`; `no target` when nothing binds. A value on a glide path has two decimals at most."""
    if target is None or (target.low is None and target.high is None):
        return "no target"
    glides = target.glide_from is not None or target.glide_months
    low, high = (
        "" if bound is None else short_number(round(bound, 2) if glides else bound)
        for bound in (target.low, target.high)
    )
    if low and high:
        return f"{low}–{high}"
    return f"≥ {low}" if low else f"≤ {high}"


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


def day_words(day: date, today: date) -> str:
    """`today`, `tomorrow`, `yesterday`, a weekday within six days, else `12 Dec`, with the year if it differs."""
    away = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(away)
    if near:
        return near
    if 0 < away < 7:
        return _DAYS[day.weekday()]
    return f"{day.day} {_MONTHS[day.month - 1]}" + ("" if day.year == today.year else f" {day.year}")


def full_day_words(day: date) -> str:
    """`Sat 21 Nov`."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def period_words(period: Period, today: date) -> str:
    """`yesterday`, `S2 · Fri 20 Nov`, `14:00 · today`, `W47`, `Nov 2026`, `Q4 2026`, `2026`."""
    key = period.key
    match period.cadence:
        case Cadence.DAY:
            near = day_words(period.day, today)
            return near if near in ("today", "yesterday") else full_day_words(period.day)
        case Cadence.SHIFT:
            return f"{key[11:]} · {_near_day(period.day, today)}"
        case Cadence.HOUR:
            return f"{key[11:13]}:00 · {_near_day(period.day, today)}"
        case Cadence.WEEK:
            return f"{key[5:]} {key[:4]}"
        case Cadence.MONTH:
            return f"{_MONTHS[int(key[5:7]) - 1]} {key[:4]}"
        case Cadence.QUARTER:
            return f"{key[5:]} {key[:4]}"
        case Cadence.YEAR:
            return key


def _near_day(day: date, today: date) -> str:
    near = day_words(day, today)
    return near if near in ("today", "yesterday") else full_day_words(day)


def due_words(card: ActionCard, today: date) -> str:
    """`2 d late`, `today`, `Tue`, `12 Dec`; empty without a date; `held 12 d`, or when it ended, for an ended one."""
    action = card.action
    if card.held_days:
        return f"held {card.held_days} d"
    if action.stage in (Stage.CLOSED, Stage.CANCELLED):
        return day_words(action.ended_on, today) if action.ended_on else ""
    if card.days_late:
        return f"{card.days_late} d late"
    return day_words(action.due, today) if action.due else ""


def age_words(hours: int) -> str:
    """`now`, `5 h`, `26 h`, from two days on `3 d`."""
    if hours < 1:
        return "now"
    return f"{hours} h" if hours < 48 else f"{hours // 24} d"


def author_words(card: FeedbackCard) -> str:
    return "anon" if card.feedback.anonymous else card.author.initials if card.author else "–"


def count(one: str, many: str, n: int, **parts: object) -> str:
    """The words for `n`, whose plural is a form of its own: `count("1 KPI has", "{n} KPIs have", n)`.

    What else stands in them is named: `count("1 reading of {kpi}", "{n} readings of {kpi}", n, kpi=name)`.
    """
    return (one if n == 1 else many).format(n=n, **parts)


def times(n: int) -> str:
    """`1 time`, `3 times`."""
    return count("1 time", "{n} times", n)


_PERIODS = {
    Cadence.HOUR: ("1 hour", "{n} hours"),
    Cadence.SHIFT: ("1 shift", "{n} shifts"),
    Cadence.DAY: ("1 day", "{n} days"),
    Cadence.WEEK: ("1 week", "{n} weeks"),
    Cadence.MONTH: ("1 month", "{n} months"),
    Cadence.QUARTER: ("1 quarter", "{n} quarters"),
    Cadence.YEAR: ("1 year", "{n} years"),
}


def periods(n: int, cadence: Cadence) -> str:
    """`1 day`, `3 weeks`: that many periods of a KPI."""
    one, many = _PERIODS[cadence]
    return count(one, many, n)


def judgement(card: KpiCard) -> str:
    """The word after the status glyph: a run worth telling, else the trend, else the status itself."""
    status, streak = card.status, card.streak
    if card.suspect:
        return "suspect"
    if status in (Status.NO_READING, Status.DAY_OFF, Status.NO_TARGET):
        return status.value
    if streak.status is status and streak.length >= (10 if status is Status.ON_TARGET else 3):
        off = f"{periods(streak.length, card.kpi.cadence)} off"
        return f"{streak.length} in a row" if status is Status.ON_TARGET else off
    if card.trend is Trend.STEADY and status is not Status.ON_TARGET:
        return status.value  # a steady red is still a red
    return TREND_WORDS[card.trend] or status.value


def sense(card: KpiCard) -> str:
    """What the process limits make of the latest value, in a few words; empty where there is nothing to say."""
    from kpiboard.words.process import short_sense  # late: recording from the shell asks for no limits

    return short_sense(card.process.sense) if card.process else ""


def no_action(card: KpiCard, today: date) -> str:
    """`NO ACTION since yesterday`: since its oldest red without an answer; `… on yesterday` when it is red no more."""
    period = card.reds[0].period
    first = day_words(period.day, today) if period.cadence is Cadence.DAY else period_words(period, today)
    still_red = card.status in (Status.OFF_TARGET, Status.NO_READING, Status.DAY_OFF)
    return f"NO ACTION {'since' if still_red else 'on'} {first}"


_NO_ANSWER = {
    ActionKind.SYSTEM: "A-{} changes the system",
    ActionKind.IMPROVEMENT: "A-{} is an improvement",
    ActionKind.SUPPORT: "A-{} is support",
}


def asked_for(card: KpiCard) -> str:
    """What an unanswered red asks for when the actions on it are of another kind; empty when there are none."""
    wrong = next((action for action in card.running if action.kind in _NO_ANSWER), None)
    if not card.reds or wrong is None:
        return ""
    asks = "a signal asks for today's cause" if card.reds[-1].signal else "noise asks for a change of the system"
    return f"{asks}, {_NO_ANSWER[wrong.kind].format(wrong.number)}"


def so_what(card: KpiCard, today: date) -> str:
    """The line under a KPI: what is being done about it, or what there is to know."""
    if card.unanswered:
        return ": ".join(part for part in (no_action(card, today), asked_for(card)) if part)
    if card.running:
        action = card.running[0]
        due = f" · {day_words(action.due, today)}" if action.due else ""
        return f"A-{action.number} {action.title}{due}"
    reading = card.latest.reading
    if card.status is Status.OFF_TARGET and reading and reading.reason:
        return f"reason: {reading.reason}"
    if card.status is Status.NO_READING:
        return f"{period_words(card.latest.period, today)} is not in yet"
    if card.status is Status.NO_TARGET:
        return "set a target"
    if card.suspect:
        return "a KPI that guards it is red"
    if meaning := sense(card):
        return meaning
    if reading and reading.note:
        return reading.note
    if card.days_since_red is None:
        return "no red lately" if card.latest.reading else ""
    days = card.days_since_red
    return count("last red 1 day ago", "last red {n} days ago", days) if days else ""


def score(verdict: Verdict) -> str:
    """`3–2`: KPIs on target, KPIs off target."""
    return f"{verdict.won}–{verdict.lost}"


def verdict_words(verdict: Verdict) -> str:
    """`LOSING 3–2 · 1 UNANSWERED 26 h`, with the age of the oldest."""
    words = OUTCOME_WORDS[verdict.outcome]
    if verdict.outcome is not Outcome.NO_SCORE:
        words += f" {score(verdict)}"
    return words + (f" · {unanswered_words(verdict)}" if verdict.unanswered else "")


def unanswered_words(verdict: Verdict) -> str:
    """`1 UNANSWERED 26 h`."""
    age = f" {age_words(verdict.oldest_hours)}" if verdict.oldest_hours else ""
    return f"{len(verdict.unanswered)} UNANSWERED{age}"


def why(snapshot: BoardSnapshot) -> str:
    """One sentence for the verdict: `2 of 8 off target; On-time delivery has no action.`"""
    verdict = snapshot.verdict
    if not snapshot.kpis:
        return "No KPIs on this board yet."
    if verdict.due == 0:
        return "No KPI is due today."
    if verdict.no_data * 2 > verdict.due and not verdict.must_not_lose_red:
        return count(
            "The one KPI has no reading or no target yet.",
            "{missing} of {n} KPIs have no reading or no target yet.",
            verdict.due,
            missing=verdict.no_data,
        )
    parts = []
    if verdict.lost:
        parts.append(f"{verdict.lost} of {verdict.due} off target")
    else:
        parts.append(f"{verdict.won} of {verdict.due} on target, none off target")
    open_ones = [card for card in snapshot.kpis if card.unanswered]
    if open_ones:
        parts.append(_no_answer([card.kpi.name for card in open_ones], any(card.running for card in open_ones)))
    elif verdict.lost:
        parts.append("every red has an answer")
    if verdict.no_data:
        parts.append(f"{verdict.no_data} without data")
    return "; ".join(parts) + "."


def _no_answer(names: Sequence[str], some_run: bool) -> str:
    """`On-time delivery and 2 others have no action`; `answer` where actions of another kind run."""
    first, *others = names
    if not others:
        return f"{first} has no answer" if some_run else f"{first} has no action"
    if some_run:
        return count(
            "{first} and 1 other have no answer", "{first} and {n} others have no answer", len(others), first=first
        )
    return count(
        "{first} and 1 other have no action", "{first} and {n} others have no action", len(others), first=first
    )


def what_next(snapshot: BoardSnapshot) -> str:
    """The sentence after `why`: the fact about the first thing to talk about; empty when there is none."""
    reds = [card for card in snapshot.kpis if card.status is Status.OFF_TARGET]
    reds.sort(key=lambda card: not card.unanswered)
    if reds:
        card = reds[0]
        target = target_words(card.target)
        figure = with_unit(value_words(card.latest, card.kpi), card.kpi.unit)
        run = card.streak
        meaning = f"; {sense(card)}" if sense(card) else ""
        if run.status is Status.OFF_TARGET and run.length > 1:
            return f"{card.kpi.name}: {periods(run.length, card.kpi.cadence)} in a row off {target}{meaning}."
        return f"{card.kpi.name} is {figure}, wanted {target}{meaning}."
    late = [card for card in snapshot.actions if card.days_late]
    if late:
        first = f"{late[0].label} {late[0].action.title}"
        return count("1 action late: {first}.", "{n} actions late: {first}.", len(late), first=first)
    waiting = [card for card in snapshot.feedback if card.overdue]
    if waiting:
        return count(
            "1 piece of feedback waiting for an answer.", "{n} pieces of feedback waiting for an answer.", len(waiting)
        )
    return ""


def state_words(kpi: Kpi) -> str:
    return {KpiState.ACTIVE: "", KpiState.DRAFT: "draft", KpiState.RETIRED: "retired"}[kpi.state]


def view_words(view: View, snapshot: BoardSnapshot) -> str:
    """The name of a view, else what it asks for: `JP · On-time delivery · system · late`; `all actions` for nothing."""
    if view.name:
        return view.name
    person = next((one.initials for one in snapshot.people if one.id == view.person_id), "?")
    kpi = snapshot.kpi(view.kpi_id or "")
    asked = (
        person if view.person_id else "",
        (kpi.kpi.name if kpi else "?") if view.kpi_id else "",
        view.kind.value if view.kind else "",
        "late" if view.overdue else "",
    )
    return " · ".join(part for part in asked if part) or "all actions"
