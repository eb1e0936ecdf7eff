"""The project's own tables, one row an incident in its sheet."""

from pathlib import Path

import pandas as pd

from ..schema import INCIDENT_COLUMNS
from .delimited import open_delimited
from .options import Options
from .sheet import Reader, Sheet, without_copies
from .table import CELLS, ROW, ROWS, check_header, frame, is_tags, unmarked

__all__ = ["CELLS", "READER", "ROW", "read"]
NEEDS = tuple(column.name for column in INCIDENT_COLUMNS if column.required)


def read(path: Path, required: tuple[str, ...]) -> pd.DataFrame:
    """All rows of the CSV `path` as text, columns as in the header, plus `_row` and `_cells`; see `table.frame`.

    Nothing is dropped but a row of HXL tags under the header, and the apostrophe with which an export keeps a text from
    being run as a formula. Raises DataFileError for a file that can't be read as a table or lacks a column of `required`.
    """
    rows = enumerate(open_delimited(path).lines(), start=1)
    header = [name.strip() for name in next(rows, (1, []))[1]]
    check_header(path.name, header, required)
    return unmarked(frame(header, (row for row in rows if row[0] != 2 or not is_tags(row[1]))))


def _recognises(header: list[str], first_rows: list[list[str]]) -> bool:
    """By half of the columns that the sheet needs: the message then says which one is missing."""
    return 2 * len({name.strip() for name in header} & set(NEEDS)) >= len(NEEDS)


def _read_incidents(rows: pd.DataFrame, options: Options) -> Sheet:
    once = without_copies(rows)
    return Sheet(once.assign(**{ROWS: 1}), read=len(rows), copies=len(rows) - len(once))


READER = Reader("the project's own sheet", NEEDS, "incident_id", _recognises, _read_incidents, marks=True)
