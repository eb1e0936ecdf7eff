"""The ways into screenshot mode, within it and out of it: buttons that have keys, and the keys alone where no button has room."""

from dataclasses import replace

import streamlit as st

from geodata.texts import _

from . import state
from .shot import SIZES, Shot

KEY = "S"


def button() -> None:
    """Draws the way in where it is called."""
    sizes = _(" or ").join(map(_said, SIZES))
    st.button(
        _("Screenshot"),
        icon=":material/photo_camera:",
        type="tertiary",
        key="screenshot",
        shortcut=KEY,
        on_click=enter,
        help=_(
            "Map, timelines and legend alone, {sizes} pixels. Escape leads back; 1 and 2 change the size, L and D the look."
        ).format(sizes=sizes),
    )


def enter() -> None:
    """Enters screenshot mode, with the size and the look that it had last."""
    state.shoot(st.session_state.get("shot_before", Shot()))


def leave() -> None:
    """Goes back to the page."""
    state.shoot(None)


def ways(shot: Shot) -> None:
    """Draws what changes the picture and what leads back from it."""
    with st.container(horizontal=True, key="picture-ways"):
        st.button(_("Back to the page"), key="shot-leave", shortcut="Escape", on_click=leave, type="tertiary")
        st.button(_("Back"), key="shot-toggle", shortcut=KEY, on_click=leave, type="tertiary")
        for place, size in enumerate(SIZES, start=1):
            _way(_said(size), str(place), replace(shot, size=size))
        _way(_("Light"), "L", replace(shot, theme="light"))
        _way(_("Dark"), "D", replace(shot, theme="dark"))


def _way(label: str, key: str, to: Shot) -> None:
    st.button(label, key=f"shot-{key}", shortcut=key, on_click=_change, args=(to,), type="tertiary")


def _change(to: Shot) -> None:
    st.session_state.shot_before = to
    state.shoot(to)


def _said(size: str) -> str:
    return size.replace("x", " × ")
