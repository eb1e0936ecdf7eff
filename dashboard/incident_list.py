"""A short list of incidents to pick from."""

import pandas as pd
import streamlit as st

from geodata.texts import _n

from . import state
from .rows import rows
from .safe import markdown_text
from .words import title_words

MOST_LISTED = 30


def show(incidents: pd.DataFrame) -> None:
    """Draws a button for each of the first `MOST_LISTED`, and how many more there are."""
    for found in rows(incidents.head(MOST_LISTED)):
        st.button(
            markdown_text(title_words(found)),
            on_click=state.select,
            args=(found.incident_id,),
            key=f"pick-{found.no}",
            type="tertiary",
        )
    if len(incidents) > MOST_LISTED:
        st.caption(_n("{n} more in the table", "{n} more in the table", len(incidents) - MOST_LISTED))
