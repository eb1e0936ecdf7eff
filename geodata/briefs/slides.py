"""Slides: title, sources and lines as text, the incidents as a table, map and timelines as pictures, the rest in the notes."""

import io
from collections.abc import Iterable, Iterator
from datetime import datetime

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Slides
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide
from pptx.table import Table, _Cell
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu, Pt

from ..figures import notes
from ..figures.papers import MARGIN, Rect
from ..figures.rows_scene import Line, header
from ..figures.sheet import INK, POINTS, QUIET
from ..figures.text import LINE, one_line, wrapped
from ..figures.wanted import MARKINGS, Wanted
from ..store import Store
from ..texts import _
from . import pictures
from .archive import without_clock
from .page import Page

FONT = "Arial"  # on every machine that shows slides, with all letters of French
_TITLE, _SUBTITLE, _CELL, _HEAD, _SOURCE = 20, 11, 8.5, 8, 9  # points
_SHARES = (0.13, 0.12, 0.15, 0.16, 0.13, 0.08, 0.23)  # of the width, a column each of `header`
_PAD = 0.045  # inches around the text of a cell
_EMU = 914_400  # an inch


def deck(store: Store, page: Page) -> bytes:
    """The slides of one view: map, timelines, table, sources."""
    slides = _empty(page.wanted, page.title)
    _map_slide(slides, store, page)
    _timeline_slide(slides, store, page)
    _table_slides(slides, page)
    _source_slides(slides, page)
    return _saved(slides)


def atlas(store: Store, pages: Iterable[Page], wanted: Wanted, title: str) -> bytes:
    """A slide for each page, which is gathered when its turn comes; `wanted` is what they are parts of."""
    slides = _empty(wanted, title)
    for page in pages:
        _map_slide(slides, store, page)
    return _saved(slides)


def _saved(slides: Slides) -> bytes:
    made = io.BytesIO()
    slides.save(made)
    return without_clock(made.getvalue())


def _empty(wanted: Wanted, title: str) -> Slides:
    slides, paper = Presentation(), wanted.paper
    slides.slide_width, slides.slide_height = _emu(paper.width), _emu(paper.height)
    about = slides.core_properties
    about.title, about.author, about.last_modified_by, about.revision = one_line(title), "", "", 1
    about.created = about.modified = datetime.combine(wanted.made, datetime.min.time())
    return slides


def _emu(inches: float) -> Emu:
    return Emu(round(inches * _EMU))


# --- the slides of a view ---------------------------------------------------------------------------------------------


def _map_slide(slides: Slides, store: Store, page: Page) -> None:
    slide = _slide(slides, page, page.title)
    drawn, key = pictures.of_map(store, page)
    _picture(slide, page, drawn, _("Map: {title}").format(title=page.title))
    _picture(slide, page, key, _("Legend of the map"))
    column = page.wanted.paper.sources
    if page.wanted.paper.stacked:
        column = Rect(column.left, column.bottom, column.width, key.rect.bottom - column.bottom - 0.08)
    _sources(slide, page, column)
    _foot(slide, page, page.lines)
    _notes(slide, page)


def _timeline_slide(slides: Slides, store: Store, page: Page) -> None:
    drawn = pictures.of_timeline(store, page)
    if drawn is None:
        return
    slide = _slide(slides, page, _("By actor and time"))
    for picture, said in zip(drawn, (_("Timelines by actor"), _("Legend of the timelines")), strict=True):
        _picture(slide, page, picture, said)
    _foot(slide, page, page.lines)
    _notes(slide, page)


def _table_slides(slides: Slides, page: Page) -> None:
    """The incidents, as many slides as they take; where there are too many to list, their numbers by region and actor."""
    if not page.listed.lines:
        _count_slide(slides, page)
        return
    paper = page.wanted.paper
    room = paper.title.bottom - paper.foot.top
    for lines in _sheets(page.listed.lines, paper.title.width, room):
        slide = _slide(slides, page, _("Incidents"))
        rect = Rect(MARGIN, paper.foot.top, paper.title.width, room)
        table = _table(slide, rect, len(lines), _SHARES)
        _row(table, 0, header(), (), head=True)
        for at, line in enumerate(lines, start=1):
            _row(table, at, line.cells, line.cited)
            table.rows[at].height = _emu(_height(line, paper.title.width))
        _foot(slide, page, (*page.lines[:1], *page.not_listed(), page.lines[-1]))
        _notes(slide, page)


def _count_slide(slides: Slides, page: Page) -> None:
    paper = page.wanted.paper
    slide = _slide(slides, page, _("Numbers of incidents"))
    half = (paper.title.width - 0.3) / 2
    for at, (name, counted) in enumerate(((_("Region"), page.by_region), (_("Actor"), page.by_actor))):
        rect = Rect(MARGIN + at * (half + 0.3), paper.foot.top, half, paper.title.bottom - paper.foot.top)
        shown = counted[: int(rect.height / 0.24) - 1]
        table = _table(slide, rect, len(shown), (0.75, 0.25))
        _row(table, 0, (name, _("Incidents")), (), head=True)
        for row, said in enumerate(shown, start=1):
            _row(table, row, said, ())
            table.cell(row, 1).text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    _foot(slide, page, page.lines)
    _notes(slide, page)


def _source_slides(slides: Slides, page: Page) -> None:
    """All sources with their addresses, as many slides as they take."""
    paper, left = page.wanted.paper, list(page.cited.lines())
    rect = Rect(MARGIN, paper.foot.top, paper.title.width, paper.title.bottom - paper.foot.top)
    while left:
        room, portion = rect.height * POINTS, []
        while (left and (high := _lines_high(left[0], rect.width)) <= room) or (left and not portion):
            room -= high
            portion.append(left.pop(0))
        slide = _slide(slides, page, _("Sources"))
        _box(slide, rect, portion, _SOURCE, INK, "Sources")
        _foot(slide, page, page.lines[-1:])


def _lines_high(words: str, across: float) -> float:
    return len(wrapped(words, across * POINTS, _SOURCE * 0.95)) * _SOURCE * LINE


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
    wide = ((share * across - 2 * _PAD) * POINTS for share in _SHARES)
    most = max(len(wrapped(cell, each, _CELL * 0.95)) for cell, each in zip(line.with_numbers(), wide, strict=True))
    return most * _CELL * LINE / POINTS + 2 * _PAD


# --- the parts of a slide ---------------------------------------------------------------------------------------------


def _slide(slides: Slides, page: Page, title: str) -> Slide:
    """A slide with title, subtitle and handling mark."""
    paper = page.wanted.paper
    slide = slides.slides.add_slide(slides.slide_layouts[5])  # "title only": outlines and screen readers know its title
    shape, top = slide.shapes.title, paper.title.top
    _place(shape, Rect(paper.title.left, top - 0.42, paper.title.width, 0.42))
    _fill(shape.text_frame, [one_line(title)], _title_size(title, paper.title.width), INK, bold=True)
    line = Rect(paper.title.left, top - 0.68, paper.title.width, 0.26)
    _box(slide, line, [page.subtitle], _SUBTITLE, QUIET, "Subtitle")
    if page.wanted.marking:
        for bottom in (0.07, paper.height - 0.31):
            _mark(slide, page, bottom)
    return slide


def _title_size(title: str, across: float) -> float:
    """As large as the title can be on one line; from 11 points on it is cut by none, but runs on."""
    return next(
        (size for size in range(_TITLE, 8, -1) if len(wrapped(title, across * POINTS, size * 0.95, True)) == 1), 7
    )


def _mark(slide: Slide, page: Page, bottom: float) -> None:
    wide = 0.13 * len(page.wanted.marking) + 0.15
    rect = Rect(page.wanted.paper.title.right - wide, bottom, wide, 0.24)
    shape = _box(slide, rect, [page.wanted.marking], 12, MARKINGS[page.wanted.marking], "Handling mark", bold=True)
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(0, 0, 0)
    shape.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _place(shape: Shape, rect: Rect) -> None:
    """Puts a shape where a part of the paper is: slides are measured from the top."""
    high = shape.part.package.presentation_part.presentation.slide_height / _EMU
    shape.left, shape.top = _emu(rect.left), _emu(high - rect.top)
    shape.width, shape.height = _emu(rect.width), _emu(rect.height)


def _box(
    slide: Slide,
    rect: Rect,
    lines: list[str] | tuple[str, ...],
    size: float,
    colour: str,
    name: str,
    bold: bool = False,
) -> Shape:
    shape = slide.shapes.add_textbox(0, 0, 0, 0)
    shape.name = name
    _place(shape, rect)
    _fill(shape.text_frame, [one_line(line) for line in lines], size, colour, bold)
    return shape


def _fill(frame: TextFrame, lines: list[str], size: float, colour: str, bold: bool = False) -> None:
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        _run(paragraph, line, size, colour, bold)


def _run(paragraph: _Paragraph, text: str, size: float, colour: str, bold: bool = False, raised: bool = False) -> None:
    run = paragraph.add_run()
    run.text, run.font.name, run.font.size, run.font.bold = text, FONT, Pt(size), bold
    run.font.color.rgb = RGBColor.from_string(colour.lstrip("#").upper())
    if raised:
        run.font._element.set("baseline", "30000")


def _picture(slide: Slide, page: Page, picture: pictures.Picture, said: str) -> None:
    shape = slide.shapes.add_picture(io.BytesIO(picture.png), 0, 0)
    _place(shape, picture.rect)
    shape._element.find(f".//{qn('p:cNvPr')}").set("descr", one_line(said))


def _sources(slide: Slide, page: Page, rect: Rect) -> None:
    """The sources of what is on the map, as many as there is room for; the notes have all."""
    found = notes.fitting(page.scene.sources, rect.width * POINTS, (rect.height - 0.2) * POINTS)
    lines = [_("Sources").upper(), *found.lines, *([found.more] if found.more else [])]
    shape = _box(slide, rect, lines, found.size, INK, "Sources")
    shape.text_frame.paragraphs[0].runs[0].font.bold = True


def _foot(slide: Slide, page: Page, lines: tuple[str, ...]) -> None:
    _box(slide, page.wanted.paper.foot, lines, notes.SMALL, QUIET, "Notes")


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


# --- tables -----------------------------------------------------------------------------------------------------------


def _table(slide: Slide, rect: Rect, rows: int, shares: tuple[float, ...]) -> Table:
    frame = slide.shapes.add_table(rows + 1, len(shares), 0, 0, _emu(rect.width), _emu(0.24 * (rows + 1)))
    high = slide.part.package.presentation_part.presentation.slide_height / _EMU
    frame.left, frame.top = _emu(rect.left), _emu(high - rect.top)
    for column, share in zip(frame.table.columns, shares, strict=True):
        column.width = _emu(share * rect.width)
    for row in frame.table.rows:
        row.height = _emu(0.24)
    return frame.table


def _row(table: Table, at: int, cells: tuple[str, ...], cited: tuple[int, ...], head: bool = False) -> None:
    for column, text in enumerate(cells):
        cell = table.cell(at, column)
        _plain(cell, "#3c4a57" if head else "#f5f4f1" if at % 2 == 0 else "#ffffff")
        paragraph = cell.text_frame.paragraphs[0]
        colour, size = ("#ffffff", _HEAD) if head else (INK, _CELL)
        _run(paragraph, one_line(text), size, colour, head)
        if cited and column == len(cells) - 1:
            _run(paragraph, ",".join(map(str, cited)), _CELL, INK, raised=True)


def _plain(cell: _Cell, fill: str) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(fill.lstrip("#").upper())
    cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = _emu(_PAD)
    cell.text_frame.word_wrap = True
