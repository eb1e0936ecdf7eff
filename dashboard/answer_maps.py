"""Maps of answers: the country with dots and links on it, as drawings."""

import shapely
import streamlit as st

from geodata.cells import WORLD
from geodata.questions.answer import Answer
from geodata.questions.comparison import Drawing
from geodata.regions import BoundarySet
from geodata.regions.sketch import Drawn, sketch
from geodata.store import Store
from geodata.texts import _, _n, labelled

from . import data, style
from .pictures import picture
from .safe import markdown_text

WIDTH, HEIGHT = 620, 420  # pixels
_RING_KM = 25.0  # around a pair that is only possible
_MOST_PAIRS = 300  # that are drawn
_AROUND_PAIRS, _AROUND_COUNTRY = 1.2, 0.3  # degrees
_CELL = 0.25  # degrees: incidents so near are one dot


def pairs(boundaries: BoundarySet, found: Answer, places: list[str]) -> None:
    """Draws the pairs of coincidences, each as a dot or a link, with some land around; `places`: what each row is called, "" for nothing."""
    marks = [
        mark
        for row, name in zip(found.rows[:_MOST_PAIRS], places, strict=False)
        for mark in _pair(row.shape, row.flagged, name)
    ]
    said = _n("Map of {n} pair of incidents.", "Map of {n} pairs of incidents.", len(found.rows))
    _draw(boundaries, marks, said, [mark.shape for mark in marks], _AROUND_PAIRS)
    st.caption(
        _(
            "A dot alone is at the same place or near for certain; a dot with a dashed ring is only possible; a line links two places."
        )
    )


def _pair(shape: shapely.Geometry | None, sure: bool, name: str) -> list[Drawn]:
    """A dot in the middle of a pair, with the line between its two places."""
    if shape is None or shape.is_empty:
        return []
    middle = shape if shape.geom_type == "Point" else shape.interpolate(0.5, normalized=True)
    line = [] if shape.geom_type == "Point" else [Drawn(shape, "found")]
    return [*line, Drawn(middle, "point", name, 0.0 if sure else _RING_KM)]


def changes(boundaries: BoundarySet, found: Answer) -> None:
    """Draws the regions that stand out; nothing where none does."""
    marked = [row for row in found.rows if row.flagged and row.shape is not None]
    if not marked:
        return
    dots = [Drawn(row.shape, "point", row.cells[1]) for row in marked]
    _draw(boundaries, dots, _n("{n} region stands out.", "{n} regions stand out.", len(marked)))
    st.caption(_("A dot: the region stands out; it is no place of an incident."))


def sides(store: Store, drawing: Drawing) -> None:
    """Draws both sides of a comparison beside each other, the same part of the country, dots by place."""
    for column, side in zip(st.columns(2), drawing.sides, strict=True):
        found = data.dots(store.version, side.chosen, WORLD, _CELL)
        dots = [Drawn(shapely.Point(row.longitude, row.latitude), "point") for row in found.itertuples()]
        with column:
            st.markdown(f"**{markdown_text(side.name)}**")
            said = labelled(side.name, _n("{n} dot", "{n} dots", len(dots)))
            _draw(store.boundary_set(side.chosen.boundary_set), dots, said)
    st.caption(
        _(
            "A dot: incidents that certainly lie on this side, those within some 25 km as one. Lines, areas and what has no place are in the table only."
        )
    )


def _draw(
    boundaries: BoundarySet,
    marks: list[Drawn],
    said: str,
    around: list[shapely.Geometry] | None = None,
    air: float = _AROUND_COUNTRY,
) -> None:
    """Draws marks on the regions: what is `around` some shapes, so many degrees at least; of the country where there are none."""
    regions = boundaries.screen[0]
    west, south, east, north = map(float, shapely.total_bounds(around) if around else regions.total_bounds)
    room = max(air, 0.15 * max(east - west, north - south)) if around else _AROUND_COUNTRY
    units = [Drawn(unit.geometry, "unit", unit.name) for unit in regions.itertuples()]
    edges = west - room, south - room, east + room, north + room
    picture(sketch([*units, *marks], width=WIDTH, height=HEIGHT, frame=edges, dark=style.is_dark(), title=said), said)
