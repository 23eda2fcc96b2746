"""The coach's words: there for everything, short, plain."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kpiboard.model import Cadence, Goal, Horizon, Kpi, KpiKind, Perspective
from kpiboard.rules.balance import Balance, Crowd, Remark, balance, remarks
from kpiboard.rules.quality import Gap, Quadrant, Question, Subject, assess
from kpiboard.rules.trust import Discrepancy
from kpiboard.words import quality

TODAY = date(2026, 11, 21)
# Words of programmers and of consultants, and words that refuse.
JARGON = re.compile(
    r"\b(lint|null|boolean|field|enum|string|parse|invalid|error|must not|forbidden|synerg\w*|leverage|stakeholder"
    r"|granular|actionable|metric owner|operationali[sz]e|utili[sz]e)\b",
    re.IGNORECASE,
)


KPI = Kpi("k", "k", "K")


def eight() -> Balance:
    facts = {"kind": KpiKind.OUTCOME, "perspective": Perspective.COST, "effort_minutes": 4.0}
    kpis = [replace(Kpi(f"k{place}", f"k{place}", "K", goal_id="g"), **facts) for place in range(8)]  # type: ignore[arg-type]
    first = {kpi.id: TODAY - timedelta(days=200) for kpi in kpis}
    reads = dict.fromkeys(Cadence, 5.0)
    return balance(kpis, reads, {}, [Goal("g", "Goal")], TODAY, first_read=first)


@pytest.mark.parametrize("gap", Gap)
def test_every_open_point_has_short_plain_words(gap: Gap) -> None:
    words = quality.gap_words(gap, KPI)
    point, why = words.point, words.why
    assert 0 < len(point) <= 60
    assert not point.endswith(".")
    assert len(why) <= 100
    assert re.fullmatch(r"[A-Z“].*[.?]", why)
    assert "\n" not in point + why
    assert not JARGON.search(point + " " + why)
    assert point[0].isupper() or point[0].isdigit()
    assert point.casefold() not in why.casefold()


def test_a_measure_far_from_its_goal_is_asked_about_with_its_figure() -> None:
    words = quality.gap_words(Gap.FAR, replace(KPI, closeness=2))
    assert words.point == "2 of 5: is there a measure closer to the goal?"


def test_no_two_open_points_read_alike() -> None:
    assert len({quality.gap_words(gap, KPI).point for gap in Gap}) == len(Gap)


def test_questions_letters_and_quadrants_have_words() -> None:
    assert set(quality.QUESTION_WORDS) == set(Question)
    assert all(words.endswith("?") and len(words) <= 76 for words in quality.QUESTION_WORDS.values())
    assert {letter: words[0] for letter, words in quality.SMART_WORDS.items()} == dict(
        zip("SMART", "SMART", strict=True)
    )
    assert [point.letter for point in assess(Subject(Kpi("k", "k", "K"))).smart] == list(quality.SMART_WORDS)
    assert set(quality.QUADRANT_WORDS) == set(Quadrant)


def test_the_events_of_the_article_call_for_a_review() -> None:
    assert quality.REVIEW_TRIGGERS[:3] == ("new competitor", "new leader", "strategy shift")
    assert len(set(quality.REVIEW_TRIGGERS)) == len(quality.REVIEW_TRIGGERS)


def test_the_score() -> None:
    assert quality.score_words(assess(Subject(Kpi("k", "k", "K")))) == "0 of 4 questions answered"


@pytest.mark.parametrize(
    ("crowd", "active", "words"),
    [
        (Crowd.IDEAL, 0, "0 KPIs: none yet"),
        (Crowd.IDEAL, 1, "1 KPI: a vital few"),
        (Crowd.FINE, 6, "6 KPIs: fine; 5 are ideal"),
        (Crowd.MANY, 7, "7 KPIs: many to keep an eye on; 5 are ideal"),
        (Crowd.RETIRE_ONE, 9, "9 KPIs: too many to act on: which one can go?"),
    ],
)
def test_the_crowd(crowd: Crowd, active: int, words: str) -> None:
    assert quality.crowd_words(crowd, active) == words


@pytest.mark.parametrize(
    ("remark", "words"),
    [
        (Remark.RETIRE_ONE, "8 KPIs: too many to act on: which one can go?"),
        (Remark.SHORT_ONLY, "All 8 KPIs look at the short term, none at the long."),
        (Remark.SPEEDOMETERS, "Speedometer only: 8 KPIs without an action for 90 days."),
    ],
)
def test_remarks_name_their_numbers(remark: Remark, words: str) -> None:
    assert quality.remark_words(remark, eight()) == words


@pytest.mark.parametrize("remark", Remark)
def test_every_remark_fits_into_a_line_of_the_board(remark: Remark) -> None:
    words = quality.remark_words(remark, eight())
    assert len(words) <= 76
    assert words[-1] in ".?"
    assert words[-2:] != "?."
    assert not JARGON.search(words)


def test_the_board_above_earns_all_but_one_remark() -> None:
    assert set(remarks(eight())) == set(Remark) - {Remark.MANY}


@pytest.mark.parametrize(
    ("active", "laddered", "words"),
    [
        (5, 4, "with a goal: 4 of 5 KPIs (80 %)"),
        (1, 0, "with a goal: 0 of 1 KPI (0 %)"),
        (0, 0, "no KPIs yet"),
    ],
)
def test_coverage(active: int, laddered: int, words: str) -> None:
    assert quality.coverage_words(replace(eight(), active=active, laddered=laddered)) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        ([4.0], "20 min of measuring a week"),
        ([0.0], "0 min of measuring a week"),
        ([12.0], "1 h of measuring a week"),
        ([25.0], "2 h 5 min of measuring a week"),
        ([4.0, None], "20 min of measuring a week, 1 KPI not said"),
    ],
)
def test_minutes(minutes: list[float | None], words: str) -> None:
    kpis = [Kpi(str(place), "k", "K", effort_minutes=effort) for place, effort in enumerate(minutes)]
    found = balance(kpis, dict.fromkeys(Cadence, 5.0), {}, (), TODAY, first_read={})
    assert quality.measuring_words(found) == words


@pytest.mark.parametrize(
    ("days", "trigger", "words"),
    [
        (0, "", "review due"),
        (-1, "", "review due for 1 day"),
        (-12, "", "review due for 12 days"),
        (0, "new competitor", "review due: new competitor"),
        (1, "", ""),
        (None, "", ""),
    ],
)
def test_reviews(days: int | None, trigger: str, words: str) -> None:
    day = None if days is None else TODAY + timedelta(days=days)
    measure = Kpi("k", "k", "K", next_review=day, review_trigger=trigger, horizon=Horizon.LONG)
    assert quality.review_words(measure, TODAY) == words


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Discrepancy(), ""),
        (Discrepancy(5, 0), "5 of 5 checked readings agreed with the source"),
        (Discrepancy(10, 1), "9 of 10 checked readings agreed with the source"),
        (Discrepancy(5, 1), "data doubtful: 1 of 5 checked readings was wrong"),
        (Discrepancy(5, 2), "data doubtful: 2 of 5 checked readings were wrong"),
    ],
)
def test_doubts(found: Discrepancy, words: str) -> None:
    assert quality.discrepancy_words(found) == words
    assert quality.discrepancy_sentence(found).lower() == (f"{words}." if words else "")
