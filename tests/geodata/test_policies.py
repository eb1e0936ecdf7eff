"""Three ways to count imprecise dates, and places of every precision: whoever changes one must see what it changes, and lose none.

Of 1 to 5 October 2023 the weekly update tells: "sent a large convoy to the area in early October" (taken as 1-10 October),
two planes and an IED "near Tarkint" on 3 October, an IED "along the RN18" on 4 October and an attack there on 5 October,
violations "since October 5" (at Ersane, in an article of 10 October), and, by the title of a report of 3 October alone,
attacks in Segou and Koulikoro on or before that day.
"""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.filter_words import part_name
from geodata.filters import IncidentFilter
from geodata.ingest import ingest
from geodata.schema import PLACE_PRECISIONS
from geodata.store import store_of
from geodata.timeline import periods

from . import sheets
from .facts import FACTS
from .test_filters import FILTERS

FIVE_DAYS = IncidentFilter(date(2023, 10, 1), date(2023, 10, 5))
OVERLAPPING, INSIDE, SHARED = (replace(FIVE_DAYS, dates=dates) for dates in ("overlapping", "inside", "shared"))
CONVOY, ERSANE = 5 / 10, 1 / 6  # 5 of its 10 days, and of 5-10 October the first
near = partial(pytest.approx, abs=1e-6)


def filled(counts: dict[str, float]) -> dict[str, float]:
    return {key: count for key, count in counts.items() if count}


def test_the_first_five_days_of_october_by_each_way(store):
    assert [store.count(each) for each in (OVERLAPPING, INSIDE)] == [8, 4]
    assert store.count(SHARED) == near(6 + CONVOY + ERSANE)
    assert set(store.incidents(INSIDE)["incident_id"]) == {
        "MLI-2023-10-03-TARKINT-1", "MLI-2023-10-03-TARKINT-2", "MLI-2023-10-04-RN18", "MLI-2023-10-05-RN18",
    }  # fmt: skip
    assert set(store.incidents(SHARED)["incident_id"]) == set(store.incidents(OVERLAPPING)["incident_id"])


def test_what_is_not_counted_is_hidden_by_the_dates(store):
    """Eleven incidents lie wholly elsewhere; of the convoy and of Ersane the rest of their days does."""
    assert store.counts(OVERLAPPING).hidden == {"dates": 11}
    assert store.counts(INSIDE).hidden == {"dates": 15}
    assert store.counts(SHARED).hidden == {"dates": near(11 + 1 - CONVOY + 1 - ERSANE)}


def test_a_region_hides_its_part_and_the_dates_the_rest(store):
    """In Kidal there is the convoy alone; the seven others are hidden by the region, Ersane with its sixth."""
    counts = store.counts(replace(SHARED, regions=("Kidal",)))
    assert counts.shown == near(CONVOY)
    assert counts.hidden == {"dates": near(11 + 1 - CONVOY + 1 - ERSANE), "regions": near(6 + ERSANE)}


BY_REGION = {
    "overlapping": {"Gao": 5, "Kidal": 1, "Ségou": 1, "Koulikoro": 1},
    "inside": {"Gao": 4},
    "shared": {"Gao": 4 + ERSANE, "Kidal": CONVOY, "Ségou": 1, "Koulikoro": 1},
}
# The army flies the planes, is hit at Tarkint, in Segou, Koulikoro and on the road, and attacks on 5 October; the convoy and
# Ersane are its own. Wagner is in six of these, the rebels shoot the planes down and are attacked on 5 October.
BY_ACTOR = {
    "overlapping": {"malian-army": 8, "wagner": 6, "jnim": 4, "tuareg-rebels": 2, "civilians": 1},
    "inside": {"malian-army": 4, "wagner": 3, "jnim": 2, "tuareg-rebels": 2},
    "shared": {
        "malian-army": 6 + CONVOY + ERSANE, "wagner": 4 + CONVOY + ERSANE, "jnim": 4, "tuareg-rebels": 2, "civilians": ERSANE,
    },
}  # fmt: skip
# The convoy alone is nobody's claim.
BY_STATUS = {
    "overlapping": {"claimed": 7, "reported": 1},
    "inside": {"claimed": 4},
    "shared": {"claimed": 6 + ERSANE, "reported": CONVOY},
}
BY_GROUP = {
    "overlapping": {"Malian government": 8, "Salafi-jihadi": 4, "Separatist rebels": 2, "Civilians": 1},
    "inside": {"Malian government": 4, "Salafi-jihadi": 2, "Separatist rebels": 2},
    "shared": {
        "Malian government": 6 + CONVOY + ERSANE, "Salafi-jihadi": 4, "Separatist rebels": 2, "Civilians": ERSANE,
    },
}  # fmt: skip


@pytest.mark.parametrize("dates", ["overlapping", "inside", "shared"])
def test_regions_actors_groups_and_statuses_count_the_same_way(store, dates):
    chosen = replace(FIVE_DAYS, dates=dates)
    counts, facets = store.counts(chosen), store.facets(chosen)
    assert filled(counts.by_region) == store.by_unit(chosen) == facets["regions"] == near(BY_REGION[dates])
    assert counts.by_actor == facets["actors"] == near(BY_ACTOR[dates])
    assert counts.by_status == facets["statuses"] == near(BY_STATUS[dates])
    assert store.by_group(chosen) == facets["groups"] == near(BY_GROUP[dates])
    assert (filled(counts.outside), counts.unlocated) == ({}, 0)


def test_a_period_of_one_day_takes_a_day_of_each_interval(store):
    """4 October: the RN18, and a tenth of the convoy. 6 October: a tenth and a sixth."""
    fourth, sixth = date(2023, 10, 4), date(2023, 10, 6)
    spans = ((fourth, fourth), (sixth, sixth))
    assert store.period_counts(IncidentFilter(dates="shared"), spans) == near([1 + 1 / 10, 1 / 10 + 1 / 6])
    assert store.period_counts(IncidentFilter(dates="inside"), spans) == [1, 0]
    assert store.period_counts(IncidentFilter(), spans) == [2, 2]


def test_without_dates_all_ways_are_the_same(store):
    """And so they are over a period that holds everything, but for the six of which only one end is known: never inside."""
    assert [store.count(IncidentFilter(dates=dates)) for dates in ("overlapping", "inside", "shared")] == [19, 19, 19]
    everything = IncidentFilter(date(2022, 4, 1), date(2023, 10, 31))
    counted = [store.count(replace(everything, dates=dates)) for dates in ("overlapping", "inside", "shared")]
    assert counted == [19, 19 - sum(fact.open_start for fact in FACTS), 19] == [19, 13, 19]


def test_half_a_period_is_open(store):
    """From 5 October on: of the convoy six days, Ersane whole, the RN18, Soum and twice Aguelhok."""
    assert store.count(IncidentFilter(date_from=date(2023, 10, 5), dates="shared")) == near(6 / 10 + 5)
    assert store.count(IncidentFilter(date_to=date(2023, 10, 1), dates="shared")) == near(8 + 1 / 10)


def test_a_backwards_period_shares_nothing_out(store):
    backwards = IncidentFilter(date(2023, 10, 8), date(2023, 10, 6), dates="shared")
    assert (store.count(backwards), store.counts(backwards).hidden) == (0, {"dates": 19})


PRECISE = st.sampled_from(["", *PLACE_PRECISIONS])


@settings(max_examples=100)
@given(chosen=FILTERS, precise=PRECISE)
def test_for_any_filter_and_each_way_visible_and_hidden_are_all(store, chosen, precise):
    counted = {}
    for dates in ("inside", "shared", "overlapping"):
        each = replace(chosen, dates=dates, precise=precise)
        counts = store.counts(each)
        counted[dates] = counts.shown
        assert counts.shown + sum(counts.hidden.values()) == near(counts.total)
        assert counts.total == 19
        assert all(0 <= count <= 19 for count in counts.hidden.values())
        assert store.count(each) == counts.shown
        parts = sum(counts.by_region.values()) + sum(counts.outside.values()) + counts.unlocated
        assert parts == near(counts.shown, abs=1e-5)
        assert sum(counts.by_status.values()) == near(counts.shown, abs=1e-5)
        assert sum(counts.by_type.values()) == near(counts.shown, abs=1e-5)
    assert counted["inside"] <= counted["shared"] + 1e-6
    assert counted["shared"] <= counted["overlapping"] + 1e-6


@settings(max_examples=40)
@given(chosen=FILTERS)
def test_a_facet_is_the_count_of_its_value_also_where_dates_are_shared_out(store, chosen):
    chosen = replace(chosen, dates="shared")
    facets = store.facets(chosen)
    for part, field in {"regions": "regions", "types": "types", "statuses": "statuses"}.items():
        for value, count in facets[part].items():
            assert count == near(store.count(replace(chosen, **{field: (value,)})), abs=1e-5)
    for field in ("actors", "groups"):
        for value, count in facets[field].items():
            assert count == near(store.count(replace(chosen, **{field: (value,)})), abs=1e-5)


@settings(max_examples=40)
@given(chosen=FILTERS, step=st.sampled_from(["day", "week", "month"]))
def test_shared_out_over_all_time_every_incident_counts_once(store, chosen, step):
    """The periods of an axis that holds everything; each asked for as a filter of its own, or all at once."""
    chosen = replace(chosen.without("dates"), dates="shared")
    spans = [(begin, end - timedelta(days=1)) for begin, end in periods(date(2022, 4, 1), date(2023, 10, 31), step)]
    found = store.period_counts(chosen, tuple(spans))
    assert sum(found) == near(store.count(chosen), abs=3e-4)
    at = max(range(len(spans)), key=found.__getitem__)
    assert store.count(replace(chosen, date_from=spans[at][0], date_to=spans[at][1])) == near(found[at])


# --- since -------------------------------------------------------------------------------------------------------------


SINCE = {"date_precision": "since", "date_start": "2023-10-05", "date_end": ""}


@pytest.fixture
def since(tmp_path):
    return store_of(ingest(sheets.write(tmp_path, sheets.row(**SINCE))))


def test_since_has_its_first_day_and_no_last_one(since):
    found = since.incident("A")
    assert (found["first_day"].date(), found["last_day"].date()) == (date(2023, 10, 5), date(2023, 10, 5))
    assert (found["open_start"], found["open_end"]) == (False, True)
    assert since.sheet(IncidentFilter())[["date_precision", "date_end"]].isna().to_numpy().tolist() == [[False, True]]


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (date(2023, 10, 5), date(2023, 10, 5), [1, 0, 1]),
        (date(2023, 10, 1), date(2023, 12, 31), [1, 0, 1]),
        (date(2023, 10, 6), date(2023, 12, 31), [0, 0, 0]),
        (date(2023, 10, 1), date(2023, 10, 4), [0, 0, 0]),
        (date(2023, 10, 5), None, [1, 0, 1]),
    ],
)
def test_since_overlaps_on_its_day_and_is_never_wholly_inside(since, first, last, shown):
    ways = [IncidentFilter(first, last, dates=dates) for dates in ("overlapping", "inside", "shared")]
    assert [since.count(each) for each in ways] == shown
    if last:
        assert [since.period_counts(IncidentFilter(dates=each.dates), ((first, last),)) for each in ways] == [
            [count] for count in shown
        ]


@pytest.mark.parametrize("step", ["day", "week", "month"])
def test_since_is_never_certain_on_the_time_axis(since, step):
    frame = since.bars(IncidentFilter(), step, date(2023, 9, 1), date(2023, 11, 30))
    assert (frame["certain"].sum(), frame["shared"].sum()) == (0, 1)


# --- precision of places -----------------------------------------------------------------------------------------------

# Read in the documents: six in or at a town; near Tarkint twice and in villages around Sevare; twice on the RN18; in the
# Kidal, Segou and Koulikoro regions, in Soum and in northern Benin; and the video, the UN's bases and the declaration of war.
TOWN = {
    "MLI-2022-04-06-SEGOU", "MLI-2022-04-25-SEGOU", "MLI-2022-04-SEVARE-1", "MLI-2023-10-10-ERSANE",
    "MLI-2023-10-23-AGUELHOK-1", "MLI-2023-10-23-AGUELHOK-2",
}  # fmt: skip
NEAR_ONE = {"MLI-2022-04-SEVARE-2", "MLI-2023-10-03-TARKINT-1", "MLI-2023-10-03-TARKINT-2"}
ROAD = {"MLI-2023-10-04-RN18", "MLI-2023-10-05-RN18"}
AREA = {
    "MLI-2023-10-EARLY-KIDAL", "MLI-2023-10-03-SEGOU", "MLI-2023-10-03-KOULIKORO", "BFA-2023-10-09-SOUM", "BEN-2022-04-NORTH",
}  # fmt: skip


@pytest.mark.parametrize(
    ("precise", "shown"),
    [
        ("exact", set()),
        ("settlement", TOWN),
        ("near settlement", TOWN | NEAR_ONE),
        ("road", TOWN | NEAR_ONE | ROAD),
        ("area", TOWN | NEAR_ONE | ROAD | AREA),
    ],
)
def test_each_precision_hides_what_is_less_precise_and_says_so(store, precise, shown):
    chosen = IncidentFilter(precise=precise)
    assert set(store.incidents(chosen)["incident_id"]) == shown
    counts = store.counts(chosen)
    assert (counts.shown, counts.hidden) == (len(shown), {"precise": 19 - len(shown)})
    assert counts.unlocated == 0
    assert part_name("precise") == "precision of places"


@pytest.mark.parametrize("precise", ["", "unlocated"])
def test_also_without_a_place_hides_nothing(store, precise):
    counts = store.counts(IncidentFilter(precise=precise))
    assert (counts.shown, counts.hidden, counts.unlocated) == (19, {}, 3)


def test_a_place_known_too_widely_is_hidden_after_the_dates_and_before_the_region(store):
    """Of the eight of 1 to 5 October Gao has five, two of them on the road; the three areas lie elsewhere."""
    counts = store.counts(replace(OVERLAPPING, precise="near settlement", regions=("Gao",)))
    assert (counts.shown, counts.hidden) == (3, {"dates": 11, "precise": 5, "regions": 0})
