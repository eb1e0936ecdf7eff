"""The map on the page: the only call of streamlit-folium, and what comes back from it."""

from collections.abc import Callable

import streamlit as st
from streamlit_folium import st_folium

from geodata.store import Store

from . import basemap, layers

KEY = "map"
HEIGHT = 400  # of a frame that the style sheet of the page stretches


def show(store: Store, payload_of: Callable[[str], dict], on_event: Callable[[dict], None]) -> None:
    """Draws the map; `payload_of` takes the URL of the shapes, `on_event` the messages of `browser/install.js`.

    The base map's script is the same on every run, so that streamlit-folium keeps the frame and changes the layer only.
    """
    base, shapes = basemap.make(store)
    # What was known on another day is another layer on the same map.
    key = f"{KEY}-{store.version.partition('@')[0]}"
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
    event = st.session_state.get(key)
    if isinstance(event, dict) and "event" in event:
        on_event(event)
