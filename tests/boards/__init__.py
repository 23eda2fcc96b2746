"""Boards that several test folders begin with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory

from support import Clock

Make = Callable[[Path, Clock], None]


def built_once(make: Make) -> Make:
    """What `make` writes: the file it is given, and others beside it.

    They are built once for each moment that building begins at, and copied from then on: most of the time of a test
    would go into making tables. The clock is left where building left it.
    """
    kept: dict[datetime, tuple[dict[str, bytes], datetime]] = {}

    @wraps(make)
    def copied(path: Path, clock: Clock) -> None:
        begun = clock()
        if begun not in kept:
            with TemporaryDirectory() as folder:
                make(Path(folder) / path.name, clock)
                files = {"" if file.name == path.name else file.name: file for file in Path(folder).iterdir()}
                kept[begun] = {name: file.read_bytes() for name, file in files.items()}, clock()
        files_made, clock.moment = kept[begun]
        for name, data in files_made.items():
            path.with_name(name or path.name).write_bytes(data)

    return copied
