"""Screenshot mode: the view as a finished picture of exactly so many pixels, with nothing on it that can be pressed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import streamlit as st

from geodata.store import Store
from geodata.texts import _, _n
from geodata.views import View

from . import charts, data, notes, sentence, state, style, timelines
from .safe import html_text
from .shot import SIZES, Shot

KEY, LEAVE = "S", "Escape"
_RULES = (Path(__file__).parent / "stage.css").read_text(encoding="utf-8")
# Everything is laid out on 1280 x 720 pixels and enlarged for the larger size: on a slide both look the same, one sharper.
_HEIGHT, _PADDING, _SIDE = 720, 30, 432  # pixels
# Of the title, and of one that would need more than two such lines: signs on a line, and its height.
_TITLE, _LONG_TITLE = (118, 26), (150, 20)
_NOTE_LINE, _NOTE_GAP, _NOTE_SIGNS = 14, 4, 80
_HEADS = 58  # pixels of what stands over both charts, and between them
_MOST_LANE, _LEAST_LANE, _MOST_BARS, _LEAST_BARS = 26, 15, 260, 90


def button() -> None:
    """Draws the way into screenshot mode where it is called."""
    st.button(
        _("Screenshot"),
        icon=":material/photo_camera:",
        type="tertiary",
        key="screenshot",
        shortcut=KEY,
        on_click=enter,
        help=_(
            "Only the picture, {sizes} pixels. Escape leaves it; keys 1 and 2 change its size, L and D its look."
        ).format(sizes=_(" or ").join(size.replace("x", " × ") for size in SIZES)),
    )


def enter() -> None:
    """Enters screenshot mode, with the picture that it had last."""
    state.shoot(st.session_state.get("shot_before", Shot()))


def leave() -> None:
    """Goes back to the page."""
    _change(None)


def _change(shot: Shot | None) -> None:
    st.session_state.shot_before = shot or st.session_state.shot
    state.shoot(shot)


def show(store: Store, view: View, shot: Shot, draw_map: Callable[[], None]) -> None:
    """Draws the picture, and what leads out of it beside it."""
    st.html(f"<style>{_RULES}</style>")
    counts = data.counts(store.version, view.filter)
    title = sentence.words(store, view.filter, counts)
    said = notes.lines(store, view, counts)
    dark = shot.is_dark(style.is_dark())
    with st.container(key=f"stage-{shot.size}"), st.container(key="picture-dark" if dark else "picture-light"):
        long = " long" if _is_long(title) else ""
        st.html(f'<h1 class="picture-title{long}">{html_text(title)}</h1>')
        with st.container(key="picture-map"):
            draw_map()
        with st.container(key="picture-side"):
            _timelines(store, view, _free(title, said), dark)
            st.html(notes.html(said, "picture-notes"))
    _ways(shot)


def _is_long(title: str) -> bool:
    return len(title) > 2 * _TITLE[0]


def _free(title: str, said: dict[str, str]) -> int:
    """The height that title and lines leave to the timelines, in pixels of the smaller size."""
    lines = sum(-(-len(line) // _NOTE_SIGNS) * _NOTE_LINE + _NOTE_GAP for line in said.values())
    signs, line = _LONG_TITLE if _is_long(title) else _TITLE
    return _HEIGHT - _PADDING - -(-len(title) // signs) * line - lines


def _timelines(store: Store, view: View, height: int, dark: bool) -> None:
    made = timelines.of(store, view)
    if made is None:
        st.html(f'<p class="picture-head">{html_text(_("No incident to show on a timeline."))}</p>')
        return
    height -= _HEADS
    lane = max(_LEAST_LANE, min(_MOST_LANE, (height - _LEAST_BARS) // max(made.shown, 1)))
    lanes = lane * made.shown + 4
    bars = max(_LEAST_BARS, min(_MOST_BARS, height - lanes))
    by = {"day": _("Incidents by day"), "week": _("Incidents by week"), "month": _("Incidents by month")}[made.step]
    by += " · " + _("paler: shared out from imprecise dates")
    head = _("By actor · filled: acts or involved, hollow: target")
    if made.left_out:
        head += " · " + _n("{n} more actor has no lane", "{n} more actors have no lane", made.left_out)
    for words, chart, high, name in ((head, made.lanes, lanes, "lanes"), (by, made.bars, bars, "bars")):
        st.html(f'<p class="picture-head">{html_text(words)}</p>')
        st.vega_lite_chart(charts.pictured(chart, _SIDE, high, dark), key=f"picture-{name}", width="content", alt=words)


def _ways(shot: Shot) -> None:
    """What changes the picture and what leads out of it: by keys, and beside the picture where the window is larger than it."""
    with st.container(horizontal=True, key="picture-ways"):
        st.button(_("Back to the page"), key="shot-leave", shortcut=LEAVE, on_click=leave, type="tertiary")
        st.button(_("Back"), key="shot-toggle", shortcut=KEY, on_click=leave, type="tertiary")
        for number, size in enumerate(SIZES, start=1):
            _way(size.replace("x", " × "), str(number), replace(shot, size=size))
        _way(_("Light"), "L", replace(shot, theme="light"))
        _way(_("Dark"), "D", replace(shot, theme="dark"))


def _way(label: str, key: str, to: Shot) -> None:
    st.button(label, key=f"shot-{key}", shortcut=key, on_click=_change, args=(to,), type="tertiary")
