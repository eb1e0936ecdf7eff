"""A map that is dragged over a filter already looked at says the same numbers as one that is opened there."""

from dataclasses import replace

import pandas as pd
import pytest

from geodata.cells import Box
from geodata.filters import SHARED, IncidentFilter
from geodata.ingest import ingest
from geodata.store import store_of
from tests.geodata import sheets

WHOLE, NORTH, NOWHERE = Box(10, -13, 25, 5), Box(16, -1, 20.5, 3), Box(-50, 100, -40, 110)
FILTERS = {
    "all": IncidentFilter(),
    "October": IncidentFilter(date_from=pd.Timestamp("2023-10-01").date(), date_to=pd.Timestamp("2023-10-08").date(), dates=SHARED),
    "JNIM": IncidentFilter(actors=("jnim",)),
}  # fmt: skip


@pytest.mark.parametrize("chosen", FILTERS.values(), ids=FILTERS)
def test_a_second_look_is_as_good_as_a_first(chosen, dataset):
    looked, fresh = store_of(dataset), {box: store_of(dataset) for box in (NORTH, NOWHERE)}
    looked.survey(chosen, WHOLE, 0.5)
    for box, other in fresh.items():
        again, first = looked.survey(chosen, box, 0.25), other.survey(chosen, box, 0.25)
        assert again.placed == first.placed == looked.placed(chosen, box)
        pd.testing.assert_frame_equal(
            again.cells.reset_index(drop=True), first.cells.reset_index(drop=True), check_dtype=False
        )
        pd.testing.assert_frame_equal(
            again.outlined.reset_index(drop=True), first.outlined.reset_index(drop=True), check_dtype=False
        )


def test_by_hand_in_the_north(dataset):
    """Points between 16 and 20.5 N, 1 W and 3 E: Tarkint twice, Ersane, Aguelhok twice."""
    store = store_of(dataset)
    store.survey(IncidentFilter(), WHOLE, 1)
    assert store.survey(IncidentFilter(), NORTH, 1).placed.in_box == 5
    assert len(store.positions(IncidentFilter(), NORTH)) == 5


def test_sources_that_only_the_sheet_names(tmp_path):
    own = store_of(ingest(sheets.write(tmp_path, sheets.row(source="AFP"), sheets.row(incident_id="B", source=""))))
    assert own.named_sources([0, 1]).values.tolist() == [[0, "AFP"]]


def test_both_ways_to_count_regions_come_from_one_scan_and_are_those_of_the_filter(dataset):
    """Before anything else is asked, and after all is: `located` says the same by either rule."""
    for chosen in FILTERS.values():
        for rule in ("computed", "reported"):
            asked = replace(chosen, regions_by=rule)
            early, late = store_of(dataset), store_of(dataset)
            late.facets(asked)
            first, second = early.located(asked), late.located(asked)
            assert first[0] == pytest.approx(second[0]) and first[1] == pytest.approx(second[1])
            assert first[2] == pytest.approx(second[2])
