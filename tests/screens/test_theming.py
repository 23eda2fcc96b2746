"""Themes: what the bundled ones promise to eyes and consoles, and that no file can break the screen."""

from __future__ import annotations

from itertools import combinations
from math import dist
from typing import ClassVar

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.app import App
from textual.color import Color
from textual.theme import BUILTIN_THEMES
from textual.widgets import Button, DataTable, Footer, Input, OptionList, Static

from kpiboard.screens.frame import theming
from kpiboard.screens.frame.theming import (
    BASE_COLORS,
    DEFAULT_THEME,
    VARIABLE_DEFAULTS,
    VARIABLES,
    ThemeError,
    bundled_themes,
    load,
    user_themes,
    variable_defaults,
)

THEMES = {theme.name: theme for theme in bundled_themes()}
every_theme = pytest.mark.parametrize("name", THEMES)

TEXTS = ("win", "watch", "lose", "none", "off", "muted", "foreground", "heading", "accent-text", "target", "limit")
GROUNDS = ("background", "surface", "card", "panel", "cursor-bg")
FILLED = ("win", "watch", "lose", "none")

# What red-, green- and blue-blind people see of linear RGB, in full severity: Machado, Oliveira and Fernandes,
# "A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009.
VISIONS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
LIKE_OKABE_ITO, ENOUGH = 40, 20
DISTANCES = {
    "kpiboard-dark": ENOUGH,
    "kpiboard-light": ENOUGH,
    "kpiboard-contrast": ENOUGH,
    "kpiboard-colourblind": LIKE_OKABE_ITO,
}


def colors(theme):
    """Every colour that the theme names itself."""
    return {key: getattr(theme, key) for key in BASE_COLORS} | {key: theme.variables[key] for key in VARIABLES}


def linear(color):
    parts = (part / 255 for part in Color.parse(color).rgb)
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one, other):
    """WCAG 2.1: (lighter + 0.05) / (darker + 0.05) of the relative luminances."""
    light = [0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (linear(one), linear(other))]
    return (max(light) + 0.05) / (min(light) + 0.05)


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def lab(color, vision):
    seen = [min(max(part, 0), 1) for part in times(VISIONS[vision], linear(color))]
    x, y, z = (
        part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116
        for part in (a / b for a, b in zip(times(XYZ, seen), (0.95047, 1, 1.08883), strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def closest(colors, vision):
    """The smallest ΔE76 between two of them."""
    return min(dist(one, other) for one, other in combinations([lab(color, vision) for color in colors], 2))


def on_console(color):
    """The number of the console colour that stands for it where there are 16."""
    return RichColor.parse(color).downgrade(ColorSystem.STANDARD).number


def write(folder, text, name="mine.toml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_measures_measure():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert lab("#ffffff", "normal") == pytest.approx((100, 0, 0), abs=0.01)
    assert lab("#ff0000", "normal") == pytest.approx((53.24, 80.09, 67.20), abs=0.02)
    # Three colours whose distances have been measured before, by another program.
    assert [round(closest(("#1290de", "#ffe30f", "#e25a5a"), vision), 1) for vision in VISIONS] == [
        92.0,
        62.5,
        59.6,
        59.8,
    ]


def test_four_themes_the_default_first():
    assert list(THEMES) == [DEFAULT_THEME, "kpiboard-light", "kpiboard-contrast", "kpiboard-colourblind"]
    assert [theme.dark for theme in THEMES.values()] == [True, False, True, True]
    assert all(theme.label and theme.description for theme in THEMES.values())
    assert len({theme.label for theme in THEMES.values()}) == 4


def test_every_theme_file_is_bundled():
    folder = theming.themes.__path__[0]
    assert sorted(THEMES) == sorted(path.stem for path in theming.Path(folder).glob("*.toml"))


@every_theme
def test_every_text_is_legible_on_every_background_it_stands_on(name):
    color = colors(THEMES[name])
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS]
    pairs += [(f"on-{verdict}", verdict) for verdict in FILLED]
    pairs += [("cursor-text", "cursor-bg"), ("background", "accent")]
    poor = {
        f"{text} on {ground}": round(ratio, 2)
        for text, ground in pairs
        if (ratio := contrast(color[text], color[ground])) < 4.5
    }
    assert poor == {}


@every_theme
@pytest.mark.parametrize("vision", VISIONS)
def test_the_verdicts_are_told_apart_in_every_vision(name, vision):
    verdicts = [THEMES[name].variables[key] for key in ("win", "watch", "lose")]
    assert closest(verdicts, vision) >= DISTANCES[name]


@every_theme
def test_the_accent_is_no_verdict(name):
    color = colors(THEMES[name])
    accent = lab(color["accent-text"], "normal")
    assert all(dist(accent, lab(color[verdict], "normal")) >= 20 for verdict in ("win", "watch", "lose"))


@every_theme
def test_sixteen_colours_keep_the_verdicts_apart(name):
    color = colors(THEMES[name])
    verdicts = {on_console(color[key]) for key in ("win", "watch", "lose")}
    assert len(verdicts) == 3
    for ground in GROUNDS:
        behind = on_console(color[ground])
        assert all(on_console(color[text]) != behind for text in TEXTS), ground
    for verdict in FILLED:
        assert on_console(color[f"on-{verdict}"]) != on_console(color[verdict])
    assert on_console(color["rule"]) != on_console(color["card"])


def test_the_console_theme_keeps_every_verdict_its_own_bright_colour_and_shows_the_cursor():
    color = colors(THEMES["kpiboard-contrast"])
    assert [on_console(color[key]) for key in ("win", "watch", "lose", "cursor-bg", "background")] == [
        10,  # bright green
        11,  # bright yellow
        9,  # bright red
        4,  # blue
        0,
    ]


@every_theme
def test_success_warning_and_error_of_other_widgets_are_our_verdicts(name):
    theme = THEMES[name]
    found = (theme.success, theme.warning, theme.error)
    assert found == tuple(theme.variables[key] for key in ("win", "watch", "lose"))


class Sample(App[None]):
    CSS = "\n".join(f".a-{key} {{ color: ${key}; background: ${key}; border: solid ${key}; }}" for key in VARIABLES)
    BINDINGS: ClassVar = [("r", "bell", "Record")]

    def get_theme_variable_defaults(self):
        return variable_defaults(self.current_theme)

    def compose(self):
        for key in VARIABLES:
            yield Static(key, classes=f"a-{key}")
        yield from (Input("97.5"), Button("Save"), OptionList("one"), DataTable(), Footer())


async def test_every_theme_and_every_built_in_one_can_be_switched_to_live():
    app = Sample()
    for theme in THEMES.values():
        app.register_theme(theme)
    async with app.run_test() as pilot:
        for theme in (*THEMES.values(), *BUILTIN_THEMES.values()):
            app.theme = theme.name
            await pilot.pause()
            lose = app.query_one(".a-lose", Static).styles.color
            ours = theme.variables.get("lose") or variable_defaults(theme)["lose"]
            assert lose == Color.parse(ours), theme.name


def test_the_defaults_suit_the_brightness_of_a_foreign_theme():
    dark, light = (variable_defaults(BUILTIN_THEMES[name]) for name in ("textual-dark", "textual-light"))
    assert dark == dict(VARIABLE_DEFAULTS) == {key: THEMES[DEFAULT_THEME].variables[key] for key in VARIABLES}
    assert light == {key: THEMES["kpiboard-light"].variables[key] for key in VARIABLES}
    dark["win"] = "changed"
    assert VARIABLE_DEFAULTS["win"] != "changed"


def test_a_theme_may_override_a_few_values(tmp_path):
    theme = load(
        write(
            tmp_path,
            """
            name = "plant-7"
            label = "Plant \\u001b[31m7"
            base = "kpiboard-colourblind"
            [colors]
            accent = "orange"
            [variables]
            rule = "rgb(1, 2, 3)"
            """,
        )
    )
    base = THEMES["kpiboard-colourblind"]
    assert (theme.name, theme.label, theme.dark) == ("plant-7", "Plant [31m7", True)
    assert colors(theme) == colors(base) | {"accent": "#FFA500", "rule": "#010203"}
    assert theme.variables["border"] == "#FFA500"
    assert theme.variables["border-blurred"] == theme.variables["scrollbar"] == "#010203"


@pytest.mark.parametrize(
    ("facts", "base"),
    [("", DEFAULT_THEME), ("dark = true", DEFAULT_THEME), ("dark = false", "kpiboard-light")],
)
def test_without_a_base_it_builds_on_ours_of_its_brightness(tmp_path, facts, base):
    theme = load(write(tmp_path, f'name = "x"\n{facts}'))
    assert colors(theme) == colors(THEMES[base])
    assert theme.dark is THEMES[base].dark
    assert theme.label == "x"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('name = "x"\nlabl = "y"', 'there is no "labl", did you mean "label"?'),
        ('name = "x"\n[variables]\nwni = "red"', 'there is no "variables.wni", did you mean "win"?'),
        ('name = "x"\n[colors]\nbost = "red"', 'there is no "colors.bost"'),
        ('name = "x"\n[colors]\nprimary = "bluu"', "colors.primary is not a plain colour such as #58d99b: bluu"),
        ('name = "x"\n[colors]\nprimary = 5', "colors.primary is not a plain colour"),
        ('name = "x"\n[variables]\nwin = ""', "variables.win is not a plain colour"),
        ('name = "x"\n[variables]\nwin = "red; } Screen { display: none"', "variables.win is not a plain colour"),
        ('name = "x"\n[variables]\nwin = "$lose"', "variables.win is not a plain colour"),
        ('name = "x"\n[variables]\nwin = "auto 50%"', "variables.win is not a plain colour"),
        ('name = "x"\n[variables]\nwin = "#ff000080"', "variables.win is not a plain colour"),
        ('name = "x"\n[variables]\nwin = "ansi_red"', "variables.win is not a plain colour"),
        ('name = "x"\ncolors = "red"', "colors is a table: [colors]"),
        ('name = "x"\ndark = "yes"', "dark is true or false"),
        ('name = "x"\nlabel = 7', "label is text"),
        ('name = "x"\nbase = "nord"', "base is one of kpiboard-dark, kpiboard-light"),
        ("dark = true", "name is up to 31 small letters"),
        ('name = "Mine"', "name is up to 31 small letters"),
        ('name = "x y"', "name is up to 31 small letters"),
        ('name = "7x"', "name is up to 31 small letters"),
        (f'name = "{"x" * 32}"', "name is up to 31 small letters"),
        ("name = 7", "name is up to 31 small letters"),
        ('name = "nord"', 'the name "nord" is taken'),
        ('name = "kpiboard-dark"', 'the name "kpiboard-dark" is taken'),
        ('name = "x', "mine.toml is not TOML: "),
        ("x = " + "[" * 60_000, "mine.toml is n"),
        ("# " + "x" * 70_000, "mine.toml is too large for a theme"),
    ],
)
def test_a_bad_file_is_refused_with_one_sentence(tmp_path, text, message):
    with pytest.raises(ThemeError) as refusal:
        load(write(tmp_path, text))
    assert message in refusal.value.message
    assert refusal.value.message.startswith("mine.toml")
    assert refusal.value.message.endswith(".")
    assert "\n" not in refusal.value.message


def test_everything_wrong_in_a_file_is_named_at_once(tmp_path):
    with pytest.raises(ThemeError) as refusal:
        load(write(tmp_path, 'name = "X"\nfoo = 1\n[colors]\naccent = "no"\n[variables]\nlose = "\\u001b[2J"'))
    assert refusal.value.message.count(";") == 3
    assert "\x1b" not in refusal.value.message


def test_a_folder_of_themes_loads_what_is_good_and_names_what_is_not(tmp_path):
    write(tmp_path, 'name = "good"', "a.toml")
    write(tmp_path, 'name = "good"', "b.toml")
    write(tmp_path, 'name = "other"\n[colors]\naccent = "nope"', "c.toml")
    (tmp_path / "d.toml").write_bytes(b'name = "\xff"')
    (tmp_path / "e.toml").mkdir()
    (tmp_path / "f.toml").write_bytes(b'\xef\xbb\xbfname = "with-bom"\r\n')
    write(tmp_path, "no theme", "notes.txt")
    loaded, failed = user_themes(tmp_path)
    assert [theme.name for theme in loaded] == ["good", "with-bom"]
    assert [line.split()[0].rstrip(":") for line in failed] == ["b.toml", "c.toml", "d.toml", "e.toml"]
    assert "already" in failed[0]
    assert "UTF-8" in failed[2]
    assert "cannot be read" in failed[3]


def test_no_folder_holds_no_themes(tmp_path):
    assert user_themes(tmp_path / "none") == ([], [])


def test_a_bundled_theme_has_to_be_complete(tmp_path, monkeypatch):
    write(tmp_path, 'name = "kpiboard-dark"\n[colors]\nprimary = "red"', "kpiboard-dark.toml")
    monkeypatch.setattr(theming.themes, "__path__", [str(tmp_path)])
    theming._bundled.cache_clear()
    try:
        with pytest.raises(ThemeError, match=r"colors\.secondary is missing.*variables\.win is missing"):
            bundled_themes()
    finally:
        theming._bundled.cache_clear()
