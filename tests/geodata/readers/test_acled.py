"""An ACLED export is shown as the codebook means it, and each of its rows is there or accounted for. Rows are invented."""

import pytest

from geodata.errors import QuestionError
from geodata.filters import IncidentFilter
from geodata.ingest import folder, ingest
from geodata.readers import layout_of
from geodata.readers.options import Options
from geodata.store import store_of

from .exports import (
    ACLED_HEADER,
    MONADIC_HEADER,
    OLD_HEADER,
    account,
    acled,
    only,
    parts,
    read_acled,
    write,
)

VIOLENCE = {"event_type": "Violence against civilians", "sub_event_type": "Attack"}
MALI_CIVILIANS = {"actor2": "Civilians (Mali)", "inter2": "Civilians"}


def days(row) -> tuple[str, str, str]:
    return row["first_day"].date().isoformat(), row["last_day"].date().isoformat(), row["date_precision"]


def test_a_row_of_today_keeps_everything_a_reader_needs(tmp_path):
    row = only(read_acled(tmp_path, acled(event_id_cnty="12345678901234567", tags="crowd size=no report")))
    assert row["incident_id"] == "12345678901234567"
    assert days(row) == ("2023-10-04", "2023-10-04", "day")
    assert (row["place"], row["place_precision"], row["region"]) == ("Tarkint", "settlement", "Gao")
    assert (row.geometry.y, row.geometry.x) == (17.477, 0.1163)
    assert (row["event_type"], row["event_class"]) == ("Armed clash", "Armed attack")
    assert (row["fatalities_best"], str(row["fatalities_low"]), str(row["fatalities_high"])) == (3, "<NA>", "<NA>")
    assert (row["summary"], row["source"]) == ("Invented for a test.", "Invented Press; Invented Radio")
    assert row["analyst_note"] == (
        "Within Tarkint, Bourem. Tags: crowd size=no report. Last change in the data set: 10 Oct 2023 (timestamp 1696896000)."
    )


@pytest.mark.parametrize("written", ["2023-10-04", "4 October 2023", "04-Oct-23", "4-Oct-23", "04 October 2023"])
def test_a_day_however_it_is_written(tmp_path, written):
    assert days(only(read_acled(tmp_path, acled(event_date=written)))) == ("2023-10-04", "2023-10-04", "day")


@pytest.mark.parametrize(
    ("precision", "first", "last", "word"),
    [("1", "2024-02-28", "2024-02-28", "day"), ("2", "2024-02-25", "2024-03-02", "week"), ("3", "2024-02-01", "2024-02-29", "month")],
)  # fmt: skip
def test_the_reference_day_is_the_middle_of_its_week_and_stands_for_its_month(tmp_path, precision, first, last, word):
    row = only(read_acled(tmp_path, acled(event_date="2024-02-28", time_precision=precision)))
    assert days(row) == (first, last, word)


def test_near_is_near_and_a_region_is_never_a_dot(tmp_path):
    near, region = (
        acled(geo_precision="2"),
        acled(event_id_cnty="MLI2", geo_precision="3", location="Gao", admin1="Gao"),
    )
    incidents = read_acled(tmp_path, near, region).incidents
    assert incidents["place_precision"].tolist() == ["near settlement", "area"]
    assert incidents.geometry.geom_type.tolist()[0] == "Point"
    assert incidents.geometry.geom_type.tolist()[1] in ("Polygon", "MultiPolygon")


@pytest.mark.parametrize(("admin1", "holder"), [("Menaka", "Gao"), ("Ménaka", "Gao"), ("Taoudenit", "Tombouctou")])
def test_a_region_made_since_is_drawn_as_the_one_that_held_it(tmp_path, boundaries, admin1, holder):
    row = only(read_acled(tmp_path, acled(geo_precision="3", admin1=admin1)))
    assert (row["place"], row["reported_region"], row["region"]) == (admin1, admin1, holder)
    assert row.geometry.equals(boundaries.shape(holder))


@pytest.mark.parametrize(
    ("changes", "column", "value", "rule"),
    [
        ({"time_precision": "4"}, "time_precision", "4", "A code is one of those that the publisher's codebook gives."),
        ({"geo_precision": "0"}, "geo_precision", "0", "A code is one of those that the publisher's codebook gives."),
        ({"geo_precision": "3", "admin1": "Atlantis"}, "location/admin1", "Atlantis", "A place is known for its precision: a town, a road or an area."),
        ({"event_date": "03/32/2023"}, "event_date", "03/32/2023", "A date is a real day, written 2023-10-03, 3 October 2023 or 03-Oct-23."),
        ({"event_date": "30-Feb-23"}, "event_date", "30-Feb-23", "A date is a real day, written 2023-10-03, 3 October 2023 or 03-Oct-23."),
        ({"fatalities": "about 3"}, "fatalities", "about 3", "Fatalities are a whole number."),
        ({"latitude": "north"}, "latitude", "north", "A position is in decimal degrees, latitude up to 90 and longitude up to 180."),
        ({"event_id_cnty": ""}, "event_id_cnty", "", "Every incident has an id."),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_meant_sets_its_row_aside_under_the_files_own_column(
    tmp_path, changes, column, value, rule
):
    dataset = read_acled(tmp_path, acled(**changes), acled(event_id_cnty="good"))
    assert account(dataset) == (2, 1, 1, 0, 0)
    fault = dataset.quarantine.iloc[0]
    assert fault[["row", "column", "value", "rule"]].tolist() == [2, column, value, rule]


def test_the_order_of_the_actors_of_a_battle_says_nothing(tmp_path):
    row = acled(assoc_actor_1="Katiba Macina; Dozo", assoc_actor_2="Wagner Group")
    dataset = read_acled(tmp_path, row)
    assert parts(dataset) == [
        ("involved", "jnim"), ("involved", "malian-army"), ("involved", "jnim"), ("involved", "unlisted:Dozo"), ("involved", "wagner"),
    ]  # fmt: skip
    assert only(dataset)["lead_actor"] == "jnim"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (VIOLENCE | MALI_CIVILIANS, [("perpetrator", "jnim"), ("target", "civilians")]),
        (VIOLENCE | {"actor2": "", "inter2": ""}, [("perpetrator", "jnim"), ("target", "civilians")]),
        (VIOLENCE | {"actor1": "Civilians (Mali)", "inter1": "7", "actor2": "Dozo", "inter2": "4"}, [("involved", "civilians"), ("involved", "unlisted:Dozo")]),
        ({"event_type": "Explosions/Remote violence", "sub_event_type": "Grenade"} | MALI_CIVILIANS, [("perpetrator", "jnim"), ("target", "civilians")]),
        ({"event_type": "Explosions/Remote violence", "sub_event_type": "Grenade"}, [("involved", "jnim"), ("involved", "malian-army")]),
        ({"event_type": "Strategic developments", "sub_event_type": "Abduction/forced disappearance"}, [("perpetrator", "jnim"), ("target", "malian-army")]),
        (MALI_CIVILIANS, [("involved", "jnim"), ("involved", "civilians")]),
    ],
    ids=["against civilians", "no second actor", "civilians first", "remote, civilians", "remote, soldiers", "abduction", "battle"],
)  # fmt: skip
def test_only_the_type_of_event_says_who_acts(tmp_path, changes, expected):
    assert parts(read_acled(tmp_path, acled(**changes))) == expected


def test_attack_on_civilians_has_the_class_of_its_own_type_not_of_the_word(tmp_path):
    """A sheet's "Attack" is an armed attack; ACLED's is one kind of violence against civilians."""
    row = only(read_acled(tmp_path, acled(**VIOLENCE)))
    assert (row["event_type"], row["event_class"]) == ("Attack", "Abduction or harm to civilians")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Battles", "Armed attack"),
        ("Battle-No change of territory", "Armed attack"),
        ("Remote violence", "Explosion"),
        ("Protests", "Protest or riot"),
        ("Riots/Protests", "Protest or riot"),
        ("Strategic developments", "Movement or statement"),
        ("Strategic development", "Movement or statement"),
    ],
)
def test_types_old_and_new_have_their_class(tmp_path, kind, expected):
    assert only(read_acled(tmp_path, acled(event_type=kind, sub_event_type="")))["event_class"] == expected


def test_an_older_file_without_the_newer_columns(tmp_path):
    """Upper-case headers, ids of rows, numbers for kinds of actors, no sub-type, HXL tags under the header."""
    civilians = acled(event_type="Violence against civilians", actor2="Civilians (Mali)", inter1="2", inter2="7")
    tags = dict.fromkeys(OLD_HEADER, "") | {"event_date": "#date+occurred", "latitude": "#geo+lat"}
    rows = [tags, civilians | {"data_id": "7", "iso3": "MLI", "event_date": "31 December 2020"}]
    upper = [{name.upper(): cell for name, cell in row.items()} for row in rows]
    dataset = read_acled(tmp_path, *upper, header=[name.upper() for name in OLD_HEADER])
    assert account(dataset) == (1, 1, 0, 0, 0)
    row = only(dataset)
    assert (row["event_type"], row["_row"], days(row)[0]) == ("Violence against civilians", 3, "2020-12-31")
    assert parts(dataset) == [("perpetrator", "jnim"), ("target", "civilians")]


def test_a_row_for_each_actor_is_one_incident_with_its_dead_counted_once(tmp_path):
    rows = [
        acled(),
        acled(actor1="Military Forces of Mali (2021-)", inter1="State forces"),
        acled(actor1="Wagner Group"),
    ]
    dataset = read_acled(tmp_path, *rows, header=MONADIC_HEADER)
    assert account(dataset) == (3, 1, 0, 0, 2)
    assert only(dataset)["fatalities_best"] == 3
    assert parts(dataset) == [("involved", "jnim"), ("involved", "malian-army"), ("involved", "wagner")]


def test_in_rows_of_one_actor_each_the_one_that_is_not_the_civilians_acts(tmp_path):
    rows = [acled(**VIOLENCE, actor1="Civilians (Mali)", inter1="Civilians"), acled(**VIOLENCE)]
    assert parts(read_acled(tmp_path, *rows, header=MONADIC_HEADER)) == [
        ("perpetrator", "jnim"),
        ("target", "civilians"),
    ]


def test_rows_of_one_id_that_differ_in_more_than_their_actors_are_faults(tmp_path):
    dataset = read_acled(tmp_path, acled(), acled(actor1="Dozo", fatalities="4"), acled(event_id_cnty="MLI2"))
    assert account(dataset) == (3, 1, 2, 0, 0)
    assert set(dataset.quarantine["rule"]) == {"Rows with the same id differ in their actors only."}


def test_the_newest_version_counts_and_the_older_ones_are_told_of(tmp_path):
    newer = acled(fatalities="9", timestamp="1700000000")
    dataset = read_acled(tmp_path, acled(), newer, acled(timestamp="1600000000"), acled())
    assert account(dataset) == (4, 1, 0, 3, 0)  # two older versions and an exact copy
    assert only(dataset)["fatalities_best"] == 9
    assert dataset.superseded.to_numpy().tolist() == [[2, "MLI00001", 3], [4, "MLI00001", 3]]


def test_sources_can_be_searched_and_involved_actors_filtered(tmp_path):
    store = store_of(read_acled(tmp_path, acled()))
    assert store.count(IncidentFilter(text="invented radio")) == 1
    assert store.count(IncidentFilter(actors=("malian-army",))) == 1
    assert store.count(IncidentFilter(actors=("malian-army",), role="target")) == 0
    assert [p["role"] for p in store.incident("MLI00001")["participations"]] == ["involved", "involved"]


@pytest.mark.parametrize("rows", [[], [dict.fromkeys(ACLED_HEADER, "#tag")]], ids=["header only", "header and tags"])
def test_an_export_without_an_event_is_an_empty_map_not_an_error(tmp_path, rows):
    dataset = read_acled(tmp_path, *rows)
    assert account(dataset) == (0, 0, 0, 0, 0)
    assert store_of(dataset).count(IncidentFilter()) == 0


def test_a_row_of_too_few_cells_is_set_aside_once(tmp_path):
    path = write(tmp_path, ACLED_HEADER, acled())
    path.write_text(path.read_text(encoding="utf-8") + "MLI9,2023-10-04,x\n", encoding="utf-8")
    dataset = ingest(folder(str(path)))
    assert account(dataset) == (2, 1, 1, 0, 0)
    assert dataset.quarantine[["row", "column", "value"]].to_numpy().tolist() == [[3, "", "3"]]


def asked_or_read(tmp_path, *dates: str, **said: str):
    rows = [acled(event_id_cnty=f"MLI{nr}", event_date=text) for nr, text in enumerate(dates)]
    return layout_of(write(tmp_path, ACLED_HEADER, *rows), Options(**said)).sheet()


def test_days_out_of_a_spreadsheet_are_decided_for_the_whole_column_or_asked_about(tmp_path):
    assert asked_or_read(tmp_path, "13/04/2024", "03/04/2024").rows["date_start"].tolist() == [
        "2024-04-13",
        "2024-04-03",
    ]
    assert asked_or_read(tmp_path, "45202", "45203").rows["date_start"].tolist() == ["2023-10-03", "2023-10-04"]
    with pytest.raises(QuestionError) as asked:
        asked_or_read(tmp_path, "03/04/2024")
    assert asked.value.about == "date_order"
    assert asked_or_read(tmp_path, "03/04/2024", date_order="mdy").rows["date_start"].tolist() == ["2024-03-04"]


def test_a_day_far_down_that_may_be_two_is_never_guessed(tmp_path):
    found = asked_or_read(tmp_path, *["2023-10-04"] * 600, "03/04/2024")
    assert (len(found.rows), found.faults["value"].tolist()) == (600, ["03/04/2024"])


def test_a_doubt_names_the_files_own_column(tmp_path):
    found = read_acled(tmp_path, acled(admin1="Kidal", notes="SÃ©gou"))
    assert set(found.doubts["column"]) == {"admin1", "notes"}
