"""A link is checked against the data, but only for what it says: the actors of a million incidents take their time."""

import pytest

from geodata.links import Known
from geodata.store import Store


class Asked:
    """A store that notes what it is asked."""

    def __init__(self, store: Store):
        self.store, self.asked = store, []

    def __getattr__(self, name: str):
        self.asked.append(name)
        return getattr(self.store, name)


def test_nothing_is_asked_that_the_link_does_not_say(store):
    asked = Asked(store)
    known = Known(asked, {"actor": ["jnim"]})
    before = list(asked.asked)
    assert "jnim" in known["actor"] and "jnim" in known["actor"]
    assert asked.asked == [*before, "actors"]


def test_every_key_is_known(store):
    known = Known(store, {})
    assert {key for key in known if known[key]} >= {"actor", "region", "group", "source", "type", "data"}
    assert "Gao" in known["region"] and "unlocated" in known["region"] and len(known) == 8
    assert "MLI-2023-10-05-RN18" in known["incident"] and "no such" not in known["incident"]


def test_regions_are_those_of_the_set_that_the_link_names(store):
    assert "Gao" in Known(store, {"set": ["no such set"]})["region"]
    with pytest.raises(KeyError):
        _ = Known(store, {})["no such key"]
