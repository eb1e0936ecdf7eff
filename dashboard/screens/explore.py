"""Explore: the map, the timelines by actor, the table and the card, all of one filter."""

import streamlit as st

from dashboard import (
    card,
    data,
    drawing,
    filter_panel,
    guard,
    in_words,
    matrix,
    notes,
    screenshot,
    sentence,
    stage,
    state,
    style,
    table,
    timelines,
    turns,
)
from dashboard.map import basemap, messages
from dashboard.map import view as map_view
from dashboard.map.layers import payload
from geodata.store import Store
from geodata.texts import _
from geodata.views import READINGS, View

# Seconds in which the map and the card reach the screen before the browser is busy with the charts. Without it they wait
# for the charts: at a million incidents the map then comes after 620 ms instead of 130, and the whole page 60 ms sooner.
HEAD_START = 0.09
# What a message of the map asks for: a selection shows in the card and the table, too, and a key changes the whole page.
MAP_ONLY, WHOLE_PAGE = "map only", "whole page"
FOR_ALL = {"pick", "inside", "on", "region", "clear", "picture"}


@turns.turn()
def explore(store: Store) -> None:
    """Draws the page. What the reader waits for is sent first: the map, then the card, then the rest."""
    view, problems = state.enter(store)
    store = data.as_known(view.filter.known_on)
    if st.session_state.shot:
        stage.show(store, view, st.session_state.shot, _map)
    else:
        _page(store, view, problems)
    state.publish()
    state.end()


def _page(store: Store, view: View, problems: list[str]) -> None:
    top = st.container(key="top")
    left, right = st.columns([7, 3], gap="small")
    with left:
        _map()
    with right.container(key="selection"):
        card.show(store, view)
    turns.pause(HEAD_START)
    counts = data.counts(store.version, view.filter)
    with top:
        sentence.show(store, view.filter, counts, problems)
    with st.sidebar:
        filter_panel.show(store, view.filter)
    with left:
        made = timelines.show(store, view)
    sentence.tray(view, counts, store)
    _below(store, view)
    with left:  # seen on paper only
        st.html(notes.html(notes.lines(store, view, counts, made.milestones if made else ()), "print-only"))


@st.fragment
def _map() -> None:
    """The map. What only moves it or changes how it is drawn runs this part alone: the rest of the page stays as it is."""
    guard.run(_draw_map)


@turns.turn()
def _draw_map(store: Store) -> None:
    asked = st.session_state.pop("map_asked", None)
    if asked == WHOLE_PAGE or store.version != st.session_state.version:
        state.publish(again=True)
        st.rerun()
    view = st.session_state.view
    store = data.as_known(view.filter.known_on)
    map_view.show(store, lambda shapes: _payload(store, view, shapes), lambda event: _on_map(store, event))
    if asked == MAP_ONLY:
        state.publish(again=True)


def _below(store: Store, view: View) -> None:
    """The table, who acts against whom, or the summary in words, as the reader chooses."""
    names = {"table": _("Table"), "matrix": _("Who against whom"), "words": _("In words")}
    chosen = st.segmented_control(
        _("Below the map"),
        list(names),
        format_func=names.get,
        default="table",
        required=True,
        label_visibility="collapsed",
        key="below",
    )
    if chosen == "matrix":
        matrix.show(store, view)
    elif chosen == "words":
        in_words.show(store, view)
    else:
        table.show(store, view)


def _payload(store: Store, view: View, shapes: str) -> dict:
    boundaries = store.boundary_set(view.filter.boundary_set)
    st.session_state.map_payloads = st.session_state.get("map_payloads", 0) + 1
    seen, shot = st.session_state.get("seen"), st.session_state.shot
    return payload(
        drawing.of(store, view, seen),
        playback=drawing.played(store, view, seen) if st.session_state.get("playback") else "",
        shapes=shapes,
        base=basemap.serve(store, boundaries),
        order=st.session_state.map_payloads,
        frame=st.session_state.map_order,
        selected=store.number_of(view.incident) if view.incident else None,
        selected_region=boundaries.keys.index(view.region) if view.region in boundaries.keys else None,
        dark=shot.is_dark(style.is_dark()) if shot else style.is_dark(),
        picture=shot is not None,
    )


def _on_map(store: Store, event: dict) -> None:
    """What the map says; anything else than the messages of `browser/install.js` is let go."""
    # Several messages may come at once: one for the whole page is enough.
    asked = WHOLE_PAGE if event["event"] in FOR_ALL else st.session_state.get("map_asked", MAP_ONLY)
    st.session_state.map_asked = asked
    keys = store.boundary_set(st.session_state.view.filter.boundary_set).keys
    st.session_state.seen = messages.seen(event) or st.session_state.get("seen")
    chosen, moved = messages.selected(event, keys, store.incident_ids), messages.moved(event)
    if chosen is not None:
        state.select(**chosen)
    if moved:
        state.change(frame=moved[0])
    match event:
        case {"event": "playback", "on": bool(on)}:
            st.session_state.playback = on
        case {"event": "picture", "on": bool(on)}:
            (screenshot.enter if on else screenshot.leave)()
        case {"event": "reading", "to": str(reading)} if reading in READINGS:
            state.change(reading=reading)


style.apply()
guard.run(explore)
