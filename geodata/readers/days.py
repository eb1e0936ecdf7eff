"""Days as people and publishers write them -> first day, last day and precision.

`read_day` knows the few spellings of the publishers' exports. `read_span` knows the usual ones in English and French; what
must be the same for a whole column, the order of day and month and whether numbers are days, is decided by `decide`.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

import pandas as pd

from ..actors import fold
from ..errors import QuestionError
from ..schema import YEARS
from ..texts import _
from .options import NOTHING_SAID, Options

# A midnight beside an ISO day is how databases write a day. 03/10/2023 is not read: it is two days.
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?Z?)?")
_NAMED = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4}|\d{2})")
_MONTHS = "january february march april may june july august september october november december".split()
FIRST_SHORT_YEAR = 97  # ACLED's data begin in 1997: '97 to '99 are of that century, all others of this

# English and French, folded. "jui" is no month: it may be June or July.
_NAMES = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv", "february feb fevrier fevr fev", "march mar mars", "april apr avril avr", "may mai",
            "june jun juin", "july jul juillet juil", "august aug aout aou", "september sept sep septembre",
            "october oct octobre", "november nov novembre", "december dec decembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon lundi lun", "tuesday tue mardi", "wednesday wed mercredi mer", "thursday thu jeudi jeu",
         "friday fri vendredi ven", "saturday sat samedi sam", "sunday sun dimanche dim")
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAY = re.compile(r"([a-z]+)\.?,? (?=\d|[a-z])(.+)")
_CLOCK = re.compile(
    r"(.*\d)(?:[t ]|, ?| a | at )((?:[01]?\d|2[0-3])(?:[:h][0-5]\d)(?::[0-5]\d(?:[.,]\d+)?)?) ?(?:[ap]m)? ?(?:z|utc|gmt|[+-]\d\d:?(?:\d\d)?)?"
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})(\d\d)(\d\d)")
_TWO_PARTS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_DAY_NAMED = re.compile(r"(?:le )?(\d{1,2})(?:er|st|nd|rd|th)?[ -]?([a-z]+)\.?,?[ -]?(\d{4}|\d{2})")
# A group of day and time as armies write it: 031400ZOCT23.
_GROUP = re.compile(r"(\d\d)((?:[01]\d|2[0-3])[0-5]\d) ?[a-z]? ?([a-z]{3}) ?(\d{4}|\d{2})")
_NAME_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_MONTH_NAMED = re.compile(r"([a-z]+)\.?(?:[ -](\d{4})|-(\d\d))")  # "Oct 23" without a hyphen may be a day of October
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4})")
_NUMBER = re.compile(r"([2-6]\d{4})(?:\.\d+)?")
_EXCEL_ZERO = date(1899, 12, 30)  # the day 0 of Excel's count from 1900, with the 29 February 1900 that never was
NUMBERS = range(20_000, 60_001)  # 1954 to 2064
_LOOKED_AT = 500  # cells of a publisher's column that tell whether it is as published


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


def read_days(texts: pd.Series, options: Options = NOTHING_SAID) -> pd.Series:
    """The day of each text as publishers write it, or as a spreadsheet does that the file went through; None for no day.

    Each distinct one is read once. `options` are those of `decide_if_odd`.
    """
    known = {text: read_day(text) or _out_of_a_spreadsheet(text, options, str(texts.name)) for text in texts.unique()}
    return pd.Series([known[text] for text in texts], index=texts.index, dtype=object)


def _out_of_a_spreadsheet(text: str, options: Options, column: str) -> date | None:
    span = read_span(text, options.date_order, column in options.day_numbers)
    return span.first if span and span.precision == "day" and not says_more(text) else None


def around(day: date, precision: str) -> tuple[date, date]:
    """The interval of a reference day: the day, the week with it in the middle, or its calendar month."""
    if precision == "week":
        return day - timedelta(days=3), day + timedelta(days=3)
    if precision == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    if precision == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day


@dataclass(frozen=True)
class Span:
    """What a date says: its first and last possible day, and "day", "month" or "year"."""

    first: date
    last: date
    precision: str


def read_span(text: str, order: str = "", numbers: bool = False) -> Span | None:
    """What the date says, or None where it can't be read as one.

    `order` ("dmy", "mdy" or "") is how the column writes day and month as numbers; with "" only what can be meant in one way
    is read. `numbers` says that five digits are Excel's number of a day.
    """
    if numbers and (found := _NUMBER.fullmatch(text)) and int(found[1]) in NUMBERS:
        return _span("day", _EXCEL_ZERO + timedelta(days=int(found[1])))
    try:
        plain, weekday = _plain(text)
        for precision, day in _meanings(plain, order):
            return None if weekday not in (None, day.weekday()) else _span(precision, day)
    except ValueError:
        pass
    return None


def _span(precision: str, day: date) -> Span | None:
    return Span(*around(day, precision), precision) if day.year in YEARS else None


def _plain(text: str) -> tuple[str, int | None]:
    """The text folded, without its time of day, and the weekday that it names."""
    plain = fold(text)
    if found := _GROUP.fullmatch(plain):
        return f"{found[1]} {found[3]} {found[4]}", None
    if found := _CLOCK.fullmatch(plain):
        plain = found[1]
    named = _WEEKDAY.fullmatch(plain)
    if named and named[1] in _WEEKDAYS:
        return named[2], _WEEKDAYS[named[1]]
    return plain, None


def _meanings(text: str, order: str) -> Iterator[tuple[str, date]]:
    """The precision and reference day of the spelling that fits; none where none does or it may be meant in two ways."""
    if found := _YEAR_FIRST.fullmatch(text):
        year, _mark, month, day, *solid = found.groups()
        yield "day", date(*map(int, (year, month, day) if year else solid))
    elif found := _TWO_PARTS.fullmatch(text):
        days = _either(found, order)
        if len(days) == 1:
            yield "day", days.pop()
    elif (found := _DAY_NAMED.fullmatch(text)) and found[2] in _NAMES:
        yield "day", date(_year(found[3]), _NAMES[found[2]], int(found[1]))
    elif (found := _NAME_FIRST.fullmatch(text)) and found[1] in _NAMES:
        yield "day", date(int(found[3]), _NAMES[found[1]], int(found[2]))
    elif (found := _MONTH_NAMED.fullmatch(text)) and found[1] in _NAMES:
        yield "month", date(_year(found[2] or found[3]), _NAMES[found[1]], 1)
    elif found := _MONTH.fullmatch(text):
        yield "month", date(int(found[1] or found[4]), int(found[2] or found[3]), 1)
    elif re.fullmatch(r"\d{4}", text):
        yield "year", date(int(text), 1, 1)


def _either(found: re.Match[str], order: str) -> set[date]:
    """The days that two numbers and a year can mean in that order, or in both."""
    first, second, year = int(found[1]), int(found[3]), _year(found[4])
    if year not in YEARS:
        return set()
    parts = {"dmy": (second, first), "mdy": (first, second)}
    wanted = [parts[order]] if order else parts.values()
    return {
        date(year, month, day) for month, day in wanted if 0 < month <= 12 and 0 < day <= monthrange(year, month)[1]
    }


def read_spans(texts: pd.Series, order: str = "", numbers: bool = False) -> pd.Series:
    """`read_span` of each text, each distinct one read once."""
    known = {text: read_span(text, order, numbers) for text in texts.unique().tolist()}
    return pd.Series([known[text] for text in texts.tolist()], index=texts.index, dtype=object)


def says_more(text: str) -> bool:
    """Whether a date that can be read says more than its day: a time of day that is not midnight."""
    if re.fullmatch(r"\d{5}\.0*[1-9]\d*", text):
        return True
    found = _GROUP.fullmatch(fold(text)) or _CLOCK.fullmatch(fold(text))
    return bool(found and found[2].strip("0:h.,"))


def decide(columns: Iterable[str], cells_of: Callable[[str], Iterable[str]], options: Options) -> Options:
    """The options with what all cells of the date columns together say: the order of day and month, and where numbers are days.

    A value with a part over 12 decides the order. Raises QuestionError(about="date_order") when nothing decides it, or when
    values of both orders are there: which of them are slips is for the user to say.
    """
    texts = {name: set(cells_of(name)) - {""} for name in columns}
    numbers = tuple(name for name, cells in texts.items() if are_numbers(cells))
    order = options.date_order or _order(sorted(set().union(*texts.values())))
    return replace(options, date_order=order, day_numbers=numbers)


def decide_if_odd(columns: Iterable[str], cells_of: Callable[[str], Iterable[str]], options: Options) -> Options:
    """`decide` for a publisher's columns, where the first cells are not all as he writes them: a spreadsheet changed them.

    A million rows as they were published are not looked through.
    """
    columns = tuple(columns)
    odd = (text for name in columns for text in islice(cells_of(name), _LOOKED_AT) if text and not read_day(text))
    return decide(columns, cells_of, options) if next(odd, None) else options


def are_numbers(texts: Iterable[str]) -> bool:
    """Whether all cells that are no dates otherwise are Excel's numbers of days, and there is one."""
    rest = [text for text in texts if text and read_span(text) is None and not _days_of(text)]
    return bool(rest) and all(read_span(text, numbers=True) for text in rest)


def _days_of(text: str) -> dict[str, date]:
    """For a date of two numbers and a year the day that each order makes of it."""
    found = _TWO_PARTS.fullmatch(_plain(text)[0])
    if not found:
        return {}
    return {order: day for order in ("dmy", "mdy") for day in _either(found, order)}


def _order(texts: list[str]) -> str:
    """The order that the texts prove; "" where every date is the same in both. Raises QuestionError."""
    found = {text: days for text in texts if (days := _days_of(text))}
    proven = {order: text for text, days in found.items() if len(days) == 1 for order in days}
    open_ = [text for text, days in found.items() if len(set(days.values())) == 2]
    if len(proven) == 2:
        raise QuestionError(
            _(
                'Some dates have the day first, such as "{dmy}", others the month, such as "{mdy}". Say which order is right; '
                "the rows that contradict it are set aside."
            ).format(dmy=proven["dmy"], mdy=proven["mdy"]),
            "date_order",
            ("dmy", "mdy"),
        )
    if open_ and not proven:
        raise QuestionError(
            _('The date "{value}" may have the day or the month first, and no other date decides it. Say which is first.').format(
                value=open_[0]
            ),
            "date_order",
            ("dmy", "mdy"),
        )  # fmt: skip
    return next(iter(proven), "")
