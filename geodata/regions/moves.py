"""What lies where by two boundary sets: the area that each pair of regions shares."""

import numpy as np
import pandas as pd
import shapely

from ..schema import OUTSIDE
from .measures import km2, union
from .sets import BoundarySet

COLUMNS = ("before", "after", "km2", "share")
LEAST_KM2 = 1.0  # less is a difference in how finely a border is drawn
_PIECE = 0.1  # degrees


def area_moves(before: BoundarySet, after: BoundarySet) -> pd.DataFrame:
    """A row for each pair of a region of one set and one of another that share `LEAST_KM2` or more: `COLUMNS`.

    `km2` is the area that they share, `share` its part of the region before, from 0 to 1. What only one of the sets covers is
    paired with `OUTSIDE`; `share` of what was outside is NaN. In the order of the regions before, the largest part first.
    """
    old, new = before.regions.geometry.to_numpy(), after.regions.geometry.to_numpy()
    was, becomes = shapely.STRtree(new).query(old, predicate="intersects")
    names, others = before.regions["key"].to_numpy(), after.regions["key"].to_numpy()
    size, shared = _km2(old), _km2(shapely.intersection(old[was], new[becomes]))
    gone, come = _beyond(old, new), _beyond(new, old)
    parts = {
        "before": [*names[was], *names, *[OUTSIDE] * len(new)],
        "after": [*others[becomes], *[OUTSIDE] * len(old), *others],
        "km2": [*shared, *gone, *come],
        "share": [*shared / size[was], *gone / size, *np.full(len(new), np.nan)],
    }
    made = pd.DataFrame(parts, columns=list(COLUMNS))
    made = made[made["km2"] >= LEAST_KM2]
    return made.sort_values(["before", "km2"], ascending=[True, False], kind="stable", ignore_index=True)


def _beyond(units: np.ndarray, others: np.ndarray) -> np.ndarray:
    """How much of each unit lies in none of the others, in square kilometres."""
    return _km2(shapely.difference(units, union(others)))


def _km2(shapes: np.ndarray) -> np.ndarray:
    """Areas in square kilometres. As in the join, a border runs straight in degrees: in metres it is a curve.

    Taken as straight there, a border of two degrees that has a corner in the middle in one set only would be another line
    than without it, and 2 km² between the two.
    """
    return km2(shapely.segmentize(shapes, _PIECE))
