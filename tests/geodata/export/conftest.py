"""What the exporters are given: everything, and rows in which every text is hostile."""

from collections.abc import Callable

import pytest
from hypothesis import strategies as st

from geodata.export.extract import Extract, extract
from geodata.filters import IncidentFilter
from geodata.store import Store

PIECES = ["=1+1", "+", "-5", "@SUM(A1)", "\t", "\r", "\n", "\r\n", "'", "''=", '"', ";", ",", "\0", "\x01", "\x1b", "\x0b",
          "\ufffe", "\uffff", "_x0041_", "_x000D_", "]]>", "<script>", "&amp;", "{{7*7}}", "http://a.b/", "mailto:a@b.c",
          "internal:A1", "é", "😀", "\u2028", " ", "NA", "None", "007", "2023-10-03", "#tag"]  # fmt: skip
HOSTILE = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=6).map("".join)


@pytest.fixture(scope="session")
def everything(store: Store) -> Extract:
    return extract(store, IncidentFilter())


@pytest.fixture(scope="session")
def hostile(everything: Extract) -> Callable[[list[str]], Extract]:
    """The embedded rows with these texts, over and over, as summary and place."""

    def make(texts: list[str]) -> Extract:
        many = [texts[nr % len(texts)] for nr in range(len(everything.rows))]
        return Extract(everything.rows.assign(summary=many, place=many), everything.about)

    return make
