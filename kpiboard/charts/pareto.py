"""A Pareto chart as rows of text: pure geometry, no colours and no terminal.

Bars and the cumulative line share one scale, as Juran drew it: the whole width is all there was in the window, so the
first mark stands at the end of the first bar and the last one at 100 %. Screens colour the roles; a shell prints the
signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from kpiboard.basics import signs as alphabets
from kpiboard.basics.signs import Alphabet, Sign
from kpiboard.model.frozen import frozen
from kpiboard.rules.pareto import VITAL, Bar
from kpiboard.views.studies import ParetoStudy
from kpiboard.words.studies import amount, by_rates, pareto_title, vital_words, window_words


class Role(StrEnum):
    """What a part of a row stands for."""

    BLANK = ""
    VITAL = "vital bar"
    REST = "bar"
    BEFORE = "bar of the window before"
    LINE = "cumulative"
    LEAD = "its share"
    TICK = "80 %"
    FIGURE = "figure"
    FAINT = "words"


Run = tuple[str, Role]


@frozen(eq=False)  # compared and hashed by identity: the sets are constants
class Signs:
    """One cell each: full and light bars, the bar before, the cumulative line's marks and steps, the 80 % mark."""

    alphabet: Alphabet
    vital: str
    rest: str
    before: str
    mark: str
    mark_rest: str
    lead: str
    tick: str

    @property
    def goes_on(self) -> str:
        return self.alphabet[Sign.RUNNING]


UNICODE = Signs(alphabets.UNICODE, "█", "▒", "▀", "┫", "┤", "·", "┆")
CONSOLE = Signs(alphabets.CONSOLE, "█", "▒", "─", "┤", "┼", "·", "│")
ASCII = Signs(alphabets.ASCII, "#", "=", "-", "]", ")", ".", "|")
SIGNS = {one.alphabet.name: one for one in (UNICODE, CONSOLE, ASCII)}


@frozen
class Frame:
    """Cells of the columns: the reasons, the plot, and each of the figures.

    `total` is what the plot's width means; `fair` turns a count of the window before into one of as many working days.
    """

    names: int
    plot: int
    figures: tuple[int, ...]
    total: float
    rates: bool
    fair: float


def frame(study: ParetoStudy, width: int) -> Frame:
    """Shares `width` cells out; the figures that tell least go first where there is little room."""
    bars, rates = study.bars, by_rates(study)
    table = [_heads(rates), *(_figures(bar, rates) for bar in bars)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    while len(widths) > 1 and width - sum(one + 2 for one in widths) < 36:
        widths.pop()
    room = max(0, width - sum(one + 2 for one in widths) - 1)
    names = max(1, min(max((len(bar.code) for bar in bars), default=4), 26, room * 2 // 5))
    fair = study.window.days / study.before.days if rates and study.before.days else 1.0
    return Frame(names, max(1, room - names), tuple(widths), sum(bar.count for bar in bars), rates, fair)


def _heads(rates: bool) -> list[str]:
    return ["count", "%", "cum.", *(["a day"] if rates else []), "before"]


def _figures(bar: Bar, rates: bool) -> list[str]:
    figures = [amount(bar.count), f"{round(100 * bar.share)} %", f"{round(100 * bar.cumulative)} %"]
    if rates:
        return [*figures, f"{bar.rate or 0.0:.2f}", f"{bar.rate_before or 0.0:.2f}"]
    return [*figures, amount(bar.before)]


def _column(words: Sequence[str], shape: Frame) -> str:
    return "".join(f"  {word:>{width}}" for word, width in zip(words, shape.figures, strict=False))


def header(shape: Frame) -> list[Run]:
    """Where 80 % is, and the names of the figures; as wide as plot and figures."""
    axis = " " * shape.plot
    if shape.plot >= 12:
        start = min(_place(VITAL, shape), shape.plot - 4)
        axis = f"{'80 %':>{start + 4}}".ljust(shape.plot)
    return [(axis, Role.FAINT), (_column(_heads(shape.rates), shape), Role.FAINT)]


def bar_alone(bar: Bar, shape: Frame, signs: Signs) -> list[Run]:
    """The bar of a reason once more, to make it thicker."""
    cells = _empty(shape, signs)
    _fill(cells, _length(bar.count, shape), (signs.vital, Role.VITAL) if bar.vital else (signs.rest, Role.REST))
    return _joined(cells)


def rows(bar: Bar, shape: Frame, signs: Signs) -> tuple[list[Run], list[Run]]:
    """Plot and figures of a reason, and below it the window before; what stands at their left is up to the caller."""
    cells = _empty(shape, signs)
    length, mark = _length(bar.count, shape), _place(bar.cumulative, shape)
    if bar.count:
        for place in range(_place(bar.cumulative - bar.share, shape), mark):
            if cells[place][1] is not Role.TICK:
                cells[place] = (signs.lead, Role.LEAD)
        _fill(cells, length, (signs.vital, Role.VITAL) if bar.vital else (signs.rest, Role.REST))
        cells[max(mark, min(length, shape.plot - 1))] = (signs.mark if bar.vital else signs.mark_rest, Role.LINE)
    return [*_joined(cells), (_column(_figures(bar, shape.rates), shape), Role.FIGURE)], _before(bar, shape, signs)


def _before(bar: Bar, shape: Frame, signs: Signs) -> list[Run]:
    cells = _empty(shape, signs)
    length = _length(bar.before * shape.fair, shape)
    _fill(cells, length, (signs.before, Role.BEFORE))
    if length > shape.plot:
        cells[-1] = (signs.goes_on, Role.BEFORE)
    return _joined(cells)


def nothing(shape: Frame, signs: Signs) -> list[Run]:
    """A row between the reasons: only the 80 % mark goes through it."""
    return _joined(_empty(shape, signs))


def _empty(shape: Frame, signs: Signs) -> list[Run]:
    cells: list[Run] = [(" ", Role.BLANK)] * shape.plot
    cells[_place(VITAL, shape)] = (signs.tick, Role.TICK)
    return cells


def legend(signs: Signs) -> list[Run]:
    """What the signs mean."""
    meanings = (
        (signs.vital, Role.VITAL, "the vital few"),
        (signs.rest, Role.REST, "the rest"),
        (signs.before, Role.BEFORE, "the window before"),
        (signs.mark, Role.LINE, "cumulative"),
        (signs.tick, Role.TICK, "80 %"),
    )
    return [run for sign, role, words in meanings for run in ((sign, role), (f" {words}   ", Role.FAINT))]


def plain_pareto(study: ParetoStudy, width: int, signs: Signs = UNICODE) -> Iterator[str]:
    """The chart as a shell prints it, line by line."""
    yield pareto_title(study)
    yield f"{window_words(study.window)}; before: {window_words(study.before)}"
    if not study.bars:
        return
    yield vital_words(study.bars)
    yield ""
    shape = frame(study, width)
    yield " " * (shape.names + 1) + _text(header(shape))
    for bar in study.bars:
        name = bar.code if len(bar.code) <= shape.names else bar.code[: shape.names - 1] + signs.goes_on
        now, before = rows(bar, shape, signs)
        yield f"{name:<{shape.names}} {_text(now)}"
        yield f"{'':<{shape.names}} {_text(before)}".rstrip()
    yield ""
    yield _text(legend(signs))


def _text(line: Sequence[Run]) -> str:
    return "".join(text for text, _ in line).rstrip()


def _fill(cells: list[Run], length: int, run: Run) -> None:
    cells[:length] = [run] * min(length, len(cells))


def _place(share: float, shape: Frame) -> int:
    """The first cell behind a share of the whole."""
    return min(shape.plot - 1, round(share * shape.plot))


def _length(count: float, shape: Frame) -> int:
    """Cells of a bar; what is there has at least one."""
    if count <= 0 or shape.total <= 0:
        return 0
    return max(1, round(shape.plot * count / shape.total))


def _joined(cells: Sequence[Run]) -> list[Run]:
    joined: list[Run] = []
    for sign, role in cells:
        if joined and joined[-1][1] is role:
            joined[-1] = (joined[-1][0] + sign, role)
        else:
            joined.append((sign, role))
    return joined
