"""The parts that slides of all kinds have: title, handling mark, text, pictures, tables, foot."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

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
from ..figures.sheet import INK, POINTS, QUIET
from ..figures.sources import Numbered
from ..figures.text import LINE, one_line, wrapped
from ..figures.wanted import MARKINGS, Wanted
from ..texts import _
from . import pictures
from .archive import without_clock

FONT = "Arial"  # on every machine that shows slides, with all letters of French
CELL, SOURCE = 8.5, 9  # points
PAD = 0.045  # inches around the text of a cell
EMU = 914_400  # an inch
_TITLE, _SUBTITLE, _HEAD = 20, 11, 8  # points


class Told(Protocol):
    """What is told on a slide, a view or an answer: its paper and handling mark are those of `wanted`."""

    wanted: Wanted
    title: str
    subtitle: str


def saved(slides: Slides) -> bytes:
    """The slides as a file's bytes, with no clock in them."""
    made = io.BytesIO()
    slides.save(made)
    return without_clock(made.getvalue())


def empty(wanted: Wanted, title: str) -> Slides:
    """A file without slides, of the paper's size."""
    slides, paper = Presentation(), wanted.paper
    slides.slide_width, slides.slide_height = emu(paper.width), emu(paper.height)
    about = slides.core_properties
    about.title, about.author, about.last_modified_by, about.revision = one_line(title), "", "", 1
    about.created = about.modified = datetime.combine(wanted.made, datetime.min.time())
    return slides


def emu(inches: float) -> Emu:
    """Inches in what slides are measured in."""
    return Emu(round(inches * EMU))


def points(size: float) -> Pt:
    """Points in what slides are measured in."""
    return Pt(size)


def high(words: str, across: float, size: float = SOURCE) -> float:
    """How high a text is in a column of so many inches, in points; measured with letters a little wider than those of the slide."""
    return len(wrapped(words, across * POINTS, size * 0.95)) * size * LINE


# --- the parts of a slide ---------------------------------------------------------------------------------------------


def slide_of(slides: Slides, page: Told, title: str) -> Slide:
    """A slide with title, subtitle and handling mark."""
    paper = page.wanted.paper
    slide = slides.slides.add_slide(slides.slide_layouts[5])  # "title only": outlines and screen readers know its title
    shape, top = slide.shapes.title, paper.title.top
    _place(shape, Rect(paper.title.left, top - 0.42, paper.title.width, 0.42))
    _fill(shape.text_frame, [one_line(title)], _title_size(title, paper.title.width), INK, bold=True)
    line = Rect(paper.title.left, top - 0.68, paper.title.width, 0.26)
    box(slide, line, [page.subtitle], _SUBTITLE, QUIET, "Subtitle")
    if page.wanted.marking:
        for bottom in (0.07, paper.height - 0.31):
            _mark(slide, page, bottom)
    return slide


def _title_size(title: str, across: float) -> float:
    """As large as the title can be on one line; from 11 points on it is cut by none, but runs on."""
    return next(
        (size for size in range(_TITLE, 8, -1) if len(wrapped(title, across * POINTS, size * 0.95, True)) == 1), 7
    )


def _mark(slide: Slide, page: Told, bottom: float) -> None:
    wide = 0.13 * len(page.wanted.marking) + 0.15
    rect = Rect(page.wanted.paper.title.right - wide, bottom, wide, 0.24)
    shape = box(slide, rect, [page.wanted.marking], 12, MARKINGS[page.wanted.marking], "Handling mark", bold=True)
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor(0, 0, 0)
    shape.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _place(shape: Shape, rect: Rect) -> None:
    """Puts a shape where a part of the paper is: slides are measured from the top."""
    high = shape.part.package.presentation_part.presentation.slide_height / EMU
    shape.left, shape.top = emu(rect.left), emu(high - rect.top)
    shape.width, shape.height = emu(rect.width), emu(rect.height)


def box(
    slide: Slide,
    rect: Rect,
    lines: list[str] | tuple[str, ...],
    size: float,
    colour: str,
    name: str,
    bold: bool = False,
) -> Shape:
    """Lines of text in a part of the slide."""
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


def show(slide: Slide, picture: pictures.Picture, said: str) -> None:
    """A picture where it is on the paper; `said` is what a screen reader says of it."""
    shape = slide.shapes.add_picture(io.BytesIO(picture.png), 0, 0)
    _place(shape, picture.rect)
    shape._element.find(f".//{qn('p:cNvPr')}").set("descr", one_line(said))


def foot(slide: Slide, page: Told, lines: Sequence[str]) -> None:
    """The lines at the foot."""
    box(slide, page.wanted.paper.foot, list(lines), notes.SMALL, QUIET, "Notes")


def sources(slide: Slide, rect: Rect, cited: Numbered) -> bool:
    """As many sources as there is room for; returns whether these are all, and whole."""
    found = notes.fitting(cited, rect.width * POINTS, (rect.height - 0.2) * POINTS)
    lines = [_("Sources").upper(), *found.lines, *([found.more] if found.more else [])]
    shape = box(slide, rect, lines, found.size, INK, "Sources")
    shape.text_frame.paragraphs[0].runs[0].font.bold = True
    return found.lines == cited.lines()


def source_slides(slides: Slides, page: Told, cited: Numbered, said: Sequence[str]) -> None:
    """All sources with their addresses, as many slides as they take; `said` is at the foot of each."""
    paper, left = page.wanted.paper, list(cited.lines())
    rect = Rect(MARGIN, paper.foot.top, paper.title.width, paper.title.bottom - paper.foot.top)
    while left:
        room, portion = rect.height * POINTS, []
        while (left and (each := high(left[0], rect.width)) <= room) or (left and not portion):
            room -= each
            portion.append(left.pop(0))
        slide = slide_of(slides, page, _("Sources"))
        box(slide, rect, portion, SOURCE, INK, "Sources")
        foot(slide, page, said)


# --- tables -----------------------------------------------------------------------------------------------------------


def table_on(slide: Slide, rect: Rect, rows: int, shares: Sequence[float]) -> Table:
    """A table with a header and so many rows; `shares` of the width, a column each."""
    frame = slide.shapes.add_table(rows + 1, len(shares), 0, 0, emu(rect.width), emu(0.24 * (rows + 1)))
    high = slide.part.package.presentation_part.presentation.slide_height / EMU
    frame.left, frame.top = emu(rect.left), emu(high - rect.top)
    for column, share in zip(frame.table.columns, shares, strict=True):
        column.width = emu(share * rect.width)
    for row in frame.table.rows:
        row.height = emu(0.24)
    return frame.table


def fill_row(
    table: Table, at: int, cells: Sequence[str], cited: Sequence[int], head: bool = False, *, size: float = CELL,
    raised: int = -1, right: Sequence[bool] = (), fill: str = "", whole: Sequence[bool] = (),
) -> None:  # fmt: skip
    """A row of a table; the numbers of its sources stand raised in the column `raised`, numbers of the `right` ones at their right,
    the ids of the `whole` ones on a line each."""
    for column, text in enumerate(cells):
        cell = table.cell(at, column)
        _plain(cell, "#3c4a57" if head else fill or ("#f5f4f1" if at % 2 == 0 else "#ffffff"))
        paragraph = cell.text_frame.paragraphs[0]
        colour, letters = ("#ffffff", min(_HEAD, size)) if head else (INK, size)
        if right and right[column]:
            paragraph.alignment = PP_ALIGN.RIGHT
        for nr, line in enumerate(one_each(text) if whole and whole[column] else [one_line(text)]):
            if nr:
                paragraph.add_line_break()
            _run(paragraph, line, letters, colour, head)
        if cited and column == raised % len(cells):
            _run(paragraph, ",".join(map(str, cited)), size, INK, raised=True)


def one_each(ids: str) -> list[str]:
    """Several ids in lines: slides would break one at a hyphen that stands at the end of a line."""
    *others, last = one_line(ids).split(", ")
    return [*(f"{each}," for each in others), last]


def _plain(cell: _Cell, fill: str) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(fill.lstrip("#").upper())
    cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = emu(PAD)
    cell.text_frame.word_wrap = True
