"""A figure says where each incident of its view is: on the map, outside of it, or without a place."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.figures.frames import NAMES
from geodata.figures.scene import Cell, apart, scene
from geodata.filters import IncidentFilter


@pytest.mark.parametrize("frame", [*NAMES, "Gao", "Bamako"])
def test_every_incident_is_somewhere(frame, wanted, store):
    made = scene(store, wanted(frame, "square"))
    assert made.on_map + made.outside + made.unlocated == made.counts.shown == 19


def test_the_north_has_ten_by_hand(wanted, store):
    """Tarkint twice, the RN18 twice, Aguelhok twice, Ersane, and the areas that reach in: Kidal region, Segou region, Soum."""
    made = scene(store, wanted("north", "a4"))
    assert sorted(made.symbols["place"]) == ["Aguelhok", "Aguelhok", "Ersane", "Tarkint", "Tarkint"]
    assert {each.place: len(each.numbers) for each in made.outlines} == {
        "RN18": 2, "Kidal region": 1, "Segou region": 1, "Soum": 1,
    }  # fmt: skip
    assert (made.on_map, made.outside, made.unlocated) == (10, 6, 3)


def test_a_period_shows_its_own(wanted, store):
    october = IncidentFilter(date_from=date(2023, 10, 23), date_to=date(2023, 10, 23))
    made = scene(store, wanted(chosen=october))
    assert list(made.symbols["place"]) == ["Aguelhok", "Aguelhok"] and made.counts.total == 19


CELLS = st.lists(
    st.builds(Cell, st.floats(0, 100), st.floats(0, 100), st.just(3.0), st.just((("#D55E00", 2.0), ("#0072B2", 1.0)))),
    max_size=30,
)


@given(CELLS)
def test_cells_are_put_together_until_none_hides_another_and_none_is_lost(cells):
    made = apart(cells, lambda cell: 5 + cell.incidents / 10)
    assert sum(cell.incidents for cell in made) == pytest.approx(3 * len(cells))
    for number, one in enumerate(made):
        assert sum(count for _colour, count in one.parts) == pytest.approx(one.incidents)
        for other in made[:number]:
            reach = 10 + (one.incidents + other.incidents) / 10
            assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= reach**2 - 1e-6
