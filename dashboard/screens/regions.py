"""Regions: the boundary sets, what moves where between two of them, and where the report and the place disagree."""

import streamlit as st

from dashboard import boundary_sets, disagreements, guard, moves, state, style
from geodata.store import Store
from geodata.texts import _


def page(store: Store) -> None:
    """Draws the page."""
    state.leave()
    st.markdown(_("### Regions"))
    with st.container(key="regions"):
        key = boundary_sets.show(store)
        disagreements.show(store, key)
        moves.show(store, key)


style.apply()
guard.run(page)
