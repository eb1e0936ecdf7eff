"""The rows of an answer as table files: read back, they have the same rows, and what was found beside them."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import geopandas
import openpyxl
import pandas as pd
import pyarrow.parquet
import pyogrio
import pytest

from geodata.errors import ExportError
from geodata.export.answers import extract_of
from geodata.export.registry import FOR_ANSWERS, FORMATS, answer_content, export_answer
from geodata.filters import IncidentFilter
from geodata.questions.coincidences import Asked
from geodata.questions.coincidences_told import answer
from geodata.questions.registry import QUESTIONS

NONE = IncidentFilter()
NOTHING = IncidentFilter(date_to=date(2001, 1, 1))


@pytest.fixture(scope="module")
def found(store):
    return answer(store, NONE, Asked())


@pytest.fixture(scope="module")
def columns(found):
    return [column.key for column in found.columns]


def saved(store, made, path):
    export_answer(store, made, path)
    return path


def same_rows(read: pd.DataFrame, found) -> bool:
    """Whether each cell is that of the answer; an empty one is None."""
    kept = [
        [None if pd.isna(cell) or cell == "" else cell for cell in row]
        for row in read.itertuples(index=False, name=None)
    ]
    return kept == [[cell if cell != "" else None for cell in row.values] for row in found.rows]


def test_csv_has_the_rows(store, found, columns, tmp_path):
    read = pd.read_csv(saved(store, found, tmp_path / "a.csv"), encoding="utf-8-sig")
    assert [name for name in columns if name not in read] == []
    assert same_rows(read[columns], found)


def test_whole_numbers_are_whole_where_some_are_missing(store, found, tmp_path):
    """The three groups of October, and the pair that is only possible: it has none."""
    lines = saved(store, found, tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[1] for line in lines] == ["group", "1", "2", "3", ""]


def test_a_zip_has_the_rows_and_the_findings(store, found, tmp_path):
    with zipfile.ZipFile(saved(store, found, tmp_path / "a.zip")) as packed:
        texts = [packed.read(name).decode("utf-8-sig") for name in sorted(packed.namelist())]
    assert len(texts) == 2
    assert any(all(sentence in text for sentence in (*found.findings, *found.caveats)) for text in texts)
    assert any("MLI-2023-10-23-AGUELHOK-1" in text for text in texts)


def test_a_workbook_has_the_rows_and_the_findings_on_a_sheet_of_their_own(store, found, columns, tmp_path):
    book = openpyxl.load_workbook(saved(store, found, tmp_path / "a.xlsx"))
    sheets = {name: [list(row) for row in book[name].iter_rows(values_only=True)] for name in book.sheetnames}
    table = next(rows for rows in sheets.values() if rows[0][: len(columns)] == columns)
    assert same_rows(pd.DataFrame(table[1:], columns=table[0])[columns], found)
    about = [str(cell) for rows in sheets.values() if rows is not table for row in rows for cell in row]
    assert set(found.findings) <= set(about) and set(found.caveats) <= set(about) and found.title in about


def test_geojson_has_the_rows_the_lines_between_and_the_findings(store, found, columns, tmp_path):
    path = saved(store, found, tmp_path / "a.geojson")
    assert all(json.dumps(sentence, ensure_ascii=False)[1:-1] in path.read_text("utf-8") for sentence in found.findings)
    read = geopandas.read_file(path)
    assert same_rows(read[columns], found)
    assert all(one.equals_exact(row.shape, 1e-5) for one, row in zip(read.geometry, found.rows, strict=True))


def test_geopackage_has_the_rows_the_lines_between_and_the_findings(store, found, columns, tmp_path):
    path = saved(store, found, tmp_path / "a.gpkg")
    layers = [name for name, kind in pyogrio.list_layers(path) if kind]
    read = geopandas.read_file(path, layer=layers[0])
    assert same_rows(read[columns], found) and read.crs == "EPSG:4326"
    assert all(one.equals_exact(row.shape, 1e-9) for one, row in zip(read.geometry, found.rows, strict=True))
    about = pyogrio.read_dataframe(path, layer="about").fillna("")
    assert list(about.itertuples(index=False, name=None)) == extract_of(store, found).about.lines()


def test_geoparquet_has_the_rows_the_lines_between_and_the_findings(store, found, columns, tmp_path):
    path = saved(store, found, tmp_path / "a.parquet")
    read = geopandas.read_parquet(path)
    assert same_rows(read[columns], found)
    assert all(one.equals(row.shape) for one, row in zip(read.geometry, found.rows, strict=True))
    kept = b" ".join(pyarrow.parquet.read_schema(path).metadata.values()).decode("utf-8")
    assert all(json.dumps(sentence)[1:-1] in kept or sentence in kept for sentence in found.findings)


def test_kml_is_refused_with_a_sentence_and_leaves_no_file(store, found, tmp_path):
    with pytest.raises(ExportError, match=r"^KML has no room for this table\. Take one of: csv, csv-zip, xlsx"):
        export_answer(store, found, tmp_path / "a.kml")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", FOR_ANSWERS)
def test_an_answer_without_rows_is_a_file_all_the_same(store, name):
    assert len(answer_content(store, answer(store, NOTHING, Asked()), name)) > 50


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))
def test_every_question_goes_into_every_format(store, question):
    made = question.answer(store, NONE, question.asked())
    for name in FOR_ANSWERS:
        content = answer_content(store, made, name)
        assert len(content) > 50, name
    book = openpyxl.load_workbook(io.BytesIO(answer_content(store, made, "xlsx")))
    assert len(made.rows) + 1 in [book[name].max_row for name in book.sheetnames]


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_a_name_that_a_spreadsheet_would_run_is_marked(store, found, columns, tmp_path, name):
    evil = '=HYPERLINK("http://a.b";"JNIM")'
    row = found.rows[0]
    values = tuple(
        evil if column == "first_actors" else value for column, value in zip(columns, row.values, strict=True)
    )
    path = tmp_path / f"a.{FORMATS[name].extension}"
    saved(store, replace(found, rows=(replace(row, values=values),)), path)
    if name == "csv":
        cell = pd.read_csv(path, encoding="utf-8-sig")["first_actors"][0]
    else:
        book = openpyxl.load_workbook(path)
        cells = [each for sheet in book for line in sheet.iter_rows() for each in line if evil in str(each.value)]
        assert [each.data_type for each in cells] == ["s"]
        cell = cells[0].value
    assert cell == "'" + evil


def test_rows_that_a_file_lacks_are_said_in_it(store, found):
    assert "7 more rows are not in this file." in extract_of(store, replace(found, left_out=7)).about.text()
    assert "not in this file" not in extract_of(store, found).about.text()


def test_what_goes_with_the_rows_says_filter_sources_columns_and_version(store, found):
    text = extract_of(store, answer(store, replace(NONE, date_from=date(2023, 10, 20)), Asked())).about.text()
    assert store.version in text and all(column.meaning in text for column in found.columns)
    assert "20 Oct 2023" in text
