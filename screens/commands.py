"""Every command once: its key, its footer word, its help line and its palette entry all come from here."""

from __future__ import annotations

from textual.binding import Binding

from kpiboard.screens.frame.command import Command, Group, grouped, keys_of
from kpiboard.screens.frame.lazily import lazily
from kpiboard.screens.frame.live import LiveBoard
from kpiboard.screens.frame.offers import Ranging, Selecting

with lazily():  # the start must not pay for what no key has asked for yet
    from kpiboard.screens.action import a3, guard, views
    from kpiboard.screens.action import commands as action
    from kpiboard.screens.board import commands as board
    from kpiboard.screens.board import files, team
    from kpiboard.screens.escalation import commands as escalation
    from kpiboard.screens.feedback import commands as feedback
    from kpiboard.screens.huddle import commands as huddle
    from kpiboard.screens.huddle import congratulate
    from kpiboard.screens.kpi import commands as kpi
    from kpiboard.screens.kpi import events, explaining, targets
    from kpiboard.screens.studies import answers, balance, kata, letters, pareto, quality, tree
    from kpiboard.screens.studies import commands as studies

_ITEM = ("kpi", "action", "feedback")


def _saved_view(digit: int) -> Command[LiveBoard]:
    return Command(f"view-{digit}", str(digit), f"View {digit}", "What F has saved here; again for all actions.",
                   Group.ACTIONS, lambda app: views.saved(app, digit))  # fmt: skip


COMMANDS: tuple[Command[LiveBoard], ...] = (
    Command("record", "r", "Record a number", "Type the number of a KPI for the period that is due, or what happened.",
            Group.DAILY, lambda app: kpi.record(app), "Record", writes=True),
    Command("action", "a", "Start an action", "A new action; on a KPI or on feedback it starts filled in.",
            Group.DAILY, lambda app: board.start_action(app), "Action", writes=True),
    Command("feedback", "f", "Give feedback", "An idea, a concern, a question, thanks; with your name or without.",
            Group.DAILY, lambda app: feedback.add(app), "Feedback", writes=True),
    Command("open", "enter", "Open", "Everything about the focused KPI, action or feedback.",
            Group.DAILY, lambda app: board.open_item(app), "Open", on=_ITEM,
            fits=lambda app: isinstance(app.screen, Selecting)),  # elsewhere it is open
    Command("huddle", "h", "Huddle", "The daily ten minutes at the board: starts it, or goes on with it.",
            Group.DAILY, lambda app: huddle.open_huddle(app), "Huddle", writes=True),
    Command("congratulate", "c", "Congratulate", "Say it aloud, by name: on target again, an action worked, thanks.",
            Group.DAILY, lambda app: congratulate.congratulate(app), "Congratulate", writes=True,
            timely=lambda app: app.due_praise() is not None),
    Command("find", "slash", "Find", "Find a KPI, action or piece of feedback by what it says.",
            Group.DAILY, lambda app: board.open_find(app), "Find"),
    Command("help", "question_mark", "Help", "All keys, and what the signs mean.",
            Group.DAILY, lambda app: board.open_help(app), "Help", anywhere=True),
    Command("undo", "u", "Undo", "Take the last change back; as often as you like.",
            Group.DAILY, lambda app: board.undo(app), "Undo", writes=True),
    Command("redo", "ctrl+r", "Redo", "Bring back what was undone.",
            Group.DAILY, lambda app: board.redo(app), writes=True),
    Command("edit", "e", "Edit", "Change the focused KPI, action or feedback.",
            Group.DAILY, lambda app: board.edit(app), "Edit", on=_ITEM, writes=True),
    Command("put-away", "x", "Put away", "Retire the focused KPI, cancel the action or decline the feedback; asks why.",
            Group.DAILY, lambda app: board.put_away(app), "Put away", on=_ITEM, writes=True),

    Command("new-kpi", "n", "New KPI", "Add a KPI; a name is enough.",
            Group.KPIS, lambda app: kpi.add(app), "New KPI", writes=True),
    Command("count-events", "", "Count by events", "What the readings of the KPI tell becomes events with their dates.",
            Group.KPIS, lambda app: events.convert(app), on=("kpi",), writes=True),
    Command("explain", "y", "Explain a red", "Say why: a reason why this red needs no action of its own.",
            Group.KPIS, lambda app: explaining.explain(app), "Why", on=("kpi",), writes=True),
    Command("move-up", "K,shift+up", "Move the KPI up", "One place up on the board.",
            Group.KPIS, lambda app: kpi.move_up(app), on=("kpi",), writes=True),
    Command("move-down", "J,shift+down", "Move the KPI down", "One place down on the board.",
            Group.KPIS, lambda app: kpi.move_down(app), on=("kpi",), writes=True),
    Command("retired", "X", "Retired KPIs", "What is not on the board, drafts too; Enter puts it back.",
            Group.KPIS, lambda app: kpi.retired(app)),

    Command("target", "s", "Set a target", "From a date on; says while you type whether the process can reach it.",
            Group.TARGETS, lambda app: targets.set_target(app), "Target", on=("kpi",), writes=True),
    Command("sign", "Y", "Sign the target", "Agree to the target: a leader for the management, anybody for the team.",
            Group.TARGETS, lambda app: targets.sign(app), on=("kpi",), writes=True),
    Command("propose", "O", "Offer a target", "Propose another target, and say what would make it reachable.",
            Group.TARGETS, lambda app: targets.propose(app), on=("kpi",), writes=True),
    Command("new-baseline", "M", "New baseline", "The process has changed for good: its limits begin anew.",
            Group.TARGETS, lambda app: studies.rebase(app), on=("kpi",), writes=True),
    Command("exclude", "E", "Leave a point out", "A known special cause does not count for the limits; again: it does.",
            Group.TARGETS, lambda app: studies.exclude(app), on=("kpi",), writes=True),
    Command("data-check", "D", "Check the data", "Five readings of the quarter against their source.",
            Group.TARGETS, lambda app: studies.check_data(app), on=("kpi",), writes=True),

    Command("quality", "i", "Is it a good KPI?", "The four questions, SMART, what guards it and how it is measured.",
            Group.STUDIES, lambda app: quality.open_quality(app), "Good KPI?", on=("kpi",)),
    Command("sheet", "S", "Sheet", "What a KPI is for and how it is measured; cause, effect and learning of an action.",
            Group.STUDIES, lambda app: board.sheet(app), on=("kpi", "action"), writes=True),
    Command("kata", "H", "Five questions", "Coaching: target and actual condition, obstacle, next step, go and see.",
            Group.STUDIES, lambda app: kata.coach(app), on=("kpi", "action"), writes=True),
    Command("guard", "g", "Counter-metric", "The KPI that shows what this one may hide.",
            Group.STUDIES, lambda app: studies.guard(app), on=("kpi",), writes=True),
    Command("consulted", "o", "Voices", "Who was asked about this KPI.",
            Group.STUDIES, lambda app: studies.consulted(app), on=("kpi",), writes=True),
    Command("review", "R", "Review", "Is it still a good KPI? Keep, adjust or retire it, and say why.",
            Group.STUDIES, lambda app: studies.review(app), on=("kpi",), writes=True),
    Command("call-review", "V", "Call a review", "An event asks for a review before its time.",
            Group.STUDIES, lambda app: studies.call_review(app), on=("kpi",), writes=True),
    Command("calendar", "l", "Letters", "The letter calendar, a cell a day; again for the board.",
            Group.STUDIES, lambda app: letters.toggle(app), "Letters"),
    Command("tree", "t", "Tree of goals", "Vision, goals, KPIs and actions: what leads where; again for the board.",
            Group.STUDIES, lambda app: tree.open_tree(app), "Tree"),
    Command("balance", "b", "Balance", "Few and balanced? What measuring costs, and the cutting-room floor.",
            Group.STUDIES, lambda app: balance.open_balance(app), "Balance"),
    Command("answers", "A", "Answers", "Does every red get an answer? What is late, gathers dust, was learned.",
            Group.STUDIES, lambda app: answers.open_answers(app), "Answers"),
    Command("pareto", "P", "Pareto", "The few reasons that make most of the trouble: of this KPI, else of all.",
            Group.STUDIES, lambda app: pareto.open_pareto(app), "Pareto"),

    Command("advance", "greater_than_sign", "Advance", "One PDCA stage on, from plan to closed; asks what is missing.",
            Group.ACTIONS, lambda app: guard.advance(app), "Advance", on=("action",), writes=True),
    Command("step-back", "less_than_sign", "Step back", "One PDCA stage back; takes an ended action up again.",
            Group.ACTIONS, lambda app: guard.step_back(app), "Back", on=("action",), writes=True),
    Command("note", "N", "Note", "Write down what happened on the focused action.",
            Group.ACTIONS, lambda app: action.note(app), "Note", on=("action",), writes=True),
    Command("whys", "W", "Five whys", "Ask why, up to five times, on the focused action.",
            Group.ACTIONS, lambda app: action.whys(app), on=("action",), writes=True),
    Command("a3", "Z", "A3 sheet", "The focused action on one sheet, from background to follow-up; again: back.",
            Group.ACTIONS, lambda app: a3.toggle(app), on=("action",)),
    Command("queue", "v", "Four columns", "The action queue in four columns, to move the cards; again for the board.",
            Group.ACTIONS, lambda app: views.columns(app), "Columns"),
    Command("filter", "F", "Filter", "Which actions are shown: whose, on which KPI, of which kind, late ones only.",
            Group.ACTIONS, lambda app: views.choose(app), "Filter"),
    Command("view-4", "4", "View 4", "My work, or what F has saved here; again for all actions.",
            Group.ACTIONS, lambda app: views.saved(app, 4)),
    Command("view-5", "5", "View 5", "What is late, or what F has saved here; again for all actions.",
            Group.ACTIONS, lambda app: views.saved(app, 5)),
    *(_saved_view(digit) for digit in range(6, 10)),
    Command("escalate", "j", "Escalate", "Ask the next tier for help with the focused item; if it is asked: the list.",
            Group.ACTIONS, lambda app: escalation.escalate(app), "Escalate"),
    Command("escalations", "Q", "Escalations", "What is asked of the next tier and what of this board; answers, files.",
            Group.ACTIONS, lambda app: escalation.escalations(app)),
    Command("qr", "q", "QR code", "What the focused item asks of the next tier, for the camera of a phone.",
            Group.ACTIONS, lambda app: escalation.qr(app), on=_ITEM),

    Command("acknowledge", "k", "Acknowledge", "Somebody has read it; the answer is still to come.",
            Group.FEEDBACK, lambda app: feedback.acknowledge(app), "Acknowledge", on=("feedback",), writes=True),
    Command("answer", "w", "Answer", "Write the answer to the focused feedback.",
            Group.FEEDBACK, lambda app: feedback.answer(app), "Answer", on=("feedback",), writes=True),
    Command("decline", "d", "Decline", "Say no, and why.",
            Group.FEEDBACK, lambda app: feedback.decline(app), "Decline", on=("feedback",), writes=True),
    Command("me-too", "plus", "Me too", "One more person says the same.",
            Group.FEEDBACK, lambda app: feedback.me_too(app), "Me too", on=("feedback",), writes=True),

    Command("next-pane", "tab", "Next pane", "To the next pane or field.",
            Group.LOOKING, lambda app: board.next_pane(app), eager=False),
    Command("previous-pane", "shift+tab", "Previous pane", "To the pane or field before.",
            Group.LOOKING, lambda app: board.previous_pane(app), eager=False),
    Command("pane-1", "1", "KPIs pane", "To the KPIs.", Group.LOOKING, lambda app: board.to_pane(app, 0)),
    Command("pane-2", "2", "Actions pane", "To the actions.", Group.LOOKING, lambda app: board.to_pane(app, 1)),
    Command("pane-3", "3", "Feedback pane", "To the feedback.", Group.LOOKING, lambda app: board.to_pane(app, 2)),
    Command("zoom", "z", "Zoom", "The focused pane on the whole screen, and back; on a KPI fewer or more days.",
            Group.LOOKING, lambda app: board.zoom(app), "Zoom"),
    Command("ranges", "m", "Moving ranges", "The moving ranges below the chart of the KPI, and away again.",
            Group.LOOKING, lambda app: board.ranges(app), "Ranges", on=("kpi",),
            fits=lambda app: isinstance(app.screen, Ranging)),
    Command("earlier-month", "left_square_bracket,pageup", "Earlier month", "The letters of the month before.",
            Group.LOOKING, lambda app: letters.earlier(app), eager=False),
    Command("later-month", "right_square_bracket,pagedown", "Later month", "The letters of the month after.",
            Group.LOOKING, lambda app: letters.later(app), eager=False),
    Command("back", "escape", "Back", "Close what is open; what was typed is kept for the next time.",
            Group.LOOKING, lambda app: board.back(app), eager=False),

    Command("people", "p", "People", "Who works at this board: add, change, set aside.",
            Group.BOARD, lambda app: team.people(app)),
    Command("goals", "G", "Goals", "What the KPIs are for: add, change, remove.",
            Group.BOARD, lambda app: team.goals(app)),
    Command("letters", "C", "Categories", "The letters that KPIs hang under; add one.",
            Group.BOARD, lambda app: team.letters(app), writes=True),
    Command("settings", "B", "Board settings", "Name, team, area, vision, day start, days off.",
            Group.BOARD, lambda app: team.settings(app), writes=True),
    Command("history", "L", "Log", "Everything that was changed, by whom; each step can be undone.",
            Group.BOARD, lambda app: board.history(app)),
    Command("export", "ctrl+e", "Export", "Write the whole board into one TOML file.",
            Group.BOARD, lambda app: files.export(app)),
    Command("import", "ctrl+o", "Import", "Read a TOML file; shows what would change before anything does.",
            Group.BOARD, lambda app: files.import_file(app), writes=True),
    Command("theme", "T", "Theme", "Choose the colours.", Group.BOARD, lambda app: board.theme(app), anywhere=True),
    Command("palette", "ctrl+p", "All commands", "Type part of a command's or a KPI's name.",
            Group.BOARD, lambda app: board.palette(app), anywhere=True),
    Command("quit", "ctrl+q", "Quit", "Leave; everything is saved already.",
            Group.BOARD, lambda app: board.leave(app), anywhere=True),
)  # fmt: skip

BY_ID = {command.id: command for command in COMMANDS}


def bindings() -> list[Binding]:
    """In the order of the bottom line: the first six, what fits the focused item, then the rest."""
    special = [command for command in COMMANDS[6:] if command.on and command.on != _ITEM]
    rest = [command for command in COMMANDS[6:] if command not in special]
    return [command.binding() for command in (*COMMANDS[:6], *special, *rest) if command.keys]


def keys_table() -> str:
    """The README's table of keys, in Markdown."""
    lines = ["| key | command | what it does |", "| --- | --- | --- |"]
    for group, commands in grouped(COMMANDS).items():
        lines.append(f"| | **{group.value}** | |")
        for command in commands:
            keys = " ".join(f"`{key}`" for key in keys_of(command))
            lines.append(f"| {keys} | {command.title} | {command.help} |")
    return "\n".join(lines) + "\n"
