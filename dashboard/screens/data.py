"""Data: what was read, what was set aside and why, and where every file comes from."""

import pandas as pd
import streamlit as st

from dashboard import guard, state, style
from geodata.manifest import COLUMNS, manifest
from geodata.store import Store
from geodata.texts import _, number


def page(store: Store) -> None:
    """Draws the page."""
    state.leave()
    st.markdown(_("### Data"))
    _counts(store)
    _quarantine(store.quarantine())
    _superseded(store.superseded())
    st.markdown(_("#### Documents"))
    _table(
        store.documents(),
        {
            "document_id": _("Id"),
            "title": _("Title"),
            "author": _("Author"),
            "publisher": _("Publisher"),
            "published": _("Published"),
            "data_cutoff": _("Data cutoff"),
            "incidents": _("Incidents"),
        },
    )
    st.markdown(_("#### Files and licences"))
    titles = (_("File"), _("Content"), _("Source"), _("Licence"), _("Accessed"), _("Made by"))
    _table(manifest(), dict(zip(COLUMNS, titles, strict=True)))


def _table(frame: pd.DataFrame, titles: dict[str, str]) -> None:
    st.dataframe(frame[list(titles)].rename(columns=titles), hide_index=True, height="content")


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
    with st.container(horizontal=True):
        for label, value in numbers.items():
            st.metric(label, number(value), width="content")


def _quarantine(faults: pd.DataFrame) -> None:
    st.markdown(_("#### Set aside"))
    if faults.empty:
        st.text(_("No row was set aside."))
        return
    st.text(
        _("These rows are not on the map and not in any count. Mend them in the file; each fault of a row has a line.")
    )
    titles = {
        "file": _("File"),
        "row": _("Row"),
        "incident_id": _("Id"),
        "column": _("Column"),
        "value": _("Value"),
        "rule": _("Rule"),
        "mend": _("What would mend it"),
    }
    files = {"incidents": _("incidents"), "claims": _("claims")}
    _table(faults.assign(file=faults["file"].map(files)), titles)


def _superseded(rows: pd.DataFrame) -> None:
    if len(rows):
        st.markdown(_("#### Older versions"))
        st.text(_("The file has a newer version of these rows, which counts in their place."))
        _table(rows, {"row": _("Row"), "incident_id": _("Id"), "kept_row": _("Row that counts")})


style.apply()
guard.run(page)
