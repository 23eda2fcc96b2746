"""Files in and out: where a file is to be written, and what one that is read would change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kpiboard.basics.errors import ImportProblems, InvalidInput
from kpiboard.screens.dialogs.base import Confirm, Lines
from kpiboard.screens.dialogs.fields import Field
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.screens.dialogs.import_plan import ImportDialog
from kpiboard.screens.frame.live import LiveBoard

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.views.imports import PlannedImport

LOOK_FIRST = "nothing changes before you have seen what would"


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


async def look(app: LiveBoard, path: Path, plan: Callable[[Board], PlannedImport]) -> None:
    """Shows what a file would change, or what is wrong with it."""
    try:
        planned = await app.gateway.call(plan)
    except ImportProblems as wrong:
        app.call_later(app.open_dialog, Lines(wrong.title, f"{wrong.message} {wrong.hint}", wrong.lines))
        return
    app.call_later(app.open_dialog, ImportDialog(planned, path))


def path_of(typed: str) -> Path:
    if not typed.strip():
        raise InvalidInput("There is no file name.", "Type one.", field="path")
    return Path(typed.strip()).expanduser()
