"""The timelines by actor as marks on paper: lanes, bars, axis and milestones."""

from collections.abc import Iterable

import matplotlib.patches as shapes
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from ..lanes import shades
from ..texts import _, number
from ..words import as_day
from .glyphs import symbol
from .labels import Patch, Room
from .papers import Rect
from .sheet import INK, POINTS, QUIET, RULE, axes, write
from .sources import superscripts
from .text import LINE, width, wrapped
from .timed import TICK, TimeAxis
from .timeline_scene import Timeline
from .wanted import Wanted

_NAMES_SHARE, _NAME, _NOTE = 0.19, 8.0, 8.0  # of the width that the actors' names have; points
_LANES_SHARE, _MOST_LANE, _MOST_BARS = 0.66, 52, 190  # of the height that lanes have; points of a lane, of the bars
_HEAD, _AXIS, _PAD = 16, 14, 3  # points above the lanes, of the axis, around what is in a lane
_DOT, _MOST_SLOT = 4.2, 15  # points
FADE = 10  # steps in which a bar of "on or before" fades
_EARLIER = 0.06  # of the axis: it says "earlier", not how much earlier
LETTERS = "abcdefghijklmnopqrstuvwxyz"  # of the milestones; the legend says what they are


def draw(figure: Figure, wanted: Wanted, shown: Timeline) -> None:
    """Lanes, bars and axis, where a map figure has its map."""
    rect = wanted.paper.map
    on = axes(figure, rect, (0, 0, rect.width * POINTS, rect.height * POINTS))
    on.set_gid("timeline")
    if shown.first is None:
        write(figure, _("No incident is shown."), rect.left * POINTS, rect.top * POINTS - 24, 10, colour=QUIET)
        return
    drawn = _Drawing(figure, on, rect, shown)
    drawn.grid()
    drawn.milestones()
    drawn.names()
    if shown.one_by_one:
        drawn.marks()
    else:
        drawn.strips()
    drawn.bars()


class _Drawing:
    """A timeline on its part of the paper, in points from its lower left corner."""

    def __init__(self, figure: Figure, on: Axes, rect: Rect, shown: Timeline):
        self.figure, self.on, self.rect, self.shown = figure, on, rect, shown
        high, wide = rect.height * POINTS, rect.width * POINTS
        self.axis = TimeAxis(shown.first, shown.last, _NAMES_SHARE * wide, wide - 2)
        self.top = high - _HEAD
        self.lane = min(_MOST_LANE, (high * _LANES_SHARE - _HEAD) / max(len(shown.lanes), 1))
        self.bottom = self.top - self.lane * len(shown.lanes)  # of the lanes
        self.foot = max(self.bottom - _AXIS - _HEAD - _MOST_BARS, _AXIS)  # of the bars
        self.head = self.bottom - _AXIS - _HEAD  # of the bars

    def say(self, text: str, x: float, y: float, size: float, **more: object) -> None:
        write(self.figure, text, self.rect.left * POINTS + x, self.rect.bottom * POINTS + y, size, **more)

    def line(self, x: list[float], y: list[float], **style: object) -> None:
        self.on.plot(x, y, **{"color": RULE, "linewidth": 0.6, "zorder": 1} | style)

    def grid(self) -> None:
        """The edges of the lanes, and the ticks under lanes and bars."""
        for at, said in self.axis.ticks():
            self.line([at, at], [self.bottom, self.top])
            self.line([at, at], [self.foot, self.head])
            if at + 2 + width(said, TICK) <= self.axis.right + 2:
                for foot in (self.bottom, self.foot):
                    self.say(said, at + 2, foot - 9, TICK, colour=QUIET)
        for row in range(len(self.shown.lanes) + 1):
            y = self.top - row * self.lane
            self.line([0, self.axis.right], [y, y])
        self.line([self.axis.left, self.axis.right], [self.foot, self.foot], color=QUIET)

    def milestones(self) -> None:
        """A letter and a line for each; the legend says what they are."""
        taken = Room(self.rect.width * POINTS, self.rect.height * POINTS)
        for letter, each in zip(LETTERS, self.shown.milestones.itertuples(), strict=False):
            at = self.axis.at(as_day(each.begins))
            self.line([at, at], [self.foot, self.top], color=INK, linestyle=(0, (2, 2.5)), linewidth=0.7, zorder=1.5)
            for up in (2, 8):  # two close together stand one over the other
                if taken.free(patch := Patch(at - 3, self.top + up, at + 3, self.top + up + 6)):
                    taken.take(patch)
                    self.say(letter, at, self.top + up, 6.5, bold=True, align="center")
                    break

    def names(self) -> None:
        """Who each lane is."""
        for row, name in enumerate(self.shown.lanes):
            lines = wrapped(name, self.axis.left - 10, _NAME, most=2 if self.lane > 2 * _NAME * LINE else 1)
            for line, said in enumerate(lines):
                up = ((len(lines) - 1) / 2 - line) * _NAME * LINE - 3
                self.say(said, 0, self.top - (row + 0.5) * self.lane + up, _NAME, gid=f"lane-{row}")

    def marks(self) -> None:
        """A dot for a day that is known, a bar for a period, one that fades for "on or before" and "since"."""
        marks = self.shown.marks
        slot = min((self.lane - 2 * _PAD) / (marks["slot"].max() + 1), _MOST_SLOT)
        room, dot = Room(self.rect.width * POINTS, self.rect.height * POINTS), min(_DOT, slot * 0.48)
        room.take(Patch(0, self.top, room.width, room.height))  # the letters of the milestones
        rows = {name: row for row, name in enumerate(self.shown.lanes)}
        placed = []
        for each in marks.itertuples():
            used = marks.loc[marks["actor"] == each.actor, "slot"].max() + 1
            y = self.top - (rows[each.actor] + 0.5) * self.lane + ((used - 1) / 2 - each.slot) * slot
            begin, end = self.axis.at(as_day(each.begins)), self.axis.at(as_day(each.ends))
            middle = (begin + end) / 2
            if each.open_start or each.open_end:
                begin, end = self._faded(each, y, dot)
            elif each.point:
                symbol(self.on, middle, y, "circle", each.colour, not each.acts, "reported", dot / 5.25)
                begin, end = middle - dot - 1, middle + dot + 1
            else:
                self._bar(begin, end, y, dot, each)
            room.take(Patch(begin, y - dot, end, y + dot))
            placed.append((each, begin, end, y))
        said = {each.no for each, begin, end, y in placed if self._cite(room, each, begin, end, y)}
        for each, begin, end, y in placed:
            if each.no not in said:
                said.add(each.no)
                self._cite_far(room, each, (begin + end) / 2, y)

    def _bar(self, begin: float, end: float, y: float, dot: float, each: object) -> None:
        for edge, wide in (("#141414", 2.2), (each.colour, 1.4)):
            self.on.add_artist(
                shapes.Rectangle(
                    (begin, y - dot * 0.8), max(end - begin, 1), 1.6 * dot, facecolor=each.colour if each.acts else "#ffffff", edgecolor=edge,
                    linewidth=wide, alpha=0.75, zorder=4,
                )
            )  # fmt: skip

    def _faded(self, each: object, y: float, dot: float) -> tuple[float, float]:
        """A bar that fades away from its day; returns its ends."""
        wide = (self.axis.right - self.axis.left) * _EARLIER / FADE
        edge = self.axis.at(as_day(each.ends) if each.open_start else as_day(each.begins))
        way, full = (-1, 1.0) if each.open_start else (1, 1.0)
        if not each.acts:
            full = 0.45
        for step in range(FADE):
            x = edge + way * step * wide
            left = max(min(x, x + way * wide), self.axis.left)
            self.on.add_artist(
                shapes.Rectangle(
                    (left, y - dot * 0.8), wide, 1.6 * dot, facecolor=each.colour, linewidth=0, alpha=full * (1 - step / FADE), zorder=4
                )
            )  # fmt: skip
        self.line([edge, edge], [y - dot, y + dot], color="#141414", linewidth=1.2, zorder=4.2)
        far = max(edge + way * FADE * wide, self.axis.left)
        return min(edge, far), max(edge, far)

    def _cite(self, room: Room, each: object, begin: float, end: float, y: float) -> bool:
        """The numbers of the sources beside the mark, in its own lane; whether there was room."""
        said = superscripts(self.shown.cited.of.get(each.no, ()))
        if not said:
            return True
        wide, high = width(said, _NOTE) + 1.5, _NOTE * 0.9
        for x, up in (
            (end, 0),
            (begin - wide, 0),
            (end, 0.5),
            (end, -0.5),
            (begin, 0.9),
            (begin, -0.9),
            (begin - wide, 0.5),
        ):
            patch = Patch(x, y - high / 2 + up * high, x + wide, y + high / 2 + up * high)
            if room.free(patch):
                room.take(patch)
                self.say(said, x + 0.8, patch.bottom - 0.6, _NOTE, gid=f"cited-{each.no}")
                return True
        return False

    def _cite_far(self, room: Room, each: object, x: float, y: float) -> None:
        """The numbers of an incident that had no room in any lane, farther off and with a line to the mark."""
        said = superscripts(self.shown.cited.of[each.no])
        patch = room.beside(x, y, _DOT + 6, width(said, _NOTE) + 1.5, _NOTE * 0.9, far=True)
        if patch is None:  # the numbers are in the list of sources
            return
        near = min(max(x, patch.left), patch.right), min(max(y, patch.bottom), patch.top)
        self.line([x, near[0]], [y, near[1]], color=INK, linewidth=0.4, zorder=4.5)
        self.say(said, patch.left + 0.8, patch.bottom - 0.6, _NOTE, gid=f"cited-{each.no}")

    def strips(self) -> None:
        """Many incidents: each lane darker where there are more of those that the actor is named first in."""
        shown = self.shown.bars[self.shown.bars["actor"].isin(self.shown.lanes)]
        summed = shown.groupby(["actor", "begins", "ends", "colour"], as_index=False)["incidents"].sum()
        rows = {name: row for row, name in enumerate(self.shown.lanes)}
        feet = [self.top - (rows[name] + 0.86) * self.lane for name in summed["actor"]]
        left, right = self._edges(summed)
        self._boxes(left, feet, right - left, self.lane * 0.72, summed["colour"], shades(summed["incidents"]))

    def bars(self) -> None:
        """Counts by period, stacked by first-named actor."""
        counted = self.shown.bars
        most = counted["high"].max()
        step = nice(most)
        top = max(np.ceil(most / step) * step, step)
        scale = (self.head - self.foot - 4) / top
        for value in np.arange(0, top + step / 2, step):
            y = self.foot + value * scale
            self.line([self.axis.left, self.axis.right], [y, y], linewidth=0.5)
            self.say(number(value), self.axis.left - 4, y - 2.5, TICK, colour=QUIET, align="right")
        titles = {"day": _("Incidents a day"), "week": _("Incidents a week"), "month": _("Incidents a month")}
        self.say(titles[self.shown.step], 0, self.head - 8, _NAME)
        left, right = self._edges(counted)
        gap = np.minimum(0.6, (right - left) * 0.15)
        wide, high = np.maximum(right - left - 2 * gap, 0.3), (counted["high"] - counted["low"]) * scale
        depth = np.where(counted["kind"] == "certain", 1.0, 0.45)
        self._boxes(left + gap, self.foot + counted["low"] * scale, wide, high, counted["colour"], depth)

    def _edges(self, periods: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        """Where periods begin and end."""
        return tuple(np.array([self.axis.at(as_day(day)) for day in periods[edge]]) for edge in ("begins", "ends"))

    def _boxes(
        self,
        left: ArrayLike,
        foot: ArrayLike,
        wide: ArrayLike,
        high: ArrayLike,
        colours: Iterable[str],
        depth: ArrayLike,
    ) -> None:
        """Rectangles as one thing: thousands of their own take a second."""
        left, foot, wide, high = np.broadcast_arrays(left, foot, wide, high)
        right, top = left + wide, foot + high
        corners = np.stack([left, foot, right, foot, right, top, left, top], axis=-1).reshape(-1, 4, 2)
        fills = [to_rgba(colour, shade) for colour, shade in zip(colours, depth, strict=True)]
        self.on.add_collection(
            PolyCollection(corners, facecolors=fills, edgecolors="#ffffff", linewidths=0.3, zorder=3), autolim=False
        )


def nice(most: float) -> int:
    """The step of an axis of counts that reaches `most` in three or four steps."""
    steps = (n * 10**power for power in range(8) for n in (1, 2, 5))
    return next(step for step in steps if most / step <= 4)
