"""The timelines count every incident, and no mark of an actor hides another."""

from datetime import date
from itertools import combinations

import pandas as pd
import pytest

from geodata import lanes
from geodata.filters import IncidentFilter
from geodata.store import Store

FIRST, LAST = date(2022, 4, 1), date(2023, 10, 31)


@pytest.fixture(scope="module")
def incidents(store: Store) -> pd.DataFrame:
    return store.incidents(IncidentFilter())


@pytest.fixture(scope="module")
def participations(store: Store) -> pd.DataFrame:
    return store.participations(IncidentFilter())


@pytest.fixture(scope="module")
def names(store: Store) -> dict[str, str]:
    return dict(store.actors()[["actor_id", "name"]].itertuples(index=False))


@pytest.fixture(scope="module")
def lane_rows(incidents, participations):
    return lanes.lane_rows(incidents, participations)


@pytest.fixture(scope="module")
def bar_rows(store, names):
    return lanes.bar_rows(store.bars(IncidentFilter(), "month", FIRST, LAST), names, "month")


def lane_of(rows: pd.DataFrame, actor: str) -> pd.DataFrame:
    return rows[rows["actor"] == actor].set_index("incident_id")


def test_every_part_in_every_incident_has_its_mark(lane_rows, participations):
    assert len(lane_rows) == len(participations) == 36


def test_the_largest_lane_stands_first(lane_rows):
    assert list(dict.fromkeys(lane_rows["actor"]))[:3] == ["JNIM", "Malian army", "Wagner Group"]


def test_bars_of_an_actor_that_overlap_never_share_a_slot(lane_rows):
    """Two incidents of one day would else look like one."""
    for _actor, lane in lane_rows.groupby("actor"):
        for one, other in combinations(lane.itertuples(), 2):
            if one.begins < other.ends and other.begins < one.ends:
                assert one.slot != other.slot, (one.incident_id, other.incident_id)


def test_slots_begin_at_the_top_of_each_lane(lane_rows):
    assert lane_rows.groupby("actor")["slot"].min().eq(0).all()


def test_who_is_hit_does_not_act(lane_rows):
    wagner = lane_of(lane_rows, "Wagner Group")["acts"]
    assert not wagner["MLI-2023-10-03-TARKINT-2"]  # target
    assert wagner["MLI-2023-10-EARLY-KIDAL"]  # partner of the army
    assert lane_of(lane_rows, "JNIM")["acts"].all()


@pytest.mark.parametrize(
    ("incident_id", "begins", "ends", "point"),
    [
        ("MLI-2023-10-03-TARKINT-2", "2023-10-03", "2023-10-04", True),
        ("BEN-2022-04-NORTH", "2022-04-01", "2022-04-28", False),
        ("MLI-2022-04-25-SEGOU", "2022-04-25", "2022-04-26", False),  # on or before: never a sure day
    ],
)
def test_a_mark_reaches_from_edge_to_edge_of_its_days(lane_rows, incident_id, begins, ends, point):
    row = lane_of(lane_rows, "JNIM").loc[incident_id]
    assert (row["begins"], row["ends"]) == (pd.Timestamp(begins), pd.Timestamp(ends))
    assert row["point"] == point


def test_a_bar_stands_on_the_one_below_and_the_top_is_the_number_of_incidents(bar_rows, incidents):
    for _begins, stack in bar_rows.groupby("begins"):
        edges = [0, *stack["high"]]
        assert stack["low"].tolist() == pytest.approx(edges[:-1])
        assert (stack["high"] - stack["low"]).tolist() == pytest.approx(stack["incidents"].tolist())
    assert bar_rows["incidents"].sum() == pytest.approx(len(incidents))
    assert bar_rows.groupby("begins")["high"].max().tolist() == pytest.approx([6, 1, 1, 11])


def test_what_is_certain_lies_below_what_is_shared_out(bar_rows):
    for _begins, stack in bar_rows.groupby("begins"):
        assert stack["kind"].tolist() == sorted(stack["kind"])  # "certain" before "shared"
    april = bar_rows[bar_rows["begins"] == "2022-04-01"]
    assert april[["kind", "actor", "incidents"]].values.tolist() == [["certain", "JNIM", 3], ["shared", "JNIM", 3]]


def test_actors_are_stacked_in_the_order_of_their_colours(bar_rows):
    october = bar_rows[(bar_rows["begins"] == "2023-10-01") & (bar_rows["kind"] == "certain")]
    assert october["actor"].tolist() == ["JNIM", "Tuareg separatist rebels", "Malian army"]
    assert october["incidents"].tolist() == [3, 2, 3]


@pytest.mark.parametrize(
    ("step", "begins", "ends"),
    [
        ("day", "2023-10-03", "2023-10-04"),
        ("week", "2023-10-02", "2023-10-09"),
        ("month", "2023-10-01", "2023-11-01"),
    ],
)
def test_a_bar_is_as_wide_as_its_period(step, begins, ends):
    counted = pd.DataFrame({"period": [pd.Timestamp(begins)], "actor_id": ["jnim"], "certain": [1], "shared": [0.0]})
    row = lanes.bar_rows(counted, {"jnim": "JNIM"}, step).iloc[0]
    assert (row["begins"], row["ends"]) == (pd.Timestamp(begins), pd.Timestamp(ends))


def test_an_incident_without_perpetrator_is_counted_in_grey():
    counted = pd.DataFrame({"period": [pd.Timestamp("2023-10-01")], "actor_id": [""], "certain": [2], "shared": [0.5]})
    rows = lanes.bar_rows(counted, {}, "month")
    assert set(rows["actor"]) == {"actor not named"}
    assert set(rows["colour"]) == {"#767676"}
    assert rows["high"].max() == 2.5


def test_milestones_of_the_axis_are_drawn_and_no_others(store):
    shown = lanes.milestones_between(store.milestones(), date(2023, 9, 1), date(2023, 10, 31))
    assert shown["label"].tolist() == ["Rebels declare war", "Data cutoff of the weekly update"]


def test_the_axis_has_the_days_of_the_filter_or_air_around_the_incidents():
    days = date(2023, 10, 3), date(2023, 10, 23)
    assert lanes.axis_days(IncidentFilter(), *days) == (date(2023, 10, 2), date(2023, 10, 24))
    assert lanes.axis_days(IncidentFilter(date_from=FIRST, date_to=LAST), *days) == (FIRST, LAST)
    assert lanes.axis_days(IncidentFilter(date_from=LAST), *days) == (LAST, LAST)
