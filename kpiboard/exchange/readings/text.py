"""A CSV file as lines of cells, whatever wrote it: its encoding and its separator are found out, it is never held."""

from __future__ import annotations

import codecs
import csv
import io
import re
import shutil
import string
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from kpiboard.basics.errors import InvalidInput, NoFile, Unreadable
from kpiboard.basics.safetext import shown
from kpiboard.exchange.readings.findings import LineFindings

SEPARATORS = (",", ";", "\t", "|")
SEPARATOR_WORDS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_CHUNK = 1 << 20
_EVERY = 10_000  # lines between two words about the progress
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods, .xls

Progress = Callable[[float], None]
Records = Generator[tuple[int, list[str]], None, None]


@contextmanager
def opened(source: Path | bytes | BinaryIO) -> Iterator[BinaryIO]:
    """A file that can be sought in; what comes through a pipe is put aside. Raises NotFound and FileError."""
    if isinstance(source, bytes):
        yield io.BytesIO(source)
    elif isinstance(source, Path):
        try:
            file = source.open("rb")
        except FileNotFoundError:
            raise NoFile(source) from None
        except OSError as failure:
            raise Unreadable(source, failure.strerror) from failure
        with file, opened(file) as ready:
            yield ready
    elif source.seekable():
        yield source
    else:
        with tempfile.SpooledTemporaryFile(max_size=16 * _CHUNK) as kept:
            shutil.copyfileobj(source, kept, _CHUNK)
            kept.seek(0)
            yield cast("BinaryIO", kept)


class CsvFile:
    """`file` is binary and can be sought in. `separator` "" is the one that splits the first line best, by `score`.

    `names` is the first line that says anything. Raises InvalidInput for what is no text, and for an empty file.
    """

    def __init__(self, file: BinaryIO, separator: str, score: Callable[[list[str]], tuple[int, int]]) -> None:
        self._file = file
        self.encoding = _encoding(file)
        self._size = file.seek(0, io.SEEK_END)
        self._before, first, told = self._head()
        self.separator = separator or told or max(SEPARATORS, key=lambda one: score(_cells(first, one)))
        with closing(self._records(LineFindings())) as records:
            _, self.names = next(records, (0, []))
        if not self.names:
            raise InvalidInput("In the first line a quoted name is not closed.", "Close it.", field="file")

    def rows(self, findings: LineFindings, progress: Progress | None = None) -> Iterator[tuple[int, list[str]]]:
        """(line, cells) of every line below the first, a cell for each name. What cannot be taken is a finding.

        `progress` hears now and then which part of the file was read, from 0 to 1.
        """
        width = len(self.names)
        records = self._records(findings, progress)
        next(records, None)
        for line, cells in records:
            if len(cells) == width:
                yield line, cells
            elif len(cells) > width and any(map(str.strip, cells[width:])):
                words = f"{len(cells)} cells, but the first line names {width}; quote a cell that holds a separator"
                findings.problem(line, words, about="width")
            elif cells:
                yield line, (cells + [""] * width)[:width]

    def _records(self, findings: LineFindings, progress: Progress | None = None) -> Records:
        """Every record with the line it begins in; an empty line has no cells."""
        with self._text() as text:
            for _ in range(self._before):
                text.readline()
            reader = csv.reader(text, delimiter=self.separator, strict=True)
            begins = self._before + 1
            told = 0
            while True:
                try:
                    for cells in reader:
                        yield begins, cells
                        begins = self._before + reader.line_num + 1
                        if progress and begins > told + _EVERY:
                            told = begins
                            progress(self._file.tell() / self._size)
                    return
                except csv.Error as error:  # the reader goes on with the next line
                    ends = self._before + reader.line_num
                    findings.problem(begins, _quotes(str(error), begins, ends))
                    begins = ends + 1

    def _head(self) -> tuple[int, str, str]:
        """How many lines stand above the first one that says anything, that one, and the separator told by `sep=`."""
        told = ""
        with self._text() as text:
            for number, line in enumerate(text):
                if number == 0 and line[:4].lower() == "sep=" and line[4:5] in SEPARATORS:
                    told = line[4:5]  # this is how Excel says it
                elif line.strip("".join(SEPARATORS) + string.whitespace):
                    return number, line, told
        raise InvalidInput("The file is empty.", "Its first line names the columns.", field="file")

    @contextmanager
    def _text(self) -> Iterator[io.TextIOWrapper]:
        self._file.seek(0)
        text = io.TextIOWrapper(self._file, self.encoding, errors="replace", newline="")
        try:
            yield text
        finally:
            text.detach()


# A text that a spreadsheet would take for a formula, or that begins with a blank. Exports put an apostrophe before it,
# and before one that has it already, so that it comes back as it was; no number is touched.
_GUARDED = re.compile(r"'*[\s=+\-@＝＋－＠]")


def guarded(text: str) -> str:
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _quotes(error: str, begins: int, ends: int) -> str:
    if ends > begins:
        return f'a " opens a cell that is not closed; nothing of the lines {begins} to {ends} was read'
    return f'a " stands where none can: inside quotes it is written twice ({error})'


def _encoding(file: BinaryIO) -> str:
    """`utf-8-sig`, `utf-16` or, for what is neither, `cp1252`. Raises InvalidInput for what is no text."""
    file.seek(0)
    head = file.read(_CHUNK)
    if head.startswith(_UTF16):
        return "utf-16"
    if head.startswith(_WORKBOOKS):
        raise InvalidInput("That is a workbook, not a CSV file.", "Save the sheet as CSV (UTF-8).", field="file")
    if b"\0" in head:
        raise InvalidInput("That is not a text file.", "Save it as CSV (UTF-8).", field="file")
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while head:
            decoder.decode(head)
            head = file.read(_CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def separator_of(typed: str) -> str:
    """A separator as people name it: the sign itself, or its word. Raises InvalidInput."""
    named = {word: sign for sign, word in SEPARATOR_WORDS.items()} | {"\\t": "\t", "pipe": "|"}
    found = named.get(typed.strip().lower(), typed)
    if found not in ("", *SEPARATORS):
        words = ", ".join(SEPARATOR_WORDS.values())
        raise InvalidInput(f"{shown(typed)} separates no cells.", f"One of: {words}.", field="separator")
    return found
