"""The table says of each incident what the page says: who, where, when, and how sure."""

import pandas as pd

from geodata.filters import IncidentFilter
from geodata.store import Store
from geodata.table_words import table

NOTHING = IncidentFilter(text="no such word anywhere")


def whole(store: Store) -> pd.DataFrame:
    return table(store.incidents(IncidentFilter()), store.participations(IncidentFilter()))


def test_the_table_of_an_incident(store):
    frame = whole(store)
    assert list(frame.columns) == [
        "Date", "Type", "Place", "Region", "Perpetrator", "With", "Target", "Status", "Summary", "Id",
    ]  # fmt: skip
    assert len(frame) == 19
    assert frame.set_index("Id").loc["MLI-2023-10-05-RN18"].tolist() == [
        "5 Oct 2023",
        "Attack on convoy repelled",
        "along the RN18, Gao",
        "Gao",
        "Malian army",
        "Wagner Group",
        "Tuareg separatist rebels",
        "claimed",
        "Rebels say that they repelled an attack by a Malian-Wagner convoy on the same stretch of road.",
    ]


def test_several_targets_stand_in_one_cell_in_their_order(store):
    frame = whole(store).set_index("Id")
    assert frame.loc["MLI-2023-10-03-TARKINT-2", "Target"] == "Malian army; Wagner Group"
    assert frame.loc["BFA-2023-10-09-SOUM", "Region"] == "outside Mali"
    assert frame.loc["MLI-2023-09-11-WAR", "Region"] == "without a place"


def test_the_table_of_no_incident_has_its_columns(store):
    assert len(table(store.incidents(NOTHING), store.participations(NOTHING)).columns) == 10
