"""Random use cases, with undo and redo between them: all undone is the empty board, all redone is the full one."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from operator import attrgetter
from pathlib import Path

import pytest
from boards.empty import empty_board
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from support import SATURDAY, Clock

from kpiboard import Board
from kpiboard.basics.entry import Entry
from kpiboard.basics.errors import BoardError, UndoRefused
from kpiboard.model import Decision, FeedbackKind, HuddleStep, Result, Stage

TEXTS = st.text(min_size=1, max_size=40) | st.sampled_from(
    ["see [/floor]", "\x1b]0;pwned\x07", "a\nb", "Ümläut", "日本"]
)
VALUES = st.floats(-1e6, 1e6, allow_nan=False) | st.sampled_from(["97,5", "off", "missing", "931/1000"])
DAYS = st.integers(1, 20).map(lambda day: f"2026-11-{day:02}")


# A row of every kind that hangs under a KPI.
IMPORTED = """
[person.jp]
name = "Joana Prado"
[person.eh]
name = "Elif Haddad"
[kpi.above]
[kpi.imported]
name = "Imported"
parent = "above"
target = 5
consulted = ["jp"]
[[kpi.imported.guards]]
kpi = "above"
[[kpi.imported.proposals]]
value = "4"
[[kpi.imported.baselines]]
reason = "a new dock"
[[kpi.imported.audits]]
period = 2026-11-12
[[kpi.imported.reviews]]
decision = "keep"
[kpi.imported.readings]
2026-11-12 = 4
[[kpi.imported.remarks]]
period = 2026-11-12
code = "DOCK"
[mapping.nightly]
kpi = "imported"
"""


def coached(text: str) -> dict[str, str]:
    said = ("target_condition", "obstacle", "next_step", "next_expected")
    return {"actual": "3 of 5", **dict.fromkeys(said, text)}


class AnyBoard(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock(SATURDAY)
        path = Path(self.folder.name) / "any.db"
        empty_board(path, self.clock)
        self.board = Board.open(path, who="anna", now=self.clock)
        self.empty = self.board.files.export_toml()

    def teardown(self) -> None:
        if not hasattr(self, "board"):
            return
        full = self.board.files.export_toml()
        steps = self.undo_all()
        assert self.board.files.export_toml() == self.empty
        for _ in range(steps):
            self.board.redo()
        assert self.board.files.export_toml() == full
        assert self.board.files.check() == []
        self.board.close()
        self.folder.cleanup()

    def undo_all(self) -> int:
        log = self.board.history.log(limit=10_000)
        steps = sum(not (step.undone or step.undoes) for step in log) - 1  # the creation
        for _ in range(steps):
            self.board.undo()
        with pytest.raises(UndoRefused, match="nothing left"):
            self.board.undo()
        return steps

    def pick(self, data: st.DataObject, what: str) -> object:
        view = self.board.snapshot()
        kpis = [card.kpi for card in view.kpis] + list(view.retired)
        rows = {
            "kpi": kpis,
            "action": [c.action for c in view.actions],
            "feedback": [c.feedback for c in view.feedback],
        }
        return data.draw(st.sampled_from(rows[what])) if rows[what] else None

    def try_on(self, data: st.DataObject, what: str, use: str, *args: object, **more: object) -> None:
        row = self.pick(data, what)
        if row is not None:
            with suppress(BoardError):  # a refusal is an answer, too; it must leave no trace
                attrgetter(use)(self.board)(row, *args, **more)

    @rule(name=TEXTS, wanted=st.none() | st.floats(-100, 100))
    def add_kpi(self, name: str, wanted: float | None) -> None:
        with suppress(BoardError):
            self.board.kpis.add(name, target=wanted)

    @rule(data=st.data(), value=VALUES, period=st.none() | DAYS, note=st.none() | TEXTS)
    def record(self, data: st.DataObject, value: object, period: str | None, note: str | None) -> None:
        self.try_on(data, "kpi", "readings.record", Entry(value, note=note), period)

    @rule(data=st.data(), period=DAYS)
    def remove_reading(self, data: st.DataObject, period: str) -> None:
        self.try_on(data, "kpi", "readings.remove", period)

    @rule(data=st.data(), reason=TEXTS)
    def put_away_and_back(self, data: st.DataObject, reason: str) -> None:
        self.try_on(data, "kpi", data.draw(st.sampled_from(["kpis.retire", "readings.explain"])), reason)
        self.try_on(data, "kpi", "kpis.restore")

    @rule(data=st.data(), by=st.integers(-3, 3), wanted=st.floats(-10, 10))
    def move_and_target(self, data: st.DataObject, by: int, wanted: float) -> None:
        self.try_on(data, "kpi", "kpis.move", by)
        self.try_on(data, "kpi", "targets.set", target=wanted, valid_from="2026-11-10")

    @rule(data=st.data(), text=TEXTS, due=st.sampled_from([None, "2027-05-31"]))
    def agree(self, data: st.DataObject, text: str, due: str | None) -> None:
        self.try_on(data, "kpi", "targets.set", target=9, glide_from=5, due=due, rationale=text)
        self.try_on(data, "kpi", "targets.propose", "8", argument=text)
        people = self.board.snapshot().people
        if people:
            self.try_on(data, "kpi", "targets.sign", data.draw(st.sampled_from(people)))
            self.try_on(data, "kpi", "kpis.consult", data.draw(st.lists(st.sampled_from(people), max_size=2)))

    @rule(data=st.data(), text=TEXTS, weave=st.sampled_from(["kpis.guard", "kpis.unguard", "kpis.edit"]))
    def weave(self, data: st.DataObject, text: str, weave: str) -> None:
        other = self.pick(data, "kpi")
        if other is None:
            return
        if weave == "kpis.edit":
            self.try_on(data, "kpi", weave, parent=other.id, because=text)  # type: ignore[attr-defined]  # a Kpi
        else:
            self.try_on(data, "kpi", weave, other, *([text] if weave == "kpis.guard" else []))

    @rule(data=st.data(), text=TEXTS, period=DAYS)
    def limits(self, data: st.DataObject, text: str, period: str) -> None:
        limits = [f"limits.{use}" for use in ("rebase", "exclude", "include", "remove_baseline")]
        use = data.draw(st.sampled_from([*limits, "reviews.record_audit"]))
        more = {"reviews.record_audit": [4.5]}.get(use, [text] if use in ("limits.rebase", "limits.exclude") else [])
        self.try_on(data, "kpi", use, period, *more)

    @rule(data=st.data(), text=TEXTS, decision=st.sampled_from(Decision))
    def review(self, data: st.DataObject, text: str, decision: Decision) -> None:
        self.try_on(data, "kpi", "reviews.call", text)
        self.try_on(data, "kpi", "reviews.add", decision, text, score=2, liked=data.draw(st.none() | st.booleans()))

    @rule(title=TEXTS)
    def add_action(self, title: str) -> None:
        with suppress(BoardError):
            self.board.actions.add(title, due="+3")

    @rule(data=st.data(), stage=st.sampled_from(Stage), text=TEXTS)
    def work(self, data: st.DataObject, stage: Stage, text: str) -> None:
        self.try_on(data, "action", "actions.move", stage)
        self.try_on(data, "action", data.draw(st.sampled_from(["actions.note", "actions.cancel"])), text)
        self.try_on(data, "action", "actions.set_whys", [text] * data.draw(st.integers(0, 5)))

    @rule(data=st.data(), text=TEXTS, result=st.sampled_from(Result))
    def live(self, data: st.DataObject, text: str, result: Result) -> None:
        """An action that people know something about goes on, help is asked for, and somebody coaches."""
        known = {"cause": text, "done_on": "2026-11-20", "evidence": text, "check_on": "2026-11-20", "learning": text}
        uses = st.sampled_from(["actions.edit", "actions.advance", "actions.step_back"])
        for use in data.draw(st.lists(uses, max_size=4)):
            more = {"actions.edit": {**known, "result": result, "standard": text, "helpers": "JP", "due": "+2"}}
            self.try_on(data, "action", use, **more.get(use, {}))
        action = self.pick(data, "action")
        if action is not None:
            with suppress(BoardError):
                self.board.escalations.add(action=action, reason=text)  # type: ignore[arg-type]  # an Action
            with suppress(BoardError):
                self.board.kata.coach(action=action, coach="EH", learner="JP", **coached(text))  # type: ignore[arg-type]
        for card in self.board.snapshot().escalations[:1]:
            use = data.draw(st.sampled_from(["escalations.confirm", "escalations.raise_again", "escalations.answer"]))
            more_words = {"escalations.raise_again": [text], "escalations.answer": ["resolved", text]}
            with suppress(BoardError):
                attrgetter(use)(self.board)(card.escalation, *more_words.get(use, []))

    @rule(data=st.data(), text=TEXTS, step=st.sampled_from(HuddleStep))
    def meet(self, data: st.DataObject, text: str, step: HuddleStep) -> None:
        uses = {
            "huddles.start": {"skipped_because": text},
            "huddles.go_to": {"step": step},
            "huddles.set_attendance": {"people": "JP"},
            "huddles.toggle_presence": {"person": "JP"},
            "huddles.note": {"text": text},
            "huddles.thank_nobody": {},
            "praise.congratulate": {"person": "JP", "what": text},
            "huddles.close": {},
            "huddles.abandon": {},
            "huddles.skip": {"reason": text},
            "views.save": {"digit": 4, "name": text},
            "views.remove": {"digit": 4},
        }
        for use in data.draw(st.lists(st.sampled_from(list(uses)), max_size=4)):
            with suppress(BoardError):
                attrgetter(use)(self.board)(**uses[use])

    @rule(text=TEXTS, kind=st.sampled_from(FeedbackKind), anonymous=st.booleans())
    def say(self, text: str, kind: FeedbackKind, anonymous: bool) -> None:
        with suppress(BoardError):
            self.board.feedback.add(text, kind=kind, anonymous=anonymous)

    @rule(data=st.data(), text=TEXTS)
    def reply(self, data: st.DataObject, text: str) -> None:
        use = data.draw(st.sampled_from(["acknowledge", "me_too", "accept", "answer", "decline"]))
        self.try_on(data, "feedback", f"feedback.{use}", *([text] if use in ("answer", "decline") else []))

    @rule(name=TEXTS)
    def import_and_people(self, name: str) -> None:
        with suppress(BoardError):
            self.board.team.add_person(name)
        self.board.files.import_toml(IMPORTED)

    @rule()
    def undo(self) -> None:
        with suppress(UndoRefused):
            self.board.undo()

    @rule()
    def redo(self) -> None:
        with suppress(UndoRefused):
            self.board.redo()

    @rule(minutes=st.integers(1, 60))
    def time_passes(self, minutes: int) -> None:
        self.clock.advance(minutes=minutes)

    @precondition(lambda self: hasattr(self, "board"))
    @invariant()
    def the_board_can_be_looked_at(self) -> None:
        self.board.snapshot()


TestAnyBoard = AnyBoard.TestCase
TestAnyBoard.settings = settings(max_examples=25, stateful_step_count=20, deadline=None, report_multiple_bugs=False)
