"""The command palette: every command, every theme, and the KPIs by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from kpiboard.basics.safetext import clean
from kpiboard.screens.frame.live import live_board
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.frame.theming import theme_options

Entry = tuple[str, str, Callable[[], object]]


class BoardCommands(Provider):
    """What the palette offers; titles are highlighted by Textual's matcher, which takes them literally."""

    def _entries(self) -> list[Entry]:
        app = live_board(self.screen)
        entries: list[Entry] = [
            (f"{command.title}  {' '.join(app.keys_of(command))}", command.help, partial(app.perform, command))
            for command in app.commands.values()
            if command.id != "palette"
        ]
        entries += [(f"Theme: {words}", "Choose these colours.", partial(setattr, app, "theme", name))
                    for name, words in theme_options(app.available_themes)]  # fmt: skip
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
