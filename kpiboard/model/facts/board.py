"""The board itself: whose it is, its letters, its shifts, its people and its goals."""

from __future__ import annotations

from kpiboard.model import BoardInfo, Category, Goal, GoalCategory, Horizon, Person, Role, Shift
from kpiboard.model.facts.fact import Facts, Sort, choice, line, of_sort, ref, truth, whole
from kpiboard.model.limits import KEY, NAME, TITLE

BOARD = Facts(BoardInfo, {
    "The board": (
        line("name", "Name", "what stands at the top left", "Line 4"),
        line("team", "Team", "who works at it", "Packaging"),
        line("area", "Area", "where that team works", "Hall 2"),
        whole("tier", 1, 4, "Tier", "1 is the team at the line", always=True,
              words=("team", "area", "plant", "company")),
        line("vision", "Vision", "where all this leads, in one line", limit=TITLE),
        of_sort(Sort.CLOCK, "day_start", "Day starts", "the night shift before it belongs to yesterday", "06:00",
                always=True),
        of_sort(Sort.WEEKDAY, "week_start", "Week starts", "the day that weeks begin on", "monday", always=True),
        of_sort(Sort.DAYS, "days_off", "Days off", "weekdays and dates, with commas", "saturday, sunday, 2026-12-25",
                always=True),
        of_sort(Sort.ZONE, "timezone", "Time zone", "where the board stands", "Europe/Berlin", always=True),
    ),
})  # fmt: skip

CATEGORY = Facts(Category, {
    "The letter": (
        line("letter", "Letter", "one letter or two", "E", limit=2),
        line("name", "Name", "what it stands for", "Environment"),
        truth("must_not_lose", "Must not lose", "one red KPI under it, and the whole board is losing", always=True),
    ),
})  # fmt: skip

SHIFT = Facts(Shift, {
    "The shift": (
        line("key", "Short name", "it stands in the periods of readings, so it stays as it is", "S1", limit=KEY),
        line("name", "Name", "what people call it", "Night"),
        of_sort(Sort.CLOCK, "start", "Start", "such as 06:00", "22:00"),
        of_sort(Sort.CLOCK, "end", "End", "at or before the start: on the next day", "06:00"),
    ),
})  # fmt: skip

PERSON = Facts(Person, {
    "The person": (
        of_sort(Sort.PERSON, "name", "Name", "one person, not a group", "Joana Prado", limit=NAME),
        line("initials", "Initials", "they stand on tiles; made from the name when empty", "JP", limit=4),
        choice("role", Role, "Role", "what they do here", always=True),
        truth("active", "Active", "an inactive person is not offered as an owner any more",
              flag="--active/--inactive", always=True),
    ),
})  # fmt: skip

GOAL = Facts(Goal, {
    "The goal": (
        line("title", "Goal", "what the KPIs are for", "Customers get what they ordered, on the day", limit=TITLE),
        choice("category", GoalCategory, "Kind", "what kind of goal it is", always=True),
        ref("owner", "people", "Owner", "the one person who answers for it"),
        choice("horizon", Horizon, "Horizon", "a short way or a long one", always=True),
    ),
})  # fmt: skip
