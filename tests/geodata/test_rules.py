"""Outlines and days of change that can't be meant set their row aside; right ones pass as they are written."""

import pandas as pd
import pytest

from geodata.readers.table import CELLS, ROW, ROWS
from geodata.rules import RULES
from geodata.schema import INCIDENT_COLUMNS
from geodata.validate import validate

from . import sheets

COLUMNS = [column.name for column in INCIDENT_COLUMNS]
LINE, AREA = "LINESTRING (-0.04 16.27, 0.6 18.04)", "POLYGON ((0 16, 1 16, 1 17, 0 16))"


def checked(**changes: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    row = dict.fromkeys(COLUMNS, "") | sheets.row(**changes)
    return validate(pd.DataFrame([row | {ROW: 2, ROWS: 1, CELLS: len(COLUMNS)}]))


@pytest.mark.parametrize(
    ("precision", "outline"), [("road", LINE), ("area", AREA), ("road", ""), ("area", ""), ("settlement", "")]
)
def test_an_outline_fits_its_precision(precision, outline):
    typed, faults = checked(place_precision=precision, outline=outline)
    assert faults.empty
    assert typed["outline"].tolist() == [outline]


@pytest.mark.parametrize(
    ("precision", "outline"),
    [("area", LINE), ("road", AREA), ("settlement", LINE), ("exact", AREA), ("unlocated", AREA), ("road", "LINESTRING (0 16)"), ("area", "(" * 50_000)],
)  # fmt: skip
def test_another_outline_sets_its_row_aside(precision, outline):
    typed, faults = checked(place_precision=precision, outline=outline)
    assert typed.empty
    assert faults[["column", "value", "rule", "mend"]].to_numpy().tolist() == [
        ["outline", outline, "An outline is a plain, valid WKT in degrees: a line for a road, a polygon for an area.",
         "Write it like LINESTRING (-0.04 16.27, 0.6 18.04), or leave it empty."]
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["", "2023-10-03", "2023-10-03T14:05:00Z", "2023-10-03 14:05", "2023-10-03T14:05:00.123+01:00", "1696896000", "0"],
)
def test_a_day_of_change(text):
    assert checked(revised=text)[1].empty


@pytest.mark.parametrize("text", ["2023-02-30", "12345678901", "03/10/2023", "2023-10-03Tsoon", "-5", "soon"])
def test_no_day_of_change(text):
    faults = checked(revised=text)[1]
    assert faults[["column", "value", "mend"]].to_numpy().tolist() == [
        ["revised", text, "Write it like 2023-10-03, or leave it empty."]
    ]


def test_every_rule_looks_at_a_column_of_the_sheet():
    assert {rule.column for rule in RULES} <= set(COLUMNS)
