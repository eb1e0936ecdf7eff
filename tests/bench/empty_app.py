"""The least that Streamlit can do: one widget, one line. A rerun of it is the floor under every filter change."""

import streamlit as st

value = st.slider("Value", 0, 1000, 0)
st.text(f"value {value}")
