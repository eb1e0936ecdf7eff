"""The timelines count every incident, draw none over another, and drag to the days that the reader meant."""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pandas as pd
import pytest

from dashboard import charts
from geodata import lanes
from geodata.filters import IncidentFilter

FIRST, LAST = date(2022, 4, 1), date(2023, 10, 31)


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


def ms(*moment: int) -> int:
    return int(datetime(*moment, tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("edges", "first", "last"),
    [
        # from noon to noon: every day that was touched
        ((ms(2023, 10, 3, 12), ms(2023, 10, 5, 12)), (2023, 10, 3), (2023, 10, 5)),
        # to midnight: the day that begins then was not touched
        ((ms(2023, 10, 3), ms(2023, 10, 6)), (2023, 10, 3), (2023, 10, 5)),
        ((ms(2023, 10, 3), ms(2023, 10, 4)), (2023, 10, 3), (2023, 10, 3)),
        # from right to left
        ((ms(2023, 10, 5, 12), ms(2023, 10, 3, 12)), (2023, 10, 3), (2023, 10, 5)),
        # within a day, and a millisecond over midnight
        ((ms(2023, 10, 3, 9), ms(2023, 10, 3, 10)), (2023, 10, 3), (2023, 10, 3)),
        ((ms(2023, 10, 3, 9), ms(2023, 10, 4) + 1), (2023, 10, 3), (2023, 10, 4)),
        # no width at midnight
        ((ms(2023, 10, 3), ms(2023, 10, 3)), (2023, 10, 3), (2023, 10, 3)),
        # pixels are no whole milliseconds
        ((ms(2023, 10, 3) + 0.5, ms(2023, 10, 5) - 0.5), (2023, 10, 3), (2023, 10, 4)),
        # over the end of a year
        ((ms(2022, 12, 31, 23), ms(2023, 1, 1, 1)), (2022, 12, 31), (2023, 1, 1)),
    ],
)
def test_dragging_chooses_the_days_that_it_touches(edges, first, last):
    assert charts.brushed_days(list(edges)) == (date(*first), date(*last))


@pytest.fixture(scope="module", params=["full", "empty", "future"])
def specs(request, store, names, incidents, participations):
    """Both charts' specifications: of everything, of nothing, and of an axis on which nothing lies."""
    kept = len(incidents) if request.param == "full" else 0
    first, last = (date(2030, 1, 1), date(2030, 1, 2)) if request.param == "future" else (FIRST, LAST)
    rows = lanes.lane_rows(incidents.head(kept), participations)
    counted = store.bars(IncidentFilter(date_from=None if kept else date(2030, 1, 1)), "month", FIRST, LAST)
    milestones = store.milestones()
    return (
        charts.lanes(rows, milestones, first, last, "MLI-2023-10-04-RN18"),
        charts.bars(lanes.bar_rows(counted, names, "month"), first, last),
    )


def walk(node):
    yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from walk(inner)


def test_a_chart_asks_no_other_host(specs):
    for spec in specs:
        named = {key: value for key, value in spec.items() if key not in ("$schema", "datasets")}
        assert "http" not in json.dumps(named)
        assert not any(isinstance(node, dict) and ("url" in node or "href" in node) for node in walk(named))


def test_every_time_axis_is_utc(specs):
    """In any other zone readers west of Greenwich would see each incident a day early."""
    for spec in specs:
        axes = [
            node for node in walk(spec) if isinstance(node, dict) and node.get("type") == "temporal" and "axis" in node
        ]
        assert axes
        assert {axis["scale"]["type"] for axis in axes} == {"utc"}


def test_both_axes_show_the_same_days(specs):
    domains = {
        tuple(node["scale"]["domain"])
        for spec in specs
        for node in walk(spec)
        if isinstance(node, dict) and node.get("type") == "temporal" and "scale" in node
    }
    assert len(domains) == 1
    begin, end = domains.pop()
    assert end > begin


def test_the_axis_ends_with_the_end_of_the_last_day(incidents, participations, store):
    spec = charts.lanes(
        lanes.lane_rows(incidents, participations), store.milestones(), date(2023, 10, 1), date(2023, 10, 31), None
    )
    domains = [node["domain"] for node in walk(spec) if isinstance(node, dict) and node.get("type") == "utc"]
    assert set(map(tuple, domains)) == {(ms(2023, 10, 1), ms(2023, 11, 1))}


def test_dragging_and_clicking_are_offered_once_each(specs):
    lanes, bars = specs
    assert sorted(param["name"] for param in lanes["params"]) == ["brush", "pick"]
    assert [param["name"] for param in bars["params"]] == ["brush"]


def test_on_or_before_fades_to_the_left(incidents, participations, store):
    rows = lanes.lane_rows(incidents, participations)
    faded = charts._faded(rows[rows["incident_id"] == "MLI-2022-04-25-SEGOU"], FIRST, LAST)
    bar = faded[faded["actor"] == "JNIM"].sort_values("begins")
    assert bar["depth"].is_monotonic_increasing and bar["depth"].iloc[-1] == pytest.approx(0.9)
    assert bar["ends"].max() == pd.Timestamp("2022-04-26")
    gaps = bar["begins"].iloc[1:].to_numpy() - bar["ends"].iloc[:-1].to_numpy()
    assert not any(gaps.astype("timedelta64[ms]").astype(int))


def test_milestones_of_the_axis_are_drawn_and_no_others(store):
    shown = lanes.milestones_between(store.milestones(), date(2023, 9, 1), date(2023, 10, 31))
    assert shown["label"].tolist() == ["Rebels declare war", "Data cutoff of the weekly update"]


def test_no_more_lanes_than_fit(incidents, participations):
    many = pd.concat([participations.assign(name=f"Actor {n}") for n in range(20)], ignore_index=True)
    rows = lanes.lane_rows(incidents, many)
    spec = charts.lanes(rows, pd.DataFrame({"date": [], "label": []}, dtype=str), FIRST, LAST, None)
    sorts = {
        tuple(node["sort"]) for node in walk(spec) if isinstance(node, dict) and isinstance(node.get("sort"), list)
    }
    assert {len(order) for order in sorts} == {lanes.MOST_LANES}


def test_a_day_is_never_drawn_as_longer_or_shorter_than_it_is(lane_rows):
    points = lane_rows[lane_rows["point"]]
    assert (points["ends"] - points["begins"]).eq(timedelta(days=1)).all()
