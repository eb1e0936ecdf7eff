"""The timelines by actor under the map: lanes and counts of one period; dragging over either filters the map."""

import hashlib
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from geodata.lanes import (
    MOST_LANES,
    axis_days,
    bar_rows,
    lane_order,
    lane_rows,
    milestone_words,
    milestones_between,
    strip_order,
)
from geodata.rows import rows
from geodata.store import Store
from geodata.texts import _, _n, days
from geodata.timeline import STEPS, fitting_step
from geodata.views import View

from . import charts, data, state, style
from .safe import html_text, markdown_text

_MOST_LANE_ROWS = 600  # dots beyond this are one blur: then the lanes are shaded by number


def show(store: Store, view: View) -> "Timelines | None":
    """Draws the timelines where it is called, and gives them; nothing when no incident is shown."""
    covered = data.days(store.version, view.filter)
    if not covered:
        return None
    first, last = axis_days(view.filter, *covered)
    step = view.step or fitting_step(first, last)
    _head(view, first, last, step)
    made = _made(store, view, step, first, last)
    on_lanes, on_bars = heads(made)
    dark = " on-dark" if style.is_dark() else ""
    st.html(f'<p class="print-only{dark}">{html_text(on_lanes)}</p>')
    if made.left_out:
        st.caption(_n("{n} more actor in the table", "{n} more actors in the table", made.left_out))
    _chart(made.lanes, made.kind, view, made.selections)
    st.html(f'<p class="print-only">{html_text(on_bars)}</p>')
    _chart(made.bars, "bars", view, [charts.BRUSH])
    return made


@dataclass(frozen=True)
class Timelines:
    """Specs of the two charts; `lanes` is one of `shown` actors, and `left_out` actors have none."""

    lanes: dict
    bars: dict
    kind: str  # "lanes" of single incidents, or "strips" shaded by number
    shown: int
    left_out: int
    step: str
    milestones: tuple[str, ...]  # what the dotted lines stand for

    @property
    def selections(self) -> list[str]:
        """What a reader may select on the lanes."""
        return [charts.BRUSH] + ([charts.PICK] if self.kind == "lanes" else [])


def of(store: Store, view: View) -> Timelines | None:
    """The timelines of a view, None when no incident is shown."""
    covered = data.days(store.version, view.filter)
    if not covered:
        return None
    first, last = axis_days(view.filter, *covered)
    return _made(store, view, view.step or fitting_step(first, last), first, last)


def heads(made: Timelines) -> tuple[str, str]:
    """What stands over the lanes and over the bars of a picture, where nobody can ask a mark what it is."""
    lanes = _("By actor · filled: acts or involved, hollow: target")
    if made.kind == "strips":
        lanes = _("By first-named actor · stronger: more incidents")
    if made.left_out:
        lanes += " · " + _n("{n} more actor has no lane", "{n} more actors have no lane", made.left_out)
    bars = {"day": _("Incidents by day"), "week": _("Incidents by week"), "month": _("Incidents by month")}[made.step]
    return lanes, bars + " · " + _("paler: shared out from imprecise dates")


def _made(store: Store, view: View, step: str, first: date, last: date) -> Timelines:
    actors = data.actors(store.version)
    names = dict(actors[["actor_id", "name"]].itertuples(index=False))
    groups = dict(actors[["actor_id", "side"]].itertuples(index=False)) if view.colour == "group" else None
    counted = bar_rows(data.bars(store.version, view.filter, step, first, last), names, step, groups)
    if data.how_many(store.version, view.filter, None) > _MOST_LANE_ROWS:
        kind, order, lanes = "strips", strip_order(counted), _many(store, counted, first, last)
    else:
        marks = _few(store, view, groups)
        kind, order = "lanes", lane_order(marks)
        lanes = charts.lanes(marks, data.milestones(store.version), first, last, view.incident)
    shown = min(len(order), MOST_LANES)
    milestones = tuple(map(milestone_words, rows(milestones_between(data.milestones(store.version), first, last))))
    return Timelines(lanes, charts.bars(counted, first, last), kind, shown, len(order) - shown, step, milestones)


def _few(store: Store, view: View, groups: dict[str, str] | None) -> pd.DataFrame:
    """A dot or bar for each incident in the lanes of all who take part in it."""
    incidents = data.latest(store.version, view.filter, _MOST_LANE_ROWS)
    who = data.participations_of(store.version, tuple(incidents["no"].tolist()))
    return lane_rows(incidents, who, groups)


def _many(store: Store, counted: pd.DataFrame, first: date, last: date) -> dict:
    """Lanes of first-named actors, darker where there are more."""
    return charts.strips(counted, data.milestones(store.version), first, last)


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
        key = state.lead("timeline-step", step)
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
