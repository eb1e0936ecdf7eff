"""A zip with one table is that table; other packed files are refused before they grow."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from geodata.errors import DataFileError
from geodata.readers.opening import open_table
from geodata.readers.options import NOTHING_SAID

from .test_workbook import book

CSV = b"incident_id,place\nA,Gao\n"


def packed(tmp_path, **entries: bytes) -> Path:
    """A zip of these entries; "__" in a name stands for a dot."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in entries.items():
            bundle.writestr(name.replace("__", "."), content)
    return tmp_path / "a.zip"


def refusal(path: Path) -> str:
    with pytest.raises(DataFileError) as refused:
        open_table(path, NOTHING_SAID)
    return str(refused.value)


def test_a_table_with_a_text_about_it_is_the_table(tmp_path):
    path = packed(tmp_path, data__csv=CSV, data__about__txt=b"About: it, all", readme__txt=b"x")
    table = open_table(path, NOTHING_SAID)
    assert (table.file, table.kind, list(table.lines())) == ("a.zip", "CSV", [["incident_id", "place"], ["A", "Gao"]])


def test_the_rows_are_there_as_long_as_somebody_reads_them(tmp_path):
    lines = open_table(packed(tmp_path, data__csv=CSV), NOTHING_SAID).lines()
    assert len(list(lines)) == 2


def test_a_workbook_in_a_zip_is_read(tmp_path):
    content = book(tmp_path, {"A": {"A1": "a"}}).read_bytes()
    assert list(open_table(packed(tmp_path, book__xlsx=content), NOTHING_SAID).lines()) == [["a"]]


def test_no_table_and_several_are_refused_with_their_names(tmp_path):
    assert refusal(packed(tmp_path)) == (
        "The data file a.zip is a zip with no file in it. Give a zip that holds one table, or the table itself."
    )
    assert "several files of data: a.csv, b.csv." in refusal(packed(tmp_path, a__csv=CSV, b__csv=CSV))


def test_packed_files_of_other_kinds_are_refused(tmp_path):
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as bundle:
        bundle.addfile(tarfile.TarInfo("a.csv"))
    for content, kind in (
        (gzip.compress(CSV), "gzip"),
        (tar.getvalue(), "tar"),
        (b"Rar!\x1a\x07\x01\x00", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    ):
        (tmp_path / "a.csv").write_bytes(content)
        assert refusal(tmp_path / "a.csv") == (
            f"The data file a.csv is packed ({kind}). Unpack it, or put the one table into a zip."
        )


def test_a_zip_in_a_zip_is_refused(tmp_path):
    inner = packed(tmp_path, data__csv=CSV).read_bytes()
    for name in ("inner__zip", "inner__csv"):
        assert refusal(packed(tmp_path, **{name: inner})).endswith(
            "is packed (zip). Unpack it, or put the one table into a zip."
        )


def test_a_locked_zip_is_refused(tmp_path):
    path = packed(tmp_path, data__csv=CSV)
    content = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    path.write_bytes(content)
    assert refusal(path) == "The data file a.zip is locked with a password. Save it without one."


def test_a_damaged_zip_is_refused(tmp_path):
    path = packed(tmp_path, data__csv=CSV * 1000)
    path.write_bytes(path.read_bytes()[:60])
    assert refusal(path).startswith("The data file a.zip is a zip that can't be unpacked (")
