"""The join: every incident gets exactly one row out, with its unit, how near a border it lies, and how that goes with the report."""

from collections.abc import Iterable

import geopandas
import numpy as np
import pandas as pd
import shapely

from ..actors import fold
from ..errors import GeodataError
from ..schema import AGREEMENTS, BETWEEN, BORDER_KM, COUNTRY, CRS
from ..texts import _
from . import extents
from .numbering import numbered
from .sets import BoundarySet

_UNKNOWN = AGREEMENTS.index("unknown")


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
    kind = shapely.get_type_id(shapes)  # -1 for None
    placed = (kind >= 0) & ~shapely.is_empty(shapes)
    point = placed & (kind == shapely.GeometryType.POINT)
    points, extended = np.flatnonzero(point), np.flatnonzero(placed & ~point)
    home = says_home(incidents["country"]) if "country" in incidents else np.ones(len(incidents), dtype=bool)
    found = _Found(len(shapes))
    found.take_points(points, shapes[points], home[points], boundaries)
    found.take_extents(extended, shapes[extended], incidents.iloc[extended], boundaries)
    keys, countries = boundaries.keys, [*boundaries.countries["name"], ""]
    reported, agreement = _compared(incidents["reported_region"], found.unit, home, placed, boundaries)
    return pd.DataFrame(
        {
            "region": _texts((key.split(BETWEEN)[0] for key in keys), found.unit),
            "unit": _texts(keys, found.unit),
            "outside_country": _texts(countries, found.country),
            "border_km": found.border_km,
            "attached_km": found.attached_km,
            "near_border": found.border_km < BORDER_KM,
            "reported_unit": _texts(keys, reported),
            "agreement": _texts(AGREEMENTS, agreement),
        },
        index=incidents.index,
    )


def says_home(countries: pd.Series) -> np.ndarray:
    """Which rows say that they are of the country, in whatever spelling, or name none."""
    known = [text for text in countries.unique() if fold(text) in ("", fold(COUNTRY))]
    return countries.isin(known).to_numpy()


def _texts(words: Iterable[str], numbers: np.ndarray) -> np.ndarray | pd.api.extensions.ExtensionArray:
    """The words by their numbers as a column, null for -1: text where there is any."""
    if not (numbers >= 0).any():
        return np.full(len(numbers), None, dtype=object)
    return pd.array([*words, None], dtype="str").take(numbers)


def _compared(
    reported: pd.Series, units: np.ndarray, home: np.ndarray, placed: np.ndarray, boundaries: BoundarySet
) -> tuple[np.ndarray, np.ndarray]:
    """Numbers of the unit reported and of the agreement, worked out once for each pair of a region as reported and a unit."""
    said, names = pd.factorize(reported)
    keys, count = [*boundaries.keys, None], len(boundaries.keys) + 1
    pair, first = numbered(said * count + units)
    agreement = [AGREEMENTS.index(boundaries.agreement(names[said[row]], keys[units[row]])) for row in first]
    # What nobody knows here may be a region of the other country; and without a place there is nothing to compare with.
    compared = np.array(agreement, dtype=np.int64)[pair]
    known = [boundaries.reported_unit(name) if name else None for name in names]
    number = {key: nr for nr, key in enumerate(boundaries.keys)} | {None: -1}
    return (
        np.where(home, np.array([*map(number.get, known), -1])[said], -1),
        np.where(np.where(compared == _UNKNOWN, home, placed), compared, 0),
    )


class _Found:
    """What is found of each row: unit and country by their numbers in the set, -1 for none, and distances."""

    def __init__(self, rows: int):
        self.unit, self.country = np.full(rows, -1), np.full(rows, -1)
        self.border_km, self.attached_km = np.full(rows, np.nan), np.full(rows, np.nan)

    def take_points(self, rows: np.ndarray, points: np.ndarray, home: np.ndarray, boundaries: BoundarySet) -> None:
        """Puts in the rows that are points; `home` says which may be attached."""
        at = boundaries.locator.locate(shapely.get_x(points), shapely.get_y(points))
        # Whether a row names another country is its own, not its position's.
        attached = home & (at.nearest >= 0)
        first = len(boundaries.keys) - len(boundaries.units)  # of the deepest level among all
        unit = np.where(attached, at.nearest, at.unit)
        self.unit[rows] = np.where(unit >= 0, unit + first, -1)
        self.country[rows] = np.where(attached, -1, at.country)
        self.border_km[rows] = np.where(at.border_km < BORDER_KM, at.border_km, np.nan)
        self.attached_km[rows] = np.where(attached, at.nearest_km, np.nan)

    def take_extents(
        self, rows: np.ndarray, shapes: np.ndarray, incidents: pd.DataFrame, boundaries: BoundarySet
    ) -> None:
        """Puts in the rows that are lines or areas."""
        unit, country = extents.place(shapes, incidents, boundaries)
        numbers = {key: nr for nr, key in enumerate(boundaries.keys)} | {None: -1}
        countries = {name: nr for nr, name in enumerate([*boundaries.countries["name"], ""])} | {None: -1}
        self.unit[rows] = [numbers[key] for key in unit]
        self.country[rows] = [countries[name] for name in country]
