"""Pareto: the few reasons behind most of the trouble, and what a countermeasure has changed about them."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType

from kpiboard.charts.pareto import SIGNS, Frame, Role, Run, bar_alone, frame, header, legend, nothing, rows
from kpiboard.model import Stage
from kpiboard.model.kinds import short_name
from kpiboard.screens.dialogs.base import Lines
from kpiboard.screens.dialogs.pick import Pick
from kpiboard.screens.frame.selection import Selection
from kpiboard.screens.panes.study import StudyPane
from kpiboard.screens.panes.study_screen import StudyScreen, toggle
from kpiboard.screens.text import Line, crop, left, spread, typed, width_of
from kpiboard.screens.widgets.arrangement import Arrangement, Entry
from kpiboard.views.studies import Given, ParetoStudy
from kpiboard.words import plain as plain_words
from kpiboard.words.studies import amount, vital_words, window_words

if TYPE_CHECKING:
    from kpiboard.board import Board
    from kpiboard.screens.frame.live import LiveBoard

WINDOWS = (30, 90, 365)  # days
INK = {
    Role.BLANK: "",
    Role.VITAL: "$accent",
    Role.REST: "$muted",
    Role.BEFORE: "$off",
    Role.LINE: "$heading bold",
    Role.LEAD: "$off",
    Role.TICK: "$target",
    Role.FIGURE: "$foreground",
    Role.FAINT: "$muted",
}


def inked(line: list[Run]) -> Line:
    return [(text, INK[role]) for text, role in line]


class ParetoPane(StudyPane):
    """A bar a reason, the window before below it where there is room."""

    TITLE: ClassVar[str] = "Reasons"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "When?", key_display="⏎"),
        Binding("left", "screen.turn(-1)", "Window", key_display="← →"),
        Binding("right", "screen.turn(1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="reasons")
        self.study: ParetoStudy | None = None
        self._high = 1

    def facts(self) -> list[Line]:
        if self.study is None or not self.study.bars:
            return []
        now, before = sum(bar.count for bar in self.study.bars), sum(bar.before for bar in self.study.bars)
        return [
            [(amount(now), "$heading bold"), (self.glyphs.plain(f" in the window · {amount(before)} before"), "$muted")]
        ]

    def _frame(self, width: int) -> Frame:
        assert self.study is not None
        return frame(self.study, max(1, width - 3))

    def head(self, width: int) -> list[Line]:
        lines = super().head(width)
        if self.study is None or not self.study.bars or self.room.height < 6:
            return lines
        shape = self._frame(width)
        lines.append([(" " * (shape.names + 3), ""), *inked(header(shape))])
        return lines

    @property
    def head_rows(self) -> int:
        return super().head_rows + 1

    def place_cards(self, width: int, height: int) -> Arrangement:
        bars = self.study.bars if self.study else ()
        room = height - self.head_rows
        self._high = next((high for high in (4, 3, 2) if len(bars) * high - (high > 2) <= room), 1)
        last = self._high - (self._high > 2)  # nothing stands below it
        return Arrangement([Entry(bar.code, last if bar is bars[-1] else self._high) for bar in bars])

    def empty(self, width: int) -> list[Line]:
        if self.study is None:
            return []
        return self.invitation(
            "No reasons in this window · a reason code is typed with a number, or when a red is explained"
        )

    def base(self, entry: Entry, here: bool) -> str:
        return ""

    def paint(self, entry: Entry, width: int, height: int, here: bool) -> list[Line]:
        assert self.study is not None
        bar = next((one for one in self.study.bars if one.code == entry.id), None)
        if bar is None:
            return []
        glyphs, shape = self.glyphs, self._frame(width)
        lit = " on $cursor-bg" if here else ""
        signs = SIGNS[glyphs.name]
        now, before = rows(bar, shape, signs)
        name = typed(bar.code) + (f" ({bar.lumped})" if bar.lumped > 1 else "")
        style = "$heading bold" if bar.vital else "$foreground"
        mark = (f"{glyphs.cursor} " if here else "  ", f"$accent-text bold{lit}")
        first: Line = [mark, (left(name, shape.names, glyphs), style + lit), (" ", ""), *inked(now)]
        margin = (" " * (shape.names + 3), "")
        lines: list[Line] = [first, *([[margin, *inked(bar_alone(bar, shape, signs))]] if height > 3 else [])]
        lines.append([margin, *inked(before)])
        return [*lines, [margin, *inked(nothing(shape, signs))]][:height]


class ParetoScreen(StudyScreen[ParetoStudy]):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("F", "around", "Before and after")]

    def __init__(self, kpi_id: str | None) -> None:
        super().__init__()
        self.kpi_id = kpi_id
        self.days, self.action_id = 90, ""
        self.reasons = ParetoPane()
        self.panes = (self.reasons,)

    def read(self, board: Board) -> ParetoStudy:
        if self.action_id:
            return board.studies.pareto(self.kpi_id, around=self.action_id)
        return board.studies.pareto(self.kpi_id, since=board.today() - timedelta(days=self.days - 1))

    def take(self, study: ParetoStudy) -> None:
        self.reasons.study = study
        super().take(study)

    def same_as(self, other: StudyScreen[Any]) -> bool:
        return isinstance(other, ParetoScreen) and other.kpi_id == self.kpi_id

    @property
    def selection(self) -> Selection | None:
        """The KPI whose reasons these are: every key works on it."""
        return Selection("kpi", self.kpi_id) if self.kpi_id else None

    def page_head(self, width: int, *, roomy: bool) -> list[Line]:
        assert self.study is not None
        study, glyphs = self.study, self.board_app.glyphs
        margin = "   " if roomy else " "
        whose = typed(study.kpi.name) if study.kpi else "all KPIs"
        start: Line = [(f"{margin}Pareto  ", "$muted"), (whose, "$heading bold")]
        vital = vital_words(study.bars)
        if vital:
            start.append((f"  {vital}", "$foreground"))
        first = spread(start, [*self._choices(), (margin, "")], width, glyphs)
        return [[], first, self._windows(width, margin), []] if roomy else [first, self._windows(width, margin)]

    def _choices(self) -> Line:
        """The windows, the chosen one between marks."""
        assert self.study is not None
        around = self.study.around
        choices = [(f"{days} days", around is None and days == self.days) for days in WINDOWS]
        choices += [(f"{short_name(around)}", True)] if around else []
        return [
            (f"[{words}]" if here else f" {words} ", "$accent-text bold" if here else "$muted")
            for words, here in choices
        ]

    def _windows(self, width: int, margin: str) -> Line:
        """Both windows; their days where there is room."""
        assert self.study is not None
        study, glyphs = self.study, self.board_app.glyphs
        line: Line = [(margin, "")]
        if study.around is not None:
            line.append(
                (glyphs.plain(f"since {short_name(study.around)} {typed(study.around.title)}  "), "$accent-text")
            )
        for days in (True, False):
            now, before = (window_words(window, days=days) for window in (study.window, study.before))
            words: Line = [(glyphs.plain(f"{now}; before: {before}"), "$muted")]
            if width_of([*line, *words]) < width:
                break
        return crop([*line, *words], width - 1, glyphs)

    def page_foot(self, width: int, *, roomy: bool) -> list[Line]:
        if self.study is None or not self.study.bars:
            return [[]]
        margin = "   " if roomy else " "
        return [
            crop([(margin, ""), *inked(legend(SIGNS[self.board_app.glyphs.name]))], width - 1, self.board_app.glyphs)
        ]

    def action_turn(self, by: int) -> None:
        """To a longer or shorter window."""
        place = max(0, min(len(WINDOWS) - 1, WINDOWS.index(self.days) + (0 if self.action_id else by)))
        self.days, self.action_id = WINDOWS[place], ""
        self._read_again()

    async def action_around(self) -> None:
        """Compares the days since an action began with as many days before it."""
        cards = [
            card
            for card in self.board_app.need_snapshot().actions
            if card.action.opened_on
            and card.action.stage is not Stage.CANCELLED
            and self.kpi_id in (None, card.action.kpi_id)
        ]
        options = [("", "the last days beside those before them")]
        options += [(card.action.id, f"{card.label}  {card.action.title}") for card in cards]

        def chosen(action_id: str | None) -> None:
            if action_id is not None:
                self.action_id = action_id
                self._read_again()

        await self.board_app.open_dialog(Pick("Before and after which action?", options, self.action_id), chosen)

    def choose(self, pane: StudyPane, card: Hashable) -> None:
        self.start(self._tell_when(str(card)))

    async def _tell_when(self, code: str) -> None:
        """The readings and actions behind a bar."""
        assert self.study is not None
        study = self.study
        given = await self.board_app.gateway.call(lambda board: board.studies.behind(study, code))
        today = self.board_app.need_snapshot().today
        found = [_given_words(one, today) for one in given]
        if found:
            plain = self.board_app.glyphs.plain
            title = f"{code}: {plain_words.times(len(found))}"
            await self.board_app.open_dialog(Lines(title, "The newest first.", map(plain, found)))


def _given_words(given: Given, today: date) -> str:
    """`Fri 20 Nov  Carton stock  1.2 d  dock 2 closed`."""
    if given.action is not None:
        words = [plain_words.day_words(given.day, today), f"{short_name(given.action)} {typed(given.action.title)}"]
    else:
        assert given.period is not None
        assert given.reading is not None
        assert given.kpi is not None
        reading, kpi = given.reading, given.kpi
        figure = "" if reading.value is None else plain_words.value_number(reading.value, kpi)
        value = plain_words.with_unit(figure, kpi.unit) if figure else ""
        note = typed(reading.reason or reading.note)
        words = [plain_words.period_words(given.period, today), typed(kpi.name), value, note]
    return "  ".join(word for word in words if word)


async def open_pareto(app: LiveBoard) -> None:
    """The reasons of the focused KPI, else of all; again: back."""
    chosen = app.selection
    await toggle(app, ParetoScreen(chosen.id if chosen and chosen.kind == "kpi" else None))
