"""A made-up division of the country on three levels: any number of units, shared and winding borders, the same every time."""

from functools import lru_cache
from itertools import product

import geopandas
import numpy as np
import pandas as pd
import shapely

from geodata.ingest import EMBEDDED
from geodata.regions import BoundarySet, read_embedded
from geodata.schema import BETWEEN

LEVELS = ("region", "cercle", "commune")
_WIDE = (12, 4, 1)  # so many communes is a unit of each level wide and high
_WAVES = ((0.3, 0.2), (1, 0.15), (3, 0.15), (9, 0.1))  # a degree; how steep, in sum so little that no two lines cross


def _wound(places: np.ndarray) -> np.ndarray:
    """Places in degrees, moved by waves of many lengths: straight lines come out winding."""
    random = np.random.default_rng(7)
    moved = places.copy()
    for axis, (waves, steep) in product((0, 1), _WAVES):
        turn, begin = random.uniform(0, 2 * np.pi, 2)
        phase = 2 * np.pi * waves * (places @ [np.cos(turn), np.sin(turn)]) + begin
        moved[:, axis] += steep / (2 * np.pi * waves) * np.sin(phase)
    return moved


def _ring(column: int, row: int, steps: int) -> np.ndarray:
    """The corners and the places between them, counted in steps so that neighbours have the very same ones."""
    along, zero, full = np.arange(steps), np.zeros(steps, dtype=int), np.full(steps, steps)
    x = np.concatenate([along, full, steps - along, zero])
    y = np.concatenate([zero, along, full, steps - along])
    return np.stack([x + column * steps, y + row * steps], axis=1)


@lru_cache(maxsize=2)
def tiled(across: int, steps: int) -> BoundarySet:
    """Regions, cercles and communes that together look about like the country; `across` communes fit its width and height.

    A commune has `steps` vertices on each of its four sides.
    """
    embedded = read_embedded(EMBEDDED)
    country = embedded.units.union_all()
    start, size = np.array(country.bounds[:2]), np.ptp(np.reshape(country.bounds, (2, 2)), axis=0) / across
    places = np.array(list(product(range(across), range(across))))
    made = []
    for column, row in places[shapely.intersects_xy(country, _wound(start + size * (places + 0.5)))]:
        keys = [
            f"{level[0].upper()}{column // wide:02}x{row // wide:02}" for level, wide in zip(LEVELS, _WIDE, strict=True)
        ]
        made.append((*keys, shapely.Polygon(_wound(start + size * _ring(column, row, steps) / steps))))
    communes = pd.DataFrame(made, columns=[*LEVELS, "geometry"])
    assert shapely.coverage_is_valid(communes["geometry"].to_numpy())
    frames = tuple(_frame(communes, list(LEVELS[: depth + 1])) for depth in range(len(LEVELS)))
    return BoundarySet("made-up", "Made up", frames, embedded.countries, levels=LEVELS, source="Made up")


def _frame(communes: pd.DataFrame, levels: list[str]) -> geopandas.GeoDataFrame:
    """The units of the last of these levels, put together from communes."""
    key = communes[levels].agg(BETWEEN.join, axis=1)
    shapes = communes["geometry"].groupby(key).agg(lambda shapes: shapely.coverage_union_all(shapes.to_numpy()))
    units = {"key": shapes.index, "name": [key.split(BETWEEN)[-1] for key in shapes.index], "aliases": ""}
    return geopandas.GeoDataFrame(units, geometry=shapes.to_numpy(), crs=4326).sort_values("key", ignore_index=True)
