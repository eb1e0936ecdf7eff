"""The constant base map: boundaries, neighbours, towns. Sent once; nothing in it depends on a filter."""

import folium
import shapely
from branca.element import MacroElement
from jinja2 import Template

from geodata.regions import BoundarySet
from geodata.schema import BETWEEN
from geodata.store import Store
from geodata.symbols import COLOURS, OTHER_COLOUR
from geodata.texts import _, country_name, language

from . import assets
from .text import js

# Towns that a reader looks for first, drawn at an earlier zoom than the rest.
_FIRST_TOWNS = ("Kidal", "Gao", "Mopti", "Ségou", "Ménaka", "Tessalit")


class BaseMap(MacroElement):
    """Installs the drawing code on a folium map; once a frame."""

    _template = Template(
        "{% macro script(this, kwargs) %}incidentMap.install({{ this._parent.get_name() }}, {{ this.options }});{% endmacro %}"
    )

    def __init__(self, options: dict):
        super().__init__()
        self._name = "BaseMap"
        self.options = js(options)


def content(store: Store, boundaries: BoundarySet, deeper: str = "") -> dict:
    """What the base map draws, as the drawing code reads it: all coordinates [latitude, longitude] in EPSG:4326.

    `deeper` is the URL of the units below the regions, "" where there are none.
    """
    return {
        "regions": [_unit(row.name, row.geometry) for row in boundaries.screen[0].itertuples()],
        "deeper": deeper,
        "neighbours": [_unit(country_name(row.name), row.geometry) for row in boundaries.countries.itertuples()],
        "places": [
            {
                "name": row.name,
                "at": [float(row.latitude), float(row.longitude)],
                "rank": 1 if row.name in _FIRST_TOWNS else 2,
            }
            for row in store.towns.itertuples()
        ],
        "attribution": _("Boundaries: {set}").format(set=_credit(boundaries)),
        "disclaimer": _("No opinion on the status of any territory is implied."),
    }


def units_below(boundaries: BoundarySet) -> list[dict]:
    """The units of the deeper levels in the order of `BoundarySet.keys`, each with the number of the one that holds it."""
    number = {key: nr for nr, key in enumerate(boundaries.keys)}
    return [
        _unit(row.name, row.geometry) | {"parent": number[row.key.rpartition(BETWEEN)[0]]}
        for frame in boundaries.screen[1:]
        for row in frame.itertuples()
    ]


def serve(store: Store, boundaries: BoundarySet) -> str:
    """The URL of the base map with the regions of a set; made once for each set, version of the data and language."""
    key = (store.version, boundaries.key, language.get())
    below = assets.serve(("below", *key), lambda: units_below(boundaries)) if len(boundaries.frames) > 1 else ""
    return assets.serve(("base", *key), lambda: content(store, boundaries, below))


def _credit(boundaries: BoundarySet) -> str:
    said = ", ".join(filter(None, (boundaries.title, boundaries.vintage)))
    return f"{said} ({boundaries.terms})" if boundaries.licence else said


def shapes(store: Store) -> dict:
    """The lines and areas of incidents, in the numbering of the store's shapes; the other kind's place is empty."""
    is_line = [shape.geom_type in ("LineString", "MultiLineString") for shape in store.shapes]
    return {
        "lines": [_line(shape) if line else [] for shape, line in zip(store.shapes, is_line, strict=True)],
        "areas": [[] if line else _polygons(shape) for shape, line in zip(store.shapes, is_line, strict=True)],
    }


def make(store: Store) -> tuple[folium.Map, str]:
    """A new map with the base map on it, and the URL of the incidents' shapes. Never cache the map: folium changes it."""
    west, south, east, north = (float(edge) for edge in store.boundaries.units.total_bounds)
    base = folium.Map(
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=5,
        min_zoom=4,
        max_zoom=13,
        tiles=None,
        max_bounds=True,
        min_lat=-12,
        max_lat=46,
        min_lon=-40,
        max_lon=36,
    )
    options = {
        "home": [[south, west], [north, east]],
        "colours": list(COLOURS.values()),
        "otherColour": OTHER_COLOUR,
        "texts": texts(),
        "language": language.get(),
    }
    BaseMap(options).add_to(base)
    return base, assets.serve(("shapes", store.version), lambda: shapes(store))


def texts() -> dict[str, str]:
    """The texts that the drawing code shows of its own."""
    return {
        "map": _(
            "Map of incidents. N and P step through the incidents, Enter selects one, Escape clears the selection."
        ),
        "legend": _("Legend"),
        "actors": _("First-named actor"),
        "groups": _("Group of the first-named actor"),
        "statuses": _("Status"),
        "types": _("What"),
        "precision": _("How precisely placed"),
        "numbers": _("Number of incidents"),
        "ties": _("Pairs"),
        "changes": _("Incidents in the last window"),
        "counts": _("Incidents by region"),
        "rates": _("Incidents in 30 days, by region"),
        "density": _("Incidents per 1,000 km²"),
        "smoothed": _("smoothed over {km} km"),
        "andMore": _("{n} and more"),
        "reading": _("What the map shows"),
        "reading-incidents": _("Incidents"),
        "reading-regions": _("Regions by number"),
        "reading-rate": _("Regions, in 30 days"),
        "reading-density": _("Density"),
        "incidentsHere": _("{n} incidents"),
        "clickZooms": _("Click: come closer"),
        "clickLists": _("Click: list them"),
        "layerFailed": _("What the filter shows could not be read. Reload the page."),
        "openPlayback": _("Play over time"),
        "playback": _("Playback"),
        "play": _("Play"),
        "pause": _("Pause"),
        "stepBack": _("One step back"),
        "stepOn": _("One step on"),
        "playBy": _("Step"),
        "play-day": _("by day"),
        "play-week": _("by week"),
        "play-month": _("by month"),
        "playMode": _("What stays"),
        "play-window": _("moving window"),
        "play-all": _("all up to the day"),
        "playSpeed": _("Speed"),
        "day": _("Day"),
        "closePlayback": _("Close the playback"),
        "playbackFailed": _("What is played could not be loaded. Try again."),
        "more": _("+ {n} more"),
        "wholeCountry": _("Show the whole country"),
        "zoomIn": _("Zoom in"),
        "zoomOut": _("Zoom out"),
        "baseFailed": _("The base map could not be loaded. Reload the page."),
        "shapesFailed": _("Roads and areas could not be loaded and are not drawn. Reload the page."),
    }


def _unit(name: str, shape: shapely.Geometry) -> dict:
    label = shapely.maximum_inscribed_circle(shape, 0.05).coords[0]
    return {"name": name, "label": [round(label[1], 3), round(label[0], 3)], "polygons": _polygons(shape)}


def _polygons(shape: shapely.Geometry) -> list:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return [[_ring(ring) for ring in (part.exterior, *part.interiors)] for part in parts]


def _ring(ring: shapely.LinearRing) -> list[list[float]]:
    return [[round(y, 4), round(x, 4)] for x, y in ring.coords]


def _line(shape: shapely.Geometry) -> list:
    return [[round(y, 4), round(x, 4)] for part in shapely.get_parts(shape) for x, y in part.coords]
