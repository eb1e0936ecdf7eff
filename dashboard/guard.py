"""Data that can't be used becomes one sentence on the page, never a traceback."""

from collections.abc import Callable

import streamlit as st

from geodata.errors import GeodataError
from geodata.store import Store

from . import data


def run(page: Callable[[Store], None]) -> None:
    """Runs a page with the store, or says in one sentence why it can't be shown."""
    try:
        store = data.store()
    except GeodataError as error:
        st.error(str(error))
        st.stop()
    page(store)
