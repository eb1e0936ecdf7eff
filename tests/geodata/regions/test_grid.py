"""The grid makes the join quick and changes no answer: what it can't be sure of is looked up as without it."""

from unittest.mock import patch

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.ingest import EMBEDDED
from geodata.regions import join, locating, read_embedded
from geodata.regions.cells import Cells

from .frames import division
from .synthetic import tiled

CELLS = Cells(-12.5, 9.9, 4.5, 25.2, 64)
NINE, DEEP = read_embedded(EMBEDDED), tiled(24, 4)
# Where the margin of a grid is worth the fewest kilometres: as far from the country as a set may lie.
FAR_CORNER = division({"A": shapely.box(40, 44.5, 40.4, 45), "B": shapely.box(40.4, 44.5, 41, 45)})


def both(boundaries, points: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The join without the grid and with it."""
    incidents = geopandas.GeoDataFrame(
        {"reported_region": ""}, geometry=geopandas.points_from_xy(*points.T, crs=4326), index=range(len(points))
    )
    with patch.object(locating, "MANY", len(points) + 1):
        without = join(incidents, boundaries)
    with patch.object(locating, "MANY", 0):
        return without, join(incidents, boundaries)


def grid_lines(boundaries) -> tuple[np.ndarray, np.ndarray]:
    """The degrees at which one cell ends and the next begins."""
    cells = boundaries.locator.grid._cells
    return np.linspace(cells.west, cells.east, 1025), np.linspace(cells.south, cells.north, 1025)


def positions(boundaries) -> st.SearchStrategy[tuple[float, float]]:
    """Anywhere, but most of all where a grid could be wrong: on borders, on its own lines, a hair beside them, far outside."""
    corners = shapely.get_coordinates(boundaries.units.geometry.to_numpy())
    west, south, east, north = boundaries.units.total_bounds
    columns, rows = grid_lines(boundaries)
    around = st.tuples(st.floats(west - 1, east + 1), st.floats(south - 1, north + 1))
    on_lines = st.tuples(st.sampled_from(columns.tolist()), st.sampled_from(rows.tolist()))
    on_corners = st.sampled_from(corners.tolist()).map(tuple)
    middles = st.sampled_from(((corners[1:] + corners[:-1]) / 2).tolist()).map(tuple)
    beside = st.tuples(
        st.one_of(on_corners, on_lines, middles), st.floats(-0.1, 0.1), st.floats(-0.1, 0.1), st.integers(0, 16)
    )
    hair = beside.map(lambda each: (each[0][0] + each[1] * 10.0 ** -each[3], each[0][1] + each[2] * 10.0 ** -each[3]))
    earth = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
    odd = st.sampled_from(
        [(0, 90), (0, -90), (180, 0), (-180, 0), (180, 90), (176.0, -17.0), (1e300, 1e300), (-1e9, 0)]
    )
    return st.one_of(around, on_corners, middles, on_lines, hair, earth, odd)


@pytest.mark.parametrize("boundaries", [NINE, DEEP, FAR_CORNER], ids=["nine", "deep", "far"])
def test_with_and_without_the_grid_every_answer_is_the_same(boundaries):
    @given(points=st.lists(positions(boundaries), min_size=1, max_size=200))
    def check(points: list[tuple[float, float]]):
        without, with_grid = both(boundaries, np.array(points, dtype=float))
        pd.testing.assert_frame_equal(without, with_grid, check_exact=True)

    check()


@pytest.mark.parametrize("boundaries", [NINE, DEEP, FAR_CORNER], ids=["nine", "deep", "far"])
def test_crowds_of_points_about_borders_get_the_same_answers(boundaries):
    """20,000 within 15 km of corners: most of them in cells that a border crosses or comes near."""
    random = np.random.default_rng(21)
    corners = shapely.get_coordinates(boundaries.units.geometry.to_numpy())
    points = corners[random.integers(0, len(corners), 20_000)] + random.normal(0, 0.06, (20_000, 2))
    without, with_grid = both(boundaries, points)
    pd.testing.assert_frame_equal(without, with_grid, check_exact=True)
    assert with_grid["border_km"].notna().sum() > 1000
    assert with_grid["attached_km"].notna().sum() > 100


def test_a_set_that_lies_too_far_off_for_the_grid_is_joined_without_it():
    """The metric projection is true about Mali; in the Arctic nobody knows how far a cell reaches."""
    arctic = division({"A": shapely.box(10, 80, 20, 85)})
    random = np.random.default_rng(22)
    points = np.column_stack([random.uniform(9, 21, 1000), random.uniform(79, 86, 1000)])
    without, with_grid = both(arctic, points)
    assert arctic.locator.grid is None
    pd.testing.assert_frame_equal(without, with_grid, check_exact=True)
    inside = (points >= [10, 80]).all(axis=1) & (points <= [20, 85]).all(axis=1)
    assert with_grid.loc[inside, "unit"].eq("A").all()
    assert with_grid.loc[~inside & with_grid["attached_km"].isna(), "unit"].isna().all()


degrees = st.tuples(st.floats(-13, 5), st.floats(9, 26))


@given(start=degrees, end=degrees, parts=st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_no_cell_that_a_border_runs_through_is_taken_for_free_of_it(start, end, parts):
    """Else the points of that cell would all be put on one side."""
    crossed = CELLS.crossed(np.array([[*start, *end]]))
    points = np.array(start) + np.array([0, 1, *parts])[:, None] * (np.array(end) - np.array(start))
    number = CELLS.of(*points.T)
    assert crossed[number[number >= 0]].all()


@pytest.mark.parametrize("line", [[-13, 17.55, 5, 17.55], [-4, 9, -4, 26], [-12.5, 9.9, 4.5, 25.2]])
def test_a_border_along_the_line_between_two_cells_counts_for_both(line):
    """17.55 and -4 are such lines; along the diagonal of the grid corners are touched as well."""
    crossed = CELLS.crossed(np.array([line], dtype=float)).reshape(64, 64)
    steps = np.arange(64)
    if line[1] == line[3]:
        assert crossed[31:33].all()
        assert not crossed[[30, 33]].any()
    elif line[0] == line[2]:
        assert crossed[:, 31:33].all()
        assert not crossed[:, [30, 33]].any()
    else:
        assert crossed[steps, steps].all()
        assert crossed[steps[1:], steps[:-1]].all()
        assert not crossed[steps[2:], steps[:-2]].any()


def test_cells_are_numbered_from_the_south_west_and_what_lies_outside_is_in_none():
    cells = Cells(0, 0, 4, 2, 2)  # 2° wide, 1° high
    x, y = np.array([[0, 0], [3.9, 0.9], [0, 1], [3, 1.5], [4, 1], [-0.1, 0], [np.nan, 0], [np.inf, -np.inf]]).T
    assert cells.of(x, y).tolist() == [0, 1, 2, 3, -1, -1, -1, -1]
    assert np.column_stack(cells.at(np.arange(4), 0.5, 0.5)).tolist() == [[1, 0.5], [3, 0.5], [1, 1.5], [3, 1.5]]
    assert np.column_stack(cells.at(np.array([3]), 1, 0)).tolist() == [[4, 1]]
