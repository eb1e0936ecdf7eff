"""Two divisions side by side: whoever reads an older report by a newer map must see what moved, and lose no incident on the way."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.comparing import COLUMNS, moved
from geodata.errors import FilterError
from geodata.filters import IncidentFilter
from geodata.ingest import ingest
from geodata.regions import area_moves
from geodata.schema import OUTSIDE, UNLOCATED
from geodata.store import Store, keep_boundaries, store_of
from tests.divisions import KEY

from . import sheets
from .sheets import row
from .test_filters import FILTERS

# The embedded incidents by Natural Earth's regions; none lies in what the newer division cuts out.
BY_REGION = {"Gao": 5, "Kidal": 3, "Koulikoro": 1, "Mopti": 2, "Ségou": 3, OUTSIDE: 2, UNLOCATED: 3}


def incidents(found: pd.DataFrame) -> dict[tuple[str, str], int]:
    return {(row.before, row.after): row.incidents for row in found.itertuples() if row.incidents}


def test_the_embedded_incidents_lie_in_regions_of_the_same_name(joined):
    found = moved(joined, IncidentFilter(), "", KEY)
    assert tuple(found.columns) == COLUMNS
    assert incidents(found) == {(key, key): n for key, n in BY_REGION.items()}
    assert found["incidents"].sum() == 19


def test_areas_are_those_of_the_sets_and_pairs_without_one_are_there_for_their_incidents(joined):
    found = moved(joined, IncidentFilter(), "", KEY)
    areas = area_moves(joined.boundary_set(), joined.boundary_set(KEY))
    pd.testing.assert_frame_equal(found[found["km2"] > 0].drop(columns="incidents").reset_index(drop=True), areas)
    without = found[found["km2"] == 0]
    assert [(each.before, each.after, each.incidents) for each in without.itertuples()] == [
        (OUTSIDE, OUTSIDE, 2),
        (UNLOCATED, UNLOCATED, 3),
    ]
    assert without["share"].isna().all()


@pytest.fixture(scope="module")
def parted(newer, tmp_path_factory) -> Store:
    """Two incidents in the town of Ménaka, one of which is reported in Gao, and one in that of Gao."""
    rows = [
        row(place="Ménaka", reported_region="Gao"),
        row(incident_id="B", place="Ménaka", event_type="Raid"),
        row(incident_id="C", place="Gao"),
    ]
    store = store_of(ingest(sheets.write(tmp_path_factory.mktemp("parted"), *rows)))
    keep_boundaries(store, newer, "test")
    return store


@pytest.mark.parametrize("chosen", [IncidentFilter(), IncidentFilter(regions_by="reported")])
def test_what_lay_in_gao_lies_in_two_regions(parted, chosen):
    """By the place, also where the filter counts by the report: the report names one region, whatever the set."""
    assert incidents(moved(parted, chosen, "", KEY)) == {("Gao", "Gao"): 1, ("Gao", "Ménaka"): 2}
    assert incidents(moved(parted, chosen, KEY, "")) == {("Gao", "Gao"): 1, ("Ménaka", "Gao"): 2}


def test_the_largest_part_stands_first(parted):
    found = moved(parted, IncidentFilter(), "", KEY)
    assert found.loc[found["before"] == "Gao", "after"].tolist() == ["Gao", "Ménaka"]


def test_only_the_incidents_of_the_filter_count_and_its_regions_are_let_go(parted):
    """A region of one set says nothing of another: a filter of Ménaka would leave Gao without what it has."""
    raid = IncidentFilter(types=("Raid",))
    assert incidents(moved(parted, raid, "", KEY)) == {("Gao", "Ménaka"): 1}
    of_newer = replace(raid, boundary_set=KEY, regions=("Gao", "Gao/Gao 1", OUTSIDE))
    pd.testing.assert_frame_equal(moved(parted, of_newer, "", KEY), moved(parted, raid, "", KEY))


def test_the_embedded_set_goes_by_its_key_or_none_and_a_set_lies_in_itself(joined):
    by_key, by_none = (moved(joined, IncidentFilter(), key, KEY) for key in ("natural-earth", ""))
    pd.testing.assert_frame_equal(by_key, by_none)
    own = moved(joined, IncidentFilter(), KEY, KEY)
    assert list(own["before"]) == list(own["after"])
    assert own.loc[own["km2"] > 0, "share"].to_list() == pytest.approx([1.0] * 11)
    with pytest.raises(FilterError, match='There is no boundary set "newer-division"'):
        moved(joined, IncidentFilter(), "newer-division", "")


@settings(max_examples=15)
@given(chosen=FILTERS, there=st.booleans())
def test_for_any_filter_the_incidents_sum_up_to_those_that_it_shows(joined, chosen, there):
    before, after = ("", KEY) if there else (KEY, "")
    found = moved(joined, chosen, before, after)
    without = replace(chosen, regions=(), boundary_set=before, regions_by="computed")
    counts = joined.counts(without)
    assert found["incidents"].sum() == counts.shown
    by_region = {key: int(n) for key, n in found.groupby("before")["incidents"].sum().items() if n}
    own = counts.by_region | {OUTSIDE: sum(counts.outside.values()), UNLOCATED: counts.unlocated}
    assert by_region == {key: n for key, n in own.items() if n}
    assert not found.duplicated(["before", "after"]).any()
