"""Since a day: only the first possible day is known; nobody takes it for a day, nor for a period with an end."""

from datetime import date

import pytest

from geodata.export.extract import extract
from geodata.export.kml import _time
from geodata.export.registry import FORMATS, export
from geodata.filters import IncidentFilter
from geodata.ingest import ingest
from geodata.store import store_of

from . import sheets
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


@pytest.mark.parametrize("name", ["csv", "xlsx", "geojson", "gpkg", "geoparquet"])
def test_it_comes_back_from_an_export_as_it_was(made, tmp_path, name):
    path = tmp_path / f"back.{FORMATS[name].extension}"
    export(made, IncidentFilter(), path, name)
    again = store_of(ingest(sheets.Folder(tmp_path, path.name)))
    columns = ["date_start", "date_end", "date_precision", "first_day", "last_day"]
    assert again.sheet(IncidentFilter())[columns].astype(str).equals(made.sheet(IncidentFilter())[columns].astype(str))


def test_kml_has_a_begin_and_no_end(made):
    (found,) = extract(made, IncidentFilter()).rows.itertuples()
    assert _time(found) == "<TimeSpan><begin>2023-10-03</begin></TimeSpan>"
