"""What is done around the board: open, find, undo, look closer, the log, the colours."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kpiboard.basics.errors import Refused
from kpiboard.screens.frame.config import config_folder
from kpiboard.screens.frame.lazily import lazily
from kpiboard.screens.frame.live import LiveBoard
from kpiboard.screens.frame.offers import Ranging, Zooming
from kpiboard.screens.frame.theming import theme_options
from kpiboard.words import log as log_words

with lazily():  # a key that moves the focus must not wait for what others open
    from textual import command

    from kpiboard.screens.action import commands as action
    from kpiboard.screens.action import fields as action_fields
    from kpiboard.screens.dialogs import base, find, help, pick
    from kpiboard.screens.dialogs import sheet as sheets
    from kpiboard.screens.feedback import commands as feedback
    from kpiboard.screens.kpi import commands as kpi
    from kpiboard.screens.kpi import fields as kpi_fields
    from kpiboard.screens.kpi import screen as kpi_screen

if TYPE_CHECKING:
    from kpiboard.model.log import Step


async def open_item(app: LiveBoard) -> None:
    if app.selection is not None:
        await app.open_selection(app.selection)


async def open_find(app: LiveBoard) -> None:
    await app.open_dialog(find.Find(app.need_snapshot()))


async def open_help(app: LiveBoard) -> None:
    if not isinstance(app.screen, help.Help):
        await app.open_dialog(help.Help())


async def undo(app: LiveBoard) -> None:
    app.change(lambda board: board.undo(), log_words.undo_words)


async def redo(app: LiveBoard) -> None:
    app.change(lambda board: board.redo(), log_words.undo_words)


async def start_action(app: LiveBoard) -> None:
    """A new action: out of the focused feedback, about the focused KPI, or of its own."""
    if app.selection and app.selection.kind == "feedback":
        await feedback.accept(app)
    else:
        await action.add(app)


async def edit(app: LiveBoard) -> None:
    kind = app.selection.kind if app.selection else ""
    if kind == "kpi":
        card = app.focused_kpi()
        await kpi.edit(app, card.kpi, card)
    elif kind == "action":
        await action.edit(app, app.focused_action())
    else:
        await feedback.edit(app, app.focused_feedback())


async def put_away(app: LiveBoard) -> None:
    kind = app.selection.kind if app.selection else ""
    if kind == "kpi":
        await kpi.put_away(app, app.focused_kpi().kpi)
    elif kind == "action":
        await action.put_away(app, app.focused_action())
    else:
        await feedback.put_away(app, app.focused_feedback())


async def sheet(app: LiveBoard) -> None:
    """What is known about the focused KPI or action, one subject at a time."""
    chosen = app.selection
    is_action = chosen is not None and chosen.kind == "action"
    asked = action_fields.sheet(app.focused_action()) if is_action else kpi_fields.sheet(app.focused_kpi().kpi)
    await sheets.choose(app, asked)


async def next_pane(app: LiveBoard) -> None:
    app.screen.focus_next()


async def previous_pane(app: LiveBoard) -> None:
    app.screen.focus_previous()


async def to_pane(app: LiveBoard, number: int) -> None:
    app.to_board().focus_pane(number)


async def zoom(app: LiveBoard) -> None:
    """On the screen in front, if there is something to zoom, else on the board."""
    screen = app.screen if isinstance(app.screen, Zooming) else app.to_board()
    screen.toggle_zoom()


async def ranges(app: LiveBoard) -> None:
    if isinstance(app.screen, Ranging):
        app.screen.toggle_ranges()
    elif app.selection is not None:
        await app.open_dialog(kpi_screen.KpiScreen(app.need_snapshot(), app.focused_kpi().kpi.id, ranges=True))


async def back(app: LiveBoard) -> None:
    if len(app.screen_stack) > 1:
        app.pop_screen()


async def history(app: LiveBoard) -> None:
    """The log; choosing a step undoes it, after a question."""
    snapshot = app.need_snapshot()
    steps = await app.gateway.call(lambda board: board.history.log(200))
    if not steps:
        raise Refused("Nothing was changed yet.", "")
    by_txn = {str(step.txn): step for step in steps}

    def chosen(txn: str | None) -> None:
        if txn is None or snapshot.read_only:
            return
        step = by_txn[txn]
        app.push_screen(
            base.Confirm(
                "Undo this step?",
                f"{step.what}\nIt stays in the log, and ctrl+r brings it back.",
                "Undo it",
                then=lambda: _undo_step(app, step),
            )
        )

    rows = [(txn, _step_words(step, app)) for txn, step in by_txn.items()]
    await app.open_dialog(pick.Pick("Log", rows, verb="Undo", hint="The newest first."), chosen)


def _undo_step(app: LiveBoard, step: Step) -> None:
    app.change(lambda board: board.undo(step.txn), log_words.undo_words)


def _step_words(step: Step, app: LiveBoard) -> str:
    zone = app.need_snapshot().taken_at.tzinfo
    at = datetime.fromisoformat(step.at).astimezone(zone)
    fate = f"{log_words.fate(step)}  " if step.undone else ""
    return f"{at:%Y-%m-%d %H:%M}  {step.who:<10.10}  {fate}{step.what}"


async def theme(app: LiveBoard) -> None:
    """Choosing shows it at once; the configuration file keeps it."""

    def chosen(name: str | None) -> None:
        if name is not None:
            app.theme = name
            where = config_folder() / "config.toml"
            app.notify(f'To keep it, write theme = "{name}" into\n{where}', title="Theme", markup=False)

    await app.open_dialog(pick.Pick("Theme", theme_options(app.available_themes), app.theme), chosen)


async def palette(app: LiveBoard) -> None:
    if not isinstance(app.screen, command.CommandPalette):
        await app.push_screen(
            command.CommandPalette(placeholder="Type part of a command or a KPI", id="--command-palette")
        )


async def leave(app: LiveBoard) -> None:
    app.exit()
