"""The index finds just the pairs that looking at all of them finds, with the bounds of what is known."""

from functools import cache
from itertools import combinations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geodata.questions import pairing
from geodata.questions.distances import Outline
from geodata.questions.happened import Happened, hours_between, km_between
from geodata.questions.pairing import days_apart, pairs

GEOD = Geod(ellps="WGS84")
# Sets of groups: {a}, {b}, {a, b}, {c}. Who has a and b on one side, or on two, makes no pair with a or b alone.
MAY_MEET = np.array([[0, 1, 0, 1], [1, 0, 0, 1], [0, 0, 0, 1], [1, 1, 1, 0]], dtype=bool)
ROAD = shapely.LineString([(0.0, 16.0), (0.1, 16.2), (0.3, 16.2)])
SMALL = shapely.box(0.05, 16.0, 0.12, 16.07)  # 11 km across
MIDDLE = shapely.box(0.15, 16.1, 0.35, 16.3)  # 31 km across
WIDE = shapely.box(-2, 15.5, 0.02, 17)
SHAPES = {4: ROAD, 5: SMALL, 6: MIDDLE, 7: WIDE}
OUTLINES = {number: Outline(shape) for number, shape in SHAPES.items()}
SPOTS = [(16.0, 0.0), (16.03, 0.06), (16.1, 0.0), (16.2, 0.1), (16.2, 0.25), (16.36, 0.0), (16.0, 0.19), (17.0, 1.0)]
SPOTS += [(24.5, -10.0), (16.0, 0.187), (15.999, 0.0)]


def dense(shape: shapely.Geometry) -> np.ndarray:
    """Points of a line, or of an area also within, up to two kilometres apart."""
    edge = shapely.get_coordinates(shapely.segmentize(shape, 0.02))
    if "Line" in shape.geom_type:
        return edge
    west, south, east, north = shape.bounds
    grid = np.array([(x, y) for x in np.linspace(west, east, 9) for y in np.linspace(south, north, 9)])
    return np.concatenate([edge, grid])


POINTS = {number: dense(shape) for number, shape in SHAPES.items()}


def happened(rows: list[tuple]) -> Happened:
    """From rows of first day, length, open, spot, reach, shape, name, cast."""
    first, more, is_open, spot, reach, shape, name, cast = (np.array(each) for each in zip(*rows, strict=True))
    lat, lon = np.array(SPOTS, dtype=float)[spot].T
    lined = shape >= 0
    return Happened(
        first, first + more, is_open.astype(bool), np.where(lined, np.nan, lat), np.where(lined, np.nan, lon),
        np.where(lined, 0.0, reach), shape, np.where(lined, -1, name), cast, OUTLINES, MAY_MEET,
    )  # fmt: skip


# --- one by one -------------------------------------------------------------------------------------------------------


def times(first: int, last: int) -> np.ndarray:
    """Hours at which something may have happened: from the begin of the first day to a moment before the end of the last."""
    return np.array([hour for day in range(first, last + 1) for hour in (day * 24, day * 24 + 23.999)])


def hours_apart(one: tuple, other: tuple) -> tuple[float, float]:
    """The least and the most hours between any times of both."""
    apart = np.abs(times(one[0], one[0] + one[1])[:, None] - times(other[0], other[0] + other[1]))
    overlap = one[0] <= other[0] + other[1] and other[0] <= one[0] + one[1]
    return 0.0 if overlap else apart.min(), apart.max()


@cache
def places_apart(one: int, other: int) -> tuple[float, float]:
    """The least and the most kilometres between any places of both: numbers of shapes, or of spots from -1 down."""
    a, b = (POINTS[each] if each >= 0 else np.array([SPOTS[-1 - each][::-1]]) for each in (one, other))
    i, j = (each.reshape(-1) for each in np.meshgrid(range(len(a)), range(len(b)), indexing="ij"))
    km = GEOD.inv(*a[i].T, *b[j].T)[2] / 1000
    shapes = [SHAPES[each] if each >= 0 else shapely.Point(SPOTS[-1 - each][::-1]) for each in (one, other)]
    return 0.0 if shapes[0].intersects(shapes[1]) else km.min(), km.max()


def km_apart(one: tuple, other: tuple) -> tuple[float, float]:
    """The same for incidents; points may be off by their reach."""
    least, most = places_apart(*sorted(each[5] if each[5] >= 0 else -1 - each[3] for each in (one, other)))
    off = sum(each[4] for each in (one, other) if each[5] < 0)
    return max(least - off, 0), most + off


def expected(one: tuple, other: tuple, hours: float, km: float) -> str | None:
    """The relation of two incidents, "" where the sampled points can't tell; None for no pair."""
    least_hours, most_hours = hours_apart(one, other)
    if not MAY_MEET[one[7], other[7]] or least_hours > hours:
        return None
    least, most = km_apart(one, other)
    lined = one[5] >= 0 or other[5] >= 0
    if lined and (0 < abs(least - km) < 1 or abs(most - km) < 1):
        return ""
    known = not (one[1] or other[1] or one[2] or other[2])
    small = one[5] == 4 or (one[5] >= 0 and OUTLINES[one[5]].across <= km)
    at = one[3] == other[3] or (one[6] == other[6] >= 0 and least == 0)
    same = one[5] == other[5] and (small if one[5] >= 0 else at)
    if not same and least > km:
        return None
    if known and same:
        return "same place"
    return "near" if known and most_hours <= hours and most <= km else "possible"


ROWS = st.tuples(
    st.integers(0, 6), st.sampled_from([0, 0, 0, 0, 1, 3, 12]), st.sampled_from([0, 0, 0, 0, 0, 1]),
    st.integers(0, len(SPOTS) - 1), st.sampled_from([0.0, 1.0, 5.0, 15.0]), st.sampled_from([-1] * 8 + [*SHAPES]),
    st.sampled_from([-1, -1, 0, 1]), st.integers(0, 3),
)  # fmt: skip
HOURS, KM = st.sampled_from([0, 24, 25, 48, 100]), st.sampled_from([0, 5, 20, 60])


@settings(max_examples=200)
@given(st.lists(ROWS, min_size=2, max_size=8), st.lists(st.integers(0, 7), max_size=4), HOURS, KM)
def test_the_same_pairs_as_when_all_are_looked_at_one_by_one(rows, alike, hours, km):
    rows = rows + [rows[each % len(rows)] for each in alike]  # of which the same is known are pairs of their own
    wanted = {}
    unsure = set()
    for i, j in combinations(range(len(rows)), 2):
        relation = expected(rows[i], rows[j], hours, km)
        if relation == "":
            unsure.add((i, j))
        elif relation:
            wanted[i, j] = relation
    found = pairs(happened(rows), hours, km)
    keys = [tuple(sorted(each)) for each in zip(found.one.tolist(), found.other.tolist(), strict=True)]
    assert len(set(keys)) == len(keys)
    names = [pairing.RELATIONS[each] for each in found.relation]
    assert {k: n for k, n in zip(keys, names, strict=True) if k not in unsure} == wanted
    assert found.counts == tuple(names.count(each) for each in pairing.RELATIONS)


@settings(max_examples=100)
@given(ROWS, ROWS)
def test_bounds_are_those_of_all_times_and_places(one, other):
    made = happened([one, other])
    i, j = np.array([0]), np.array([1])
    (low,), (high,) = km_between(made, i, j)
    lined = one[5] >= 0 or other[5] >= 0
    assert (low, high) == pytest.approx(km_apart(one, other), abs=0.8 if lined else 1e-6)
    (low,), (high,) = hours_between(made, i, j)
    if one[2] or other[2]:
        assert (low, high) == (0, np.inf)  # "on or before" may be long ago
    else:
        assert (low, high) == pytest.approx(hours_apart(one, other), abs=0.003)


@pytest.mark.parametrize(("hours", "days"), [(0, 0), (0.5, 1), (24, 1), (25, 2), (48, 2), (49, 3)])
def test_two_days_with_one_between_are_more_than_24_hours_apart(hours, days):
    assert days_apart(hours) == days


def two(*, days: int = 0, is_open: int = 0, more: int = 0, spot: int = 0, reach: float = 1.0) -> Happened:
    return happened([(0, 0, 0, 0, reach, -1, -1, 0), (days, more, is_open, spot, reach, -1, -1, 1)])


@pytest.mark.parametrize(
    ("hours", "changes", "counts"),
    [
        (0, {}, (1, 0, 0)),  # the same day may be the same hour
        (0, {"days": 1}, (0, 0, 0)),
        (24, {"days": 1}, (1, 0, 0)),  # 0 to 48 hours: may be
        (24, {"days": 2}, (0, 0, 0)),  # more than 24
        (48, {"days": 2}, (1, 0, 0)),
        (24, {"is_open": 1}, (0, 0, 1)),
        (24, {"more": 6}, (0, 0, 1)),  # some day of a week
        (24, {"spot": 1}, (0, 1, 0)),  # 7.2 km off, each known to 1 km
        (23, {"spot": 1}, (0, 0, 1)),  # of one day: up to 24 hours
        (24, {"spot": 1, "days": 1}, (0, 0, 1)),
        (48, {"spot": 1, "days": 1}, (0, 1, 0)),
        (24, {"spot": 1, "reach": 7.0}, (0, 0, 1)),  # up to 21 km
        (24, {"spot": 5, "reach": 9.9}, (0, 0, 0)),  # 39.8 km off, 20.03 at the least
        (24, {"spot": 5, "reach": 9.95}, (0, 0, 1)),
    ],
)
def test_hours_and_kilometres_at_their_limits(hours, changes, counts):
    assert pairs(two(**changes), hours, 20).counts == counts


def test_many_points_in_many_bands_are_found_as_by_looking_at_all():
    random = np.random.default_rng(1)
    n = 700
    lat, lon = random.uniform(14, 18, n), random.uniform(-2, 2, n)
    first, more = random.integers(0, 60, n), random.choice([0, 0, 2, 9, 50, 500], n)
    reach, cast = random.choice([0.0, 5.0, 30.0], n), random.integers(0, 4, n)
    none = np.full(n, -1)
    made = Happened(first, first + more, none > 0, lat, lon, reach, none, none, cast, {}, MAY_MEET)
    i, j = np.triu_indices(n, 1)
    km = GEOD.inv(lon[i], lat[i], lon[j], lat[j])[2] / 1000 - reach[i] - reach[j]
    gap = np.maximum(first[i] - (first + more)[j], first[j] - (first + more)[i])
    wanted = MAY_MEET[cast[i], cast[j]] & (km <= 20) & (gap <= 1)
    found = pairs(made, 24, 20)
    keys = np.sort(np.column_stack([found.one, found.other]), axis=1)
    assert {*map(tuple, keys.tolist())} == {*zip(i[wanted].tolist(), j[wanted].tolist(), strict=True)}
    assert len(found) == wanted.sum() > 1000


@pytest.mark.parametrize(
    ("one", "other"), [((10.0, 179.95), (10.0, -179.95)), ((89.95, 0.0), (89.95, 150.0)), ((-74.9, 3.0), (-74.9, 3.6))]
)
def test_points_beside_each_other_at_a_pole_or_the_date_line_are_near(one, other):
    """A sheet with the wrong position must not lose a pair."""
    (lat, lon), none, day = np.array([one, other]).T, np.full(2, -1), np.zeros(2, int)
    made = Happened(day, day, none > 0, lat, lon, np.ones(2), none, none, np.array([0, 1]), {}, MAY_MEET)
    assert sum(pairs(made, 24, 20).counts) == 1


def test_pairs_that_are_not_kept_are_counted_and_the_sure_ones_have_room_of_their_own(monkeypatch):
    monkeypatch.setattr(pairing, "MOST_KEPT", 5)
    sure = [(0, 0, 0, 0, 1.0, -1, -1, at % 2) for at in range(8)]  # 4 times 4 pairs
    vague = [(0, 3, 0, 0, 1.0, -1, -1, 3)]  # and 8 that may be
    found = pairs(happened(sure + vague), 24, 20)
    assert found.counts == (16, 0, 8) and found.in_time == 16
    assert np.bincount(found.relation, minlength=3).tolist() == [5, 0, 5]


def test_large_portions_are_cut_and_nothing_is_lost_at_the_cuts(monkeypatch):
    rows = [(day, 0, 0, day % 3, 5.0, -1, -1, day % 4) for day in range(40)] * 3
    whole = pairs(happened(rows), 48, 20)
    monkeypatch.setattr(pairing, "_PORTION", 7)
    parts = pairs(happened(rows), 48, 20)
    assert [*map(list, (parts.one, parts.other))] == [*map(list, (whole.one, whole.other))]
    assert parts.counts == whole.counts and sum(whole.counts) > 100


def test_of_nothing_there_are_no_pairs():
    nothing = np.zeros(0)
    made = Happened(*[nothing.astype(int)] * 2, nothing > 0, *[nothing] * 3, *[nothing.astype(int)] * 3, {}, MAY_MEET)
    assert pairs(made, 24, 20).counts == (0, 0, 0)
    with_outlines = Happened(*[nothing.astype(int)] * 2, nothing > 0, *[nothing] * 3, *[nothing.astype(int)] * 3, OUTLINES, MAY_MEET)  # fmt: skip
    assert len(pairs(with_outlines, 24, 20)) == 0


def test_it_says_how_far_it_is_from_nothing_to_all():
    heard = []
    pairs(happened([(0, 0, 0, 0, 1.0, -1, -1, 0), (0, 0, 0, 0, 1.0, 5, -1, 1)] * 2), 24, 20, heard.append)
    assert heard == sorted(heard) and heard[-1] == 1.0 and heard[0] < 1
