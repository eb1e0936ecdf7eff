"""Coincidences: different armed groups at the same place, close in time."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard import answer_maps, asking, data, question_charts
from geodata.questions.coincidences import AMONG, Asked, Found, dependence
from geodata.questions.coincidences_told import among_name, relation_name
from geodata.questions.pairing import RELATIONS
from geodata.rows import rows
from geodata.store import Store
from geodata.texts import _, number
from geodata.views import View

NAME = "coincidences"
HOURS, KM = (6, 12, 24, 48, 72, 120, 168, 336), (1, 5, 10, 15, 20, 30, 50, 75, 100, 200)  # of the sliders


def options(store: Store, view: View, asked: Asked) -> Callable[[Any], None]:
    """Draws the options; gives what draws map, timeline and how the number depends on the sliders."""
    left, middle, right, wide = st.columns([2, 2, 2, 3])
    _slider(left, _("Hours apart at the most"), "hours", HOURS, asked.hours)
    _slider(middle, _("Kilometres apart at the most"), "km", KM, asked.km)
    right.selectbox(_("Pairs of"), AMONG, format_func=among_name, **asking.follow(NAME, "among", asked.among))
    asking.choose_actors(wide, store, NAME, "groups", asked.groups, _("Only among"), _("All of these"))
    return lambda _drawing: _draw(store, view, asked)


def _slider(where: Any, label: str, field: str, steps: tuple[int, ...], value: float) -> None:
    choices = sorted({*map(float, steps), value})
    where.select_slider(label, choices, format_func=number, **asking.follow(NAME, field, value))


def _draw(store: Store, view: View, asked: Asked) -> None:
    found = data.answer(store.version, NAME, view.filter, asked)
    left, right = st.columns([3, 2])
    with left:
        answer_maps.pairs(NAME, store, found)
    with right:
        if found.rows:
            st.markdown(f"**{_('When')}**")
            names = {relation: relation_name(relation) for relation in RELATIONS}
            st.altair_chart(question_charts.pairs(found.drawing, found.rows, names), width="stretch")
        _depends(found.drawing)


def _depends(found: Found) -> None:
    """How many there would be with other hours and kilometres."""
    made = dependence(found)
    if made is None:
        return
    st.markdown(f"**{_('Pairs by what is asked: same place or near for certain + only possible')}**")
    told = [f"{number(row.sure)} + {number(row.possible)}" for row in rows(made)]
    said = made.assign(told=told).pivot(index="hours", columns="km", values="told")
    said.index = [_("{n} hours").format(n=number(hours)) for hours in said.index]
    said.columns = [_("{n} km").format(n=number(km)) for km in said.columns]
    st.dataframe(
        said,
        height="content",
        column_config={name: st.column_config.Column(alignment="right") for name in said.columns},
    )


asking.page(NAME, options)
