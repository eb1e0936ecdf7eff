"""The whole path from a file to a dataset: right for the embedded data, clear for a file that can't be used."""

import shutil

import pytest

from geodata import reference as pipeline
from geodata.errors import DataFileError
from geodata.ingest import EMBEDDED, Folder, folder, ingest
from geodata.reference import TABLES

from . import sheets
from .facts import BY_ID, FACTS

GEOJSON = ("regions.geojson", "neighbours.geojson", "areas.geojson")
GARBAGE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
MENDS = ("Put it back into data/", "Save it as CSV", "Get the table itself", "make_boundaries.py")


def test_no_incident_is_lost_doubled_or_moved_out_of_order(dataset):
    assert dataset.incidents["incident_id"].tolist() == [fact.incident_id for fact in FACTS]
    assert (dataset.read, dataset.set_aside, dataset.duplicates, len(dataset.quarantine)) == (19, 0, 0, 0)


@pytest.mark.parametrize("incident_id", BY_ID)
def test_each_incident_is_what_the_documents_say(dataset, by_id, incident_id):
    fact, row = BY_ID[incident_id], by_id.loc[incident_id]
    assert (row["first_day"].date(), row["last_day"].date(), row["open_start"]) == (
        fact.first,
        fact.last,
        fact.open_start,
    )
    assert (row["region_key"], row["country"], row["status"]) == (fact.region, fact.country, fact.status)
    assert (row["event_type"], row["lead_actor"]) == (fact.type, fact.perpetrators[0])
    own = dataset.participations[dataset.participations["no"] == row["no"]]
    assert [tuple(own.loc[own["role"] == role, "actor_id"]) for role in ("perpetrator", "partner", "target")] == [
        fact.perpetrators, fact.partners, fact.targets,
    ]  # fmt: skip


def test_just_three_incidents_have_no_place(by_id):
    assert set(by_id.index[by_id.geometry.isna()]) == {
        "MLI-2022-04-26-VIDEO",
        "MLI-2023-08-BASES",
        "MLI-2023-09-11-WAR",
    }


def test_the_rn18_is_a_line_within_gao(by_id, boundaries):
    gao = boundaries.shape("Gao").buffer(1e-9)
    for incident_id in ("MLI-2023-10-04-RN18", "MLI-2023-10-05-RN18"):
        shape = by_id.geometry[incident_id]
        assert (shape.geom_type, gao.contains(shape)) == ("LineString", True)


def test_what_is_known_only_by_area_is_never_a_point(by_id):
    areas = by_id[by_id["place_precision"] == "area"]
    assert set(areas.index) == {
        "BEN-2022-04-NORTH", "MLI-2023-10-EARLY-KIDAL", "MLI-2023-10-03-SEGOU", "MLI-2023-10-03-KOULIKORO", "BFA-2023-10-09-SOUM",
    }  # fmt: skip
    assert set(areas.geometry.geom_type) <= {"Polygon", "MultiPolygon"}


def test_reported_and_computed_region_are_both_kept(by_id):
    """The documents name no region for Ersane; the join finds Gao. Segou is spelled as the document spells it."""
    assert by_id.loc["MLI-2023-10-10-ERSANE", ["reported_region", "region"]].tolist() == ["", "Gao"]
    assert by_id.loc["MLI-2022-04-06-SEGOU", ["reported_region", "region"]].tolist() == ["Segou", "Ségou"]


def test_where_a_region_is_reported_the_join_agrees(by_id, boundaries):
    reported = by_id[by_id["reported_region"] != ""]
    assert len(reported) == 13
    assert reported["reported_region"].map(boundaries.find).tolist() == reported["region"].tolist()


def test_anefis_is_in_gao_and_flagged(tmp_path):
    rows = [sheets.row(place="Anéfis"), sheets.row(incident_id="B", place="Tarkint")]
    incidents = ingest(sheets.write(tmp_path, *rows)).incidents
    assert incidents[["region", "near_border"]].to_numpy().tolist() == [["Gao", True], ["Gao", False]]


def test_an_unknown_type_of_event_and_an_unknown_footnote_are_kept(tmp_path):
    row = sheets.row(
        event_type="Drone strike", document_id="mine-2024", footnotes="3; 4", perpetrators="Dozo; JNIM; Dozo"
    )
    dataset = ingest(sheets.write(tmp_path, row))
    assert dataset.incidents[["event_type", "event_class"]].to_numpy().tolist() == [
        ["Drone strike", "Movement or statement"]
    ]
    assert dataset.citations.to_numpy().tolist() == [[0, "mine-2024", "3", "", ""], [0, "mine-2024", "4", "", ""]]
    assert dataset.participations[["actor_id", "original"]].to_numpy().tolist() == [
        ["unlisted:Dozo", "Dozo"], ["jnim", "JNIM"], ["unlisted:Dozo", "Dozo"],
    ]  # fmt: skip
    assert dataset.actors["actor_id"].tolist().count("unlisted:Dozo") == 1


def test_a_csv_of_ones_own_falls_back_to_the_embedded_places_and_actors(tmp_path):
    """The embedded stances are on other incidents: they are neither claims nor faults of this sheet."""
    sheets.write(tmp_path, sheets.row(place="Tarkint", perpetrators="FAMa"), name="mine.csv")
    dataset = ingest(folder(str(tmp_path / "mine.csv")))
    assert dataset.incidents[["region", "lead_actor"]].to_numpy().tolist() == [["Gao", "malian-army"]]
    assert (len(dataset.claims), len(dataset.quarantine), len(dataset.reference.milestones)) == (0, 0, 5)


def test_a_table_of_ones_own_comes_before_the_embedded_one(tmp_path):
    (tmp_path / "places.csv").write_text("name,latitude,longitude,aliases\nGao,14.5,-4.2,\nBourem,1,1,\nAlmoustarat,1,2,\nTarkint,1,3,\nAnéfis,1,4,\nKidal,1,5,\n", encoding="utf-8")  # fmt: skip
    assert ingest(sheets.write(tmp_path, sheets.row())).incidents["region"].tolist() == ["Mopti"]


def test_what_a_user_names_is_a_folder_a_file_or_nothing(tmp_path):
    assert folder(None) == folder("") == Folder(EMBEDDED)
    assert folder(str(tmp_path)) == Folder(tmp_path)
    assert folder(str(tmp_path / "mine.csv")) == Folder(tmp_path, "mine.csv")
    assert folder(str(tmp_path)).file("places.csv") == EMBEDDED / "places.csv"
    assert folder(str(tmp_path)).file("incidents.csv") == tmp_path / "incidents.csv"


@pytest.mark.parametrize("name", [*TABLES, *GEOJSON])
@pytest.mark.parametrize("content", [None, GARBAGE], ids=["missing", "garbled"])
def test_a_file_that_cannot_be_used_is_named_with_its_mend(tmp_path, monkeypatch, name, content):
    shutil.copytree(EMBEDDED, tmp_path / "data", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (tmp_path / "data" / name).unlink()
    if content:
        (tmp_path / "data" / name).write_bytes(content)
    monkeypatch.setattr(pipeline, "EMBEDDED", tmp_path / "data")
    with pytest.raises(DataFileError) as refused:
        ingest(Folder(tmp_path / "data"))
    sentence = str(refused.value)
    assert sentence.startswith(f"The data file {name} ")
    assert any(mend in sentence for mend in MENDS)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("places.csv", "name,latitude,longitude,aliases\nGao,north,1,\n", r"^The data files places\.csv and roads\.csv don't fit together .*north"),
        ("roads.csv", "name,sequence,place\nRN18,1,Nowhere\n", r"^The data files places\.csv and roads\.csv don't fit together .*nowhere"),
        ("roads.csv", "name,sequence,place\nRN18,1,Gao\n", r"^The data files places\.csv and roads\.csv .* two stops or more"),
        ("claims.csv", "incident_id,actor\n", r'^The data file claims\.csv lacks the column "stance"'),
        (
            "documents.csv",
            "document_id,title,author,publisher,published,data_cutoff,url\na,,,,,,\na,,,,,,\n",
            r'^The data file documents\.csv has the document "a" twice\. Keep one of its rows\.$',
        ),
    ],
)  # fmt: skip
def test_a_table_that_makes_no_sense_is_named(tmp_path, name, content, sentence):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError, match=sentence):
        ingest(sheets.write(tmp_path, sheets.row()))


def test_the_version_changes_with_any_file_and_only_then(tmp_path):
    """It is the key of the page's caches: a change that it misses is a wrong number on the screen."""
    source = sheets.write(tmp_path, sheets.row())
    seen = [source.version(), source.version()]
    sheets.write(tmp_path, sheets.row(), sheets.row(incident_id="B"))
    seen.append(source.version())
    (tmp_path / "milestones.csv").write_text("date,date_precision,label\n", encoding="utf-8")
    seen.append(source.version())
    (tmp_path / "incidents.csv").unlink()
    seen.append(source.version())
    assert seen[0] == seen[1]
    assert len(set(seen)) == 4
    assert ingest(Folder(EMBEDDED)).version == Folder(EMBEDDED).version()


def test_columns_that_may_be_left_out_may_be_left_out(tmp_path):
    header = list(sheets.GOOD)
    (tmp_path / "incidents.csv").write_text(sheets.text(sheets.row(), header=header), encoding="utf-8")
    dataset = ingest(Folder(tmp_path))
    assert dataset.incidents[["region", "country", "summary", "status"]].to_numpy().tolist() == [
        ["Gao", "Mali", "", "reported"]
    ]
