"""`kpiboard tree`: from the vision to the goals, the KPIs and the actions, and what is open there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from kpiboard.basics.safetext import clean
from kpiboard.basics.signs import Sign
from kpiboard.cli.group import Command
from kpiboard.cli.kpi_cards import figure, standing
from kpiboard.cli.names import PERSON
from kpiboard.cli.output import Drawn, Part, alphabet, details, emit, say, sign, table
from kpiboard.cli.session import Session, pass_session
from kpiboard.model import Action, Person
from kpiboard.model.kinds import short_name
from kpiboard.rules.pdca import RUNNING
from kpiboard.rules.tree import GoalNode, KpiNode, Tree
from kpiboard.views.board import BoardSnapshot
from kpiboard.views.studies import TreeStudy
from kpiboard.words.action import due_words
from kpiboard.words.kpi import target_words
from kpiboard.words.studies import finding_words, goal_coverage_words, progress_words, rollup_words


@click.command(cls=Command)
@click.option("--person", type=PERSON, help="Only what leads to a KPI or an action of theirs.")
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
@pass_session
def tree(session: Session, person: str | None, as_json: bool) -> None:
    """Goals, the KPIs that show them, and the actions for them."""
    with session.open(read_only=True) as board:
        study, snapshot = board.studies.tree(), board.snapshot()
        shown = study.tree.only(board.team.find_person(person).id) if person else study.tree
    page = _Page(snapshot)
    if as_json:
        emit(page.json(study, shown))
        return
    say("Vision  ", (shown.vision or "none yet", "cyan"))
    say(goal_coverage_words(study.coverage))
    rows = list(page.rows(shown))
    if rows:
        say("")
        table(rows, ("", "status", "value", "target", "owner", ""), right=[2])
    else:
        say("Nothing here is theirs yet." if person else "No goals and no KPIs yet.")
    if not person:
        _say_findings(study)


def _say_findings(study: TreeStudy) -> None:
    if study.findings:
        say("")
        say("Open points")
    for finding in study.findings:
        words = finding_words(finding, study.kpis, study.goals)
        say(f"{alphabet()[Sign.OPEN]} {words.point}.")
        details([("", words.why)])


class _Page:
    """The tree as rows and as JSON, with what the board knows about each KPI now."""

    def __init__(self, snapshot: BoardSnapshot) -> None:
        self.snapshot = snapshot
        self.people: dict[str, Person] = {person.id: person for person in snapshot.people}

    def _initials(self, person_id: str | None) -> str | None:
        person = self.people.get(person_id or "")
        return person.initials if person else None

    def rows(self, shown: Tree) -> Iterator[list[Part]]:
        for node in shown.goals:
            owner = self._initials(node.goal.owner_id) or "–"
            about = f"{node.goal.category.value}, {node.goal.horizon.value} term, {progress_words(node)}"
            yield [(node.goal.title, "cyan"), "", "", "", owner, about]
            yield from self._below(node.kpis, "")
        if shown.loose:
            yield [("Without a goal", "yellow"), "", "", "", "", ""]
            yield from self._below(shown.loose, "")

    def _below(self, nodes: Sequence[KpiNode], guide: str) -> Iterator[list[Part]]:
        """The KPIs of one level, each with its actions and the KPIs that feed it."""
        for place, node in enumerate(nodes):
            last = place == len(nodes) - 1
            yield self._kpi_row(node, f"{guide}{'└ ' if last else '├ '}")
            inner = f"{guide}{'  ' if last else '│ '}"
            running = [action for action in node.actions if action.stage in RUNNING]
            for number, action in enumerate(running):
                end = number == len(running) - 1 and not node.children
                yield self._action_row(action, f"{inner}{'└ ' if end else '├ '}")
            yield from self._below(node.children, inner)

    def _kpi_row(self, node: KpiNode, guide: str) -> list[Part]:
        kpi, card = node.kpi, self.snapshot.kpi(node.kpi.id)
        assert card is not None  # the tree holds active KPIs only
        owner, made = self._initials(kpi.owner_id) or "–", rollup_words(kpi, [child.kpi for child in node.children])
        return [_branch(guide, kpi.name), standing(card), figure(card), target_words(card.target), owner, made]

    def _action_row(self, action: Action, guide: str) -> list[Part]:
        card = self.snapshot.action(action.id)
        due = due_words(card, self.snapshot.today, self.snapshot.by_clock) if card else ""
        name = f"{sign(action.stage)} {short_name(action)} {action.title}"
        late = bool(card and card.days_late)
        return [_branch(guide, name), action.stage.value, "", "", self._initials(action.owner_id) or "–",
                (due, "red" if late else "")]  # fmt: skip

    # JSON

    def json(self, study: TreeStudy, shown: Tree) -> dict[str, Any]:
        return {
            "vision": shown.vision,
            "coverage": {"with_goal": study.coverage.laddered, "of": study.coverage.of, "share": study.coverage.share},
            "goals": [self._goal_json(node) for node in shown.goals],
            "without_goal": [self._kpi_json(node) for node in shown.loose],
            "open": [
                {
                    "point": finding.point.value,
                    "words": words.point,
                    "why": words.why,
                    "kpis": [study.kpis[one].key for one in finding.kpi_ids],
                    "goals": [study.goals[one].title for one in finding.goal_ids],
                }
                for finding in study.findings
                for words in [finding_words(finding, study.kpis, study.goals)]
            ],
        }

    def _goal_json(self, node: GoalNode) -> dict[str, Any]:
        goal = node.goal
        return {
            "title": goal.title,
            "category": goal.category.value,
            "horizon": goal.horizon.value,
            "owner": self._initials(goal.owner_id),
            "actions": len(node.actions),
            "actions_done": node.done,
            "kpis": [self._kpi_json(below) for below in node.kpis],
            "id": goal.id,
        }

    def _kpi_json(self, node: KpiNode) -> dict[str, Any]:
        kpi, card = node.kpi, self.snapshot.kpi(node.kpi.id)
        return {
            "key": kpi.key,
            "name": kpi.name,
            "owner": self._initials(kpi.owner_id),
            "rollup": kpi.rollup.value,
            "status": card.status.value if card else None,
            "value": card.latest.value if card else None,
            "actions": [
                {
                    "action": short_name(one),
                    "title": one.title,
                    "stage": one.stage.value,
                    "owner": self._initials(one.owner_id),
                    "due": one.due,
                }
                for one in node.actions
            ],
            "kpis": [self._kpi_json(below) for below in node.children],
        }


def _branch(guide: str, name: str) -> Part:
    """A name behind the lines that lead to it, whose blanks are meant."""
    return Drawn(guide + clean(name))
