"""`folium.plugins.FastMarkerCluster`, which counts and draws clusters in the browser."""

import streamlit as st
from folium.plugins import FastMarkerCluster
from streamlit_folium import st_folium

from tests.bench.rivals import incidents, offline

st.set_page_config(layout="wide")
shown = incidents.shown()
made = offline.base()
# Its own callback asks for icons of yet another plugin.
FastMarkerCluster(shown, callback="function (row) { return L.marker(new L.LatLng(row[0], row[1])); }").add_to(made)
st_folium(made, key="map", height=500, use_container_width=True, returned_objects=[])
