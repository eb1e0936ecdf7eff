"""The only caches of the app, keyed by data version and filter: never by a frame, never a map."""

import gc
import os
from datetime import date

import pandas as pd
import streamlit as st

from geodata.filters import IncidentFilter
from geodata.ingest import Folder, folder, ingest
from geodata.store import Counts, Store
from geodata.texts import _

_KEPT = 500  # results a cache holds; each is small, and an old one is cheap to count again


def store() -> Store:
    """The store of the data as its files are now. Raises DataFileError when one can't be used."""
    source = folder(os.environ.get("INCIDENTS_DATA"))
    return _store(source.version(), source)


@st.cache_resource(show_spinner=_("Reading the data …"), max_entries=2)
def _store(version: str, _source: Folder) -> Store:
    made = Store(ingest(_source))
    # Streamlit collects garbage after every run. What is loaded by now stays: looking through it each time costs 0.1 s.
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    return made


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def counts(version: str, chosen: IncidentFilter) -> Counts:
    """`Store.counts` of the data as they are now."""
    return store().counts(chosen)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def count(version: str, chosen: IncidentFilter) -> int:
    """`Store.count`."""
    return store().count(chosen)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def facets(version: str, chosen: IncidentFilter) -> dict[str, dict[str, int]]:
    """`Store.facets`."""
    return store().facets(chosen)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def period_counts(version: str, chosen: IncidentFilter, spans: tuple) -> list[int]:
    """`Store.period_counts`."""
    return store().period_counts(chosen, spans)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def incidents(version: str, chosen: IncidentFilter) -> pd.DataFrame:
    """`Store.incidents`; the caller gets a frame of its own."""
    return store().incidents(chosen)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def participations(version: str, chosen: IncidentFilter) -> pd.DataFrame:
    """`Store.participations`."""
    return store().participations(chosen)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def bars(version: str, chosen: IncidentFilter, step: str, first: date, last: date) -> pd.DataFrame:
    """`Store.bars`."""
    return store().bars(chosen, step, first, last)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def incident(version: str, incident_id: str) -> dict | None:
    """`Store.incident`."""
    return store().incident(incident_id)


@st.cache_data(show_spinner=False, max_entries=4)
def actors(version: str) -> pd.DataFrame:
    """`Store.actors`."""
    return store().actors()


@st.cache_data(show_spinner=False, max_entries=4)
def values(version: str, column: str) -> list[str]:
    """`Store.values`."""
    return store().values(column)


@st.cache_data(show_spinner=False, max_entries=4)
def span(version: str) -> tuple[date, date] | None:
    """`Store.span`."""
    return store().span()


@st.cache_data(show_spinner=False, max_entries=4)
def months(version: str) -> list[date]:
    """`Store.months`."""
    return store().months()


@st.cache_data(show_spinner=False, max_entries=4)
def milestones(version: str) -> pd.DataFrame:
    """`Store.milestones`."""
    return store().milestones()
