"""A wrong row is set aside with every fault named; a right one is never touched and none is lost."""

import string

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata import reference as pipeline
from geodata.filters import IncidentFilter
from geodata.ingest import ingest
from geodata.readers import sigact
from geodata.store import store_of
from geodata.validate import validate, validate_claims

from . import sheets

DATE_PRECISIONS = "day, range, week, month, on or before, since, year"
PLACE_PRECISIONS = "exact, settlement, near settlement, road, area, unlocated"
REAL_DAY = "A date is a real day from 1900 to 2099, written YYYY-MM-DD."
DEGREES = "A position is in decimal degrees, latitude up to 90 and longitude up to 180."


def checked(folder, *rows):
    source = sheets.write(folder, *rows)
    return validate(sigact.read(source.file("incidents.csv"), ()))


@pytest.mark.parametrize(
    ("changes", "column", "value", "rule", "mend"),
    [
        ({"incident_id": " "}, "incident_id", "", "Every incident has an id.", "Give the row an id of its own."),
        (
            {"date_precision": "Dya"},
            "date_precision",
            "Dya",
            "The precision of the date is one of the known words.",
            f'Use one of: {DATE_PRECISIONS}. Did you mean "day"?',
        ),
        ({"date_start": "2023-02-30"}, "date_start", "2023-02-30", REAL_DAY, "Write it like 2023-10-03."),
        ({"date_end": "03/10/2023"}, "date_end", "03/10/2023", REAL_DAY, "Write it like 2023-10-03."),
        ({"date_end": "2023-10-3"}, "date_end", "2023-10-3", REAL_DAY, "Write it like 2023-10-03."),
        ({"date_end": "45202"}, "date_end", "45202", REAL_DAY, "Write it like 2023-10-03."),
        ({"date_end": "9999-12-31"}, "date_end", "9999-12-31", REAL_DAY, "Write it like 2023-10-03."),
        (
            {"date_start": ""},
            "date_start",
            "",
            "The first possible day is given, but for “on or before”.",
            "Give the first day, or set the precision to “on or before”.",
        ),
        (
            {"date_precision": "on or before"},
            "date_start",
            "2023-10-03",
            "“On or before” has no first day.",
            "Leave the first day empty, or set another precision.",
        ),
        (
            {"date_precision": "since"},
            "date_end",
            "2023-10-03",
            "“Since” has no last day.",
            "Leave the last day empty, or set another precision.",
        ),
        (
            {"date_precision": "since", "date_start": "", "date_end": ""},
            "date_start",
            "",
            "The first possible day is given, but for “on or before”.",
            "Give the first day, or set the precision to “on or before”.",
        ),
        ({"reported_on": "early October"}, "reported_on", "early October", REAL_DAY, "Write it like 2023-10-03, or leave it empty."),
        (
            {"date_end": ""},
            "date_end",
            "",
            "The last possible day is given, but for “since”.",
            "Give the last day; for one day, the same as the first.",
        ),
        (
            {"date_precision": "range", "date_end": "2023-10-02"},
            "date_end",
            "2023-10-02",
            "The last day is not before the first.",
            "Swap the two days, or mend the wrong one.",
        ),
        *(
            (
                {"date_precision": precision, "date_end": end},
                "date_end",
                end,
                "The days fit the precision: day 1, week 7, month 31, year 366 at the most.",
                "Set the precision to “range”, or mend the days.",
            )
            # One day more than the precision allows from 3 October 2023 on.
            for precision, end in [
                ("day", "2023-10-04"),
                ("week", "2023-10-10"),
                ("month", "2023-11-03"),
                ("year", "2024-10-03"),
            ]
        ),
        (
            {"place_precision": "aera"},
            "place_precision",
            "aera",
            "The precision of the place is one of the known words.",
            f'Use one of: {PLACE_PRECISIONS}. Did you mean "area"?',
        ),
        (
            {"place": ""},
            "place",
            "",
            "A place has a name, unless it is unlocated.",
            "Name the place, or set the precision to unlocated.",
        ),
        ({"event_type": ""}, "event_type", "", "Every incident has a type.", "Name the type of event."),
        (
            {"event_type": "#N/A"},
            "event_type",
            "#N/A",
            "A cell holds no error of a spreadsheet.",
            "Mend the formula, or leave the cell empty.",
        ),
        (
            {"incident_id": "1.23457E+16"},
            "incident_id",
            "1.23457E+16",
            "An id has all its digits.",
            "A spreadsheet keeps 15 digits of a number: format the column as text and enter the id again.",
        ),
        (
            {"stance": "claimd", "reported_by": "JNIM"},
            "stance",
            "claimd",
            "The stance is one of the known words.",
            'Use one of: reported, claimed, confirmed, denied. Did you mean "claimed"?',
        ),
        (
            {"stance": "claimed"},
            "reported_by",
            "",
            "A stance has an actor who takes it.",
            "Name who says so, or set the stance to reported.",
        ),
        *(
            (
                {column: value},
                column,
                value,
                "Fatalities are a whole number.",
                "Write digits only, or leave the cell empty.",
            )
            for column, value in [("fatalities_low", "two"), ("fatalities_best", "-1"), ("fatalities_high", "6.5")]
        ),
        (
            {"fatalities_low": "6", "fatalities_best": "5"},
            "fatalities_best",
            "5",
            "Fatalities rise from low over best to high.",
            "Put the three numbers in order.",
        ),
        (
            {"fatalities_low": "3", "fatalities_high": "2"},
            "fatalities_best",
            "",
            "Fatalities rise from low over best to high.",
            "Put the three numbers in order.",
        ),
        *(
            ({"latitude": "16", "longitude": "0", column: value}, column, value, DEGREES, "Write it like 16.2717, with a point.")
            for column, value in [("latitude", "91"), ("longitude", "-180.5"), ("latitude", "16,27"), ("longitude", "nan")]
        ),
        (
            {"longitude": "0.1"},
            "latitude",
            "",
            "A position has both latitude and longitude.",
            "Give both, or neither.",
        ),
    ],
)  # fmt: skip
def test_a_broken_rule_gives_just_its_own_fault_at_the_row_of_the_spreadsheet(
    tmp_path, changes, column, value, rule, mend
):
    typed, faults = checked(tmp_path, sheets.row(incident_id="first", summary="of\ntwo lines"), sheets.row(**changes))
    assert typed["incident_id"].tolist() == ["first"]
    incident_id = value if column == "incident_id" else "A"
    assert faults.to_numpy().tolist() == [[3, incident_id, column, value, rule, mend]]


@pytest.mark.parametrize(
    "changes",
    [
        {"date_precision": "week", "date_end": "2023-10-09"},
        {"date_precision": "month", "date_end": "2023-11-02"},
        {"date_precision": "year", "date_start": "2024-01-01", "date_end": "2024-12-31"},
        {"date_precision": "range", "date_end": "2025-10-03"},
        {"date_precision": "on or before", "date_start": ""},
        {"place": "", "place_precision": "unlocated"},
        {"fatalities_low": "0", "fatalities_best": "2", "fatalities_high": "2"},
        {"fatalities_low": "4"},
        {"latitude": "-90", "longitude": "180"},
        {"stance": "denied", "reported_by": "Malian government"},
    ],
)
def test_a_row_at_the_edge_of_a_rule_is_accepted(tmp_path, changes):
    typed, faults = checked(tmp_path, sheets.row(**changes))
    assert (len(typed), len(faults)) == (1, 0)


def test_accepted_rows_have_types_and_the_defaults_of_the_column_table(tmp_path):
    typed, _faults = checked(tmp_path, sheets.row(fatalities_best="6"))
    only = typed.iloc[0]
    assert only["date_start"] == pd.Timestamp(2023, 10, 3)
    assert (only["fatalities_best"], only["country"], only["stance"], only["summary"]) == (6, "Mali", "reported", "")
    assert only[["fatalities_low", "latitude"]].isna().all()


def test_two_faults_of_one_row_are_both_told_and_the_row_counts_once(tmp_path):
    dataset = ingest(sheets.write(tmp_path, sheets.row(event_type="", date_end="soon")))
    assert sorted(dataset.quarantine["column"]) == ["date_end", "event_type"]
    assert (dataset.read, dataset.set_aside, len(dataset.incidents)) == (1, 1, 0)


def test_an_id_used_twice_sets_both_rows_aside_because_nobody_knows_which_is_right(tmp_path):
    typed, faults = checked(
        tmp_path, sheets.row(), sheets.row(incident_id=" A ", place="Mopti"), sheets.row(incident_id="B")
    )
    assert typed["incident_id"].tolist() == ["B"]
    assert faults[["row", "column", "value", "rule"]].to_numpy().tolist() == [
        [2, "incident_id", "A", "An id stands for one incident."],
        [3, "incident_id", "A", "An id stands for one incident."],
    ]


def test_an_exact_copy_of_a_row_is_a_duplicate_and_the_first_one_stays(tmp_path):
    dataset = ingest(sheets.write(tmp_path, sheets.row(), sheets.row(), sheets.row(incident_id="B"), sheets.row()))
    assert (dataset.read, len(dataset.incidents), dataset.set_aside, dataset.duplicates) == (4, 2, 0, 2)


def test_shifted_cells_are_one_fault_not_one_for_every_cell_after_them(tmp_path):
    good = sheets.text(sheets.row(incident_id="good"))
    (tmp_path / "x.csv").write_text(good + "A,2023-10-03,2023-10-03,day,Gao, Mali,settlement\n", encoding="utf-8")
    typed, faults = validate(sigact.read(tmp_path / "x.csv", ()))
    assert typed["incident_id"].tolist() == ["good"]
    assert faults.to_numpy().tolist() == [
        [
            3,
            "A",
            "",
            "7",
            "A row has as many cells as the header.",
            "Quote cells that hold the delimiter, and give every row 29 cells.",
        ]
    ]


@pytest.mark.parametrize(
    ("line", "column", "value"),
    [
        ("B,JNIM,claims,,,,", "incident_id", "B"),
        ("A, ,claims,,,,", "actor", " "),
        ("A,JNIM,boasts,,,,", "stance", "boasts"),
        ("A,JNIM,claims,3 May,,,", "said_on", "3 May"),
        ("A,JNIM,claims,,,,seen, but far", "", "8"),
    ],
)
def test_a_stance_that_cannot_be_used_is_set_aside_with_its_row(tmp_path, line, column, value):
    header = "incident_id,actor,stance,said_on,document_id,footnote,note\n"
    (tmp_path / "claims.csv").write_text(header + "A,JNIM,claims,2023-10-03,,,\n" + line + "\n", encoding="utf-8")
    kept, faults = validate_claims(sigact.read(tmp_path / "claims.csv", ()), pd.Series(["A"]))
    assert kept["said_on"].tolist() == ["2023-10-03"]
    assert faults[["row", "column", "value"]].to_numpy().tolist() == [[3, column, value]]


HOSTILE = st.one_of(
    st.sampled_from(
        [
            "=1+1",
            "{{7*7}}",
            "{% x",
            "<img src=x onerror=alert(1)>",
            "'; drop table incident; --",
            '"',
            '""',
            "a,b;c\td",
            "one\ntwo",
            "one\r\ntwo",
            "line\u2028separator",
            "para\u2029graph",
            "next\x85line",
            "\x0b\x0c\x1c\x1e",
            "NA",
            "None",
            "nan",
            "NaT",
            "\u202eright to left",
            "\ufeff",
        ]
    ),
    st.text(alphabet=string.printable, max_size=8),
    st.text(alphabet=st.characters(exclude_characters="\0", codec="utf-8"), max_size=5),  # a NUL is no CSV
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "incident_id": st.one_of(st.sampled_from("ABCD"), HOSTILE),
            "date_end": st.sampled_from(["2023-10-03", "2023-10-02", "", "x"]),
            "place": st.one_of(st.sampled_from(["Gao", "Kidal", "nowhere"]), HOSTILE),
            "place_precision": st.sampled_from(["settlement", "unlocated", "unlocated", "area", "x"]),
            "perpetrators": HOSTILE,
            "reported_by": HOSTILE,
            "stance": st.sampled_from(["", "claimed"]),
            "summary": HOSTILE,
            "document_id": HOSTILE,
            "footnotes": HOSTILE,
            "latitude": st.sampled_from(["", "16", "north"]),
        },
    ).map(lambda changes: sheets.row(**changes)),
    max_size=6,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_read_is_accepted_and_set_aside_and_duplicates_whatever_the_cells_hold(tmp_path, monkeypatch, boundaries, rows):
    monkeypatch.setattr(pipeline, "read_embedded", lambda _folder: boundaries)  # read once: it takes most of the time
    dataset = ingest(sheets.write(tmp_path, *rows))
    assert dataset.read == len(rows)
    assert dataset.read == len(dataset.incidents) + dataset.set_aside + dataset.duplicates
    assert store_of(dataset).counts(IncidentFilter()).shown == len(dataset.incidents)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(HOSTILE, min_size=1, max_size=30))
def test_every_cell_comes_out_as_it_went_in(tmp_path, cells):
    rows = [sheets.row(incident_id=str(nr), summary=cell) for nr, cell in enumerate(cells)]
    sheet = sigact.read(sheets.write(tmp_path, *rows).file("incidents.csv"), ())
    assert sheet["summary"].tolist() == cells
    typed, faults = validate(sheet)
    assert (typed["summary"].tolist(), len(faults)) == ([cell.strip() for cell in cells], 0)
