"""What a command is: its key, its footer word, its help line and its palette entry in one declaration."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from enum import StrEnum
from typing import Generic, TypeVar, cast

from textual.binding import Binding

from kpiboard.model.frozen import frozen

A = TypeVar("A")  # the app that a command is given


class Group(StrEnum):
    DAILY = "Every day"
    KPIS = "KPIs"
    TARGETS = "Targets and limits"
    STUDIES = "Standing back"
    ACTIONS = "Actions"
    FEEDBACK = "Feedback"
    LOOKING = "Looking around"
    BOARD = "The board"


@frozen
class Command(Generic[A]):
    """One thing a person can do.

    `keys` are Textual's names, the first one is shown; without any it is found in the palette. `on` names the kinds of
    item it works on; empty: it needs none. `footer` is the word in the bottom line ("" keeps it out of there), `title`
    stands in the palette and `help` says what it does in one sentence. An `eager` key works before anything else sees
    it, so that what is typed right after it lands in the dialog it opens. `fits` says whether it makes sense on the
    screen in front, `timely` whether it belongs into the bottom line now; without them: always.
    """

    id: str
    keys: str
    title: str
    help: str
    group: Group
    run: Callable[[A], Awaitable[None]]
    footer: str = ""
    on: tuple[str, ...] = ()
    writes: bool = False
    eager: bool = True
    anywhere: bool = False
    fits: Callable[[A], bool] | None = None
    timely: Callable[[A], bool] | None = None

    @property
    def action(self) -> str:
        """Read already: Textual gives the text of each action to the compiler, before the first frame."""
        return cast("str", ("", "do", (self.id,)))

    def binding(self) -> Binding:
        return Binding(
            self.keys,
            self.action,
            self.footer or self.title,
            show=bool(self.footer),
            key_display=key_words(self.keys.split(",")[0]),
            priority=self.eager,
            tooltip=self.help,
            id=self.id,
        )


_KEY_WORDS = {
    "enter": "⏎",
    "slash": "/",
    "question_mark": "?",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "plus": "+",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
}


def key_words(key: str) -> str:
    """A key as people read it: `?`, `⏎`, `ctrl+r`."""
    return _KEY_WORDS.get(key, key)


def keys_of(command: Command[A], remapped: Mapping[str, str] | None = None) -> list[str]:
    """The keys of a command as people read them, the user's own ones where there are."""
    keys = (remapped or {}).get(command.id, command.keys)
    if not keys:
        return []
    return [key_words(key.strip()) if len(key) > 1 else key for key in (keys.split(",") if len(keys) > 1 else [keys])]


def grouped(commands: Iterable[Command[A]]) -> dict[Group, list[Command[A]]]:
    found: dict[Group, list[Command[A]]] = {group: [] for group in Group}
    for command in commands:
        found[command.group].append(command)
    return found
