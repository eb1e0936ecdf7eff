"""Coincidences of armed groups: the three of October 2023, who may pair with whom, and what must be known about it.

By hand, from the embedded sheet, 24 hours and 20 km:

* Tarkint, 3 October (rebels; JNIM): one day each and the same one, so 0 to 24 hours apart: certain. One is known to the town, the
  other to somewhere near it, 5 and 25 km: 0 to 30 km apart, the same place as it is reported.
* RN18, 4 October (JNIM) and 5 October (rebels): days that touch, 0 to 48 hours apart: the same road, but only possible in time.
* Aguelhok, 23 October (JNIM; rebels): one day, 0 to 24 hours: certain. Both known to the town, 5 km each: 0 to 10 km.
* The rebels near Tarkint on 3 October and JNIM on the RN18 on 4 October: the road begins in Gao and passes within their circle, but
  may be 149 km off; 0 to 48 hours. Two places as reported, so possible at most, and no fourth coincidence.
"""

from datetime import date

import numpy as np
import pytest

from geodata.errors import FilterError
from geodata.filters import IncidentFilter
from geodata.questions import coincidences, coincidences_told
from geodata.questions.coincidences import Asked, dependence, find, occasions
from geodata.questions.coincidences_told import answer, range_words, to_json, told
from geodata.texts import said_in

from ..sheets import row

NONE = IncidentFilter()
JNIM, REBELS, IS = "JNIM", "Tuareg separatist rebels", "Islamic State Sahel Province"
ARMY, WAGNER, UN = "Malian army", "Wagner Group", "UN forces (MINUSMA)"


@pytest.fixture(scope="module")
def embedded(store):
    return find(store, NONE, Asked())


def ids(store, found, relation: str) -> list[list[str]]:
    return [each["ids"] for each in to_json(store, found)["pairs"] if each["relation"] == relation]


# --- October 2023 -----------------------------------------------------------------------------------------------------


def test_three_at_the_same_place_as_reported_and_one_apart_that_is_only_possible(store, embedded):
    listed = {tuple(each["ids"]): each for each in to_json(store, embedded)["pairs"]}
    tarkint, road, aguelhok = "MLI-2023-10-03-TARKINT-", "RN18", "MLI-2023-10-23-AGUELHOK-"
    told = {
        key: (each["relation"], each["place"], each["hours"], each["certain_in_time"], [round(km) for km in each["km"]])
        for key, each in listed.items()
    }
    assert told == {
        (tarkint + "1", tarkint + "2"): ("same place", "Tarkint", [0, 24], True, [0, 30]),
        ("MLI-2023-10-04-RN18", "MLI-2023-10-05-RN18"): ("same place", road, [0, 48], False, [0, 212]),
        (aguelhok + "1", aguelhok + "2"): ("same place", "Aguelhok", [0, 24], True, [0, 10]),
        (tarkint + "1", "MLI-2023-10-04-RN18"): ("possible", "Tarkint / RN18", [0, 48], False, [0, 149]),
    }
    assert all(sorted(each["actors"]) == [JNIM, REBELS] for each in listed.values())
    assert embedded.pairs.counts == (3, 0, 1) and embedded.pairs.in_time == 2


def test_the_possible_one_is_in_no_group_and_in_no_count_of_the_three(store, embedded):
    assert [group["ids"] for group in to_json(store, embedded)["groups"]] == ids(store, embedded, "same place")
    rows = told(store, NONE, embedded).rows
    assert [row.values[0] for row in rows] == ["same place"] * 3 + ["possible"]
    assert [row.values[1] for row in rows] == [1, 2, 3, None]
    assert [row.flagged for row in rows] == [True] * 3 + [False]


def test_it_says_where_when_and_how_sure(store, embedded):
    said = told(store, NONE, embedded).findings
    assert said[:3] == (
        "3 pairs of incidents at the same place as reported: Tarkint, 3 Oct 2023; RN18, 4–5 Oct 2023; Aguelhok, 23 Oct 2023.",
        "Of these 2 within 24 hours for certain, and 1 only possibly: of two days that touch, the times are 0 to 48 hours apart.",
        "0 pairs of incidents of other places within 20 km and 24 hours for certain, 1 only possibly.",
    )
    assert said[3].startswith("Too few to tell chance from pattern: only 4 incidents")


def test_within_48_hours_all_three_are_certain_and_within_none_the_road_is_gone(store):
    assert find(store, NONE, Asked(hours=48)).pairs.in_time == 3
    assert find(store, NONE, Asked(hours=0)).pairs.counts == (2, 0, 0)
    no_pair = find(store, NONE, Asked(hours=0, km=0))
    assert no_pair.pairs.counts == (2, 0, 0)  # the same town stays the same place, however near is asked for


def test_a_row_opens_its_incident_and_lies_where_the_two_do(store, embedded):
    rows = told(store, NONE, embedded).rows
    assert rows[0].opens.incident == "MLI-2023-10-03-TARKINT-1"
    assert [row.shape.geom_type for row in rows[:3]] == ["Point"] * 3
    assert [len(row.incidents) for row in rows] == [2] * 4


# --- who pairs with whom ----------------------------------------------------------------------------------------------


def on(day: str, name: str, perpetrators: str, targets: str = "", **cells: str) -> dict[str, str]:
    actors = {"incident_id": name, "perpetrators": perpetrators, "targets": targets}
    return row(**{"date_start": day, "date_end": day} | actors | cells)


@pytest.fixture(scope="module")
def scenes(made):
    """A scene a month, of two incidents of one day in Gao or otherwise as it says."""
    return made(
        on("2022-01-05", "one side 1", f"{JNIM};{REBELS}"), on("2022-01-05", "one side 2", REBELS),
        on("2022-02-05", "foes 1", JNIM, IS), on("2022-02-05", "foes 2", IS),
        on("2022-03-05", "third 1", JNIM, REBELS), on("2022-03-05", "third 2", IS),
        on("2022-04-05", "shared 1", JNIM, REBELS), on("2022-04-05", "shared 2", IS, REBELS),
        on("2022-05-05", "same group 1", JNIM), on("2022-05-05", "same group 2", JNIM),
        on("2022-06-05", "statement 1", JNIM), on("2022-06-05", "statement 2", REBELS, event_type="Statement"),
        on("2022-07-05", "attacked 1", JNIM), on("2022-07-05", "attacked 2", ARMY, REBELS),
        on("2022-08-05", "partner 1", JNIM), on("2022-08-05", "partner 2", ARMY, partners=REBELS),
        on("2022-09-05", "involved 1", JNIM), on("2022-09-05", "involved 2", ARMY, involved=REBELS),
        on("2022-10-05", "army 1", JNIM, "Civilians"), on("2022-10-05", "army 2", f"{ARMY};{WAGNER}", "Civilians"),
        on("2022-11-05", "new 1", JNIM), on("2022-11-05", "new 2", "Men of the Dunes"),
        on("2023-01-05", "before 1", JNIM),
        on("2023-01-05", "before 2", REBELS, date_start="", date_precision="on or before"),
        on("2023-02-05", "nowhere 1", JNIM), on("2023-02-05", "nowhere 2", REBELS, place="", place_precision="unlocated"),
        on("2023-03-05", "country 1", JNIM),
        on("2023-03-05", "country 2", REBELS, place="Mali", place_precision="area",
           outline="POLYGON ((-12 10, 4 10, 4 25, -12 25, -12 10))"),
        on("2023-04-05", "name 1", JNIM, place="Tin Alpha", latitude="16.00", longitude="1.00"),
        on("2023-04-05", "name 2", REBELS, place="Tin Alpha", latitude="16.02", longitude="1.00"),
        on("2023-05-05", "region 1", JNIM, place="Gao region", place_precision="area"),
        on("2023-05-05", "region 2", REBELS, place="Gao region", place_precision="area"),
        on("2023-06-05", "near 1", JNIM, latitude="16.00", longitude="1.00", place="P", place_precision="exact"),
        on("2023-06-05", "near 2", REBELS, latitude="16.05", longitude="1.00", place="Q", place_precision="exact"),
    )  # fmt: skip


def in_month(month: str, **asked) -> tuple[IncidentFilter, Asked]:
    year, nr = map(int, month.split("-"))
    return IncidentFilter(date_from=date(year, nr, 1), date_to=date(year, nr, 28)), Asked(**asked)


@pytest.mark.parametrize(
    ("month", "asked", "who"),
    [
        ("2022-01", {}, []),  # both on one side of the first
        ("2022-02", {}, []),  # they fight each other in the first
        ("2022-03", {}, [[JNIM, REBELS, IS]]),  # two that fight each other, and a third elsewhere
        ("2022-04", {}, [[JNIM, IS]]),  # not the one that is attacked in both
        ("2022-05", {}, []),
        ("2022-06", {}, []),  # a statement is no fight
        ("2022-07", {}, [[JNIM, REBELS]]),
        ("2022-08", {}, [[JNIM, REBELS]]),
        ("2022-09", {}, []),  # named, but in no fighting part
        ("2022-10", {}, []),
        ("2022-10", {"among": "armed"}, [[JNIM, ARMY, WAGNER]]),
        ("2022-10", {"groups": ("jnim", "WAGNER group")}, [[JNIM, WAGNER]]),
        ("2022-10", {"groups": (JNIM, REBELS)}, []),
        ("2022-11", {}, []),
        ("2022-11", {"among": "armed"}, []),
        ("2022-11", {"among": "every"}, [[JNIM, "Men of the Dunes"]]),
        ("2022-11", {"groups": (JNIM, "men of the dunes")}, [[JNIM, "Men of the Dunes"]]),
    ],
)
def test_two_different_groups_that_fight_pair_but_not_over_an_incident_of_both(scenes, month, asked, who):
    chosen, asked = in_month(month, **asked)
    listed = to_json(scenes, find(scenes, chosen, asked))["pairs"]
    assert [sorted(each["actors"]) for each in listed] == [sorted(each) for each in who]
    assert all(each["relation"] == "same place" for each in listed)


def test_civilians_pair_with_nobody(scenes):
    listed = to_json(scenes, find(scenes, NONE, Asked(among="every")))["pairs"]
    assert listed and not any("Civilians" in each["actors"] for each in listed)


@pytest.mark.parametrize(
    ("month", "relation"),
    [
        ("2023-01", ["possible"]),  # "on or before" a day
        ("2023-02", []),  # no place
        ("2023-03", []),  # somewhere in the country
        ("2023-04", ["same place"]),  # 2 km apart, but a town of one name
        ("2023-05", ["possible"]),  # somewhere in a region is no place to meet
        ("2023-06", ["near"]),  # 5.5 km, each known to 1
    ],
)
def test_how_sure_a_place_and_a_day_are(scenes, month, relation):
    found = find(scenes, *in_month(month))
    assert [each["relation"] for each in to_json(scenes, found)["pairs"]] == relation


def test_on_or_before_has_no_end_of_hours(scenes):
    (pair,) = to_json(scenes, find(scenes, *in_month("2023-01")))["pairs"]
    assert pair["hours"] == [0, None] and not pair["certain_in_time"]
    found = answer(scenes, *in_month("2023-01"))
    assert found.rows[0].values[8] == "0 or more"
    assert any("only possible" in each for each in found.caveats)


def test_near_is_said_with_the_distance_from_positions_off_by_their_reach(scenes):
    (pair,) = to_json(scenes, find(scenes, *in_month("2023-06")))["pairs"]
    assert pair["km"] == pytest.approx([5.53 - 2, 5.53 + 2], abs=0.02) and pair["places"] == ["P", "Q"]
    (row_,) = answer(scenes, *in_month("2023-06")).rows
    assert row_.shape.geom_type == "LineString" and row_.flagged


def test_what_has_no_place_or_only_the_country_is_counted_and_said(scenes):
    found = find(scenes, NONE, Asked())
    assert (found.unplaced, found.wide, found.is_open) == (1, 1, 1)
    assert to_json(scenes, found)["left_out"] == {"unlocated": 1, "as_large_as_a_country": 1}
    said = told(scenes, NONE, found).caveats
    assert "1 incident without a place is in no pair." in said
    assert any("1 incident known only to lie in an area or on a line of 1,000 km or more" in each for each in said)


def test_whom_nobody_has_put_into_a_group_is_said_where_groups_are_asked_for(scenes):
    assert find(scenes, *in_month("2022-11")).unassigned == 1
    assert find(scenes, *in_month("2022-11", among="every")).unassigned == 0
    assert any("nobody has put into a group" in each for each in answer(scenes, *in_month("2022-11")).caveats)


# --- what can't be asked, and of nothing ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("JNMI", 'This data has no actor "JNMI". Did you mean "JNIM"?'),
        ("Wagner grup", 'This data has no actor "Wagner grup". Did you mean "Wagner Group"?'),
        ("@@@@", 'This data has no actor "@@@@".'),
        ("", 'This data has no actor "".'),
    ],
)
def test_a_name_that_nobody_has_is_one_sentence_with_the_nearest(store, name, said):
    with pytest.raises(FilterError) as error:
        find(store, NONE, Asked(groups=("JNIM", name)))
    assert str(error.value) == said


@pytest.mark.parametrize("names", [("JNIM",), ("JNIM", "jnim"), ("jnim", "JNIM", "Jnim")])
def test_one_group_alone_makes_no_pair_and_it_says_so(store, names):
    found = answer(store, NONE, Asked(groups=names))
    assert found.rows == () and found.findings[0] == "One group alone makes no pair: ask for another one as well."


@pytest.mark.parametrize("chosen", [IncidentFilter(text="no such word"), IncidentFilter(date_to=date(2001, 1, 1))])
def test_a_filter_that_nothing_passes_is_said_in_a_sentence(store, chosen):
    found = answer(store, chosen, Asked())
    assert found.findings == ("No incident with a place has one of the groups in a fighting part.",)
    assert found.rows == () and found.left_out == 0
    listed = to_json(store, find(store, chosen, Asked()))
    assert listed["pairs"] == [] and listed["groups"] == [] and listed["chance"]["too_few"]


def test_of_a_store_with_nothing_but_unlocated_ones_there_is_nothing_to_find(made):
    store = made(on("2022-01-05", "x", JNIM, place="", place_precision="unlocated"))
    found = answer(store, NONE, Asked())
    assert found.rows == () and "1 incident without a place is in no pair." in found.caveats
    assert answer(store, NONE, Asked(among="armed")).rows == ()


# --- nothing is lost --------------------------------------------------------------------------------------------------


def test_counts_are_those_of_the_pairs_listed_and_left_out(store, scenes, monkeypatch):
    for each in (store, scenes):
        found = find(each, NONE, Asked(hours=24 * 60, km=500, among="every"))
        listed = to_json(each, found)
        by_relation = {name: sum(pair["relation"] == name for pair in listed["pairs"]) for name in listed["counts"]}
        assert listed["counts"] == by_relation and listed["pairs_left_out"] == 0
        assert sum(found.pairs.counts) == len(found.pairs) > 20
        monkeypatch.setattr(coincidences_told, "MOST_ROWS", 5)
        short = told(each, NONE, found)
        assert len(short.rows) == 5 and short.left_out == len(found.pairs) - 5
        monkeypatch.undo()


def test_incidents_that_share_one_are_of_one_group_and_the_rest_are_not(scenes):
    listed = to_json(scenes, find(scenes, NONE, Asked(hours=24 * 60, km=50)))
    seen = [name for group in listed["groups"] for name in group["ids"]]
    assert len(seen) == len(set(seen)) > 4
    of = {name: group["group"] for group in listed["groups"] for name in group["ids"]}
    for pair in listed["pairs"]:
        if pair["relation"] != "possible":
            assert {of[name] for name in pair["ids"]} == {pair["group"]}
    assert [group["group"] for group in listed["groups"]] == list(range(1, len(listed["groups"]) + 1))


def test_chance_is_said_where_there_are_enough_and_left_out_where_nobody_asks(store, made):
    """Twenty days on which two groups struck in the same of two towns: none of it by chance."""
    days = [f"2022-{month:02}-{day:02}" for month in range(1, 11) for day in (3, 17)]
    towns = ["Gao", "Bourem"] * 10
    strikes = [(day, town, who) for day, town in zip(days, towns, strict=True) for who in (JNIM, REBELS)]
    planted = made(*(on(day, f"{who} {day}", who, place=town) for day, town, who in strikes))
    found = find(planted, NONE, Asked())
    assert found.pairs.counts == (20, 0, 0) and found.chance.more and found.chance.dealt == 40
    said = told(planted, NONE, found).findings[-1]
    assert said.startswith("Observed 20 pairs") and said.endswith(
        "That is more than chance gives; it does not say why."
    )
    as_json = to_json(planted, found)["chance"]
    assert as_json["p"] == 0.001 and as_json["observed"] == 20 and as_json["more_than_chance"]
    without = find(planted, NONE, Asked(), by_chance=False)
    assert without.chance is None and to_json(planted, without)["chance"] is None
    assert "not worked out" in told(planted, NONE, without).findings[-1]


def test_how_it_depends_on_hours_and_kilometres_grows_with_both(store, embedded, monkeypatch):
    table = dependence(embedded)
    at = table.set_index(["hours", "km"])
    assert tuple(at.loc[24, 20]) == (3, 1)
    both = (table["sure"] + table["possible"]).to_numpy().reshape(len(coincidences.HOURS), -1)
    assert (np.diff(both, axis=0) >= 0).all() and (np.diff(both, axis=1) >= 0).all()
    monkeypatch.setattr(coincidences, "MOST_DEPENDENT", 3)
    assert dependence(embedded) is None


def test_occasions_are_pairs_of_the_filter_s_own_actors_at_the_same_place(store):
    both = IncidentFilter(actors=("jnim", "tuareg-rebels"))
    assert occasions(store, both) == (3, 1)
    assert occasions(store, IncidentFilter(actors=("jnim", "wagner"))) != (3, 1)


@pytest.mark.parametrize(
    ("bounds", "said"),
    [((0, 24), "0–24"), ((12, 12), "12"), ((0, np.inf), "0 or more"), ((0.04, 1234.56), "0–1,234.6")],
)
def test_ranges_are_said_as_numbers(bounds, said):
    assert range_words(*bounds) == said


def test_in_french_the_table_has_the_same_pairs(store, embedded):
    with said_in("fr"):
        french = told(store, NONE, embedded)
    assert [each.values[0] for each in french.rows] == ["same place"] * 3 + ["possible"]
    assert [each.incidents for each in french.rows] == [each.incidents for each in told(store, NONE, embedded).rows]
