"""The words of the coach: what is open about a KPI and why it matters, the balance of a board, reviews, data doubts.

An open point is short, its reason one plain line; both are the articles' arguments in words of the shop floor.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from kpiboard.model import Audit, Kpi, Perspective, Review
from kpiboard.rules.balance import IDEAL, IDLE_DAYS, Balance, Crowd, Remark
from kpiboard.rules.quality import LEAST_TEXT, MOST_BECAUSE, MOST_EFFORT, Assessment, Gap, Quadrant, Question
from kpiboard.rules.reviews import days_overdue, is_due
from kpiboard.rules.trust import Discrepancy
from kpiboard.words.plain import count

QUESTION_WORDS: Mapping[Question, str] = {
    Question.MEASURABLE: "Is it easily measurable?",
    Question.OWNER: "Who is the one person to congratulate?",
    Question.BEHAVIOUR: "What will people do for it, and what will customers notice?",
    Question.CHANGE: "Does it drive a change that matters?",
}
LIKE_THE_ANSWERS = "Do you like the answers?"

SMART_WORDS: Mapping[str, str] = {
    "S": "Specific",
    "M": "Measurable",
    "A": "Achievable",
    "R": "Relevant",
    "T": "Time-bound",
}

QUADRANT_WORDS: Mapping[Quadrant, str] = {
    Quadrant.KEY: "key",
    Quadrant.WORTHWHILE: "worth the effort",
    Quadrant.CONVENIENCE: "convenience",
    Quadrant.DISTRACTION: "distraction",
}

# Whose view a KPI takes, as a title.
PERSPECTIVES: Mapping[Perspective, str] = {
    Perspective.CUSTOMER: "Customer",
    Perspective.QUALITY: "Quality",
    Perspective.OUTPUT: "Output",
    Perspective.PEOPLE: "People",
    Perspective.COST: "Cost",
    Perspective.SAFETY: "Safety",
}

# Events that call for a review before its time.
REVIEW_TRIGGERS = (
    "new competitor",
    "new leader",
    "strategy shift",
    "new product or process",
    "customers want something else",
    "target reached for good",
    "behaviour nobody wanted",
    "numbers nobody believes",
)


class Advice(NamedTuple):
    """An open point, and why it matters in one line of at most 100 characters."""

    point: str
    why: str


_ADVICE: Mapping[Gap, Advice] = {
    Gap.WISH: Advice(
        "The name is a wish",
        "Nobody can measure a wish: say what is counted, and how much, as in “NPS up by 5 %”.",
    ),
    Gap.NO_UNIT: Advice("No unit", "A number without a unit is read in as many ways as there are readers."),
    Gap.NO_DEFINITION: Advice(
        "Neither formula nor definition",
        "Two people must get the same number: write down what counts and what does not.",
    ),
    Gap.NO_SOURCE: Advice("No source", "A good KPI is easily measured: say where the number is found."),
    Gap.NO_EFFORT: Advice(
        "Minutes per reading not said",
        "What takes long to measure is soon measured no more: say how many minutes it takes.",
    ),
    Gap.TOO_MUCH_EFFORT: Advice(
        f"A reading takes more than {MOST_EFFORT} minutes",
        "Measuring is no research project: automate it, or choose a simpler measure.",
    ),
    Gap.NO_PLAN: Advice("No measurement plan", "Say who reads it, when and how, before the team is told about it."),
    Gap.PLACEHOLDER: Advice(
        "Text that nobody has filled in", "“[Your Company Name]” or TODO answers nothing: fill it in or delete it."
    ),
    Gap.NO_OWNER: Advice(
        "No owner", "Where all are accountable, nobody is: name the one person you will congratulate."
    ),
    Gap.OWNER_LEFT: Advice(
        "The owner has left", "A number that nobody answers for drifts: name the one person you will congratulate."
    ),
    Gap.GROUP_OWNER: Advice(
        "A group owns it", "Where all are accountable, nobody is: one person owns it, and the team helps."
    ),
    Gap.OWNED_TWICE: Advice(
        "Two people own the same measure",
        "The same goal in two hands sets people against each other: give each a part they control.",
    ),
    Gap.NO_CUSTOMER_IMPACT: Advice(
        f"Effect on customers not said (at least {LEAST_TEXT} characters)",
        "If you reach this, what will your customers notice? It should be good all around.",
    ),
    Gap.NO_BEHAVIOUR: Advice(
        f"Behaviour it may cause not said (at least {LEAST_TEXT} characters)",
        "People do what is measured: ask at the line how this number could be made to look good.",
    ),
    Gap.RISK_WITHOUT_GUARD: Advice(
        "Risky, and nothing guards it",
        "Pair it with the measure that suffers when corners are cut, so that both are seen.",
    ),
    Gap.VOLUME_WITHOUT_GUARD: Advice(
        "More is wanted, and nothing guards quality",
        "Pushing volume alone has led to sham sales: pair it with a measure of quality.",
    ),
    Gap.RISK_WITHOUT_LEADER: Advice(
        "No leader answers for this risk",
        "Where a number tempts people to break the law, a leader owns it or signs its target.",
    ),
    Gap.NO_GOAL: Advice(
        "Serves no goal", "It need not earn money, but it must lead up to a goal; otherwise it distracts."
    ),
    Gap.NO_BECAUSE: Advice("No because", "What cannot be explained in a sentence belongs on the cutting-room floor."),
    Gap.LONG_BECAUSE: Advice(
        f"The because is longer than {MOST_BECAUSE} characters",
        "What cannot be explained briefly is not remembered at the board.",
    ),
    Gap.BECAUSE_IS_NAME: Advice(
        "The because repeats the name", "Say what gets better, and for whom, when the number gets better."
    ),
    Gap.ACTIVITY: Advice(
        "Counts activity, not effect",
        "Surveys sent or hours in the office keep people busy: measure what comes of them.",
    ),
    Gap.CONVENIENCE: Advice(
        "Convenience metric", "It is measured because that is easy: what matters more, and is worth the effort?"
    ),
    Gap.FAR: Advice(
        "{kpi.closeness} of 5: is there a measure closer to the goal?",
        "Visits of a page say little about keeping customers; how many of them leave says it all.",
    ),
    Gap.NOT_SPECIFIC: Advice(
        "Does not say what is measured", "Everybody must know which number is meant, and of what."
    ),
    Gap.NO_NUMBER: Advice("No number", "Say from where to where: “from 80 % to 90 %”."),
    Gap.NO_TARGET: Advice("No target", "Without a number to reach nobody can tell whether we are winning."),
    Gap.NO_START: Advice("Where it starts is not said", "“From 80 to 90” shows how far it is; “90” alone does not."),
    Gap.OUT_OF_REACH: Advice(
        "The present process cannot reach the target",
        "Urging people on will not help: change the process, or change the target.",
    ),
    Gap.NO_DUE: Advice("No date", "A target without a date is put off: say by which month, quarter or year."),
    Gap.UNKNOWN_MECHANISM: Advice(
        "Unknown mechanism",
        "Who demands a number without knowing what moves it hopes for luck: note drivers and constraints.",
    ),
    Gap.NO_VOICES: Advice(
        "No team member was asked", "What is designed far from the work fails there: ask those who do it."
    ),
    Gap.NO_PROCESS_CHILD: Advice(
        "No process measure feeds it",
        "A result is known when it is too late to change it: measure what brings it about, too.",
    ),
    Gap.NO_PATHWAY: Advice(
        "No action leads to the target", "A target needs a road to it: a speedometer alone moves no car."
    ),
}


def gap_words(gap: Gap, kpi: Kpi) -> Advice:
    """The open point of this KPI and its reason; the point may name a figure of it."""
    words = _ADVICE[gap]
    return words._replace(point=words.point.format(kpi=kpi))


def score_words(assessment: Assessment) -> str:
    """`3 of 4 questions answered`."""
    return f"{assessment.score} of {len(assessment.answers)} questions answered"


def crowd_words(crowd: Crowd, active: int) -> str:
    """`6 KPIs: fine; 5 are ideal`."""
    words = {
        Crowd.IDEAL: "a vital few" if active else "none yet",
        Crowd.FINE: f"fine; {IDEAL} are ideal",
        Crowd.MANY: f"many to keep an eye on; {IDEAL} are ideal",
        Crowd.RETIRE_ONE: "too many to act on: which one can go?",
    }
    return count("1 KPI: {crowd}", "{n} KPIs: {crowd}", active, crowd=words[crowd])


def remark_words(remark: Remark, balance: Balance) -> str:
    """One line for the board, at most 76 characters."""
    match remark:
        case Remark.RETIRE_ONE | Remark.MANY:
            words = crowd_words(balance.crowd, balance.active)
            return words if words.endswith("?") else f"{words}."
        case Remark.QUANTITY_ONLY:
            return "Quantity only: nothing measures customers, quality, people or safety."
        case Remark.SHORT_ONLY:
            return f"All {balance.short} KPIs look at the short term, none at the long."
        case Remark.OUTCOME_ONLY:
            return "Only results are measured, and nothing that brings them about."
        case Remark.SPEEDOMETERS:
            return count(
                "Speedometer only: 1 KPI without an action for {days} days.",
                "Speedometer only: {n} KPIs without an action for {days} days.",
                len(balance.speedometers),
                days=IDLE_DAYS,
            )


def mark_words(remark: Remark, balance: Balance) -> tuple[str, str]:
    """The quiet mark on the board, in few words and in fewer: `8 KPIs, 5 are ideal` and `8 KPIs`."""
    match remark:
        case Remark.RETIRE_ONE | Remark.MANY:
            few = f"{balance.active} KPIs"
            return f"{few}, {IDEAL} are ideal", few
        case Remark.QUANTITY_ONLY:
            return "only quantity is measured", "quantity"
        case Remark.SHORT_ONLY:
            return "only the short term is measured", "short term"
        case Remark.OUTCOME_ONLY:
            return "only results are measured", "results"
        case Remark.SPEEDOMETERS:
            idle = len(balance.speedometers)
            few = count("1 KPI idle", "{n} KPIs idle", idle)
            return count("nobody acts on 1 KPI", "nobody acts on {n} KPIs", idle), few


def which_goes_words(active: int) -> str:
    """What the board asks when the eighth KPI comes onto it; nothing is refused."""
    return f"{active} KPIs are many to act on: which one goes?"


def coverage_words(balance: Balance) -> str:
    """`with a goal: 4 of 5 KPIs (80 %)`."""
    if balance.coverage is None:
        return "no KPIs yet"
    return count(
        "with a goal: {laddered} of 1 KPI ({share:.0f} %)",
        "with a goal: {laddered} of {n} KPIs ({share:.0f} %)",
        balance.active,
        laddered=balance.laddered,
        share=balance.coverage * 100,
    )


def measuring_words(balance: Balance) -> str:
    """`35 min of measuring a week`, `2 h 5 min of …`, with the number of KPIs of which nothing is known."""
    hours, minutes = divmod(round(balance.minutes_a_week), 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes or not hours)
    time = " ".join(parts)
    if not balance.unknown_costs:
        return f"{time} of measuring a week"
    return count(
        "{time} of measuring a week, 1 KPI not said",
        "{time} of measuring a week, {n} KPIs not said",
        balance.unknown_costs,
        time=time,
    )


REVIEW_DUE = "review due"


def review_words(kpi: Kpi, today: date) -> str:
    """`review due`, `review due for 12 days`, `review due: new competitor`; empty when none is due."""
    if not is_due(kpi, today):
        return ""
    if kpi.review_trigger:
        return f"review due: {kpi.review_trigger}"
    days = days_overdue(kpi, today)
    return count("review due for 1 day", "review due for {n} days", days) if days else "review due"


def reviewed_words(review: Review) -> str:
    """`adjust, 4 of 4, liked, called by new leader (Jana Petrov): orders, not lines`."""
    liked = {True: ", liked", False: ", not liked", None: ""}[review.liked]
    by = f" ({review.reviewed_by})" if review.reviewed_by else ""
    called = f", called by {review.trigger}" if review.trigger else ""
    why = f": {review.why}" if review.why else ""
    return f"{review.decision.value}, {review.score} of 4{liked}{called}{by}{why}"


def audit_sentence(audit: Audit) -> str:
    """What a check of a reading against its source has found."""
    return "It is right." if audit.ok else f"It was wrong; {audit.period} is corrected."


DOUBTFUL = "data doubtful"


def discrepancy_words(found: Discrepancy) -> str:
    """`data doubtful: 2 of 5 checked readings were wrong`; empty when nothing was checked."""
    if not found.checked:
        return ""
    if found.doubtful:
        return f"{DOUBTFUL}: {_wrong(found)}"
    return _agreed(found)


def discrepancy_sentence(found: Discrepancy) -> str:
    """The same as a sentence of its own."""
    if not found.checked:
        return ""
    return f"Data doubtful: {_wrong(found)}." if found.doubtful else f"{_agreed(found)}."


def _wrong(found: Discrepancy) -> str:
    if found.checked == 1:
        return "the 1 checked reading was wrong"
    return count(
        "1 of {of} checked readings was wrong",
        "{n} of {of} checked readings were wrong",
        found.wrong,
        of=found.checked,
    )


def _agreed(found: Discrepancy) -> str:
    return count(
        "{right} of 1 checked reading agreed with the source",
        "{right} of {n} checked readings agreed with the source",
        found.checked,
        right=found.checked - found.wrong,
    )
