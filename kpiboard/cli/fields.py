"""Commands with many fields: a table of what is asked, by what the Board calls it, and a help that groups it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple, TypeVar

import click

from kpiboard.cli.group import NumberCommand

F = TypeVar("F", bound=Callable[..., Any])


class Asked(NamedTuple):
    """An option: what it takes (words for the help, a type, or bool for yes and no), its help, its own name if any.

    What may be given `several` times becomes a tuple.
    """

    takes: str | click.ParamType[Any] | type[bool]
    help: str = ""
    flag: str = ""
    several: bool = False


# Subject → field → its option; subjects and fields in the order of the help.
Subjects = Mapping[str, Mapping[str, Asked]]


class FieldOption(click.Option):
    """An option that stands under a subject in the help."""

    def __init__(self, *args: Any, subject: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject


class FieldsCommand(NumberCommand):
    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help: a section a subject, then what every command takes."""
        grouped: dict[str, list[tuple[str, str]]] = {}
        others: list[tuple[str, str]] = []
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
            if record is not None:
                rows = grouped.setdefault(param.subject, []) if isinstance(param, FieldOption) else others
                rows.append(record)
        for subject, rows in {**grouped, "Options": others}.items():
            with formatter.section(subject.rstrip("?")):
                formatter.write_dl(rows)


def field_options(subjects: Subjects, only: Collection[str] | None = None) -> Callable[[F], F]:
    """Adds an option for every field, or for those named."""

    def add(command: F) -> F:
        for subject, fields in reversed([*subjects.items()]):
            for name, asked in reversed([*fields.items()]):
                if only is None or name in only:
                    command = _option(subject, name, asked)(command)
        return command

    return add


def usages(subjects: Subjects) -> dict[str, str]:
    """Field → how it is given: `--check-on DATE`."""
    return {name: _usage(name, asked) for fields in subjects.values() for name, asked in fields.items()}


def _usage(name: str, asked: Asked) -> str:
    takes = asked.takes
    if isinstance(takes, click.Choice):
        takes = "|".join(takes.choices)
    elif isinstance(takes, click.ParamType):
        takes = takes.name.upper()
    return f"{_flag(name, asked)} {takes}"


def _flag(name: str, asked: Asked) -> str:
    return asked.flag or f"--{name.replace('_', '-')}"


def _option(subject: str, name: str, asked: Asked) -> Callable[[F], F]:
    flag = _flag(name, asked)
    takes: dict[str, Any] = {"metavar": asked.takes} if isinstance(asked.takes, str) else {"type": asked.takes}
    if asked.takes is bool:
        flag, takes = f"{flag}/--no-{flag[2:]}", {"default": None}
    if asked.several:
        takes |= {"multiple": True, "callback": _none_given}
    return click.option(flag, name, cls=FieldOption, subject=subject, help=asked.help or None, **takes)


def _none_given(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Several that were not given are None, as one is."""
    return value or None
