"""The boundary sets of the store: which there are, which one the page speaks of, and the way out of the store."""

import streamlit as st

from geodata.errors import GeodataError
from geodata.store import Store, remove_boundaries
from geodata.texts import _, message
from geodata.views import View

from . import data, tables
from .safe import markdown_text

COLUMNS = {
    "name": message("Boundary set"), "levels": message("Levels"), "vintage": message("Valid"), "units": message("Units"),
    "source": message("Source"), "licence": message("Licence"), "file": message("File"), "sha256": message("SHA-256"),
}  # fmt: skip


def show(store: Store) -> str:
    """Draws the registry; gives the key of the set that the reader wants to see the rest of the page by, "" for the embedded one."""
    sets = {key: store.boundary_set(key) for key in store.set_keys}
    found = store.boundary_sets()
    said = {"name": "title", "licence": "terms", "vintage": "vintage"}
    words = {column: [getattr(sets[key], word) for key in found["key"]] for column, word in said.items()}
    tables.show(found.assign(**words), COLUMNS)
    if gone := st.session_state.pop("removal_done", None):
        st.success(_("{name} is out of the store.").format(name=markdown_text(gone)), icon=":material/check:")
    if failed := st.session_state.pop("removal_failed", None):
        st.error(markdown_text(failed))
    with st.container(horizontal=True, vertical_alignment="bottom", key="set-choice"):
        chosen = st.selectbox(
            _("Boundaries"), list(sets), format_func=lambda key: sets[key].title, key=_shown(store), width=420
        )
        if chosen != store.boundaries.key and data.imports_go_in():
            _remove(store, chosen, sets[chosen].name)
        if data.imports_go_in():
            st.page_link("screens/data.py", label=_("Add boundaries on the Data page"), icon=":material/add:")
    return store.unnamed(chosen)


def _shown(store: Store) -> str:
    """The key of the widget, set to the boundary set that Explore shows when the reader comes, and when theirs is gone."""
    key, view = "regions-set", st.session_state.get("view", View())
    if st.session_state.get(key) not in store.set_keys:
        last = view.filter.boundary_set
        st.session_state[key] = last if last in store.set_keys else store.boundaries.key
    return key


def _remove(store: Store, key: str, name: str) -> None:
    with st.popover(_("Remove"), icon=":material/delete:", type="tertiary", key="remove-set"):
        st.text(
            _("{name} goes out of the store. Incidents stay; links by this set will say that it is gone.").format(
                name=name
            )
        )
        st.button(_("Remove it"), on_click=_take_out, args=(store, key, name), key="remove-now")


def _take_out(store: Store, key: str, name: str) -> None:
    try:
        remove_boundaries(store, key)
    except GeodataError as error:
        st.session_state.removal_failed = str(error)
    else:
        st.session_state.removal_done = name
