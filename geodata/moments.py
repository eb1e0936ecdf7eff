"""A moment: a day, or a day with a time to the minute, as a link, the command line and a document's data cutoff write it."""

import re
from datetime import date, datetime, time

from .schema import YEARS
from .texts import day

Moment = date | datetime
_WRITTEN = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d)?")


def read_moment(text: str) -> Moment:
    """The moment of "2023-10-25" or "2023-10-25T10:00", with a blank for the T also. Raises ValueError for anything else."""
    if not _WRITTEN.fullmatch(text):
        raise ValueError(text)
    found = datetime.fromisoformat(text)
    if found.year not in YEARS:
        raise ValueError(text)
    return found if len(text) > len("2023-10-25") else found.date()


def written(moment: Moment) -> str:
    """The moment as `read_moment` reads it."""
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


def day_of(moment: Moment) -> date:
    """The calendar day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def time_of(moment: Moment | None) -> time | None:
    """The time of day of a moment, None for a day as a whole."""
    return moment.time() if isinstance(moment, datetime) else None


def at(on: date | None, hour: time | None) -> Moment | None:
    """The moment of a day and a time; without a time the whole day, None without a day."""
    return datetime.combine(on, hour.replace(second=0, microsecond=0)) if on and hour else on


def last_second(moment: Moment) -> datetime:
    """What still belongs to a moment: up to its minute's begin, or to the end of a day as a whole."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time(23, 59, 59))


def said(moment: Moment) -> str:
    """The moment as "25 Oct 2023, 10:00", or "25 Oct 2023"."""
    return day(moment) + (f", {moment:%H:%M}" if isinstance(moment, datetime) else "")
