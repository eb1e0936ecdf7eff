"""The map of a figure: the ground, then what the view shows, then labels that cover none of it."""

import math
from collections.abc import Iterator

import matplotlib.patches as shapes
from matplotlib.figure import Figure
from matplotlib.path import Path

from ..place_names import place_name
from ..store import Store
from ..texts import number
from . import ground
from .canvas import Canvas, area, line
from .glyphs import ring, symbol
from .labels import Patch
from .scene import MOST_FANNED, Cell, Outline, Scene, apart, parts_of
from .sheet import INK, POINTS, framed, points
from .sources import superscripts
from .text import shortened, width
from .wanted import Wanted

SYMBOL, RING = 5.6, (9.0, 17.0)  # points: half a symbol; least and largest radius of a ring
_LABEL, _LONGEST, _NAMED_AT_MOST = 7.5, 150, 45  # points; places beyond this have their superscripts only
_COUNT, _THOUSANDS = 6.5, 10_000  # points; counts from here on are said in thousands


def draw(figure: Figure, store: Store, wanted: Wanted, scene: Scene, keep_free: list[Patch]) -> None:
    """Draws the map of a scene; `keep_free` are parts of it, in points from its lower left corner, where no label may lie."""
    boundaries = store.boundary_set(wanted.view.filter.boundary_set)
    framed(figure, wanted.paper.map, ground.SEA, "none")
    canvas = Canvas(figure, wanted, scene.extent)
    canvas.keep_free(keep_free)
    ground.land(canvas, wanted, boundaries)
    for each in scene.outlines:
        _outline(canvas, each)
    for row, x, y in _fanned(canvas, scene):
        symbol(canvas.axes, x, y, row.shape, row.colour, row.hollow, row.status)
        at, over = canvas.at(x, y)
        canvas.room.take(Patch(at - SYMBOL, over - SYMBOL, at + SYMBOL, over + SYMBOL))
    _rings(canvas, [*scene.cells, *_crowded(scene)])
    _say_incidents(canvas, scene)
    _say_outlines(canvas, scene)
    ground.say_regions(canvas, wanted, boundaries)
    ground.say_towns(canvas, store, wanted)
    framed(figure, wanted.paper.map, "none", ground.COUNTRY, above=True)


# --- incidents -------------------------------------------------------------------------------------------------------


def _fanned(canvas: Canvas, scene: Scene) -> Iterator[tuple]:
    """Each symbol with its place; those at the same place in a circle around it, so that none hides another."""
    for (x, y), each in scene.places():
        rows = list(each.itertuples())
        if len(rows) > MOST_FANNED:
            continue
        if len(rows) == 1:
            yield rows[0], x, y
            continue
        radius = _around(len(rows)) / canvas.metre
        canvas.axes.plot([x], [y], "o", markersize=2.2, color=INK, zorder=4.5)
        for place, row in enumerate(rows):
            angle = math.pi / 2 - 2 * math.pi * place / len(rows)
            yield row, x + radius * math.cos(angle), y + radius * math.sin(angle)


def _around(symbols: int) -> float:
    """Points from a place to the middles of so many symbols around it."""
    return SYMBOL * 1.15 / math.sin(math.pi / symbols) if symbols > 1 else 0.0


def _crowded(scene: Scene) -> Iterator[Cell]:
    """The places with more symbols than can be drawn around them, as numbers."""
    for (x, y), each in scene.places():
        if len(each) > MOST_FANNED:
            yield Cell(x, y, len(each), parts_of(each.assign(incidents=1), scene.sides))


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


# --- labels ----------------------------------------------------------------------------------------------------------


def _say_incidents(canvas: Canvas, scene: Scene) -> None:
    """For each place its name with the numbers of the sources of what happened there."""
    places = scene.places()
    for (x, y), each in places:
        cited = scene.sources.cited_by(each["no"])
        name = place_name(each["place"].iloc[0]) if len(places) <= _NAMED_AT_MOST else ""
        said = _label(name, len(each), cited)
        if said:
            away = RING[1] + 2 if len(each) > MOST_FANNED else _around(len(each)) + SYMBOL + 2
            _beside(canvas, said, x, y, away, "-".join(str(no) for no in each["no"]))


def _say_outlines(canvas: Canvas, scene: Scene) -> None:
    """In the area or on the road itself where there is room: beside it another region would seem to be meant."""
    for each in scene.outlines:
        cited = scene.sources.cited_by(each.numbers)
        said = _label(place_name(each.place), round(each.incidents), cited) if each.place else number(each.incidents)
        about = "-".join(map(str, each.numbers))
        seen = canvas.clear_part(each.geometry)
        inside = ground.middles(seen) if each.precision == "area" else ()
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
