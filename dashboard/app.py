"""The app's entry point: page settings and navigation, nothing else. Run it with `python -m streamlit run dashboard/app.py`."""

from pathlib import Path

import streamlit as st

from dashboard import languages
from geodata.texts import _

# A file and not an icon's name: for a name the browser would ask another host.
ICON = Path(__file__).parent / "icon.svg"
SIDEBAR = 300  # pixels: two typed dates fit side by side

unknown = languages.begin()
st.set_page_config(page_title=_("Incidents in Mali"), page_icon=str(ICON), layout="wide", initial_sidebar_state=SIDEBAR)
# One list without headings: Streamlit's headings stand in its list of pages as what no list may hold, and mislead screen readers.
page = st.navigation(
    [
        st.Page("screens/explore.py", title=_("Explore"), icon=":material/map:", default=True),
        st.Page("screens/actors.py", title=_("Actors"), icon=":material/groups:"),
        st.Page("screens/sources.py", title=_("Sources"), icon=":material/menu_book:"),
        st.Page("screens/regions.py", title=_("Regions"), icon=":material/border_all:"),
        st.Page("screens/data.py", title=_("Data"), icon=":material/table:"),
        st.Page("screens/about.py", title=_("About"), icon=":material/info:"),
        st.Page("screens/coincidences.py", title=_("Coincidences"), icon=":material/join:"),
        st.Page("screens/comparison.py", title=_("Compare"), icon=":material/compare_arrows:"),
        st.Page("screens/changes.py", title=_("Changes"), icon=":material/trending_up:"),
        st.Page("screens/reported.py", title=_("Reported figures"), icon=":material/fact_check:"),
        st.Page("screens/handovers.py", title=_("Handovers"), icon=":material/swap_horiz:"),
    ],
    position="top",
)
languages.switch()
if unknown:
    st.warning(unknown, icon=":material/link_off:")
page.run()
