"""A status follows from who says what, and no statement is counted twice or lost."""

from itertools import combinations

import pytest

from geodata.ingest import ingest
from geodata.ledger import status

from . import sheets

STANCES = ("claims", "confirms", "denies", "assesses")
# Worked out by hand for all sixteen sets: a denial wins, then a confirmation, then a claim; an assessment never counts.
TRUTH = {
    "": "reported",
    "claims": "claimed",
    "confirms": "confirmed",
    "denies": "contested",
    "assesses": "reported",
    "claims confirms": "confirmed",
    "claims denies": "contested",
    "claims assesses": "claimed",
    "confirms denies": "contested",
    "confirms assesses": "confirmed",
    "denies assesses": "contested",
    "claims confirms denies": "contested",
    "claims confirms assesses": "confirmed",
    "claims denies assesses": "contested",
    "confirms denies assesses": "contested",
    "claims confirms denies assesses": "contested",
}
HEADER = "incident_id,actor,stance,said_on,document_id,footnote,note\n"


def test_the_truth_table_is_whole():
    assert set(TRUTH) == {" ".join(some) for size in range(5) for some in combinations(STANCES, size)}


@pytest.mark.parametrize(("stances", "expected"), TRUTH.items())
def test_status_by_the_truth_table(stances, expected):
    assert status(set(stances.split())) == expected


def test_the_claim_on_segou_stands_once_though_sheet_and_ledger_both_have_it(dataset, by_id):
    """JNIM's claim is in incidents.csv and in claims.csv; the denial makes the incident contested."""
    own = dataset.claims[dataset.claims["no"] == by_id.loc["MLI-2022-04-25-SEGOU", "no"]]
    assert sorted(zip(own["actor"], own["stance"], strict=True)) == [
        ("JNIM", "claims"),
        ("Jamestown Foundation", "assesses"),
        ("Malian government", "denies"),
    ]


def test_the_sheets_own_stance_counts_for_each_who_takes_it(tmp_path):
    row = sheets.row(stance="denied", reported_by="Malian army; JNIM")
    dataset = ingest(sheets.write(tmp_path, row))
    assert dataset.claims[["actor_id", "stance"]].to_numpy().tolist() == [["malian-army", "denies"], ["jnim", "denies"]]
    assert dataset.incidents["status"].tolist() == ["contested"]


def test_a_stance_of_the_ledger_beside_that_of_the_sheet(tmp_path):
    claims = "A,jnim,claims,2023-10-04,,,said again\nA,Malian army,confirms,,,,\nZ,JNIM,claims,,,,\n"
    (tmp_path / "claims.csv").write_text(HEADER + claims, encoding="utf-8")
    dataset = ingest(sheets.write(tmp_path, sheets.row(stance="claimed", reported_by="JNIM")))
    assert dataset.claims[["actor", "stance", "note"]].to_numpy().tolist() == [
        ["jnim", "claims", "said again"],
        ["Malian army", "confirms", ""],
    ]
    assert dataset.incidents["status"].tolist() == ["confirmed"]
    assert dataset.quarantine[["file", "row", "value"]].to_numpy().tolist() == [["claims", 4, "Z"]]
    assert dataset.set_aside == 0


def test_who_only_reports_takes_no_stance(tmp_path):
    dataset = ingest(sheets.write(tmp_path, sheets.row(stance="reported", reported_by="Locals")))
    assert (len(dataset.claims), dataset.incidents["status"].tolist()) == (0, ["reported"])
