"""Incidents as the join takes them, and small divisions to join them to."""

import geopandas
import numpy as np
import pandas as pd
import shapely

from geodata.regions import BoundarySet

GAO, MENAKA = shapely.box(0, 15, 1, 17), shapely.box(1, 15, 2, 17)  # two regions side by side


def frame(shapes, reported="", **columns) -> geopandas.GeoDataFrame:
    """Incidents id-9, id-8, ..., of which each has its shape."""
    index = [f"id-{nr}" for nr in range(len(shapes))][::-1]
    said = [reported] * len(shapes) if isinstance(reported, str) else reported
    data = {"reported_region": said, **columns}
    return geopandas.GeoDataFrame(data, geometry=np.asarray(shapes, dtype=object), index=index, crs=4326)


def plain(column: pd.Series) -> list:
    """The values as a list, None for every kind of null."""
    return [None if missing else value for value, missing in zip(column, column.isna(), strict=True)]


def division(*levels: dict[str, shapely.Geometry]) -> BoundarySet:
    """A set of these units, by key, a level each; beyond it lies no country."""
    frames = [
        geopandas.GeoDataFrame(
            {"key": list(units), "name": [key.rpartition("/")[2] for key in units], "aliases": ""},
            geometry=list(units.values()),
            crs=4326,
        )
        for units in levels
    ]
    countries = geopandas.GeoDataFrame({"name": ["Niger"]}, geometry=[shapely.box(3, 11, 9, 15)], crs=4326)
    names = ("region", "cercle", "commune")[: len(levels)]
    return BoundarySet("test", "Test", tuple(frames), countries, levels=names)
