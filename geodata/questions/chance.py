"""How many coincidences there would be by chance: the days of each actor's incidents in each region dealt out anew, many times.

A permutation test (E. Edgington, P. Onghena, Randomization Tests, 4th ed. 2007): what the groups do, where and how often stays as it
is, and so does how their activity rises and falls over the years; only what happens together with what is left to chance.
"""

from dataclasses import dataclass

import numpy as np

from .alike import ranges
from .distances import between
from .happened import Happened, known_day, same_place
from .pairing import Tell, days_apart, spots_off

SHUFFLES, SEED = 999, 20231025  # as many that p can be 0.001; the same seed gives the same p
MORE_THAN_CHANCE = 0.01  # p up to which a number is called higher than chance
_AT_ONCE = 50  # shuffles that are counted together
_MOST_LISTED = (
    2_000_000  # pairs of incidents at linked spots up to which each is looked at; of more, days are looked up
)
_PORTION = 5_000  # of such pairs, so that what is worked on stays small
FEWEST = 20  # incidents whose days can be dealt out anew: with fewer there are too few ways to do so


@dataclass(frozen=True)
class Chance:
    """`observed` pairs at the same place or near for certain, of incidents whose day is known; `expected` by chance, the middle
    95 % of the shuffles from `low` to `high`, and `p`, the share of shuffles with as many or more (the observed one counts as one).
    `dealt` incidents had days to be dealt out anew, among several places; with fewer than `FEWEST` nothing can be told."""

    observed: int
    expected: float
    low: float
    high: float
    p: float
    dealt: int

    @property
    def too_few(self) -> bool:
        """Whether there are too few incidents to tell anything."""
        return self.dealt < FEWEST

    @property
    def more(self) -> bool:
        """Whether there are more than chance gives."""
        return not self.too_few and self.p <= MORE_THAN_CHANCE


def chance(
    happened: Happened,
    region: np.ndarray,
    hours: float,
    km: float,
    shuffles: int = SHUFFLES,
    tell: Tell = lambda _part: None,
) -> Chance:
    """The chance of what is there: `region` is a number for the region of each incident."""
    members = np.flatnonzero(known_day(happened))
    meeting = _Meeting(happened, members, hours, km)
    days = happened.first[members].astype("int32")
    decks = _decks(region[members], happened.cast[members])
    # Where all have one day, or one place, they are the same however they are dealt out.
    dealt = sum(len(deck) for deck in decks if len(np.unique(days[deck])) > 1 < len(np.unique(meeting.spot[deck])))
    random = np.random.default_rng(SEED)
    counted = np.zeros(shuffles)
    for begin in range(0, shuffles, _AT_ONCE):
        tell(begin / shuffles)
        anew = np.repeat(days[:, None], min(_AT_ONCE, shuffles - begin), axis=1)  # a column for each shuffle
        for deck in decks:
            anew[deck] = random.permuted(anew[deck], axis=0)
        counted[begin : begin + anew.shape[1]] = meeting.count(anew)
    observed = int(meeting.count(days[:, None])[0])
    p = (1 + int((counted >= observed).sum())) / (1 + shuffles)
    low, high = np.quantile(counted, (0.025, 0.975))
    tell(1.0)
    return Chance(observed, float(counted.mean()), float(low), float(high), p, dealt)


def _decks(region: np.ndarray, cast: np.ndarray) -> list[np.ndarray]:
    """The places of the incidents of each region and set of groups."""
    _values, deck = np.unique(np.column_stack([region, cast]), axis=0, return_inverse=True)
    deck = deck.reshape(-1)
    order = np.argsort(deck, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(deck[order])) + 1) if len(order) else []


class _Meeting:
    """Which spots are the same or near for certain, so that for other days only the days must be compared."""

    def __init__(self, happened: Happened, members: np.ndarray, hours: float, km: float):
        lined = happened.shape >= 0  # the line or area alone says where
        alone = [(happened.latitude, 0), (happened.longitude, 0), (happened.reach, 0), (happened.name, -1)]
        spot_of = np.column_stack([happened.shape, *(np.where(lined, none, each) for each, none in alone)])[members]
        _spots, example, spot = np.unique(spot_of, axis=0, return_index=True, return_inverse=True)
        self.spot = spot = spot.reshape(-1)
        one, other, gap = _links(happened, members[example], hours, km)
        self._width = (
            int(happened.last.max(initial=0) - happened.first.min(initial=0)) + 4 * int(gap.max(initial=0)) + 4
        )
        self._begin = int(happened.first.min(initial=0)) - 2 * int(gap.max(initial=0)) - 2
        self._parts = []
        cast = happened.cast[members]
        present = np.unique(cast)
        for at, mine in enumerate(present):
            for theirs in present[at + 1 :]:  # a cast may not meet itself: it has nobody that the other lacks
                if happened.may_meet[mine, theirs]:
                    few, many = sorted((np.flatnonzero(cast == mine), np.flatnonzero(cast == theirs)), key=len)
                    self._parts.append((many, spot[many], *_reaching(few, spot, one, other, gap)))
        self._listed = self._all_pairs() if self._number() <= _MOST_LISTED else None

    def _number(self) -> int:
        """How many pairs of incidents lie at linked spots, whatever their days."""
        return sum(
            int(np.bincount(spots, minlength=int(at.max(initial=0)) + 1)[at].sum())
            for _many, spots, _few, at, _gap in self._parts
        )

    def _all_pairs(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """These pairs, with the days that may lie between."""
        found = [(np.zeros(0, "int64"),) * 2 + (np.zeros(0, "int32"),)]
        for many, spots, few, at, gap in self._parts:
            order = np.argsort(spots, kind="stable")
            row, place = ranges(*(np.searchsorted(spots[order], at, side) for side in ("left", "right")))
            found.append((few[row], many[order][place], gap[row].astype("int32")))
        return tuple(np.concatenate(each) for each in zip(*found, strict=True))

    def count(self, days: np.ndarray) -> np.ndarray:
        """The pairs that there are when the members have these days: a row for each member, a column for each time."""
        if self._listed is None:
            return np.array([self._looked_up(each) for each in days.T.astype("int64")])
        one, other, gap = self._listed
        total = np.zeros(days.shape[1], "int64")
        for begin in range(0, len(one), _PORTION):
            mine = slice(begin, begin + _PORTION)
            total += (np.abs(days[one[mine]] - days[other[mine]]) <= gap[mine, None]).sum(axis=0)
        return total

    def _looked_up(self, days: np.ndarray) -> int:
        days = days - self._begin
        total = 0
        for many, spots, few, at, gap in self._parts:
            keys = np.sort(spots * self._width + days[many])
            middle = at * self._width + days[few]
            total += int(
                (np.searchsorted(keys, middle + gap, "right") - np.searchsorted(keys, middle - gap, "left")).sum()
            )
        return total


def _reaching(
    few: np.ndarray, spot: np.ndarray, one: np.ndarray, other: np.ndarray, gap: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each of the few with each spot that is linked with its own, and the days that may lie between."""
    at, row = ranges(np.searchsorted(one, spot[few], "left"), np.searchsorted(one, spot[few], "right"))
    return few[at], other[row], gap[row]


def _links(happened: Happened, spots: np.ndarray, hours: float, km: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The pairs of spots (both ways, and each with itself) that are the same place or near for certain, and how many days may lie
    between; in the order of the first."""
    i, j = _close(happened, spots, km)
    low, high = _bounds(happened, spots[i], spots[j])
    same = same_place(happened, spots[i], spots[j], low, km)
    certain_days = int(hours // 24) - 1  # two days are for certain within as many hours as both have from begin to end
    near = (high <= km) & (certain_days >= 0) & ~same
    kept = same | near
    i, j, gap = i[kept], j[kept], np.where(same, days_apart(hours), certain_days)[kept]
    lined = _lined(happened, spots, km)
    i, j, gap = (
        np.concatenate([i, lined[0]]),
        np.concatenate([j, lined[1]]),
        np.concatenate([gap, np.full(len(lined[0]), certain_days)]),
    )
    if certain_days < 0:
        i, j, gap = i[gap >= 0], j[gap >= 0], gap[gap >= 0]
    order = np.argsort(i, kind="stable")
    return i[order], j[order], gap[order]


def _lined(happened: Happened, spots: np.ndarray, km: float) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of different spots, of which one at least is a line or an area, that are near for certain; both ways."""
    shape = happened.shape[spots]
    points = np.flatnonzero(shape < 0)
    where = np.column_stack([each[spots[points]] for each in (happened.latitude, happened.longitude, happened.reach)])
    small = [at for at in np.flatnonzero(shape >= 0) if happened.outlines[int(shape[at])].across <= 2 * km]
    found = [(np.zeros(0, "int64"), np.zeros(0, "int64"))]
    for nr, at in enumerate(small):
        outline = happened.outlines[int(shape[at])]
        near = points[spots_off(where, outline, km)[1] <= km]
        others = [each for each in small[:nr] if outline.to(happened.outlines[int(shape[each])])[1] <= km]
        near = np.concatenate([near, np.array(others, "int64")])
        found += [(np.full(len(near), at), near), (near, np.full(len(near), at))]
    one, other = (np.concatenate(each) for each in zip(*found, strict=True))
    return one, other


def _close(happened: Happened, spots: np.ndarray, km: float) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of spots that may be near: each with itself, and points with points in a band of latitude around them."""
    # Same place wants overlapping circles, near wants both circles within the distance.
    reach = km + 2 * float(happened.reach[spots].max(initial=0))
    lat = np.nan_to_num(happened.latitude[spots], nan=1e6)
    order = np.argsort(lat, kind="stable")
    ends = np.searchsorted(lat[order], lat[order] + reach / 110.5, "right")
    i, j = ranges(np.arange(len(order)), ends)
    i, j = order[i], order[j]
    points = (happened.shape[spots[i]] < 0) & (happened.shape[spots[j]] < 0)
    wide = np.abs(happened.longitude[spots[i]] - happened.longitude[spots[j]])
    wide = np.minimum(wide, 360 - wide)  # over the date line
    room = reach / 110.5 / np.maximum(np.cos(np.radians(np.minimum(np.abs(lat[i]) + 1, 89.5))), 0.005)
    kept = (i == j) | (points & (wide <= room))
    i, j = i[kept], j[kept]
    twice = i != j
    return np.concatenate([i, j[twice]]), np.concatenate([j, i[twice]])


def _bounds(happened: Happened, i: np.ndarray, j: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    off = happened.reach[i] + happened.reach[j]
    middle = np.zeros(len(i))
    apart = i != j
    lat, lon = happened.latitude, happened.longitude
    middle[apart] = between(lat[i][apart], lon[i][apart], lat[j][apart], lon[j][apart])
    across = np.array([happened.outlines[n].across if n >= 0 else 0.0 for n in happened.shape[i]])
    return np.maximum(middle - off, 0), middle + off + across
