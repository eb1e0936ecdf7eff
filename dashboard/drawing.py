"""What the map draws of a view: incidents one by one while they are few, else counts by cell; or one of the other readings."""

from datetime import date

import pandas as pd

from geodata.cells import Box, Window, seen_at
from geodata.store import Store
from geodata.texts import _, _n, number
from geodata.views import DENSITY, INCIDENTS, RATE, View

from . import data
from .map import assets, clusters, moments, points, shading
from .map.layers import Drawing
from .map.names import Colouring, Names

# More are one blur, and take more than the 60 kB that a change may send.
MOST_ONE_BY_ONE = 2500
# More are played as numbers by cell and month: a browser draws no more dots 25 times a second.
MOST_PLAYED = 20_000
_FRAME = (1200, 640)  # pixels that are taken for the map's until it has said its own
_HOME_ZOOM = 5.0


def of(store: Store, view: View, seen: tuple[Box, float] | None) -> Drawing:
    """The drawing of a view; `seen` is the box and the zoom that the map shows, None until it has said so."""
    if view.reading == INCIDENTS:
        return _incidents(store, view, _window(store, view, seen))
    if view.reading == DENSITY:
        return _density(store, view, _window(store, view, seen))
    return _regions(store, view)


def _window(store: Store, view: View, seen: tuple[Box, float] | None) -> Window:
    if seen:
        return Window.around(*seen)
    if view.frame:
        frame = view.frame
        return Window.around(seen_at(frame.latitude, frame.longitude, frame.zoom, *_FRAME), frame.zoom)
    west, south, east, north = (float(edge) for edge in store.boundaries.units.total_bounds)
    return Window.around(seen_at((south + north) / 2, (west + east) / 2, _HOME_ZOOM, *_FRAME), _HOME_ZOOM)


def colouring(store: Store, view: View) -> Colouring:
    """What colours stand for in a view."""
    actors = data.actors(store.version)
    names = dict(actors[["actor_id", "name"]].itertuples(index=False))
    return Colouring(
        names, dict(actors[["actor_id", "side"]].itertuples(index=False)) if view.colour == "group" else None
    )


def _incidents(store: Store, view: View, window: Window) -> Drawing:
    version, chosen, names, colours = store.version, view.filter, Names(), colouring(store, view)
    placed, cells, outlined = data.survey(version, chosen, window.box, window.cell)
    total = placed.points + placed.outlined
    if total <= MOST_ONE_BY_ONE:
        drawn = data.points(version, chosen, None, shapes=True)
        rows = points.columns(drawn, names, colours)
        legend = colours.legend(drawn["lead_actor"], names) | points.signs(drawn, names)
        return Drawing(total, None, names.all(), legend, view.reading, {"rows": rows})
    content: dict = {"outlined": clusters.outlined(outlined, colours)}
    numbers = [[1, names[_("along a road or in an area")]]] if len(outlined) else []
    if placed.in_box <= MOST_ONE_BY_ONE:
        drawn = data.points(version, chosen, window.box, shapes=False)
        leads = [drawn["lead_actor"], outlined["lead_actor"]]
        signs = points.signs(drawn, names)
    else:
        content["cells"] = clusters.cells(cells, colours)
        drawn = _selected(store, view)  # it is in its cell's number, too
        leads, signs = [cells["lead_actor"], outlined["lead_actor"]], {}
        numbers = [[0, names[_("incidents close by")]], *numbers]
    content["rows"] = points.columns(drawn, names, colours)
    legend = colours.legend(pd.concat(leads), names) | signs | {"numbers": numbers}
    return Drawing(total, _edges(window), names.all(), legend, view.reading, content)


def _selected(store: Store, view: View) -> pd.DataFrame:
    """The selected incident, which is drawn on top of the cells, where it has a point and the filter shows it."""
    return data.selected_point(store.version, view.filter, view.incident or "")


def _density(store: Store, view: View, window: Window) -> Drawing:
    placed = data.placed(store.version, view.filter, window.box)
    dots = data.dots(store.version, view.filter, window.box, window.fine_cell)
    names = Names()
    note = names[
        _n(
            "{n} incident along a road or in an area is not in it",
            "{n} incidents along roads and in areas are not in it",
            placed.outlined,
        )
    ]
    content = {
        "dots": [dots[name].round(4).tolist() for name in ("latitude", "longitude", "incidents")],
        "rows": [],
    }
    legend = {"title": "density", "foot": note if placed.outlined else -1}
    return Drawing(placed.points + placed.outlined, _edges(window), names.all(), legend, view.reading, content)


def _regions(store: Store, view: View) -> Drawing:
    counts, names = data.counts(store.version, view.filter), Names()
    by_region, rate = counts.by_region, view.reading == RATE
    foot = -1
    if rate and (days := _days(store, view)):
        by_region = shading.per_30_days(by_region, days)
        foot = names[_("of {n} days").format(n=number(days))]
    shade, legend = shading.shades(by_region, names, rate)
    placed = data.placed(store.version, view.filter, Box(0, 0, 0, 0))
    content = {"shade": shade, "rows": []}
    return Drawing(placed.points + placed.outlined, None, names.all(), legend | {"foot": foot}, view.reading, content)


def _days(store: Store, view: View) -> int:
    """How many days the period has: that of the filter, else from the first to the last incident; 0 where nothing is shown."""
    found = data.days(store.version, view.filter)
    if not found:
        return 0
    first: date = view.filter.date_from or found[0]
    last: date = view.filter.date_to or found[1]
    return max((last - first).days + 1, 1)


def played(store: Store, view: View, seen: tuple[Box, float] | None) -> str:
    """The URL of what the playback of a view plays: `browser/playback.js` reads it."""
    window = _window(store, view, seen)
    placed = data.placed(store.version, view.filter, window.box)
    colours = colouring(store, view)
    if placed.points + placed.outlined <= MOST_PLAYED:
        key = ("played", store.version, view.filter, view.colour)
        return assets.serve(key, lambda: moments.single(store.moments(view.filter), colours))
    key = ("played", store.version, view.filter, view.colour, window)
    return assets.serve(key, lambda: moments.counted(store.monthly(view.filter, window.box, window.cell), colours))


def _edges(window: Window) -> list[float]:
    return [*window.box.edges, window.level]
