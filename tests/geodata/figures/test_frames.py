"""This week's figure lies over last week's: a frame has one scale and one place on its paper, whatever is in it."""

import math

import numpy as np
import pyproj
import pytest

from geodata.errors import FigureError
from geodata.figures.frames import NAMES, frame_named
from geodata.figures.papers import PAPERS

PLACES = {"Kidal": (1.41, 18.44), "Gao": (-0.04, 16.27), "Ségou": (-6.27, 13.43)}


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize("name", NAMES)
def test_a_map_shows_all_of_its_frame_in_the_proportions_of_its_paper(name, paper, store):
    frame = frame_named(name, store.boundaries)
    west, south, east, north = frame.extent(paper.map)
    assert (east - west) / (north - south) == pytest.approx(paper.map.width / paper.map.height)
    corners = [(lon, lat) for lon in (frame.west, frame.east) for lat in (frame.south, frame.north)]
    x, y = frame.projected(*np.array(corners).T)
    assert (x >= west - 1).all() and (x <= east + 1).all() and (y >= south - 1).all() and (y <= north + 1).all()


def test_areas_are_true_wherever_they_lie(store):
    """A square of 0.1 degrees in the south and in the north: its area on the map is that on the ellipsoid."""
    frame = frame_named("mali", store.boundaries)
    for lat in (11.0, 23.0):
        square = np.array([(-4, lat), (-3.9, lat), (-3.9, lat + 0.1), (-4, lat + 0.1)])
        x, y = frame.projected(*square.T)
        flat = abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2
        true = abs(pyproj.Geod(ellps="WGS84").polygon_area_perimeter(*square.T)[0])
        assert flat == pytest.approx(true, rel=1e-3)


def test_degrees_come_back(store):
    frame = frame_named("north", store.boundaries)
    for lon, lat in PLACES.values():
        assert frame.degrees(*frame.projected(lon, lat)) == pytest.approx((lon, lat), abs=1e-7)


def test_every_region_is_a_frame_and_lies_in_it(store):
    for name, geometry in zip(store.boundaries.names, store.boundaries.regions.geometry, strict=True):
        frame = frame_named(name, store.boundaries)
        west, south, east, north = geometry.bounds
        assert frame.title == name
        assert frame.west < west and frame.south < south and frame.east > east and frame.north > north


def test_a_frame_of_ones_own(store):
    frame = frame_named("-1.4,14.9,3.9,17.7", store.boundaries)
    assert (frame.west, frame.south, frame.east, frame.north) == (-1.4, 14.9, 3.9, 17.7)
    assert frame.middle == (16.3, 1.2)
    assert frame.projection_words() == "Lambert azimuthal equal-area about 16.3° N, 1.2° E, WGS 84"


def test_the_scale_is_that_of_the_paper(store):
    """1 : 12,600,000 on 16:9: the country's 25.05 - 10.1 degrees of latitude, 1,655 km, on 5.2 inches of map."""
    frame = frame_named("mali", store.boundaries)
    on = PAPERS["16:9"].map
    kilometres = pyproj.Geod(ellps="WGS84").inv(-4, 10.1, -4, 25.05)[2] / 1000
    assert frame.scale(on) == pytest.approx(kilometres * 1000 / (on.height * 0.0254), rel=0.02)
    assert math.log10(frame.scale(on)) == pytest.approx(7.1, abs=0.1)


@pytest.mark.parametrize("text", ["1,2,3", "4,14,-1,17", "-200,0,10,20", "a,b,c,d", "0,nan,1,2", "nowhere"])
def test_what_is_no_frame_is_said(text, store):
    with pytest.raises(FigureError, match=r"no frame|west,south,east,north"):
        frame_named(text, store.boundaries)


def test_a_misspelt_frame_is_answered_with_the_nearest(store):
    with pytest.raises(FigureError, match='Did you mean "gao-menaka"'):
        frame_named("gao-menkaa", store.boundaries)
