"""What is done around the board: open, find, undo, look closer, the log, the colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from kpiboard.basics.errors import Refused
from kpiboard.screens.dialogs.pick import Pick
from kpiboard.screens.frame.theming import BoardTheme

if TYPE_CHECKING:
    from kpiboard.model.log import Step
    from kpiboard.screens.frame.live import LiveBoard


@runtime_checkable
class Zooming(Protocol):
    """A screen that can show less or more of something."""

    def toggle_zoom(self) -> None: ...


async def open_item(app: LiveBoard) -> None:
    if app.selection is not None:
        await app.open_selection(app.selection)


async def find(app: LiveBoard) -> None:
    from kpiboard.screens.dialogs.find import Find

    await app.open_dialog(Find(app.need_snapshot()))


async def help_screen(app: LiveBoard) -> None:
    from kpiboard.screens.dialogs.help import Help

    if not isinstance(app.screen, Help):
        await app.open_dialog(Help())


async def undo(app: LiveBoard) -> None:
    app.change(lambda board: board.undo(), lambda step: f"Undone: {step.what}")


async def redo(app: LiveBoard) -> None:
    app.change(lambda board: board.redo(), lambda step: f"Done again: {step.what}")


async def edit(app: LiveBoard) -> None:
    from kpiboard.screens.action import commands as action_commands
    from kpiboard.screens.feedback import commands as feedback_commands
    from kpiboard.screens.kpi import commands

    kind = app.selection.kind if app.selection else ""
    if kind == "kpi":
        card = app.focused_kpi()
        await commands.edit(app, card.kpi, card)
    elif kind == "action":
        await action_commands.edit(app, app.focused_action())
    else:
        await feedback_commands.edit(app, app.focused_feedback())


async def put_away(app: LiveBoard) -> None:
    from kpiboard.screens.action import commands as action_commands
    from kpiboard.screens.feedback import commands as feedback_commands
    from kpiboard.screens.kpi import commands

    kind = app.selection.kind if app.selection else ""
    if kind == "kpi":
        await commands.put_away(app, app.focused_kpi().kpi)
    elif kind == "action":
        await action_commands.put_away(app, app.focused_action())
    else:
        await feedback_commands.put_away(app, app.focused_feedback())


async def sheet(app: LiveBoard) -> None:
    from kpiboard.screens.action import sheet as action_sheet
    from kpiboard.screens.kpi import sheet as kpi_sheet

    await (action_sheet if app.selection and app.selection.kind == "action" else kpi_sheet).choose(app)


async def next_pane(app: LiveBoard) -> None:
    app.screen.focus_next()


async def previous_pane(app: LiveBoard) -> None:
    app.screen.focus_previous()


async def pane_1(app: LiveBoard) -> None:
    app.to_board().focus_pane(1)


async def pane_2(app: LiveBoard) -> None:
    app.to_board().focus_pane(2)


async def pane_3(app: LiveBoard) -> None:
    app.to_board().focus_pane(3)


async def zoom(app: LiveBoard) -> None:
    """On the screen in front, if there is something to zoom, else on the board."""
    screen = app.screen if isinstance(app.screen, Zooming) else app.to_board()
    screen.toggle_zoom()


async def ranges(app: LiveBoard) -> None:
    from kpiboard.screens.kpi.screen import KpiScreen

    if isinstance(app.screen, KpiScreen):
        app.screen.toggle_ranges()
    elif app.selection is not None:
        await app.open_dialog(KpiScreen(app.need_snapshot(), app.focused_kpi().kpi.id, ranges=True))


async def back(app: LiveBoard) -> None:
    if len(app.screen_stack) > 1:
        app.pop_screen()


async def history(app: LiveBoard) -> None:
    """The log; choosing a step undoes it, after a question."""
    from kpiboard.screens.dialogs.base import Confirm

    snapshot = app.need_snapshot()
    steps = await app.gateway.call(lambda board: board.log(200))
    if not steps:
        raise Refused("Nothing was changed yet.", "")
    by_txn = {str(step.txn): step for step in steps}

    def chosen(txn: str | None) -> None:
        if txn is None or snapshot.read_only:
            return
        step = by_txn[txn]
        app.push_screen(
            Confirm(
                "Undo this step?",
                f"{step.what}\nIt stays in the log, and ctrl+r brings it back.",
                "Undo it",
                then=lambda: _undo_step(app, step),
            )
        )

    rows = [(txn, _step_words(step, app)) for txn, step in by_txn.items()]
    await app.open_dialog(Pick("Log", rows, verb="Undo", hint="The newest first."), chosen)


def _undo_step(app: LiveBoard, step: Step) -> None:
    app.change(lambda board: board.undo(step.txn), lambda _: f"Undone: {step.what}")


def _step_words(step: Step, app: LiveBoard) -> str:
    from datetime import datetime

    zone = app.need_snapshot().taken_at.tzinfo
    at = datetime.fromisoformat(step.at).astimezone(zone)
    sign = "undone  " if step.undone else ""
    return f"{at:%Y-%m-%d %H:%M}  {step.who:<10.10}  {sign}{step.what}"


async def theme(app: LiveBoard) -> None:
    """Choosing shows it at once; the configuration file keeps it."""
    from kpiboard.screens.frame.config import config_folder

    def chosen(name: str | None) -> None:
        if name is not None:
            app.theme = name
            where = config_folder() / "config.toml"
            app.notify(f'To keep it, write theme = "{name}" into\n{where}', title="Theme", markup=False)

    await app.open_dialog(Pick("Theme", theme_options(app), app.theme), chosen)


def theme_options(app: LiveBoard) -> list[tuple[str, str]]:
    """Our own and the user's themes; Textual's know nothing of red and green."""
    found = []
    for name, one in app.available_themes.items():
        if isinstance(one, BoardTheme):
            found.append((name, f"{one.label}: {one.description}" if one.description else one.label))
    return found


async def palette(app: LiveBoard) -> None:
    from textual.command import CommandPalette

    if not isinstance(app.screen, CommandPalette):
        await app.push_screen(CommandPalette(placeholder="Type part of a command or a KPI", id="--command-palette"))


async def leave(app: LiveBoard) -> None:
    app.exit()
