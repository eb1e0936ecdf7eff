"""Boundary sets, and the join that gives every incident exactly one row out."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pyogrio.errors
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
    def borders(self) -> shapely.Geometry:
        """All borders of all units as lines in the metric projection, prepared for distances."""
        lines = self.metric.boundary.union_all()
        shapely.prepare(lines)
        return lines


def read_embedded(folder: Path) -> BoundarySet:
    """The nine units of Natural Earth (eight regions and Bamako, the division until 2016)."""
    units = read_geojson(folder / "regions.geojson", ("name", "aliases")).sort_values("name", ignore_index=True)
    countries = read_geojson(folder / "neighbours.geojson", ("name",))
    return BoundarySet("Natural Earth, 8 regions and Bamako", "until 2016", units, countries)


def join(incidents: geopandas.GeoDataFrame, boundaries: BoundarySet) -> pd.DataFrame:
    """For every row of `incidents` its region, in the same order and with the same index: none lost, none doubled.

    Needs geometry in EPSG:4326 (None or empty for unlocated) and a text column `reported_region` ("" when not reported).
    Gives `region` (None outside every unit and for unlocated), `outside_country` (a name, "" when it is not one of the
    neighbours; None inside and for unlocated), `border_km` (points only: distance to the nearest border, NaN else) and
    `near_border`. Rules: a point on a shared border goes to the first region by name; a line or an area goes to the
    reported region where it touches it, else to the unit, or the outside, that holds most of it.
    """
    if incidents.crs is None or incidents.crs != CRS:
        raise GeodataError(
            _("The join needs geometry in {expected}, got {given}.").format(expected=CRS, given=incidents.crs)
        )
    shapes = incidents.geometry.to_numpy()
    placed = ~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)
    points = placed & (shapely.get_type_id(shapes) == shapely.GeometryType.POINT)
    extended = placed & ~points
    region = np.full(len(shapes), None, dtype=object)
    region[points] = _regions_of_points(shapes[points], boundaries)
    reported = incidents["reported_region"].to_numpy()
    region[extended] = [
        _region_of_extent(s, r, boundaries) for s, r in zip(shapes[extended], reported[extended], strict=True)
    ]
    outside = (points | extended) & np.equal(region, None)
    country = np.full(len(shapes), None, dtype=object)
    country[outside] = [_country(shape, boundaries) for shape in shapes[outside]]
    distance = np.full(len(shapes), np.nan)
    distance[points] = _border_km(incidents.geometry[points], boundaries)
    return pd.DataFrame(
        {"region": region, "outside_country": country, "border_km": distance, "near_border": distance < BORDER_KM},
        index=incidents.index,
    )


def _regions_of_points(points: np.ndarray, boundaries: BoundarySet) -> np.ndarray:
    found = np.full(len(points), None, dtype=object)
    x, y = shapely.get_x(points), shapely.get_y(points)
    for name, unit in zip(boundaries.units["name"], boundaries.units.geometry, strict=True):
        shapely.prepare(unit)
        free = np.equal(found, None)
        # intersects, not contains: a point on a border belongs to some region, to the first by name.
        found[np.flatnonzero(free)[shapely.intersects_xy(unit, x[free], y[free])]] = name
    return found


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


def _border_km(points: geopandas.GeoSeries, boundaries: BoundarySet) -> np.ndarray:
    return shapely.distance(points.to_crs(METRIC_CRS).to_numpy(), boundaries.borders) / 1000
