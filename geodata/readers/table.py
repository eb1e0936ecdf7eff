"""A file as rows of text cells, whatever its kind, and the frames that are made of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

import pandas as pd
import pyarrow

from ..errors import DataFileError, nearest
from ..formulas import unmark
from ..texts import _

ROW = "_row"  # number of the row in the file, 1 is the first: what a spreadsheet shows beside it
CELLS = "_cells"  # how many cells the row had
FAULT = "_fault"  # what names of columns begin with that say why a row was set aside; nothing of them is data
ROWS = "_rows"  # how many rows of the file an incident takes
_CHUNK = 40_000  # rows that are lists of cells at a time: a million would take more than two gigabytes


@dataclass(frozen=True)
class Table:
    """One table of a file. `lines` gives all its rows afresh at each call: title rows, the header and blank rows too.

    `kind` names the sort of file ("CSV", "Excel workbook"), `sheet` the worksheet or layer where the file has several
    (`sheets`). `encoding` and `delimiter` are "" where the kind fixes them. `notes` are sentences on what was done to read
    it, such as a change of coordinates. `marked` is False for kinds in which nothing runs as a formula, so that an
    apostrophe before a text is the text's own. All text, in the reader's language where it is a sentence.
    """

    file: str
    kind: str
    lines: Callable[[], Iterator[list[str]]]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    notes: tuple[str, ...] = ()
    marked: bool = True

    def head(self, rows: int) -> list[list[str]]:
        """The first rows; [] for an empty file."""
        return list(islice(self.lines(), rows))


def without_faults(table: Table, header: list[str]) -> Table:
    """The table without the columns that say why its rows were set aside: they come from a download of this program."""
    dropped = {at for at, name in enumerate(header) if name.strip().startswith(FAULT)}
    if not dropped:
        return table

    def lines() -> Iterator[list[str]]:
        return ([cell for at, cell in enumerate(cells) if at not in dropped] for cells in table.lines())

    return replace(table, lines=lines)


def is_tags(cells: list[str]) -> bool:
    """Whether a row is one of HXL tags (`#date+occurred`), which humanitarian copies have under the header."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(cell.startswith("#") for cell in filled)


def frame(header: list[str], numbered: Iterable[tuple[int, list[str]]]) -> pd.DataFrame:
    """Rows with their numbers as text in the columns of `header`, plus `_row` and `_cells`; blank rows must be left out before.

    Empty cells are "". A row with too few cells is filled with "", cells past the header are left out of the columns, and
    `_cells` tells of both.
    """
    numbered = iter(numbered)
    parts = [_part(header, list(islice(numbered, _CHUNK)))]
    while some := list(islice(numbered, _CHUNK)):
        parts.append(_part(header, some))
    return parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)


def is_blank(cells: list[str]) -> bool:
    """Whether a row holds nothing: it is no row of data."""
    return not any(cell and not cell.isspace() for cell in cells)


def _part(header: list[str], numbered: list[tuple[int, list[str]]]) -> pd.DataFrame:
    width = len(header)
    lengths = [len(row) for _number, row in numbered]
    even = [row if len(row) == width else [*row, *[""] * (width - len(row))][:width] for _number, row in numbered]
    columns = zip(*even, strict=True) if even else [()] * width
    # By way of Arrow, which is what pandas keeps text in: half the time of a list.
    made = {
        name: pd.Series(pd.array(pyarrow.array(cells, pyarrow.large_string()), dtype="str"))
        for name, cells in zip(header, columns, strict=True)
    }
    rows = [number for number, _row in numbered]
    return pd.DataFrame(made | {ROW: pd.Series(rows, dtype="int64"), CELLS: pd.Series(lengths, dtype="int64")})


def stripped(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with all cells without blanks around them."""
    text = rows.columns.difference([ROW, CELLS])
    return rows.assign(**{name: rows[name].str.strip() for name in text})


def unmarked(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows without the apostrophes with which an export keeps a text from being run as a formula."""
    text = rows.columns.difference([ROW, CELLS])
    marked = [name for name in text if rows[name].str.startswith("'").any()]
    return rows.assign(**{name: rows[name].map(unmark).astype(str) for name in marked})


def check_header(file: str, header: list[str], required: tuple[str, ...]) -> None:
    """Raises DataFileError when a column stands twice or one of `required` is missing."""
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise DataFileError(
            _('The data file {file} has the column "{column}" twice. Rename or remove one of them.').format(
                file=file, column=twice[0]
            )
        )
    for name in required:
        if name not in header:
            like = nearest(name, header)
            hint = _(' Is it the column "{nearest}"?').format(nearest=like) if like else ""
            raise DataFileError(
                _('The data file {file} lacks the column "{column}".{hint} Add it to the header row.').format(
                    file=file, column=name, hint=hint
                )
            )
