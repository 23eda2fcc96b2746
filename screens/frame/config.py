"""The user's own settings: `config.toml` and `themes/` in the platform's configuration folder.

A wrong file never stops the board: what can be used is used, what cannot is said once.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import field
from difflib import get_close_matches
from pathlib import Path

import platformdirs

from kpiboard.model.frozen import frozen

_KNOWN = ("theme", "ascii", "me", "keys")


@frozen
class Config:
    """What the user prefers.

    `keys` maps command ids to keys as Textual writes them (`R`, `ctrl+n`, `f5`; several with commas). `remarks` are
    plain sentences about what could not be used.
    """

    theme: str | None = None
    ascii: bool = False
    me: str | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def config_folder() -> Path:
    """Where the settings live; `KPIBOARD_CONFIG` names another folder."""
    named = os.environ.get("KPIBOARD_CONFIG")
    return Path(named).expanduser() if named else platformdirs.user_config_path("kpiboard", appauthor=False)


def read_config(folder: Path, commands: Collection[str]) -> Config:
    """The settings in `folder/config.toml`; defaults where there is no file. `commands` are the ids keys may name."""
    path = folder / "config.toml"
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Config()
    except OSError as wrong:
        return Config(remarks=(f"{path} cannot be read: {wrong.strerror}.",))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as wrong:
        return Config(remarks=(f"{path} is not valid TOML and was left aside: {wrong}",))
    remarks = [_unknown(name, _KNOWN, "setting") for name in found if name not in _KNOWN]
    return Config(
        theme=_text(found, "theme", remarks),
        ascii=_flag(found, "ascii", remarks),
        me=_text(found, "me", remarks),
        keys=_keys(found.get("keys", {}), commands, remarks),
        remarks=tuple(f"{path.name}: {remark}" for remark in remarks),
    )


def _text(found: Mapping[str, object], name: str, remarks: list[str]) -> str | None:
    value = found.get(name)
    if value is None or (isinstance(value, str) and value.strip()):
        return value
    remarks.append(f'{name} must be text, such as {name} = "…".')
    return None


def _flag(found: Mapping[str, object], name: str, remarks: list[str]) -> bool:
    value = found.get(name, False)
    if isinstance(value, bool):
        return value
    remarks.append(f"{name} must be true or false.")
    return False


def _keys(found: object, commands: Collection[str], remarks: list[str]) -> dict[str, str]:
    if not isinstance(found, dict):
        remarks.append('keys must be a table: [keys], then lines such as record = "R".')
        return {}
    keys: dict[str, str] = {}
    taken: dict[str, str] = {}
    for command, key in found.items():
        if command not in commands:
            remarks.append(_unknown(command, commands, "command"))
        elif not isinstance(key, str) or not key.strip():
            remarks.append(f'the key of {command} must be text, such as "R".')
        elif key in taken:
            remarks.append(f"{command} and {taken[key]} both ask for the key {key}; {command} keeps its own.")
        else:
            keys[command] = key if len(key) == 1 else key.replace(" ", "")
            taken[key] = command
    return keys


def _unknown(name: str, known: Collection[str], noun: str) -> str:
    near = get_close_matches(name, known, 1)
    return f"there is no {noun} {name!r}." + (f" Did you mean {near[0]}?" if near else "")
