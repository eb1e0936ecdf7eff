"""What is shown, as one sentence above the map; where the rest went, in a tray below it."""

import streamlit as st

from geodata.filter_words import outside_name, part_name
from geodata.filters import IncidentFilter
from geodata.store import Counts, Store
from geodata.texts import _, _n, labelled, number
from geodata.views import View

from . import data, downloads, figure_dialog, policies, saved_views, screenshot, state
from .safe import markdown_text


def show(store: Store, chosen: IncidentFilter, counts: Counts, problems: list[str]) -> None:
    """Draws the sentence and whatever must be said with it."""
    with st.container(key="sentence"):
        st.markdown(f"**{markdown_text(words(store, chosen, counts))}**")
    if problems:
        st.warning("\n\n".join(markdown_text(problem) for problem in problems), icon=":material/link_off:")
    if not counts.shown:
        _empty(store, chosen, counts)


def words(store: Store, chosen: IncidentFilter, counts: Counts) -> str:
    """The sentence: how many of how many, and of what filter."""
    names = dict(data.actors(store.version)[["actor_id", "name"]].itertuples(index=False))
    return _("{shown} of {total} incidents · {filter}").format(
        shown=number(counts.shown),
        total=number(counts.total),
        filter=chosen.describe(names, store.boundary_set(chosen.boundary_set).title),
    )


def _empty(store: Store, chosen: IncidentFilter, counts: Counts) -> None:
    """Says which part of the filter emptied the result, and offers to let go of it."""
    if not counts.total:
        st.info(_("The data holds no incidents."))
        return
    ways = {part: data.counts(store.version, chosen.without(part)).shown for part in chosen.where()}
    helpful = {part: found for part, found in ways.items() if found}
    with st.container(border=True, key="empty"):
        if chosen.backwards:
            st.markdown(_("**Nothing is shown:** the period ends before it starts."))
        elif helpful:
            st.markdown(_("**Nothing is shown.** It is enough to let go of one part of the filter:"))
        else:
            st.markdown(_("**Nothing is shown.** Several parts of the filter together let nothing through."))
        with st.container(horizontal=True):
            if chosen.backwards:
                swapped = {"date_from": chosen.date_to, "date_to": chosen.date_from}
                st.button(_("Swap the two dates"), on_click=state.change_filter, kwargs=swapped, key="swap-dates")
            for part, found in helpful.items():
                label = _("Without {part}: {n}").format(
                    part=part_name(part), n=_n("{n} incident", "{n} incidents", found)
                )
                st.button(label, on_click=state.drop, args=(part,), key=f"undo-{part}")
            st.button(_("Without any filter"), on_click=state.reset, key="undo-all")


def tray(view: View, counts: Counts, store: Store) -> None:
    """Where every incident is: on the map, outside, without a place, hidden by which part. Visible + hidden = total."""
    chosen = view.filter
    inside = sum(counts.by_region.values())
    shown = [_n("{n} in Mali", "{n} in Mali", inside)]
    shown += [f"{number(n)} {outside_name(country)}" for country, n in counts.outside.items()]
    shown += (
        [_n("{n} without a place: in the lists only", "{n} without a place: in the lists only", counts.unlocated)]
        if counts.unlocated
        else []
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="tray"):
        told = st.container(horizontal=True, vertical_alignment="center", gap="small", key="tray-counts")
        saved_views.button(store, view)
        figure_dialog.button(store, view)
        screenshot.button()
        downloads.show(store, chosen, counts.shown)
    with told:
        st.caption(
            labelled(_("Shown {n}").format(n=number(counts.shown)), markdown_text(" · ".join(shown))), width="content"
        )
        _hidden(counts)
        policies.show(store, chosen)
        if odd := data.differing(store.version, chosen).get("differs"):
            st.page_link(
                "screens/regions.py",
                label=_n("{n} in another region than reported", "{n} in another region than reported", odd),
                icon=":material/wrong_location:",
            )
        if waiting := data.account(store.version).waiting:
            st.page_link(
                "screens/data.py",
                label=_n("{n} row set aside", "{n} rows set aside", waiting),
                icon=":material/report:",
            )


def _hidden(counts: Counts) -> None:
    """How many the filter hides, by its parts, each with a way to let go of it."""
    hidden = {part: n for part, n in counts.hidden.items() if n}
    said = _("Hidden {n}").format(n=number(sum(hidden.values())))
    st.caption(labelled(said, "").rstrip() if hidden else said, width="content")
    for part, n in hidden.items():
        st.button(
            _("{n} by {part} ✕").format(n=number(n), part=part_name(part)),
            help=_("Let go of this part of the filter"),
            on_click=state.drop,
            args=(part,),
            key=f"drop-{part}",
            type="tertiary",
        )
