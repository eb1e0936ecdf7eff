"""A small map of one incident with the regions around it, for where its report and its place disagree."""

import math
from types import SimpleNamespace

import pandas as pd
import shapely
from shapely.ops import nearest_points

from geodata.place_names import place_name
from geodata.regions import BoundarySet
from geodata.regions.sketch import KM_A_DEGREE, Drawn, Frame, around, sketch
from geodata.store import Store
from geodata.words import title_words

WIDTH, HEIGHT = 340, 210  # pixels
_LEAST_KM = 60.0  # from edge to edge
_ROOM, _RING_ROOM = 0.25, 1.4  # around what must be in sight: of its own extent, and of how far off the place may be


def of(store: Store, boundaries: BoundarySet, row: SimpleNamespace, dark: bool) -> str:
    """The map as SVG; `row` is one of `Store.disagreements`."""
    shape = store.shapes[int(row.shape_no)] if pd.isna(row.latitude) else shapely.Point(row.longitude, row.latitude)
    units = [Drawn(unit.geometry, "unit", unit.name) for unit in boundaries.screen[0].itertuples()]
    looks = {"Point": "point"}.get(shape.geom_type, "hatched")
    ring = _number(row.uncertainty_km) if row.place_precision == "near settlement" else 0.0
    return sketch(
        [*units, Drawn(shape, looks, place_name(row.place), ring)],
        width=WIDTH,
        height=HEIGHT,
        frame=_frame(shape, boundaries, row),
        dark=dark,
        title=title_words(row),
    )


def _frame(shape: shapely.Geometry, boundaries: BoundarySet, row: SimpleNamespace) -> Frame:
    """So wide that the place is in sight as far as it reaches, and the nearest part of the region that is reported."""
    seen = shapely.union(shape, _reported(shape, boundaries, row.reported_region))
    west, south, east, north = seen.bounds
    middle = (south + north) / 2
    narrow = math.cos(math.radians(middle))
    ring = _RING_ROOM * _number(row.uncertainty_km) / KM_A_DEGREE
    room = max(_ROOM * (north - south), _ROOM * (east - west) * narrow, ring)
    least = around((west + east) / 2, middle, _LEAST_KM)
    return (
        min(west - room / narrow, least[0]),
        min(south - room, least[1]),
        max(east + room / narrow, least[2]),
        max(north + room, least[3]),
    )


def _reported(shape: shapely.Geometry, boundaries: BoundarySet, reported: str) -> shapely.Point:
    """The position in the region reported that lies nearest to the place; none for a region that the set doesn't have."""
    key = boundaries.reported_unit(reported)
    return nearest_points(shape, boundaries.shape(key))[1] if key else shapely.Point()


def _number(value: float) -> float:
    return 0.0 if pd.isna(value) else float(value)
