"""What is kept of an incident's place: the region to count by, with and without the report, and the country that it lies in."""

import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.regions import PLACEMENT, join, placement
from geodata.schema import COUNTRY, OUTSIDE, UNLOCATED

from .frames import GAO, MENAKA, division, frame, plain

# Two regions, Gao with two cercles; Niger lies from 3 to 9 degrees east, and beyond that no country is known.
SOUTH, NORTH = shapely.box(0, 15, 1, 16), shapely.box(0, 16, 1, 17)
SET = division({"Gao": GAO, "Ménaka": MENAKA}, {"Gao/Ansongo": SOUTH, "Gao/Bourem": NORTH, "Ménaka/Ménaka": MENAKA})
ANSONGO, BOUREM, MENAKA_TOWN = shapely.Point(0.5, 15.5), shapely.Point(0.5, 16.5), shapely.Point(1.5, 16)
NIAMEY, NOWHERE = shapely.Point(5, 13), shapely.Point(20, 40)


def placed(shape: shapely.Geometry | None, reported: str = "", country: str = COUNTRY) -> dict:
    incidents = frame([shape], reported, country=[country])
    made = placement(join(incidents, SET), incidents["country"])
    assert tuple(made.columns) == PLACEMENT
    return {name: plain(made[name])[0] for name in made}


@pytest.mark.parametrize(
    ("shape", "region", "key", "unit", "country"),
    [
        (ANSONGO, "Gao", "Gao", "Gao/Ansongo", COUNTRY),
        # A stretch across two cercles is known to lie in the region only.
        (shapely.LineString([(0.5, 15.5), (0.5, 16.5)]), "Gao", "Gao", "Gao", COUNTRY),
        (NIAMEY, None, OUTSIDE, OUTSIDE, "Niger"),
        (NOWHERE, None, OUTSIDE, OUTSIDE, ""),
        (None, None, UNLOCATED, UNLOCATED, COUNTRY),
        (shapely.Point(), None, UNLOCATED, UNLOCATED, COUNTRY),
    ],
    ids=["inside", "road", "abroad", "beyond", "none", "empty"],
)
def test_every_place_has_a_key_to_count_by_on_both_levels(shape, region, key, unit, country):
    found = placed(shape)
    assert (found["region"], found["region_key"], found["unit_key"], found["country"]) == (region, key, unit, country)


@pytest.mark.parametrize(
    ("shape", "said", "country"),
    [
        # What lies in a neighbour lies there, whatever the row says; what lies in none, where the row says, if it names another.
        (NIAMEY, "Algeria", "Niger"), (NIAMEY, "Mali", "Niger"), (NOWHERE, "Togo", "Togo"), (NOWHERE, "Mali", ""), (NOWHERE, "", ""),
        # In Mali in every spelling: it can't be there where Mali is not.
        (NOWHERE, "MALI", ""), (NOWHERE, " mali ", ""),
        # Inside it is Mali, without a place what the row says.
        (ANSONGO, "Niger", "Mali"), (None, "Niger", "Niger"), (None, "Mali", "Mali"),
    ],
)  # fmt: skip
def test_the_country_is_where_the_place_lies_and_never_mali_for_what_lies_outside(shape, said, country):
    assert placed(shape, country=said)["country"] == country


@pytest.mark.parametrize(
    ("shape", "reported", "key"),
    [
        # Nobody reports a region, or one that nobody knows: the place decides.
        (ANSONGO, "", "Gao/Ansongo"), (ANSONGO, "Atlantis", "Gao/Ansongo"), (NIAMEY, "", OUTSIDE), (None, "", UNLOCATED),
        # Where the place lies in the unit reported, it says more.
        (ANSONGO, "Gao", "Gao/Ansongo"), (ANSONGO, "Cercle d'Ansongo", "Gao/Ansongo"),
        # Else the report counts: another region, another cercle, or a place that is nowhere or abroad.
        (ANSONGO, "Ménaka region", "Ménaka"), (ANSONGO, "Bourem", "Gao/Bourem"), (NIAMEY, "Gao", "Gao"), (None, "Menaka", "Ménaka"),
        # A report that names the cercle says more than a place that is known to the region.
        (shapely.LineString([(0.5, 15.5), (0.5, 16.5)]), "Bourem", "Gao/Bourem"),
    ],
)  # fmt: skip
def test_when_the_report_decides_an_incident_counts_where_its_source_says(shape, reported, key):
    assert placed(shape, reported)["reported_key"] == key


def test_a_name_that_only_begins_alike_is_another_unit():
    """ "Gao 1" lies in Gao, not in the region "Gao 1" or in "Ga"; the mark between the parts of a key decides."""
    alike = division({"Gao": GAO, "Gao 1": MENAKA})
    incidents = frame([MENAKA_TOWN], "Gao")
    made = placement(join(incidents, alike), pd.Series([COUNTRY], index=incidents.index))
    assert (made["unit_key"].iloc[0], made["reported_key"].iloc[0]) == ("Gao 1", "Gao")


def test_distances_and_agreement_come_from_the_join_as_they_are():
    """A degree of longitude at 16° N is 107 km: 0.05 of it from the border of the two regions is near, and 0.03 outside is attached."""
    near = shapely.Point(0.95, 15.9)
    beside = shapely.Point(-0.03, 16.5)
    incidents = frame([near, beside], ["Ménaka", "Gao"], country=[COUNTRY, COUNTRY])
    joined = join(incidents, SET)
    made = placement(joined, incidents["country"])
    for name in ("border_km", "near_border", "attached_km", "agreement"):
        pd.testing.assert_series_equal(made[name], joined[name])
    assert made["border_km"].iloc[0] == pytest.approx(0.05 * 107, abs=0.05)
    assert made["attached_km"].iloc[1] == pytest.approx(0.03 * 106.7, abs=0.05)
    assert made["agreement"].tolist() == ["differs", "same"]
    assert made["unit_key"].tolist() == ["Gao/Ansongo", "Gao/Bourem"]


SHAPES = st.sampled_from([ANSONGO, BOUREM, MENAKA_TOWN, NIAMEY, NOWHERE, None, GAO])
WORDS = st.sampled_from(["", "Gao", "gao region", "Ansongo", "Bourem", "Ménaka", "Atlantis", "Kidal"])
COUNTRIES = st.sampled_from(["Mali", "MALI", "", "Niger", "Togo"])


@given(st.lists(st.tuples(SHAPES, WORDS, COUNTRIES), max_size=12))
def test_any_rows_have_one_place_each_whose_keys_belong_together(rows):
    shapes, words, countries = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    incidents = frame(shapes, words, country=countries)
    made = placement(join(incidents, SET), incidents["country"])
    assert list(made.index) == list(incidents.index)
    known = {*SET.keys, OUTSIDE, UNLOCATED}
    for row in made.itertuples():
        assert row.unit_key in known and row.reported_key in known
        assert row.unit_key == row.region_key or row.unit_key.startswith(row.region_key + "/")
        assert (row.region_key == row.region) or pd.isna(row.region)
        assert (row.region_key == OUTSIDE) <= (row.country != COUNTRY)
    # Each row is placed by itself: the others change nothing.
    for (shape, word, country), each in zip(rows, made.to_dict("records"), strict=True):
        alone = placed(shape, word, country)
        assert (alone["unit_key"], alone["reported_key"], alone["country"]) == (each["unit_key"], each["reported_key"], each["country"])  # fmt: skip
