"""Where positions lie in a boundary set: what holds them, and how near the borders are."""

from dataclasses import dataclass
from functools import cached_property

import geopandas
import numpy as np

from ..schema import ATTACH_KM, BORDER_KM
from .areas import Land
from .borders import Borders
from .grid import Grid, can_be_gridded

MANY = 20_000  # positions: for fewer the grid isn't worth its making


@dataclass(frozen=True)
class Located:
    """A row a position: `unit` and `country` by number, -1 for none; inside a unit there is no country.

    `border_km` to the nearest border of a region, within `BORDER_KM`; outside all units `nearest_km` to the one numbered
    `nearest`, within `ATTACH_KM`; inf elsewhere. A position in no country has the number behind the last.
    """

    unit: np.ndarray
    country: np.ndarray
    border_km: np.ndarray
    nearest: np.ndarray
    nearest_km: np.ndarray


class Locator:
    """Answers for one set: its deepest units, the countries around them and its regions, all in EPSG:4326."""

    def __init__(self, units: geopandas.GeoSeries, countries: geopandas.GeoSeries, regions: geopandas.GeoSeries):
        self._bounds = units.total_bounds
        self._units = units.to_numpy()
        self._land = Land(self._units, countries.to_numpy())
        self._region_borders = Borders(regions.to_numpy(), BORDER_KM * 1000)

    @cached_property
    def _unit_borders(self) -> Borders:
        """Made for the first position outside: there are many more of them than of regions' borders."""
        return Borders(self._units, ATTACH_KM * 1000)

    @cached_property
    def grid(self) -> Grid | None:
        """Made for the first many positions that are asked for; None for a set that lies too far from the country."""
        gridded = can_be_gridded(self._bounds)
        return Grid(self._land, self._bounds, self._region_borders, self._unit_borders) if gridded else None

    def locate(self, x: np.ndarray, y: np.ndarray) -> Located:
        """Where positions in degrees lie; of several units or countries that hold one, or are as near, the first counts."""
        grid = self.grid if len(x) >= MANY else None
        holder = (grid or self._land).holders(x, y)
        outside = np.flatnonzero(holder >= self._land.units)
        border = self._region_borders.nearest(x, y, grid and grid.regions)[0]
        nearest, off = np.full(len(x), -1), np.full(len(x), np.inf)
        if len(outside):
            off[outside], nearest[outside] = self._unit_borders.nearest(x[outside], y[outside], grid and grid.units)
        country = np.where(holder < self._land.units, -1, holder - self._land.units)
        unit = np.where(holder < self._land.units, holder, -1)
        return Located(unit, country, border / 1000, nearest, off / 1000)
