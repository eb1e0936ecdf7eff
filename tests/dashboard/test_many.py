"""More incidents than can be told apart on a map: they are counted by cell, and every one of them is reached."""

from datetime import date

import pytest

from dashboard import drawing, incident_list, table
from geodata.cells import WORLD, Box
from geodata.filters import IncidentFilter
from geodata.views import View

COUNTRY = (Box(-5.0, -30.0, 40.0, 30.0), 5.0)
# About Tarkint, where two of the nineteen are; Aguelhok and Kidal lie north of it.
TARKINT = (Box(17.0, -0.5, 18.0, 0.7), 9.0)


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(drawing, "MOST_ONE_BY_ONE", 5)


def numbers(made) -> tuple[float, float]:
    """What stands in the circles, and on the plates of lines and areas."""
    return sum(made.content.get("cells", {"at": [[], [], []]})["at"][2]), sum(
        each[2] for each in made.content["outlined"]
    )


def test_few_are_drawn_one_by_one_whatever_is_in_view(store):
    made = drawing.of(store, View(), TARKINT)
    assert (made.placed, made.window, len(made.content["rows"][0])) == (16, None, 16)


def test_many_are_counted_and_none_is_lost(store, few):
    """Sixteen of the nineteen have a place: nine as points, two on the RN18 and five in areas."""
    made = drawing.of(store, View(), COUNTRY)
    assert numbers(made) == (9, 7)
    assert made.placed == 16
    assert made.content["rows"][0] == []
    for [total, parts] in zip(made.content["cells"]["at"][2], made.content["cells"]["parts"], strict=True):
        assert sum(parts[1::2]) == total
    for _kind, _shape, total, parts in made.content["outlined"]:
        assert sum(parts[1::2]) == total


def test_close_by_they_are_drawn_one_by_one_again(store, few):
    made = drawing.of(store, View(), TARKINT)
    assert "cells" not in made.content
    assert len(made.content["rows"][0]) == 3, "two near Tarkint, and Ersane within half a screen"
    south, west, north, east, level = made.window
    assert south < 17 and west < -0.5 and north > 18 and east > 0.7 and level == 9


def test_the_selected_one_is_drawn_on_top_of_the_numbers(store, few):
    made = drawing.of(store, View(incident="MLI-2023-10-03-TARKINT-1"), COUNTRY)
    assert len(made.content["rows"][0]) == 1
    assert numbers(made) == (9, 7), "it stays in its number"
    elsewhere = IncidentFilter(regions=("Kidal", "Mopti", "Ségou", "Koulikoro"))
    hidden = drawing.of(store, View(elsewhere, incident="MLI-2023-10-03-TARKINT-1"), COUNTRY)
    assert hidden.content["rows"] == [[]] * 13


def test_a_view_with_none_and_one_of_the_whole_world(store, few):
    nowhere = drawing.of(store, View(), (Box(-40.0, 100.0, -30.0, 110.0), 7.0))
    assert len(nowhere.content["rows"][0]) == 0 and "cells" not in nowhere.content
    assert numbers(nowhere)[1] == 7
    assert numbers(drawing.of(store, View(), (WORLD, 0.0))) == (9, 7)


def test_density_says_what_is_not_in_it(store):
    made = drawing.of(store, View(reading="density"), COUNTRY)
    assert sum(made.content["dots"][2]) == 9
    assert made.names[made.legend["foot"]] == "7 incidents along roads and in areas are not in it"


def test_regions_are_shaded_in_round_classes(store):
    """Gao 5, Kidal 3, Segou 3, Mopti 2, Koulikoro 1: one lies outside Mali twice, three nowhere."""
    made = drawing.of(store, View(reading="regions"), COUNTRY)
    counts = store.counts(IncidentFilter()).by_region
    said = {key: made.names[nr] for key, nr in zip(counts, made.content["shade"]["said"], strict=True)}
    assert said == {key: str(n) for key, n in counts.items()}
    classes = [made.names[nr] for _class, nr in made.legend["classes"]]
    assert classes[0] == "none" and len(classes) <= 6
    by_class = dict(zip(counts, made.content["shade"]["of"], strict=True))
    assert by_class["Kayes"] == -1
    assert by_class["Gao"] == max(by_class.values())


def test_regions_in_30_days_say_the_days(store):
    """October 2023 has 31 days: 5 incidents in Gao come to 4.8 in 30."""
    october = IncidentFilter(date_from=date(2023, 10, 1), date_to=date(2023, 10, 31))
    made = drawing.of(store, View(october, reading="rate"), None)
    said = {
        key: made.names[nr]
        for key, nr in zip(store.counts(october).by_region, made.content["shade"]["said"], strict=True)
    }
    assert said["Gao"] == "4.8"
    assert made.names[made.legend["foot"]] == "of 31 days"


def test_the_table_is_turned_page_by_page_to_the_last(open_page, monkeypatch):
    monkeypatch.setattr(table, "PAGE", 8)
    page = open_page()
    seen = []
    for _turn in range(3):
        seen += list(page.dataframe[0].value["Id"])
        if not page.button(key="table-after").disabled:
            page.button(key="table-after").click().run()
    assert len(seen) == len(set(seen)) == 19
    assert "17–19 of 19 incidents, in the order of time" in [caption.value for caption in page.caption]


def test_the_table_turns_to_the_selected_incident(open_page, monkeypatch):
    monkeypatch.setattr(table, "PAGE", 8)
    page = open_page(incident="MLI-2023-10-23-AGUELHOK-2")
    assert "MLI-2023-10-23-AGUELHOK-2" in list(page.dataframe[0].value["Id"])


def test_a_place_lists_all_that_lie_there_page_by_page(open_page, monkeypatch):
    monkeypatch.setattr(incident_list, "PAGE", 4)
    page = open_page(inside="-90,-180,90,180")
    assert "9 incidents of those shown" in [caption.value for caption in page.caption]
    picked = lambda: {button.key for button in page.button if button.key.startswith("pick-")}  # noqa: E731
    seen = picked()
    for _turn in range(2):
        page.button(key="list-after").click().run()
        seen |= picked()
    assert len(seen) == 9
    assert page.button(key="list-after").disabled


def test_a_line_lists_what_lies_on_it(open_page, store):
    shape = int(store.listed(IncidentFilter(text="MLI-2023-10-04-RN18"), None, 1)["shape_no"].iloc[0])
    page = open_page(shape=str(shape))
    assert "2 incidents of those shown" in [caption.value for caption in page.caption]
