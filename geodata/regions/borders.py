"""Borders as single segments in the metric projection: which is nearest to a position, and how far off."""

from dataclasses import replace
from functools import lru_cache
from itertools import product

import numpy as np
import pandas as pd
import pyproj
import shapely

from ..schema import CRS, METRIC_CRS
from .cells import Cells
from .numbering import numbered, numbered_places, once, spread

_AT_A_TIME = 5000  # positions that are measured in one go: each has some ten to some hundred segments to be measured to
_WIDE = 64  # cells across of the first ones, for Mali 28 km wide
_PIECE = 0.1  # degrees
_SLACK = 1.02  # a cell's sides are curves in the projection: its corners need not quite be what lies farthest off


@lru_cache(maxsize=1)
def _projection() -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(CRS, METRIC_CRS, always_xy=True)


def project(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Degrees as metres in the metric projection, a row each; inf for what has no place in it."""
    return np.column_stack(_projection().transform(x, y))


def segments(shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The segments (x1, y1, x2, y2) of all rings of polygons, each once, and the number of the first polygon that has it."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    at, ring = shapely.get_coordinates(rings, return_index=True)
    number, first = numbered_places(*at.T)
    # The two ends in one order, whichever way a ring runs: a shared border is the same for both sides, and measured alike.
    start, end = np.minimum(number[:-1], number[1:]), np.maximum(number[:-1], number[1:])
    kept = (ring[1:] == ring[:-1]) & (start < end)
    kept[kept] = ~pd.Series(start[kept] * len(at) + end[kept]).duplicated().to_numpy()
    return np.hstack([at[first[start[kept]]], at[first[end[kept]]]]), owner[part[ring[1:][kept]]]


def in_metres(segments: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Segments in degrees as such in metres, and of which each is a part: long ones are cut, as they are curves there.

    For the join a border runs straight from corner to corner in degrees. A degree of a parallel in one piece would lie
    70 m beside that at 17° north, a tenth of it 1 m.
    """
    (x1, y1, x2, y2) = segments.T
    pieces = np.ceil(np.maximum(np.abs(x2 - x1), np.abs(y2 - y1)) / _PIECE).astype(np.int64)
    segment, nr = spread(pieces)
    part = np.stack([nr, nr + 1]) / pieces[segment]
    # Not from the start only, so that the last piece ends just where the segment does.
    x, y = (start[segment] * (1 - part) + end[segment] * part for start, end in ((x1, x2), (y1, y2)))
    return np.hstack([project(x[0], y[0]), project(x[1], y[1])]), segment


def squares(points: np.ndarray, segments: np.ndarray) -> np.ndarray:
    """The squared distance of each point from the segment beside it, both in metres."""
    (x, y), (x1, y1, x2, y2) = points.T, segments.T
    dx, dy = x2 - x1, y2 - y1
    part = ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)
    # An end is taken as it stands: two segments that meet in a corner are then equally far from what lies before it.
    off_x = x - np.where(part <= 0, x1, np.where(part >= 1, x2, x1 + part * dx))
    off_y = y - np.where(part <= 0, y1, np.where(part >= 1, y2, y1 + part * dy))
    return off_x * off_x + off_y * off_y


class Borders:
    """The borders of polygons in EPSG:4326, measured in the metric projection, and no farther off than `metres`."""

    def __init__(self, shapes: np.ndarray, metres: float):
        found, owner = segments(shapes)
        self.segments, part = in_metres(found)
        self._owner = owner[part]
        self.metres = metres
        self._tree = shapely.STRtree(shapely.linestrings(self.segments.reshape(-1, 2, 2)))

    def nearest(self, x: np.ndarray, y: np.ndarray, near: "Near | None" = None) -> tuple[np.ndarray, np.ndarray]:
        """Metres from each position, in degrees, to the nearest border, and the number of the polygon that has it.

        Of several the first counts; inf and -1 where none is within `metres`. `near` makes it quick for many positions.
        """
        metres, owner = np.full(len(x), np.inf), np.full(len(x), -1)
        asked = np.arange(len(x)) if near is None else np.flatnonzero(near.any(x, y))
        metres[asked], owner[asked] = once(x[asked], y[asked], lambda x, y: self._asked(x, y, near))
        return metres, owner

    def _asked(self, x: np.ndarray, y: np.ndarray, near: "Near | None") -> tuple[np.ndarray, np.ndarray]:
        square, owner = np.full(len(x), np.inf), np.full(len(x), len(self._owner))
        for start in range(0, len(x), _AT_A_TIME):
            part = slice(start, start + _AT_A_TIME)
            points = project(x[part], y[part])
            at, segment = near.pairs(x[part], y[part]) if near else self.within(points, self.metres + 1)
            found = squares(points[at], self.segments[segment])
            np.minimum.at(square[part], at, found)
            least = found == square[part][at]
            np.minimum.at(owner[part], at[least], self._owner[segment[least]])
        far = ~(square <= self.metres**2)
        square[far], owner[far] = np.inf, -1
        return np.sqrt(square), owner

    def within(self, points: np.ndarray, metres: float | np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Each pair of a point, in metres, and a segment that is no farther from it than that, by their numbers."""
        found = np.flatnonzero(np.isfinite(points).all(axis=1))
        reach = metres[found] if isinstance(metres, np.ndarray) else metres
        at, segment = self._tree.query(shapely.points(points[found]), predicate="dwithin", distance=reach)
        return found[at], segment


class Near:
    """For each of `cells` that is `wanted` the segments of `borders` of which one may be the nearest to something in it.

    Wide cells come first; each is then cut into four that only look at what the wide one has.
    """

    def __init__(self, borders: Borders, cells: Cells, wanted: np.ndarray):
        wide = replace(cells, across=_WIDE)
        asked = np.arange(_WIDE**2)
        middle, radius = frames(wide, asked)
        at, segment = borders.within(middle, borders.metres + radius)
        cell, segment = _nearest(borders, wide, asked[at], segment, wanted)
        while wide.across < cells.across:
            row, column = np.divmod(cell, wide.across)
            wide = replace(wide, across=2 * wide.across)
            four = [(2 * row + up) * wide.across + 2 * column + right for up, right in product((0, 1), (0, 1))]
            cell, segment = _nearest(borders, wide, np.concatenate(four), np.tile(segment, 4), wanted)
        self._cells = cells
        self._segments = segment[np.argsort(cell, kind="stable")]
        self._count = np.bincount(cell, minlength=cells.across**2 + 1)  # the last stands for -1: what lies in no cell
        self._start = np.cumsum(self._count) - self._count

    def any(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Which positions, in degrees, lie in a cell that has a border near."""
        return self._count[self._cells.of(x, y)] > 0

    def pairs(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Each pair of a position and a segment that may be the nearest to it, by their numbers."""
        cell = self._cells.of(x, y)
        at, nr = spread(self._count[cell])
        return at, self._segments[self._start[cell[at]] + nr]


def _nearest(
    borders: Borders, cells: Cells, cell: np.ndarray, segment: np.ndarray, wanted: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Of pairs of a cell and a segment those of wanted cells in which the segment may be the nearest to something."""
    step = len(wanted) // cells.across
    some = wanted.reshape(cells.across, step, cells.across, step).any(axis=(1, 3)).ravel()
    cell, segment = cell[some[cell]], segment[some[cell]]
    at, first = numbered(cell)
    middle, radius = frames(cells, cell[first])
    off = np.sqrt(squares(middle[at], borders.segments[segment]))
    least = np.full(len(first), np.inf)
    np.minimum.at(least, at, off)
    # From anywhere in a cell the segment nearest to its middle is at most `least` + `radius` off.
    kept = off <= np.minimum(least + radius, borders.metres)[at] + radius[at]
    return cell[kept], segment[kept]


def frames(cells: Cells, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The middle of cells in metres, and how far from it something in them can lie."""
    middle = project(*cells.at(numbers, 0.5, 0.5))
    corners = [project(*cells.at(numbers, right, up)) for right, up in product((0, 1), (0, 1))]
    return middle, np.max([np.hypot(*(corner - middle).T) for corner in corners], axis=0, initial=0) * _SLACK
