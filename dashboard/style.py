"""What Streamlit's theme leaves to say about looks: the page's own few rules, in one place."""

from pathlib import Path

import streamlit as st

_RULES = "".join((Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("style.css", "language.css"))


def apply() -> None:
    """Puts the rules on the page."""
    st.html(f"<style>{_RULES}</style>")


def is_dark() -> bool:
    """Whether the reader sees the dark theme."""
    return st.context.theme.type == "dark"
