"""Use cases of the targets: set a version, sign it, propose another, ask whether it can be reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kpiboard.basics import entry
from kpiboard.basics.errors import CountsEvents, InvalidInput, NotFound, OtherWayRound
from kpiboard.basics.ids import new_id
from kpiboard.basics.taking import take
from kpiboard.cases.desk import AtDesk, Desk, one_step
from kpiboard.cases.of_kpi import targets_of
from kpiboard.cases.takes import taken, taken_one
from kpiboard.model import Direction, Kpi, KpiState, Person, Proposal, Role, Target
from kpiboard.model.facts.target import PROPOSAL, TARGET
from kpiboard.rules.targets import version_on
from kpiboard.words import log
from kpiboard.words.kpi import target_value_words
from kpiboard.words.target import moved_words

UNSET = object()  # tells "not given" from "take it away"

NOTHING = entry.Bounds(None, None, None, None)


class TargetCases(AtDesk):
    def of(self, kpi: str | Kpi) -> list[Target]:
        """All versions, oldest first."""
        return targets_of(self._desk, self._desk.find(Kpi, kpi))

    @one_step
    def set(
        self,
        kpi: str | Kpi,
        *,
        target: entry.TargetValue,
        watch: entry.TargetValue = None,
        valid_from: str | date | None = None,
        **details: object,
    ) -> Target | None:
        """The target wanted from a date on (today unless given); the first one holds since ever. The same value with
        other details amends the version that holds.

        Another value is a new agreement: it has the reason, the way, the support and the signatures that are given
        with it, stays proposed until they are there, and the four questions are asked again.

        `details`: due, glide_from (a number: the path leads from there, month by month, until `due`), glide_months
        (numbers, one a month), rationale, how, support_needed, support (asked, promised, given), leader, member (who
        agreed), feedback (that led to it). Returns None when that is what was wanted already.
        """
        found = self._desk.find(Kpi, kpi)
        since = taken_one(self._desk, TARGET["valid_from"], valid_from)
        version = target_version(self._desk, found, entry.bounds(found.direction, target, watch), since, details)
        if version is None:
            return None
        touched = asked_again(self._desk, found, version) or [replace(found, example=False)]
        return self._desk.save(log.set_target(found), version, *(one for one in touched if one != found))

    @one_step
    def sign(self, kpi: str | Kpi, person: str | Person) -> Target:
        """Somebody agrees to the present target: a leader as the leader, anybody else for the team."""
        found, signer = self._desk.find(Kpi, kpi), self._desk.find_person(person)
        if found.of_events:
            raise CountsEvents(found.name)
        present = version_on(targets_of(self._desk, found), self._desk.today())
        if present is None:
            raise NotFound(f"{found.name} has no target yet.", "Set one, then sign it.")
        leads = signer.role is Role.LEADER
        signed = replace(present, leader_id=signer.id) if leads else replace(present, member_id=signer.id)
        touched = [replace(found, example=False)] if found.example else []
        return self._desk.save(log.signed_target(found, signer), signed, *touched)

    @one_step
    def propose(self, kpi: str | Kpi, value: str, person: str | Person | None = None, argument: str = "") -> Proposal:
        """A throw of the catchball: what somebody would agree to, and why."""
        found = self._desk.find(Kpi, kpi)
        if found.of_events:
            raise CountsEvents(found.name)
        bounds = entry.bounds(found.direction, value)
        if bounds == NOTHING:
            raise InvalidInput("There is no proposal.", "Type the value that can be agreed to.", field="value")
        proposal = Proposal(
            new_id(self._desk.clock()),
            found.id,
            self._desk.today(),
            self._desk.find_person(person).id if person else None,
            take(PROPOSAL["value"], value),
            take(PROPOSAL["argument"], argument),
        )
        return self._desk.save(log.proposed(found, proposal), proposal)

    def proposals(self, kpi: str | Kpi) -> list[Proposal]:
        """Oldest first."""
        found = self._desk.find(Kpi, kpi)
        return [one for one in self._desk.all(Proposal) if one.kpi_id == found.id]


def edited_target(desk: Desk, old: Kpi, new: Kpi, target: object, watch: object) -> list[Target]:
    """What a change of target, watch or direction in the KPI's own form makes of the present version."""
    if target is UNSET and watch is UNSET and (new.direction is old.direction or new.of_events):
        return []
    present = version_on(targets_of(desk, old), desk.today())
    if target is UNSET and new.direction is not old.direction and present and bounds_of(present) != NOTHING:
        raise OtherWayRound(new.name)
    old_target, old_watch = target_value_words(present, old.direction)
    wanted = old_target if target is UNSET else target
    if watch is UNSET:
        watch = old_watch if new.direction is old.direction else None
    bounds = entry.bounds(new.direction, wanted, watch)  # type: ignore[arg-type]  # forms give str, scripts numbers
    version = target_version(desk, new, bounds, None, {})
    return [version] if version else []


def target_version(
    desk: Desk, kpi: Kpi, bounds: entry.Bounds, since: date | None, given: dict[str, object]
) -> Target | None:
    """The version to store, or None when nothing is different. A changed value has to be agreed to anew."""
    if kpi.of_events:
        raise CountsEvents(kpi.name)
    versions = targets_of(desk, kpi)
    day = since or desk.today()
    present = version_on(versions, day)
    details = taken(desk, TARGET, given)
    same = present is not None and bounds_of(present) == bounds
    if present and same and all(getattr(present, field) == value for field, value in details.items()):
        return None
    if present and same and since is None and not _moves_path(present, details):
        # What only tells about a target changes no colour: the version that holds is amended.
        return replace(present, **details)
    if present is None and bounds == NOTHING and not details:
        return None
    leads = details.get("glide_from") is not None or details.get("glide_months")
    from_day = since or (day if versions or leads else None)
    same_day = next((one for one in versions if one.valid_from == from_day), None)
    if same_day is not None and bounds_of(same_day) == bounds:
        version = replace(same_day, **details)
    else:
        version_id = same_day.id if same_day else new_id(desk.clock())
        version = replace(Target(version_id, kpi.id, from_day, *bounds), **details)
    _check_path(kpi, version)
    return version


def asked_again(desk: Desk, kpi: Kpi, version: Target | None) -> list[Kpi]:
    """A target that moves asks whether the KPI is still a good one (article S3, question 3): its review is due today.

    One that has judged no reading yet is being set and does not move; an event that has called a review stays.
    """
    present = version_on(targets_of(desk, kpi), desk.today())
    if version is None or present is None or bounds_of(present) in (NOTHING, bounds_of(version)):
        return []
    if kpi.state is not KpiState.ACTIVE or kpi.review_trigger or not desk.readings(kpi, limit=1):
        return []
    trigger = moved_words(present, version)
    return [replace(kpi, next_review=desk.today(), review_trigger=trigger, example=False)]


def bounds_of(target: Target) -> entry.Bounds:
    return entry.Bounds(target.low, target.high, target.watch_low, target.watch_high)


def _moves_path(present: Target, details: dict[str, object]) -> bool:
    """Whether other details would judge a period otherwise."""
    judging = {"glide_from", "glide_months", *({"due"} if present.glide_from is not None else ())}
    return any(field in judging and getattr(present, field) != value for field, value in details.items())


def _check_path(kpi: Kpi, version: Target) -> None:
    """Raises InvalidInput for a path that leads nowhere."""
    if version.due and version.valid_from and version.due <= version.valid_from:
        raise InvalidInput("The due date is not after the first day.", "Type a later date.", field="due")
    if version.glide_from is None and not version.glide_months:
        return
    if kpi.direction is Direction.BAND:
        raise InvalidInput("A band has no path.", "Set the band from a day on instead.", field="glide_from")
    if bounds_of(version) == NOTHING:
        raise InvalidInput("A path needs a target to lead to.", "Type the target, too.", field="target")
    if not version.glide_months and version.due is None:
        raise InvalidInput("A path needs the day it ends.", "Type the due date, too.", field="due")
