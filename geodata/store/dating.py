"""When the incidents of a filter happened: their days are counted once, whatever its period is, and every period is counted from that."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd

from ..filters import INSIDE, OVERLAPPING, POLICIES, SHARED, IncidentFilter
from ..timeline import periods
from .amounts import plain
from .keeping import Kept
from .mapping import Mapping

_EPOCH = date(1970, 1, 1)
MOST_KEPT = 2_000_000  # rows of 20 bytes


class Dating(Mapping):
    """What can be asked of days. `version` names the state of the data: what was counted of an earlier one is never used."""

    version: str
    _dated: Kept

    def _dates(self, chosen: IncidentFilter) -> pd.DataFrame:
        """The incidents of a filter without its dates by actor_id (the first-named perpetrator, "" where none is), first and last
        (days since 1970), is_open (on or before, since) and incidents. Of a million there are some hundred thousand rows."""
        whole = replace(chosen.without("dates"), dates=OVERLAPPING)
        where, values = whole.condition()
        sql = (
            "select coalesce(lead_actor, '') as actor_id, first_day - date '1970-01-01' as first, last_day - date '1970-01-01' as last, "
            f"open_start or open_end as is_open, count(*) as incidents from {self.source_of(whole)} i where {where} group by 1, 2, 3, 4"
        )

        def make() -> pd.DataFrame:
            found = self._frame(sql, values)
            return found.astype({"actor_id": "category", "first": "int32", "last": "int32", "incidents": "int32"})

        return self._dated.made((self.version, whole), make)

    def days(self, chosen: IncidentFilter) -> tuple[date, date] | None:
        """The first and the last day on which an incident of a filter may have happened; None when it shows none."""
        found = self._dates(chosen)
        found = found[_parts(found, chosen) > 0]
        return None if found.empty else (_day(found["first"].min()), _day(found["last"].max()))

    def by_policy(self, chosen: IncidentFilter) -> dict[str, float]:
        """How many incidents the filter would show with each way to count imprecise dates: `POLICIES` to `count`."""
        found = self._dates(chosen)
        return {policy: _counted(found, replace(chosen, dates=policy)) for policy in POLICIES}

    def period_counts(self, chosen: IncidentFilter, spans: tuple[tuple[date, date], ...]) -> list[float]:
        """For each period (first and last day) how many incidents the filter would show with those dates instead."""
        found = self._dates(chosen).groupby(["first", "last", "is_open"], as_index=False)["incidents"].sum()
        return [_counted(found, replace(chosen, date_from=first, date_to=last)) for first, last in spans]

    def bars(self, chosen: IncidentFilter, step: str, first: date, last: date) -> pd.DataFrame:
        """Incidents by period and first-named perpetrator between two days: period, actor_id, certain, shared.

        `certain` counts incidents that lie wholly in one period; an imprecise one is shared out over the periods that
        its interval overlaps, by days, in `shared`. "On or before" and "since" are never certain: their day is only the
        last, or the first, possible one. Over periods that hold all incidents of the filter, the sum of both is their number.
        """
        edges = periods(first, last, step)
        starts = np.array([_number(begin) for begin, _end in edges], dtype="int64")
        ends = np.array([_number(end) for _begin, end in edges], dtype="int64")
        found = self._dates(chosen)
        if edges:
            on_axis = (found["last"] >= starts[0]) & (found["first"] < ends[-1])
            found = found[on_axis & (_parts(found, chosen) > 0)]
        if not edges or found.empty:
            return pd.DataFrame(
                {"period": pd.Series(dtype="datetime64[us]"), "actor_id": "", "certain": [], "shared": []}
            )
        row, at, share = _laid_over(found["first"].to_numpy("int64"), found["last"].to_numpy("int64"), starts, ends)
        certain = (share == 1) & ~found["is_open"].to_numpy()[row]
        actors, counts = found["actor_id"].cat, found["incidents"].to_numpy()[row]
        place = at * len(actors.categories) + actors.codes.to_numpy()[row]
        sums = [
            np.bincount(place, np.where(mine, counts * share, 0), len(edges) * len(actors.categories))
            for mine in (certain, ~certain)
        ]
        there = np.flatnonzero((sums[0] > 0) | (sums[1] > 0))
        period, actor = np.divmod(there, len(actors.categories))
        return pd.DataFrame(
            {
                "period": pd.to_datetime([edges[nr][0] for nr in period]),
                "actor_id": actors.categories.to_numpy()[actor],
                "certain": sums[0][there].round().astype("int64"),
                "shared": sums[1][there],
            }
        )


def _laid_over(
    begin: np.ndarray, end: np.ndarray, starts: np.ndarray, ends: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Intervals (first and last day) over the periods [start, end) of an axis that each touches: numbers of the interval and the
    period, and the share of the interval's days that lie in it."""
    low = np.maximum(np.searchsorted(starts, begin, "right") - 1, 0)
    spread = np.searchsorted(starts, end, "right") - low
    row = np.repeat(np.arange(len(begin)), spread)
    at = np.arange(len(row)) - np.repeat(np.cumsum(spread) - spread, spread) + low[row]
    inside = np.minimum(end[row] + 1, ends[at]) - np.maximum(begin[row], starts[at])
    return row, at, inside / (end - begin + 1)[row]


def _counted(found: pd.DataFrame, chosen: IncidentFilter) -> float:
    return plain((found["incidents"].to_numpy() * _parts(found, chosen)).sum())


def _parts(found: pd.DataFrame, chosen: IncidentFilter) -> np.ndarray:
    """What an incident of each row of `_dates` counts with by the filter's dates, from 0 to 1; the same as its SQL says."""
    begin, end = found["first"].to_numpy("int64"), found["last"].to_numpy("int64")
    if chosen.backwards:
        return np.zeros(len(found))
    if not (chosen.date_from or chosen.date_to):
        return np.ones(len(found))
    first, last = _number(chosen.date_from or date.min), _number(chosen.date_to or date.max)
    if chosen.dates == INSIDE:
        return (~found["is_open"].to_numpy() & (begin >= first) & (end <= last)).astype(float)
    if chosen.dates == SHARED:
        return np.maximum(np.minimum(end, last) - np.maximum(begin, first) + 1, 0) / (end - begin + 1)
    return ((end >= first) & (begin <= last)).astype(float)


def _number(day: date) -> int:
    """The day as days since 1970."""
    return (day - _EPOCH).days


def _day(number: int) -> date:
    return _EPOCH + timedelta(days=int(number))
