"""Screenshot mode: the view as a finished picture of exactly so many pixels, with nothing on it that can be pressed."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from geodata.store import Store
from geodata.texts import _
from geodata.views import View

from . import charts, data, notes, screenshot, sentence, style, timelines
from .safe import html_text
from .shot import Shot

_RULES = (Path(__file__).parent / "stage.css").read_text(encoding="utf-8")
# Everything is laid out on 1280 x 720 pixels and enlarged for the larger size: on a slide both look the same, one sharper.
_HEIGHT, _PADDING, _SIDE = 720, 30, 432  # pixels
# Of the title, and of one that would need more than two such lines: signs on a line, and its height.
_TITLE, _LONG_TITLE = (118, 26), (150, 20)
_NOTE_LINE, _NOTE_GAP, _NOTE_SIGNS = 14, 4, 80
_HEADS = 58  # pixels of what stands over both charts, and between them
_MOST_LANE, _LEAST_LANE, _MOST_BARS, _LEAST_BARS = 26, 15, 260, 90


def show(store: Store, view: View, shot: Shot, draw_map: Callable[[], None]) -> None:
    """Draws the picture, and what leads out of it beside it."""
    st.html(f"<style>{_RULES}</style>")
    counts = data.counts(store.version, view.filter)
    title = sentence.words(store, view.filter, counts)
    made = timelines.of(store, view)
    said = notes.lines(store, view, counts, made.milestones if made else ())
    dark = shot.is_dark(style.is_dark())
    with st.container(key=f"stage-{shot.size}"), st.container(key="picture-dark" if dark else "picture-light"):
        long = " long" if _is_long(title) else ""
        st.html(f'<h1 class="picture-title{long}">{html_text(title)}</h1>')
        with st.container(key="picture-map"):
            draw_map()
        with st.container(key="picture-side"):
            _timelines(made, _free(title, said), dark)
            st.html(notes.html(said, "picture-notes"))
    screenshot.ways(shot)


def _is_long(title: str) -> bool:
    return len(title) > 2 * _TITLE[0]


def _free(title: str, said: dict[str, str]) -> int:
    """The height that title and lines leave to the timelines, in pixels of the smaller size."""
    lines = sum(-(-len(line) // _NOTE_SIGNS) * _NOTE_LINE + _NOTE_GAP for line in said.values())
    signs, line = _LONG_TITLE if _is_long(title) else _TITLE
    return _HEIGHT - _PADDING - -(-len(title) // signs) * line - lines


def _timelines(made: timelines.Timelines | None, height: int, dark: bool) -> None:
    if made is None:
        st.html(f'<p class="picture-head">{html_text(_("No incident to show on a timeline."))}</p>')
        return
    height -= _HEADS
    lane = max(_LEAST_LANE, min(_MOST_LANE, (height - _LEAST_BARS) // max(made.shown, 1)))
    lanes = lane * made.shown + 4
    bars = max(_LEAST_BARS, min(_MOST_BARS, height - lanes))
    on_lanes, on_bars = timelines.heads(made)
    for words, chart, high, name in ((on_lanes, made.lanes, lanes, "lanes"), (on_bars, made.bars, bars, "bars")):
        st.html(f'<p class="picture-head">{html_text(words)}</p>')
        st.vega_lite_chart(charts.pictured(chart, _SIDE, high, dark), key=f"picture-{name}", width="content", alt=words)
