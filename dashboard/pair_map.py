"""Coincidences on a map of the whole country, each pair a link; and one after the other in time."""

import shapely
import streamlit as st

from geodata.questions.answer import Answer
from geodata.regions import BoundarySet
from geodata.regions.sketch import Drawn, sketch
from geodata.texts import _, _n

from . import style
from .pictures import picture

WIDTH, HEIGHT = 620, 420  # pixels
_RING_KM = 25.0  # around a pair that is only possible
MOST = 300  # pairs that are drawn
_AIR = 1.2  # degrees around them at least


def show(boundaries: BoundarySet, found: Answer, places: list[str]) -> None:
    """Draws the map where it is called; `places`: what each row is called on it, "" for nothing."""
    units = [Drawn(unit.geometry, "unit", unit.name) for unit in boundaries.screen[0].itertuples()]
    links = [
        each
        for row, name in zip(found.rows[:MOST], places, strict=False)
        for each in _drawn(row.shape, row.flagged, name)
    ]
    said = _n("Map of {n} pair of incidents.", "Map of {n} pairs of incidents.", len(found.rows))
    drawn = sketch([*units, *links], width=WIDTH, height=HEIGHT, frame=_frame(found), dark=style.is_dark(), title=said)
    picture(drawn, said)
    st.caption(
        _(
            "A dot alone is at the same place or near for certain; a dot with a dashed ring is only possible; a line links two places."
        )
    )


def _frame(found: Answer) -> tuple[float, float, float, float] | None:
    """Around all pairs with some air; None, the whole country, for none."""
    shapes = [row.shape for row in found.rows[:MOST] if row.shape is not None and not row.shape.is_empty]
    if not shapes:
        return None
    west, south, east, north = shapely.total_bounds(shapes)
    air = max(_AIR, 0.15 * (east - west), 0.15 * (north - south))
    return float(west - air), float(south - air), float(east + air), float(north + air)


def _drawn(shape: shapely.Geometry | None, sure: bool, name: str) -> list[Drawn]:
    """A dot in the middle of a pair, with the line between its two places."""
    if shape is None or shape.is_empty:
        return []
    middle = shape if shape.geom_type == "Point" else shape.interpolate(0.5, normalized=True)
    line = [] if shape.geom_type == "Point" else [Drawn(shape, "found")]
    return [*line, Drawn(middle, "point", name, 0.0 if sure else _RING_KM)]
