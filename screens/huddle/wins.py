"""The first pages of the huddle: what has happened, who is here, safety first, and whom to thank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kpiboard.model import Action, FeedbackState, HuddleStep, Kpi, Person, Stage
from kpiboard.model.frozen import frozen
from kpiboard.model.kinds import short_name
from kpiboard.rules.huddle import takes_part
from kpiboard.rules.status import Status
from kpiboard.screens.huddle.pages import Meeting, Page, Show, safety
from kpiboard.screens.huddle.sheet import (
    KEYCAP,
    NEXT,
    Block,
    Offer,
    Piece,
    Room,
    Sheet,
    beside,
    headline,
    heavy,
    said,
    shortened,
)
from kpiboard.screens.kpi.head import standing
from kpiboard.screens.text import STATUS_STYLE, Line, left, spread, typed, width_of
from kpiboard.screens.widgets.figures import can_draw, figure, rows_of
from kpiboard.views.board import BoardSnapshot, KpiCard, PraiseCard
from kpiboard.words import plain
from kpiboard.words.huddle import praise_words, since_apart, streak_words
from kpiboard.words.kpi import measured_words, target_words, value_words

KEYS = "1234567890"  # the first ten people have one each
_LISTED = 3  # KPIs with a heavy figure on one page


# What has happened


def digest(page: Page, meeting: Meeting, room: Room) -> Sheet:
    """What turned red, what turned green, what was closed, started and answered since the last huddle."""
    record, glyphs = meeting.record, room.glyphs
    found = record.digest
    replies = [f"{short_name(one)} {typed(one.text)}" for one in found.answered]
    told: list[tuple[str, str, str, list[str]]] = [
        (glyphs.status[Status.OFF_TARGET], "turned red", "$lose", _names(found.turned_red)),
        (glyphs.status[Status.ON_TARGET], "back on target", "$win", _names(found.turned_green)),
        (glyphs.stage[Stage.CLOSED], "closed", "$win", _titles(found.closed)),
        (glyphs.stage[Stage.PLAN], "started", "$accent-text", _titles(found.opened)),
        (glyphs.feedback[FeedbackState.ANSWERED], "answered", "$accent-text", replies),
    ]
    since, when = since_apart(found, meeting.snapshot.by_clock)
    lines: list[Line] = []
    for sign, words, style, names in told:
        if names:
            lines += _told(sign, words, style, names, room)
    quiet = [f"nothing {words}" for _, words, _, names in told if not names]
    if found.empty:
        lines = room.lines("Nothing has turned, nothing was closed: a calm day.", "$heading")
    elif quiet:
        lines.append([(room.words(" · ").join(quiet), "$muted")])
    leader, streak = record.facilitator, streak_words(record.streak)
    last: Line = [(f"{typed(leader.name)} leads today." if leader else "Nobody leads yet.", "$heading bold")]
    if streak:
        last += [(f"   {glyphs.done} {streak}", "$win bold")]
    head = headline(room, since, below=[[(when, "$muted")]] if when else ())
    return Sheet([head, lines, [last]], [NEXT, Offer("o", "hand over", "o"), Offer("x", "call it off", "x")])


def _told(sign: str, words: str, style: str, names: list[str], room: Room) -> list[Line]:
    """How many, in a heavy figure where there is room, and which."""
    count = str(len(names))
    if not room.roomy:
        line: Line = [(f"{sign} {count.rjust(2)} {words}", f"{style} bold")]
        line.append((" " * max(2, 22 - width_of(line)), ""))
        line.append((shortened(names, room.width - width_of(line), room.glyphs), "$heading"))
        return [line]
    drawn = [[*line, (" " * (8 - width_of(line)), "")] for line in room.figure(count, 1, style)]
    facts: list[Line] = [[(f"{sign} {words}", f"{style} bold")]]
    facts.append([(shortened(names, room.width - 10, room.glyphs), "$heading bold")])
    return [*beside(drawn, facts, 2, room.width, room.glyphs), []]


def _titles(actions: Iterable[Action]) -> list[str]:
    return [f"{short_name(one)} {typed(one.title)}" for one in actions]


def _names(kpis: Iterable[Kpi]) -> list[str]:
    return [typed(kpi.name) for kpi in kpis]


# Who is here


def team(snapshot: BoardSnapshot, present: Iterable[Person] = ()) -> list[Person]:
    """Whose attendance is asked, in the order of the team: who takes part, and who came though nobody expected it."""
    came = {person.id for person in present}
    return [person for person in snapshot.people if takes_part(person) or person.id in came]


def people(page: Page, meeting: Meeting, room: Room, cursor: int | None = None) -> Sheet:
    """Initials and names, a key each; the one under the cursor can be called by space as well."""
    here = {person.id for person in meeting.record.present}
    members = team(meeting.snapshot, meeting.record.present)
    count = f"{sum(one.id in here for one in members)} of {len(members)} here"
    sizes = (False, True) if room.glyphs.half_blocks else (False,)
    roll = Block(*(_roll(members, here, meeting, room, cursor, large=large) for large in sizes))
    last = KEYS[min(len(members), len(KEYS)) - 1]
    offers = [
        Offer("1" if len(members) == 1 else f"1–{last}", "here or not"),
        *([Offer("↓", "and space: the others", "down")] if len(members) > len(KEYS) else []),
        Offer("*", "everybody", "asterisk"),
        Offer("o", "hand over", "o"),
        NEXT,
    ]
    return Sheet([headline(room, "Who is here?", below=[[(count, "$muted")]]), roll], offers)


def _roll(
    members: Sequence[Person], here: set[str], meeting: Meeting, room: Room, cursor: int | None, *, large: bool
) -> list[Line]:
    """The people in one column, or in two where there are many; initials in heavy letters, three rows each."""
    columns = 2 if len(members) > 7 and room.width >= 64 else 1
    rows = -(-len(members) // columns)
    wide = min(56 if large else 44, (room.width - 3 * (columns - 1)) // columns)
    lead = meeting.record.facilitator.id if meeting.record.facilitator else ""
    cells = [
        _person(Seat(number, one, one.id in here, one.id == lead, number == cursor), wide, room, large=large)
        for number, one in enumerate(members)
    ]
    lines: list[Line] = []
    for row in range(rows):
        pair = cells[row::rows]
        joined = pair[0] if len(pair) == 1 else beside(pair[0], pair[1], 3, room.width, room.glyphs)
        lines += [*joined, []] if large or 2 * rows + 10 <= room.height else joined
    return lines


@frozen
class Seat:
    """One of the team: whether they came, whether they lead, whether the cursor is on them."""

    number: int
    person: Person
    came: bool
    leads: bool
    marked: bool


def _person(seat: Seat, wide: int, room: Room, *, large: bool) -> list[Line]:
    """In one line or three."""
    glyphs, person, came = room.glyphs, seat.person, seat.came
    key = KEYS[seat.number] if seat.number < len(KEYS) else ""
    letters = typed(person.initials).upper()
    drawn = figure(letters, 1, glyphs) if large and can_draw(letters, glyphs) else (letters,)
    style = "$win bold" if came else "$off"
    sign = glyphs.done if came else glyphs.status[Status.NO_READING]
    end: Line = [("leads  ", "$accent-text")] if seat.leads else []
    end.append((room.words(f"{sign} {'here' if came else '–'}").ljust(6), style if came else "$muted"))
    lines: list[Line] = []
    for row, letters in enumerate(drawn):
        middle = row == len(drawn) // 2
        start: Line = [(glyphs.cursor if seat.marked and middle else " ", "$accent-text bold")]
        start.append((f" {key} " if middle and key else "   ", KEYCAP if middle and key else ""))
        start.append((f"  {left(letters, 18 if large else 4)}", style))
        start.append((typed(person.name) if middle else "", "$heading" if came else "$muted"))
        lines.append(spread(start, end if middle else [], wide, glyphs))
    return lines


# Wins


def safest(page: Page, meeting: Meeting, room: Room) -> Sheet:
    """Days since the last red, of the KPIs under S, in heavy figures."""
    cards = safety(meeting.snapshot)
    scale = 2 if room.roomy or len(cards) == 1 else 1
    fits = max(1, (room.height - 6) // (rows_of(scale, room.glyphs) + 2))
    shown = cards[: min(_LISTED, fits)]
    blocks: list[Piece] = [headline(room, "Safety first")]
    blocks += [_since_red(card, scale, room) for card in shown]
    more = [typed(card.kpi.name) for card in cards[len(shown) :]]
    if more:
        blocks.append([[("also: ", "$muted"), (shortened(more, room.width - 6, room.glyphs), "$heading")]])
    return Sheet(blocks, [NEXT])


def _since_red(card: KpiCard, scale: int, room: Room) -> list[Line]:
    """Red today is louder than any count of days."""
    red = card.latest.status is Status.OFF_TARGET
    days = card.days_since_red
    style = STATUS_STYLE[card.status]
    name: Line = [(typed(card.kpi.name), "$heading bold")]
    value = room.words(f"{measured_words(card.latest.value, card.kpi)}  {standing(card, room.glyphs)}")
    if red or days is None:
        words = "red now: it comes first" if red else "no red on record"
        return [name, [(words, f"{style} bold")], [(value, style)]]
    drawn = room.figure(str(days), scale, "$win")
    facts: list[Line] = [
        name,
        [(plain.count("day since the last red", "days since the last red", days), "$win bold")],  # the number is beside
        [(value, style)],
    ]
    return beside(drawn, facts, 3, room.width, room.glyphs)


def praise(page: Page, meeting: Meeting, room: Room) -> Sheet:
    """Exactly one person, by name."""
    card = praise_of(page, meeting.snapshot)
    if card is None:
        return Sheet([])
    owned = meeting.snapshot.kpi(card.kpi.id) if card.kpi else None
    measured: list[Line] = []
    if owned is not None:
        drawn = room.figure(room.words(value_words(owned.latest, owned.kpi)), 2, "$win")
        target = target_words(owned.target)
        facts: list[Line] = [[], [(typed(owned.kpi.unit), "$muted")], [(room.words(f"target {target}"), "$heading")]]
        measured = beside(drawn, facts[-len(drawn) :], 3, room.width, room.glyphs)
    return Sheet(
        [
            headline(room, card.person.name, "$win bold", above=[[("Congratulate", "$muted")]]),
            said(room, praise_words(card), "$heading bold", 3),
            measured,
        ],
        [Offer(room.key("congratulate"), "it was said", room.key("congratulate")), NEXT],
    )


def praise_of(page: Page, snapshot: BoardSnapshot) -> PraiseCard | None:
    """The card that the page shows; None once it was said."""
    return next((card for card in snapshot.praise if card.about == page.item), None)


def thanks(page: Page, meeting: Meeting, room: Room) -> Sheet:
    """Who was thanked today; nobody is an answer too, but it has to be given."""
    record, glyphs = meeting.record, room.glyphs
    lines: list[Line] = []
    large: list[Line] = []
    for person, what in record.thanked:
        line: Line = [(f"{glyphs.done} ", "$win bold"), (typed(person.name), "$heading bold")]
        lines.append([*line, (f"  {typed(what)}" if what else "", "$muted")])
        large += [*(heavy(room, person.name, "$win", 1) or [line]), [(typed(what), "$muted")], []]
    told = Block(lines, large)
    if not lines:
        nobody = record.huddle.nobody_thanked
        words = "None today: so it is written down." if nobody else "Somebody helped, warned, or had an idea."
        told = said(room, words, "$heading" if nobody else "$muted", 2)
    offers = [Offer(room.key("congratulate"), "thank somebody by name", room.key("congratulate"))]
    if not record.thanked and not record.huddle.nobody_thanked:
        offers.append(Offer("0", "none today", "0"))
    return Sheet([headline(room, "Whom do we thank?"), told], [*offers, NEXT])


def means_something(page: Page, action: str, parameters: tuple[object, ...]) -> bool:
    """Whether a key for people means anything on a page."""
    match action:
        case "person" | "everybody":
            return page.show is Show.PEOPLE
        case "digit":
            return page.show is Show.PEOPLE or (page.show is Show.THANKS and parameters == (KEYS.index("0"),))
        case "hand_over":
            return page.show in (Show.DIGEST, Show.PEOPLE)
        case "call_off":
            return page.step is HuddleStep.OPEN
    return True
