"""A template that an analyst fills in is read back as it is, in English and in French."""

import openpyxl
import pytest

from geodata.readers import sigact
from geodata.readers.choice import choose
from geodata.readers.options import Options
from geodata.readers.table import frame
from geodata.readers.words import COLUMNS, FRENCH
from geodata.schema import DATE_PRECISIONS
from geodata.template import EXAMPLES, FILLED_IN, write_template
from geodata.texts import _, said_in
from geodata.validate import validate


@pytest.fixture(params=["en", "fr"])
def book(request, tmp_path):
    write_template(tmp_path / "template.xlsx", request.param)
    return openpyxl.load_workbook(tmp_path / "template.xlsx")


def texts(sheet) -> list[list[str]]:
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


# The first column of a header | the column of the examples' texts
SUMMARY = {"incident_id": "summary", "identifiant": FRENCH["summary"]}


def invented(first_column: str) -> list[str]:
    with said_in("en" if first_column == "incident_id" else "fr"):
        return [_(example["summary"]) for example in EXAMPLES]


def test_a_file_that_is_filled_in_is_read_by_its_first_sheet(book):
    """The others explain it; a reader of the file must know that in either language."""
    incidents, *others = book.sheetnames
    assert choose("template.xlsx", book.sheetnames, book.sheetnames, "") == incidents
    assert len(others) == 2


def test_the_own_reader_knows_every_column_of_the_header(book):
    header = texts(book.worksheets[0])[0]
    assert sigact.READER.recognises(header, [])
    assert sigact.READER.names(header) == list(COLUMNS)


def test_a_french_header_is_french(tmp_path):
    write_template(tmp_path / "modele.xlsx", "fr")
    header = texts(openpyxl.load_workbook(tmp_path / "modele.xlsx").worksheets[0])[0]
    assert header[:7] == ["identifiant", "date_debut", "date_fin", "precision_date", "lieu", "precision_lieu", "region"]


def test_the_examples_are_rows_without_a_fault_and_say_that_they_are_invented(book):
    header, *rows = texts(book.worksheets[2])
    assert [row[header.index(SUMMARY[header[0]])] for row in rows] == invented(header[0])
    read = sigact.READER.read(frame(sigact.READER.names(header), enumerate(rows, start=2)), Options())
    typed, faults = validate(read.rows)
    assert faults.empty
    assert typed["date_precision"].tolist() == ["day", "month"]
    assert typed["place_precision"].tolist() == ["settlement", "road"]


def test_the_words_to_choose_from_are_words_that_are_read(book):
    lists = {
        str(each.sqref): each.formula1.strip('"').split(",")
        for each in book.worksheets[0].data_validations.dataValidation
    }
    assert len(lists) == 3
    words = lists[f"D2:D{FILLED_IN + 1}"]
    rows = frame(["date_precision"], enumerate(([word] for word in words), start=2))
    assert sigact.translated(rows)["date_precision"].tolist() == list(DATE_PRECISIONS)


def test_every_column_has_its_meaning(book):
    header = texts(book.worksheets[0])[0]
    rows = texts(book.worksheets[1])[1:]
    assert [row[0] for row in rows] == header
    assert all(row[2] for row in rows)


def test_no_cell_is_a_formula(book):
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_another_language_is_refused(tmp_path):
    with pytest.raises(ValueError, match="de"):
        write_template(tmp_path / "x.xlsx", "de")
