"""Drawings on the page: an SVG as an image, in which nothing can run and which fetches nothing."""

import base64

import streamlit as st

from .safe import html_text


def picture(svg: str, said: str) -> None:
    """Draws an SVG where it is called; `said` is its text for those who don't see it."""
    content = base64.b64encode(svg.encode()).decode()
    st.html(f'<img class="sketch" src="data:image/svg+xml;base64,{content}" alt="{html_text(said)}">')
