"""Slides of an answer: what is found, with what is drawn of it, then the rows as tables, as text; all of it in the notes.

Where nothing is drawn, all rows stand below what is found if they have room, without the columns that explain if need be: those
are then on slides of their own.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pptx.presentation import Presentation as Slides
from pptx.slide import Slide

from ..figures import answer_drawing, grid
from ..figures.answered import Answered
from ..figures.papers import MARGIN, Rect
from ..figures.sheet import INK, POINTS
from ..figures.text import LINE, one_line, wrapped
from ..questions.answer import Row
from ..store import Store
from ..texts import _, _n
from . import pictures
from . import slide_parts as parts

MOST_TABLES = 10  # slides
_FINDINGS = (14, 13, 12, 11, 10, 9, 8, 7)  # points
_CAVEATS = (9, 8.5, 8, 7.5, 7, 6.5, 6)
_CELLS = (8.5, 8, 7.5, 7, 6.5, 6)
_MOST_LINES = 12  # of a cell; of a header's, a third of it
_AIR = 0.1  # inches between the parts of a slide
_BETWEEN = 0.35  # of a line, between two findings
_LEAST_BELOW = 7  # points of a table below findings; in smaller letters it stands on slides of its own
_LEAST_DRAWN = 1.8  # inches that a drawing must have
_FLAGGED = "#fbe3d3"


def deck(store: Store, told: Answered) -> bytes:
    """The slides of an answer."""
    slides, below, table = parts.empty(told.wanted, told.title), _below(told), _table(told, _whole(told))
    sheets = [] if below and below.complete else list(table.sheets())[:MOST_TABLES]
    shown = len(told.answer.rows) if below else sum(map(len, sheets))
    lines = [
        words
        for _about, words in told.lines(
            store, told.cited, len(told.cited.notes), *told.left_out(shown), *answer_drawing.projection(told)
        )
    ]
    all_said = _first(slides, store, told, lines, below)
    for rows in sheets:
        slide = parts.slide_of(slides, told, told.title)
        table.draw(slide, rows)
        parts.foot(slide, told, lines)
        _notes(slide, told, lines)
    if not all_said:
        parts.source_slides(slides, told, told.cited, lines[-1:])
    return parts.saved(slides)


# --- the first slide ------------------------------------------------------------------------------------------------------


def _first(slides: Slides, store: Store, told: Answered, lines: Sequence[str], below: "_Table | None") -> bool:
    """Findings, below them the drawing or the rows, what must be known, and sources; returns whether all sources have room."""
    slide = parts.slide_of(slides, told, told.title)
    said, size, box, rest = _found(told)
    _paragraphs(slide, box, said, size, _("Findings"), _BETWEEN)
    if answer_drawing.share(told):
        parts.show(slide, pictures.of_answer(store, told, rest), _("Drawing: {title}").format(title=told.title))
    if below:
        below.draw(slide, told.answer.rows)
    complete = parts.sources(slide, _caveats(slide, told), told.cited)
    parts.foot(slide, told, lines)
    _notes(slide, told, lines)
    return complete


def _found(told: Answered) -> tuple[Sequence[str], float, Rect, Rect]:
    """The findings that have room, in what size, where they stand, and the part below them."""
    part = told.wanted.paper.map
    room = (part.height - (_LEAST_DRAWN + _AIR if answer_drawing.share(told) else 0)) * POINTS
    said, size = _fitted(told.answer.findings, part.width, room, _FINDINGS, _BETWEEN)
    high = min(_high(said, part.width, size, _BETWEEN) / POINTS, part.height)
    box = Rect(part.left, part.top - high, part.width, high)
    rest = Rect(part.left, part.bottom, part.width, max(round(box.bottom - part.bottom - _AIR, 2), 0.0))
    return said, size, box, rest


def _below(told: Answered) -> "_Table | None":
    """A table of all rows below the findings, if need be without the columns that explain; None where something is drawn there, or
    they have no room."""
    if answer_drawing.share(told) or not told.answer.rows:
        return None
    rest = _found(told)[-1]
    tables = (
        _Table(told, rest, size, explained) for explained in (True, False) for size in _CELLS if size >= _LEAST_BELOW
    )
    return next((table for table in tables if not table.broken and table.high <= rest.height), None)


def _caveats(slide: Slide, told: Answered) -> Rect:
    """What must be known, in the column beside or below; returns the part that is left for the sources."""
    paper, said = told.wanted.paper, told.answer.caveats
    key = paper.key
    if not said:
        return key if paper.stacked else paper.sources
    room = key.height * (0.62 if paper.stacked else 1.0)
    heading = _("To be known").upper()
    kept, size = _fitted((heading, *said), key.width, room * POINTS, _CAVEATS, 0.25)
    high = min(_high(kept, key.width, size, 0.25) / POINTS, room)
    box = Rect(key.left, key.top - high, key.width, high)
    _paragraphs(slide, box, kept, size, _("To be known"), 0.25, heading=True)
    return Rect(key.left, key.bottom, key.width, box.bottom - key.bottom - _AIR) if paper.stacked else paper.sources


def _fitted(
    said: Sequence[str], across: float, room: float, sizes: Sequence[float], between: float
) -> tuple[Sequence[str], float]:
    """The texts that fit into so many points, and the largest letters in which all do; what is left out is said."""
    for size in sizes:
        if _high(said, across, size, between) <= room:
            return said, size
    kept = list(said)
    while len(kept) > 1:
        kept.pop()
        more = len(said) - len(kept)
        cut = [*kept, _n("and {n} more, in the notes", "and {n} more, in the notes", more)]
        if _high(cut, across, size, between) <= room:
            return cut, size
    return [" ".join(wrapped(said[0], across * POINTS, size * 0.95, most=max(int(room / size / LINE), 1)))], size


def _high(said: Sequence[str], across: float, size: float, between: float) -> float:
    return sum(parts.high(words, across, size) + between * size for words in said)


def _paragraphs(
    slide: Slide, box: Rect, said: Sequence[str], size: float, name: str, between: float, heading: bool = False
) -> None:
    shape = parts.box(slide, box, list(said), size, INK, name)
    for paragraph in shape.text_frame.paragraphs:
        paragraph.space_after = parts.points(between * size)
    if heading:
        shape.text_frame.paragraphs[0].runs[0].font.bold = True


# --- rows -----------------------------------------------------------------------------------------------------------------


def _whole(told: Answered) -> Rect:
    """The part of a slide that only has a table."""
    paper = told.wanted.paper
    return Rect(MARGIN, paper.foot.top, paper.title.width, paper.title.bottom - paper.foot.top)


def _table(told: Answered, rect: Rect) -> "_Table":
    """The table with the largest letters of which no word is broken, else with the smallest."""
    tables = [_Table(told, rect, size) for size in _CELLS]
    return next((table for table in tables if not table.broken), tables[-1])


class _Table:
    """The rows of an answer as tables, all with columns of the same widths, in a part of a slide; without `explained` the columns
    that explain are left out. `complete`: none is; `broken`: words are."""

    def __init__(self, told: Answered, rect: Rect, size: float, explained: bool = True):
        self.told, self.rect, self.size = told, rect, size
        self._at = [at for at, column in enumerate(told.columns) if explained or not column.explains]
        self.columns, self.complete = [told.columns[at] for at in self._at], len(self._at) == len(told.columns)
        across, said = rect.width * POINTS, [self._with_numbers(row) for row in told.answer.rows]
        least = [
            grid.longest_word(column, [cells[nr] for cells in said], across, size, min(size, 8))
            for nr, column in enumerate(self.columns)
        ]
        self.broken = sum(least) > across
        self._whole = [column.whole for column in self.columns]
        must = [
            grid.unbroken(column, [cells[nr] for cells in said], across, size) for nr, column in enumerate(self.columns)
        ]
        edges = grid.edges([column.share for column in self.columns], least, across, must)
        self.shares = [(end - begin) / across for begin, end in pairwise(edges)]
        self.head = self._row_high([column.title for column in self.columns])

    def _with_numbers(self, row: Row) -> list[str]:
        cells = self.told.with_numbers(row)
        return [cells[at] for at in self._at]

    @property
    def high(self) -> float:
        """How high a table of all rows is, in inches."""
        return self.head + sum(self._row_high(self._with_numbers(row)) for row in self.told.answer.rows)

    def sheets(self) -> Iterator[list[Row]]:
        """The rows in portions that each fit on a slide."""
        portion, left = [], self.rect.height - self.head
        for row in self.told.answer.rows:
            high = self._row_high(self._with_numbers(row))
            if portion and high > left:
                yield portion
                portion, left = [], self.rect.height - self.head
            portion.append(row)
            left -= high
        if portion:
            yield portion

    def draw(self, slide: Slide, rows: Sequence[Row]) -> None:
        """Puts a portion of the rows on a slide."""
        told, right = self.told, [column.right for column in self.columns]
        table = parts.table_on(slide, self.rect, len(rows), self.shares)
        titles = [column.title for column in self.columns]
        parts.fill_row(table, 0, titles, (), head=True, size=self.size, right=right)
        table.rows[0].height = parts.emu(self.head)
        for at, row in enumerate(rows, start=1):
            said = told.cells(row)
            cells = [" ".join(lines) for lines in self._lines([said[nr] for nr in self._at])]
            fill = _FLAGGED if row.flagged else ""
            parts.fill_row(
                table,
                at,
                cells,
                told.numbers(row),
                size=self.size,
                raised=told.first,
                right=right,
                fill=fill,
                whole=self._whole,
            )
            table.rows[at].height = parts.emu(self._row_high(self._with_numbers(row)))

    def _lines(self, cells: Sequence[str]) -> list[list[str]]:
        wide = ((share * self.rect.width - 2 * parts.PAD) * POINTS for share in self.shares)
        return [
            parts.one_each(cell) if whole else _kept(cell, wrapped(cell, each, self.size * 0.95, most=_MOST_LINES))
            for cell, each, whole in zip(cells, wide, self._whole, strict=True)
        ]

    def _row_high(self, cells: Sequence[str]) -> float:
        most = max((len(lines) for lines in self._lines(cells)), default=1)
        return most * self.size * LINE / POINTS + 2 * parts.PAD


def _kept(cell: str, lines: list[str]) -> list[str]:
    """The lines of a cell; where a word is broken or a sign is missing in the figure's font the slide has it as it is."""
    whole = len(lines) < _MOST_LINES or not lines[-1].endswith("…")
    return [one_line(cell), *[""] * (len(lines) - 1)] if whole else lines


def _notes(slide: Slide, told: Answered, lines: Sequence[str]) -> None:
    """What the speaker needs to defend the slide: all findings, all that must be known, each row with its sources."""
    said = [told.title, told.subtitle, "", *told.answer.findings, "", _("To be known"), *told.answer.caveats, ""]
    titles = [column.title for column in told.columns]
    for row in told.answer.rows:
        cells = "; ".join(f"{title}: {cell}" for title, cell in zip(titles, told.cells(row), strict=True) if cell)
        numbers = ", ".join(map(str, told.numbers(row)))
        said.append(f"{cells} [{numbers}]" if numbers else cells)
    said += ["", *lines, "", _("Sources"), *(told.cited.lines() or (_("No source is named."),))]
    slide.notes_slide.notes_text_frame.text = "\n".join(one_line(line) for line in said)
