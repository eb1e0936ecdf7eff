"""Many incidents: their number by cell of a grid, and on each line and area, divided by colour; as `browser/clusters.js` reads them."""

import numpy as np
import pandas as pd

from .names import Colouring
from .points import AREA, LINE

_OUTWARD = 1e-5  # degrees: edges keep five decimals, rounded outwards so that no position falls out of its box


def cells(counted: pd.DataFrame, colouring: Colouring) -> dict:
    """`Mapping.cells` with a colour for each first-named actor: a place each, the number there, the box of what is in it, its parts.

    `at` and `boxes` are lists by column (latitude, longitude, number; south, west, north, east); `parts` one list a cell of
    colour, number, colour, number, ..., the largest first.
    """
    if counted.empty:
        return {"at": [[], [], []], "boxes": [[], [], [], []], "parts": []}
    by_cell = counted.groupby(["row", "column"], sort=False)
    weight = by_cell["weight"].sum()
    middle = [
        (counted[name] * counted["weight"]).groupby([counted["row"], counted["column"]], sort=False).sum() / weight
        for name in ("latitude", "longitude")
    ]
    low = [np.floor(by_cell[name].min() / _OUTWARD) * _OUTWARD for name in ("south", "west")]
    high = [np.ceil(by_cell[name].max() / _OUTWARD) * _OUTWARD for name in ("north", "east")]
    return {
        "at": [*(_numbers(each, 4) for each in middle), _numbers(by_cell["incidents"].sum(), 2)],
        "boxes": [_numbers(each, 5) for each in (*low, *high)],
        "parts": _parts(counted, ["row", "column"], colouring),
    }


def outlined(counted: pd.DataFrame, colouring: Colouring) -> list[list]:
    """`Mapping.outlined` with a colour for each first-named actor: kind, number of the shape, incidents, parts as in `cells`."""
    if counted.empty:
        return []
    keys = ["shape_no", "place_precision"]
    totals = counted.groupby(keys, sort=False)["incidents"].sum()
    parts = _parts(counted, keys, colouring)
    return [
        [LINE if precision == "road" else AREA, int(number), round(float(total), 2), mine]
        for ((number, precision), total), mine in zip(totals.items(), parts, strict=True)
    ]


def _parts(counted: pd.DataFrame, keys: list[str], colouring: Colouring) -> list[list[float]]:
    """For each place, in the order of their first rows, colours with their numbers, the largest first."""
    coloured = counted.assign(colour=colouring.numbers(counted["lead_actor"]))
    order = {key: nr for nr, key in enumerate(coloured.groupby(keys, sort=False).groups)}
    summed = coloured.groupby([*keys, "colour"], sort=False)["incidents"].sum().sort_values(ascending=False)
    parts: list[list[float]] = [[] for _place in order]
    for (*key, colour), count in summed.items():
        parts[order[tuple(key)]] += [int(colour), round(float(count), 2)]
    return parts


def _numbers(values: pd.Series, digits: int) -> list[float]:
    return [round(value, digits) for value in values.astype(float)]
