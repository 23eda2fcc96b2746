"""The four questions, SMART, hints: each gap from one change to a KPI that has none."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import (
    Collection,
    Direction,
    Kpi,
    KpiKind,
    KpiState,
    Person,
    Perspective,
    Role,
    Rollup,
    Target,
)
from kpiboard.rules.capability import Reach
from kpiboard.rules.kpi_wording import is_activity_metric, is_placeholder, is_wish
from kpiboard.rules.quality import (
    Assessment,
    Gap,
    Quadrant,
    Question,
    SmartPoint,
    Subject,
    assess,
    is_volume,
    quadrant,
    twins,
)
from kpiboard.rules.status import Status, suspect

JANA = Person("jp", "Jana Petrov", "JP")
MAREN = Person("ms", "Maren Sato", "MS", Role.LEADER)

# Article S2: "Increase the customer satisfaction score from 80 % to 90 % within the next 12 months".
KPI = Kpi(
    "csat",
    "csat",
    "Customer satisfaction score",
    owner_id="jp",
    unit="%",
    definition="Answers of 4 and 5 / all answers to the question after delivery",
    kind=KpiKind.OUTCOME,
    perspective=Perspective.CUSTOMER,
    because="Satisfied customers order again; every lost one costs us a shift of work",
    drivers="Delivery on time, complete orders",
    constraints="Dock 2 is closed until spring",
    importance=5,
    ease=4,
    data_source="Monthly export of the survey tool",
    measurement_plan="Jana reads it on the first Monday",
    effort_minutes=5,
    customer_impact="They get what they ordered and tell us when they do not",
    behaviour_risk="Asking only the customers who are known to be happy",
    risk_level=1,
)
TARGET = Target("t", "csat", date(2026, 1, 1), low=90, due=date(2026, 12, 31), glide_from=80)
GOOD = Subject(
    KPI,
    owner=JANA,
    target=TARGET,
    ladder_complete=True,
    guards=1,
    consulted=(MAREN, JANA),
    reach=Reach.SOMETIMES,
    actions=2,
    process_children=1,
)
KPI_FIELDS = {field.name for field in fields(Kpi)}


def changed(**facts: Any) -> Assessment:
    """The assessment of GOOD with other facts, of the subject or of its KPI."""
    of_kpi = {name: value for name, value in facts.items() if name in KPI_FIELDS}
    of_subject = {name: value for name, value in facts.items() if name not in KPI_FIELDS}
    return assess(replace(GOOD, kpi=replace(KPI, **of_kpi), **of_subject))


def gaps_of(found: Assessment, question: Question) -> tuple[Gap, ...]:
    return next(answer.gaps for answer in found.answers if answer.question is question)


def smart_of(found: Assessment) -> dict[str, tuple[Gap, ...]]:
    return {point.letter: point.gaps for point in found.smart}


def test_nothing_is_open_about_a_good_kpi() -> None:
    found = assess(GOOD)
    assert [answer.question for answer in found.answers] == list(Question)
    assert all(answer.answered and answer.gaps == () for answer in found.answers)
    assert found.smart == tuple(SmartPoint(letter, ()) for letter in "SMART")
    assert found.hints == ()
    assert found.score == 4


def test_of_a_name_alone_nearly_everything_is_open() -> None:
    found = assess(Subject(Kpi("x", "x", "Happiness")))
    assert found.score == 0
    assert not any(answer.answered for answer in found.answers)
    assert {letter for letter, gaps in smart_of(found).items() if gaps} == set("SMRT")
    assert found.hints == (Gap.UNKNOWN_MECHANISM, Gap.NO_VOICES)


QUESTION_1: list[tuple[dict[str, Any], tuple[Gap, ...]]] = [
    ({"name": "Increase customer loyalty"}, (Gap.WISH,)),  # the articles' bad examples
    ({"name": "Make the buying process simpler"}, (Gap.WISH,)),
    ({"name": "Inspire our customers"}, (Gap.WISH,)),
    ({"name": "Improve NPS scores by 5%"}, ()),  # and their better ones
    ({"name": "Cut the number of required fields in our online checkout process by half"}, ()),
    ({"name": "Increase mobile app downloads by 10k/quarter"}, ()),
    ({"unit": ""}, (Gap.NO_UNIT,)),
    ({"unit": " "}, (Gap.NO_UNIT,)),
    ({"unit": "", "decimals": 0}, ()),  # a count has no unit
    ({"unit": "", "decimals": 0, "share": True}, (Gap.NO_UNIT,)),
    ({"definition": "", "formula": "satisfied / asked"}, ()),  # one of them will do
    ({"definition": "", "formula": ""}, (Gap.NO_DEFINITION,)),
    ({"data_source": ""}, (Gap.NO_SOURCE,)),
    ({"effort_minutes": None}, (Gap.NO_EFFORT,)),
    ({"effort_minutes": None, "collection": Collection.IMPORT}, ()),
    ({"effort_minutes": 0}, ()),
    ({"effort_minutes": 5}, ()),
    ({"effort_minutes": 5.1}, (Gap.TOO_MUCH_EFFORT,)),
    ({"effort_minutes": 6, "collection": Collection.IMPORT}, (Gap.TOO_MUCH_EFFORT,)),
    ({"measurement_plan": "\n"}, (Gap.NO_PLAN,)),
    ({"data_source": "", "measurement_plan": "", "effort_minutes": None, "rollup": Rollup.SUM}, ()),
    ({"name": "Orders of [Your Company Name]"}, (Gap.PLACEHOLDER,)),
    ({"definition": "Lorem ipsum dolor"}, (Gap.PLACEHOLDER,)),
    ({"data_source": "TODO", "measurement_plan": "TBD"}, (Gap.PLACEHOLDER,)),
]


@pytest.mark.parametrize(("facts", "gaps"), QUESTION_1)
def test_is_it_measurable(facts: dict[str, Any], gaps: tuple[Gap, ...]) -> None:
    found = changed(**facts)
    assert gaps_of(found, Question.MEASURABLE) == gaps
    assert found.score == (3 if gaps else 4)


TWIN = replace(KPI, id="other", owner_id="rc")

QUESTION_2: list[tuple[dict[str, Any], tuple[Gap, ...]]] = [
    ({"owner": MAREN}, ()),
    ({"owner": None}, (Gap.NO_OWNER,)),
    ({"owner": replace(JANA, active=False)}, (Gap.OWNER_LEFT,)),
    ({"owner": replace(JANA, name="Team")}, (Gap.GROUP_OWNER,)),
    ({"owner": replace(JANA, name="Everyone")}, (Gap.GROUP_OWNER,)),
    ({"owner": replace(JANA, name="the  team")}, (Gap.GROUP_OWNER,)),
    ({"owner": replace(JANA, name="Quality department")}, (Gap.GROUP_OWNER,)),
    ({"owner": replace(JANA, name="Line Hansen")}, ()),  # a name in Denmark
    ({"owner": replace(JANA, name="[Name]")}, (Gap.PLACEHOLDER,)),
    ({"twins": (TWIN,)}, (Gap.OWNED_TWICE,)),
    ({"owner": None, "twins": (TWIN,)}, (Gap.NO_OWNER, Gap.OWNED_TWICE)),
]


@pytest.mark.parametrize(("facts", "gaps"), QUESTION_2)
def test_whom_to_congratulate(facts: dict[str, Any], gaps: tuple[Gap, ...]) -> None:
    assert gaps_of(changed(**facts), Question.OWNER) == gaps


VOLUME = {"perspective": Perspective.OUTPUT, "unit": "pcs", "guards": 0}

QUESTION_3: list[tuple[dict[str, Any], tuple[Gap, ...]]] = [
    ({"guards": 0}, ()),
    ({"customer_impact": ""}, (Gap.NO_CUSTOMER_IMPACT,)),
    ({"customer_impact": "  19 characters ...  "}, (Gap.NO_CUSTOMER_IMPACT,)),
    ({"customer_impact": "twenty characters !!"}, ()),
    ({"behaviour_risk": "none"}, (Gap.NO_BEHAVIOUR,)),
    ({"behaviour_risk": "none", "customer_impact": "good"}, (Gap.NO_CUSTOMER_IMPACT, Gap.NO_BEHAVIOUR)),
    ({"behaviour_risk": "[Insert the behaviour here]"}, (Gap.PLACEHOLDER,)),
    ({"risk_level": 1, "guards": 0}, ()),
    ({"risk_level": 2, "guards": 0}, (Gap.RISK_WITHOUT_GUARD,)),
    ({"risk_level": 3, "guards": 1}, ()),
    ({"risk_level": 4}, (Gap.RISK_WITHOUT_LEADER,)),
    ({"risk_level": 4, "guards": 0}, (Gap.RISK_WITHOUT_GUARD, Gap.RISK_WITHOUT_LEADER)),
    ({"risk_level": 4, "owner": MAREN}, ()),
    ({"risk_level": 4, "target": replace(TARGET, leader_id="ms")}, ()),
    ({"risk_level": 4, "target": None}, (Gap.RISK_WITHOUT_LEADER,)),
    (VOLUME, (Gap.VOLUME_WITHOUT_GUARD,)),
    ({**VOLUME, "guards": 1}, ()),
    ({**VOLUME, "risk_level": 2}, (Gap.RISK_WITHOUT_GUARD,)),  # one guard answers both
]


@pytest.mark.parametrize(("facts", "gaps"), QUESTION_3)
def test_what_it_does_to_people(facts: dict[str, Any], gaps: tuple[Gap, ...]) -> None:
    assert gaps_of(changed(**facts), Question.BEHAVIOUR) == gaps


QUESTION_4: list[tuple[dict[str, Any], tuple[Gap, ...]]] = [
    ({"ladder_complete": False}, (Gap.NO_GOAL,)),
    ({"because": " "}, (Gap.NO_BECAUSE,)),
    ({"because": "x" * 140}, ()),
    ({"because": "x" * 141}, (Gap.LONG_BECAUSE,)),
    ({"because": "customer  satisfaction SCORE."}, (Gap.BECAUSE_IS_NAME,)),
    ({"because": "TODO"}, (Gap.PLACEHOLDER,)),
    ({"name": "Number of surveys sent"}, (Gap.ACTIVITY,)),  # the article's three
    ({"name": "Time spent in the office"}, (Gap.ACTIVITY,)),
    ({"name": "Number of calls received"}, (Gap.ACTIVITY,)),
    ({"name": "Number of calls received", "direction": Direction.LOWER}, ()),  # wanted: fewer of them
    ({"importance": 2, "ease": 4}, (Gap.CONVENIENCE,)),
    ({"importance": 3, "ease": 4}, ()),
    ({"importance": 2, "ease": 3}, ()),
    ({"importance": None, "ease": 5}, ()),
    ({"closeness": 1}, (Gap.FAR,)),  # visits of a page, where the goal is to keep customers
    ({"closeness": 2}, (Gap.FAR,)),
    ({"closeness": 3}, ()),
    ({"closeness": None}, ()),
    ({"perspective": Perspective.PEOPLE, "unit": "cards"}, ()),  # it need not be about money (article S3)
]


@pytest.mark.parametrize(("facts", "gaps"), QUESTION_4)
def test_does_it_drive_change(facts: dict[str, Any], gaps: tuple[Gap, ...]) -> None:
    assert gaps_of(changed(**facts), Question.CHANGE) == gaps


SENTENCE = "Increase the customer satisfaction score from 80 % to 90 % within the next 12 months"  # article S2
SMART: list[tuple[dict[str, Any], dict[str, tuple[Gap, ...]]]] = [
    ({}, {}),
    ({"name": "Inspire our customers"}, {"S": (Gap.WISH,)}),
    ({"unit": "", "definition": ""}, {"S": (Gap.NO_UNIT, Gap.NO_DEFINITION)}),
    ({"target": None}, {"M": (Gap.NO_TARGET,), "T": (Gap.NO_DUE,)}),
    ({"target": replace(TARGET, low=None)}, {"M": (Gap.NO_TARGET,)}),
    ({"target": replace(TARGET, low=None, high=2)}, {}),
    ({"target": replace(TARGET, glide_from=None)}, {"M": (Gap.NO_START,)}),
    ({"target": replace(TARGET, glide_from=0.0)}, {}),
    ({"target": replace(TARGET, glide_from=None, glide_months=(81.0, 83.0))}, {}),
    ({"target": replace(TARGET, glide_from=None, high=95), "direction": Direction.BAND}, {}),
    ({"reach": Reach.CANNOT}, {"A": (Gap.OUT_OF_REACH,)}),
    ({"reach": Reach.RELIABLY}, {}),
    ({"reach": Reach.TOO_EARLY}, {}),
    ({"reach": None}, {}),
    ({"ladder_complete": False}, {"R": (Gap.NO_GOAL,)}),
    ({"target": replace(TARGET, due=None)}, {"T": (Gap.NO_DUE,)}),
    # what the articles write counts as said, be it the name or the statement of success
    ({"target": None, "name": SENTENCE, "unit": "", "definition": "", "formula": ""}, {}),
    ({"target": None, "success": SENTENCE, "unit": "", "definition": "", "formula": ""}, {}),
    ({"target": None, "name": "Improve NPS scores by 5%"}, {"T": (Gap.NO_DUE,)}),
    ({"target": None, "name": "Increase mobile app downloads by 10k/quarter"}, {}),
    ({"target": None, "name": "At least 95 % on time"}, {"M": (Gap.NO_START,), "T": (Gap.NO_DUE,)}),
]


@pytest.mark.parametrize(("facts", "open_"), SMART)
def test_smart(facts: dict[str, Any], open_: dict[str, tuple[Gap, ...]]) -> None:
    assert smart_of(changed(**facts)) == {letter: open_.get(letter, ()) for letter in "SMART"}


HINTS: list[tuple[dict[str, Any], tuple[Gap, ...]]] = [
    ({"drivers": ""}, (Gap.UNKNOWN_MECHANISM,)),
    ({"constraints": " "}, (Gap.UNKNOWN_MECHANISM,)),
    ({"consulted": ()}, (Gap.NO_VOICES,)),
    ({"consulted": (MAREN, replace(JANA, role=Role.COACH))}, (Gap.NO_VOICES,)),
    ({"process_children": 0}, (Gap.NO_PROCESS_CHILD,)),
    ({"process_children": 0, "kind": KpiKind.PROCESS}, ()),
    ({"process_children": 0, "kind": None}, ()),
    ({"actions": 0}, (Gap.NO_PATHWAY,)),
    ({"actions": 0, "reach": Reach.CANNOT}, (Gap.NO_PATHWAY,)),
    ({"actions": 0, "reach": Reach.RELIABLY}, ()),
    ({"actions": 0, "reach": None}, ()),
]


@pytest.mark.parametrize(("facts", "hints"), HINTS)
def test_hints_count_for_nothing(facts: dict[str, Any], hints: tuple[Gap, ...]) -> None:
    found = changed(**facts)
    assert found.hints == hints
    assert found.score == 4


@given(
    st.builds(
        Subject,
        st.builds(
            Kpi,
            st.just("k"),
            st.just("k"),
            st.text(),
            because=st.text(),
            risk_level=st.integers(0, 4),
            share=st.booleans(),
        ),
        owner=st.none()
        | st.builds(Person, st.just("p"), st.text(), st.just("P"), st.sampled_from(Role), st.booleans()),
        target=st.none() | st.just(TARGET),
        ladder_complete=st.booleans(),
        guards=st.integers(0, 2),
        reach=st.none() | st.sampled_from(Reach),
    )
)
def test_whatever_was_written_is_coached_and_never_refused(subject: Subject) -> None:
    found = assess(subject)
    assert found.score == sum(not answer.gaps for answer in found.answers)
    for gaps in (*(answer.gaps for answer in found.answers), *(point.gaps for point in found.smart), found.hints):
        assert len(gaps) == len(set(gaps))


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("Increase customer loyalty", (Gap.WISH,)),
        ("Make the buying process simpler", (Gap.WISH,)),
        ("Inspire our customers", (Gap.WISH,)),
        ("Improve NPS scores by 5%", ()),
        ("Cut the number of required fields in our online checkout process by half", ()),
        ("Increase mobile app downloads by 10k/quarter", ()),
        ("On-time delivery", ()),
        ("", ()),
        ("number of surveys sent", (Gap.ACTIVITY,)),
        ("Increase the loyalty of [customer]", (Gap.WISH, Gap.PLACEHOLDER)),
    ],
)
def test_the_name_alone(text: str, gaps: tuple[Gap, ...]) -> None:
    found = {Gap.WISH: is_wish(text), Gap.PLACEHOLDER: is_placeholder(text), Gap.ACTIVITY: is_activity_metric(text)}
    assert tuple(gap for gap, holds in found.items() if holds) == gaps


@pytest.mark.parametrize(
    ("importance", "ease", "expected"),
    [
        (5, 5, Quadrant.KEY),
        (3, 4, Quadrant.KEY),
        (3, 3, Quadrant.WORTHWHILE),
        (5, 1, Quadrant.WORTHWHILE),
        (2, 4, Quadrant.CONVENIENCE),
        (1, 5, Quadrant.CONVENIENCE),
        (2, 3, Quadrant.DISTRACTION),
        (1, 1, Quadrant.DISTRACTION),
        (None, 5, None),
        (5, None, None),
    ],
)
def test_easiest_against_most_important(importance: int | None, ease: int | None, expected: Quadrant | None) -> None:
    assert quadrant(importance, ease) is expected


ON, WATCH, OFF, NONE = Status.ON_TARGET, Status.WATCH, Status.OFF_TARGET, Status.NO_READING


@pytest.mark.parametrize(
    ("status", "guards", "expected"),
    [
        (ON, [OFF], True),
        (ON, [ON, OFF], True),
        (ON, [ON], False),
        (ON, [WATCH, NONE], False),
        (ON, [], False),
        (OFF, [OFF], False),
        (WATCH, [OFF], False),
        (NONE, [OFF], False),
    ],
)
def test_green_with_a_red_guard_is_suspect(status: Status, guards: list[Status], expected: bool) -> None:
    assert suspect(status, iter(guards)) is expected


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, True),
        ({"name": " customer SATISFACTION  score "}, True),
        ({"name": "Happy customers"}, False),
        ({"name": "Happy customers", "formula": "satisfied / asked"}, True),
        ({"owner_id": "jp"}, False),
        ({"owner_id": None}, False),
        ({"state": KpiState.DRAFT}, True),
        ({"state": KpiState.RETIRED}, False),
        ({"id": "csat"}, False),
    ],
)
def test_the_same_measure_in_other_hands(facts: dict[str, Any], found: bool) -> None:
    mine = replace(KPI, formula="Satisfied / asked")
    other = replace(TWIN, **facts)
    assert twins(mine, [mine, other]) == ((other,) if found else ())


def test_no_formula_is_not_the_same_formula() -> None:
    assert twins(KPI, [replace(TWIN, name="Complaints")]) == ()


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"perspective": Perspective.OUTPUT, "unit": "pcs"}, True),
        ({"perspective": Perspective.OUTPUT, "unit": "pcs/h"}, True),
        ({"perspective": None, "unit": "", "name": "Accounts opened"}, True),
        ({"perspective": None, "unit": "€", "name": "Sales per week"}, True),
        ({"perspective": Perspective.OUTPUT, "unit": "%"}, False),
        ({"perspective": Perspective.OUTPUT, "unit": "pcs", "share": True}, False),
        ({"perspective": Perspective.OUTPUT, "unit": "h", "direction": Direction.LOWER}, False),
        ({"perspective": Perspective.QUALITY, "unit": "pcs"}, False),
    ],
)
def test_volume(facts: dict[str, Any], expected: bool) -> None:
    assert is_volume(replace(KPI, **facts)) is expected
