"""Every fact of what people edit goes through every door: Board, form, shell and file take and refuse the same.

A value that is good makes the same of the row at each door; one that is refused is refused at each, in the same words,
and changes nothing. Every field is told by JSON and by show, is asked by a form and explained in the head of the file.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from support import Clock

from kpiboard import Board
from kpiboard.basics.errors import BoardError, ImportProblems
from kpiboard.cli import main, session
from kpiboard.model.facts.action import ACTION
from kpiboard.model.facts.board import BOARD, GOAL, PERSON
from kpiboard.model.facts.fact import Fact, Facts, Sort
from kpiboard.model.facts.kpi import KPI
from kpiboard.model.facts.team import FEEDBACK
from kpiboard.model.kinds import kind_of, short_name
from kpiboard.screens.action.fields import action_fields, values_of
from kpiboard.screens.action.fields import sheet as action_sheet
from kpiboard.screens.dialogs.asking import ask
from kpiboard.screens.dialogs.fields import Choice, Field
from kpiboard.screens.dialogs.sheet import Sheet
from kpiboard.screens.kpi.fields import kpi_fields
from kpiboard.screens.kpi.fields import sheet as kpi_sheet
from kpiboard.views.board import BoardSnapshot

DOORS = ("board", "form", "shell", "file")


@dataclass(frozen=True)
class Edited:
    """What people edit: its facts, the row of the board that is edited here, and how each door calls it."""

    facts: Facts
    row: Callable[[Board], Any]
    edit: Callable[[Board, dict[str, Any]], object]
    shell: Callable[[Any], list[str]]
    shown: Callable[[Any], list[str]]
    only: tuple[str, ...] = ()
    """The fields that may be edited; all that are asked, unless given."""

    @property
    def asked(self) -> list[Fact]:
        return [fact for fact in self.facts.asked if not self.only or fact.name in self.only]


EDITED = {
    "kpi": Edited(
        KPI,
        lambda board: board.kpis.all()[-1],
        lambda board, given: board.kpis.edit(board.kpis.all()[-1].id, **given),
        lambda row: ["kpi", "edit", row.id],
        lambda row: ["kpi", "show", row.id],
    ),
    "action": Edited(
        ACTION,
        lambda board: board.actions.find("A-1"),
        lambda board, given: board.actions.edit("A-1", **given),
        lambda row: ["action", "edit", "A-1"],
        lambda row: ["action", "show", "A-1"],
    ),
    "person": Edited(
        PERSON,
        lambda board: board.team.people()[-1],
        lambda board, given: board.team.edit_person(board.team.people()[-1].id, **given),
        lambda row: ["person", "edit", row.id],
        lambda row: ["person", "list", "--all"],
    ),
    "goal": Edited(
        GOAL,
        lambda board: board.team.goals()[0],
        lambda board, given: board.team.edit_goal(board.team.goals()[0].id, **given),
        lambda row: ["goal", "edit", row.id],
        lambda row: ["goal", "list"],
    ),
    "board": Edited(
        BOARD,
        lambda board: board.info,
        lambda board, given: board.settings.edit(**given),
        lambda row: ["board", "set"],
        lambda row: ["board", "show"],
    ),
    "feedback": Edited(
        FEEDBACK,
        lambda board: board.feedback.find("F-1"),
        lambda board, given: board.feedback.edit("F-1", **given),
        lambda row: ["feedback", "edit", "F-1"],
        lambda row: ["feedback", "show", "F-1"],
        only=("text", "kind", "kpi"),
    ),
}
CASES = [(name, fact.name) for name, edited in EDITED.items() for fact in edited.asked]

# Values as people type them: those that are taken, and those that are refused.
VALUES: dict[Sort, tuple[list[str], list[str]]] = {
    Sort.NUMBER: (["2.5", "40", "0"], ["many", "1,2,3", "1e999"]),
    Sort.DAY: (["2026-12-24", "2027-03-01"], ["someday", "2026-13-01", "1850-01-01"]),
    Sort.TRUTH: (["yes", "no"], ["perhaps"]),
    Sort.CLOCK: (["05:30", "22:00"], ["noon", "25:00"]),
    Sort.WEEKDAY: (["sunday", "monday"], ["someday"]),
    Sort.DAYS: (["friday, 2026-12-25", "sunday"], ["someday"]),
    Sort.ZONE: (["Europe/Madrid", "UTC"], ["Europe/Nowhere"]),
    Sort.TARGET: (["95", "97.5"], ["many"]),
    Sort.PERSON: (["Rui Costa", "Mia Sand"], ["the team", "x" * 61]),
}
# What one field takes beside its sort.
OF_FIELD: dict[tuple[str, str], tuple[list[str], list[str]]] = {
    ("kpi", "key"): (["yield", "fpy"], ["x" * 25, "otd"]),
    ("kpi", "direction"): (["lower", "higher"], ["sideways"]),  # a band wants another target
    ("kpi", "state"): (["draft", "active"], ["gone"]),
    ("kpi", "weekdays"): (["monday, friday", "tuesday"], ["someday", "2026-12-25"]),
    ("kpi", "target"): (["97", "98"], ["many", "1 to 2"]),
    ("kpi", "watch"): (["90", "91"], ["many"]),
    ("kpi", "weight"): (["2.5", "0"], ["many", "-1"]),
    ("kpi", "effort_minutes"): (["2.5", "0"], ["many", "-1"]),
    ("kpi", "valid_min"): (["-5", "2.5"], ["many"]),
    ("kpi", "floor"): (["-5", "2.5"], ["many"]),
    ("kpi", "parent"): (["otd", "drift"], ["nothing like it"]),
    ("person", "initials"): (["RX", "RC"], ["x" * 5]),
}
# What has to be said along with a field, in the words of the shell and of the file.
ALONG: dict[tuple[str, str], dict[str, str]] = {("kpi", "direction"): {"target": "96"}}
NAMES_OF = {
    "people": (["Joana Prado", "Rui Costa"], ["Nobody Known"]),
    "kpis": (["otd", "drift"], ["nothing like it"]),
    "actions": (["A-2", "A-3"], ["A-77"]),
    "categories": (["C", "D"], ["Z"]),
    "goals": (["Deliver as promised", "Waste nothing"], ["Rest"]),
}
# Only a door can say no: these are not asked where a value is chosen, or a flag given.
NO_FLAG = {Sort.TRUTH}


def values(kind: str, fact: Fact) -> tuple[list[str], list[str]]:
    """The good and the bad ones of a field."""
    if (kind, fact.name) in OF_FIELD:
        return OF_FIELD[kind, fact.name]
    if fact.sort in (Sort.REFERENCE, Sort.NAMES):
        return NAMES_OF[fact.table]
    if fact.sort in (Sort.TEXT, Sort.LINE):
        return ["some words", "x" * fact.limit], ["x" * (fact.limit + 1)]
    if fact.sort is Sort.WHOLE:
        least, most = int(fact.least or 0), int(fact.most or 0)
        return [str(most), str(least)], [str(least - 1), str(most + 1), f"{least}.5", "many"]
    if fact.sort is Sort.CHOICE:
        return [str(option) for option in fact.options], ["sideways"]
    return VALUES[fact.sort]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("doors") / "line4.db"
    clock = Clock(datetime(2026, 11, 21, 13, 32, tzinfo=UTC))
    with Board.create(path, name="Line 4", template="empty", who="anna", now=clock, timezone="Europe/Berlin") as board:
        board.team.add_person("Joana Prado", "JP")
        board.team.add_person("Rui Costa", "RC")
        board.team.add_goal("Deliver as promised")
        board.team.add_goal("Waste nothing")
        board.kpis.add("On-time delivery", key="otd", target=95, unit="%", category="D")
        board.kpis.add("Oven drift", key="drift", unit="K")
        board.kpis.add("First-pass yield", key="fpy", target=96, watch=92, unit="%", category="Q")
        board.actions.add("Second dock team", kpi="fpy")
        board.actions.add("Tools")
        board.actions.add("Places")
        board.feedback.add("Torque wrench is worn")
    return path


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 21, 13, 32, tzinfo=UTC))


@pytest.fixture
def boards(made: Path, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Board]]:
    """One copy of the board a door."""
    monkeypatch.setattr(session, "clock", clock)
    opened = {}
    for door in DOORS:
        file = Path(shutil.copy(made, tmp_path / f"{door}.db"))
        opened[door] = Board.open(file, who="anna", now=clock)
    yield opened
    for board in opened.values():
        board.close()


# The doors: each gives one value for one field, and returns the words of its refusal, or "".


def by_board(edited: Edited, board: Board, fact: Fact, value: str) -> str:
    try:
        edited.edit(board, {fact.name: value, **along(edited, fact)})
    except BoardError as refused:
        return f"{refused.message} {refused.hint}"
    return ""


def along(edited: Edited, fact: Fact) -> dict[str, str]:
    return ALONG.get((kind_of(edited.facts.row).place, fact.name), {})


def by_form(edited: Edited, board: Board, fact: Fact, value: str) -> str:
    """What is chosen can be chosen only where it is offered; what is typed is the board's to take."""
    row = edited.row(board)
    field = ask(fact, getattr(row, fact.attr) if fact.attr else "", board.snapshot(history=1))
    if isinstance(field, Choice):
        offered = {option: option for option, _ in field.options}
        if fact.sort is Sort.REFERENCE:
            offered = {words.split(" (")[0].split("  ")[0]: option for option, words in field.options}
            offered |= {words.rpartition("(")[2].rstrip(")"): option for option, words in field.options}
        if value not in offered:
            return "not offered"
        value = offered[value]
    return by_board(edited, board, fact, value)


def by_shell(edited: Edited, board: Board, fact: Fact, value: str) -> str:
    call = edited.shell(edited.row(board))
    if call == ["board", "set"]:
        call += [fact.name, value]
    elif fact.sort is Sort.TRUTH:
        yes, _, no = fact.option.partition("/")
        call.append({"yes": yes, "no": no or f"--no-{yes[2:]}"}[value])
    else:
        call.append(f"{fact.option}={value}")
    call += [f"--{name}={said}" for name, said in along(edited, fact).items()]
    done = CliRunner().invoke(main, [*call, "-b", str(board.path), "--as", "anna"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.stderr if done.exit_code else ""


def by_file(edited: Edited, board: Board, fact: Fact, value: str) -> str:
    row = edited.row(board)
    kind = kind_of(row)
    name = fact.line or fact.name
    place = kind.place if kind.place == "board" else f"{kind.place}.{json.dumps(short_name(row))}"
    whole = "" if kind.place == "board" else f'id = "{row.id}"\n'
    if kind.names and fact.name == kind.names[0] and kind.place != "board":
        place = f"{kind.place}.{json.dumps(value)}"  # it is the name of its table
    more = "".join(f"{other} = {said}\n" for other, said in along(edited, fact).items())
    text = f"format = 1\n[{place}]\n{whole}{name} = {literal(fact, value)}\n{more}"
    try:
        board.files.import_toml(text.encode())
    except ImportProblems as refused:
        return "\n".join(refused.lines)
    return ""


def literal(fact: Fact, value: str) -> str:
    """The value as a file has it."""
    if fact.sort in (Sort.NUMBER, Sort.WHOLE, Sort.TARGET) and re.fullmatch(r"-?\d+(\.\d+)?", value):
        return value
    if fact.sort is Sort.TRUTH and value in ("yes", "no"):
        return {"yes": "true", "no": "false"}[value]
    if fact.sort in (Sort.NAMES, Sort.DAYS):
        return json.dumps(value.split(", "))
    return json.dumps(value)


GIVE = {"board": by_board, "form": by_form, "shell": by_shell, "file": by_file}


def told(board: Board, fact: Fact, edited: Edited) -> Any:
    """What the row has now."""
    row = edited.row(board)
    if fact.sort is Sort.TARGET:
        return [(one.low, one.high, one.watch_low, one.watch_high) for one in board.targets.of(row)[-1:]]
    if fact.name == "helpers":
        return sorted(one.initials for one in board.actions.helpers(row))
    if fact.name == "also":
        return sorted(one.key for one in board.actions.story(row).card.also)
    if fact.name == "blocked_by":
        return sorted(short_name(one) for one in board.actions.story(row).card.blockers)
    return getattr(row, fact.attr)


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_the_doors_take_and_refuse_the_same(boards: dict[str, Board], kind: str, name: str) -> None:
    edited = EDITED[kind]
    fact = edited.facts[name]
    good, bad = values(kind, fact)
    for value in good[: 1 if fact.sort is Sort.NAMES else None]:  # a file that is merged takes no name away
        refused = {door: GIVE[door](edited, boards[door], fact, value) for door in DOORS}
        assert not any(refused.values()), (value, refused)
        found = {door: told(boards[door], fact, edited) for door in DOORS}
        assert len({repr(one) for one in found.values()}) == 1, (value, found)
    before = told(boards["board"], fact, edited)
    for value in bad:
        doors = [door for door in DOORS if not (door == "shell" and fact.sort in NO_FLAG)]
        refused = {door: GIVE[door](edited, boards[door], fact, value) for door in doors}
        assert all(refused.values()), (value, refused)
        words = plain(refused["board"].partition(". ")[0])
        for door in doors:
            assert words in plain(refused[door]) or refused[door] == "not offered", (value, refused)
            assert told(boards[door], fact, edited) == before, (value, door)


def plain(words: str) -> str:
    """Words without what tells a sentence from a line: quotes, stops, capitals."""
    return re.sub(r"[\"'“”‘’.;:,\s]+", " ", words.replace(" on this board", "")).strip().casefold()


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_every_field_is_told(boards: dict[str, Board], kind: str, name: str) -> None:
    """Two values of a field are told apart by show and by JSON; JSON has it under its name."""
    edited = EDITED[kind]
    fact, board = edited.facts[name], boards["board"]
    seen, data = [], []
    for value in values(kind, fact)[0][:2]:
        assert by_board(edited, board, fact, value) == ""
        shown = [*edited.shown(edited.row(board)), "-b", str(board.path)]
        seen.append(CliRunner().invoke(main, shown).stdout)
        data.append(CliRunner().invoke(main, [*shown, "--json"]).stdout)
    assert seen[0] != seen[1]
    assert data[0] != data[1]
    assert f'"{name}":' in data[0] or name == "watch"  # which is part of the target


def keys(data: Any) -> set[str]:
    """All keys of JSON, however deep."""
    if isinstance(data, list):
        return set().union(*map(keys, data))
    return {*data}.union(*map(keys, data.values())) if isinstance(data, dict) else set()


@pytest.mark.parametrize("kind", EDITED)
def test_every_field_is_told_to_programs(boards: dict[str, Board], kind: str) -> None:
    """Also those that the board keeps by itself. A watch is told by its ends, and who was asked as `asked`."""
    edited, board = EDITED[kind], boards["board"]
    shown = [*edited.shown(edited.row(board)), "--json", "-b", str(board.path)]
    found = keys(json.loads(CliRunner().invoke(main, shown).stdout))
    assert {fact.name for fact in edited.facts} - {"consulted", "watch"} <= found


def test_the_forms_of_a_kpi_and_of_an_action_ask_for_every_field(boards: dict[str, Board]) -> None:
    snapshot = boards["board"].snapshot()
    card = snapshot.actions[0]
    forms = {
        "kpi": [*kpi_fields(snapshot, None), *sheet_fields(kpi_sheet(boards["board"].kpis.find("fpy")), snapshot)],
        "action": [*action_fields(snapshot, values_of(card)), *sheet_fields(action_sheet(card), snapshot)],
    }
    for kind, fields in forms.items():
        assert [field.name for field in fields] == [fact.name for fact in EDITED[kind].facts.asked]


def sheet_fields(sheet: Sheet, snapshot: BoardSnapshot) -> list[Field]:
    return [sheet.field(fact, snapshot) for facts in list(sheet.facts.subjects.values())[1:] for fact in facts]


@pytest.mark.parametrize(("kind", "name"), [(kind, fact.name) for kind, one in EDITED.items() for fact in one.facts])
def test_the_head_of_the_file_explains_every_field(boards: dict[str, Board], kind: str, name: str) -> None:
    fact = EDITED[kind].facts[name]
    head = boards["board"].files.export_toml().partition("\nformat")[0]
    if fact.sort is not Sort.ID and fact.name not in ("number", "position"):  # which the head tells once for all
        assert re.search(rf"^# +{fact.line or name} +{re.escape(fact.help[:24].rstrip())}", head, re.MULTILINE), name
