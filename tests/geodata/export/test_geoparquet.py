"""GeoParquet 1.1 that geopandas and every other reader take, with what is known of the rows beside them."""

import json
from dataclasses import asdict

import geopandas
import pyarrow.parquet
from geopandas.testing import assert_geodataframe_equal
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.export import geoparquet

from .conftest import HOSTILE


def test_the_frame_comes_back_as_it_was(everything, tmp_path):
    geoparquet.write(everything, tmp_path / "a.parquet")
    read = geopandas.read_parquet(tmp_path / "a.parquet")
    assert_geodataframe_equal(read, everything.rows, check_dtype=False)
    assert read.geometry.isna().sum() == 3
    assert read["fatalities_best"].dtype == "Int64"


def test_the_metadata_say_version_and_what_it_is(everything, tmp_path):
    geoparquet.write(everything, tmp_path / "a.parquet")
    metadata = pyarrow.parquet.read_schema(tmp_path / "a.parquet").metadata
    geo = json.loads(metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert json.loads(metadata[b"about"]) == json.loads(json.dumps(asdict(everything.about)))


@settings(max_examples=20)
@given(st.lists(HOSTILE, min_size=1, max_size=4))
def test_hostile_text_is_exact(hostile, tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("parquet") / "a.parquet"
    made = hostile(texts)
    geoparquet.write(made, path)
    assert list(geopandas.read_parquet(path)["summary"]) == list(made.rows["summary"])
