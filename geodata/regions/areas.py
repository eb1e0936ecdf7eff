"""Which area holds a position, by a look at the borders themselves."""

import numpy as np
import shapely

from .numbering import once


class Areas:
    """Polygons in an order: of several that hold a position, on a shared border say, the first one counts."""

    def __init__(self, shapes: np.ndarray):
        self.shapes = shapes
        self._tree = shapely.STRtree(shapes)
        shapely.prepare(shapes)

    def first(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """The number of the first area that has each position inside or on its border; `len(shapes)` where there is none."""
        at, area = self._tree.query(shapely.points(x, y))
        hit = shapely.intersects_xy(self.shapes[area], x[at], y[at])
        found = np.full(len(x), len(self.shapes), dtype=np.int32)
        np.minimum.at(found, at[hit], area[hit].astype(np.int32))
        return found


class Land:
    """The units of a boundary set and the countries around them, in one numbering.

    From 0 the units, from `units` on the countries, and `nowhere` for what lies in none of them, such as the sea.
    """

    def __init__(self, units: np.ndarray, countries: np.ndarray):
        self._units, self._countries = Areas(units), Areas(countries)
        self.units, self.nowhere = len(units), len(units) + len(countries)

    @property
    def shapes(self) -> np.ndarray:
        """The polygons of units and countries, by number, in EPSG:4326."""
        return np.concatenate([self._units.shapes, self._countries.shapes])

    def holders(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """The number of what holds each position, in degrees: the first unit, else the first country."""
        return once(x, y, self._asked)[0]

    def _asked(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray]:
        found = self._units.first(x, y)
        outside = np.flatnonzero(found == self.units)
        found[outside] += self._countries.first(x[outside], y[outside])
        return (found,)
