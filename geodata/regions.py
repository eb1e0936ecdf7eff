"""Boundary sets, and the join that gives every incident exactly one row out."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pyogrio.errors
import pyproj
import shapely

from .actors import fold, split
from .errors import DataFileError, GeodataError
from .schema import BORDER_KM, CRS, METRIC_CRS
from .texts import _


def read_geojson(path: Path, columns: tuple[str, ...]) -> geopandas.GeoDataFrame:
    """The features of one of the project's GeoJSON files, text columns without nulls. DataFileError when unreadable."""
    try:
        frame = geopandas.read_file(path, engine="pyogrio")
    except (pyogrio.errors.DataSourceError, OSError) as error:
        raise DataFileError(
            _(
                "The data file {file} is missing or not GeoJSON. Make it again with geodata/data/make_boundaries.py."
            ).format(file=path.name)
        ) from error
    for column in columns:
        if column not in frame:
            raise DataFileError(
                _(
                    'The data file {file} lacks the property "{column}". Make it again with geodata/data/make_boundaries.py.'
                ).format(file=path.name, column=column)
            )
    return frame.fillna(dict.fromkeys(columns, ""))


@dataclass(frozen=True)
class BoundarySet:
    """A division of the country into regions, with the neighbours that lie around it.

    `units`: one row a region, columns name, aliases, geometry, sorted by name, in EPSG:4326.
    `countries`: columns name, geometry, of what lies outside.
    """

    name: str
    vintage: str
    units: geopandas.GeoDataFrame
    countries: geopandas.GeoDataFrame
    _by_name: dict[str, str] = field(init=False, repr=False, compare=False, default_factory=dict)
    # Where lines and areas lie that were asked for before: a road and a region come again in each part of a long file.
    _extents: dict[tuple[bytes, str], tuple] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self):
        for row in self.units.itertuples():
            for name in (row.name, *split(row.aliases)):
                self._by_name[fold(name)] = row.name

    @property
    def names(self) -> list[str]:
        """The regions' own names, in order."""
        return list(self.units["name"])

    def find(self, name: str) -> str | None:
        """The region's own name for a name as reported ("Segou", "Timbuktu", "Kidal region"), or None."""
        folded = fold(name)
        for plain in (folded, folded.removesuffix(" region"), folded.removeprefix("region de ")):
            if plain in self._by_name:
                return self._by_name[plain]
        return None

    def shape(self, name: str) -> shapely.Geometry:
        """The region's geometry in EPSG:4326, by its own name."""
        return self.units.loc[self.units["name"] == name, "geometry"].iloc[0]

    @cached_property
    def metric(self) -> geopandas.GeoSeries:
        """The units in the metric projection, by name."""
        return self.units.set_index("name").geometry.to_crs(METRIC_CRS)

    @cached_property
    def borders(self) -> shapely.STRtree:
        """Every straight piece of the borders of all units in the metric projection, to find the nearest one."""
        lines = shapely.get_parts(self.metric.boundary.union_all())
        at, line = shapely.get_coordinates(lines, return_index=True)
        ends = np.flatnonzero(line[:-1] == line[1:])
        return shapely.STRtree(shapely.linestrings(np.stack([at[ends], at[ends + 1]], axis=1)))


@lru_cache(maxsize=2)
def read_embedded(folder: Path) -> BoundarySet:
    """The nine units of Natural Earth (eight regions and Bamako, the division until 2016); read once, as its tree takes time."""
    units = read_geojson(folder / "regions.geojson", ("name", "aliases")).sort_values("name", ignore_index=True)
    countries = read_geojson(folder / "neighbours.geojson", ("name",))
    return BoundarySet("Natural Earth, 8 regions and Bamako", "until 2016", units, countries)


def join(incidents: geopandas.GeoDataFrame, boundaries: BoundarySet, distances: bool = True) -> pd.DataFrame:
    """For every row of `incidents` its region, in the same order and with the same index: none lost, none doubled.

    Needs geometry in EPSG:4326 (None or empty for unlocated) and a text column `reported_region` ("" when not reported).
    Gives `region` (None outside every unit and for unlocated), `outside_country` (a name, "" when it is not one of the
    neighbours; None inside and for unlocated), `border_km` (points only: distance to the nearest border, NaN else) and
    `near_border`. Rules: a point on a shared border goes to the first region by name; a line or an area goes to the
    reported region where it touches it, else to the unit, or the outside, that holds most of it. Without `distances`,
    `border_km` is NaN everywhere: measuring takes longer than all the rest.
    """
    if incidents.crs is None or incidents.crs != CRS:
        raise GeodataError(
            _("The join needs geometry in {expected}, got {given}.").format(expected=CRS, given=incidents.crs)
        )
    shapes = incidents.geometry.to_numpy()
    placed = ~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)
    points = placed & (shapely.get_type_id(shapes) == shapely.GeometryType.POINT)
    region = np.full(len(shapes), None, dtype=object)
    country = np.full(len(shapes), None, dtype=object)
    distance = np.full(len(shapes), np.nan)
    region[points], country[points], distance[points] = _join_points(shapes[points], boundaries, distances)
    extended = np.flatnonzero(placed & ~points)
    reported = incidents["reported_region"].iloc[extended]
    region[extended], country[extended] = _join_extents(shapes[extended], reported, boundaries)
    return pd.DataFrame(
        {"region": region, "outside_country": country, "border_km": distance, "near_border": distance < BORDER_KM},
        index=incidents.index,
    )


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


def _join_points(
    points: np.ndarray, boundaries: BoundarySet, distances: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Region, country and distance of each point, worked out once for each distinct position."""
    at, first = _numbered(shapely.get_x(points) + 1j * shapely.get_y(points))
    x, y = shapely.get_x(points[first]), shapely.get_y(points[first])
    region = _first_holding(boundaries.units, x, y)
    outside = np.equal(region, None)
    country = np.full(len(x), None, dtype=object)
    abroad = _first_holding(boundaries.countries, x[outside], y[outside])
    country[outside] = np.where(np.equal(abroad, None), "", abroad)
    km = _border_km(x, y, boundaries) if distances else np.full(len(x), np.nan)
    return region[at], country[at], km[at]


def _first_holding(units: geopandas.GeoDataFrame, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """For each position the first of `units` that has it inside or on its border: a point on a border is in one only."""
    found = np.full(len(x), None, dtype=object)
    free = np.arange(len(x))
    bounds = units.geometry.bounds.to_numpy()
    for name, unit, (west, south, east, north) in zip(units["name"], units.geometry, bounds, strict=True):
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


def _join_extents(shapes: np.ndarray, reported: pd.Series, boundaries: BoundarySet) -> tuple[np.ndarray, np.ndarray]:
    """Region and country of each line and area, worked out once for each that is reported of one region."""
    number, kept = distinct(shapes)
    said, names = pd.factorize(reported)
    pair, first = _numbered(number * max(len(names), 1) + said)
    region = np.full(len(first), None, dtype=object)
    country = region.copy()
    for nr, row in enumerate(first):
        region[nr], country[nr] = _of_extent(kept[number[row]], names[said[row]], boundaries)
    return region[pair], country[pair]


def _of_extent(shape: shapely.Geometry, reported: str, boundaries: BoundarySet) -> tuple[str | None, str | None]:
    key = (shapely.to_wkb(shape), reported)
    if key not in boundaries._extents:
        region = _region_of_extent(shape, reported, boundaries)
        boundaries._extents[key] = (region, None if region else _country(shape, boundaries))
    return boundaries._extents[key]


def _region_of_extent(shape: shapely.Geometry, reported: str, boundaries: BoundarySet) -> str | None:
    shape = geopandas.GeoSeries([shape], crs=CRS).to_crs(METRIC_CRS).iloc[0]
    inside = boundaries.metric.intersection(shape)
    size = inside.area if shape.area else inside.length
    share = size / (shape.area or shape.length)
    own_name = boundaries.find(reported) if reported else None
    if own_name and share[own_name] > 0:
        return own_name
    return share.idxmax() if share.max() > 1 - share.sum() else None


def _country(shape: shapely.Geometry, boundaries: BoundarySet) -> str:
    touching = boundaries.countries[boundaries.countries.intersects(shape)]
    if touching.empty:
        return ""
    overlap = touching.geometry.intersection(shape)
    size = overlap.to_crs(METRIC_CRS)
    measure = size.area + size.length
    return touching["name"].iloc[int(np.argmax(measure))]


def _border_km(x: np.ndarray, y: np.ndarray, boundaries: BoundarySet) -> np.ndarray:
    metric = pyproj.Transformer.from_crs(CRS, METRIC_CRS, always_xy=True).transform(x, y)
    _at, metres = boundaries.borders.query_nearest(shapely.points(*metric), return_distance=True, all_matches=False)
    return metres / 1000
