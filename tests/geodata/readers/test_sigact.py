"""A file that an analyst brings is read whole, or refused in one sentence that names it."""

from pathlib import Path

import pytest

from geodata.errors import DataFileError
from geodata.readers import sigact

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
