"""The map on the page: the only call of streamlit-folium, and what comes back from it."""

from collections.abc import Callable

import streamlit as st
from streamlit_folium import st_folium

from geodata.store import Store
from geodata.texts import language

from . import basemap, layers

EXPLORE = "map"  # the name of the map there
HEIGHT = 400  # of a frame that the style sheet of the page stretches


def show(
    store: Store, payload_of: Callable[[str], dict], on_event: Callable[[dict], None], name: str = EXPLORE
) -> None:
    """Draws the map of this name; `payload_of` takes the URL of the shapes, `on_event` the messages of `browser/install.js`.

    The base map's script is the same on every run, so that streamlit-folium keeps the frame and changes the layer only.
    """
    base, shapes = basemap.make(store)
    # What was known on another day is another layer on the same map. Its texts are the map's own, and another language's is another.
    key = f"{name}-{store.version.partition('@')[0]}-{language.get()}"
    st_folium(
        base,
        key=key,
        feature_group_to_add=layers.group(payload_of(shapes)),
        returned_objects=[],
        height=HEIGHT,
        use_container_width=True,
        on_change=lambda: _pass_on(key, on_event),
    )


def _pass_on(key: str, on_event: Callable[[dict], None]) -> None:
    said = st.session_state.get(key)
    for event in _news(said, key) if isinstance(said, dict) else []:
        on_event(event)


def _news(said: dict, key: str) -> list[dict]:
    """The messages that were not heard before, the earliest first.

    The frame has one value, and a later one takes the place of one that still waits for a run to end: so each value holds the
    last few messages, numbered. Numbers begin anew with each frame.
    """
    frame, heard = said.get("frame"), st.session_state.get(f"heard-{key}", (None, 0))
    last = heard[1] if heard[0] == frame else 0
    messages = said.get("messages")
    news = [
        each
        for each in (messages if isinstance(messages, list) else [])
        if isinstance(each, dict) and "event" in each and isinstance(each.get("nr"), int) and each["nr"] > last
    ]
    st.session_state[f"heard-{key}"] = (frame, max((each["nr"] for each in news), default=last))
    return sorted(news, key=lambda each: each["nr"])
