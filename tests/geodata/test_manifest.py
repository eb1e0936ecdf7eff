"""Whoever asks where a number or a line comes from finds the source, the licence and the day for every file."""

from datetime import date

from geodata.ingest import EMBEDDED
from geodata.manifest import COLUMNS, manifest


def test_every_embedded_file_has_a_row_and_every_row_its_file():
    files = {path.name for path in EMBEDDED.iterdir() if path.is_file() and path.suffix != ".py"} - {"manifest.csv"}
    listed = manifest()["file"].tolist()
    assert sorted(listed) == sorted(files)


def test_every_file_has_a_source_a_licence_and_a_day_of_access():
    table = manifest()
    assert list(table.columns) == list(COLUMNS)
    assert (table != "").all(axis=None)
    assert all(date.fromisoformat(day) <= date.today() for day in table["accessed"])


def test_boundaries_are_in_the_public_domain_and_positions_credit_geonames():
    licences = manifest().set_index("file")["licence"]
    assert licences[["regions.geojson", "areas.geojson", "neighbours.geojson"]].eq("Public domain").all()
    assert "GeoNames CC BY 4.0" in licences["places.csv"]
