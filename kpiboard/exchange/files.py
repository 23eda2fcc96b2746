"""The one way in which a file is written: whole, or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kpiboard.basics.errors import DiskFull, FileError, Refused


def write_pieces(pieces: Iterable[str], path: Path, *, replace: bool = False) -> None:
    """Writes the file beside its place and renames it: there is the whole new one, or what was there before.

    Raises Refused for a file that is there already, unless it is to be replaced, and FileError when writing fails.
    """
    path = path.resolve()  # a link stays a link
    if path.exists() and not replace:
        raise Refused(f"{path} exists already.", "Choose another name, or say --force.")
    part = path.with_name(f".kpiboard-{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as failure:
        if failure.errno == errno.ENOSPC:
            raise DiskFull(f"No room is left for {path}.", "Free some space and export again.") from failure
        raise FileError(f"{path} cannot be written: {failure.strerror}.", "Choose another place.") from failure
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
