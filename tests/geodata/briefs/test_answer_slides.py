"""An answer as slides and as text: all of it is text that can be changed, and the notes defend it."""

import io
import re
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from geodata.briefs.answer_slides import MOST_TABLES
from geodata.briefs.registry import FOR_ANSWERS, answer_content
from geodata.figures.answered import answered
from geodata.filters import IncidentFilter
from geodata.ingest import ingest
from geodata.questions.coincidences import Asked
from geodata.questions.registry import QUESTIONS
from geodata.store import store_of
from tests.geodata import sheets

from .layout import nothing_lies_over_another
from .test_slides import HOSTILE, rows_of, words


@pytest.fixture(scope="module")
def answers(store):
    """The answers to all questions by name, found once."""
    return {name: each.answer(store, IncidentFilter(), each.asked()) for name, each in QUESTIONS.items()}


def slides_of(store, wanted, name, found):
    return Presentation(io.BytesIO(answer_content(store, wanted, name, "pptx", found))).slides


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("paper", ["a4"])
def test_findings_and_all_rows_are_text_on_slides_with_nothing_over_another(name, paper, store, wanted, answers):
    asked, found = wanted(paper=paper, marking="TLP:AMBER"), answers[name]
    told = answered(store, asked, name, found)
    slides = slides_of(store, asked, name, found)
    nothing_lies_over_another(slides, asked.paper)
    assert all(finding in words(slides[0]) for finding in found.findings) and words(slides[0]).count("TLP:AMBER") == 2
    drawn = [shape for shape in slides[0].shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert len(drawn) == (name in ("coincidences", "comparison"))
    rows = rows_of(list(slides)[1:]) or rows_of(slides)
    assert len(rows) == len(found.rows)
    for (cells, _numbers), row in zip(rows, found.rows, strict=True):
        assert cells[-1].split("…")[0].replace("\v", " ").strip() in told.cells(row)[-1]
    notes = slides[0].notes_slide.notes_text_frame.text
    assert all(said in notes for said in (*found.findings, *found.caveats, *told.cited.notes))


@pytest.mark.parametrize(("name", "also_alone"), [("changes", False), ("reported", True), ("handovers", True)])
def test_all_rows_stand_below_findings_where_nothing_is_drawn(name, also_alone, store, wanted, answers):
    """Without the columns that explain where these have no room: these are on slides of their own, with all others."""
    told = answered(store, wanted(), name, answers[name])
    slides = slides_of(store, wanted(), name, answers[name])
    nothing_lies_over_another(slides, wanted().paper)
    below, alone = rows_of([slides[0]]), rows_of(list(slides)[1:])
    assert len(below) == len(told.answer.rows) and bool(alone) == also_alone
    short = [column.title for column in told.columns if not (also_alone and column.explains)]
    assert [
        cell.text_frame.text for shape in slides[0].shapes if shape.has_table for cell in shape.table.rows[0].cells
    ] == short


def test_ids_are_whole_and_each_on_its_own_line(store, wanted, answers):
    slides = slides_of(store, wanted(), "coincidences", answers["coincidences"])
    assert [cells[-1].split(",\v") for cells, _numbers in rows_of(slides)][:2] == [
        ["MLI-2023-10-03-TARKINT-1", "MLI-2023-10-03-TARKINT-2"],
        ["MLI-2023-10-04-RN18", "MLI-2023-10-05-RN18"],
    ]


def test_raised_numbers_sources_and_notes_are_the_same(store, wanted, answers):
    told = answered(store, wanted(), "coincidences", answers["coincidences"])
    slides = slides_of(store, wanted(), "coincidences", told.answer)
    raised = [
        {int(n) for run in row.cells[0].text_frame.paragraphs[0].runs if run.font._element.get("baseline") for n in run.text.split(",")}
        for slide in slides for shape in slide.shapes if shape.has_table for row in list(shape.table.rows)[1:]
    ]  # fmt: skip
    assert raised == [set(told.numbers(row)) for row in told.answer.rows] and set().union(*raised)
    shown = {int(n) for slide in slides for n in re.findall(r"^(\d+) [A-Z]", words(slide), re.M)}
    assert set().union(*raised) <= shown
    assert f"[{', '.join(map(str, sorted(raised[0])))}]" in slides[0].notes_slide.notes_text_frame.text


def test_text_has_all_rows_and_a_footnote_for_each_source(store, wanted, answers):
    for name, found in answers.items():
        text = answer_content(store, wanted(), name, "md", found).decode()
        lines = [line for line in text.splitlines() if line.startswith("|")]
        assert len(lines) == len(found.rows) + 2 and len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) == 1
        used = {int(n) for n in re.findall(r"\[\^(\d+)\](?!:)", text)}
        assert used == {int(n) for n in re.findall(r"^\[\^(\d+)\]:", text, re.M)}
        assert text.startswith(f"# {found.title.split(':')[0]}")


def test_hostile_words_are_words_and_bytes_the_same_twice(wanted, tmp_path):
    said = HOSTILE.replace("\x01", "")
    rows = [
        sheets.row(incident_id=f"A{n}", place=said[:40], summary=said, source=f"{said} {n}", perpetrators=who)
        for n, who in enumerate((said[:30], "JNIM"))
    ]
    own, asked = store_of(ingest(sheets.write(tmp_path, *rows))), wanted(title=HOSTILE, asked=Asked(among="every"))
    for name in FOR_ANSWERS:
        one, other = (answer_content(own, asked, "coincidences", name) for _time in range(2))
        assert one == other
    slides = Presentation(io.BytesIO(answer_content(own, asked, "coincidences", "pptx"))).slides
    assert slides[0].shapes.title.text_frame.text.startswith("=cmd|' /C calc'!A0 <b>&amp;</b>")
    text = answer_content(own, asked, "coincidences", "md").decode()
    assert "<b>" not in text.replace("\\<b\\>", "")


def test_many_rows_take_so_many_slides_at_the_most(store, wanted, answers):
    found = answers["coincidences"]
    many = replace(found, rows=found.rows * 100)
    slides = slides_of(store, wanted(), "coincidences", many)
    tables = [slide for slide in slides if any(shape.has_table for shape in slide.shapes)]
    shown = len(rows_of(slides))
    assert len(tables) == MOST_TABLES and f"{400 - shown} more rows are not listed here." in words(slides[0])
    nothing_lies_over_another(slides, wanted().paper)
