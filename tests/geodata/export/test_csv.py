"""What goes out as CSV comes in again as it was; what a spreadsheet would run stays text."""

import csv as plain
import zipfile

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from geodata.export import csv
from geodata.export.extract import SHEET_COLUMNS, extract
from geodata.filters import IncidentFilter
from geodata.ingest import Folder, ingest
from geodata.readers import sigact
from geodata.store import Store, store_of
from tests.geodata import sheets

from .conftest import HOSTILE


def again(folder, extract_, **options) -> Store:
    csv.write(extract_, folder / "back.csv", **options)
    return store_of(ingest(Folder(folder, "back.csv")))


def same(one: Store, other: Store) -> None:
    """The two hold the same, but that it came in with another file."""
    came_with = ["data_set", "file", "file_row"]
    assert_frame_equal(*(store.sheet(IncidentFilter()).drop(columns=came_with) for store in (one, other)))


@pytest.mark.parametrize("hxl", [False, True])
def test_exported_and_read_in_again_everything_is_the_same(store, everything, tmp_path, hxl):
    back = again(tmp_path, everything, hxl=hxl)
    account = back.account()
    assert (account.read, account.set_aside, account.duplicates) == (19, 0, 0)
    same(back, store)
    assert back.counts(IncidentFilter()) == store.counts(IncidentFilter())


ODD = {
    "incident_id": "'=ODD; 1", "date_start": "", "date_precision": "on or before", "place": "Gao",
    "reported_region": "Tombouctou", "country": "Niger", "event_type": "=cmd|'/c calc'!A0", "perpetrators": "A;B ; =C",
    "partners": "+B", "targets": "@C", "reported_by": "''=D;E", "stance": "denied", "fatalities_low": "0",
    "fatalities_best": "7", "fatalities_high": "123456789", "summary": 'two\r\nlines, "quoted"; \tTAB', "document_id": "none-such",
    "footnotes": "1;2", "analyst_note": "-5", "latitude": "16.123456789", "longitude": "-0.000000001",
}  # fmt: skip


def test_a_row_with_every_column_filled_comes_back_in_every_cell(tmp_path):
    """The sheet's own position, country and cells with several names are kept beside what was made of them."""
    first = store_of(ingest(sheets.write(tmp_path, sheets.row(**ODD))))
    assert first.account().accepted == 1
    found = extract(first, IncidentFilter())
    back = again(tmp_path, found)
    same(back, first)
    [row] = found.rows.to_dict("records")
    typed = {
        name: row[name] for name in ODD if name not in ("date_start", "latitude", "longitude") and "fat" not in name
    }
    # The reader takes a marked cell of any sheet for one that an export has marked.
    assert typed == {n: ODD[n] for n in typed} | {"incident_id": "=ODD; 1", "reported_by": "'=D;E"}
    assert abs(row["latitude"] - 16.123456789) < 1e-9 and abs(row["longitude"] + 1e-9) < 1e-12
    assert [row[f"fatalities_{n}"] for n in ("low", "best", "high")] == [0, 7, 123456789]


@settings(max_examples=60)
@given(st.lists(HOSTILE, min_size=1, max_size=4))
def test_hostile_text_comes_back_and_no_cell_runs(hostile, tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("csv") / "hostile.csv"
    made = hostile(texts)
    csv.write(made, path)
    back = sigact.read(path, SHEET_COLUMNS)
    assert list(back["summary"]) == [text.replace("\0", "␀") for text in made.rows["summary"]]
    with path.open(encoding="utf-8-sig", newline="") as source:
        header, *rows = plain.reader(source)
    for column in ("summary", "place"):
        assert not any(row[header.index(column)].startswith(tuple("=+-@\t\r\n")) for row in rows)


def test_pandas_and_excel_read_it_as_it_is(everything, tmp_path):
    csv.write(everything, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfincident_id,")
    read = pd.read_csv(tmp_path / "a.csv")
    assert list(read.columns) == everything.columns
    assert read["map_longitude"].notna().sum() == (everything.rows.geom_type == "Point").sum()
    assert len(read[read["region"] == "unlocated"]) == 3


def test_a_row_of_hxl_tags_has_a_tag_for_every_column(everything, tmp_path):
    csv.write(everything, tmp_path / "a.csv", hxl=True)
    tags = pd.read_csv(tmp_path / "a.csv", dtype=str).iloc[0]
    assert tags.str.match(r"#[a-z]+[a-z0-9]*(\+[a-z]+)*$").all()
    assert tags.is_unique


def test_the_zip_holds_the_table_and_a_text_about_it(everything, tmp_path):
    csv.write_zip(everything, tmp_path / "mali.zip")
    with zipfile.ZipFile(tmp_path / "mali.zip") as bundle:
        assert bundle.namelist() == ["mali.csv", "mali.about.txt"]
        assert everything.about.filter in bundle.read("mali.about.txt").decode()
    assert [path.name for path in tmp_path.iterdir()] == ["mali.zip"]
