"""The join once more, counted edge by edge with plain numbers and no geometry library: the yardstick for the quick one."""

import json
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import geopandas
import numpy as np
import pyproj

from geodata.schema import CRS, METRIC_CRS

Edges = dict[str, np.ndarray]  # by unit, rows (x1, y1, x2, y2)


def edges_of_file(path: Path) -> Edges:
    """The edges of each region by name, out of the GeoJSON file itself."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {each["properties"]["name"]: _edges(each["geometry"]) for each in features}


def edges_of(units: geopandas.GeoDataFrame) -> Edges:
    """The edges of each unit by key."""
    return {key: _edges(shape.__geo_interface__) for key, shape in zip(units["key"], units.geometry, strict=True)}


def _edges(geometry: dict) -> np.ndarray:
    assert geometry["type"] == "Polygon"
    return np.array([[*a, *b] for ring in geometry["coordinates"] for a, b in pairwise(ring)])


def units_of(edges: Edges, points: np.ndarray) -> np.ndarray:
    """The first unit by key that has each point (x, y) inside or on its border, None for those outside all."""
    order = np.argsort(points[:, 1])
    lined_up = points[order]
    found = np.full(len(points), None, dtype=object)
    for key in sorted(edges, reverse=True):
        found[order[holding(edges[key], lined_up)]] = key
    return found


def holding(edges: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Which of the points, ordered by y, a unit has inside or on its border: a ray to the east from each, edge by edge."""
    crossed, on_edge = np.zeros(len(points), dtype=bool), np.zeros(len(points), dtype=bool)
    for edge in edges:
        x1, y1, x2, y2 = edge
        first, behind = np.searchsorted(points[:, 1], min(y1, y2)), np.searchsorted(points[:, 1], max(y1, y2), "right")
        level = slice(first, behind)
        x, y = points[level].T
        side = _sides(edge, points[level])
        on_edge[level] |= (side == 0) & (min(x1, x2) <= x) & (x <= max(x1, x2))
        crossed[level] ^= ((y1 > y) != (y2 > y)) & (side == (1 if y2 > y1 else -1))
    return on_edge | crossed


def _sides(edge: np.ndarray, points: np.ndarray) -> np.ndarray:
    """-1, 0 or 1 for each point: on which side of the edge it lies; by fractions, which don't round, where it is close."""
    (x1, y1, x2, y2), (x, y) = edge, points.T
    value = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
    side = np.sign(value).astype(int)
    for nr in np.flatnonzero(np.abs(value) < 1e-9):
        x1, y1, x2, y2, x, y = map(Fraction, (*edge.tolist(), *points[nr].tolist()))
        exact = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
        side[nr] = (exact > 0) - (exact < 0)
    return side


def kilometres(edges: np.ndarray, points: np.ndarray) -> np.ndarray:
    """From each point (x, y) to the nearest of the edges, in the metric projection.

    An edge is straight in degrees and a curve in metres: it is measured in pieces of a tenth of a degree.
    """
    project = pyproj.Transformer.from_crs(CRS, METRIC_CRS, always_xy=True).transform
    x, y = project(*points.T)
    least = np.full(len(points), np.inf)
    for x1, y1, x2, y2 in edges:
        pieces = max(1, int(np.ceil(max(abs(x2 - x1), abs(y2 - y1)) / 0.1)))
        ends = zip(*project(np.linspace(x1, x2, pieces + 1), np.linspace(y1, y2, pieces + 1)), strict=True)
        for (ax, ay), (bx, by) in pairwise(ends):
            along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
            part = np.clip(along, 0, 1)
            least = np.minimum(least, np.hypot(x - ax - part * (bx - ax), y - ay - part * (by - ay)))
    return least / 1000


def shared(edges: Edges, amount: int) -> np.ndarray:
    """So many points on borders that two units or more have in common: all corners, all middles, the rest anywhere on them."""
    corners: dict[tuple, set] = {}
    sides: dict[tuple, set] = {}
    for key, own in edges.items():
        for x1, y1, x2, y2 in own.tolist():
            corners.setdefault((x1, y1), set()).add(key)
            sides.setdefault(tuple(sorted([(x1, y1), (x2, y2)])), set()).add(key)
    common = np.array(_common(corners))
    start, end = np.array(_common(sides)).transpose(1, 0, 2)
    random = np.random.default_rng(5)
    chosen = random.integers(0, len(start), amount - len(common) - len(start))
    part = random.uniform(0, 1, (len(chosen), 1))
    return np.vstack([common, (start + end) / 2, start[chosen] + part * (end[chosen] - start[chosen])])


def _common(owners: dict[tuple, set]) -> list[tuple]:
    return [place for place, keys in owners.items() if len(keys) > 1]
