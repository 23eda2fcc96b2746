"""The one line of Record, taken apart: `q 97.5 @yesterday belt slipped`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kpiboard.basics.entry import Entry
from kpiboard.model.frozen import frozen
from kpiboard.views.board import KpiCard

_NUMBER = r"[+\-−]?(?:\d[\d.,'’]*|[.,]\d+)%?"
_VALUE = re.compile(rf"{_NUMBER}(?:/(?:{_NUMBER})?)?|off|missing", re.IGNORECASE)


@frozen
class Line:
    """What one line says; every part may be empty. `value` is as it was typed: the board reads it."""

    kpi: str = ""
    value: str = ""
    period: str = ""
    note: str = ""

    @property
    def entry(self) -> Entry:
        return Entry(self.value, note=self.note or None)


def read_line(typed: str) -> Line:
    """`[KPI] value [note]` with `@period` anywhere; without a value all of it is the KPI's name."""
    words = typed.split()
    period = next((word[1:] for word in words if word.startswith("@")), "")
    words = [word for word in words if not word.startswith("@")]
    place = next((place for place, word in enumerate(words) if _VALUE.fullmatch(word)), None)
    if place is None:
        return Line(kpi=" ".join(words), period=period)
    value, rest = words[place], words[place + 1 :]
    if len(rest) >= 2 and rest[0].lower() == "of" and _VALUE.fullmatch(rest[1]):  # 931 of 1000
        value, rest = f"{value}/{rest[1]}", rest[2:]
    elif rest and rest[0] == "/":  # 931 / 1000
        value, rest = f"{value}/{''.join(rest[1:2])}", rest[2:]
    return Line(" ".join(words[:place]), value, period, " ".join(rest))


def matching(cards: Sequence[KpiCard], typed: str, first: str | None = None) -> list[KpiCard]:
    """The KPIs that `typed` may mean, the best first; of equally good ones `first`, then board order."""
    wanted = typed.casefold().strip()
    ranked = [(rank, card.kpi.id != first, place, card) for place, card in enumerate(cards)
              if (rank := _rank(card, wanted)) is not None]  # fmt: skip
    return [card for *_, card in sorted(ranked, key=lambda one: one[:3])]


def _rank(card: KpiCard, wanted: str) -> int | None:
    key, name = card.kpi.key.casefold(), card.kpi.name.casefold()
    tests = (
        not wanted or key == wanted,
        card.category is not None and card.category.letter.casefold() == wanted,
        key.startswith(wanted),
        name.startswith(wanted),
        any(word.startswith(wanted) for word in name.split()),
        wanted in name or wanted in key,
    )
    return next((rank for rank, fits in enumerate(tests) if fits), None)
