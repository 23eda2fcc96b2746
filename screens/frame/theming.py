"""Themes from TOML files: the bundled ones and people's own, checked so that no file can break the screen.

A theme's variables are pasted into stylesheets, so every value is parsed as a colour and written back by us.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from textual.color import Color, ColorParseError
from textual.theme import BUILTIN_THEMES, Theme

from kpiboard import themes
from kpiboard.basics.errors import BoardError
from kpiboard.basics.safetext import clean

DEFAULT_THEME = "kpiboard-dark"
_BUNDLED = (DEFAULT_THEME, "kpiboard-light", "kpiboard-contrast", "kpiboard-colourblind")

# Textual's base colours that a theme file sets. Not its `boost`: that one is see-through.
BASE_COLORS = (
    "primary",
    "secondary",
    "accent",
    "background",
    "surface",
    "panel",
    "foreground",
    "success",
    "warning",
    "error",
)
# Our own variables; what each is for stands in themes/kpiboard-dark.toml.
VARIABLES = (
    "win",
    "watch",
    "lose",
    "none",
    "off",
    "on-win",
    "on-watch",
    "on-lose",
    "on-none",
    "heading",
    "muted",
    "accent-text",
    "target",
    "limit",
    "card",
    "rule",
    "cursor-bg",
    "cursor-text",
)
# Variables of Textual's own widgets, and which of ours (or which base colour) they take: one place a meaning.
_TEXTUAL = {
    "text-muted": "muted",
    "text-disabled": "off",
    "text-primary": "accent-text",
    "text-accent": "accent-text",
    "text-success": "win",
    "text-warning": "watch",
    "text-error": "lose",
    "block-cursor-background": "cursor-bg",
    "block-cursor-foreground": "cursor-text",
    "block-cursor-blurred-background": "panel",
    "block-cursor-blurred-foreground": "foreground",
    "block-hover-background": "panel",
    "border": "accent",
    "border-blurred": "rule",
    "scrollbar": "rule",
    "scrollbar-hover": "muted",
    "scrollbar-active": "accent",
    "scrollbar-background": "card",
    "scrollbar-background-hover": "card",
    "scrollbar-background-active": "card",
    "scrollbar-corner-color": "card",
    "footer-background": "panel",
    "footer-foreground": "foreground",
    "footer-description-foreground": "muted",
    "footer-key-foreground": "accent-text",
    "input-cursor-background": "foreground",
    "input-cursor-foreground": "background",
    "input-selection-background": "cursor-bg",
    "input-selection-foreground": "cursor-text",
    "link-color": "accent-text",
    "link-color-hover": "cursor-text",
    "link-background-hover": "cursor-bg",
}
_FACTS = ("name", "label", "description", "dark", "base", "colors", "variables")
_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
_LARGEST = 64 * 1024  # characters; a theme has about 1,500


class ThemeError(BoardError):
    """A theme file that cannot be used; the message is one sentence that names everything wrong in it."""

    title = "Theme left out"


@dataclass
class BoardTheme(Theme):
    """A Textual theme with what the picker shows."""

    label: str = ""
    description: str = ""


def bundled_themes() -> list[BoardTheme]:
    """The themes that come with kpiboard, the default first."""
    return list(_bundled().values())


def user_themes(folder: Path) -> tuple[list[BoardTheme], list[str]]:
    """The themes of the `*.toml` files in `folder`, and one sentence for each file that is none.

    A folder that does not exist holds no themes. Of two themes with one name the first counts.
    """
    loaded: dict[str, BoardTheme] = {}
    failed: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            theme = load(path)
            if theme.name in loaded:
                raise ThemeError(f'{path.name}: another file already has a theme called "{theme.name}".')
            loaded[theme.name] = theme
        except ThemeError as error:
            failed.append(error.message)
    return list(loaded.values()), failed


def load(path: Path) -> BoardTheme:
    """The theme in a user's file; what it leaves out comes from its `base` (or ours of its brightness).

    Raises:
        ThemeError: it cannot be read, or something in it is not as it should be.
    """
    return _theme(_read(path), path.name, _bundled())


@cache
def _bundled() -> Mapping[str, BoardTheme]:
    folder = Path(themes.__path__[0])
    return {name: _theme(_read(folder / f"{name}.toml"), f"{name}.toml", {}) for name in _BUNDLED}


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(_LARGEST + 1)
    except OSError as error:
        raise ThemeError(f"{clean(path.name)} cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise ThemeError(f"{clean(path.name)} is not UTF-8 text.") from None
    if len(text) > _LARGEST:
        raise ThemeError(f"{clean(path.name)} is too large for a theme.")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ThemeError(f"{clean(path.name)} is not TOML: {clean(str(error))}.") from None
    except RecursionError:
        raise ThemeError(f"{clean(path.name)} is nested too deeply.") from None


def _theme(raw: dict[str, Any], file: str, bases: Mapping[str, BoardTheme]) -> BoardTheme:
    problems: list[str] = []
    _known(raw, _FACTS, "", problems)
    name = _name(raw, bases, problems)
    dark = raw.get("dark")
    if dark is not None and not isinstance(dark, bool):
        problems.append("dark is true or false")
    label, description = (_words(raw, key, problems) for key in ("label", "description"))
    base = _base(raw, bases, problems)
    colors = _colors(raw, "colors", BASE_COLORS, base, problems)
    variables = _colors(raw, "variables", VARIABLES, base, problems)
    if problems:
        raise ThemeError(clean(f"{file}: {'; '.join(problems)}."))
    palette = colors | variables
    return BoardTheme(
        name,
        primary=colors["primary"],
        secondary=colors["secondary"],
        accent=colors["accent"],
        background=colors["background"],
        surface=colors["surface"],
        panel=colors["panel"],
        foreground=colors["foreground"],
        success=colors["success"],
        warning=colors["warning"],
        error=colors["error"],
        dark=base.dark if dark is None and base else bool(dark),
        variables={key: palette[value] for key, value in _TEXTUAL.items()} | variables,
        label=label or name,
        description=description,
    )


def _name(raw: dict[str, Any], bases: Mapping[str, BoardTheme], problems: list[str]) -> str:
    name = raw.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        problems.append("name is up to 31 small letters, digits and hyphens, a letter first")
        return ""
    if name in BUILTIN_THEMES or name in bases:
        problems.append(f'the name "{name}" is taken by a theme that is built in')
    return name


def _base(raw: dict[str, Any], bases: Mapping[str, BoardTheme], problems: list[str]) -> BoardTheme | None:
    """The theme to build on; None for a bundled theme, which has to be complete."""
    if not bases:
        return None
    name = raw.get("base", "kpiboard-light" if raw.get("dark") is False else DEFAULT_THEME)
    base = bases.get(name) if isinstance(name, str) else None
    if base is None:
        problems.append(f"base is one of {', '.join(bases)}")
    return base


def _colors(
    raw: dict[str, Any], table: str, known: tuple[str, ...], base: BoardTheme | None, problems: list[str]
) -> dict[str, str]:
    """The colours of one table as #RRGGBB, with those of `base` where it names none."""
    given = raw.get(table, {})
    if not isinstance(given, dict):
        problems.append(f"{table} is a table: [{table}]")
        return {}
    _known(given, known, f"{table}.", problems)
    found: dict[str, str] = {}
    if base:
        inherited = base.variables if table == "variables" else vars(base)
        found = {key: inherited[key] for key in known}
    for key in known:
        if key in given:
            color = _color(given[key])
            if color is None:
                problems.append(f"{table}.{key} is not a plain colour such as #58d99b: {given[key]!s:.40}")
            else:
                found[key] = color
        elif key not in found:
            problems.append(f"{table}.{key} is missing")
    return found


def _color(value: object) -> str | None:
    """A colour as #RRGGBB; None for what is no colour, see-through, `auto`, or up to the terminal."""
    try:
        color = Color.parse(value) if isinstance(value, str) else None
    except ColorParseError:
        return None
    if color is None or color.a != 1 or color.auto or color.ansi is not None:
        return None
    return color.hex


def _known(given: dict[str, Any], known: tuple[str, ...], prefix: str, problems: list[str]) -> None:
    for key in given:
        if key not in known:
            near = get_close_matches(key, known, 1)
            hint = f', did you mean "{near[0]}"?' if near else ""
            problems.append(f'there is no "{prefix}{key:.40}"{hint}')


def _words(raw: dict[str, Any], key: str, problems: list[str]) -> str:
    value = raw.get(key, "")
    if not isinstance(value, str):
        problems.append(f"{key} is text")
        return ""
    return clean(value)[:120]


# What `$win` and the others mean under a theme that is not ours: Textual's own themes.
VARIABLE_DEFAULTS: Mapping[str, str] = {key: _bundled()[DEFAULT_THEME].variables[key] for key in VARIABLES}


def variable_defaults(theme: Theme) -> dict[str, str]:
    """Our variables for a theme that may not have them, from our dark or light one, whichever suits it."""
    if theme.dark:
        return dict(VARIABLE_DEFAULTS)
    light = _bundled()["kpiboard-light"].variables
    return {key: light[key] for key in VARIABLES}


def theme_options(themes: Mapping[str, Theme]) -> list[tuple[str, str]]:
    """Our own and the user's themes as (name, words); Textual's know nothing of red and green."""
    return [
        (name, f"{one.label}: {one.description}" if one.description else one.label)
        for name, one in themes.items()
        if isinstance(one, BoardTheme)
    ]
