"""The words of the log: what a step did, as people read it where they undo it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kpiboard.model import (
    Action,
    ActionKind,
    AnswerState,
    Decision,
    Escalation,
    Feedback,
    FeedbackKind,
    HuddleStep,
    Kata,
    Kpi,
    Person,
    Stage,
)
from kpiboard.model.log import Step
from kpiboard.words import log

OTD, SCRAP = Kpi("k", "otd", "On-time delivery"), Kpi("s", "scrap", "Scrap cost")
DOCK = Action("a", 12, "Second dock team", ActionKind.COUNTERMEASURE)
WRENCH = Feedback("f", 3, "The torque wrench is worn", FeedbackKind.SAFETY)
JANA = Person("p", "Jana Petrov", "JP")
MONEY = Escalation("e", 4, "Second dock team", "No money for it", datetime(2026, 11, 20, tzinfo=UTC))
CYCLE = Kata("c", 7, date(2026, 11, 20))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (log.added_kpi(OTD), "Add KPI On-time delivery"),
        (log.guarded(OTD, SCRAP), "Guard On-time delivery by Scrap cost"),
        (log.guards_no_more(OTD, SCRAP), "Scrap cost no longer guards On-time delivery"),
        (log.reviewed(OTD, Decision.KEEP), "Review On-time delivery: keep"),
        (log.signed_target(OTD, JANA), "Jana Petrov agrees to the target of On-time delivery"),
        (log.recorded(OTD, "90.0", "2026-11-20"), "Record On-time delivery 90.0 for 2026-11-20"),
        (log.corrected(OTD, "off", "2026-11-20"), "Correct On-time delivery off for 2026-11-20"),
        (log.left_out(OTD, "2026-11-20"), "Leave out On-time delivery 2026-11-20 in the limits"),
        (log.imported_readings(1, "dock.csv"), "Import 1 reading from dock.csv"),
        (log.imported_readings(31, "{n}.csv"), "Import 31 readings from {n}.csv"),
        (log.moved_action(DOCK, Stage.CHECK), "Move A-12 Second dock team to check"),
        (log.accepted(WRENCH, DOCK), "Turn F-3 into A-12 Second dock team"),
        (log.coached(CYCLE, DOCK, OTD), "Coaching K-7 on A-12 Second dock team"),
        (log.coached(CYCLE, None, OTD), "Coaching K-7 on On-time delivery"),
        (log.escalated(MONEY), "Escalate E-4 Second dock team"),
        (log.answered_escalation(MONEY, AnswerState.RETURNED), "Answer E-4: returned"),
        (log.turned_to(HuddleStep.REDS), "Huddle: go to reds"),
        (log.came(JANA), "Huddle: Jana Petrov is here"),
        (log.left(JANA), "Huddle: Jana Petrov is not here"),
    ],
)
def test_a_step_says_what_it_did(said: str, words: str) -> None:
    assert said == words


def step(what: str, *, undone: bool = False, undoes: int | None = None) -> Step:
    return Step(7, "2026-11-21T12:00:00Z", "anna", what, 1, undone, undoes)


@pytest.mark.parametrize(
    ("one", "did", "words"),
    [
        (step("undid: Add KPI Scrap", undoes=5), "Undone: Add KPI Scrap", "undid: Add KPI Scrap (anna)"),
        (step("redid: Add KPI Scrap", undoes=6), "Done again: Add KPI Scrap", "redid: Add KPI Scrap (anna)"),
        (step("undid: Add KPI Scrap", undone=True, undoes=5), None, "done again: Add KPI Scrap (anna)"),
        (step("redid: Add KPI Scrap", undone=True, undoes=6), None, "undone: Add KPI Scrap (anna)"),
        (step("Add KPI undid: x"), None, "Add KPI undid: x (anna)"),
        (step("Add KPI undid: x", undone=True), None, "undone: Add KPI undid: x (anna)"),
    ],
)
def test_undo_and_redo_say_which_step(one: Step, did: str | None, words: str) -> None:
    assert log.step_words(one) == words
    if did:
        assert log.undo_words(one) == did
