"""An answer to a question as a figure: what is found, a drawing where there is something to draw, the rows, what must be known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from matplotlib.figure import Figure

from ..questions.answer import Row
from ..store import Store
from ..texts import _, _n
from . import answer_drawing, grid, notes, panels
from .answered import Answered, answered, cited_in
from .papers import GAP, Paper, Rect
from .sheet import POINTS, QUIET, blank, paragraph, write
from .text import LINE, wrapped
from .wanted import Wanted

FLAG = "#D55E00"
_BETWEEN = 3.0  # points between two findings
_FINDINGS = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)  # points
_CAVEATS = (7.4, 7.0, 6.6, 6.2, 5.8)
_RUNNING = 9  # so many findings, and more, run on as one paragraph
_HIGHEST = 0.45  # of the map's height, that drawing and findings take
_MOST_TRIED = 60  # rows
_LEAST_LINES = 6  # of a cell that doesn't explain, but says what the row is
# Letters of a row, room above and below it (points), lines of a cell: the first way in which all rows have room, else the last.
_WAYS = (
    (7.2, 3.0, 12), (7.0, 2.4, 9), (6.6, 2.0, 8), (6.6, 1.8, 6), (6.6, 1.4, 5), (6.2, 1.0, 4), (6.2, 1.0, 3),
)  # fmt: skip


@dataclass(frozen=True)
class Table:
    """Rows that have room, with how they are set: the cells in lines, where columns begin and end, sizes in points. `broken`: words are."""

    rows: tuple[Row, ...]
    cells: tuple[tuple[list[str], ...], ...]
    titles: tuple[list[str], ...]
    edges: tuple[float, ...]
    size: float
    pad: float
    broken: bool

    @property
    def cut(self) -> bool:
        """Whether some cell is."""
        return any(lines[-1].endswith("…") for line in self.cells for lines in line)

    @property
    def head(self) -> float:
        """How high the titles are, in points."""
        return max(map(len, self.titles), default=0) * (self.size - 0.5) * LINE + 2 * self.pad

    def high(self, at: int) -> float:
        """How high a row is, in points."""
        return max(map(len, self.cells[at]), default=1) * self.size * LINE + 2 * self.pad


def draw(name: str) -> Callable[[Store, Wanted], Figure]:
    """What draws the answer to a question of `QUESTIONS`."""
    return lambda store, wanted: drawn(store, answered(store, wanted, name))


def drawn(store: Store, told: Answered) -> Figure:
    """An answer with all that must go with it."""
    wanted, figure = told.wanted, blank(told.wanted.paper)
    panels.heading(figure, wanted, told.title, told.subtitle)
    end = _above(figure, store, told)
    table = _table(figure, told, end)
    cited = cited_in(told, table.rows)
    foot = _caveats(figure, told)
    listed = notes.sources(figure, wanted, cited, foot)
    more = [*told.left_out(len(table.rows)), *answer_drawing.projection(told)]
    if table.cut:
        more.append(_("What ends with … is whole in the table file."))
    notes.foot(figure, wanted, told.lines(store, cited, listed, *more))
    panels.marking(figure, wanted)
    return figure


# --- findings and drawing -------------------------------------------------------------------------------------------------


def _above(figure: Figure, store: Store, told: Answered) -> float:
    """The drawing at the left and the findings beside it, or these alone; returns where the rows may begin, in points."""
    part = told.wanted.paper.map
    across, top = part.width * POINTS, part.top * POINTS
    room = part.height * _HIGHEST * POINTS
    share = answer_drawing.share(told)
    if not share:
        return _findings(figure, told, part.left * POINTS, top, across, room) - 8
    rect = Rect(part.left, part.top - room / POINTS, part.width * share, room / POINTS)
    answer_drawing.draw(figure, store, told, rect)
    left = (rect.right + GAP) * POINTS
    _findings(figure, told, left, top, part.right * POINTS - left, room)
    return rect.bottom * POINTS - 8


def _findings(figure: Figure, told: Answered, left: float, top: float, across: float, room: float) -> float:
    """Each finding as a paragraph, many as one that runs on; as large as they have room."""
    said = told.answer.findings
    if len(said) >= _RUNNING:
        said = (" ".join(said),)
    size = next((size for size in _FINDINGS if _high(said, across, size) <= room), _FINDINGS[-1])
    for place, words in enumerate(said):
        most = max(int(room / (size * LINE)), 1)
        lines = len(wrapped(words, across, size, most=most))
        top = paragraph(figure, words, left, top, across, size, most=most, gid=f"finding-{place}") - _BETWEEN
        room -= lines * size * LINE + _BETWEEN
        if room < size * LINE:
            break
    return top


def _high(said: Sequence[str], across: float, size: float) -> float:
    return sum(len(wrapped(words, across, size)) * size * LINE + _BETWEEN for words in said)


# --- rows -----------------------------------------------------------------------------------------------------------------


def _table(figure: Figure, told: Answered, top: float) -> Table:
    """Draws as many rows as have room below `top` (points)."""
    part = told.wanted.paper.map
    table = fitting(told, part.width * POINTS, top - part.bottom * POINTS)
    on, left = grid.ground(figure, part), part.left * POINTS
    edges, right = [left + 4 + edge for edge in table.edges], [column.right for column in told.columns]
    if not table.rows:
        said = _("There are no rows.") if not told.answer.rows else _("The rows have no room here.")
        write(figure, said, left, top - 14, 9, colour=QUIET)
        return table
    top -= table.head
    grid.header(figure, table.titles, edges, top + table.pad + 1, table.size - 0.5, right)
    for at, (row, cells) in enumerate(zip(table.rows, table.cells, strict=True)):
        high = table.high(at)
        grid.band(on, part.width * POINTS, top - part.bottom * POINTS, high, at, FLAG if row.flagged else "")
        grid.row(figure, cells, edges, top, table.size, table.pad, f"row-{at}", right)
        top -= high
    return table


def fitting(told: Answered, across: float, room: float) -> Table:
    """The rows that fit into so many points, set as large as all of them fit without a broken word; where none does, as small as can be."""
    ways = [_set(told, across, *way) for way in _WAYS]
    for whole in [way for way in ways if not way.broken] or ways[-1:]:
        left = room - whole.head - sum(whole.high(at) for at in range(len(whole.rows)))
        if left >= 0:
            return whole
    kept, left = 0, room - whole.head
    while kept < len(whole.rows) and (left := left - whole.high(kept)) >= 0:
        kept += 1
    return replace(whole, rows=whole.rows[:kept], cells=whole.cells[:kept])


def _set(told: Answered, across: float, size: float, pad: float, most: int) -> Table:
    rows = told.answer.rows[:_MOST_TRIED]
    said = [told.with_numbers(row) for row in rows]
    columns, across = told.columns, across - 4
    least = [
        grid.longest_word(column, [cells[nr] for cells in said], across, size, size - 0.5)
        for nr, column in enumerate(columns)
    ]
    must = [grid.unbroken(column, [cells[nr] for cells in said], across, size) for nr, column in enumerate(columns)]
    edges = grid.edges([column.share for column in columns], least, across, must)
    wide = [end - begin - grid.GAP for begin, end in pairwise(edges)]
    lines = [most if column.explains else max(most, _LEAST_LINES) for column in columns]
    cells = tuple(
        tuple(wrapped(cell, each, size, most=most) for cell, each, most in zip(line, wide, lines, strict=True))
        for line in said
    )
    titles = tuple(
        wrapped(column.title.upper(), each, size - 0.5, True) for column, each in zip(columns, wide, strict=True)
    )
    return Table(rows, cells, titles, tuple(edges), size, pad, sum(least) > across)


# --- beside them ------------------------------------------------------------------------------------------------------------


def _caveats(figure: Figure, told: Answered) -> float:
    """What must be known, where a map figure has its legend; returns where it ends, in points."""
    paper, said = told.wanted.paper, told.answer.caveats
    key = paper.key
    left, across, top = key.left * POINTS, key.width * POINTS, key.top * POINTS
    if not said:
        return top + 8
    room = _room(paper)
    top = paragraph(figure, _("To be known").upper(), left, top, across, notes.HEADING, bold=True, colour=QUIET)
    room -= notes.HEADING * LINE
    size = next((size for size in _CAVEATS if _high(said, across, size) <= room), _CAVEATS[-1])
    for place, words in enumerate(said):
        high = _high([words], across, size)
        if room - high < (size * LINE if place < len(said) - 1 else 0):
            more = _n("and {n} more, in the table file", "and {n} more, in the table file", len(said) - place)
            return paragraph(figure, more, left, top, across, size, colour=QUIET)
        top = paragraph(figure, words, left, top, across, size, gid=f"caveat-{place}") - _BETWEEN
        room -= high
    return top


def _room(paper: Paper) -> float:
    """How high the caveats may be, in points: sources below them need some of the column."""
    return paper.key.height * POINTS * (0.62 if paper.stacked else 1.0)
