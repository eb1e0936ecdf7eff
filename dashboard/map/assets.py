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

_BROWSER = Path(__file__).parent / "browser"
SCRIPTS = (
    "canvas",
    "geometry",
    "symbols",
    "labels",
    "basemap",
    "pointer",
    "moves",
    "legend",
    "dense",
    "incidents",
    "install",
)
_served = Path(tempfile.mkdtemp(prefix="incident-map-"))
_urls: dict[tuple, str] = {}
atexit.register(shutil.rmtree, _served, ignore_errors=True)

# Any folder can be served this way. A URL is relative to streamlit-folium's own frame, so that it works behind any path.
for _name, _folder in {"leaflet": xstatic.pkg.leaflet.BASE_DIR, "browser": _BROWSER, "files": _served}.items():
    components.declare_component(_name, path=str(_folder))


def _url(component: str, name: str) -> str:
    return f"../{__name__}.{component}/{name}"


def _stamped(name: str) -> str:
    """A file of the drawing code with its digest, so that a browser never runs an old one."""
    return _url("browser", f"{name}?{hashlib.sha256((_BROWSER / name).read_bytes()).hexdigest()[:12]}")


def use() -> None:
    """Makes folium's maps load these files instead of those of other hosts."""
    folium.Map.default_js = [
        ("leaflet", _url("leaflet", "leaflet.js")),
        *((name, _stamped(f"{name}.js")) for name in SCRIPTS),
    ]
    folium.Map.default_css = [("leaflet_css", _url("leaflet", "leaflet.css")), ("map_css", _stamped("map.css"))]


def serve(key: tuple, make: Callable[[], object]) -> str:
    """The URL under which the map's frame can fetch what `make` gives, as JSON; made once for each `key`.

    The file is named by its content, so that a browser keeps it and never shows an old one.
    """
    if key not in _urls:
        text = json.dumps(make(), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        name = hashlib.sha256(text.encode()).hexdigest()[:20] + ".json"
        unfinished = _served / f"{name}.{os.getpid()}.{id(text)}"
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(_served / name)
        _urls[key] = _url("files", name)
    return _urls[key]
