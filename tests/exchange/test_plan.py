"""What an import would do: by hand, into a board, and from another board."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from strategies import NOW

from kpiboard.basics.ids import reading_id
from kpiboard.exchange.rows import BoardRows
from kpiboard.exchange.toml.board_toml import ImportPlan, Mode, export, plan, read
from kpiboard.model import (
    Action,
    ActionKind,
    BoardInfo,
    Cadence,
    Category,
    Direction,
    Feedback,
    Goal,
    Kpi,
    Note,
    Person,
    Reading,
    ReadingKind,
    Row,
    Shift,
    Stage,
    Target,
    Why,
)
from kpiboard.words.imports import import_lines

TODAY = date(2026, 11, 21)


def reading(kpi_id: str, period: str, value: float | None = None, **more: object) -> Reading:
    return Reading(reading_id(kpi_id, period), kpi_id, period, value, **more)  # type: ignore[arg-type]


BOARD = BoardRows(
    BoardInfo("b", "Line 4", team="Blue", timezone="Europe/Berlin"),
    categories=(Category("c1", "S", "Safety", True, 1.0), Category("c2", "D", "Delivery", False, 2.0)),
    people=(Person("p1", "Joana Prado", "JP", position=1.0), Person("p2", "Max Muster", "MM", position=2.0)),
    goals=(Goal("g1", "Deliver on time"),),
    kpis=(Kpi("k1", "otd", "On-time delivery", owner_id="p1", unit="%", position=1.0), Kpi("k2", "scrap", "Scrap")),
    targets=(Target("t1", "k1", None, 90.0, watch_low=88.0), Target("t2", "k1", date(2026, 6, 1), 95.0, None, 93.0)),
    actions=(Action("a1", 12, "Fix dock 2", kpi_id="k1", owner_id="p2", opened_on=date(2026, 11, 1)),),
    whys=(Why("w1", "a1", 1, "The ramp sticks"),),
    notes=(Note("n1", "a1", datetime(2026, 11, 2, 8, tzinfo=UTC), "anna", "Ordered a part"),),
    feedback=(Feedback("f1", 31, "The tugger is late"),),
    readings=(
        reading("k1", "2026-11-19", 94.0),
        reading("k1", "2026-11-20", 91.5, note="dock 2", corrected_from=90.0),
        reading("k2", "2026-11-20", 1.0),
    ),
)


def planned(text: str, current: BoardRows | None = BOARD, mode: Mode = Mode.MERGE) -> ImportPlan:
    return plan(read(text.encode()), current, mode, NOW, "Europe/Berlin")


def new(text: str) -> BoardRows:
    return BoardRows.of(planned("[board]\nname = 'New'\n" + text, None).rows_to_put())


def only(made: ImportPlan) -> Row:
    (row,) = made.rows_to_put()
    return row


class TestByHand:
    """Files that a person writes, with as little as will do."""

    def test_a_kpi_needs_a_name_and_a_target(self) -> None:
        rows = new('[[kpi]]\nname = "On-time delivery"\ntarget = 95\n')
        (kpi,) = rows.kpis
        assert (kpi.key, kpi.name, kpi.position) == ("otd", "On-time delivery", 1.0)
        (target,) = rows.targets
        assert (target.kpi_id, target.valid_from, target.low, target.high) == (kpi.id, None, 95.0, None)

    @pytest.mark.parametrize(
        ("text", "key", "name"),
        [
            ("[kpi.otd]", "otd", "otd"),
            ('[kpi.otd]\nname = "On time"', "otd", "On time"),
            ('[kpi."On-time delivery"]', "otd", "On-time delivery"),
            ('[kpi.x]\nkey = "otd"\nname = "OTD"', "otd", "OTD"),
        ],
    )
    def test_the_name_of_the_table_names_the_kpi(self, text: str, key: str, name: str) -> None:
        (kpi,) = new(text).kpis
        assert (kpi.key, kpi.name) == (key, name)

    @pytest.mark.parametrize(
        ("direction", "target", "bounds"),
        [
            ("higher", "target = 95\nwatch = 93", (95.0, None, 93.0, None)),
            ("lower", "target = 5\nwatch = 7", (None, 5.0, None, 7.0)),
            ("band", "target = [20, 22]\nwatch = [19, 23]", (20.0, 22.0, 19.0, 23.0)),
            ("higher", 'target = "88,5"', (88.5, None, None, None)),
            ("lower", 'target = "1 234,5"', (None, 1234.5, None, None)),
        ],
    )
    def test_a_target_in_one_line(self, direction: str, target: str, bounds: tuple[float | None, ...]) -> None:
        (row,) = new(f'[kpi.x]\ndirection = "{direction}"\n{target}').targets
        assert (row.low, row.high, row.watch_low, row.watch_high) == bounds

    @pytest.mark.parametrize(
        ("written", "value", "numerator", "kind"),
        [
            ("93", 93.0, None, ReadingKind.ACTUAL),
            ("93.5", 93.5, None, ReadingKind.ACTUAL),
            ('"88,81"', 88.81, None, ReadingKind.ACTUAL),
            ('"1 234,5"', 1234.5, None, ReadingKind.ACTUAL),
            ('"1.234,5"', 1234.5, None, ReadingKind.ACTUAL),
            ('"0,125"', 0.125, None, ReadingKind.ACTUAL),
            ("[931, 1000]", 93.1, 931.0, ReadingKind.ACTUAL),
            ('"off"', None, None, ReadingKind.OFF),
            ('"missing"', None, None, ReadingKind.MISSING),
        ],
    )
    def test_a_reading(self, written: str, value: float | None, numerator: float | None, kind: ReadingKind) -> None:
        rows = new(f'[kpi.otd]\nunit = "%"\n[kpi.otd.readings]\n2026-11-20 = {written}\n')
        (row,) = rows.readings
        assert (row.value, row.numerator, row.kind) == (value, numerator, kind)
        assert row.id == reading_id(rows.kpis[0].id, "2026-11-20")

    @pytest.mark.parametrize(
        ("cadence", "period"),
        [
            ("hour", "2026-11-21T13"),
            ("shift", "2026-11-21-S1"),
            ("day", "2026-11-21"),
            ("week", "2026-W47"),
            ("month", "2026-11"),
            ("quarter", "2026-Q4"),
            ("year", "2026"),
        ],
    )
    def test_a_reading_of_every_cadence_with_a_remark(self, cadence: str, period: str) -> None:
        quoted = period if cadence in ("day", "year") else f'"{period}"'
        (row,) = new(
            f'[kpi.x]\ncadence = "{cadence}"\n[kpi.x.readings]\n{period} = 5\n'
            f'[[kpi.x.remarks]]\nperiod = {quoted}\nnote = "dock"\nreason = "rain"\ncorrected_from = 4\n'
        ).readings
        assert (row.period, row.note, row.reason, row.corrected_from) == (period, "dock", "rain", 4.0)

    def test_people_letters_and_shifts_need_little(self) -> None:
        rows = new(
            '[category.S]\n[person.jp]\nname = "Joana Prado"\n[person."Max Muster"]\n'
            "[shift.S1]\nstart = 06:00:00\nend = 14:00:00\n"
        )
        assert [(one.letter, one.name) for one in rows.categories] == [("S", "Safety")]
        assert [(one.name, one.initials) for one in rows.people] == [("Joana Prado", "JP"), ("Max Muster", "MM")]
        assert [(one.key, one.name, one.start) for one in rows.shifts] == [("S1", "S1", time(6))]

    def test_rows_are_meant_by_table_name_or_key(self) -> None:
        rows = new(
            '[person.jp]\nname = "Joana Prado"\n[category.D]\n[goal.g]\ntitle = "Be on time"\n'
            '[kpi.otd]\nname = "On time"\nowner = "joana prado"\ncategory = "Delivery"\ngoal = "g"\n'
            '[action.dock]\ntitle = "Fix it"\nkpi = "On time"\nowner = "jp"\n'
            '[feedback.F-3]\ntext = "Late"\nkpi = "otd"\naction = "dock"\nauthor = "JP"\n'
        )
        person, kpi, action, said = rows.people[0], rows.kpis[0], rows.actions[0], rows.feedback[0]
        assert (kpi.owner_id, kpi.category_id, kpi.goal_id) == (person.id, rows.categories[0].id, rows.goals[0].id)
        assert (action.kpi_id, action.owner_id, action.number) == (kpi.id, person.id, 1)
        assert (said.kpi_id, said.action_id, said.author_id, said.number) == (kpi.id, action.id, person.id, 3)

    def test_days_are_filled_in(self) -> None:
        rows = new('[action.a]\nstage = "closed"\n[[action.a.notes]]\ntext = "x"\n[feedback.F-1]\ntext = "y"\n')
        assert (rows.actions[0].opened_on, rows.actions[0].ended_on) == (TODAY, TODAY)
        assert rows.notes[0].said_at == NOW
        assert rows.feedback[0].said_on == TODAY

    def test_a_moment_without_an_offset_is_meant_on_the_clock_of_the_board(self) -> None:
        rows = new('[feedback.F-1]\ntext = "y"\nsaid_at = 2026-11-20T14:00:00\n')
        assert rows.feedback[0].said_at == datetime(2026, 11, 20, 13, tzinfo=UTC)

    def test_the_id_of_an_anonymous_piece_tells_no_more_than_the_day(self) -> None:
        (said,) = new('[feedback.F-1]\ntext = "y"\nanonymous = true\n').feedback
        made = datetime.fromtimestamp(int(said.id.replace("-", "")[:12], 16) / 1000, UTC)
        assert made == datetime(2026, 11, 20, 23, tzinfo=UTC)  # midnight in Berlin

    def test_the_zone_and_the_name_of_a_new_board_have_defaults(self, tmp_path) -> None:
        path = tmp_path / "line-7.toml"
        path.write_text("[kpi.otd]\n")
        info = plan(read(path), None, Mode.MERGE, NOW, "Asia/Tokyo").info
        assert (info.name, info.timezone) == ("line-7", "Asia/Tokyo")


class TestMerge:
    def test_what_is_absent_stays(self) -> None:
        made = planned('[kpi.otd]\nunit = "percent"\n')
        (change,) = made.changed
        assert change.label == "KPI otd"
        assert change.fields == (("unit", '"%"', '"percent"'),)
        assert not made.added
        assert not made.removed

    @pytest.mark.parametrize(
        ("text", "field", "before", "after"),
        [
            ('[kpi.otd]\nowner = ""', "owner", "Joana Prado", "nothing"),
            ('[kpi.otd]\nowner = "MM"', "owner", "Joana Prado", "Max Muster"),
            ('[kpi.otd]\nunit = ""', "unit", '"%"', "nothing"),
            ("[kpi.otd]\nshare = true", "share", "no", "yes"),
            ("[kpi.otd]\nposition = 2.5", "position", "1", "2.5"),
            ('[kpi.scrap]\ndirection = "lower"', "direction", "higher", "lower"),
            ("[action.A-12]\ndue = 2026-12-01", "due", "nothing", "2026-12-01"),
            ('[board]\nteam = "Red"', "team", '"Blue"', '"Red"'),
            ('[board]\ndays_off = ["sunday"]', "days_off", "saturday, sunday", "sunday"),
        ],
    )
    def test_a_change_is_told_in_words(self, text: str, field: str, before: str, after: str) -> None:
        (change,) = planned(text).changed
        assert change.fields == ((field, before, after),)

    @pytest.mark.parametrize(
        "text",
        [
            '[kpi.x]\nid = "k1"\nkey = "otd"\nname = "OTD"',
            '[kpi.otd]\nname = "OTD"',
            '[category.S]\nname = "OTD"',
            '[person.jp]\nname = "OTD"',
            '[goal.deliver-on-time]\nhorizon = "short"',
            '[goal.x]\ntitle = "deliver on time"\nhorizon = "short"',
            '[action.A-12]\ntitle = "OTD"',
            '[action."Fix dock 2"]\nkind = "support"',
            '[feedback.F-31]\ntext = "OTD"',
            '[[kpi]]\nname = "On-time delivery"\nunit = "x"',
        ],
    )
    def test_rows_are_found_by_id_key_name_or_number(self, text: str) -> None:
        made = planned(text)
        assert len(made.changed) == 1
        assert not made.added

    def test_new_rows_come_after_the_others(self) -> None:
        row = only(planned("[kpi.new]\n"))
        assert isinstance(row, Kpi)
        assert row.position == 2.0

    def test_a_new_action_takes_the_next_number(self) -> None:
        row = only(planned('[action.dock]\ntitle = "x"\n'))
        assert isinstance(row, Action)
        assert row.number == 13

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("target = 95", None),
            ("target = 95\nwatch = 93", None),
            ("target = 96", (TODAY, 96.0, 93.0)),
            ("target = 90", (TODAY, 90.0, None)),
            ("target = 96\nwatch = 90", (TODAY, 96.0, 90.0)),
            ("watch = 94", (TODAY, 95.0, 94.0)),
            ('target = ""', (TODAY, None, None)),
        ],
    )
    def test_a_target_that_differs_begins_today(self, text: str, expected: tuple[object, ...] | None) -> None:
        made = planned(f"[kpi.otd]\n{text}\n")
        if expected is None:
            assert made.is_empty
        else:
            row = only(made)
            assert isinstance(row, Target)
            assert (row.valid_from, row.low, row.watch_low) == expected

    def test_a_target_of_a_day_is_found_by_the_day(self) -> None:
        made = planned("[[kpi.otd.targets]]\nfrom = 2026-06-01\nvalue = 97\n")
        row = only(made)
        assert isinstance(row, Target)
        assert (row.id, row.low, row.watch_low) == ("t2", 97.0, 93.0)

    def test_readings(self) -> None:
        made = planned('[kpi.otd.readings]\n2026-11-18 = 90\n2026-11-19 = 94\n2026-11-20 = "off"\n')
        (added,) = made.added
        assert (added.label, added.row) == ("reading otd 2026-11-18", reading("k1", "2026-11-18", 90.0))
        (changed,) = made.changed
        assert changed.label == "reading otd 2026-11-20"
        assert changed.fields == (("value", "91.5", "off"),)
        assert isinstance(changed.row, Reading)
        assert (changed.row.kind, changed.row.note, changed.row.corrected_from) == (ReadingKind.OFF, "dock 2", 90.0)

    def test_a_remark_on_a_reading_of_the_board(self) -> None:
        made = planned('[[kpi.otd.remarks]]\nperiod = 2026-11-20\nreason = "rain"\nnote = ""\n')
        (change,) = made.changed
        assert change.fields == (("note", '"dock 2"', "nothing"), ("reason", "nothing", '"rain"'))

    def test_an_action_taken_up_again_has_not_ended(self) -> None:
        closed = BoardRows(BOARD.info, actions=(Action("a", 1, "x", stage=Stage.CLOSED, ended_on=TODAY),))
        row = only(planned('[action.A-1]\nstage = "do"\n', closed))
        assert isinstance(row, Action)
        assert row.ended_on is None

    def test_a_moment_on_the_clock_of_the_board_is_the_same_moment(self) -> None:
        note = 'said_at = 2026-11-02T09:00:00\ntext = "Ordered a part"'
        assert planned(f"[[action.A-12.notes]]\n{note}").is_empty

    def test_whys_and_notes_are_not_doubled(self) -> None:
        made = planned(
            '[[action.A-12.whys]]\nbecause = "The ramp is bent"\n[[action.A-12.notes]]\ntext = "Ordered a part"\n'
        )
        row = only(made)
        assert row == Why("w1", "a1", 1, "The ramp is bent")

    def test_a_file_of_another_board(self) -> None:
        other = BoardRows(
            BoardInfo("other", "Line 9"),
            people=(Person("x1", "Joana Prado", "JP", position=1.0),),
            kpis=(Kpi("x2", "otd", "On-time delivery", owner_id="x1", unit="%", position=1.0),),
            actions=(Action("x3", 12, "Another matter"),),
            readings=(reading("x2", "2026-11-18", 80.0),),
        )
        made = planned("".join(export(other)))
        assert made.info.id == "b"
        added = {change.label: change.row for change in made.added}
        assert set(added) == {'action A-12 "Another matter"', "reading otd 2026-11-18"}
        assert added["reading otd 2026-11-18"] == reading("k1", "2026-11-18", 80.0)
        assert [line for line in made.ignored if "another board" in line]
        assert [line for line in made.ignored if 'action "A-12"' in line and "both keep it" in line]


class TestReplace:
    def test_what_the_file_leaves_out_is_removed(self) -> None:
        made = planned("[kpi.otd.readings]\n2026-11-19 = 94\n", mode=Mode.REPLACE)
        assert [row.id for row in made.rows_to_remove()] == [
            reading_id("k1", "2026-11-20"),
            reading_id("k2", "2026-11-20"),
            *["f1", "n1", "w1", "a1"],
            *["t1", "t2", "k2"],
            *["g1", "p1", "p2", "c1", "c2"],
        ]
        assert made.info == BoardInfo("b", "Line 4", timezone="Europe/Berlin")
        (kpi,) = (row for row in made.rows_to_put() if isinstance(row, Kpi))
        assert kpi == Kpi("k1", "otd", "otd", position=1.0)

    def test_the_file_is_the_board(self) -> None:
        assert planned("".join(export(BOARD)), mode=Mode.REPLACE).is_empty


def test_rows_that_are_pointed_to_come_first() -> None:
    order = [type(row) for row in planned("".join(export(BOARD)), None).rows_to_put()]
    assert [kind for kind, before in zip(order, [None, *order], strict=False) if kind is not before] == [
        *(BoardInfo, Category, Person, Goal, Kpi, Target, Action, Why, Note, Feedback),
        Reading,
    ]
    assert Shift not in order


class TestRemarks:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ('[kpi.otd]\nownr = "JP"', 'kpi "otd" · ownr: unknown, left out (did you mean "owner"?)'),
            ("[kpis.otd]\ntarget = 95", 'kpis: unknown, left out (did you mean "kpi"?)'),
            ("[kpi.otd]\nquite_different = 1", 'kpi "otd" · quite_different: unknown, left out'),
            (
                "[[kpi.otd.targets]]\nfrom = 2026-06-01\nvaleu = 1",
                "target 1 · valeu: unknown, left out (did you",
            ),
            (
                "[[kpi.otd.remarks]]\nperiod = 2026-11-20\nnot = 1",
                "remark 1 · not: unknown, left out (did you",
            ),
            (
                '[board]\nname = "[Your Company Name]"',
                'board · name: "[Your Company Name]" looks like a placeholder that was never filled in; taken as it is',
            ),
            ('[board]\nvision = "TODO: ask Anna"', 'board · vision: "TODO: ask Anna" looks like a placeholder'),
            ('[board]\nteam = "a\\u001b[31mb"', "board · team: control characters were taken out"),
            ('[kpi.otd]\n"\\u001b]0;x" = 1', 'kpi "otd" · ]0;x: unknown, left out'),
        ],
    )
    def test_what_is_left_out_or_odd_is_named(self, text: str, said: str) -> None:
        (remark,) = planned(text).ignored
        assert said in remark

    @pytest.mark.parametrize("text", ["see [/floor]", "[red] is a colour", "Fix the todo list", "  two  spaces "])
    def test_ordinary_text_is_no_placeholder(self, text: str) -> None:
        assert not planned(f'[board]\nvision = "{text}"').ignored

    def test_many_unknown_names_take_no_time(self) -> None:
        text = "[kpi.otd]\n" + "".join(f"unknown_name_{n} = 1\n" for n in range(20_000))
        assert len(planned(text).ignored) == 20_000


def test_the_summary_lists_rows_and_counts_readings() -> None:
    days = "".join(f"2026-10-{day:02} = {day}\n" for day in range(1, 20))
    made = planned(
        f'[kpi.otd]\nunit = "ppm"\nx = 1\n[kpi.otd.readings]\n2026-11-19 = 95\n{days}[action.new]\nkind = "support"\n'
    )
    assert import_lines(made) == [
        "20 added, 2 changed, 0 removed",
        'added    action A-13 "new"',
        "added    19 readings of KPI otd: 2026-10-01 = 1, 2026-10-02 = 2, 2026-10-03 = 3, 2026-10-04 = 4,"
        " 2026-10-05 = 5 … and 14 more",
        "changed  KPI otd",
        '           unit: "%" → "ppm"',
        "changed  1 reading of KPI otd: 2026-11-19 = 94 → 95",
        'remark   kpi "otd" · x: unknown, left out',
    ]
    assert import_lines(planned("")) == ["Nothing would change: the board is as the file says."]


def test_changes_can_be_counted_and_sliced_without_being_made() -> None:
    made = planned("".join(export(BOARD)), None)
    assert len(made.added) == 17
    assert [change.label for change in made.added[-3:]] == [
        "reading scrap 2026-11-20",
        "reading otd 2026-11-19",
        "reading otd 2026-11-20",
    ]
    assert made.added[-1] == list(made.added)[-1]
    with pytest.raises(IndexError):
        made.added[17]


def test_readings_of_a_cadence_or_shift_that_is_gone_are_kept_apart() -> None:
    rows = BoardRows(
        BOARD.info,
        kpis=(Kpi("k", "otd", "OTD", cadence=Cadence.WEEK, direction=Direction.BAND),),
        actions=(Action("a", 1, "x", ActionKind.SUPPORT),),
        readings=tuple(reading("k", period, 1.0) for period in ("2026-11-19", "2026-11-20-S9", "2026-W46")),
    )
    text = "".join(export(rows))
    assert "[kpi.otd.readings]\n2026-W46 = 1\n\n[kpi.otd.other_readings]\n2026-11-19 = 1\n2026-11-20-S9 = 1\n" in text
    assert list(BoardRows.of(planned(text, None).rows_to_put()).readings) == list(rows.readings)
