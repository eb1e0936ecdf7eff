"""An analyst's own header is understood as far as it can be, what is missing is said, and nothing stops the proposal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import DataFileError
from geodata.readers import layout_of, propose_mapping
from geodata.readers.mapping import Mapping
from geodata.readers.tabular import header_at, names_of, problems, propose

from . import tables


def test_a_french_header_needs_no_hand():
    assert propose(tables.FRENCH, [tables.ROW]) == tables.BY_NAME
    assert problems(tables.BY_NAME, tables.FRENCH) == []


def test_an_incident_between_two_places_is_on_the_road_between_them():
    header = ["date", "point", "axe", "depart", "arrivee", "type"]
    mapping = propose(header, [["2023-10-03", "", "", "Gao", "Anéfis", "IED"]])
    assert mapping.columns == {
        "date_start": "date", "date_end": "date", "place": "point", "event_type": "type",
        "road": "axe", "road_from": "depart", "road_to": "arrivee",
    }  # fmt: skip
    assert problems(mapping, header) == []


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["Event date", "Location", "Admin1", "Attacker", "Victim", "Incident type", "Killed", "Remarks"],
         {"date_start": "Event date", "date_end": "Event date", "place": "Location", "reported_region": "Admin1", "perpetrators": "Attacker",
          "targets": "Victim", "event_type": "Incident type", "fatalities_best": "Killed", "analyst_note": "Remarks"}),
        (["ID", "Start date", "End date", "LAT", "Long", "Type", "Notes"],
         {"incident_id": "ID", "date_start": "Start date", "date_end": "End date", "latitude": "LAT", "longitude": "Long", "event_type": "Type",
          "analyst_note": "Notes"}),
    ],
)  # fmt: skip
def test_english_headers(header, expected):
    assert propose(header, []).columns == expected


def test_columns_without_telling_names_are_known_by_their_cells():
    header = ["a1", "b1", "c1", "d1", "e1"]
    rows = [["x", "03/10/2023", "16.2717", "-0.0447", "Gao"], ["y", "14/10/2023", "17,477", "0,1163", "Kidal"]]
    mapping = propose(header, rows, frozenset({"gao", "kidal"}))
    assert mapping.columns == {"date_start": "b1", "date_end": "b1", "latitude": "c1", "longitude": "d1", "place": "e1"}


def test_from_and_to_are_days_where_their_cells_are():
    mapping = propose(["from", "to"], [["2023-10-03", "2023-10-04"]])
    assert mapping.columns == {"date_start": "from", "date_end": "to"}


def test_whole_numbers_are_no_position():
    assert propose(["n1", "n2"], [["16", "0"], ["17", "1"]]).columns == {}


def test_what_is_missing_is_said_in_sentences():
    assert problems(Mapping(), ["x"]) == [
        "No column holds the date. Name the column with the day of the incident.",
        "No column holds the type of incident. Name one, or give one type for all rows.",
        "No column holds the place. Name the column with the place, the two with latitude and longitude, or the two with the "
        "places between which a road runs.",
    ]
    half = Mapping({"date_start": "d", "latitude": "x", "place": "p"}, {"event_type": "Attack"})
    assert problems(half, ["d", "x", "p"]) == [
        "A position needs both latitude and longitude. Name the other column, or neither."
    ]
    wrong = Mapping(
        {"date_start": "dete", "plaec": "p", "place": "p"},
        {"event_type": "Attack", "date_precision": "dya", "date_end": "soon"},
    )
    assert problems(wrong, ["date", "p"]) == [
        'The file has no column "dete". Is it the column "date"?',
        'The sheet of incidents has no column "plaec". Did you mean "place"?',
        'The date "soon" can\'t be read. Write it like 2023-10-03.',
        "The precision of the date is one of the known words. Use one of: day, range, week, month, on or before, since, year.",
    ]


def test_title_rows_above_the_header_are_passed_over(tmp_path):
    path = tables.write(tmp_path, ("SIGACT 2023",), ("",), (), tables.FRENCH, tables.ROW, tables.row(Lieu="Ber"))
    header, mapping, rows = propose_mapping(path)
    assert (header, mapping) == (list(tables.FRENCH), tables.BY_NAME)
    assert rows == [list(tables.ROW), list(tables.row(Lieu="Ber"))]


def test_a_header_with_names_twice_or_without_a_name_can_be_mapped():
    assert names_of(["Note", "", "Note", " Note ", "_row"]) == ["Note", "_column 2", "Note (2)", "Note (3)", "_row (2)"]


def test_a_table_of_no_known_format_is_still_refused_without_a_mapping(tmp_path):
    with pytest.raises(DataFileError, match="has none of the formats known here"):
        layout_of(tables.write(tmp_path, tables.FRENCH, tables.ROW))


def test_an_empty_file_gives_an_empty_proposal(tmp_path):
    assert propose_mapping(tables.write(tmp_path)) == ([], Mapping(), [])


CELL = st.text(max_size=8) | st.sampled_from(
    ["Date", "Lieu", "Type", "lat", "lon", "de", "a", "id", "2023-10-03", "16.27", "-0.04", ""]
)


@given(st.lists(st.lists(CELL, max_size=6), max_size=6))
def test_no_table_stops_a_proposal(rows):
    header = names_of(rows[header_at(rows)]) if rows else []
    mapping = propose(header, rows)
    assert set(mapping.columns.values()) <= set(header)
    assert all(isinstance(sentence, str) for sentence in problems(mapping, header))
    assert Mapping.from_json(mapping.to_json()) == mapping
