"""All that is known of one actor: its group, the names it goes by over time, the parts it takes, what it says and what is said of it."""

import pandas as pd
import streamlit as st

from geodata.filter_words import group_name, role_name, status_name
from geodata.place_names import place_name
from geodata.rows import rows
from geodata.store import Store
from geodata.texts import _, labelled, message, number
from geodata.texts import day as said_day
from geodata.words import as_day, date_words, stance_word, type_name

from . import state, tables
from .safe import markdown_text

NAMES = {"alias": message("Name"), "valid_from": message("From"), "valid_to": message("To"), "note": message("Note")}
WRITTEN = {
    "original": message("As written"),
    "incidents": message("Incidents"),
    "from": message("First"),
    "to": message("Last"),
}
SAID = {
    "date": message("Incident"), "event_type": message("What"), "place": message("Place"), "says": message("Says"), "day": message("Said on"),
    "state": message("Status"), "document_id": message("Document"), "footnote": message("Footnote"), "note": message("Note"), "incident_id": message("Id"),
}  # fmt: skip


def show(store: Store, actor_id: str, name: str, side: str) -> None:
    """Draws the card where it is called."""
    parts = store.part_taken(actor_id)
    said = [f"{role_name(role)} {number(count)}" for role, count in parts.items()]
    st.markdown(f"#### {markdown_text(name)}")
    st.caption(markdown_text(" · ".join([group_name(side), *said])))
    if st.button(_("Show its incidents on the map"), icon=":material/map:", type="tertiary", key="actor-on-map"):
        state.look_for(actors=(actor_id,))
    _names(store, actor_id)
    st.markdown(_("##### What it says"))
    _stances(store.stances_by(actor_id), _("It says nothing of any incident here."), own=True)
    st.markdown(_("##### What others say of its incidents"))
    _stances(store.stances_of(actor_id), _("Nobody else says anything of its incidents here."), own=False)


def _names(store: Store, actor_id: str) -> None:
    """The names that stand for it, each with the time in which it does, and those that the data use."""
    known = store.reference.tables["actors.csv"]
    own = known[known["actor_id"] == actor_id]
    follows = own["follows"][own["follows"] != ""].unique() if len(own) else []
    for other in follows:
        followed = known.loc[known["actor_id"] == other, "name"].iloc[0]
        st.text(_("It followed {name}: a succession, not another name for it.").format(name=followed))
    successors = known.loc[known["follows"] == actor_id, "name"].unique()
    for other in successors:
        st.text(_("{name} followed it: a succession, not another name for it.").format(name=other))
    left, right = st.columns(2)
    with left:
        if len(own):
            tables.show(own, NAMES)
    with right:
        found = store.written(actor_id)
        days = {"from": "first_day", "to": "last_day"}
        tables.show(
            found.assign(**{new: [said_day(as_day(on)) for on in found[old]] for new, old in days.items()}), WRITTEN
        )


def _stances(found: pd.DataFrame, nothing: str, own: bool) -> None:
    if found.empty:
        st.text(nothing)
        return
    listed = rows(found)
    says = [stance_word(row.stance) if own else labelled(row.actor, stance_word(row.stance)) for row in listed]
    words = found.assign(
        date=[date_words(row) for row in listed],
        event_type=[type_name(row.event_type) for row in listed],
        place=[place_name(row.place) for row in listed],
        says=says,
        day=["" if pd.isna(row.said_on) else said_day(as_day(row.said_on)) for row in listed],
        state=[status_name(row.status) for row in listed],
    )
    tables.show(words, SAID)
