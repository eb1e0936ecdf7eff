"""The rows of `geodata.lanes` -> Altair charts: lanes by actor, and counts by period stacked by actor. No Streamlit in here."""

import copy
from datetime import date, timedelta
from functools import cache

import altair as alt
import numpy as np
import pandas as pd

from geodata.lanes import MOST_LANES, lane_order, milestones_between, shades, strip_order
from geodata.rows import values
from geodata.texts import _, language, locale_words

BRUSH = "brush"
PICK = "pick"
LANE_HEIGHT, SLOT_HEIGHT, MOST_LANE_HEIGHT, BARS_HEIGHT, AXIS_HEIGHT = 15, 5, 20, 58, 20  # pixels
SIDE_WIDTH = 136  # of the labels left of both charts, so that their time axes lie over each other
_LANE_COLUMNS = (
    "actor incident_id begins ends slot colour acts when event_type place role point open_start open_end".split()
)
_BAR_COLUMNS = "begins ends actor colour kind said incidents low high".split()
_MOST_NODES = 500  # marks of a chart that are elements of the page; more are painted on a canvas, which a click doesn't lay out anew
_SHORT = "datum.value ? format(datum.value, '~s') : '0'"  # 80k, but not 0k
# Vega writes "Oct 08". A year, a month, a week's first day and a day as everywhere else.
AXIS_DAYS = {"year": "%Y", "quarter": "%B", "month": "%B", "week": "%-d %b", "date": "%-d %b"}
_FADE = 12  # steps in which a bar of "on or before" fades to the left
_FADE_SHARE = 0.05  # of the axis: it says "earlier", not how much earlier


@cache
def _lanes_spec(_language: str) -> dict:
    """The lanes without data. Altair checks and builds it once a language: that takes longer than all the rest of a run."""
    y = alt.Y("actor:N", title=None, axis=_side(labelOverlap=False, domain=False, grid=False))
    x, until, offset = _time("begins"), alt.X2("ends:T"), alt.YOffset("slot:O")
    columns = {"when": _("When"), "event_type": _("What"), "actor": _("Actor"), "role": _("Role"), "place": _("Place")}
    tip = [alt.Tooltip(f"{column}:N", title=title) for column, title in columns.items()]
    colours = {"fill": alt.Fill("colour:N", scale=None), "tooltip": tip, "yOffset": offset}
    outline = {
        "stroke": alt.Stroke("colour:N", scale=None),
        "strokeWidth": alt.condition("datum.selected", alt.value(4), alt.value(1.3)),
    }
    solid = {"fillOpacity": alt.condition("datum.acts", alt.value(0.65), alt.value(0.1))}
    pale = {"fillOpacity": alt.condition("datum.acts", alt.value(0.5), alt.value(0.08))}
    fading = alt.FillOpacity("depth:Q", scale=None)
    rules = [alt.Tooltip("label:N", title=_("Milestone")), alt.Tooltip("date:N", title=_("When"))]
    layers = [
        _layer("milestones").mark_rule(strokeDash=[2, 3], color="#888888").encode(x, tooltip=rules),
        _layer("open").mark_bar(height={"band": 0.55}).encode(x, until, y, fillOpacity=fading, **colours),
        _layer("spans").mark_bar(height={"band": 0.55}, cornerRadius=2).encode(x, until, y, **colours, **outline, **pale),
        _layer("points").mark_point(size=34, strokeOpacity=0.8).encode(_time("middle"), y, **colours, **outline, **solid)
        .add_params(_brush(), alt.selection_point(PICK, fields=["incident_id"])),
    ]  # fmt: skip
    return _finished(layers)


@cache
def _bars_spec(_language: str) -> dict:
    """The stacked bars without data, as `_lanes_spec`."""
    tip = [
        alt.Tooltip("begins:T", title=_("From")),
        alt.Tooltip("actor:N", title=_("First-named actor")),
        alt.Tooltip("incidents:Q", title=_("Incidents"), format=".2~f"),
        alt.Tooltip("said:N", title=_("Date")),
    ]
    count = alt.Y("low:Q", title=None, axis=_side(tickMinStep=1, tickCount=3, labelExpr=_SHORT, domain=False))
    depth = alt.condition("datum.kind == 'certain'", alt.value(1), alt.value(0.45))
    bar = _layer("bars").mark_bar(binSpacing=1).add_params(_brush())
    fill = alt.Fill("colour:N", scale=None)
    x, until = _time("begins", labels=True), alt.X2("ends:T")
    return _finished([bar.encode(x, until, count, alt.Y2("high:Q"), fill=fill, fillOpacity=depth, tooltip=tip)])


@cache
def _strips_spec(_language: str) -> dict:
    """The shaded lanes without data, as `_lanes_spec`."""
    y = alt.Y("actor:N", title=None, axis=_side(labelOverlap=False, domain=False, grid=False))
    tip = [
        alt.Tooltip("begins:T", title=_("From")),
        alt.Tooltip("actor:N", title=_("First-named actor")),
        alt.Tooltip("incidents:Q", title=_("Incidents"), format=".2~f"),
    ]
    rules = [alt.Tooltip("label:N", title=_("Milestone")), alt.Tooltip("date:N", title=_("When"))]
    fill, depth = alt.Fill("colour:N", scale=None), alt.FillOpacity("depth:Q", scale=None)
    layers = [
        _layer("milestones").mark_rule(strokeDash=[2, 3], color="#888888").encode(_time("begins"), tooltip=rules),
        _layer("strips").mark_bar(height={"band": 0.72}).add_params(_brush())
        .encode(_time("begins"), alt.X2("ends:T"), y, fill=fill, fillOpacity=depth, tooltip=tip),
    ]  # fmt: skip
    return _finished(layers)


def _layer(name: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(name))


def _brush() -> alt.Parameter:
    return alt.selection_interval(BRUSH, encodings=["x"])


def _time(field: str, labels: bool = False) -> alt.X:
    """The time axis of both charts. Days have no time zone: in any but UTC some readers would see the day before."""
    axis = alt.Axis(
        format=AXIS_DAYS,
        title=None,
        grid=True,
        ticks=False,
        tickCount=8,
        labels=labels,
        labelOverlap="greedy",
        labelFlush=True,
    )
    return alt.X(f"{field}:T", scale=alt.Scale(type="utc", clamp=True), axis=axis)


def _side(**more: object) -> alt.Axis:
    return alt.Axis(minExtent=SIDE_WIDTH, maxExtent=SIDE_WIDTH, labelLimit=SIDE_WIDTH - 6, ticks=False, **more)


def _finished(layers: list[alt.Chart]) -> dict:
    # Without a padding of its own, Streamlit gives a chart 20 pixels of air below.
    padding = {"left": 0, "top": 2, "right": 4, "bottom": 2}
    made = (
        alt.layer(*layers).properties(padding=padding).configure(background="transparent").configure_view(stroke=None)
    )
    # `fillOpacity` says how faint a mark is: for each one with an opacity a browser makes a layer of its own, and two thousand of
    # those cost it 50 ms at every click anywhere on the page.
    return made.configure(locale=locale_words(), timeFormat="%-d %b %Y").configure_mark(opacity=1).to_dict()


def _filled(spec: dict, frames: dict[str, pd.DataFrame], first: date, last: date, height: int) -> dict:
    """A copy of a spec with its data, the days from `first` to `last` on its axis, and its height in pixels."""
    made = copy.deepcopy(spec) | {"height": height}
    marks = 0
    common = made.pop("data", None)  # where Altair puts it when all layers share one
    for layer in made["layer"]:
        columns = _columns(frames[layer.get("data", common)["name"]])
        marks += len(next(iter(columns.values())))
        # One record of whole columns, which Vega takes apart: a third of the bytes of a record for each mark.
        layer["data"] = {"values": [columns]}
        layer["transform"] = [{"flatten": list(columns)}]
        edges = (first, last + timedelta(days=1))
        layer["encoding"]["x"]["scale"]["domain"] = [pd.Timestamp(edge).value // 10**6 for edge in edges]
    if marks > _MOST_NODES:
        made["usermeta"] = {"embedOptions": {"renderer": "canvas"}}
    return made


def _columns(frame: pd.DataFrame) -> dict[str, list]:
    """The columns as Vega takes them. Dates as milliseconds since 1970, UTC: as texts without a zone they would be read in the
    reader's own. Numbers to two digits."""
    columns = {}
    for name in frame:
        column = frame[name]
        if pd.api.types.is_datetime64_any_dtype(column):
            column = column.astype("datetime64[ms]").astype("int64")
        elif pd.api.types.is_float_dtype(column):
            column = column.round(2)
        columns[name] = values(column.fillna("") if isinstance(column.dtype, pd.StringDtype) else column)
    return columns


def lanes(rows: pd.DataFrame, milestones: pd.DataFrame, first: date, last: date, selected: str | None) -> dict:
    """The Vega-Lite spec of the lanes by actor between two days.

    Dots for single days, bars for imprecise dates, fading for "on or before" and "since"; filled where the actor acts, hollow where
    it is the target. `rows` as `lane_rows` gives them. Dragging selects a period (`BRUSH`), a click an incident (`PICK`).
    """
    order = lane_order(rows)[:MOST_LANES]
    shown = rows[rows["actor"].isin(order)].assign(selected=rows["incident_id"] == selected)[
        [*_LANE_COLUMNS, "selected"]
    ]
    frames = {
        "milestones": milestones_between(milestones, first, last),
        "open": pd.concat(
            [_faded(shown[shown["open_start"]], first, last, -1), _faded(shown[shown["open_end"]], first, last, 1)]
        ),
        "spans": shown[~shown["point"] & ~shown["open_start"] & ~shown["open_end"]],
        "points": shown[shown["point"]].assign(middle=lambda points: points["begins"] + timedelta(hours=12)),
    }
    slots = int(shown["slot"].max()) + 1 if len(shown) else 1
    lane = min(max(LANE_HEIGHT, slots * SLOT_HEIGHT), MOST_LANE_HEIGHT)
    spec = _filled(_lanes_spec(language.get()), frames, first, last, lane * max(len(order), 1) + 4)
    for layer in spec["layer"][1:]:
        layer["encoding"]["y"]["sort"] = order
        layer["encoding"]["yOffset"]["scale"] = {"domain": list(range(slots))}
    return spec


def strips(counted: pd.DataFrame, milestones: pd.DataFrame, first: date, last: date) -> dict:
    """The Vega-Lite spec of lanes by first-named actor for many incidents: a bar for each period, darker where there are more.

    `counted` as `bar_rows` gives them. Dragging selects a period (`BRUSH`).
    """
    order = strip_order(counted)[:MOST_LANES]
    # Grouped by all that an actor's strip has in common: to take the first of each is slow.
    shown = (
        counted[counted["actor"].isin(order)]
        .groupby(["actor", "begins", "ends", "colour"], as_index=False)["incidents"]
        .sum()
    )
    frames = {
        "milestones": milestones_between(milestones, first, last),
        "strips": shown.assign(depth=shades(shown["incidents"]).round(2)),
    }
    spec = _filled(_strips_spec(language.get()), frames, first, last, LANE_HEIGHT * max(len(order), 1) + 4)
    spec["layer"][1]["encoding"]["y"]["sort"] = order
    return spec


def _faded(open_bars: pd.DataFrame, first: date, last: date, way: int = -1) -> pd.DataFrame:
    """Each bar as steps that fade from its day to the left (-1) or the right (1): how long before or after is not known."""
    width = max((last - first + timedelta(days=1)) * _FADE_SHARE / _FADE, timedelta(hours=1))
    step = np.tile(np.arange(_FADE), len(open_bars))
    made = open_bars.loc[open_bars.index.repeat(_FADE)]
    full = np.where(made["acts"], 0.9, 0.35)
    away = step * pd.Timedelta(width)
    begins, ends = (
        (made["ends"] - away - width, made["ends"] - away)
        if way < 0
        else (made["begins"] + away, made["begins"] + away + width)
    )
    return made.assign(begins=begins, ends=ends, depth=(1 - step / _FADE) * full)


def bars(rows: pd.DataFrame, first: date, last: date) -> dict:
    """The Vega-Lite spec of counts by period, stacked by first-named perpetrator; the paler part is shared out.

    `rows` as `bar_rows` gives them. Dragging selects a period (`BRUSH`).
    """
    return _filled(_bars_spec(language.get()), {"bars": rows[_BAR_COLUMNS]}, first, last, BARS_HEIGHT + AXIS_HEIGHT)


def pictured(spec: dict, width: int, height: int, dark: bool) -> dict:
    """A chart for a picture: of this size in pixels, in the colours of a dark or a light picture whatever the page's are, with nothing to drag."""
    axis = (
        {"labelColor": "#bcc2c7", "gridColor": "#30373d"} if dark else {"labelColor": "#4f5659", "gridColor": "#e4e6e5"}
    )
    config = spec["config"] | {"background": "transparent", "axis": axis | {"domainColor": axis["gridColor"]}}
    # Lines and text, not pixels: they stay sharp at any size.
    usual = {key: value for key, value in spec.items() if key not in ("params", "usermeta")}
    return usual | {"width": width, "height": height, "config": config}


def brushed_days(selection: list[float]) -> tuple[date, date]:
    """The days that a dragged period covers, both included: any day that it touches. Milliseconds since 1970, UTC."""
    begin, end = (pd.Timestamp(value, unit="ms") for value in sorted(selection))
    return begin.date(), max(begin, end - timedelta(milliseconds=1)).date()
