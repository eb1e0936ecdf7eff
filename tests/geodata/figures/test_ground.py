"""The land on paper: where there is land the map must not show sea."""

from dataclasses import replace

import pytest
from matplotlib.patches import PathPatch

from geodata.figures import ground
from geodata.figures.canvas import Canvas
from geodata.figures.frames import frame_between
from geodata.figures.papers import PAPERS, Rect
from geodata.figures.sheet import blank


def on(store, wanted, rect: Rect, frame=None) -> Canvas:
    asked = wanted()
    made = replace(asked, frame=frame or asked.frame, paper=replace(asked.paper, map=rect))
    canvas = Canvas(blank(PAPERS["16:9"]), made, made.frame.extent(rect))
    ground.land(canvas, made, store.boundaries)
    return canvas


@pytest.mark.parametrize(("longitude", "latitude"), [(17.0, 17.0), (12.0, 22.0), (-13.0, 20.0)])
def test_a_wide_map_has_land_up_to_its_edges(store, wanted, longitude, latitude):
    """The middle of Chad, the north of Niger, Mauritania: beside the country, on a map that is three times as wide as high."""
    canvas = on(store, wanted, Rect(0, 0, 12, 4))
    [x], [y] = wanted().frame.projected([longitude], [latitude])
    west, south, east, north = canvas.extent
    assert west < x < east and south < y < north
    assert any(patch.get_path().contains_point((x, y)) for patch in canvas.axes.findobj(PathPatch))


def test_a_paper_that_reaches_beyond_the_earth_is_drawn(store, wanted):
    canvas = on(store, wanted, Rect(0, 0, 12, 1), frame_between("all", "", [-60.0, -70.0, 60.0, 70.0]))
    assert canvas.axes.findobj(PathPatch)
