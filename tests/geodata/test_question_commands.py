"""`python -m geodata coincide`: three at the same place and one apart, as text, JSON and files; what can't be is a sentence."""

import json

import geopandas
import pandas as pd
import pytest

from geodata.questions.registry import QUESTIONS

from . import sheets


@pytest.fixture
def coincide(run):
    """The JSON that the command prints."""

    def asked(*arguments):
        code, said, complained = run("coincide", "--json", *arguments)
        assert code == 0, complained
        return json.loads(said)

    return asked


def test_the_defaults_find_three_at_the_same_place_and_list_the_possible_one_apart(coincide):
    found = coincide()
    assert (found["within_hours"], found["within_km"]) == (24, 20)
    keys = {"relation", "ids", "actors", "place", "hours", "km"}
    assert all(
        keys <= set(pair) and len(pair["hours"]) == len(pair["km"]) == len(pair["ids"]) == 2 for pair in found["pairs"]
    )
    same = [pair for pair in found["pairs"] if pair["relation"] == "same place"]
    assert [(pair["place"], pair["first_day"], pair["last_day"], pair["hours"]) for pair in same] == [
        ("Tarkint", "2023-10-03", "2023-10-03", [0, 24]),
        ("RN18", "2023-10-04", "2023-10-05", [0, 48]),
        ("Aguelhok", "2023-10-23", "2023-10-23", [0, 24]),
    ]
    assert all(set(pair["actors"]) == {"JNIM", "Tuareg separatist rebels"} for pair in same)
    (other,) = [pair for pair in found["pairs"] if pair["relation"] != "same place"]
    assert other["relation"] == "possible" and other["ids"] == ["MLI-2023-10-03-TARKINT-1", "MLI-2023-10-04-RN18"]
    assert found["counts"] == {"same place": 3, "near": 0, "possible": 1}
    assert found["chance"]["too_few"]


def test_as_text_it_says_the_same(run):
    code, said, complained = run("coincide")
    assert (code, complained) == (0, "")
    lines = said.splitlines()
    assert lines[0] == "Coincidences of different armed groups"
    assert lines[2].startswith(
        "3 pairs of incidents at the same place as reported: Tarkint, 3 Oct 2023; RN18, 4–5 Oct 2023"
    )
    table = [line for line in lines if "MLI-" in line]
    assert [line.startswith("same place as reported") for line in table] == [True, True, True, False]


def test_other_pairs_by_choice_and_a_filter(coincide):
    actors = [pair["actors"] for pair in coincide("--among", "armed")["pairs"]]
    assert {"Wagner Group", "UN forces (MINUSMA)"} <= {name for each in actors for name in each}
    alone = coincide(
        "--between", "jnim", "--between", "Tuareg separatist rebels", "--within-hours", "0", "--within-km", "0"
    )
    assert alone["counts"] == {"same place": 2, "near": 0, "possible": 0}
    october = coincide("--from", "2023-10-20")
    assert [pair["place"] for pair in october["pairs"]] == ["Aguelhok"]


def test_a_filter_that_nothing_passes_is_an_answer(coincide, run):
    found = coincide("--from", "2001-01-01", "--to", "2001-02-01")
    assert found["pairs"] == [] and found["groups"] == []
    code, said, complained = run("coincide", "--from", "2001-01-01", "--to", "2001-02-01")
    assert (code, complained) == (0, "") and "No incident with a place" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--within-km", "501"), '"501" is no number of kilometres from 0 to 500.'),
        (("--within-km", "-1"), '"-1" is no number of kilometres from 0 to 500.'),
        (("--within-km", "near"), '"near" is no number of kilometres from 0 to 500.'),
        (("--within-hours", "nan"), '"nan" is no number of hours from 0 to 1,440.'),
        (("--within-hours", "1441"), '"1441" is no number of hours from 0 to 1,440.'),
        (("--among", "armd"), 'Did you mean "armed"?'),
        (("--between", "JNMI", "--between", "Wagner"), 'This data has no actor "JNMI". Did you mean "JNIM"?'),
        (("-o", "a.kml"), 'The ending of "a.kml" is that of no format. There are: csv, zip, xlsx, geojson, gpkg, parquet, png'),
        (("-o", "a.docx"), 'The ending of "a.docx" is that of no format.'),
        (("-o", "nowhere/a.csv"), "can't be written (No such file or directory)"),
    ],
)  # fmt: skip
def test_what_can_t_be_is_one_sentence_and_no_file(run, tmp_path, arguments, said):
    code, printed, complained = run("coincide", *arguments)
    assert code != 0 and printed == ""
    assert said in complained and "Traceback" not in complained and len(complained.strip().splitlines()) == 1
    assert not [*tmp_path.glob("a.*"), *tmp_path.glob("nowhere")]


def test_incidents_without_a_place_or_known_to_a_country_are_in_no_pair_and_said(run, coincide, tmp_path):
    country = "POLYGON ((-12 10, 4 10, 4 25, -12 25, -12 10))"
    day = {"date_start": "2022-05-05", "date_end": "2022-05-05"}
    wide = {"place": "Mali", "place_precision": "area", "outline": country}
    sheets.write(
        tmp_path,
        sheets.row(incident_id="1", perpetrators="JNIM", **day),
        sheets.row(incident_id="2", perpetrators="Tuareg rebels", place="", place_precision="unlocated", **day),
        sheets.row(incident_id="3", perpetrators="Tuareg rebels", **day | wide),
    )
    assert run("import", tmp_path / "incidents.csv")[0] == 0
    found = coincide("--to", "2022-12-31")
    assert found["pairs"] == [] and found["left_out"] == {"unlocated": 1, "as_large_as_a_country": 1}
    assert len([each for each in found["caveats"] if "in no pair" in each]) == 2


def test_the_table_goes_into_a_file(run, tmp_path):
    for name in ("a.csv", "a.geojson"):
        assert run("coincide", "-o", tmp_path / name)[0] == 0
    assert len(pd.read_csv(tmp_path / "a.csv")) == len(geopandas.read_file(tmp_path / "a.geojson")) == 4


@pytest.mark.parametrize(
    "question", [each for each in QUESTIONS.values() if each.name != "coincidences"], ids=lambda q: q.command
)
def test_every_question_prints_what_it_found_and_json_holds_the_same(run, question):
    code, said, complained = run(question.command)
    assert code == 0, complained
    code, as_json, _complained = run(question.command, "--json")
    found = json.loads(as_json)
    assert code == 0 and said.startswith(found["title"])
    assert all(sentence in said for sentence in found["findings"])
    assert isinstance(found["rows"], list) and found["left_out"] >= 0
