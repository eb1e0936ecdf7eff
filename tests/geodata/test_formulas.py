"""A cell out of somebody's report must not run on the reader's machine, and must come back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.formulas import mark, unmark

SIGNS = st.text(alphabet="'=+-@\t\r\nab1", max_size=6)


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1+1", "'=1+1"), ("'=1+1", "''=1+1"), ("-5", "'-5"), ("\tx", "'\tx"), ("'quoted'", "'quoted'"), ("a=b", "a=b"), ("", "")],
)  # fmt: skip
def test_only_what_would_run_is_marked(text, cell):
    assert mark(text) == cell
    assert unmark(cell) == text


@given(SIGNS | st.text())
def test_every_text_comes_back_and_none_runs(text):
    assert unmark(mark(text)) == text
    assert not mark(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
