"""Where lines and areas lie in a boundary set, by how much of them does."""

import geopandas
import numpy as np
import pandas as pd
import shapely

from ..schema import BETWEEN, CRS, METRIC_CRS
from .numbering import distinct, numbered
from .sets import BoundarySet

_WHOLE = 0.99  # of a line or an area that must lie in one unit before it is put on a deeper level


def shares(shape: shapely.Geometry, boundaries: BoundarySet) -> dict[str, float]:
    """How much of a line or an area lies in each region, as a part of 1; what is missing to 1 lies outside all."""
    return dict(_shares(_metric(shape), boundaries, 0))


def _metric(shape: shapely.Geometry) -> shapely.Geometry:
    return geopandas.GeoSeries([shape], crs=CRS).to_crs(METRIC_CRS).iloc[0]


def _shares(shape: shapely.Geometry, boundaries: BoundarySet, level: int) -> pd.Series:
    inside = boundaries.metric[level].intersection(shape)
    share = (inside.area if shape.area else inside.length) / (shape.area or shape.length)
    return share[share > 0]


def place(shapes: np.ndarray, incidents: pd.DataFrame, boundaries: BoundarySet) -> tuple[np.ndarray, np.ndarray]:
    """Key of the unit and name of the country of each line and area, one a row of `incidents`; see `join` for the rules.

    Worked out once for each that is reported of one region.
    """
    number, kept = distinct(shapes)
    said, names = pd.factorize(_said_of(incidents, boundaries))
    pair, first = numbered(number * max(len(names), 1) + said)
    unit = np.full(len(first), None, dtype=object)
    country = unit.copy()
    for nr, row in enumerate(first):
        unit[nr], country[nr] = _of_extent(kept[number[row]], names[said[row]], boundaries)
    return unit[pair], country[pair]


def _said_of(incidents: pd.DataFrame, boundaries: BoundarySet) -> pd.Series:
    """The region reported of each line and area: what the row says, else its place where that is itself a unit of the set."""
    said = incidents["reported_region"]
    if "place" not in incidents:
        return said
    # "Ménaka region" is drawn as the older region that held it: where the set has a Ménaka, its name decides.
    names = [name for name in incidents["place"].unique() if boundaries.find(name)]
    return said.where(~incidents["place"].isin(names), incidents["place"])


def _of_extent(shape: shapely.Geometry, reported: str, boundaries: BoundarySet) -> tuple[str | None, str | None]:
    key = (shapely.to_wkb(shape), reported)
    if key not in boundaries._extents:
        unit = _unit_of_extent(_metric(shape), reported, boundaries)
        boundaries._extents[key] = (unit, None if unit else _country(shape, boundaries))
    return boundaries._extents[key]


def _unit_of_extent(shape: shapely.Geometry, reported: str, boundaries: BoundarySet) -> str | None:
    share = _shares(shape, boundaries, 0)
    said = boundaries.find(reported) if reported else None
    region = said.split(BETWEEN)[0] if said else None
    if region not in share:
        region = share.idxmax() if len(share) and share.max() > 1 - share.sum() else None
    unit = region
    for level in range(1, len(boundaries.frames)) if region else ():
        deeper = _shares(shape, boundaries, level)
        whole = [key for key in deeper.index[deeper > _WHOLE] if key.startswith(unit + BETWEEN)]
        if not whole:
            break
        unit = whole[0]
    return unit


def _country(shape: shapely.Geometry, boundaries: BoundarySet) -> str:
    touching = boundaries.countries[boundaries.countries.intersects(shape)]
    if touching.empty:
        return ""
    size = touching.geometry.intersection(shape).to_crs(METRIC_CRS)
    return touching["name"].iloc[int(np.argmax(size.area + size.length))]
