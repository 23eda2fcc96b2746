"""How many characters fit: a short name to type, a name, one line, a text."""

from __future__ import annotations

KEY, NAME, TITLE, TEXT = 24, 60, 120, 2000
