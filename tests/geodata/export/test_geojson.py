"""GeoJSON that every reader of RFC 7946 takes as it is meant."""

import json
from dataclasses import asdict

import geopandas
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.export import geojson

from .conftest import HOSTILE


def written(extract, path) -> dict:
    geojson.write(extract, path)
    return json.loads(path.read_text(encoding="utf-8"))


def test_it_is_what_the_standard_says(everything, tmp_path):
    found = written(everything, tmp_path / "a.geojson")
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found
    assert found["metadata"] == json.loads(json.dumps(asdict(everything.about)))
    assert [f["id"] for f in found["features"]] == list(everything.rows["incident_id"])
    assert sum(f["geometry"] is None for f in found["features"]) == 3
    segou = found["features"][0]["geometry"]
    assert segou == {"type": "Point", "coordinates": [-6.2157, 13.4317]}  # longitude first


def test_outer_rings_wind_to_the_left_and_holes_to_the_right(everything, tmp_path):
    shapes = [f["geometry"] for f in written(everything, tmp_path / "a.geojson")["features"]]
    areas = [shapely.geometry.shape(shape) for shape in shapes if shape and "Polygon" in shape["type"]]
    assert areas
    for polygon in (part for area in areas for part in getattr(area, "geoms", [area])):
        assert polygon.exterior.is_ccw
        assert not any(ring.is_ccw for ring in polygon.interiors)


def test_values_keep_their_types_and_geometry_its_place(everything, tmp_path):
    found = written(everything, tmp_path / "a.geojson")
    for feature, kept in zip(found["features"], everything.rows.to_dict("records"), strict=True):
        for name, value in feature["properties"].items():
            if isinstance(kept[name], str):
                assert value == kept[name]
            elif name in ("date_start", "date_end", "first_day", "last_day"):
                assert value == (kept[name].isoformat() if kept[name] else None)
            else:
                assert value is None or abs(value - kept[name]) < 1e-9
    read = geopandas.read_file(tmp_path / "a.geojson")
    assert read.crs == "EPSG:4326"
    assert (read.geometry.isna() == everything.rows.geometry.isna()).all()
    placed = read.geometry.notna()
    assert read.geometry[placed].normalize().geom_equals_exact(everything.rows.geometry[placed].normalize(), 1e-9).all()


@settings(max_examples=40)
@given(st.lists(HOSTILE, min_size=1, max_size=4))
def test_hostile_text_is_exact(hostile, tmp_path_factory, texts):
    made = hostile(texts)
    found = written(made, tmp_path_factory.mktemp("geojson") / "a.geojson")
    assert [f["properties"]["summary"] for f in found["features"]] == list(made.rows["summary"])
