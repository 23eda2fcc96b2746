"""`kpiboard readings import` and `export`, and `kpiboard mapping`, as the shell sees them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Read = Callable[..., Any]

GERMAN = "Datum;Wert;Bemerkung\r\n18.11.2026;88,81;Dock 2 zu\r\n19.11.2026;97,5 %;\r\n20.11.2026;;\r\n"


@pytest.fixture
def german(tmp_path: Path) -> str:
    path = tmp_path / "export.csv"
    path.write_bytes(GERMAN.encode("utf-8-sig"))
    return str(path)


def recorded(read: Read, kpi: str = "otd") -> dict[str, Any]:
    return {one["period"]: one["value"] for one in read("readings", "list", kpi)}


def test_dry_run_shows_and_changes_nothing(kpiboard: Any, read: Read, german: str) -> None:
    result = kpiboard("readings", "import", german, "--kpi", "otd", "--dry-run")
    assert result.stdout.splitlines() == [
        'export.csv: separated by semicolons; decimal commas (line 2: "88,81"); '
        'dates day first (line 2: "18.11.2026"); period = "Datum", value = "Wert", note = "Bemerkung".',
        "KPI  new  corrected  same  from        to",
        "otd    2          0     0  2026-11-18  2026-11-19",
        "It would import 2 readings from export.csv: 2 new, 0 corrected. Without a number: 1.",
    ]
    assert recorded(read) == {}


def test_loaded_once_and_the_second_time_nothing(kpiboard: Any, read: Read, german: str) -> None:
    command = ("readings", "import", german, "--kpi", "otd")
    said = "Imported 2 readings from export.csv: 2 new, 0 corrected. Without a number: 1.\n"
    assert kpiboard(*command).stdout == said
    assert recorded(read) == {"2026-11-19": 97.5, "2026-11-18": 88.81}
    log = kpiboard("log").stdout
    assert "Import 2 readings from export.csv" in log
    assert kpiboard(*command).stdout.startswith("Nothing to change: the board holds 2 readings of export.csv already.")
    assert kpiboard("log").stdout == log
    kpiboard("undo")
    assert recorded(read) == {}


def test_from_standard_input_with_a_kpi_a_line(kpiboard: Any, read: Read) -> None:
    source = "kpi,period,value,numerator,denominator\notd,2026-11-20,97.5,,\nfpy,2026-11-20,,978,1000\n"
    result = kpiboard("readings", "import", "-", input=source)
    assert result.stdout == "Imported 2 readings from standard input: 2 new, 0 corrected.\n"
    assert recorded(read, "fpy") == {"2026-11-20": 97.8}


def test_a_pipe_that_cannot_be_read_twice(file: Path) -> None:
    code = "from kpiboard.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "-b", str(file), "readings", "import", "-", "--kpi", "otd", "--json"],
        input=b"date,value\n2025-11-20,97.5\n",
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["new"] == 1


WRONG = "date,otd,drift\n2026-11-18,90,0.5\n2026-11-19,many,0.5\nTotal,90,1.0\n"


def test_lines_that_are_wrong_stop_all_and_are_named(kpiboard: Any, read: Read) -> None:
    for options in ([], ["--dry-run"]):
        result = kpiboard("readings", "import", "-", *options, input=WRONG, code=1)
        assert '- line 3: otd: "many" is not a number' in result.stderr
        assert '- line 4: "Total" is not a period: a day looks like 2026-11-21' in result.stderr
        assert recorded(read) == {}
    assert (
        "or load the other 3 readings with --keep-going"
        in kpiboard("readings", "import", "-", input=WRONG, code=1).stderr
    )


def test_keep_going_loads_the_others_and_the_exit_code_tells(kpiboard: Any, read: Read) -> None:
    result = kpiboard("readings", "import", "-", "--keep-going", input=WRONG, code=3)
    assert result.stdout == "Imported 3 readings from standard input: 3 new, 0 corrected.\n"
    assert "2 problems, left out:" in result.stderr
    assert recorded(read) == {"2026-11-18": 90.0}
    assert recorded(read, "drift") == {"2026-11-19": 0.5, "2026-11-18": 0.5}
    assert "Nothing to change" in kpiboard("readings", "import", "-", "--keep-going", input=WRONG, code=3).stdout


def test_json_for_programs(kpiboard: Any) -> None:
    def said(*options: str, code: int) -> Any:
        return json.loads(kpiboard("readings", "import", "-", "--json", *options, input=WRONG, code=code).stdout)

    refused, looked, loaded = said(code=1), said("--dry-run", code=1), said("--keep-going", code=3)
    assert [one["loaded"] for one in (refused, looked, loaded)] == [False, False, True]
    assert loaded["kpis"] == [
        {"key": "otd", "new": 1, "corrected": 0, "same": 0, "from": "2026-11-18", "to": "2026-11-18"},
        {"key": "drift", "new": 2, "corrected": 0, "same": 0, "from": "2026-11-18", "to": "2026-11-19"},
    ]
    assert (loaded["new"], loaded["corrected"], loaded["same"], loaded["wrong"]) == (3, 0, 0, 2)
    assert loaded["problems"][0] == {"text": 'otd: "many" is not a number', "lines": [3], "count": 1}


def test_how_it_is_read_can_be_said(kpiboard: Any, read: Read) -> None:
    source = "Tag|Menge\n03/04/2026|1.234\n"
    asked = kpiboard("readings", "import", "-", "--kpi", "otd", input=source, code=1).stderr
    assert "--decimal" in asked
    assert "--dates mdy" in asked
    options = ["--map", "period=Tag", "--map", "value=Menge", "--separator", "bar", "--decimal", ".", "--dates", "mdy"]
    kpiboard("readings", "import", "-", "--kpi", "otd", *options, input=source)
    assert recorded(read) == {"2026-03-04": 1.234}


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (["--map", "Datum"], 2, "write it like period=Datum"),
        (["--map", "colour=Datum"], 1, "is nothing that a column can be"),
        (["--map", "value=Wart"], 1, 'did you mean "Wert"'),
        (["--kpi", "odt"], 1, "There is no KPI"),
        (["--separator", "x"], 1, "separates no cells"),
        (["--dates", "ydm"], 2, "ydm"),
        (["--mapping", "weekly"], 1, "There is no mapping"),
        ([], 1, "whose readings they are"),
    ],
)
def test_options_that_cannot_be_meant(kpiboard: Any, german: str, options: list[str], code: int, says: str) -> None:
    assert says in kpiboard("readings", "import", german, *options, code=code).stderr


def test_a_saved_mapping_makes_the_nightly_file_one_command(kpiboard: Any, read: Read, german: str) -> None:
    result = kpiboard("readings", "import", german, "--kpi", "otd", "--save-as", "SAP nightly")
    assert result.stdout.endswith("Saved how it was read as the mapping SAP nightly.\n")
    (saved,) = read("mapping", "list")
    assert (saved["name"], saved["kpi"], saved["dates"]) == ("SAP nightly", "otd", "dmy")
    assert kpiboard("mapping", "list").stdout.splitlines()[1] == (
        "SAP nightly  otd  period = Datum, value = Wert, note = Bemerkung"
    )
    assert (
        "kpiboard readings import FILE.csv --mapping 'SAP nightly'" in kpiboard("mapping", "show", "sap nightly").stdout
    )
    assert read("mapping", "show", "SAP nightly")["columns"] == saved["columns"]
    source = "Datum;Wert;Bemerkung\n01.02.2026;1,234;\n"
    assert kpiboard("readings", "import", "-", "--mapping", "SAP nightly", input=source).stderr == ""
    assert recorded(read)["2026-02-01"] == 1.234
    assert kpiboard("mapping", "remove", "SAP nightly").stdout == "Removed the mapping SAP nightly.\n"
    assert "No mappings yet" in kpiboard("mapping", "list").stdout


def test_a_mapping_tells_what_it_does_not_keep(kpiboard: Any) -> None:
    source = "date,otd,reason\n2026-11-20,90,dock 2\n"
    assert (
        "does not keep the columns of: reason"
        in kpiboard("readings", "import", "-", "--save-as", "x", input=source).stderr
    )
    assert kpiboard("readings", "import", "-", "--save-as", "y", "--dry-run", input=source).stdout
    assert "y" not in [line[:1] for line in kpiboard("mapping", "list").stdout.splitlines()]


def test_export_and_back(kpiboard: Any, read: Read, german: str, tmp_path: Path) -> None:
    kpiboard("readings", "import", german, "--kpi", "otd")
    kpiboard("record", "fpy", "978/1000", "--at", "2026-11-20", "--note", "=1+1")
    text = kpiboard("readings", "export").stdout
    assert text.splitlines()[1:] == [
        "otd,2026-11-18,88.81,,,actual,Dock 2 zu,,,,,,,",
        "otd,2026-11-19,97.5,,,actual,,,,,,,,",
        "fpy,2026-11-20,97.8,978,1000,actual,'=1+1,,,,,,,",
    ]
    assert len(kpiboard("readings", "export", "--kpi", "otd", "--since", "2026-11-19").stdout.splitlines()) == 2
    target = tmp_path / "readings.csv"
    assert kpiboard("readings", "export", "-o", str(target)).stdout == f"Wrote {target}.\n"
    assert target.read_text(encoding="utf-8") == text
    assert "exists already" in kpiboard("readings", "export", "-o", str(target), code=1).stderr
    kpiboard("readings", "export", "-o", str(target), "--force", "--kpi", "fpy")
    assert len(target.read_text(encoding="utf-8").splitlines()) == 2
    assert "Nothing to change" in kpiboard("readings", "import", "-", input=text).stdout


def test_export_never_replaces_a_board(kpiboard: Any, file: Path) -> None:
    before = file.read_bytes()
    assert "is a database" in kpiboard("readings", "export", "-o", str(file), "--force", code=1).stderr
    assert file.read_bytes() == before


def test_the_old_name_of_the_commands_is_understood(kpiboard: Any) -> None:
    assert kpiboard("reading", "list", "otd").stdout == kpiboard("readings", "list", "otd").stdout
    assert "\n  reading " not in kpiboard("--help").stdout


def test_a_bar_shows_only_where_somebody_watches_and_there_is_much_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    from kpiboard.cli import reading_files

    class Watched:
        shown = ""

        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> int:
            self.shown += text
            return len(text)

        def flush(self) -> None: ...

    with reading_files._bar("Reading") as bar:
        assert bar is None
    screen = Watched()
    monkeypatch.setattr(sys, "stderr", screen)
    with reading_files._bar("Reading") as bar:
        assert bar is not None
        bar(1)
        assert screen.shown == ""
        bar(0.25)
        bar(1)
    assert "Reading" in screen.shown
    assert "100%" in screen.shown
