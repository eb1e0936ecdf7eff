"""A brief as a PDF: map, timelines, the incidents as a table, and their sources, on pages of one paper."""

from collections.abc import Iterator

from matplotlib.figure import Figure

from ..figures import map_figure, notes, panels, table_figure, timeline_figure
from ..figures.drawing import drawing
from ..figures.rows_scene import Line
from ..figures.sheet import POINTS, blank, paragraph
from ..figures.text import LINE, wrapped
from ..figures.writing import pages as written
from ..store import Store
from ..texts import _
from .page import Page

_SOURCE = 8.0  # points


def brief(store: Store, page: Page) -> bytes:
    """The pages of a view."""
    with drawing:
        return written(_pages(store, page))


def _pages(store: Store, page: Page) -> Iterator[Figure]:
    yield map_figure.draw(store, page.wanted)
    yield timeline_figure.draw(store, page.wanted, page.listed.cited if page.listed.lines else None)
    lines = page.listed.lines
    while lines:
        most = table_figure.fit_first(lines, page.wanted)
        yield _table(page, lines[:most])
        lines = lines[most:]
    yield from _sources(page)


def _table(page: Page, lines: tuple[Line, ...]) -> Figure:
    figure = blank(page.wanted.paper)
    panels.heading(figure, page.wanted, _("Incidents"), page.subtitle)
    table_figure.body(figure, page.wanted, lines)
    said = [("counts", " ".join([page.lines[0], *page.not_listed()])), ("made", page.lines[-1])]
    notes.foot(figure, page.wanted, said)
    panels.marking(figure, page.wanted)
    return figure


def _sources(page: Page) -> Iterator[Figure]:
    """All sources whole, with their addresses."""
    paper, left = page.wanted.paper, list(page.cited.lines() or (_("No source is named."),))
    across, foot = paper.title.width * POINTS, paper.foot.top * POINTS
    while left:
        figure, top = blank(paper), paper.title.bottom * POINTS
        panels.heading(figure, page.wanted, _("Sources"), page.subtitle)
        while left:
            high = len(wrapped(left[0], across, _SOURCE)) * _SOURCE * LINE
            if top - high < foot and top < paper.title.bottom * POINTS:
                break
            top = paragraph(figure, left.pop(0), paper.title.left * POINTS, top, across, _SOURCE)
        notes.foot(figure, page.wanted, [("made", page.lines[-1])])
        panels.marking(figure, page.wanted)
        yield figure
