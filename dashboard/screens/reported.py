"""Reported figures: what the documents count, beside what the data hold; and the documents' own figures as views."""

import streamlit as st

from dashboard import asking, state
from dashboard.safe import markdown_text
from geodata.questions.reported import PRESETS, Asked
from geodata.store import Store
from geodata.texts import _
from geodata.views import View

NAME = "reported"


def options(store: Store, view: View, asked: Asked) -> None:
    """Draws the ways to the views that correspond to the documents' figures."""
    for column, preset in zip(st.columns(len(PRESETS)), PRESETS, strict=True):
        with column.container(border=True):
            st.markdown(f"**{markdown_text(_(preset.title))}** · {markdown_text(_(preset.about))}")
            st.caption(markdown_text(_(preset.says)))
            if st.button(_("Open on the map"), icon=":material/map:", key=f"preset-{preset.title}"):
                state.look(preset.view(store, view.filter.boundary_set))


asking.page(NAME, options)
