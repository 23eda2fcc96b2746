"""The command palette: every command, every theme, and the KPIs by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from kpiboard.basics.safetext import clean
from kpiboard.screens.board.commands import theme_options
from kpiboard.screens.commands import COMMANDS
from kpiboard.screens.frame.selection import Selection

if TYPE_CHECKING:
    from kpiboard.screens.app import KpiBoardApp

Entry = tuple[str, str, Callable[[], object]]


class BoardCommands(Provider):
    """What the palette offers; titles are highlighted by Textual's matcher, which takes them literally."""

    def _entries(self) -> list[Entry]:
        app = cast("KpiBoardApp", self.app)
        entries: list[Entry] = [
            (f"{command.title}  {' '.join(app.keys_of(command))}", command.help, partial(app.perform, command))
            for command in COMMANDS
            if command.id != "palette"
        ]
        entries += [(f"Theme: {words}", "Choose these colours.", partial(setattr, app, "theme", name))
                    for name, words in theme_options(app)]  # fmt: skip
        if app.snapshot is not None:
            for card in app.snapshot.kpis:
                selection = Selection("kpi", card.kpi.id)
                entries.append((f"KPI: {clean(card.kpi.name)}", "Go to this KPI.", partial(app.go_to, selection)))
        return [(app.glyphs.plain(title), words, run) for title, words, run in entries]

    async def discover(self) -> Hits:
        for title, words, run in self._entries():
            yield DiscoveryHit(Content(title), run, text=title, help=words)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for title, words, run in self._entries():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), run, text=title, help=words)
