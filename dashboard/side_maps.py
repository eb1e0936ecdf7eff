"""Both sides of a comparison as maps of the same part of the country, dots by place."""

import shapely
import streamlit as st

from geodata.cells import WORLD
from geodata.questions.comparison import Drawing, Side
from geodata.regions.sketch import Drawn, sketch
from geodata.store import Store
from geodata.texts import _, _n, labelled

from . import data, style
from .pictures import picture
from .safe import markdown_text

WIDTH, HEIGHT = 520, 360  # pixels
_AIR = 0.3  # degrees around the country
_CELL = 0.25  # degrees: incidents so near are one dot


def show(store: Store, drawing: Drawing) -> None:
    """Draws both maps beside each other where it is called."""
    for column, side in zip(st.columns(2), drawing.sides, strict=True):
        with column:
            st.markdown(f"**{markdown_text(side.name)}**")
            _map(store, side)
    st.caption(
        _(
            "A dot: incidents that certainly lie on this side, those within some 25 km as one. Lines, areas and what has no place are in the table only."
        )
    )


def _map(store: Store, side: Side) -> None:
    boundaries = store.boundary_set(side.chosen.boundary_set)
    units = [Drawn(unit.geometry, "unit", unit.name) for unit in boundaries.screen[0].itertuples()]
    west, south, east, north = shapely.box(*boundaries.screen[0].total_bounds).buffer(_AIR).bounds
    found = data.dots(store.version, side.chosen, WORLD, _CELL)
    dots = [Drawn(shapely.Point(row.longitude, row.latitude), "point") for row in found.itertuples()]
    said = labelled(side.name, _n("{n} dot", "{n} dots", len(dots)))
    picture(
        sketch(
            [*units, *dots],
            width=WIDTH,
            height=HEIGHT,
            frame=(west, south, east, north),
            dark=style.is_dark(),
            title=said,
        ),
        said,
    )
