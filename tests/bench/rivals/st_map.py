"""`st.map`; its base map is another host's and stays empty."""

import pandas as pd
import streamlit as st

from tests.bench.rivals import incidents

st.set_page_config(layout="wide")
st.map(pd.DataFrame(incidents.shown(), columns=["lat", "lon"]), zoom=4, size=4000, height=500)
