"""The definition sheet of a KPI, asked in small forms: one subject at a time, everything may stay empty."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kpiboard.model import Average, Collection, Controllable, Kpi, KpiKind, Perspective, SignalRules
from kpiboard.model.frozen import frozen
from kpiboard.screens.dialogs import choices
from kpiboard.screens.dialogs.fields import Choice, Field, Option, Text, yes_no
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.words.plain import short_number

if TYPE_CHECKING:
    from enum import StrEnum

    from kpiboard.screens.frame.live import LiveBoard
    from kpiboard.views.board import BoardSnapshot

UNSAID: Option = ("", "not said")
RISKS = [
    ("0", "0  none"),
    ("1", "1  small things are left undone"),
    ("2", "2  work is shifted to look good"),
    ("3", "3  rules are bent"),
    ("4", "4  up to fraud or harm"),
]
LEVELS = [UNSAID, *((str(level), str(level)) for level in range(1, 6))]


@frozen
class Subject:
    """One part of the sheet: its title, and the fields that ask for it."""

    id: str
    title: str
    fields: Callable[[Kpi, BoardSnapshot], Sequence[Field]]


def _number(value: float | None) -> str:
    return "" if value is None else short_number(value)


def _optional(kind: type[StrEnum]) -> list[Option]:
    return [UNSAID, *choices.members(kind)]


def _purpose(kpi: Kpi, snapshot: BoardSnapshot) -> list[Field]:
    return [
        Choice("goal", "Goal", kpi.goal_id or "", "what it ladders up to", options=choices.goals(snapshot)),
        Field("because", "Because", kpi.because, "why we have it, in at most 140 characters",
              "late orders cost us the second customer"),
        Text("success", "Success", kpi.success, "what it looks like when we have made it", rows=2),
        Choice("kind", "Measures", kpi.kind or "", "what came out, or what we do for it", options=_optional(KpiKind)),
        Choice("perspective", "Whose view", kpi.perspective or "", "who feels it", options=_optional(Perspective)),
        Choice("importance", "Importance", _number(kpi.importance), "1 little, 5 very much", options=LEVELS),
        Choice("ease", "Ease", _number(kpi.ease), "how easily it is measured: 1 hardly, 5 very", options=LEVELS),
    ]  # fmt: skip


def _measuring(kpi: Kpi, _snapshot: BoardSnapshot) -> list[Field]:
    return [
        Text("formula", "Formula", kpi.formula, "what is divided by what", "orders on time ÷ orders due", rows=2),
        Field("data_source", "Source", kpi.data_source, "where the number is read", "dispatch list"),
        Text("measurement_plan", "Plan", kpi.measurement_plan, "who reads it, when, and how it gets here", rows=2),
        Choice("collection", "Comes by", kpi.collection.value, "typed, or read from a file",
               options=choices.members(Collection)),
        Field("effort_minutes", "Minutes", _number(kpi.effort_minutes), "for one reading; more than 5 is a lot", "2"),
        Field("valid_min", "Never below", _number(kpi.valid_min), "such a number is refused", "0", replace=True),
        Field("valid_max", "Never above", _number(kpi.valid_max), "such a number is refused", "100", replace=True),
    ]  # fmt: skip


def _people(kpi: Kpi, _snapshot: BoardSnapshot) -> list[Field]:
    return [
        Text("customer_impact", "Customer", kpi.customer_impact, "if we make it, what do customers notice?", rows=2),
        Text("behaviour_risk", "Behaviour", kpi.behaviour_risk, "what could people do just to make the number?",
             rows=2),
        Choice("risk_level", "How bad", str(kpi.risk_level), "from 2 on a counter-metric should guard it",
               options=RISKS),
        Choice("controllable", "In our hands", kpi.controllable or "", "can the team move it?",
               options=_optional(Controllable)),
        Text("drivers", "Drivers", kpi.drivers, "what moves it", rows=2),
        Text("constraints", "Constraints", kpi.constraints, "what stands in the way", rows=2),
    ]  # fmt: skip


def _tree(kpi: Kpi, snapshot: BoardSnapshot) -> list[Field]:
    return [
        Choice("parent", "Feeds", kpi.parent_id or "", "the KPI above it", options=choices.kpis(snapshot)),
        Choice("rollup", "Its value", kpi.rollup.value, "typed in, or made from the KPIs below it",
               options=[("none", "has readings of its own"), ("sum", "sum of the KPIs below"),
                        ("mean", "mean of the KPIs below"), ("last", "the latest reading below"),
                        ("weighted", "weighted mean"), ("ratio", "all numerators by all denominators")]),
        Field("weight", "Weight", short_number(kpi.weight), "in the weighted mean of the KPI above", "1",
              replace=True),
    ]  # fmt: skip


def _limits(kpi: Kpi, _snapshot: BoardSnapshot) -> list[Field]:
    return [
        Field("floor", "Floor", _number(kpi.floor), "the least there can be, such as 0; limits stop there", "0"),
        Field("cap", "Cap", _number(kpi.cap), "the most there can be, such as 100; limits stop there", "100"),
        Choice("signal_rules", "Rules", kpi.signal_rules.value, "which rules tell signal from noise",
               options=choices.members(SignalRules)),
        Choice("limits_by", "Made from", kpi.limits_by.value, "the median is steadier when there are outliers",
               options=[(Average.MEAN.value, "the mean moving range"), (Average.MEDIAN.value, "the median range")]),
        yes_no("screen_ranges", "Screening", kpi.screen_ranges, "yes: ranges above their limit are left out, once"),
    ]  # fmt: skip


def _review(kpi: Kpi, _snapshot: BoardSnapshot) -> list[Field]:
    return [
        Field("next_review", "Next review", kpi.next_review.isoformat() if kpi.next_review else "",
              "2027-02-01, +90", "+90"),
        Field("review_days", "Every", str(kpi.review_days), "days from one review to the next; 90 or 180", "90",
              replace=True),
    ]  # fmt: skip


SUBJECTS = (
    Subject("purpose", "What it is for", _purpose),
    Subject("measuring", "How it is measured", _measuring),
    Subject("people", "What it does to people", _people),
    Subject("tree", "Where it stands in the tree", _tree),
    Subject("limits", "Process limits", _limits),
    Subject("review", "When it is reviewed", _review),
)


async def choose(app: LiveBoard) -> None:
    """A list of the subjects; one of them is then asked."""
    from kpiboard.screens.dialogs.pick import Pick

    kpi = app.focused_kpi().kpi

    def chosen(subject_id: str | None) -> None:
        if subject_id:
            app.call_later(ask, app, kpi, subject_id)

    options = [(subject.id, subject.title) for subject in SUBJECTS]
    await app.open_dialog(Pick(f"{kpi.name}: definition", options, verb="Fill in"), chosen)


async def ask(app: LiveBoard, kpi: Kpi, subject_id: str, first: str = "") -> None:
    """The form of one subject; `first` is the field to begin with."""
    subject = next(one for one in SUBJECTS if one.id == subject_id)

    def save(values: Values) -> Awaitable[object]:
        given: dict[str, object] = dict(values)
        if "screen_ranges" in given:
            given["screen_ranges"] = bool(given["screen_ranges"])
        return app.attempt(lambda board: board.kpis.edit(kpi.id, **given), lambda new: f"{new.name} is changed.")

    fields = subject.fields(kpi, app.need_snapshot())
    form = Form(f"sheet:{subject.id}:{kpi.id}", f"{kpi.name}: {subject.title}", fields, save, changes_only=True)
    await app.open_dialog(form)
    if first in form.fields:
        app.call_after_refresh(partial(_begin_with, form, first))


def _begin_with(form: Form, field: str) -> None:
    form.editor(field).focus()
