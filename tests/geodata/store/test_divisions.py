"""What is asked of a store's boundary sets: each by its name, and every number by the set and the rule that the filter says."""

from dataclasses import replace

import pytest

from geodata.errors import FilterError, StoreError
from geodata.filters import IncidentFilter
from geodata.ingest import ingest
from geodata.schema import OUTSIDE, UNLOCATED
from geodata.store import Store, keep_boundaries, remove_boundaries, store_of
from geodata.store.tables import columns_of
from tests.divisions import KEY, NAME

from .. import sheets
from ..sheets import row

OLDER, NEWER = IncidentFilter(), IncidentFilter(boundary_set=KEY)
# The town of Ménaka by its new region, by the one that held it and by a third; Anéfis, some kilometres from Kidal; and the rest.
ROWS = [
    row(place="Ménaka", reported_region="Ménaka"),
    row(incident_id="B", place="Ménaka", reported_region="Gao"),
    row(incident_id="C", place="Ménaka", reported_region="Kidal", event_type="Raid"),
    row(incident_id="D", place="Anéfis", reported_region="Kidal", date_start="2023-10-04", date_end="2023-10-04"),
    row(incident_id="E", place="Gao"),
    row(incident_id="F", place="", place_precision="unlocated", reported_region="Gao"),
]
WAYS = {
    OLDER: {"A": "part", "B": "same", "C": "differs", "D": "differs"},
    NEWER: {"A": "same", "B": "part", "C": "differs", "D": "differs"},
}


@pytest.fixture(scope="module")
def asked(newer, tmp_path_factory) -> Store:
    store = store_of(ingest(sheets.write(tmp_path_factory.mktemp("asked"), *ROWS)))
    keep_boundaries(store, newer, "test")
    return store


def shown(store: Store, chosen: IncidentFilter) -> dict[str, int]:
    counts = store.counts(chosen)
    every = counts.by_region | {OUTSIDE: sum(counts.outside.values()), UNLOCATED: counts.unlocated}
    return {key: n for key, n in every.items() if n}


# --- which sets there are ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", [NAME, NAME.upper(), f" {NAME} ", KEY, "Néwer  division (MADE up)"])
def test_a_set_is_found_by_its_key_or_by_its_name_in_any_spelling(asked, said):
    assert asked.set_named(said) == KEY


@pytest.mark.parametrize("said", ["", "natural-earth", "Natural Earth, 8 regions and Bamako", "NATURAL-EARTH"])
def test_the_embedded_set_is_none_as_in_links(asked, said):
    assert asked.set_named(said) == ""


@pytest.mark.parametrize(
    ("said", "hint"),
    [("Newer divison (made up)", f' Did you mean "{NAME}"?'), ("natural-erth", ' Did you mean "natural-earth"?'), ("xyz", ""), (" ", "")],
)  # fmt: skip
def test_a_set_that_is_not_there_is_answered_with_the_likeliest(asked, said, hint):
    with pytest.raises(FilterError) as raised:
        asked.set_named(said)
    assert str(raised.value) == f'There is no boundary set "{said}".{hint}'


def test_of_two_names_that_differ_in_their_case_each_is_found_as_it_is_written(desk, newer):
    """Who types one of them exactly must not get the other."""
    other = replace(newer, asked=replace(newer.asked, name=NAME.upper()))
    keys = [keep_boundaries(desk.store, each, "me") for each in (newer, other)]
    assert keys == [KEY, f"{KEY}-2"]
    assert [desk.store.set_named(name) for name in (NAME, NAME.upper(), *keys)] == [*keys, *keys]


def test_the_registry_says_of_the_embedded_set_what_it_says_of_others(asked):
    embedded, brought = asked.boundary_sets().to_dict("records")
    assert embedded.keys() == brought.keys()
    assert (embedded["file"], embedded["done_by"], embedded["levels"], embedded["units"]) == ("", "", "region", 9)
    assert (brought["file"], brought["done_by"], brought["levels"]) == ("newer.geojson", "test", "region, cercle")
    assert (brought["valid_from"], brought["valid_to"], brought["source"], brought["licence"]) == ("2016", "2023", "Tests", "CC0")  # fmt: skip
    assert asked.boundary_report("") is asked.boundary_report("natural-earth") is None
    with pytest.raises(FilterError):
        asked.boundary_report("x")


def test_a_set_that_comes_in_the_place_of_a_removed_one_is_not_taken_for_it(desk, newer):
    """They have one number in the tables, and sets once read are remembered."""
    keep_boundaries(desk.store, newer, "me")
    assert len(desk.store.boundary_set(KEY).units) == len(newer.units) - 11
    remove_boundaries(desk.store, KEY)
    regions = newer.units[newer.units["level"] == 0]
    small = replace(newer, units=regions, levels=("region",), asked=replace(newer.asked, name="Regions only"))
    assert keep_boundaries(desk.store, small, "me") == "regions-only"
    assert len(desk.store.boundary_set("regions-only").units) == 11
    assert desk.store.set_number("regions-only") == 1


@pytest.mark.parametrize(
    "changes", [{"name_field": "region"}, {"licence": "CC BY 4.0"}, {"parent_fields": ()}, {"sheet": "other layer"}]
)
def test_the_same_file_read_otherwise_is_another_set_of_the_same_name(desk, newer, changes):
    """Two layers of a file have one digest: saying that the second is in the store already would be wrong."""
    keep_boundaries(desk.store, newer, "me")
    with pytest.raises(StoreError, match="There is a boundary set"):
        keep_boundaries(desk.store, replace(newer, asked=replace(newer.asked, **changes)), "me")
    with pytest.raises(StoreError, match="There is a boundary set"):
        keep_boundaries(desk.store, replace(newer, above_sha256="other"), "me")
    assert keep_boundaries(desk.store, newer, "me") == KEY


# --- the numbers by set and rule ---------------------------------------------------------------------------------------


def test_each_set_and_rule_gives_its_own_numbers(asked):
    """Ménaka is a part of Gao by the older set; the report puts C and D into Kidal, and F, which has no place, into Gao."""
    by_report = replace(OLDER, regions_by="reported"), replace(NEWER, regions_by="reported")
    assert shown(asked, OLDER) == {"Gao": 5, UNLOCATED: 1}
    assert shown(asked, NEWER) == {"Gao": 2, "Ménaka": 3, UNLOCATED: 1}
    assert shown(asked, by_report[0]) == {"Gao": 4, "Kidal": 2}
    # B: reported in Gao, where it lies no more by the newer set.
    assert shown(asked, by_report[1]) == {"Gao": 3, "Ménaka": 1, "Kidal": 2}
    assert [asked.moved_by_report(each) for each in (OLDER, NEWER)] == [3, 4]
    assert [asked.moved_by_report(each) for each in by_report] == [3, 4]


def test_a_filter_by_region_goes_by_its_set_and_rule(asked):
    assert asked.count(replace(NEWER, regions=("Gao",))) == 2
    assert asked.count(replace(NEWER, regions=("Gao",), regions_by="reported")) == 3
    (cercle,) = {key for key in asked.by_unit(NEWER) if key.startswith("Ménaka/")}
    assert asked.count(replace(NEWER, regions=(cercle,))) == 3
    # By the report C counts in Kidal, and B in Gao.
    assert asked.count(replace(NEWER, regions=(cercle,), regions_by="reported")) == 1


@pytest.mark.parametrize("rule", ["computed", "reported"])
@pytest.mark.parametrize("chosen", [OLDER, NEWER], ids=["older", "newer"])
def test_what_a_filter_is_asked_of_has_the_columns_of_an_incident(asked, chosen, rule):
    """Every question of the store goes to it, in the place of the table."""
    with asked.cursor() as cursor:
        described = cursor.execute(f"describe select * from {asked.source_of(replace(chosen, regions_by=rule))} i")
        assert {name for name, *_kind in described.fetchall()} == set(columns_of("incident"))
        count = cursor.execute(f"select count(*) from {asked.source_of(replace(chosen, regions_by=rule))} i").fetchone()
    assert count == (6,)


@pytest.mark.parametrize("chosen", [OLDER, NEWER], ids=["older", "newer"])
def test_reports_are_held_against_the_set_of_the_filter(asked, chosen):
    ways = WAYS[chosen]
    counted = {way: list(ways.values()).count(way) for way in set(ways.values())}
    assert asked.differing(chosen) == counted | {"": 2}
    assert sum(asked.differing(replace(chosen, types=("Raid",))).values()) == 1
    rows = asked.agreement_by_data_set(chosen).to_dict("records")
    assert {row["agreement"]: row["incidents"] for row in rows} == counted
    # Anéfis is the only one that is near a border, whatever the lines around Ménaka.
    assert {row["agreement"]: row["near_border"] for row in rows} == {way: int(way == "differs") for way in counted}
    assert all(type(row[name]) is int for row in rows for name in ("incidents", "near_border"))


def test_disagreements_begin_with_those_that_no_line_explains(asked):
    """C lies deep in another region, D beside the border; with a limit the list goes on where it ended."""
    found = asked.disagreements(NEWER)
    assert list(found["incident_id"]) == ["C", "D"]
    assert found["border_km"].isna().tolist() == [True, False]
    pages = [asked.disagreements(NEWER, 1, offset)["incident_id"].tolist() for offset in range(3)]
    assert pages == [["C"], ["D"], []]
    assert asked.disagreements(replace(NEWER, types=("Raid",)))["incident_id"].tolist() == ["C"]
    assert asked.disagreements(NEWER, 0).empty


def test_an_incident_has_its_place_in_each_set_the_embedded_one_first(asked):
    places = asked.places_of(asked.incident("B")["no"])
    assert list(places) == ["natural-earth", KEY]
    assert [(each["region"], each["agreement"], each["reported_key"]) for each in places.values()] == [
        ("Gao", "same", "Gao"),
        ("Ménaka", "part", "Gao"),
    ]


def test_moves_between_sets_go_both_ways_and_sum_up(asked):
    there, back = asked.moves(OLDER, KEY), asked.moves(NEWER, "")
    assert [(move.before, move.after, move.incidents) for move in there] == [
        ("Gao", "Ménaka", 3), ("Gao", "Gao", 2), (UNLOCATED, UNLOCATED, 1)
    ]  # fmt: skip
    assert {(m.after, m.before, m.incidents) for m in back} == {(m.before, m.after, m.incidents) for m in there}
    with pytest.raises(FilterError, match="There is no boundary set"):
        asked.moves(OLDER, "x")
