"""Rows as read -> typed rows and faults: every fault of every row at once, nothing dropped.

A row with a fault is set aside, never repaired by a guess. The rules are a table in `rules.py`.
"""

from collections.abc import Callable

import pandas as pd

from .readers.sheet import FAULT_COLUMNS
from .readers.table import CELLS, ROW, ROWS
from .rules import COUNTS, DEGREES, RULES, Rule, real_days
from .schema import COUNTRY, INCIDENT_COLUMNS, STANCES
from .texts import _

TEXT_COLUMNS = [column.name for column in INCIDENT_COLUMNS]
DATES = ("date_start", "date_end")


def validate(sheet: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Typed rows without a fault, and the faults of the others as a frame of `FAULT_COLUMNS`.

    `sheet` is what a reader gives. Typed rows keep its index and `_row`; dates are datetime64, fatalities Int64,
    degrees float, all else text with "" for empty. An exact copy of an earlier row must have been taken out before.
    """
    text = sheet.reindex(columns=[*TEXT_COLUMNS, ROW, ROWS, CELLS], fill_value="")
    text[TEXT_COLUMNS] = text[TEXT_COLUMNS].apply(lambda column: column.str.strip())
    typed = _typed(text)
    broken = [(rule, rows) for rule in RULES if (rows := rule.broken(text, typed)).any()]  # most often none is
    faults = _without_noise(pd.concat([_cell_faults(sheet), *(_faults(rule, text[rows]) for rule, rows in broken)]))
    good = typed.drop(index=faults.index.unique()) if len(faults) else typed
    return good, faults.sort_values("row", kind="stable")[FAULT_COLUMNS]


def validate_claims(sheet: pd.DataFrame, incident_ids: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of `claims.csv` that have an actor, a known stance and an incident among `incident_ids`, and the faults."""
    rules = (
        (
            "incident_id",
            ~sheet["incident_id"].isin(incident_ids),
            _("A stance is taken on an incident of the sheet."),
            _("Mend the id, or the incident's own row."),
        ),
        ("actor", sheet["actor"].str.strip() == "", _("A stance has an actor who takes it."), _("Name who says so.")),
        (
            "stance",
            ~sheet["stance"].isin(STANCES),
            _("The stance is one of the known words."),
            _("Use one of: {words}.").format(words=", ".join(STANCES)),
        ),
        (
            "said_on",
            (sheet["said_on"] != "") & real_days(sheet["said_on"]).isna(),
            _("A date is a real day from 1900 to 2099, written YYYY-MM-DD."),
            _("Write it like 2023-10-03, or leave it empty."),
        ),
    )
    faults = [
        pd.DataFrame(
            {
                "row": sheet[ROW],
                "incident_id": sheet["incident_id"],
                "column": column,
                "value": sheet[column],
                "rule": rule,
                "mend": mend,
            }
        )[broken]
        for column, broken, rule, mend in rules
    ]
    faults = _without_noise(pd.concat([_cell_faults(sheet), *faults]))
    return sheet.drop(index=faults.index.unique()), faults[FAULT_COLUMNS]


def _typed(text: pd.DataFrame) -> pd.DataFrame:
    """The text with each column in its type; what can't be read as that type is null."""
    typed = text.copy()
    for column in DATES:
        typed[column] = _read_once(text[column], real_days)
    for column in COUNTS:
        typed[column] = _read_once(text[column], _whole)
    for column, limit in DEGREES.items():
        degrees = _read_once(text[column], _degrees)
        typed[column] = degrees.where(degrees.abs() <= limit)
    typed["country"] = text["country"].where(text["country"] != "", COUNTRY)
    typed["stance"] = text["stance"].where(text["stance"] != "", "reported")
    return typed


def _read_once(text: pd.Series, read: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """What `read` makes of each text; it reads each distinct one once, as a million rows have few days and numbers."""
    number, texts = pd.factorize(text)
    return read(pd.Series(texts, dtype=str)).take(number).set_axis(text.index)


def _whole(text: pd.Series) -> pd.Series:
    # Spreadsheets and databases write 3 as 3.0, too.
    return pd.to_numeric(text.where(text.str.fullmatch(r"\d{1,9}(?:\.0+)?")), errors="coerce").astype("Int64")


def _degrees(text: pd.Series) -> pd.Series:
    return pd.to_numeric(text, errors="coerce").astype(float)


def _faults(rule: Rule, broken: pd.DataFrame) -> pd.DataFrame:
    values = broken[rule.column]
    mends = {value: rule.mend_of(value) for value in values.unique()}
    return pd.DataFrame(
        {
            "row": broken[ROW],
            "incident_id": broken["incident_id"],
            "column": rule.column,
            "value": values,
            "rule": _(rule.text),
            "mend": values.map(mends).astype(str),
        },
        index=broken.index,
    )


def _without_noise(faults: pd.DataFrame) -> pd.DataFrame:
    # Where the cells are shifted, what else is wrong with them is noise.
    shifted = faults.index[faults["column"] == ""]
    return faults[(faults["column"] == "") | ~faults.index.isin(shifted)]


def _cell_faults(sheet: pd.DataFrame) -> pd.DataFrame:
    width = len([name for name in sheet.columns if name not in (ROW, ROWS, CELLS)])
    shifted = sheet[sheet[CELLS] != width]
    mend = _("Quote cells that hold the delimiter, and give every row {n} cells.").format(n=width)
    rule = _("A row has as many cells as the header.")
    return pd.DataFrame(
        {
            "row": shifted[ROW],
            "incident_id": shifted["incident_id"].str.strip(),
            "column": "",
            "value": shifted[CELLS].astype(str),
            "rule": rule,
            "mend": mend,
        },
        index=shifted.index,
    )
