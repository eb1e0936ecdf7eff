"""Two boundary sets side by side: what moved where, by area and by the incidents of a filter."""

from dataclasses import replace

import pandas as pd

from .filters import COMPUTED, IncidentFilter
from .regions import area_moves
from .store import Store

COLUMNS = ("before", "after", "km2", "share", "incidents")


def moved(store: Store, chosen: IncidentFilter, before: str, after: str) -> pd.DataFrame:
    """A row for each pair of regions of two sets (their keys) that share area or incidents: `COLUMNS`.

    `km2` and `share` as `regions.area_moves` has them, 0 and NaN for pairs without area; `incidents` of the filter, whose own
    region parts are let go, since they are of one set only. The incidents sum up to those that it shows, each as a whole.
    """
    every = replace(chosen.without("regions"), boundary_set=store.unnamed(before), regions_by=COMPUTED)
    counts = pd.DataFrame(
        [(move.before, move.after, move.incidents) for move in store.moves(every, store.unnamed(after))],
        columns=["before", "after", "incidents"],
    )
    areas = area_moves(store.boundary_set(store.unnamed(before)), store.boundary_set(store.unnamed(after)))
    made = areas.merge(counts, "outer", ["before", "after"])
    made = made.assign(km2=made["km2"].fillna(0.0), incidents=made["incidents"].fillna(0).astype("int64"))
    order = made.sort_values(["before", "km2"], ascending=[True, False], kind="stable", ignore_index=True)
    return order[list(COLUMNS)]
