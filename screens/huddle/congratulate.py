"""Saying it aloud: the one person to congratulate, thanks to anybody by name, and what was said this month."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from kpiboard.basics.errors import InvalidInput
from kpiboard.model.facts.team import CONGRATULATION
from kpiboard.screens.dialogs.asking import ask
from kpiboard.screens.dialogs.base import Dialog, buttons
from kpiboard.screens.dialogs.fields import Field
from kpiboard.screens.dialogs.form import Form, Values
from kpiboard.screens.frame.live import LiveBoard, LiveScreen
from kpiboard.screens.huddle.sheet import Room, headline
from kpiboard.screens.text import Glyphs, Line, fit, left, typed
from kpiboard.words.huddle import praise_words, said_words
from kpiboard.words.plain import count, full_day_words

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.model import Congratulation
    from kpiboard.views.board import BoardSnapshot, PraiseCard

_OTHER = "other"
_MONTH_CSS = "#month { height: auto; max-height: 8; margin-top: 1; }"


async def congratulate(app: LiveBoard) -> None:
    """On a page of the huddle that names somebody: it was said. On what somebody is due for: the card; else thanks."""
    shown = app.screen.praise if isinstance(app.screen, LiveScreen) else None
    if shown is not None:
        say(app, shown)
        return
    snapshot = app.need_snapshot()
    said = await app.gateway.call(lambda board: board.praise.said())
    month = said_this_month(said, snapshot)
    card = app.due_praise()
    if card is not None:
        await app.open_dialog(PraiseDialog(card, month), partial(_chosen, app, card, month))
    else:
        await app.open_dialog(thanks(app, month))


def say(app: LiveBoard, card: PraiseCard) -> None:
    """Records that it was said."""
    app.change(lambda board: _congratulate(board, card), lambda _: f"{card.person.name} is congratulated.")


def _congratulate(board: Board, card: PraiseCard) -> Congratulation:
    return board.praise.congratulate(card.person, kpi=card.kpi, period=card.period, action=card.action)


def _chosen(app: LiveBoard, card: PraiseCard, month: Sequence[tuple[str, str, str]], answer: str | None) -> None:
    if answer == _OTHER:
        app.push_screen(thanks(app, month))
    elif answer:
        say(app, card)


def said_this_month(said: Sequence[Congratulation], snapshot: BoardSnapshot) -> list[tuple[str, str, str]]:
    """Day, name and what for; the newest first."""
    people = {person.id: person.name for person in snapshot.people}
    kpis = {card.kpi.id: card.kpi for card in snapshot.kpis} | {kpi.id: kpi for kpi in snapshot.retired}
    actions = {card.action.id: card.action for card in snapshot.actions}
    return [
        (
            full_day_words(one.said_on),
            typed(people.get(one.person_id, "")),
            typed(said_words(one, kpis.get(one.kpi_id or ""), actions.get(one.action_id or ""))),
        )
        for one in reversed(said)
    ]


def month_lines(month: Sequence[tuple[str, str, str]], width: int, glyphs: Glyphs) -> Content:
    """`Fri 20 Nov  Maren Sato  On-time delivery is back on target`, a line each."""
    names = min(20, max((len(name) for _, name, _ in month), default=0))
    title = "Nothing was said this month yet."
    if month:
        title = count("This month: 1 time", "This month: {n} times", len(month))
    lines: list[Line] = [[(title, "$muted")]]
    for day, name, what in month:
        room = width - 12 - names - 2
        lines.append(
            [
                (day.ljust(12), "$muted"),
                (left(name, names, glyphs), "$heading"),
                (f"  {fit(what, room, glyphs)}", "$muted"),
            ]
        )
    return joined(lines)


def joined(lines: Sequence[Line]) -> Content:
    """Lines below one another."""
    parts = [part for line in lines for part in (*line, ("\n", ""))]
    return Content.assemble(*parts[:-1])


class PraiseDialog(Dialog[str]):
    """The card with exactly one name; enter: it was said."""

    DEFAULT_CSS = f"PraiseDialog {{ {_MONTH_CSS} #praise {{ height: auto; margin: 1 0; }} }}"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "said", show=False)]

    def __init__(self, card: PraiseCard, month: Sequence[tuple[str, str, str]]) -> None:
        super().__init__("Congratulate")
        self.card, self.month = card, month

    def parts(self) -> ComposeResult:
        room = Room(self.room, 0, self.glyphs, self.board_app.key_of)
        name = headline(room, self.card.person.name, "$win bold")
        lines: list[Line] = [*(name.large or name.lines), [], [(typed(praise_words(self.card)), "$heading bold")]]
        yield Static(joined(lines), id="praise")
        yield Static(id="message")
        yield buttons(("said", f"It was said{self.glyphs.plain('  ⏎')}"), ("leave", "Not yet  esc"),
                      ("other", "Thank somebody else"))  # fmt: skip
        with VerticalScroll(id="month", can_focus=False):
            yield Static(month_lines(self.month, self.room, self.glyphs))

    def on_mount(self) -> None:
        self.say("Aloud, by name, in front of the board.")

    def action_said(self) -> None:
        self.dismiss("said")

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(None if event.button.id == "leave" else event.button.id)


class Thanks(Form):
    """Whom, and what for; below it what was said this month."""

    DEFAULT_CSS = f"Thanks {{ {_MONTH_CSS} }}"

    def __init__(self, *given: object, month: Sequence[tuple[str, str, str]], **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]  # as a form takes them
        self.month = month

    def parts(self) -> ComposeResult:
        yield from super().parts()
        with VerticalScroll(id="month", can_focus=False):
            yield Static(month_lines(self.month, self.room, self.glyphs))


def thanks(app: LiveBoard, month: Sequence[tuple[str, str, str]]) -> Thanks:
    """The form that thanks anybody by name."""
    snapshot = app.need_snapshot()

    def save(values: Values) -> Awaitable[object]:
        if not values["person"]:
            raise InvalidInput("Thank one person, by name.", "Type the beginning of it.", field="person")
        return app.attempt(
            lambda board: board.praise.congratulate(values["person"], what=values["what"]),
            lambda said: f"{_name(snapshot, said.person_id)} is thanked.",
        )

    fields: list[Field] = [
        ask(CONGRATULATION["person"], "", snapshot, none="whom?"),
        ask(CONGRATULATION["what"], "", snapshot),
    ]
    return Thanks("congratulate", "Thank somebody by name", fields, save, verb="It was said", month=month)


def _name(snapshot: BoardSnapshot, person_id: str) -> str:
    return next((one.name for one in snapshot.people if one.id == person_id), "")
