"""The timelines count every incident, draw none over another, and drag to the days that the reader meant."""

import json
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from dashboard import charts
from geodata import lanes
from geodata.filters import IncidentFilter

FIRST, LAST = date(2022, 4, 1), date(2023, 10, 31)


@pytest.fixture(scope="module")
def lane_rows(incidents, participations):
    return lanes.lane_rows(incidents, participations)


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
