"""A small map of one incident with the regions around it, for where its report and its place disagree."""

from types import SimpleNamespace

import pandas as pd
import shapely

from geodata.regions import BoundarySet
from geodata.regions.sketch import KM_A_DEGREE, Drawn, around, sketch
from geodata.store import Store

from .words import title_words

WIDTH, HEIGHT = 340, 210  # pixels
_LEAST_KM, _ROOM = 60.0, 3.0  # from west to east; times the distance to the region reported, or the uncertainty


def of(store: Store, boundaries: BoundarySet, row: SimpleNamespace, dark: bool) -> str:
    """The map as SVG; `row` is one of `Store.disagreements`."""
    shape = store.shapes[int(row.shape_no)] if pd.isna(row.latitude) else shapely.Point(row.longitude, row.latitude)
    middle = shape.centroid
    # So wide that the region reported comes into sight.
    away = _away(middle, boundaries, row.reported_region)
    width = max(_LEAST_KM, _ROOM * max(_number(row.uncertainty_km), away))
    frame = around(middle.x, middle.y, width) if shape.geom_type == "Point" else None
    units = [Drawn(unit.geometry, "unit", unit.name) for unit in boundaries.screen[0].itertuples()]
    looks = {"Point": "point"}.get(shape.geom_type, "hatched")
    ring = _number(row.uncertainty_km) if row.place_precision == "near settlement" else 0.0
    drawn = [*units, Drawn(shape, looks, row.place, ring)]
    return sketch(drawn, width=WIDTH, height=HEIGHT, frame=frame, dark=dark, title=title_words(row))


def _away(middle: shapely.Point, boundaries: BoundarySet, reported: str) -> float:
    """About how many km the region reported lies off."""
    key = boundaries.reported_unit(reported)
    return shapely.distance(middle, boundaries.shape(key)) * KM_A_DEGREE if key else 0.0


def _number(value: float) -> float:
    return 0.0 if pd.isna(value) else float(value)
