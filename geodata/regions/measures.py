"""Areas of shapes in square kilometres, and what is made of several: their union, their polygons."""

from functools import cache

import numpy as np
import pyproj
import shapely

from ..schema import CRS, METRIC_CRS

SLIVER_KM2 = 1.0  # smaller gaps and overlaps come from borders that were drawn twice


@cache
def _to_metric() -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(CRS, METRIC_CRS, always_xy=True)


def km2(shapes: np.ndarray) -> np.ndarray:
    """Area of each shape in EPSG:4326, in km²; 0 for None, lines and points."""
    return np.nan_to_num(shapely.area(moved(shapes, _to_metric()))) / 1e6


def moved(shapes: np.ndarray, way: pyproj.Transformer) -> np.ndarray:
    """The shapes with their coordinates in another system."""
    return shapely.transform(shapes, way.transform, interleaved=False)


def swapped(shapes: np.ndarray) -> np.ndarray:
    """The shapes with longitude and latitude changed for each other."""
    return shapely.transform(shapes, lambda x, y: (y, x), interleaved=False)


def in_degrees(shapes: np.ndarray) -> np.ndarray:
    """Which shapes have coordinates that can be degrees."""
    west, south, east, north = shapely.bounds(shapes).T
    return (west >= -180) & (east <= 180) & (south >= -90) & (north <= 90)


def polygons(shapes: np.ndarray) -> np.ndarray:
    """All polygons among the parts of shapes, one by one; lines and points are left out."""
    parts = shapely.get_parts(shapely.get_parts(shapes))
    return parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]


def union(shapes: np.ndarray, whole: bool | None = None) -> shapely.Geometry:
    """All shapes as one. `whole` says that they cover the ground without gap or overlap, else it is looked up.

    Where they do, lines are only left out, which is quicker and moves nothing.
    """
    if shapely.coverage_is_valid(shapes) if whole is None else whole:
        return shapely.coverage_union_all(shapes)
    return shapely.union_all(shapes)


def closed(shape: shapely.Geometry) -> shapely.Geometry:
    """An area without the holes in it that are slivers."""
    parts = polygons(np.array([shape]))
    if shapely.get_num_interior_rings(parts).sum() == 0:
        return shape
    made = np.array([_closed(part) for part in parts])
    together = made[0] if len(made) == 1 else shapely.multipolygons(made)
    # A part that lay in such a hole lies in the area now.
    return together if shapely.is_valid(together) else shapely.union_all(made)


def _closed(part: shapely.Polygon) -> shapely.Polygon:
    outer, *holes = shapely.get_rings(part)
    size = km2(shapely.polygons(holes)) if holes else []
    return shapely.Polygon(outer, [hole for hole, area in zip(holes, size, strict=True) if area >= SLIVER_KM2])
