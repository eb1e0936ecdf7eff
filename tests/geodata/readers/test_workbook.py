"""A workbook is read as its owner sees it: the right sheet, the right row numbers, ids that are not made up."""

import datetime
import zipfile

import openpyxl
import pytest

from geodata.errors import DataFileError, QuestionError
from geodata.readers.opening import open_table
from geodata.readers.options import NOTHING_SAID, Options


def book(tmp_path, sheets: dict[str, dict[str, object]], name="book.xlsx"):
    """A workbook of sheets, each with values by cell, such as {"B3": 5}."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, cells in sheets.items():
        sheet = made.create_sheet(title)
        for place, value in cells.items():
            sheet[place] = value
    made.save(tmp_path / name)
    return tmp_path / name


def ods(tmp_path, content: str, name="book.ods"):
    head = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    with zipfile.ZipFile(tmp_path / name, "w") as bundle:
        bundle.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        bundle.writestr("content.xml", f"{head}{content}</office:spreadsheet></office:body></office:document-content>")
        bundle.writestr("META-INF/manifest.xml", manifest)
    return tmp_path / name


def lines(path, **said):
    return list(open_table(path, Options(**said)).lines())


def test_a_cell_is_the_text_that_its_value_has(tmp_path):
    cells = {
        "A1": 5, "B1": 0.1, "C1": -17.25, "D1": datetime.datetime(2023, 10, 3), "E1": datetime.datetime(2023, 10, 3, 4, 5),
        "F1": True, "G1": False, "H1": "007", "I1": None, "J1": " a\nb ", "K1": "NA", "L1": datetime.time(4, 5), "M1": 123456789012345,
    }  # fmt: skip
    path = book(tmp_path, {"A": cells})
    assert lines(path) == [
        ["5", "0.1", "-17.25", "2023-10-03", "2023-10-03T04:05:00", "true", "false", "007", "", " a\nb ", "NA", "04:05:00", "123456789012345"]
    ]  # fmt: skip


def test_a_number_too_long_for_a_spreadsheet_is_no_id_and_is_told_of(tmp_path):
    path = book(tmp_path, {"A": {"A1": "id", "A2": 12345678901234500, "A3": 1234567890123456}})
    table = open_table(path, NOTHING_SAID)
    assert list(table.lines()) == [["id"], ["1.23456789012345e+16"], ["1.234567890123456e+15"]]
    assert table.notes == (
        "Numbers of more than 15 digits have lost the last ones in the spreadsheet, first in row 2 "
        "(1.23456789012345e+16). Format the column as text and enter them again.",
    )


def test_rows_keep_the_numbers_that_the_spreadsheet_shows(tmp_path):
    found = lines(book(tmp_path, {"A": {"B3": "head", "B5": "x"}}))
    assert [[cell for cell in row if cell] for row in found] == [[], [], ["head"], [], ["x"]]


def test_a_table_can_be_read_twice(tmp_path):
    table = open_table(book(tmp_path, {"A": {"A1": "a"}}), NOTHING_SAID)
    assert list(table.lines()) == list(table.lines()) == [["a"]]


def test_the_one_sheet_with_rows_is_read(tmp_path):
    table = open_table(book(tmp_path, {"Empty": {}, "Data": {"A1": "a"}, "About": {"A1": "made by"}}), NOTHING_SAID)
    assert (table.sheet, table.sheets, list(table.lines())) == ("Data", ("Empty", "Data", "About"), [["a"]])


def test_of_several_sheets_the_user_says_which(tmp_path):
    path = book(tmp_path, {"2022": {"A1": "old"}, "2023": {"A1": "new"}, "Empty": {}})
    with pytest.raises(QuestionError) as asked:
        open_table(path, NOTHING_SAID)
    assert (asked.value.about, asked.value.choices) == ("sheet", ("2022", "2023"))
    assert str(asked.value) == (
        "The data file book.xlsx has several sheets or layers with rows: 2022, 2023. Say which one to read."
    )
    assert lines(path, sheet="2023") == [["new"]]


def test_a_sheet_that_there_is_not_is_told_with_the_nearest(tmp_path):
    path = book(tmp_path, {"Incidents": {"A1": "a"}, "Lists": {"A1": "b"}})
    with pytest.raises(DataFileError) as refused:
        open_table(path, Options(sheet="incident"))
    assert str(refused.value) == (
        'The data file book.xlsx has no sheet or layer "incident". Did you mean "Incidents"? It has: Incidents, Lists.'
    )


def test_a_title_over_merged_cells_stays_where_it_is(tmp_path):
    made = openpyxl.Workbook()
    made.active["A1"] = "Incidents in Mali"
    made.active.merge_cells("A1:C1")
    made.active.append(["incident_id", "place", "note"])
    made.save(tmp_path / "a.xlsx")
    assert lines(tmp_path / "a.xlsx") == [["Incidents in Mali", "", ""], ["incident_id", "place", "note"]]


def test_ods_reads_like_xlsx(tmp_path):
    path = ods(
        tmp_path,
        '<table:table table:name="Data"><table:table-row>'
        '<table:table-cell office:value-type="string"><text:p>Ségou</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="5"/>'
        '<table:table-cell office:value-type="date" office:date-value="2023-10-03"/>'
        "</table:table-row></table:table>",
    )
    assert lines(path) == [["Ségou", "5", "2023-10-03"]]


def test_a_name_of_a_workbook_says_nothing(tmp_path):
    assert lines(book(tmp_path, {"A": {"A1": "a"}}, name="book.csv.xlsx").rename(tmp_path / "book.csv")) == [["a"]]


def test_a_damaged_workbook_is_refused_in_a_sentence(tmp_path):
    path = book(tmp_path, {"A": {"A1": "a"}})
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(DataFileError, match=r"^The data file book\.xlsx is a zip that can't be unpacked \(.+\)\. Make"):
        open_table(path, NOTHING_SAID)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    with pytest.raises(DataFileError, match=r"^The data file book\.xlsx is a workbook that can't be read \("):
        open_table(path, NOTHING_SAID)


def test_a_locked_workbook_says_that_it_is_locked(tmp_path):
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(DataFileError) as refused:
        open_table(path, NOTHING_SAID)
    assert str(refused.value) == "The data file book.xlsx is locked with a password. Save it without one."


def test_a_cell_whose_formula_failed_is_not_empty(tmp_path):
    path = book(tmp_path, {"Notes": {"B2": "#REF!"}, "Data": {"A2": "a", "C4": "#DIV/0!", "AB5": "#N/A", "AC5": "x"}})
    found = lines(path, sheet="Data")
    cells = {(row, at): cell for row, cells in enumerate(found, start=1) for at, cell in enumerate(cells) if cell}
    assert cells == {(2, 0): "a", (4, 2): "#DIV/0!", (5, 27): "#N/A", (5, 28): "x"}


def test_errors_in_a_large_sheet_are_found_whatever_part_they_are_read_in(tmp_path, monkeypatch):
    monkeypatch.setattr("geodata.readers.excel_errors._CHUNK", 97)
    path = book(
        tmp_path, {"A": {f"{letter}{nr}": "#N/A" if nr % 7 == 0 else nr for nr in range(1, 60) for letter in "AB"}}
    )
    assert [row[0] == "#N/A" == row[1] for row in lines(path)] == [nr % 7 == 0 for nr in range(1, 60)]
