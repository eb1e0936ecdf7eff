"""The project's own tables, one row an incident in its sheet: CSV with a header row."""

from pathlib import Path

import pandas as pd

from ..formulas import unmark
from ..schema import INCIDENT_COLUMNS
from .sheet import Reader, Sheet, without_copies
from .table import CELLS, ROW, check_header, frame, header_and_rows

__all__ = ["CELLS", "READER", "ROW", "read"]
NEEDS = tuple(column.name for column in INCIDENT_COLUMNS if column.required)


def read(path: Path, required: tuple[str, ...]) -> pd.DataFrame:
    """All rows of `path` as text, columns as in the header, plus `_row` and `_cells`; see `table.frame`.

    Nothing is dropped but a row of HXL tags under the header, and the apostrophe with which an export keeps a text from
    being run as a formula. Raises DataFileError for a file that can't be read as a table or lacks a column of `required`.
    """
    header, rows, first = header_and_rows(path)
    check_header(path, header, required)
    return _unmarked(frame(header, rows, first))


def _unmarked(rows: pd.DataFrame) -> pd.DataFrame:
    text = rows.columns.difference([ROW, CELLS])
    marked = [name for name in text if rows[name].str.startswith("'").any()]
    return rows.assign(**{name: rows[name].map(unmark).astype(str) for name in marked})


def _recognises(header: list[str], first_rows: list[list[str]]) -> bool:
    """By half of the columns that the sheet needs: the message then says which one is missing."""
    return 2 * len({name.strip() for name in header} & set(NEEDS)) >= len(NEEDS)


def _read_incidents(path: Path) -> Sheet:
    sheet = read(path, NEEDS)
    rows = without_copies(sheet)
    return Sheet(rows, read=len(sheet), copies=len(sheet) - len(rows))


READER = Reader("the project's own sheet", NEEDS, _recognises, _read_incidents)
