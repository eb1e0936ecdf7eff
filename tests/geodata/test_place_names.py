"""French readers find places by their own names; English ones as they were reported."""

import pytest

from geodata.place_names import place_name
from geodata.texts import _, said_in


@pytest.mark.parametrize(
    ("reported", "own"),
    [("Segou", "Ségou"), ("sevare", "Sévaré"), ("Gao", "Gao"), ("Nowhere", "Nowhere"), ("RN18", "RN18"), ("", "")],
)
def test_a_place_is_said_by_its_own_name(reported, own):
    assert place_name(reported) == reported
    with said_in("fr"):
        assert place_name(reported) == own


def test_a_region_as_a_place_is_said_by_its_own_name():
    with said_in("fr"):
        assert place_name("Timbuktu region") == _("{region} region").format(region="Tombouctou")
        assert place_name("Lake region") == "Lake region"
