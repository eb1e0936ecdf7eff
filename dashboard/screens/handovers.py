"""Handovers: the days from the handover of a base to the next attack near it."""

import streamlit as st

from dashboard import asking, data
from geodata.questions.handovers import Asked
from geodata.store import Store
from geodata.texts import _
from geodata.views import View

NAME = "handovers"


def options(store: Store, view: View, asked: Asked) -> None:
    """Draws the options."""
    left, middle, right = st.columns(3)
    for where, field, label, most in (
        (left, "km", _("Kilometres around the base"), 500),
        (middle, "within", _("Days after the handover"), 3650),
    ):
        key = f"asked-{field}"
        st.session_state[key] = int(getattr(asked, field))
        where.number_input(
            label, 1, most, key=key,
            on_change=lambda field=field, key=key: asking.change(NAME, **{field: type(getattr(asked, field))(st.session_state[key])}),
        )  # fmt: skip
    names = dict(data.actors(store.version)[["actor_id", "name"]].itertuples(index=False))
    key = "asked-who"
    st.session_state[key] = [each for each in asked.actors if each in names]
    right.multiselect(
        _("Attackers"), list(names), format_func=lambda actor: names.get(actor, actor), placeholder=_("All"), key=key,
        on_change=lambda: asking.change(NAME, actors=tuple(st.session_state[key])),
    )  # fmt: skip


asking.page(NAME, options)
