"""The whole board as one TOML file: export, and import after a look at what it would change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kpiboard.errors import ImportProblems, InvalidInput
from kpiboard.screens.dialogs.base import Confirm, Lines
from kpiboard.screens.dialogs.fields import Choice, Field
from kpiboard.screens.dialogs.form import Form, Values

if TYPE_CHECKING:
    from kpiboard.screens.app import KpiBoardApp


async def export(app: KpiBoardApp) -> None:
    proposed = app.path.with_suffix(".toml")

    async def save(values: Values) -> None:
        path = _path(values["path"])
        if path.exists():
            question = f"{path}\nexists already and would be replaced."
            then = Confirm("Replace the file?", question, "Replace it", then=lambda: _write(app, path))
            app.call_later(app.open_dialog, then)
        else:
            await app.attempt(lambda board: board.export_to(path), lambda _: f"Exported to {path}")

    fields = [Field("path", "File", str(proposed), "the whole board, to read, edit and pass on")]
    await app.open_dialog(Form("export", "Export", fields, save, verb="Export"))


def _write(app: KpiBoardApp, path: Path) -> None:
    app.change(lambda board: board.export_to(path), lambda _: f"Exported to {path}")


async def import_file(app: KpiBoardApp) -> None:
    from kpiboard.exchange.board_toml import Mode

    async def save(values: Values) -> None:
        path, mode = _path(values["path"]), Mode(values["mode"])
        try:
            planned = await app.gateway.call(lambda board: board.plan_import(path, mode))
        except ImportProblems as wrong:
            app.call_later(app.open_dialog, Lines(wrong.title, f"{wrong.message} {wrong.hint}", wrong.lines))
            return
        from kpiboard.screens.dialogs.import_plan import ImportDialog

        app.call_later(app.open_dialog, ImportDialog(planned, path))

    fields = [
        Field("path", "File", str(app.path.with_suffix(".toml")), "nothing changes before you have seen what would"),
        Choice("mode", "How", Mode.MERGE.value, "merge adds and changes, and never removes",
               options=[(Mode.MERGE.value, "merge into this board"), (Mode.REPLACE.value, "replace this board")]),
    ]  # fmt: skip
    await app.open_dialog(Form("import", "Import", fields, save, verb="Look"))


def _path(typed: str) -> Path:
    if not typed.strip():
        raise InvalidInput("There is no file name.", "Type one.", field="path")
    return Path(typed.strip()).expanduser()
