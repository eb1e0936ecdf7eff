"""The timelines by actor under the map: lanes and counts of one period; dragging over either filters the map."""

import hashlib
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from geodata.store import Store
from geodata.texts import _, _n, days, number
from geodata.timeline import STEPS, fitting_step
from geodata.views import View

from . import charts, data, state
from .safe import markdown_text

_MOST_LANE_ROWS = 2000  # dots beyond this are one blur; the counts below still hold every incident


def show(store: Store, view: View, incidents: pd.DataFrame) -> None:
    """Draws the timelines where it is called; nothing when no incident is shown."""
    if incidents.empty:
        return
    first, last = _period(view, incidents)
    step = view.step or fitting_step(first, last)
    _head(view, first, last, step)
    actors = data.actors(store.version)
    names = dict(actors[["actor_id", "name"]].itertuples(index=False))
    groups = dict(actors[["actor_id", "side"]].itertuples(index=False)) if view.colour == "group" else None
    rows = charts.lane_rows(incidents.tail(_MOST_LANE_ROWS), data.participations(store.version, view.filter), groups)
    _say_left_out(rows, incidents)
    _chart(
        charts.lanes(rows, data.milestones(store.version), first, last, view.incident),
        "lanes",
        view,
        [charts.BRUSH, charts.PICK],
    )
    counted = data.bars(store.version, view.filter, step, first, last)
    _chart(charts.bars(charts.bar_rows(counted, names, step, groups), first, last), "bars", view, [charts.BRUSH])


def _say_left_out(rows: pd.DataFrame, incidents: pd.DataFrame) -> None:
    more = len(charts.lane_order(rows)) - charts.MOST_LANES
    if more > 0:
        st.caption(_n("{n} more actor in the table", "{n} more actors in the table", more))
    if len(incidents) > _MOST_LANE_ROWS:
        st.caption(
            _("The lanes draw the latest {n} incidents; the counts below hold all.").format(n=number(_MOST_LANE_ROWS))
        )


def _period(view: View, incidents: pd.DataFrame) -> tuple[date, date]:
    """The days on the axis: the filter's own, else all that the shown incidents cover, with some air around."""
    first = incidents["first_day"].min().date()
    last = incidents["last_day"].max().date()
    air = max(timedelta(days=1), (last - first) / 40)
    begin = view.filter.date_from or first - air
    return begin, max(view.filter.date_to or last + air, begin)


def _head(view: View, first: date, last: date, step: str) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="timeline-head"
    ):
        # One line at 1366 pixels: a second would push the tray off the screen.
        st.caption(_("By actor · filled: acts or involved, hollow: target · drag over the axis to choose a period"))
        if view.filter.date_from or view.filter.date_to:
            st.button(
                _("All dates"),
                on_click=state.drop,
                args=("dates",),
                key="all-dates",
                type="tertiary",
                help=markdown_text(days(first, last)),
            )
        key = "timeline-step"
        if st.session_state.get(key) != step:
            st.session_state[key] = step
        st.segmented_control(
            _("Count by"),
            list(STEPS),
            format_func={"day": _("Day"), "week": _("Week"), "month": _("Month")}.get,
            label_visibility="collapsed",
            required=True,
            key=key,
            on_change=lambda: state.change(step=st.session_state[key]),
        )


def _chart(chart: dict, name: str, view: View, selections: list[str]) -> None:
    # A new period is a new chart: what was dragged over the old axis must not lie on the new one.
    key = f"{name}-{hashlib.sha256(repr((view.filter, view.step)).encode()).hexdigest()[:12]}"
    alt = _("Timeline; the table below holds the same incidents.")
    st.vega_lite_chart(
        chart, key=key, width="stretch", alt=alt, on_select=lambda: _selected(key), selection_mode=selections
    )


def _selected(key: str) -> None:
    selection = st.session_state[key].selection
    dragged = selection.get(charts.BRUSH, {})
    picked = selection.get(charts.PICK, [])
    edges = next(iter(dragged.values()), None)
    if edges and len(edges) == 2 and edges[0] != edges[1]:
        first, last = charts.brushed_days(edges)
        state.change_filter(date_from=first, date_to=last)
    elif picked:
        state.select(incident=picked[0]["incident_id"])
