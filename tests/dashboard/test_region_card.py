"""The card of a region leads down into its parts and up again, and its numbers are those of the filter."""

import pytest

from dashboard import region_card

from .conftest import NEWER
from .test_state import as_lists

# Of the made-up division: the embedded five of Gao (both at Tarkint, both on the RN18, Ersane), and Anéfis, Gao and "since".
IN_GAO = 8


def captions(app) -> list[str]:
    return [caption.value.replace("\\", "") for caption in app.caption]


def labels(app, begin: str) -> list[str]:
    return [button.label.replace("\\", "") for button in app.button if str(button.key).startswith(begin)]


def query(app) -> dict[str, list[str]]:
    return as_lists(app.query_params)


@pytest.fixture
def gao(open_divided):
    return open_divided(set=NEWER, select="Gao")


def test_a_region_shows_its_incidents_and_its_parts_those_with_most_first(gao):
    assert not gao.exception
    assert f"{IN_GAO} incidents of those shown · Newer division (made up)" in captions(gao)
    assert "By cercle; a click on the map picks one, too" in captions(gao)
    parts = labels(gao, "part-")
    assert len(parts) == 11
    numbers = [int(label.split(" · ")[1]) for label in parts]
    assert numbers == sorted(numbers, reverse=True)
    # Anéfis lies in the eighth, alone; the town of Gao in the third.
    assert {"Gao 8 · 1", "Gao 3 · 1", "Gao 1 · 0"} <= set(parts)
    wider = IN_GAO - sum(numbers)
    assert wider == 2
    assert "2 incidents lie in it, but nobody knows in which part" in captions(gao)
    assert len(labels(gao, "pick-")) == IN_GAO


def test_a_part_is_selected_from_the_card_and_the_way_up_leads_back(gao):
    gao.button(key="part-Gao/Gao 8").click().run()
    assert query(gao)["select"] == ["Gao/Gao 8"]
    assert "1 incident of those shown · Newer division (made up)" in captions(gao)
    assert [value.value for value in gao.markdown if value.value.startswith("####")] == ["#### Gao 8"]
    assert labels(gao, "pick-") == ["3 Oct 2023 · Attack · Anéfis"]
    assert labels(gao, "part-") == []  # there is no deeper level
    assert labels(gao, "up-") == ["Gao ›"]
    gao.button(key="up-Gao").click().run()
    assert query(gao)["select"] == ["Gao"]
    gao.button(key="clear-selection").click().run()
    assert "select" not in query(gao)


def test_only_this_region_filters_by_a_deeper_unit_and_is_then_offered_no_more(gao):
    gao.button(key="part-Gao/Gao 8").click().run()
    gao.button(key="only-region").click().run()
    assert query(gao)["region"] == ["Gao/Gao 8"]
    assert (
        gao.markdown[0]
        .value.replace("\\", "")
        .startswith("**1 of 25 incidents · all dates · all actors · Gao › Gao 8 ")
    )
    assert labels(gao, "only-region") == []


def test_the_filter_changes_the_card(open_divided):
    app = open_divided(set=NEWER, select="Gao", q="anéfis")
    assert "1 incident of those shown · Newer division (made up)" in captions(app)
    assert labels(app, "part-")[0] == "Gao 8 · 1"
    assert not any("nobody knows" in caption for caption in captions(app))


def test_a_region_of_a_set_with_one_level_has_no_parts(open_divided):
    app = open_divided(select="Gao")
    # By the older division what happened in Ménaka lies in Gao, too.
    assert f"{IN_GAO + 2} incidents of those shown · Natural Earth, 8 regions and Bamako" in captions(app)
    assert labels(app, "part-") == []


def test_of_very_many_parts_the_first_are_shown_and_the_rest_counted(open_divided, monkeypatch):
    monkeypatch.setattr(region_card, "MOST_UNITS", 4)
    app = open_divided(set=NEWER, select="Gao")
    assert len(labels(app, "part-")) == 4
    assert "7 more" in captions(app)


def test_what_lies_outside_and_has_no_place_can_be_selected_too(open_divided):
    app = open_divided(set=NEWER, select="outside-mali")
    assert not app.exception
    assert "2 incidents of those shown · Newer division (made up)" in captions(app)
    assert [value.value for value in app.markdown if value.value.startswith("####")] == ["#### outside Mali"]


def test_another_set_lets_go_of_what_it_has_no_name_for_and_says_so(open_divided):
    app = open_divided(set=NEWER, select="Gao/Gao 8", region=["Gao", "Ménaka"])
    app.selectbox(key="filter-boundaries").set_value("natural-earth").run()
    said = [warning.value.replace("\\", "") for warning in app.warning]
    assert said == ["Natural Earth, 8 regions and Bamako has no unit called Ménaka: the filter has let go of it."]
    assert query(app) == {"region": ["Gao"]}  # nor can the cercle stay selected


def test_a_region_keeps_its_filter_and_its_selection_where_both_sets_have_it(open_divided):
    app = open_divided(select="Kidal", region="Kidal")
    app.selectbox(key="filter-boundaries").set_value(NEWER).run()
    assert not app.warning
    assert query(app) == {"select": ["Kidal"], "region": ["Kidal"], "set": [NEWER]}
