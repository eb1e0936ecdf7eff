"""The view of this session: one value in the session, the same value in the URL."""

import time
from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from geodata.cells import Box
from geodata.filter_words import region_name
from geodata.filters import IncidentFilter
from geodata.links import Known
from geodata.regions import last_name
from geodata.schema import OUTSIDE, UNLOCATED
from geodata.store import Store
from geodata.texts import LINK_KEY, _
from geodata.views import Frame, View

from . import languages
from .shot import Shot

# Seconds after which the browser has surely been sent what a run said last. Streamlit drops what it has not sent yet when
# the next run begins.
SENT = 0.2


def enter(store: Store) -> tuple[View, list[str]]:
    """The view to show, and sentences about a link that could not be followed whole.

    The URL leads when it is not the one that this session wrote: a link was opened, or the reader went back.
    """
    drawn = st.session_state.pop("drawn", None)
    st.session_state.unheard = drawn is None or time.monotonic() - drawn < SENT
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    # Streamlit empties the URL on the way to another page; the way back finds the view as it was left. So does the browser's own
    # way back, which may come to the language alone.
    returning = query.keys() <= {LINK_KEY} and st.session_state.pop("left", False) and "view" in st.session_state
    if query != st.session_state.get("written") and not returning:
        view, problems = View.from_query(query, Known(store, query))
        st.session_state.view, st.session_state.problems, st.session_state.written = view, problems, query
        _enter_shot(query)
        move_map(view.frame)
    elif st.session_state.get("version") != store.version:
        # The file changed under the reader: what it no longer holds can't stay chosen.
        query = lists(st.session_state.view.to_query())
        st.session_state.view, st.session_state.problems = View.from_query(query, Known(store, query))
    if returning:
        st.session_state.written = query
    st.session_state.version = store.version
    return st.session_state.view, st.session_state.problems


def _enter_shot(query: dict[str, list[str]]) -> None:
    """Screenshot mode as the link asks for it; a picture is never made of a link that could not be followed whole."""
    asked, problems = Shot.from_query(query)
    st.session_state.problems = [*st.session_state.problems, *problems]
    st.session_state.shot = None if st.session_state.problems else asked


def shoot(shot: Shot | None) -> None:
    """Enters screenshot mode, changes its picture, or leaves it with None; the map shows the same part."""
    st.session_state.problems, st.session_state.shot = [], shot
    move_map(st.session_state.view.frame)


def leave() -> None:
    """To be called by every other page: coming back to Explore finds the view as it was left. The URL has the language only."""
    st.session_state.left = True
    languages.publish()


def lead(key: str, value: object) -> str:
    """Makes the widget of this key show `value`: the view leads, the widget follows. Gives the key.

    Where the browser may not have heard of the run before, it is told again: else a link's dates stay empty fields, and the
    next click takes them for the reader's wish.
    """
    if st.session_state.unheard or st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def end() -> None:
    """To be called at the end of a run of the whole page."""
    st.session_state.drawn = time.monotonic()


def publish(again: bool = False) -> None:
    """Puts the session's view into the URL; `again`: also where it should be there already.

    A message of the map waits for the run before it, and comes with the URL of before that run.
    """
    query = lists(st.session_state.view.to_query()) | _shot_lists() | languages.written()
    if again or query != st.session_state.written:
        st.session_state.written = query
        st.query_params.from_dict(query)


def lists(query: Mapping[str, str | list[str]]) -> dict[str, list[str]]:
    """A query in which every key has a list of values, as the URL gives it."""
    return {key: value if isinstance(value, list) else [value] for key, value in query.items()}


def _shot_lists() -> dict[str, list[str]]:
    shot = st.session_state.get("shot")
    return lists(shot.to_query()) if shot else {}


def change(**changes: object) -> None:
    """Replaces parts of the view; for callbacks."""
    st.session_state.view = replace(st.session_state.view, **changes)


def change_filter(**changes: object) -> None:
    """Replaces parts of the filter; for callbacks. What was wrong with the link is over with that."""
    st.session_state.problems = []
    change(filter=replace(st.session_state.view.filter, **changes))


def drop(part: str) -> None:
    """Lets go of one part of the filter."""
    change(filter=st.session_state.view.filter.without(part))


def reset() -> None:
    """Lets go of the whole filter; the map stays where it is, and regions are those of the same boundary set."""
    change(filter=st.session_state.view.filter.cleared)


def change_boundaries(store: Store, key: str) -> None:
    """Goes over to another boundary set; what the filter and the selection name stays where the set has a unit of that name."""
    view, boundaries = st.session_state.view, store.boundary_set(key)
    chosen = [
        name if name in (OUTSIDE, UNLOCATED) else boundaries.find(last_name(name)) for name in view.filter.regions
    ]
    lost = [region_name(name) for name, found in zip(view.filter.regions, chosen, strict=True) if found is None]
    change_filter(boundary_set=key, regions=tuple(dict.fromkeys(filter(None, chosen))))
    if view.region:
        same = view.region if view.region in (OUTSIDE, UNLOCATED) else boundaries.find(last_name(view.region))
        change(region=same)
    if lost:
        said = _("{set} has no unit called {names}: the filter has let go of it.")
        st.session_state.problems = [said.format(set=boundaries.title, names=", ".join(lost))]


def beside(view: View | None = None) -> View:
    """The view for a page that has Explore's filter: what its link says, else that of the session. Explore will open with it."""
    if view is not None or "view" not in st.session_state:
        st.session_state.view = view or View()
        _enter_anew()
    st.session_state.left = True
    return st.session_state.view


def look_for(**parts: object) -> None:
    """Opens Explore with a filter of these parts and no other, by the boundary set that was shown last; for other pages."""
    last = st.session_state.get("view", View()).filter.cleared
    look(View(replace(last, **parts)))


def look_at(key: str, incident_id: str) -> None:
    """Opens Explore with this incident selected and no filter, by the boundary set of this key; for other pages."""
    look(View(IncidentFilter(boundary_set=key), incident=incident_id))


def look(view: View) -> None:
    """Opens Explore with this view, which is in the link of the page from the first; for other pages. Their run ends here."""
    st.session_state.view = view
    _enter_anew()
    st.session_state.left, st.session_state.written = False, lists(view.to_query()) | languages.written()
    st.switch_page("screens/explore.py", query_params=st.session_state.written)


def _enter_anew() -> None:
    st.session_state.problems, st.session_state.left, st.session_state.shot = [], True, None
    st.session_state.setdefault("written", None)
    move_map(st.session_state.view.frame)


def select(
    incident: str | None = None, region: str | None = None, inside: Box | None = None, shape: int | None = None
) -> None:
    """Selects an incident, a region, a part of the map, a line or area, or nothing."""
    st.session_state.view = st.session_state.view.select(incident, region, inside, shape)


def move_map(frame: Frame | None) -> None:
    """Makes the map go to a frame, or to the whole country for None; the reader's own moves only change the view (`change(frame=...)`)."""
    serial = st.session_state.get("map_order", (0, frame))[0] + 1
    st.session_state.map_order = (serial, frame)
    st.session_state.pop("seen", None)  # what the map showed before says nothing of it
    change(frame=frame)
