"""A name that nobody knows stands for itself until somebody says whom it means; what was written stays."""

import pytest

from geodata.errors import StoreError
from geodata.filters import IncidentFilter
from geodata.store import assign, rebuild, undo

from ..sheets import row


def count(store, actor: str) -> float:
    return store.count(IncidentFilter(actors=(actor,)))


def test_a_name_is_assigned_and_let_go(desk):
    desk.keep(row(perpetrators="The masked men"), row(incident_id="B", perpetrators="JNIM"))
    assert desk.store.unknown_actors()["name"].tolist() == ["The masked men"]
    assign(desk.store, "The masked men", "jnim")
    assert (count(desk.store, "jnim"), len(desk.store.unknown_actors())) == (2, 0)
    found = desk.store.incident("A")
    assert (found["lead_actor"], found["participations"][0]["original"]) == ("jnim", "The masked men")
    assign(desk.store, "The masked men")
    rebuild(desk.store)
    assert (count(desk.store, "jnim"), count(desk.store, "unlisted:The masked men")) == (1, 1)


def test_rows_that_come_later_are_assigned_too_and_after_an_undo_still(desk):
    desk.keep(row(perpetrators="The masked men"))
    assign(desk.store, "The masked men", "jnim")
    desk.keep(row(perpetrators="The masked men"), row(incident_id="B", perpetrators="The masked men"))
    assert count(desk.store, "jnim") == 2
    undo(desk.store, 2)
    assert count(desk.store, "jnim") == 1


def test_a_name_can_be_put_into_a_group_only(desk):
    desk.keep(row(perpetrators="The masked men"))
    assign(desk.store, "The masked men", side="Other")
    assert desk.store.count(IncidentFilter(groups=("Other",))) == 1
    assert desk.store.by_group(IncidentFilter())["Other"] == 1
    assert count(desk.store, "unlisted:The masked men") == 1


@pytest.mark.parametrize("actor", ["nobody", "unlisted:Somebody"])
def test_an_actor_that_is_not_known_is_refused(desk, actor):
    desk.keep(row(perpetrators="The masked men"))
    with pytest.raises(StoreError, match="There is no known actor"):
        assign(desk.store, "The masked men", actor)
    assert desk.store.assigned().empty
