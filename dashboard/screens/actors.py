"""Actors: who they are over time, what each says and what is said of it, and the names that nobody knows yet."""

import streamlit as st

from dashboard import actor_card, assigning, data, guard, state, style
from geodata.filter_words import group_name
from geodata.store import Store
from geodata.texts import _, number


def page(store: Store) -> None:
    """Draws the page."""
    state.leave()
    st.markdown(_("### Actors"))
    actors = data.actors(store.version).set_index("actor_id")
    taking_part = actors[actors["incidents"] > 0]
    if taking_part.empty:
        st.text(_("The data holds no actors."))
        return
    said = {
        key: f"{row.name} · {group_name(row.side)} · {number(row.incidents)}"
        for key, row in zip(taking_part.index, taking_part.itertuples(index=False), strict=True)
    }
    chosen = st.selectbox(_("Actor"), list(said), format_func=said.get, key="actor-chosen", width=480)
    actor_card.show(store, chosen, actors.loc[chosen, "name"], actors.loc[chosen, "side"])
    assigning.show(store)


style.apply()
guard.run(page)
