"""About: how to read the map, and what its words mean."""

import streamlit as st

from dashboard import guard, state, style
from dashboard.safe import markdown_text
from geodata.schema import UNCERTAINTY_KM
from geodata.store import Store
from geodata.texts import _, number


def page(store: Store) -> None:
    """Draws the page."""
    state.leave()
    st.markdown(_("### How to read this"))
    st.markdown(
        _(
            "- **Colour** is the first-named perpetrator, or the first actor involved where nobody says who acts; **shape** is the kind of event.\n"
            "- A **filled** symbol lies in the town named; a **hollow** one with a dashed ring lies somewhere within {near} km of it. "
            "A **dashed band** is a road, a **hatched area** means somewhere in it. None of them is a dot in the middle.\n"
            "- Incidents **without a place** are in the timelines and the table only.\n"
            "- A **dot** in a timeline is a day that is known; a **bar** is a period in which the day lies; a bar that **fades to the left** "
            "is “on or before”: only the day of the report is known; one that fades to the right is “since”.\n"
            "- **Status** follows from what actors say: *contested* when somebody denies it, else *confirmed* when somebody confirms it, "
            "else *claimed* when somebody claims it, else *reported*. A claim is shown as a claim.\n"
            "- **Counts by actor** count an incident once for each actor in it; all other counts count each incident once."
        ).format(near=number(UNCERTAINTY_KM["near settlement"]))
    )
    st.markdown(_("### Regions"))
    st.markdown(
        _(
            "Regions are computed from the place: {set}, the division that the source documents speak in ({vintage}). "
            "A place on a border belongs to the first region by name; a road or an area belongs to the reported region where it touches it. "
            "Boundaries and names shown imply no opinion on the status of any territory."
        ).format(set=markdown_text(store.boundaries.title), vintage=markdown_text(store.boundaries.vintage))
    )
    st.markdown(_("### Privacy"))
    st.markdown(
        _(
            "Everything on these pages comes from this server. Links to sources open other sites only when you click them."
        )
    )


style.apply()
guard.run(page)
