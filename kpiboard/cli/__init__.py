"""The command line: parse, call Board, print. One module a subject, each loaded when it is asked for."""

from __future__ import annotations

from kpiboard.cli.group import main

__all__ = ["main"]
