"""Of a workbook's sheets the one with incidents is read; where two may be it, or none is known, the user says which."""

import openpyxl
import pytest

from geodata.errors import QuestionError
from geodata.readers import layout_of
from geodata.readers.options import Options
from geodata.readers.words import column_of
from geodata.template import write_template

from .. import sheets

HEADER, ROW = list(sheets.GOOD), list(sheets.GOOD.values())


def book(folder, **tables: list[list[str]]):
    """A workbook with a sheet for each of the tables."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in tables.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def choices(path) -> tuple[str, ...]:
    with pytest.raises(QuestionError) as asked:
        layout_of(path)
    assert asked.value.about == "sheet"
    return asked.value.choices


def test_the_only_sheet_with_a_known_header_is_read_and_the_others_are_named(tmp_path):
    path = book(tmp_path, Lists=[["Gao"], ["Kidal"]], Data=[["Incidents"], HEADER, ROW], Sources=[["title", "year"]])
    layout = layout_of(path)
    assert (layout.table.sheet, layout.sheet().read) == ("Data", 1)
    assert layout.table.notes == (
        "The sheet or layer Data is read. Nothing is read of Lists, Sources, where no header is known here.",
    )


def test_two_known_headers_and_none_are_asked_about(tmp_path):
    assert choices(book(tmp_path, North=[HEADER, ROW], South=[HEADER, ROW], Lists=[["Gao"]])) == (
        "North",
        "South",
        "Lists",
    )
    assert choices(book(tmp_path, North=[["a", "b"]], South=[["a", "b"]])) == ("North", "South")


def test_the_user_may_say_another_one(tmp_path):
    path = book(tmp_path, Data=[HEADER, ROW], Examples=[HEADER, ROW, ROW[:]])
    assert layout_of(path).table.sheet == "Data"
    assert layout_of(path, Options(sheet="Examples")).table.sheet == "Examples"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("names", [("Columns", "Examples"), ("Colonnes", "Exemples")])
def test_the_template_is_read_without_its_examples(tmp_path, language, names):
    path = tmp_path / "template.xlsx"
    write_template(path, language)
    filled = openpyxl.load_workbook(path)
    for sheet, name in zip(filled.worksheets[1:], names, strict=True):
        sheet.title = name
    assert layout_of(path).sheet().read == 0
    header = [cell.value for cell in filled.worksheets[0][1]]
    for at, name in enumerate(header, start=1):
        filled.worksheets[0].cell(2, at, sheets.GOOD.get(column_of(name)))
    filled.save(path)
    assert layout_of(path).sheet().rows["incident_id"].tolist() == ["A"]
