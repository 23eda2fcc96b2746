"""Every command once: its key, its footer word, its help line and its palette entry all come from here.

A command runs `kpiboard.screens.<run>`, a coroutine that takes the app; it is imported when it is first used.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, cast

from textual.binding import Binding

from kpiboard.model.frozen import frozen

if TYPE_CHECKING:
    from kpiboard.screens.frame.live import LiveBoard


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
class Command:
    """One thing a person can do.

    `keys` are Textual's names, the first one is shown. `on` names the kinds of item it works on; empty: it needs none.
    `footer` is the word in the bottom line ("" keeps it out of there), `title` stands in the palette and `help` says
    what it does in one sentence. `run` is `module:function`. An `eager` key works before anything else sees it, so
    that what is typed right after it lands in the dialog it opens.
    """

    id: str
    keys: str
    title: str
    help: str
    group: Group
    run: str
    footer: str = ""
    on: tuple[str, ...] = ()
    writes: bool = False
    eager: bool = True
    anywhere: bool = False

    @property
    def action(self) -> str:
        return f"do('{self.id}')"

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

    def load(self) -> Callable[[LiveBoard], Awaitable[None]]:
        module, _, function = self.run.partition(":")
        found = getattr(import_module(f"kpiboard.screens.{module}"), function)
        return cast("Callable[[LiveBoard], Awaitable[None]]", found)


_ITEM = ("kpi", "action", "feedback")

COMMANDS: tuple[Command, ...] = (
    Command("record", "r", "Record a number", "Type the number of a KPI for the period that is due.",
            Group.DAILY, "kpi.commands:record", "Record", writes=True),
    Command("action", "a", "Start an action", "A new action; on a KPI or on feedback it starts filled in.",
            Group.DAILY, "action.commands:add", "Action", writes=True),
    Command("feedback", "f", "Give feedback", "An idea, a concern, a question, thanks; with your name or without.",
            Group.DAILY, "feedback.commands:add", "Feedback", writes=True),
    Command("open", "enter", "Open", "Everything about the focused KPI, action or feedback.",
            Group.DAILY, "board.commands:open_item", "Open", on=_ITEM),
    Command("huddle", "h", "Huddle", "The daily ten minutes at the board: starts it, or goes on with it.",
            Group.DAILY, "huddle.commands:open_huddle", "Huddle", writes=True),
    Command("congratulate", "c", "Congratulate", "Say it aloud, by name: on target again, an action worked, thanks.",
            Group.DAILY, "huddle.congratulate:congratulate", "Congratulate", writes=True),
    Command("find", "slash", "Find", "Find a KPI, action or piece of feedback by what it says.",
            Group.DAILY, "board.commands:find", "Find"),
    Command("help", "question_mark", "Help", "All keys, and what the signs mean.",
            Group.DAILY, "board.commands:help_screen", "Help", anywhere=True),
    Command("undo", "u", "Undo", "Take the last change back; as often as you like.",
            Group.DAILY, "board.commands:undo", "Undo", writes=True),
    Command("redo", "ctrl+r", "Redo", "Bring back what was undone.",
            Group.DAILY, "board.commands:redo", writes=True),
    Command("edit", "e", "Edit", "Change the focused KPI, action or feedback.",
            Group.DAILY, "board.commands:edit", "Edit", on=_ITEM, writes=True),
    Command("put-away", "x", "Put away", "Retire the focused KPI, cancel the action or decline the feedback; asks why.",
            Group.DAILY, "board.commands:put_away", "Put away", on=_ITEM, writes=True),

    Command("new-kpi", "n", "New KPI", "Add a KPI; a name is enough.",
            Group.KPIS, "kpi.commands:add", "New KPI", writes=True),
    Command("explain", "y", "Explain a red", "Say why: a reason why this red needs no action of its own.",
            Group.KPIS, "kpi.commands:explain", "Why", on=("kpi",), writes=True),
    Command("move-up", "K,shift+up", "Move the KPI up", "One place up on the board.",
            Group.KPIS, "kpi.commands:move_up", on=("kpi",), writes=True),
    Command("move-down", "J,shift+down", "Move the KPI down", "One place down on the board.",
            Group.KPIS, "kpi.commands:move_down", on=("kpi",), writes=True),
    Command("retired", "X", "Retired KPIs", "What is not on the board, drafts too; Enter puts it back.",
            Group.KPIS, "kpi.commands:retired"),

    Command("target", "s", "Set a target", "From a date on; says while you type whether the process can reach it.",
            Group.TARGETS, "kpi.targets:set_target", "Target", on=("kpi",), writes=True),
    Command("sign", "Y", "Sign the target", "Agree to the target: a leader for the management, anybody for the team.",
            Group.TARGETS, "kpi.targets:sign", on=("kpi",), writes=True),
    Command("propose", "O", "Offer a target", "Propose another target, and say what would make it reachable.",
            Group.TARGETS, "kpi.targets:propose", on=("kpi",), writes=True),
    Command("new-baseline", "M", "New baseline", "The process has changed for good: its limits begin anew.",
            Group.TARGETS, "studies.commands:rebase", on=("kpi",), writes=True),
    Command("exclude", "E", "Leave a point out", "A known special cause does not count for the limits; again: it does.",
            Group.TARGETS, "studies.commands:exclude", on=("kpi",), writes=True),
    Command("data-check", "D", "Check the data", "Five readings of the quarter against their source.",
            Group.TARGETS, "studies.commands:check_data", on=("kpi",), writes=True),

    Command("quality", "i", "Is it a good KPI?", "The four questions, SMART, what guards it and how it is measured.",
            Group.STUDIES, "studies.quality:open_quality", "Good KPI?", on=("kpi",)),
    Command("sheet", "S", "Sheet", "What a KPI is for and how it is measured; cause, effect and learning of an action.",
            Group.STUDIES, "board.commands:sheet", on=("kpi", "action"), writes=True),
    Command("kata", "H", "Five questions", "Coaching: target and actual condition, obstacle, next step, go and see.",
            Group.STUDIES, "studies.kata:coach", on=("kpi", "action"), writes=True),
    Command("guard", "g", "Counter-metric", "The KPI that shows what this one may hide.",
            Group.STUDIES, "studies.commands:guard", on=("kpi",), writes=True),
    Command("consulted", "o", "Voices", "Who was asked about this KPI.",
            Group.STUDIES, "studies.commands:consulted", on=("kpi",), writes=True),
    Command("review", "R", "Review", "Is it still a good KPI? Keep, adjust or retire it, and say why.",
            Group.STUDIES, "studies.commands:review", on=("kpi",), writes=True),
    Command("call-review", "V", "Call a review", "An event asks for a review before its time.",
            Group.STUDIES, "studies.commands:call_review", on=("kpi",), writes=True),
    Command("calendar", "l", "Letters", "The letter calendar, a cell a day; again for the board.",
            Group.STUDIES, "studies.letters:toggle", "Letters"),
    Command("tree", "t", "Tree of goals", "Vision, goals, KPIs and actions: what leads where; again for the board.",
            Group.STUDIES, "studies.tree:open_tree", "Tree"),
    Command("balance", "b", "Balance", "Few and balanced? What measuring costs, and the cutting-room floor.",
            Group.STUDIES, "studies.balance:open_balance", "Balance"),
    Command("answers", "A", "Answers", "Does every red get an answer? What is late, gathers dust, was learned.",
            Group.STUDIES, "studies.answers:open_answers", "Answers"),
    Command("pareto", "P", "Pareto", "The few reasons that make most of the trouble: of this KPI, else of all.",
            Group.STUDIES, "studies.pareto:open_pareto", "Pareto"),

    Command("advance", "greater_than_sign", "Advance", "One PDCA stage on, from plan to closed; asks what is missing.",
            Group.ACTIONS, "action.commands:advance", "Advance", on=("action",), writes=True),
    Command("step-back", "less_than_sign", "Step back", "One PDCA stage back; takes an ended action up again.",
            Group.ACTIONS, "action.commands:step_back", "Back", on=("action",), writes=True),
    Command("note", "N", "Note", "Write down what happened on the focused action.",
            Group.ACTIONS, "action.commands:note", "Note", on=("action",), writes=True),
    Command("whys", "W", "Five whys", "Ask why, up to five times, on the focused action.",
            Group.ACTIONS, "action.commands:whys", on=("action",), writes=True),
    Command("a3", "Z", "A3 sheet", "The focused action on one sheet, from background to follow-up; again: back.",
            Group.ACTIONS, "action.a3:toggle", on=("action",)),
    Command("queue", "v", "Four columns", "The action queue in four columns, to move the cards; again for the board.",
            Group.ACTIONS, "action.views:columns", "Columns"),
    Command("filter", "F", "Filter", "Which actions are shown: whose, on which KPI, of which kind, late ones only.",
            Group.ACTIONS, "action.views:choose", "Filter"),
    Command("view-4", "4", "View 4", "My work, or what F has saved here; again for all actions.",
            Group.ACTIONS, "action.views:view_4"),
    Command("view-5", "5", "View 5", "What is late, or what F has saved here; again for all actions.",
            Group.ACTIONS, "action.views:view_5"),
    *(Command(f"view-{digit}", digit, f"View {digit}", "What F has saved here; again for all actions.",
              Group.ACTIONS, f"action.views:view_{digit}") for digit in "6789"),
    Command("escalate", "j", "Escalate", "Ask the next tier for help with the focused item; if it is asked: the list.",
            Group.ACTIONS, "escalation.commands:escalate", "Escalate"),
    Command("escalations", "Q", "Escalations", "What is asked of the next tier and what of this board; answers, files.",
            Group.ACTIONS, "escalation.commands:escalations"),
    Command("qr", "q", "QR code", "What the focused item asks of the next tier, for the camera of a phone.",
            Group.ACTIONS, "escalation.commands:qr", on=_ITEM),

    Command("acknowledge", "k", "Acknowledge", "Somebody has read it; the answer is still to come.",
            Group.FEEDBACK, "feedback.commands:acknowledge", "Acknowledge", on=("feedback",), writes=True),
    Command("answer", "w", "Answer", "Write the answer to the focused feedback.",
            Group.FEEDBACK, "feedback.commands:answer", "Answer", on=("feedback",), writes=True),
    Command("decline", "d", "Decline", "Say no, and why.",
            Group.FEEDBACK, "feedback.commands:decline", "Decline", on=("feedback",), writes=True),
    Command("me-too", "plus", "Me too", "One more person says the same.",
            Group.FEEDBACK, "feedback.commands:me_too", "Me too", on=("feedback",), writes=True),

    Command("next-pane", "tab", "Next pane", "To the next pane or field.",
            Group.LOOKING, "board.commands:next_pane", eager=False),
    Command("previous-pane", "shift+tab", "Previous pane", "To the pane or field before.",
            Group.LOOKING, "board.commands:previous_pane", eager=False),
    Command("pane-1", "1", "KPIs pane", "To the KPIs.", Group.LOOKING, "board.commands:pane_1"),
    Command("pane-2", "2", "Actions pane", "To the actions.", Group.LOOKING, "board.commands:pane_2"),
    Command("pane-3", "3", "Feedback pane", "To the feedback.", Group.LOOKING, "board.commands:pane_3"),
    Command("zoom", "z", "Zoom", "The focused pane on the whole screen, and back; on a KPI fewer or more days.",
            Group.LOOKING, "board.commands:zoom", "Zoom"),
    Command("ranges", "m", "Moving ranges", "The moving ranges below the chart of the KPI, and away again.",
            Group.LOOKING, "board.commands:ranges", "Ranges", on=("kpi",)),
    Command("earlier-month", "left_square_bracket,pageup", "Earlier month", "The letters of the month before.",
            Group.LOOKING, "studies.letters:earlier", eager=False),
    Command("later-month", "right_square_bracket,pagedown", "Later month", "The letters of the month after.",
            Group.LOOKING, "studies.letters:later", eager=False),
    Command("back", "escape", "Back", "Close what is open; what was typed is kept for the next time.",
            Group.LOOKING, "board.commands:back", eager=False),

    Command("people", "p", "People", "Who works at this board: add, change, set aside.",
            Group.BOARD, "board.team:people"),
    Command("goals", "G", "Goals", "What the KPIs are for: add, change, remove.",
            Group.BOARD, "board.team:goals"),
    Command("letters", "C", "Categories", "The letters that KPIs hang under; add one.",
            Group.BOARD, "board.team:letters", writes=True),
    Command("settings", "B", "Board settings", "Name, team, area, vision, day start, days off.",
            Group.BOARD, "board.team:settings", writes=True),
    Command("history", "L", "Log", "Everything that was changed, by whom; each step can be undone.",
            Group.BOARD, "board.commands:history"),
    Command("export", "ctrl+e", "Export", "Write the whole board into one TOML file.",
            Group.BOARD, "board.files:export"),
    Command("import", "ctrl+o", "Import", "Read a TOML file; shows what would change before anything does.",
            Group.BOARD, "board.files:import_file", writes=True),
    Command("theme", "T", "Theme", "Choose the colours.", Group.BOARD, "board.commands:theme", anywhere=True),
    Command("palette", "ctrl+p", "All commands", "Type part of a command's or a KPI's name.",
            Group.BOARD, "board.commands:palette", anywhere=True),
    Command("quit", "ctrl+q", "Quit", "Leave; everything is saved already.",
            Group.BOARD, "board.commands:leave", anywhere=True),
)  # fmt: skip

BY_ID = {command.id: command for command in COMMANDS}

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


def bindings() -> list[Binding]:
    """In the order of the bottom line: the first six, what fits the focused item, then the rest."""
    special = [command for command in COMMANDS[6:] if command.on and command.on != _ITEM]
    rest = [command for command in COMMANDS[6:] if command not in special]
    return [command.binding() for command in (*COMMANDS[:6], *special, *rest)]


def keys_of(command: Command, remapped: Mapping[str, str] | None = None) -> list[str]:
    """The keys of a command as people read them, the user's own ones where there are."""
    keys = (remapped or {}).get(command.id, command.keys)
    return [key_words(key.strip()) if len(key) > 1 else key for key in (keys.split(",") if len(keys) > 1 else [keys])]


def grouped(commands: Iterable[Command] = COMMANDS) -> dict[Group, list[Command]]:
    found: dict[Group, list[Command]] = {group: [] for group in Group}
    for command in commands:
        found[command.group].append(command)
    return found


def keys_table() -> str:
    """The README's table of keys, in Markdown."""
    lines = ["| key | command | what it does |", "| --- | --- | --- |"]
    for group, commands in grouped().items():
        lines.append(f"| | **{group.value}** | |")
        for command in commands:
            keys = " ".join(f"`{key}`" for key in keys_of(command))
            lines.append(f"| {keys} | {command.title} | {command.help} |")
    return "\n".join(lines) + "\n"
