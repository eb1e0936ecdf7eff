"""A file is known by what is in it; one of no known format is refused with what would make it one."""

import csv

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.errors import DataFileError
from geodata.ingest import folder, ingest
from geodata.readers import READERS, read_incidents, table, ucdp

from .. import sheets
from .exports import ACLED, ACLED_HEADER, MONADIC_HEADER, OLD_HEADER, UCDP, account, acled, event, write

FORMATS = [reader.name for reader in READERS]


def recognised(header, *rows) -> list[str]:
    return [reader.name for reader in READERS if reader.recognises(header, list(rows))]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (ACLED_HEADER, "ACLED"),
        (MONADIC_HEADER, "ACLED"),
        ([column.upper() for column in OLD_HEADER], "ACLED"),
        (ucdp.HEADER, "UCDP GED"),
        ([UCDP.get(column, "") for column in ucdp.HEADER], "UCDP GED"),
        (sheets.HEADER, "the project's own sheet"),
        ([*sheets.GOOD], "the project's own sheet"),
    ],
)
def test_a_header_belongs_to_one_format(header, name):
    assert recognised(header) == [name]


def test_a_name_of_a_file_says_nothing(tmp_path):
    write(tmp_path, ACLED_HEADER, acled(), name="incidents.csv")
    assert ingest(folder(str(tmp_path))).incidents["incident_id"].tolist() == ["MLI00001"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_every_format_is_read_out_of_every_spelling_of_a_csv(tmp_path, encoding, delimiter):
    for header, row in ((ACLED_HEADER, acled(location="Ségou")), (ucdp.HEADER, event(where_description="Ségou"))):
        path = tmp_path / "x.csv"
        with path.open("w", encoding=encoding, newline="") as file:
            writer = csv.DictWriter(file, header, delimiter=delimiter, restval="")
            writer.writeheader()
            writer.writerow(row)
        assert ingest(folder(str(path))).incidents["place"].tolist() == ["Ségou"]


def test_a_file_of_no_known_format_is_told_what_would_be_one(tmp_path):
    path = tmp_path / "finds.csv"
    path.write_text("name,weight\na,1\n", encoding="utf-8")
    with pytest.raises(DataFileError) as refused:
        read_incidents(path)
    sentence = str(refused.value)
    assert sentence.startswith(
        "The data file finds.csv has none of the formats known here. Its columns: name, weight. Known formats: ACLED with "
        "event_id_cnty, event_date, "
    )
    assert all(f"{reader.name} with {', '.join(reader.needs)}" in sentence for reader in READERS)


@pytest.mark.parametrize(("header", "lacking"), [(ACLED_HEADER, "geo_precision"), (ucdp.HEADER, "date_end")])
def test_a_known_format_that_lacks_a_column_says_which(tmp_path, header, lacking):
    path = write(tmp_path, [name for name in header if name != lacking], acled() | event())
    with pytest.raises(DataFileError, match=f'lacks the column "{lacking}"'):
        read_incidents(path)


def test_tags_are_tags_only_where_every_cell_is_one():
    assert table.is_tags(["#event+id", "", "#date+occurred"])
    assert not table.is_tags(["#event+id", "2023-10-04"])
    assert not table.is_tags(["", ""])


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "event_id_cnty": st.sampled_from(["", "A", "B", "C"]),
        "event_date": st.sampled_from(["2023-10-04", "4 October 2023", "7-Feb-25", "soon", ""]),
        "time_precision": st.sampled_from(["1", "2", "3", "4", ""]),
        "geo_precision": st.sampled_from(["1", "2", "3", "x"]),
        "admin1": st.sampled_from(["Gao", "Menaka", "Atlantis", ""]),
        "actor1": st.sampled_from(["JNIM", "Dozo", ""]),
        "fatalities": st.sampled_from(["0", "3", "many"]),
        "timestamp": st.sampled_from(["1", "2", "", "x"]),
        "latitude": st.sampled_from(["17.4", "north", ""]),
    },
)


@given(st.lists(CHANGES, max_size=12), st.sampled_from([ACLED_HEADER, MONADIC_HEADER]))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_row_of_an_acled_export_is_accounted_for(tmp_path, changes, header):
    dataset = ingest(folder(str(write(tmp_path, header, *({**ACLED, **change} for change in changes)))))
    assert account(dataset)[0] == len(changes)
    assert dataset.incidents["incident_id"].is_unique


UCDP_CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "id": st.sampled_from(["", "1", "2"]),
        "type_of_violence": st.sampled_from(["1", "3", "9"]),
        "where_prec": st.sampled_from(list("12345678")),
        "adm_1": st.sampled_from(["", "Gao region", "Atlantis"]),
        "date_prec": st.sampled_from(["1", "2", "6"]),
        "date_end": st.sampled_from(["2023-10-05", "later", ""]),
    },
)


@given(st.lists(UCDP_CHANGES, max_size=12))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_row_of_a_ucdp_export_is_accounted_for(tmp_path, changes):
    dataset = ingest(folder(str(write(tmp_path, ucdp.HEADER, *({**UCDP, **change} for change in changes)))))
    assert account(dataset)[0] == len(changes)
