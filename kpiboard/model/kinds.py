"""What is known about each table, said once: what its rows are called, where they stand in a file, in what order."""

from __future__ import annotations

from typing import Any

from kpiboard.model import (
    Action,
    Answer,
    Attendance,
    Audit,
    Baseline,
    Block,
    BoardInfo,
    Category,
    Congratulation,
    Consulted,
    Cover,
    Escalation,
    Event,
    Feedback,
    Goal,
    Guard,
    Helper,
    Huddle,
    Kata,
    Kpi,
    Mapping,
    Note,
    Person,
    Proposal,
    Reading,
    Review,
    Row,
    Shift,
    Target,
    View,
    Why,
)
from kpiboard.model.frozen import frozen


@frozen
class Kind:
    """One table."""

    row: type[Row]
    place: str
    """Its name in a file: `[kpi.otd]`; inside another's table `[[kpi.otd.guards]]`; of a list `helpers = ["jp"]`."""
    noun: str
    nouns: str
    phrase: str
    """How a row is told in a list of changes; attributes in braces, those of another row by its short name."""
    names: tuple[str, ...] = ()
    """The attributes that people call a row by, the shortest first."""
    letter: str = ""
    """Its rows are called by this letter and their number: `A-12`."""
    known: tuple[tuple[str, ...], ...] = ()
    """How a row is found again without its id: attributes that are together one of a kind, the surest first."""
    order: tuple[str, ...] = ()
    """What rows are listed by; then by their ids, the oldest first."""
    parent: str = ""
    """The place of what a row belongs to, and stands inside."""
    ties: str = ""
    """The attribute for the other row, of a row that says no more than that two belong together."""
    said: str = ""
    """What stands before its name in a message, where that is not the noun."""

    @property
    def table(self) -> str:
        return self.row.table

    @property
    def owner(self) -> str:
        """The attribute that points to the parent."""
        return f"{self.parent}_id" if self.parent else ""


_ALL = (
    Kind(BoardInfo, "board", "board", "boards", 'board "{name}"', ("name",), said="The board"),
    Kind(Category, "category", "category", "categories", 'category {letter} "{name}"', ("letter", "name"),
         known=(("letter",),), order=("position", "letter")),
    Kind(Shift, "shift", "shift", "shifts", "shift {key}", ("key", "name"), known=(("key",),),
         order=("position", "key")),
    Kind(Person, "person", "person", "people", 'person {initials} "{name}"', ("initials", "name"),
         known=(("name",), ("initials",)), order=("position", "initials")),
    Kind(Goal, "goal", "goal", "goals", 'goal "{title}"', ("title",), known=(("title",),), order=("position", "title")),
    Kind(Kpi, "kpi", "KPI", "KPIs", "KPI {key}", ("key", "name"), known=(("key",), ("name",)),
         order=("position", "key")),
    Kind(Target, "targets", "target", "targets", "target {kpi_id} from {valid_from}", parent="kpi",
         known=(("kpi_id", "valid_from"),), order=("valid_from",)),
    Kind(Guard, "guards", "guard", "guards", "guard {guard_id} of {kpi_id}", parent="kpi",
         known=(("kpi_id", "guard_id"),)),
    Kind(Consulted, "consulted", "person asked", "people asked", "{person_id}, asked about {kpi_id}", parent="kpi",
         ties="person_id", said="Somebody asked about KPI"),
    Kind(Proposal, "proposals", "proposal", "proposals", 'proposal "{value}" for {kpi_id}, {made_on}', parent="kpi",
         known=(("kpi_id", "made_on", "person_id", "value"), ("kpi_id", "made_on", "value"),
                ("kpi_id", "person_id", "value"), ("kpi_id", "value")),
         order=("made_on",), said="A proposal for KPI"),
    Kind(Reading, "readings", "reading", "readings", "reading {kpi_id} {period}", parent="kpi",
         order=("period",), said="Reading"),
    Kind(Event, "events", "event", "events", "event {kpi_id} {day}", parent="kpi",
         known=(("kpi_id", "day", "nth"), ("kpi_id", "day", "what"), ("kpi_id", "day")), order=("day", "nth")),
    Kind(Baseline, "baselines", "baseline", "baselines", "baseline {kpi_id} from {start}", parent="kpi",
         known=(("kpi_id", "start"),), order=("start",)),
    Kind(Audit, "audits", "audit", "audits", "audit {kpi_id} {period}", parent="kpi",
         known=(("kpi_id", "period", "checked_on"), ("kpi_id", "period")), order=("checked_on", "period")),
    Kind(Review, "reviews", "review", "reviews", "review {kpi_id}, {reviewed_on}", parent="kpi",
         known=(("kpi_id", "reviewed_on"),), order=("reviewed_on",)),
    Kind(Mapping, "mapping", "mapping", "mappings", 'mapping "{name}"', ("name",), known=(("name",),), order=("name",)),
    Kind(Action, "action", "action", "actions", 'action {number} "{title}"', ("title",), "A",
         known=(("number",), ("title",)), order=("number",)),
    Kind(Helper, "helpers", "helper", "helpers", "{person_id}, helping with {action_id}", parent="action",
         ties="person_id", order=("action_id",)),
    Kind(Block, "blocked_by", "block", "blocks", "{action_id}, blocked by {blocker_id}", parent="action",
         ties="blocker_id", order=("action_id",), said="What blocks action"),
    Kind(Cover, "also", "KPI covered", "KPIs covered", "{kpi_id}, also answered by {action_id}", parent="action",
         ties="kpi_id", order=("action_id",), said="Another KPI of action"),
    Kind(Why, "whys", "why", "whys", "why {position} of {action_id}", parent="action",
         known=(("action_id", "position"),), order=("action_id", "position")),
    Kind(Note, "notes", "note", "notes", "note on {action_id}, {said_at:%Y-%m-%d}", parent="action",
         known=(("action_id", "said_at", "text"), ("action_id", "text")), order=("action_id", "said_at"),
         said="A note on action"),
    Kind(Feedback, "feedback", "feedback", "feedback", 'feedback {number} "{text}"', letter="F",
         known=(("number",), ("text",)), order=("number",)),
    Kind(Kata, "kata", "coaching cycle", "coaching cycles", "coaching {number}, {held_on}", letter="K",
         known=(("number",), ("held_on", "kpi_id", "learner_id"), ("held_on", "action_id", "learner_id"),
                ("held_on", "kpi_id"), ("held_on", "action_id")),
         order=("number",), said="Coaching"),
    Kind(Escalation, "escalation", "escalation", "escalations", 'escalation {number} "{about}"', letter="E",
         known=(("number",), ("about", "reason")), order=("number",)),
    Kind(Answer, "answers", "answer", "answers", "answer to {escalation_id}, {state}", parent="escalation",
         known=(("escalation_id", "answered_at", "state"), ("escalation_id", "state", "text"),
                ("escalation_id", "state")),
         order=("answered_at",), said="An answer to escalation"),
    Kind(View, "view", "view", "views", 'view {digit} "{name}"', ("digit",), known=(("digit",),), order=("digit",)),
    Kind(Huddle, "huddle", "huddle", "huddles", "huddle of {held_on}", ("held_on",),
         known=(("held_on", "started_at"),), order=("held_on", "started_at"), said="The huddle of"),
    Kind(Attendance, "present", "person present", "people present", "{person_id}, at the huddle of {huddle_id}",
         parent="huddle", ties="person_id", said="Somebody at the huddle of"),
    Kind(Congratulation, "congratulation", "congratulation", "congratulations",
         "congratulation {number} to {person_id}", letter="C",
         known=(("number",), ("person_id", "said_on", "what"), ("person_id", "what"),
                ("person_id", "kpi_id", "period"), ("person_id", "action_id")),
         order=("number",)),
)  # fmt: skip
KINDS: dict[str, Kind] = {kind.table: kind for kind in _ALL}
_BY_PLACE = {kind.place: kind for kind in _ALL}


def kind_of(row: Any) -> Kind:
    """The kind of a row, or of a type of rows."""
    return KINDS[row.table]


def parent_of(kind: Kind) -> Kind | None:
    """The kind of row that one of `kind` belongs to."""
    return _BY_PLACE[kind.parent] if kind.parent else None


def short_name(row: Any) -> str:
    """What people call a row that has a name: `A-12`, `otd`, `JP`."""
    kind = KINDS[row.table]
    return f"{kind.letter}-{row.number}" if kind.letter else str(getattr(row, kind.names[0]))


def names_of(row: Any) -> tuple[str, ...]:
    """Every name that people call a row by, the shortest first: `A-12`, `12` and its title."""
    kind = KINDS[row.table]
    numbered = (short_name(row), str(row.number)) if kind.letter else ()
    return (*numbered, *(str(getattr(row, name)) for name in kind.names))
