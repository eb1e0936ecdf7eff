"""A GeoPackage that QGIS opens: every row, days as dates, and a table that says what it is."""

import geopandas
import pandas as pd
import pyogrio
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.export import geopackage

from .conftest import HOSTILE


def test_rows_geometry_and_types_come_back(everything, tmp_path):
    geopackage.write(everything, tmp_path / "a.gpkg")
    read = geopandas.read_file(tmp_path / "a.gpkg", layer="incidents")
    assert read.crs == "EPSG:4326"
    assert list(read["incident_id"]) == list(everything.rows["incident_id"])
    assert list(read.columns) == list(everything.rows.columns)
    types = dict(
        zip(
            *[pyogrio.read_info(tmp_path / "a.gpkg", layer="incidents")[k] for k in ("fields", "ogr_types")],
            strict=True,
        )
    )
    assert {types[name] for name in ("date_start", "date_end", "first_day", "last_day")} == {"OFTDate"}
    assert types["fatalities_best"] == "OFTInteger64"
    for name in everything.columns:
        kept = everything.rows[name]
        if isinstance(kept.iloc[0], str):
            assert list(read[name].fillna("")) == list(kept)
        elif "day" in name or "date" in name:
            assert [None if pd.isna(d) else d.date() for d in read[name].astype(object)] == list(kept)
        else:
            assert (read[name].astype(float) - kept.astype(float)).abs().max() < 1e-9 or kept.isna().all()
    assert read.geometry.isna().sum() == 3
    placed = read.geometry.notna()
    assert read.geometry[placed].geom_equals_exact(everything.rows.geometry[placed], 1e-9).all()


def test_what_is_known_of_the_rows_has_a_table(everything, tmp_path):
    geopackage.write(everything, tmp_path / "a.gpkg")
    about = pyogrio.read_dataframe(tmp_path / "a.gpkg", layer="about").fillna("")
    assert list(about.itertuples(index=False, name=None)) == everything.about.lines()


@settings(max_examples=10)
@given(st.lists(HOSTILE, min_size=1, max_size=4))
def test_hostile_text_is_exact_but_for_nul(hostile, tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("gpkg") / "a.gpkg"
    made = hostile(texts)
    geopackage.write(made, path)
    read = pyogrio.read_dataframe(path, layer="incidents")
    assert list(read["summary"].fillna("")) == [text.replace("\0", "␀") for text in made.rows["summary"]]
