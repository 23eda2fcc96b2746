"""Where cards stand: entries in a grid of columns, and the cells that each of them has."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from textual.geometry import Region

from kpiboard.model.frozen import frozen


@frozen
class Entry:
    """A card; or, with an empty `id`, something the cursor passes over: a heading `across` all columns, a filler.

    What an `id` is, its list decides: the id of a row, or a value that says what the card stands for.
    """

    id: Hashable
    height: int
    words: str = ""
    across: bool = False


@frozen
class Arrangement:
    """Entries in order, and the grid they stand in."""

    entries: Sequence[Entry]
    columns: int = 1
    gap_x: int = 0
    gap_y: int = 0


@frozen
class Place:
    """An entry, the row of the grid it stands in, and its cells."""

    entry: Entry
    row: int
    area: Region


class Arranged:
    """An arrangement in a width of so many cells: the places in order, by row, by line and by card."""

    def __init__(self, plan: Arrangement, width: int) -> None:
        self.places: list[Place] = []
        self.rows: list[list[int]] = []  # the numbers of the places in each row
        self.row_at: list[int] = []  # the row of each line; -1 where there is none
        self.index: dict[Hashable, int] = {}  # the number of the place of each card
        columns = max(1, plan.columns)
        room = max(0, width - plan.gap_x * (columns - 1))
        self._width = width
        self._gap = plan.gap_x
        self._edges = [room * column // columns + plan.gap_x * column for column in range(columns + 1)]
        entries = list(plan.entries)
        while entries:
            count = next((n for n, entry in enumerate(entries) if entry.across), len(entries)) or 1
            row, entries = entries[: min(count, columns)], entries[min(count, columns) :]
            if self.rows:
                self.row_at += [-1] * plan.gap_y
            self._add(row)

    def _add(self, row: Sequence[Entry]) -> None:
        y, height = len(self.row_at), max(entry.height for entry in row)
        self.rows.append([])
        for column, entry in enumerate(row):
            x = self._edges[column]
            across = self._width if entry.across else max(0, self._edges[column + 1] - self._gap - x)
            self.rows[-1].append(len(self.places))
            if entry.id:
                self.index[entry.id] = len(self.places)
            self.places.append(Place(entry, len(self.rows) - 1, Region(x, y, across, height)))
        self.row_at += [len(self.rows) - 1] * height

    def of(self, card: Hashable | None) -> Place | None:
        """The place of a card."""
        return self.places[self.index[card]] if card in self.index else None

    def at(self, x: int, y: int) -> Hashable:
        """The card in a cell; empty where there is none."""
        if not 0 <= y < len(self.row_at) or self.row_at[y] < 0:
            return ""
        places = (self.places[index] for index in self.rows[self.row_at[y]])
        return next((place.entry.id for place in places if place.area.contains(x, y)), "")

    def step(self, here: Place, way: str, view: int) -> Place:
        """Where the cursor goes from a place by a key, when `view` lines are in sight; at an edge it stays."""
        cards = [place for place in self.places if place.entry.id]
        match way:
            case "home":
                return cards[0]
            case "end":
                return cards[-1]
            case "left" | "right":
                row = [place for place in cards if place.row == here.row]
                wanted = row.index(here) + (1 if way == "right" else -1)
                return row[max(0, min(wanted, len(row) - 1))]
            case "up" | "pageup":
                above = [place for place in cards if place.row < here.row]
                far = [p for p in above if p.area.y >= here.area.y - view] if way == "pageup" else above[-1:]
                return _nearest(above, far[0].row if far else above[-1].row, here) if above else here
        below = [place for place in cards if place.row > here.row]
        far = [p for p in below if p.area.bottom <= here.area.y + view] if way == "pagedown" else below[:1]
        return _nearest(below, far[-1].row if far else below[0].row, here) if below else here


def _nearest(places: list[Place], row: int, here: Place) -> Place:
    return min((p for p in places if p.row == row), key=lambda place: abs(place.area.x - here.area.x))
