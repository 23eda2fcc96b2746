"""Migration 7: locked limits are stored. Frozen: files out there have run exactly this.

The columns are empty; what a board showed is put into them by the program that brings the file up to date.
"""

from __future__ import annotations


def _number(name: str, *, least: str = "") -> str:
    return f"""{name} REAL CONSTRAINT "{name} is a finite number"
    CHECK (abs({name}) <= 1.7976931348623157e308{least})"""


def _period(name: str) -> str:
    return f"""{name} TEXT NOT NULL DEFAULT '' CONSTRAINT "{name} begins with a year"
    CHECK ({name} = '' OR {name} GLOB '[0-9][0-9][0-9][0-9]*')"""


COLUMNS = (
    """chart TEXT NOT NULL DEFAULT 'xmr' CONSTRAINT "chart is xmr, p or t" CHECK (chart IN ('xmr', 'p', 't'))""",
    """average TEXT NOT NULL DEFAULT 'mean' CONSTRAINT "average is mean or median"
    CHECK (average IN ('mean', 'median'))""",
    _number("centre"),
    _number("spread", least=" AND spread >= 0"),
    """n INTEGER CONSTRAINT "n is 6 to 20" CHECK (n BETWEEN 6 AND 20)""",
    _period("first"),
    _period("last"),
    "points_hash TEXT NOT NULL DEFAULT ''",
)

SQL = tuple(f"ALTER TABLE baselines ADD COLUMN {column}" for column in COLUMNS)
