"""From bytes to a parsed document: size, encoding and syntax; nothing of it is a bug of the program."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from kpiboard.basics.errors import ImportProblems, NoFile, Unreadable
from kpiboard.basics.safetext import shown
from kpiboard.exchange.collector import collector_off
from kpiboard.exchange.toml.schema import FORMAT
from kpiboard.model.frozen import frozen

LIMIT = 64 * 1024 * 1024

# 33 names joined by dots. The parser needs quadratic time for such a key, and no board has one.
_DEEP_KEY = re.compile(r"""(?<![\w-])(?:(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){32}""", re.ASCII)
_PLACE = re.compile(r"^(.*) \(at (?:line (\d+), column (\d+)|(end of document))\)$", re.DOTALL)


@frozen
class Document:
    """A file that is TOML of a format this program knows; `name` is the file's, or empty."""

    data: dict[str, Any]
    name: str = ""


def read(source: bytes | Path) -> Document:
    """Parses a file or its bytes, at most 64 MiB of UTF-8.

    Raises ImportProblems for what is wrong inside, NotFound or FileError when there is nothing to read.
    """
    name = source.name if isinstance(source, Path) else ""
    raw = _load(source) if isinstance(source, Path) else source
    if len(raw) > LIMIT:
        raise _problem(name, "larger than 64 MiB; a board with a million readings has 20")
    document = Document(_parse(_decode(raw, name), name), name)
    _check_format(document)
    return document


def _problem(name: str, text: str) -> ImportProblems:
    return ImportProblems([f"{name}: {text}" if name else text])


def _load(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except FileNotFoundError:
        raise NoFile(path) from None
    except OSError as failure:
        raise Unreadable(path, failure.strerror) from failure


def _decode(raw: bytes, name: str) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _problem(name, "saved as UTF-16; save it as UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        line = raw.count(b"\n", 0, failure.start) + 1
        byte = raw[failure.start]
        raise _problem(name, f"line {line}: the byte 0x{byte:02X} is not UTF-8; save the file as UTF-8") from None


def _parse(text: str, name: str) -> dict[str, Any]:
    deep = _DEEP_KEY.search(text)
    if deep:
        line = text.count("\n", 0, deep.start()) + 1
        raise _problem(name, f"line {line}: a name with more than 32 dots; three levels are enough for a board")
    try:
        with collector_off():
            return tomllib.loads(text)
    except RecursionError:
        raise _problem(name, "lists or tables are nested too deeply; a board needs three levels") from None
    except tomllib.TOMLDecodeError as failure:
        raise _problem(name, _syntax(str(failure))) from None
    except ValueError as failure:  # a whole number of more than 4300 digits
        raise _problem(name, f"not readable as TOML: {failure}") from None


def _syntax(message: str) -> str:
    """tomllib's message with the place in front and the usual reason behind."""
    match = _PLACE.match(message)
    what, place = message, "not TOML"
    if match:
        what = match[1]
        place = "at the end" if match[4] else f"line {match[2]}, column {match[3]}"
    if what == "Cannot overwrite a value" or what.startswith("Cannot declare"):
        what += ": this name (or period) is given twice; keep one"
    elif what in ("Invalid value", "Invalid date or datetime"):
        what += '; text needs "quotes", a number a decimal point (97.5), a date must exist (2026-11-30)'
    return f"{place}: {what}"


def _check_format(document: Document) -> None:
    found = document.data.get("format", FORMAT)
    if isinstance(found, bool) or not isinstance(found, int) or found < 1:
        raise _problem(document.name, f"format: {shown(found)} is not a format; this kpiboard reads format = {FORMAT}")
    if found > FORMAT:
        raise _problem(
            document.name,
            f"format: the file has format {shown(found)}, written by a newer kpiboard; this one reads format {FORMAT}."
            " Update kpiboard.",
        )
