"""A time axis on paper: days to points, and the ticks that there is room for."""

from dataclasses import dataclass
from datetime import date, timedelta

from ..texts import next_month, short_day, short_month
from ..timeline import start
from .text import width

TICK = 7.0  # points
_AIR = 14  # points between two labels
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240)  # from one tick to the next, on a long axis
_DAYS = (1, 2, 7, 14)


@dataclass(frozen=True)
class TimeAxis:
    """The days from `first` to `last`, both included, between two points of a figure."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date, hours: float = 0) -> float:
        """Where a day begins, or so many hours later; never beyond the ends."""
        long = (self.last - self.first).days + 1
        gone = (day - self.first).days + hours / 24
        return self.left + (self.right - self.left) * min(max(gone / long, 0), 1)

    def ticks(self) -> list[tuple[float, str]]:
        """As many days or months as can be read, each with where it begins."""
        for step in _DAYS:
            made = [(self.at(day), short_day(day)) for day in self._days(step)]
            if self._fits(made):
                return made
        for step in _MONTHS:
            words = short_month if step < 12 else lambda day: str(day.year)
            made = [(self.at(day), words(day)) for day in self._months(step)]
            if self._fits(made):
                return made
        return []

    def _days(self, step: int) -> list[date]:
        begin = start(self.first, "week") if step >= 7 else self.first
        count = (self.last - begin).days // step + 1
        # Years apart, a day without its year says nothing.
        if self.first.year != self.last.year or count > 400:
            return []
        return [day for n in range(count) if (day := begin + timedelta(days=n * step)) >= self.first]

    def _months(self, step: int) -> list[date]:
        made, month = [], self.first.replace(day=1)
        while month <= self.last:
            if (month.year * 12 + month.month - 1) % step == 0 and month >= self.first:
                made.append(month)
            month = next_month(month)
        return made

    def _fits(self, ticks: list[tuple[float, str]]) -> bool:
        wide = max((width(words, TICK) for _at, words in ticks), default=0) + _AIR
        return bool(ticks) and (self.right - self.left) / len(ticks) >= wide
