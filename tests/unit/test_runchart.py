"""The run chart: what stands where, at any size and with any data."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import CONSOLE_FONT, periods_up_to

from kpiboard.charts.runchart import (
    ASCII,
    CONSOLE,
    SIGNS,
    UNICODE,
    Drawing,
    Mark,
    Role,
    Signs,
    Step,
    Stretch,
    Track,
    Zoom,
    draw,
    of_points,
    of_ranges,
    plain_chart,
)
from kpiboard.charts.runchart.scale import date_labels, scale
from kpiboard.model import BoardInfo, Cadence, Reading, ReadingKind, Target
from kpiboard.rules import spc
from kpiboard.rules.calendar import WorkCalendar, period_at
from kpiboard.rules.status import Status, status_of
from kpiboard.views.board import Point

MONDAY = date(2026, 10, 5)
POINTS = {role for role in Role if role.startswith(("point:", "signal:", "excluded"))}


def days(count: int, first: date = MONDAY) -> tuple[date, ...]:
    return tuple(first + timedelta(days=number) for number in range(count))


def track(values: Sequence[float | None], low: float | None = None, **more: object) -> Track:
    """A day each from Monday 5 October 2026 on; judged against `low`."""
    ranks = bytes(0 if value is None else 1 if low is None else 2 if value >= low else 4 for value in values)
    steps = () if low is None else (Step(0, low, None),)
    return Track(days(len(values)), tuple(values), ranks, **({"steps": steps} | more))  # type: ignore[arg-type]


def cells(drawing: Drawing) -> list[list[tuple[str, Role]]]:
    return [[(sign, role) for text, role in runs for sign in text] for runs in drawing.rows]


def text(drawing: Drawing) -> list[str]:
    return ["".join(words for words, _ in runs) for runs in drawing.rows]


# Pictures in words: small ones, whole

SMALL = track([96, 97, 94, None, 96, 98], 95, signals=(5,), marks={2: Mark.NOTE, 4: Mark.LATE})


def test_a_small_chart() -> None:
    assert plain_chart(SMALL, 40, 12).split("\n") == [
        "98 ┤                            ◇",
        "   │                          ⢀⠜",
        "97 ┤      ⢀●                 ⢀⠎",
        "   │    ⡠⠔⠁⠈⢆               ⡠⠃",
        "96 ┤  ●⠊    ⠘⡄             ●⠁",
        "   │         ⠘⡄",
        "95 ┤═══════════════════════════════ ≥ 95",
        "   │           ⢣",
        "94 ┤            ▼",
        "   └──┬────────────────────────────",
        "                ¶          »",
        "    5 Oct",
    ]


def test_in_ascii() -> None:
    assert plain_chart(SMALL, 40, 12, ASCII).split("\n") == [
        "98 ]                           $",
        "   |                          .",
        "97 ]      .+                ..",
        "   |    ..  .              .",
        "96 ]  +.     .            +",
        "   |",
        "95 ]============================== >= 95",
        "   |           .",
        "94 ]            X",
        "   `--'---------------------------",
        '                "         l',
        "    5 Oct",
    ]


def test_a_low_chart_has_its_marks_on_the_axis() -> None:
    assert plain_chart(SMALL, 24, 6).split("\n") == [
        "100 ┤",
        "    │  ⢀⣀●⡀         ⣀⠤◇",
        " 95 ┤═●═════▼══════●════",
        "    │",
        "    └─┬─────¶──────»────",
        "    5 Oct",
    ]


def test_more_points_than_columns_are_bars_with_the_one_to_look_at() -> None:
    drawing = draw(track([float(number % 5) for number in range(90)], 3.0), 40, 8)
    assert drawing.binned
    assert text(drawing)[:4] == [
        "    │ │ │ ││ │ │ ││ │ ││ ● │ ││ │ ││    ",
        "    │═══════════════════════════════ ≥ 3",
        "2.5 ┤ │ ││││ ││││││ ││││   ││││ ││││    ",
        "    │ ▼▼│▼│▼▼│▼│▼│▼▼│▼│▼▼ ▼│▼│▼▼│▼│▼    ",
    ]


def test_nothing_measured_yet() -> None:
    assert plain_chart(track([]), 30, 6).split("\n")[-2:] == ["  └───────────────────────────", ""]
    drawing = draw(track([None, None]), 30, 6)
    assert not any(role in POINTS for row in cells(drawing) for _, role in row)
    assert drawing.beside(0, 1) == 1


# Points


def sign_at(found: Track, place: int, signs: Signs = UNICODE) -> tuple[str, Role]:
    drawing = draw(found, 60, 12, signs)
    x = drawing.x(place)
    assert x is not None
    return next(row[x] for row in cells(drawing) if row[x][1] in POINTS)


@pytest.mark.parametrize("signs", SIGNS.values(), ids=SIGNS)
def test_each_kind_of_point_has_a_sign_of_its_own(signs: Signs) -> None:
    values = [1.0, 2.0, 3.0, 4.0] * 2 + [5.0]
    found = replace(track(values), ranks=bytes([1, 2, 3, 4] * 2 + [4]), signals=(4, 5, 6, 7, 8), excluded=(8,))
    drawn = [sign_at(found, place, signs) for place in range(9)]
    assert [role for _, role in drawn] == [
        Role.NO_TARGET, Role.ON_TARGET, Role.WATCH, Role.OFF_TARGET,
        Role.SIGNAL_NO_TARGET, Role.SIGNAL_ON_TARGET, Role.SIGNAL_WATCH, Role.SIGNAL_OFF_TARGET, Role.EXCLUDED,
    ]  # fmt: skip
    seen = [sign for sign, _ in drawn]
    assert len({*seen[1:4], *seen[5:]}) == 7, "told apart without any colour"
    assert all(len(sign) == 1 for sign in seen)


# What an action was to bring

ACTED = track(
    [10, 12, 11, 10, 12, 4, 6, 5], stretches=(Stretch(0, 4, 11, 8, 14), Stretch(5, 7, 5, 2, 8)), starts=(), done=5,
    ghost=3.0, decimals=0,
)  # fmt: skip


def columns_of(drawing: Drawing, role: Role) -> set[int]:
    edge = drawing.left + drawing.columns
    return {x for row in cells(drawing) for x, (_, one) in enumerate(row[:edge]) if one is role}


@pytest.mark.parametrize("signs", SIGNS.values(), ids=SIGNS)
def test_the_day_it_was_done_is_a_line_and_the_expected_effect_a_ghost_from_there(signs: Signs) -> None:
    drawing = draw(ACTED, 60, 16, signs)
    before, after = drawing.x(4), drawing.x(5)
    assert before is not None
    assert after is not None
    (done,) = columns_of(drawing, Role.DONE)
    assert before < done <= after
    ghost = columns_of(drawing, Role.GHOST)
    assert min(ghost) in (done, done + 1)
    assert max(ghost) >= drawing.left + drawing.columns - 2
    assert any(line.rstrip().endswith(f" {signs.ghost[0]} 3") for line in text(drawing)), "its value at the right edge"


def test_the_expected_effect_is_on_the_scale_and_named_where_there_is_room() -> None:
    wide = text(draw(ACTED, 100, 16))
    (row,) = (line for line in wide if "expected" in line)
    assert row.rstrip().endswith("╍ 3 expected")
    far = replace(ACTED, ghost=-40.0)
    assert any("╍ -40 expected" in line for line in text(draw(far, 100, 16))), "no matter how far it is"


def test_a_window_that_ends_before_it_was_done_has_no_ghost() -> None:
    early = draw(ACTED, 60, 16, end=5)
    assert not columns_of(early, Role.DONE) | columns_of(early, Role.GHOST)
    late = draw(ACTED, 60, 16, first=6)
    assert not columns_of(late, Role.DONE)
    assert min(columns_of(late, Role.GHOST)) == late.left


def test_what_is_not_done_yet_has_its_ghost_all_along() -> None:
    drawing = draw(replace(ACTED, done=None), 60, 16)
    assert not columns_of(drawing, Role.DONE)
    assert min(columns_of(drawing, Role.GHOST)) == drawing.left


def test_each_set_draws_only_what_its_terminal_has() -> None:
    values = [3.0, 1.0, None, 4.0, 2.0, 9.0, 3.0]
    found = replace(
        track(values, 3.0, signals=(5,), excluded=(3,), starts=(4,)),
        steps=(Step(0, 2, 8), Step(3, 3, 7, True), Step(5, 1, 9)),
        stretches=(Stretch(0, 3, 2.5, 0, 5), Stretch(4, 6, 4, 1, 8, True)),
        marks=dict(enumerate(Mark)),
        done=5,
        ghost=6.0,
    )
    for size in ((100, 20), (40, 9)):
        assert plain_chart(found, *size, ASCII).isascii()
        drawn = plain_chart(found, *size, CONSOLE)
        assert [sign for sign in drawn if not sign.isascii() and sign not in CONSOLE_FONT] == []


@pytest.mark.parametrize(
    ("values", "bridged", "joined"),
    [
        ([1.0, 1.0, 1.0], (), 2),
        ([1.0, None, 1.0], (), 0),  # missing: a gap
        ([1.0, None, 1.0], (1,), 1),  # a day off
    ],
)
def test_the_line_joins_neighbours(values: list[float | None], bridged: tuple[int, ...], joined: int) -> None:
    row = "".join(words for words, _ in draw(track(values, bridged=frozenset(bridged)), 21, 1).rows[0])
    assert len(row.split()) == len([value for value in values if value is not None]) - joined


# Targets and limits


def rows_of(drawing: Drawing, role: Role) -> list[list[int]]:
    """For each column of the field, the rows that hold a cell of that role."""
    field = cells(drawing)[: drawing.plot]
    return [
        [row for row, line in enumerate(field) if line[drawing.left + column][1] is role]
        for column in range(drawing.columns)
    ]


def test_targets_are_steps_in_time() -> None:
    found = replace(track([None] * 6), steps=(Step(0, 10, None), Step(2, 20, None, True), Step(4, None, None)))
    drawing = draw(found, 36, 11)
    rows = rows_of(drawing, Role.TARGET)
    low, high = max(max(one, default=0) for one in rows), min(min(one, default=99) for one in rows)
    riser = next(column for column, one in enumerate(rows) if len(one) > 1)
    end = next(column for column, one in enumerate(rows) if not one)
    assert rows[riser] == list(range(high, low + 1))
    assert rows == [[low]] * riser + [rows[riser]] + [[high]] * (end - riser - 1) + [[]] * (drawing.columns - end)
    assert abs(riser - drawing.columns / 3) < 1
    assert abs(end - drawing.columns * 2 / 3) < 1
    assert "═" in text(drawing)[low], "a target that nobody has signed is hollow"
    assert "━" in text(drawing)[high]


def test_a_band_has_two_lines_and_two_labels() -> None:
    found = replace(track([21.0, 20.0, 22.0]), steps=(Step(0, 19.5, 22.5, True),))
    drawing = draw(found, 40, 12)
    assert {len(one) for one in rows_of(drawing, Role.TARGET)} <= {1, 2}
    assert {role: words for row in drawing.rows for words, role in row[-2:] if "≥" in words or "≤" in words}
    assert [words.strip() for row in drawing.rows for words, role in row if role is Role.TARGET and " " in words] == [
        "≤ 22.5",
        "≥ 19.5",
    ]


def test_limits_of_every_segment_stay_drawn_and_trial_ones_are_dashed() -> None:
    found = track(
        [5.0] * 20, stretches=(Stretch(0, 9, 5, 2, 8), Stretch(10, 19, 5, 3, 7, True)), starts=(10,)
    )  # fmt: skip
    drawing = draw(found, 80, 19)
    limits = rows_of(drawing, Role.LIMIT)
    half = drawing.columns // 2
    assert all(len(one) == 2 for one in limits[: half - 1])
    assert {len(one) for one in limits[half + 2 :]} == {0, 2}
    starts = rows_of(drawing, Role.START)
    assert [column for column, one in enumerate(starts) if one] == [half]
    labels = [words.strip() for row in drawing.rows for words, role in row if role is Role.LIMIT and "." in words]
    assert labels == ["─ 7.00", "─ 3.00"], "those of the newest one stand at the right edge"


def test_the_labels_at_the_edge_never_share_a_row() -> None:
    found = replace(
        track([95.0, 95.1]), steps=(Step(0, 95.0, None),), stretches=(Stretch(0, 1, 95.05, 94.9, 95.1, False),)
    )
    drawing = draw(found, 110, 7)
    edge = ["".join(words for words, _ in row)[drawing.left + drawing.columns :].strip() for row in drawing.rows]
    assert [words for words in edge if words] == [
        "─ 95.10 limit", "┄ 95.05 mean", "≥ 95 target", "─ 94.90 limit",
    ]  # fmt: skip
    assert len(draw(found, 110, 2).rows) == 2


def test_a_limit_at_the_floor_says_so() -> None:
    found = track([0.0, 3.0], stretches=(Stretch(0, 1, 1.5, 0, 5, at_floor=True),), floor=0.0)
    assert "0.00 floor" in plain_chart(found, 110, 12)
    assert plain_chart(found, 110, 12).split("\n")[9].startswith("0")


# The axes


@pytest.mark.parametrize(
    ("low", "high", "rows", "decimals", "labels"),
    [
        (91.3, 98.9, 20, 1, ["97.5", "95.0", "92.5"]),
        (0, 4, 16, 0, ["5", "4", "3", "2", "1", "0"]),
        (390, 520, 7, 0, ["500", "450", "400"]),
        (-5, 5, 9, 1, ["5", "0", "-5"]),
        (45.8159, 55.8041, 21, 2, ["56", "54", "52", "50", "48", "46", "44"]),
        (0, 0.02, 10, 3, ["0.020", "0.015", "0.010", "0.005", "0.000"]),
        (3, 3, 20, 0, ["4", "3", "2"]),
        (42, 42, 1, 0, ["42"]),
    ],
)
def test_ticks_are_round(low: float, high: float, rows: int, decimals: int, labels: list[str]) -> None:
    assert [label for _, label in scale(low, high, rows, decimals).ticks] == labels


def test_air_is_not_drawn_beyond_the_ends_of_the_scale() -> None:
    assert scale(0, 4, 16, 0).low == 0
    assert scale(92, 100, 18, 1, 0, 100).high == pytest.approx(100)
    assert scale(0.3, 2, 9, 1, 0.25).low >= 0.2


numbers = st.one_of(st.floats(-1e18, 1e18, allow_nan=False), st.integers(-5, 200).map(float))


@given(numbers, numbers, st.integers(1, 60), st.integers(0, 9), st.none() | numbers, st.none() | numbers)
def test_a_scale_holds_everything_and_its_ticks_are_where_they_say(
    one: float, other: float, rows: int, decimals: int, floor: float | None, cap: float | None
) -> None:
    low, high = min(one, other), max(one, other)
    made = scale(low, high, rows, decimals, floor, cap)
    slack = made.unit * 1e-5 + abs(high) * 1e-12
    if rows > 2 or (rows == 2 and not low < 0 < high):  # two rows: zero stands on one of them
        assert made.low <= low + slack
        assert made.high >= high - slack
    assert 0 <= made.row(high) <= made.row(low) < rows
    assert len({row for row, _ in made.ticks}) == len(made.ticks)
    for row, label in made.ticks:
        value = made.low + (rows - 1 - row) * made.unit
        assert float(label) == pytest.approx(value, rel=6e-3, abs=made.unit / 2)


def test_dates_fit_the_zoom() -> None:
    def labels(count: int, step: int, width: int, cadence: Cadence = Cadence.DAY) -> list[str]:
        found = [MONDAY + timedelta(days=step * number) for number in range(count)]
        columns = [(2 * place + 1) * width // (2 * count) for place in range(count)]
        return [words for _, _, words in date_labels(found, columns, width, cadence)]

    assert labels(4, 1, 80) == ["5 Oct", "6 Oct", "7 Oct", "8 Oct"]
    assert labels(21, 1, 80) == ["5 Oct", "12 Oct", "19 Oct"]
    assert labels(90, 1, 60) == ["Oct 2026", "Nov", "Dec", "Jan 2027"]
    assert labels(100, 30, 60) == [str(year) for year in range(2027, 2035)]
    assert labels(12, 31, 110, Cadence.MONTH)[:3] == ["Oct 2026", "Nov", "Dec"]


@given(st.lists(st.integers(0, 20_000), min_size=1, max_size=80, unique=True), st.integers(8, 120))
def test_dates_never_touch(ordinals: list[int], width: int) -> None:
    found = [date(1990, 1, 1) + timedelta(days=number) for number in sorted(ordinals)][:width]
    columns = [(2 * place + 1) * width // (2 * len(found)) for place in range(len(found))]
    edge = -2
    for tick, start, words in date_labels(found, columns, width, Cadence.DAY):
        assert tick in columns
        assert start >= max(0, edge + 2)
        edge = start + len(words)
        assert edge <= width


# Any data, any size


@st.composite
def tracks(draw: st.DrawFn) -> Track:
    values = draw(st.lists(st.none() | numbers, max_size=90))
    count = len(values)
    ranks = bytes(0 if value is None else draw(st.integers(1, 4)) for value in values)
    places = st.integers(0, max(0, count - 1))
    some = st.lists(places, max_size=4, unique=True).map(lambda found: tuple(sorted(found)))
    measured = {place for place, value in enumerate(values) if value is not None}
    kept = draw(some) if count else ()
    bound = st.none() | numbers
    edges = sorted({0, *kept}) if count else []
    ends = [*(edge - 1 for edge in edges[1:]), count - 1]
    return Track(
        days(count),
        tuple(values),
        ranks,
        draw(st.integers(0, 4)),
        steps=tuple(Step(edge, draw(bound), draw(bound), draw(st.booleans())) for edge in edges),
        stretches=tuple(
            Stretch(first, last, draw(numbers), draw(bound), draw(bound), draw(st.booleans()))
            for first, last in zip(edges, ends, strict=True)
        ) if count else (),
        starts=tuple(edges[1:]),
        signals=tuple(place for place in (draw(some) if count else ()) if place in measured),
        excluded=tuple(place for place in (draw(some) if count else ()) if place in measured),
        marks={place: draw(st.sampled_from(Mark)) for place in (draw(some) if count else ())},
        floor=draw(bound),
        cap=draw(bound),
    )  # fmt: skip


@given(tracks(), st.integers(0, 170), st.integers(0, 50), st.sampled_from([*SIGNS.values()]), st.data())
def test_any_data_in_any_size(found: Track, width: int, height: int, signs: Signs, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(found)))
    end = data.draw(st.integers(first, len(found)))
    drawing = draw(found, width, height, signs, first, end)
    assert len(drawing.rows) == height
    assert {sum(len(words) for words, _ in row) for row in drawing.rows} <= {width}
    assert (drawing.first, drawing.end) == (first, end)
    field = cells(drawing)[: drawing.plot]
    if not field or not drawing.columns:
        return
    for place in range(first, end):
        x = drawing.x(place)
        assert x is not None
        assert drawing.left <= x < drawing.left + drawing.columns
        drawn = [row for row, line in enumerate(field) if line[x][1] in POINTS]
        if found.values[place] is None:
            continue
        assert drawn, "a point that is in sight is drawn"
        if not drawing.binned:
            assert len(drawn) == 1
            assert drawing.place(x) == place
            assert drawing.beside(place, 1) == min(place + 1, end - 1)
        else:
            between = {field[row][x][1] for row in range(drawn[0], drawn[-1])} - POINTS
            assert between <= {Role.TARGET}, "a bar, and over it nothing but a target"
    assert list(drawing.telling) == sorted(set(drawing.telling))


@given(tracks(), st.integers(12, 120))
def test_higher_values_are_never_drawn_lower(found: Track, width: int) -> None:
    drawing = draw(found, width, 20)
    if drawing.binned or not drawing.columns:
        return
    field = cells(drawing)[: drawing.plot]
    heights = []
    for place, value in enumerate(found.values):
        x = drawing.x(place)
        if value is not None and x is not None:
            heights.append((value, -next(row for row, line in enumerate(field) if line[x][1] in POINTS)))
    heights.sort()
    assert [height for _, height in heights] == sorted(height for _, height in heights)


@given(tracks(), st.integers(1, 30))
def test_a_bin_shows_its_range_its_worst_and_any_signal(found: Track, columns: int) -> None:
    drawing = draw(found, columns, 9)
    if not drawing.binned:
        return
    field = cells(drawing)[: drawing.plot]
    for told in drawing.telling:
        x = drawing.x(told)
        assert x is not None
        inside = [place for place in range(len(found)) if drawing.x(place) == x]
        measured = [place for place in inside if found.values[place] is not None]
        if not measured:
            continue
        drawn = {line[x][1] for line in field if line[x][1] in POINTS}
        if any(place in found.signals for place in measured):
            assert told in found.signals
        else:
            assert found.ranks[told] == max(found.ranks[place] for place in measured)
        assert any(role.startswith(("signal", "excluded")) for role in drawn) or told not in found.signals


def test_columns_are_walked_in_order() -> None:
    drawing = draw(track([float(number % 7) for number in range(500)]), 60, 10)
    walked = [drawing.telling[0]]
    while (following := drawing.beside(walked[-1], 1)) != walked[-1]:
        walked.append(following)
    assert walked == list(drawing.telling)
    assert drawing.place(drawing.left) == drawing.telling[0]
    assert drawing.place(10_000) == drawing.telling[-1]
    assert drawing.x(500) is None


def test_a_hundred_thousand_points() -> None:
    found = track([float(number % 7) for number in range(100_000)])
    drawing = draw(found, 156, 24)
    assert (drawing.first, drawing.end) == (0, 100_000)
    assert len(drawing.telling) == drawing.columns
    assert {sum(len(words) for words, _ in row) for row in drawing.rows} == {156}


# How much of it


def test_windows() -> None:
    found = track([1.0] * 400)
    assert found.window(Zoom.ALL) == (0, 400)
    assert found.window(Zoom.MONTH) == (370, 400)
    assert found.window(Zoom.YEAR) == (35, 400)
    assert found.window(Zoom.MONTH, last=100) == (71, 101)
    assert track([]).window(Zoom.MONTH) == (0, 0)


def test_a_window_moves_no_further_than_it_must() -> None:
    found = track([1.0] * 400)
    assert found.moved((370, 400), Zoom.MONTH, 380) == (370, 400)
    assert found.moved((370, 400), Zoom.MONTH, 369) == (369, 399)
    assert found.moved((300, 330), Zoom.MONTH, 330) == (301, 331)
    assert found.moved((0, 400), Zoom.ALL, 3) == (0, 400)


@given(st.integers(1, 500), st.sampled_from(Zoom), st.data())
def test_a_window_holds_the_place_asked_for(count: int, zoom: Zoom, data: st.DataObject) -> None:
    found = track([1.0] * count)
    window = found.window(zoom)
    for _ in range(3):
        place = data.draw(st.integers(0, count - 1))
        window = found.moved(window, zoom, place)
        assert 0 <= window[0] <= place < window[1] <= count


# From points and process limits

CALENDAR = WorkCalendar.of(BoardInfo("b", "Board"), ())
NOW = datetime(2026, 11, 20, 14, 32, tzinfo=UTC)


def points(values: Sequence[float | str | None], target: Target | None = None, **last: object) -> list[Point]:
    """Days up to today; "off" is a day off."""
    periods = periods_up_to(CALENDAR, period_at(CALENDAR, Cadence.DAY, NOW), len(values))
    found = []
    for period, value in zip(periods, values, strict=True):
        reading = None
        if value == "off":
            reading = Reading("r", "k", period.key, kind=ReadingKind.OFF)
        elif value is not None:
            reading = Reading("r", "k", period.key, float(value))
        found.append(Point(period, status_of(reading, target), reading, target))
    latest = found[-1].reading
    if last and latest:
        found[-1] = replace(found[-1], reading=replace(latest, **last))  # type: ignore[arg-type]
    return found


def charted(found: Sequence[Point], **choices: object) -> spc.Chart:
    kept = [place for place, point in enumerate(found) if point.status is not Status.DAY_OFF]
    chart = spc.chart([found[place].value for place in kept], **choices)  # type: ignore[arg-type]
    return chart.mapped(kept, len(found))


def test_a_track_of_points_and_limits() -> None:
    found = points([10, 11, "off", 10, 12, None, 11, 10, 11, 30], Target("t", "k", None, 10.5), note="belt slipped")
    made = of_points(found, charted(found), 1)
    assert made.values == (10, 11, None, 10, 12, None, 11, 10, 11, 30)
    assert list(made.ranks) == [4, 2, 0, 4, 2, 0, 2, 4, 2, 2]
    assert made.bridged == {2}
    assert made.steps == (Step(0, 10.5, None),)
    assert [(one.first, one.last, one.trial) for one in made.stretches] == [(0, 9, True)]
    assert made.marks == {9: Mark.NOTE}
    assert made.days[-1] == date(2026, 11, 20)


def test_a_signal_an_exclusion_and_a_new_baseline() -> None:
    found = points([*[10, 11] * 10, 30, *[20, 21] * 4], excluded="power cut")
    made = of_points(found, charted(found, starts=(21,)), 1)
    assert made.starts == (21,)
    assert [(one.first, one.last, one.trial) for one in made.stretches] == [(0, 20, False), (21, 28, True)]
    assert 20 in made.signals
    assert made.excluded == (28,)
    assert made.marks == {}
    assert "┊" in plain_chart(made, 100, 18)


def test_the_segment_that_an_action_began_is_no_new_baseline() -> None:
    found = points([*[10, 11] * 10, *[20, 21] * 4])
    made = of_points(found, charted(found, starts=(6, 20)), 1, done=20, ghost=15.0)
    assert (made.starts, made.done, made.ghost) == ((6,), 20, 15.0)
    drawn = plain_chart(made, 100, 18)
    assert "┊" in drawn
    assert "┇" in drawn


def test_limits_reach_a_day_off_at_the_end() -> None:
    found = points([10, 11, 10, 12, 11, 10, 11, "off"])
    made = of_points(found, charted(found), 1)
    assert made.stretches[0].last == 7
    assert "trial limit" in plain_chart(made, 100, 18)


@pytest.mark.parametrize(
    ("reading", "mark"),
    [
        ({"note": "n"}, Mark.NOTE),
        ({"reason": "r"}, Mark.NOTE),
        ({"late_at": NOW, "note": "n"}, Mark.LATE),
        ({"corrected_from": 9.0, "late_at": NOW, "note": "n"}, Mark.CORRECTED),
    ],
)
def test_marks(reading: dict[str, object], mark: Mark) -> None:
    found = points([1, 2], **reading)
    assert of_points(found, charted(found), 1).marks == {1: mark}


def test_moving_ranges_are_drawn_by_the_same_function() -> None:
    found = points([10, 11, "off", 10, 12, None, 11, 10, 11, 40, 11])
    chart = charted(found)
    made = of_ranges(found, chart, 1)
    assert made.values == (None, 1, None, 1, 2, None, None, 1, 1, 29, 29)
    limits = chart.segments[0].limits
    assert limits is not None
    assert made.stretches == (Stretch(0, 10, limits.average_range, None, limits.range_upper, True),)
    assert made.signals == tuple(one.first for one in chart.signals if one.rule is spc.Rule.RANGE)
    assert plain_chart(made, 100, 9).count("limit") == 1
    assert math.isfinite(min(made.lows))


def test_a_glide_path_becomes_steps() -> None:
    found = points([80.0] * 6)
    path = [Target("t", "k", None, low) for low in (80, 80, 81, 81, 82, 82)]
    walked = [replace(point, target=target) for point, target in zip(found, path, strict=True)]
    assert of_points(walked, charted(walked), 1).steps == (Step(0, 80, None), Step(2, 81, None), Step(4, 82, None))
