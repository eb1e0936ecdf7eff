"""A UCDP GED export is shown as the codebook means it, with a header or without. Rows are invented."""

import pytest

from geodata.ingest import folder, ingest
from geodata.readers import ucdp

from .exports import account, event, only, parts, read_ucdp, write


def test_there_are_49_columns():
    assert len(ucdp.HEADER) == len(set(ucdp.HEADER)) == 49


def test_a_row_keeps_everything_a_reader_needs(tmp_path):
    dataset = read_ucdp(tmp_path, event())
    row = only(dataset)
    assert (row["incident_id"], row["event_type"], row["event_class"]) == (
        "512345",
        "State-based conflict",
        "Armed attack",
    )
    assert (row["place"], row["place_precision"], row["region"], row["uncertainty_km"]) == (
        "Tarkint town", "exact", "Gao", 1.0,
    )  # fmt: skip
    assert row[["fatalities_low", "fatalities_best", "fatalities_high"]].tolist() == [3, 3, 5]
    assert (row["summary"], row["source"]) == ("Invented headline", '"Invented Press,2023-10-05,Invented headline"')
    assert row["analyst_note"] == "Conflict: Mali: Government. Killed: side A 1, side B 2."
    assert parts(dataset) == [("involved", "malian-army"), ("involved", "jnim")]
    assert row["lead_actor"] == "malian-army"


@pytest.mark.parametrize("headed", [True, False])
def test_a_candidate_file_has_no_header_and_its_rows_begin_with_the_first(tmp_path, headed):
    path = write(tmp_path, ucdp.HEADER, event(), event(id="2"), spelled=None if headed else False)
    dataset = ingest(folder(str(path)))
    assert account(dataset) == (2, 2, 0, 0, 0)
    assert dataset.incidents["_row"].tolist() == ([2, 3] if headed else [1, 2])
    assert dataset.incidents["incident_id"].tolist() == ["512345", "2"]


@pytest.mark.parametrize(
    ("code", "first", "last", "word"),
    [
        ("1", "2023-10-04", "2023-10-04", "day"),
        ("2", "2023-10-02", "2023-10-06", "range"),
        ("3", "2023-10-02", "2023-10-08", "week"),
        ("4", "2023-10-01", "2023-10-31", "month"),
        ("5", "2023-01-01", "2023-12-31", "year"),
    ],
)
def test_the_interval_is_the_files_own_and_the_code_its_precision(tmp_path, code, first, last, word):
    row = only(read_ucdp(tmp_path, event(date_prec=code, date_start=first, date_end=last)))
    assert (row["first_day"].date().isoformat(), row["last_day"].date().isoformat()) == (first, last)
    assert row["date_precision"] == word


@pytest.mark.parametrize(
    ("changes", "precision", "place", "note"),
    [
        ({"where_prec": "2"}, "near settlement", "Tarkint town", ""),
        ({"where_prec": "3"}, "area", "Gao region", "The source gives only a second-level unit (Bourem cercle). It is shown as its region."),
        ({"where_prec": "4"}, "area", "Gao region", ""),
        ({"where_prec": "5"}, "area", "Gao region", "The source gives only a line or an area that is no unit. It is shown as its region."),
        ({"where_prec": "6", "adm_1": ""}, "unlocated", "", "The source gives only the country. It is shown without a place."),
        ({"where_prec": "7", "adm_1": ""}, "unlocated", "", "The source gives only a sea or the air. It is shown without a place."),
        ({"where_prec": "4", "adm_1": "Ménaka region"}, "area", "Ménaka region", ""),
    ],
)  # fmt: skip
def test_only_a_point_is_a_dot(tmp_path, changes, precision, place, note):
    row = only(read_ucdp(tmp_path, event(**changes)))
    assert (row["place_precision"], row["place"]) == (precision, place)
    assert (row.geometry is not None and row.geometry.geom_type == "Point") == (precision == "near settlement")
    assert row["analyst_note"].startswith(note)
    if precision == "area":
        assert row["region"] == "Gao"


def test_one_sided_violence_is_of_side_a_against_civilians(tmp_path):
    dataset = read_ucdp(tmp_path, event(type_of_violence="3", side_a="IS", side_b="Civilians"))
    assert parts(dataset) == [("perpetrator", "is-sahel"), ("target", "civilians")]
    assert only(dataset)["event_class"] == "Abduction or harm to civilians"


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"type_of_violence": "4"}, "type_of_violence"),
        ({"where_prec": "8"}, "where_prec"),
        ({"date_prec": "0"}, "date_prec"),
        ({"event_clarity": "3"}, "event_clarity"),
        ({"date_start": "10/32/2023"}, "date_start"),
        ({"best": "7"}, "best"),
        ({"where_prec": "4", "adm_1": "Atlantis"}, "where_description/adm_1"),
    ],
)
def test_a_value_out_of_the_codes_sets_its_row_aside(tmp_path, changes, column):
    dataset = read_ucdp(tmp_path, event(**changes), event(id="2"))
    assert account(dataset) == (2, 1, 1, 0, 0)
    assert dataset.quarantine[["row", "incident_id", "column"]].to_numpy().tolist() == [[2, "512345", column]]


def test_an_event_that_stands_for_several_says_so(tmp_path):
    row = only(read_ucdp(tmp_path, event(event_clarity="2", source_article="", where_description="")))
    assert "Several events that the source reports together." in row["analyst_note"]
    assert (row["source"], row["place"]) == ("Invented Press", "Tarkint town")


def test_a_doubt_names_the_files_own_column(tmp_path):
    found = read_ucdp(tmp_path, event(adm_1="Kidal", source_headline="SÃ©gou"))
    assert set(found.doubts["column"]) == {"adm_1", "source_headline"}
