"""Half-open periods of a time axis: days, weeks that begin on Monday, calendar months."""

from datetime import date, timedelta

from .texts import next_month

STEPS = ("day", "week", "month")
MOST_BARS = 120


def start(value: date, step: str) -> date:
    """The first day of the period that holds `value`."""
    if step == "week":
        return value - timedelta(days=value.weekday())
    return value.replace(day=1) if step == "month" else value


def following(value: date, step: str) -> date:
    """The first day of the period after the one that begins on `value`."""
    if step == "month":
        return next_month(value)
    return value + timedelta(days=7 if step == "week" else 1)


def periods(first: date, last: date, step: str) -> list[tuple[date, date]]:
    """The periods [start, end) that cover the days from `first` to `last`, both included, in order and without a gap."""
    made = []
    begin = start(first, step)
    while begin <= last:
        end = following(begin, step)
        made.append((begin, end))
        begin = end
    return made


def whole_month(first: date, last: date) -> bool:
    """Whether the days from `first` to `last`, both included, are one calendar month."""
    return first.day == 1 and last + timedelta(days=1) == next_month(first)


def period_after(first: date, last: date) -> tuple[date, date]:
    """The period after the one from `first` to `last`, both included: after a whole month the next one, else as many days."""
    begin = last + timedelta(days=1)
    if whole_month(first, last):
        return begin, next_month(begin) - timedelta(days=1)
    return begin, begin + (last - first)


def period_before(first: date, last: date) -> tuple[date, date]:
    """The period before the one from `first` to `last`, both included: before a whole month the one before, else as many days."""
    end = first - timedelta(days=1)
    if whole_month(first, last):
        return end.replace(day=1), end
    return end - (last - first), end


def fitting_step(first: date, last: date) -> str:
    """The finest step that gives no more than `MOST_BARS` periods."""
    length = (last - first).days + 1
    return "day" if length <= MOST_BARS // 2 else "week" if length <= 7 * MOST_BARS else "month"
