"""Heavy figures: text drawn large, readable from across the hall.

With half blocks every character is a raster of square dots, one cell wide and half a cell high. Without them
figures are drawn with lines, three rows high.
"""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len

from kpiboard.screens.text import Glyphs

# Five rows of dots a character.
_RASTERS = {
    "0": ("###", "#.#", "#.#", "#.#", "###"),
    "1": ("##.", ".#.", ".#.", ".#.", "###"),
    "2": ("###", "..#", "###", "#..", "###"),
    "3": ("###", "..#", "###", "..#", "###"),
    "4": ("#.#", "#.#", "###", "..#", "..#"),
    "5": ("###", "#..", "###", "..#", "###"),
    "6": ("###", "#..", "###", "#.#", "###"),
    "7": ("###", "..#", "..#", "..#", "..#"),
    "8": ("###", "#.#", "###", "#.#", "###"),
    "9": ("###", "#.#", "###", "..#", "###"),
    ".": (".", ".", ".", ".", "#"),
    ",": ("..", "..", "..", ".#", "#."),
    "-": ("...", "...", "###", "...", "..."),
    "–": ("...", "...", "###", "...", "..."),
    " ": ("..", "..", "..", "..", ".."),
    "A": ("###", "#.#", "###", "#.#", "#.#"),
    "B": ("##.", "#.#", "##.", "#.#", "##."),
    "C": ("###", "#..", "#..", "#..", "###"),
    "D": ("##.", "#.#", "#.#", "#.#", "##."),
    "E": ("###", "#..", "##.", "#..", "###"),
    "F": ("###", "#..", "##.", "#..", "#.."),
    "G": ("####", "#...", "#.##", "#..#", "####"),
    "H": ("#.#", "#.#", "###", "#.#", "#.#"),
    "I": ("#", "#", "#", "#", "#"),
    "J": ("..#", "..#", "..#", "#.#", "###"),
    "K": ("#.#", "#.#", "##.", "#.#", "#.#"),
    "L": ("#..", "#..", "#..", "#..", "###"),
    "M": ("#...#", "##.##", "#.#.#", "#...#", "#...#"),
    "N": ("#..#", "##.#", "####", "#.##", "#..#"),
    "O": ("###", "#.#", "#.#", "#.#", "###"),
    "P": ("###", "#.#", "###", "#..", "#.."),
    "Q": ("####", "#..#", "#..#", "#.##", "####"),
    "R": ("##.", "#.#", "##.", "#.#", "#.#"),
    "S": ("###", "#..", "###", "..#", "###"),
    "T": ("###", ".#.", ".#.", ".#.", ".#."),
    "U": ("#.#", "#.#", "#.#", "#.#", "###"),
    "V": ("#.#", "#.#", "#.#", "#.#", ".#."),
    "W": ("#...#", "#...#", "#.#.#", "#.#.#", "#####"),
    "X": ("#.#", "#.#", ".#.", "#.#", "#.#"),
    "Y": ("#.#", "#.#", "###", ".#.", ".#."),
    "Z": ("###", "..#", ".#.", "#..", "###"),
    "?": ("###", "..#", ".##", "...", ".#."),
    "'": ("#", "#", ".", ".", "."),
    "!": ("#", "#", "#", ".", "#"),
    ":": (".", "#", ".", "#", "."),
    "/": ("..#", "..#", ".#.", "#..", "#.."),
    "+": ("...", ".#.", "###", ".#.", "..."),
    "%": ("#.#", "..#", ".#.", "#..", "#.#"),
    "(": (".#", "#.", "#.", "#.", ".#"),
    ")": ("#.", ".#", ".#", ".#", "#."),
}
_DOTS_HIGH = 5

# The bars of a seven-segment digit: top, upper left, upper right, middle, lower left, lower right, bottom.
_SEGMENTS = {
    "0": "1110111", "1": "0010010", "2": "1011101", "3": "1011011", "4": "0111010", "5": "1101011",
    "6": "1101111", "7": "1010010", "8": "1111111", "9": "1111011", "-": "0001000", "–": "0001000",
}  # fmt: skip
# Corner by the bars that meet in it (left, right, up, down), as an index into Glyphs.box.
_CORNERS = {
    (0, 1, 0, 1): 2, (1, 0, 0, 1): 3, (0, 1, 1, 0): 4, (1, 0, 1, 0): 5, (0, 1, 1, 1): 6, (1, 0, 1, 1): 7,
    (1, 0, 0, 0): 11, (0, 1, 0, 0): 12, (0, 0, 1, 0): 13, (0, 0, 0, 1): 14, (0, 0, 1, 1): 1,
}  # fmt: skip


def can_draw(text: str, glyphs: Glyphs) -> bool:
    known = _RASTERS if glyphs.half_blocks else (*_SEGMENTS, ".", ",", " ")
    return bool(text) and all(character in known for character in text)


def rows_of(scale: int, glyphs: Glyphs) -> int:
    """How many rows a figure has; without half blocks there is one size."""
    return (_DOTS_HIGH * scale + 1) // 2 if glyphs.half_blocks else 3


@lru_cache(maxsize=512)
def figure(text: str, scale: int, glyphs: Glyphs) -> tuple[str, ...]:
    """The rows of the figure, all equally wide; a text that has signs it cannot draw stands small, centred."""
    if not can_draw(text, glyphs):
        rows = rows_of(scale, glyphs)
        return tuple(text if row == rows // 2 else " " * len(text) for row in range(rows))
    return _raster(text, scale) if glyphs.half_blocks else _segments(text, glyphs)


def figure_width(text: str, scale: int, glyphs: Glyphs) -> int:
    """The cells that a figure is wide, without drawing it where that takes long."""
    if glyphs.half_blocks and can_draw(text, glyphs):
        return scale * (sum(len(_RASTERS[character][0]) for character in text) + len(text) - 1)
    return cell_len(figure(text, scale, glyphs)[0])


def _raster(text: str, scale: int) -> tuple[str, ...]:
    gap = "." * scale
    dots = [
        gap.join("".join(dot * scale for dot in _RASTERS[character][row]) for character in text)
        for row in range(_DOTS_HIGH)
        for _ in range(scale)
    ]
    if len(dots) % 2:
        dots.append("." * len(dots[0]))
    blocks = {"##": "█", "#.": "▀", ".#": "▄", "..": " "}
    return tuple(
        "".join(blocks[upper + lower] for upper, lower in zip(dots[row], dots[row + 1], strict=True))
        for row in range(0, len(dots), 2)
    )


def _segments(text: str, glyphs: Glyphs) -> tuple[str, ...]:
    rows = ["", "", ""]
    for character in text:
        drawn = _segment_digit(character, glyphs)
        rows = [f"{row}{' ' if row else ''}{part}" for row, part in zip(rows, drawn, strict=True)]
    return tuple(rows)


def _segment_digit(character: str, glyphs: Glyphs) -> tuple[str, str, str]:
    if character not in _SEGMENTS:
        return (" ", " ", " " if character == " " else ".")
    top, upper_left, upper_right, middle, lower_left, lower_right, bottom = (int(bar) for bar in _SEGMENTS[character])
    across, upright = glyphs.box[0], glyphs.box[1]
    if glyphs.name == "ascii":

        def row(left: int, bar: int, right: int) -> str:
            return "".join(sign if on else " " for on, sign in ((left, upright), (bar, across), (right, upright)))

        return (row(0, top, 0), row(upper_left, middle, upper_right), row(lower_left, bottom, lower_right))

    def corner(left: int, right: int, up: int, down: int) -> str:
        place = _CORNERS.get((left, right, up, down))
        return " " if place is None else glyphs.box[place]

    def line(bar: int, ul: int, ur: int, dl: int, dr: int) -> str:
        return corner(0, bar, ul, dl) + (across if bar else " ") + corner(bar, 0, ur, dr)

    return (
        line(top, 0, 0, upper_left, upper_right),
        line(middle, upper_left, upper_right, lower_left, lower_right),
        line(bottom, lower_left, lower_right, 0, 0),
    )
