"""What a file of readings says that cannot be taken, by line; the same mistake made a thousand times is one finding."""

from __future__ import annotations

from collections.abc import Iterable

from kpiboard.basics.entry import near_miss
from kpiboard.views.reading_files import Finding

_LINES = 5  # of one finding are named, the others counted
_DIFFERENT = 200  # findings are kept, of the others only the number


class LineFindings:
    """`problems` keep their lines from being loaded, `remarks` say how something was read."""

    def __init__(self) -> None:
        self._problems: dict[str, Finding] = {}
        self._remarks: dict[str, Finding] = {}
        self._suggested: dict[str, str] = {}
        self._last = (0, "")
        self.count = 0

    @property
    def problems(self) -> list[Finding]:
        """By their first line; the last one counts what is not listed."""
        found = sorted(self._problems.values(), key=lambda one: one.lines[:1])
        rest = self.count - sum(one.count for one in found)
        return [*found, Finding(f"{rest} more problems of other kinds")] if rest else found

    @property
    def remarks(self) -> list[Finding]:
        return list(self._remarks.values())

    def problem(self, line: int, text: str, *, about: str = "") -> None:
        """`about` gathers what is one mistake although the words differ; the first words are kept."""
        if (line, about or text) != self._last:  # several KPIs of one line have its period
            self._last = (line, about or text)
            self.count += 1
            _note(self._problems, about or text, text, line)

    def remark(self, text: str, line: int | None = None, *, about: str = "") -> None:
        _note(self._remarks, about or text, text, line)

    def near(self, word: str, known: Iterable[str]) -> str:
        """` (did you mean "x"?)`, looked for once for a word."""
        if word not in self._suggested and len(self._suggested) < _DIFFERENT:
            self._suggested[word] = near_miss(word, known)
        return self._suggested.get(word, "")


def _note(findings: dict[str, Finding], about: str, text: str, line: int | None) -> None:
    found = findings.get(about)
    if found is None:
        if len(findings) < _DIFFERENT:
            findings[about] = Finding(text, [] if line is None else [line])
        return
    found.count += 1
    if line is not None and len(found.lines) < _LINES:
        found.lines.append(line)
