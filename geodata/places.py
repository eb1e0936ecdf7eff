"""Place as reported -> geometry and uncertainty: town, near a town, road as a line, area as a polygon, unlocated."""

import re
from collections.abc import Iterator
from functools import cached_property

import geopandas
import numpy as np
import pandas as pd
import shapely
from rapidfuzz import fuzz, process

from .actors import fold, split
from .geonames import read_geonames
from .outlines import read_outlines
from .regions import BoundarySet
from .schema import CRS, METRIC_CRS, POINT_PRECISIONS, UNCERTAINTY_KM, UNLOCATED

__all__ = ["Gazetteer", "locate", "not_found", "read_geonames"]
EXTENDED = ("road", "area")
SAME_KM = 5.0  # places of one name that lie no farther apart are one: so far do gazetteers differ on a town
_LIKE = 70  # of 100: below it a proposal has little to do with the name
_ROAD_WORDS = re.compile(r"(?:(?:sur )?l['’]axe|axe|la route|route|road|troncon|entre|between|from|de) (?:de |d['’])?")
_BETWEEN = re.compile(r"\s*[-–—/]\s*|\s+(?:et|and|a|to)\s+")


class Gazetteer:
    """The places that names are looked up in: towns, roads, regions and other areas. Compared without case and accents.

    `more_towns` (as `read_geonames` gives them) are looked up after `towns`; a name may stand for several of them.
    """

    def __init__(
        self,
        towns: pd.DataFrame,
        roads: pd.DataFrame,
        areas: geopandas.GeoDataFrame,
        boundaries: BoundarySet,
        more_towns: pd.DataFrame | None = None,
    ):
        self.boundaries = boundaries
        self.towns = _by_name(towns, shapely.points(towns["longitude"].astype(float), towns["latitude"].astype(float)))
        self.areas = _by_name(areas, areas.geometry.to_numpy())
        self._road_names = {fold(name): name for name in roads["name"]}
        self.roads = {fold(name): self._road(stops) for name, stops in roads.groupby("name")}
        self.more = {} if more_towns is None else _all_by_name(more_towns)
        named = [towns, areas, boundaries.units, *([] if more_towns is None else [more_towns])]
        self._named = [table[["name", "aliases"]] for table in named]

    def _road(self, stops: pd.DataFrame) -> shapely.LineString:
        stops = stops.assign(sequence=stops["sequence"].astype(int)).sort_values("sequence")
        return shapely.LineString([self.towns[fold(name)] for name in stops["place"]])

    def find(self, name: str, precision: str, reported_region: str) -> shapely.Geometry | None:
        """The geometry that a place as reported stands for, or None when the name is not known for that precision.

        A road is one by its name, or the stretch between two towns ("Gao - Anéfis"); it is clipped to the reported region,
        where one is reported and the road touches it. A name of several towns is found only where one of them lies in
        the reported region.
        """
        key = fold(name)
        if precision == "road":
            return self._clip(self.roads.get(key) or self._stretch(key, reported_region), reported_region)
        if precision == "area":
            # A region made after the boundary set stands for the older one that held it: wider, never wrong.
            own_name = self.boundaries.reported_unit(name)
            return self.boundaries.shape(own_name) if own_name else self.areas.get(key)
        return self._town(key, reported_region)

    def _town(self, key: str, reported_region: str) -> shapely.Point | None:
        if key in self.towns:
            return self.towns[key]
        places = _apart(self.more.get(key, []))
        if len(places) > 1:
            region = self.boundaries.find(reported_region) if reported_region else None
            shape = self.boundaries.shape(region) if region else None
            places = [place for place in places if shape is not None and shape.intersects(place)]
        return places[0] if len(places) == 1 else None

    def homonyms(self, name: str) -> list[tuple[str, shapely.Point]]:
        """The places, each with its region ("" outside all), between which a name of several towns leaves open; [] for any other."""
        key = fold(name)
        places = [] if key in self.towns else _apart(self.more.get(key, []))
        if len(places) < 2:
            return []
        units = self.boundaries.units
        return [(next(iter(units.loc[units.intersects(place), "name"]), ""), place) for place in places]

    def _stretch(self, key: str, reported_region: str) -> shapely.LineString | None:
        """The road between the two towns that a name like "entre gao et anefis" or "gao-anefis" gives.

        Along a known road that passes both, else straight: an approximation, as the line of a road is anyway.
        """
        ends = {frozenset(pair): pair for pair in self._ends(key, reported_region)}
        if len(ends) != 1:
            return None
        start, end = ends.popitem()[1]
        for _name, road in sorted(self.roads.items()):
            stops = [*shapely.points(shapely.get_coordinates(road))]
            if start in stops and end in stops:
                first, last = sorted((stops.index(start), stops.index(end)))
                return shapely.LineString(stops[first : last + 1])
        return shapely.LineString([start, end])

    def _ends(self, key: str, reported_region: str) -> Iterator[tuple[shapely.Point, shapely.Point]]:
        # A name may have a hyphen of its own (Tin-Essako): every place to part it is tried, and both ends must be known.
        for words in dict.fromkeys((key, _ROAD_WORDS.sub("", key, count=1) if _ROAD_WORDS.match(key) else key)):
            for mark in _BETWEEN.finditer(words):
                start = self._town(words[: mark.start()], reported_region)
                end = self._town(words[mark.end() :], reported_region)
                if start is not None and end is not None and start != end:
                    yield start, end

    def _clip(self, road: shapely.LineString | None, reported_region: str) -> shapely.Geometry | None:
        region = self.boundaries.find(reported_region) if reported_region else None
        if road is None or region is None:
            return road
        clipped = shapely.intersection(road, self.boundaries.shape(region))
        return road if clipped.is_empty else clipped

    @cached_property
    def _folded(self) -> dict[str, str]:
        found = dict(self._road_names)
        for table in self._named:
            for name, aliases in zip(table["name"], table["aliases"], strict=True):
                for each in (name, *split(aliases)):
                    found.setdefault(fold(each), name)
        return found

    def suggest(self, name: str) -> str | None:
        """The known place of whose names one is most like `name`, or None."""
        found = process.extractOne(fold(name), self._folded.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE)
        return self._folded[found[0]] if found else None


def _by_name(table: pd.DataFrame, shapes: np.ndarray) -> dict[str, shapely.Geometry]:
    found = {}
    for row, shape in zip(table.itertuples(), shapes, strict=True):
        for name in (row.name, *split(row.aliases)):
            found.setdefault(fold(name), shape)
    return found


def _all_by_name(towns: pd.DataFrame) -> dict[str, list[shapely.Point]]:
    """All towns of each name, those of that very name before those that also have it."""
    shapes = shapely.points(towns["longitude"].astype(float), towns["latitude"].astype(float))
    found: dict[str, list[shapely.Point]] = {}
    for name, shape in zip(towns["name"], shapes, strict=True):
        found.setdefault(fold(name), []).append(shape)
    for aliases, shape in zip(towns["aliases"], shapes, strict=True):
        for key in {fold(alias) for alias in split(aliases)}:
            if shape not in found.setdefault(key, []):
                found[key].append(shape)
    return found


def _apart(places: list[shapely.Point]) -> list[shapely.Point]:
    """The places less those within `SAME_KM` of one before them."""
    if len(places) < 2:
        return places
    metric = geopandas.GeoSeries(places, crs=CRS).to_crs(METRIC_CRS)
    kept: list[int] = []
    for at in range(len(places)):
        if all(metric[at].distance(metric[other]) > SAME_KM * 1000 for other in kept):
            kept.append(at)
    return [places[at] for at in kept]


def locate(incidents: pd.DataFrame, gazetteer: Gazetteer) -> geopandas.GeoDataFrame:
    """`incidents` with `geometry` (EPSG:4326) and `uncertainty_km`, same rows, same order.

    A position in the row (`latitude`, `longitude`) comes before the gazetteer, but not for roads and areas: there it is an
    `outline`. Geometry is None, and uncertainty NaN, for unlocated rows and for names that the gazetteer lacks: `not_found`
    tells which.
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
    if "outline" in incidents:
        drawn = (incidents["outline"] != "") & incidents["place_precision"].isin(EXTENDED)
        shapes[drawn.to_numpy()] = read_outlines(incidents.loc[drawn, "outline"])
    uncertainty = incidents["place_precision"].map(UNCERTAINTY_KM).where(~pd.isna(shapes))
    return geopandas.GeoDataFrame(incidents.assign(uncertainty_km=uncertainty), geometry=shapes, crs=CRS)


def _shape(place: str, precision: str, reported_region: str, gazetteer: Gazetteer) -> shapely.Geometry | None:
    return None if precision == UNLOCATED else gazetteer.find(place, precision, reported_region)


def not_found(located: geopandas.GeoDataFrame) -> pd.Series:
    """Which rows name a place, are not unlocated, and yet have no geometry."""
    return located.geometry.isna() & (located["place_precision"] != UNLOCATED)
