"""What is wrong inside a file: every problem at its place, with what is allowed, all of them at once."""

from __future__ import annotations

from datetime import time

import pytest
from strategies import NOW

from kpiboard.basics.errors import ImportProblems
from kpiboard.exchange.rows import BoardRows
from kpiboard.exchange.toml.board_toml import Mode, plan, read
from kpiboard.model import BoardInfo, Category, Kpi, Person, Shift

BOARD = BoardRows(
    BoardInfo("b", "Line 4", timezone="Europe/Berlin"),
    categories=(Category("c1", "S", "Safety"),),
    shifts=(Shift("s1", "S1", "Early", time(6), time(14)), Shift("s2", "S2", "Late", time(14), time(22))),
    people=(Person("p1", "Joana Prado", "JP"), Person("p2", "Max Muster", "MM"), Person("p3", "Max Muster", "M2")),
    kpis=(Kpi("k1", "otd", "On-time delivery"),),
)


def problems(text: str, current: BoardRows | None = BOARD, mode: Mode = Mode.MERGE) -> list[str]:
    with pytest.raises(ImportProblems) as caught:
        plan(read(text.encode()), current, mode, NOW, "UTC")
    return caught.value.problems


CASES = [
    # the board
    ("[board]\ntier = 7", "board · tier: 7 is not a whole number from 1 to 4"),
    ("[board]\ntier = true", "board · tier: true is not a whole number"),
    ("[board]\nname = 4", "board · name: 4 is not text; put it in quotes"),
    ('[board]\nname = ""', "board · name: the name is empty; it is needed"),
    (f'[board]\nname = "{"x" * 61}"', "board · name: 61 characters are too long; at most 60 fit"),
    (
        '[board]\ntimezone = "Europe/Berlim"',
        'board · timezone: "Europe/Berlim" is not a time zone (did you mean "Europe/Berlin"?); write one like',
    ),
    ('[board]\ntimezone = "Europe"', 'board · timezone: "Europe" is not a time zone'),
    ('[board]\ntimezone = "../../etc/passwd"', "is not a time zone"),
    (
        '[board]\nweek_start = "mondy"',
        'board · week_start: "mondy" is not a weekday (did you mean "monday"?); allowed: monday, tuesday',
    ),
    ("[board]\ndays_off = 7", 'board · days_off: 7 is not a list such as ["saturday", 2026-12-25]'),
    ('[board]\ndays_off = ["sunday", 5]', "board · days_off: 5 is not a date; write it like 2026-11-30"),
    (
        "[board]\ndays_off = [1899-12-31]",
        "board · days_off: 1899-12-31 is out of range; years 1900 to 2200 are allowed",
    ),
    (
        '[board]\nday_start = "dawn"',
        'board · day_start: "dawn" is not a time of day; write it like 06:00',
    ),
    ("board = 1", "board: 1 is not a table; head it with […]"),
    ("kpi = 1", "kpi: 1 is not a table"),
    ("kpi = [1]", "kpi: a list is not a list of tables; head each one with [[…]]"),
    ("[kpi]\notd = 1", 'kpi "otd": 1 is not a table; head it with [kpi.name]'),
    # rows
    ("[category.SAF]\nname = 'x'", 'category "SAF" · letter: missing'),
    ('[category.S]\nmust_not_lose = "perhaps"', 'must_not_lose: "perhaps" is neither true nor false; write yes'),
    ('[shift.S3]\nname = "Night"\nstart = 22:00:00', 'shift "S3" · end: missing'),
    ('[person.xy]\nrole = "leader"', 'person "xy" · name: missing'),
    ('[person.xy]\nname = "The Team"', '"The Team" is not one person; name the one person you would congratulate'),
    ('[person.xy]\nname = "X"\ninitials = "ABCDE"', "initials: 5 characters are too long; at most 4 fit"),
    (
        '[kpi.otd]\ndirection = "highr"',
        'kpi "otd" · direction: "highr" is not allowed (did you mean "higher"?); allowed: higher, lower, band',
    ),
    ('[kpi.otd]\nowner = "department"', 'kpi "otd" · owner: "department" is not one person; name the one person'),
    (
        '[kpi.otd]\nowner = "Joana Prato"',
        'kpi "otd" · owner: there is no person "Joana Prato" (did you mean "joana prado"?); there are: JP, MM, M2',
    ),
    ('[kpi.otd]\nowner = "Max Muster"', 'owner: "Max Muster" can be 2 rows; give the name of the table, or the id'),
    ('[kpi.otd]\ngoal = "x"', 'kpi "otd" · goal: there is no goal "x"; there is no goal yet'),
    ("[kpi.otd]\nowner = 3", 'kpi "otd" · owner: 3 is not text'),
    ('[kpi.otd]\nid = "a b"', 'id: "a b" is not an id; leave the line out and a new one is made'),
    ('[kpi.x]\nid = "p1"', 'kpi "x" · id: p1 is the id of a row of people on this board'),
    ('[kpi.a]\nid = "n"\n[kpi.b]\nid = "n"', 'kpi "b" · id: n stands at kpi "a" already; an id is given once'),
    ("[kpi.otd]\ndecimals = 1.5", "decimals: 1.5 is not a whole number from 0 to 6"),
    ("[kpi.otd]\nposition = inf", "position: inf is not a finite number"),
    # targets
    ("[kpi.otd]\ntarget = nan", 'kpi "otd" · target: nan is not a finite number'),
    ("[kpi.otd]\ntarget = true", 'kpi "otd" · target: true is not a number'),
    (
        "[kpi.otd]\ntarget = [1, 2]",
        'kpi "otd" · target: two numbers are a band; give one number, or direction = "band"',
    ),
    ("[kpi.otd]\ntarget = 95\nwatch = 96", 'kpi "otd" · target: watch 96 is on the wrong side of the target 95'),
    ("[kpi.otd]\nwatch = 96", "watch 96 has no target beside it"),
    ('[kpi.otd]\ndirection = "band"\ntarget = 5', "target: a band needs two numbers such as [20, 22]"),
    ('[kpi.otd]\ndirection = "band"\ntarget = [22, 20]', "the lower end 22 is above the upper end 20"),
    ("[[kpi.otd.targets]]\nvalue = 5\nlow = 5", "target 1 · value: give either value or low and high, not both"),
    ("[[kpi.otd.targets]]\nvalue = 5\n[[kpi.otd.targets]]\nvalue = 6", "two targets from the beginning; keep one"),
    ('[[kpi.otd.targets]]\nfrom = "soon"', 'kpi "otd" · target 1 · from: "soon" is not a date; write it like'),
    (
        "[[kpi.otd.targets]]\nfrom = 2026-01-01T10:00:00\nvalue = 1",
        "target 1 · from: 2026-01-01 10:00:00 is not a date",
    ),
    ("[kpi.otd]\ntargets = 3", 'kpi "otd" · targets: 3 is not a list of tables'),
    # what lets a team judge its KPIs
    ("[kpi.otd]\nimportance = 6", 'kpi "otd" · importance: 6 is not a whole number from 1 to 5'),
    ("[kpi.otd]\nease = 0", 'kpi "otd" · ease: 0 is not a whole number from 1 to 5'),
    ("[kpi.otd]\nrisk_level = 5", 'kpi "otd" · risk_level: 5 is not a whole number from 0 to 4'),
    ("[kpi.otd]\nreview_days = 367", "review_days: 367 is not a whole number from 1 to 366"),
    ("[kpi.otd]\nweight = -0.5", 'kpi "otd" · weight: -0.5 is below 0'),
    ("[kpi.otd]\neffort_minutes = -1", 'kpi "otd" · effort_minutes: -1 is below 0'),
    ("[kpi.otd]\nvalid_min = 5\nvalid_max = 4", 'kpi "otd" · valid_min: 5 is above valid_max 4'),
    ("[kpi.otd]\nfloor = 1.5\ncap = 1", 'kpi "otd" · floor: 1.5 is above cap 1'),
    (
        '[kpi.otd]\nrollup = "wieghted"',
        'rollup: "wieghted" is not allowed (did you mean "weighted"?); allowed: none, sum',
    ),
    ('[kpi.otd]\nparent = "odt"', 'kpi "otd" · parent: there is no KPI "odt" (did you mean "otd"?); there are: otd'),
    ("[kpi.otd]\nconsulted = 7", 'kpi "otd" · consulted: 7 is not a list of names such as ["jp", "ms"]'),
    ('[kpi.otd]\nconsulted = ["jp", "xy"]', 'kpi "otd" · consulted: there is no person "xy"'),
    ('[kpi.otd]\nconsulted = ["everybody"]', 'consulted: "everybody" is not one person'),
    ("[kpi.otd]\nconsulted = [4]", "consulted: 4 is not text"),
    ('[[kpi.otd.guards]]\nkpi = "scrap"', 'kpi "otd" · guard 1 · kpi: there is no KPI "scrap"; there are: otd'),
    ('[[kpi.otd.guards]]\nkpi = "otd"', 'kpi "otd" · guard 1 · kpi: a KPI does not guard itself'),
    ('[[kpi.otd.guards]]\nreason = "x"', 'kpi "otd" · guard 1 · kpi: missing'),
    (
        "[[kpi.otd.targets]]\nglide_months = 80",
        "target 1 · glide_months: 80 is not a list of numbers such as [82, 84.5]",
    ),
    ('[[kpi.otd.targets]]\nglide_months = [80, "x"]', 'target 1 · glide_months: "x" is not a number'),
    ('[[kpi.otd.targets]]\nleader = "xy"', 'target 1 · leader: there is no person "xy"'),
    ("[[kpi.otd.baselines]]\nlock_at = 5", "baseline 1 · lock_at: 5 is not a whole number from 6 to 20"),
    ('[[kpi.otd.baselines]]\nfrom = "soon"', 'kpi "otd" · baseline 1 · from: not a period; one looks like 2026-11-21'),
    ("[[kpi.otd.baselines]]\nfrom = 1.5", "baseline 1 · from: 1.5 is not a period"),
    (
        "[[kpi.otd.baselines]]\nfrom = 2026-03-02\n[[kpi.otd.baselines]]\nfrom = 2026-03-02",
        'kpi "otd" · baseline 2 · from: two baselines from 2026-03-02; keep one',
    ),
    ("[[kpi.otd.audits]]\nheld_value = 1", 'kpi "otd" · audit 1 · period: missing'),
    ("[[kpi.otd.reviews]]\nscore = 5", "review 1 · score: 5 is not a whole number from 0 to 4"),
    ("[[kpi.otd.reviews]]\nscore = 4", "review 1 · decision: missing"),
    ('[[kpi.otd.proposals]]\nmade_on = "soon"', 'proposal 1 · made_on: "soon" is not a date'),
    ('[mapping.m]\nkpi = "scrap"', 'mapping "m" · kpi: there is no KPI "scrap"'),
    ('[mapping.m]\nseparator = "tab"', 'mapping "m" · separator: "tab" is not a single sign such as ";"'),
    ('[mapping.m]\ndecimal = "0"', 'mapping "m" · decimal: "0" is not a single sign'),
    (
        '[mapping.m]\ndate_order = "ydm"',
        'date_order: "ydm" is not allowed (did you mean "ymd"?); allowed: ymd, dmy, mdy',
    ),
    (f'[mapping."{"x" * 61}"]', "name: missing"),
    (
        "[kpi.otd.readings]\n2026-11-20 = 1\n[[kpi.otd.remarks]]\nperiod = 2026-11-20\nlate_at = 2026-11-21",
        'kpi "otd" · remark 1 · late_at: 2026-11-21 is not a date and time',
    ),
    # readings
    ("[kpi.otd.readings]\n2026-02-31 = 4", 'kpi "otd" · reading 2026-02-31: 2026-02-31 is not a date'),
    ("[kpi.otd.readings]\n2026-W07 = 4", 'kpi "otd" · reading 2026-W07: '),
    ("[kpi.otd.readings]\n1899-01-01 = 4", 'kpi "otd" · reading 1899-01-01: 1899 is '),
    ("[kpi.otd.readings]\n2026-11-22 = 4", 'kpi "otd" · reading 2026-11-22: this period has not begun yet'),
    ("[kpi.otd.readings]\n2026-11-20 = nan", "reading 2026-11-20: nan is not a finite number; allowed: a number, [num"),
    ("[kpi.otd.readings]\n2026-11-20 = -inf", "reading 2026-11-20: -inf is not a finite number"),
    (f"[kpi.otd.readings]\n2026-11-20 = 0x{'f' * 300}", "a number of more than 38 digits is not a finite number"),
    ("[kpi.otd.readings]\n2026-11-20 = true", "reading 2026-11-20: true is not a number"),
    ("[kpi.otd.readings]\n2026-11-20 = 2026-11-20", "reading 2026-11-20: 2026-11-20 is not a number"),
    (
        '[kpi.otd.readings]\n2026-11-20 = "of"',
        'reading 2026-11-20: "of" is not a number; allowed: a number',
    ),
    ('[kpi.otd.readings]\n2026-11-20 = "1,234"', '"1,234" can be read in two ways; write it without quotes'),
    ('[kpi.otd.readings]\n2026-11-20 = "12.345"', '"12.345" can be read in two ways'),
    ("[kpi.otd.readings]\n2026-11-20 = [5, 0]", "reading 2026-11-20: the denominator is 0"),
    ("[kpi.otd.readings]\n2026-11-20 = [5]", "reading 2026-11-20: a share is [numerator, denominator]"),
    ("[kpi.otd.readings]\n2026-11-20 = [1e308, 1e-308]", "is not a finite number"),
    (
        '[kpi.x]\ncadence = "shift"\n[kpi.x.readings]\n2026-11-20-S3 = 4',
        "reading 2026-11-20-S3: S3 is not a shift of this board",
    ),
    (
        "[kpi.otd.readings]\n2026-11-20 = 1\n[kpi.otd.other_readings]\n2026-11-20 = 1",
        "in readings and in other_readings",
    ),
    ("[kpi.otd.other_readings]\nsoon = 1", 'kpi "otd" · reading soon: not a period; one looks like 2026-11-21'),
    ("[kpi.otd.other_readings]\n2026-02-30-S9 = 1", "reading 2026-02-30-S9: not a period"),
    ("[[kpi.otd.remarks]]\nperiod = 2026-11-20\nnote = 'x'", 'kpi "otd" · remark 2026-11-20: there is no reading'),
    ("[[kpi.otd.remarks]]\nnote = 'x'", 'kpi "otd" · remark 1 · period: missing'),
    ("[[kpi.otd.remarks]]\nperiod = 1.5", 'kpi "otd" · remark 1 · period: 1.5 is not a period'),
    (
        "[kpi.otd.readings]\n2026-11-20 = 1\n[[kpi.otd.remarks]]\nperiod = 2026-11-20\nvalue = 2",
        "reading 2026-11-20: its remark has a value, which only a [numerator, denominator] can have beside it",
    ),
    (
        "[kpi.otd.readings]\n2026-11-20 = 1\n[[kpi.otd.remarks]]\nperiod = 2026-11-20\n"
        "[[kpi.otd.remarks]]\nperiod = 2026-11-20",
        "remark 2 · period: 2026-11-20 has two remarks; keep one",
    ),
    # actions and feedback
    ('[action.A-1]\nkind = "support"', 'action "A-1" · title: missing'),
    ('[action.A-1]\ntitle = "x"\ndue = "later"', 'action "A-1" · due: "later" is not a date; write it like'),
    ('[action.A-1]\ntitle = "x"\ndue = 2201-01-01', "due: 2201-01-01 is out of range; years 1900 to 2200 are allowed"),
    ('[action.A-1]\ntitle = "x"\nended_on = 2026-01-01', "ended_on: the action is in stage plan, so it has not ended"),
    ('[action.A-1]\ntitle = "x"\nnumber = 0', "number: 0 is not a whole number from 1 to"),
    ('[action.A-1]\ntitle = "x"\n[[action.A-1.whys]]\nevidence = "seen"', 'action "A-1" · why 1 · because: missing'),
    ('[action.A-1]\ntitle = "x"\n' + "[[action.A-1.whys]]\nbecause = 'x'\n" * 6, "6 whys are too many; 5 are enough"),
    (
        '[action.A-1]\ntitle = "x"\n[[action.A-1.notes]]\ntext = "x"\nsaid_at = 2026-11-20',
        "said_at: 2026-11-20 is not a d",
    ),
    ('[feedback.F-1]\nkind = "idea"', 'feedback "F-1" · text: missing'),
    (f'[feedback.F-1]\ntext = "{"x" * 2001}"', "text: 2001 characters are too long; at most 2000 fit"),
    (
        '[feedback.F-1]\ntext = "x"\nstate = "declined"',
        "reply: missing; declined feedback needs the reason as its reply",
    ),
    ('[feedback.F-1]\ntext = "x"\nanonymous = true\nauthor = "jp"', "author: anonymous feedback keeps no author"),
    ('[feedback.F-1]\ntext = "x"\nvotes = -1', "votes: -1 is not a whole number from 0"),
]


@pytest.mark.parametrize(("text", "said"), CASES, ids=[said[:60] for _, said in CASES])
def test_it_is_named_with_its_place_and_what_is_allowed(text: str, said: str) -> None:
    found = problems(text)
    assert any(said in line for line in found), found


def test_all_problems_come_at_once() -> None:
    found = problems(
        '[board]\ntier = 9\n[kpi.otd]\nowner = "team"\ntarget = "x"\n[kpi.otd.readings]\n2026-02-31 = 1\n'
        '2026-11-20 = nan\n[action.A-1]\ndue = "x"\n'
    )
    assert [line.split(": ")[0] for line in found] == [
        "board · tier",
        'kpi "otd" · owner',
        'action "A-1" · due',
        'action "A-1" · title',
        'kpi "otd" · target',
        'kpi "otd" · reading 2026-02-31',
        'kpi "otd" · reading 2026-11-20',
    ]


def test_one_mistake_made_a_thousand_times_is_counted_not_listed() -> None:
    found = problems("[kpi.otd.readings]\n" + "".join(f"x{n} = 1\n" for n in range(1000)))
    assert len(found) == 51
    assert found[-1] == 'kpi "otd": 950 more readings that cannot be taken'


def test_a_new_board_needs_a_name() -> None:
    assert problems("[kpi.otd]\ntarget = 95", None) == ["board · name: missing"]


def test_rows_that_are_replaced_can_not_be_pointed_to() -> None:
    assert "there is no person" in problems('[kpi.otd]\nowner = "JP"', mode=Mode.REPLACE)[0]


def test_a_problem_shows_no_control_characters() -> None:
    (line,) = problems('[kpi.otd]\ndirection = "\\u001b[31mred"')
    assert "\x1b" not in line
    (line,) = problems('[kpi."\\u001b]0;x"]\nname = "X"\ntarget = nan')
    assert "\x1b" not in line


def test_a_mistyped_key_is_named_beside_the_problems() -> None:
    document = read(b'[kpi.otd]\nname = "On-time delivery"\nunti = "%"\ntarget = "many"\n')
    with pytest.raises(ImportProblems) as refused:
        plan(document, BOARD, Mode.MERGE, NOW, "UTC")
    assert len(refused.value.problems) == 1
    assert any("unti" in line and "unit" in line for line in refused.value.lines)
