"""Which actions a view of the queue shows."""

from __future__ import annotations

import pytest

from kpiboard.model import Action, ActionKind, View
from kpiboard.rules.views import fits

ACTION = Action("a1", 1, "Torque check", ActionKind.SYSTEM, kpi_id="otd", owner_id="jp")


@pytest.mark.parametrize(
    ("view", "late", "fitting"),
    [
        (View("", 4), False, True),
        (View("", 4, person_id="jp"), False, True),
        (View("", 4, person_id="rc"), False, True),  # who helps with it
        (View("", 4, person_id="ms"), False, False),
        (View("", 4, kpi_id="otd"), False, True),
        (View("", 4, kpi_id="scrap"), False, False),
        (View("", 4, kind=ActionKind.SYSTEM), False, True),
        (View("", 4, kind=ActionKind.SUPPORT), False, False),
        (View("", 4, overdue=True), True, True),
        (View("", 4, overdue=True), False, False),
        (View("", 4, person_id="jp", kpi_id="otd", kind=ActionKind.SYSTEM, overdue=True), True, True),
        (View("", 4, person_id="jp", kpi_id="scrap", kind=ActionKind.SYSTEM, overdue=True), True, False),
    ],
)
def test_all_that_is_asked_has_to_fit(view: View, late: bool, fitting: bool) -> None:
    assert fits(view, ACTION, late, ["rc", "tl"]) is fitting


def test_an_action_without_owner_and_kpi_is_nobodys() -> None:
    bare = Action("a2", 2, "Sweep")
    assert fits(View("", 9), bare, False)
    assert not fits(View("", 9, person_id="jp"), bare, True)
    assert not fits(View("", 9, kpi_id="otd"), bare, True)
