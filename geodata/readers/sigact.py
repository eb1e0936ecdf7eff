"""The project's own tables: CSV with a header row, comma or semicolon, UTF-8 (with or without BOM) or cp1252."""

import csv
import io
from pathlib import Path

import pandas as pd

from ..errors import DataFileError, nearest
from ..texts import _

ROW = "_row"  # number of the row in the file, 1 is the header: what a spreadsheet shows beside it
CELLS = "_cells"  # how many cells the row had
csv.field_size_limit(10_000_000)


def read(path: Path, required: tuple[str, ...]) -> pd.DataFrame:
    """All rows of `path` as text, columns as in the header, plus `_row` and `_cells`.

    Empty cells are "". Nothing is dropped: a row with too few cells is filled with "", cells past the header are left
    out of the columns, and `_cells` tells of both. Raises DataFileError for a file that can't be read as a table or
    that lacks a column of `required`.
    """
    text = _text(path)
    header, *lines = _lines(path, text)
    header = [name.strip() for name in header]
    _check_header(path, header, required)
    width = len(header)
    rows, numbers, cells = [], [], []
    for number, row in enumerate(lines, start=2):
        if not any(cell.strip() for cell in row):
            continue
        rows.append([*row, *[""] * (width - len(row))][:width])
        numbers.append(number)
        cells.append(len(row))
    frame = pd.DataFrame(rows, columns=header, dtype=str)
    # The types are named for a file that has no rows.
    return frame.assign(**{ROW: pd.Series(numbers, dtype="int64"), CELLS: pd.Series(cells, dtype="int64")})


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataFileError(
            _("The data file {file} can't be read ({fault}). Put it back into {folder}/ or name another.").format(
                file=path.name, fault=error.strerror, folder=path.resolve().parent.name
            )
        ) from error
    if b"\0" in content[:4096]:
        raise DataFileError(
            _("The data file {file} is not a CSV text. Save it as CSV in UTF-8.").format(file=path.name)
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _lines(path: Path, text: str) -> list[list[str]]:
    # Strict: else a quotation mark that is never closed takes all rows after it into its cell, and they are lost.
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        return list(lines) or [[]]
    except csv.Error as error:
        raise DataFileError(
            _(
                "The data file {file} has a quotation mark out of place at or before line {line}. Close every quoted "
                "cell, and write a quotation mark inside one twice."
            ).format(file=path.name, line=lines.line_num)
        ) from error


def _delimiter(text: str) -> str:
    header = text.split("\n", 1)[0]
    return ";" if header.count(";") > header.count(",") else ","


def _check_header(path: Path, header: list[str], required: tuple[str, ...]) -> None:
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
