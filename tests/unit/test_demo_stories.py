"""What the board itself says about the demo: each feature has something to see, on any day."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpiboard import Board
from kpiboard.basics.errors import InvalidInput
from kpiboard.model import Decision, KpiState, Rollup, Support
from kpiboard.rules.balance import Crowd, Remark
from kpiboard.rules.capability import Reach, Sense
from kpiboard.rules.events import EventSense
from kpiboard.rules.quality import Quadrant, Question, quadrant
from kpiboard.rules.smells import Smell
from kpiboard.rules.spc import LimitState, Rule, Side
from kpiboard.rules.status import Status
from kpiboard.rules.targets import path
from kpiboard.rules.verdict import Outcome
from kpiboard.views.kpi import KpiStory

ON_THE_BOARD = ["safe", "fpy", "yield", "complaints", "otd", "scrap", "near"]


@pytest.fixture(scope="module")
def stories(demo: Board) -> dict[str, KpiStory]:
    """Those on the board, and the draft that is tried."""
    return {key: demo.kpis.story(key) for key in [*(card.kpi.key for card in demo.snapshot().kpis), "stock"]}


def keys(demo: Board, ids: tuple[str, ...]) -> list[str]:
    return [demo.kpis.find(one).key for one in ids]


def test_the_file_is_sound_and_seven_kpis_are_on_the_board(demo: Board) -> None:
    assert demo.files.check() == []
    snapshot = demo.snapshot()
    assert [card.kpi.key for card in snapshot.kpis] == ON_THE_BOARD
    assert [kpi.key for kpi in snapshot.drafts] == ["stock", "change"]
    assert [kpi.key for kpi in snapshot.retired] == ["overtime"]


def test_losing_with_two_reds_one_of_them_unanswered(demo: Board) -> None:
    found = demo.snapshot().verdict
    assert (found.outcome, found.won, found.lost, found.watch, found.no_data) == (Outcome.LOSING, 3, 2, 2, 0)
    assert keys(demo, found.red) == ["complaints", "otd"]
    assert keys(demo, found.must_not_lose_red) == ["complaints"]
    assert keys(demo, found.unanswered) == ["otd"]
    assert (found.short, found.long) == ((1, 1), (2, 1))


# Signal and noise


def test_every_kind_of_sentence_has_its_kpi(stories: dict[str, KpiStory]) -> None:
    assert {key: story.sense for key, story in stories.items()} == {
        "safe": EventSense.STEADY,
        "fpy": Sense.RELIABLY_MET,
        "yield": Sense.MET_NOW_AND_THEN,
        "complaints": Sense.MISSED_IN_NOISE,
        "otd": Sense.WORSE_AND_MISSED,
        "stock": Sense.MET_NOW_AND_THEN,
        "scrap": Sense.CANNOT_REACH,
        "near": Sense.MET_NOW_AND_THEN,
    }
    assert stories["scrap"].capability.reach is Reach.CANNOT
    assert stories["fpy"].capability.hits == stories["fpy"].capability.of == 20


def test_the_board_and_the_screen_of_a_kpi_say_the_same(stories: dict[str, KpiStory]) -> None:
    for story in stories.values():
        assert story.card.process is not None
        assert story.card.process.sense is story.sense
        assert story.card.status in (story.points[-1].status, Status.WATCH)


def test_the_three_days_since_dock_2_closed_are_the_only_signal_of_delivery(stories: dict[str, KpiStory]) -> None:
    story = stories["otd"]
    last = len(story.points) - 1
    assert {index for signal in story.chart.signals for index in signal.points} == {last - 2, last - 1, last}
    assert any(signal.rule is Rule.OUTSIDE and signal.side is Side.LOW for signal in story.chart.signals_at(last))
    assert [point.status for point in story.points[-4:]] == [Status.ON_TARGET, *[Status.OFF_TARGET] * 3]
    assert all(point.reading and "dock 2" in point.reading.note for point in story.points[-3:])


def test_one_point_is_left_out_with_its_reason_and_signals_nothing(stories: dict[str, KpiStory]) -> None:
    (place,) = (index for index, point in enumerate(stories["otd"].points) if point.excluded)
    point, limits = stories["otd"].points[place], stories["otd"].chart.limits_at(place)
    assert limits is not None
    assert point.value is not None
    assert point.value < limits.lower
    assert stories["otd"].chart.signals_at(place) == ()
    assert point.reading is not None
    assert "Motorway" in point.reading.excluded
    assert not any(point.excluded for key, story in stories.items() if key != "otd" for point in story.points)


def test_scrap_cost_improved_and_a_person_drew_a_new_baseline(stories: dict[str, KpiStory]) -> None:
    story = stories["scrap"]
    old, new = story.chart.segments
    (baseline,) = (one for one in story.baselines if one.start)
    assert (baseline.start, baseline.set_by) == (story.points[new.first].period.key, "Tuan Le")
    assert "Off-cut film" in baseline.reason
    assert old.limits is not None
    assert new.limits is not None
    assert new.limits.upper < old.limits.center
    assert new.limits.state is LimitState.LOCKED
    first = story.points[new.first].reading
    assert first is not None
    assert "off-cut" in first.note


def test_no_alarm_is_false(stories: dict[str, KpiStory]) -> None:
    noisy = {key: len(story.chart.signals) for key, story in stories.items() if story.chart.signals}
    assert set(noisy) == {"otd", "scrap"}
    # In the old segment of scrap cost one day is outside, and a note says why.
    marked = {index for signal in stories["scrap"].chart.signals for index in signal.points}
    notes = [story.reading.note for index in marked if (story := stories["scrap"].points[index]).reading]
    assert "half a reel of lot 81 thrown away" in notes
    assert max(marked) - min(marked) <= 1


def test_young_limits_are_trial(stories: dict[str, KpiStory]) -> None:
    states = {}
    for key, story in stories.items():
        limits = story.chart.limits_at(len(story.points) - 1)
        states[key] = limits.state if limits else None
    assert states["stock"] is states["safe"] is LimitState.TRIAL
    assert {states[key] for key in ("fpy", "yield", "complaints", "otd", "scrap")} == {LimitState.LOCKED}


def test_a_floor_is_clipped_and_a_share_has_its_cap(stories: dict[str, KpiStory]) -> None:
    limits = stories["complaints"].chart.limits_at(len(stories["complaints"].points) - 1)
    assert limits is not None
    assert (limits.lower, limits.lower_clipped) == (0.0, True)
    kpi = stories["yield"].card.kpi
    assert (kpi.share, kpi.floor, kpi.cap) == (True, 0.0, 100.0)


# Targets


def test_yesterday_keeps_its_colour(stories: dict[str, KpiStory]) -> None:
    story = stories["yield"]
    old, new = story.targets
    assert (old.low, new.low, new.agreed) == (97.0, 97.5, True)
    between = [p for p in story.points if p.value is not None and 97.0 <= round(p.value, 1) < 97.5]
    kept = [p for p in between if p.target == old]
    now = [p for p in between if p.target == new]
    assert len(kept) > 20
    assert len(now) > 5
    assert {point.status for point in kept} == {Status.ON_TARGET}
    assert {point.status for point in now} == {Status.OFF_TARGET}


def test_a_straight_glide_path_is_under_way(stories: dict[str, KpiStory]) -> None:
    story = stories["scrap"]
    (target,) = story.targets
    steps = [value for _, value in path(target, 2)]
    assert (target.glide_from, steps[0], steps[-1]) == (470.0, 460.0, 350.0)
    assert steps == sorted(steps, reverse=True)
    assert story.points[-1].target is not None
    assert story.points[-1].target.high == steps[8] == 380.0  # the ninth of twelve months
    assert len({point.target.high for point in story.points if point.target}) >= 6


def test_explicit_months_are_under_way_and_signed_by_one_side_only(stories: dict[str, KpiStory]) -> None:
    story = stories["near"]
    target = story.targets[-1]
    assert len(target.glide_months) == 6
    assert story.points[-1].target is not None
    assert story.points[-1].target.low in target.glide_months
    assert target.leader_id is not None
    assert not target.agreed


def test_a_target_is_agreed_with_rationale_way_and_support(stories: dict[str, KpiStory]) -> None:
    target = stories["otd"].targets[-1]
    assert target.agreed
    assert target.rationale
    assert target.how
    assert target.support_needed
    assert target.support is Support.ASKED


def test_a_target_is_thrown_back_and_forth(demo: Board, stories: dict[str, KpiStory]) -> None:
    story = stories["scrap"]
    throws = sorted(story.proposals, key=lambda one: one.made_on)
    assert [one.value for one in throws] == ["350", "390", "365"]
    assert [demo.team.find_person(one.person_id or "").initials for one in throws] == ["MS", "TL", "MS"]
    assert all(one.argument for one in throws)
    assert not story.targets[-1].agreed
    reaches = [story.reach(None, float(one.value)).reach for one in throws]
    assert reaches == [Reach.CANNOT, Reach.SOMETIMES, Reach.CANNOT]  # only one asks for what can be


# Goals and the tree


def test_three_goals_of_different_kinds_and_no_orphan(demo: Board) -> None:
    study = demo.studies.tree()
    assert study.tree.vision
    assert len({node.goal.category for node in study.tree.goals}) == 3
    assert all(node.kpis and node.actions for node in study.tree.goals)
    assert study.findings == ()
    assert (study.coverage.laddered, study.coverage.of) == (7, 7)


def test_a_kpi_feeds_another_up_to_the_vision(stories: dict[str, KpiStory]) -> None:
    ladder = stories["near"].ladder
    assert [kpi.key for kpi in ladder.parents] == ["safe"]
    assert ladder.goal is not None
    assert ladder.vision == "Every pallet right, on time, and nobody hurt"
    assert [card.kpi.key for card in stories["fpy"].children] == ["yield"]


def test_a_day_is_made_from_its_shifts_and_is_not_the_mean_of_their_shares(stories: dict[str, KpiStory]) -> None:
    parent, child = stories["fpy"], stories["yield"]
    assert parent.card.kpi.rollup is Rollup.RATIO
    day = parent.points[-1]
    shifts = [p.reading for p in child.points if p.period.day == day.period.day and p.reading]
    right, started = (sum(getattr(one, part) or 0.0 for one in shifts) for part in ("numerator", "denominator"))
    assert len(shifts) == 3
    assert day.value == pytest.approx(100 * right / started)
    assert day.value != pytest.approx(sum(one.value or 0.0 for one in shifts) / 3)


# Is this a good KPI?


def test_one_kpi_answers_everything_and_one_hardly_anything(stories: dict[str, KpiStory]) -> None:
    best = stories["otd"].assessment
    assert best.score == 4
    assert [point.letter for point in best.smart if not point.gaps] == ["S", "M", "A", "R", "T"]
    assert stories["stock"].assessment.score == 1
    assert [one.question for one in stories["stock"].assessment.answers if one.answered] == [Question.OWNER]
    assert [point.letter for point in stories["scrap"].assessment.smart if point.gaps] == ["A"]
    assert {key: story.assessment.score for key, story in stories.items()}["near"] == 3
    assert quadrant(stories["otd"].card.kpi.importance, stories["otd"].card.kpi.ease) is Quadrant.KEY


def test_green_with_a_red_guard_is_suspect(stories: dict[str, KpiStory]) -> None:
    suspects = [key for key, story in stories.items() if story.card.suspect]
    assert suspects == ["fpy"]
    story = stories["fpy"]
    assert story.points[-1].status is Status.ON_TARGET
    assert story.card.status is Status.WATCH
    (line,) = story.guards
    assert line.card is not None
    assert (line.name, line.card.status) == ("Customer complaints", Status.OFF_TARGET)
    assert line.guard.reason
    assert story.card.kpi.behaviour_risk


def test_people_were_asked(stories: dict[str, KpiStory]) -> None:
    assert {person.initials for person in stories["otd"].consulted} == {"JP", "KN", "AO"}
    assert stories["stock"].consulted == ()


# Balance


def test_the_balance_has_both_sides_and_one_speedometer(demo: Board) -> None:
    study = demo.studies.balance()
    found = study.balance
    assert (found.active, found.crowd) == (7, Crowd.MANY)
    assert (found.short, found.long, found.outcome, found.process, found.unsaid_kinds) == (3, 4, 5, 2, 0)
    assert sum(bool(number) for _, number in found.perspectives) >= 4
    assert 15 < found.minutes_a_week < 120
    assert found.unknown_costs == 0
    assert keys(demo, found.speedometers) == ["near"]
    assert study.remarks == (Remark.SPEEDOMETERS, Remark.MANY)


def test_one_kpi_lies_on_the_cutting_room_floor(demo: Board) -> None:
    (retired,) = demo.studies.balance().floor
    assert (retired.key, retired.state) == ("overtime", KpiState.RETIRED)
    assert retired.retired_reason
    assert retired.epitaph
    story = demo.kpis.story(retired)
    assert len(story.points) >= 10
    assert [review.decision for review in story.reviews] == [Decision.RETIRE]


# Reviews and trust


def test_one_review_was_held_one_is_due_and_one_was_called(demo: Board, stories: dict[str, KpiStory]) -> None:
    (held,) = stories["otd"].reviews
    assert (held.decision, held.score, held.liked) == (Decision.KEEP, 4, True)
    assert held.why
    assert {key for key, story in stories.items() if story.review_due} == {"fpy", "scrap"}
    assert stories["scrap"].card.kpi.review_trigger == "new product or process"
    assert stories["fpy"].card.kpi.review_trigger == ""
    assert all(card.kpi.next_review for card in demo.snapshot().kpis)


def test_the_audit_makes_one_kpi_doubtful(stories: dict[str, KpiStory]) -> None:
    assert [key for key, story in stories.items() if story.card.doubtful] == ["stock"]
    (wrong,) = (audit for audit in stories["stock"].audits if not audit.ok)
    assert wrong.held_value != wrong.true_value
    corrected = next(point.reading for point in stories["stock"].points if point.period.key == wrong.period)
    assert corrected is not None
    assert (corrected.corrected_from, corrected.value) == (wrong.held_value, wrong.true_value)
    assert [len(stories[key].audits) for key in ("stock", "scrap", "otd")] == [5, 5, 0]
    assert not stories["scrap"].discrepancy.doubtful


def test_a_value_that_cannot_be_is_refused(demo: Board) -> None:
    for key, value in (("otd", "101"), ("stock", "31")):
        with pytest.raises(InvalidInput):
            demo.readings.preview(key, value)


def test_one_kpi_raises_one_question_and_all_others_are_innocent(stories: dict[str, KpiStory]) -> None:
    found = {key: [whiff.smell for whiff in story.whiffs] for key, story in stories.items() if story.whiffs}
    assert found == {"fpy": [Smell.NEVER_RED]}


# Reasons


def test_the_spare_sensor_took_its_reason_away(demo: Board) -> None:
    for study in (demo.studies.pareto(), demo.studies.pareto(around="A-6")):
        bars = {bar.code: bar for bar in study.bars}
        assert 4 <= len(bars) <= 6
        assert bars["sensor fault"].before >= 2.5 * bars["sensor fault"].count
        assert bars["sensor fault"].before == max(bar.before for bar in study.bars)
        assert bars["film splits"].count == max(bar.count for bar in study.bars)
        assert study.bars[-1].code == "Other"
        assert {"dock 2 closed", "label smears", "loose cap"} <= set(bars)
    coded = {one.action.number: one.action.code for one in demo.snapshot().actions if one.action.code}
    assert coded == {6: "sensor fault", 14: "loose cap", 16: "label smears"}


def test_notes_stand_on_readings(stories: dict[str, KpiStory]) -> None:
    noted = {key for key, story in stories.items() if any(p.reading and p.reading.note for p in story.points)}
    assert noted == {"safe", "yield", "complaints", "otd", "stock", "scrap", "near"}


def test_the_nightly_file_is_one_command(demo: Board, tmp_path: Path) -> None:
    day = demo.kpis.story("otd").points[-2].period.day
    file = tmp_path / "nightly.csv"
    file.write_text(f"day;measure;value;remark\n{day:%d.%m.%Y};otd;94,1;counted again\n", encoding="utf-8")
    plan = demo.reading_files.plan(file, mapping="nightly")
    assert [(row.kpi_id, row.value, row.note) for row in plan.rows()] == [
        (demo.kpis.find("otd").id, 94.1, "counted again")
    ]
