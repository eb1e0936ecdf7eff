"""A grid of cells over a part of the map: which cell holds a position, and which cells a border runs through."""

from dataclasses import dataclass
from itertools import product

import numpy as np

from .numbering import spread

# In cells: farther off a border than this, no rounding puts a position on its other side.
_HAIR = 1e-6


@dataclass(frozen=True)
class Cells:
    """`across` by `across` cells between the degrees given, numbered row by row from the south-west."""

    west: float
    south: float
    east: float
    north: float
    across: int

    @property
    def _size(self) -> tuple[float, float]:
        return (self.east - self.west) / self.across, (self.north - self.south) / self.across

    def place(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Column and row of positions in degrees, with fractions; rises wherever the degrees do."""
        width, height = self._size
        return (x - self.west) / width, (y - self.south) / height

    def of(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """The number of the cell that holds each position in degrees; -1 outside."""
        return self._number(*self.place(x, y))

    def _number(self, column: np.ndarray, row: np.ndarray) -> np.ndarray:
        inside = (column >= 0) & (column < self.across) & (row >= 0) & (row < self.across)
        number = np.full(len(column), -1, dtype=np.int32)
        number[inside] = row[inside].astype(np.int32) * self.across + column[inside].astype(np.int32)
        return number

    def at(self, numbers: np.ndarray, right: float, up: float) -> tuple[np.ndarray, np.ndarray]:
        """A place in each of the cells, in degrees: (0, 0) its south-western corner, (0.5, 0.5) its middle."""
        width, height = self._size
        row, column = np.divmod(numbers, self.across)
        return self.west + (column + right) * width, self.south + (row + up) * height

    def crossed(self, segments: np.ndarray) -> np.ndarray:
        """Which cells the segments (x1, y1, x2, y2) may run through or touch: none is left out, some are too many."""
        ends = np.stack(self.place(segments[:, [0, 2]], segments[:, [1, 3]]), axis=2)  # segment, end, column or row
        met = (ends.max(axis=1) >= -1) & (ends.min(axis=1) <= self.across + 1)
        ends = ends[met.all(axis=1)]
        way = ends[:, 1] - ends[:, 0]
        # In pieces of half a cell at most: every cell that one can touch holds a corner of the frame around it.
        pieces = np.ceil(2 * np.abs(way).max(axis=1)).astype(np.int64) + 1
        segment, nr = spread(pieces)
        part = np.stack([nr, nr + 1], axis=1) / pieces[segment][:, None]
        pair = ends[segment, :1] + part[:, :, None] * way[segment][:, None]
        low, high = pair.min(axis=1) - _HAIR, pair.max(axis=1) + _HAIR
        found = np.zeros(self.across**2 + 1, dtype=bool)
        for column, row in product((low[:, 0], high[:, 0]), (low[:, 1], high[:, 1])):
            found[self._number(column, row)] = True
        return found[:-1]
