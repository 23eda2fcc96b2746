"""The coaching cycles of a KPI or an action, on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kpiboard.model import Kata, Person
from kpiboard.model.kinds import short_name
from kpiboard.screens.widgets.paper import Page
from kpiboard.words.plain import day_words


def coaching_lines(page: Page, cycles: Sequence[Kata], people: Sequence[Person], today: date) -> None:
    """The coaching cycles, the newest first: the obstacle, the step, and what was learned from the one before."""
    named = {person.id: person.initials for person in people}
    if cycles:
        page.heading("Coaching")
    for one in sorted(cycles, key=lambda one: one.number, reverse=True):
        pair = " → ".join(named.get(who or "", "–") for who in (one.coach_id, one.learner_id))
        page.said(f"{day_words(one.held_on, today)} {short_name(one)}", f"{page.glyphs.plain(pair)}: {one.obstacle}")
        go = f" (go and see {day_words(one.go_see_on, today)})" if one.go_see_on else ""
        for label, text in (("learned", one.learned), ("next", f"{one.next_step}{go}" if one.next_step else "")):
            if text:
                page.said("", f"{label}: {text}")
