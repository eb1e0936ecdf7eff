"""The axes of a map figure with what is taken of them, and shapes drawn on axes."""

import matplotlib.patches as shapes
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.path import Path

from .labels import Patch, Room
from .scene import Extent, metres_an_inch
from .sheet import POINTS, axes, points, write
from .wanted import Wanted


class Canvas:
    """The map's axes with what is taken of them."""

    def __init__(self, figure: Figure, wanted: Wanted, extent: Extent):
        self.figure, self.rect, self.extent = figure, wanted.paper.map, extent
        self.axes: Axes = axes(figure, self.rect, extent)
        self.axes.set_gid("map")
        self.room = Room(self.rect.width * POINTS, self.rect.height * POINTS)
        self.reserved: list[Patch] = []
        self.metre = POINTS / metres_an_inch(extent, self.rect)  # points

    def keep_free(self, patches: list[Patch]) -> None:
        """Nothing is written there."""
        self.reserved = patches
        for patch in patches:
            self.room.take(patch)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Points from the map's lower left corner."""
        return (x - self.extent[0]) * self.metre, (y - self.extent[1]) * self.metre

    def clear_part(self, geometry: shapely.Geometry) -> shapely.Geometry:
        """What the map shows of a geometry, without what lies under scale bar and arrow where there is more."""
        seen = geometry.intersection(shapely.box(*self.extent))
        west, south = self.extent[:2]
        for patch in self.reserved:
            clear = seen.difference(
                shapely.box(
                    west + patch.left / self.metre, south + patch.bottom / self.metre,
                    west + patch.right / self.metre, south + patch.top / self.metre,
                )
            )  # fmt: skip
            seen = seen if clear.is_empty else clear
        return seen

    def write(self, text: str, patch: Patch, size: float, plate: bool = True, gid: str = "", **style: object) -> None:
        """A label in its place, on a pale plate that keeps it readable over lines."""
        left, bottom = patch.left + self.rect.left * POINTS, patch.bottom + self.rect.bottom * POINTS
        wide, high = patch.right - patch.left, patch.top - patch.bottom
        if plate:
            back = shapes.Rectangle(
                (left, bottom), wide, high, transform=points(self.figure), facecolor="#ffffff", alpha=0.78, linewidth=0, zorder=6
            )  # fmt: skip
            self.figure.add_artist(back)
        write(
            self.figure, text, left + wide / 2, bottom + high * 0.26, size, align="center", gid=gid, zorder=7, **style
        )


def area(on: Axes, geometry: shapely.Geometry, **style: object) -> None:
    """Polygons, with their holes."""
    rings = [
        ring.coords
        for polygon in getattr(geometry, "geoms", [geometry])
        if polygon.geom_type == "Polygon"
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    if rings:
        whole = Path.make_compound_path(*(Path(np.asarray(each)[:, :2], closed=True) for each in rings))
        on.add_artist(shapes.PathPatch(whole, **style))


def line(on: Axes, geometry: shapely.Geometry, **style: object) -> None:
    """Lines; of a polygon its edge."""
    flat = geometry.boundary if geometry.geom_type.endswith("Polygon") else geometry
    for part in getattr(flat, "geoms", [flat]):
        x, y = np.asarray(part.coords)[:, :2].T
        on.plot(x, y, solid_capstyle="round", **style)
