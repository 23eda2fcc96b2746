"""What is done with KPIs: record, add, edit, explain, move, retire, restore."""

from __future__ import annotations

from collections.abc import Awaitable
from functools import partial
from typing import TYPE_CHECKING

from kpiboard.basics import entry
from kpiboard.basics.errors import Refused
from kpiboard.model import Cadence, Direction, Horizon, Kpi, KpiState, Target
from kpiboard.screens.dialogs import choices
from kpiboard.screens.dialogs.fields import Choice, Field, Text, yes_no
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.screens.dialogs.pick import Pick
from kpiboard.screens.dialogs.record import Record
from kpiboard.words.kpi import target_value_words, target_words

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.screens.frame.live import LiveBoard
    from kpiboard.views.board import BoardSnapshot, KpiCard

DIRECTIONS = [
    (Direction.HIGHER.value, "higher is better"),
    (Direction.LOWER.value, "lower is better"),
    (Direction.BAND.value, "inside a band"),
]


async def record(app: LiveBoard) -> None:
    snapshot = app.need_snapshot()
    if not snapshot.kpis:
        raise Refused("There is no KPI on this board yet.", "Add one with n.")
    chosen = app.selection
    await app.open_dialog(Record(snapshot, chosen.id if chosen and chosen.kind == "kpi" else None))


async def add(app: LiveBoard) -> None:
    def save(values: Values) -> Awaitable[object]:
        given = _arguments(values)
        name = str(given.pop("name"))
        return app.attempt(lambda board: board.kpis.add(name, **given), _added)  # type: ignore[arg-type]  # checked there

    fields = kpi_fields(app.need_snapshot(), None)
    await app.open_dialog(Form("kpi:new", "New KPI", fields, save, verb="Add", preview=_preview))


def _added(kpi: Kpi) -> str:
    return f"{kpi.name} is on the board." if kpi.state is KpiState.ACTIVE else f"{kpi.name} is kept as a draft."


async def edit(app: LiveBoard, kpi: Kpi, card: KpiCard | None) -> None:
    def save(values: Values) -> Awaitable[object]:
        given = _arguments(values)
        return app.attempt(lambda board: board.kpis.edit(kpi.id, **given), lambda new: f"{new.name} is changed.")

    fields = kpi_fields(app.need_snapshot(), kpi, card)
    await app.open_dialog(Form(f"kpi:{kpi.id}", f"Edit {kpi.name}", fields, save, preview=_preview, changes_only=True))


def _arguments(values: Values) -> dict[str, object]:
    given: dict[str, object] = {name: value for name, value in values.items() if name != "key" or value.strip()}
    if "share" in given:
        given["share"] = bool(given["share"])
    return given


def kpi_fields(snapshot: BoardSnapshot, kpi: Kpi | None, card: KpiCard | None = None) -> list[Field]:
    """The whole definition in lines; a name is enough, and everything else starts as most KPIs are."""
    start = kpi or Kpi("", "", "", category_id=snapshot.categories[0].id if snapshot.categories else None)
    target, watch = target_value_words(card.target if card else None, start.direction)
    return [
        Field("name", "Name", start.name, "what people call it", "On-time delivery"),
        Choice("category", "Category", start.category_id or "", "the letter it hangs under",
               options=choices.categories(snapshot)),
        Choice("owner", "Owner", start.owner_id or "", "the one person you would congratulate",
               options=choices.people(snapshot, start.owner_id)),
        Field("unit", "Unit", start.unit, "may stay empty", "%"),
        Choice("direction", "Direction", start.direction.value, "which way is better", options=DIRECTIONS),
        Field("target", "Target", target, "on target counts as met; a band is typed as 20 to 22", "95", replace=True),
        Field("watch", "Watch", watch, "from here to the target: watch it; may stay empty", "93", replace=True),
        Choice("cadence", "Read every", start.cadence.value, "how often there is a number",
               options=choices.members(Cadence)),
        yes_no("share", "Share", start.share, "asked as so many of so many, such as 931/1000"),
        Field("decimals", "Decimals", str(start.decimals), "digits behind the point", "1", replace=True),
        Field("key", "Short name", start.key, "what people type; made from the name when empty", "otd"),
        Choice("goal", "Goal", start.goal_id or "", "what it is for", options=choices.goals(snapshot)),
        Choice("horizon", "Horizon", start.horizon.value, "a short win or a long one",
               options=choices.members(Horizon)),
        Choice("state", "Where", start.state.value, "a draft is not on the board", options=[
            (KpiState.ACTIVE.value, "on the board"), (KpiState.DRAFT.value, "draft"),
            *([(KpiState.RETIRED.value, "retired")] if start.state is KpiState.RETIRED else [])]),
        Text("definition", "Definition", start.definition, "what is counted, and how; ctrl+j: new line", rows=2),
    ]  # fmt: skip


def _preview(values: Values) -> str:
    """How the board understands target and watch, while they are typed."""
    if not values["target"].strip():
        return ""
    bounds = entry.bounds(Direction(values["direction"]), values["target"], values["watch"])
    wanted = target_words(Target("", "", None, *bounds))
    return f"on target when {wanted} {values['unit']}".rstrip()


async def explain(app: LiveBoard) -> None:
    card = app.focused_kpi()
    kpi = card.kpi
    period = app.focused_period()
    reading, codes = await app.gateway.call(
        lambda board: (board.readings.at(kpi.id, period), board.studies.reason_codes())
    )

    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.readings.explain(kpi.id, values["reason"], period, values["code"]),
            lambda _: f"The reason for {kpi.name} is noted.",
        )

    used = f"; so far: {', '.join(codes)}" if codes else ""
    fields = [
        Field("reason", "Reason", reading.reason if reading else "", "why this red needs no action of its own",
              "dock 2 closed, open again tomorrow"),
        Field("code", "Reason code", reading.code if reading else "", f"one short word that is counted{used}", "dock"),
    ]  # fmt: skip
    await app.open_dialog(Form(f"why:{kpi.id}:{period}", f"Why is {kpi.name} red?", fields, save))


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

    fields = [
        Field("reason", "Reason", "", "its readings stay, and it can be restored", "no longer moves anything"),
        Field("epitaph", "Epitaph", "", "what it taught us; may stay empty", "it made us count orders, not lines"),
    ]
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
            app.change(partial(_restore, kpi_id), lambda one: f"{one.name} is on the board again.")

    await app.open_dialog(Pick("Not on the board", options, verb="Put back", hint=hint), chosen)


def _restore(kpi_id: str, board: Board) -> Kpi:
    return board.kpis.restore(kpi_id)
