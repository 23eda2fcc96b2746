"""What a new board begins with."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from kpiboard import Board
from kpiboard.basics.errors import InvalidInput, NotFound
from kpiboard.basics.safetext import clean
from kpiboard.model import Action, Category, Direction, Feedback, Goal, Horizon, Kpi, KpiKind, Reading, Shift, Target
from kpiboard.rules.calendar import WorkCalendar
from kpiboard.rules.limits import ends_of
from kpiboard.rules.quality import MOST_BECAUSE, MOST_EFFORT, Gap
from kpiboard.rules.verdict import Outcome
from kpiboard.starting import demo
from kpiboard.starting.templates import TEMPLATES, build
from kpiboard.words.kpi import so_what

NOW = datetime(2026, 11, 21, 13, 32, tzinfo=UTC)
LETTERS = {"line": "SQCDP", "service": "SQDCP", "empty": "SQCDP"}


def made(key, name="Line 7"):
    info, rows = build(key, name=name, timezone="Europe/Madrid", now=NOW)
    return info, lambda kind: [row for row in rows if isinstance(row, kind)], rows


@pytest.mark.parametrize(
    ("key", "kpis", "shifts", "day_start"),
    [("line", 5, 3, time(6)), ("service", 5, 0, time(0)), ("empty", 0, 0, time(6))],
)
def test_a_template_has_the_letters_and_what_it_says(key, kpis, shifts, day_start):
    info, of, rows = made(key)
    assert (info.name, info.timezone, info.day_start) == ("Line 7", "Europe/Madrid", day_start)
    assert "".join(category.letter for category in of(Category)) == LETTERS[key]
    assert [category.letter for category in of(Category) if category.must_not_lose] == ["S", "Q"]
    judged = [kpi for kpi in of(Kpi) if not kpi.counts_events]  # of events none is wanted
    assert (len(of(Kpi)), len(of(Target)), len(of(Shift))) == (kpis, len(judged), shifts)
    assert not of(Reading)
    assert not of(Action)
    assert not of(Feedback)
    assert len({row.id for row in rows} | {info.id}) == len(rows) + 1


@pytest.mark.parametrize("key", ["line", "service"])
def test_every_letter_has_one_kpi_with_a_target_on_its_side(key):
    _, of, _ = made(key)
    targets = {target.kpi_id: target for target in of(Target)}
    letters = {category.id: category.letter for category in of(Category)}
    assert "".join(letters[kpi.category_id] for kpi in of(Kpi)) == LETTERS[key]
    assert len({kpi.key for kpi in of(Kpi)}) == 5
    for kpi in of(Kpi):
        if kpi.counts_events:
            continue
        target = targets[kpi.id]
        if kpi.direction is Direction.HIGHER:
            assert target.low is not None
            assert target.high is target.watch_high is None
            assert target.watch_low is None or target.watch_low < target.low
        else:
            assert target.high is not None
            assert target.low is target.watch_low is None
            assert target.watch_high is None or target.watch_high > target.high
        assert not kpi.share or kpi.unit == "%"
        assert clean(kpi.name) == kpi.name
        assert clean(kpi.definition) == kpi.definition != ""


@pytest.mark.parametrize("key", ["line", "service"])
def test_a_newcomer_finds_sheets_that_can_be_read(key, tmp_path):
    _, of, _ = made(key)
    for kpi in of(Kpi):
        assert kpi.kind
        assert kpi.perspective
        assert kpi.formula
        assert kpi.because
        assert len(kpi.because) <= MOST_BECAUSE
        assert kpi.effort_minutes <= MOST_EFFORT
        assert kpi.next_review == NOW.date() + timedelta(days=90)
    with Board.create(tmp_path / "made.db", template=key, now=lambda: NOW, timezone="Europe/Madrid") as board:
        for card in board.snapshot().kpis:
            gaps = {gap for answer in board.kpis.story(card.kpi).assessment.answers for gap in answer.gaps}
            assert gaps == {Gap.NO_OWNER}, "whom it will congratulate only the team can say"
        assert board.studies.balance().balance.unknown_costs == 0
        assert not board.studies.balance().balance.quantity_only


@pytest.mark.parametrize("key", ["line", "service"])
def test_values_that_cannot_be_are_refused_and_limits_end_where_the_scale_ends(key, tmp_path):
    with Board.create(tmp_path / "made.db", template=key, now=lambda: NOW, timezone="Europe/Madrid") as board:
        for card in board.snapshot().kpis:
            kpi = card.kpi
            if kpi.of_events:
                continue  # it takes no values at all
            if kpi.share:
                assert ends_of(kpi) == (0.0, 100.0)
                continue
            assert ends_of(kpi)[0] == 0.0
            with pytest.raises(InvalidInput, match="never below 0"):
                board.readings.preview(kpi, -1)


@pytest.mark.parametrize("key", ["line", "service"])
def test_two_measure_what_is_done_and_one_looks_far(key):
    kpis = made(key)[1](Kpi)
    assert sum(kpi.kind is KpiKind.PROCESS for kpi in kpis) >= 2
    assert sum(kpi.horizon is Horizon.LONG for kpi in kpis) >= 1
    goals = {goal.id for goal in made(key)[1](Goal)}
    assert goals
    assert {kpi.id for kpi in kpis}.isdisjoint(goals)


@pytest.mark.parametrize("key", ["line", "service"])
@pytest.mark.parametrize("moment", [NOW, datetime(2026, 11, 23, 9, tzinfo=UTC), datetime(2026, 12, 1, 4, tzinfo=UTC)])
def test_nothing_is_due_that_had_ended_before_the_board_was_made(key, moment, tmp_path):
    with Board.create(tmp_path / "made.db", template=key, now=lambda: moment, timezone="UTC") as board:
        snapshot = board.snapshot()
        assert snapshot.verdict.outcome in (Outcome.NO_SCORE, Outcome.WINNING)
        for card in snapshot.kpis:
            assert card.kpi.of_events or min(card.due.end, card.latest.period.end) > moment


def test_from_the_second_day_on_the_day_before_is_due(tmp_path):
    monday = datetime(2026, 11, 23, 9, tzinfo=UTC)
    with Board.create(tmp_path / "made.db", template="line", now=lambda: monday, timezone="UTC"):
        pass
    tuesday = monday + timedelta(days=1)
    with Board.open(tmp_path / "made.db", now=lambda: tuesday) as board:
        (card,) = [card for card in board.snapshot().kpis if card.kpi.key == "fpy"]
        assert (card.latest.period.key, card.due.key) == ("2026-11-23", "2026-11-23")
        board.readings.record("fpy", 97.5, period="2026-11-20")  # what was known before is welcome
        (card,) = [card for card in board.snapshot().kpis if card.kpi.key == "fpy"]
        assert card.latest.period.key == "2026-11-23"


def test_a_percentage_and_a_share_are_both_taken(tmp_path):
    with Board.create(tmp_path / "made.db", template="line", now=lambda: NOW, timezone="UTC") as board:
        for typed in ("97.5", "195/200"):
            board.readings.record("fpy", typed)
            (card,) = [card for card in board.snapshot().kpis if card.kpi.key == "fpy"]
            assert card.latest.value == 97.5


def test_a_starter_is_an_example_until_somebody_touches_it(tmp_path):
    with Board.create(tmp_path / "made.db", template="line", now=lambda: NOW, timezone="UTC") as board:
        board.team.add_person("Joana Prado")
        examples = {card.kpi.key for card in board.snapshot().kpis if card.kpi.example}
        assert examples == {"safe", "fpy", "change", "otd", "ideas"}
        assert so_what(board.snapshot().kpis[1], NOW.date(), NOW.date()) == "an example: keep it or change it"
        board.readings.record("fpy", 98)
        board.kpis.edit("fpy", owner="JP")
        board.targets.set("change", target=25)
        board.targets.sign("otd", "JP")
        board.reviews.add("ideas", "keep")
        assert {card.kpi.key for card in board.snapshot().kpis if card.kpi.example} == {"safe"}


def test_accidents_are_events_that_count_from_the_day_of_the_board():
    safe = next(kpi for kpi in made("line")[1](Kpi) if kpi.key == "safe")
    assert safe.of_events
    assert safe.counted_from == NOW.date()


def test_the_shifts_of_the_line_cover_the_day():
    _, of, _ = made("line")
    shifts = of(Shift)
    assert [(shift.key, shift.start.hour, shift.end.hour) for shift in shifts] == [
        ("S1", 6, 14),
        ("S2", 14, 22),
        ("S3", 22, 6),
    ]


@pytest.mark.parametrize("key", [template.key for template in TEMPLATES])
def test_every_template_listed_can_be_made_without_a_name(key):
    info, of, _ = made(key, name="")
    assert info.name
    WorkCalendar.of(info, of(Shift))


def test_the_demo_is_a_template_too():
    info, rows = build("demo", name="Workshop", timezone=demo.TIMEZONE, now=demo.ANCHOR)
    assert info.name == "Workshop"
    assert rows == demo.build(demo.ANCHOR)[1]


def test_two_boards_from_one_template_share_no_id():
    assert not {row.id for row in made("line")[2]} & {row.id for row in made("line")[2]}


def test_an_unknown_template_is_named_with_those_there_are():
    with pytest.raises(NotFound, match=r'"lime".*line, service, empty, demo'):
        build("lime", name="", timezone="UTC", now=NOW)
