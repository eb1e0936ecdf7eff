"""Boundary sets on the command line: checked, taken in, fetched, compared and counted by, as a user would do it one after another."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from functools import partial
from pathlib import Path

import geopandas
import openpyxl
import pyogrio
import pyproj
import pytest
import shapely

from geodata import confined, region_commands
from geodata.__main__ import main
from geodata.ingest import ingest
from geodata.kept import open_kept
from geodata.regions import read_embedded
from geodata.regions.fetching import geoboundaries
from geodata.regions.files import do_check
from geodata.regions.names import FILE
from geodata.store import Arriving, keep, keep_boundaries
from tests import divisions
from tests.divisions import KEY, NAME

from . import sheets
from .hosts import leading, whole
from .regions.test_files import VRT
from .regions.test_report import Page
from .regions.tiles import BOXES, tiles, written
from .sheets import row

SHA = read_embedded(FILE.parent).sha256[:12]
EMBEDDED = f"natural-earth  Natural Earth, 8 regions and Bamako  region  until 2016  9 units  Natural Earth  Public domain  {SHA}\n"  # fmt: skip
WORDS = (
    "--name", NAME, "--name-field", "cercle", "--parent-field", "region", "--valid-from", "2016", "--valid-to", "2023",
    "--source", "Tests", "--licence", "CC0",
)  # fmt: skip


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> Path:
    """The newer division as a file, and as one of regions and one of cercles as geoBoundaries has them."""
    folder = tmp_path_factory.mktemp("files")
    units = divisions.units()
    divisions.write(folder / "newer.geojson", units)
    regions = units.dissolve("region", as_index=False)
    for name, frame, column in (("adm1", regions, "region"), ("adm2", units, "cercle")):
        divisions.write(folder / f"{name}.geojson", frame[[column, "geometry"]].rename(columns={column: "shapeName"}))
    return folder


@pytest.fixture(scope="module")
def kept(newer, tmp_path_factory) -> Path:
    """A store with the embedded incidents, four of its own and the newer division; to be asked, not to be changed."""
    folder = tmp_path_factory.mktemp("kept")
    rows = [
        row(place="Ménaka", reported_region="Gao"),
        row(incident_id="B", place="Ménaka", reported_region="Ménaka"),
        row(incident_id="C", place="Anéfis", reported_region="Kidal"),
        # In Niger by its position, whatever the row says.
        row(incident_id="D", place="Ayorou", place_precision="exact", latitude="14.7", longitude="0.9", reported_region="Gao"),
    ]  # fmt: skip
    store = open_kept(folder / "kept.duckdb")
    try:
        keep(store, Arriving.of(ingest(sheets.write(folder, *rows))), "own", "test")
        keep_boundaries(store, newer, "test")
    finally:
        store.close()
    return folder / "kept.duckdb"


@pytest.fixture
def in_this_process(monkeypatch):
    """Files are checked without a child process, which takes a second; where what the child does is not what is tested."""
    monkeypatch.setattr(confined, "run", lambda _task, arguments, **_limits: do_check(**arguments))


def sets(run) -> list[str]:
    code, out, _err = run("regions", "list")
    assert code == 0
    return out.splitlines(keepends=True)


# --- in and out --------------------------------------------------------------------------------------------------------


def test_a_file_is_checked_taken_in_and_taken_out_again(run, files, tmp_path, newer):
    code, out, err = run("regions", "check", files / "newer.geojson", *WORDS)
    assert (code, err) == (0, "")
    assert "107 rows read; names of units out of the column cercle. Units: region: 11, cercle: 107\n" in out
    assert list(tmp_path.iterdir()) == [], "a check makes no store"
    assert sets(run) == [EMBEDDED]

    code, out, err = run("regions", "add", files / "newer.geojson", *WORDS)
    assert (code, err) == (0, "")
    assert out.endswith(f"The boundary set {NAME} is in the store as {KEY}.\n")
    line = f"{KEY}  {NAME}  region, cercle  2016 to 2023  107 units  Tests  CC0  {newer.sha256[:12]}\n"
    assert sets(run) == [EMBEDDED, line]

    assert run("regions", "remove", NAME.upper()) == (0, f"The boundary set {NAME} is out of the store.\n", "")
    assert sets(run) == [EMBEDDED]
    said = 'There is no boundary set "Newer division (made up)".\n'
    assert run("regions", "remove", NAME) == (2, "", said)
    code, _out, err = run("regions", "remove", "natural-earth")
    assert (code, err) == (2, "The embedded boundary set stays: every incident is placed in it first.\n")


def test_the_same_file_again_changes_nothing_and_another_of_its_name_is_refused(run, tmp_path, in_this_process):
    path = written(tmp_path, tiles(), "GPKG")
    assert run("regions", "add", path, "--name", "Six")[0] == 0
    before = sets(run)
    assert run("regions", "add", path, "--name", "Six")[0] == 0
    assert sets(run) == before
    code, _out, err = run("regions", "add", path, "--name", "Six", "--name-field", "code")
    assert (code, err) == (
        2,
        'There is a boundary set "Six" already. Remove it first, or give this one another name.\n',
    )
    assert run("regions", "add", path, "--name", " ")[0] == 0, "without a name it is called as the file is"
    assert [line.split("  ")[1] for line in sets(run)] == ["Natural Earth, 8 regions and Bamako", "Six", "set"]


def test_a_file_with_faults_that_stop_it_is_code_1_and_stores_nothing(run, tmp_path, in_this_process):
    path = written(tmp_path, tiles().replace({"name": {"Forgho": "Anou"}}), "GPKG")
    code, out, err = run("regions", "check", path)
    assert (code, err) == (1, "")
    assert "The set can't be taken as it is:\n  Anou is the name of 2 rows." in out
    code, out, err = run("regions", "add", path)
    assert (code, err) == (1, "The set can't be taken as it is: mend what stops it in the file.\n")
    assert "Anou is the name of 2 rows." in out
    assert sets(run) == [EMBEDDED]
    assert run("regions", "add", path, "--merge-same-names")[0] == 0
    assert "5 units" in sets(run)[1]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("gone.gpkg", None, "The data file gone.gpkg can't be read"),
        ("a.geojson", VRT, 'The data file a.geojson is XML or HTML that begins with "OGRVRTDataSource"'),
        ("a.csv", "name;outline\nGao;POLYGON ((0 17, 1 17, 1 18, 0 17))\n", "The data file a.csv is a table (CSV)"),
    ],
)
def test_what_is_no_boundary_file_is_code_2_and_one_sentence(run, tmp_path, in_this_process, name, content, said):
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    for action in ("check", "add"):
        code, out, err = run("regions", action, name)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert err.startswith(said)
    assert not (tmp_path / "incidents.duckdb").exists()


@pytest.mark.parametrize(
    "arguments", [(), ("check",), ("fetch",), ("compare", "natural-earth"), ("fetch", "geoboundaries", "--level", "4")]
)
def test_a_call_that_lacks_something_is_code_2_with_the_usage(capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        main(["regions", *arguments])
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m geodata regions")


# --- the report --------------------------------------------------------------------------------------------------------


def test_the_report_is_written_as_its_ending_says(run, tmp_path, in_this_process):
    """Two units lie over each other, and one has a hole, by a name that a page must not run."""
    hostile = "<script>alert(1)</script>{{7*7}}"
    over = shapely.box(-0.6, 16.5, 0, 17)
    holed = BOXES["Forgho"].difference(shapely.box(0.2, 17.2, 0.3, 17.3))
    frame = tiles(Bourra=over, Forgho=holed).replace({"name": {"Bourra": hostile}})
    path = written(tmp_path, frame, "GPKG")
    printed = []
    for name in ("r.HTML", "r.json", "r.txt", "report"):
        code, out, _err = run("regions", "check", path, "--report", name)
        assert code == 0
        printed.append(out)
    page = Page((tmp_path / "r.HTML").read_text(encoding="utf-8"))
    assert (page.count("svg"), page.count("section"), page.count("script")) == (4, 4, 0)
    assert not [each for each in page.elements if each[0] in ("img", "link", "iframe") or "src" in each[1]]
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert [each["kind"] for each in report["findings"]] == ["overlap", "gap", "uncovered", "name"]
    assert report["findings"][0]["units"] == [hostile.replace("/", "∕"), "Anou"]
    assert (report["counts"], report["stops"], report["asked"]["name"]) == ([6], False, "set")
    for name in ("r.txt", "report"):
        assert (tmp_path / name).read_text(encoding="utf-8") + "\n" in printed


def test_a_report_that_cannot_be_written_is_said_before_anything_is_stored(run, tmp_path, in_this_process):
    path = written(tmp_path, tiles(), "GPKG")
    code, _out, err = run("regions", "add", path, "--report", "nowhere/r.html")
    assert (code, err.startswith("The file r.html can't be written")) == (2, True)
    assert sets(run) == [EMBEDDED]


# --- questions and their answers ---------------------------------------------------------------------------------------


def asked(run, *arguments: str | Path) -> str:
    code, out, err = run("regions", "check", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    return err


def test_the_column_of_the_names_is_asked_for_and_named(run, tmp_path, in_this_process):
    frame = tiles()[["name", "geometry"]].rename(columns={"name": "nom du lieu"}).assign(autre=[*"uvwxyz"])
    path = written(tmp_path, frame, "GeoJSON")
    assert asked(run, path) == (
        "Which column of set.geojson holds the names of its units? It has: nom du lieu, autre. "
        "Say it with --name-field 'nom du lieu' | autre.\n"
    )
    code, out, _err = run("regions", "check", path, "--name-field", "nom du lieu")
    assert code == 0
    assert "names of units out of the column nom du lieu" in out


def test_a_file_without_any_column_is_not_asked_about_one(run, tmp_path, in_this_process):
    path = divisions.write(tmp_path / "a.geojson", tiles()[["geometry"]])
    assert asked(run, path) == (
        "The data file a.geojson has no columns, and so no names of units. Give each unit its name in one.\n"
    )


def test_the_coordinate_system_is_asked_for_and_named(run, tmp_path, in_this_process):
    path = divisions.write(tmp_path / "metres.geojson", tiles().to_crs(32630))
    assert asked(run, path) == (
        "The data file metres.geojson doesn't say in which coordinate system it is. Say it, such as EPSG:32630. "
        "Say it with --crs.\n"
    )
    code, out, _err = run("regions", "check", path, "--crs", "EPSG:32630")
    assert code == 0
    assert "Positions were turned into degrees" in out
    assert "is no coordinate system known here" in asked(run, path, "--crs", "EPSG:1")


def test_the_layer_and_the_file_above_are_asked_for_and_named(run, tmp_path, in_this_process):
    path = written(tmp_path, tiles(), "GPKG")
    upper = geopandas.GeoDataFrame({"x": ["Gao"], "y": ["G"]}, geometry=[shapely.box(-1, 16.5, 0.5, 17.5)], crs=4326)
    pyogrio.write_dataframe(upper, path, layer="upper one", driver="GPKG", append=True)
    assert asked(run, path).endswith(" Say it with --layer set | 'upper one'.\n")
    below = (path, "--layer", "set", "--above", path)
    assert asked(run, *below).endswith(" Say it with --above-layer set | 'upper one'.\n")
    below = (*below, "--above-layer", "upper one")
    assert asked(run, *below).endswith(" Say it with --above-name-field x | y.\n")
    code, out, _err = run("regions", "check", *below, "--above-name-field", "x", "--level-name", "region", "--level-name", "commune")  # fmt: skip
    assert code == 0
    assert "Units: region: 1, commune: 6\n" in out
    assert "Units above out of set.gpkg (SHA-256 " in out


# --- over the network --------------------------------------------------------------------------------------------------

FOLDER = "/wmgeolab/geoBoundaries/raw"


@pytest.fixture
def network(host, looked_up, authorities, monkeypatch):
    """The server on loopback as the one host that the administrator allows; and its copy of the interface of geoBoundaries."""
    monkeypatch.setenv("INCIDENTS_FETCH_HOSTS", f"maps.test:{host.port}")
    usual = region_commands.rules_from_environment
    monkeypatch.setattr(
        region_commands,
        "rules_from_environment",
        lambda: replace(usual(), may_connect=lambda address: str(address) == "127.0.0.1", authorities=authorities),
    )
    api = f"https://maps.test:{host.port}/api/"
    monkeypatch.setattr(region_commands, "geoboundaries", partial(geoboundaries, api=api))
    return host


def offers(host, level: int, content: bytes, **changes: str | None) -> None:
    """Puts a level of geoBoundaries into the server: what is said of it, and its file."""
    path = f"{FOLDER}/{level}/boundaries.geojson"
    said = {
        "boundaryName": "Mali", "boundaryType": f"ADM{level}", "boundaryYearRepresented": "2017.0", "boundarySource": "DNP, OCHA",
        "boundaryLicense": "CC BY 4.0", "gjDownloadURL": f"https://maps.test:{host.port}{path}",
    }  # fmt: skip
    host.answers |= {f"/api/MLI/ADM{level}/": whole(json.dumps(said | changes).encode()), path: whole(content)}


def test_fetching_is_off_until_the_administrator_lists_hosts(run, monkeypatch, looked_up, tmp_path):
    monkeypatch.setenv("INCIDENTS_FETCH_HOSTS", "")
    for what in ("https://maps.test/x.geojson", "geoboundaries"):
        code, out, err = run("regions", "fetch", what)
        assert (code, out) == (2, "")
        assert "is off here" in err and "INCIDENTS_FETCH_HOSTS" in err
    assert looked_up == []
    assert list(tmp_path.iterdir()) == []


def test_a_file_at_an_address_is_fetched_checked_and_taken_in(run, network, files, newer, tmp_path):
    content = (files / "newer.geojson").read_bytes()
    network.answers |= {"/get": leading("/files/newer.geojson?v=2"), "/files/newer.geojson?v=2": whole(content)}
    code, out, err = run("regions", "fetch", f"https://maps.test:{network.port}/get", *WORDS[2:])
    assert (code, err) == (0, "")
    first, *_more, last = out.splitlines()
    url = f"https://maps.test:{network.port}/files/newer.geojson?v=2"
    assert first == f"Got {len(content):,} bytes from {url}, SHA-256 {newer.sha256}."
    assert last == "The boundary set newer is in the store as newer."
    assert "107 units  Tests  CC0" in sets(run)[1]
    assert [path.name for path in tmp_path.iterdir()] == ["incidents.duckdb"]


def test_regions_of_geoboundaries_come_with_their_vintage_source_and_licence(run, network, files, in_this_process):
    offers(network, 1, (files / "adm1.geojson").read_bytes())
    code, out, err = run("regions", "fetch", "geoboundaries")
    assert (code, err) == (0, "")
    assert "11 rows read; names of units out of the column shapeName. Units: region: 11\n" in out
    _embedded, line = sets(run)
    assert line.startswith(
        "geoboundaries-mali-adm1  geoBoundaries Mali ADM1  region  since 2017  11 units  DNP, OCHA  CC BY 4.0  "
    )
    assert [path for _host, path in network.asked] == ["/api/MLI/ADM1/", f"{FOLDER}/1/boundaries.geojson"]


def test_cercles_of_geoboundaries_are_put_into_regions_by_their_area(run, network, files, newer, tmp_path):
    """The file of cercles doesn't say in which region each lies. What the user says goes over what is published."""
    offers(network, 1, (files / "adm1.geojson").read_bytes())
    offers(network, 2, (files / "adm2.geojson").read_bytes(), boundaryName=None)
    words = ("--level", "2", "--licence", "as agreed", "--report", "r.json")
    code, out, err = run("regions", "fetch", "geoboundaries", *words)
    assert (code, err) == (0, "")
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    for line, digest in zip(out.splitlines(), (report["above_sha256"], report["sha256"]), strict=False):
        assert line.startswith("Got ") and line.endswith(f", SHA-256 {digest}.")
    assert [each["key"] for each in report["units"]] == list(newer.units["key"])
    assert report["findings"] == []
    assert sets(run)[1].startswith(
        "geoboundaries-adm2  geoBoundaries ADM2  region, cercle  since 2017  107 units  DNP, OCHA  as agreed  "
    )


def test_what_geoboundaries_says_cannot_write_into_the_terminal(run, network, files, in_this_process):
    """A sign that begins a command to the terminal, and one that turns the direction of writing."""
    offers(
        network, 1, (files / "adm1.geojson").read_bytes(), boundaryName="Mali\x1b[2J\u202e", boundarySource="a\nb\x9b1m"
    )
    code, out, _err = run("regions", "fetch", "geoboundaries")
    assert code == 0
    assert all(line.isprintable() for line in out.splitlines())
    assert "  geoBoundaries Mali [2J ADM1  " in sets(run)[1]
    assert "  a b 1m  " in sets(run)[1]


def test_a_file_above_is_not_passed_over_in_silence(run, network, files):
    code, _out, err = run("regions", "fetch", "geoboundaries", "--level", "2", "--above", files / "adm1.geojson")
    assert (code, network.asked) == (2, [])
    assert "Leave --above out" in err


@pytest.mark.parametrize(
    ("level", "content", "said"),
    [
        ("1", "abroad", "lies mostly in Niger: 0 % of its area is in Mali."),
        ("2", "VRT", 'begins with "OGRVRTDataSource"'),
    ],
)
def test_what_is_fetched_is_no_safer_than_what_is_given(run, network, files, tmp_path, level, content, said):
    """Boundaries of another country, and a file that would make GDAL open another one under this name."""
    abroad = tiles().rename(columns={"name": "shapeName"})
    path = divisions.write(tmp_path / "abroad.geojson", abroad.assign(geometry=abroad.translate(8, 0)))
    offers(network, 1, (files / "adm1.geojson").read_bytes())
    offers(network, int(level), {"abroad": path.read_bytes(), "VRT": VRT.encode()}[content])
    code, _out, err = run("regions", "fetch", "geoboundaries", "--level", level)
    assert (code, err.count("\n")) == (2, 1)
    assert said in err
    assert [each.name for each in tmp_path.iterdir()] == ["abroad.geojson"]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("http://maps.test/x.geojson", '"http://maps.test/x.geojson" doesn\'t begin with https://'),
        ("https://evil.test/x.geojson", 'Files may not be fetched from "evil.test"'),
    ],
)
def test_a_redirect_that_leaves_the_allowed_hosts_is_refused(run, network, tmp_path, looked_up, target, said):
    network.answers["/x.geojson"] = leading(target)
    code, out, err = run("regions", "fetch", f"https://maps.test:{network.port}/x.geojson")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "leads on to another" in err and said in err
    assert looked_up == ["maps.test"]
    assert list(tmp_path.iterdir()) == []


# --- two sets, and reports ---------------------------------------------------------------------------------------------


def test_two_sets_are_compared_in_lines_and_as_json(run, kept):
    """Of the 23 incidents two lie in Ménaka, which the newer set cuts out of Gao; the rest lie in regions of one name."""
    code, out, err = run("regions", "compare", "natural-earth", NAME, "--store", kept)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert [line for line in lines if re.fullmatch(r"62,0\d\d km² \(35\.8 %\), 2 incidents: Gao → Ménaka", line)]
    assert [line for line in lines if line.endswith(" km² (100 %), 0 incidents: Bamako → Bamako")]
    assert [line for line in lines if line.endswith(" km² (100 %), 1 incident: Koulikoro → Koulikoro")]
    assert "0 km², 3 incidents: outside Mali → outside Mali" in lines
    assert "0 km², 3 incidents: without a place → without a place" in lines
    assert len(lines) == 9 + 2 + 2

    code, out, _err = run("regions", "compare", KEY, "natural-earth", "--json", "--store", kept)
    rows = json.loads(out)
    assert sum(each["incidents"] for each in rows) == 23
    assert {(each["before"], each["after"]): each["share"] for each in rows}[("Ménaka", "Gao")] == pytest.approx(1)
    assert [each["share"] for each in rows if each["km2"] == 0] == [None, None]
    code, out, err = run("regions", "compare", "natural-earth", "Newer", "--store", kept)
    assert (code, out) == (2, "")
    assert err.startswith('There is no boundary set "Newer".')


def test_the_area_that_changed_its_region_is_that_of_the_box_that_was_cut_out(run, kept):
    """Gao's part east of 1.2° E and south of 17.2° N, measured on the ellipsoid without any projection."""
    region, box = divisions.CUT_OUT["Ménaka"]
    cut = read_embedded(FILE.parent).shape(region).intersection(box).segmentize(0.01)
    area, _length = pyproj.Geod(ellps="WGS84").geometry_area_perimeter(cut)
    (found,) = [
        each
        for each in json.loads(run("regions", "compare", "natural-earth", KEY, "--json", "--store", kept)[1])
        if (each["before"], each["after"]) == ("Gao", "Ménaka")
    ]
    assert found["km2"] == pytest.approx(abs(area) / 1e6, rel=1e-3)


def test_disagreements_are_counted_and_named(run, kept):
    """A and B lie in Gao by the older set, D in Niger, and C some 6 km from Kidal (data/places.csv)."""
    code, out, err = run("regions", "disagreements", "--store", kept)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "13 of Two documents, 2022–2023: in the region reported",
        "2 of own: in another region than the one reported",
        "1 of own: reported by another division, which fits",
        "1 of own: in the region reported",
        "D: Ayorou, reported in Gao, lies outside Mali (Niger)",
        "C: Anéfis, reported in Kidal, lies in Gao, 5.9 km from a border",
    ]
    code, out, _err = run("regions", "disagreements", "--boundaries", NAME, "--json", "--store", kept)
    found = json.loads(out)
    ways = {(each["data_set"], each["agreement"]): each["incidents"] for each in found["by_data_set"]}
    assert ways == {
        ("Two documents, 2022–2023", "same"): 13, ("own", "differs"): 2, ("own", "part"): 1, ("own", "same"): 1,
    }  # fmt: skip
    assert [(each["incident_id"], each["region"], each["country"]) for each in found["incidents"]] == [
        ("D", None, "Niger"),
        ("C", "Gao", "Mali"),
    ]
    assert run("regions", "disagreements", "--boundaries", "x", "--store", kept)[0] == 2


# --- numbers and files by a set ----------------------------------------------------------------------------------------


def stats(run, kept: Path, *arguments: str) -> dict:
    code, out, err = run("stats", "--json", "--store", kept, *arguments)
    assert (code, err) == (0, "")
    return json.loads(out)


def some(by_region: dict[str, int]) -> dict[str, int]:
    return {key: n for key, n in by_region.items() if n}


def test_numbers_go_by_the_set_that_is_named(run, kept):
    """5 of the two documents and C in Gao, 3, 1, 2 and 3 in others; A and B in Gao by the embedded set, in Ménaka by the newer."""
    others = {"Kidal": 3, "Koulikoro": 1, "Mopti": 2, "Ségou": 3}
    older, newer = stats(run, kept), stats(run, kept, "--boundaries", NAME)
    assert some(older["by_region"]) == others | {"Gao": 8}
    assert some(newer["by_region"]) == others | {"Gao": 6, "Ménaka": 2}
    assert len(newer["by_region"]) == 11
    assert (newer["boundary_set"], newer["regions_by"], newer["total"]) == (NAME, "computed", 23)
    assert newer["filter"] == f"all dates · all actors · regions by {NAME}"
    assert newer["agreement"] == {"same": 14, "part": 1, "differs": 2}
    text = run("stats", "--store", kept, "--boundaries", KEY)[1]
    assert f"By region ({NAME})\n" in text
    assert "        2  Ménaka\n" in text


def test_regions_and_cercles_of_the_set_can_be_filtered_by(run, kept):
    """Tarkint (17.477° N 0.1163° E, two incidents) and Ersane lie in one cercle of Gao, Anéfis in another, and the road RN18,
    with the two others of the region, in none: it crosses them."""
    units = divisions.units()
    (cercle,) = units.loc[units.contains(shapely.Point(0.1163, 17.477)), "cercle"]
    found = stats(run, kept, "--boundaries", NAME, "--region", f"gao/{cercle}")
    assert found["filter"] == f"all dates · all actors · Gao › {cercle} · regions by {NAME}"
    assert (found["shown"], some(found["by_region"])) == (3, {"Gao": 3})
    assert stats(run, kept, "--boundaries", NAME, "--region", "Gao", "--region", f"Gao/{cercle}")["shown"] == 6
    assert stats(run, kept, "--boundaries", NAME, "--region", "Gao/Gao 5", "--region", "Menaka")["shown"] == 2


def test_by_the_report_incidents_count_where_their_sources_say(run, kept):
    """A and D go to Gao, B to Ménaka, C to Kidal; all of the documents lie where they are reported."""
    found = stats(run, kept, "--boundaries", NAME, "--regions-by", "reported")
    assert some(found["by_region"]) == {"Gao": 7, "Kidal": 4, "Koulikoro": 1, "Mopti": 2, "Ménaka": 1, "Ségou": 3}
    assert found["outside_mali"] == 2
    assert found["filter"] == f"all dates · all actors · regions as reported, else by {NAME}"


@pytest.mark.parametrize("command", [("stats",), ("export", "-o", "x.csv")])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--boundaries", "Newer divison (made up)"), f'There is no boundary set "Newer divison (made up)". Did you mean "{NAME}"?\n'),
        (("--boundaries", NAME, "--region", "Gao/Gao 55"), 'This data has no region "Gao/Gao 55". Did you mean "Gao/Gao 5"?\n'),
        (("--region", "Menaka"), 'This data has no region "Menaka". Did you mean "Bamako"?\n'),
    ],
)  # fmt: skip
def test_a_set_or_region_that_is_not_there_is_answered_with_the_likeliest(
    run, kept, tmp_path, command, arguments, said
):
    assert run(*command, "--store", kept, *arguments) == (2, "", said)
    assert list(tmp_path.iterdir()) == []


def exported(run, kept: Path, *arguments: str) -> tuple[dict[str, dict[str, str]], str]:
    """The rows of a zipped CSV by their ids, and what is said of them."""
    code, _out, err = run("export", "-o", "x.zip", "--store", kept, *arguments)
    assert (code, err) == (0, "")
    with zipfile.ZipFile("x.zip") as bundle:
        table, about = (bundle.read(name).decode("utf-8-sig") for name in ("x.csv", "x.about.txt"))
    return {each["incident_id"]: each for each in csv.DictReader(io.StringIO(table))}, about


def test_an_export_has_the_places_of_the_set_and_says_which_one_it_is(run, kept):
    rows, about = exported(run, kept, "--boundaries", NAME)
    assert len(rows) == 23
    assert {rows[key]["region"] for key in "AB"} == {"Ménaka"}
    assert rows["A"]["unit"].startswith("Ménaka/Ménaka ")
    assert [rows[key]["agreement"] for key in "ABCD"] == ["part", "same", "differs", "differs"]
    assert (rows["D"]["region"], rows["D"]["unit"], rows["D"]["border_km"]) == ("outside-mali", "outside-mali", "")
    assert float(rows["C"]["border_km"]) == pytest.approx(6, abs=0.5)
    assert {each["attached_km"] for each in rows.values()} == {""}
    assert f"Boundaries: {NAME} (2016 to 2023). Tests, CC0. Boundaries and names shown imply no opinion" in about
    assert f"Shown: 23 of 23 incidents · all dates · all actors · regions by {NAME}\n" in about

    rows, about = exported(run, kept)
    assert {rows[key]["region"] for key in "AB"} == {rows["A"]["unit"]} == {"Gao"}
    assert [rows[key]["agreement"] for key in "ABCD"] == ["same", "part", "differs", "differs"]
    assert "Boundaries: Natural Earth, 8 regions and Bamako (until 2016). Natural Earth, Public domain. " in about


def test_an_export_by_the_report_has_the_region_that_it_counts_in(run, kept):
    rows, about = exported(run, kept, "--boundaries", NAME, "--regions-by", "reported")
    assert [rows[key]["region"] for key in "ABCD"] == ["Gao", "Ménaka", "Kidal", "Gao"]
    assert f"regions as reported, else by {NAME}" in about


@pytest.mark.parametrize("ending", ["xlsx", "geojson", "gpkg", "parquet", "kml"])
def test_every_format_that_says_anything_says_the_set(run, kept, tmp_path, ending):
    assert run("export", "-o", f"x.{ending}", "--store", kept, "--boundaries", NAME, "--region", "Menaka")[0] == 0
    path = tmp_path / f"x.{ending}"
    if ending == "gpkg":
        said = " ".join(pyogrio.read_dataframe(path, layer="about")["words"])
    elif ending == "xlsx":
        book = openpyxl.load_workbook(path)
        said = " ".join(str(cell) for sheet in book for line in sheet.iter_rows(values_only=True) for cell in line)
    else:
        said = path.read_bytes().decode("utf-8", "replace")
    assert f"{NAME} (2016 to 2023). Tests, CC0." in said
