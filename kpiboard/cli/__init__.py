"""The command line: parse, call `Board`, print. One module a subject, loaded when one of its commands is called.

May use board, views, words, charts, starting, rules, basics and the model. Never the use cases, files or the store,
and of the screens only what opens the app.
"""

from __future__ import annotations

from kpiboard.cli.program import main

__all__ = ["main"]
