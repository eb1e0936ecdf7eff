"""What is played: each incident from the first to the last day on which it may have happened, and none twice."""

from dashboard.map import moments
from dashboard.map.names import Colouring
from geodata.cells import WORLD
from geodata.filters import IncidentFilter

PLAIN = Colouring({})
KIND, FIRST, LAST, NUMBER = 0, 3, 4, 6


def test_each_incident_with_a_place_is_played_over_its_whole_interval(store, incidents):
    made = moments.single(store.moments(IncidentFilter()), PLAIN)
    placed = incidents[incidents["latitude"].notna() | incidents["shape_no"].notna()]
    days = placed[["first_day", "last_day"]].astype("datetime64[s]").astype("int64") // 86_400
    assert sorted(zip(made["rows"][FIRST], made["rows"][LAST], strict=True)) == sorted(
        zip(days["first_day"], days["last_day"], strict=True)
    )
    assert (made["first"], made["last"]) == (days["first_day"].min(), days["last_day"].max())
    assert made["counted"] is False


def test_on_or_before_is_known_to_be_open(store, incidents):
    """Its day is only the last possible one: a full dot on it would say more than is known."""
    made = moments.single(store.moments(IncidentFilter(text="MLI-2022-04-25-SEGOU")), PLAIN)
    assert made["rows"][8] == [1]
    placed = incidents[incidents["latitude"].notna() | incidents["shape_no"].notna()]
    whole = moments.single(store.moments(IncidentFilter()), PLAIN)
    assert sum(whole["rows"][8]) == (placed["open_start"] | placed["open_end"]).sum() > 0


def test_by_cell_and_month_the_numbers_are_the_same(store):
    one_by_one = moments.single(store.moments(IncidentFilter()), PLAIN)
    made = moments.counted(store.monthly(IncidentFilter(), WORLD, 1.0), PLAIN)
    assert made["counted"] is True
    assert sum(made["rows"][NUMBER]) == len(one_by_one["rows"][KIND]) == 16
    for kind in (0, 1, 2):
        numbers = [n for found, n in zip(made["rows"][KIND], made["rows"][NUMBER], strict=True) if found == kind]
        assert sum(numbers) == one_by_one["rows"][KIND].count(kind)


def test_of_no_incident_nothing_is_played(store):
    nobody = IncidentFilter(text="nobody says this")
    assert moments.single(store.moments(nobody), PLAIN)["rows"] == [[]] * 9
