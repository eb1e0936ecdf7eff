"""Charts of answers: pairs in time, and both sides of a comparison step by step. No Streamlit in here."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import altair as alt
import pandas as pd

from geodata.questions.answer import Row
from geodata.questions.coincidences import Found
from geodata.questions.coincidences_told import day_text
from geodata.questions.compared_bars import Bar
from geodata.questions.comparison import Drawing
from geodata.questions.pairing import RELATIONS
from geodata.texts import _, days, locale_words

from .charts import AXIS_DAYS

COLOURS = {"same place": "#D55E00", "near": "#0072B2", "possible": "#999999"}
SIDES = ("#0072B2", "#E69F00")  # of the two sides of a comparison
_HIGH, _WIDE, _APART = 150, 480, 6  # pixels: of a side's chart, its usual width, and between the lines of a hatching
MOST_BARS = 400  # of a side; more are drawn as the latest


def pairs(found: Found, rows: Sequence[Row], names: Mapping[str, str]) -> alt.Chart:
    """Each pair as a bar from the first to the last day on which its two may have happened, by how near they are."""
    first, last = found.happened.first, found.happened.last
    order = found.pairs.relation.argsort(kind="stable")[: len(rows)]
    one, other = found.pairs.one[order], found.pairs.other[order]
    begin = pd.to_datetime(pd.Series([min(first[i], first[j]) for i, j in zip(one, other, strict=True)]), unit="D")
    end = pd.to_datetime(pd.Series([max(last[i], last[j]) + 1 for i, j in zip(one, other, strict=True)]), unit="D")
    relation = [RELATIONS[number] for number in found.pairs.relation[order]]
    frame = pd.DataFrame(
        {
            "begins": begin, "ends": end, "relation": [names[each] for each in relation], "colour": [COLOURS[each] for each in relation],
            "place": [row.cells[3] for row in rows], "who": [f"{row.cells[4]} · {row.cells[7]}" for row in rows],
            "when": [f"{day_text(b)} – {day_text(e - timedelta(days=1))}" for b, e in zip(begin, end, strict=True)],
        }
    )  # fmt: skip
    tip = [
        alt.Tooltip(f"{name}:N", title=title)
        for name, title in (("place", _("Place")), ("when", _("When")), ("who", _("Who")))
    ]
    whole = days(begin.min().date(), end.max().date() - timedelta(days=1))  # ticks have no year but in January
    # A pair of one day is a dot among years: the bar has an edge that is seen at any length.
    return _finished(
        alt.Chart(frame)
        .mark_bar(height={"band": 0.6}, strokeWidth=3)
        .encode(
            alt.X("begins:T", title=whole, axis=alt.Axis(format=AXIS_DAYS, tickCount=6, grid=False)), alt.X2("ends:T"),
            alt.Y("relation:N", title=None, sort=list(names.values()), axis=alt.Axis(labelLimit=150)),
            fill=alt.Fill("colour:N", scale=None), stroke=alt.Stroke("colour:N", scale=None), tooltip=tip,
        ),
        30 * max(frame["relation"].nunique(), 1) + 40,
    )  # fmt: skip


def side(drawing: Drawing, which: int, incomplete: str) -> alt.Chart:
    """The bars of the first (0) or the second (1) side: certain solid, what may be pale, incomplete steps hatched.

    Both have the same scale, so that they can be laid beside each other. `incomplete` is said of a bar of an incomplete step.
    """
    both = (drawing.bars.first, drawing.bars.second)
    highest = max((bar.certain + bar.may for bars in both for bar in bars), default=1)
    made = []
    for bar in both[which][-MOST_BARS:]:
        for count, low, kind, opacity in (
            (bar.certain, 0, _("certain"), 0.9),
            (bar.may, bar.certain, _("may be"), 0.35),
        ):
            made.append(
                {
                    "begins": pd.Timestamp(bar.first), "ends": pd.Timestamp(bar.last + timedelta(days=1)), "low": low, "high": low + count,
                    "kind": kind, "opacity": opacity if bar.complete else opacity / 3,
                    "note": "" if bar.complete else incomplete, "incidents": round(count, 2),
                }
            )  # fmt: skip
    frame = pd.DataFrame(made, columns="begins ends low high kind opacity note incidents".split())
    tip = [
        alt.Tooltip("begins:T", title=_("From")), alt.Tooltip("kind:N", title=_("Date")), alt.Tooltip("incidents:Q", title=_("Incidents")),
        alt.Tooltip("note:N", title=_("Note")),
    ]  # fmt: skip
    scale, span = alt.Scale(domain=[0, max(highest, 1)]), _span(both[which])
    along = alt.X(
        "begins:T", title=None, scale=alt.Scale(domain=span), axis=alt.Axis(format=AXIS_DAYS, tickCount=6, grid=False)
    )
    chart = (
        alt.Chart(frame[frame["incidents"] > 0])
        .mark_bar(binSpacing=1, fill=SIDES[which], stroke=SIDES[which])
        .encode(
            along, alt.X2("ends:T"), alt.Y("low:Q", title=None, scale=scale, axis=alt.Axis(tickMinStep=1)), alt.Y2("high:Q"),
            fillOpacity=alt.FillOpacity("opacity:Q", scale=None), tooltip=tip,
        )
    )  # fmt: skip
    hatching = pd.DataFrame(
        _hatching(both[which][-MOST_BARS:], span, max(highest, 1)), columns="begins ends low high".split()
    )
    lines = (
        alt.Chart(hatching).mark_rule(color=SIDES[which], strokeWidth=1)
        .encode(along, alt.X2("ends:T"), alt.Y("low:Q", title=None, scale=scale), alt.Y2("high:Q"))
    )  # fmt: skip
    return _finished(alt.layer(chart, lines), _HIGH)


def _hatching(bars: Sequence[Bar], span: Sequence[int], highest: float) -> list[tuple[float, float, float, float]]:
    """Slanted lines over incomplete bars, from (time, incidents) to (time, incidents): Vega has no pattern to fill a bar with.

    `span` is the time axis in milliseconds, `highest` the other's end; lines slant by 45 degrees on a chart of the usual width.
    """
    a_pixel, one = (span[1] - span[0]) / _WIDE, highest / _HIGH
    made = []
    for bar in bars:
        if bar.complete:
            continue
        begins, ends = (_milliseconds(each) for each in (bar.first, bar.last + timedelta(days=1)))
        wide, high = (ends - begins) / a_pixel, (bar.certain + bar.may) / one
        for nr in range(1, int((wide + high) / _APART) + 1) if high else ():
            off = nr * _APART - high  # where the line would meet the foot of the bar, in pixels from its left edge
            left, right = max(off, 0.0), min(off + high, wide)
            made.append((begins + left * a_pixel, begins + right * a_pixel, (left - off) * one, (right - off) * one))
    return made


def _milliseconds(value: date) -> int:
    """A day's beginning as Vega takes times."""
    return int(pd.Timestamp(value).timestamp() * 1000)


def _span(bars: Sequence[Bar]) -> list[int]:
    """From the first to the last step, also where those have no incident; milliseconds, as Vega takes them."""
    first, last = bars[-MOST_BARS:][0].first, bars[-1].last + timedelta(days=1)
    return [_milliseconds(each) for each in (first, last)]


def _finished(chart: alt.Chart, high: int) -> alt.Chart:
    return chart.properties(height=high).configure_view(stroke=None).configure(locale=alt.Locale(**_locale()))


def _locale() -> dict:
    said = locale_words()
    return {"number": alt.NumberLocale(**said["number"]), "time": alt.TimeLocale(**said["time"])}
