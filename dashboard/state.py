"""The view of this session: one value in the session, the same value in the URL."""

from collections.abc import Container
from dataclasses import replace

import streamlit as st

from geodata.filters import IncidentFilter
from geodata.schema import OUTSIDE, UNLOCATED
from geodata.store import Store
from geodata.views import Frame, View

from . import data


def enter(store: Store) -> tuple[View, list[str]]:
    """The view to show, and sentences about a link that could not be followed whole.

    The URL leads when it is not the one that this session wrote: a link was opened, or the reader went back.
    """
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    # Streamlit empties the URL on the way to another page; the way back finds the view as it was left.
    returning = not query and st.session_state.pop("left", False) and "view" in st.session_state
    if query != st.session_state.get("written") and not returning:
        view, problems = View.from_query(query, known(store))
        st.session_state.view, st.session_state.problems, st.session_state.written = view, problems, query
        move_map(view.frame)
    elif st.session_state.get("version") != store.version:
        # The file changed under the reader: what it no longer holds can't stay chosen.
        st.session_state.view, st.session_state.problems = View.from_query(_lists(st.session_state.view), known(store))
    st.session_state.version = store.version
    return st.session_state.view, st.session_state.problems


def leave() -> None:
    """To be called by every other page: coming back to Explore finds the view as it was left."""
    st.session_state.left = True


def known(store: Store) -> dict[str, Container[str]]:
    """The values that a link may name."""
    return {
        "actor": tuple(data.actors(store.version)["actor_id"]),
        "region": (*store.boundaries.names, OUTSIDE, UNLOCATED),
        "type": tuple(data.values(store.version, "event_type")),
        "data": tuple(data.values(store.version, "data_set")),
        "incident": _Incidents(store),
    }


class _Incidents(Container):
    """The ids of all incidents, asked for one by one: there may be a million."""

    def __init__(self, store: Store):
        self._store = store

    def __contains__(self, incident_id: object) -> bool:
        return self._store.has_incident(str(incident_id))


def publish() -> None:
    """Puts the session's view into the URL."""
    query = _lists(st.session_state.view)
    if query != st.session_state.written:
        st.session_state.written = query
        st.query_params.from_dict(query)


def _lists(view: View) -> dict[str, list[str]]:
    """The view as a query in which every key has a list of values."""
    return {key: value if isinstance(value, list) else [value] for key, value in view.to_query().items()}


def change(**changes: object) -> None:
    """Replaces parts of the view; for callbacks."""
    st.session_state.view = replace(st.session_state.view, **changes)


def change_filter(**changes: object) -> None:
    """Replaces parts of the filter; for callbacks."""
    change(filter=replace(st.session_state.view.filter, **changes))


def drop(part: str) -> None:
    """Lets go of one part of the filter."""
    change(filter=st.session_state.view.filter.without(part))


def reset() -> None:
    """Lets go of the whole filter; the map stays where it is."""
    change(filter=IncidentFilter())


def select(incident: str | None = None, region: str | None = None) -> None:
    """Selects an incident, a region or nothing."""
    st.session_state.view = st.session_state.view.select(incident, region)


def move_map(frame: Frame | None) -> None:
    """Makes the map go to a frame, or to the whole country for None; the reader's own moves only change the view (`change(frame=...)`)."""
    serial = st.session_state.get("map_order", (0, frame))[0] + 1
    st.session_state.map_order = (serial, frame)
    change(frame=frame)
