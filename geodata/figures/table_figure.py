"""The incidents of a view as a figure: a table of as many as there is room for, the latest."""

from dataclasses import replace

from matplotlib.figure import Figure

from ..store import Store
from ..texts import _, _n, number
from . import grid, notes, panels
from .rows_scene import Line, Listed, header, listed
from .scene import each_as_one
from .sheet import POINTS, QUIET, blank, write
from .sources import Numbered, numbered
from .text import LINE, wrapped
from .wanted import Wanted

SIZE, HEADING, PAD = 7.0, 6.6, 3.0  # points
MOST = 80  # lines that are tried
_SHARES = (0.12, 0.11, 0.14, 0.16, 0.12, 0.09, 0.26)  # of the width, a column each of `header`
_MOST_LINES = 5  # of a cell


def draw(store: Store, wanted: Wanted, cited: Numbered | None = None) -> Figure:
    """The table with all that must go with it; `cited` are the sources of a whole that the figure is a part of."""
    figure, shown = blank(wanted.paper), fitting(store, wanted, cited)
    panels.heading(figure, wanted, *words(store, wanted))
    body(figure, wanted, shown.lines)
    named = notes.sources(figure, wanted, shown.cited, wanted.paper.key.top * POINTS + 8)
    counts = store.counts(wanted.view.filter)
    notes.foot(figure, wanted, notes.of_chart(store, wanted, counts, shown.cited, named, *left_out(shown)))
    panels.marking(figure, wanted)
    return figure


def words(store: Store, wanted: Wanted) -> tuple[str, str]:
    """Title and subtitle."""
    return panels.words(store, wanted, _("Security incidents"))


def left_out(shown: Listed) -> list[str]:
    """What the table doesn't hold and why, in sentences."""
    said, more = [], shown.left_out - shown.withheld
    if more:
        said.append(_n("{n} earlier one has no room.", "{n} earlier ones have no room.", more))
    if shown.withheld:
        text = _("{n} of {names} are not listed: its terms forbid to pass on rows.")
        said.append(text.format(n=number(shown.withheld), names=", ".join(shown.sets)))
    return said


def fitting(store: Store, wanted: Wanted, cited: Numbered | None = None) -> Listed:
    """The latest incidents that a paper has room for, their sources numbered from 1 unless they have numbers already."""
    whole = listed(store, wanted, MOST, cited=cited)
    kept = fit_first(whole.lines[::-1], wanted)
    shown = whole.upto(whole.lines[len(whole.lines) - kept :])
    if cited or kept == len(whole.lines):
        return shown
    again = numbered(store, each_as_one(wanted.view.filter), [line.no for line in shown.lines])
    lines = tuple(replace(line, cited=again.of.get(line.no, ())) for line in shown.lines)
    return replace(shown, lines=lines, cited=again)


def height(line: Line, across: float) -> float:
    """How high a line of the table is, in points."""
    return max(len(cell) for cell in _cells(line, across)) * SIZE * LINE + 2 * PAD


def _cells(line: Line, across: float) -> list[list[str]]:
    cells = zip(line.with_numbers(), _SHARES, strict=True)
    return [wrapped(cell, share * across - 6, SIZE, most=_MOST_LINES) for cell, share in cells]


def fit_first(lines: tuple[Line, ...], wanted: Wanted) -> int:
    """How many of the lines, from the first one on, a paper has room for; one at least."""
    room = wanted.paper.map.height * POINTS - HEADING * LINE - 2 * PAD
    for kept, line in enumerate(lines):
        room -= height(line, wanted.paper.map.width * POINTS)
        if room < 0:
            return max(kept, 1)
    return len(lines)


def body(figure: Figure, wanted: Wanted, lines: tuple[Line, ...]) -> None:
    """The lines, where a map figure has its map."""
    rect = wanted.paper.map
    across, x, top = rect.width * POINTS, rect.left * POINTS, rect.top * POINTS
    on = grid.ground(figure, rect)
    if not lines:
        write(figure, _("No incident is shown."), x, top - 24, 10, colour=QUIET)
        return
    starts = [x + sum(_SHARES[:column]) * across for column in range(len(_SHARES))]
    top -= HEADING * LINE
    grid.header(figure, [[name] for name in header()], starts, top + 2, HEADING)
    top -= PAD
    for at, line in enumerate(lines):
        high = height(line, across)
        grid.band(on, rect.width * POINTS, top - rect.bottom * POINTS, high, at)
        grid.row(figure, _cells(line, across), starts, top, SIZE, PAD, f"row-{line.no}")
        top -= high
