"""Where and when incidents may have happened, and how far two of them are apart in hours and kilometres, at the least and the most.

Days are whole numbers. What happened on day 3 happened at some time from its begin to the begin of day 4; so two incidents of the
same day are 0 to 24 hours apart, and those of two days that touch 0 to 48.
"""

from dataclasses import dataclass

import numpy as np

from .distances import Outline, between

DAY = 24.0


@dataclass(frozen=True)
class Happened:
    """Where and when incidents may have happened: an array each, one entry an incident.

    `first`, `last`: days; `is_open`: of the interval only one end is known. `latitude`, `longitude` in degrees, NaN where `shape`
    (a number of `outlines`, -1 for none) says where; `reach`: how far off the point may be, in kilometres. `name` is the same
    number for the same name, -1 for none; `cast` a row and column of `may_meet`.
    """

    first: np.ndarray
    last: np.ndarray
    is_open: np.ndarray
    latitude: np.ndarray
    longitude: np.ndarray
    reach: np.ndarray
    shape: np.ndarray
    name: np.ndarray
    cast: np.ndarray
    outlines: dict[int, Outline]
    may_meet: np.ndarray

    def __len__(self) -> int:
        return len(self.first)


def hours_between(happened: Happened, i: np.ndarray, j: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The least and the most hours between incidents, infinite where a date is open."""
    first, last = happened.first, happened.last
    gap = np.maximum(first[i] - last[j], first[j] - last[i])
    low = np.maximum(gap - 1, 0) * DAY
    high = (np.maximum(last[i] - first[j], last[j] - first[i]) + 1) * DAY
    is_open = happened.is_open[i] | happened.is_open[j]  # it may be any time before, or after, the day that is known
    return np.where(is_open, 0.0, low), np.where(is_open, np.inf, high)


def km_between(happened: Happened, i: np.ndarray, j: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The least and the most kilometres between incidents, geodesic: points may be off by their reach, lines and areas have an extent."""
    low, high = np.zeros(len(i)), np.zeros(len(i))
    lined = (happened.shape[i] >= 0) | (happened.shape[j] >= 0)
    points = ~lined
    low[points], high[points] = _apart(happened, i[points], j[points])
    for at in np.flatnonzero(lined):
        low[at], high[at] = _off(happened, int(i[at]), int(j[at]))
    return low, high


def known_day(happened: Happened) -> np.ndarray:
    """Whether the day of each is known."""
    return (happened.first == happened.last) & ~happened.is_open


def same_place(happened: Happened, i: np.ndarray, j: np.ndarray, low: np.ndarray, km: float) -> np.ndarray:
    """Whether two are reported of the same place: the same position, a town of the same name, or the same line.

    Of an area only where it is no wider than the distance asked for: "somewhere in the region" is no place that two can meet at.
    `low` is the least distance between them.
    """
    at = (happened.latitude[i] == happened.latitude[j]) & (happened.longitude[i] == happened.longitude[j])
    named = (happened.name[i] == happened.name[j]) & (happened.name[i] >= 0) & (low == 0)
    small = [number for number, each in happened.outlines.items() if each.is_line or each.across <= km]
    shape = happened.shape[i]
    both = shape == happened.shape[j]
    return both & np.where(shape < 0, at | named, np.isin(shape, small))


def within(happened: Happened, i: np.ndarray, j: np.ndarray, hours: float) -> np.ndarray:
    """Whether two of which the days are known are within so many hours for certain."""
    return (np.abs(happened.first[i] - happened.first[j]) + 1) * DAY <= hours


def _apart(happened: Happened, i: np.ndarray, j: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How far two points are apart at the least and the most."""
    lat, lon, off = happened.latitude, happened.longitude, happened.reach[i] + happened.reach[j]
    middle = between(lat[i], lon[i], lat[j], lon[j])
    return np.maximum(middle - off, 0), middle + off


def _off(happened: Happened, i: int, j: int) -> tuple[float, float]:
    """How far two incidents are apart of which one at least is a line or an area."""
    one, other = (happened.outlines.get(int(happened.shape[each])) for each in (i, j))
    if one and other:
        return (0.0, one.across) if one is other else one.to(other)
    outline, point = (one, j) if one else (other, i)
    lat, lon = happened.latitude[[point]], happened.longitude[[point]]
    reach = float(happened.reach[point])
    return max(float(outline.least(lat, lon)[0]) - reach, 0.0), float(outline.most(lat, lon)[0]) + reach
