"""What is drawn on the screen keeps the units and their shared borders: no unit is lost, no line splits in two."""

from itertools import combinations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.regions import read_embedded
from geodata.regions.names import FILE
from geodata.regions.screen import MOST_VERTICES, simplified


def wavy(shapes) -> np.ndarray:
    """The shapes with many vertices, all moved by a rule of the place alone, so that shared borders stay shared."""
    dense = shapely.segmentize(np.array(shapes, dtype=object), 0.002)
    return shapely.transform(
        dense, lambda xy: xy + 0.01 * np.column_stack([np.sin(40 * xy[:, 1] + 3 * xy[:, 0]), np.sin(40 * xy[:, 0])])
    )


GRID = [shapely.box(x, y, x + 1, y + 1) for x in range(3) for y in range(16, 19)]
TINY = shapely.Point(1.5, 17.5).buffer(0.004, 40)


def shared(one: shapely.Geometry, other: shapely.Geometry) -> float:
    """Length of the border of two units, in degrees."""
    return one.boundary.intersection(other.boundary).length


def test_few_vertices_are_left_as_they_are():
    regions = read_embedded(FILE.parent).regions.geometry.to_numpy()
    assert shapely.get_num_coordinates(regions).sum() < MOST_VERTICES
    assert simplified(regions) is regions


@pytest.mark.parametrize("most", [3_000, 600, 100])
def test_units_that_share_a_border_share_it_exactly_with_fewer_vertices(most):
    whole = wavy(GRID)
    assert shapely.get_num_coordinates(whole).sum() > 18_000
    made = simplified(whole, most)
    assert shapely.get_num_coordinates(made).sum() <= most
    assert shapely.coverage_is_valid(made)
    for a, b in combinations(range(9), 2):
        assert (shared(made[a], made[b]) > 0.5) == (shared(whole[a], whole[b]) > 0.5)
        assert made[a].intersection(made[b]).area == 0
    # No gap has opened: the whole is one area without a hole.
    together = shapely.union_all(made)
    assert (together.geom_type, len(together.interiors)) == ("Polygon", 0)
    assert np.abs(shapely.area(made) - 1).max() < 0.1


def test_a_town_in_a_region_does_not_vanish():
    """Bamako in Koulikoro; here a town of 900 metres in a unit a hundred times as wide."""
    whole = wavy([*GRID, TINY])
    whole[4] = whole[4].difference(whole[9])
    made = simplified(whole, 200)
    assert shapely.is_valid(made).all()
    assert (shapely.area(made) > 0).all()
    assert made[9].within(whole[9].buffer(0.01))
    assert shapely.coverage_is_valid(made)


def jittered(shapes: np.ndarray) -> np.ndarray:
    """Each unit's border drawn anew, some metres off: what two digitisers make of one border."""
    random = np.random.default_rng(7)
    moved = []
    for shape in shapes:
        ring = shapely.get_coordinates(shape)[:-1]
        ring = ring + random.normal(0, 3e-5, ring.shape)
        moved.append(shapely.Polygon(ring).buffer(0))
    return np.array(moved, dtype=object)


def test_borders_drawn_twice_become_one():
    """Each side would else be simplified in its own way, and hardly at all."""
    whole = jittered(wavy(GRID))
    assert not shapely.coverage_is_valid(whole)
    made = simplified(whole, 1_000)
    assert shapely.get_num_coordinates(made).sum() <= 1_000
    assert shapely.coverage_is_valid(made)
    together = shapely.union_all(made)
    assert (together.geom_type, len(together.interiors)) == ("Polygon", 0)


def test_a_unit_under_another_is_kept_as_it_is():
    whole = np.array([*wavy(GRID), wavy([GRID[4]])[0]], dtype=object)
    made = simplified(whole, 500)
    assert made[9].equals(whole[9])
    assert (shapely.area(made) > 0.9).all()


@given(st.integers(100, 20_000), st.floats(0, 1))
def test_no_unit_is_lost_whatever_the_number(most, shift):
    whole = wavy([shapely.box(0, 16, 1, 17), shapely.box(1, 16, 2, 17), shapely.box(shift, 17, shift + 1, 18)])
    made = simplified(whole, most)
    assert len(made) == 3
    assert shapely.is_valid(made).all()
    assert (shapely.area(made) > 0.5).all()
