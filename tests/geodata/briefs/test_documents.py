"""The brief for Word, as PDF and as Markdown: each incident once, its numbers those of the sources at the end."""

import io
import re
import zlib

import docx
import pytest

from geodata.briefs.document import brief
from geodata.briefs.registry import FORMATS, content
from geodata.briefs.words import words
from geodata.filters import IncidentFilter
from geodata.markdown import escaped


@pytest.fixture(scope="module")
def document(store, october):
    return docx.Document(io.BytesIO(brief(store, october)))


def test_raised_numbers_are_the_sources_at_the_end_of_the_document(document, october):
    rows = document.tables[0].rows[1:]
    raised = [
        {int(n) for run in row.cells[-1].paragraphs[0].runs if run.font.superscript for n in run.text.split(",")}
        for row in rows
    ]
    assert raised == [set(line.cited) for line in october.listed.lines] and len(raised) == 11
    assert [[cell.text for cell in row.cells[:-1]] for row in rows] == [
        list(line.cells[:-1]) for line in october.listed.lines
    ]
    said = [paragraph.text for paragraph in document.paragraphs]
    notes = said[said.index("Sources") + 1 : said.index("About this brief")]
    assert [int(note.split(" ")[0]) for note in notes] == sorted(set().union(*raised))
    assert len(document.inline_shapes) == 4  # map and timelines, each with its legend
    assert (
        document.sections[0].header.paragraphs[0].text
        == document.sections[0].footer.paragraphs[0].text
        == " TLP:AMBER "
    )
    assert any(text.startswith("Shown 11 of 19 incidents") for text in said)


def test_footnotes_of_the_markdown_are_the_sources(october):
    said = words(october).decode()
    lines = [line for line in said.splitlines() if line.startswith("- **")]
    assert [{int(n) for n in re.findall(r"\[\^(\d+)\]", line)} for line in lines] == [
        set(line.cited) for line in october.listed.lines
    ]
    notes = [int(n) for n in re.findall(r"^\[\^(\d+)\]: ", said, re.M)]
    assert notes == list(range(1, len(october.cited.notes) + 1))
    assert (
        "- **23 Oct 2023**, Aguelhok (town), Kidal: JNIM says that it hit UN forces leaving Aguelhok with an IED."
        in said
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# a", r"\# a"), ("- a", r"\- a"), ("1. a", r"1\. a"), ("![a](b) [^1]", r"!\[a\](b) \[\^1\]"), ("<b>", r"\<b\>"),
        ("a\n\n# b", "a # b"), ("a | b", r"a \| b"), ("3 Oct 2023, 12.5 km", "3 Oct 2023, 12.5 km"),
    ],
)  # fmt: skip
def test_text_from_data_is_no_markdown(text, written):
    assert escaped(text) == written


def test_the_pdf_has_its_pages_and_its_fonts(store, wanted):
    made = content(store, wanted(), "pdf")
    assert made.count(b"/Type /Page ") == 5  # map, timelines, two of the table, sources
    assert b"/FontFile2" in made and b"CreationDate" not in made
    pages = [
        zlib.decompress(part) for part in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.S) if part[:1] == b"x"
    ]
    assert any(b"BT" in page for page in pages)  # text is text


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_view_is_a_brief_that_says_so(name, store, wanted):
    nothing = wanted(IncidentFilter(text="no such word anywhere"))
    made = content(store, nothing, name)
    assert made
    if name == "md":
        assert "Shown 0 of 19 incidents" in made.decode() and "No source is named." in made.decode()
