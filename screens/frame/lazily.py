"""Imports that are written where imports stand, so that every tool can follow them, and run when they are first used.

Python 3.15 will say `lazy import` (PEP 810).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from importlib.util import LazyLoader
from threading import get_ident
from types import ModuleType


class _Finder:
    """Finds what the other finders find, and lets a module load itself when somebody asks for something in it."""

    def __init__(self) -> None:
        self._thread = get_ident()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if get_ident() != self._thread:
            return None  # what the board's thread imports meanwhile is no business of ours
        found = (one.find_spec(fullname, path, target) for one in sys.meta_path if one is not self)
        spec = next((one for one in found if one is not None), None)
        if spec is not None and spec.loader is not None and spec.submodule_search_locations is None:
            spec.loader = LazyLoader(spec.loader)  # a package is loaded at once: it has nothing but a docstring
        return spec


@contextmanager
def lazily() -> Iterator[None]:
    """Modules imported inside are loaded when an attribute of theirs is first read; import modules, not names."""
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
