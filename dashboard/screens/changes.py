"""Changes: regions and actors that stand out from their own past."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard import answer_maps, asking, data
from geodata.questions.changes import STEPS, Asked
from geodata.store import Store
from geodata.texts import _
from geodata.views import View

NAME = "changes"


def options(store: Store, view: View, asked: Asked) -> Callable[[Any], None]:
    """Draws the options; gives what draws the map of the regions that stand out."""
    left, middle, right = st.columns(3)
    names = {"week": _("a week (7 days)"), "month": _("a month (30 days)")}
    left.segmented_control(
        _("Window"), list(STEPS), format_func=names.get, required=True, **asking.follow(NAME, "step", asked.step)
    )
    middle.date_input(
        _("Last day"), format="YYYY-MM-DD", help=_("Empty for the last day of the data."),
        **asking.follow(NAME, "until", asked.until),
    )  # fmt: skip
    right.number_input(
        _("Minimum count"), 1, 1000, help=_("Small numbers double by chance: below this nothing stands out."),
        **asking.follow(NAME, "least", asked.least),
    )  # fmt: skip
    return lambda _drawing: answer_maps.changes(NAME, store, data.answer(store.version, NAME, view.filter, asked))


asking.page(NAME, options)
