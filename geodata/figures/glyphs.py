"""Symbols and rings as the screen draws them (`dashboard/map/browser/symbols.js`), on a map and in its legend."""

import matplotlib.patches as shapes
import numpy as np
from matplotlib.axes import Axes
from matplotlib.path import Path
from matplotlib.patheffects import Normal, Stroke

from .marks import is_dark, outline, status_mark
from .sheet import INK

LAND = "#fdfdfb"  # fills what is hollow
_EDGE = "#141414"


def symbol(on: Axes, x: float, y: float, shape: str, colour: str, hollow: bool, status: str, grow: float = 1) -> None:
    """One symbol; `grow` is its size as a part of that on the map."""
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


def ring(
    on: Axes, middle: tuple[float, float], radius: float, parts: tuple[tuple[str, float], ...], wide: float
) -> None:
    """A ring divided by colour, from the top clockwise; lengths in the units of the axes."""
    on.add_artist(shapes.Circle(middle, radius, facecolor="#ffffff", edgecolor=_EDGE, linewidth=0.8, zorder=5))
    total, angle = sum(count for _colour, count in parts), 90.0
    for colour, count in parts:
        turn = 360 * count / total
        on.add_artist(
            shapes.Wedge(
                middle, radius, angle - turn, angle, width=wide, facecolor=colour, edgecolor="none", zorder=5.05
            )
        )
        angle -= turn
    on.add_artist(shapes.Circle(middle, radius, facecolor="none", edgecolor=_EDGE, linewidth=0.7, zorder=5.1))
