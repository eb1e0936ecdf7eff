"""Names of actors that no registry knows: for the reader to say whom they mean, or to which group they belong."""

import streamlit as st

from geodata.errors import GeodataError
from geodata.filter_words import group_name
from geodata.store import Store, assign
from geodata.texts import _, _n, message

from . import data, tables
from .safe import markdown_text

UNKNOWN = {"name": message("Name as written"), "group": message("Group"), "incidents": message("Incidents")}
ASSIGNED = {"name": message("Name as written"), "means": message("Stands for"), "group": message("Group")}


def show(store: Store) -> None:
    """Draws the section."""
    st.markdown(_("#### Unknown names"))
    if failed := st.session_state.pop("assign_failed", None):
        st.error(markdown_text(failed))
    unknown = store.unknown_actors()
    if unknown.empty:
        st.text(_("Every name in the data is known."))
    else:
        st.text(
            _n(
                "{n} name is in no registry: it stands for itself alone.",
                "{n} names are in no registry: each stands for itself alone.",
                len(unknown),
            )
        )
        tables.show(unknown.assign(group=unknown["side"].map(group_name)), UNKNOWN)
    known = store.assigned()
    if data.imports_go_in() and (len(unknown) or len(known)):
        _assign(store, [*unknown["name"], *known["name"]])
    if len(known):
        names = dict(data.actors(store.version)[["actor_id", "name"]].itertuples(index=False))
        means = [names.get(actor, "") for actor in known["actor_id"]]
        tables.show(
            known.assign(means=means, group=known["side"].map(lambda side: group_name(side) if side else "")), ASSIGNED
        )


def _assign(store: Store, names: list[str]) -> None:
    actors = data.actors(store.version)
    listed = actors[~actors["actor_id"].str.startswith("unlisted:")]
    means = {"": _("An actor of its own"), **dict(listed[["actor_id", "name"]].itertuples(index=False))}
    groups = ["", *sorted(set(listed["side"]) - {""})]
    with st.form("assign", border=True):
        first, second, third = st.columns(3)
        name = first.selectbox(_("Name"), names, key="assign-name")
        actor = second.selectbox(_("Stands for"), list(means), format_func=means.get, key="assign-actor")
        group = third.selectbox(_("Else its group"), groups, format_func=group_name, key="assign-group")
        if st.form_submit_button(_("Assign")):
            _take(store, name, actor, "" if actor else group)
            st.rerun()


def _take(store: Store, name: str, actor: str, group: str) -> None:
    """One transaction; what is said as written stays beside every incident."""
    try:
        assign(store, name, actor, group)
    except GeodataError as error:
        st.session_state.assign_failed = str(error)
