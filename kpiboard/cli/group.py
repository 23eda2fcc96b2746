"""Commands and topics of the shell: options that all of them take, sub-commands loaded when they are asked for."""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any

import click

from kpiboard.cli.session import board_options

Place = tuple[str, str]  # a module of kpiboard.cli, and the command in it
Sections = Mapping[str, Mapping[str, Place]]

_NEGATIVE = re.compile(r"-[.,]?\d")


class Command(click.Command):
    """A sub-command; takes -b, --as and --ascii like the program itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += board_options()


class NumberCommand(Command):
    """A command with a number among its arguments: `-3` is a value there, not an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.ignore_unknown_options = any(_NEGATIVE.match(arg) for arg in args)
        return super().parse_args(ctx, args)


def _loaded(name: str) -> ModuleType:
    """A module, imported without the collector, which would look through what stays anyway, and again on leaving."""
    if name in sys.modules or not gc.isenabled():
        return import_module(name)
    gc.disable()
    try:
        return import_module(name)
    finally:
        gc.freeze()
        gc.enable()


class Topic(click.Group):
    """`kpiboard kpi …`: commands in the order they are written, near misses named.

    Those in `sections` are loaded when they are asked for; the help lists them by task.
    """

    command_class = Command

    def __init__(self, *args: Any, sections: Sections | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params = [*board_options(), *self.params]
        self.sections = sections or {}
        self.places = {name: place for section in self.sections.values() for name, place in section.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*self.places, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = self.places.get(cmd_name)
        if place is None:
            return super().get_command(ctx, cmd_name)
        found: click.Command = getattr(_loaded(f"kpiboard.cli.{place[0]}"), place[1])
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if not self.sections:
            super().format_commands(ctx, formatter)
            return
        wide = max(map(len, self.places))
        limit = formatter.width - wide - 6
        for title, names in self.sections.items():
            found = [(name, self.get_command(ctx, name)) for name in names]
            rows = [(name.ljust(wide), command.get_short_help_str(limit)) for name, command in found if command]
            with formatter.section(title):
                formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None:
            ctx.fail(no_command(args[0], self.list_commands(ctx)))
        return super().resolve_command(ctx, args)


def no_command(word: str, known: list[str]) -> str:
    from difflib import get_close_matches  # for a slip only

    near = get_close_matches(word.lower(), known, 1)
    return f"There is no command {word!r}." + (f" Did you mean {near[0]}?" if near else "")
