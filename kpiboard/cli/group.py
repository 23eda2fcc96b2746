"""The `kpiboard` command: finds the sub-command and loads only its module; every error gets its exit code here."""

from __future__ import annotations

import errno
import re
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from kpiboard import __version__
from kpiboard.basics.errors import BoardError, DiskFull, ImportProblems
from kpiboard.cli.session import Session, board_options, screen_options

Place = tuple[str, str]  # a module of kpiboard.cli, and the command in it
Sections = Mapping[str, Mapping[str, Place]]

# What `--help` lists, by task.
SECTIONS: Sections = {
    "The board": {
        "open": ("open", "open_command"),
        "demo": ("demo", "demo"),
        "new": ("boards", "new"),
        "status": ("status", "status"),
    },
    "Numbers": {
        "record": ("record", "record"),
        "kpi": ("kpis", "kpi"),
        "readings": ("reading_files", "readings"),
        "mapping": ("mappings", "mapping"),
    },
    "Work": {
        "answers": ("answers", "answers"),
        "action": ("actions", "action"),
        "view": ("views", "view"),
        "feedback": ("feedback", "feedback"),
        "escalation": ("escalations", "escalation"),
        "kata": ("kata", "kata"),
    },
    "Meeting": {
        "huddle": ("huddles", "huddle"),
        "congratulate": ("praise", "congratulate"),
        "congratulations": ("praise", "congratulations"),
    },
    "Standing back": {
        "tree": ("tree", "tree"),
        "letters": ("letters", "letters"),
        "pareto": ("pareto", "pareto"),
        "balance": ("balance", "balance"),
    },
    "Team": {
        "person": ("people", "person"),
        "goal": ("goals", "goal"),
        "board": ("settings", "board"),
        "category": ("settings", "category"),
        "shift": ("settings", "shift"),
    },
    "File": {
        "export": ("files", "export"),
        "import": ("files", "import_command"),
        "undo": ("history", "undo"),
        "redo": ("history", "redo"),
        "log": ("history", "log"),
        "check": ("boards", "check"),
        "backup": ("boards", "backup"),
        "completion": ("completion", "completion"),
    },
}
ALSO = {"reading": "readings"}  # understood, but not listed
COMMANDS = {name: place for section in SECTIONS.values() for name, place in section.items()}

_WORD = re.compile(r"[A-Za-z][A-Za-z_-]*")
_NEGATIVE = re.compile(r"-[.,]?\d")


class Failure(click.ClickException):
    """A BoardError on its way to standard error."""

    exit_code = 1

    def __init__(self, error: BoardError) -> None:
        super().__init__(error.message)
        self.error = error

    def show(self, file: Any = None) -> None:
        from kpiboard.cli.output import say  # brings the model, which --version and completion do without

        say((f"{self.error.title}: ", "red"), self.error.message, err=True)
        if self.error.hint:
            say(f"  {self.error.hint}", err=True)
        if isinstance(self.error, ImportProblems):
            for problem in self.error.lines:
                say(f"  - {problem}", err=True)


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
        found: click.Command = getattr(import_module(f"kpiboard.cli.{place[0]}"), place[1])
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


class Root(Topic):
    """The program: sub-commands by name, anything that looks like a file opens a board."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, ALSO.get(cmd_name, cmd_name))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and args[0] not in ALSO and is_file(args[0]):
            return "open", self.get_command(ctx, "open"), args
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.obj = Session()
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BoardError as error:
            raise Failure(error) from None
        except (KeyboardInterrupt, click.Abort):
            click.echo(err=True)
            raise click.exceptions.Exit(130) from None
        except OSError as wrong:
            # Standard output on a full disk. What other files can meet is told by the store and the exchange.
            if wrong.errno != errno.ENOSPC:
                raise
            sys.stdout = None  # nothing more can be written there, on leaving neither
            raise Failure(
                DiskFull("The output has no room on its disk.", "Free some space, or pipe it elsewhere.")
            ) from None


def is_file(word: str) -> bool:
    """Whether a first argument that is no command is meant as a file: it exists, or no command looks like that."""
    return not _WORD.fullmatch(word) or Path(word).exists()


def no_command(word: str, known: list[str]) -> str:
    from difflib import get_close_matches  # for a slip only

    near = get_close_matches(word.lower(), known, 1)
    return f"There is no command {word!r}." + (f" Did you mean {near[0]}?" if near else "")


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"kpiboard {__version__}")
        ctx.exit()


@click.command(
    cls=Root,
    sections=SECTIONS,
    name="kpiboard",
    invoke_without_command=True,
    no_args_is_help=False,
    subcommand_metavar="[FILE | COMMAND [ARGS]...]",
    params=screen_options(),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
@click.pass_context
def main(ctx: click.Context) -> None:
    """A team board in the terminal: KPIs, actions and feedback in one local file.

    `kpiboard` opens your board, `kpiboard line4.db` another one, `kpiboard demo` a board to try things out on.
    """
    if ctx.invoked_subcommand is None:
        from kpiboard.cli.open import show  # a sub-command itself: its module needs this one

        show(ctx.find_object(Session) or Session())
