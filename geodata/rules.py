"""What a row of the own sheet must keep to, as a table: the column a rule looks at, which rows break it, what would mend them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .errors import nearest
from .outlines import AREAS, LINES, fault_of, read_outlines
from .schema import DATE_PRECISIONS, ON_OR_BEFORE, PLACE_PRECISIONS, SHEET_STANCES, SINCE, UNLOCATED, YEARS
from .texts import _, did_you_mean, message

COUNTS = ("fatalities_low", "fatalities_best", "fatalities_high")
DEGREES = {"latitude": 90.0, "longitude": 180.0}
MOST_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
SHAPES = {"road": LINES, "area": AREAS}
_CHANGED = r"\d{1,10}|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"


@dataclass(frozen=True)
class Rule:
    """`broken(text, typed)` marks the rows that break the rule; `mend` may use `{words}`, those of the vocabulary.

    `why(value)` says more exactly what is wrong with a value, "" where nothing more is known.
    """

    column: str
    text: str
    broken: Callable[[pd.DataFrame, pd.DataFrame], pd.Series]
    mend: str
    vocabulary: tuple[str, ...] = ()
    why: Callable[[str], str] | None = None

    def mend_of(self, value: str) -> str:
        """What would mend this value, in the reader's language."""
        hint = did_you_mean(nearest(value, self.vocabulary) if value else None)
        why = self.why(value) if self.why else ""
        return (f"{why} " if why else "") + _(self.mend).format(words=", ".join(self.vocabulary)) + hint


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


def _end_missing(text: pd.DataFrame, typed: pd.DataFrame) -> pd.Series:
    return (text["date_precision"] != SINCE) & (text["date_end"] == "")


def _end_given(text: pd.DataFrame, typed: pd.DataFrame) -> pd.Series:
    return (text["date_precision"] == SINCE) & (text["date_end"] != "")


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


def _lost_digits(text: pd.DataFrame, typed: pd.DataFrame) -> pd.Series:
    """Ids such as 1.23457E+16: a number of which a spreadsheet kept the first digits only. 1e5 may be a code."""
    return text["incident_id"].str.fullmatch(r"-?\d(?:[.,]\d+)?[eE]\+\d{2,3}")


def _given_twice(text: pd.DataFrame, typed: pd.DataFrame) -> pd.Series:
    return (text["incident_id"] != "") & text["incident_id"].duplicated(keep=False)


def real_days(text: pd.Series) -> pd.Series:
    """The days written YYYY-MM-DD as datetime64; NaT for anything else and outside `YEARS`."""
    written = text.where(text.str.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"))
    days = pd.to_datetime(written, format="%Y-%m-%d", errors="coerce")
    return days.where(days.dt.year.isin(YEARS))


def _not_drawn(text: pd.DataFrame, typed: pd.DataFrame) -> pd.Series:
    """Outlines that are no plain WKT, or not of the kind that the precision of the place asks for."""
    given = text[text["outline"] != ""]
    shapes = read_outlines(given["outline"])
    kinds = np.array([None if shape is None else shape.geom_type for shape in shapes], dtype=object)
    fits = np.zeros(len(given), dtype=bool)
    for precision, wanted in SHAPES.items():
        fits |= (given["place_precision"] == precision).to_numpy() & pd.Series(kinds).isin(wanted).to_numpy()
    broken = pd.Series(False, index=text.index)
    broken[given.index[~fits]] = True
    return broken


def _unreadable_change(text: pd.DataFrame, typed: pd.DataFrame) -> pd.Series:
    given = text["revised"].drop_duplicates()
    written = given.str.fullmatch(_CHANGED)
    # Digits are seconds; of the others the day must be a real one.
    real = written & (given.str.isdecimal() | real_days(given.str[:10]).notna())
    return ~text["revised"].isin(["", *given[real]])


# What a spreadsheet shows where a formula failed. In columns that take any text it would be a name, a type or an id.
ERRORS = ("#N/A", "#DIV/0!", "#REF!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
_NAMED = (
    "incident_id", "reported_region", "country", "event_type", "general_type", "perpetrators", "partners", "targets",
    "involved", "reported_by",
)  # fmt: skip


def _failed(column: str) -> Callable:
    return lambda text, typed: text[column].isin(ERRORS)


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
        "incident_id",
        message("An id has all its digits."),
        _lost_digits,
        message("A spreadsheet keeps 15 digits of a number: format the column as text and enter the id again."),
    ),
    *(
        Rule(
            c,
            message("A cell holds no error of a spreadsheet."),
            _failed(c),
            message("Mend the formula, or leave the cell empty."),
        )
        for c in _NAMED
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
        message("The last possible day is given, but for “since”."),
        _end_missing,
        message("Give the last day; for one day, the same as the first."),
    ),
    Rule(
        "date_end",
        message("“Since” has no last day."),
        _end_given,
        message("Leave the last day empty, or set another precision."),
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
    Rule(
        "outline",
        message("An outline is a plain, valid WKT in degrees: a line for a road, a polygon for an area."),
        _not_drawn,
        message("Write it like LINESTRING (-0.04 16.27, 0.6 18.04), or leave it empty."),
        why=fault_of,
    ),
    Rule(
        "reported_on",
        message("A date is a real day from 1900 to 2099, written YYYY-MM-DD."),
        lambda text, typed: (text["reported_on"] != "") & real_days(text["reported_on"]).isna(),
        message("Write it like 2023-10-03, or leave it empty."),
    ),
    Rule(
        "revised",
        message("The last change is a real day, written YYYY-MM-DD, also with a time, or Unix seconds."),
        _unreadable_change,
        message("Write it like 2023-10-03, or leave it empty."),
    ),
)
