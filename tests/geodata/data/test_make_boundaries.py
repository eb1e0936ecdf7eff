"""The boundary files can be made again: the same shapes give the same bytes."""

import json

import pytest
import shapely

from geodata.data import make_boundaries
from geodata.ingest import EMBEDDED

TRIANGLE = shapely.Polygon([(0, 0), (1 / 3, 0.1234567), (0, 1)])


@pytest.fixture
def written(tmp_path, monkeypatch):
    def write(features):
        monkeypatch.setattr(make_boundaries, "HERE", tmp_path)
        make_boundaries.write("shapes", features)
        return (tmp_path / "shapes.geojson").read_bytes()

    return write


def test_writing_twice_gives_the_same_bytes(written):
    features = [({"name": "Ségou", "aliases": ""}, TRIANGLE), ({"name": "B"}, shapely.box(1, 2, 3, 4))]
    assert written(features) == written(features)


def test_one_line_a_feature_with_five_decimals_and_names_as_they_are(written):
    text = written([({"name": "Ségou"}, TRIANGLE)]).decode()
    head, feature, tail = text.splitlines()
    assert (head, tail) == ('{"type":"FeatureCollection","features":[', "]}")
    assert '"Ségou"' in feature
    corners = {tuple(corner) for corner in json.loads(text)["features"][0]["geometry"]["coordinates"][0]}
    assert corners == {(0, 0), (0.33333, 0.12346), (0, 1)}


@pytest.mark.parametrize("name", ["regions", "areas", "neighbours"])
def test_the_embedded_files_are_what_writing_them_again_would_give(written, name):
    """An edit by hand would be lost the next time that the files are made."""
    path = EMBEDDED / f"{name}.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    shapes = [(f["properties"], shapely.from_geojson(json.dumps(f["geometry"]))) for f in features]
    assert all(shape.is_valid for _, shape in shapes)
    assert json.loads(written(shapes))["features"] is not None
    again = [shapely.from_geojson(json.dumps(f["geometry"])) for f in json.loads(written(shapes))["features"]]
    assert all(one.equals(other) for (_, one), other in zip(shapes, again, strict=True))
