"""The pages about reds: one red a page, the answer it is given, and who does what by when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from kpiboard.model import Action, Direction, Person
from kpiboard.model.kinds import short_name
from kpiboard.rules.capability import Sense
from kpiboard.rules.red import Nature, Red, most_asking
from kpiboard.screens.huddle.pages import Meeting, Page
from kpiboard.screens.huddle.sheet import (
    NEXT,
    Block,
    Offer,
    Piece,
    Room,
    Sheet,
    badge,
    beside,
    headline,
    said,
)
from kpiboard.screens.kpi.head import sentence, standing
from kpiboard.screens.text import STATUS_STYLE, Line, left, typed, width_of, wrap
from kpiboard.screens.widgets.spark import spark
from kpiboard.screens.widgets.tile import letter
from kpiboard.views.board import KpiCard
from kpiboard.words import plain
from kpiboard.words.action import by_words
from kpiboard.words.event import EVENT_QUESTION
from kpiboard.words.huddle import ask_words, lacking_words
from kpiboard.words.kpi import back_words, target_words, value_words, when_words
from kpiboard.words.red import right_words, told_words

_MOST = 4  # lines of a list on one page
_LIST = 96  # cells of its lines: the eye has to find the end of them
_SILENT = (Sense.TOO_EARLY, Sense.NO_LIMITS, Sense.LEFT_OUT)  # the limits say neither signal nor noise


def red(page: Page, meeting: Meeting, room: Room) -> Sheet:
    """One red: how far off, signal or noise, what to ask, and what is being done."""
    card = meeting.snapshot.kpi(page.item)
    if card is None:
        return Sheet([])
    words, style = sentence(card, None)
    loud = card.process is not None and card.process.sense not in _SILENT
    told = badge(room, room.words(words), style) if loud else room.lines(room.words(words), "$muted")
    figures = Block(_measured(card, meeting.snapshot.today, room, 2), _measured(card, meeting.snapshot.today, room, 3))
    blocks: list[Piece] = [
        _headed(card, room),
        figures,
        told,
        said(room, ask(card), "$accent-text bold"),
        *_answered_by(card, meeting, room),
    ]
    return Sheet(blocks, [NEXT])


def ask(card: KpiCard) -> str:
    """The question for this red."""
    if card.kpi.of_events:
        return EVENT_QUESTION
    return ask_words(Sense(card.process.sense) if card.process else None)


def answer(page: Page, meeting: Meeting, room: Room) -> Sheet:
    """A red that nobody has answered yet, or the answer that it has been given just now."""
    card = meeting.snapshot.kpi(page.item)
    if card is None:
        return Sheet([])
    snapshot = meeting.snapshot
    if not card.reds:
        sign = room.glyphs.done
        done = badge(room, f"{sign} ANSWERED", "$on-win on $win bold")
        return Sheet([_headed(card, room), done, _answers_given(card, meeting, room)], [NEXT])
    age = plain.age_words(max(one.hours(snapshot.taken_at) for one in card.reds))
    loud = badge(room, room.words(f"{room.glyphs.alarm} RED WITHOUT AN ANSWER · {age}"), "$on-lose on $lose bold")
    right = room.lines(room.words(right_words(most_asking(card.reds))), "$muted", 2)
    blocks: list[Piece] = [
        _headed(card, room),
        loud,
        _unanswered(card, snapshot.today, room),
        said(room, ask(card), "$accent-text bold"),
        right,
    ]
    if back := back_words(card):
        blocks.insert(2, badge(room, room.words(back), "$on-watch on $watch bold"))
    offers = [Offer(room.key("action"), "take it up again" if back else "start an action", room.key("action"))]
    if most_asking(card.reds).nature is Nature.SIGNAL or not card.duty.may_explain:
        offers.append(Offer(room.key("explain"), "a leader lets it pass", room.key("explain")))
    else:
        offers.append(Offer(room.key("explain"), "say why it needs none", room.key("explain")))
    return Sheet(blocks, offers)


def work(page: Page, meeting: Meeting, room: Room) -> Sheet:
    """What this huddle has decided: who does what by when; or the one action that lacks an owner or a date."""
    record = meeting.record
    if page.item:
        card = meeting.snapshot.action(page.item)
        if card is None:
            return Sheet([])
        loud = f"{room.glyphs.alarm} {lacking_words(card.action)}"
        return Sheet(
            [headline(room, "Who, and by when?"), badge(room, loud, "$on-lose on $lose bold"),
             [[(f"{card.label}  ", "$muted"), (typed(card.action.title), "$heading bold")]]],
            [Offer(room.key("edit"), "say who and when", room.key("edit"))],
        )  # fmt: skip
    return Sheet([headline(room, "Who does what"), decisions(record.new_actions, meeting, room)], [NEXT])


def decisions(actions: Sequence[Action], meeting: Meeting, room: Room) -> Block:
    """Actions with owner and date, a line each, or with both in heavy letters; what is missing is loud."""
    people = {person.id: person for person in meeting.snapshot.people}
    known = [(one, people.get(one.owner_id or "")) for one in actions]
    wide = min(room.width // 4, max((cell_len(_owner(person)) for _, person in known), default=0))
    lines: list[Line] = []
    large: list[Line] = []
    for one, person in known:
        due = by_words(one, meeting.snapshot.today, meeting.snapshot.by_clock)
        lines.append(_decision(one, person, due, wide, room))
        large += [[], *_heavy_decision(one, person, due, room)]
    return Block(lines, large[1:] if room.glyphs.half_blocks else ())


def _owner(person: Person | None) -> str:
    return typed(person.name) if person else "nobody yet"


def _decision(one: Action, person: Person | None, due: str, wide: int, room: Room) -> Line:
    glyphs = room.glyphs
    end: Line = [
        (left(_owner(person), wide, glyphs), "$heading bold" if person else "$lose bold"),
        ("  ", ""),
        (left(due, 9, glyphs), "$heading" if one.due else "$lose bold"),
    ]
    start: Line = [(f"{glyphs.stage[one.stage]} ", "$accent-text"), (f"{short_name(one)}  ".ljust(6), "$muted")]
    space = min(room.width, _LIST) - width_of(start) - width_of(end) - 2
    return [*start, (left(typed(one.title), space, glyphs), "$heading"), ("  ", ""), *end]


def _heavy_decision(one: Action, person: Person | None, due: str, room: Room) -> list[Line]:
    """`JP`, what, and `MON`, readable from afar."""
    glyphs = room.glyphs
    who = room.figure(typed(person.initials).upper() if person else "?", 1, "$heading" if person else "$lose")
    when_due = room.figure(due.upper(), 1, "$heading" if one.due else "$lose")
    end = max(24, max(map(width_of, when_due)))
    space = min(room.width, _LIST) - 20 - end
    about: Line = [(f"{glyphs.stage[one.stage]} ", "$accent-text"), (f"{short_name(one)} · {_owner(person)}", "$muted")]
    title = wrap(one.title, space, 2, glyphs)
    what: list[Line] = [
        [(room.words(text), style) for text, style in about],
        *([(text, "$heading bold")] for text in title),
    ]
    what = [[*line, (" " * (space - width_of(line)), "")] for line in what]
    padded: list[Line] = [[*line, (" " * (16 - width_of(line)), "")] for line in who]
    return beside(beside(padded, what, 2, room.width, glyphs), when_due, 2, room.width, glyphs)


def _headed(card: KpiCard, room: Room) -> Block:
    """Under which letter it hangs, who owns it, and its name, large."""
    owner = typed(card.owner.name) if card.owner else "nobody owns it yet"
    about = [typed(card.category.name)] if card.category else []
    words = room.words(" · ").join([*about, owner])
    above: Line = [(f"{letter(card, room.glyphs)} ", "$lose bold"), (words, "$muted")]
    return headline(room, card.kpi.name, above=[above])


def _measured(card: KpiCard, today: date, room: Room, scale: int) -> list[Line]:
    """The figure, what it is judged by beside it, and the recent readings."""
    style = STATUS_STYLE[card.latest.status]
    kpi, glyphs = card.kpi, room.glyphs
    figure = room.figure(room.words(value_words(card.latest, kpi)), scale, style)
    tall = len(figure)
    target = target_words(card.target)
    about = [words for words in (typed(kpi.unit), when_words(card.latest.period, today)) if words]
    facts: list[Line] = [
        [(room.words(" · ".join(about)), "$muted")],
        [(room.words(target if target == "no target" else f"target {target}"), "$heading bold")],
        [(room.words(gap_words(card)), f"{style} bold")],
        [(standing(card, glyphs), f"{style} bold")],
    ]
    if tall == 3:  # line-drawn figures are lower
        facts[2:] = [[*facts[2], ("  ", ""), *facts[3]]]
    air: list[Line] = [[]] * (max(0, tall - len(facts)) // 2)
    both = beside(figure, [*air, *facts], 3, room.width, glyphs)
    wide = room.width - max(map(width_of, both), default=0) - 4
    if wide >= 16:
        curve = spark(card.history, min(wide, 60), min(tall, scale + 2), glyphs, widen=True)
        both = beside(both, [*([] for _ in range(tall - len(curve))), *curve], 4, room.width, glyphs)
    return both


def gap_words(card: KpiCard) -> str:
    """How far off it is: `1.9 points below`; empty on target."""
    value, target, kpi = card.latest.value, card.latest.target or card.target, card.kpi
    if value is None or target is None or kpi.of_events:
        return ""
    for bound, off, side in ((target.low, -1, "below"), (target.high, 1, "above")):
        if bound is not None and (value - bound) * off > 0:
            by = max(kpi.decimals, 1 if kpi.direction is not Direction.BAND else 2)
            away = plain.short_number(round(abs(value - bound), by))
            return f"{plain.difference(away, typed(kpi.unit))} {side}"
    return ""


def _answered_by(card: KpiCard, meeting: Meeting, room: Room) -> list[Piece]:
    """Who does what about it: the running actions, the reason, else that it has no answer."""
    found: list[Piece] = []
    if card.running:
        found.append(decisions(card.running[:_MOST], meeting, room))
    reading = card.latest.reading
    if reading and reading.reason:
        found.append(room.fact("Reason", reading.reason, "$heading"))
    if card.reds:
        found.append([[(f"{room.glyphs.alarm} no answer yet: it gets one in the next step", "$lose bold")]])
    return found


def _unanswered(card: KpiCard, today: date, room: Room) -> list[Line]:
    """The red periods that wait, the newest last."""
    shown = card.reds[-_MOST:]
    lines = [_period(card, one, today, room) for one in shown]
    more = len(card.reds) - len(shown)
    earlier = plain.count("and 1 earlier one", "and {n} earlier ones", more)
    return [[(earlier, "$muted")], *lines] if more > 0 else lines


def _period(card: KpiCard, one: Red, today: date, room: Room) -> Line:
    value = next((point.value for point in card.history if point.period.key == one.period.key), None)
    figure = plain.value_number(value, card.kpi) if value is not None else ""
    return [
        (left(room.words(when_words(one.period, today)), 16, room.glyphs), "$muted"),
        (plain.with_unit(figure, typed(card.kpi.unit)).ljust(10), "$lose bold"),
        (room.words(f"  {typed(told_words(one.told))}"), "$muted"),
    ]


def _answers_given(card: KpiCard, meeting: Meeting, room: Room) -> Piece:
    if card.running:
        return decisions(card.running[:_MOST], meeting, room)
    reasons = [red.reason for kpi, red in meeting.record.reds if kpi.id == card.kpi.id and red.reason]
    return room.fact("Reason", " · ".join(reasons), "$heading") if reasons else []
