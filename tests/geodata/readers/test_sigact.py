"""A file that an analyst brings is read whole, or refused in one sentence that names it."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.errors import DataFileError, QuestionError
from geodata.ingest import EMBEDDED, Folder, derive
from geodata.readers import layout_of, sigact, words
from geodata.readers.options import NOTHING_SAID, Options
from geodata.reference import Reference, read_reference
from geodata.validate import validate

from .. import sheets

NEEDED = ("incident_id", "place")


def read(folder: Path, content: bytes):
    path = folder / "sheet.csv"
    path.write_bytes(content)
    return sigact.read(path, NEEDED)


@pytest.mark.parametrize(
    "content",
    [
        "incident_id,place\nA,Ségou\n".encode(),
        "incident_id,place\r\nA,Ségou\r\n".encode(),
        "\ufeffincident_id,place\nA,Ségou\n".encode(),
        "incident_id;place\nA;Ségou\n".encode(),
        "incident_id,place\nA,Ségou\n".encode("cp1252"),
        "incident_id;place\r\nA;Ségou".encode("cp1252"),
        b' incident_id , place \n"A","S\xc3\xa9gou"\n',
    ],
    ids=["plain", "windows lines", "bom", "semicolons", "cp1252", "cp1252 and semicolons", "spaces in the header"],
)
def test_the_same_row_out_of_every_spelling_of_a_csv(tmp_path, content):
    frame = read(tmp_path, content)
    assert frame.to_dict("records") == [{"incident_id": "A", "place": "Ségou", "_row": 2, "_cells": 2}]


def test_text_stays_text_so_that_no_code_or_name_changes(tmp_path):
    frame = read(tmp_path, b"incident_id,place\n007,NA\n1e5,None\n,03/04/2024\n")
    assert frame[["incident_id", "place"]].to_numpy().tolist() == [["007", "NA"], ["1e5", "None"], ["", "03/04/2024"]]


def test_row_numbers_are_those_that_a_spreadsheet_shows(tmp_path):
    """A cell of three lines is one row of a spreadsheet; a blank line is one too, though no row of data."""
    frame = read(tmp_path, b'incident_id,place\nA,"one\ntwo\nthree"\n\nB,Gao\n,\nC,Mopti\n')
    assert list(zip(frame["incident_id"], frame["_row"], strict=True)) == [("A", 2), ("B", 4), ("C", 6)]
    assert frame["place"][0] == "one\ntwo\nthree"


def test_a_row_with_too_few_or_too_many_cells_is_kept_and_told_of(tmp_path):
    frame = read(tmp_path, b"incident_id,place,note\nA\nB,Gao,x,y\n")
    assert frame.drop(columns="_row").to_numpy().tolist() == [["A", "", "", 1], ["B", "Gao", "x", 4]]


def test_a_file_with_a_header_only_has_no_rows(tmp_path):
    assert read(tmp_path, b"incident_id,place\n").empty


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", 'The data file sheet.csv lacks the column "incident_id". Add it to the header row.'),
        (
            b"incident_id,plcae\nA,Gao\n",
            'The data file sheet.csv lacks the column "place". Is it the column "plcae"? Add it to the header row.',
        ),
        (
            b"incident_id,place,place\nA,Gao,Gao\n",
            'The data file sheet.csv has the column "place" twice. Rename or remove one of them.',
        ),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "The data file sheet.csv is not a CSV text. Save it as CSV in UTF-8.",
        ),
        (
            b'incident_id,place\nA,"Gao\nB,Mopti\nC,Kidal\n',
            "The data file sheet.csv has a quotation mark out of place at or before line 4. "
            "Close every quoted cell, and write a quotation mark inside one twice.",
        ),
    ],
    ids=["empty", "missing column", "column twice", "picture", "quotation mark never closed"],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(tmp_path, content, sentence):
    with pytest.raises(DataFileError) as refused:
        read(tmp_path, content)
    assert str(refused.value) == sentence


def test_a_missing_file_is_named_with_its_folder(tmp_path, monkeypatch):
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path / "mine")
    sentence = (
        "The data file gone.csv can't be read (No such file or directory). Put it back into mine/ or name another."
    )
    for path in (tmp_path / "mine" / "gone.csv", Path("gone.csv")):
        with pytest.raises(DataFileError) as refused:
            sigact.read(path, NEEDED)
        assert str(refused.value) == sentence


ENGLISH = {
    "incident_id": "A", "date_start": "2023-10-03", "date_end": "2023-10-05", "date_precision": "range", "place": "Gao",
    "place_precision": "near settlement", "event_type": "Attack", "stance": "denied", "reported_by": "FAMa",
    "latitude": "16.2717", "longitude": "-0.0447",
}  # fmt: skip
FRENCH = {
    "Identifiant": "A", "Date début": "3 octobre 2023", "date_fin": "05/10/2023", "Précision date": "période", "Lieu": "Gao",
    "precision_lieu": "Près de", "TYPE": "Attack", "position": "démenti", "rapporté_par": "FAMa", "Latitude": "16,2717",
    "Longitude": "0°02'40.92\"O",
}  # fmt: skip


def sheet_of(folder: Path, cells: dict[str, str], options: Options = NOTHING_SAID, name: str = "sheet.csv"):
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(cells)
        writer.writerow(cells.values())
    return layout_of(path, options).sheet()


def test_a_french_sheet_is_the_same_sheet(tmp_path):
    options = Options(date_order="dmy")
    french, english = sheet_of(tmp_path, FRENCH, options).rows, sheet_of(tmp_path, ENGLISH).rows
    assert french[list(ENGLISH)].to_dict("records") == english[list(ENGLISH)].to_dict("records")


def test_a_fault_of_a_french_sheet_names_its_own_column(tmp_path):
    sheet = sheet_of(tmp_path, FRENCH | {"date_fin": "05/10/2023", "Date début": "soon"}, Options(date_order="dmy"))
    faults = sheet.named(validate(sheet.rows)[1])
    assert faults[["column", "value"]].to_numpy().tolist() == [["Date début", "soon"]]


def test_half_of_the_needed_columns_are_a_sheet_only_under_their_own_names(tmp_path):
    with pytest.raises(DataFileError, match="lacks the column"):
        sheet_of(tmp_path, dict.fromkeys(list(ENGLISH)[:5], ""))
    with pytest.raises(DataFileError, match="none of the formats"):
        sheet_of(tmp_path, dict.fromkeys(list(FRENCH)[:5], ""))


def test_an_undecided_order_is_asked_in_an_own_sheet_too(tmp_path):
    with pytest.raises(QuestionError) as asked:
        sheet_of(tmp_path, ENGLISH | {"date_start": "03/04/2023"})
    assert asked.value.about == "date_order"


@pytest.mark.parametrize("column", ["date_start", "date_end"])
@pytest.mark.parametrize("written", ["2023-10-32", "soon", "31/02/2023"])
def test_a_date_that_cannot_be_read_stays_as_it_is_written(tmp_path, column, written):
    assert sheet_of(tmp_path, ENGLISH | {column: written}).rows[column].tolist() == [written]


def test_a_month_where_the_row_says_that_the_day_is_known_is_left_to_be_mended(tmp_path):
    """Read as its first and last day it would pass for a day that the source doesn't give."""
    month = ENGLISH | {"date_start": "octobre 2023", "date_end": "oct. 2023"}
    read = sheet_of(tmp_path, month | {"date_precision": "month"}).rows
    assert read[["date_start", "date_end"]].to_numpy().tolist() == [["2023-10-01", "2023-10-31"]]
    left = sheet_of(tmp_path, month | {"date_precision": "day"}).rows
    assert left[["date_start", "date_end"]].to_numpy().tolist() == [["octobre 2023", "oct. 2023"]]


def test_a_time_of_day_in_an_own_sheet_is_kept_in_the_note(tmp_path):
    timed = ENGLISH | {"date_start": "2023-10-03T14:05:00Z"}
    for cells, note in ((timed, ""), (timed | {"analyst_note": "Note."}, "Note. ")):
        typed, faults = validate(sheet_of(tmp_path, cells).rows)
        assert faults.empty
        assert typed["date_start"].dt.date.tolist() == [date(2023, 10, 3)]
        assert typed["analyst_note"].tolist() == [f"{note}Date as written: 2023-10-03T14:05:00Z."]


def test_numbers_of_excel_in_an_own_sheet_are_days(tmp_path):
    rows = sheet_of(tmp_path, ENGLISH | {"date_start": "45202", "date_end": "45204"}).rows
    assert rows[["date_start", "date_end"]].to_numpy().tolist() == [["2023-10-03", "2023-10-05"]]


CELLS_OF = {
    "incident_id": ["A", "B", ""],
    "date_start": ["2023-10-03", "03/10/2023", "14/10/2023", "oct. 2023", "45202", "soon", "2023-10-03T14:05", ""],
    "date_end": ["2023-10-03", "05.10.23", "2023", "10/14/2023", ""],
    "date_precision": ["day", "mois", "au plus tard le", "dya"],
    "place": ["Gao", "Gao - Ber", "Qqq", ""],
    "place_precision": ["localité", "road", "zone", "somewhere"],
    "latitude": ["16,2", "16°16'18\"N", "north", ""],
    "longitude": ["-0,1", "0°02'W", ""],
    "outline": ["", "LINESTRING (0 16, 1 17)", "((("],
    "revised": ["", "2023-10-03", "soon"],
    "stance": ["", "démenti", "x"],
}


@given(
    st.lists(st.fixed_dictionaries({}, optional={n: st.sampled_from(c) for n, c in CELLS_OF.items()}), max_size=8),
    st.booleans(),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_row_of_an_own_sheet_in_any_spelling_is_accounted_for(tmp_path, reference, changes, french):
    names = [words.FRENCH[name] if french else name for name in words.COLUMNS]
    path = tmp_path / "sheet.csv"
    path.write_text(sheets.text(*(sheets.row(**change) for change in changes)), encoding="utf-8", newline="")
    path.write_text(
        ",".join(names) + path.read_text(encoding="utf-8")[len(",".join(words.COLUMNS)) :], encoding="utf-8", newline=""
    )
    part = derive(layout_of(path, Options(date_order="dmy")).sheet(), reference)
    assert part.read == len(changes) == len(part.incidents) + part.set_aside + part.duplicates


@pytest.fixture(scope="module")
def reference() -> Reference:
    return read_reference(Folder(EMBEDDED))
