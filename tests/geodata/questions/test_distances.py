"""Distances are those along the ellipsoid, and the least and most of a line or an area are those of all its points."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geodata.questions.distances import Outline, between

GEOD = Geod(ellps="WGS84")
ROAD = shapely.LineString([(0.0, 16.0), (0.3, 16.2), (1.9, 16.1)])
TWO_ROADS = shapely.MultiLineString([[(0, 17), (0, 17.5)], [(1, 17), (1.2, 17.0)]])
SMALL = shapely.box(-1.1, 15.9, -1.0, 16.0)
WIDE = shapely.Polygon([(-8, 18), (-3, 18), (-3, 21), (-5, 19), (-8, 21)], [[(-7.5, 18.2), (-7, 18.2), (-7, 18.4)]])
SHAPES = {"road": ROAD, "two roads": TWO_ROADS, "small": SMALL, "wide": WIDE}
OUTLINES = {name: Outline(shape) for name, shape in SHAPES.items()}


def dense(shape: shapely.Geometry) -> np.ndarray:
    """Points along every edge, a few hundred metres apart; lines are straight in degrees."""
    return shapely.get_coordinates(shapely.segmentize(shape, 0.003))


def ways(shape: shapely.Geometry, lat: float, lon: float) -> tuple[float, float]:
    """The least and the most kilometres to any point, looked at one by one."""
    points = dense(shape)
    km = GEOD.inv(np.full(len(points), lon), np.full(len(points), lat), points[:, 0], points[:, 1])[2] / 1000
    return 0.0 if shape.intersects(shapely.Point(lon, lat)) else km.min(), km.max()


def test_a_degree_of_latitude_in_mali_is_110_and_a_half_kilometres_long_and_of_longitude_less():
    """111.2 on a sphere: too long by half a kilometre in a hundred."""
    km = between(np.array([16.0, 16.0]), np.array([0.0, 0.0]), np.array([17.0, 16.0]), np.array([0.0, 1.0]))
    assert km == pytest.approx([110.66, 107.04], abs=0.01)


@settings(max_examples=150)
@given(st.sampled_from(sorted(SHAPES)), st.floats(15, 22), st.floats(-9, 4))
def test_least_and_most_are_those_of_all_points_of_a_line_or_an_area(name, lat, lon):
    least, most = ways(SHAPES[name], lat, lon)
    at = np.array([lat]), np.array([lon])
    # Sampled points miss the nearest one by 0.17 km at most.
    assert OUTLINES[name].least(*at)[0] == pytest.approx(least, abs=0.1, rel=2e-3)
    assert OUTLINES[name].most(*at)[0] == pytest.approx(most, abs=0.02)


@pytest.mark.parametrize("one", SHAPES)
@pytest.mark.parametrize("other", SHAPES)
def test_two_outlines_are_as_far_apart_as_their_points(one, other):
    least, most = OUTLINES[one].to(OUTLINES[other])
    points = np.concatenate([dense(SHAPES[other])[::40], shapely.get_coordinates(SHAPES[other])])
    every = np.array([ways(SHAPES[one], lat, lon) for lon, lat in points])
    assert most == pytest.approx(every[:, 1].max(), abs=0.05)
    assert least <= every[:, 0].min() + 1e-9 and least == pytest.approx(every[:, 0].min(), abs=8)
    assert OUTLINES[other].to(OUTLINES[one]) == pytest.approx((least, most), abs=0.05)
    if one == other:
        assert least == 0 and OUTLINES[one].across == most


def test_the_edge_of_a_wide_area_is_straight_in_degrees_as_on_the_map():
    """A straight line in the plane would pass 1.7 km farther north: the point, 0.5 km off, would lie within."""
    edge = Outline(shapely.box(-8, 17, -3, 18))
    north = np.array([18 + 0.5 / 110.7]), np.array([-5.5])
    assert edge.least(*north)[0] == pytest.approx(0.5, abs=0.01)


def test_within_an_area_the_least_is_nothing_but_not_in_a_hole():
    assert OUTLINES["wide"].least(np.array([18.5]), np.array([-5.0]))[0] == 0
    assert OUTLINES["wide"].least(np.array([18.25]), np.array([-7.1]))[0] > 1


def test_a_line_knows_that_it_is_one_and_an_area_how_wide_it_is():
    assert [each.is_line for each in OUTLINES.values()] == [True, True, False, False]
    assert OUTLINES["small"].across == pytest.approx(np.hypot(11.07, 10.7), abs=0.05)
