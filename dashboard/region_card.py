"""The card of a selected region or deeper unit: what it lies in, what lies in it, and its incidents."""

import streamlit as st

from geodata.filter_words import region_name
from geodata.regions import BoundarySet, above, last_name
from geodata.schema import BETWEEN
from geodata.store import Store
from geodata.texts import _, _n, number
from geodata.views import View

from . import data, incident_list, state
from .safe import markdown_text

MOST_UNITS = 40


def show(store: Store, view: View) -> None:
    """Draws the card of `view.region`."""
    key, boundaries = view.region, store.boundary_set(view.filter.boundary_set)
    here = data.how_many(store.version, view.filter, key)
    _head(key)
    said = _n("{n} incident of those shown", "{n} incidents of those shown", here)
    st.caption(f"{said} · {markdown_text(boundaries.title)}")
    if view.filter.regions != (key,):
        st.button(
            _("Show only this region"), on_click=state.change_filter, kwargs={"regions": (key,)}, key="only-region"
        )
    _parts(store, view, boundaries, data.by_unit(store.version, view.filter).get(key, 0))
    incident_list.show(store, view.filter, key, here)


def _head(key: str) -> None:
    """The unit's name behind the ways up to those that hold it."""
    with st.container(horizontal=True, vertical_alignment="center", key="region-head"):
        *holding, _own = above(key)
        for each in holding:
            label = markdown_text(f"{last_name(each)} ›")
            st.button(
                label, help=_("The region that holds it"), on_click=state.select, kwargs={"region": each}, type="tertiary",
                key=f"up-{each}",
            )  # fmt: skip
        st.markdown(f"#### {markdown_text(region_name(key) if not holding else last_name(key))}")
        st.button("✕", help=_("Clear the selection"), on_click=state.select, key="clear-selection")


def _parts(store: Store, view: View, boundaries: BoundarySet, count: float) -> None:
    """The units that this one is divided into, those with most incidents first; the map shows and picks them, too."""
    key = view.region
    parts = boundaries.children(key) if key in boundaries.keys else []
    if not parts:
        return
    counts = data.by_unit(store.version, view.filter)
    level = boundaries.levels[key.count(BETWEEN) + 1]
    st.caption(_("By {level}; a click on the map picks one, too").format(level=markdown_text(level)))
    ordered = sorted(parts, key=lambda each: -counts.get(each, 0))
    with st.container(horizontal=True, gap="small", key="parts"):
        for each in ordered[:MOST_UNITS]:
            label = markdown_text(f"{last_name(each)} · {number(counts.get(each, 0))}")
            st.button(label, on_click=state.select, kwargs={"region": each}, type="tertiary", key=f"part-{each}")
    if len(parts) > MOST_UNITS:
        st.caption(_n("{n} more", "{n} more", len(parts) - MOST_UNITS))
    if wider := count - sum(counts.get(each, 0) for each in parts):
        st.caption(
            _n(
                "{n} incident lies in it, but nobody knows in which part",
                "{n} incidents lie in it, but nobody knows in which part",
                wider,
            )
        )
