"""A document with what it cites and the incidents that come from it."""

import pandas as pd
import streamlit as st

from geodata.citing import document, endnotes, plain
from geodata.filters import IncidentFilter
from geodata.store import Store
from geodata.texts import _, _n, message

from . import data, state, tables
from .safe import markdown_text, web_address

CITED = {
    "footnote": message("Footnote"), "citation": message("Cites"), "url": message("Address"), "incidents": message("Incidents"),
}  # fmt: skip


def show(store: Store, row: dict) -> None:
    """Draws the block of a document (a row of `Store.documents`)."""
    with st.container(border=True, key=f"document-{row['document_id']}"):
        st.markdown(f"**{markdown_text(row['title'] or row['document_id'])}**")
        about = [row["author"], row["publisher"], row["published"], _cutoff(row), row["document_id"]]
        st.caption(markdown_text(" · ".join(part for part in about if part)))
        with st.container(horizontal=True, vertical_alignment="center"):
            if address := web_address(row["url"] or ""):
                st.link_button(_("Open the document"), address, type="tertiary", icon=":material/open_in_new:")
            label = _n("Show its {n} incident on the map", "Show its {n} incidents on the map", row["incidents"])
            if st.button(label, icon=":material/map:", type="tertiary", key=f"on-map-{row['document_id']}"):
                state.look_for(documents=(row["document_id"],))
        cited = data.sources(store.version, IncidentFilter(documents=(row["document_id"],)))
        cited = cited[cited["document_id"] == row["document_id"]]
        _cited(cited)
        _copy(row, cited)


def _cutoff(row: dict) -> str:
    return _("data cutoff {cutoff}").format(cutoff=row["data_cutoff"].replace("T", " ")) if row["data_cutoff"] else ""


def _cited(cited: pd.DataFrame) -> None:
    with st.expander(_("What it cites")):
        columns = ["footnote", "citation", "url"]
        counts = cited.groupby(columns, sort=False)["no"].nunique().reset_index(name="incidents")
        tables.show(counts, CITED)


def _copy(row: dict, cited: pd.DataFrame) -> None:
    with st.expander(_("Citations to copy")):
        st.caption(_("The document"))
        st.code(document(row), language=None, wrap_lines=True)
        st.caption(_("As numbered endnotes"))
        st.code(endnotes(cited), language=None, wrap_lines=True)
        st.caption(_("As plain text"))
        st.code(plain(cited), language=None, wrap_lines=True)
