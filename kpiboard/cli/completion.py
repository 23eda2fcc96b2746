"""The script that makes the shell complete kpiboard's commands, KPIs, actions and people."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from kpiboard.cli.group import Command


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script for a shell.

    \b
    bash:  echo 'eval "$(kpiboard completion bash)"' >> ~/.bashrc
    zsh:   echo 'eval "$(kpiboard completion zsh)"' >> ~/.zshrc
    fish:  kpiboard completion fish > ~/.config/fish/completions/kpiboard.fish
    """
    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(ctx.find_root().command, {}, "kpiboard", "_KPIBOARD_COMPLETE").source())
