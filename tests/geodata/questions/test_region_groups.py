"""Groups of regions: "the north" must be the same ground whatever the regions of a boundary set are and however they are spelt."""

import pandas as pd
import pytest

from geodata.errors import FilterError
from geodata.ingest import EMBEDDED
from geodata.questions.region_groups import group_title, region_groups, regions_of, title_of, unknown_regions
from geodata.readers import sigact
from geodata.reference import folder, read_reference
from tests.divisions import KEY


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return sigact.read(EMBEDDED / "region_groups.csv", ("group", "region"))


def own(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["group", "region"])


def test_the_embedded_set_in_three(table, boundaries):
    assert region_groups(table, boundaries) == {
        "north": ("Gao", "Kidal", "Tombouctou"),
        "centre": ("Mopti", "Ségou"),
        "south": ("Bamako", "Kayes", "Koulikoro", "Sikasso"),
    }


def test_a_newer_set_has_the_younger_regions_in_the_north(table, joined):
    found = region_groups(table, joined.boundary_set(KEY))
    assert found["north"] == ("Gao", "Kidal", "Tombouctou", "Ménaka", "Taoudénit")
    assert found["centre"] == ("Mopti", "Ségou")


@pytest.mark.parametrize("key", ["", KEY])
def test_every_region_is_in_one_group(table, joined, key):
    boundaries = joined.boundary_set(key)
    found = [region for members in region_groups(table, boundaries).values() for region in members]
    assert sorted(found) == sorted(boundaries.regions["key"])


def test_every_region_of_the_table_is_one_of_mali(table, boundaries):
    assert unknown_regions(table, boundaries) == ()
    assert unknown_regions(own(("north", "Goa"), ("north", "Ménaka")), boundaries) == ("Goa",)


def test_other_spellings_and_codes_are_found(boundaries):
    table = own(("north", "Timbuktu"), ("north", "Région de Gao"), ("north", "ML-7"), ("centre", "SEGOU"))
    found = region_groups(table, boundaries)
    assert found["north"] == ("Tombouctou", "Gao")
    assert found["centre"] == ("Ségou",)


def test_a_group_of_regions_that_the_set_lacks_is_empty_and_the_rest_is_unharmed(boundaries):
    found = region_groups(own(("east", "Ménaka")), boundaries)
    assert found["east"] == ()
    assert len(found["south"]) == 9


def test_a_table_may_say_what_the_south_is(boundaries):
    found = region_groups(own(("south", "Sikasso"), ("west", "Kayes")), boundaries)
    assert found == {"west": ("Kayes",), "south": ("Sikasso",)}


def test_a_folder_of_the_users_own_changes_the_groups_but_not_where_incidents_lie(tmp_path):
    usual = read_reference(folder(None))
    (tmp_path / "region_groups.csv").write_text("group,region\nriver,Mopti\n", encoding="utf-8")
    mine = read_reference(folder(str(tmp_path)))
    assert mine.region_groups[["group", "region"]].to_numpy().tolist() == [["river", "Mopti"]]
    assert mine.version == usual.version  # else a store of a million rows is joined anew


# --- what somebody asks for ---------------------------------------------------------------------------------------------


def test_names_of_groups_and_of_regions_go_together(table, boundaries):
    groups = region_groups(table, boundaries)
    assert regions_of(("centre", "Timbuktu", "Mopti"), groups, boundaries) == ("Mopti", "Ségou", "Tombouctou")
    assert title_of(("centre", "Timbuktu"), groups, boundaries) == "Centre, Tombouctou"


def test_a_unit_below_a_region_is_meant_by_its_key(table, joined):
    newer = joined.boundary_set(KEY)
    cercle = newer.units["key"].iloc[0]
    assert regions_of((cercle,), region_groups(table, newer), newer) == (cercle,)


def test_a_slip_of_the_pen_is_told_with_what_was_meant(table, boundaries):
    groups = region_groups(table, boundaries)
    with pytest.raises(FilterError, match=r'"Kidall" is neither.*Did you mean "Kidal"\?.*north, centre, south'):
        regions_of(("north", "Kidall"), groups, boundaries)
    with pytest.raises(FilterError, match='Did you mean "north"'):
        regions_of(("noth",), groups, boundaries)


def test_a_group_without_regions_is_told(boundaries):
    groups = region_groups(own(("east", "Ménaka")), boundaries)
    with pytest.raises(FilterError, match='"east" has no region in the boundary set Natural Earth'):
        regions_of(("east",), groups, boundaries)


def test_groups_have_names_for_readers():
    assert [group_title(group) for group in ("north", "centre", "south", "river")] == [
        "North",
        "Centre",
        "South",
        "river",
    ]
