"""The part of the map in view and its grid: nothing in view is left out, at the poles and the date line neither."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.cells import WORLD, Box, Window, seen_at

latitudes, longitudes, zooms = st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 20)
boxes = st.tuples(st.tuples(latitudes, latitudes), st.tuples(longitudes, longitudes)).map(
    lambda edges: Box(min(edges[0]), min(edges[1]), max(edges[0]), max(edges[1]))
)


def holds(outer: Box, inner: Box) -> bool:
    return (
        outer.south <= inner.south
        and outer.west <= inner.west
        and outer.north >= inner.north
        and outer.east >= inner.east
    )


@given(boxes, zooms)
def test_a_window_holds_all_that_is_in_view_and_stays_on_the_globe(view, zoom):
    window = Window.around(view, zoom)
    assert holds(window.box, view) and holds(WORLD, window.box)


@given(boxes, zooms)
def test_the_edges_of_a_window_are_those_of_cells_or_of_the_globe(view, zoom):
    """A cell that is cut by the window would show a part of its number."""
    window = Window.around(view, zoom)
    for edge, begin in zip(window.box.edges, (-90, -180, 90, 180), strict=True):
        steps = (
            edge + (90 if begin in (-90, 90) else 180)
        ) / window.cell  # counted from the south pole and the date line
        assert edge == begin or math.isclose(steps, round(steps), abs_tol=1e-6)


@given(boxes, st.floats(1, 19))
def test_a_cell_is_half_as_wide_a_zoom_further_in_and_the_same_within_half_a_zoom(view, zoom):
    here, closer = Window.around(view, zoom), Window.around(view, zoom + 1)
    assert closer.cell == pytest.approx(here.cell / 2)
    assert Window.around(view, math.floor(zoom * 2) / 2).cell == here.cell


def test_a_view_beyond_the_poles_and_the_date_line_is_the_part_on_the_globe():
    assert Box.clamped(-120, -400, 95, 200) == WORLD
    assert Box.clamped(80, 170, 100, 190) == Box(80, 170, 90, 180)


def test_a_view_of_another_turn_of_the_globe_is_an_edge_of_it():
    assert Box.clamped(0, 200, 10, 300) == Box(0, 180, 10, 180)


@pytest.mark.parametrize("edges", [(math.nan, 0, 1, 1), (0, 0, math.inf, 1), (2, 0, 1, 1), (0, 2, 1, 1)])
def test_what_is_no_box_is_refused(edges):
    with pytest.raises(ValueError, match="No box"):
        Box.clamped(*edges)


@given(boxes)
def test_a_link_brings_a_box_back_to_within_a_metre(box):
    again = Box.from_text(box.to_text())
    assert again.edges == pytest.approx(box.edges, abs=6e-6)


def test_a_frame_shows_so_many_degrees():
    """At zoom 8 a pixel is 360 / 256 / 2**8 degrees wide: 1,024 of them are 5.625."""
    assert seen_at(0, 0, 8, 1024, 512).edges == pytest.approx((-1.40625, -2.8125, 1.40625, 2.8125))
    assert holds(WORLD, seen_at(89, 179, 2, 1200, 640))
