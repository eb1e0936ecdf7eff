"""Compare: two periods, two groups of regions or two actors side by side."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from dashboard import answer_maps, asking, data, question_charts
from geodata.filter_words import region_name
from geodata.questions.comparison import ACTORS, AUGUST_2023, PERIODS, REGIONS, Asked, Drawing
from geodata.questions.region_groups import group_title, region_groups
from geodata.store import Store
from geodata.texts import _, day
from geodata.views import View

NAME = "comparison"


def options(store: Store, view: View, asked: Asked) -> Callable[[Any], None]:
    """Draws the options; gives what draws both maps and the bars."""
    names = {PERIODS: _("Two periods"), REGIONS: _("Two groups of regions"), ACTORS: _("Two actors")}
    st.segmented_control(
        _("Compare"), list(names), format_func=names.get, required=True, label_visibility="collapsed",
        **asking.follow(NAME, "by", asked.by),
    )  # fmt: skip
    {PERIODS: _periods, REGIONS: _regions, ACTORS: _actors}[asked.by](store, view, asked)
    return lambda drawing: _draw(store, view, drawing)


def _periods(store: Store, view: View, asked: Asked) -> None:
    """The break as a day that can be dragged, and two periods of the reader's own instead."""
    span = data.days(store.version, view.filter)
    first, last = view.filter.date_from or (span and span[0]), view.filter.date_to or (span and span[1])
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    if first and last and first < last:
        key = "asked-break"
        default = AUGUST_2023 if first < AUGUST_2023 <= last else first + (last - first) / 2
        st.session_state[key] = min(max(asked.break_date or default, first), last)
        left.slider(
            _("Break date"), first, last, format="YYYY-MM-DD", key=key, disabled=any(asked.given_days),
            on_change=lambda: _break(st.session_state[key]),
        )  # fmt: skip
    right.button(
        day(AUGUST_2023),
        on_click=_break,
        args=(AUGUST_2023,),
        help=_("The UN begins to leave its bases."),
        key="break-preset",
    )
    with st.expander(_("Two periods of your own"), expanded=any(asked.given_days)):
        columns = st.columns(4)
        labels = (_("First from"), _("to"), _("Second from"), _("to"))
        fields = ("first_from", "first_to", "second_from", "second_to")
        for column, field, label, value in zip(columns, fields, labels, asked.given_days, strict=True):
            tied = asking.follow(NAME, field, value)
            column.date_input(label, format="YYYY-MM-DD", **tied | {"on_change": partial(_given, field, tied["key"])})


def _break(value: date) -> None:
    asking.change(NAME, break_date=value, first_from=None, first_to=None, second_from=None, second_to=None)


def _given(field: str, key: str) -> None:
    """Days of the reader's own come in the place of a break date."""
    asking.change_or_say(NAME, break_date=None, **{field: st.session_state[key]})


def _regions(store: Store, view: View, asked: Asked) -> None:
    boundaries = store.boundary_set(view.filter.boundary_set)
    groups = region_groups(store.reference.region_groups, boundaries)
    known = [*groups, *boundaries.names]
    for column, field, label, value in zip(
        st.columns(2), ("here", "there"), (_("First side"), _("Second side")), (asked.here, asked.there), strict=True
    ):
        column.multiselect(
            label, known, format_func=lambda name: group_title(name) if name in groups else region_name(name),
            **asking.follow(NAME, field, [each for each in value if each in known], tuple),
        )  # fmt: skip


def _actors(store: Store, view: View, asked: Asked) -> None:
    names = asking.actor_names(store)
    for column, field, label, value in zip(
        st.columns(2), ("one", "other"), (_("First side"), _("Second side")), (asked.one, asked.other), strict=True
    ):
        column.selectbox(
            label, ["", *names], format_func=lambda actor: names.get(actor) or _("the one with most incidents"),
            **asking.follow(NAME, field, value if value in names else ""),
        )  # fmt: skip


def _draw(store: Store, view: View, drawing: Drawing | None) -> None:
    if drawing is None:
        return
    answer_maps.sides(NAME, store, drawing)
    incomplete = _("incomplete: in no rate") if drawing.bars.rated else _("incomplete")
    for which, (column, bars) in enumerate(zip(st.columns(2), (drawing.bars.first, drawing.bars.second), strict=True)):
        if bars:
            column.altair_chart(question_charts.side(drawing, which, incomplete), width="stretch")
    if drawing.bars.first or drawing.bars.second:
        st.caption(
            _("Solid: certain. Pale: may be. Hatched: an incomplete step, which no rate counts.")
            if drawing.bars.rated
            else _("Solid: certain. Pale: may be. Hatched: an incomplete step.")
        )


asking.page(NAME, options)
