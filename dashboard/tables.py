"""Frames of text as tables of a page: the columns that are shown, with their titles."""

import pandas as pd
import streamlit as st

from geodata.texts import _, message

FAULTS = {
    "row": message("Row"), "incident_id": message("Id"), "column": message("Column"), "value": message("Value"),
    "rule": message("Rule"), "mend": message("What would mend it"),
}  # fmt: skip
DOUBTS = FAULTS | {"rule": message("What is odd"), "mend": message("What it may be")}
DIFFERENCES = {
    "incident_id": message("Id"), "column": message("Column"), "before": message("In the store"), "after": message("In the file"),
}  # fmt: skip
_MOST = 2000  # lines on the page; a download has all


def show(frame: pd.DataFrame, titles: dict[str, str]) -> None:
    """The columns of `titles` (messages), in their order."""
    shown = frame[list(titles)].head(_MOST).rename(columns={name: _(title) for name, title in titles.items()})
    st.dataframe(shown, hide_index=True, height="content" if len(shown) < 12 else 420)
    if len(frame) > _MOST:
        st.caption(_("The first {n} lines.").format(n=_MOST))


def show_cells(rows: tuple[tuple[str, ...], ...]) -> None:
    """Rows as they stand in a file, without a header of their own."""
    width = max(map(len, rows), default=0)
    frame = pd.DataFrame([[*cells, *[""] * (width - len(cells))] for cells in rows])
    st.dataframe(frame.rename(columns=lambda nr: str(nr + 1)), height="content", hide_index=True)
