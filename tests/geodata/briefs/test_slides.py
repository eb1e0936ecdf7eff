"""A briefer changes words and cells in PowerPoint, and can defend each number a week later from the notes."""

import io
import re

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from geodata.briefs.page import page
from geodata.briefs.registry import content
from geodata.briefs.slides import deck
from geodata.filters import IncidentFilter
from geodata.ingest import ingest
from geodata.store import store_of
from tests.geodata import sheets

from .layout import nothing_lies_over_another

HOSTILE = "=cmd|' /C calc'!A0 <b>&amp;</b> \x01\ufffe {{7*7}} ⴽⵉⴷⴰⵍ 🎉"


@pytest.fixture(scope="module")
def slides(store, october):
    return Presentation(io.BytesIO(deck(store, october))).slides


def words(slide) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def rows_of(slides) -> list[tuple[list[str], set[int]]]:
    """The lines of all tables of incidents: their cells, and the numbers that stand raised in the last one."""
    found = []
    for slide in slides:
        for shape in slide.shapes:
            if shape.has_table:
                for row in list(shape.table.rows)[1:]:
                    runs = list(row.cells)[-1].text_frame.paragraphs[0].runs
                    raised = [run.text for run in runs if run.font._element.get("baseline")]
                    found.append(
                        (
                            [cell.text_frame.text for cell in row.cells],
                            {int(n) for n in ",".join(raised).split(",") if n},
                        )
                    )
    return found


def test_titles_lines_sources_and_tables_are_text_and_maps_are_pictures(slides, october):
    first = slides[0]
    assert first.shapes.title.text_frame.text == "Security incidents: Northern Mali"
    assert "Shown 11 of 19 incidents: 11 on this map. Not shown, by dates 8." in words(first)
    assert "https://maps.example.org/?from=2023-10-01&to=2023-10-31" in words(first)
    assert words(first).count("TLP:AMBER") == 2 and "imply no opinion" in words(first)
    pictures = [shape for shape in first.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert len(pictures) == 2 and all(shape._element.xpath(".//p:cNvPr/@descr") for shape in pictures)
    # The map as wide on the slide as on the paper, and 200 dots an inch.
    width = max(shape.width for shape in pictures) / 914_400
    assert width == pytest.approx(october.wanted.paper.map.width, abs=0.001)
    assert max(Image.open(io.BytesIO(shape.image.blob)).width for shape in pictures) == round(width * 200)


def test_raised_numbers_sources_and_ids_of_the_notes_are_the_same(slides, october, ids):
    notes = slides[0].notes_slide.notes_text_frame.text
    said = {
        line.split(": ")[0]: {int(n) for n in line.split(": ")[1].split(", ")}
        for line in notes.splitlines()
        if line.split(": ")[0] in ids
    }
    assert said.keys() == ids == {line.incident_id for line in october.listed.lines}
    in_table = [numbers for _cells, numbers in rows_of(slides)]
    assert len(in_table) == 11 and in_table == [said[line.incident_id] for line in october.listed.lines]
    listed = {int(found) for slide in slides for found in re.findall(r"^(\d+) ", words(slide), re.M)}
    assert set().union(*in_table) == listed == set(range(1, len(october.cited.notes) + 1))
    assert all(f"{number} " in notes for number in listed)
    on_map = set(october.scene.numbers)
    assert set().union(*(set(october.cited.of[no]) for no in on_map)) == set(
        range(1, len(october.scene.sources.notes) + 1)
    )


def test_nothing_stands_outside_of_a_slide_or_over_something_else(slides, october):
    nothing_lies_over_another(slides, october.wanted.paper)


def test_a_slide_a_region_each_in_its_own_frame(store, wanted):
    told = []
    made = content(
        store, wanted(IncidentFilter(regions=("Gao", "Kayes"))), "pptx", "regions", lambda *n: told.append(n)
    )
    slides = Presentation(io.BytesIO(made)).slides
    assert [slide.shapes.title.text_frame.text for slide in slides] == [
        "Security incidents: Gao",
        "Security incidents: Kayes",
    ]
    assert told == [(0, 2), (1, 2), (2, 2)]
    # By hand: Tarkint twice, the RN18 twice, Ersane; nothing is reported from Kayes.
    assert "Shown 5 of 19 incidents: 5 on this map." in words(slides[0])
    assert "Shown 0 of 19 incidents: 0 on this map." in words(slides[1]) and "No source is named." in words(slides[1])


def test_many_incidents_are_counted_and_hostile_words_are_words(wanted, tmp_path):
    rows = [
        sheets.row(incident_id=f"I{n}", latitude="16", longitude="0", place=HOSTILE[:40].replace("\x01", ""), summary=HOSTILE.replace("\x01", ""), source=f"{HOSTILE} {n}".replace("\x01", ""))
        for n in range(152)
    ]  # fmt: skip
    own = store_of(ingest(sheets.write(tmp_path, *rows)))
    made = Presentation(io.BytesIO(deck(own, page(own, wanted(title=HOSTILE)))))
    assert made.slides[0].shapes.title.text_frame.text.startswith("=cmd|' /C calc'!A0 <b>&amp;</b>")
    assert "🎉" in made.slides[0].shapes.title.text_frame.text
    cells = [cells for cells, _numbers in rows_of(made.slides)]
    assert ["Gao", "152"] in cells
