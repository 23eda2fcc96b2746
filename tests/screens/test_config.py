"""The user's settings: what can be used is used, what cannot is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpiboard.screens.commands import BY_ID
from kpiboard.screens.frame.config import Config, config_folder, read_config


def written(folder: Path, text: str, encoding: str = "utf-8") -> Config:
    (folder / "config.toml").write_text(text, encoding=encoding)
    return read_config(folder, BY_ID)


def test_without_a_file_everything_is_default(tmp_path: Path) -> None:
    assert read_config(tmp_path, BY_ID) == Config()


def test_everything_that_can_be_set(tmp_path: Path) -> None:
    config = written(
        tmp_path, 'theme = "kpiboard-light"\nascii = true\nme = "Joana Prado"\n[keys]\nrecord = "R"\nundo = "ctrl+z"\n'
    )
    assert config == Config("kpiboard-light", True, "Joana Prado", {"record": "R", "undo": "ctrl+z"})


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    assert written(tmp_path, 'me = "JP"\n', "utf-8-sig") == Config(me="JP")


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("theme = 3\n", "theme must be text"),
        ("ascii = 'yes'\n", "ascii must be true or false"),
        ("keys = 3\n", "keys must be a table"),
        ("them = 'x'\n", "Did you mean theme?"),
        ("[keys]\nrecrd = 'R'\n", "Did you mean record?"),
        ("[keys]\nrecord = 3\n", "the key of record must be text"),
        ("[keys]\nrecord = 'R'\nundo = 'R'\n", "undo and record both ask for the key R"),
        ("theme = \n", "is not valid TOML"),
    ],
)
def test_what_cannot_be_used_is_named_once(tmp_path: Path, text: str, remark: str) -> None:
    remarks = written(tmp_path, text).remarks
    assert len(remarks) == 1
    assert remark in remarks[0]


def test_a_wrong_line_leaves_the_others(tmp_path: Path) -> None:
    config = written(tmp_path, 'theme = 3\nme = "JP"\n')
    assert config.me == "JP"
    assert config.theme is None


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    assert "cannot be read" in read_config(tmp_path, BY_ID).remarks[0]


def test_the_folder_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPIBOARD_CONFIG", str(tmp_path))
    assert config_folder() == tmp_path
    monkeypatch.delenv("KPIBOARD_CONFIG")
    assert config_folder().name == "kpiboard"
