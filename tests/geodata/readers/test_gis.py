"""A file of a GIS gives the same rows as a sheet: nothing dropped, positions in degrees, cells as they were."""

import json
import zipfile
from datetime import date

import geopandas
import pandas as pd
import pyarrow
import pyarrow.parquet
import pyogrio
import pytest
import shapely

from geodata.errors import DataFileError, QuestionError
from geodata.readers.opening import open_table
from geodata.readers.options import NOTHING_SAID, Options

UTM = shapely.Point(500000, 1896000)  # on the central meridian of zone 30, 3 degrees west
KML = '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'


def rows(path, **said):
    return list(open_table(path, Options(**said)).lines())


def feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def geojson(tmp_path, *features, name="a.geojson", **members):
    path = tmp_path / name
    path.write_text(json.dumps({"type": "FeatureCollection", **members, "features": features}), encoding="utf-8")
    return path


def frame(*shapes, crs="EPSG:4326", **columns):
    columns = columns or {"id": [f"A{nr}" for nr, _shape in enumerate(shapes)]}
    return geopandas.GeoDataFrame(columns, geometry=list(shapes), crs=crs)


def kml(tmp_path, placemarks: str):
    (tmp_path / "a.kml").write_text(KML.format(placemarks), encoding="utf-8")
    return tmp_path / "a.kml"


def shapefile(tmp_path, made, leave_out=(), **options):
    folder = tmp_path / "parts"
    folder.mkdir()
    pyogrio.write_dataframe(made, folder / "Données.shp", **options)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as bundle:
        for part in folder.iterdir():
            if part.suffix not in leave_out:
                bundle.write(part, f"inner/{part.name}")
    return tmp_path / "a.zip"


def written(tmp_path, made, kind):
    """The frame as a file of this kind."""
    if kind == "shapefile":
        return shapefile(tmp_path, made)
    path = tmp_path / ("a.gpkg" if kind == "GPKG" else "a")
    if kind == "parquet":
        made.to_parquet(path)
    else:
        made.to_file(path, driver=kind, engine="pyogrio")
    return path.rename(tmp_path / "anything.dat")


KINDS = ["GeoJSON", "GPKG", "parquet", "shapefile"]


@pytest.mark.parametrize("kind", KINDS)
def test_points_fill_the_columns_of_the_position(tmp_path, kind):
    path = written(tmp_path, frame(shapely.Point(-3.5, 17.25), shapely.Point(0, 16)), kind)
    header, *found = rows(path)
    assert header == ["id", "latitude", "longitude", "outline"]
    assert found == [["A0", "17.25", "-3.5", ""], ["A1", "16", "0", ""]]


@pytest.mark.parametrize("kind", KINDS)
def test_lines_and_areas_become_outlines_and_rows_without_a_place_stay(tmp_path, kind):
    line, area = shapely.LineString([(0, 16), (1, 17)]), shapely.box(0, 16, 1, 17)
    for nr, shape in enumerate((line, area, shapely.MultiPolygon([area, shapely.box(3, 16, 4, 17)]))):
        (tmp_path / str(nr)).mkdir()
        _header, first, second = rows(written(tmp_path / str(nr), frame(shape, None), kind))
        assert first[:3] == ["A0", "", ""]
        assert shapely.from_wkt(first[3]).equals(shape)
        assert second == ["A1", "", "", ""]


@pytest.mark.parametrize("kind", ["GPKG", "parquet", "shapefile"])
def test_any_coordinate_system_becomes_degrees_and_the_table_says_from_which(tmp_path, kind):
    table = open_table(written(tmp_path, frame(UTM, crs="EPSG:32630"), kind), NOTHING_SAID)
    _header, (name, latitude, longitude, outline) = table.lines()
    assert (name, outline) == ("A0", "")
    # A degree of latitude is 110.66 km at 17 degrees north: 1896 km from the equator is 17.149 degrees.
    assert abs(float(longitude) + 3) < 1e-9
    assert abs(float(latitude) - 17.149) < 0.01
    assert len(table.notes) == 1
    assert "Positions were turned into degrees (EPSG:4326) from WGS" in table.notes[0].replace("_", " ")


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
@pytest.mark.parametrize("kind", ["GPKG", "parquet", "shapefile"])
def test_a_missing_coordinate_system_is_asked_for(tmp_path, kind):
    path = written(tmp_path, frame(UTM, crs=None), kind)
    with pytest.raises(QuestionError, match="doesn't say in which coordinate system it is") as asked:
        open_table(path, NOTHING_SAID)
    assert (asked.value.about, asked.value.choices) == ("crs", ())
    assert rows(path, crs="EPSG:32630")[1][2] == rows(path, crs="32630")[1][2]
    assert abs(float(rows(path, crs="EPSG:32630")[1][2]) + 3) < 1e-9
    with pytest.raises(DataFileError, match='"/etc/proj" is no coordinate system known here'):
        open_table(path, Options(crs="/etc/proj"))


def test_geojson_that_cannot_be_degrees_is_asked_about(tmp_path):
    path = geojson(tmp_path, feature({"type": "Point", "coordinates": [500000, 1896000]}, id="A"))
    with pytest.raises(QuestionError) as asked:
        open_table(path, NOTHING_SAID)
    assert asked.value.about == "crs"
    assert abs(float(rows(path, crs="EPSG:32630")[1][2]) + 3) < 1e-9


@pytest.mark.parametrize("name", ["EPSG:32630", "urn:ogc:def:crs:EPSG::32630"])
def test_an_older_geojson_names_its_coordinate_system(tmp_path, name):
    crs = {"type": "name", "properties": {"name": name}}
    path = geojson(tmp_path, feature({"type": "Point", "coordinates": [500000, 1896000]}, id="A"), crs=crs)
    assert abs(float(rows(path)[1][2]) + 3) < 1e-9


def test_a_crs_of_degrees_changes_nothing(tmp_path):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    table = open_table(geojson(tmp_path, feature({"type": "Point", "coordinates": [1.5, 16]}), crs=crs), NOTHING_SAID)
    assert (list(table.lines())[1], table.notes) == (["16", "1.5", ""], ())


def test_cells_are_the_text_of_their_values(tmp_path):
    path = geojson(
        tmp_path,
        feature(None, a="007", b=3, c=3.0, d=0.1, e=True, f=None, g=["x", "y"], h={"k": 1}),
        feature(None, b=12345678901234567, c=1e16, i="é\n=1"),
    )
    header, *found = rows(path)
    assert header[:9] == list("abcdefghi")
    assert found[0][:9] == ["007", "3", "3", "0.1", "true", "", "x; y", '{"k": 1}', ""]
    assert found[1][:9] == ["", "12345678901234567", "1e+16", "", "", "", "", "", "é\n=1"]


def test_an_id_beside_the_properties_is_a_column(tmp_path):
    path = geojson(tmp_path, feature(None, place="Gao") | {"id": "A"}, feature(None, id="B") | {"id": "other"})
    assert [row[:2] for row in rows(path)] == [["id", "place"], ["A", "Gao"], ["B", ""]]


@pytest.mark.parametrize("crs", ["EPSG:5773", "EPSG:99999"])
def test_a_system_that_says_nothing_of_places_is_refused(tmp_path, crs):
    path = geojson(tmp_path, feature({"type": "Point", "coordinates": [500000, 1896000]}))
    with pytest.raises(DataFileError, match=r"The data file a\.geojson"):
        open_table(path, Options(crs=crs))


@pytest.mark.parametrize("kind", ["GPKG", "parquet", "shapefile"])
def test_whole_numbers_beside_empty_cells_stay_whole_and_days_are_days(tmp_path, kind):
    made = frame(None, None, n=pd.array([3, None], dtype="Int64"), d=[date(2023, 10, 3), None], t=["x", "é"])
    header, *found = rows(written(tmp_path, made, kind))
    assert [row[:3] for row in (header, *found)] == [["n", "d", "t"], ["3", "2023-10-03", "x"], ["", "", "é"]]


def test_a_plain_parquet_table_has_no_columns_of_places(tmp_path):
    made = pyarrow.table({"n": [1, None], "list": [["a", "b"], []], "when": [pd.Timestamp("2023-10-03"), None]})
    pyarrow.parquet.write_table(made, tmp_path / "a.parquet")
    assert rows(tmp_path / "a.parquet") == [["n", "list", "when"], ["1", "a; b", "2023-10-03"], ["", "", ""]]


def test_a_position_in_the_attributes_wins_as_a_whole(tmp_path):
    at = {"type": "Point", "coordinates": [1, 16]}
    path = geojson(tmp_path, feature(at, LATITUDE="17", Longitude=2), feature(at, LATITUDE="", Longitude=None),
                   feature(at, LATITUDE="17", Longitude=""))  # fmt: skip
    assert rows(path) == [
        ["LATITUDE", "Longitude", "outline"], ["17", "2", ""], ["16", "1", ""], ["17", "", ""]
    ]  # fmt: skip


def test_what_no_row_can_have_is_kept_for_the_checks_to_refuse(tmp_path):
    shapes = [
        {"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]},
        {"type": "Point", "coordinates": ["x", "y"]},
        {"type": "Spiral", "coordinates": []},
        "POINT (1 2)",
    ]
    found = rows(geojson(tmp_path, *(feature(shape, id="A") for shape in shapes)))[1:]
    assert [row[3] for row in found] == ["MULTIPOINT", "GEOMETRYCOLLECTION", "POINT", "GEOMETRY", "GEOMETRY"]
    assert all(row[:3] == ["A", "", ""] for row in found)


def test_an_outline_with_a_fault_comes_as_it_is(tmp_path):
    open_ring, bow_tie = [[0, 0], [1, 1], [0, 1]], [[0, 0], [1, 1], [0, 1], [1, 0], [0, 0]]
    found = rows(geojson(tmp_path, *(feature({"type": "Polygon", "coordinates": [r]}) for r in (open_ring, bow_tie))))
    assert [row[2] for row in found[1:]] == [
        "POLYGON ((0.0 0.0, 1.0 1.0, 0.0 1.0))",
        "POLYGON ((0.0 0.0, 1.0 1.0, 0.0 1.0, 1.0 0.0, 0.0 0.0))",
    ]


@pytest.mark.parametrize("coordinates", ["[]", "[NaN, NaN]", "null"])
def test_an_empty_geometry_is_no_place(tmp_path, coordinates):
    path = tmp_path / "a.geojson"
    path.write_text(
        '{"features": [{"type": "Feature", "properties": {"id": "A"}, "geometry": {"type": "Point", "coordinates": '
        f'{coordinates}}}}}], "type": "FeatureCollection"}}'
    )
    assert rows(path)[1] == ["A", "", "", ""]


def test_one_of_several_layers_is_the_users_choice_and_one_about_the_others_is_none(tmp_path):
    path = tmp_path / "a.gpkg"
    pyogrio.write_dataframe(frame(shapely.Point(1, 16)), path, layer="points", driver="GPKG")
    pyogrio.write_dataframe(pd.DataFrame({"heading": ["x"]}), path, layer="about", driver="GPKG", append=True)
    assert open_table(path, NOTHING_SAID).sheet == "points"
    pyogrio.write_dataframe(frame(shapely.box(1, 16, 2, 17)), path, layer="areas", driver="GPKG", append=True)
    with pytest.raises(QuestionError) as asked:
        open_table(path, NOTHING_SAID)
    assert (asked.value.about, asked.value.choices) == ("sheet", ("points", "areas"))
    assert rows(path, sheet="areas")[1][3].startswith("POLYGON ((")
    with pytest.raises(DataFileError, match='Did you mean "points"'):
        open_table(path, Options(sheet="point"))


@pytest.mark.parametrize(("encoding", "leave_out"), [("UTF-8", ()), ("CP1252", ()), ("UTF-8", (".cpg",)), ("CP1252", (".cpg",))])  # fmt: skip
def test_a_shapefile_keeps_its_letters(tmp_path, encoding, leave_out):
    made = frame(shapely.Point(1, 16), place=["Ségou – Ménaka"])
    assert rows(shapefile(tmp_path, made, leave_out, encoding=encoding))[1][0] == "Ségou – Ménaka"


def test_a_shapefile_without_its_parts_is_refused(tmp_path):
    with pytest.raises(
        DataFileError, match=r"^The data file a\.zip holds a shapefile that can't be read \(it lacks its"
    ):
        open_table(shapefile(tmp_path, frame(shapely.Point(1, 16)), (".shx",)), NOTHING_SAID)


def test_kml_gives_its_names_times_data_and_shapes(tmp_path):
    path = kml(
        tmp_path,
        "<Folder><Placemark><name>A</name><description>x <b>y</b></description><TimeStamp><when>2023-10-03</when></TimeStamp>"
        '<ExtendedData><Data name="dead"><value>3</value></Data></ExtendedData>'
        "<Point><coordinates>1,16,0</coordinates></Point></Placemark></Folder>"
        "<Placemark><TimeSpan><begin>2023-10-01</begin><end>2023-10-04</end></TimeSpan><ExtendedData><SchemaData>"
        '<SimpleData name="dead">4</SimpleData></SchemaData></ExtendedData>'
        "<LineString><coordinates> 0,0 \n 1, 1 </coordinates></LineString></Placemark>"
        "<Placemark><MultiGeometry><Polygon><innerBoundaryIs><LinearRing><coordinates>1,1 2,1 2,2 1,1</coordinates>"
        "</LinearRing></innerBoundaryIs><outerBoundaryIs><LinearRing><coordinates>0,0 9,0 9,9 0,0</coordinates></LinearRing>"
        "</outerBoundaryIs></Polygon></MultiGeometry></Placemark>"
        "<Placemark><MultiGeometry><Point><coordinates>1,1</coordinates></Point><LineString><coordinates>0,0 1,1"
        "</coordinates></LineString></MultiGeometry></Placemark>",
    )
    header, *found = rows(path)
    assert header == ["name", "description", "timestamp", "dead", "begin", "end", "latitude", "longitude", "outline"]
    assert found == [
        ["A", "x y", "2023-10-03", "3", "", "", "16", "1", ""],
        ["", "", "", "4", "2023-10-01", "2023-10-04", "", "", "LINESTRING (0.0 0.0, 1.0 1.0)"],
        [*[""] * 8, "POLYGON ((0.0 0.0, 9.0 0.0, 9.0 9.0, 0.0 0.0), (1.0 1.0, 2.0 1.0, 2.0 2.0, 1.0 1.0))"],
        [*[""] * 8, "GEOMETRYCOLLECTION"],
    ]


def test_kmz_is_read_as_the_document_in_it(tmp_path):
    inner = kml(tmp_path, "<Placemark><name>A</name></Placemark>")
    with zipfile.ZipFile(tmp_path / "a.kmz", "w") as bundle:
        bundle.write(inner, "doc.kml")
        bundle.writestr("files/icon.png", b"\x89PNG")
    table = open_table(tmp_path / "a.kmz", NOTHING_SAID)
    assert (table.file, table.kind, list(table.lines())[1][0]) == ("a.kmz", "KML", "A")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"type": "Topology", "objects": {}, "arcs": []}', 'JSON of the type "Topology", not GeoJSON'),
        ('{"geometryType": "esriGeometryPoint", "features": []}', 'JSON of the type "", not GeoJSON'),
        ('{"type": "FeatureCollection", "features": [', "is no whole JSON (it ends too early)"),
        ('{"type": "Feature"}\n{"type": "Feature"}', "is no whole JSON (Extra data: line 2 column 1 (char 20))"),
        ('{"type": "FeatureCollection", "features": [' + "[" * 100_000, "nested too deeply"),
        ("<OGRVRTDataSource/>", 'XML or HTML that begins with "OGRVRTDataSource"'),
        ("<html><table/></html>", "is a web page (HTML)"),
        ("<kml><Document>", "holds XML that can't be read"),
        ("PAR1 and no more", "is a Parquet file that can't be read"),
        ("SQLite format 3\0", "can't be read as a GeoPackage"),
    ],
)
def test_other_kinds_and_damage_are_refused_in_a_sentence(tmp_path, content, said):
    path = tmp_path / "a.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError) as refused:
        open_table(path, NOTHING_SAID)
    assert str(refused.value).startswith("The data file a.geojson ")
    assert said in str(refused.value)
