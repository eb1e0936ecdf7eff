"""A workbook in which nothing runs, dates are dates, and nothing is missing."""

from datetime import datetime

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import ExportError
from geodata.export import xlsx
from geodata.export.control import for_xml
from geodata.formulas import mark, unmark

from .conftest import HOSTILE


def table(path) -> list[dict]:
    header, *rows = openpyxl.load_workbook(path)["Incidents"].iter_rows()
    return [{name.value: cell for name, cell in zip(header, row, strict=True)} for row in rows]


def test_every_cell_is_there_in_its_type(everything, tmp_path):
    xlsx.write(everything, tmp_path / "a.xlsx")
    found = table(tmp_path / "a.xlsx")
    assert len(found) == 19
    for row, kept in zip(found, everything.rows.to_dict("records"), strict=True):
        for name in everything.columns:
            value, cell = kept[name], row[name]
            if isinstance(value, str):
                assert unmark(cell.value or "") == value
            elif pd.isna(value):
                assert cell.value is None
            elif name in ("date_start", "date_end", "first_day", "last_day"):
                assert (cell.value, cell.number_format) == (datetime.combine(value, datetime.min.time()), "yyyy-mm-dd")
            else:
                assert abs(cell.value - value) < 1e-9


def test_what_is_known_of_the_rows_has_a_sheet(everything, tmp_path):
    xlsx.write(everything, tmp_path / "a.xlsx")
    lines = [(a or "", b) for a, b in openpyxl.load_workbook(tmp_path / "a.xlsx")["About"].iter_rows(values_only=True)]
    assert lines == everything.about.lines()


@settings(max_examples=40)
@given(st.lists(HOSTILE, min_size=1, max_size=4))
def test_hostile_text_is_text(hostile, tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("xlsx") / "hostile.xlsx"
    made = hostile(texts)
    xlsx.write(made, path)
    for row, text in zip(table(path), made.rows["summary"], strict=True):
        cell = row["summary"]
        expected = for_xml(mark(text))
        assert openpyxl.utils.escape.unescape(cell.value or "") == expected
        assert cell.data_type in ("s", "inlineStr") or expected == ""
        assert cell.hyperlink is None


def test_a_text_too_long_for_a_cell_says_that_it_is_cut(hostile, tmp_path):
    xlsx.write(hostile(["😀" * 20_000, "x" * 32_767]), tmp_path / "a.xlsx")
    long, fits = (row["summary"].value for row in table(tmp_path / "a.xlsx")[:2])
    assert long.endswith("(cut: a cell of Excel holds no more; CSV has it whole)")
    assert len(long.encode("utf-16-le")) <= 2 * 32_767
    assert fits == "x" * 32_767


def test_more_rows_than_a_sheet_has_are_refused(everything, tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 18)
    with pytest.raises(ExportError, match="18 rows at the most"):
        xlsx.write(everything, tmp_path / "a.xlsx")
