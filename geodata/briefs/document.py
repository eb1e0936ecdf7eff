"""A brief for Word: counts, map, timelines, the incidents as a table, and their sources as numbered notes at the end."""

import io
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from ..figures.rows_scene import header
from ..figures.sheet import QUIET
from ..figures.text import one_line
from ..figures.wanted import MARKINGS
from ..store import Store
from ..texts import _
from . import pictures
from .archive import without_clock
from .page import Page

FONT, _TEXT, _SMALL, _CELL = "Arial", 10, 8, 8  # points
_WIDE, _HIGH, _EDGE = 8.27, 11.69, 0.7  # A4 in inches
_SHARES = (0.14, 0.12, 0.15, 0.15, 0.13, 0.09, 0.22)  # of the width, a column each of `header`


def brief(store: Store, page: Page) -> bytes:
    """The document of a view."""
    made = _empty(page)
    made.add_heading(one_line(page.title), 0)
    _say(made, page.subtitle, _TEXT, QUIET)
    _say(made, page.lines[0], _TEXT)
    for sentence in page.not_listed():
        _say(made, sentence, _TEXT)
    _figure(made, pictures.of_map(store, page), _("Map: {title}").format(title=page.title))
    if drawn := pictures.of_timeline(store, page):
        made.add_heading(_("By actor and time"), 1)
        _figure(made, drawn, _("Timelines by actor"))
    made.add_heading(_("Incidents"), 1)
    if page.listed.lines:
        _incidents(made, page)
    else:
        _numbers(made, page)
    made.add_heading(_("Sources"), 1)
    for line in page.cited.lines() or (_("No source is named."),):
        _say(made, line, _SMALL)
    made.add_heading(_("About this brief"), 1)
    for line in page.lines[1:]:
        _say(made, line, _SMALL)
    out = io.BytesIO()
    made.save(out)
    return without_clock(out.getvalue())


def _empty(page: Page) -> Document:
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Inches(_WIDE), Inches(_HIGH)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(_EDGE)
    for name, size in (("Normal", _TEXT), ("Title", 20), ("Heading 1", 13)):
        style = made.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0x1D, 0x1D, 0x1B)
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # a theme's font would win
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
    about = made.core_properties
    about.title, about.author, about.last_modified_by, about.comments = one_line(page.title), "", "", ""
    about.created = about.modified = datetime.combine(page.wanted.made, datetime.min.time())
    if page.wanted.marking:
        for part in (section.header, section.footer):
            _mark(part.paragraphs[0], page.wanted.marking)
    return made


def _mark(paragraph: Paragraph, marking: str) -> None:
    """The handling mark, right, in its colour on black."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(f" {marking} ")
    run.font.name, run.font.size, run.font.bold = FONT, Pt(12), True
    run.font.color.rgb = RGBColor.from_string(MARKINGS[marking].lstrip("#").upper())
    run._element.get_or_add_rPr().append(_shade("000000"))


def _shade(colour: str) -> OxmlElement:
    made = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        made.set(qn(f"w:{name}"), value)
    return made


def _say(made: Document, text: str, size: float, colour: str = "#1d1d1b") -> None:
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(3)
    run = paragraph.add_run(one_line(text))
    run.font.size, run.font.color.rgb = Pt(size), RGBColor.from_string(colour.lstrip("#").upper())


def _figure(made: Document, drawn: tuple[pictures.Picture, pictures.Picture], said: str) -> None:
    """The picture as wide as the text, its legend below it."""
    across = _WIDE - 2 * _EDGE
    for picture, share in zip(drawn, (1.0, min(1.0, drawn[1].rect.width / drawn[0].rect.width)), strict=True):
        shape = made.add_picture(io.BytesIO(picture.png), width=Inches(across * share))
        shape._inline.docPr.set("descr", one_line(said))
        made.paragraphs[-1].paragraph_format.keep_with_next = picture is drawn[0]


def _incidents(made: Document, page: Page) -> None:
    table = made.add_table(rows=1, cols=len(_SHARES), style="Table Grid")
    table.autofit = False
    for cell, name in zip(table.rows[0].cells, header(), strict=True):
        _fill(cell, name, bold=True)
        cell._element.get_or_add_tcPr().append(_shade("E8E6E0"))
    # The head stands on every page that the table goes on to.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for line in page.listed.lines:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text in zip(row.cells, line.cells, strict=True):
            _fill(cell, text)
        if line.cited:
            run = row.cells[-1].paragraphs[0].add_run(",".join(map(str, line.cited)))
            run.font.size, run.font.superscript = Pt(_CELL), True
    for row in table.rows:
        for cell, share in zip(row.cells, _SHARES, strict=True):
            cell.width = Inches(share * (_WIDE - 2 * _EDGE))


def _numbers(made: Document, page: Page) -> None:
    """Too many to list: their numbers by region and by actor."""
    for name, counted in ((_("Region"), page.by_region), (_("Actor"), page.by_actor)):
        table = made.add_table(rows=1, cols=2, style="Table Grid")
        for cell, text in zip(table.rows[0].cells, (name, _("Incidents")), strict=True):
            _fill(cell, text, bold=True)
        for said in counted:
            for cell, text in zip(table.add_row().cells, said, strict=True):
                _fill(cell, text)
        made.add_paragraph()


def _fill(cell: _Cell, text: str, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(one_line(text))
    run.font.size, run.font.bold = Pt(_CELL), bold
