"""Borders as single segments: each once, whichever region it is drawn for, and measured to as with a ruler."""

import numpy as np
import shapely

from geodata.regions.borders import frames, in_metres, project, segments, squares
from geodata.regions.cells import Cells


def test_a_shared_border_is_one_segment_of_the_first_region():
    """Two squares side by side have eight sides, of which one is common; ends come in one order."""
    found, owner = segments(np.array([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]))
    assert len(found) == 7
    common = (np.sort(found.reshape(-1, 2, 2), axis=1) == [[1, 0], [1, 1]]).all(axis=(1, 2))
    assert (common.sum(), owner[common].tolist()) == (1, [0])
    assert np.bincount(owner).tolist() == [4, 3]


def test_holes_and_islands_have_borders_too_and_a_corner_given_twice_makes_none():
    hole = shapely.Polygon([(0, 0), (9, 0), (9, 0), (9, 9), (0, 9)], [[(1, 1), (2, 1), (2, 2)]])
    islands = shapely.MultiPolygon([shapely.box(20, 0, 21, 1), shapely.box(30, 0, 31, 1)])
    found, owner = segments(np.array([hole, islands]))
    assert np.bincount(owner).tolist() == [4 + 3, 8]
    assert len(found) == 15
    assert len(segments(np.array([], dtype=object))[0]) == 0


def test_the_distance_is_to_the_line_between_the_ends_and_to_an_end_beyond_it():
    """From the line (0,0)-(10,0): 3 above its middle, 3-4-5 before its start, 5-12-13 behind its end, on it."""
    points = np.array([[5, 3], [-3, 4], [15, 12], [7, 0]], dtype=float)
    line = np.tile([0.0, 0, 10, 0], (4, 1))
    assert np.sqrt(squares(points, line)).tolist() == [3, 5, 13, 0]
    assert np.sqrt(squares(points, line[:, [2, 3, 0, 1]])).tolist() == [3, 5, 13, 0]


def test_long_segments_are_cut_where_they_bend_and_their_ends_stay_to_the_last_digit():
    """Of 0.25° and 0.1°: three pieces and one, each as long as the others of its segment."""
    degrees = np.array([[-4.0, 17, -3.75, 17], [0.3, 16.1, 0.3, 16.2]])
    pieces, segment = in_metres(degrees)
    assert segment.tolist() == [0, 0, 0, 1]
    ends = project(degrees[:, [0, 2]].ravel(), degrees[:, [1, 3]].ravel()).reshape(2, 4)
    assert pieces[[0, 3], :2].tolist() == ends[:, :2].tolist()
    assert pieces[[2, 3], 2:].tolist() == ends[:, 2:].tolist()
    assert (pieces[:2, 2:] == pieces[1:3, :2]).all()
    length = np.hypot(*(pieces[:, 2:] - pieces[:, :2]).T)
    np.testing.assert_allclose(length[:3], length[0], rtol=1e-4)


def test_nothing_in_a_cell_lies_farther_from_its_middle_than_is_said():
    """Else a border just within reach of a corner would be overlooked. The widest cells, as far off as they may be made."""
    cells = Cells(-49, -45, 41, 45, 64)
    numbers = np.arange(64 * 64)
    middle, radius = frames(cells, numbers)
    across = np.linspace(0, 1, 21)
    for right, up in [
        *((part, 0) for part in across),
        *((part, 1) for part in across),
        *((0, part) for part in across),
    ]:
        off = np.hypot(*(project(*cells.at(numbers, right, up)) - middle).T)
        assert (off <= radius).all()
    # Of no use if much too wide: such a cell is 1.4° wide, 99 km from its middle to a corner at the equator's width.
    assert radius.max() < 125_000
