"""Days as publishers write them -> YYYY-MM-DD, and the interval that a precision makes of a day."""

import re
from calendar import monthrange
from datetime import date, timedelta

import pandas as pd

# A midnight beside an ISO day is how databases write a day. 03/10/2023 is not read: it is two days.
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?Z?)?")
_NAMED = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4}|\d{2})")
_MONTHS = "january february march april may june july august september october november december".split()
FIRST_SHORT_YEAR = 97  # ACLED's data begin in 1997: '97 to '99 are of that century, all others of this


def read_day(text: str) -> date | None:
    """The day of `2023-10-03`, `3 October 2023`, `03-Oct-23` or `7-Feb-25`; None for anything else."""
    try:
        if found := _ISO.fullmatch(text):
            return date(*map(int, found.groups()))
        if found := _NAMED.fullmatch(text):
            day, month, year = found.groups()
            number = _month(month.lower())
            return date(_year(year), number, int(day)) if number else None
    except ValueError:
        pass
    return None


def _month(name: str) -> int | None:
    fits = [number for number, month in enumerate(_MONTHS, start=1) if name in (month, month[:3])]
    return fits[0] if fits else None


def _year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    return int(text) + (1900 if int(text) >= FIRST_SHORT_YEAR else 2000)


def read_days(texts: pd.Series) -> pd.Series:
    """`read_day` of each text, each distinct one read once."""
    known = {text: read_day(text) for text in texts.unique()}
    return pd.Series([known[text] for text in texts], index=texts.index, dtype=object)


def around(day: date, precision: str) -> tuple[date, date]:
    """The interval of a reference day: the day, the week with it in the middle, or its calendar month."""
    if precision == "week":
        return day - timedelta(days=3), day + timedelta(days=3)
    if precision == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return day, day
