"""What the map's frame loads, all from this server: Leaflet from its wheel, the drawing code, files of geometry."""

import atexit
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import folium
import streamlit.components.v1 as components
import xstatic.pkg.leaflet

_LEAFLET = Path(xstatic.pkg.leaflet.BASE_DIR)
_BROWSER = Path(__file__).parent / "browser"
# In the order in which they must be loaded.
SCRIPTS = [
    "symbols",
    "dense",
    "geometry",
    "canvas",
    "labels",
    "basemap",
    "incidents",
    "pointer",
    "moves",
    "legend",
    "install",
]
_served = Path(tempfile.mkdtemp(prefix="incident-map-"))
_urls: dict[tuple, str] = {}
atexit.register(shutil.rmtree, _served, ignore_errors=True)

# Any folder can be served this way. A URL is relative to streamlit-folium's own frame, so that it works behind any path.
for _name, _folder in {"leaflet": _LEAFLET, "files": _served}.items():
    components.declare_component(_name, path=str(_folder))


def _url(component: str, name: str) -> str:
    return f"../{__name__}.{component}/{name}"


def _serve(text: str, ending: str) -> str:
    """The URL of a file with this text. It is named by its content: a browser may keep it and never shows an old one."""
    name = hashlib.sha256(text.encode()).hexdigest()[:20] + ending
    unfinished = _served / f"{name}.{os.getpid()}.{id(text)}"
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(_served / name)
    return _url("files", name)


def _joined(folder: Path, names: list[str]) -> str:
    # streamlit-folium loads one script after another: one file is half a second quicker than twelve.
    return "\n;".join((folder / name).read_text(encoding="utf-8") for name in names)


# Folium's maps load these instead of files of other hosts.
folium.Map.default_js = [
    ("leaflet", _url("leaflet", "leaflet.js")),
    ("incident_map", _serve(_joined(_BROWSER, [f"{name}.js" for name in SCRIPTS]), ".js")),
]
folium.Map.default_css = [
    ("leaflet_css", _url("leaflet", "leaflet.css")),
    ("map_css", _serve((_BROWSER / "map.css").read_text(encoding="utf-8"), ".css")),
]


def serve(key: tuple, make: Callable[[], object]) -> str:
    """The URL under which the map's frame can fetch what `make` gives, as JSON; made once for each `key`."""
    if key not in _urls:
        _urls[key] = _serve(json.dumps(make(), ensure_ascii=False, separators=(",", ":"), allow_nan=False), ".json")
    return _urls[key]
