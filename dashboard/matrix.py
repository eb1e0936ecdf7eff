"""Who acts against whom in what the filter shows: a table of actors by actors, of which a cell filters the page."""

import streamlit as st

from geodata.matrix import most, said_of, table
from geodata.store import Store
from geodata.texts import _
from geodata.views import View

from . import data, state


def show(store: Store, view: View) -> None:
    """Draws the matrix where it is called."""
    found = data.against(store.version, view.filter)
    if found.cells.empty:
        st.text(_("No incident shown says both who acts and who the target is."))
        return
    names = dict(data.actors(store.version)[["actor_id", "name"]].itertuples(index=False))
    acting, against = (most(found.cells, side) for side in ("acting", "against"))
    key = "matrix"
    if st.session_state.get(key, {}).get("selection", {}).get("cells"):
        st.session_state[key] = {"selection": {"rows": [], "columns": [], "cells": []}}
    made = table(found.cells, acting, against, names)
    st.dataframe(
        made,
        key=key,
        on_select=lambda: _selected(key, acting, against, list(made.columns)),
        selection_mode="single-cell",
        height="content",
        alt=_("Incidents by who acts (rows) and against whom (columns)."),
    )
    how = _(
        "Rows act, alone or as a partner; columns are the target. A cell counts incidents and filters the page by a click."
    )
    st.caption(f"{how} {said_of(found)}")


def _selected(key: str, acting: list[str], against: list[str], columns: list[str]) -> None:
    cells = st.session_state[key]["selection"]["cells"]
    if not cells:
        return
    row, column = cells[0]
    if column in columns and row < len(acting):
        state.change_filter(acting=acting[row], against=against[columns.index(column)])
