"""How long the join takes for a million different points, beside GeoPandas' spatial join in the same run."""

import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import geopandas
import numpy as np
import shapely

from geodata.ingest import EMBEDDED
from geodata.regions import BoundarySet, join, read_embedded
from tests.geodata.regions.synthetic import tiled

from .measurement import Measurement

MANY, RUNS = 1_000_000, 5
NINE_TARGET, DEEP_TARGET = 1000, 6000
ACROSS, STEPS = 40, 108  # of the made-up set: some 700 communes of 432 vertices each


def measure() -> Iterator[Measurement]:
    """Yields the times for the nine regions of Natural Earth, and for a made-up set on three levels."""
    random = np.random.default_rng(1)
    at = geopandas.points_from_xy(random.uniform(-12.5, 4.5, MANY), random.uniform(10, 25.2, MANY), crs=4326)
    points = geopandas.GeoDataFrame({"reported_region": [""] * MANY}, geometry=at)
    yield from _compared(points, read_embedded(EMBEDDED), "nine regions", NINE_TARGET)
    deep = tiled(ACROSS, STEPS)
    vertices = shapely.get_num_coordinates(deep.units.geometry.to_numpy()).sum()
    yield from _compared(points, deep, f"{len(deep.units)} units with {vertices:,} vertices on 3 levels", DEEP_TARGET)


def _compared(
    points: geopandas.GeoDataFrame, boundaries: BoundarySet, name: str, target: float
) -> Iterator[Measurement]:
    """Unlike ours, the spatial join gives no country, no distance and no attachment, and doubles points on borders."""
    units = boundaries.units[["key", "geometry"]]
    theirs, first, later = [], [], []
    for _run in range(RUNS):
        theirs.append(_timed(points.sjoin, units, how="left", predicate="intersects"))
        fresh = _unprepared(boundaries)
        first.append(_timed(join, points, fresh))
        later.append(_timed(join, points, fresh))
    yield Measurement(f"GeoPandas sjoin of {len(points):,} points with {name}", "ms", tuple(theirs))
    # The first one makes what the set keeps for all later ones: trees, segments and the grid.
    yield Measurement(f"Join of {len(points):,} points to {name}, flags included", "ms", tuple(first), target, True)
    yield Measurement(f"The same again, once the set is prepared ({name})", "ms", tuple(later))


def _unprepared(boundaries: BoundarySet) -> BoundarySet:
    """The set as it is when just read: GEOS keeps what it prepares with the geometries, so they are new ones."""

    def anew(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
        return frame.set_geometry(geopandas.GeoSeries.from_wkb(frame.geometry.to_wkb(), crs=frame.crs))

    return replace(boundaries, frames=tuple(map(anew, boundaries.frames)), countries=anew(boundaries.countries))


def _timed(work: Callable[..., object], *about: object, **options: object) -> float:
    gc.collect()
    began = time.perf_counter()
    work(*about, **options)
    return (time.perf_counter() - began) * 1000
