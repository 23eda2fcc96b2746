"""What a name gives away: wishes, busy work and text that nobody has filled in, and the many names that are fine."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.model import Kpi
from kpiboard.rules.kpi_wording import (
    Wanted,
    has_amount,
    is_activity_metric,
    is_placeholder,
    is_wish,
    wanted,
)
from kpiboard.starting import templates
from kpiboard.starting.demo import sheets

# The articles' own examples.
ARTICLE_BAD = ["Increase customer loyalty", "Make the buying process simpler", "Inspire our customers"]
ARTICLE_GOOD = [
    "Improve NPS scores by 5%",
    "Cut the number of required fields in our online checkout process by half",
    "Increase mobile app downloads by 10k/quarter",
]
ARTICLE_SMART = "Increase the customer satisfaction score from 80 % to 90 % within the next 12 months"
ARTICLE_ACTIVITY = [
    # as article S3 writes them
    "The number of surveys you send to your customers",
    "The amount of time your employees spend in the office",
    "The number of customer service calls you receive",
    # and in short
    "number of surveys sent",
    "time spent in the office",
    "number of calls received",
    "surveys sent",
    "time in the office",
    "calls received",
]

WISHES = [
    *ARTICLE_BAD,
    "INCREASE   customer\tLOYALTY",
    "Reduce scrap",
    "Cut costs",
    "Lower energy consumption",
    "Keep the shop floor clean",
    "Maximise uptime",
    "Be the best supplier",
    "Improving quality",
    "To delight every customer",
    "We want to improve communication",
    "Our goal is to strengthen team spirit",
    "Continuously improve delivery",
    "Better quality",
    "Happier customers",
    "More ideas from the team",
    "World-class maintenance",
    "Focus on safety",
    "Speed up change-overs",
    "Double down on quality",
    "Build trust with our customers",
    "Deliver excellent service",
    "Work safer",
    "Customers should be happier",
    "As few defects as possible",
    # a time is no amount, and neither is the number of a line, a standard or a method
    "Increase customer loyalty by 2027",
    "Increase customer loyalty within the next 12 months",
    "Increase customer loyalty in 90 days",
    "Increase sales this quarter",
    "Maximise uptime by Q4 2027",
    "Reduce scrap until 31.12.2027",
    "Improve quality on line 4",
    "Improve 5S",
    "Get ISO 9001 ready",
    "Become number one in packaging",
    "Create one team",
    "Improve a number of things",
]

NO_WISHES = [
    *ARTICLE_GOOD,
    ARTICLE_SMART,
    # names
    "On-time delivery",
    "First-pass yield",
    "Scrap cost",
    "Days without accident",
    "Customer loyalty",
    "Orders delivered on time",
    "Overtime hours",
    "OEE line 4",
    "Lead time",
    "Maintenance backlog",
    "Lohnkosten je Stück",
    "不良率",
    # names that begin with what may be a verb or a comparative
    "Change-over time",
    "Change requests open",
    "Make-ready time",
    "Set-up time",
    "Cut length deviation",
    "Cutting scrap",
    "Support tickets open",
    "Drive belt changes",
    "Work in progress",
    "Help desk tickets",
    "Reach truck damages",
    "Build time",
    "Increase in orders",
    "Lower back injuries",
    "Improvement ideas per month",
    "More than one defect per lot",
    "Must-have stock",
    "Perfect orders",
    "Supply reliability",
    # wishes that say how much, or name a measure
    "Halve the change-over time",
    "Reduce rework by a third",
    "Reduce complaints to two a week",
    "Reduce lead time to 5 days",
    "Reduce delivery time to within 2 days",
    "Achieve zero accidents",
    "Keep stock below 4 days",
    "Raise output to 2050 pieces",
    "Increase downloads by 2000",
    "Increase sales by 1.5 M€",
    "Increase the share of orders shipped in 2 days",
    "Reduce complaints per million parts",
    "Improve OEE",
]

ACTIVITIES = [
    *ARTICLE_ACTIVITY,
    "Amount of e-mails written",
    "# of calls made",
    "How many visits were made",
    "Hours spent in meetings",
    "Hours of training attended",
    "Meetings held",
    "Sales calls made per day",
    "Count of customer visits made",
    "Number of meetings",
    "Number of training hours",
    "Volume of mail sent",
    "Reports written per week",
    "Workshops attended",
    "Total number of audits performed",
    "Number of flyers handed out",
    "Minutes spent on the phone",
    "Number of posts per week",
    "Days at the desk",
    # with the busy people named
    "Hours our people spend in training",
    "Number of visits our sales reps make to customers",
    "The number of emails your team answers",
    "Surveys sent to customers",  # who gets them is not what is counted
]

NO_ACTIVITIES = [
    "Number of orders we receive",
    "Time we spend waiting",
    "Number of complaints we receive from customers",
    "Number of customers we win",
    "Amount of time customers spend on hold",
    "Number of ideas our people give",
    *ARTICLE_GOOD,
    "Orders delivered on time",
    "Calls answered within 20 s",
    "Number of calls answered within 20 s",
    "Customer complaints",
    "Number of complaints received",
    "Orders received",
    "Overtime hours",
    "Near misses reported",
    "Number of good parts made",
    "Number of ideas submitted",
    "Time spent waiting for parts",
    "Time spent on rework",
    "Time lost to stops",
    "Time taken to resolve a complaint",
    "Hours worked without accident",
    "Training hours per person",
    "Survey response rate",
    "% of surveys sent back",
    "Surveys answered / surveys sent",
    "Share of calls received before noon",
    "Audits completed on time",
    "Number of inspection findings",
    "Meeting room bookings",
    "Amount of scrap",
    "Sick leave",
]

PLACEHOLDERS = [
    "[Your Company Name]",
    "Delivery to [Your Company Name] in time",
    "[Placeholder]",
    "[...]",
    "TODO",
    "todo",
    "TODO: ask Jana",
    "Scale in hall 2, TBD",
    "Lorem ipsum dolor sit amet",
    "<insert source>",
    "{company}",
    "n/a",
    "???",
    "____",
    "-",
]

FILLED_IN = [
    "",
    "Cycle time [s]",
    "Cycle time [min]",
    "Emissions [kg CO2 / t]",
    "[x] checked",
    "[Line 3] stopped",
    "Todo el equipo",
    "Scale in hall 2, read by the shift",
    "Why? Because it hurts",
    "a < b and c > d",
    "Loremaster GmbH",
    "不良率",
]


@pytest.mark.parametrize("text", WISHES)
def test_a_wish_is_not_measurable_as_worded(text: str) -> None:
    assert is_wish(text)


@pytest.mark.parametrize("text", [*NO_WISHES, *ACTIVITIES, *NO_ACTIVITIES])
def test_a_name_is_no_wish_and_neither_is_a_wish_with_a_measure(text: str) -> None:
    assert not is_wish(text)


@pytest.mark.parametrize("text", ACTIVITIES)
def test_busy_work(text: str) -> None:
    assert is_activity_metric(text)
    assert is_activity_metric(f"  {text.upper()} ")


@pytest.mark.parametrize("text", [*NO_ACTIVITIES, *NO_WISHES])
def test_what_came_of_it_is_no_busy_work(text: str) -> None:
    assert not is_activity_metric(text)


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_text_that_nobody_has_filled_in(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", [*FILLED_IN, *WISHES, *NO_WISHES, *NO_ACTIVITIES])
def test_text_that_somebody_has_written(text: str) -> None:
    assert not is_placeholder(text)


def _bundled() -> list[Kpi]:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    rows = [row for key in ("line", "service") for row in templates.build(key, name="", timezone="UTC", now=now)[1]]
    return [row for row in [*rows, *sheets.KPIS] if isinstance(row, Kpi)]


@pytest.mark.parametrize("kpi", _bundled(), ids=lambda kpi: kpi.name)
def test_the_names_that_come_with_the_program_are_fine(kpi: Kpi) -> None:
    assert not is_wish(kpi.name)
    assert not is_activity_metric(kpi.name)
    assert not any(map(is_placeholder, (kpi.name, kpi.definition)))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        (ARTICLE_SMART, True),
        (ARTICLE_GOOD[0], True),
        (ARTICLE_GOOD[1], True),
        (ARTICLE_GOOD[2], True),
        (ARTICLE_BAD[0], False),
        ("Scrap below 2 % by the end of the year", True),
        ("Scrap below 2 % by year-end", True),
        ("20 % fewer complaints by June", True),
        ("Half the stops until 2027-06-30", True),
        ("Fewer complaints before Christmas", False),
        ("No accidents in 12 months", False),
        ("Two ideas a month", False),
        ("Reduce lead time to 5 days", True),
        ("Get 5 % better this year", True),
        ("Improve everything", False),
        ("", False),
    ],
)
def test_how_much(text: str, amount: bool) -> None:
    assert has_amount(text) is amount


@given(st.text(max_size=200), st.sampled_from([*WISHES, *ACTIVITIES, *PLACEHOLDERS, ""]))
def test_any_text_is_judged_the_same_way_twice_and_spaces_do_not_matter(text: str, known: str) -> None:
    typed = f"{text} {known}"
    for judge in (is_wish, has_amount, is_activity_metric, is_placeholder):
        assert judge(typed) == judge(f"  {'  '.join(typed.split())}\n")


@pytest.mark.parametrize(
    ("text", "said"),  # amount, start, time
    [
        (ARTICLE_SMART, (True, True, True)),
        (ARTICLE_GOOD[0], (True, True, False)),
        (ARTICLE_GOOD[1], (True, True, False)),
        (ARTICLE_GOOD[2], (True, True, True)),
        ("a 20 % reduction in turnover within a year", (True, True, True)),  # article S2, its second case
        ("Reduce scrap by a third until 2027", (True, True, True)),
        ("At least 95 % of the orders on the day", (True, False, False)),
        ("Scrap ≤ 3 % by June", (True, False, True)),
        ("Raise €5 more per order", (True, True, False)),
        # names
        ("On-time delivery", (False, False, False)),
        ("OEE line 4", (False, False, False)),
        ("Top 10 customers served", (False, False, False)),
        ("Sales from 3 markets", (False, False, False)),
        ("Orders delivered by 10", (False, False, False)),  # of the clock
        ("Complaints per month", (False, False, False)),
        ("Increase customer loyalty by 2027", (False, False, True)),
        ("", (False, False, False)),
    ],
)
def test_what_a_sentence_says_of_smart_by_itself(text: str, said: tuple[bool, bool, bool]) -> None:
    assert wanted(text) == Wanted(*said)
    assert wanted("", text) == wanted(text, "") == wanted(text)
