"""What moved where between two divisions: who quotes these shares says how much of a region is another one now.

Boxes by degrees: on a sphere with the Earth's area (radius 6,371.007 km) a box has radius² × width × (sin north - sin south).
"""

import math
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.regions import area_moves, read_embedded
from geodata.regions.moves import COLUMNS
from geodata.regions.names import FILE
from geodata.schema import OUTSIDE
from tests import divisions

from .frames import GAO, MENAKA, division

BOTH = shapely.box(0, 15, 2, 17)


def box_km2(west: float, south: float, east: float, north: float) -> float:
    zone = math.sin(math.radians(north)) - math.sin(math.radians(south))
    return 6371.007**2 * math.radians(east - west) * zone


def rows(before: dict, after: dict) -> list[tuple]:
    found = area_moves(division(before), division(after))
    assert tuple(found.columns) == COLUMNS
    return [(row.before, row.after, row.km2, row.share) for row in found.itertuples()]


def test_a_region_that_was_parted_lies_in_both_of_its_parts():
    """Two boxes of one degree by two are the halves of the one that holds them, of 23,770 km² each."""
    half = box_km2(0, 15, 1, 17)
    assert half == pytest.approx(23_770, abs=1)
    assert rows({"Gao": BOTH}, {"Gao": GAO, "Ménaka": MENAKA}) == [
        ("Gao", "Gao", pytest.approx(half, rel=0.005), pytest.approx(0.5, abs=1e-6)),
        ("Gao", "Ménaka", pytest.approx(half, rel=0.005), pytest.approx(0.5, abs=1e-6)),
    ]


def test_regions_that_became_one_lie_in_it_whole():
    whole = pytest.approx(1)
    area = pytest.approx(box_km2(0, 15, 1, 17), rel=0.005)
    assert rows({"Gao": GAO, "Ménaka": MENAKA}, {"Gao": BOTH}) == [("Gao", "Gao", area, whole), ("Ménaka", "Gao", area, whole)]  # fmt: skip


def test_what_only_one_of_the_sets_covers_is_paired_with_outside_and_never_left_out():
    """From a quarter of the land to three quarters of it: a quarter of a degree by two was given up."""
    quarter = pytest.approx(box_km2(0, 15, 0.25, 17), rel=0.005)
    after = {"Gao": shapely.box(0.25, 15, 1, 17), "Ménaka": MENAKA}
    assert rows({"Gao": GAO}, after) == [
        ("Gao", "Gao", pytest.approx(box_km2(0.25, 15, 1, 17), rel=0.005), pytest.approx(0.75, abs=1e-6)),
        ("Gao", OUTSIDE, quarter, pytest.approx(0.25, abs=1e-6)),
        (OUTSIDE, "Ménaka", pytest.approx(box_km2(1, 15, 2, 17), rel=0.005), pytest.approx(float("nan"), nan_ok=True)),
    ]


def test_the_largest_part_comes_first_and_regions_stand_in_order():
    thirds = {"A": shapely.box(0, 15, 0.5, 17), "B": shapely.box(0.5, 15, 2, 17)}
    assert [row[:2] for row in rows({"Gao": BOTH}, thirds)] == [("Gao", "B"), ("Gao", "A")]
    assert [row[:2] for row in rows({"Ségou": MENAKA, "Mopti": GAO}, {"X": BOTH})] == [("Mopti", "X"), ("Ségou", "X")]


@pytest.mark.parametrize(("shift", "moved"), [(0.00001, False), (0.0001, True)])
def test_less_than_a_square_kilometre_is_how_a_line_is_drawn(shift, moved):
    """The border is 221 km long: a ten-thousandth of a degree, 10.7 m, beside it is 2.4 km², and a tenth of that 0.24 km²."""
    shifted = {"Gao": shapely.box(0, 15, 1 + shift, 17), "Ménaka": shapely.box(1 + shift, 15, 2, 17)}
    found = rows({"Gao": GAO, "Ménaka": MENAKA}, shifted)
    assert [row[:2] for row in found if row[0] != row[1]] == ([("Ménaka", "Gao")] if moved else [])
    if moved:
        assert next(row[2] for row in found if row[:2] == ("Ménaka", "Gao")) == pytest.approx(2.37, abs=0.02)


def test_a_corner_in_a_shared_border_moves_nothing():
    """Six degrees along a parallel bulge by 3.4 km in metres: with a corner in the middle only in one of the sets, that is no
    other border, since the join has it straight in degrees."""
    south, north = shapely.box(-3, 15, 3, 17), shapely.box(-3, 17, 3, 19)
    halves = {"Kidal": shapely.box(-3, 17, 0, 19), "Taoudénit": shapely.box(0, 17, 3, 19)}
    found = rows({"Gao": south, "Kidal": north}, {"Gao": south} | halves)
    assert {row[:2] for row in found} == {("Gao", "Gao"), ("Kidal", "Kidal"), ("Kidal", "Taoudénit")}


def test_ground_that_two_units_claim_counts_for_both():
    """A file may have units that lie over each other; its report says so."""
    over = {"A": shapely.box(0, 15, 1.5, 17), "B": shapely.box(0.5, 15, 2, 17)}
    assert [(row[1], round(row[3], 4)) for row in rows({"Gao": BOTH}, over)] == [("A", 0.75), ("B", 0.75)]


@given(
    st.lists(st.integers(1, 31), unique=True, max_size=5), st.lists(st.integers(1, 31), unique=True, max_size=5)
)  # fmt: skip
def test_parts_of_a_region_sum_up_to_it_and_the_way_back_has_the_same_areas(cuts, others):
    before, after = strips(cuts), strips(others)
    there, back = area_moves(before, after), area_moves(after, before)
    shares = there.groupby("before")["share"].sum()
    assert list(shares.index) == sorted(before.names)
    assert shares.to_numpy() == pytest.approx(np.ones(len(shares)), abs=1e-6)
    turned = {(row.after, row.before): row.km2 for row in back.itertuples()}
    assert {(row.before, row.after): row.km2 for row in there.itertuples()} == {
        key: pytest.approx(km2, rel=1e-9) for key, km2 in turned.items()
    }


def strips(cuts: list[int]):
    """Land of four degrees by two, cut along meridians at these eighths of a degree."""
    edges = [0, *sorted(cuts), 32]
    return division({f"R{start:02}": shapely.box(start / 8, 15, end / 8, 17) for start, end in pairwise(edges)})


def test_the_embedded_regions_lie_in_themselves():
    own = read_embedded(FILE.parent)
    found = area_moves(own, own)
    assert list(found["before"]) == list(found["after"]) == own.names
    assert found["share"].to_numpy() == pytest.approx(np.ones(9))


def test_what_the_newer_division_cuts_out_is_what_moves(newer):
    """Of the regions before only the two that it cuts are in two; what it cuts out lies south of 17.2° N in the east of Gao and
    north of 18.5° N in Tombouctou."""
    own = read_embedded(FILE.parent)
    found = area_moves(own, newer.boundary_set("newer", own.countries)).set_index(["before", "after"])
    apart = [pair for pair in found.index if pair[0] != pair[1]]
    assert apart == [("Gao", "Ménaka"), ("Tombouctou", "Taoudénit")]
    for name, (region, box) in divisions.CUT_OUT.items():
        cut = own.shape(region).intersection(box)
        assert found.loc[(region, name), "km2"] == pytest.approx(zones_km2(cut), rel=0.005)
    assert found.groupby("before")["share"].sum().to_numpy() == pytest.approx(np.ones(9))


def zones_km2(shape: shapely.Geometry) -> float:
    """The area by Green's theorem on the sphere: for each side its width in longitude times the middle sine of latitude."""
    total = 0.0
    for ring in (ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)):
        x, y = np.radians(shapely.get_coordinates(ring.segmentize(0.05))).T
        total += abs(np.sum(np.diff(x) * (np.sin(y[:-1]) + np.sin(y[1:])) / 2)) * (-1 if ring.is_ccw else 1)
    return abs(total) * 6371.007**2
