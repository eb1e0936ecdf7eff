"""Who acts against whom in a view as a figure: a table of counts, darker where there are more."""

from collections.abc import Callable

import matplotlib.patches as shapes
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..matrix import most, said_of, table
from ..store import Against, Store
from ..texts import _, _n, number
from . import legend, notes, panels
from .marks import contrast
from .papers import Rect
from .sheet import POINTS, QUIET, RULE, axes, blank, write
from .sources import documents
from .text import LINE, wrapped
from .wanted import Wanted

MOST = 12  # actors on each side that can be read on a slide
_NAMES, _NAME = 0.21, 8.0  # of the width that the names of those who act have; points
_HEAD, _HIGHEST = 46, 40  # points: the names of targets, the most that a row has
_PALE, _DARK = np.array([239, 243, 247]), np.array([31, 73, 112])  # of few and of many


def draw(store: Store, wanted: Wanted) -> Figure:
    """The matrix with all that must go with it; it counts, so that it cites the documents and not each source."""
    figure, found = blank(wanted.paper), store.against(wanted.view.filter)
    panels.heading(figure, wanted, *words(store, wanted))
    body(figure, store, wanted, found)
    end = legend.draw(figure, wanted.paper.key, entries(found), wanted.paper.stacked)
    sources = documents(store, wanted.view.filter)
    listed = notes.sources(figure, wanted, sources, end)
    counts = store.counts(wanted.view.filter)
    more = [said_of(found), *left_out(found)]
    notes.foot(figure, wanted, notes.of_chart(store, wanted, counts, sources, listed, *more))
    panels.marking(figure, wanted)
    return figure


def words(store: Store, wanted: Wanted) -> tuple[str, str]:
    """Title and subtitle."""
    return panels.words(store, wanted, _("Who acts against whom"))


def left_out(found: Against) -> list[str]:
    """Who has no row or column, in a sentence."""
    more = max(found.cells["acting"].nunique() - MOST, 0) + max(found.cells["against"].nunique() - MOST, 0)
    return [_n("{n} more row or column has no room.", "{n} more rows and columns have no room.", more)] if more else []


def counted(store: Store, found: Against) -> pd.DataFrame:
    """The part of the matrix that a figure has room for: actors who act by targets, by their names."""
    names = dict(store.actors()[["actor_id", "name"]].itertuples(index=False))
    return table(found.cells, most(found.cells, "acting", MOST), most(found.cells, "against", MOST), names)


def body(figure: Figure, store: Store, wanted: Wanted, found: Against) -> None:
    """The cells, where a map figure has its map."""
    rect = wanted.paper.map
    on = axes(figure, rect, (0, 0, rect.width * POINTS, rect.height * POINTS))
    on.set_gid("matrix")
    if found.cells.empty:
        said = _("No incident shown says both who acts and who the target is.")
        write(figure, said, rect.left * POINTS, rect.top * POINTS - 24, 10, colour=QUIET)
        return
    made = counted(store, found)
    wide = rect.width * POINTS * (1 - _NAMES) / max(len(made.columns), 4)
    high = min((rect.height * POINTS - _HEAD) / len(made), _HIGHEST)
    left, top = rect.width * POINTS * _NAMES, rect.height * POINTS - _HEAD
    _names(figure, rect, made, left, top, wide, high)
    largest = made.to_numpy().max()
    for row, amounts in enumerate(made.to_numpy()):
        for column, amount in enumerate(amounts):
            _cell(figure, on, rect, left + column * wide, top - (row + 1) * high, wide, high, amount, largest)


def _names(figure: Figure, rect: Rect, made: pd.DataFrame, left: float, top: float, wide: float, high: float) -> None:
    x, y = rect.left * POINTS, rect.bottom * POINTS
    write(figure, _("acts against"), x, y + top + 6, 7, colour=QUIET)
    for row, name in enumerate(made.index):
        lines = wrapped(name, left - 8, _NAME, most=2)
        for line, said in enumerate(lines):
            foot = y + top - (row + 0.5) * high - 3 + ((len(lines) - 1) / 2 - line) * _NAME * LINE
            write(figure, said, x, foot, _NAME, gid=f"acting-{row}")
    for column, name in enumerate(made.columns):
        for line, said in enumerate(reversed(wrapped(name, wide - 4, 7, most=4))):
            write(figure, said, x + left + (column + 0.5) * wide, y + top + 5 + line * 9, 7, align="center")


def _cell(
    figure: Figure, on: Axes, rect: Rect, x: float, y: float, wide: float, high: float, amount: float, largest: float
) -> None:
    fill = shade(amount, largest) if amount else "#ffffff"
    on.add_artist(
        shapes.Rectangle((x + 0.7, y + 0.7), wide - 1.4, high - 1.4, facecolor=fill, edgecolor=RULE, linewidth=0.5)
    )
    if amount:
        ink = ink_on(fill)
        at, foot = rect.left * POINTS + x + wide / 2, rect.bottom * POINTS + y + high / 2 - 3.2
        write(figure, number(amount), at, foot, 9, bold=True, colour=ink, align="center", gid="count")


def ink_on(fill: str) -> str:
    """Black or white, whichever is read better on a colour: one of them always has a contrast of 4.5 to 1."""
    return max(("#000000", "#ffffff"), key=lambda ink: contrast(ink, fill))


def shade(amount: float, largest: float) -> str:
    """The colour (#RRGGBB) of a count: by the square root, so that few and many are both seen."""
    mixed = _PALE + (_DARK - _PALE) * np.sqrt(amount / largest)
    return "#" + "".join(f"{round(part):02x}" for part in mixed)


def entries(found: Against) -> list[legend.Entry]:
    """What the shades stand for."""
    if found.cells.empty:
        return []
    least, largest = found.cells["incidents"].min(), found.cells["incidents"].max()
    made = [(None, _("Number of incidents"), True)]
    return [*made, *((_box(shade(each, largest)), number(each), False) for each in dict.fromkeys((least, largest)))]


def _box(fill: str) -> Callable:
    return lambda on, x, y, size: on.add_artist(
        shapes.Rectangle((x - 7, y - 4 * size), 14, 8 * size, facecolor=fill, edgecolor=RULE, linewidth=0.5)
    )
