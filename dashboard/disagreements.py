"""Where the reported region and the one that the place lies in disagree: how often, and each with a small map."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from geodata.filters import IncidentFilter, agreement_name
from geodata.schema import BORDER_KM
from geodata.store import Store
from geodata.texts import _, _n, message, number

from . import data, small_map, state, style, tables
from .pictures import picture
from .rows import rows
from .safe import markdown_text
from .words import place_words, title_words

A_PAGE = 12  # small maps at a time
SUMMARY = {
    "data_set": message("Data set"), "way": message("Reported region"), "incidents": message("Incidents"),
    "part": message("Of those that name a region"), "near_border": message("Near a border"),
}  # fmt: skip


def show(store: Store, key: str) -> None:
    """Draws the section for the boundary set of this key."""
    st.markdown(_("#### Reported and computed"))
    chosen = IncidentFilter(boundary_set=key)
    found = data.agreement_by_data_set(store.version, chosen)
    if found.empty:
        st.text(_("No incident names a region."))
        return
    tables.show(_summary(found), SUMMARY)
    st.caption(
        _(
            "Counts go by the region that the place lies in, unless the filter on Explore says “as reported”. Every line is off by "
            "some kilometres: a place within {n} km of a border is marked."
        ).format(n=number(BORDER_KM))
    )
    _list(store, chosen, found)


def _summary(found: pd.DataFrame) -> pd.DataFrame:
    total = found.groupby("data_set")["incidents"].transform("sum")
    parts = [_("{n} in 100").format(n=number(round(share, 1))) for share in found["incidents"] / total * 100]
    return found.assign(way=found["agreement"].map(agreement_name), part=parts)


def _list(store: Store, chosen: IncidentFilter, found: pd.DataFrame) -> None:
    differing = found[found["agreement"] == "differs"]
    if differing.empty:
        st.text(_("No place lies in another region than the one reported."))
        return
    names = list(differing["data_set"])
    only = (
        st.selectbox(
            _("Data set"), [None, *names], format_func=lambda name: name or _("All"), key="differing-set", width=420
        )
        if len(names) > 1
        else None
    )
    chosen = replace(chosen, data_sets=(only,)) if only else chosen
    count = int(
        differing.loc[differing["data_set"] == only, "incidents"].sum() if only else differing["incidents"].sum()
    )
    pages = -(-count // A_PAGE)
    at = (
        1
        if pages < 2
        else st.number_input(_("Page, of {n}").format(n=number(pages)), 1, pages, key="differing-page", width=200)
    )
    st.markdown(
        _n(
            "**{n} incident** lies in another region than the one reported.",
            "**{n} incidents** lie in another region than the one reported.",
            count,
        )
    )
    listed = store.disagreements(chosen, A_PAGE, (at - 1) * A_PAGE)
    columns = st.columns(3)
    for nr, row in enumerate(rows(listed)):
        with columns[nr % 3].container(border=True):
            _incident(store, chosen, row)


def _incident(store: Store, chosen: IncidentFilter, row) -> None:
    boundaries = store.boundary_set(chosen.boundary_set)
    said = _("{place}: reported in {region}").format(place=place_words(row), region=row.reported_region)
    picture(small_map.of(store, boundaries, row, style.is_dark()), said)
    st.markdown(f"**{markdown_text(title_words(row))}**")
    st.text(said)
    st.text(
        _("{n} km from a border: the line may be wrong").format(n=number(round(row.border_km, 1)))
        if row.near_border
        else _("more than {n} km from any border").format(n=number(BORDER_KM))
    )
    if st.button(_("Open on the map"), type="tertiary", icon=":material/map:", key=f"open-{row.no}"):
        state.look_at(chosen.boundary_set, row.incident_id)
        st.switch_page("screens/explore.py")
