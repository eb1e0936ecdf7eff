"""`st.pydeck_chart` with a layer of points; no base map, as that is another host's."""

import pandas as pd
import pydeck
import streamlit as st

from tests.bench.rivals import incidents

st.set_page_config(layout="wide")
shown = pd.DataFrame(incidents.shown(), columns=["lat", "lon"])
layer = pydeck.Layer("ScatterplotLayer", shown, get_position="[lon, lat]", get_radius=4000, get_fill_color=[213, 94, 0])
view = pydeck.ViewState(latitude=17, longitude=-2, zoom=4)
st.pydeck_chart(pydeck.Deck([layer], initial_view_state=view, map_provider=None, map_style=None), height=500)
