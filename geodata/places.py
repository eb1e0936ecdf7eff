"""Place as reported -> geometry and uncertainty: town, near a town, road as a line, area as a polygon, unlocated."""

import geopandas
import numpy as np
import pandas as pd
import shapely

from .actors import fold, split
from .errors import nearest
from .regions import BoundarySet
from .schema import CRS, POINT_PRECISIONS, UNCERTAINTY_KM, UNLOCATED


class Gazetteer:
    """The places that names are looked up in: towns, roads, regions and other areas. Compared without case and accents."""

    def __init__(
        self,
        towns: pd.DataFrame,
        roads: pd.DataFrame,
        areas: geopandas.GeoDataFrame,
        boundaries: BoundarySet,
        later_regions: pd.DataFrame | None = None,
    ):
        self.boundaries = boundaries
        self.towns = _by_name(towns, shapely.points(towns["longitude"].astype(float), towns["latitude"].astype(float)))
        self.areas = _by_name(areas, areas.geometry.to_numpy())
        self.roads = {fold(name): self._road(stops) for name, stops in roads.groupby("name")}
        # Regions made after the boundary set stand for the older region that holds them: wider, never wrong.
        self.later = {} if later_regions is None else _by_name(later_regions, later_regions["held_by"].to_numpy())
        self._names = [*towns["name"], *roads["name"].unique(), *areas["name"], *boundaries.names]

    def _road(self, stops: pd.DataFrame) -> shapely.LineString:
        stops = stops.assign(sequence=stops["sequence"].astype(int)).sort_values("sequence")
        return shapely.LineString([self.towns[fold(name)] for name in stops["place"]])

    def find(self, name: str, precision: str, reported_region: str) -> shapely.Geometry | None:
        """The geometry that a place as reported stands for, or None when the name is not known for that precision.

        A road is clipped to the reported region, where one is reported and the road touches it.
        """
        key = fold(name)
        if precision == "road":
            return self._clip(self.roads.get(key), reported_region)
        if precision == "area":
            own_name = self.boundaries.find(name) or self.later.get(key.removesuffix(" region"))
            return self.boundaries.shape(own_name) if own_name else self.areas.get(key)
        return self.towns.get(key)

    def _clip(self, road: shapely.LineString | None, reported_region: str) -> shapely.Geometry | None:
        region = self.boundaries.find(reported_region) if reported_region else None
        if road is None or region is None:
            return road
        clipped = shapely.intersection(road, self.boundaries.shape(region))
        return road if clipped.is_empty else clipped

    def suggest(self, name: str) -> str | None:
        """The known place whose name is most like `name`, or None."""
        return nearest(name, self._names)


def _by_name(table: pd.DataFrame, shapes: np.ndarray) -> dict[str, shapely.Geometry]:
    found = {}
    for row, shape in zip(table.itertuples(), shapes, strict=True):
        for name in (row.name, *split(row.aliases)):
            found.setdefault(fold(name), shape)
    return found


def locate(incidents: pd.DataFrame, gazetteer: Gazetteer) -> geopandas.GeoDataFrame:
    """`incidents` with `geometry` (EPSG:4326) and `uncertainty_km`, same rows, same order.

    A position in the row (`latitude`, `longitude`) comes before the gazetteer, but not for roads and areas. Geometry is None, and uncertainty NaN,
    for unlocated rows and for names that the gazetteer lacks: `not_found` tells which.
    """
    names = ["place", "place_precision", "reported_region"]
    which = incidents.groupby(names, sort=False, dropna=False).ngroup().to_numpy()
    known = [_shape(*key, gazetteer) for key in incidents[names].drop_duplicates().itertuples(index=False)]
    shapes = np.array([*known, None], dtype=object)[which]
    # A position given for a road or an area is somebody's middle of it: it must not become a dot.
    given = (incidents["latitude"].notna() & incidents["place_precision"].isin(POINT_PRECISIONS)).to_numpy()
    # One object for each distinct position: a million incidents have a few thousand.
    at, positions = pd.factorize(
        incidents["longitude"].to_numpy()[given] + 1j * incidents["latitude"].to_numpy()[given]
    )
    shapes[given] = shapely.points(positions.real, positions.imag)[at]
    uncertainty = incidents["place_precision"].map(UNCERTAINTY_KM).where(~pd.isna(shapes))
    return geopandas.GeoDataFrame(incidents.assign(uncertainty_km=uncertainty), geometry=shapes, crs=CRS)


def _shape(place: str, precision: str, reported_region: str, gazetteer: Gazetteer) -> shapely.Geometry | None:
    return None if precision == UNLOCATED else gazetteer.find(place, precision, reported_region)


def not_found(located: geopandas.GeoDataFrame) -> pd.Series:
    """Which rows name a place, are not unlocated, and yet have no geometry."""
    return located.geometry.isna() & (located["place_precision"] != UNLOCATED)
