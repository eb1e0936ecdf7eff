"""What moved where between two boundary sets, by area and by incidents."""

import pandas as pd
import streamlit as st

from geodata.filter_words import region_name
from geodata.store import Store
from geodata.texts import _, message, number

from . import data, tables

COLUMNS = {
    "old": message("Region before"), "new": message("Region after"), "area": message("km² in common"),
    "percent": message("Of the region before"), "incidents": message("Incidents"),
}  # fmt: skip


def show(store: Store, key: str) -> None:
    """Draws the section: from the boundary set of this key to one that the reader chooses."""
    others = [each for each in store.set_keys if each != (key or store.boundaries.key)]
    st.markdown(_("#### What lies where by another set"))
    if not others:
        st.text(_("There is only one boundary set. Add another on the Data page to see what moved where."))
        return
    names = {each: store.boundary_set(each).title for each in others}
    other = st.selectbox(_("Compare with"), others, format_func=names.get, key="moves-with", width=420)
    only = st.checkbox(_("Only what has another name there"), key="moves-only")
    found = data.moved(store.version, key, other)
    found = found[found["before"] != found["after"]] if only else found
    words = found.assign(
        old=found["before"].map(region_name),
        new=found["after"].map(region_name),
        area=[number(round(km2)) for km2 in found["km2"]],
        percent=[_percent(share) for share in found["share"]],
    )
    tables.show(words, COLUMNS, numbers=("area", "percent"))


def _percent(share: float) -> str:
    if pd.isna(share):
        return ""
    rounded = round(share * 100, 1)
    return _("{n} %").format(n=number(rounded)) if rounded else _("less than {n} %").format(n=number(0.1))
