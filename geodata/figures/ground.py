"""What a map figure shows of the land: neighbours, regions and towns, and their names where there is room."""

import math
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import numpy as np
import shapely

from ..regions import BoundarySet
from ..store import Store
from ..texts import country_name
from .canvas import Canvas, area
from .glyphs import LAND
from .labels import Patch
from .sheet import INK
from .text import clean, width
from .wanted import Wanted

SEA, NEIGHBOUR = "#dfe5e8", "#efeeea"
BORDER, COUNTRY, NAME, FAINT, TOWN = "#a9a8a2", "#8b8a85", "#6a6964", "#6d6c66", "#55544f"
_MORE = 2.0  # degrees of land beyond the edges of the map
_OWN_GROUND = 0.9  # of a neighbour's name that lies on it: over a border another country would seem to be meant


def land(canvas: Canvas, wanted: Wanted, boundaries: BoundarySet) -> None:
    """Draws neighbours, regions and the country's outline."""
    frame, near = wanted.frame, _near(canvas, wanted)
    around = boundaries.countries.geometry.intersection(near)
    inside = boundaries.screen[0].geometry
    for geometries, fill, edge, wide in (
        (around, NEIGHBOUR, "#d3d1ca", 0.6),
        (inside, LAND, BORDER, 0.7),
        ([inside.union_all()], "none", COUNTRY, 1.3),
    ):
        for each in geometries:
            area(canvas.axes, frame.shape(each), facecolor=fill, edgecolor=edge, linewidth=wide, zorder=1)


def _near(canvas: Canvas, wanted: Wanted) -> shapely.Polygon:
    """What the map shows of the earth and a bit more, as a box in degrees; the whole earth where the paper reaches beyond it."""
    west, south, east, north = canvas.extent
    x, y = np.meshgrid(np.linspace(west, east, 9), np.linspace(south, north, 9))
    lon, lat = wanted.frame.degrees(x.reshape(-1), y.reshape(-1))
    if not np.isfinite([lon, lat]).all():
        return shapely.box(-180, -89, 180, 89)
    return shapely.box(
        max(lon.min() - _MORE, -180), max(lat.min() - _MORE, -89), min(lon.max() + _MORE, 180), min(lat.max() + _MORE, 89)
    )  # fmt: skip


def say_regions(
    canvas: Canvas, wanted: Wanted, boundaries: BoundarySet, counts: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Regions first, then neighbours where there is room on their own ground; each once, in the middle of what the map shows of it.

    `counts`: numbers that stand behind regions' names, by key.
    """
    sheet = shapely.box(*canvas.extent)
    names = [
        (
            f"{clean(row.name).upper()} {counts.get(row.key, '')}".rstrip(),
            row.geometry,
            7.5,
            INK if counts else NAME,
            0.0,
        )
        for row in boundaries.screen[0].itertuples()
    ]
    near = _near(canvas, wanted)
    names += [
        (clean(country_name(row.name)).upper(), row.geometry.intersection(near), 7, FAINT, _OWN_GROUND)
        for row in boundaries.countries.itertuples()
    ]
    for name, geometry, size, colour, least in names:
        if geometry.is_empty:
            continue
        seen = wanted.frame.shape(geometry).intersection(sheet)
        wide, high = width(name, size) + 4, size * 1.3
        for x, y in middles(seen):
            across, up = wide / 2 / canvas.metre, high / 2 / canvas.metre
            under = shapely.box(x - across, y - up, x + across, y + up)
            if seen.intersection(under).area < least * under.area:
                continue
            patch = canvas.room.over(*canvas.at(x, y), wide, high)
            if patch:
                canvas.write(name, patch, size, plate=False, colour=colour)
                break


def middles(seen: shapely.Geometry) -> Iterator[tuple[float, float]]:
    """Places within a shape for its name, the best first."""
    if seen.is_empty or seen.area == 0:
        return
    largest = max(getattr(seen, "geoms", [seen]), key=lambda part: part.area)
    best = shapely.maximum_inscribed_circle(largest, math.sqrt(largest.area) / 40)
    yield best.coords[0]
    west, south, east, north = largest.bounds
    for up in (0.5, 0.35, 0.65, 0.2, 0.8):
        for across in (0.5, 0.35, 0.65, 0.2, 0.8):
            point = shapely.Point(west + across * (east - west), south + up * (north - south))
            if largest.contains(point):
                yield point.x, point.y


def say_towns(canvas: Canvas, store: Store, wanted: Wanted) -> None:
    """Towns with their names, where neither lies on anything."""
    towns = store.towns
    x, y = wanted.frame.projected(towns["longitude"].to_numpy(float), towns["latitude"].to_numpy(float))
    for name, east, north in zip(map(clean, towns["name"]), x, y, strict=True):
        at, over = canvas.at(east, north)
        dot = Patch(at - 1.5, over - 1.5, at + 1.5, over + 1.5)
        if not canvas.room.free(dot):
            continue
        patch = canvas.room.beside(at, over, 3, width(name, 6.5) + 2, 8)
        if patch:
            canvas.axes.plot([east], [north], "o", markersize=2.6, color=TOWN, zorder=4)
            canvas.room.take(dot)
            canvas.write(name, patch, 6.5, plate=False, colour=TOWN)
