"""What lies where by two boundary sets: the area that each pair of regions shares."""

import pandas as pd
import shapely

from ..schema import OUTSIDE
from .sets import BoundarySet

COLUMNS = ("before", "after", "km2", "share")
LEAST_KM2 = 1.0  # less is a difference in how finely a border is drawn


def area_moves(before: BoundarySet, after: BoundarySet) -> pd.DataFrame:
    """A row for each pair of a region of one set and one of another that share `LEAST_KM2` or more: `COLUMNS`.

    `km2` is the area that they share, `share` its part of the region before, from 0 to 1. What only one of the sets covers is
    paired with `OUTSIDE`; `share` of what was outside is NaN. In the order of the regions before, the largest part first.
    """
    old, new = before.metric[0], after.metric[0]
    pairs = [
        (name, other, shapely.area(shape) / 1e6, shapely.area(shape) / old[name].area)
        for name in old.index
        for other, shape in new.intersection(old[name]).items()
    ]
    pairs += [(name, OUTSIDE, km2, km2 * 1e6 / old[name].area) for name, km2 in _beyond(old, new)]
    pairs += [(OUTSIDE, name, km2, float("nan")) for name, km2 in _beyond(new, old)]
    made = pd.DataFrame(pairs, columns=list(COLUMNS))
    made = made[made["km2"] >= LEAST_KM2]
    return made.sort_values(["before", "km2"], ascending=[True, False], kind="stable", ignore_index=True)


def _beyond(units: pd.Series, others: pd.Series) -> list[tuple[str, float]]:
    """How much of each unit lies in none of the others, in square kilometres."""
    covered = others.union_all()
    return [(name, area / 1e6) for name, area in units.difference(covered).area.items()]
