"""Which few reasons make most of the trouble, and what a countermeasure changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import accumulate
from math import fsum

from kpiboard.model.frozen import frozen

OTHER = "Other"
_OTHER = OTHER.casefold()
VITAL = 0.8  # the 80 % of the 80/20 rule that Juran named after Pareto


@frozen
class Bar:
    """One reason code.

    `count` is that of the window looked at (times, minutes, money), `before` that of the window before. `share` and
    `cumulative` are 0 to 1 of the window's total. `vital`: one of the vital few. `rate` and `rate_before` are counts
    a working day, None when the working days are not known. `lumped` is how many codes stand in Other.
    """

    code: str
    count: float
    share: float
    cumulative: float
    vital: bool = False
    before: float = 0.0
    rate: float | None = None
    rate_before: float | None = None
    lumped: int = 0


def pareto(
    counts: Mapping[str, float],
    before: Mapping[str, float] | None = None,
    *,
    top: int = 10,
    days: int | None = None,
    days_before: int | None = None,
) -> tuple[Bar, ...]:
    """The bars of a Pareto chart: the largest first, ties by name, Other last.

    Codes that differ in case or spaces are one, shown as it is written most often; blank ones count for nothing. The
    literal code "Other" is put last, together with the tail when there are more than `top` others. The `top` are the
    largest of both windows, so that a reason that has gone stays in sight. The vital few are the largest codes that
    together reach 80 % of the total; Other is never one of them. The last `cumulative` is exactly 1 unless all counts
    are 0.

    Windows of different length are compared by their rates: give both windows' working days. Raises ValueError for a
    count below 0.
    """
    if any(count < 0 for window in (counts, before or {}) for count in window.values()):
        raise ValueError("a count is never below 0")
    names = _spellings(counts, before or {})
    now, then = _folded(counts), _folded(before or {})
    size = {key: max(now[key] / (days or 1), then[key] / (days_before or 1)) for key in names}
    named = sorted((key for key in names if key != _OTHER), key=lambda key: (-size[key], key))
    # A tail of one takes the room of its own bar, so it keeps its name.
    fits = len(named) if len(named) <= top + (_OTHER not in names) else top
    kept, rest = named[:fits], named[fits:] + [key for key in names if key == _OTHER]
    rows = [(names[key], now[key], then[key], 0) for key in sorted(kept, key=lambda key: (-now[key], key))]
    if rest:
        rows.append((OTHER, fsum(now[key] for key in rest), fsum(then[key] for key in rest), len(rest)))
    sums = list(accumulate(count for _, count, _, _ in rows))
    total = sums[-1] if sums else 0.0
    return tuple(
        Bar(
            code,
            count,
            share=count / total if total else 0.0,
            cumulative=upto / total if total else 0.0,
            vital=not lumped and count > 0 and upto - count < VITAL * total,
            before=gone,
            rate=count / days if days else None,
            rate_before=gone / days_before if days_before else None,
            lumped=lumped,
        )
        for (code, count, gone, lumped), upto in zip(rows, sums, strict=True)
    )


def _key(code: str) -> str:
    return " ".join(code.casefold().split())


def _folded(counts: Mapping[str, float]) -> defaultdict[str, float]:
    """Counts by code, however it is written."""
    parts: defaultdict[str, list[float]] = defaultdict(list)
    for code, count in counts.items():
        parts[_key(code)].append(count)
    return defaultdict(float, {key: fsum(found) for key, found in parts.items()})


def _spellings(*windows: Mapping[str, float]) -> dict[str, str]:
    """Every code that is not blank → the spelling with the largest count; of two, the first by text."""
    written: defaultdict[str, defaultdict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for window in windows:
        for code, count in window.items():
            if key := _key(code):
                written[key][" ".join(code.split())].append(count)
    return {key: min(spellings, key=lambda code: (-fsum(spellings[code]), code)) for key, spellings in written.items()}
