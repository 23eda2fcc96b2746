"""What answers a red, in the file: the life of an action, coaching, escalations, views, huddles, congratulations."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from strategies import NOW

from kpiboard.basics.errors import ImportProblems
from kpiboard.basics.ids import reading_id
from kpiboard.exchange.rows import BoardRows
from kpiboard.exchange.toml.board_toml import ImportPlan, Mode, export, plan, read
from kpiboard.model import (
    Action,
    ActionKind,
    Answer,
    AnswerState,
    Attendance,
    Block,
    BoardInfo,
    Congratulation,
    Escalation,
    Feedback,
    Helper,
    Huddle,
    HuddleState,
    HuddleStep,
    Kata,
    Kpi,
    Person,
    Reading,
    Result,
    Stage,
    View,
)

TODAY = date(2026, 11, 21)
MORNING = datetime(2026, 11, 20, 7, tzinfo=UTC)
EVENING = datetime(2026, 11, 20, 15, tzinfo=UTC)

BOARD = BoardRows(
    BoardInfo("b", "Line 4", tier=2, timezone="Europe/Berlin"),
    people=(Person("p1", "Joana Prado", "JP", position=1.0), Person("p2", "Max Muster", "MM", position=2.0)),
    kpis=(Kpi("k1", "otd", "On-time delivery", position=1.0),),
    actions=(Action("a1", 9, "Clear dock 2"), Action("a2", 12, "Train the tugger", kpi_id="k1", cause="No relief")),
    helpers=(Helper("h1", "a2", "p1"),),
    blocks=(Block("x1", "a2", "a1"),),
    feedback=(Feedback("f1", 31, "The tugger is late"),),
    kata=(Kata("c1", 1, date(2026, 11, 19), "k1", learner_id="p1", next_step="Watch the dock"),),
    escalations=(Escalation("e1", 1, "A second tugger", "No money here", MORNING, "Jana", from_tier=2, to_tier=3),),
    answers=(Answer("w1", "e1", AnswerState.ACCEPTED, EVENING, "Ida"),),
    views=(View("v1", 5, "Dock", kpi_id="k1"),),
    huddles=(
        Huddle("u1", date(2026, 11, 20), HuddleState.CLOSED, started_at=MORNING),
        Huddle("u2", date(2026, 11, 20), HuddleState.CLOSED, started_at=EVENING, shift="S2"),
    ),
    attendance=(Attendance("t1", "u1", "p1"),),
    congratulations=(Congratulation("g1", 1, "p1", date(2026, 11, 20), what="The dock is clear"),),
)

BY_HAND = """
[person.jp]
name = "Joana Prado"
[person.ms]
name = "Mo Sand"
[kpi.otd]
[kpi.otd.readings]
2026-11-20 = 91
[[kpi.otd.remarks]]
period = 2026-11-20
reason = "power cut"
reason_at = 2026-11-21T09:00:00
[action.A-12]
title = "Train the tugger"
kpi = "otd"
helpers = ["jp", "Mo Sand", "jp"]
blocked_by = ["A-14", "Clear dock 2"]
blocked = "a free day"
opened_at = 2026-11-19T08:00:00
cause = "Nobody relieves the driver"
hypothesis = "Two drivers halve the waits"
expected = 4.5
expected_by = 2026-12-24
done_on = 2026-11-20
evidence = "Seen on the late shift"
check_on = 2026-12-01
check_n = 8
result = "partly"
learning = "The evening is worse"
standard = "Rota of drivers"
cycle = 2
came_back_on = 2026-11-18
moves = 3
background = "They wait for us"
current = "Nine waits a day"
goal = "At most two"
countermeasures = "Relief"
plan = "Mo, until Friday"
follow_up = "Look in a month"
[action.A-14]
title = "Clear dock 2"
[feedback.F-3]
text = "The tugger is late"
[kata.K-2]
kpi = "otd"
action = "A-12"
coach = "jp"
learner = "ms"
target_condition = "Two waits a shift"
actual = "5 waits"
last_step = "Asked the driver"
last_expected = "He knows"
last_happened = "He did not"
learned = "Nobody counts them"
obstacle = "No sheet at the dock"
parked = \"\"\"
Rain
Paint\"\"\"
next_step = "Hang up a sheet"
next_expected = "Waits are counted"
go_see_on = 2026-11-23
[escalation."A second tugger"]
reason = "It costs more than we may spend"
help_asked = "8,000 €"
to_whom = "Ida Roth"
answer_hours = 48
action = "A-12"
feedback = "F-3"
kpi = "otd"
[[escalation."A second tugger".answers]]
state = "accepted"
[[escalation."A second tugger".answers]]
state = "resolved"
answered_at = 2026-11-21T10:00:00
answered_by = "Ida"
text = "It comes on Monday"
[view.4]
name = "Mo's late ones"
person = "ms"
kpi = "otd"
kind = "system"
overdue = true
columns = true
[huddle.2026-11-20]
facilitator = "jp"
present = ["jp", "ms"]
started_at = 2026-11-20T08:00:00
ended_at = 2026-11-20T08:09:00
notes = "Dock again"
nobody_thanked = true
[huddle.2026-11-19]
skip_reason = "Fire drill"
[congratulation.C-7]
person = "ms"
said_by = "Jana"
what = "Two waits only"
kpi = "otd"
period = 2026-11-20
action = "A-12"
"""


def planned(text: str, current: BoardRows | None = BOARD, mode: Mode = Mode.MERGE) -> ImportPlan:
    return plan(read(text.encode()), current, mode, NOW, "Europe/Berlin")


def put(text: str, current: BoardRows | None = BOARD) -> list[Any]:
    return list(planned(text, current).rows_to_put())


def text_of(rows: BoardRows) -> str:
    return "".join(export(rows)).split("format = 1")[1]


class TestByHand:
    rows = BoardRows.of(put(f"[board]\nname = 'New'\ntier = 2\n{BY_HAND}", None))

    def test_an_action(self) -> None:
        train, clear = self.rows.actions
        assert train == Action(
            train.id,
            12,
            "Train the tugger",
            kpi_id=self.rows.kpis[0].id,
            opened_on=TODAY,
            opened_at=datetime(2026, 11, 19, 7, tzinfo=UTC),  # on the clock of the board
            cause="Nobody relieves the driver",
            hypothesis="Two drivers halve the waits",
            expected=4.5,
            expected_by=date(2026, 12, 24),
            done_on=date(2026, 11, 20),
            evidence="Seen on the late shift",
            check_on=date(2026, 12, 1),
            check_n=8,
            result=Result.PARTLY,
            learning="The evening is worse",
            standard="Rota of drivers",
            cycle=2,
            came_back_on=date(2026, 11, 18),
            moves=3,
            blocked="a free day",
            background="They wait for us",
            current="Nine waits a day",
            goal="At most two",
            countermeasures="Relief",
            plan="Mo, until Friday",
            follow_up="Look in a month",
        )
        jana, mo = self.rows.people
        assert [(one.action_id, one.person_id) for one in self.rows.helpers] == [
            (train.id, jana.id),
            (train.id, mo.id),
        ]
        # Named twice, by two names, and before it stands in the file: blocked once.
        assert [(one.action_id, one.blocker_id) for one in self.rows.blocks] == [(train.id, clear.id)]

    def test_the_reason_of_a_red_with_its_moment(self) -> None:
        (reading,) = self.rows.readings
        assert (reading.reason, reading.reason_at) == ("power cut", datetime(2026, 11, 21, 8, tzinfo=UTC))

    def test_a_coaching(self) -> None:
        jana, mo = self.rows.people
        (kata,) = self.rows.kata
        assert kata == Kata(
            kata.id,
            2,
            TODAY,
            self.rows.kpis[0].id,
            self.rows.actions[0].id,
            jana.id,
            mo.id,
            "Two waits a shift",
            "5 waits",
            "Asked the driver",
            "He knows",
            "He did not",
            "Nobody counts them",
            "No sheet at the dock",
            "Rain\nPaint",
            "Hang up a sheet",
            "Waits are counted",
            date(2026, 11, 23),
        )

    def test_an_escalation_from_this_tier_to_the_next_and_its_answers(self) -> None:
        (escalation,) = self.rows.escalations
        assert escalation == Escalation(
            escalation.id,
            1,
            "A second tugger",
            "It costs more than we may spend",
            NOW,
            help_asked="8,000 €",
            to_whom="Ida Roth",
            from_tier=2,
            to_tier=3,
            answer_hours=48,
            action_id=self.rows.actions[0].id,
            feedback_id=self.rows.feedback[0].id,
            kpi_id=self.rows.kpis[0].id,
        )
        taken, solved = self.rows.answers
        assert taken == Answer(taken.id, escalation.id, AnswerState.ACCEPTED, NOW)
        assert solved == Answer(
            solved.id,
            escalation.id,
            AnswerState.RESOLVED,
            datetime(2026, 11, 21, 9, tzinfo=UTC),
            "Ida",
            "It comes on Monday",
        )

    def test_a_view(self) -> None:
        (view,) = self.rows.views
        mo, otd = self.rows.people[1].id, self.rows.kpis[0].id
        assert view == View(view.id, 4, "Mo's late ones", mo, otd, ActionKind.SYSTEM, overdue=True, columns=True)

    def test_a_huddle_that_somebody_writes_down_is_over(self) -> None:
        jana, mo = self.rows.people
        held, skipped = self.rows.huddles
        assert held == Huddle(
            held.id,
            date(2026, 11, 20),
            HuddleState.CLOSED,
            facilitator_id=jana.id,
            started_at=datetime(2026, 11, 20, 7, tzinfo=UTC),
            ended_at=datetime(2026, 11, 20, 7, 9, tzinfo=UTC),
            notes="Dock again",
            nobody_thanked=True,
        )
        assert [(one.huddle_id, one.person_id) for one in self.rows.attendance] == [
            (held.id, jana.id),
            (held.id, mo.id),
        ]
        assert skipped == Huddle(skipped.id, date(2026, 11, 19), HuddleState.SKIPPED, skip_reason="Fire drill")

    def test_a_congratulation(self) -> None:
        (said,) = self.rows.congratulations
        assert said == Congratulation(
            said.id,
            7,
            self.rows.people[1].id,
            TODAY,
            "Jana",
            "Two waits only",
            self.rows.kpis[0].id,
            "2026-11-20",
            self.rows.actions[0].id,
        )

    def test_what_has_no_number_gets_the_next_one(self) -> None:
        rows = put(
            "[[action]]\ntitle = 'x'\n[[kata]]\nkpi = 'otd'\n[[escalation]]\nabout = 'x'\nreason = 'y'\n"
            "[[congratulation]]\nperson = 'jp'\n[[congratulation]]\nperson = 'mm'\nnumber = 4\n"
        )
        assert [(row.table, row.number) for row in rows] == [
            ("actions", 13),
            ("kata", 2),
            ("escalations", 2),
            ("congratulations", 5),
            ("congratulations", 4),
        ]


class TestWritten:
    def test_what_is_usual_is_not_written(self) -> None:
        rows = BoardRows(
            BOARD.info,
            actions=(Action("a", 1, "Fix dock 2"),),
            kata=(Kata("c", 1, TODAY),),
            escalations=(Escalation("e", 1, "A tugger", "No money", MORNING),),
            views=(View("v", 4),),
            huddles=(Huddle("u", TODAY),),
        )
        assert text_of(rows).partition("[action")[2] == (
            '.A-1]\nid = "a"\ntitle = "Fix dock 2"\nkind = "countermeasure"\nstage = "plan"\n\n'
            '[kata.K-1]\nid = "c"\nheld_on = 2026-11-21\n\n'
            '[escalation.E-1]\nid = "e"\nabout = "A tugger"\nreason = "No money"\n'
            "raised_at = 2026-11-20T07:00:00.000Z\nfrom_tier = 1\nto_tier = 2\n\n"
            '[view.4]\nid = "v"\n\n'
            '[huddle.2026-11-21]\nid = "u"\nstate = "running"\n'
        )

    def test_lists_stand_in_one_line_and_the_second_huddle_of_a_day_has_a_name_of_its_own(self) -> None:
        text = text_of(BOARD)
        for written in (
            'helpers = ["jp"]\nblocked_by = ["A-9"]\n',
            '[huddle.2026-11-20]\nid = "u1"\n',
            'started_at = 2026-11-20T07:00:00.000Z\npresent = ["jp"]\n',
            '[huddle.2026-11-20-2]\nid = "u2"\nstate = "closed"\nshift = "S2"\n',
            '[[escalation.E-1.answers]]\nid = "w1"\nstate = "accepted"\n',
        ):
            assert written in text

    def test_a_reference_to_a_row_that_is_gone_is_left_out_and_what_is_nothing_without_it(self) -> None:
        gone = BoardRows(
            BOARD.info,
            actions=(BOARD.actions[1],),
            helpers=(Helper("h", "a2", "gone"), Helper("h2", "gone", "p1")),
            blocks=(Block("x", "a2", "gone"),),
            kata=(Kata("c", 1, TODAY, "gone", "gone", "gone", "gone"),),
            escalations=(replace(BOARD.escalations[0], action_id="gone", feedback_id="gone", kpi_id="gone"),),
            answers=(Answer("w", "gone", AnswerState.ACCEPTED, EVENING),),
            views=(View("v", 4, person_id="gone", kpi_id="gone"),),
            huddles=(replace(BOARD.huddles[0], facilitator_id="gone"),),
            attendance=(Attendance("t", "u1", "gone"),),
            congratulations=(Congratulation("g", 1, "gone", TODAY),),
        )
        again = BoardRows.of(put("format = 1" + text_of(gone), None))
        assert "gone" not in text_of(gone)
        assert again == BoardRows(
            BOARD.info,
            actions=(replace(BOARD.actions[1], kpi_id=None),),
            kata=(Kata("c", 1, TODAY),),
            escalations=BOARD.escalations,
            views=(View("v", 4),),
            huddles=BOARD.huddles[:1],
            readings=again.readings,
        )


class TestMerge:
    @pytest.mark.parametrize(
        ("text", "row_id", "fields"),
        [
            ("[action.A-12]\nexpected = -2.5", "a2", [("expected", "nothing", "-2.5")]),
            ("[action.A-12]\nresult = 'worked'", "a2", [("result", "nothing", "worked")]),
            ("[action.A-12]\ncause = ''", "a2", [("cause", '"No relief"', "nothing")]),
            ("[action.A-9]\ncheck_n = 3\nmoves = 1", "a1", [("check_n", "5", "3"), ("moves", "0", "1")]),
            ("[kata.K-1]\nlearned = 'x'", "c1", [("learned", "nothing", '"x"')]),
            ("[[kata]]\nheld_on = 2026-11-19\nkpi = 'otd'\nactual = '5'", "c1", [("actual", "nothing", '"5"')]),
            ("[escalation.E-1]\nanswer_hours = 8", "e1", [("answer_hours", "24", "8")]),
            (
                "[escalation.'A second tugger']\nreason = 'No money here'\nkpi = 'otd'\nfeedback = 'F-31'",
                "e1",
                [("feedback", "nothing", "F-31"), ("kpi", "nothing", "otd")],
            ),
            (
                "[[escalation.E-1.answers]]\nstate = 'accepted'\nanswered_by = 'Ida R'",
                "w1",
                [("answered_by", '"Ida"', '"Ida R"')],
            ),
            ("[view.5]\noverdue = true\nkpi = ''", "v1", [("kpi", "otd", "nothing"), ("overdue", "no", "yes")]),
            ("[huddle.2026-11-20]\nnotes = 'x'", "u1", [("notes", "nothing", '"x"')]),
            ("[huddle.2026-11-20-2]\nfacilitator = 'mm'", "u2", [("facilitator", "nothing", "Max Muster")]),
            ("[[huddle]]\nheld_on = 2026-11-20\nshift = 'S1'", "u1", [("shift", "nothing", '"S1"')]),
            (
                "[[huddle]]\nheld_on = 2026-11-20\nstarted_at = 2026-11-20T16:00:00\nshift = ''",
                "u2",
                [("shift", '"S2"', "nothing")],
            ),
            ("[congratulation.C-1]\nperson = 'mm'", "g1", [("person", "Joana Prado", "Max Muster")]),
            (
                "[[congratulation]]\nperson = 'jp'\nwhat = 'The dock is clear'\nsaid_by = 'Jana'",
                "g1",
                [("said_by", "nothing", '"Jana"')],
            ),
        ],
    )
    def test_rows_are_found_without_their_ids(self, text: str, row_id: str, fields: list[tuple[str, str, str]]) -> None:
        made = planned(text)
        assert [(change.row.id, list(change.fields)) for change in made.changed] == [(row_id, fields)]
        assert not made.added

    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("[action.A-9]\nhelpers = ['MM']", "Max Muster, helping with A-9"),
            ("[action.A-9]\nblocked_by = ['12']", "A-9, blocked by A-12"),
            ("[[kata]]\nkpi = 'otd'", "coaching K-2, 2026-11-21"),
            ("[[escalation]]\nabout = 'A second tugger'\nreason = 'again'", 'escalation E-2 "A second tugger"'),
            ("[[escalation.E-1.answers]]\nstate = 'returned'\ntext = 'Not now'", "answer to E-1, returned"),
            (
                "[[escalation.E-1.answers]]\nstate = 'accepted'\nanswered_at = 2026-11-21T09:00:00Z",
                "answer to E-1, accepted",
            ),
            ("[view.9]\nname = 'Mine'", 'view 9 "Mine"'),
            ("[huddle.2026-11-21]\n", "huddle of 2026-11-21"),
            ("[huddle.2026-11-20-3]\n", "huddle of 2026-11-20"),
            ("[huddle.2026-11-20]\npresent = ['jp', 'mm']", "Max Muster, at the huddle of 2026-11-20"),
            ("[[congratulation]]\nperson = 'jp'\nwhat = 'Paint'", "congratulation C-2 to Joana Prado"),
        ],
    )
    def test_what_is_new_is_named(self, text: str, label: str) -> None:
        made = planned(text)
        assert [change.label for change in made.added] == [label]
        assert not made.changed

    def test_an_answer_may_move_to_another_escalation(self) -> None:
        second = Escalation("e2", 2, "A crane", "No skill", MORNING)
        board = replace(BOARD, escalations=(*BOARD.escalations, second))
        (change,) = planned('[[escalation.E-2.answers]]\nid = "w1"\nstate = "accepted"', board).changed
        assert change.fields == (("escalation", "E-1", "E-2"),)

    def test_a_reason_may_be_given_to_a_reading_that_is_there(self) -> None:
        known = Reading(reading_id("k1", "2026-11-20"), "k1", "2026-11-20", 91.0, note="dock 2")
        (row,) = put(
            "[[kpi.otd.remarks]]\nperiod = 2026-11-20\nreason = 'power cut'\nreason_at = 2026-11-21T08:00:00Z",
            replace(BOARD, readings=(known,)),
        )
        assert row == replace(known, reason="power cut", reason_at=datetime(2026, 11, 21, 8, tzinfo=UTC))

    def test_lists_only_grow(self) -> None:
        assert planned("[action.A-12]\nhelpers = []\nblocked_by = ''\n[huddle.2026-11-20]\npresent = []").is_empty


class TestReplace:
    def test_the_file_is_the_board_also_without_ids(self) -> None:
        text = "".join(export(BOARD))
        assert planned(text, mode=Mode.REPLACE).is_empty
        bare = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("id = "))
        assert planned(bare, mode=Mode.REPLACE).is_empty

    def test_what_the_file_leaves_out_is_removed_children_first(self) -> None:
        text = "[person.jp]\nname = 'Joana Prado'\n[action.A-12]\ntitle = 'Train the tugger'\n[huddle.2026-11-20-2]"
        removed = [row.id for row in planned(text, mode=Mode.REPLACE).rows_to_remove()]
        assert removed == ["g1", "t1", "u1", "v1", "w1", "e1", "c1", "f1", "x1", "h1", "a1", "k1", "p2"]

    def test_what_a_person_does_not_say_stays_as_it_was(self) -> None:
        text = (
            "[board]\ntier = 2\n[kata.K-1]\nactual = '5 waits'\n[escalation.E-1]\nabout = 'A tugger'\nreason = 'x'\n"
            "[[escalation.E-1.answers]]\nstate = 'accepted'\n[person.jp]\nname = 'Joana Prado'\n"
            "[congratulation.C-1]\nperson = 'jp'"
        )
        rows = {row.id: row for row in planned(text, mode=Mode.REPLACE).rows_to_put()}
        assert rows["c1"] == Kata("c1", 1, date(2026, 11, 19), actual="5 waits")
        assert rows["e1"] == Escalation("e1", 1, "A tugger", "x", MORNING, from_tier=2, to_tier=3)
        assert rows["w1"] == Answer("w1", "e1", AnswerState.ACCEPTED, EVENING)
        assert rows["g1"] == Congratulation("g1", 1, "p1", date(2026, 11, 20))


def test_a_running_huddle_goes_on_where_it_stood_on_another_machine() -> None:
    running = Huddle("u", TODAY, step=HuddleStep.REDS, started_at=MORNING, step_at=EVENING)
    text = "".join(export(BoardRows(BOARD.info, huddles=(running,))))
    assert BoardRows.of(put(text, None)).huddles == (running,)


@pytest.mark.parametrize(
    ("facts", "ended_on", "result"),
    [
        ("stage = 'closed'\nresult = 'worked'", TODAY, Result.WORKED),
        ("stage = 'closed'\nended_on = 2026-11-02", date(2026, 11, 2), None),
        ("stage = 'do'\ncame_back_on = 2026-11-02", None, None),
    ],
)
def test_an_action_that_has_ended_has_its_day(facts: str, ended_on: date | None, result: Result | None) -> None:
    (action,) = put(f"[action.A-13]\ntitle = 'x'\n{facts}")
    assert (action.ended_on, action.result) == (ended_on, result)
    assert (action.stage is Stage.CLOSED) is (ended_on is not None)


PROBLEMS = [
    ("[action.A-9]\nhelpers = 7", 'action "A-9" · helpers: 7 is not a list of names such as ["jp", "ms"]'),
    ("[action.A-9]\nhelpers = ['team']", 'action "A-9" · helpers: "team" is not one person'),
    ("[action.A-9]\nhelpers = [4]", "helpers: 4 is not text"),
    ("[action.A-9]\nblocked_by = 12", 'blocked_by: 12 is not a list of names such as ["A-9", "A-11"]'),
    ("[action.A-9]\nblocked_by = ['A-9']", 'action "A-9" · blocked_by: "A-9" is this action itself; name another one'),
    (
        "[action.A-9]\nblocked_by = ['A-99']",
        'blocked_by: there is no action "A-99" (did you mean "A-9"?); there are: A-9',
    ),
    ("[action.A-9]\nexpected = inf", 'action "A-9" · expected: inf is not a finite number'),
    ("[action.A-9]\ncheck_n = 0", "check_n: 0 is not a whole number from 1 to 99"),
    ("[action.A-9]\ncycle = 0", "cycle: 0 is not a whole number from 1 to 999"),
    ("[action.A-9]\nmoves = -1", "moves: -1 is not a whole number from 0 to 999"),
    (
        "[action.A-9]\nresult = 'workd'",
        'result: "workd" is not allowed (did you mean "worked"?); allowed: worked, partly',
    ),
    ("[action.A-9]\ndone_on = 'then'", 'done_on: "then" is not a date'),
    (f"[action.A-9]\ncause = '{'x' * 2001}'", "cause: 2001 characters are too long; at most 2000 fit"),
    ("[kata.K-1]\nheld_on = 2026", 'kata "K-1" · held_on: 2026 is not a date'),
    ("[kata.K-1]\naction = 'A-99'", 'kata "K-1" · action: there is no action "A-99"'),
    ("[kata.K-1]\ncoach = 'everybody'", 'coach: "everybody" is not one person'),
    ("[escalation.E-2]\nabout = 'x'", 'escalation "E-2" · reason: missing'),
    ("[escalation.E-2]\nreason = 'x'", 'escalation "E-2" · about: missing'),
    ("[escalation.E-1]\nreason = ''", 'escalation "E-1" · reason: the reason is empty; it is needed'),
    (f"[escalation.E-1]\nabout = '{'x' * 121}'", "about: 121 characters are too long; at most 120 fit"),
    (f"[escalation.E-1]\nto_whom = '{'x' * 61}'", "to_whom: 61 characters are too long; at most 60 fit"),
    ("[escalation.E-1]\nfrom_tier = 5", "from_tier: 5 is not a whole number from 1 to 4"),
    ("[escalation.E-1]\nto_tier = 6", "to_tier: 6 is not a whole number from 1 to 5"),
    ("[escalation.E-1]\nanswer_hours = 1000", "answer_hours: 1000 is not a whole number from 1 to 999"),
    ("[escalation.E-1]\nraised_at = 2026-11-20", "raised_at: 2026-11-20 is not a date and time"),
    (
        "[escalation.E-1]\nfeedback = 'F-3'",
        'feedback: there is no feedback "F-3" (did you mean "F-31"?); there are: F-31',
    ),
    ("[escalation.E-1]\nanswers = 'yes'", 'escalation "E-1" · answers: "yes" is not a list of tables'),
    ("[[escalation.E-1.answers]]\ntext = 'yes'", 'escalation "E-1" · answer 1 · state: missing'),
    (
        "[[escalation.E-1.answers]]\nstate = 'raised'",
        'state: "raised" is not allowed; allowed: accepted, returned, res',
    ),
    (
        "[[escalation.E-1.answers]]\nstate = 'returned'",
        'escalation "E-1" · answer 1 · text: missing; an escalation that is',
    ),
    ("[view.3]\nname = 'x'", 'view "3" · digit: 3 is not a whole number from 4 to 9'),
    ("[view.mine]\nname = 'x'", 'view "mine" · digit: missing'),
    ("[view.4]\nkind = 'mine'", 'view "4" · kind: "mine" is not allowed; allowed: containment'),
    ("[view.4]\noverdue = 1", "overdue: 1 is neither true nor false"),
    ("[huddle.2026-02-31]\nnotes = 'x'", 'huddle "2026-02-31" · held_on: "2026-02-31" is not a date; write it like'),
    ("[huddle.friday]\nnotes = 'x'", 'huddle "friday" · held_on: missing'),
    ("[huddle.2026-11-21]\nstate = 'skipped'", 'huddle "2026-11-21" · skip_reason: missing; a huddle is skipped for a'),
    ("[huddle.2026-11-21]\nstep = 'safety'", 'step: "safety" is not allowed; allowed: open, wins, reds'),
    ("[huddle.2026-11-21]\npresent = ['all']", 'huddle "2026-11-21" · present: "all" is not one person'),
    ("[congratulation.C-2]\nwhat = 'x'", 'congratulation "C-2" · person: missing'),
    ("[congratulation.C-2]\nperson = 'the team'", 'person: "the team" is not one person; name the one person'),
    ("[congratulation.C-2]\nperson = 'jp'\nperiod = 'soon'", "period: not a period; one looks like 2026-11-21"),
    (
        "[kpi.otd.readings]\n2026-11-20 = 1\n[[kpi.otd.remarks]]\nperiod = 2026-11-20\nreason_at = 2026-11-21",
        'kpi "otd" · remark 1 · reason_at: 2026-11-21 is not a date and time',
    ),
]


@pytest.mark.parametrize(("text", "said"), PROBLEMS, ids=[said[:60] for _, said in PROBLEMS])
def test_what_is_wrong_is_named_with_its_place_and_what_is_allowed(text: str, said: str) -> None:
    with pytest.raises(ImportProblems) as caught:
        planned(text)
    assert [line for line in caught.value.problems if said in line] == caught.value.problems
