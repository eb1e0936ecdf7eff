"""What the playback plays, as `browser/playback.js` reads it: where, from which day to which, in which colour, how many."""

import numpy as np
import pandas as pd

from .names import Colouring
from .points import AREA, LINE, POINT

_COLUMNS = 9


def single(found: pd.DataFrame, colouring: Colouring) -> dict:
    """`Mapping.moments`: each incident with the first and the last day on which it may have happened."""
    return _file(found, colouring, np.ones(len(found)), False)


def counted(found: pd.DataFrame, colouring: Colouring) -> dict:
    """`Mapping.monthly`: how many by cell and month; lines and areas by their number."""
    return _file(found, colouring, found["incidents"].to_numpy(float), True)


def _file(found: pd.DataFrame, colouring: Colouring, weights: np.ndarray, many: bool) -> dict:
    """Days are counted since 1970; rows stand column by column: kind, latitude or number of the shape, longitude, days, colour, number,
    1 where a point is not known well, and 1 where the first or the last day is open."""
    if found.empty:
        return {"first": 0, "last": 0, "counted": many, "rows": [[] for _column in range(_COLUMNS)]}
    first, last = (found[name].to_numpy("datetime64[D]").astype(int) for name in ("first_day", "last_day"))
    at_point = found["latitude"].notna()
    kind = np.where(at_point, POINT, np.where(found["place_precision"] == "road", LINE, AREA))
    where = found["latitude"].where(at_point, found["shape_no"]).to_numpy(float)
    return {
        "first": int(first.min()),
        "last": int(last.max()),
        "counted": many,
        "rows": [
            kind.tolist(),
            np.round(where, 4).tolist(),
            np.round(found["longitude"].fillna(0).to_numpy(float), 4).tolist(),
            first.tolist(),
            last.tolist(),
            colouring.numbers(found["lead_actor"]).tolist(),
            weights.tolist(),
            (found["place_precision"] == "near settlement").astype(int).tolist() if not many else [0] * len(found),
            (found["open_start"] | found["open_end"]).astype(int).tolist() if not many else [0] * len(found),
        ],
    }
