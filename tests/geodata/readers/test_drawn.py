"""A layer of lines or areas with columns of its own gets in: what is drawn says how precise the place is, never its name."""

import json

import pytest

from geodata.ingest import EMBEDDED, Folder, derive
from geodata.readers import layout_of, propose_mapping
from geodata.readers.options import Options
from geodata.reference import Reference, read_reference

POINT = {"type": "Point", "coordinates": [-0.04472, 16.27167]}
LINE = {"type": "LineString", "coordinates": [[-0.04, 16.27], [0.6, 17.5]]}
LINES = {"type": "MultiLineString", "coordinates": [LINE["coordinates"]]}
AREA = {"type": "Polygon", "coordinates": [[[0, 16.2], [1, 16.2], [1, 17], [0, 16.2]]]}


@pytest.fixture(scope="module")
def reference() -> Reference:
    return read_reference(Folder(EMBEDDED))


def only(folder, reference, geometry: dict, constants: dict[str, str] | None = None, **cells: str):
    """The one incident of a layer with names of its own, read as proposed."""
    cells = {"Date": "2023-10-03", "Nature": "IED"} | cells
    made = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": cells, "geometry": geometry}]}
    path = folder / "layer.geojson"
    path.write_text(json.dumps(made))
    mapping = propose_mapping(path)[1]
    mapping.constants.update(constants or {})
    part = derive(layout_of(path, Options(mapping=mapping)).sheet(), reference)
    assert part.faults.to_dict("records") == []
    return part.incidents.iloc[0]


@pytest.mark.parametrize(
    ("geometry", "precision"), [(POINT, "settlement"), (LINE, "road"), (LINES, "road"), (AREA, "area")]
)
@pytest.mark.parametrize("name", ["Tin-Essako", "environs de Gao"])
def test_a_place_is_as_precise_as_it_is_drawn(tmp_path, reference, geometry, precision, name):
    row = only(tmp_path, reference, geometry, Lieu=name)
    if geometry is POINT and name != "Tin-Essako":
        precision = "near settlement"  # the source's own words say less than its point
    assert (row["place_precision"], row.geometry.geom_type in ("Point", geometry["type"])) == (precision, True)


def test_what_is_drawn_has_a_place_without_a_name(tmp_path, reference):
    row = only(tmp_path, reference, AREA)
    assert (row["place"], row["place_precision"], row["region"]) == ("16.2000, 0.0000 - 17.0000, 1.0000", "area", "Gao")
    assert row.geometry.geom_type == "Polygon"
    assert only(tmp_path, reference, LINE)["place_precision"] == "road"


def test_a_precision_for_all_rows_makes_no_point_of_an_area(tmp_path, reference):
    assert only(tmp_path, reference, AREA, {"place_precision": "exact"}, Lieu="Zone A")["place_precision"] == "area"
