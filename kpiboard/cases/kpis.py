"""Use cases of the measures: add, edit, target, retire, restore, reorder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kpiboard import entry
from kpiboard.cases.base import Cases
from kpiboard.errors import InvalidInput, Refused
from kpiboard.ids import new_id
from kpiboard.model import Cadence, Direction, Horizon, Kpi, KpiState, Target
from kpiboard.rules.status import target_on

_UNSET = object()  # tells "not given" from "take it away"


class KpiCases(Cases):
    def add_kpi(
        self,
        name: str,
        *,
        target: entry.TargetValue = None,
        watch: entry.TargetValue = None,
        **fields: object,
    ) -> Kpi:
        """A new KPI; nothing but the name is needed.

        `fields`: key, category (letter), goal, owner, unit, decimals, direction, cadence, share, horizon, definition,
        state. A target given here is valid since ever.
        """
        kpis = self.store.all(Kpi)
        clean_name = entry.text(name, "name")
        fields.setdefault("key", entry.key_of(clean_name, (kpi.key for kpi in kpis)))
        empty = Kpi(new_id(self._clock()), "", clean_name, position=self._next_position(kpis))
        kpi = self._with_fields(empty, fields)
        bounds = entry.bounds(kpi.direction, target, watch)
        rows = [] if bounds == entry.Bounds(None, None, None, None) else [self._new_target(kpi, None, bounds)]
        return self._save(f"Add KPI {kpi.name}", kpi, *rows)

    def edit_kpi(self, kpi: str | Kpi, **changes: object) -> Kpi:
        """Changes the given fields; `target` and `watch` make a new version from today on."""
        old = self.find_kpi(kpi)
        target = changes.pop("target", _UNSET)
        watch = changes.pop("watch", _UNSET)
        new = self._with_fields(old, changes)
        rows: list[Target] = []
        if target is not _UNSET or watch is not _UNSET or new.direction is not old.direction:
            wanted = self._wanted_bounds(old, new, target, watch)
            version = self._target_version(new, wanted, None)
            rows = [version] if version else []
        return self._save(f"Edit KPI {new.name}", new, *rows)

    def set_target(
        self,
        kpi: str | Kpi,
        *,
        target: entry.TargetValue,
        watch: entry.TargetValue = None,
        valid_from: str | date | None = None,
    ) -> Target | None:
        """The target wanted from a date on (today unless given); the first one holds since ever.

        Returns None when that is what was wanted already.
        """
        found = self.find_kpi(kpi)
        since = entry.day(valid_from, self.today(), "valid from")
        version = self._target_version(found, entry.bounds(found.direction, target, watch), since)
        if version is None:
            return None
        return self._save(f"Set the target of {found.name}", version)

    def targets(self, kpi: str | Kpi) -> list[Target]:
        """All versions, oldest first."""
        found = self.find_kpi(kpi)
        versions = [target for target in self.store.all(Target) if target.kpi_id == found.id]
        return sorted(versions, key=lambda target: (target.valid_from or date.min, target.id))

    def retire_kpi(self, kpi: str | Kpi, reason: str) -> Kpi:
        """Takes a KPI off the board; its history stays and it can be restored."""
        old = self.find_kpi(kpi)
        if old.state is KpiState.RETIRED:
            raise Refused(f"{old.name} is retired already.", "Restore it first to change it.")
        why = entry.text(reason, "reason", limit=entry.TEXT_LIMIT)
        return self._save(f"Retire KPI {old.name}", replace(old, state=KpiState.RETIRED, retired_reason=why))

    def restore_kpi(self, kpi: str | Kpi) -> Kpi:
        old = self.find_kpi(kpi)
        if old.state is KpiState.ACTIVE:
            raise Refused(f"{old.name} is on the board already.", "There is nothing to restore.")
        return self._save(f"Restore KPI {old.name}", replace(old, state=KpiState.ACTIVE, retired_reason=""))

    def move_kpi(self, kpi: str | Kpi, by: int) -> Kpi:
        """Moves an active KPI up (negative) or down by so many places; only its own position changes."""
        old = self.find_kpi(kpi)
        others = [one for one in self.store.all(Kpi) if one.state is KpiState.ACTIVE and one.id != old.id]
        others.sort(key=lambda one: (one.position, one.key, one.id))
        before = sum((one.position, one.key, one.id) < (old.position, old.key, old.id) for one in others)
        place = max(0, min(len(others), before + by))
        low = others[place - 1].position if place else None
        high = others[place].position if place < len(others) else None
        if low is None and high is None:
            return old
        position = high - 1 if low is None and high is not None else low + 1 if high is None and low is not None else 0
        if low is not None and high is not None:
            position = (low + high) / 2
        return self._save(f"Move KPI {old.name}", replace(old, position=position))

    def _with_fields(self, kpi: Kpi, given: dict[str, object]) -> Kpi:
        """`kpi` with what was typed into a form or given on the command line, checked field by field."""
        new: dict[str, object] = {}
        for field, value in given.items():
            match field:
                case "name":
                    new["name"] = entry.text(str(value), "name")
                case "key":
                    new["key"] = self._free_key(str(value), kpi.id)
                case "category":
                    new["category_id"] = self.find_category(str(value)).id if value else None
                case "goal":
                    new["goal_id"] = self.find_goal(str(value)).id if value else None
                case "owner":
                    new["owner_id"] = self._owner_id(str(value) if value else None)
                case "unit":
                    new["unit"] = entry.text(str(value or ""), "unit", limit=16, required=False)
                case "decimals":
                    decimals = entry.number(str(value), "decimals")
                    if decimals not in range(7):
                        raise InvalidInput("Decimals are 0 to 6.", "Type a whole number.", field="decimals")
                    new["decimals"] = int(decimals)
                case "direction":
                    new["direction"] = entry.choice(Direction, str(value), "direction")
                case "cadence":
                    new["cadence"] = entry.choice(Cadence, str(value), "cadence")
                case "share":
                    new["share"] = bool(value)
                case "horizon":
                    new["horizon"] = entry.choice(Horizon, str(value), "horizon")
                case "definition":
                    new["definition"] = entry.text(
                        str(value or ""), "definition", limit=entry.TEXT_LIMIT, required=False, multiline=True
                    )
                case "state":
                    new["state"] = entry.choice(KpiState, str(value), "state")
                case _:
                    raise InvalidInput(f"A KPI has no field {field!r}.", "See kpiboard kpi edit --help.", field=field)
        return replace(kpi, **new)  # type: ignore[arg-type]  # each value was checked for its field above

    def _free_key(self, value: str, kpi_id: str) -> str:
        key = entry.text(value, "key", limit=24).lower().replace(" ", "-")
        if any(one.key == key and one.id != kpi_id for one in self.store.all(Kpi)):
            raise InvalidInput(f"Another KPI has the key {key!r}.", "Choose another short name.", field="key")
        return key

    def _wanted_bounds(self, old: Kpi, new: Kpi, target: object, watch: object) -> entry.Bounds:
        from kpiboard.wording import target_value_words

        present = target_on(self.targets(old), self.today())
        old_target, old_watch = target_value_words(present, old.direction)
        wanted = old_target if target is _UNSET else target
        if watch is _UNSET:
            watch = old_watch if new.direction is old.direction else None
        return entry.bounds(new.direction, wanted, watch)  # type: ignore[arg-type]  # forms give str, scripts numbers

    def _target_version(self, kpi: Kpi, bounds: entry.Bounds, since: date | None) -> Target | None:
        versions = self.targets(kpi)
        day = since or self.today()
        present = target_on(versions, day)
        if present and entry.Bounds(present.low, present.high, present.watch_low, present.watch_high) == bounds:
            return None
        if present is None and bounds == entry.Bounds(None, None, None, None):
            return None
        from_day = since or (day if versions else None)
        same_day = next((one for one in versions if one.valid_from == from_day), None)
        if same_day:
            return replace(same_day, **bounds._asdict())
        return self._new_target(kpi, from_day, bounds)

    def _new_target(self, kpi: Kpi, since: date | None, bounds: entry.Bounds) -> Target:
        return Target(new_id(self._clock()), kpi.id, since, *bounds)
