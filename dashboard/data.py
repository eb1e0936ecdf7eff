"""The only caches of the app, keyed by data version and filter: never by a frame, never a map."""

import os

import pandas as pd
import streamlit as st

from geodata.filters import IncidentFilter
from geodata.ingest import Folder, folder, ingest
from geodata.store import Counts, Store

_KEPT = 500  # results a cache holds; each is small, and an old one is cheap to count again


def store() -> Store:
    """The store of the data as its files are now. Raises DataFileError when one can't be used."""
    source = folder(os.environ.get("INCIDENTS_DATA"))
    return _store(source.version(), source)


@st.cache_resource(show_spinner=False, max_entries=2)
def _store(version: str, _source: Folder) -> Store:
    return Store(ingest(_source))


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def counts(version: str, chosen: IncidentFilter) -> Counts:
    return store().counts(chosen)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def facets(version: str, chosen: IncidentFilter) -> dict[str, dict[str, int]]:
    return store().facets(chosen)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def period_counts(version: str, chosen: IncidentFilter, spans: tuple) -> list[int]:
    return store().period_counts(chosen, spans)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def incidents(version: str, chosen: IncidentFilter) -> pd.DataFrame:
    return store().incidents(chosen)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def participations(version: str, chosen: IncidentFilter) -> pd.DataFrame:
    return store().participations(chosen)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def bars(version: str, chosen: IncidentFilter, step: str, first, last) -> pd.DataFrame:
    return store().bars(chosen, step, first, last)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def incident(version: str, incident_id: str) -> dict | None:
    return store().incident(incident_id)


@st.cache_data(show_spinner=False, max_entries=4)
def actors(version: str) -> pd.DataFrame:
    return store().actors()


@st.cache_data(show_spinner=False, max_entries=4)
def values(version: str, column: str) -> list[str]:
    return store().values(column)
