"""Folium without a network: Leaflet and its plugin come from their wheels, and what nothing here needs is not asked for."""

import folium
import streamlit.components.v1 as components
import xstatic.pkg.leaflet
import xstatic.pkg.leaflet_markercluster
from folium.plugins import FastMarkerCluster

_FILES = {
    "leaflet": xstatic.pkg.leaflet.BASE_DIR,
    "cluster": xstatic.pkg.leaflet_markercluster.BASE_DIR,
}
for _name, _folder in _FILES.items():
    components.declare_component(_name, path=_folder)


def _url(name: str, file: str) -> str:
    return f"../{__name__}.{name}/{file}"


folium.Map.default_js = [("leaflet", _url("leaflet", "leaflet.js"))]
folium.Map.default_css = [("leaflet_css", _url("leaflet", "leaflet.css"))]
FastMarkerCluster.default_js = [("cluster", _url("cluster", "leaflet.markercluster.js"))]
FastMarkerCluster.default_css = [
    ("cluster_css", _url("cluster", "MarkerCluster.css")),
    ("cluster_default_css", _url("cluster", "MarkerCluster.Default.css")),
]


def base() -> folium.Map:
    """An empty map of Mali without tiles."""
    made = folium.Map(location=[17, -2], zoom_start=5, tiles=None)
    made.options["max_zoom"] = 13  # clusters need one, and there are no tiles to give it
    return made
