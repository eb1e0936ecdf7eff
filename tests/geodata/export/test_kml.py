"""KML that Google Earth opens: in its place, at its time, and whatever a text holds, one placemark an incident."""

import html
from xml.etree import ElementTree

import geopandas
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.export import kml
from geodata.export.control import for_xml

from .conftest import HOSTILE

NAMES = {"": "http://www.opengis.net/kml/2.2"}


def document(path) -> ElementTree.Element:
    return ElementTree.parse(path).getroot().find("Document", NAMES)


def placemarks(path) -> dict[str, ElementTree.Element]:
    """By the incident's id."""
    return {cells(mark)["incident_id"]: mark for mark in document(path).findall("Placemark", NAMES)}


def cells(mark: ElementTree.Element) -> dict[str, str]:
    return {d.get("name"): d.findtext("value", "", NAMES) for d in mark.findall("ExtendedData/Data", NAMES)}


@pytest.fixture(scope="module")
def path(everything, tmp_path_factory):
    made = tmp_path_factory.mktemp("kml") / "a.kml"
    kml.write(everything, made)
    return made


@pytest.mark.parametrize(
    ("incident", "times"),
    [
        ("MLI-2023-10-03-TARKINT-1", {"TimeStamp/when": "2023-10-03"}),
        ("MLI-2023-10-EARLY-KIDAL", {"TimeSpan/begin": "2023-10-01", "TimeSpan/end": "2023-10-10"}),
        ("MLI-2022-04-25-SEGOU", {"TimeSpan/end": "2022-04-25"}),  # on or before
    ],
)
def test_the_time_is_as_precise_as_the_date(path, incident, times):
    mark = placemarks(path)[incident]
    every = ("TimeStamp/when", "TimeSpan/begin", "TimeSpan/end")
    assert {where: mark.findtext(where, None, NAMES) for where in every if mark.find(where, NAMES) is not None} == times


def test_every_cell_and_every_row_is_there(path, everything):
    found = placemarks(path)
    assert list(found) == list(everything.rows["incident_id"])
    for row in everything.rows.to_dict("records"):
        said = cells(found[row["incident_id"]])
        assert list(said) == everything.columns
        assert {n: v for n, v in row.items() if isinstance(v, str)} == {
            n: said[n] for n, v in row.items() if isinstance(v, str)
        }
        assert said["fatalities_best"] == ("" if pd.isna(row["fatalities_best"]) else str(row["fatalities_best"]))


def test_geometry_lies_where_it_lay(path, everything):
    read = geopandas.read_file(path, driver="LIBKML")
    assert len(read) == 19
    assert (read.geometry.isna() == everything.rows.geometry.isna()).all()
    placed = read.geometry.notna().to_numpy()
    flat = shapely.force_2d(read.geometry[placed].to_numpy())
    assert shapely.equals_exact(
        shapely.normalize(flat), shapely.normalize(everything.rows.geometry[placed].to_numpy()), 1e-9
    ).all()


def test_the_description_says_what_it_is(path, everything):
    said = document(path).findtext("description", "", NAMES)
    assert html.unescape(said.replace("<br>", "\n")) == everything.about.text()


@settings(max_examples=40)
@given(st.lists(HOSTILE, min_size=1, max_size=4))
def test_hostile_text_breaks_nothing_and_is_no_html(hostile, tmp_path_factory, texts):
    made = hostile(texts)
    path = tmp_path_factory.mktemp("kml") / "a.kml"
    kml.write(made, path)
    found = placemarks(path)
    assert [cells(mark)["summary"] for mark in found.values()] == [for_xml(text) for text in made.rows["summary"]]
    assert not any("<script" in mark.findtext("description", "", NAMES) for mark in found.values())
