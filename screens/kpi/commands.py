"""What is done with KPIs: record, add, edit, explain, move, retire, restore."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from kpiboard.basics import entry
from kpiboard.basics.errors import BoardError, Refused
from kpiboard.model import Direction, Kpi, KpiState, Target
from kpiboard.model.facts.kpi import KPI
from kpiboard.rules.balance import RETIRE_FROM
from kpiboard.screens.dialogs.asking import ask
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.screens.dialogs.pick import Pick
from kpiboard.screens.dialogs.record import Record
from kpiboard.screens.kpi import events
from kpiboard.screens.kpi.fields import kpi_fields
from kpiboard.words.kpi import target_words
from kpiboard.words.quality import which_goes_words

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.screens.frame.live import LiveBoard
    from kpiboard.views.board import KpiCard


async def record(app: LiveBoard) -> None:
    snapshot = app.need_snapshot()
    if not snapshot.kpis:
        raise Refused("There is no KPI on this board yet.", "Add one with n.")
    chosen = app.selection
    card = snapshot.kpi(chosen.id) if chosen and chosen.kind == "kpi" else None
    if card and card.kpi.of_events:
        await events.happened(app, card.kpi)
        return

    def of_events(typed: tuple[Kpi, str] | None) -> None:
        if typed:
            app.call_later(events.happened, app, *typed)

    await app.open_dialog(Record(snapshot, chosen.id if chosen and chosen.kind == "kpi" else None), of_events)


async def add(app: LiveBoard) -> None:
    def save(values: Values) -> Awaitable[object]:
        given = _arguments(values)
        name = str(given.pop("name"))
        return _joins(app, lambda board: board.kpis.add(name, **given), _added)  # type: ignore[arg-type]  # checked there

    fields = kpi_fields(app.need_snapshot(), None)
    await app.open_dialog(Form("kpi:new", "New KPI", fields, save, verb="Add", preview=_preview))


async def _joins(app: LiveBoard, use: Callable[[Board], Kpi], said: Callable[[Kpi], str]) -> None:
    """A KPI comes onto the board; where it is the eighth or more, the board asks which one goes."""
    made = await app.attempt(use, said)
    if made.state is KpiState.ACTIVE and len(app.need_snapshot().kpis) >= RETIRE_FROM:
        app.call_later(_which_goes, app)


async def _which_goes(app: LiveBoard) -> None:
    kpis = {card.kpi.id: card.kpi for card in app.need_snapshot().kpis}

    def chosen(kpi_id: str | None) -> None:
        if kpi_id:
            app.call_later(put_away, app, kpis[kpi_id])

    await app.open_dialog(
        Pick(which_goes_words(len(kpis)), [(one.id, one.name) for one in kpis.values()], verb="Retire",
             hint="It can be put back at any time. Escape keeps all of them."), chosen,
    )  # fmt: skip


def _added(kpi: Kpi) -> str:
    return f"{kpi.name} is on the board." if kpi.state is KpiState.ACTIVE else f"{kpi.name} is kept as a draft."


async def edit(app: LiveBoard, kpi: Kpi, card: KpiCard | None) -> None:
    asked = False

    def save(values: Values) -> Awaitable[object]:
        """The board asks which target another direction means; saving again says that the one shown is."""
        nonlocal asked
        given = _arguments(values)
        if asked and "direction" in given:
            given.setdefault("target", shown)
        asked = "direction" in given
        return app.attempt(lambda board: board.kpis.edit(kpi.id, **given), lambda new: f"{new.name} is changed.")

    fields = kpi_fields(app.need_snapshot(), kpi, card.target if card and not kpi.of_events else None)
    shown = next(field.value for field in fields if field.name == "target")
    await app.open_dialog(Form(f"kpi:{kpi.id}", f"Edit {kpi.name}", fields, save, preview=_preview, changes_only=True))


def _arguments(values: Values) -> dict[str, object]:
    """An empty short name is left to the board."""
    return {name: value for name, value in values.items() if name != "key" or value.strip()}


def _preview(values: Values) -> str:
    """How the board understands target and watch, while they are typed."""
    if not values["target"].strip():
        return ""
    bounds = entry.bounds(Direction(values["direction"]), values["target"], values["watch"])
    wanted = target_words(Target("", "", None, *bounds))
    return f"on target when {wanted} {values['unit']}".rstrip()


async def move_up(app: LiveBoard) -> None:
    _move(app, -1)


async def move_down(app: LiveBoard) -> None:
    _move(app, 1)


def _move(app: LiveBoard, by: int) -> None:
    kpi = app.focused_kpi().kpi
    app.change(lambda board: board.kpis.move(kpi.id, by), lambda one: "")


async def put_away(app: LiveBoard, kpi: Kpi) -> None:
    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.kpis.retire(kpi.id, values["reason"], values["epitaph"]),
            lambda one: f"{one.name} is retired; X brings it back.",
        )

    snapshot = app.need_snapshot()
    fields = [replace(ask(KPI["retired_reason"], "", snapshot), name="reason"), ask(KPI["epitaph"], "", snapshot)]
    await app.open_dialog(
        Form(f"retire:{kpi.id}", f"Retire {kpi.name}", fields, save, verb="Retire",
             about="Takes it off the board. Nothing is lost: X brings it back.")
    )  # fmt: skip


async def retired(app: LiveBoard) -> None:
    snapshot = app.need_snapshot()
    options = [(kpi.id, f"draft    {kpi.name}") for kpi in snapshot.drafts]
    options += [(kpi.id, f"retired  {kpi.name}: {kpi.retired_reason}") for kpi in snapshot.retired]
    if not options:
        raise Refused("Every KPI is on the board.", "x retires the focused one.")
    hint = "" if snapshot.read_only else "Enter puts it back on the board."

    def chosen(kpi_id: str | None) -> None:
        if kpi_id and not snapshot.read_only:
            app.call_later(_put_back, app, kpi_id)

    await app.open_dialog(Pick("Not on the board", options, verb="Put back", hint=hint), chosen)


async def _put_back(app: LiveBoard, kpi_id: str) -> None:
    try:
        await _joins(app, lambda board: board.kpis.restore(kpi_id), lambda one: f"{one.name} is on the board again.")
    except BoardError as error:
        app.tell(error)
