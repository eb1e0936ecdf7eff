"""Rows that were set aside come back mended as the rows that they are: why they were set aside is no part of them."""

import csv
import io

import pandas as pd
import pytest

from geodata.formulas import mark
from geodata.readers import layout_of, propose_mapping
from geodata.readers.layout import Layout
from geodata.readers.options import NOTHING_SAID, Options

from .. import sheets
from . import tables
from .exports import ACLED_HEADER, acled

WHY = ["_fault_row", "_fault", "_fault_mend", "_fault_more_cells"]


def original(folder, name: str) -> tuple:
    """A file of that format, with rows that begin like formulas, and what a user says of it."""
    path = folder / "file.csv"
    if name == "own":
        path.write_text(
            sheets.text(sheets.row(summary="'=1+1"), sheets.row(incident_id="B", summary="''-2", latitude="-1"))
        )
    elif name == "acled":
        cells = [acled(notes="=1+1"), acled(event_id_cnty="MLI2", notes="'=1+1")]
        path.write_text(sheets.text(*cells, header=ACLED_HEADER))
    else:
        tables.write(
            folder, tables.FRENCH, tables.row(Commentaire="=1"), tables.row(Lieu="Ber", Bilan="-"), name=path.name
        )
    return path, (Options(mapping=propose_mapping(path)[1]) if name == "any" else NOTHING_SAID)


def set_aside(layout: Layout, why: list[str] = WHY) -> bytes:
    """All rows of a file as the download of those set aside has them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*layout.header, *why])
    writer.writerows(
        [mark(str(cell)) for cell in (*cells, nr, "A rule.", "=A mend", "")] for nr, cells in layout.rows()
    )
    return out.getvalue().encode("utf-8-sig")


@pytest.mark.parametrize("name", ["own", "acled", "any"])
def test_rows_that_come_back_are_the_rows_of_the_file(tmp_path, name):
    path, options = original(tmp_path, name)
    first = layout_of(path, options)
    (tmp_path / "back.csv").write_bytes(set_aside(first))
    again = layout_of(tmp_path / "back.csv", options)
    pd.testing.assert_frame_equal(again.sheet().rows, first.sheet().rows)
    assert (again.header, list(again.rows())) == (
        first.header,
        [(nr, [*map(mark, cells)]) for nr, cells in first.rows()],
    )


def test_why_they_were_set_aside_is_not_proposed_as_anything(tmp_path):
    path, options = original(tmp_path, "any")
    (tmp_path / "back.csv").write_bytes(set_aside(layout_of(path, options)))
    header, mapping, rows = propose_mapping(tmp_path / "back.csv")
    assert (header, mapping) == (list(tables.FRENCH), options.mapping)
    assert {len(cells) for cells in rows} == {len(header)}


def test_a_copy_stays_a_copy_whatever_rows_it_stood_in(tmp_path):
    (tmp_path / "file.csv").write_text(sheets.text(sheets.row(), sheets.row()))
    (tmp_path / "back.csv").write_bytes(set_aside(layout_of(tmp_path / "file.csv")))
    assert layout_of(tmp_path / "back.csv").sheet().copies == 1
