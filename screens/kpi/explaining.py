"""Why a red needs no action of its own: the form that asks, for one red or for all that the same reason explains."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from typing import TYPE_CHECKING

from kpiboard.model import Reading
from kpiboard.model.facts.reading import READING
from kpiboard.screens.dialogs.asking import ask
from kpiboard.screens.dialogs.choices import leaders
from kpiboard.screens.dialogs.fields import Choice, Field
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.words.answers import explained_words
from kpiboard.words.kpi import when_words

if TYPE_CHECKING:
    from kpiboard.screens.frame.live import LiveBoard
    from kpiboard.views.board import BoardSnapshot, KpiCard

ONE, KPI, BOARD = "", "kpi", "board"


async def explain(app: LiveBoard) -> None:
    card, period, snapshot = app.focused_kpi(), app.focused_period(), app.need_snapshot()
    kpi = card.kpi
    if kpi.of_events and card.reds and all(red.period.key != period for red in card.reds):
        period = card.reds[-1].period.key  # what waits, and not a day since
    reading, codes = await app.gateway.call(
        lambda board: (board.readings.at(kpi.id, period), board.studies.reason_codes(for_kpi=kpi.id))
    )

    def save(values: Values) -> Awaitable[object]:
        reds = meant(values.get("reds", ONE), card, period, snapshot)
        by = values.get("passed_by") or None
        return app.attempt(
            lambda board: board.readings.explain_all(reds, values["reason"], values["code"], passed_by=by),
            lambda told: explained_words(kpi, len(told)),
        )

    used = f"; so far: {', '.join(codes)}" if codes else ""
    known = reading or Reading("", kpi.id, period)
    reason, code = (ask(READING[name], getattr(known, name), snapshot) for name in ("reason", "code"))
    fields = [reason, replace(code, hint=f"{code.hint}{used}"), *_reach(card, period, snapshot), *_passing(snapshot)]
    await app.open_dialog(Form(f"why:{kpi.id}:{period}", f"Why is {kpi.name} red?", fields, save))


def meant(reach: str, card: KpiCard, period: str, snapshot: BoardSnapshot) -> list[tuple[str, str | None]]:
    """The reds that a reason is for, as (KPI, period); the one that was asked about is always among them."""
    cards = {KPI: (card,), BOARD: snapshot.kpis}.get(reach, ())
    found = [(one.kpi.id, red.period.key) for one in cards for red in one.reds]
    return list(dict.fromkeys([(card.kpi.id, period), *found]))


def _reach(card: KpiCard, period: str, snapshot: BoardSnapshot) -> list[Field]:
    """Asked where there is more than one: a long weekend, or one stop that reddens five KPIs."""
    here = when_words(next((one.period for one in card.history if one.period.key == period), card.latest.period),
                      snapshot.today)  # fmt: skip
    options = [(ONE, here)]
    for reach, words in ((KPI, f"all {{}} of {card.kpi.name}"), (BOARD, "all {} that wait on the board")):
        many = len(meant(reach, card, period, snapshot))
        if many > max(1, len(meant(KPI if reach == BOARD else ONE, card, period, snapshot))):
            options.append((reach, words.format(many)))
    if len(options) == 1:
        return []
    return [Choice("reds", "Explains", ONE, "which reds; it counts once on each KPI", options=options)]


def _passing(snapshot: BoardSnapshot) -> list[Field]:
    """The way past what a reason cannot answer, where there is a leader."""
    known = leaders(snapshot)
    if not known:
        return []
    hint = "a signal, and a third reason in 30 days, need one"
    return [Choice("passed_by", "Leader passes", "", hint, options=[("", "no"), *known])]
