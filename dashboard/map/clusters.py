"""Many incidents: their number by cell of a grid, and on each line and area, divided by colour; as `browser/clusters.js` reads them."""

import math
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from types import SimpleNamespace

import pandas as pd

from geodata.rows import rows

from .names import Colouring
from .points import AREA, LINE

_OUTWARD = 1e5  # edges keep five decimals of a degree, rounded outwards so that no position falls out of its box


def cells(counted: pd.DataFrame, colouring: Colouring) -> dict:
    """`Survey.cells` with a colour for each first-named actor: a place each, the number there, the box of what is in it, its parts.

    `at` and `boxes` are lists by column (latitude, longitude, number; south, west, north, east); `parts` one list a cell of
    colour, number, colour, number, ..., the largest first.
    """
    places, boxes, parts = [], [], []
    for _cell, found in groupby(_coloured(counted, colouring), attrgetter("row", "column")):
        mine = list(found)
        weight = sum(each.weight for each in mine)
        middle = (
            sum(getattr(each, axis) * each.weight for each in mine) / weight for axis in ("latitude", "longitude")
        )
        places.append((*(round(value, 4) for value in middle), round(float(sum(each.incidents for each in mine)), 2)))
        low = (min(getattr(each, side) for each in mine) for side in ("south", "west"))
        high = (max(getattr(each, side) for each in mine) for side in ("north", "east"))
        boxes.append((*(_outward(math.floor, edge) for edge in low), *(_outward(math.ceil, edge) for edge in high)))
        parts.append(_parts(mine))
    return {"at": _columns(places, 3), "boxes": _columns(boxes, 4), "parts": parts}


def outlined(counted: pd.DataFrame, colouring: Colouring) -> list[list]:
    """`Survey.outlined` with a colour for each first-named actor: kind, number of the shape, incidents, parts as in `cells`."""
    made = []
    for (number, precision), found in groupby(_coloured(counted, colouring), attrgetter("shape_no", "place_precision")):
        mine = list(found)
        total = round(float(sum(each.incidents for each in mine)), 2)
        made.append([LINE if precision == "road" else AREA, int(number), total, _parts(mine)])
    return made


def _coloured(counted: pd.DataFrame, colouring: Colouring) -> list[SimpleNamespace]:
    # Row by row: there are some hundred, and a frame takes longer to ask than Python to count.
    return rows(counted.assign(colour=colouring.numbers(counted["lead_actor"])))


def _parts(mine: Iterable[SimpleNamespace]) -> list[float]:
    """Colours with their numbers, the largest first."""
    summed: Counter = Counter()
    for each in mine:
        summed[each.colour] += each.incidents
    return [value for colour, count in summed.most_common() for value in (int(colour), round(float(count), 2))]


def _outward(towards, edge: float) -> float:
    return round(towards(edge * _OUTWARD) / _OUTWARD, 5)


def _columns(made: list[tuple], width: int) -> list[list]:
    return [list(column) for column in zip(*made, strict=True)] or [[] for _column in range(width)]
