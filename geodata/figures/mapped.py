"""The map of a figure: land, regions, towns, then what the view shows, then labels that cover none of it."""

import math
from collections.abc import Iterator

import matplotlib.patches as shapes
import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.patheffects import Normal, Stroke

from ..regions import BoundarySet
from ..store import Store
from ..texts import number
from .labels import Patch, Room
from .marks import is_dark, outline, status_mark
from .scene import Cell, Outline, Scene, apart, metres_an_inch
from .sheet import INK, POINTS, axes, framed, points, write
from .sources import superscripts
from .text import clean, shortened, width
from .wanted import Wanted

SEA, NEIGHBOUR, LAND = "#dfe5e8", "#efeeea", "#fdfdfb"
BORDER, COUNTRY, NAME, FAINT, TOWN = "#a9a8a2", "#8b8a85", "#6f6e69", "#a09e97", "#55544f"
_EDGE = "#141414"
SYMBOL, FANNED, RING = 5.6, 8, (9.0, 17.0)  # points: half a symbol; most fanned out; least and largest radius of a ring
_LABEL, _LONGEST, _NAMED_AT_MOST = 7.5, 150, 45  # points; places beyond this have their superscripts only
_COUNT, _THOUSANDS = 6.5, 10_000  # points; counts from here on are said in thousands
_AROUND = 9.0  # degrees beyond the frame that are drawn of the neighbours


class Canvas:
    """The map's axes with what is taken of them."""

    def __init__(self, figure: Figure, wanted: Wanted, extent: tuple[float, float, float, float]):
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


def draw(figure: Figure, store: Store, wanted: Wanted, scene: Scene, keep_free: list[Patch]) -> None:
    """Draws the map of a scene; `keep_free` are parts of it, in points from its lower left corner, where no label may lie."""
    boundaries = store.boundary_set(wanted.view.filter.boundary_set)
    framed(figure, wanted.paper.map, SEA, "none")
    canvas = Canvas(figure, wanted, scene.extent)
    canvas.keep_free(keep_free)
    _land(canvas, wanted, boundaries)
    for each in scene.outlines:
        _outline(canvas, each)
    placed = list(_fanned(canvas, scene.symbols))
    for row, x, y in placed:
        symbol(canvas.axes, x, y, row.shape, row.colour, row.hollow, row.status)
        at, over = canvas.at(x, y)
        canvas.room.take(Patch(at - SYMBOL, over - SYMBOL, at + SYMBOL, over + SYMBOL))
    _rings(canvas, scene.cells)
    _say_incidents(canvas, scene)
    _say_outlines(canvas, scene)
    _say_regions(canvas, wanted, boundaries)
    _say_towns(canvas, store, wanted)
    framed(figure, wanted.paper.map, "none", COUNTRY, above=True)


# --- the ground ------------------------------------------------------------------------------------------------------


def _land(canvas: Canvas, wanted: Wanted, boundaries: BoundarySet) -> None:
    frame = wanted.frame
    near = shapely.box(
        max(frame.west - _AROUND, -180), max(frame.south - _AROUND, -89), min(frame.east + _AROUND, 180), min(frame.north + _AROUND, 89)
    )  # fmt: skip
    around = boundaries.countries.geometry.intersection(near)
    inside = boundaries.screen[0].geometry
    for geometries, fill, edge, wide in (
        (around, NEIGHBOUR, "#d3d1ca", 0.6),
        (inside, LAND, BORDER, 0.7),
        ([inside.union_all()], "none", COUNTRY, 1.3),
    ):
        for each in geometries:
            area(canvas.axes, frame.shape(each), facecolor=fill, edgecolor=edge, linewidth=wide, zorder=1)


def _say_regions(canvas: Canvas, wanted: Wanted, boundaries: BoundarySet) -> None:
    """Regions first, then neighbours where there is room; each once, in the middle of what the map shows of it."""
    sheet = shapely.box(*canvas.extent)
    names = [(clean(row.name).upper(), row.geometry, 7.5, NAME) for row in boundaries.screen[0].itertuples()]
    near = shapely.box(wanted.frame.west - _AROUND, max(wanted.frame.south - _AROUND, -89), wanted.frame.east + _AROUND, min(wanted.frame.north + _AROUND, 89))  # fmt: skip
    names += [
        (clean(row.name).upper(), row.geometry.intersection(near), 7, FAINT)
        for row in boundaries.countries.itertuples()
    ]
    for name, geometry, size, colour in names:
        if geometry.is_empty:
            continue
        seen = wanted.frame.shape(geometry).intersection(sheet)
        wide, high = width(name, size) + 4, size * 1.3
        for x, y in _middles(seen):
            patch = canvas.room.over(*canvas.at(x, y), wide, high)
            if patch:
                canvas.write(name, patch, size, plate=False, colour=colour)
                break


def _middles(seen: shapely.Geometry) -> Iterator[tuple[float, float]]:
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


def _say_towns(canvas: Canvas, store: Store, wanted: Wanted) -> None:
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


# --- incidents -------------------------------------------------------------------------------------------------------


def symbol(on: Axes, x: float, y: float, shape: str, colour: str, hollow: bool, status: str, grow: float = 1) -> None:
    """One symbol, as `dashboard/map/browser/symbols.js` draws it; `grow` is its size as a part of that on the map."""
    path = outline(shape)
    edges = [Stroke(linewidth=2.8, foreground=_EDGE), Normal()] if hollow else [Normal()]
    on.plot(
        [x], [y], marker=path, markersize=_size(path) * grow, linestyle="none", zorder=5,
        markerfacecolor=LAND if hollow else colour, markeredgecolor=colour if hollow else _EDGE,
        markeredgewidth=1.9 if hollow else 0.8, path_effects=edges,
    )  # fmt: skip
    if mark := status_mark(status):
        lines, filled = mark
        ink = INK if hollow else "#ffffff" if is_dark(colour) else "#111111"
        on.plot(
            [x], [y], marker=lines, markersize=_size(lines) * grow, linestyle="none", zorder=5.1,
            markerfacecolor=ink if filled else "none", markeredgecolor=ink, markeredgewidth=0 if filled else 1.3,
        )  # fmt: skip


def _size(path: Path) -> float:
    # matplotlib scales a marker's path to a half; it is to be drawn as large as it is.
    return 2 * np.abs(path.vertices).max()


def _fanned(canvas: Canvas, symbols: pd.DataFrame) -> Iterator[tuple]:
    """Each symbol with its place; those at the same place in a circle around it, so that none hides another."""
    for (x, y), each in symbols.groupby(["x", "y"], sort=False):
        rows = list(each.itertuples())
        if len(rows) == 1:
            yield rows[0], x, y
            continue
        radius = max(SYMBOL * 1.15 / math.sin(math.pi / len(rows)), SYMBOL * 1.2) / canvas.metre
        canvas.axes.plot([x], [y], "o", markersize=2.2, color=INK, zorder=4.5)
        for number_, row in enumerate(rows):
            angle = math.pi / 2 - 2 * math.pi * number_ / len(rows)
            yield row, x + radius * math.cos(angle), y + radius * math.sin(angle)


def _outline(canvas: Canvas, each: Outline) -> None:
    """A road as a band with a dashed middle, an area hatched: never a dot, because the source names no spot."""
    if each.precision == "road":
        line(canvas.axes, each.geometry, color=each.colour, linewidth=5.5, alpha=0.28, zorder=3)
        line(canvas.axes, each.geometry, color=each.colour, linewidth=1.4, linestyle=(0, (4, 2.5)), zorder=3.1)
        return
    area(
        canvas.axes,
        each.geometry,
        facecolor="none",
        edgecolor=each.colour,
        hatch="////",
        linewidth=0,
        alpha=0.3,
        zorder=2.5,
    )
    area(
        canvas.axes,
        each.geometry,
        facecolor="none",
        edgecolor=each.colour,
        linewidth=1.1,
        linestyle=(0, (4, 3)),
        zorder=2.6,
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
        on.add_patch(shapes.PathPatch(whole, **style))


def line(on: Axes, geometry: shapely.Geometry, **style: object) -> None:
    """Lines; of a polygon its edge."""
    flat = geometry.boundary if geometry.geom_type.endswith("Polygon") else geometry
    for part in getattr(flat, "geoms", [flat]):
        x, y = np.asarray(part.coords)[:, :2].T
        on.plot(x, y, solid_capstyle="round", **style)


def _rings(canvas: Canvas, cells: list[Cell]) -> None:
    """Counts by cell: a ring divided by colour, larger where there are more, with the number in it; none over another."""
    most = max((cell.incidents for cell in cells), default=1)

    def radius(cell: Cell) -> float:
        least, largest = RING
        grown = least + (largest - least) * math.sqrt(min(cell.incidents / most, 1))
        return max(grown, width(_short(cell.incidents), _COUNT, True) / 2 + 3.5)

    for cell in apart(cells, lambda each: radius(each) / canvas.metre):
        round_ = radius(cell)
        ring(canvas.axes, (cell.x, cell.y), round_ / canvas.metre, cell.parts, 3 / canvas.metre)
        at, over = canvas.at(cell.x, cell.y)
        canvas.room.take(Patch(at - round_, over - round_, at + round_, over + round_))
        middle = Patch(at - round_, over - 4, at + round_, over + 4)
        canvas.write(_short(cell.incidents), middle, _COUNT, plate=False, bold=True)


def _short(incidents: float) -> str:
    return number(incidents) if incidents < _THOUSANDS else f"{number(round(incidents / 1000))}k"


def ring(
    on: Axes, middle: tuple[float, float], radius: float, parts: tuple[tuple[str, float], ...], wide: float
) -> None:
    """A ring divided by colour, from the top clockwise; lengths in the units of the axes."""
    on.add_patch(shapes.Circle(middle, radius, facecolor="#ffffff", edgecolor=_EDGE, linewidth=0.8, zorder=5))
    total, angle = sum(count for _colour, count in parts), 90.0
    for colour, count in parts:
        turn = 360 * count / total
        on.add_patch(
            shapes.Wedge(
                middle, radius, angle - turn, angle, width=wide, facecolor=colour, edgecolor="none", zorder=5.05
            )
        )
        angle -= turn
    on.add_patch(shapes.Circle(middle, radius, facecolor="none", edgecolor=_EDGE, linewidth=0.7, zorder=5.1))


# --- labels ----------------------------------------------------------------------------------------------------------


def _say_incidents(canvas: Canvas, scene: Scene) -> None:
    """For each place its name with the numbers of the sources of what happened there."""
    places = list(scene.symbols.groupby(["x", "y"], sort=False))
    for (x, y), each in places:
        cited = sorted({note for no in each["no"] for note in scene.sources.of.get(no, ())})
        name = each["place"].iloc[0] if len(places) <= _NAMED_AT_MOST else ""
        said = _label(name, len(each), tuple(cited))
        if said:
            away = SYMBOL + 2 if len(each) == 1 else SYMBOL * 1.15 / math.sin(math.pi / len(each)) + SYMBOL + 2
            _beside(canvas, said, x, y, away, "-".join(str(no) for no in each["no"]))


def _say_outlines(canvas: Canvas, scene: Scene) -> None:
    """In the area or on the road itself where there is room: beside it another region would seem to be meant."""
    for each in scene.outlines:
        cited = sorted({note for no in each.numbers for note in scene.sources.of.get(no, ())})
        said = _label(each.place, round(each.incidents), tuple(cited)) if each.place else number(each.incidents)
        about = "-".join(map(str, each.numbers))
        seen = canvas.clear_part(each.geometry)
        inside = _middles(seen) if each.precision == "area" else ()
        patches = (canvas.room.over(*canvas.at(x, y), width(said, _LABEL) + 3, _LABEL * 1.45) for x, y in inside)
        if patch := next(filter(None, patches), None):
            canvas.write(said, patch, _LABEL, gid=f"label-{about}" if about else "")
        else:
            _beside(canvas, said, *seen.representative_point().coords[0], 4, about)


def _label(name: str, incidents: int, cited: tuple[int, ...]) -> str:
    count = f" ×{incidents}" if incidents > 1 and name else ""
    return f"{shortened(name, _LONGEST, _LABEL)}{count}{superscripts(cited)}"


def _beside(canvas: Canvas, said: str, x: float, y: float, away: float, about: str) -> None:
    at, over = canvas.at(x, y)
    patch = canvas.room.beside(at, over, away, width(said, _LABEL) + 3, _LABEL * 1.45, far=True)
    if patch is None:  # the map is full: the numbers are in the list of sources
        return
    nearest = min(max(at, patch.left), patch.right), min(max(over, patch.bottom), patch.top)
    if math.dist(nearest, (at, over)) > away + 4:
        corner = canvas.rect.left * POINTS, canvas.rect.bottom * POINTS
        leader = shapes.PathPatch(
            Path([(at + corner[0], over + corner[1]), (nearest[0] + corner[0], nearest[1] + corner[1])]),
            transform=points(canvas.figure), edgecolor=INK, linewidth=0.5, zorder=4.8,
        )  # fmt: skip
        canvas.figure.add_artist(leader)
    canvas.write(said, patch, _LABEL, gid=f"label-{about}" if about else "")
