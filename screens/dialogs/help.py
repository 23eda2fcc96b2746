"""Help: every command and key out of their one declaration, and what the signs mean."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from kpiboard.model import FeedbackState, Stage
from kpiboard.rules.status import Status
from kpiboard.screens.dialogs.base import Dialog, buttons
from kpiboard.screens.frame.command import Command, Group, grouped
from kpiboard.screens.frame.live import LiveBoard
from kpiboard.screens.text import STATUS_STYLE, wrap

KEYS, TITLE = 13, 19  # cells of the columns of keys and of names


class Help(Dialog[None]):
    """One page to scroll; two columns where there is room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,q,enter", "leave", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("pageup", "scroll(-12)", show=False),
        Binding("pagedown,space", "scroll(12)", show=False),
        Binding("home", "scroll(-9999)", show=False),
        Binding("end", "scroll(9999)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__("Help")

    def parts(self) -> ComposeResult:
        groups = grouped(self.board_app.commands.values())
        first = (Group.DAILY, Group.KPIS, Group.TARGETS, Group.STUDIES)
        second = (Group.ACTIONS, Group.FEEDBACK, Group.LOOKING, Group.BOARD)
        with VerticalScroll(id="lines", can_focus=False), Horizontal(id="columns"):
            with Vertical(classes="column"):
                yield Static(self._commands({group: groups[group] for group in first}))
            with Vertical(classes="column"):
                yield Static(self._commands({group: groups[group] for group in second}))
                yield Static(self._legend())
        yield buttons(("leave", "Close  esc"))

    def _commands(self, groups: dict[Group, list[Command[LiveBoard]]]) -> Content:
        lines: list[Content] = []
        for group, commands in groups.items():
            lines.append(Content.styled(group.value, "$heading bold"))
            for command in commands:
                keys = self.glyphs.plain(" ".join(self.board_app.keys_of(command)))
                first, *rest = wrap(command.help, self._column - KEYS - TITLE)
                lines.append(
                    Content.assemble(
                        (f"{keys:<{KEYS}}", "$accent-text bold"), (f"{command.title:<{TITLE}}", ""), (first, "$muted")
                    )
                )
                lines += [Content.styled(" " * (KEYS + TITLE) + line, "$muted") for line in rest]
            lines.append(Content(""))
        return Content("\n").join(lines)

    @property
    def _column(self) -> int:
        """Cells in one line of a column: one column, or two on a wide screen."""
        width, height = self.app.size
        room = min(150 if width >= 140 else 96, width) - (8 if height >= 30 else 4) - 2
        return room // 2 - 2 if width >= 140 else room - 2

    def _legend(self) -> Content:
        glyphs = self.glyphs
        lines = [Content.styled("What the signs mean", "$heading bold")]
        lines += [
            Content.assemble((f"{glyphs.status[one]:<{KEYS}}", STATUS_STYLE[one]), (one.value, "")) for one in Status
        ]
        lines.append(Content.assemble((f"{glyphs.alarm:<{KEYS}}", "$lose bold"), ("a red that nobody is on", "")))
        lines.append(Content.assemble((f"{glyphs.open:<{KEYS}}", "$accent-text bold"), ("an open point", "")))
        lines.append(Content(""))
        lines += [Content.assemble((f"{glyphs.stage[one]:<{KEYS}}", "$accent-text"), (one.value, "")) for one in Stage]
        lines.append(Content(""))
        lines += [
            Content.assemble((f"{glyphs.feedback[one]:<{KEYS}}", "$accent-text"), (one.value, ""))
            for one in FeedbackState
        ]
        return Content("\n").join(lines)

    def action_scroll(self, by: int) -> None:
        self.query_one("#lines").scroll_relative(y=by, animate=False)

    @on(Button.Pressed)
    def _pressed(self) -> None:
        self.dismiss(None)
