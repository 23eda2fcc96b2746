"""The whole board as one TOML file: export, and import after a look at what it would change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kpiboard.basics.errors import ImportProblems, InvalidInput
from kpiboard.screens.dialogs.base import Confirm, Lines
from kpiboard.screens.dialogs.fields import Choice, Field
from kpiboard.screens.dialogs.form import Form, Values

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.cases.history import PlannedImport
    from kpiboard.screens.frame.live import LiveBoard

LOOK_FIRST = "nothing changes before you have seen what would"


async def export(app: LiveBoard) -> None:
    hint = "the whole board, to read, edit and pass on"
    await ask_where("export", app, app.path.with_suffix(".toml"), hint, lambda board, path: board.export_to(path))


async def ask_where(
    form_id: str, app: LiveBoard, proposed: Path, hint: str, write: Callable[[Board, Path], None]
) -> None:
    """Asks for the name of a file and writes it; one that exists only after a question."""

    async def save(values: Values) -> None:
        path = path_of(values["path"])

        def use(board: Board) -> None:
            write(board, path)

        def said(_: None) -> str:
            return f"Exported to {path}"

        def replace() -> None:
            app.change(use, said)

        if path.exists():
            question = f"{path}\nexists already and would be replaced."
            app.call_later(app.open_dialog, Confirm("Replace the file?", question, "Replace it", then=replace))
        else:
            await app.attempt(use, said)

    await app.open_dialog(Form(form_id, "Export", [Field("path", "File", str(proposed), hint)], save, verb="Export"))


async def import_file(app: LiveBoard) -> None:
    from kpiboard.exchange.toml.board_toml import Mode

    async def save(values: Values) -> None:
        path, mode = path_of(values["path"]), Mode(values["mode"])
        await look(app, path, lambda board: board.plan_import(path, mode))

    fields = [
        Field("path", "File", str(app.path.with_suffix(".toml")), LOOK_FIRST),
        Choice("mode", "How", Mode.MERGE.value, "merge adds and changes, and never removes",
               options=[(Mode.MERGE.value, "merge into this board"), (Mode.REPLACE.value, "replace this board")]),
    ]  # fmt: skip
    await app.open_dialog(Form("import", "Import", fields, save, verb="Look"))


async def look(app: LiveBoard, path: Path, plan: Callable[[Board], PlannedImport]) -> None:
    """Shows what a file would change, or what is wrong with it."""
    try:
        planned = await app.gateway.call(plan)
    except ImportProblems as wrong:
        app.call_later(app.open_dialog, Lines(wrong.title, f"{wrong.message} {wrong.hint}", wrong.lines))
        return
    from kpiboard.screens.dialogs.import_plan import ImportDialog

    app.call_later(app.open_dialog, ImportDialog(planned, path))


def path_of(typed: str) -> Path:
    if not typed.strip():
        raise InvalidInput("There is no file name.", "Type one.", field="path")
    return Path(typed.strip()).expanduser()
