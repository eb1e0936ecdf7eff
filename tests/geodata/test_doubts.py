"""Oddities in accepted rows are said: unsaid, a swapped position or a double would stand on the map as a fact."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.doubts import DOUBT_COLUMNS, doubts, repaired
from geodata.ingest import Dataset, Part, derive, folder, ingest
from geodata.readers import layout_of
from geodata.reference import Reference, read_reference
from geodata.unlisted import of_unlisted

from . import sheets
from .readers.exports import ACLED_HEADER, acled, write

GAO = {"latitude": "16.27167", "longitude": "-0.04472", "place_precision": "exact"}
TODAY = date(2026, 11, 22)


@cache
def reference() -> Reference:
    return read_reference(folder(None))


def part_of(path: Path) -> Part:
    return derive(layout_of(path).sheet(), reference())


def read(tmp_path: Path, *rows: dict[str, str]) -> Part:
    return part_of(sheets.write(tmp_path, *rows).file("incidents.csv"))


def doubted(part: Part) -> pd.DataFrame:
    return doubts(part.incidents, part.claims, reference().boundaries, TODAY)


def said(tmp_path, *rows: dict[str, str]) -> list[tuple[str, str, str, str]]:
    """The doubts of these rows, which are named A, B, ..., as (id, column, value, rule)."""
    named = [{**cells, "incident_id": "ABCDEF"[nr]} for nr, cells in enumerate(rows)]
    part = read(tmp_path, *named)
    assert part.faults.empty
    found = doubted(part)[["incident_id", "column", "value", "rule"]]
    return list(found.itertuples(index=False, name=None))


def columns(tmp_path, *rows: dict[str, str]) -> list[tuple[str, str]]:
    return [found[:2] for found in said(tmp_path, *rows)]


def test_a_good_row_is_not_doubted(tmp_path):
    assert said(tmp_path, sheets.row(**GAO, reported_region="Gao", perpetrators="JNIM", summary="Un château, l’été.")) == []  # fmt: skip


@pytest.mark.parametrize(
    ("latitude", "longitude", "odd"),
    [("0", "0", True), ("0.009", "-0.009", True), ("0.011", "0", False), ("16.27167", "0", False)],
)
def test_a_position_at_null_island_is_most_often_an_empty_cell(tmp_path, latitude, longitude, odd):
    """16.27, 0 lies in the Gao region: zero degrees of longitude is nothing odd in Mali."""
    found = said(tmp_path, sheets.row(latitude=latitude, longitude=longitude, place_precision="exact"))
    assert any(rule.startswith("The position is 0, 0") for *_cells, rule in found) == odd
    assert len(found) == (latitude != "16.27167")  # one doubt a position, though it lies outside Mali as well


def test_swapped_axes_are_said_with_the_position_that_they_give(tmp_path):
    part = read(tmp_path, sheets.row(latitude="-0.04472", longitude="16.27167", place_precision="exact"))  # fmt: skip
    doubt = doubted(part).iloc[0]
    assert list(doubt) == [
        2, "A", "latitude", "-0.04472, 16.27167",
        "The position lies outside the country; with latitude and longitude swapped it lies inside.",
        "Swapped, the position is 16.27167, -0.04472 and lies in the region Gao.",
    ]  # fmt: skip
    assert len(part.doubts) == 1
    assert part.incidents["latitude"].tolist() == [-0.04472]


def test_a_position_in_gabon_of_a_row_that_says_so_is_not_swapped(tmp_path):
    assert said(tmp_path, sheets.row(latitude="-0.8", longitude="11.6", place_precision="exact", country="Gabon")) == []


def test_an_area_has_no_axes_to_swap(tmp_path):
    """Its position is somebody's middle of it, and isn't used."""
    assert said(tmp_path, sheets.row(latitude="-0.04472", longitude="16.27167", place="Gao region", place_precision="area")) == []  # fmt: skip


def test_a_place_abroad_of_a_row_that_says_mali(tmp_path):
    niamey = {"latitude": "13.5", "longitude": "2.1", "place_precision": "exact"}
    atlantic = {"latitude": "10", "longitude": "-40", "place_precision": "exact"}
    rows = [
        sheets.row(**niamey, country="Mali"),
        sheets.row(**niamey),
        sheets.row(**niamey, country=" MALI "),
        sheets.row(**niamey, country="Niger"),
        sheets.row(**atlantic),
        sheets.row(**GAO, country="Mali"),
    ]
    rule = "The row says that it is in Mali, but its place lies outside."
    assert said(tmp_path, *rows) == [
        ("A", "country", "Mali", rule), ("B", "country", "Mali", rule), ("C", "country", "MALI", rule), ("E", "country", "Mali", rule),
    ]  # fmt: skip
    mends = doubted(part_of(tmp_path / "incidents.csv"))["mend"].tolist()
    assert mends[0] == "It lies in Niger. Name that country, or mend the place."
    assert mends[3].startswith("It lies in none of the neighbouring countries")


@pytest.mark.parametrize(
    ("place", "reported", "odd"),
    [
        ("Gao", "Kidal", True),
        ("Gao", "Gao", False),
        ("Gao", "région de gao", False),
        ("Ségou", "Segou", False),
        ("Ménaka", "Menaka", False),  # a part of Gao until 2016: the boundary set has no Ménaka
        ("Ménaka", "Ménaka Region", False),
        ("Gao", "Ménaka", False),  # it may be: both are Gao in this boundary set
        ("Kidal", "Menaka", True),
        ("Gao", "", False),
    ],
)
def test_a_region_that_the_place_does_not_lie_in(tmp_path, place, reported, odd):
    rule = "The place lies in another region than the one reported."
    wanted = [("A", "reported_region", reported, rule)] if odd else []
    assert said(tmp_path, sheets.row(place=place, reported_region=reported)) == wanted


def test_anefis_is_doubted_with_a_word_on_the_border(tmp_path):
    """Officially in Kidal; Natural Earth's line runs 6 km north of it. The doubt is right, and so is the report."""
    rows = [sheets.row(place="Anéfis", reported_region="Kidal"), sheets.row(incident_id="B", reported_region="Kidal")]
    found = doubted(read(tmp_path, *rows))
    assert found["mend"].str.startswith("By the boundaries used here it lies in Gao.").tolist() == [True, True]
    assert found["mend"].str.contains("near to the border").tolist() == [True, False]


def test_a_road_goes_where_it_is_reported_and_is_doubted_where_it_does_not_run(tmp_path):
    road = {"place": "RN18", "place_precision": "road"}
    rows = [sheets.row(**road, reported_region="Gao"), sheets.row(**road, reported_region="Kayes")]
    assert columns(tmp_path, *rows) == [("B", "reported_region")]


def test_a_region_of_an_unknown_name_is_proposed_the_nearest(tmp_path):
    rows = [
        sheets.row(reported_region="Gaoo"),
        sheets.row(reported_region="Tillabéri", country="Niger", latitude="13.5", longitude="2.1", place_precision="exact"),
    ]  # fmt: skip
    assert columns(tmp_path, *rows) == [("A", "reported_region")]
    assert doubted(part_of(tmp_path / "incidents.csv"))["mend"][0].endswith('Did you mean "Gao"?')


def test_a_region_reported_of_a_row_abroad_is_doubted_once(tmp_path):
    niamey = {"latitude": "13.5", "longitude": "2.1", "place_precision": "exact", "reported_region": "Gao"}
    found = columns(tmp_path, sheets.row(**niamey), sheets.row(**niamey, country="Niger"))
    assert found == [("A", "country"), ("B", "reported_region")]


SAME = {"perpetrators": "JNIM", "targets": "Malian army; Wagner Group"}


@pytest.mark.parametrize(
    ("changes", "odd"),
    [
        ({}, True),
        ({"event_type": "IED", "summary": "Told otherwise"}, True),
        ({"targets": "jnim; WAGNER  group", "perpetrators": "Malian army"}, True),
        (GAO, True),
        (GAO | {"latitude": "16.2717", "longitude": "-0.0447"}, True),
        ({"targets": "Malian army"}, False),
        ({"date_start": "2023-10-04", "date_end": "2023-10-04"}, False),
        ({"date_start": "", "date_precision": "on or before"}, False),
        ({"place": "Bourem"}, False),
        ({"place": "Gao region", "place_precision": "area"}, False),
        (GAO | {"latitude": "16.35"}, False),
    ],
)
def test_the_same_place_days_and_actors_may_be_one_incident_told_twice(tmp_path, changes, odd):
    found = said(tmp_path, sheets.row(**SAME), sheets.row(**SAME) | changes)
    assert [(name, column) for name, column, *_rest in found] == ([("B", "place")] if odd else [])


def test_each_double_names_the_first_of_its_kind(tmp_path):
    rows = [sheets.row(**SAME, incident_id=name) for name in "ABC"] + [sheets.row(incident_id="D")]
    found = doubted(read(tmp_path, *rows))
    assert found["incident_id"].tolist() == ["B", "C"]
    assert found["mend"].str.contains('"A"').all()


NOWHERE = SAME | {"place": "", "place_precision": "unlocated"}


@pytest.mark.parametrize("cells", [{}, NOWHERE], ids=["nobody named", "no place"])
def test_what_is_not_known_is_not_the_same(tmp_path, cells):
    assert said(tmp_path, sheets.row() | cells, sheets.row() | cells) == []


def test_a_row_told_of_twice_in_one_road_is_found_by_its_name(tmp_path):
    rows = [sheets.row(**SAME, place=name, place_precision="road") for name in ("RN18", "rn18")]
    assert columns(tmp_path, *rows) == [("B", "place")]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("SÃ©gou", "Ségou"),
        ("TombouctouÂ", "Tombouctou"),  # a no-break space that lost its second half
        ("TombouctouÂ\xa0Nord", "Tombouctou\xa0Nord"),
        ("lâ€™armÃ©e", "l’armée"),
        ("â€œGaoâ€\x9d", "“Gao”"),  # one of its bytes is no character of Windows-1252
        ("dÃ©jÃ", "déjà"),
        ("Å“uvre", "œuvre"),
        ("SÃƒÂ©gou", "Ségou"),  # twice
        ("Ø¬Ù…Ø§Ø¹Ø©", "جماعة"),
        ("ðŸ”¥", "🔥"),
    ],
)
def test_letters_read_in_a_wrong_encoding_are_proposed_as_they_were(tmp_path, broken, whole):
    assert repaired(broken) == whole
    found = read(tmp_path, sheets.row(summary=broken))
    assert found.doubts[["column", "value", "mend"]].to_numpy().tolist() == [["summary", broken, f'Should it be "{whole}"?']]  # fmt: skip
    assert found.incidents["summary"].tolist() == [broken]


@pytest.mark.parametrize(
    "text",
    ["Ségou", "château", "SÃO TOMÉ", "IRMÃ", "« LIBERTÉ »", "LIBERTÉ»", "TRAORÉ…", "l’été", "جماعة", "🔥", "Ångström", "Ségou et SÃ©gou", "Â"],
)  # fmt: skip
def test_letters_that_only_look_odd_are_left_alone(tmp_path, text):
    assert repaired(text) is None
    assert said(tmp_path, sheets.row(summary=text)) == []


def test_every_column_of_text_is_looked_at_and_named(tmp_path):
    odd = dict.fromkeys(("event_type", "perpetrators", "summary", "country", "source", "analyst_note"), "SÃ©gou")
    assert sorted(columns(tmp_path, sheets.row() | odd)) == sorted(("A", name) for name in odd)


def test_lost_characters_are_told_of_and_nothing_is_proposed(tmp_path):
    found = said(tmp_path, sheets.row(summary="S\ufffdgou"), sheets.row(summary="S?gou"))
    assert [(name, column, value) for name, column, value, _rule in found] == [("A", "summary", "S\ufffdgou")]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"date_start": "2026-11-23", "date_end": "2026-11-23"}, "date_start"),
        ({"date_start": "", "date_end": "2026-11-23", "date_precision": "on or before"}, "date_end"),
        ({"date_start": "2026-11-22", "date_end": "2026-11-22"}, None),
        # A month is given whole, even while it lasts.
        ({"date_start": "2026-11-01", "date_end": "2026-11-30", "date_precision": "month"}, None),
    ],
)
def test_what_is_still_to_come_has_a_slip_in_its_date(tmp_path, cells, column):
    assert columns(tmp_path, sheets.row() | cells) == ([("A", column)] if column else [])


NO_ACTOR = "No actor that is known here has this name."


def test_an_actor_that_no_registry_knows_is_said_once_a_name_in_whatever_role(tmp_path):
    """Unsaid, a name that is written otherwise than in the registry would count as somebody else, unnoticed."""
    part = read(
        tmp_path,
        sheets.row(perpetrators="JNIM; Masked men", targets="Masked men"),
        sheets.row(incident_id="B", targets="Masked men; Herders of Gao"),
        sheets.row(incident_id="C", involved="Masked men", partners="Malian army", place="Ber"),
    )
    found = of_unlisted(part.unlisted)
    assert found[["row", "incident_id", "column", "value", "rule"]].to_numpy().tolist() == [
        [2, "A", "perpetrators", "Masked men", NO_ACTOR],
        [3, "B", "targets", "Herders of Gao", NO_ACTOR],
    ]
    mend = "It counts as an actor of its own. Say on the Data page whom it stands for, or add it to actors.csv."
    assert found["mend"].tolist() == [f"3 incidents name it. {mend}", f"1 incident names it. {mend}"]
    assert list(found) == DOUBT_COLUMNS
    assert part.incidents["perpetrators"].tolist() == ["JNIM; Masked men", "", ""]


def test_a_name_that_several_parts_of_a_file_have_is_said_once_with_the_sum_of_its_incidents(tmp_path):
    """A long file is read in parts: the name's first row is the file's, in whichever order its parts are done."""
    part = read(tmp_path, *(sheets.row(incident_id=name, involved="Masked men") for name in "ABC"))
    parts = [part.unlisted.assign(row=90), part.unlisted]
    found = of_unlisted(pd.concat(parts))
    assert found[["row", "value"]].to_numpy().tolist() == [[2, "Masked men"]]
    assert found["mend"][0].startswith("6 incidents name it. ")


TOO_EARLY = "The report is of a day before the incident can have happened."


@pytest.mark.parametrize(
    ("first", "last", "precision", "reported", "odd"),
    [
        ("2023-10-03", "2023-10-03", "day", "2023-10-02", True),
        ("2023-10-03", "2023-10-03", "day", "2023-10-03", False),
        ("2023-10-03", "2023-10-09", "range", "2023-10-02", True),
        ("2023-10-03", "2023-10-09", "range", "2023-10-05", False),  # it may have happened on the 3rd
        ("2023-10-01", "2023-10-31", "month", "2023-09-30", True),
        ("2023-10-01", "2023-10-31", "month", "2023-10-01", False),
        ("2023-10-03", "", "since", "2023-10-02", True),
        ("2023-10-03", "", "since", "2023-10-03", False),
        ("", "2023-10-03", "on or before", "2023-09-01", False),  # its first possible day isn't known
    ],
)
def test_a_report_of_a_day_before_the_incident_has_a_slip_in_one_of_the_two(
    tmp_path, first, last, precision, reported, odd
):
    row = sheets.row(date_start=first, date_end=last, date_precision=precision, reported_on=reported)
    assert said(tmp_path, row) == ([("A", "reported_on", reported, TOO_EARLY)] if odd else [])
    assert read(tmp_path, row).incidents["reported_on"].tolist() == [reported]


def with_stances(tmp_path, row: dict[str, str], *stances: str) -> Dataset:
    """The row with a `claims.csv` beside it: actor, stance and day of each line."""
    header = "incident_id,actor,stance,said_on,document_id,footnote,note"
    lines = [header, *(f"A,{each},,," for each in stances)]
    (tmp_path / "claims.csv").write_text("\n".join(lines), encoding="utf-8")
    return ingest(sheets.write(tmp_path, row))


def test_a_stance_of_a_day_before_the_incident_is_said_with_who_takes_it(tmp_path):
    """Its day is that from which the incident was known: a slip in it would put the incident into the picture too early."""
    stances = (
        "JNIM,claims,2023-10-02",
        "Malian army,denies,2023-10-03",
        "Wagner Group,assesses,",
        "Wagner Group,confirms,2022-10-04",
    )
    found = with_stances(tmp_path, sheets.row(reported_on="2023-10-03"), *stances)
    rule = "A stance is of a day before the incident can have happened."
    mend = "Check the day on which {} takes this stance ({}), and the first possible day."
    assert doubted(found).to_numpy().tolist() == [
        [2, "A", "said_on", "2023-10-02", rule, mend.format("JNIM", "claims")],
        [2, "A", "said_on", "2022-10-04", rule, mend.format("Wagner Group", "confirms")],
    ]
    assert (found.set_aside, found.claim_faults.empty, found.incidents["incident_id"].tolist()) == (0, True, ["A"])
    assert found.claims["said_on"].dt.strftime("%Y-%m-%d").fillna("").tolist() == [
        "2023-10-02", "2023-10-03", "", "2022-10-04",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "odd"),
    [
        ({"date_start": "2023-10-02", "date_precision": "range"}, False),
        ({"date_end": "", "date_precision": "since"}, True),
        ({"date_start": "", "date_precision": "on or before"}, False),
    ],
)
def test_a_stance_is_early_only_before_the_first_possible_day(tmp_path, changes, odd):
    found = with_stances(tmp_path, sheets.row(**changes), "JNIM,claims,2023-10-02")
    assert (doubted(found)["column"].tolist() == ["said_on"]) == odd
    assert len(doubted(found)) == odd


def test_the_sheets_own_stance_has_no_day_that_could_be_early(tmp_path):
    """A row's `reported_by` and `stance` say no day; that of the report is doubted by itself, once."""
    row = sheets.row(reported_by="JNIM", stance="claimed", reported_on="2023-10-02", perpetrators="JNIM")
    assert said(tmp_path, row) == [("A", "reported_on", "2023-10-02", TOO_EARLY)]


def test_the_report_on_a_file_has_each_of_these_with_its_row_and_all_rows_are_taken_in(run, tmp_path):
    rows = [
        sheets.row(),
        sheets.row(incident_id="B", reported_on="2023-10-01", perpetrators="Masked men"),
        sheets.row(incident_id="C", targets="Masked men", place="Ber"),
    ]
    sheets.write(tmp_path, *rows, name="x.csv")
    code, out, _err = run("import", "x.csv", "--report", "r.json")
    (report,) = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert [(d["row"], d["column"], d["value"], d["rule"]) for d in report["doubts"]] == [
        (3, "reported_on", "2023-10-01", TOO_EARLY),
        (3, "perpetrators", "Masked men", NO_ACTOR),
    ]
    assert (code, report["rows"]["accepted"], report["incidents"]["added"]) == (0, 3, 3)
    assert f"row 3, reported_on: “2023-10-01”. {TOO_EARLY}" in out
    assert f"row 3, perpetrators: “Masked men”. {NO_ACTOR} 2 incidents name it." in out


def test_the_embedded_incidents_have_one_doubt_and_the_documents_answer_it(dataset):
    """Sévaré twice on or before 27 April 2022 with JNIM: raids into the town and fighters seen on foot outside it. Two."""
    found = doubted(dataset)
    assert found[["row", "incident_id", "column"]].to_numpy().tolist() == [[5, "MLI-2022-04-SEVARE-2", "place"]]
    assert '"MLI-2022-04-SEVARE-1"' in found["mend"][0]


def test_an_export_is_doubted_in_its_own_rows(tmp_path):
    """Row 3 of the file, though row 2 is an older version of it."""
    rows = [acled(timestamp="1"), acled(timestamp="2", latitude="0.1163", longitude="17.477")]
    found = part_of(write(tmp_path, ACLED_HEADER, *rows)).doubts
    assert found[["row", "incident_id", "column"]].to_numpy().tolist() == [[3, "MLI00001", "latitude"]]


CELLS = st.fixed_dictionaries(
    {},
    optional={
        "latitude": st.sampled_from(["0", "16.27167", "-0.04472", "95", "nan"]),
        "longitude": st.sampled_from(["0", "-0.04472", "16.27167", "2.1"]),
        "place": st.sampled_from(["Gao", "SÃ©gou", "Anéfis", "RN18", ""]),
        "place_precision": st.sampled_from(["exact", "settlement", "road", "area", "unlocated"]),
        "reported_region": st.sampled_from(["", "Gao", "Kidal", "Menaka", "Nowhere", "\ufffd"]),
        "country": st.sampled_from(["", "Mali", "Niger"]),
        "date_end": st.sampled_from(["2023-10-03", "2099-01-01", "later"]),
        "perpetrators": st.sampled_from(["", "JNIM", "TombouctouÂ"]),
        "summary": st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
    },
)


@given(st.lists(CELLS, max_size=8))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_doubt_never_sets_a_row_aside_nor_changes_a_cell(tmp_path, changes):
    rows = [sheets.row(incident_id=f"N{nr}", **cells) for nr, cells in enumerate(changes)]
    part = read(tmp_path, *rows)
    before = part.incidents.copy(deep=True)
    found = doubted(part)
    pd.testing.assert_frame_equal(pd.DataFrame(part.incidents), pd.DataFrame(before))
    assert len(part.incidents) == len(changes) - part.set_aside == len(changes) - part.faults["row"].nunique()
    assert list(found) == DOUBT_COLUMNS
    assert set(found["incident_id"]) <= set(part.incidents["incident_id"])
    assert found.notna().all(axis=None)
