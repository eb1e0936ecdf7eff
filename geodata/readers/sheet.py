"""What every reader gives: the project's own sheet as text, and an account of each row of the file that isn't in it."""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from ..schema import INCIDENT_COLUMNS
from ..texts import _
from .table import CELLS, CLASS_TYPE, ROW

FAULT_COLUMNS = ["row", "incident_id", "column", "value", "rule", "mend"]
SUPERSEDED_COLUMNS = ["row", "incident_id", "kept_row"]
COLUMNS = [column.name for column in INCIDENT_COLUMNS]


@dataclass(frozen=True)
class Reader:
    """A format: how it is called, which columns it needs, how it is recognised by content, and how it is read."""

    name: str
    needs: tuple[str, ...]
    recognises: Callable[[list[str], list[list[str]]], bool]
    read: Callable[[Path], "Sheet"]


@dataclass(frozen=True)
class Sheet:
    """A file as read: `read` = rows of `rows` + rows with `faults` + `copies` + `superseded` + `folded`, always.

    `rows` has the columns of the project's own sheet as text, plus `_row` and `_cells`. `faults` (`FAULT_COLUMNS`) are of
    rows that are not in `rows`. `superseded` (`SUPERSEDED_COLUMNS`) are older versions of an incident that the file has a
    newer one of. `folded` counts further rows of incidents that take a row for each actor. `names` gives the file's own
    names for columns of the sheet. `terms` says why the rows must not be passed on, "" when nothing forbids it.
    """

    rows: pd.DataFrame
    read: int
    copies: int = 0
    folded: int = 0
    faults: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=FAULT_COLUMNS))
    superseded: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=SUPERSEDED_COLUMNS))
    names: dict[str, str] = field(default_factory=dict)
    terms: str = ""

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
    alike = rows
    for name in columns:
        alike = alike[alike.duplicated([name], keep=False)]
    return rows.drop(index=alike.index[alike.duplicated(columns)]) if len(alike) else rows


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
    made = pd.DataFrame(columns, index=rows.index).reindex(columns=[*COLUMNS, CLASS_TYPE], fill_value="").astype(str)
    return made.assign(**{ROW: rows[ROW], CELLS: len(COLUMNS)})


def records(rows: pd.DataFrame, columns: Sequence[str]) -> Iterator[tuple]:
    """The rows as named tuples of these columns. Quicker by far than `itertuples`, which unpacks each text by itself."""
    record = namedtuple("Record", columns)
    return map(record._make, zip(*(rows[name].to_numpy(dtype=object) for name in columns), strict=True))


def joined(parts: Iterable[str], mark: str = " ") -> str:
    """The parts that are not empty, in one text."""
    return mark.join(part for part in parts if part)
