"""The matrix of who acts against whom: a cell counts incidents, and names may say anything."""

import pandas as pd

from geodata import matrix
from geodata.filters import IncidentFilter


def test_the_cells_are_those_of_the_store(store):
    names = dict(store.actors()[["actor_id", "name"]].itertuples(index=False))
    found = store.against(IncidentFilter())
    made = matrix.table(found.cells, ["jnim", "malian-army"], ["malian-army", "wagner", "tuareg-rebels"], names)
    assert list(made.index) == ["JNIM", "Malian army"]
    # JNIM against the army: Segou 2022, Tarkint, Segou, Koulikoro, RN18; of these three also name Wagner, and the abduction does.
    assert made.loc["JNIM"].tolist() == [5, 4, 0]
    assert made.loc["Malian army"].tolist() == [0, 0, 1]


def test_an_actor_that_nobody_named_is_said_as_it_stands():
    cells = pd.DataFrame({"acting": ["a"], "against": ["unlisted:<b>"], "incidents": [2]})
    made = matrix.table(cells, ["a"], ["unlisted:<b>"], {"a": "A"})
    assert made.columns.tolist() == ["unlisted:<b>"]
    assert made.loc["A"].tolist() == [2]


def test_parts_of_incidents_are_not_cut_off():
    cells = pd.DataFrame({"acting": ["a", "a"], "against": ["b", "c"], "incidents": [0.4, 2.94]})
    made = matrix.table(cells, ["a"], ["b", "c"], {})
    assert made.loc["a"].tolist() == [0.4, 2.9]
