"""CSV as text: comma, semicolon or tab, UTF-8 (with or without BOM), UTF-16 or cp1252, strict quotes."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ..errors import DataFileError
from ..texts import _, number
from .table import Table, is_blank

csv.field_size_limit(10_000_000)
_BEGIN, _LINES = 1 << 16, 12  # characters and rows that the mark between cells is judged by
BOMS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def open_delimited(path: Path) -> Table:
    """The file as a table. Raises DataFileError for what is no text, or can't be read."""
    encoding = encoding_of(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        delimiter = _delimiter(file.read(_BEGIN))
    return Table(
        file=path.name,
        kind="CSV",
        lines=lambda: _lines(path, encoding, delimiter),
        encoding={"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}[encoding],
        delimiter=delimiter,
    )


def _lines(path: Path, encoding: str, delimiter: str) -> Iterator[list[str]]:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        # Strict: else a quotation mark that is never closed takes all rows after it into its cell, and they are lost.
        found = csv.reader(file, delimiter=delimiter, strict=True)
        try:
            yield from found
        except csv.Error as error:
            raise DataFileError(
                _(
                    "The data file {file} has a quotation mark out of place at or before line {line}. Close every quoted "
                    "cell, and write a quotation mark inside one twice."
                ).format(file=path.name, line=found.line_num)
            ) from error


def encoding_of(path: Path) -> str:
    """UTF-16 if its mark says so, UTF-8 if all of the file is, else cp1252. Raises DataFileError for what is no text."""
    try:
        return _tried(path)
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> DataFileError:
    """The error for a file that isn't there, or may not be read."""
    return DataFileError(
        _("The data file {file} can't be read ({fault}). Put it back into {folder}/ or name another.").format(
            file=path.name, fault=error.strerror, folder=path.resolve().parent.name
        )
    )


def _tried(path: Path) -> str:
    check = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        begin = file.read(4096)
        for mark, encoding in BOMS.items():
            if begin.startswith(mark):
                file.seek(0)
                decoder = codecs.getincrementaldecoder(encoding)("replace")
                for some in iter(lambda: file.read(1 << 20), b""):
                    _refuse_nul(path.name, "\0" in decoder.decode(some), file.tell())
                return encoding
        if b"\0" in begin:
            raise DataFileError(
                _("The data file {file} is not a CSV text. Save it as CSV in UTF-8.").format(file=path.name)
            )
        file.seek(0)
        found = "utf-8-sig"
        while some := file.read(1 << 20):
            _refuse_nul(path.name, b"\0" in some, file.tell())
            if found == "utf-8-sig" and not _goes_on(check, some):
                found = "cp1252"
    return found if found == "cp1252" or _goes_on(check, b"", final=True) else "cp1252"


def _goes_on(check: codecs.IncrementalDecoder, some: bytes, final: bool = False) -> bool:
    try:
        check.decode(some, final)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_nul(file: str, found: bool, end: int) -> None:
    """Raises DataFileError for what no text has: other programs end a cell, or the file, at it. `end` is where the part ends."""
    if found:
        raise DataFileError(
            _(
                "The data file {file} has a zero byte (NUL) before byte {position}, which no text has: it may be damaged. "
                "Save it again as CSV in UTF-8, in the program that made it."
            ).format(file=file, position=number(end))
        )


def _delimiter(begin: str) -> str:
    """The mark that parts the first lines most evenly: titles above a header have none, or another one in their words."""
    found = {mark: _evenness(begin, mark) for mark in (",", ";", "\t")}
    return max(found, key=found.get)


def _evenness(begin: str, mark: str) -> tuple[int, int, int]:
    """How many of the first lines have as many cells as the most have, or more; how many have just as many; how many cells."""
    rows = (cells for cells in csv.reader(io.StringIO(begin, newline=""), delimiter=mark) if not is_blank(cells))
    widths = Counter(len(cells) for cells in islice(rows, _LINES) if len(cells) > 1)
    if not widths:
        return 0, 0, 0
    most = min(width for width, count in widths.items() if count == max(widths.values()))
    return sum(count for width, count in widths.items() if width >= most), widths[most], most
