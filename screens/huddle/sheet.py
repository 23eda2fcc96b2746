"""How a page of the huddle is written: large, with air, and with the keys that work on it in the last lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from rich.cells import cell_len

from kpiboard.model.frozen import frozen
from kpiboard.screens.text import Glyphs, Line, crop, fit, typed, width_of, wrap
from kpiboard.screens.widgets.figures import can_draw, figure

KEYCAP = "$background on $accent bold"
_ROOMY = (84, 28)
_HEAVY_LINES = 5  # of heavy letters, at most


@frozen
class Room:
    """What a page is written on: cells and rows, the signs, and the key of a command (`key("action")` is `a`)."""

    width: int
    height: int
    glyphs: Glyphs
    key: Callable[[str], str]

    @property
    def roomy(self) -> bool:
        """Whether the figures may be really large."""
        return self.width >= _ROOMY[0] and self.height >= _ROOMY[1]

    def words(self, text: str) -> str:
        """Our own words, with the signs that the terminal has."""
        return self.glyphs.plain(text)

    def lines(self, text: str, style: str, most: int = 0, indent: int = 0) -> list[Line]:
        """What people typed, or our own words, wrapped."""
        margin: Line = [(" " * indent, "")] if indent else []
        return [[*margin, (part, style)] for part in wrap(text, self.width - indent, most, self.glyphs)]

    def fact(self, label: str, text: str, style: str = "", most: int = 2) -> list[Line]:
        """A word in front, and behind it what there is to say."""
        wide = 12 if self.width < 60 else 14
        parts = wrap(text, self.width - wide, most, self.glyphs)
        return [
            [((label if not place else "").ljust(wide), "$muted"), (part, style)] for place, part in enumerate(parts)
        ]

    def figure(self, text: str, scale: int, style: str) -> list[Line]:
        """Heavy, as large as `scale` allows and there is room for; small where it cannot be drawn."""
        while scale > 1 and cell_len(figure(text, scale, self.glyphs)[0]) > self.width:
            scale -= 1
        rows = figure(text, scale, self.glyphs)
        if not can_draw(text, self.glyphs):
            return [[(text, f"{style} bold")]]
        return [[(row, style if self.glyphs.half_blocks else f"{style} bold")] for row in rows]


@frozen
class Offer:
    """A key that does something here, and the words for it; `press` is Textual's name of the key."""

    shown: str
    words: str
    press: str = ""


NEXT = Offer("→", "next", "right")


@frozen
class Block:
    """Lines that belong together, and the same in heavy letters for a terminal that has the room."""

    lines: Sequence[Line]
    large: Sequence[Line] = ()


Piece: TypeAlias = "Block | list[Line]"


@frozen
class Sheet:
    """A written page: blocks with air between them, the most important first, and what can be done."""

    blocks: Sequence[Piece]
    offers: Sequence[Offer] = ()


@dataclass(slots=True)
class Laid:
    """A sheet in the room it has; `spots` are where its keys can be touched: (row, from, to, key)."""

    lines: list[Line] = field(default_factory=list)
    spots: list[tuple[int, int, int, str]] = field(default_factory=list)


def spaced(text: str, width: int) -> str:
    """`O N - T I M E   D E L I V E R Y`; as it was typed where that does not fit."""
    words = typed(text).split()
    wide = "   ".join(" ".join(word.upper()) for word in words)
    return wide if cell_len(wide) <= width else " ".join(words)


def heavy(room: Room, text: str, style: str, most: int = _HEAVY_LINES) -> list[Line]:
    """Text in heavy letters, in as many lines as it needs; none where it cannot be drawn or is too long."""
    glyphs, rows, words = room.glyphs, [""], typed(room.words(text)).upper().split()
    for word in words:
        joined = f"{rows[-1]} {word}".lstrip()
        if cell_len(figure(joined, 1, glyphs)[0]) <= room.width:
            rows[-1] = joined
        else:
            rows.append(word)
    drawn = [figure(row, 1, glyphs) for row in rows if row]
    fits = all(cell_len(one[0]) <= room.width for one in drawn)
    if not drawn or len(drawn) > most or not fits or not can_draw(" ".join(words), glyphs):
        return []
    lines: list[Line] = []
    for one in drawn:
        lines += [[], *([(line, style.removesuffix(" bold"))] for line in one)]
    return lines[1:]


def headline(
    room: Room, text: str, style: str = "$heading bold", above: Sequence[Line] = (), below: Sequence[Line] = ()
) -> Block:
    """What a page is about, as large as it can be: heavy letters, spaced capitals, else as it was typed."""
    small = [[(spaced(room.words(text), room.width), style)]]
    if width_of(small[0]) > room.width:
        small = room.lines(text, style, 2)
    large = heavy(room, text, style, 3)
    air: list[Line] = [[]]
    return Block(
        [*above, *small, *below],
        [*above, *(air if above else []), *large, *(air if below else []), *below] if large else (),
    )


def said(room: Room, text: str, style: str, most: int = _HEAVY_LINES) -> Block:
    """A sentence for everybody."""
    return Block(room.lines(room.words(text), style, most), heavy(room, text, style, most))


def badge(room: Room, words: str, style: str, most: int = 2) -> list[Line]:
    """A sentence on a coloured band."""
    parts = wrap(words, room.width - 2, most, room.glyphs)
    wide = max((cell_len(part) for part in parts), default=0)
    return [[(f" {part}{' ' * (wide - cell_len(part))} ", style)] for part in parts]


def beside(first: Sequence[Line], second: Sequence[Line], gap: int, width: int, glyphs: Glyphs) -> list[Line]:
    """Two blocks side by side, both from the top; the second one gets what the first one leaves."""
    wide = max((width_of(line) for line in first), default=0)
    rows = max(len(first), len(second))
    lines = []
    for row in range(rows):
        left: Line = list(first[row]) if row < len(first) else []
        right: Line = list(second[row]) if row < len(second) else []
        pad: Line = [(" " * (wide + gap - width_of(left)), "")] if right else []
        lines.append(crop([*left, *pad, *right], width, glyphs))
    return lines


def lay(sheet: Sheet, room: Room, above: Line) -> Laid:
    """A line above, the blocks below it as far apart as there is room for, and the keys at the bottom."""
    rows, spots = _offers(sheet.offers, room)
    free = room.height - len(rows) - (1 if rows else 0)
    blocks = [[above], *_chosen(sheet, free - 2)]
    gaps = [2 if room.roomy else 1] * max(0, len(blocks) - 1)
    while gaps and sum(gaps) + sum(map(len, blocks)) > free and any(gaps):
        widest = max(gaps)
        gaps[len(gaps) - 1 - gaps[::-1].index(widest)] -= 1
    lines: list[Line] = []
    for number, block in enumerate(blocks):
        lines += [[] for _ in range(gaps[number - 1] if number else 0)]
        lines += block
    if len(lines) > free:
        lines = [*lines[: max(0, free - 1)], [(f"{room.glyphs.more} more", "$muted")]] if free > 0 else []
    lines += [[] for _ in range(room.height - len(rows) - len(lines))]
    top = len(lines)
    lines += rows
    return Laid(
        [crop(line, room.width, room.glyphs) for line in lines[: room.height]],
        [(top + row, start, end, press) for row, start, end, press in spots],
    )


def _chosen(sheet: Sheet, free: int) -> list[list[Line]]:
    """The blocks, from the first one on in heavy letters where the others still have room with it."""
    blocks = [block if isinstance(block, Block) else Block(block) for block in sheet.blocks]
    blocks = [block for block in blocks if block.lines]
    chosen = [list(block.lines) for block in blocks]
    for number, block in enumerate(blocks):
        more = len(block.large) - len(block.lines)
        if block.large and sum(map(len, chosen)) + len(chosen) - 1 + more <= free:
            chosen[number] = list(block.large)
    return chosen


def _offers(offers: Iterable[Offer], room: Room) -> tuple[list[Line], list[tuple[int, int, int, str]]]:
    """The keys as caps with words, in as many lines as they need."""
    lines: list[Line] = []
    spots: list[tuple[int, int, int, str]] = []
    for offer in offers:
        part: Line = [(f" {room.words(offer.shown)} ", KEYCAP), (f" {room.words(offer.words)}", "$heading")]
        gap = 3 if lines else 0
        if not lines or width_of(lines[-1]) + gap + width_of(part) > room.width:
            lines.append([])
            gap = 0
        start = width_of(lines[-1]) + gap
        lines[-1] += [(" " * gap, ""), *part] if gap else part
        if offer.press:
            spots.append((len(lines) - 1, start, start + width_of(part), offer.press))
    if len(lines) > 1 and room.roomy:  # a blank line between, for the fingers
        airy: list[Line] = []
        for line in lines:
            airy += [line, []]
        lines, spots = airy[:-1], [(row * 2, start, end, press) for row, start, end, press in spots]
    return lines, spots


def shortened(texts: Sequence[str], room: int, glyphs: Glyphs) -> str:
    """`Scrap, On-time delivery and 3 more` in one line."""
    for count in range(len(texts), 0, -1):
        more = len(texts) - count
        words = ", ".join(texts[:count]) + (f" and {more} more" if more else "")
        if cell_len(words) <= room:
            return words
    return fit(texts[0], room, glyphs) if texts else ""
