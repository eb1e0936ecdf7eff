"""CSV as text, as all formats share it: comma or semicolon, UTF-8 (with or without BOM) or cp1252, strict quotes."""

import codecs
import csv
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain, islice
from pathlib import Path

import pandas as pd

from ..errors import DataFileError, nearest
from ..texts import _

ROW = "_row"  # number of the row in the file, 1 is the header: what a spreadsheet shows beside it
CELLS = "_cells"  # how many cells the row had
CLASS_TYPE = "_class_type"  # the type that gives the event its class, where it isn't the one that is shown
_CHUNK = 5_000  # rows that are lists of cells at a time: a million would take more than two gigabytes
csv.field_size_limit(10_000_000)


def head(path: Path, rows: int = 4) -> list[list[str]]:
    """The first rows of a file as lists of cells, for recognising its format; [[]] for an empty file."""
    with closing(lines(path)) as found:
        return list(islice(found, rows)) or [[]]


def lines(path: Path) -> Iterator[list[str]]:
    """All rows of a file as lists of cells, blank ones too. Raises DataFileError for what is no CSV."""
    with path.open(encoding=_encoding(path), errors="replace", newline="") as file:
        delimiter = _delimiter(file.readline())
        file.seek(0)
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


def header_and_rows(path: Path) -> tuple[list[str], Iterator[list[str]], int]:
    """The names of the columns as written, the rows below them, and the number of the first; a row of HXL tags is skipped."""
    rows = lines(path)
    header = [name.strip() for name in next(rows, [])]
    after = next(rows, None)
    if after is None:
        return header, iter(()), 2
    return (header, rows, 3) if is_tags(after) else (header, chain([after], rows), 2)


def is_tags(cells: list[str]) -> bool:
    """Whether a row is one of HXL tags (`#date+occurred`), which humanitarian copies have under the header."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(cell.startswith("#") for cell in filled)


def frame(header: list[str], rows: Iterable[list[str]], first: int) -> pd.DataFrame:
    """Rows as text in the columns of `header`, plus `_row` (counted from `first`) and `_cells`.

    Empty cells are "", blank rows are no rows. A row with too few cells is filled with "", cells past the header are left
    out of the columns, and `_cells` tells of both.
    """
    numbered = enumerate(rows, start=first)
    parts = [_part(header, [])]
    while some := list(islice(numbered, _CHUNK)):
        parts.append(_part(header, some))
    return pd.concat(parts, ignore_index=True)


def _part(header: list[str], numbered: list[tuple[int, list[str]]]) -> pd.DataFrame:
    width = len(header)
    kept = [(number, row) for number, row in numbered if any(map(str.strip, row))]
    even = (row if len(row) == width else [*row, *[""] * (width - len(row))][:width] for _number, row in kept)
    columns = zip(*even, strict=True) if kept else [()] * width
    # The types are named for a file that has no rows.
    made = {name: pd.Series(list(cells), dtype=str) for name, cells in zip(header, columns, strict=True)}
    numbers, cells = [number for number, _row in kept], [len(row) for _number, row in kept]
    return pd.DataFrame(made | {ROW: pd.Series(numbers, dtype="int64"), CELLS: pd.Series(cells, dtype="int64")})


def foreign(path: Path, required: tuple[str, ...], header: list[str] | None = None) -> pd.DataFrame:
    """The rows of another publisher's file: names of columns in lower case, all cells without blanks around them.

    A row of HXL tags under the header is skipped. `header` is for a file without one: its rows then begin with the first.
    """
    if header is not None:
        made = frame(header, lines(path), first=1)
    else:
        names, rows, first = header_and_rows(path)
        names = [name.lower() for name in names]
        check_header(path, names, required)
        made = frame(names, rows, first)
    text = made.columns.difference([ROW, CELLS])
    return made.assign(**{name: made[name].str.strip() for name in text})


def check_header(path: Path, header: list[str], required: tuple[str, ...]) -> None:
    """Raises DataFileError when a column stands twice or one of `required` is missing."""
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise DataFileError(
            _('The data file {file} has the column "{column}" twice. Rename or remove one of them.').format(
                file=path.name, column=twice[0]
            )
        )
    for name in required:
        if name not in header:
            like = nearest(name, header)
            hint = _(' Is it the column "{nearest}"?').format(nearest=like) if like else ""
            raise DataFileError(
                _('The data file {file} lacks the column "{column}".{hint} Add it to the header row.').format(
                    file=path.name, column=name, hint=hint
                )
            )


def _encoding(path: Path) -> str:
    """UTF-8 if all of the file is, else cp1252. Raises DataFileError for a file that can't be read or is no text."""
    try:
        return _encoding_of(path)
    except OSError as error:
        raise DataFileError(
            _("The data file {file} can't be read ({fault}). Put it back into {folder}/ or name another.").format(
                file=path.name, fault=error.strerror, folder=path.resolve().parent.name
            )
        ) from error


def _encoding_of(path: Path) -> str:
    check = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        if b"\0" in file.read(4096):
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
    return ";" if header.count(";") > header.count(",") else ","
