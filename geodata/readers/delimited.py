"""CSV as text: comma, semicolon or tab, UTF-8 (with or without BOM), UTF-16 or cp1252, strict quotes."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from ..errors import DataFileError
from ..texts import _
from .table import Table

csv.field_size_limit(10_000_000)
BOMS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def open_delimited(path: Path) -> Table:
    """The file as a table. Raises DataFileError for what is no text, or can't be read."""
    encoding = encoding_of(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        delimiter = _delimiter(file.readline())
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
                return encoding
        if b"\0" in begin:
            raise DataFileError(
                _("The data file {file} is not a CSV text. Save it as CSV in UTF-8.").format(file=path.name)
            )
        file.seek(0)
        try:
            while some := file.read(1 << 20):
                check.decode(some)
            check.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _delimiter(header: str) -> str:
    counts = {mark: header.count(mark) for mark in (",", ";", "\t")}
    return max(counts, key=counts.get)
