"""What is drawn of an answer, above its rows: pairs or what stands out on a map, both sides of a comparison as bars."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import matplotlib.patches as shapes
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..questions.answer import Row
from ..questions.compared_bars import Bar
from ..questions.comparison import Drawing
from ..regions import BoundarySet
from ..store import Store
from ..texts import _, day, number
from . import ground, panels
from .answered import Answered
from .canvas import Canvas, area, line
from .frames import NAMES, MapFrame, frame_between
from .labels import Patch
from .papers import Rect
from .scene import Extent
from .sheet import INK, POINTS, QUIET, RULE, axes, framed, points, write
from .text import shortened, width
from .timed import TICK, TimeAxis
from .timeline_marks import nice
from .wanted import Wanted

SIDES = ("#0072B2", "#E69F00")  # of a comparison
SURE, POSSIBLE, SHADE = "#D55E00", "#5f5f5b", "#f3c9a8"
_MOST_LINKS, _MOST_NAMED = 300, 12
_DOT, _LABEL, _KEY = 3.6, 7.5, 7.2  # points
_AROUND, _WIDEST = 0.75, 100.0  # degrees: of land around pairs, and how far apart pairs on one map may lie
_MAP_SHARE, _BARS_SHARE = 0.46, 0.52  # of the width
_PALE, _LEAST_BAR = 0.4, 0.6  # points that a bar of a day among years has


def share(told: Answered) -> float:
    """How much of the width the drawing takes; 0 where there is nothing to draw."""
    if isinstance(told.answer.drawing, Drawing):
        return _BARS_SHARE if any(_counted(told.answer.drawing)) else 0.0
    return _MAP_SHARE if _mapped(told) else 0.0


def draw(figure: Figure, store: Store, told: Answered, rect: Rect) -> None:
    """Draws the answer in a part of the figure."""
    if isinstance(told.answer.drawing, Drawing):
        _bars(figure, told.answer.drawing, rect)
    else:
        _map(figure, store, told, rect)


def projection(told: Answered) -> list[str]:
    """The map's projection, in a sentence."""
    return [_("Projection: {projection}.").format(projection=frame(told).projection_words())] if _mapped(told) else []


# --- a map ------------------------------------------------------------------------------------------------------------------


def _mapped(told: Answered) -> list[Row]:
    """The rows that are drawn on a map: pairs of incidents, and regions that stand out."""
    if told.name not in ("coincidences", "changes"):
        return []
    rows = [row for row in told.answer.rows if row.shape is not None and not row.shape.is_empty]
    return (rows if told.name == "coincidences" else [row for row in rows if row.flagged])[:_MOST_LINKS]


def frame(told: Answered) -> MapFrame:
    """What the map shows: the pairs with `_AROUND` them, as they may lie close together or abroad; else, and where another part than
    the whole country is asked for, that part."""
    asked, rows = told.wanted.frame, _mapped(told)
    if told.name != "coincidences" or asked.key != NAMES[0] or not rows:
        return asked
    west, south, east, north = shapely.total_bounds([row.shape for row in rows])
    edges = max(west - _AROUND, -180), max(south - _AROUND, -89), min(east + _AROUND, 180), min(north + _AROUND, 89)
    return asked if east - west > _WIDEST else frame_between("pairs", "", [float(edge) for edge in edges])


def _map(figure: Figure, store: Store, told: Answered, rect: Rect) -> None:
    """The land with what is found on it."""
    wanted = replace(told.wanted, frame=frame(told), paper=replace(told.wanted.paper, map=rect))
    boundaries = store.boundary_set(wanted.view.filter.boundary_set)
    framed(figure, rect, ground.SEA, "none")
    pairs = _pairs(told, wanted)
    canvas = Canvas(figure, wanted, extent(wanted, told, [middle for _row, _on, middle in pairs]))
    canvas.keep_free([_key(canvas, told), panels.landmarks(figure, wanted, canvas.extent)])
    ground.land(canvas, wanted, boundaries)
    if told.name == "changes":
        _shade(canvas, wanted, told, boundaries)
        ground.say_regions(canvas, wanted, boundaries, _windows_counts(told, boundaries))
    else:
        _link(canvas, told, pairs)
        ground.say_regions(canvas, wanted, boundaries)
    if wanted.frame != told.wanted.frame:
        ground.say_towns(canvas, store, wanted)
    framed(figure, rect, "none", ground.COUNTRY, above=True)


def _shade(canvas: Canvas, wanted: Wanted, told: Answered, boundaries: BoundarySet) -> None:
    """The regions that stand out, whole: a dot would say that something is known of where in them."""
    out = {row.values[1] for row in _mapped(told)}
    for region in boundaries.screen[0].itertuples():
        if region.key in out:
            area(
                canvas.axes, wanted.frame.shape(region.geometry), facecolor=SHADE, edgecolor=SURE, linewidth=1, zorder=2
            )


def _windows_counts(told: Answered, boundaries: BoundarySet) -> dict[str, str]:
    """How many incidents the last window has, by the keys of the regions; one without a row has none."""
    counted = {row.values[1]: row.values[3] for row in told.answer.rows if row.shape is not None}
    return {key: number(counted.get(key, 0)) for key in boundaries.regions["key"]}


def _pairs(told: Answered, wanted: Wanted) -> list[tuple[Row, shapely.Geometry, shapely.Point]]:
    """The pairs that are drawn, each with its link as the map has it and the middle of that."""
    rows = _mapped(told) if told.name == "coincidences" else []
    drawn = [(row, wanted.frame.shape(row.shape)) for row in rows]
    return [(row, on, on if on.geom_type == "Point" else on.interpolate(0.5, normalized=True)) for row, on in drawn]


def _link(canvas: Canvas, told: Answered, pairs: Sequence[tuple[Row, shapely.Geometry, shapely.Point]]) -> None:
    """A dot for what is sure, a ring for what is only possible, a line between two places."""
    for row, on, middle in pairs:
        if on.geom_type != "Point":
            line(canvas.axes, on, color=SURE if row.flagged else POSSIBLE, linewidth=1.2, zorder=4)
        _dot(canvas, middle, row.flagged)
    _names(canvas, told, [(row, middle) for row, _on, middle in pairs])


def extent(wanted: Wanted, told: Answered, dots: Sequence[shapely.Point]) -> Extent:
    """What the map shows: the frame, with as little more land beside, above or below it as keeps dots from under key and scale bar."""
    rect, key = wanted.paper.map, _key_room(wanted.paper.map, told)
    wide, high = rect.width * POINTS, rect.height * POINTS
    scale = panels.landmarks_room(wanted, wanted.frame.extent(rect))
    beside, above, below = max(key.right, scale.right), high - key.bottom, scale.top
    found = []
    for left, over, under in ((0, 0, 0), (0, above, 0), (0, 0, below), (0, above, below), (beside, 0, 0)):
        inner = Rect(0, 0, (wide - left) / POINTS, (high - over - under) / POINTS)
        west, south, east, north = wanted.frame.extent(inner)
        metres = (east - west) / (wide - left)  # a point
        shown = west - left * metres, south - under * metres, east, north + over * metres
        squares = [_square((dot.x - shown[0]) / metres, (dot.y - shown[1]) / metres, 2 * _DOT + 4) for dot in dots]
        taken = key, panels.landmarks_room(wanted, shown)
        found.append((any(one.meets(other) for one in squares for other in taken), metres, shown))
    return min(found)[-1]


def _square(x: float, y: float, size: float) -> Patch:
    return Patch(x - size / 2, y - size / 2, x + size / 2, y + size / 2)


def _dot(canvas: Canvas, at: shapely.Point, sure: bool) -> None:
    fill, edge = (SURE, "#ffffff") if sure else ("none", POSSIBLE)
    size = 2 * _DOT if sure else 2 * _DOT + 4
    canvas.axes.plot(
        [at.x], [at.y], "o", markersize=size, markerfacecolor=fill, markeredgecolor=edge, markeredgewidth=0.8 if sure else 1.2,
        zorder=5,
    )  # fmt: skip
    canvas.room.take(_square(*canvas.at(at.x, at.y), size))


def _names(canvas: Canvas, told: Answered, middles: Sequence[tuple[Row, shapely.Point]]) -> None:
    """The places of the first few, each name once at a place."""
    seen = set()
    for row, middle in middles:
        said = shortened(_name(told, row), 150, _LABEL)
        if len(seen) >= _MOST_NAMED or not said or (said, middle.wkt) in seen:
            continue
        seen.add((said, middle.wkt))
        x, y = canvas.at(middle.x, middle.y)
        patch = canvas.room.beside(x, y, _DOT + 4, width(said, _LABEL) + 3, _LABEL * 1.45)
        if patch:
            canvas.write(said, patch, _LABEL, gid=f"place-{len(seen)}")


def _name(told: Answered, row: Row) -> str:
    """What a pair is called on the map: its place, or both where they differ."""
    said = dict(zip((column.key for column in told.answer.columns), row.cells, strict=True))
    return " – ".join(dict.fromkeys(filter(None, (said["first_place"], said["second_place"]))))


def _signs(told: Answered) -> list[tuple[bool, str]]:
    """Of dots (True) and rings those that are on the map, with what they stand for; shaded regions count as dots."""
    signs = [(True, _("at the same place or near for certain")), (False, _("only possible"))]
    if told.name == "changes":
        signs = [(True, _("stands out"))]
    return [(sure, said) for sure, said in signs if any(row.flagged == sure for row in _mapped(told))]


def _key_room(rect: Rect, told: Answered) -> Patch:
    """The room of the key, in the upper left corner of a map of this size."""
    signs, top, left = _signs(told), rect.height * POINTS - 5, 5.0
    wide = max(width(said, _KEY) for _sure, said in signs) + 26
    return Patch(left, top - 12 * len(signs) - 4, left + wide, top)


def _key(canvas: Canvas, told: Answered) -> Patch:
    """What signs stand for, in the upper left corner of the map; returns the room that it takes."""
    patch = _key_room(canvas.rect, told)
    left, wide, high = patch.left, patch.right - patch.left, patch.top - patch.bottom
    x, y = canvas.rect.left * POINTS, canvas.rect.bottom * POINTS
    box = Rect((x + left) / POINTS, (y + patch.bottom) / POINTS, wide / POINTS, high / POINTS)
    on = axes(canvas.figure, box, (0, 0, wide, high))
    on.set_zorder(3)
    on.add_artist(shapes.Rectangle((0, 0), wide, high, facecolor="#ffffff", alpha=0.85, linewidth=0))
    for nr, (sure, said) in enumerate(_signs(told)):
        up = high - 8 - 12 * nr
        fill, edge = (SURE, "#ffffff") if sure else ("none", POSSIBLE)
        sign = "o"
        if told.name == "changes":
            sign, fill, edge = "s", SHADE, SURE
        on.plot([10], [up], sign, markersize=2 * _DOT, markerfacecolor=fill, markeredgecolor=edge, zorder=4)
        write(canvas.figure, said, x + left + 20, y + patch.bottom + up - 2.6, _KEY, zorder=4)
    return patch


# --- bars -------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Plot:
    """Where bars stand: points from the part's lower left corner."""

    time: TimeAxis
    foot: float
    head: float
    most: float

    def up(self, count: float) -> float:
        """How high so many incidents are."""
        return self.foot + count / self.most * (self.head - self.foot)


def _counted(drawing: Drawing) -> list[Bar]:
    return [bar for bars in (drawing.bars.first, drawing.bars.second) for bar in bars if bar.certain or bar.may]


def _bars(figure: Figure, drawing: Drawing, rect: Rect) -> None:
    """Both sides on one axis of time; below each other where their periods overlap."""
    sides = (drawing.bars.first, drawing.bars.second)
    every = [bar for bars in sides for bar in bars]
    wide, high = rect.width * POINTS, rect.height * POINTS
    on = axes(figure, rect, (0, 0, wide, high))
    on.set_gid("bars")
    top = max(bar.certain + bar.may for bar in every)
    step = nice(top)
    most = math.ceil(top / step) * step
    time = TimeAxis(
        min(bar.first for bar in every), max(bar.last for bar in every), width(number(most), TICK) + 6, wide
    )
    head, left, bottom = high - 12.0 - 11 * _legend(figure, drawing, rect), rect.left * POINTS, rect.bottom * POINTS
    apart = all(sides) and sides[0][-1].last >= sides[1][0].first
    each = (head - 12) / 2 if apart else head - 12
    plots = [
        _Plot(time, 12 + (each + 4) * (1 - nr) * apart, 12 + (each + 4) * (1 - nr) * apart + each - 10 * apart, most)
        for nr in (0, 1)
    ]
    for plot in plots if apart else plots[:1]:
        for value in np.arange(0, most + step / 2, step):
            on.plot(
                [time.left, time.right],
                [plot.up(value)] * 2,
                color=QUIET if not value else RULE,
                linewidth=0.5,
                zorder=1,
            )
            write(
                figure,
                number(value),
                left + time.left - 4,
                bottom + plot.up(value) - 2.5,
                TICK,
                colour=QUIET,
                align="right",
            )
    for bars, colour, plot in zip(sides, SIDES, plots, strict=True):
        for bar in bars:
            _bar(on, plot, bar, colour)
    if drawing.bars.broken:
        at = time.at(drawing.bars.broken)
        on.plot([at, at], [12, head + 6], color=INK, linewidth=0.9, linestyle=(0, (4, 3)), zorder=4)
        said = _("break: {day}").format(day=day(drawing.bars.broken))
        right = at + width(said, TICK) + 4 > wide
        write(figure, said, left + at + (-3 if right else 3), bottom + head, TICK, align="right" if right else "left")
    for at, said in time.ticks():
        on.plot([at, at], [9, 12], color=QUIET, linewidth=0.5)
        if at + 2 + width(said, TICK) <= wide:
            write(figure, said, left + at + 1, bottom + 2, TICK, colour=QUIET)


def _bar(on: Axes, plot: _Plot, bar: Bar, colour: str) -> None:
    """A step: what is certain solid, what may be pale above it; hatched where the step is incomplete."""
    begin, end = plot.time.at(bar.first), plot.time.at(bar.last + timedelta(days=1))
    gap = min(0.6, (end - begin) * 0.12)
    wide = max(end - begin - 2 * gap, _LEAST_BAR)
    for low, high, depth in ((0.0, bar.certain, 1.0), (bar.certain, bar.certain + bar.may, _PALE)):
        if high > low:
            place = (begin + gap, plot.up(low)), wide, plot.up(high) - plot.up(low)
            on.add_artist(shapes.Rectangle(*place, facecolor=colour, alpha=depth, linewidth=0, zorder=2))
            if not bar.complete:
                on.add_artist(
                    shapes.Rectangle(*place, fill=False, edgecolor="#ffffff", hatch="/////", linewidth=0, zorder=3)
                )


def _legend(figure: Figure, drawing: Drawing, rect: Rect) -> int:
    """The sides and what pale and hatched mean, at the top, in lines; returns how many lines."""
    counted = _counted(drawing)
    signs = [(colour, 1.0, "", side.name) for colour, side in zip(SIDES, drawing.sides, strict=True)]
    if any(bar.may for bar in counted):
        signs.append((QUIET, _PALE, "", _("may be, shared out by days")))
    if any(not bar.complete for bar in counted):
        signs.append((QUIET, 1.0, "/////", _("incomplete {step}").format(step=_step_word(drawing.bars.step))))
    left, top, across = rect.left * POINTS, rect.top * POINTS, rect.width * POINTS
    x, lines = 0.0, 1
    for colour, depth, hatch, words in signs:
        said = shortened(words, across - 16, _KEY)
        if x and x + 14 + width(said, _KEY) > across:
            x, lines = 0.0, lines + 1
        foot = top - 11 * lines + 2
        place = (left + x, foot - 0.5), 9, 7
        figure.add_artist(
            shapes.Rectangle(*place, transform=points(figure), facecolor=colour, alpha=depth, linewidth=0)
        )
        if hatch:
            figure.add_artist(
                shapes.Rectangle(
                    *place, transform=points(figure), fill=False, edgecolor="#ffffff", hatch=hatch, linewidth=0
                )
            )
        write(figure, said, left + x + 13, foot, _KEY)
        x += 13 + width(said, _KEY) + 14
    return lines


def _step_word(step: str) -> str:
    return {"day": _("day"), "week": _("week")}.get(step, _("month"))
