"""One `folium.GeoJson` of all incidents, each a circle marker."""

import folium
import streamlit as st
from streamlit_folium import st_folium

from tests.bench.rivals import incidents, offline

st.set_page_config(layout="wide")
shown = incidents.shown()
features = [
    {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [longitude, latitude]}}
    for latitude, longitude in shown.tolist()
]
made = offline.base()
collection = {"type": "FeatureCollection", "features": features}
folium.GeoJson(collection, marker=folium.CircleMarker(radius=4, weight=1)).add_to(made)
st_folium(made, key="map", height=500, use_container_width=True, returned_objects=[])
