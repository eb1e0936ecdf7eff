"""A table on paper: cells in lines below a header, each row on its own ground; for incidents, and for the rows of an answer."""

from collections.abc import Sequence

import matplotlib.patches as shapes
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..questions.answer import Column
from .papers import Rect
from .sheet import POINTS, QUIET, RULE, axes, write
from .text import LINE, clean, width

GAP = 8.0  # points that a cell leaves free of its column
_WIDEST_WORD, _WIDEST_ID = 0.165, 0.35  # of the table; longer ones are broken
_MOST_KEPT = 0.75  # of the table, for numbers and ids that are not broken


def ground(figure: Figure, rect: Rect) -> Axes:
    """The axes that the rows' grounds are drawn on, in points from the part's lower left corner."""
    on = axes(figure, rect, (0, 0, rect.width * POINTS, rect.height * POINTS))
    on.set_gid("table")
    return on


def header(
    figure: Figure, titles: Sequence[Sequence[str]], edges: Sequence[float], foot: float, size: float, right: Sequence[bool] = ()
) -> None:  # fmt: skip
    """The titles of the columns, each in lines of which the last stands on `foot`; `edges` as in `row`."""
    for nr, lines in enumerate(titles):
        for up, line in enumerate(reversed(lines)):
            _write(figure, line.upper(), edges, nr, foot + up * size * LINE, size, right, bold=True, colour=QUIET)


def row(
    figure: Figure, cells: Sequence[Sequence[str]], edges: Sequence[float], top: float, size: float, pad: float, gid: str,
    right: Sequence[bool] = (),
) -> None:  # fmt: skip
    """The cells of a row, each in lines. `edges`: where the columns begin, in points; the right ones also need where the last ends."""
    for nr, lines in enumerate(cells):
        for at, line in enumerate(lines):
            foot = top - pad - (at + 1) * size * LINE + size * 0.28
            _write(figure, line, edges, nr, foot, size, right, gid=gid)


def _write(
    figure: Figure, text: str, edges: Sequence[float], nr: int, foot: float, size: float, right: Sequence[bool], **more: object
) -> None:  # fmt: skip
    if right and right[nr]:
        write(figure, text, edges[nr + 1] - GAP, foot, size, align="right", **more)
    else:
        write(figure, text, edges[nr], foot, size, **more)


def band(on: Axes, across: float, top: float, high: float, at: int, mark: str = "") -> None:
    """A thin line above, and every second row on grey, so that an eye stays in it; `mark` is the colour of a bar at its left."""
    fill = "#f5f4f1" if at % 2 else "#ffffff"
    on.add_artist(shapes.Rectangle((-2, top - high), across + 2, high, facecolor=fill, edgecolor=RULE, linewidth=0.4))
    if mark:
        on.add_artist(
            shapes.Rectangle((-2, top - high + 0.4), 2.4, high - 0.8, facecolor=mark, linewidth=0, clip_on=False)
        )


def edges(shares: Sequence[float], least: Sequence[float], across: float, must: Sequence[float] = ()) -> list[float]:
    """Where columns begin, and where the last one ends: by their shares, but none narrower than `least` where all of these fit; where
    they don't, none narrower than `must`, but where these take nearly all."""
    if sum(least) >= across:
        must = must if must and sum(must) <= _MOST_KEPT * across else [0.0] * len(least)
        part = (across - sum(must)) / (sum(least) - sum(must))
        wide = [kept + (each - kept) * part for each, kept in zip(least, must, strict=True)]
    else:
        wide, narrow = [0.0] * len(shares), set()
        while True:
            free = across - sum(least[nr] for nr in narrow)
            whole = sum(share for nr, share in enumerate(shares) if nr not in narrow)
            wide = [least[nr] if nr in narrow else share / whole * free for nr, share in enumerate(shares)]
            more = {nr for nr, each in enumerate(wide) if nr not in narrow and each < least[nr]}
            if not more:
                break
            narrow |= more
    return [sum(wide[:nr]) for nr in range(len(wide) + 1)]


def longest_word(column: Column, cells: Sequence[str], across: float, size: float, head: float) -> float:
    """How wide a column must be so that no word of it is broken, in points: those that are very long are, ids last."""
    heads = (width(word, head, True) for word in clean(column.title).upper().split(" "))
    widest = max([_longest(cells, size), *heads], default=0.0)
    return min(widest + GAP + 0.5, (_WIDEST_ID if column.whole else _WIDEST_WORD) * across)


def unbroken(column: Column, cells: Sequence[str], across: float, size: float) -> float:
    """How wide a column must be so that no number and no id in it is broken, in points; 0 for a column of words."""
    if not (column.whole or column.right):
        return 0.0
    return min(_longest(cells, size) + GAP + 0.5, _WIDEST_ID * across)


def _longest(cells: Sequence[str], size: float) -> float:
    return max((width(word, size) for cell in cells for word in clean(cell).split(" ")), default=0.0)
