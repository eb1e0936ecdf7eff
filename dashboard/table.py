"""The table of what is shown: the text equivalent of map and charts, with the same selection."""

import pandas as pd
import streamlit as st

from geodata.filters import region_name, status_name
from geodata.schema import ROLES
from geodata.texts import _
from geodata.views import View

from . import state
from .rows import rows
from .words import date_words, place_words

MOST_ROWS = 5000
ROWS_IN_SIGHT, HEIGHT = 12, 420  # above so many rows the table scrolls within so many pixels


def show(view: View, incidents: pd.DataFrame, participations: pd.DataFrame) -> None:
    """Draws the table where it is called, with the view's incident as the selected row."""
    shown = incidents.head(MOST_ROWS)
    key = "incident-table"
    ids = list(shown["incident_id"])
    selected = [ids.index(view.incident)] if view.incident in ids else []
    if st.session_state.get(key, {}).get("selection", {}).get("rows") != selected:
        st.session_state[key] = {"selection": {"rows": selected, "columns": [], "cells": []}}
    st.dataframe(
        frame(shown, participations),
        key=key,
        hide_index=True,
        on_select=lambda: _selected(key, ids),
        selection_mode="single-row",
        height="content" if len(shown) <= ROWS_IN_SIGHT else HEIGHT,
        alt=_("Table of the incidents shown: date, type, place, region, actors, status and summary."),
    )
    if len(incidents) > MOST_ROWS:
        st.caption(_("The table lists the first {n}; narrow the filter for the rest.").format(n=MOST_ROWS))


def frame(incidents: pd.DataFrame, participations: pd.DataFrame) -> pd.DataFrame:
    """The table's columns as a reader sees them; the first day as a date, so that sorting follows time."""
    shown = rows(incidents)
    who = {role: participations[participations["role"] == role].groupby("no")["name"].agg("; ".join) for role in ROLES}
    # Only data sets that don't say who does what to whom have the column.
    involved = {_("Involved"): [who["involved"].get(row.no, "") for row in shown]} if len(who["involved"]) else {}
    columns = {
        _("Date"): [date_words(row) for row in shown],
        _("Type"): [row.event_type for row in shown],
        _("Place"): [place_words(row) for row in shown],
        _("Region"): [region_name(row.region_key) for row in shown],
        _("Perpetrator"): [who["perpetrator"].get(row.no, "") for row in shown],
        _("With"): [who["partner"].get(row.no, "") for row in shown],
        _("Target"): [who["target"].get(row.no, "") for row in shown],
        **involved,
        _("Status"): [status_name(row.status) for row in shown],
        _("Summary"): [row.summary for row in shown],
        _("Id"): [row.incident_id for row in shown],
    }
    return pd.DataFrame(columns)


def _selected(key: str, ids: list[str]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    state.select(incident=ids[rows[0]] if rows and rows[0] < len(ids) else None)
