"""Pairs of incidents that may lie close in time and space: an index of bands and days, never all pairs, and alike ones only once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from .alike import Alike
from .distances import Outline, between
from .happened import DAY, Happened, known_day, same_place, within

SAME_PLACE, NEAR, POSSIBLE = RELATIONS = ("same place", "near", "possible")
COUNTRY_KM = 1_000.0  # a line or an area that is longer, such as a country, says nothing of where
MOST_KEPT = 1_000_000  # pairs, of those that are sure and of those that are only possible; the rest is counted
_PORTION = 2_000_000  # pairs that are looked at at once
_KM_A_DEGREE = 110.5  # the least that a degree of latitude has, so that a band is never too narrow
_FAR_NORTH = 75.0  # degrees from the equator from which one of longitude is too short to tell by
_LENGTHS = (1, 8, 40, 400, 100_000)  # days: intervals are looked up among those of about their length

Tell = Callable[[float], None]  # hears which part of the work is done, from 0 to 1


@dataclass(frozen=True)
class Pairs:
    """Pairs of incidents by their positions, the earlier in `one`; `relation` is a place in `RELATIONS`.

    `counts`: how many there are of each relation, and `in_time` of how many at the same place the hours are certain; of those that
    are sure, and of those that are only possible, no more than `MOST_KEPT` are in the arrays.
    """

    one: np.ndarray
    other: np.ndarray
    relation: np.ndarray
    counts: tuple[int, int, int]
    in_time: int

    def __len__(self) -> int:
        return len(self.one)


def days_apart(hours: float) -> int:
    """The most days from the last day of one to the first day of another that may be within so many hours.

    Two days with one between them are more than 24 hours apart, however near their edges.
    """
    return int(np.ceil(hours / DAY))


def pairs(happened: Happened, hours: float, km: float, tell: Tell = lambda _part: None) -> Pairs:
    """All pairs that may be within so many hours and kilometres, and whose casts may meet; by the day of the earlier one."""
    alike = Alike(happened)
    found: list[tuple[np.ndarray, ...]] = [_NOTHING]
    counts, in_time = np.zeros(3, "int64"), 0
    for part, one, other, low, high in _near(alike.each, days_apart(hours), km):
        tell(part)
        relation = _relation(alike.each, one, other, hours, low, high, km)
        sure = relation < 2
        for kept, room in ((sure, MOST_KEPT - counts[:2].sum()), (~sure, MOST_KEPT - counts[2])):
            i, j, at = alike.pairs(one[kept], other[kept], int(room))
            found.append((i, j, relation[kept][at]))
        many = alike.size[one] * alike.size[other]
        counts += np.bincount(relation, many, minlength=3).astype("int64")
        in_time += int(many[(relation == 0) & within(alike.each, one, other, hours)].sum())
    i, j, relation = (np.concatenate(parts) for parts in zip(*found, strict=True))
    later = (happened.first[j] < happened.first[i]) | ((happened.first[j] == happened.first[i]) & (j < i))
    i, j = np.where(later, j, i), np.where(later, i, j)
    order = np.lexsort((j, i, happened.last[i], happened.first[i]))
    tell(1.0)
    return Pairs(i[order], j[order], relation[order], tuple(counts.tolist()), in_time)


_NOTHING = (np.zeros(0, "int32"), np.zeros(0, "int32"), np.zeros(0, "int8"))


def _relation(
    happened: Happened, i: np.ndarray, j: np.ndarray, hours: float, low: np.ndarray, high: np.ndarray, km: float
) -> np.ndarray:
    known = known_day(happened)
    known = known[i] & known[j]
    same = same_place(happened, i, j, low, km) & known
    return np.select([same, known & within(happened, i, j, hours) & (high <= km)], [0, 1], 2).astype("int8")


# --- the index --------------------------------------------------------------------------------------------------------


def _near(
    happened: Happened, gap: int, km: float
) -> Iterator[tuple[float, np.ndarray, np.ndarray, np.ndarray, np.ndarray]]:
    """Pairs whose days are no more than `gap` apart and that may lie within `km`, with the part of the work that is done, and the
    least and the most kilometres as far as `km` is concerned."""
    points = np.flatnonzero(happened.shape < 0)
    reach = km + 2 * float(happened.reach[points].max(initial=0))
    classes = [_Class(happened, mine, reach) for mine in _classes(happened, points)]
    steps = max(len(classes) + 2 * len(happened.outlines), 1)
    for done, mine in enumerate(classes):
        for other in classes[: done + 1]:
            for i, j in mine.near(other, gap):
                yield (done / steps, *_close(happened, i, j, km))
    outlined = _ByDay(happened, points, reach)
    for done, (number_of, outline) in enumerate(sorted(happened.outlines.items())):
        mine = np.flatnonzero(happened.shape == number_of)
        low, high = spots_off(outlined.spots, outline, km)
        for i, j in outlined.near(mine, low <= km, gap):
            at = outlined.spot[j]
            yield (len(classes) + 2 * done) / steps, i, j, low[at], high[at]
        for other in sorted(happened.outlines):
            if other < number_of:
                continue
            least, most = outline.to(happened.outlines[other]) if other != number_of else (0.0, outline.across)
            theirs = _ByDay(happened, np.flatnonzero(happened.shape == other), 0) if least <= km else None
            for i, j in theirs.near(mine, None, gap) if theirs else ():
                once = (i < j) | (other != number_of)
                i, j = i[once], j[once]  # noqa: PLW2901
                yield (len(classes) + 2 * done + 1) / steps, i, j, np.full(len(i), least), np.full(len(i), most)


def _classes(happened: Happened, points: np.ndarray) -> list[np.ndarray]:
    """The points by cast and by about how long their interval is."""
    length = np.searchsorted(_LENGTHS, happened.last[points] - happened.first[points] + 1)
    keys = happened.cast[points] * len(_LENGTHS) + length
    order = np.argsort(keys, kind="stable")
    return np.split(points[order], np.flatnonzero(np.diff(keys[order])) + 1) if len(points) else []


class _Class:
    """Points of one cast, by bands of latitude and by first day: who asks looks into three bands at their days only."""

    def __init__(self, happened: Happened, members: np.ndarray, reach_km: float):
        self._all, self._high = happened, max(reach_km, 1.0) / _KM_A_DEGREE
        self._begin = int(happened.first.min()) - 1
        self._days = int(happened.last.max()) - self._begin + 2
        keys = self._key(self._band(members), happened.first[members])
        order = np.argsort(keys, kind="stable")
        self.members, self._keys = members[order], keys[order]
        self._longest = int((happened.last[members] - happened.first[members]).max())
        self.cast = int(happened.cast[members[0]])
        self.east = happened.longitude[self.members].astype("float32")
        self._wide = _degrees_wide(happened, reach_km)

    def _band(self, members: np.ndarray) -> np.ndarray:
        return np.floor((self._all.latitude[members] + 90) / self._high).astype("int64")

    def _key(self, bands: np.ndarray, days: np.ndarray) -> np.ndarray:
        return bands * self._days + np.clip(days - self._begin, 0, self._days - 1)

    def near(self, other: "_Class", gap: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Pairs of both classes near each other; none where the casts may not meet."""
        if not self._all.may_meet[self.cast, other.cast]:
            return
        few, many = sorted((self, other), key=lambda each: len(each.members))
        asking = few.members
        home = self._band(asking)
        first, last = self._all.first[asking] - gap - many._longest, self._all.last[asking] + gap
        for up in (-1, 0, 1):
            begins = np.searchsorted(many._keys, self._key(home + up, first), "left")
            ends = np.searchsorted(many._keys, self._key(home + up, last), "right")
            for at, places in _spread(begins, ends):
                # Of those in a band most lie too far east or west: what is left is little.
                beside = np.flatnonzero(np.abs(few.east[at] - many.east[places]) <= self._wide)
                yield _in_time(self._all, asking[at[beside]], many.members[places[beside]], gap)


def _degrees_wide(happened: Happened, km: float) -> float:
    """The most degrees of longitude between two points that are so near each other; infinite near a pole and the date line."""
    points = happened.shape < 0
    lat, lon = np.abs(happened.latitude[points]).max(), happened.longitude[points]
    if lat > _FAR_NORTH or np.ptp(lon) > 180:
        return np.inf
    return 1.05 * km / _KM_A_DEGREE / float(np.cos(np.radians(lat))) + 1e-4  # what float32 leaves out


class _ByDay:
    """Incidents by their first day, and the different spots that they have: `spot` is that of each of all incidents."""

    def __init__(self, happened: Happened, members: np.ndarray, reach_km: float):
        self._all = happened
        self._members = members[np.argsort(happened.first[members], kind="stable")]
        where = np.column_stack([happened.latitude[members], happened.longitude[members], happened.reach[members]])
        self.spots, at = np.unique(where, axis=0, return_inverse=True)
        self.spot = np.zeros(len(happened), "int64")
        self.spot[members] = at.reshape(-1)

    def near(self, asking: np.ndarray, only: np.ndarray | None, gap: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Members (at the spots of `only`, true or false for each; None for every one) whose days are near those who ask."""
        members = self._members if only is None else self._members[only[self.spot[self._members]]]
        if not len(members) or not len(asking):
            return
        days = self._all.first[members]
        longest = int((self._all.last[members] - days).max())
        begins = np.searchsorted(days, self._all.first[asking] - gap - longest, "left")
        ends = np.searchsorted(days, self._all.last[asking] + gap, "right")
        for at, places in _spread(begins, ends):
            i, j = asking[at], members[places]
            meeting = self._all.may_meet[self._all.cast[i], self._all.cast[j]]
            yield _in_time(self._all, i[meeting], j[meeting], gap)


def _spread(begins: np.ndarray, ends: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Each entry of ranges [begin, end) with the number of its range, in portions."""
    counts = np.maximum(ends - begins, 0)
    upto = np.concatenate([[0], np.cumsum(counts)])
    at = 0
    while at < len(counts) and upto[-1] > upto[at]:
        until = max(int(np.searchsorted(upto, upto[at] + _PORTION, "right")) - 1, at + 1)
        mine = np.repeat(np.arange(at, until), counts[at:until])
        yield mine, np.arange(len(mine)) - (upto[mine] - upto[at]) + begins[mine]
        at = until


def _in_time(happened: Happened, i: np.ndarray, j: np.ndarray, gap: int) -> tuple[np.ndarray, np.ndarray]:
    first, last = happened.first, happened.last
    kept = (first[j] - last[i] <= gap) & (first[i] - last[j] <= gap)
    return i[kept].astype("int32"), j[kept].astype("int32")


# --- bounds -----------------------------------------------------------------------------------------------------------


def _close(
    happened: Happened, i: np.ndarray, j: np.ndarray, km: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The pairs of points that may be within `km`, with their distances: those of a sphere, but near a limit those of the ellipsoid."""
    lat, lon = happened.latitude, happened.longitude
    off = happened.reach[i] + happened.reach[j]
    middle = _on_sphere(lat[i], lon[i], lat[j], lon[j])
    # The sphere is wrong by no more than 0.6 %.
    unsure = np.abs(middle - (km + off)) < 0.01 * middle
    unsure |= np.abs(middle - (km - off)) < 0.01 * middle
    unsure |= np.abs(middle - off) < 0.01 * middle  # where two circles just touch
    middle[unsure] = between(lat[i][unsure], lon[i][unsure], lat[j][unsure], lon[j][unsure])
    kept = middle - off <= km
    middle, off = middle[kept], off[kept]
    return i[kept], j[kept], np.maximum(middle - off, 0), middle + off


def _on_sphere(lat: np.ndarray, lon: np.ndarray, to_lat: np.ndarray, to_lon: np.ndarray) -> np.ndarray:
    one, other = np.radians(lat), np.radians(to_lat)
    up, across = np.sin((other - one) / 2), np.sin(np.radians(to_lon - lon) / 2)
    return 2 * 6371.0 * np.arcsin(np.sqrt(np.clip(up * up + np.cos(one) * np.cos(other) * across * across, 0, 1)))


def spots_off(spots: np.ndarray, outline: Outline, km: float) -> tuple[np.ndarray, np.ndarray]:
    """How far spots (latitude, longitude, reach) are from an outline; the most only where it may be within `km`, else infinite."""
    low, high = np.full(len(spots), np.inf), np.full(len(spots), np.inf)
    if not len(spots):
        return low, high
    lat, lon, reach = spots.T
    west, south, east, north = outline.shape.bounds
    up = (km + float(reach.max())) / _KM_A_DEGREE
    wide = up / max(np.cos(np.radians(min(max(abs(south), abs(north)) + up, 89.5))), 0.005)
    around = (lat >= south - up) & (lat <= north + up) & (lon >= west - wide) & (lon <= east + wide)
    low[around] = np.maximum(outline.least(lat[around], lon[around]) - reach[around], 0)
    if outline.across <= 2 * km:  # of a wider one there is a point that is farther off
        near = low <= km
        high[near] = outline.most(lat[near], lon[near]) + reach[near]
    return low, high
