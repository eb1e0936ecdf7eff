"""Data: files in, what was read and what was set aside and why, and where every file comes from."""

import streamlit as st

from dashboard import boundary_upload, data_sets, guard, state, style, tables, uploading
from geodata.manifest import COLUMNS, manifest
from geodata.store import Store
from geodata.texts import _, message, number

DOCUMENTS = {
    "document_id": message("Id"), "title": message("Title"), "author": message("Author"), "publisher": message("Publisher"),
    "published": message("Published"), "data_cutoff": message("Data cutoff"), "incidents": message("Incidents"),
}  # fmt: skip
SET_ASIDE = {"source_file": message("File"), "import_no": message("Import")} | tables.FAULTS
FILES = dict(
    zip(
        COLUMNS,
        (
            message("File"),
            message("Content"),
            message("Source"),
            message("Licence"),
            message("Accessed"),
            message("Made by"),
        ),
        strict=True,
    )
)


def page(store: Store) -> None:
    """Draws the page."""
    state.leave()
    st.markdown(_("### Data"))
    uploading.show(store)
    data_sets.show(store)
    boundary_upload.show(store)
    _counts(store)
    _quarantine(store)
    _superseded(store)
    st.markdown(_("#### Documents"))
    tables.show(store.documents(), DOCUMENTS)
    st.markdown(_("#### Files and licences"))
    tables.show(manifest(), FILES)


def _counts(store: Store) -> None:
    account = store.account()
    numbers = {
        _("Rows read"): account.read,
        _("Accepted"): account.accepted,
        _("Set aside"): account.set_aside,
        _("Exact duplicates"): account.duplicates - account.superseded,
    }
    more = {
        _("Older versions"): account.superseded,
        _("Unchanged"): account.unchanged,
        _("Of the accepted: further actors"): account.folded,
    }
    numbers |= {label: value for label, value in more.items() if value}
    st.markdown(_("#### All rows"))
    with st.container(horizontal=True):
        for label, value in numbers.items():
            st.metric(label, number(value), width="content")


def _quarantine(store: Store) -> None:
    st.markdown(_("#### Set aside"))
    faults = store.quarantine()
    if faults.empty:
        st.text(_("No row is set aside."))
        return
    st.text(
        _("These rows are not on the map and not in any count. Mend them in the file; each fault of a row has a line.")
    )
    tables.show(faults, SET_ASIDE)


def _superseded(store: Store) -> None:
    found = store.superseded()
    if len(found):
        st.markdown(_("#### Older versions"))
        st.text(_("The file has a newer version of these rows, which counts in their place."))
        tables.show(
            found, {"row": message("Row"), "incident_id": message("Id"), "kept_row": message("Row that counts")}
        )


style.apply()
guard.run(page)
