"""The regions that stand out, on a map of the whole country."""

import streamlit as st

from geodata.questions.answer import Answer
from geodata.regions import BoundarySet
from geodata.regions.sketch import Drawn, sketch
from geodata.texts import _, _n

from . import style
from .pictures import picture

WIDTH, HEIGHT = 480, 320  # pixels


def show(boundaries: BoundarySet, found: Answer) -> None:
    """Draws the map where it is called; nothing when no region stands out."""
    marked = [row for row in found.rows if row.flagged and row.shape is not None]
    if not marked:
        return
    units = [Drawn(unit.geometry, "unit", unit.name) for unit in boundaries.screen[0].itertuples()]
    dots = [Drawn(row.shape, "point", row.cells[1]) for row in marked]
    said = _n("{n} region stands out.", "{n} regions stand out.", len(marked))
    picture(sketch([*units, *dots], width=WIDTH, height=HEIGHT, dark=style.is_dark(), title=said), said)
    st.caption(_("A dot: the region stands out; it is no place of an incident."))
