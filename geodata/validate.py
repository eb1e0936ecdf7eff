"""Rows as read -> typed rows and faults: every fault of every row at once, nothing dropped.

A row with a fault is set aside, never repaired by a guess. A rule is a row of `RULES`: the column it looks at, which
rows break it, and what would mend them.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from .errors import nearest
from .readers.sheet import FAULT_COLUMNS
from .readers.table import CELLS, ROW, ROWS
from .schema import (
    COUNTRY,
    DATE_PRECISIONS,
    INCIDENT_COLUMNS,
    ON_OR_BEFORE,
    PLACE_PRECISIONS,
    SHEET_STANCES,
    STANCES,
    UNLOCATED,
    YEARS,
)
from .texts import _, message

TEXT_COLUMNS = [column.name for column in INCIDENT_COLUMNS]
DATES = ("date_start", "date_end")
COUNTS = ("fatalities_low", "fatalities_best", "fatalities_high")
DEGREES = {"latitude": 90.0, "longitude": 180.0}
MOST_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}


@dataclass(frozen=True)
class Rule:
    """`broken(text, typed)` marks the rows that break the rule; `mend` may use `{value}` and `{nearest}`."""

    column: str
    text: str
    broken: Callable[[pd.DataFrame, pd.DataFrame], pd.Series]
    mend: str
    vocabulary: tuple[str, ...] = ()


def validate(sheet: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Typed rows without a fault, and the faults of the others as a frame of `FAULT_COLUMNS`.

    `sheet` is what a reader gives. Typed rows keep its index and `_row`; dates are datetime64, fatalities Int64,
    degrees float, all else text with "" for empty. An exact copy of an earlier row must have been taken out before.
    """
    text = sheet.reindex(columns=[*TEXT_COLUMNS, ROW, ROWS, CELLS], fill_value="")
    text[TEXT_COLUMNS] = text[TEXT_COLUMNS].apply(lambda column: column.str.strip())
    typed = _typed(text)
    faults = _without_noise(pd.concat([_cell_faults(sheet), *(_faults(rule, text, typed) for rule in RULES)]))
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
            (sheet["said_on"] != "") & _days(sheet["said_on"]).isna(),
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
        typed[column] = _read_once(text[column], _days)
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
    return pd.to_numeric(text.where(text.str.fullmatch(r"\d{1,9}")), errors="coerce").astype("Int64")


def _degrees(text: pd.Series) -> pd.Series:
    return pd.to_numeric(text, errors="coerce").astype(float)


def _days(text: pd.Series) -> pd.Series:
    written = text.where(text.str.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"))
    days = pd.to_datetime(written, format="%Y-%m-%d", errors="coerce")
    return days.where(days.dt.year.isin(YEARS))


def _faults(rule: Rule, text: pd.DataFrame, typed: pd.DataFrame) -> pd.DataFrame:
    broken = text[rule.broken(text, typed)]
    values = broken[rule.column]
    return pd.DataFrame(
        {
            "row": broken[ROW],
            "incident_id": broken["incident_id"],
            "column": rule.column,
            "value": values,
            "rule": _(rule.text),
            "mend": [_mend(rule, value) for value in values],
        },
        index=broken.index,
    )


def _mend(rule: Rule, value: str) -> str:
    like = nearest(value, rule.vocabulary) if value else None
    hint = _(' Did you mean "{nearest}"?').format(nearest=like) if like else ""
    return _(rule.mend).format(words=", ".join(rule.vocabulary)) + hint


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


def _filled(column: str) -> Callable:
    return lambda text, typed: text[column] == ""


def _unreadable(column: str) -> Callable:
    return lambda text, typed: (text[column] != "") & typed[column].isna()


def _not_in(column: str, words: tuple[str, ...]) -> Callable:
    return lambda text, typed: ~text[column].isin(words)


def _span(typed: pd.DataFrame) -> pd.Series:
    return (typed["date_end"] - typed["date_start"]).dt.days + 1


def _span_too_long(text: pd.DataFrame, typed: pd.DataFrame) -> pd.Series:
    return _span(typed) > text["date_precision"].map(MOST_DAYS).astype(float)


def _start_missing(text: pd.DataFrame, typed: pd.DataFrame) -> pd.Series:
    return (text["date_precision"] != ON_OR_BEFORE) & (text["date_start"] == "")


def _start_given(text: pd.DataFrame, typed: pd.DataFrame) -> pd.Series:
    return (text["date_precision"] == ON_OR_BEFORE) & (text["date_start"] != "")


def _place_missing(text: pd.DataFrame, typed: pd.DataFrame) -> pd.Series:
    return (
        text["place_precision"].isin(PLACE_PRECISIONS) & (text["place_precision"] != UNLOCATED) & (text["place"] == "")
    )


def _half_a_position(text: pd.DataFrame, typed: pd.DataFrame) -> pd.Series:
    return (text["latitude"] == "") != (text["longitude"] == "")


def _nobody_says_it(text: pd.DataFrame, typed: pd.DataFrame) -> pd.Series:
    return (typed["stance"] != "reported") & (text["reported_by"] == "")


def _counts_disordered(text: pd.DataFrame, typed: pd.DataFrame) -> pd.Series:
    low, best, high = (typed[column].astype(float) for column in COUNTS)
    return (low > best) | (best > high) | (low > high)


def _given_twice(text: pd.DataFrame, typed: pd.DataFrame) -> pd.Series:
    return (text["incident_id"] != "") & text["incident_id"].duplicated(keep=False)


RULES = (
    Rule(
        "incident_id",
        message("Every incident has an id."),
        _filled("incident_id"),
        message("Give the row an id of its own."),
    ),
    Rule(
        "incident_id",
        message("An id stands for one incident."),
        _given_twice,
        message("Keep the right row, or give the other one its own id."),
    ),
    Rule(
        "date_precision",
        message("The precision of the date is one of the known words."),
        _not_in("date_precision", DATE_PRECISIONS),
        message("Use one of: {words}."),
        DATE_PRECISIONS,
    ),
    Rule(
        "date_start",
        message("A date is a real day from 1900 to 2099, written YYYY-MM-DD."),
        _unreadable("date_start"),
        message("Write it like 2023-10-03."),
    ),
    Rule(
        "date_end",
        message("A date is a real day from 1900 to 2099, written YYYY-MM-DD."),
        _unreadable("date_end"),
        message("Write it like 2023-10-03."),
    ),
    Rule(
        "date_start",
        message("The first possible day is given, but for “on or before”."),
        _start_missing,
        message("Give the first day, or set the precision to “on or before”."),
    ),
    Rule(
        "date_start",
        message("“On or before” has no first day."),
        _start_given,
        message("Leave the first day empty, or set another precision."),
    ),
    Rule(
        "date_end",
        message("The last possible day is given."),
        _filled("date_end"),
        message("Give the last day; for one day, the same as the first."),
    ),
    Rule(
        "date_end",
        message("The last day is not before the first."),
        lambda text, typed: _span(typed) < 1,
        message("Swap the two days, or mend the wrong one."),
    ),
    Rule(
        "date_end",
        message("The days fit the precision: day 1, week 7, month 31, year 366 at the most."),
        _span_too_long,
        message("Set the precision to “range”, or mend the days."),
    ),
    Rule(
        "place_precision",
        message("The precision of the place is one of the known words."),
        _not_in("place_precision", PLACE_PRECISIONS),
        message("Use one of: {words}."),
        PLACE_PRECISIONS,
    ),
    Rule(
        "place",
        message("A place has a name, unless it is unlocated."),
        _place_missing,
        message("Name the place, or set the precision to unlocated."),
    ),
    Rule(
        "event_type", message("Every incident has a type."), _filled("event_type"), message("Name the type of event.")
    ),
    Rule(
        "stance",
        message("The stance is one of the known words."),
        _not_in("stance", ("", *SHEET_STANCES)),
        message("Use one of: {words}."),
        tuple(SHEET_STANCES),
    ),
    Rule(
        "reported_by",
        message("A stance has an actor who takes it."),
        _nobody_says_it,
        message("Name who says so, or set the stance to reported."),
    ),
    *(
        Rule(
            c,
            message("Fatalities are a whole number."),
            _unreadable(c),
            message("Write digits only, or leave the cell empty."),
        )
        for c in COUNTS
    ),
    Rule(
        "fatalities_best",
        message("Fatalities rise from low over best to high."),
        _counts_disordered,
        message("Put the three numbers in order."),
    ),
    *(
        Rule(
            c,
            message("A position is in decimal degrees, latitude up to 90 and longitude up to 180."),
            _unreadable(c),
            message("Write it like 16.2717, with a point."),
        )
        for c in DEGREES
    ),
    Rule(
        "latitude",
        message("A position has both latitude and longitude."),
        _half_a_position,
        message("Give both, or neither."),
    ),
)
