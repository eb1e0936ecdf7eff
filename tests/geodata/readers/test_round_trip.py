"""What the project writes it reads again, in every format: nobody's correction is lost on the way through a GIS."""

import datetime

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.export.control import for_xml, without_nul
from geodata.export.registry import FORMATS
from geodata.readers import layout_of
from geodata.readers.sheet import COLUMNS
from tests.geodata.export.conftest import HOSTILE, everything, hostile

__all__ = ["everything", "hostile"]  # fixtures of the exports
DEGREES = ("latitude", "longitude", "map_latitude", "map_longitude")
# What a format can't hold is written as its picture: see `export.control`.
HELD = {"csv": without_nul, "csv-zip": without_nul, "gpkg": without_nul, "geojson": str, "geoparquet": str}
TEXTS = ["=1+1", "+5", "-5 dead", "@SUM(A1)", "'quoted'", "'=1", "''=1", "\t'-1", "one\ntwo\r\nthree", " é😀 ", "", "007", "NA",
         "2023-10-03", "1e5", "true", "a; b", "]]>&amp;<b>", '"', "_x0041_"]  # fmt: skip


def expected(value: object, name: str) -> str:
    if isinstance(value, str):
        return HELD.get(name, for_xml)(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return "" if value is None or pd.isna(value) else str(value)


def read_back(extract, name, folder) -> pd.DataFrame:
    path = folder / f"x.{FORMATS[name].extension}"
    FORMATS[name].write(extract, path)
    sheet = layout_of(path.rename(folder / "upload")).sheet()
    assert (sheet.read, sheet.copies, sheet.faults.empty) == (len(extract.rows), 0, True)
    return sheet.rows


@pytest.mark.parametrize("name", FORMATS)
def test_every_cell_of_an_export_comes_back(everything, tmp_path, name):
    found = read_back(everything, name, tmp_path)
    assert found.columns.difference(["_row", "_rows", "_cells"]).tolist() == sorted(everything.columns)
    assert found["_row"].tolist() == list(range(2, 21))
    for column in everything.columns:
        for cell, value in zip(found[column], everything.rows[column], strict=True):
            if column in (*DEGREES, "uncertainty_km") and cell:
                assert abs(float(cell) - value) < 1e-9
            else:
                assert cell == expected(value, name), column
    assert {*COLUMNS} <= {*found.columns}


@pytest.mark.parametrize("name", FORMATS)
def test_every_text_comes_back_as_it_was(hostile, tmp_path, name):
    made = hostile(TEXTS)
    found = read_back(made, name, tmp_path)
    assert found["summary"].tolist() == [expected(text, name) for text in made.rows["summary"]]


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("csv-zip", "geoparquet")])
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(HOSTILE, min_size=3, max_size=8))
def test_no_text_is_changed_on_the_way(hostile, tmp_path, name, texts):
    made = hostile(texts)
    found = read_back(made, name, tmp_path)
    assert found["summary"].tolist() == [expected(text, name) for text in made.rows["summary"]]
