"""What an imprecise date counts under each of the three ways, and what a least precision of places hides."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.filters import POLICIES, IncidentFilter

from .test_filters import FILTERS

FIRST_DAYS = IncidentFilter(date(2023, 10, 1), date(2023, 10, 5))


@pytest.mark.parametrize(("dates", "shown"), [("overlapping", 8), ("inside", 4), ("shared", 6 + 1 / 2 + 1 / 6)])
def test_the_first_five_days_of_october_by_hand(store, dates, shown):
    """Early October, 1-10, has half of its days there; Ersane, 5-10 October, a sixth."""
    chosen = replace(FIRST_DAYS, dates=dates)
    counts = store.counts(chosen)
    assert counts.shown == pytest.approx(shown, abs=1e-5)
    assert store.count(chosen) == counts.shown
    assert store.period_counts(chosen, ((chosen.date_from, chosen.date_to),)) == [counts.shown]
    assert sum(counts.hidden.values()) == pytest.approx(19 - shown, abs=1e-5)


def test_shared_out_the_parts_by_region_and_actor(store):
    counts = store.counts(replace(FIRST_DAYS, dates="shared"))
    assert counts.by_region["Kidal"] == 0.5
    assert counts.by_region["Gao"] == pytest.approx(4 + 1 / 6, abs=1e-5)
    assert counts.by_actor["civilians"] == pytest.approx(1 / 6, abs=1e-5)


@settings(max_examples=60)
@given(chosen=FILTERS, dates=st.sampled_from(POLICIES))
def test_visible_and_hidden_are_all_under_each_way(store, chosen, dates):
    counts = {policy: store.counts(replace(chosen, dates=policy)) for policy in POLICIES}
    each = counts[dates]
    assert each.shown + sum(each.hidden.values()) == pytest.approx(each.total, abs=1e-4)
    assert sum(each.by_region.values()) + sum(each.outside.values()) + each.unlocated == pytest.approx(
        each.shown, abs=1e-4
    )
    assert counts["inside"].shown <= counts["shared"].shown + 1e-6 <= counts["overlapping"].shown + 2e-6


def test_shared_out_over_all_weeks_every_incident_counts_once(store):
    begins = [date(2022, 3, 28) + timedelta(days=7 * week) for week in range(90)]
    spans = tuple((begin, begin + timedelta(days=6)) for begin in begins)
    assert sum(store.period_counts(IncidentFilter(dates="shared"), spans)) == pytest.approx(19, abs=1e-4)


@pytest.mark.parametrize(
    ("precise", "shown"),
    [("exact", 0), ("settlement", 6), ("near settlement", 9), ("road", 11), ("area", 16), ("unlocated", 19)],
)
def test_what_is_placed_less_precisely_is_hidden(store, precise, shown):
    """Towns: Segou twice, Sevare, Ersane, Aguelhok twice; near towns: Sevare, Tarkint twice; two roads, five areas, three without."""
    counts = store.counts(IncidentFilter(precise=precise))
    assert (counts.shown, counts.hidden.get("precise", 0)) == (shown, 19 - shown)
