"""Handovers: the days from the handover of a base to the next attack near it."""

import streamlit as st

from dashboard import asking
from geodata.questions.handovers import Asked
from geodata.store import Store
from geodata.texts import _
from geodata.views import View

NAME = "handovers"


def options(store: Store, view: View, asked: Asked) -> None:
    """Draws the options."""
    left, middle, right = st.columns(3)
    left.number_input(_("Kilometres around the base"), 1, 500, **asking.follow(NAME, "km", int(asked.km), float))
    middle.number_input(_("Days after the handover"), 1, 3650, **asking.follow(NAME, "within", asked.within))
    asking.choose_actors(right, store, NAME, "actors", asked.actors, _("Attackers"), _("All"))


asking.page(NAME, options)
