"""Which form closes which open point: what people are asked is exactly what is missing."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from kpiboard.basics.errors import LookOnly
from kpiboard.model.facts.kpi import KPI
from kpiboard.rules.kpi_wording import is_placeholder
from kpiboard.rules.quality import FIELD_OF, Gap, Question
from kpiboard.screens.dialogs.form import Form
from kpiboard.screens.dialogs.sheet import ask
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.kpi import commands
from kpiboard.screens.kpi.fields import sheet
from kpiboard.screens.panes.quality_study import Ask, OpenGap, Run
from kpiboard.screens.panes.study import Item

if TYPE_CHECKING:
    from kpiboard.model import Kpi
    from kpiboard.screens.frame.live import LiveBoard

# What closes a gap that no field of the KPI closes: a field of its target, or a command.
TARGET_FIELD_OF: Mapping[Gap, str] = {
    Gap.NO_TARGET: "target", Gap.NO_NUMBER: "target", Gap.OUT_OF_REACH: "target", Gap.NO_START: "glide_from",
    Gap.NO_DUE: "due",
}  # fmt: skip
COMMAND_OF: Mapping[Gap, str] = {
    Gap.RISK_WITHOUT_GUARD: "guard", Gap.VOLUME_WITHOUT_GUARD: "guard", Gap.RISK_WITHOUT_LEADER: "sign",
    Gap.NO_VOICES: "consulted", Gap.NO_PROCESS_CHILD: "new-kpi", Gap.NO_PATHWAY: "action",
}  # fmt: skip


# Where a text that nobody has filled in may stand, by question.
_TEXTS: Mapping[Question | str, tuple[str, ...]] = {
    Question.MEASURABLE: ("name", "formula", "definition", "data_source", "measurement_plan"),
    Question.BEHAVIOUR: ("customer_impact", "behaviour_risk"),
    Question.CHANGE: ("because",),
    Question.OWNER: (),
}


async def close(app: LiveBoard, kpi: Kpi, card: Hashable) -> None:
    """Opens what a card asks for; raises BoardError."""
    match card:
        case Item(selection=Selection() as selection):
            await app.open_selection(selection)
        case Run(command=command):
            await app.do(command)
        case Ask(field=field):
            await _ask(app, kpi, field)
        case OpenGap(gap=gap, place=place):
            await _fill(app, kpi, gap, place)


async def _fill(app: LiveBoard, kpi: Kpi, gap: Gap, place: Question | str) -> None:
    if gap in COMMAND_OF:
        await app.do(COMMAND_OF[gap])
    elif gap in TARGET_FIELD_OF:
        await app.do("target")
        _begin_with(app, TARGET_FIELD_OF[gap])
    elif gap is Gap.PLACEHOLDER:
        texts = _TEXTS.get(place, ())
        await _ask(app, kpi, next((field for field in texts if is_placeholder(getattr(kpi, field))), "owner"))
    else:
        await _ask(app, kpi, FIELD_OF[gap])


async def _ask(app: LiveBoard, kpi: Kpi, field: str) -> None:
    snapshot = app.need_snapshot()
    if snapshot.read_only:
        raise LookOnly()
    subject = KPI[field].subject
    if subject != next(iter(KPI.subjects)):  # which is the form that edits it
        await ask(app, sheet(kpi), subject, field)
    else:
        await commands.edit(app, kpi, snapshot.kpi(kpi.id))
        _begin_with(app, field)


def _begin_with(app: LiveBoard, field: str) -> None:
    """Puts the cursor of the form in front into one of its fields."""
    form = app.screen
    if isinstance(form, Form) and field in form.fields:
        app.call_after_refresh(partial(_focus, form, field))


def _focus(form: Form, field: str) -> None:
    form.editor(field).focus()
