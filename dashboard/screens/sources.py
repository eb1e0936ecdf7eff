"""Sources: the documents and what they cite, from each to its incidents and back, and citations to copy."""

import streamlit as st

from dashboard import data, guard, source_list, state, style
from geodata.store import Store
from geodata.texts import _


def page(store: Store) -> None:
    """Draws the page."""
    state.leave()
    st.markdown(_("### Sources"))
    documents = data.documents(store.version)
    if documents.empty:
        st.text(_("The data cites no document."))
        return
    for row in documents.to_dict("records"):
        source_list.show(store, row)


style.apply()
guard.run(page)
