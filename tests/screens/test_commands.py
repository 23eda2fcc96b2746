"""The commands: one declaration that key, footer, palette and help agree with."""

from __future__ import annotations

import re
import subprocess
import sys
from inspect import iscoroutinefunction
from pathlib import Path

from kpiboard.screens import commands
from kpiboard.screens.commands import BY_ID, COMMANDS, bindings, keys_table
from kpiboard.screens.frame.command import Group, grouped, keys_of


def test_ids_and_keys_are_each_used_once() -> None:
    keys = [key for command in COMMANDS if command.keys for key in command.keys.split(",")]
    assert len(BY_ID) == len(COMMANDS)
    assert len(keys) == len(set(keys))


def test_every_command_runs_what_there_is() -> None:
    for command in COMMANDS:
        names = command.run.__code__.co_names  # module and function; the same word stands there once
        assert iscoroutinefunction(getattr(getattr(commands, names[0]), names[-1])), command.id


def test_a_start_loads_no_command() -> None:
    """The modules are named where imports stand, and are not run before a key asks for one of them."""
    code = (
        "import sys; from kpiboard.screens.app import KpiBoardApp\n"
        "print(*(name for name, one in list(sys.modules.items()) if name.startswith('kpiboard.screens.')"
        " and 'Lazy' not in object.__getattribute__(one, '__class__').__name__))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "kpiboard.screens.board.screen" in loaded
    assert not [name for name in loaded if name.endswith((".commands", ".dialogs.form", ".kpi.screen"))
                and name != "kpiboard.screens.commands"]  # fmt: skip


def test_what_the_screens_name_is_a_command() -> None:
    """A command is named by its id, as people's configuration names it: `app.do("action")`, `key_of("zoom")`."""
    named = re.compile(r"""\b(?:do|key_of|Run)\(["']([a-z0-9-]+)["']""")
    sources = [path.read_text(encoding="utf-8") for path in Path(commands.__file__).parent.rglob("*.py")]
    found = {command_id for source in sources for command_id in named.findall(source)}
    assert {"action", "back", "zoom", "review"} <= found <= BY_ID.keys()


def test_every_command_is_bound_with_its_help() -> None:
    by_id = {binding.id: binding for binding in bindings()}
    bound = [command for command in COMMANDS if command.keys]  # the others are found in the palette
    assert by_id.keys() == {command.id for command in bound}
    for command in bound:
        assert by_id[command.id].tooltip == command.help
        assert by_id[command.id].show == bool(command.footer)


def test_the_groups_hold_every_command_once() -> None:
    found = [command for group in grouped(COMMANDS).values() for command in group]
    assert sorted(found, key=lambda one: one.id) == sorted(COMMANDS, key=lambda one: one.id)
    assert list(grouped(COMMANDS)) == list(Group)


def test_keys_read_as_people_write_them() -> None:
    assert keys_of(BY_ID["help"]) == ["?"]
    assert keys_of(BY_ID["move-up"]) == ["K", "shift+up"]
    assert keys_of(BY_ID["record"], {"record": "R"}) == ["R"]
    assert keys_of(BY_ID["record"], {"record": "comma,f5"}) == ["comma", "f5"]


def test_the_table_for_the_readme_has_a_line_for_each_command() -> None:
    table = keys_table()
    for command in COMMANDS:
        line = f"| {command.title} | {command.help} |"
        assert table.count(line) == 1, command.id
