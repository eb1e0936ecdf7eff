"""A figure says where each incident of its view is: on the map, outside of it, or without a place."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.figures.frames import NAMES
from geodata.figures.scene import Cell, apart, scene
from geodata.filters import SHARED, IncidentFilter
from geodata.ingest import ingest
from geodata.store import store_of
from tests.geodata import sheets


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


def made_up(folder, places: list[tuple[float, float]], **more: str):
    rows = [
        sheets.row(incident_id=f"I{n}", place=f"P{n}", place_precision="exact", latitude=f"{lat}", longitude=f"{lon}", **more)
        for n, (lat, lon) in enumerate(places)
    ]  # fmt: skip
    return store_of(ingest(sheets.write(folder, *rows)))


def test_many_are_counted_by_cell_and_none_is_lost(wanted, tmp_path):
    """200 in Gao's region, 3 in Kayes: of a figure of Gao the three are outside."""
    own = made_up(
        tmp_path, [(16 + n / 200, 0.5) for n in range(200)] + [(14.5, -11)] * 3, perpetrators="JNIM", source="A paper"
    )
    made = scene(own, wanted("Gao"))
    assert not made.one_by_one and made.symbols.empty
    assert sum(cell.incidents for cell in made.cells) == made.on_map == 200
    assert (made.outside, made.unlocated) == (3, 0) and made.leads == {"jnim"}
    assert [note.partition(": ")[2] for note in made.sources.notes] == ["203 rows name their own sources"]
    assert made.sources.without == 0


def test_a_crowd_at_one_place_is_a_number_and_still_cited_one_by_one(wanted, tmp_path, said):
    own = made_up(tmp_path, [(16.27, -0.04)] * 9 + [(17, 1)], perpetrators="JNIM", source="A paper")
    figure = wanted("Gao")
    made = scene(own, figure)
    assert made.numbered and made.one_by_one and made.on_map == 10
    texts = said(figure, own)
    assert {"9", "incidents close by"} <= set(texts[""])
    assert sorted(len(about.split("-")) - 1 for about in texts if about.startswith("label-")) == [1, 9]


def test_colours_stand_for_groups_where_they_do_on_the_page(wanted, store, said):
    figure = wanted()
    grouped = replace(figure, view=replace(figure.view, colour="group"))
    words = set(said(grouped)[""])
    assert {
        "GROUP OF THE FIRST-NAMED ACTOR",
        "Salafi-jihadi",
        "Rebels",
        "Government side",
    } <= words and "JNIM" not in words
    assert set(scene(store, grouped).symbols["colour"]) == set(scene(store, figure).symbols["colour"])


def test_dates_that_are_shared_out_leave_each_incident_one_symbol(wanted, store, said):
    """1 to 8 October: six on their day, 8 of the 10 days of Kidal, 4 of the 6 of Ersane: 6 + 0.8 + 0.667."""
    week = IncidentFilter(date_from=date(2023, 10, 1), date_to=date(2023, 10, 8), dates=SHARED)
    figure = wanted(chosen=week)
    made = scene(store, figure)
    assert (made.on_map, made.outside, made.unlocated) == (8, 0, 0)
    assert made.counts.shown == pytest.approx(7.466667, abs=1e-6)
    assert said(figure)["counts-0"][0].startswith(
        "Shown 7.5 of 19 incidents, imprecise dates shared out; each drawn as one: 8 on this map."
    )
