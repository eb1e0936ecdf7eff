"""Since a day: only the first possible day is known; nobody takes it for a day, nor for a period with an end."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from geodata.export.extract import extract
from geodata.export.kml import _time
from geodata.export.registry import FORMATS, export
from geodata.filters import IncidentFilter
from geodata.ingest import Part, ingest
from geodata.readers import propose_mapping
from geodata.readers.mapping import Mapping
from geodata.store import store_of

from . import sheets
from .readers import tables
from .sheets import row

SINCE = row(date_precision="since", date_end="")


@pytest.fixture
def made(tmp_path):
    return store_of(ingest(sheets.write(tmp_path, SINCE)))


def test_its_day_is_the_first_and_the_last_and_it_is_open_behind(made):
    (found,) = made.incidents(IncidentFilter()).itertuples()
    assert (found.first_day.date(), found.last_day.date()) == (date(2023, 10, 3), date(2023, 10, 3))
    assert (found.open_start, found.open_end) == (False, True)


@pytest.mark.parametrize(("dates", "shown"), [("overlapping", 1), ("inside", 0), ("shared", 1)])
def test_it_lies_on_its_day_and_never_wholly_inside(made, dates, shown):
    assert made.count(IncidentFilter(date(2023, 10, 1), date(2023, 10, 31), dates=dates)) == shown
    assert made.count(IncidentFilter(date(2023, 10, 4), date(2023, 10, 31), dates=dates)) == 0


def test_its_bar_is_never_certain(made):
    bars = made.bars(IncidentFilter(), "month", date(2023, 10, 1), date(2023, 10, 31))
    assert bars[["certain", "shared"]].to_numpy().tolist() == [[0, 1]]


def test_with_a_last_day_it_is_set_aside(tmp_path):
    read = ingest(sheets.write(tmp_path, row(date_precision="since")))
    assert read.faults["rule"].tolist() == ["“Since” has no last day."]


def test_the_french_word_is_read(tmp_path):
    found = ingest(sheets.write(tmp_path, row(date_precision="depuis", date_end="")))
    assert found.incidents["date_precision"].tolist() == ["since"]


@pytest.mark.parametrize("name", ["csv", "csv-zip", "xlsx", "geojson", "gpkg", "geoparquet", "kml"])
def test_it_comes_back_from_an_export_as_it_was(made, tmp_path, name):
    path = tmp_path / f"back.{FORMATS[name].extension}"
    export(made, IncidentFilter(), path, name)
    again = store_of(ingest(sheets.Folder(tmp_path, path.name)))
    columns = ["date_start", "date_end", "date_precision", "first_day", "last_day"]
    assert again.sheet(IncidentFilter())[columns].astype(str).equals(made.sheet(IncidentFilter())[columns].astype(str))


def test_kml_has_a_begin_and_no_end(made):
    (found,) = extract(made, IncidentFilter()).rows.itertuples()
    assert _time(found) == "<TimeSpan><begin>2023-10-03</begin></TimeSpan>"


# --- a table of any kind ------------------------------------------------------------------------------------------------

ONE_DATE = Mapping({"date_start": "Du", "date_end": "Du", "place": "Lieu", "event_type": "Type"})
TWO_DATES = Mapping(ONE_DATE.columns | {"date_end": "Au"})
COLUMN = {"date_precision": "Précision"}


def table_of(tmp_path, **cells: str) -> Path:
    """A table of one row with columns of its own."""
    cells = {"Du": "2023-10-03", "Au": "", "Précision": "", "Lieu": "Gao", "Type": "Occupation"} | cells
    return tables.write(tmp_path, tuple(cells), tuple(cells.values()))


def dated(part: Part) -> list[tuple[str, str, str]]:
    rows = part.incidents[["date_start", "date_end", "date_precision"]].itertuples(index=False)
    return [tuple("" if cell is pd.NaT else str(cell).removesuffix(" 00:00:00") for cell in row) for row in rows]


@pytest.mark.parametrize(
    ("cells", "columns", "constants"),
    [
        ({"Précision": "since"}, ONE_DATE.columns | COLUMN, {}),
        ({"Précision": "Depuis le"}, ONE_DATE.columns | COLUMN, {}),
        ({"Précision": "depuis"}, TWO_DATES.columns | COLUMN, {}),
        ({}, ONE_DATE.columns, {"date_precision": "since"}),
        ({}, TWO_DATES.columns, {"date_precision": "since"}),
    ],
)
@pytest.mark.parametrize("written", ["2023-10-03", "3 octobre 2023", "octobre 2023"])
def test_a_mapped_table_says_it_in_a_column_or_for_all_rows(tmp_path, dataset, cells, columns, constants, written):
    """Since October is since its first day: it has no last one, in whichever column it would stand."""
    part = tables.read(table_of(tmp_path, **cells, Du=written), Mapping(columns, constants), dataset.reference)
    assert part.faults.empty
    assert dated(part) == [("2023-10-01" if written == "octobre 2023" else "2023-10-03", "", "since")]
    assert part.incidents["open_end"].tolist() == [True]


def test_a_mapped_row_with_a_last_day_is_set_aside_under_the_files_own_name(tmp_path, dataset):
    path = table_of(tmp_path, Précision="depuis", Au="2023-10-05")
    part = tables.read(path, Mapping(TWO_DATES.columns | COLUMN), dataset.reference)
    assert part.faults[["row", "column", "value", "rule"]].to_numpy().tolist() == [
        [2, "Au", "2023-10-05", "“Since” has no last day."]
    ]


@pytest.mark.parametrize(
    ("times", "meant"),
    [
        ("<begin>2023-10-03</begin>", ("2023-10-03", "", "since")),
        ("<begin>2023-10-03</begin><end></end>", ("2023-10-03", "", "since")),
        ("<begin>2023-10-01</begin><end>2023-10-05</end>", ("2023-10-01", "2023-10-05", "range")),
        ("<end>2023-10-05</end>", ("", "2023-10-05", "on or before")),
    ],
)
@pytest.mark.parametrize(
    "others", [(), ("<begin>2023-11-01</begin><end>2023-11-04</end>",)], ids=["alone", "beside another"]
)
def test_a_span_of_somebody_elses_kml_is_open_where_it_has_no_begin_or_no_end(tmp_path, dataset, times, meant, others):
    """Alone, its file has no column for what it lacks; beside a whole span that column has an empty cell."""
    marks = "".join(
        f"<Placemark><name>Gao</name><TimeSpan>{each}</TimeSpan><ExtendedData><Data name='Type'><value>Raid</value></Data>"
        "</ExtendedData><Point><coordinates>-0.04,16.27</coordinates></Point></Placemark>"
        for each in (times, *others)
    )
    path = tmp_path / "theirs.kml"
    path.write_text(f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{marks}</Document></kml>', encoding="utf-8")
    part = tables.read(path, propose_mapping(path)[1], dataset.reference)
    assert part.faults.empty
    assert dated(part) == [meant, *[("2023-11-01", "2023-11-04", "range")] * len(others)]
