"""What is done with targets: set one while seeing whether it can be reached, sign it, propose another."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from typing import TYPE_CHECKING

from kpiboard.basics import entry
from kpiboard.basics.errors import CountsEvents, Refused
from kpiboard.model import Direction, Kpi, Target
from kpiboard.model.facts.target import PROPOSAL, TARGET
from kpiboard.rules.targets import path, version_on
from kpiboard.screens.dialogs import choices
from kpiboard.screens.dialogs.asking import ask
from kpiboard.screens.dialogs.fields import Field
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.screens.dialogs.pick import Pick
from kpiboard.words.kpi import target_value_words, target_words
from kpiboard.words.plain import short_number
from kpiboard.words.process import reach_words

if TYPE_CHECKING:
    from kpiboard.screens.frame.live import LiveBoard
    from kpiboard.views.board import BoardSnapshot
    from kpiboard.views.kpi import KpiStory

JUDGING, PATH = {"target", "watch", "valid_from"}, {"glide_from", "glide_months"}
AGREEMENT = ("due", "rationale", "how", "support_needed", "support", "leader", "member", "feedback")


async def set_target(app: LiveBoard) -> None:
    """The form says with every key what the present process makes of the target."""
    kpi = app.focused_kpi().kpi
    if kpi.of_events:
        raise CountsEvents(kpi.name)
    story = await app.gateway.call(lambda board: board.kpis.story(kpi.id))
    snapshot = app.need_snapshot()
    present = version_on(story.targets, snapshot.today) or Target("", kpi.id)

    fields = _fields(kpi, present, snapshot)
    before = {field.name: field.value for field in fields}

    def save(values: Values) -> Awaitable[object]:
        given: dict[str, object] = {name: value.strip() for name, value in _given(values, before).items()}
        target, watch, since = values["target"].strip(), values["watch"].strip(), values["valid_from"].strip()
        return app.attempt(
            lambda board: board.targets.set(kpi.id, target=target, watch=watch, valid_from=since, **given),
            lambda version: f"{kpi.name}: {target_words(version)}." if version else "It is the same as before.",
        )

    def preview(values: Values) -> str:
        return _understood(story, kpi, values, snapshot)

    await app.open_dialog(
        Form(f"target:{kpi.id}", f"Target of {kpi.name}", fields, save, verb="Set", preview=preview,
             follow=lambda values: _asked_anew(kpi, before, values),
             about="Days before it begins keep the target they had; another value is a new agreement.")
    )  # fmt: skip


def _given(values: Values, before: Values) -> Values:
    """The details to store: what was changed, and with another value or path all that stands in the form."""
    changed = {name for name, value in values.items() if value.strip() != before[name]}
    anew = bool(changed & (JUDGING | PATH))
    return {name: value for name, value in values.items() if (anew or name in changed) and name not in JUDGING}


def _asked_anew(kpi: Kpi, before: Values, values: Values) -> Values:
    """What the form shows of an agreement: that of the present target, nothing beside another value or path."""
    now, then = (entry.bounds(kpi.direction, one["target"], one["watch"]) for one in (values, before))
    same = now == then and not any(values.get(name, "").strip() for name in ("valid_from", *PATH))
    return {name: before[name] if same else "" for name in AGREEMENT}


def _fields(kpi: Kpi, present: Target, snapshot: BoardSnapshot) -> list[Field]:
    target, watch = target_value_words(present, kpi.direction)
    path_now = " ".join(short_number(value) for _, value in path(present, kpi.decimals))
    path_hint = f"a path leads from here to the target; now: {path_now}" if path_now else ""

    begins_anew = ("valid_from", "glide_from", "glide_months")  # which a new version is asked for again
    started = {"target": target, "watch": watch, **dict.fromkeys(begins_anew, "")}
    fields = [
        ask(fact, started[fact.name] if fact.name in started else getattr(present, fact.attr), snapshot)
        for fact in TARGET.asked
        if not (fact.name in PATH and kpi.direction is Direction.BAND)
    ]
    return [replace(one, hint=path_hint) if one.name == "glide_from" and path_hint else one for one in fields]


def _understood(story: KpiStory, kpi: Kpi, values: Values, snapshot: BoardSnapshot) -> str:
    """`met in 14 of the last 20; …`, and the path where there is one."""
    if not values["target"].strip():
        return ""
    bounds = entry.bounds(kpi.direction, values["target"], values["watch"])
    words = [reach_words(story.reach(bounds.low, bounds.high))]
    if values.get("glide_from") and values.get("due"):
        since = entry.day(values["valid_from"], snapshot.today) or snapshot.today
        due = entry.day(values["due"], snapshot.today)
        steps = path(Target("", "", since, *bounds, due=due, glide_from=entry.number(values["glide_from"])),
                     kpi.decimals)  # fmt: skip
        if steps:
            words.append(f"path of {len(steps)} months, {short_number(steps[0][1])} in the first")
    return " · ".join(words)


async def sign(app: LiveBoard) -> None:
    """One person agrees to the present target."""
    kpi, snapshot = app.focused_kpi().kpi, app.need_snapshot()
    people = choices.people(snapshot)[1:]
    if not people:
        raise Refused("Nobody is on this board yet.", f"Add people with {app.key_of('people')}.")

    def chosen(person: str | None) -> None:
        if person:
            app.change(
                lambda board: board.targets.sign(kpi.id, person), lambda _: f"The target of {kpi.name} is signed."
            )

    await app.open_dialog(
        Pick(f"Who agrees to the target of {kpi.name}?", people, verb="Sign",
             hint="A leader signs for the management, anybody else for the team."), chosen,
    )  # fmt: skip


async def propose(app: LiveBoard) -> None:
    kpi, snapshot = app.focused_kpi().kpi, app.need_snapshot()
    story = await app.gateway.call(lambda board: board.kpis.story(kpi.id))

    def save(values: Values) -> Awaitable[object]:
        return app.attempt(
            lambda board: board.targets.propose(kpi.id, values["value"], values["person"], values["argument"]),
            lambda one: f"Proposed for {kpi.name}: {one.value}.",
        )

    def preview(values: Values) -> str:
        if not values["value"].strip():
            return ""
        bounds = entry.bounds(kpi.direction, values["value"])
        return reach_words(story.reach(bounds.low, bounds.high))

    me = choices.person_named(snapshot, [app.who])
    fields = [ask(fact, me if fact.name == "person" else "", snapshot) for fact in PROPOSAL.asked]
    await app.open_dialog(
        Form(f"propose:{kpi.id}", f"Propose a target for {kpi.name}", fields, save, verb="Propose", preview=preview)
    )
