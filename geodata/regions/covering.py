"""How the units of a set cover the ground: where two lie over each other, and where none lies between them."""

import numpy as np
import pandas as pd
import shapely

from ..schema import ATTACH_KM
from ..texts import _, _n, number
from .findings import Finding, area_said, drawn, measured, said
from .measures import SLIVER_KM2, km2, polygons

_ROUNDING_KM2 = 1e-6  # a square metre: less is made by the last digit of coordinates
_TOUCHES = 1e-6  # degrees, some centimetres


def overlaps(units: pd.DataFrame, whole: bool) -> list[Finding]:
    """Findings of units (columns key, shape; in the order of the keys) that lie over each other, a pair each; slivers as one.

    `whole` says that the shapes are a valid coverage, in which there is none.
    """
    if whole:
        return []
    shapes, keys = units["shape"].to_numpy(), units["key"].to_numpy()
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    first, second = first[first < second], second[first < second]
    shared = shapely.intersection(shapes[first], shapes[second])
    size = km2(shared)
    found, small = [], []
    for nr in np.flatnonzero(size >= _ROUNDING_KM2):
        pair = (keys[first[nr]], keys[second[nr]])
        area = polygons(np.array([shared[nr]]))
        (found if size[nr] >= SLIVER_KM2 else small).append((pair, float(size[nr]), area))
    return [*(_overlap(*each) for each in found), *_small_overlaps(small)]


def _overlap(pair: tuple[str, str], size: float, area: np.ndarray) -> Finding:
    return Finding(
        "overlap",
        pair,
        _("{first} and {second} lie over each other on {area}.").format(
            first=said(pair[:1]), second=said(pair[1:]), area=area_said(size)
        ),
        _("Left as it is: points there go to {unit}, the first by name.").format(unit=said((min(pair),))),
        area_km2=size,
        shape=drawn(area),
    )


def _small_overlaps(small: list[tuple]) -> list[Finding]:
    if not small:
        return []
    units = tuple(dict.fromkeys(key for pair, _size, _area in small for key in pair))
    size = sum(size for _pair, size, _area in small)
    sentence = _("{how_many} on less than {least} km² each, {area} together, of {units}.")
    return [
        Finding(
            "overlap",
            units,
            sentence.format(
                how_many=_n(
                    "{n} pair of units lies over each other", "{n} pairs of units lie over each other", len(small)
                ),
                least=number(SLIVER_KM2),
                area=area_said(size),
                units=said(units),
            ),
            _("Left as they are: points there go to the first unit by name."),
            area_km2=size,
            shape=drawn(np.concatenate([area for _pair, _size, area in small])),
        )
    ]


def gaps(units: pd.DataFrame, union: shapely.Geometry, most_km2: float) -> list[Finding]:
    """Findings of ground inside the `union` of units that none covers, smaller than `most_km2`; slivers as one."""
    parts = polygons(np.array([union]))
    # What lies in a hole, as a town in its region, is not a gap.
    filled = shapely.union_all(shapely.polygons(shapely.get_exterior_ring(parts)))
    holes = polygons(np.array([shapely.difference(filled, union)]))
    size = km2(holes)
    told = (size >= _ROUNDING_KM2) & (size < most_km2)
    holes, size = holes[told], size[told]
    if not len(holes):
        return []
    at, unit = shapely.STRtree(units["shape"].to_numpy()).query(holes, predicate="dwithin", distance=_TOUCHES)
    keys = units["key"].to_numpy()
    around: list[tuple[str, ...]] = [()] * len(holes)
    for nr, names in pd.Series(keys[unit]).groupby(at):
        around[nr] = tuple(sorted(names))
    large = np.flatnonzero(size >= SLIVER_KM2)
    small = np.flatnonzero(size < SLIVER_KM2)
    return [*(_gap(around[nr], float(size[nr]), holes[nr]) for nr in large), *_small_gaps(holes[small], around, small)]


def _gap(around: tuple[str, ...], size: float, hole: shapely.Geometry) -> Finding:
    return Finding(
        "gap",
        around,
        _("{area} belong to no unit. Around it: {units}.").format(area=area_said(size), units=said(around)),
        _("Left as it is: points there go to the nearest unit within {km} km, others count as outside all.").format(
            km=number(ATTACH_KM)
        ),
        area_km2=size,
        shape=drawn([hole]),
    )


def _small_gaps(holes: np.ndarray, around: list[tuple[str, ...]], small: np.ndarray) -> list[Finding]:
    if not len(holes):
        return []
    units = tuple(dict.fromkeys(key for nr in small for key in around[nr]))
    sentence = _("{how_many} of less than {least} km² each, {area} together. Around: {units}.")
    return [
        Finding(
            "gap",
            units,
            sentence.format(
                how_many=_n("{n} gap", "{n} gaps", len(holes)),
                least=number(SLIVER_KM2),
                area=area_said(measured(holes)),
                units=said(units),
            ),
            _("Left as they are: points there go to the nearest unit."),
            area_km2=measured(holes),
            shape=drawn(holes),
        )
    ]
