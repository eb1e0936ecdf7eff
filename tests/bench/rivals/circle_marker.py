"""A `folium.CircleMarker` for each incident, in a loop."""

import folium
import streamlit as st
from streamlit_folium import st_folium

from tests.bench.rivals import incidents, offline

st.set_page_config(layout="wide")
shown = incidents.shown()
made = offline.base()
for latitude, longitude in shown.tolist():
    folium.CircleMarker([latitude, longitude], radius=4, weight=1).add_to(made)
st_folium(made, key="map", height=500, use_container_width=True, returned_objects=[])
