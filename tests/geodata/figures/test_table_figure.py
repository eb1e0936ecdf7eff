"""The table on paper numbers its own sources, and says which incidents have no line and why."""

import re

import pytest

from geodata.demo import write
from geodata.figures.rows_scene import listed as rows_of
from geodata.filters import IncidentFilter
from geodata.ingest import folder, ingest
from geodata.store import store_of

from .reading import cited, listed


@pytest.mark.parametrize("paper", ["a4", "square"])
def test_the_table_numbers_the_sources_of_its_own_lines(paper, wanted, said):
    texts = said(wanted(paper=paper), kind="table")
    rows = {about: words for about, words in texts.items() if re.fullmatch(r"row-\d+", about)}
    assert {number for words in rows.values() for word in words for number in cited(word)} == set(listed(texts))
    left = 19 - len(rows)
    assert (left == 0) or f"{left} earlier ones have no room." in " ".join(texts["counts-0"])


def test_rows_that_must_not_be_passed_on_are_counted_not_listed(wanted, tmp_path):
    write(tmp_path / "acled.csv", 30, 1, "acled", lambda done: None)
    own = store_of(ingest(folder(str(tmp_path / "acled.csv"))))
    found, total = rows_of(own, wanted()), own.how_many(IncidentFilter(), None)
    assert (found.lines, found.left_out, found.withheld) == ((), total, total) and found.sets
