"""What is on a map figure: the incidents of a view within a frame, where they lie on it, and how many do not."""

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import shapely

from ..cells import Box
from ..filters import OVERLAPPING, SHARED, IncidentFilter
from ..store import Counts, Store
from ..symbols import OTHER_COLOUR, colour, shape
from .papers import Rect
from .sources import Numbered, documents, numbered
from .wanted import Wanted

MOST_ONE_BY_ONE = 150  # symbols that a figure holds without hiding each other
MOST_FANNED = 8  # symbols at one place that are drawn around it; more are a number
_MOST_READ = 2_000  # incidents that are read one by one to see which lie in the frame
VAGUE = ("near settlement", "road", "area")  # drawn hollow, as on the screen
CELL = 36  # points: the side of a cell of counts on the paper
_EDGE = 33  # points along each edge of a map: in degrees its edges are curves

Extent = tuple[float, float, float, float]
Sides = dict[str, str] | None


@dataclass(frozen=True)
class Cell:
    """Incidents close by: the middle of their places in metres, how many, and how many by colour, the largest first."""

    x: float
    y: float
    incidents: float
    parts: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Outline:
    """Incidents along a road or somewhere in an area: its geometry in metres, how many, and by colour, the largest first.

    `numbers` are those of the incidents and `place` is what it is called, where each is shown by itself; else () and "".
    """

    geometry: shapely.Geometry
    precision: str
    incidents: float
    parts: tuple[tuple[str, float], ...]
    numbers: tuple[int, ...] = ()
    place: str = ""

    @property
    def colour(self) -> str:
        """The colour of its incidents; grey where they have several."""
        return self.parts[0][0] if len(self.parts) == 1 else OTHER_COLOUR


@dataclass(frozen=True)
class Scene:
    """`symbols`: incidents at points, one a row: no, x, y (metres), colour, shape, status, hollow, place, place_precision,
    lead_actor, event_class, in the order of time; none where there are many: then `cells` count them.

    `numbers` are those of the incidents on the map one by one, in the order in which their sources are numbered.
    `on_map`, `outside` and `unlocated` say where the incidents of the view are; `leads` the first-named actors on the map;
    `sides` their groups, where colours stand for those.
    """

    extent: Extent
    symbols: pd.DataFrame
    outlines: list[Outline]
    cells: list[Cell]
    counts: Counts
    on_map: int
    outside: int
    unlocated: int
    sources: Numbered
    leads: frozenset
    sides: dict[str, str] | None
    numbers: tuple[int, ...] = ()

    @property
    def one_by_one(self) -> bool:
        """Whether each incident is shown by itself, with its sources."""
        return not self.cells

    def places(self) -> list[tuple[tuple[float, float], pd.DataFrame]]:
        """The symbols by place: x and y, and those that are there."""
        return list(self.symbols.groupby(["x", "y"], sort=False))

    @property
    def numbered(self) -> bool:
        """Whether a ring with a number stands for several incidents somewhere."""
        return bool(self.cells) or any(len(each) > MOST_FANNED for _place, each in self.places())


def scene(store: Store, wanted: Wanted) -> Scene:
    """The scene of a view; the counts are those of the page, but on the map each incident is one, also where dates are shared out."""
    chosen = each_as_one(wanted.view.filter)
    extent = wanted.frame.extent(wanted.paper.map)
    box = _around(wanted, extent)
    placed, total = store.placed(chosen, box), store.how_many(chosen, None)
    sides = sides_of(store, wanted)
    found = store.points(chosen, box, shapes=True) if placed.in_box + placed.outlined <= _MOST_READ else None
    if found is not None:
        symbols, outlines = _at_points(found, wanted, extent, sides), _along(found, store, wanted, extent, sides)
        on_map = len(symbols) + sum(len(each.numbers) for each in outlines)
    if found is None or on_map > MOST_ONE_BY_ONE:
        return _of_many(store, wanted, extent, box, placed.points + placed.outlined, total, sides)
    numbers = [*symbols["no"].tolist(), *(number for each in outlines for number in each.numbers)]
    shown = found[found["no"].isin(numbers)]
    return Scene(
        extent, symbols, outlines, [], store.counts(wanted.view.filter), on_map,
        outside=placed.points + placed.outlined - on_map, unlocated=total - placed.points - placed.outlined,
        sources=numbered(store, chosen, shown["no"].tolist()), leads=frozenset(shown["lead_actor"]), sides=sides,
        numbers=tuple(shown["no"].tolist()),
    )  # fmt: skip


def _of_many(store: Store, wanted: Wanted, extent: Extent, box: Box, placed: int, total: int, sides: Sides) -> Scene:
    """The scene of more incidents than a figure can show by themselves."""
    chosen = each_as_one(wanted.view.filter)
    mine = _positions(store, wanted, extent, box)
    counted = store.survey(chosen, Box(-90, 0, -90, 0), 1.0).outlined
    outlines = []
    for (number, precision), each in counted.groupby(["shape_no", "place_precision"]):
        geometry = _seen(store, wanted, extent, int(number))
        if geometry is not None:
            outlines.append(Outline(geometry, precision, each["incidents"].sum(), parts_of(each, sides)))
    leads = {*mine["lead_actor"].unique(), *(counted["lead_actor"].unique() if outlines else ())}
    on_map = len(mine) + round(sum(each.incidents for each in outlines))
    nobody = pd.DataFrame(columns=["no", "x", "y", "colour", "shape", "status", "hollow", "place", "place_precision", "lead_actor", "event_class"])  # fmt: skip
    return Scene(
        extent, nobody, outlines, _cells(mine, wanted, extent, sides), store.counts(wanted.view.filter), on_map,
        outside=placed - on_map, unlocated=total - placed,
        sources=documents(store, chosen), leads=frozenset(leads), sides=sides,
    )  # fmt: skip


def each_as_one(chosen: IncidentFilter) -> IncidentFilter:
    """The filter that shows the same incidents without sharing them out."""
    return replace(chosen, dates=OVERLAPPING) if chosen.dates == SHARED else chosen


def sides_of(store: Store, wanted: Wanted) -> Sides:
    """The groups of actors, where the view's colours stand for those."""
    actors = store.actors()
    return dict(actors[["actor_id", "side"]].itertuples(index=False)) if wanted.view.colour == "group" else None


def _around(wanted: Wanted, extent: Extent) -> Box:
    """The box of degrees that holds all of a map."""
    west, south, east, north = extent
    across, up = np.linspace(west, east, _EDGE), np.linspace(south, north, _EDGE)
    x = np.concatenate([across, across, np.full(_EDGE, west), np.full(_EDGE, east)])
    y = np.concatenate([np.full(_EDGE, south), np.full(_EDGE, north), up, up])
    longitude, latitude = wanted.frame.degrees(x, y)
    return Box.clamped(latitude.min(), longitude.min(), latitude.max(), longitude.max())


def _at_points(found: pd.DataFrame, wanted: Wanted, extent: Extent, sides: Sides) -> pd.DataFrame:
    points = found[found["latitude"].notna()]
    x, y = wanted.frame.projected(points["longitude"].to_numpy(), points["latitude"].to_numpy())
    styled = points.assign(
        x=x,
        y=y,
        colour=[colour(actor, sides) for actor in points["lead_actor"]],
        shape=[shape(name) for name in points["event_class"]],
        hollow=points["place_precision"].isin(VAGUE),
    )
    return styled[_within(x, y, extent)].reset_index(drop=True)


def _along(found: pd.DataFrame, store: Store, wanted: Wanted, extent: Extent, sides: Sides) -> list[Outline]:
    made = []
    for (number, precision), each in found[found["shape_no"].notna()].groupby(
        ["shape_no", "place_precision"], sort=False
    ):
        geometry = _seen(store, wanted, extent, int(number))
        if geometry is not None:
            parts = parts_of(each.assign(incidents=1), sides)
            made.append(
                Outline(geometry, precision, len(each), parts, tuple(each["no"].tolist()), each["place"].iloc[0])
            )
    return made


def _seen(store: Store, wanted: Wanted, extent: Extent, number: int) -> shapely.Geometry | None:
    """A line or an area in metres; None where the map shows none of it."""
    geometry = wanted.frame.shape(store.shapes[number])
    return geometry if geometry.intersects(shapely.box(*extent)) else None


def parts_of(counted: pd.DataFrame, sides: Sides) -> tuple[tuple[str, float], ...]:
    """Colours with their numbers (column `incidents`) by first-named actor, the largest first."""
    by_colour = counted["incidents"].groupby([colour(actor, sides) for actor in counted["lead_actor"]]).sum()
    return tuple(by_colour.sort_values(ascending=False, kind="stable").items())


def _within(x: np.ndarray, y: np.ndarray, extent: Extent) -> np.ndarray:
    west, south, east, north = extent
    return (x >= west) & (x <= east) & (y >= south) & (y <= north)


def _positions(store: Store, wanted: Wanted, extent: Extent, box: Box) -> pd.DataFrame:
    found = store.positions(each_as_one(wanted.view.filter), box)
    x, y = wanted.frame.projected(found["longitude"].to_numpy(), found["latitude"].to_numpy())
    return found.assign(x=x, y=y)[_within(x, y, extent)]


def _cells(mine: pd.DataFrame, wanted: Wanted, extent: Extent, sides: Sides) -> list[Cell]:
    """Counts by cell of the paper."""
    side = CELL / 72 * metres_an_inch(extent, wanted.paper.map)
    by = {
        "row": np.floor((mine["y"] - extent[1]) / side).astype(int),
        "column": np.floor((mine["x"] - extent[0]) / side).astype(int),
    }
    counted = mine.assign(**by).groupby([*by, "lead_actor"], dropna=False)
    summed = counted.agg(incidents=("x", "size"), x=("x", "sum"), y=("y", "sum")).reset_index()
    made = []
    for _key, each in summed.groupby(list(by)):
        incidents = int(each["incidents"].sum())
        made.append(Cell(each["x"].sum() / incidents, each["y"].sum() / incidents, incidents, parts_of(each, sides)))
    return made


def apart(cells: list[Cell], radius: Callable[[Cell], float]) -> list[Cell]:
    """The same incidents in cells of which none lies over another: those that would are put together.

    `radius` says how large a cell is drawn, in metres. Largest first.
    """
    left = sorted(cells, key=lambda each: (-each.incidents, each.x, each.y))
    done: list[Cell] = []
    while left:
        cell = left.pop(0)
        near = next((o for o in done if math.dist((o.x, o.y), (cell.x, cell.y)) < radius(o) + radius(cell)), None)
        if near is None:
            done.append(cell)
            continue
        # What is put together moves and grows: it is looked at again.
        done.remove(near)
        left.insert(0, _together(near, cell))
    return sorted(done, key=lambda each: (-each.incidents, each.x, each.y))


def _together(one: Cell, other: Cell) -> Cell:
    total = one.incidents + other.incidents
    x, y = ((a * one.incidents + b * other.incidents) / total for a, b in ((one.x, other.x), (one.y, other.y)))
    summed = Counter(dict(one.parts))
    summed.update(dict(other.parts))
    return Cell(x, y, total, tuple(summed.most_common()))


def metres_an_inch(extent: Extent, on: Rect) -> float:
    """How many metres an inch of the map stands for."""
    return (extent[2] - extent[0]) / on.width
