"""A hostile file is refused or read harmlessly: no other file, no host, no crash of the app, no wait without end."""

import contextlib
import gzip
import json
import socket
import sqlite3
import struct
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest

from geodata import confined, texts
from geodata.errors import DataFileError, GeodataError, QuestionError

SECRET = "the-word-that-nobody-may-see"
NESTED = struct.pack("<BII", 1, 7, 1) * 200_000 + struct.pack("<BIdd", 1, 1, 0, 0)
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in zip("abcdefg", "bcdefgh", strict=True)
)  # fmt: skip


@pytest.fixture
def secret(tmp_path) -> Path:
    path = tmp_path / "secret.csv"
    path.write_text(f"incident_id,place\n{SECRET},{SECRET}\n")
    return path


@pytest.fixture
def host() -> Iterator[socket.socket]:
    """A socket that nobody may connect to: `accept` fails at once when nobody did."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening
        with pytest.raises(BlockingIOError):
            listening.accept()


def url(host: socket.socket) -> str:
    return f"http://127.0.0.1:{host.getsockname()[1]}/x"


def peek(path: Path, content: str | bytes | None = None, options: dict | None = None, **limits) -> tuple[str, str]:
    """What comes of a file: ("read", all of the reply) or ("refused", the sentence), within the time that a user waits."""
    if content is not None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    began = time.monotonic()
    try:
        reply = confined.run("peek", {"path": str(path), "options": options or {}}, **limits)
        return "read", json.dumps(reply)
    except DataFileError as error:
        sentence = str(error)
        assert sentence.startswith("The data file ")
        assert "Traceback" not in sentence
        return "refused", sentence
    finally:
        assert time.monotonic() - began < 25


def zipped(path: Path, **entries: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in entries.items():
            bundle.writestr(name, content)
    return path


def workbook(tmp_path: Path, changed: dict[str, str | bytes]) -> Path:
    """A workbook in which some parts have other bytes."""
    made = openpyxl.Workbook()
    made.active["A1"] = "incident_id"
    made.save(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    return zipped(tmp_path / "a.xlsx", **(parts | changed))


def test_a_file_is_read_in_the_child_as_it_is_here(secret):
    assert confined.run("peek", {"path": str(secret)}) == {
        "kind": "CSV", "sheet": "", "sheets": [], "encoding": "UTF-8", "delimiter": ",", "notes": [],
        "head": [["incident_id", "place"], [SECRET, SECRET]],
    }  # fmt: skip


def test_a_path_is_one_of_this_process(secret, monkeypatch):
    monkeypatch.chdir(secret.parent)
    assert confined.run("peek", {"path": "secret.csv"})["kind"] == "CSV"


def test_a_question_comes_out_of_the_child_whole(tmp_path):
    made = openpyxl.Workbook()
    made.active["A1"] = made.create_sheet("Old")["A1"] = "x"
    made.save(tmp_path / "a.xlsx")
    with pytest.raises(QuestionError) as asked:
        confined.run("peek", {"path": str(tmp_path / "a.xlsx")})
    assert (asked.value.about, asked.value.choices) == ("sheet", ("Sheet", "Old"))
    assert str(asked.value).startswith("The data file a.xlsx has several sheets")


def test_an_error_comes_out_of_the_child_with_its_sentence(tmp_path):
    with pytest.raises(DataFileError) as refused:
        confined.run("peek", {"path": str(tmp_path / "gone.csv")})
    assert type(refused.value) is DataFileError
    assert str(refused.value).startswith("The data file gone.csv can't be read (No such file or directory).")


def test_the_readers_language_goes_along(tmp_path):
    echo = "import json,sys; print(json.dumps({'done': json.load(sys.stdin)}))"
    token = texts.language.set("fr")
    try:
        asked = confined.run("peek", {"path": str(tmp_path / "a")}, argv=(sys.executable, "-c", echo))
    finally:
        texts.language.reset(token)
    assert asked["language"] == "fr"


CHILD = """
import sys, types
from geodata import confined
bad = types.ModuleType("bad")
exec("def do(path): " + sys.argv[1], bad.__dict__)
sys.modules["bad"] = bad
confined.TASKS = {"peek": "bad:do"}
confined.main()
"""


@pytest.mark.parametrize(
    ("code", "limits", "said"),
    [
        ("exec('while True: pass')", {"seconds": 1}, "takes more than 1 seconds to read. Split it, or save it as CSV."),
        ("import threading; threading.Event().wait()", {"patience": 1}, "takes more than 1 seconds to read."),
        ("return len(bytearray(10 ** 9))", {"memory": 500_000_000}, "takes more than 500 MB of memory to read."),
        ("open('big', 'wb').truncate(3 * 10 ** 9)", {}, "broke the program that reads it"),
        ("import os; os.abort()", {}, "broke the program that reads it"),
        ("import os; os.kill(os.getpid(), 11)", {}, "broke the program that reads it"),
        ("print('noise', flush=True); 1 / 0", {}, "broke the program that reads it"),
    ],
    ids=["computing", "waiting", "memory", "disk", "abort", "segfault", "fault"],
)
def test_a_child_that_goes_too_far_is_ended_with_a_sentence(tmp_path, code, limits, said):
    with pytest.raises(DataFileError) as refused:
        confined.run("peek", {"path": str(tmp_path / "a.csv")}, argv=(sys.executable, "-c", CHILD, code), **limits)
    assert str(refused.value).startswith(f"The data file a.csv {said}")


def test_what_a_child_prints_is_no_reply(tmp_path):
    code = "print('{}', flush=True); return 'fine'"
    assert confined.run("peek", {"path": str(tmp_path / "a")}, argv=(sys.executable, "-c", CHILD, code)) == "fine"


def test_a_child_that_was_killed_leaves_no_file_and_no_process(tmp_path):
    mark = tmp_path / "seen"
    code = (
        "import os, subprocess, sys, tempfile, threading; open(tempfile.mkdtemp() + '/left', 'w').close(); "
        "one = subprocess.Popen([sys.executable, '-c', 'import threading; threading.Event().wait()']); "
        f"open({str(mark)!r}, 'w').write(tempfile.gettempdir() + ' ' + str(one.pid)); threading.Event().wait()"
    )
    with pytest.raises(DataFileError):
        confined.run("peek", {"path": "a"}, patience=3, argv=(sys.executable, "-c", CHILD, code))
    folder, process = mark.read_text().split()
    assert not Path(folder).exists()
    assert over(process)


def over(process: str) -> bool:
    """A killed process takes a moment to end, and may stay in the table until whoever inherits it looks; it runs no more."""
    status, until = Path(f"/proc/{process}/stat"), time.monotonic() + 10
    while time.monotonic() < until:
        try:
            if status.read_text().rpartition(")")[2].split()[0] in "ZX":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("name", ["a.geojson", "a.kml", "a.gpkg", "a.csv"])
def test_a_file_that_names_another_file_shows_nothing_of_it(tmp_path, secret, name):
    content = f'<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
    how, said = peek(tmp_path / name, content)
    assert how == "refused"
    assert SECRET not in said


@pytest.mark.parametrize("inner", ["a.shp", "a.csv"])
def test_nor_does_one_in_a_zip(tmp_path, secret, inner):
    vrt = f'<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
    how, said = peek(zipped(tmp_path / "a.zip", **{inner: vrt, "a.dbf": vrt, "a.shx": vrt}))
    assert how == "refused"
    assert SECRET not in said


def test_a_description_beside_a_table_is_not_read(tmp_path, secret):
    (tmp_path / "a.vrt").write_text(f"<OGRVRTDataSource><SrcDataSource>{secret}</SrcDataSource></OGRVRTDataSource>")
    (tmp_path / "a.csvt").write_text('"Integer","Integer"')
    assert SECRET not in peek(tmp_path / "a.csv", "incident_id,place\nA,Gao\n")[1]


@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        ("a.geojson", "/vsicurl/"),
        ("a.kml", ""),
        ("a.gpkg", "GeoJSON:"),
        ("a.csv", "WFS:"),
        ("a.url", "[InternetShortcut]\nURL="),
    ],
)
def test_a_path_to_a_host_is_only_text(tmp_path, host, name, prefix):
    assert peek(tmp_path / name, prefix + url(host))[0] == "read"


def test_addresses_in_a_geojson_are_only_text(tmp_path, host):
    point = {"type": "Feature", "properties": {"a": f"/vsicurl/{url(host)}"}, "geometry": None}
    crs = {"type": "link", "properties": {"href": url(host), "name": f"/vsicurl/{url(host)}", "type": "proj4"}}
    plain = {"type": "FeatureCollection", "features": [point], "$schema": url(host)}
    assert peek(tmp_path / "a.geojson", json.dumps(plain))[0] == "read"
    how, said = peek(tmp_path / "a.geojson", json.dumps(plain | {"crs": crs}))
    assert (how, "in which coordinate system" in said) == ("refused", True)


def test_links_of_a_kml_are_not_followed(tmp_path, host, secret):
    content = (
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        f"<NetworkLink><Link><href>{url(host)}</href></Link></NetworkLink>"
        f"<NetworkLink><Link><href>file://{secret}</href></Link></NetworkLink>"
        f"<Style><IconStyle><Icon><href>{url(host)}</href></Icon></IconStyle></Style>"
        f'<Placemark><name>A</name><styleUrl>{url(host)}#a</styleUrl><ExtendedData><SchemaData schemaUrl="{url(host)}"/>'
        "</ExtendedData></Placemark></Document></kml>"
    )
    how, said = peek(tmp_path / "a.kml", content)
    assert how == "read"
    assert "It links to other files. They are not read." in said
    assert SECRET not in said


def test_a_gml_with_a_schema_elsewhere_is_refused(tmp_path, host):
    content = f'<gml:FeatureCollection xmlns:gml="{url(host)}" xsi:schemaLocation="{url(host)} {url(host)}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
    assert peek(tmp_path / "a.gml", content)[0] == "refused"


def test_entities_in_xml_neither_grow_nor_fetch(tmp_path, secret, host):
    for encoding, doctype in (
        ("utf-8", f"{LAUGHS}]>"),
        ("utf-8", f'<!DOCTYPE x [<!ENTITY h SYSTEM "file://{secret}">]>'),
        ("utf-8", f'<!DOCTYPE x SYSTEM "{url(host)}" [<!ENTITY h "x">]>'),
        ("utf-16", f'<!DOCTYPE x [<!ENTITY h SYSTEM "{url(host)}">]>'),
    ):
        head = f'<?xml version="1.0" encoding="{encoding}"?>'
        content = f"{head}{doctype}<kml><Placemark><name>&h;</name></Placemark></kml>"
        how, said = peek(tmp_path / "a.kml", content.encode(encoding))
        assert how == "refused"
        assert "holds a DOCTYPE, which can make a program read other files" in said


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_entities_in_a_workbook_neither_grow_nor_fetch(tmp_path, secret, part):
    for doctype in (f"{LAUGHS}]>", f'<!DOCTYPE x [<!ENTITY h SYSTEM "file://{secret}">]>'):
        how, said = peek(workbook(tmp_path, {part: f"{doctype}<sst><si><t>&h;</t></si></sst>"}))
        assert how == "refused"
        assert "holds a DOCTYPE" in said


def test_links_of_a_workbook_are_not_followed(tmp_path, host):
    part = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="{url(host)}" TargetMode="External"/></Relationships>'
    link = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    made = workbook(
        tmp_path, {"xl/externalLinks/externalLink1.xml": link, "xl/externalLinks/_rels/externalLink1.xml.rels": part}
    )
    assert peek(made)[0] == "read"


@pytest.mark.parametrize("kind", ["parquet", "gpkg"])
def test_geometry_nested_without_end_is_named_and_not_read(tmp_path, kind):
    path = tmp_path / "a"
    if kind == "parquet":
        geo = {"primary_column": "g", "columns": {"g": {"encoding": "WKB", "geometry_types": []}}, "version": "1.1.0"}
        made = pyarrow.table({"id": ["A"], "g": [NESTED]}).replace_schema_metadata({"geo": json.dumps(geo)})
        pyarrow.parquet.write_table(made, path)
    else:
        geopackage(path, b"GP\x00\x01" + struct.pack("<i", 4326) + NESTED)
    how, said = peek(path)
    assert (how, '["A", "", "", "GEOMETRYCOLLECTION"]' in said) == ("read", True)


def geopackage(path: Path, blob: bytes, more: str = "") -> None:
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.executescript(
            """
            CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT);
            CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);
            CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
            INSERT INTO gpkg_contents VALUES ('t', 'features');
            INSERT INTO gpkg_geometry_columns VALUES ('t', 'g', 4326);
            INSERT INTO gpkg_spatial_ref_sys VALUES (4326, 'EPSG', 4326, '');
            CREATE TABLE t (fid INTEGER PRIMARY KEY, id TEXT, g BLOB);
            """
        )
        database.execute("INSERT INTO t VALUES (1, 'A', ?)", (blob,))
        database.executescript(more)
        database.commit()


def test_views_and_virtual_tables_of_a_geopackage_are_no_layers(tmp_path):
    endless = (
        "CREATE VIEW v AS WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT x FROM r;"
        "INSERT INTO gpkg_contents VALUES ('v', 'attributes');"
    )
    geopackage(tmp_path / "a.gpkg", b"", endless)
    how, said = peek(tmp_path / "a.gpkg")
    assert (how, json.loads(said)["sheets"]) == ("read", ["t"])


def test_files_that_grow_are_refused_before_they_do(tmp_path):
    zeros = bytes(60_000_000)
    bombs = {
        "a.zip": zipped(tmp_path / "a.zip", **{"a.csv": zeros}),
        "a.xlsx": workbook(tmp_path, {"xl/worksheets/sheet1.xml": zeros}),
    }
    for path in bombs.values():
        assert peek(path) == (
            "refused",
            f"The data file {path.name} unpacks to more than can be read (600 MB). Split it, or save it as CSV.",
        )
    how, said = peek(tmp_path / "a.csv", gzip.compress(zeros))
    assert (how, "is packed (gzip)" in said) == ("refused", True)


def test_a_zip_that_lies_about_its_size_is_not_unpacked_further(tmp_path):
    path = zipped(tmp_path / "a.zip", **{"a.csv": b"a,b\n" * 10_000})
    content = path.read_bytes().replace(struct.pack("<I", 40_000), struct.pack("<I", 400))
    how, said = peek(path, content)
    assert (how, "a zip that can't be unpacked" in said) == ("refused", True)


def test_a_workbook_whose_one_row_stands_at_the_end_of_the_world_is_refused(tmp_path):
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    how, said = peek(workbook(tmp_path, {"xl/worksheets/sheet1.xml": sheet}))
    assert (how, "The data file a.xlsx" in said) == ("refused", True)


def test_json_and_xml_nested_without_end_are_refused_or_read(tmp_path):
    assert peek(tmp_path / "a.geojson", '{"features": ' + "[" * 1_000_000)[0] == "refused"
    assert (
        peek(tmp_path / "a.geojson", '{"type": "FeatureCollection", "features": [{"geometry": ' + '{"a":' * 900)[0]
        == "refused"
    )
    deep = "<kml>" + "<Folder>" * 50_000 + "<Placemark><name>A</name></Placemark>" + "</Folder>" * 50_000 + "</kml>"
    assert peek(tmp_path / "a.kml", deep)[0] == "read"
    inner = "<MultiGeometry>" * 100_000 + "</MultiGeometry>" * 100_000
    how, said = peek(tmp_path / "b.kml", f"<kml><Placemark>{inner}</Placemark></kml>")
    assert (how, "GEOMETRYCOLLECTION" in said) == ("read", True)


@pytest.mark.parametrize("name", ["../../out.csv", "/out.csv", "..\\out.csv"])
def test_names_in_a_zip_lead_nowhere(tmp_path, name):
    inner = tmp_path / "one" / "two"
    inner.mkdir(parents=True)
    how, said = peek(zipped(inner / "a.zip", **{name: "incident_id,place\nA,Gao\n"}))
    assert (how, "Gao" in said) == ("read", True)
    assert {path.name for path in tmp_path.rglob("*")} == {"one", "two", "a.zip"}
    assert not Path("/out.csv").exists()


def test_a_link_in_a_zip_is_not_followed(tmp_path, secret):
    entry = zipfile.ZipInfo("a.csv")
    entry.create_system, entry.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as bundle:
        bundle.writestr(entry, str(secret))
    assert SECRET not in peek(tmp_path / "a.zip")[1]


def test_a_coordinate_system_is_no_path(tmp_path, secret):
    content = json.dumps(
        {"type": "FeatureCollection", "features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}
    )
    for crs in (f"+init={secret}:1", f"+proj=latlong +nadgrids={secret}"):
        how, said = peek(tmp_path / "a.geojson", content, {"crs": crs})
        assert (how, SECRET in said, "is no coordinate system known here" in said) == ("refused", False, True)


def test_every_error_of_this_package_has_its_class_again():
    for kind in ("DataFileError", "StoreError", "FilterError", "ExportError"):
        raised = confined._raised("a.csv", {"error": kind, "sentence": "So."}, 1, "peek")
        assert (type(raised).__name__, str(raised)) == (kind, "So.")
    assert isinstance(confined._raised("a.csv", {"error": "get_close_matches"}, 1, "peek"), GeodataError)
