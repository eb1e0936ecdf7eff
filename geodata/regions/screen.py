"""Simplified copies of units for the screen: shared borders stay shared, and no unit is lost."""

import numpy as np
import shapely

MOST_VERTICES = 20_000  # of all units of a level: what a browser draws anew while the map is dragged
_FIRST, _STEP = 0.0002, 1.6  # degrees, about twenty metres; then ever coarser
_STEPS = 24  # to some twelve degrees: nothing is left to leave out
_GRID = 0.001  # degrees, about a hundred metres: borders that were drawn twice lie nearer to each other


def simplified(shapes: np.ndarray, most: int = MOST_VERTICES) -> np.ndarray:
    """Copies of valid polygons in EPSG:4326, in order, with at most about `most` vertices together; as they are if they have less.

    Borders that units share are simplified once, so that they stay shared. Where units lie over each other, or leave slivers
    between them, the ground goes to the first one in the copies. A unit of which nothing would be left is kept as it is.
    """
    if shapely.get_num_coordinates(shapes).sum() <= most:
        return shapes
    made = shapes if shapely.coverage_is_valid(shapes) else _matched(shapes)
    for step in range(_STEPS):
        made = shapely.coverage_simplify(made, _FIRST * _STEP**step)
        if shapely.get_num_coordinates(made).sum() <= most:
            break
    lost = ~shapely.is_valid(made) | ~(shapely.area(made) > 0)
    return np.where(lost, shapes, made)


def _matched(shapes: np.ndarray) -> np.ndarray:
    """Copies whose borders meet exactly: without that each side of a border would be simplified in its own way."""
    # On a grid first: most of what doesn't match is gone then, and the rest takes seconds instead of minutes.
    coarse = shapely.set_precision(shapely.set_precision(shapes, _GRID), 0)
    return shapely.coverage_clean(coarse, gap_width=2 * _GRID, merge_strategy="min_index")
