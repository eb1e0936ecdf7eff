"""Any table gets in by a mapping: each row is shown or accounted for, and what it says beyond the sheet is noted."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.errors import DataFileError, QuestionError
from geodata.ingest import EMBEDDED, Folder
from geodata.readers import layout_of, propose_mapping
from geodata.readers.mapping import Mapping
from geodata.readers.options import Options
from geodata.reference import Reference, read_reference

from . import tables


@pytest.fixture(scope="module")
def reference() -> Reference:
    return read_reference(Folder(EMBEDDED))


@pytest.fixture
def only(tmp_path, reference):
    """The one incident of a French table of one row with some cells changed."""

    def read(mapping=tables.BY_NAME, **changes: str):
        part = tables.read(tables.write(tmp_path, tables.FRENCH, tables.row(**changes)), mapping, reference)
        assert part.faults.to_dict("records") == []
        return part.incidents.iloc[0]

    return read


def fault(tmp_path, reference, mapping=tables.BY_NAME, **changes: str):
    part = tables.read(tables.write(tmp_path, tables.FRENCH, tables.row(**changes)), mapping, reference)
    assert part.incidents.empty
    return part.faults.iloc[0][["row", "column", "value"]].tolist()


def days(row) -> tuple[str, str, str]:
    return row["first_day"].date().isoformat(), row["last_day"].date().isoformat(), row["date_precision"]


def with_(constants: dict[str, str] | None = None, places: dict[str, str] | None = None, **columns: str) -> Mapping:
    return Mapping({**tables.BY_NAME.columns, **columns}, constants or {}, places or {})


def test_a_row_keeps_everything_a_reader_needs(only):
    row = only()
    assert days(row) == ("2023-10-03", "2023-10-03", "day")
    assert (row["place"], row["place_precision"], row["region"], row["reported_region"]) == (
        "Gao",
        "settlement",
        "Gao",
        "Gao",
    )
    assert (row["event_type"], row["perpetrators"], row["targets"]) == ("Attaque", "JNIM", "FAMa")
    assert (row["fatalities_best"], row["source"], row["analyst_note"]) == (2, "Radio inventée", "Inventé.")
    assert re.fullmatch("row-[0-9a-f]{12}", row["incident_id"])


def test_the_id_of_a_row_without_one_is_the_same_in_every_file(tmp_path, reference):
    one = tables.read(tables.write(tmp_path, tables.FRENCH, tables.row()), tables.BY_NAME, reference)
    two = tables.read(
        tables.write(tmp_path, tables.FRENCH, tables.row(Lieu="Ber"), tables.row(), tables.row()),
        tables.BY_NAME,
        reference,
    )
    assert (two.read, len(two.incidents), two.duplicates) == (3, 2, 1)
    assert one.incidents["incident_id"].iloc[0] == two.incidents["incident_id"].iloc[1]
    assert two.incidents["incident_id"].is_unique


@pytest.mark.parametrize(
    ("written", "constants", "expected"),
    [
        ("octobre 2023", {}, ("2023-10-01", "2023-10-31", "month")),
        ("2023", {}, ("2023-01-01", "2023-12-31", "year")),
        ("14/10/2023", {}, ("2023-10-14", "2023-10-14", "day")),
        ("2023-10-14", {"date_precision": "week"}, ("2023-10-11", "2023-10-17", "week")),
        ("2023-10-14", {"date_precision": "on or before"}, ("2023-10-14", "2023-10-14", "on or before")),
    ],
)
def test_a_date_is_as_wide_as_it_is_written_or_said(only, written, constants, expected):
    row = only(with_(constants), Date=written)
    assert days(row) == expected
    assert row["open_start"] == (expected[2] == "on or before")


def test_two_dates_are_a_range_and_the_last_alone_is_on_or_before(tmp_path, reference):
    header = ("d1", "d2", "type", "lieu")
    rows = [
        ("2023-10-03", "2023-10-05", "A", "Gao"),
        ("2023-10-03", "", "A", "Gao"),
        ("", "2023-10-05", "A", "Gao"),
        ("", "", "A", "Gao"),
    ]
    mapping = Mapping({"date_start": "d1", "date_end": "d2", "event_type": "type", "place": "lieu"})
    part = tables.read(tables.write(tmp_path, header, *rows), mapping, reference)
    assert [days(row) for _at, row in part.incidents.iterrows()] == [
        ("2023-10-03", "2023-10-05", "range"), ("2023-10-03", "2023-10-03", "day"), ("2023-10-05", "2023-10-05", "on or before"),
    ]  # fmt: skip
    assert part.faults[["row", "column"]].to_numpy().tolist() == [[5, "d1"]]


def test_a_last_day_that_is_left_empty_makes_no_week_a_day(tmp_path, reference):
    mapping = Mapping(
        {"date_start": "d1", "date_end": "d2", "event_type": "type", "place": "lieu"}, {"date_precision": "week"}
    )
    path = tables.write(tmp_path, ("d1", "d2", "type", "lieu"), ("2023-10-14", "", "A", "Gao"))
    assert days(tables.read(path, mapping, reference).incidents.iloc[0]) == ("2023-10-11", "2023-10-17", "week")


@pytest.mark.parametrize("written", ["31/02/2023", "soon", "", "NaN", "10/14/2023"])
def test_a_date_that_cannot_be_read_sets_its_row_aside_under_the_files_own_name(tmp_path, reference, written):
    path = tables.write(tmp_path, tables.FRENCH, tables.row(Date="14/10/2023"), tables.row(Date=written))
    part = tables.read(path, tables.BY_NAME, reference, date_order="dmy")
    assert part.faults[["row", "column", "value"]].to_numpy().tolist() == [[3, "Date", written]]


def test_a_number_of_excel_is_a_day_and_can_be_traced(only):
    row = only(Date="45202", Commentaire="")
    assert days(row) == ("2023-10-03", "2023-10-03", "day")
    assert row["analyst_note"] == "Date as written: 45202."


def test_a_time_of_day_is_kept(only):
    assert (
        only(Date="2023-10-03T14:05:00+01:00")["analyst_note"] == "Inventé. Date as written: 2023-10-03T14:05:00+01:00."
    )


def test_the_order_of_day_and_month_is_asked_where_nothing_decides(tmp_path):
    path = tables.write(tmp_path, tables.FRENCH, tables.row(Date="03/04/2023"))
    with pytest.raises(QuestionError):
        layout_of(path, Options(mapping=tables.BY_NAME))
    assert layout_of(path, Options(mapping=tables.BY_NAME, date_order="mdy")).sheet().rows["date_start"].tolist() == [
        "2023-03-04"
    ]


@pytest.mark.parametrize(
    ("changes", "place", "precision", "note"),
    [
        ({"Lieu": "environs de Tarkint"}, "Tarkint", "near settlement", "Place as written: environs de Tarkint."),
        ({"Lieu": "axe Gao-Anéfis"}, "axe Gao-Anéfis", "road", ""),
        ({"Lieu": "Gao - Anéfis"}, "Gao - Anéfis", "road", ""),
        ({"Lieu": "RN18"}, "RN18", "road", ""),
        ({"Lieu": "région de Gao"}, "région de Gao", "area", ""),
        ({"Lieu": "Soum"}, "Soum", "area", ""),
        ({"Lieu": "Kidal"}, "Kidal", "settlement", ""),
        ({"Lieu": ""}, "Gao", "area", ""),
        ({"Lieu": "", "Région": ""}, "", "unlocated", ""),
    ],
)
def test_the_precision_of_a_place_is_what_its_words_say_and_never_exact(only, changes, place, precision, note):
    row = only(**changes, Commentaire="")
    assert (row["place"], row["place_precision"], row["analyst_note"]) == (place, precision, note)


def test_words_that_say_near_are_stronger_than_a_constant_for_all_rows(only):
    mapping = with_({"place_precision": "exact"})
    assert only(mapping)["place_precision"] == "exact"
    assert only(mapping, Lieu="près de Gao")["place_precision"] == "near settlement"
    assert only(mapping, Lieu="")["place_precision"] == "area"


def test_a_column_of_precisions_comes_first_in_french_too(only):
    assert only(with_(place_precision="Cible"), Cible="près de")["place_precision"] == "near settlement"


def test_a_place_that_the_user_has_named_is_taken_and_the_written_one_noted(only):
    row = only(with_(places={"Goa": "Gao"}), Lieu="goa", Commentaire="")
    assert (row["place"], row["analyst_note"]) == ("Gao", "Place as written: goa.")
    assert only(with_(places={"Goa": "Gao"}), Lieu="près de Goa")["place"] == "Gao"


def test_an_incident_between_two_places_is_the_stretch_of_road_between_them(tmp_path, reference):
    header = ("date", "point", "axe", "depart", "arrivee", "type")
    rows = [
        ("2023-10-03", "", "", "Gao", "Anéfis", "IED"),
        ("2023-10-03", "", "RN18", "", "", "IED"),
        ("2023-10-03", "Ber", "RN18", "Gao", "", "IED"),
    ]
    path = tables.write(tmp_path, header, *rows)
    incidents = tables.read(path, propose_mapping(path)[1], reference).incidents
    assert incidents["place"].tolist() == ["Gao - Anéfis", "RN18", "Ber"]
    assert incidents["place_precision"].tolist() == ["road", "road", "settlement"]
    assert incidents.geometry.geom_type.tolist() == ["LineString", "LineString", "Point"]
    assert incidents["analyst_note"].tolist() == ["", "", "depart: Gao. axe: RN18."]


def test_a_position_without_a_name_is_named_by_itself(tmp_path, reference):
    path = tables.write(tmp_path, ("date", "lat", "lon", "type"), ("2023-10-03", "16,2717", "0°02'41\"W", "IED"))
    row = tables.read(path, propose_mapping(path)[1], reference).incidents.iloc[0]
    assert (row["place"], row["place_precision"]) == ("16.2717, -0.044722", "settlement")
    assert (row.geometry.y, row.geometry.x) == (16.2717, -0.044722)


def test_several_actors_of_a_cell_are_parted_and_a_guess_at_it_noted(only):
    row = only(Auteur="FAMa et Wagner", Cible="Dozo et Ganda", Commentaire="")
    assert (row["perpetrators"], row["targets"]) == ("FAMa; Wagner", "Dozo; Ganda")
    assert row["analyst_note"] == "Cible: Dozo et Ganda."


@pytest.mark.parametrize(
    ("cell", "day", "note"),
    [
        ("2023-10-09", "2023-10-09", ""),
        ("9 octobre 2023", "2023-10-09", "Région: 9 octobre 2023."),
        ("09/10/2023", "2023-10-09", "Région: 09/10/2023."),  # in the order of the file's other dates
        ("octobre 2023", "", "Région: octobre 2023."),
        ("1696809600", "", "Région: 1696809600."),
        ("le lendemain", "", "Région: le lendemain."),
        ("", "", ""),
    ],
)
def test_the_day_of_a_report_is_read_and_never_lost(only, cell, day, note):
    """Without it, the picture of an earlier day would show the incident from the day on which it happened."""
    columns = tables.BY_NAME.columns | {"reported_on": "Région"}
    del columns["reported_region"]
    row = only(Mapping(columns), Date="14/09/2023", Région=cell, Commentaire="")
    assert (row["reported_on"], row["analyst_note"]) == (day, note)


@pytest.mark.parametrize(("cell", "number"), [("2 morts, 3 blessés", 2), ("au moins 2 morts", None), ("-1", None)])
def test_a_toll_in_words_is_kept_whole(only, cell, number):
    row = only(Bilan=cell, Commentaire="")
    assert (row["fatalities_best"] == number) if number else str(row["fatalities_best"]) == "<NA>"
    assert row["analyst_note"] == f"Bilan: {cell}."


def test_a_column_that_nothing_is_mapped_to_is_not_lost(tmp_path, reference):
    header = ("Date", "Type", "Lieu", "Météo", "", "Météo")
    path = tables.write(tmp_path, header, ("2023-10-03", "IED", "Gao", "pluie", "sans nom", "vent"))
    row = tables.read(path, propose_mapping(path)[1], reference).incidents.iloc[0]
    assert row["analyst_note"] == "Météo: pluie. _column 5: sans nom. Météo (2): vent."


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"Lieu": "Qqq"}, [2, "Lieu", "Qqq"]),
        ({"Type": ""}, [2, "Type", ""]),
        ({"Région": "Atlantis", "Lieu": ""}, [2, "Lieu", "Atlantis"]),
    ],
)
def test_a_fault_names_the_files_own_column(tmp_path, reference, changes, expected):
    assert fault(tmp_path, reference, **changes) == expected


def test_a_date_that_does_not_fit_its_precision_is_a_fault_of_the_one_column_that_holds_it(tmp_path, reference):
    columns = {name: own for name, own in tables.BY_NAME.columns.items() if name != "date_end"}
    mapping = Mapping(columns, {"date_precision": "day"})
    assert fault(tmp_path, reference, mapping, Date="octobre 2023") == [2, "Date", "2023-10-31"]


def test_a_row_with_shifted_cells_is_set_aside(tmp_path, reference):
    part = tables.read(tables.write(tmp_path, tables.FRENCH, tables.row()[:4], tables.row()), tables.BY_NAME, reference)
    assert (part.set_aside, len(part.incidents)) == (1, 1)
    assert part.faults[["column", "value"]].to_numpy().tolist() == [["", "4"]]


def test_a_mapping_that_lacks_something_is_refused_with_what_it_lacks(tmp_path):
    path = tables.write(tmp_path, tables.FRENCH, tables.ROW)
    with pytest.raises(DataFileError, match="No column holds the type of incident"):
        layout_of(path, Options(mapping=Mapping({"date_start": "Date", "place": "Lieu"})))
    with pytest.raises(DataFileError, match="is empty"):
        layout_of(tables.write(tmp_path, name="empty.csv"), Options(mapping=tables.BY_NAME))


def test_parts_of_a_table_without_ids_hold_all_rows_and_each_copy_beside_its_row(tmp_path):
    rows = [tables.row(Bilan=str(number % 7)) for number in range(40)]
    layout = layout_of(tables.write(tmp_path, tables.FRENCH, *rows), Options(mapping=tables.BY_NAME))
    sheets = [layout.read(part) for share in (0, 1) for part in layout.parts(2, share, 2)]
    assert sum(sheet.read for sheet in sheets) == 40
    assert sum(len(sheet.rows) for sheet in sheets) == 7
    assert sum(sheet.copies for sheet in sheets) == 33


CELLS = {
    "Date": ["2023-10-03", "14/10/2023", "03/10/2023", "oct. 2023", "2023", "45202", "soon", ""],
    "Lieu": ["Gao", "axe Gao-Ber", "environs de Ber", "Soum", "Qqq", ""],
    "Région": ["Gao", "", "Atlantis"],
    "Auteur": ["JNIM", "A et B", "A / JNIM", ""],
    "Bilan": ["2", "2 morts", "beaucoup", ""],
    "Type": ["IED", ""],
    "Source": ["a", "b", "16.27", "-0.04"],
}
ROWS = st.lists(
    st.fixed_dictionaries({}, optional={name: st.sampled_from(cells) for name, cells in CELLS.items()}), max_size=10
)
MAPPINGS = st.builds(
    Mapping,
    st.dictionaries(st.sampled_from(sorted({*tables.BY_NAME.columns, "latitude", "longitude", "incident_id", "road_from", "road_to", "stance", "outline", "reported_on", "revised"})),
                    st.sampled_from(tables.FRENCH), max_size=8).map(lambda some: {"date_start": "Date", **some}),
    st.sampled_from([{}, {"place_precision": "near settlement"}, {"date_precision": "week"}]).map(lambda some: {"event_type": "Attack", **some}),
    st.sampled_from([{}, {"Qqq": "Gao"}]),
)  # fmt: skip


@given(ROWS, MAPPINGS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_row_of_any_table_through_any_mapping_is_accounted_for(tmp_path, reference, changes, mapping):
    path = tables.write(tmp_path, tables.FRENCH, *(tables.row(**change) for change in changes))
    try:
        part = tables.read(path, mapping, reference, date_order="dmy")
    except DataFileError as refused:
        assert "this choice of columns" in str(refused)
    else:
        assert part.read == len(changes)
