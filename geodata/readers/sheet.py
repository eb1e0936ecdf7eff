"""What every reader gives: the project's own sheet as text, and an account of each row of the file that isn't in it."""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pandas as pd

from ..schema import INCIDENT_COLUMNS
from ..texts import _
from .options import Options
from .table import CELLS, ROW, ROWS

FAULT_COLUMNS = ["row", "incident_id", "column", "value", "rule", "mend"]
SUPERSEDED_COLUMNS = ["row", "incident_id", "kept_row"]
COLUMNS = [column.name for column in INCIDENT_COLUMNS]


@dataclass(frozen=True)
class Reader:
    """A format of incidents, whatever kind of file it comes in.

    `recognises(header, rows below it)` looks at content; `names` gives the format's own names for the columns of a header
    as it is written; `needs` are those that it can't do without. Rows that share a value in the column `key` must come
    to `read` together: it makes a sheet of a frame of text, and may be given a file part by part. `headless` are the names
    of a file's columns whose first row is no header: None for a header. `decide` is given the
    names of the columns and all cells of each, looks through them for what must be the same in all parts, such as the order
    of day and month, and gives the options with it; it may raise QuestionError. `marks` says that whoever writes the format
    keeps texts from being run as formulas with an apostrophe, which is no part of the text.
    """

    name: str
    needs: tuple[str, ...]
    key: str
    recognises: Callable[[list[str], list[list[str]]], bool]
    read: Callable[[pd.DataFrame, Options], "Sheet"]
    names: Callable[[list[str]], list[str]] = lambda header: [name.strip() for name in header]
    headless: Callable[[list[str]], list[str] | None] = lambda cells: None
    decide: Callable[[list[str], Callable[[str], Iterator[str]], Options], Options] = lambda names, cells_of, options: (
        options
    )
    terms: str = ""
    marks: bool = False


@dataclass(frozen=True)
class Sheet:
    """Rows as read: `read` = rows that `rows` stand for + rows with `faults` + `copies` + `superseded`, always.

    `rows` has the columns of the project's own sheet as text, `_row`, and `_rows`: how many rows of the file it stands for,
    more than one where an incident has a row for each of its actors. `faults` (`FAULT_COLUMNS`) are of rows that are not in
    `rows`. `superseded` (`SUPERSEDED_COLUMNS`) are older versions of an incident that the file has a newer one of. `names`
    gives the file's own names for columns of the sheet.
    """

    rows: pd.DataFrame
    read: int
    copies: int = 0
    faults: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=FAULT_COLUMNS))
    superseded: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=SUPERSEDED_COLUMNS))
    names: dict[str, str] = field(default_factory=dict)

    @property
    def folded(self) -> int:
        """How many rows add an actor to an incident that has a row already."""
        return int(self.rows[ROWS].sum()) - len(self.rows)

    def named(self, faults: pd.DataFrame) -> pd.DataFrame:
        """Faults of the sheet with its columns named as the file names them."""
        return faults.assign(column=faults["column"].replace(self.names)) if self.names else faults


@dataclass(frozen=True)
class Check:
    """A rule on a publisher's own column: `broken` marks the rows that break it."""

    column: str
    broken: pd.Series
    rule: str
    mend: str


def without_copies(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows less those that repeat an earlier one in every cell."""
    columns = [name for name in rows.columns if name != ROW]
    # Copies agree in each column, so few rows are left to compare in all: most often none after the first, the id.
    alike = rows.index
    for name in columns:
        alike = alike[rows[name].loc[alike].duplicated(keep=False)]
        if alike.empty:
            return rows
    return rows.drop(index=alike[rows.loc[alike].duplicated(columns)])


def faults_of(rows: pd.DataFrame, key: str, checks: Iterable[Check]) -> pd.DataFrame:
    """The broken checks as `FAULT_COLUMNS`, in the order of the rows and with their index; `key` holds the incident's id."""
    made = [
        pd.DataFrame(
            {"row": broken[ROW], "incident_id": broken[key], "column": check.column, "value": broken[check.column],
             "rule": check.rule, "mend": check.mend},
            columns=FAULT_COLUMNS,
        )
        for check in checks
        if len(broken := rows[check.broken])
    ]  # fmt: skip
    return (pd.concat(made) if made else pd.DataFrame(columns=FAULT_COLUMNS)).sort_values("row", kind="stable")


def shifted(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """The rows that have not as many cells as the header, as faults with the rows' index."""
    width = len(rows.columns.difference([ROW, CELLS]))
    broken = rows[rows[CELLS] != width]
    return pd.DataFrame(
        {
            "row": broken[ROW],
            "incident_id": broken[key],
            "column": "",
            "value": broken[CELLS].astype(str),
            "rule": _("A row has as many cells as the header."),
            "mend": _("Quote cells that hold the delimiter, and give every row {n} cells.").format(n=width),
        },
        columns=FAULT_COLUMNS,
    )


def out_of_codes(rows: pd.DataFrame, column: str, codes: Iterable[str], empty: bool = False) -> Check:
    """The check that a column holds one of the publisher's codes."""
    known = tuple(codes)
    return Check(
        column,
        ~rows[column].isin((*known, "") if empty else known),
        _("A code is one of those that the publisher's codebook gives."),
        _("Use one of: {words}.").format(words=", ".join(known)),
    )


def shaped(rows: pd.DataFrame, **columns: pd.Series | list) -> pd.DataFrame:
    """The project's own sheet out of another format's rows; a column that isn't given is empty."""
    made = pd.DataFrame(columns, index=rows.index).reindex(columns=COLUMNS, fill_value="").astype(str)
    return made.assign(**{ROW: rows[ROW], ROWS: 1, CELLS: len(COLUMNS)})


def records(rows: pd.DataFrame, columns: Sequence[str]) -> Iterator[tuple]:
    """The rows as named tuples of these columns. Quicker by far than `itertuples`, which unpacks each text by itself."""
    record = namedtuple("Record", columns)
    return map(record._make, zip(*(rows[name].to_numpy(dtype=object) for name in columns), strict=True))


def joined(parts: Iterable[str], mark: str = " ") -> str:
    """The parts that are not empty, in one text."""
    return mark.join(part for part in parts if part)
