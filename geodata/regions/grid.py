"""A grid over a boundary set: most positions lie in a cell that no border crosses, and are answered without a look at any."""

import numpy as np

from .areas import Land
from .borders import Borders, Near, segments
from .cells import Cells

_ACROSS, _NEAR_ACROSS = 1024, 256  # cells; for Mali 1.7 km and 7 km wide
# In degrees. Beyond this no border is within the 10 km that are asked for: at 45° it is 19 km, and the metric projection
# shortens that to no less than 15 km so near its centre.
_MARGIN, _LATITUDES, _LONGITUDES = 0.25, (-45, 45), (-49, 41)


def can_be_gridded(bounds: np.ndarray) -> bool:
    """Whether a set with these bounds (west, south, east, north) lies where the grid's margin is wide enough."""
    west, south, east, north = bounds
    return _LONGITUDES[0] <= west < east <= _LONGITUDES[1] and _LATITUDES[0] <= south < north <= _LATITUDES[1]


class Grid:
    """What `Land` and `Borders` say, made quick for many positions; `regions` and `units` are for `Borders.nearest`."""

    def __init__(self, land: Land, bounds: np.ndarray, regions: Borders, units: Borders):
        frame = (*(bounds[:2] - _MARGIN), *(bounds[2:] + _MARGIN))
        self._land, self._cells = land, Cells(*frame, _ACROSS)
        self._holders = self._filled()
        # What lies in a unit is not asked for the nearest one.
        inside = (self._holders[:-1] >= 0) & (self._holders[:-1] < land.units)
        near, every = Cells(*frame, _NEAR_ACROSS), np.ones((_ACROSS, _ACROSS), dtype=bool)
        self.regions = Near(regions, near, every)
        self.units = Near(units, near, ~inside.reshape(_ACROSS, _ACROSS))

    def _filled(self) -> np.ndarray:
        """The holder of each cell that no border crosses, -1 for the others and, as the last, for what lies in no cell."""
        free = ~self._cells.crossed(segments(self._land.shapes)[0]).reshape(_ACROSS, _ACROSS)
        # From one border to the next a row lies in one area: its first cell speaks for it.
        first = free.copy()
        first[:, 1:] &= ~free[:, :-1]
        found = self._land.holders(*self._cells.at(np.flatnonzero(first), 0.5, 0.5))
        holders = np.full(_ACROSS**2 + 1, -1, dtype=np.int32)
        holders[:-1][free.ravel()] = found[np.cumsum(first.ravel())[free.ravel()] - 1]
        return holders

    def holders(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """As `Land.holders`."""
        found = self._holders[self._cells.of(x, y)]
        unsure = np.flatnonzero(found < 0)
        found[unsure] = self._land.holders(x[unsure], y[unsure])
        return found
