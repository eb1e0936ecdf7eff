"""A boundary file of any GIS gives the same units; what can't be one is refused in a sentence, and nothing is changed."""

import json
import struct
import zipfile
from pathlib import Path

import geopandas
import pandas as pd
import pyarrow
import pyarrow.parquet
import pytest
import shapely

from geodata.errors import DataFileError, QuestionError
from geodata.readers.options import Options
from geodata.regions import read_embedded
from geodata.regions.asked import Asked
from geodata.regions.files import check_file
from geodata.regions.names import FILE
from geodata.regions.reading import MOST_BYTES, read

from .tiles import BOXES, NAMES, checked, found, tiles, written

EMBEDDED = FILE.parent
KINDS = ["GeoJSON", "GPKG", "parquet", "shapefile", "KML"]
VRT = (
    '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/hosts</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
)


def same_units(units: pd.DataFrame) -> None:
    assert list(units["key"]) == list(NAMES)
    for shape, box in zip(shapely.from_wkb(units["wkb"].to_numpy()), BOXES.values(), strict=True):
        # A hundredth of a square metre in degrees: what turning to metres and back may move.
        assert shape.symmetric_difference(box).area < 1e-9


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32629", "EPSG:32630"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_format_and_system_gives_the_same_units(tmp_path, kind, crs):
    frame = tiles().to_crs("EPSG:4326" if kind == "KML" else crs)
    made = checked(written(tmp_path, frame, kind), code_field="code")
    same_units(made.units)
    assert list(made.units["aliases"]) == [f"ML{nr:02}" for nr in range(6)]
    assert {each.kind for each in made.findings} == {"uncovered"}


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32629", "EPSG:32630"])
def test_a_shapefile_without_its_prj_is_asked_for_the_system(tmp_path, crs):
    """Degrees are not guessed: metres of the wrong zone lie in the country too."""
    path = written(tmp_path, tiles().to_crs(crs), "shapefile", leave_out=(".prj",))
    with pytest.raises(QuestionError, match="doesn't say in which coordinate system it is") as asked:
        checked(path)
    assert asked.value.about == "crs"
    same_units(checked(path, crs=crs).units)


def test_a_geojson_in_metres_without_a_word_of_it_is_asked_about(tmp_path):
    path = written(tmp_path, tiles().to_crs(32630), "GeoJSON")
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({key: value for key, value in content.items() if key != "crs"}), encoding="utf-8")
    with pytest.raises(QuestionError) as asked:
        checked(path)
    assert asked.value.about == "crs"
    same_units(checked(path, crs="EPSG:32630").units)


def test_kmz_is_read_as_the_document_in_it(tmp_path):
    with zipfile.ZipFile(tmp_path / "set.kmz", "w") as bundle:
        bundle.write(written(tmp_path, tiles(), "KML"), "doc.kml")
    same_units(checked(tmp_path / "set.kmz").units)


def test_one_of_several_layers_is_the_users_choice(tmp_path):
    path = written(tmp_path, tiles(), "GPKG")
    tiles().iloc[:3].to_file(path, layer="other", driver="GPKG", engine="pyogrio", mode="a")
    with pytest.raises(QuestionError) as asked:
        checked(path)
    assert (asked.value.about, asked.value.choices) == ("sheet", ("set", "other"))
    same_units(checked(path, sheet="set").units)


def test_coordinates_near_the_meridian_are_read(tmp_path):
    """Python writes 0.00001 as 1e-05; Mali lies on both sides of Greenwich."""
    moved = shapely.Polygon([(1e-05, 16.5), (0.5, 16.5), (0.5, 17), (-1.5e-07, 17)])
    rows = read(written(tmp_path, tiles(Chétima=moved), "GPKG"), Options())
    assert rows.shapes[2].equals(moved)


def test_columns_of_the_file_with_a_position_of_their_own_stay(tmp_path):
    """Administrative files often have the middle of each unit as attributes."""
    rows = read(written(tmp_path, tiles().assign(latitude=17.1, longitude=0.2), "GPKG"), Options())
    assert len(rows) == 6
    assert all(shape is not None for shape in rows.shapes)


# --- refused ------------------------------------------------------------------------------------------------------------


def refused(path: Path) -> str:
    """What is said of a file, by way of the child process; the file must be as it was."""
    before = (path.stat().st_size, path.stat().st_mtime_ns, sorted(path.parent.iterdir()))
    with pytest.raises(DataFileError) as error:
        check_file(path, Asked("T"))
    assert (path.stat().st_size, path.stat().st_mtime_ns, sorted(path.parent.iterdir())) == before
    assert str(error.value).startswith("The data file ")
    return str(error.value)


@pytest.mark.parametrize(
    ("shapes", "said"),
    [
        ([shapely.Point(0, 17), shapely.Point(1, 17), None], "holds no areas, but 2 points, 1 row without a shape."),
        ([shapely.LineString([(0, 17), (1, 17)])], "holds no areas, but 1 line."),
        ([shapely.GeometryCollection([BOXES["Anou"]])], "holds no areas, but 1 collection of several kinds of shapes."),
    ],
)
def test_a_file_without_any_polygon_says_what_it_holds_instead(tmp_path, shapes, said):
    frame = geopandas.GeoDataFrame({"name": [f"n{nr}" for nr in range(len(shapes))]}, geometry=shapes, crs=4326)
    for kind in ("GeoJSON", "GPKG", "parquet"):
        with pytest.raises(DataFileError) as error:
            read(written(tmp_path / kind, frame, kind), Options())
        assert said in str(error.value)


def test_a_file_without_rows_or_geometry_is_refused(tmp_path):
    (tmp_path / "a.geojson").write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    with pytest.raises(DataFileError, match="holds no areas, but no rows"):
        read(tmp_path / "a.geojson", Options())
    pd.DataFrame({"name": ["A"]}).to_parquet(tmp_path / "a.parquet")
    with pytest.raises(DataFileError, match="holds no areas, but 1 row without a shape"):
        read(tmp_path / "a.parquet", Options())


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.geojson", VRT, 'is XML or HTML that begins with "OGRVRTDataSource"'),
        ("a.gpkg", VRT, 'is XML or HTML that begins with "OGRVRTDataSource"'),
        ("a.shp", "a text about borders\nand more\n", "is a table (CSV), and no file of boundaries"),
        ("a.geojson", "name;outline\nGao;POLYGON ((0 17, 1 17, 1 18, 0 17))\n", "is a table (CSV), and no file of boundaries"),
        ("a.geojson", '{"type": "Topology", "objects": {}}', 'JSON of the type "Topology"'),
        ("a.kml", "<!DOCTYPE x [<!ENTITY a 'b'>]><kml/>", "holds a DOCTYPE"),
        ("a.gpkg", "SQLite format 3\0", "can't be read as a GeoPackage"),
    ],
)  # fmt: skip
def test_what_is_no_boundary_file_is_refused_in_the_child_process(tmp_path, name, content, said):
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert said in refused(tmp_path / name)


def test_a_zip_that_grows_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("a.geojson", bytes(60_000_000))
    assert "unpacks to more than can be read" in refused(tmp_path / "a.zip")


def test_a_file_larger_than_boundaries_are_is_refused_before_it_is_read(tmp_path):
    for size, said in ((2_000_000_000, "has 2,000 MB"), (MOST_BYTES + 1, "has 300 MB")):
        with (tmp_path / "a.gpkg").open("wb") as file:
            file.truncate(size)
        assert said in refused(tmp_path / "a.gpkg")


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(DataFileError, match="can't be read"):
        check_file(tmp_path / "a.gpkg", Asked("T"))


def test_a_set_of_another_country_and_swapped_axes_are_refused_in_the_child_process(tmp_path):
    frame = tiles()
    away = frame.assign(geometry=frame.translate(8, 0))
    turned = frame.assign(geometry=[shapely.transform(shape, lambda xy: xy[:, ::-1]) for shape in frame.geometry])
    assert "lies mostly in Niger: 0 % of its area is in Mali." in refused(written(tmp_path / "a", away, "GPKG"))
    assert "has longitude and latitude swapped" in refused(written(tmp_path / "b", turned, "GPKG"))


def test_geometry_nested_without_end_ends_no_process(tmp_path):
    """A WKB of collections in collections takes GEOS down; here it is a row without a polygon."""
    nested = struct.pack("<BII", 1, 7, 1) * 100_000 + struct.pack("<BIdd", 1, 1, 0, 17)
    frame = pd.DataFrame(tiles().to_wkb())
    frame.loc[0, "geometry"] = nested
    path = tmp_path / "a.parquet"
    geopandas.GeoDataFrame(tiles()).to_parquet(path)
    about = pyarrow.parquet.read_schema(path).metadata
    table = pyarrow.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(about)
    pyarrow.parquet.write_table(table, path)
    made = check_file(path, Asked("T"))
    (finding,) = [each for each in made.findings if each.kind == "no polygon"]
    assert finding.units == ("Anou",)


def test_what_takes_too_much_says_what_helps_for_borders(tmp_path):
    """Nobody can save borders as CSV, which is the advice for other files."""
    path = written(tmp_path, tiles(), "GPKG")
    with pytest.raises(DataFileError, match=r"seconds to read\. Simplify its borders, or leave out"):
        check_file(path, Asked("T"), patience=0)


# --- through the child process ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def embedded():
    return check_file(EMBEDDED / "regions.geojson", Asked("Natural Earth", valid_to="2016", source="NE", licence="PD"))


def test_the_embedded_regions_come_through_as_they_are(embedded):
    """The set that the project carries has no fault, so none may be found; what comes back is what the join reads today."""
    assert embedded.findings == ()
    assert not embedded.stops
    own = read_embedded(EMBEDDED)
    made = embedded.boundary_set("ne", own.countries)
    assert made.names == own.names
    assert made.regions.geometry.geom_equals(own.regions.geometry).all()
    assert (made.name, made.vintage, made.levels, made.licence) == ("Natural Earth", "until 2016", ("region",), "PD")
    assert made.sha256 == own.sha256 == embedded.sha256
    assert made.regions.crs == own.regions.crs


def test_what_was_guessed_and_read_is_told(embedded):
    assert (embedded.asked.name_field, embedded.kind, embedded.rows) == ("name", "GeoJSON", 9)
    assert embedded.columns == ("name", "iso_3166_2", "fips", "aliases")
    assert embedded.text().splitlines() == [
        f"Natural Earth out of regions.geojson (GeoJSON, 38 kB, SHA-256 {embedded.sha256})",
        "9 rows read; names of units out of the column name. Units: region: 9",
        "Nothing is found that is wrong.",
    ]


def test_a_set_of_three_levels_comes_back_with_its_findings(tmp_path):
    frame = tiles(Forgho=BOXES["Forgho"].difference(shapely.box(0.2, 17.2, 0.3, 17.3))).to_crs(32630)
    made = check_file(
        written(tmp_path, frame, "GPKG"), Asked("T", parent_fields=("region", "cercle"), code_field="code")
    )
    assert (made.levels, made.counts, made.rows) == (("region", "cercle", "commune"), (1, 2, 6), 6)
    assert [each.kind for each in made.findings] == ["gap", "uncovered"]
    assert "Positions were turned into degrees (EPSG:4326) from WGS" in made.notes[0].replace("_", " ")
    said = json.loads(json.dumps(made.to_dict()))
    assert said["findings"][0]["units"] == ["Gao/Nord/Forgho"]
    assert said["asked"]["parent_fields"] == ["region", "cercle"]
    assert [each["key"] for each in said["units"]][:3] == ["Gao", "Gao/Nord", "Gao/Sud"]
    chosen = made.boundary_set("t", read_embedded(EMBEDDED).countries)
    assert chosen.children("Gao/Nord") == ["Gao/Nord/Djebock", "Gao/Nord/Ersane", "Gao/Nord/Forgho"]
    assert chosen.find("ML03") == "Gao/Nord/Djebock"
    text = made.text()
    assert "To be known before it is accepted:\n  " in text
    assert made.findings[0].sentence in text
    assert made.findings[0].mend in text


def test_a_set_that_is_stopped_becomes_none(tmp_path):
    frame = tiles().replace({"name": {"Forgho": "Anou"}})
    made = check_file(written(tmp_path, frame, "GPKG"), Asked("T"))
    assert made.stops
    assert "The set can't be taken as it is:\n  Anou is the name of 2 rows." in made.text()
    with pytest.raises(DataFileError, match="Anou is the name of 2 rows"):
        made.boundary_set("t", read_embedded(EMBEDDED).countries)


def test_hostile_names_come_through_the_child_as_text(tmp_path):
    names = dict(zip(NAMES, ("{{7*7}}", "<script>", "\"'&;", "سطر\nجديد", "a;b", "\u202egnp.exe"), strict=True))
    made = check_file(written(tmp_path, tiles().replace({"name": names}), "GeoJSON"), Asked("{{T}}"))
    assert set(made.units["key"]) == {"{{7*7}}", "<script>", "\"'&;", "سطر جديد", "a;b", "\u202egnp.exe"}
    assert made.boundary_set("t", read_embedded(EMBEDDED).countries).find("{{7*7}}") == "{{7*7}}"


def test_the_file_above_is_told_with_its_digest_and_asked_about_on_its_own(tmp_path):
    path = written(tmp_path / "a", tiles(), "GPKG")
    upper = geopandas.GeoDataFrame({"x": ["Gao", "Z"], "y": ["a", "b"]}, geometry=[shapely.box(-1, 16.5, 0.5, 17.5), shapely.box(0.5, 17, 1, 18)], crs=4326)  # fmt: skip
    holding = written(tmp_path / "b", upper, "GeoJSON")
    with pytest.raises(QuestionError) as asked:
        check_file(path, Asked("T"), above=holding)
    assert (asked.value.about, asked.value.choices) == ("above_name_field", ("x", "y"))
    made = check_file(path, Asked("T", above_name_field="x"), above=holding)
    assert made.counts == (1, 6)
    assert made.above == "set.geojson"
    assert made.above_sha256 in made.text()


def test_layers_of_one_file_can_be_two_levels(tmp_path):
    path = written(tmp_path, tiles(), "GPKG")
    upper = geopandas.GeoDataFrame({"name": ["Gao"]}, geometry=[shapely.box(-1, 16.5, 0.5, 17.5)], crs=4326)
    upper.to_file(path, layer="adm1", driver="GPKG", engine="pyogrio", mode="a")
    with pytest.raises(QuestionError) as asked:
        checked_levels(path)
    assert asked.value.about == "above_sheet"
    assert checked_levels(path, above_sheet="adm1").counts == (1, 6)


def checked_levels(path: Path, **asked: str):
    return check_file(path, Asked("T", sheet="set", **asked), above=path)


def test_what_is_asked_survives_json():
    asked = Asked("T", parent_fields=("a", "b"), levels=("x", "y", "z"), same_name="merge")
    assert Asked.from_dict(json.loads(json.dumps(asked.__dict__))) == asked


def test_found_in_this_process_is_what_the_child_finds(tmp_path):
    here = found(tmp_path, tiles(Forgho=None))
    there = check_file(tmp_path / "set.gpkg", Asked("T"))
    assert there.findings == here.findings
    pd.testing.assert_frame_equal(there.units, here.units, check_dtype=False)
