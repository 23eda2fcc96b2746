"""What stands between an action and its next stage, and everything the screen of one action shows, frozen."""

from __future__ import annotations

from datetime import date, datetime

from kpiboard.model import Action, Kata, Person, Result, Stage, Target
from kpiboard.model.frozen import frozen
from kpiboard.model.log import Step
from kpiboard.rules.effect import Effect
from kpiboard.rules.pdca import Need
from kpiboard.rules.spc import Chart
from kpiboard.views.board import ActionCard, EscalationCard, Point


@frozen
class Guarded:
    """What stands between an action and a stage.

    `draft` has what a form begins with, by field: what is known, else what can be guessed.
    `readings` counts those of its KPI since it was done; `proposal` is what they say it did, when there are enough.
    """

    action: Action
    to: Stage
    missing: tuple[Need, ...]
    draft: dict[str, str]
    readings: int
    proposal: Result | None = None


@frozen
class ActionStory:
    """One action and what it did to its KPI by `now` (in the board's zone).

    `points` are all of its KPI, oldest first, none without a KPI; the indexes in `chart` are places in it, and its
    limits begin anew at `done_at`, the first point after the action was done (None: not done, or none since). The
    `ghost` is where its mean should be then. `kata` and `escalations` are those about this action; `steps` is
    its change log, newest first.
    """

    card: ActionCard
    now: datetime
    today: date
    effect: Effect | None
    target: Target | None
    points: tuple[Point, ...]
    chart: Chart
    done_at: int | None
    ghost: float | None
    kata: tuple[Kata, ...]
    escalations: tuple[EscalationCard, ...]
    people: tuple[Person, ...]
    steps: tuple[Step, ...]
