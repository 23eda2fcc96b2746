"""Feedback: said, acknowledged, answered, declined or turned into an action; anonymous means anonymous."""

from __future__ import annotations

import sqlite3

import pytest
from support import Clock

from kpiboard import Board
from kpiboard.basics.errors import InvalidInput, Refused
from kpiboard.model import FeedbackState


def test_the_ways_of_a_piece_of_feedback(board: Board) -> None:
    board.team.add_person("Joana Prado")
    said = board.feedback.add("Torque wrench is worn", kind="concern", author="JP")
    assert board.feedback.acknowledge("F-1").state is FeedbackState.ACKNOWLEDGED
    with pytest.raises(Refused):
        board.feedback.acknowledge("F-1")
    answered = board.feedback.answer("F-1", "A new one comes on Monday")
    assert (answered.state, answered.replied_by, answered.text) == (FeedbackState.ANSWERED, "anna", said.text)
    with pytest.raises(Refused):
        board.feedback.decline("F-1", "too late")


def test_declining_needs_a_reason(board: Board) -> None:
    board.feedback.add("Paint it red")
    with pytest.raises(InvalidInput, match="reason is empty"):
        board.feedback.decline("F-1", " ")
    assert board.feedback.decline("F-1", "red means stop here").reply == "red means stop here"


def test_an_idea_becomes_an_action_linked_both_ways_in_one_step(board: Board) -> None:
    board.kpis.add("Overtime")
    board.feedback.add("Trolley blocks the aisle\nat station 2", kpi="overtime", author="")
    action = board.feedback.accept("F-1", due="friday")
    assert action.title == "Trolley blocks the aisle"
    view = board.snapshot()
    assert view.feedback[0].action == action
    assert view.actions[0].feedback[0].number == 1
    assert view.actions[0].kpi == board.kpis.find("overtime")
    with pytest.raises(Refused):
        board.feedback.accept("F-1")
    board.undo()
    view = board.snapshot()
    assert (view.actions, view.feedback[0].feedback.state) == ((), FeedbackState.NEW)


def test_me_too_counts(board: Board) -> None:
    board.feedback.add("Brighter light")
    board.feedback.me_too("F-1")
    assert board.feedback.me_too("F-1").votes == 2


def test_anonymous_leaves_no_name_and_no_time_anywhere_in_the_file(board: Board, clock: Clock) -> None:
    feedback = board.feedback.add("The target is a joke", author="", anonymous=True)
    assert (feedback.author_id, feedback.said_at) == (None, None)
    database = sqlite3.connect(board.path)
    tables = ["feedback", "changes", "transactions"]
    rows = {
        table: database.execute(f"SELECT * FROM {table} ORDER BY rowid DESC LIMIT 1").fetchone() for table in tables
    }
    database.close()
    for table, row in rows.items():
        words = " ".join(str(value) for value in row)
        assert "anna" not in words, table
        assert "13:32" not in words, table
        assert "14:32" not in words, table
    midnight = int(feedback.id.replace("-", "")[:12], 16)
    assert midnight % 3_600_000 == 0


def test_unanswered_feedback_ages(board: Board, clock: Clock) -> None:
    board.feedback.add("Torque wrench is worn")
    clock.advance(hours=25)
    (card,) = board.snapshot().feedback
    assert (card.age_hours, card.overdue) == (25, True)
    board.feedback.acknowledge("F-1")
    assert not board.snapshot().feedback[0].overdue
