"""What the map's frame loads, all from this server: Leaflet from its wheel, the drawing code, files of geometry."""

import atexit
import hashlib
import json
import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import folium
import streamlit.components.v1 as components
import xstatic.pkg.leaflet

_LEAFLET = Path(xstatic.pkg.leaflet.BASE_DIR)
_BROWSER = Path(__file__).parent / "browser"
# In the order in which they must be loaded.
SCRIPTS = [
    "packed",
    "printing",
    "symbols",
    "dense",
    "geometry",
    "canvas",
    "labels",
    "basemap",
    "clusters",
    "density",
    "ties",
    "incidents",
    "pointer",
    "together",
    "moves",
    "legend",
    "readings",
    "clock",
    "playback",
    "install",
]
_served = Path(tempfile.mkdtemp(prefix="incident-map-"))
_urls: dict[tuple, str] = {}
_MOST_SERVED = 400
_serving = threading.Lock()
atexit.register(shutil.rmtree, _served, ignore_errors=True)

# A folder is served this way. A URL is relative to streamlit-folium's own frame, so that it works behind any path.
components.declare_component("files", path=str(_served))


def _serve(text: str, ending: str) -> str:
    """The URL of a file with this text. It is named by its content: a browser may keep it and never shows an old one."""
    name = hashlib.sha256(text.encode()).hexdigest()[:20] + ending
    unfinished = _served / f"{name}.{os.getpid()}.{id(text)}"
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(_served / name)
    return f"../{__name__}.files/{name}"


def _joined(files: list[Path], separator: str) -> str:
    # streamlit-folium loads one file after another: one is half a second quicker than a dozen.
    return separator.join(file.read_text(encoding="utf-8") for file in files)


_DRAWING = [_BROWSER / f"{name}.js" for name in SCRIPTS]
# Folium's maps load these two instead of files of other hosts.
folium.Map.default_js = [("incident_map", _serve(_joined([_LEAFLET / "leaflet.js", *_DRAWING], "\n;"), ".js"))]
folium.Map.default_css = [
    ("incident_map", _serve(_joined([_LEAFLET / "leaflet.css", _BROWSER / "map.css"], "\n"), ".css"))
]


def serve(key: tuple, make: Callable[[], object]) -> str:
    """The URL under which the map's frame can fetch what `make` gives, as JSON; made once for each `key`.

    Of more than `_MOST_SERVED` files those that nobody asked for longest are forgotten.
    """
    with _serving:
        url = _urls.get(key)
    # Not under the lock: nobody waits for what another one asks for. Made twice, it is the same file.
    made = json.dumps(make(), ensure_ascii=False, separators=(",", ":"), allow_nan=False) if url is None else ""
    with _serving:
        url = _urls.pop(key, None) or _serve(made, ".json")
        _urls[key] = url  # the last one asked for stands last
        if len(_urls) > _MOST_SERVED:
            gone = _urls.pop(next(iter(_urls)))
            if gone not in _urls.values():
                (_served / gone.rpartition("/")[2]).unlink(missing_ok=True)
        return url
