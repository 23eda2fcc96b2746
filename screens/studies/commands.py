"""What is done to trust a KPI: a new baseline, points left out, data checks, reviews, counter-metrics."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from typing import TYPE_CHECKING

from kpiboard.basics.errors import Refused
from kpiboard.model import Decision
from kpiboard.model.facts.kpi import GUARD, REVIEW
from kpiboard.model.facts.reading import BASELINE, READING
from kpiboard.screens.dialogs import choices
from kpiboard.screens.dialogs.asking import ask
from kpiboard.screens.dialogs.fields import Choice, Field
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.screens.dialogs.pick import Pick
from kpiboard.words.plain import count, value_number, with_unit
from kpiboard.words.process import CHANGED_SINCE, left_out_sentence, rebased_sentence, reckoned_anew_sentence
from kpiboard.words.quality import REVIEW_TRIGGERS, audit_sentence

if TYPE_CHECKING:
    from kpiboard.model import Reading
    from kpiboard.screens.frame.live import LiveBoard
    from kpiboard.views.board import KpiCard
    from kpiboard.views.kpi import KpiStory

LIKED = [("", "not said"), ("yes", "yes, we like them"), ("no", "no, we do not")]


# Process limits


async def rebase(app: LiveBoard) -> None:
    card = app.focused_kpi()
    kpi, period = card.kpi, app.focused_period()
    changed_since = await app.gateway.call(lambda board: board.limits.changed_since(kpi.id))

    def save(values: Values) -> Awaitable[object]:
        if values.get("which"):
            return app.attempt(lambda board: board.limits.reckon_anew(kpi.id), lambda _: reckoned_anew_sentence(kpi))
        return app.attempt(
            lambda board: board.limits.rebase(kpi.id, values["period"], values["reason"], values["lock_at"]),
            lambda one: rebased_sentence(kpi, one.start),
        )

    lock = BASELINE["lock_at"]
    spans = range(int(lock.least or 0), int(lock.most or 0))
    locks = [("", f"after {lock.most:g} points"), *((str(n), f"after {n} points") for n in spans)]
    fields = [
        ask(BASELINE["reason"], "", app.need_snapshot()),
        Field("period", "From", period, "the first period after the change", period, replace=True),
        Choice(lock.name, lock.label, "", lock.help, options=locks),
    ]
    if changed_since:
        which = [("", "a new baseline, from the period below on"), ("same", "the present one, from the numbers of now")]
        fields.insert(0, Choice("which", "Begin", "", CHANGED_SINCE, options=which))
    about = "Only after a change that is known and here to stay. The earlier limits stay drawn."
    await app.open_dialog(
        Form(f"rebase:{kpi.id}", f"New baseline for {kpi.name}", fields, save, verb="Begin", about=about)
    )


async def exclude(app: LiveBoard) -> None:
    """Leaves the point under the cursor out of the limits; takes it back when it was left out."""
    card = app.focused_kpi()
    kpi, period = card.kpi, app.focused_period()
    reading = await app.gateway.call(lambda board: board.readings.at(kpi.id, period))
    if reading is not None and reading.excluded:
        app.change(
            lambda board: board.limits.include(kpi.id, period), lambda _: f"{period} counts for the limits again."
        )
        return

    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.limits.exclude(kpi.id, period, values["reason"]),
            lambda _: left_out_sentence(kpi, period),
        )

    fields = [replace(ask(READING["excluded"], "", app.need_snapshot()), name="reason")]
    about = "The point stays on the chart, but the limits are made without it."
    await app.open_dialog(
        Form(f"exclude:{kpi.id}:{period}", f"Leave {period} out?", fields, save, verb="Leave out", about=about)
    )


# Data checks


async def check_data(app: LiveBoard) -> None:
    """The audit drill: five readings of the quarter, one after the other, against their source."""
    card = app.focused_kpi()
    readings = await app.gateway.call(lambda board: board.reviews.audit_drill(card.kpi.id))
    if not readings:
        raise Refused(
            f"There is nothing to check for {card.kpi.name} this quarter.", "Five readings a quarter are enough."
        )
    await _check(app, card, readings[0], len(readings))


async def _check(app: LiveBoard, card: KpiCard, reading: Reading, left: int) -> None:
    kpi = card.kpi
    source = kpi.data_source or "its source"
    held = with_unit(value_number(reading.value or 0.0, kpi), kpi.unit)

    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.reviews.record_audit(kpi.id, reading.period, values["true_value"]),
            audit_sentence,
        )

    def then(done: bool | None) -> None:
        if done and left > 1:
            app.call_later(check_data, app)

    start = value_number(reading.value or 0.0, kpi)
    if reading.numerator is not None and reading.denominator is not None:
        start = f"{reading.numerator:.10g}/{reading.denominator:.10g}"
    fields = [Field("true_value", "It says", start, f"what {source} says; enter when it is the same", replace=True)]
    about = f"{reading.period}: the board has {held}. Look it up in {source}."
    more = f"{left} left" if left > 1 else "the last one"
    form = Form(
        f"audit:{kpi.id}:{reading.period}", f"Check {kpi.name} ({more})", fields, save, verb="Checked", about=about
    )
    await app.open_dialog(form, then)


# Reviews


async def review(app: LiveBoard) -> None:
    card = app.focused_kpi()
    kpi = card.kpi
    story = await app.gateway.call(lambda board: board.kpis.story(kpi.id))

    def save(values: Values) -> Awaitable[object]:
        liked = {"yes": True, "no": False}.get(values["liked"])
        return app.attempt(
            lambda board: board.reviews.add(
                kpi.id, values["decision"], values["why"], score=story.assessment.score, liked=liked
            ),
            lambda one: f"{kpi.name} is reviewed: {one.decision.value}.",
        )

    fields = [
        ask(REVIEW["decision"], Decision.KEEP, app.need_snapshot()),
        ask(REVIEW["why"], "", app.need_snapshot()),
        Choice("liked", "The answers", "", REVIEW["liked"].help, options=LIKED),
    ]
    await app.open_dialog(
        Form(f"review:{kpi.id}", f"Review {kpi.name}", fields, save, verb="Decide", about=_about(story))
    )


def _about(story: KpiStory) -> str:
    kpi = story.card.kpi
    parts = [f"{story.assessment.score} of the four questions have an answer (i shows them)."]
    if kpi.review_trigger:
        parts.append(f"Called by: {kpi.review_trigger}.")
    if story.reviews:
        last = story.reviews[-1]
        parts.append(f"Last time, {last.reviewed_on}: {last.decision.value}, {last.score} of 4.")
    return " ".join(parts)


async def call_review(app: LiveBoard) -> None:
    kpi = app.focused_kpi().kpi

    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.reviews.call(kpi.id, values["trigger"]), lambda _: f"{kpi.name} is due for a review."
        )

    fields = [Field("trigger", "Event", "", f"such as {', '.join(REVIEW_TRIGGERS[:3])}", REVIEW_TRIGGERS[0])]
    await app.open_dialog(Form(f"trigger:{kpi.id}", f"Call a review of {kpi.name}", fields, save, verb="Call"))


# Counter-metrics


async def guard(app: LiveBoard) -> None:
    """Names the KPI that shows what this one may hide, or takes one away."""
    kpi, snapshot = app.focused_kpi().kpi, app.need_snapshot()
    story = await app.gateway.call(lambda board: board.kpis.story(kpi.id))
    present = {line.guard.guard_id: line for line in story.guards}
    others = [
        (one, f"{words}{'  (guards it; enter takes it away)' if one in present else ''}")
        for one, words in choices.kpis(snapshot)[1:]
        if one != kpi.id
    ]
    if not others:
        raise Refused("There is no other KPI on this board.", "A guard is another KPI.")

    def save_for(guard_id: str, values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.kpis.guard(kpi.id, guard_id, values["reason"]), lambda _: f"{kpi.name} is guarded."
        )

    def chosen(guard_id: str | None) -> None:
        if guard_id in present:
            app.change(lambda board: board.kpis.unguard(kpi.id, guard_id), lambda _: "The guard is taken away.")
        elif guard_id:
            fields = [ask(GUARD["reason"], "", snapshot)]
            form = Form(
                f"guard:{kpi.id}:{guard_id}", f"Guard {kpi.name}", fields, lambda values: save_for(guard_id, values)
            )
            app.call_later(app.open_dialog, form)

    hint = "Green with a red guard is suspect."
    await app.open_dialog(Pick(f"What guards {kpi.name}?", others, verb="Choose", hint=hint), chosen)


async def consulted(app: LiveBoard) -> None:
    """Who was asked about this KPI: enter adds a person or takes one away."""
    kpi, snapshot = app.focused_kpi().kpi, app.need_snapshot()
    story = await app.gateway.call(lambda board: board.kpis.story(kpi.id))
    asked = [person.id for person in story.consulted]
    done = app.glyphs.done
    people = [(one, f"{done if one in asked else ' '} {words}") for one, words in choices.people(snapshot)[1:]]

    def chosen(person: str | None) -> None:
        if person is None:
            return
        wanted = [one for one in asked if one != person] if person in asked else [*asked, person]
        app.change(
            lambda board: board.kpis.consult(kpi.id, wanted),
            lambda rows: count("1 voice on {kpi}.", "{n} voices on {kpi}.", len(rows), kpi=kpi.name),
        )

    await app.open_dialog(
        Pick(f"Who was asked about {kpi.name}?", people, verb="Change", hint="Ask those who do the work."), chosen
    )
