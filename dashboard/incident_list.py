"""A list of incidents to pick from, page by page: none is out of reach, however many there are."""

import streamlit as st

from geodata.filters import IncidentFilter
from geodata.rows import rows
from geodata.store import Spot, Store
from geodata.texts import _, number
from geodata.words import title_words

from . import data, state
from .safe import markdown_text

PAGE = 30


def show(store: Store, chosen: IncidentFilter, spot: Spot, total: int, but: int | None = None) -> None:
    """Draws a button for each of a page of the `total` incidents of a filter at a spot, and the ways to the other pages."""
    page = _page(f"{spot}{but}", total)
    for found in rows(data.listed(store.version, chosen, spot, PAGE, page * PAGE, but)):
        st.button(
            markdown_text(title_words(found)),
            on_click=state.select,
            args=(found.incident_id,),
            key=f"pick-{found.no}",
            type="tertiary",
        )
    if total > PAGE:
        _turn(page, total)


def _page(spot: str, total: int) -> int:
    """The page of this list; another list begins with its first."""
    if st.session_state.get("listed", (None, 0))[0] != spot:
        st.session_state.listed = (spot, 0)
    return min(st.session_state.listed[1], max(total - 1, 0) // PAGE)


def _turn(page: int, total: int) -> None:
    def go(by: int) -> None:
        st.session_state.listed = (st.session_state.listed[0], page + by)

    with st.container(horizontal=True, vertical_alignment="center", key="list-steps"):
        st.button("‹", help=_("Previous page"), disabled=page == 0, on_click=go, args=(-1,), key="list-before")
        last = min((page + 1) * PAGE, total)
        st.caption(
            _("{first}–{last} of {total}").format(first=number(page * PAGE + 1), last=number(last), total=number(total))
        )
        st.button("›", help=_("Next page"), disabled=last == total, on_click=go, args=(1,), key="list-after")
