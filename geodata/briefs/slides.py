"""Slides: title, sources and lines as text, the incidents as a table, map and timelines as pictures, the rest in the notes."""

from collections.abc import Iterable, Iterator

from pptx.enum.text import PP_ALIGN
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide

from ..figures.papers import MARGIN, Rect
from ..figures.rows_scene import Line, header
from ..figures.sheet import POINTS
from ..figures.text import LINE, one_line, wrapped
from ..figures.wanted import Wanted
from ..store import Store
from ..texts import _
from . import pictures
from . import slide_parts as parts
from .page import Page

_SHARES = (0.13, 0.12, 0.15, 0.16, 0.13, 0.08, 0.23)  # of the width, a column each of `header`


def deck(store: Store, page: Page) -> bytes:
    """The slides of one view: map, timelines, table, sources."""
    slides = parts.empty(page.wanted, page.title)
    _map_slide(slides, store, page)
    _timeline_slide(slides, store, page)
    _table_slides(slides, page)
    parts.source_slides(slides, page, page.cited, page.lines[-1:])
    return parts.saved(slides)


def atlas(store: Store, pages: Iterable[Page], wanted: Wanted, title: str) -> bytes:
    """A slide for each page, which is gathered when its turn comes; `wanted` is what they are parts of."""
    slides = parts.empty(wanted, title)
    for page in pages:
        _map_slide(slides, store, page)
    return parts.saved(slides)


# --- the slides of a view ---------------------------------------------------------------------------------------------


def _map_slide(slides: Slides, store: Store, page: Page) -> None:
    slide = parts.slide_of(slides, page, page.title)
    drawn, key = pictures.of_map(store, page)
    parts.show(slide, drawn, _("Map: {title}").format(title=page.title))
    parts.show(slide, key, _("Legend of the map"))
    column = page.wanted.paper.sources
    if page.wanted.paper.stacked:
        column = Rect(column.left, column.bottom, column.width, key.rect.bottom - column.bottom - 0.08)
    parts.sources(slide, column, page.scene.sources)
    parts.foot(slide, page, page.lines)
    _notes(slide, page)


def _timeline_slide(slides: Slides, store: Store, page: Page) -> None:
    drawn = pictures.of_timeline(store, page)
    if drawn is None:
        return
    slide = parts.slide_of(slides, page, _("By actor and time"))
    for picture, said in zip(drawn, (_("Timelines by actor"), _("Legend of the timelines")), strict=True):
        parts.show(slide, picture, said)
    parts.foot(slide, page, page.lines)
    _notes(slide, page)


def _table_slides(slides: Slides, page: Page) -> None:
    """The incidents, as many slides as they take; where there are too many to list, their numbers by region and actor."""
    if not page.listed.lines:
        _count_slide(slides, page)
        return
    paper = page.wanted.paper
    room = paper.title.bottom - paper.foot.top
    for lines in _sheets(page.listed.lines, paper.title.width, room):
        slide = parts.slide_of(slides, page, _("Incidents"))
        rect = Rect(MARGIN, paper.foot.top, paper.title.width, room)
        table = parts.table_on(slide, rect, len(lines), _SHARES)
        parts.fill_row(table, 0, header(), (), head=True)
        for at, line in enumerate(lines, start=1):
            parts.fill_row(table, at, line.cells, line.cited)
            table.rows[at].height = parts.emu(_height(line, paper.title.width))
        parts.foot(slide, page, (*page.lines[:1], *page.not_listed(), page.lines[-1]))
        _notes(slide, page)


def _count_slide(slides: Slides, page: Page) -> None:
    paper = page.wanted.paper
    slide = parts.slide_of(slides, page, _("Numbers of incidents"))
    half = (paper.title.width - 0.3) / 2
    for at, (name, counted) in enumerate(((_("Region"), page.by_region), (_("Actor"), page.by_actor))):
        rect = Rect(MARGIN + at * (half + 0.3), paper.foot.top, half, paper.title.bottom - paper.foot.top)
        shown = counted[: int(rect.height / 0.24) - 1]
        table = parts.table_on(slide, rect, len(shown), (0.75, 0.25))
        parts.fill_row(table, 0, (name, _("Incidents")), (), head=True)
        for row, said in enumerate(shown, start=1):
            parts.fill_row(table, row, said, ())
            table.cell(row, 1).text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    parts.foot(slide, page, page.lines)
    _notes(slide, page)


def _sheets(lines: tuple[Line, ...], across: float, room: float) -> Iterator[list[Line]]:
    """The lines in portions that each fit on a slide."""
    portion, left = [], room - 0.26
    for line in lines:
        high = _height(line, across)
        if portion and high > left:
            yield portion
            portion, left = [], room - 0.26
        portion.append(line)
        left -= high
    yield portion


def _height(line: Line, across: float) -> float:
    """How high a line of the table is, in inches; measured with letters that are a little wider than those of the slide."""
    wide = ((share * across - 2 * parts.PAD) * POINTS for share in _SHARES)
    most = max(
        len(wrapped(cell, each, parts.CELL * 0.95)) for cell, each in zip(line.with_numbers(), wide, strict=True)
    )
    return most * parts.CELL * LINE / POINTS + 2 * parts.PAD


def _notes(slide: Slide, page: Page) -> None:
    """What the speaker needs to defend the slide: filter, counts, who, where, every incident's id with its sources."""
    said = [page.title, page.subtitle, *page.lines, *page.not_listed(), ""]
    for name, counted in ((_("By region"), page.by_region), (_("By actor"), page.by_actor)):
        said.append(_("{name}: {counts}").format(name=name, counts=", ".join(f"{each} {n}" for each, n in counted)))
    if page.listed.lines:
        said += ["", _("Incidents and their sources")]
        said += [f"{line.incident_id}: {', '.join(map(str, line.cited)) or '–'}" for line in page.listed.lines]
    said += ["", _("Sources"), *(page.cited.lines() or (_("No source is named."),))]
    slide.notes_slide.notes_text_frame.text = "\n".join(one_line(line) for line in said)
