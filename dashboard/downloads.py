"""The incidents of the current filter as files: a button each format, whose bytes are made when it is clicked."""

import streamlit as st

from geodata.export.registry import FORMATS, content, file_name
from geodata.filters import IncidentFilter
from geodata.store import Store
from geodata.texts import _, _n, in_this_language

from . import data
from .safe import markdown_text


def show(store: Store, chosen: IncidentFilter, shown: int) -> None:
    """Draws the menu where it is called."""
    with st.popover(_("Export"), icon=":material/download:", type="tertiary", key="export"):
        st.caption(_n("{n} incident, as the filter shows it", "{n} incidents, as the filter shows them", shown))
        withheld = data.withheld(store.version)
        if withheld:
            st.caption(
                _("Left out: {names}.").format(names=markdown_text(", ".join(withheld)))
                + " "
                + " ".join(map(_, dict.fromkeys(withheld.values())))
            )
        may_pass_on = bool(withheld) and st.checkbox(_("I may pass these rows on"), key="may-pass-on")
        if withheld and not may_pass_on and set(data.values(store.version, "data_set")) <= withheld.keys():
            return
        for made in FORMATS.values():
            st.download_button(
                f"**{made.title}** · {made.says()}",
                data=in_this_language(content, store, chosen, made.name, may_pass_on),
                file_name=file_name(chosen, made.name),
                mime=made.media_type,
                on_click="ignore",
                type="tertiary",
                key=f"export-{made.name}",
            )
