"""The card of a place on the map where there are many incidents: how many, and each of them in a list."""

import streamlit as st

from geodata.store import Store
from geodata.texts import _, _n
from geodata.views import View

from . import data, incident_list, state


def show(store: Store, view: View) -> None:
    """Draws the card of the part of the map, or of the line or area, that is selected."""
    spot = view.inside if view.inside else view.shape
    total = data.how_many(store.version, view.filter, spot)
    with st.container(horizontal=True, vertical_alignment="center", key="spot-head"):
        title = _("At this place") if view.inside else _("On this line or in this area")
        st.markdown(f"#### {title}")
        st.button("✕", help=_("Clear the selection"), on_click=state.select, key="clear-selection")
    st.caption(_n("{n} incident of those shown", "{n} incidents of those shown", total))
    incident_list.show(store, view.filter, spot, total)
