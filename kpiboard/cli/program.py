"""The `kpiboard` command: finds the sub-command and loads only its module; every error gets its exit code here."""

from __future__ import annotations

import errno
import re
import sys
from pathlib import Path
from typing import Any

import click

from kpiboard import __version__
from kpiboard.basics.errors import BoardError, DiskFull, ImportProblems
from kpiboard.cli.group import Sections, Topic
from kpiboard.cli.session import Session, screen_options

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
        "event": ("events", "event"),
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
        from kpiboard.cli.open import show  # for this command only, as every other module of a command

        show(ctx.find_object(Session) or Session())
