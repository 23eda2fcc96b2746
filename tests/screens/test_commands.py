"""The commands: one declaration that key, footer, palette and help agree with."""

from __future__ import annotations

import asyncio
from inspect import iscoroutinefunction

from kpiboard.screens.commands import BY_ID, COMMANDS, Group, bindings, grouped, keys_of, keys_table


def test_ids_and_keys_are_each_used_once() -> None:
    keys = [key for command in COMMANDS for key in command.keys.split(",")]
    assert len(BY_ID) == len(COMMANDS)
    assert len(keys) == len(set(keys))


def test_every_command_can_be_loaded() -> None:
    for command in COMMANDS:
        assert iscoroutinefunction(command.load()), command.id
    assert asyncio.iscoroutinefunction(BY_ID["record"].load())


def test_every_command_is_bound_with_its_help() -> None:
    by_id = {binding.id: binding for binding in bindings()}
    assert by_id.keys() == BY_ID.keys()
    for command in COMMANDS:
        assert by_id[command.id].tooltip == command.help
        assert by_id[command.id].show == bool(command.footer)


def test_the_groups_hold_every_command_once() -> None:
    found = [command for group in grouped().values() for command in group]
    assert sorted(found, key=lambda one: one.id) == sorted(COMMANDS, key=lambda one: one.id)
    assert list(grouped()) == list(Group)


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
