"""Escalations as a file of their own: who owns what, what changes, and what is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpiboard.basics.errors import ImportProblems
from kpiboard.exchange.escalations import Held, Sent, export, plan
from kpiboard.exchange.toml.read import read
from kpiboard.model import Answer, AnswerState, BoardInfo, Escalation
from kpiboard.views.imports import ImportPlan
from kpiboard.words.imports import import_lines

NOON = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
LINE = BoardInfo("line", "Line 4", tier=1)
PLANT = BoardInfo("plant", "Plant South", tier=2)
ASKED = Escalation(
    "esc-1", 3, "A-12 Second set of tools", "It costs 4000 €;\nwe may spend 500 €", NOON, raised_by="JP",
    help_asked="Release the money", to_whom="Jana Berg", answer_hours=8,
    action_id="action-12", feedback_id=None, kpi_id="kpi-otd",
)  # fmt: skip
TAKEN = replace(ASKED, number=7, origin="Line 4", action_id=None, kpi_id=None)
ACCEPTED = Answer("ans-1", "esc-1", AnswerState.ACCEPTED, NOON + timedelta(hours=2), "Jana Berg", "I ask today.")
RESOLVED = Answer("ans-2", "esc-1", AnswerState.RESOLVED, NOON + timedelta(hours=5), "Jana Berg", "Released.")


def sent(board: BoardInfo, escalation: Escalation, *answers: Answer, **told: str) -> str:
    return "".join(export(board, [Sent(escalation, answers, told)]))


def held(board: BoardInfo, *rows: Escalation, answers: Sequence[Answer] = (), zone: str = "UTC") -> Held:
    return Held(board, rows, answers, 7, ZoneInfo(zone))


def taken(text: str, on: Held) -> ImportPlan:
    return plan(read(text.encode()), on)


def rows(changes: Sequence[object]) -> list[object]:
    return [change.row for change in changes]  # type: ignore[attr-defined]


def refused(text: str, on: Held) -> list[str]:
    with pytest.raises(ImportProblems) as caught:
        taken(text, on)
    return caught.value.problems


# What the file looks like


def test_the_file_is_readable_and_complete() -> None:
    told = {"wanted_by": "Fri 20 Nov 20:00", "kpi": "On-time delivery 93.1 %, wanted ≥ 95", "feedback": ""}
    text = sent(LINE, ASKED, ACCEPTED, **told)
    assert text.startswith("# ")
    assert text.partition("\n\n")[2] == (
        "format = 1\n"
        "\n"
        "[from]\n"
        'id = "line"\n'
        'name = "Line 4"\n'
        "tier = 1\n"
        "\n"
        "[escalation.E-3]\n"
        'id = "esc-1"\n'
        'about = "A-12 Second set of tools"\n'
        'reason = """\nIt costs 4000 €;\nwe may spend 500 €"""\n'
        "raised_at = 2026-11-20T11:00:00.000Z\n"
        'raised_by = "JP"\n'
        'help_asked = "Release the money"\n'
        'to_whom = "Jana Berg"\n'
        "from_tier = 1\n"
        "to_tier = 2\n"
        "answer_hours = 8\n"
        'wanted_by = "Fri 20 Nov 20:00"\n'
        'kpi = "On-time delivery 93.1 %, wanted ≥ 95"\n'
        "\n"
        "[[escalation.E-3.answers]]\n"
        'id = "ans-1"\n'
        'state = "accepted"\n'
        "answered_at = 2026-11-20T13:00:00.000Z\n"
        'answered_by = "Jana Berg"\n'
        'text = "I ask today."\n'
    )


def test_in_a_small_place_it_is_without_what_is_only_for_the_reader() -> None:
    brief = "".join(export(LINE, [Sent(ASKED, [ACCEPTED], {"wanted_by": "Fri"})], brief=True))
    assert "#" not in brief
    assert "wanted_by" not in brief
    assert rows(taken(brief, held(PLANT)).added) == [TAKEN, ACCEPTED]


# Up: from the board that asks to the one that is asked


def test_the_next_tier_gets_the_escalation_with_its_origin_and_a_number_of_its_own() -> None:
    planned = taken(sent(LINE, ASKED, kpi="OTD 93 %", action="A-12 Second set"), held(PLANT))
    assert rows(planned.added) == [TAKEN]
    assert not planned.changed
    assert not planned.ignored
    assert import_lines(planned) == ["1 added, 0 changed, 0 removed",
                                 'added    escalation E-7 of Line 4 "A-12 Second set of tools"']  # fmt: skip


def test_two_of_them_are_numbered_one_after_the_other() -> None:
    other = replace(ASKED, id="esc-2", number=4, about="Dock 2")
    text = "".join(export(LINE, [Sent(ASKED), Sent(other)]))
    assert [row.number for row in rows(taken(text, held(PLANT)).added)] == [7, 8]  # type: ignore[attr-defined]


def test_the_same_again_is_nothing() -> None:
    assert taken(sent(LINE, ASKED), held(PLANT, TAKEN)).is_empty
    assert taken(sent(LINE, ASKED), held(PLANT, TAKEN, answers=[ACCEPTED])).is_empty


def test_raising_again_and_confirming_reach_the_next_tier() -> None:
    later = replace(ASKED, reason="Two weeks are too long", raised_at=NOON + timedelta(hours=6), help_asked="")
    planned = taken(sent(LINE, later, ACCEPTED, RESOLVED), held(PLANT, TAKEN, answers=[ACCEPTED, RESOLVED]))
    assert rows(planned.changed) == [replace(later, number=7, origin="Line 4", action_id=None, kpi_id=None)]
    assert [name for name, *_ in planned.changed[0].fields] == ["reason", "raised_at", "help_asked"]
    over = replace(ASKED, confirmed_at=NOON + timedelta(hours=6), confirmed_by="JP")
    planned = taken(sent(LINE, over, ACCEPTED), held(PLANT, TAKEN, answers=[ACCEPTED]))
    assert rows(planned.changed) == [replace(TAKEN, confirmed_at=over.confirmed_at, confirmed_by="JP")]
    again = replace(over, raised_at=NOON + timedelta(hours=9), confirmed_at=None, confirmed_by="")
    planned = taken(sent(LINE, again), held(PLANT, replace(TAKEN, confirmed_at=over.confirmed_at, confirmed_by="JP")))
    assert rows(planned.changed) == [replace(TAKEN, raised_at=again.raised_at)]


@pytest.mark.parametrize(
    "newer",
    [
        replace(TAKEN, raised_at=NOON + timedelta(hours=6), reason="Two weeks are too long"),
        replace(TAKEN, confirmed_at=NOON + timedelta(hours=6)),
    ],
)
def test_an_older_file_turns_nothing_back(newer: Escalation) -> None:
    planned = taken(sent(LINE, ASKED), held(PLANT, newer))
    assert planned.is_empty
    assert planned.ignored == ('escalation "E-3": the file is older than what the board has, which stays',)


def test_our_own_answers_stay_as_we_have_them() -> None:
    stale = replace(ACCEPTED, text="I ask tomorrow.")
    planned = taken(sent(LINE, ASKED, stale, RESOLVED), held(PLANT, TAKEN, answers=[ACCEPTED]))
    assert planned.is_empty  # RESOLVED was undone here, and what was undone stays so


def test_a_board_that_begins_anew_gets_the_answers_too() -> None:
    planned = taken(sent(LINE, ASKED, ACCEPTED, RESOLVED), held(PLANT))
    assert rows(planned.added) == [TAKEN, ACCEPTED, RESOLVED]


def test_a_file_for_another_tier_is_taken_with_a_remark() -> None:
    planned = taken(sent(LINE, ASKED), held(replace(PLANT, tier=3)))
    assert planned.ignored == ('escalation "E-3": is meant for tier 2; this board is of tier 3',)
    assert len(planned.added) == 1


# Back: from the board that was asked to the one that asked


def test_the_board_that_asked_gets_the_answers_and_nothing_else() -> None:
    changed_there = replace(TAKEN, reason="Something else", help_asked="", confirmed_at=NOON)
    planned = taken(sent(PLANT, changed_there, ACCEPTED, RESOLVED), held(LINE, ASKED))
    assert rows(planned.added) == [ACCEPTED, RESOLVED]
    assert not planned.changed
    assert import_lines(planned)[1:] == ['added    answer to E-3: accepted "I ask today."',
                                     'added    answer to E-3: resolved "Released."']  # fmt: skip
    assert taken(sent(PLANT, TAKEN, ACCEPTED), held(LINE, ASKED, answers=[ACCEPTED, RESOLVED])).is_empty
    corrected = replace(ACCEPTED, text="I asked.")
    planned = taken(sent(PLANT, TAKEN, corrected), held(LINE, ASKED, answers=[ACCEPTED]))
    assert (rows(planned.changed), planned.changed[0].fields) == (
        [corrected],
        (("text", '"I ask today."', '"I asked."'),),
    )


# Wrong boards, wrong files


@pytest.mark.parametrize(
    ("text", "on", "problem"),
    [
        (sent(LINE, ASKED), held(LINE, ASKED), "was raised on this board"),
        (sent(LINE, ASKED), held(LINE), "was raised on this board"),  # it was undone
        (sent(LINE, ASKED), held(replace(LINE, id="copy"), ASKED), "was raised on this board"),
        (sent(PLANT, TAKEN, ACCEPTED), held(PLANT, TAKEN), 'answers what "Line 4" asked; this board has not asked it'),
        (sent(PLANT, TAKEN, ACCEPTED), held(LINE), 'answers what "Line 4" asked; this board has not asked it'),
    ],
)
def test_a_file_for_another_board_is_refused(text: str, on: Held, problem: str) -> None:
    (said,) = refused(text, on)
    assert said.startswith(f'escalation "E-{7 if "origin" in text else 3}": ')
    assert problem in said


def test_of_a_mixed_file_every_board_takes_what_is_for_it() -> None:
    other = replace(ASKED, id="esc-2", number=4, origin="Cell 41")
    planned = taken("".join(export(LINE, [Sent(other), Sent(ASKED)])), held(PLANT))
    assert rows(planned.added) == [TAKEN]
    assert planned.ignored == ('escalation "E-4": answers what "Cell 41" asked; this board has not asked it',)


GOOD = sent(LINE, ASKED, ACCEPTED)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[escalation.E-3]", "[escalation.E-3", "line 16, column 16"),
        ("format = 1", "format = 9", "format: the file has format 9"),
        ('name = "Line 4"\n', "", "from · name: missing"),
        ('id = "line"\n', "", "from · id: missing"),
        ('id = "esc-1"\n', "", 'escalation "E-3" · id: missing'),
        ('id = "esc-1"\n', 'id = "../../x"\n', 'escalation "E-3" · id: "../../x" is not an id'),
        ("raised_at = 2026-11-20T11:00:00.000Z\n", "", 'escalation "E-3" · raised_at: missing'),
        ("raised_at = 2026-11-20T11:00:00.000Z\n", "raised_at = 4\n", "raised_at: 4 is not a date and time"),
        ('about = "A-12 Second set of tools"\n', 'about = ""\n', 'escalation "E-3" · about: the about is empty'),
        ('"""\nIt costs 4000 €;\nwe may spend 500 €"""', '" "', 'escalation "E-3" · reason: the reason is empty'),
        ('"""\nIt costs 4000 €;\nwe may spend 500 €"""', f'"{"x" * 2001}"', "2001 characters are too long"),
        ("answer_hours = 8", "answer_hours = 0", "answer_hours: 0 is not a whole number from 1 to 999"),
        ("to_tier = 2", "to_tier = 6", "to_tier: 6 is not a whole number from 1 to 5"),
        ('state = "accepted"', 'state = "acepted"', 'answers 1 · state: "acepted" is not allowed (did you mean'),
        ('id = "ans-1"\n', "", 'escalation "E-3" · answers 1 · id: missing'),
        ('id = "ans-1"\n', 'id = "esc-1"\n', "an id is given once"),
        ("answered_at = 2026-11-20T13:00:00.000Z\n", "", "answers 1 · answered_at: missing"),
        ("[[escalation.E-3.answers]]", "[escalation.E-3.answers]", "answers: a table is not a list of tables"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(old: str, new: str, problem: str) -> None:
    assert old in GOOD
    problems = refused(GOOD.replace(old, new, 1), held(PLANT))
    assert any(problem in line for line in problems), problems


@pytest.mark.parametrize("text", ["", "format = 1\n", '[kpi.otd]\nname = "x"\n', "[escalation]\n"])
def test_a_file_without_an_escalation_is_refused(text: str) -> None:
    said = "escalation: there is none in the file; one is headed [escalation.E-1]"
    assert refused(text, held(PLANT)) == [said]
    assert refused('escalation = "E-3"', held(PLANT)) == ['escalation: "E-3" is not a table; head it with […]']


def test_every_problem_is_named_at_once() -> None:
    wrong = (
        GOOD.replace('about = "A-12 Second set of tools"\n', "").replace('"accepted"', '"x"').replace("\ntier = 1", "")
    )
    assert len(refused(wrong, held(PLANT))) == 2


def test_an_answer_is_tied_to_one_escalation() -> None:
    other = replace(ASKED, id="esc-2", number=4)
    problems = refused(
        sent(PLANT, TAKEN, ACCEPTED), held(LINE, ASKED, other, answers=[replace(ACCEPTED, escalation_id="esc-2")])
    )
    assert problems == ['escalation "E-7": ans-1 is the id of an answer to another escalation']


def test_text_from_outside_is_cleaned_and_what_is_unknown_is_named() -> None:
    text = GOOD.replace("Release the money", "\\u001b[31mRelease\\u202e").replace("to_tier", "colour = 3\nto_tier")
    planned = taken(text, held(PLANT))
    (row, _) = rows(planned.added)
    assert isinstance(row, Escalation)
    assert row.help_asked == "[31mRelease"
    assert 'escalation "E-3" · colour: unknown, left out' in planned.ignored


def test_a_moment_without_an_offset_is_on_the_reading_boards_clock() -> None:
    text = GOOD.replace("2026-11-20T11:00:00.000Z", "2026-11-20T12:00:00")
    (row, _) = rows(taken(text, held(PLANT, zone="Europe/Berlin")).added)
    assert row == TAKEN


_words = st.text(st.characters(codec="utf-8"), max_size=40)


@given(_words, _words, _words, st.integers(1, 999), st.booleans())
def test_there_and_back_nothing_is_lost(reason: str, help_asked: str, answer: str, hours: int, over: bool) -> None:
    from kpiboard.basics.safetext import clean

    reason, help_asked = (clean(text, multiline=True).strip() for text in (reason, help_asked))
    confirmed = NOON + timedelta(days=1) if over else None
    asked = replace(ASKED, reason=reason or "x", help_asked=help_asked, answer_hours=hours, confirmed_at=confirmed)
    said = replace(ACCEPTED, text=clean(answer, multiline=True).strip())
    (there,) = rows(taken(sent(LINE, asked), held(PLANT)).added)
    assert there == replace(asked, number=7, origin="Line 4", action_id=None, kpi_id=None)
    assert isinstance(there, Escalation)
    assert rows(taken(sent(PLANT, there, said), held(LINE, asked)).added) == [said]
    assert taken(sent(LINE, asked, said), held(PLANT, there, answers=[said])).is_empty
