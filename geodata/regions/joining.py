"""The join: every incident gets exactly one row out, with its unit, how near a border it lies, and how that goes with the report."""

import geopandas
import numpy as np
import pandas as pd
import pyproj
import shapely

from ..actors import fold
from ..errors import GeodataError
from ..schema import ATTACH_KM, BETWEEN, BORDER_KM, COUNTRY, CRS, METRIC_CRS
from ..texts import _
from .sets import BoundarySet

_WHOLE = 0.99  # of a line or an area that must lie in one unit before it is put on a deeper level


def join(incidents: geopandas.GeoDataFrame, boundaries: BoundarySet) -> pd.DataFrame:
    """For every row of `incidents` its place in the set, in the same order and with the same index: none lost, none doubled.

    Needs geometry in EPSG:4326 (None or empty for unlocated) and the text column `reported_region` ("" when not reported);
    `country` (as the row says it) and `place` are looked at where there are such. Gives

    - `unit`: key of the deepest unit, None outside all and for unlocated; `region`: that of the top level
    - `outside_country`: a name, "" when it is not one of the neighbours; None inside and for unlocated
    - `border_km`: points within `BORDER_KM` of a region's border: how far it is; NaN else; `near_border` says so
    - `attached_km`: points outside every unit that were put to one within `ATTACH_KM`: how far off it is; NaN else
    - `reported_unit`: key of the unit that the report names, or that held it; None when there is none
    - `agreement`: one of `schema.AGREEMENTS`; "" also where there is no place, and for an unknown region of another country

    Rules: a point on a shared border goes to the first unit by key. A point outside is attached to the nearest unit, unless its
    row names another country. A line or an area goes to the reported region where it touches it, else to the region, or the
    outside, that holds most of it; and to a deeper unit only where that one holds it whole.
    """
    if incidents.crs is None or incidents.crs != CRS:
        raise GeodataError(
            _("The join needs geometry in {expected}, got {given}.").format(expected=CRS, given=incidents.crs)
        )
    shapes = incidents.geometry.to_numpy()
    placed = ~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)
    points = placed & (shapely.get_type_id(shapes) == shapely.GeometryType.POINT)
    home = _says_home(incidents)
    found = {
        "unit": np.full(len(shapes), None, dtype=object),
        "outside_country": np.full(len(shapes), None, dtype=object),
        "border_km": np.full(len(shapes), np.nan),
        "attached_km": np.full(len(shapes), np.nan),
    }
    for name, values in _join_points(shapes[points], home[points], boundaries).items():
        found[name][points] = values
    extended = np.flatnonzero(placed & ~points)
    said = _said_of(incidents.iloc[extended], boundaries)
    found["unit"][extended], found["outside_country"][extended] = _join_extents(shapes[extended], said, boundaries)
    return pd.DataFrame(
        {
            "region": _tops(found["unit"]),
            **found,
            "near_border": found["border_km"] < BORDER_KM,
            **_compared(incidents["reported_region"], found["unit"], home, placed, boundaries),
        },
        index=incidents.index,
    )


def _says_home(incidents: pd.DataFrame) -> np.ndarray:
    """Which rows say that they are of the country, in whatever spelling, or name none."""
    if "country" not in incidents:
        return np.ones(len(incidents), dtype=bool)
    known = [text for text in incidents["country"].unique() if fold(text) in ("", fold(COUNTRY))]
    return incidents["country"].isin(known).to_numpy()


def _tops(units: np.ndarray) -> np.ndarray:
    number, keys = pd.factorize(pd.Series(units, dtype=object))
    return np.array([*(key.split(BETWEEN)[0] for key in keys), None], dtype=object)[number]


def _compared(
    reported: pd.Series, units: np.ndarray, home: np.ndarray, placed: np.ndarray, boundaries: BoundarySet
) -> dict[str, np.ndarray]:
    """`reported_unit` and `agreement`, worked out once for each pair of a region as reported and a unit."""
    said, names = pd.factorize(reported)
    unit, keys = pd.factorize(pd.Series(units, dtype=object))
    pair, first = _numbered(said * (len(keys) + 1) + unit)
    agreement = [boundaries.agreement(names[said[row]], keys[unit[row]] if unit[row] >= 0 else None) for row in first]
    known = np.array([*(boundaries.reported_unit(name) if name else None for name in names), None], dtype=object)
    compared = np.array([*agreement, ""], dtype=object)[pair]
    # What nobody knows here may be a region of the other country; and without a place there is nothing to compare with.
    unknown = compared == "unknown"
    return {
        "reported_unit": np.where(home, known[said], None),
        "agreement": np.where(np.where(unknown, home, placed), compared, ""),
    }


def distinct(shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The number of each shape among the distinct ones, and those in the order in which they first come.

    A place that many incidents share is most often one object: only the distinct objects are compared by their content.
    """
    numbers, first = _numbered(np.fromiter(map(id, shapes), dtype=np.int64, count=len(shapes)))
    content, kept = _numbered(shapely.to_wkb(shapes[first]))
    return content[numbers], shapes[first][kept]


def _numbered(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A number for each value, equal for equal ones and rising with their first appearance; where each first stands."""
    numbers, _values = pd.factorize(values)
    first = np.full(numbers.max(initial=-1) + 1, -1, dtype=np.int64)
    first[numbers[::-1]] = np.arange(len(numbers))[::-1]
    return numbers, first


# --- points -------------------------------------------------------------------------------------------------------------


def _join_points(points: np.ndarray, home: np.ndarray, boundaries: BoundarySet) -> dict[str, np.ndarray]:
    """Unit, country and distances of each point, worked out once for each distinct position."""
    at, first = _numbered(shapely.get_x(points) + 1j * shapely.get_y(points))
    x, y = shapely.get_x(points[first]), shapely.get_y(points[first])
    unit = _first_holding(boundaries.units, "key", x, y)
    outside = np.flatnonzero(np.equal(unit, None))
    country = np.full(len(x), None, dtype=object)
    abroad = _first_holding(boundaries.countries, "name", x[outside], y[outside])
    country[outside] = np.where(np.equal(abroad, None), "", abroad)
    border_km = _border_km(x, y, boundaries)
    near, attached = _nearest_units(x[outside], y[outside], boundaries)
    nearest, km = np.full(len(x), None, dtype=object), np.full(len(x), np.nan)
    nearest[outside], km[outside] = near, attached
    # Whether a row names another country is its own, not its position's.
    attach = home & ~np.isnan(km[at])
    return {
        "unit": np.where(attach, nearest[at], unit[at]),
        "outside_country": np.where(attach, None, country[at]),
        "border_km": border_km[at],
        "attached_km": np.where(attach, km[at], np.nan),
    }


def _first_holding(units: geopandas.GeoDataFrame, column: str, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """For each position the first of `units` that has it inside or on its border: a point on a border is in one only."""
    found = np.full(len(x), None, dtype=object)
    free = np.arange(len(x))
    bounds = units.geometry.bounds.to_numpy()
    for name, unit, (west, south, east, north) in zip(units[column], units.geometry, bounds, strict=True):
        at_x, at_y = x[free], y[free]
        # Most units hold few of the positions, and what lies outside their frame needs no look at their borders.
        near = np.flatnonzero((at_x >= west) & (at_x <= east) & (at_y >= south) & (at_y <= north))
        if not len(near):
            continue
        shapely.prepare(unit)
        hit = near[shapely.intersects_xy(unit, at_x[near], at_y[near])]
        found[free[hit]] = name
        free = np.delete(free, hit)
    return found


def _border_km(x: np.ndarray, y: np.ndarray, boundaries: BoundarySet) -> np.ndarray:
    """Kilometres to the nearest border of a region where that is less than `BORDER_KM`, NaN elsewhere."""
    metric = pyproj.Transformer.from_crs(CRS, METRIC_CRS, always_xy=True).transform(x, y)
    lines = shapely.get_parts(boundaries.metric[0].boundary.union_all())
    tree = shapely.STRtree(lines)
    (at, _line), metres = tree.query_nearest(
        shapely.points(*metric), max_distance=BORDER_KM * 1000, return_distance=True, all_matches=False
    )
    km = np.full(len(x), np.nan)
    km[at] = metres / 1000
    km[~(km < BORDER_KM)] = np.nan
    return km


def _nearest_units(x: np.ndarray, y: np.ndarray, boundaries: BoundarySet) -> tuple[np.ndarray, np.ndarray]:
    """For positions outside all units the nearest one within `ATTACH_KM`, the first by key of several, and its distance."""
    metric = pyproj.Transformer.from_crs(CRS, METRIC_CRS, always_xy=True).transform(x, y)
    units = boundaries.metric[-1]
    tree = shapely.STRtree(units.to_numpy())
    (at, unit), metres = tree.query_nearest(
        shapely.points(*metric), max_distance=ATTACH_KM * 1000, return_distance=True, all_matches=True
    )
    nearest, km = np.full(len(x), None, dtype=object), np.full(len(x), np.nan)
    order = np.lexsort((-unit, at))  # of several the first by key is written last
    nearest[at[order]], km[at[order]] = units.index.to_numpy(dtype=object)[unit[order]], metres[order] / 1000
    return nearest, km


# --- lines and areas ----------------------------------------------------------------------------------------------------


def shares(shape: shapely.Geometry, boundaries: BoundarySet) -> dict[str, float]:
    """How much of a line or an area lies in each region, as a part of 1; what is missing to 1 lies outside all."""
    return dict(_shares(_metric(shape), boundaries, 0))


def _metric(shape: shapely.Geometry) -> shapely.Geometry:
    return geopandas.GeoSeries([shape], crs=CRS).to_crs(METRIC_CRS).iloc[0]


def _shares(shape: shapely.Geometry, boundaries: BoundarySet, level: int) -> pd.Series:
    inside = boundaries.metric[level].intersection(shape)
    share = (inside.area if shape.area else inside.length) / (shape.area or shape.length)
    return share[share > 0]


def _said_of(incidents: pd.DataFrame, boundaries: BoundarySet) -> pd.Series:
    """The region reported of each line and area: what the row says, else its place where that is itself a unit of the set."""
    said = incidents["reported_region"]
    if "place" not in incidents:
        return said
    # "Ménaka region" is drawn as the older region that held it: where the set has a Ménaka, its name decides.
    names = [name for name in incidents["place"].unique() if boundaries.find(name)]
    return said.where(~incidents["place"].isin(names), incidents["place"])


def _join_extents(shapes: np.ndarray, reported: pd.Series, boundaries: BoundarySet) -> tuple[np.ndarray, np.ndarray]:
    """Unit and country of each line and area, worked out once for each that is reported of one region."""
    number, kept = distinct(shapes)
    said, names = pd.factorize(reported)
    pair, first = _numbered(number * max(len(names), 1) + said)
    unit = np.full(len(first), None, dtype=object)
    country = unit.copy()
    for nr, row in enumerate(first):
        unit[nr], country[nr] = _of_extent(kept[number[row]], names[said[row]], boundaries)
    return unit[pair], country[pair]


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
