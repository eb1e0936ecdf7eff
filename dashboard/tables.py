"""Frames of text as tables of a page: the columns that are shown, with their titles."""

import pandas as pd
import streamlit as st

from geodata.texts import _, message, number

FAULTS = {
    "row": message("Row"), "incident_id": message("Id"), "column": message("Column"), "value": message("Value"),
    "rule": message("Rule"), "mend": message("What would mend it"),
}  # fmt: skip
DOUBTS = FAULTS | {"rule": message("What is odd"), "mend": message("What it may be")}
DIFFERENCES = {
    "incident_id": message("Id"), "column": message("Column"), "before": message("In the store"), "after": message("In the file"),
}  # fmt: skip
MOST = 2000  # lines on the page; a download has all


def show(frame: pd.DataFrame, titles: dict[str, str], count: int | None = None, numbers: tuple[str, ...] = ()) -> None:
    """The columns of `titles` (messages), in their order; `count` is how many lines there are where the frame has only the first.

    `numbers` are columns of text that stand on the right, as they say numbers.
    """
    said = {name: _(title) for name, title in titles.items()}
    shown = frame[list(titles)].head(MOST).rename(columns=said)
    right = {said[name]: st.column_config.Column(alignment="right") for name in numbers}
    st.dataframe(shown, hide_index=True, height="content" if len(shown) < 12 else 420, column_config=right)
    if (count or len(frame)) > len(shown):
        st.caption(_("The first {n} lines.").format(n=number(len(shown))))


def show_cells(rows: tuple[tuple[str, ...], ...]) -> None:
    """Rows as they stand in a file, without a header of their own."""
    width = max(map(len, rows), default=0)
    frame = pd.DataFrame([[*cells, *[""] * (width - len(cells))] for cells in rows])
    st.dataframe(frame.rename(columns=lambda nr: str(nr + 1)), height="content", hide_index=True)
