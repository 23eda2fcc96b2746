"""The whole board as one TOML file: export, and import after a look at what it would change."""

from __future__ import annotations

from kpiboard.screens.dialogs.fields import Choice, Field
from kpiboard.screens.dialogs.files import LOOK_FIRST, ask_where, look, path_of
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.screens.frame.live import LiveBoard
from kpiboard.views.imports import Mode


async def export(app: LiveBoard) -> None:
    hint = "the whole board, to read, edit and pass on"
    await ask_where("export", app, app.path.with_suffix(".toml"), hint, lambda board, path: board.files.export_to(path))


async def import_file(app: LiveBoard) -> None:
    async def save(values: Values) -> None:
        path, mode = path_of(values["path"]), Mode(values["mode"])
        await look(app, path, lambda board: board.files.plan_import(path, mode))

    fields = [
        Field("path", "File", str(app.path.with_suffix(".toml")), LOOK_FIRST),
        Choice("mode", "How", Mode.MERGE.value, "merge adds and changes, and never removes",
               options=[(Mode.MERGE.value, "merge into this board"), (Mode.REPLACE.value, "replace this board")]),
    ]  # fmt: skip
    await app.open_dialog(Form("import", "Import", fields, save, verb="Look"))
