"""Maps of answers draw what the answer says and nothing more: each pair linked, each region that stands out, one scale for both sides."""

from dataclasses import replace

import pytest

from dashboard import answer_maps, data
from dashboard.map.layers import Drawing
from geodata.filters import IncidentFilter
from geodata.questions.registry import QUESTIONS


@pytest.fixture
def of_embedded(store, monkeypatch):
    monkeypatch.setattr(data, "_of", lambda version: store)
    return store


def answer(store, name: str, **asked):
    question = QUESTIONS[name]
    return question.answer(store, IncidentFilter(), question.asked(**asked))


def test_the_pairs_of_the_weekly_update_are_linked_and_only_sure_ones_labelled(of_embedded):
    """Three at the same place, and the rebels near Tarkint with JNIM on the road through it, which is only possible."""
    found = answer(of_embedded, "coincidences")
    drawn = answer_maps._paired(of_embedded, found, found.rows)
    content, names = drawn.content["ties"], drawn.names
    assert content["kind"] == [0, 0, 0, 2]
    assert [names[label] if label >= 0 else "" for label in content["label"]] == [
        "Tarkint, 3 Oct 2023", "RN18, 4–5 Oct 2023", "Aguelhok, 23 Oct 2023", "",
    ]  # fmt: skip
    assert names[content["said"][3][0]] == "only possible"
    assert names[content["said"][3][-1]].startswith("0–48 hours"), "days that touch are 0 to 48 hours apart"
    south, west, north, east = content["at"][2]
    assert (south, west) == (north, east) == pytest.approx((19.46, 0.86), abs=0.05), "Aguelhok: latitude, longitude"


def test_the_incidents_of_the_pairs_are_on_the_map_each_once(of_embedded):
    found = answer(of_embedded, "coincidences")
    drawn = answer_maps._paired(of_embedded, found, found.rows)
    ids = of_embedded.incident_ids(drawn.content["rows"][0])
    assert sorted(ids) == sorted(
        f"MLI-2023-10-{rest}" for rest in ("03-TARKINT-1", "03-TARKINT-2", "04-RN18", "05-RN18", "23-AGUELHOK-1", "23-AGUELHOK-2")
    )  # fmt: skip
    assert drawn.placed == 6


def test_the_map_shows_the_pairs_with_land_around_and_the_country_where_there_is_none(of_embedded):
    found = answer(of_embedded, "coincidences")
    box = answer_maps._around([row.shape for row in found.rows])
    assert box.south < 17.4 and box.north > 19.5 and box.west < 0.1 and box.east > 0.9
    assert answer_maps._around([]) is None


def test_it_says_of_how_many_pairs_the_map_is(of_embedded):
    found = answer(of_embedded, "coincidences")
    assert "Map and timeline" not in answer_maps._below(found)
    assert answer_maps._below(replace(found, left_out=9_996)).endswith("show the 4 pairs of the table, of 10,000.")


def test_a_region_that_stands_out_is_shaded_and_every_region_has_its_number(of_embedded):
    """Kidal has both incidents of 23 October and none before; with a minimum of five it does not stand out."""
    for least, class_of_kidal in ((1, answer_maps._OUT), (5, answer_maps._NOT)):
        drawn = answer_maps._changed(of_embedded, answer(of_embedded, "changes", least=least))
        regions = list(of_embedded.boundaries.names)
        shade = drawn.content["shade"]
        assert len(shade["of"]) == len(shade["said"]) == len(regions)
        assert shade["of"][regions.index("Kidal")] == class_of_kidal
        assert drawn.names[shade["said"][regions.index("Kidal")]] == "2"
        assert drawn.names[shade["said"][regions.index("Gao")]] == "0"


def test_circles_of_both_sides_have_one_scale():
    """A circle of the same size must not be 12 on the one side and 1,200 on the other."""

    def many(*counts: float) -> Drawing:
        return Drawing(len(counts), None, [], {}, "incidents", {"cells": {"at": [[1.0], [2.0], list(counts)]}})

    few = Drawing(1, None, [], {}, "incidents", {"rows": []})
    assert [each.content["largest"] for each in answer_maps._one_scale([many(12, 3), many(1200), few])] == [1200] * 3
    assert answer_maps._one_scale([few])[0].content["largest"] == 1
