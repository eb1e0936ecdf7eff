"""The table of what is shown: the text equivalent of map and charts, with the same selection."""

import streamlit as st

from geodata.store import Store
from geodata.table_words import table
from geodata.texts import _, _n, number
from geodata.views import View

from . import data, state

PAGE = 200  # rows that are sent at once
ROWS_IN_SIGHT, HEIGHT = 12, 420  # above so many rows the table scrolls within so many pixels


def show(store: Store, view: View) -> None:
    """Draws the table where it is called, with the view's incident as the selected row."""
    total = data.how_many(store.version, view.filter, None)
    page = _page(store, view, total)
    shown = data.listed(store.version, view.filter, None, PAGE, page * PAGE)
    key = "incident-table"
    ids = list(shown["incident_id"])
    selected = [ids.index(view.incident)] if view.incident in ids else []
    if st.session_state.get(key, {}).get("selection", {}).get("rows") != selected:
        st.session_state[key] = {"selection": {"rows": selected, "columns": [], "cells": []}}
    st.dataframe(
        table(shown, data.participations_of(store.version, tuple(shown["no"].tolist()))),
        key=key,
        hide_index=True,
        on_select=lambda: _selected(key, ids),
        selection_mode="single-row",
        height="content" if len(shown) <= ROWS_IN_SIGHT else HEIGHT,
        alt=_("Table of the incidents shown: date, type, place, region, actors, status and summary."),
    )
    _foot(page, total)


def _page(store: Store, view: View, total: int) -> int:
    """The page that the reader has turned to; with another filter the first, with another selected incident the one that has it."""
    last, (about, page) = max(total - 1, 0) // PAGE, st.session_state.get("table-page", (None, 0))
    now = (view.filter, view.incident)
    if about != now:
        step = data.step(store.version, view.filter, view.incident) if view.incident and last else None
        # A selection that was cleared leaves the page as it is.
        page = (step.at - 1) // PAGE if step else page if about and about[0] == view.filter else 0
        st.session_state["table-page"] = (now, page)
    return min(page, last)


def _foot(page: int, total: int) -> None:
    """How many there are, and the ways to the other pages."""

    def go(to: int) -> None:
        st.session_state["table-page"] = (st.session_state["table-page"][0], to)

    with st.container(horizontal=True, vertical_alignment="center", key="table-foot"):
        said = _n("{n} incident", "{n} incidents", total)
        if total > PAGE:
            last, pages = min((page + 1) * PAGE, total), (total - 1) // PAGE
            st.button(
                "‹", help=_("Previous page"), disabled=page == 0, on_click=go, args=(page - 1,), key="table-before"
            )
            st.button(
                "›", help=_("Next page"), disabled=page == pages, on_click=go, args=(page + 1,), key="table-after"
            )
            first = number(page * PAGE + 1)
            said = _("{first}–{last} of {incidents}, in the order of time").format(
                first=first, last=number(last), incidents=said
            )
        with st.container(key="table-count"):
            st.caption(said)


def _selected(key: str, ids: list[str]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    state.select(incident=ids[rows[0]] if rows and rows[0] < len(ids) else None)
