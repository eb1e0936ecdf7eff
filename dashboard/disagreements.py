"""Where the reported region and the one that the place lies in disagree: how often, and each with a small map."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from geodata.filter_words import agreement_name, outside_name, region_name
from geodata.filters import IncidentFilter
from geodata.rows import rows
from geodata.schema import AGREEMENTS, BORDER_KM, OUTSIDE, POINT_PRECISIONS
from geodata.store import Store
from geodata.texts import _, _n, labelled, message, number
from geodata.words import place_words, title_words

from . import data, small_map, state, style, tables
from .pictures import picture
from .safe import markdown_text

A_PAGE = 12  # small maps at a time
CARD = small_map.WIDTH + 32  # pixels: a map in its own size, so that its names can be read
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
    tables.show(_summary(found), SUMMARY, numbers=("part",))
    st.caption(
        _(
            "Counts go by the region that the place lies in, unless the filter on Explore says “as reported”. Every line is off by "
            "some kilometres: a place within {n} km of a border is marked."
        ).format(n=number(BORDER_KM))
    )
    _list(store, chosen, found)


def _summary(found: pd.DataFrame) -> pd.DataFrame:
    total = found.groupby("data_set")["incidents"].transform("sum")
    parts = [_("{n} %").format(n=number(round(share, 1))) for share in found["incidents"] / total * 100]
    order = found["agreement"].map(AGREEMENTS.index)
    said = found.assign(way=found["agreement"].map(agreement_name), part=parts, order=order)
    return said.sort_values(["data_set", "order"], kind="stable")


def _list(store: Store, chosen: IncidentFilter, found: pd.DataFrame) -> None:
    """Those that lie in another region than the one reported, a page of small maps at a time."""
    differing = found[found["agreement"] == "differs"]
    if differing.empty:
        st.text(_("No place lies in another region than the one reported."))
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="differing"):
        only = _data_set(list(differing["data_set"]))
        if only:
            chosen, differing = replace(chosen, data_sets=(only,)), differing[differing["data_set"] == only]
        count = int(differing["incidents"].sum())
        begin = _page(-(-count // A_PAGE)) * A_PAGE
    st.markdown(
        _n(
            "**{n} incident** lies in another region than the one reported.",
            "**{n} incidents** lie in another region than the one reported.",
            count,
        )
    )
    with st.container(horizontal=True, key="differing-cards"):
        for row in rows(store.disagreements(chosen, A_PAGE, begin)):
            with st.container(border=True, width=CARD):
                _incident(store, chosen, row)


def _data_set(names: list[str]) -> str | None:
    """The data set to look at; None for all."""
    if len(names) < 2:
        return None
    return st.selectbox(
        _("Data set"), [None, *names], format_func=lambda name: name or _("All"), key="differing-set", width=420
    )


def _page(pages: int) -> int:
    """The page to look at, counted from 0."""
    if pages < 2:
        return 0
    key = "differing-page"
    # Of another data set or boundary set there may be fewer.
    st.session_state[key] = min(st.session_state.get(key, 1), pages)
    return st.number_input(_("Page, of {n}").format(n=number(pages)), 1, pages, key=key, width=200) - 1


def _incident(store: Store, chosen: IncidentFilter, row) -> None:
    boundaries = store.boundary_set(chosen.boundary_set)
    said = _both_regions(row)
    picture(small_map.of(store, boundaries, row, style.is_dark()), labelled(title_words(row), said))
    st.markdown(f"**{markdown_text(title_words(row))}**")
    st.text(said)
    st.text(_border_words(row) if row.place_precision in POINT_PRECISIONS else place_words(row))
    if st.button(_("Open on the map"), type="tertiary", icon=":material/map:", key=f"open-{row.no}"):
        state.look_at(chosen.boundary_set, row.incident_id)


def _both_regions(row) -> str:
    if row.region_key == OUTSIDE:
        outside = outside_name(row.country)
        return _("reported in {reported}, lies {outside}").format(reported=row.reported_region, outside=outside)
    region = region_name(row.region_key)
    return _("reported in {reported}, lies in {region}").format(reported=row.reported_region, region=region)


def _border_words(row) -> str:
    """How far off the next border is; of roads and areas nobody measures that."""
    if row.near_border:
        return _("{n} km from a border: the line may be wrong").format(n=number(round(row.border_km, 1)))
    return _("more than {n} km from any border").format(n=number(BORDER_KM))
