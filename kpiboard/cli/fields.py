"""Options for the fields of a row, made from what is known about them, and a help that groups them by subject."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import click

from kpiboard.cli.group import NumberCommand
from kpiboard.cli.names import CODE, NAMES, OneOf
from kpiboard.model.facts.fact import Fact, Sort

F = TypeVar("F", bound=Callable[..., Any])

# What the help says for a value of each sort; choices and names of rows say it themselves, a whole number its range.
_TAKES = {
    Sort.NUMBER: "N",
    Sort.NUMBERS: "VALUES",
    Sort.TARGET: "VALUE",
    Sort.DAY: "DATE",
    Sort.CLOCK: "TIME",
    Sort.PERIOD: "PERIOD",
}


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
                subject = param.subject if isinstance(param, FieldOption) else ""
                (grouped.setdefault(subject, []) if subject else others).append(record)
        for subject, rows in {**grouped, "Options": others}.items():
            with formatter.section(subject.rstrip("?")):
                formatter.write_dl(rows)


def field_options(facts: Iterable[Fact], *, new: bool = False, required: bool = False) -> Callable[[F], F]:
    """Adds an option for each field; of a `new` row the help names what it has when nothing is said.

    What is not given is None; what may be given several times becomes a tuple. The values are text, as they were
    typed: the board takes or refuses them, here as everywhere.
    """
    asked = [*facts]

    def add(command: F) -> F:
        for fact in reversed(asked):
            command = _option(fact, new, required)(command)
        return command

    return add


def what_is_given(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The options that were given."""
    return {name: value for name, value in fields.items() if value is not None}


def usage(fact: Fact) -> str:
    """How it is given: `--check-on DATE`."""
    kind = _type(fact)
    takes = "|".join(kind.choices) if isinstance(kind, click.Choice) else kind.name.upper() if kind else _takes(fact)
    return f"{fact.option} {takes}"


def _option(fact: Fact, new: bool, required: bool) -> Callable[[F], F]:
    flag, kind, more = fact.option, _type(fact), ""
    takes: dict[str, Any] = {"type": kind} if kind else {"metavar": _takes(fact)}
    if fact.sort is Sort.TRUTH:
        flag, takes = flag if "/" in flag else f"{flag}/--no-{flag[2:]}", {"default": None}
    if fact.sort is Sort.NAMES:
        takes |= {"multiple": True, "callback": _none_given}
        more = " Again for another one."
    if new and fact.sort in (Sort.CHOICE, Sort.WHOLE) and fact.usual is not None:
        more = f"  [default: {fact.usual}]"
    return click.option(
        flag, fact.name, cls=FieldOption, subject=fact.subject, help=fact.sentence + more, required=required, **takes
    )


def _type(fact: Fact) -> click.ParamType[Any] | None:
    """What the shell can complete."""
    if fact.sort in (Sort.REFERENCE, Sort.NAMES):
        return NAMES[fact.table]
    if fact.sort is Sort.CHOICE:
        return OneOf(fact.options)
    return CODE if fact.name == "code" else None


def _takes(fact: Fact) -> str:
    return f"{fact.least:g}-{fact.most:g}" if fact.sort is Sort.WHOLE else _TAKES.get(fact.sort, "TEXT")


def _none_given(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Several that were not given are None, as one is."""
    return value or None
