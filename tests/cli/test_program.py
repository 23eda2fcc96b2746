"""The program as the shell sees it: what is loaded, exit codes, pipes, errors, help, completion."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

import kpiboard as package
from kpiboard.cli import main
from kpiboard.cli.program import COMMANDS

READS = [
    ["status"], ["status", "--json"], ["kpi", "list"], ["kpi", "show", "otd"], ["action", "list"], ["feedback", "list"],
    ["person", "list"], ["goal", "list"], ["board", "show"], ["category", "list"], ["shift", "list"],
    ["reading", "list", "otd"], ["tree"], ["balance", "--json"], ["pareto"], ["letters"], ["kpi", "quality", "otd"],
    ["kpi", "show", "otd", "--json"], ["kpi", "reach", "otd", "95"], ["kpi", "audit", "otd"], ["kpi", "--help"],
    ["action", "show", "A-1"], ["action", "show", "A-1", "--a3"], ["answers"], ["huddle"], ["huddle", "list"],
    ["escalation", "list"], ["kata", "list"], ["view", "list"], ["congratulate"], ["congratulations"],
    ["log"], ["check"], ["export", "-"], ["completion", "zsh"], ["--help"], ["--version"],
]  # fmt: skip
WRITES = [
    ["record", "otd", "97,5"], ["kpi", "add", "Overtime"], ["action", "add", "--for", "otd"],
    ["feedback", "add", "Hello"], ["huddle", "start"], ["congratulate", "JP", "Well done"],
    ["escalation", "raise", "--kpi", "fpy", "--reason", "No key"], ["view", "save", "6"],
    ["person", "add", "Mia Sand"], ["--as", "anna", "undo"],
]  # fmt: skip


# Runs commands one after another in one process and tells what was loaded after which.
LOADS = """
import json, sys
from kpiboard.cli import main
loaded = []
for command in json.loads(sys.argv[1]):
    try:
        main(command)
    except SystemExit as end:
        assert not end.code, (command, end.code)
    loaded.append([" ".join(command), list(sys.modules)])
sys.stderr.write(json.dumps(loaded))
"""


def loads(file: Path, *commands: list[str]) -> dict[str, set[str]]:
    """Command → the modules that are loaded when it and those before it have run, in a process of their own."""
    done = subprocess.run(
        [sys.executable, "-c", LOADS, json.dumps(commands)],
        capture_output=True,
        check=True,
        env={**os.environ, "KPIBOARD_FILE": str(file)},
    )
    return {command: set(modules) for command, modules in json.loads(done.stderr)}


def test_no_shell_command_loads_the_screen(kpiboard: Any, file: Path) -> None:
    kpiboard("action", "add", "Tools")
    for command, loaded in loads(file, *READS, *WRITES).items():
        assert "kpiboard.cli.group" in loaded
        assert not loaded & {"textual", "rich", "kpiboard.screens"}, command


def test_record_loads_only_what_it_needs(file: Path) -> None:
    (loaded,) = loads(file, ["record", "otd", "97.5"]).values()
    assert not loaded & {
        "sqlite_utils", "tomllib", "tomli_w", "tzlocal", "platformdirs", "kpiboard.starting",
        "kpiboard.cli.kpis", "kpiboard.cli.files", "kpiboard.cli.readings", "kpiboard.charts.runchart",
        "kpiboard.rules.quality", "kpiboard.rules.effect", "kpiboard.words.action", "kpiboard.words.huddle",
        "kpiboard.cli.actions", "kpiboard.cli.huddles", "asyncio",
    }  # fmt: skip


def test_a_command_of_a_topic_loads_only_its_own_module(file: Path) -> None:
    (loaded,) = loads(file, ["kpi", "list"]).values()
    assert "kpiboard.cli.kpis" in loaded
    assert not loaded & {"kpiboard.cli.kpi_edit", "kpiboard.cli.kpi_show", "kpiboard.charts.runchart"}


COLLECTED = """
import gc
from kpiboard.cli import main
try:
    main(["person", "list"])
except SystemExit:
    print(gc.isenabled(), gc.get_freeze_count() > 10_000)
"""


def test_the_collector_passes_over_what_was_imported_and_sees_what_comes_later(file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", COLLECTED],
        capture_output=True,
        text=True,
        env={**os.environ, "KPIBOARD_FILE": str(file)},
    )
    assert done.stdout.endswith("True True\n"), done.stderr


def installed() -> str:
    found = shutil.which("kpiboard", path=str(Path(sys.executable).parent))
    assert found, "install the project to test its command"
    return found


def test_the_installed_command(file: Path) -> None:
    def run(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([installed(), *args, "-b", str(file)], capture_output=True, text=True, check=False)

    assert run("record", "otd", "90").returncode == 0
    assert run("status", "--exit-code").returncode == 3  # most have no reading yet
    assert run("recrod").returncode == 2
    wrong = run("record", "otd", "many")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert wrong.stderr == ('Please check the value: "many" is not a number.\n  Write it like 97.5 or 97,5.\n')


def test_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "kpiboard", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"kpiboard {package.__version__}\n"


def test_a_closed_pipe_is_quiet(file: Path) -> None:
    for _ in range(3):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([installed(), "export", "-b", str(file)], stdout=writer, stderr=subprocess.PIPE)
        os.close(writer)
        assert done.stderr == b""
        assert done.returncode != 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("command", ["status", "export"])
def test_output_onto_a_full_disk(file: Path, command: str) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([installed(), command, "-b", str(file)], stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("The disk is full: ")
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="closes descriptors by the shell")
@pytest.mark.parametrize("command", ["import - <&-", "export - >&-"])
def test_closed_standard_streams(file: Path, command: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"{installed()}" -b "{file}" {command}'], stderr=subprocess.PIPE, text=True, check=False
    )
    assert (done.returncode, "is closed" in done.stderr, "Traceback" in done.stderr) == (1, True, False)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_leaves_with_130(file: Path) -> None:
    code = (
        "import signal, sys, kpiboard.board, kpiboard.cli.files\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # a shell starts what is in the background deaf
        "from kpiboard.cli import main\n"
        "class Waiting:\n"
        "    def read(self):\n"
        "        print('ready', flush=True)\n"
        "        return sys.__stdin__.buffer.read()\n"
        "class Input:\n"
        "    buffer = Waiting()\n"
        "sys.stdin = Input()\n"
        "main(['import', '-', '-b', sys.argv[1]])"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert errors.strip() == b""
    assert process.returncode == 130


def test_a_bug_keeps_its_traceback(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kpiboard import Board

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(Board, "open", broken)
    result = CliRunner().invoke(main, ["status", "-b", str(file)])
    assert isinstance(result.exception, ZeroDivisionError)


def test_help_names_every_command_by_task() -> None:
    said = CliRunner().invoke(main, ["--help"]).stdout
    places = [said.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)
    assert said.index("Numbers:") < said.index("Work:") < said.index("File:")


def every_command(group: click.Group, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command | None]]:
    """What the tables of sub-commands name, topics included: words of the command line → what is found there."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        yield (*path, name), found
        if isinstance(found, click.Group):
            yield from every_command(found, *path, name)


def test_every_place_holds_the_command_of_its_name() -> None:
    found = dict(every_command(main))
    assert len(found) > 100
    for path, command in found.items():
        assert command is not None, path
        assert command.name == path[-1]
        assert CliRunner().invoke(main, [*path, "--help"]).exit_code == 0, path


@pytest.mark.parametrize("place", ["before", "between", "after", "variable"])
def test_the_board_is_named_anywhere(file: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    named = ["-b", str(file)]
    args = {
        "before": [*named, "kpi", "list"],
        "between": ["kpi", *named, "list"],
        "after": ["kpi", "list", "--board", str(file)],
        "variable": ["kpi", "list"],
    }[place]
    monkeypatch.setenv("KPIBOARD_FILE", str(file if place == "variable" else "nowhere.db"))
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 0
    assert "On-time delivery" in result.stdout


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("kpiboard re", {"record", "readings", "redo"}),
        ("kpiboard record o", {"otd"}),
        ("kpiboard action note A-", {"A-1"}),
        ("kpiboard kpi add x --owner ", {"JP", "RC"}),
        ("kpiboard kpi add x --cadence w", {"week"}),
        ("kpiboard feedback answer ", {"F-1"}),
        ("kpiboard goal edit D", {"Deliver as promised"}),
        ("kpiboard kpi edit otd --category S", {"S"}),
        ("kpiboard escalation confirm ", {"E-1"}),
        ("kpiboard kata show k", {"K-1"}),
        ("kpiboard action edit A-1 --helper R", {"RC"}),
        ("kpiboard action move A-1 c", {"check", "closed"}),
        ("kpiboard huddle thank J", {"JP"}),
        ("kpiboard kpi re", {"retire", "restore", "reach", "rebase", "review"}),
        ("kpiboard kpi show d", {"drift"}),
        ("kpiboard kpi guard otd c", {"complaints"}),
        ("kpiboard kpi sign otd ", {"JP", "RC"}),
        ("kpiboard kpi asked otd JP R", {"RC"}),
        ("kpiboard kpi review otd a", {"adjust"}),
        ("kpiboard kpi edit otd --signal-rules w", {"wheeler", "western-electric"}),
        ("kpiboard record otd 90 --code d", {"dock"}),
        ("kpiboard pareto --around ", {"A-1"}),
        ("kpiboard tree --person J", {"JP"}),
    ],
)
def test_the_shell_completes_from_the_board(kpiboard: Any, file: Path, typed: str, offered: set[str]) -> None:
    kpiboard("action", "add", "Tools", "--code", "dock")
    kpiboard("feedback", "add", "Hello")
    kpiboard("escalation", "raise", "--action", "A-1", "--reason", "No money")
    kata = ("--actual", "1", "--target", "2", "--obstacle", "3", "--next", "4", "--expect", "5")
    kpiboard("kata", "add", "--action", "A-1", "--coach", "JP", "--learner", "RC", *kata)
    words = typed.split(" ")
    environment = {
        "KPIBOARD_FILE": str(file),
        "_KPIBOARD_COMPLETE": "bash_complete",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(words) - 1),
    }
    result = CliRunner().invoke(main, [], env=environment, prog_name="kpiboard")
    assert {line.partition(",")[2] for line in result.stdout.splitlines()} == offered


def test_completion_without_a_board_is_silent(tmp_path: Path) -> None:
    environment = {
        "KPIBOARD_FILE": str(tmp_path / "none.db"),
        "_KPIBOARD_COMPLETE": "bash_complete",
        "COMP_WORDS": "kpiboard record ",
        "COMP_CWORD": "2",
    }
    assert CliRunner().invoke(main, [], env=environment, prog_name="kpiboard").output.strip() == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script(shell: str) -> None:
    assert "_KPIBOARD_COMPLETE" in CliRunner().invoke(main, ["completion", shell]).stdout
