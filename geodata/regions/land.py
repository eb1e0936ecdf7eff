"""Where the units of a boundary file lie: in the country of the embedded set, in another one, or in it once turned."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import geopandas
import numpy as np
import pandas as pd
import pyproj
import shapely

from ..errors import DataFileError
from ..schema import COUNTRY, CRS
from ..texts import _, number
from .findings import Finding, area_said, drawn, measured, said
from .measures import in_degrees, km2, moved, swapped
from .names import FILE
from .sets import read_embedded

ZONES = {f"{zone}N": f"EPSG:{32600 + zone}" for zone in (28, 29, 30, 31)}  # UTM, from the country's west to its east
_MOST = 0.5  # of the file's area that must lie in the country
_COVERED = 0.95  # of the country: less is said; borders on a coarse map differ by less


@dataclass(frozen=True)
class Land:
    """The country's outline and the countries around it (columns name, geometry), in EPSG:4326."""

    country: shapely.Geometry
    neighbours: geopandas.GeoDataFrame

    @cached_property
    def km2(self) -> float:
        """The area of the country."""
        return measured(np.array([self.country]))

    def inside_km2(self, shapes: np.ndarray) -> np.ndarray:
        """How much of each valid shape lies in the country, in km²."""
        return km2(_shared(shapes, self.country))

    def abroad(self, shapes: np.ndarray) -> str:
        """The neighbour in which most of the shapes lies, "" for none."""
        tree = shapely.STRtree(shapes)
        country, unit = tree.query(self.neighbours.geometry.to_numpy(), predicate="intersects")
        shared = km2(shapely.intersection(shapes[unit], self.neighbours.geometry.to_numpy()[country]))
        most = pd.Series(shared).groupby(country).sum()
        return self.neighbours["name"].iloc[int(most.idxmax())] if len(most) else ""

    def zones(self, shape: shapely.Geometry, taken: shapely.Geometry) -> list[tuple[str, shapely.Geometry]]:
        """The zones of UTM that put most of a shape in metres into the country, with the shape there.

        That in which the least of it lies on what is `taken` by other units comes first, then the nearest to those: a
        place of its own elsewhere in the country is a chance, the gap among its neighbours is none.
        """
        found = []
        for zone, crs in ZONES.items():
            there = moved(np.array([shape]), pyproj.Transformer.from_crs(crs, CRS, always_xy=True))
            if not in_degrees(there)[0]:
                continue
            there = shapely.make_valid(there, method="structure", keep_collapsed=False)
            size, inside = km2(there)[0], self.inside_km2(there)[0]
            if size and inside > _MOST * size:
                over, away = km2(_shared(there, taken))[0] / size, shapely.distance(there[0], taken)
                found.append((round(over, 3), round(away, 3), zone, there[0]))
        return [(zone, there) for *_rank, zone, there in sorted(found, key=lambda each: each[:3])]


@lru_cache(maxsize=1)
def embedded_land() -> Land:
    """The country and its neighbours as the embedded set has them."""
    embedded = read_embedded(FILE.parent)
    return Land(shapely.coverage_union_all(embedded.regions.geometry.to_numpy()), embedded.countries)


def _shared(shapes: np.ndarray, land: shapely.Geometry) -> np.ndarray:
    """What of each shape lies in `land`; most shapes lie whole in it, or not at all, and need no cut."""
    shapely.prepare(land)
    cut = shapes.copy()
    whole = shapely.contains(land, shapes)
    cut[~whole] = shapely.intersection(shapes[~whole], land)
    return cut


def refuse_foreign(file: str, shapes: np.ndarray, land: Land) -> None:
    """Raises DataFileError for valid shapes most of which lie in another country, or only do so until their axes are changed."""
    size = measured(shapes)
    share = land.inside_km2(shapes).sum() / size
    if share >= _MOST:
        return
    turned = swapped(shapes)
    if in_degrees(turned).all() and (there := land.inside_km2(turned).sum() / measured(turned)) >= _MOST:
        raise DataFileError(
            _(
                "The data file {file} has longitude and latitude swapped: as it is, {share} % of its area lies in {country}; "
                "with them changed for each other, {there} %. Save it with the longitude first."
            ).format(file=file, share=number(round(share * 100)), there=number(round(there * 100)), country=COUNTRY)
        )
    where = land.abroad(shapes)
    if not where:
        raise DataFileError(
            _(
                "The data file {file} lies far from {country}: {share} % of its area is in it. Give a file of {country}, "
                "or look whether its coordinate system is the right one."
            ).format(file=file, share=number(round(share * 100)), country=COUNTRY)
        )
    raise DataFileError(
        _(
            "The data file {file} lies mostly in {where}: {share} % of its area is in {country}. Give a file of {country}, "
            "or only its rows that lie there."
        ).format(file=file, where=where, share=number(round(share * 100)), country=COUNTRY)
    )


def outside(units: pd.DataFrame, land: Land) -> list[Finding]:
    """One finding for the units (columns key, shape) that lie wholly outside the country, by the neighbour that they lie in."""
    shapely.prepare(land.country)
    away = units[~shapely.intersects(land.country, units["shape"].to_numpy())]
    found = {}
    for row in away.itertuples():
        found.setdefault(land.abroad(np.array([row.shape])), []).append(row)
    return [_outside(where, rows) for where, rows in found.items()]


def _outside(where: str, rows: list) -> Finding:
    shapes = np.array([row.shape for row in rows], dtype=object)
    names = tuple(row.key for row in rows)
    sentence = _("Wholly outside {country}, as the embedded set draws it, in {where}: {units}.")
    return Finding(
        "outside",
        names,
        sentence.format(country=COUNTRY, where=where or _("no country known here"), units=said(names)),
        _("Kept as it is. The embedded set is coarse; look whether this set follows the border where it should."),
        area_km2=measured(shapes),
        shape=drawn(shapes),
    )


def uncovered(whole: shapely.Geometry, land: Land) -> list[Finding]:
    """A finding when the units' union leaves out more of the country than borders on a coarse map differ by."""
    rest = shapely.difference(land.country, whole)
    share = 1 - measured(np.array([rest])) / land.km2
    if share >= _COVERED:
        return []
    sentence = _("The units cover {share} % of {country}; {area} are left out.")
    size = measured(np.array([rest]))
    return [
        Finding(
            "uncovered",
            (),
            sentence.format(share=number(round(share * 100)), country=COUNTRY, area=area_said(size)),
            _("What lies there counts as outside all units."),
            area_km2=size,
            shape=drawn([rest]),
        )
    ]
