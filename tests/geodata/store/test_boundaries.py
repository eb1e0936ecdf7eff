"""Every incident has its place in every boundary set, always: after an import, an undo, a rebuild and a restart."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.errors import FilterError, StoreError
from geodata.filters import IncidentFilter
from geodata.regions.findings import Finding
from geodata.schema import OUTSIDE, UNLOCATED
from geodata.store import Store, backup, keep_boundaries, open_store, rebuild, remove_boundaries, undo
from geodata.store.tables import PLACEMENT_COLUMNS
from tests import divisions
from tests.divisions import KEY

from ..sheets import row
from ..test_filters import FILTERS

NEWER = IncidentFilter(boundary_set=KEY)


def placed(store: Store) -> dict[str, str]:
    """The unit of each incident in the newer division; each incident once."""
    with store.cursor() as cursor:
        found = cursor.execute(
            "select i.incident_id, p.unit_key from incident i join placement p on p.no = i.no where p.set_no = 1"
        ).fetchall()
    assert len(dict(found)) == len(found)
    return dict(found)


def test_a_set_is_kept_as_it_came(desk, newer):
    keep_boundaries(desk.store, newer, "me")
    version = desk.store.version
    desk.reopen()
    kept = desk.store.boundary_set(KEY)
    assert (kept.name, kept.vintage, kept.levels) == (divisions.NAME, "2016 to 2023", ("region", "cercle"))
    assert (len(kept.regions), len(kept.units)) == (11, len(newer.units) - 11)
    assert kept.find("Menaka") == "Ménaka"
    assert kept.find("Gao 1") == "Gao/Gao 1"
    assert desk.store.version == version
    listed = desk.store.boundary_sets()
    assert listed["key"].tolist() == ["natural-earth", KEY]
    assert listed["units"].tolist() == [9, len(kept.units)]
    assert listed["sha256"].tolist()[1] == newer.sha256
    assert desk.store.boundary_report(KEY)["file"] == "newer.geojson"


def test_the_embedded_incidents_lie_where_the_newer_lines_put_them(joined):
    """None of the nineteen lies in Ménaka or Taoudénit: the division changes no count but that of what it adds."""
    by_region = joined.counts(NEWER).by_region
    assert {key: n for key, n in by_region.items() if n} == {
        "Gao": 5,
        "Kidal": 3,
        "Koulikoro": 1,
        "Mopti": 2,
        "Ségou": 3,
    }
    assert {"Ménaka", "Taoudénit"} <= by_region.keys()


def test_what_lay_in_gao_lies_in_menaka_by_the_newer_set(desk, newer):
    """The town of Ménaka, reported as of its region: a part of Gao for the older set, its own for the newer one."""
    desk.keep(row(place="Ménaka", place_precision="settlement", reported_region="Ménaka"))
    keep_boundaries(desk.store, newer, "me")
    places = desk.store.places_of(desk.store.incident("A")["no"])
    assert [places[key]["region_key"] for key in ("natural-earth", KEY)] == ["Gao", "Ménaka"]
    assert [places[key]["agreement"] for key in ("natural-earth", KEY)] == ["part", "same"]
    (move,) = desk.store.moves(NEWER, "")
    assert (move.before, move.after, move.incidents) == ("Ménaka", "Gao", 1)


def test_incidents_of_later_imports_are_placed_too_and_an_undo_brings_places_back(desk, newer):
    desk.keep(row(place="Gao"), row(incident_id="B", place="Kidal"))
    keep_boundaries(desk.store, newer, "me")
    before = placed(desk.store)
    assert before.keys() == {"A", "B"}
    desk.keep(row(place="Ménaka"), row(incident_id="C", place="", place_precision="unlocated"))
    assert placed(desk.store).keys() == {"A", "B", "C"}
    assert (placed(desk.store)["A"].split("/")[0], placed(desk.store)["C"]) == ("Ménaka", UNLOCATED)
    undo(desk.store, 2)
    assert placed(desk.store) == before


def test_a_set_that_came_between_an_import_and_its_undo_places_what_comes_back(desk, newer):
    desk.keep(row(place="Gao"))
    desk.keep(row(place="Kidal"))
    keep_boundaries(desk.store, newer, "me")
    undo(desk.store, 2)
    assert {key: unit.split("/")[0] for key, unit in placed(desk.store).items()} == {"A": "Gao"}


def test_when_places_change_all_sets_are_joined_anew(desk, newer):
    desk.keep(row(place="Gao"))
    keep_boundaries(desk.store, newer, "me")
    with desk.store.changing() as cursor:
        cursor.execute("update placement set unit_key = 'nowhere', region_key = 'nowhere'")
    rebuild(desk.store)
    assert placed(desk.store)["A"].startswith("Gao/")


def test_the_same_set_twice_changes_nothing_and_another_of_its_name_is_refused(desk, newer):
    keep_boundaries(desk.store, newer, "me")
    version = desk.store.boundary_sets().to_dict("records")
    assert keep_boundaries(desk.store, newer, "me") == KEY
    assert desk.store.boundary_sets().to_dict("records") == version
    with pytest.raises(StoreError, match="There is a boundary set"):
        keep_boundaries(desk.store, replace(newer, sha256="other"), "me")


def test_a_set_that_is_removed_leaves_the_incidents_as_they_were(desk, newer):
    desk.keep(row(place="Gao"))
    before = desk.store.counts(IncidentFilter())
    keep_boundaries(desk.store, newer, "me")
    remove_boundaries(desk.store, KEY)
    assert desk.store.set_keys == ["natural-earth"]
    assert desk.store.counts(IncidentFilter()) == before
    with desk.store.cursor() as cursor:
        left = [cursor.execute(f"select count(*) from {name}").fetchone()[0] for name in ("placement", "boundary_unit")]
    assert left == [0, 0]
    with pytest.raises(FilterError, match='There is no boundary set "newer-division-made-up"'):
        desk.store.counts(NEWER)
    with pytest.raises(StoreError, match="The embedded boundary set stays"):
        remove_boundaries(desk.store, "natural-earth")


def test_a_set_with_faults_that_stop_it_is_not_taken(desk, newer):
    stopped = replace(
        newer, findings=(Finding("no name", (), "A unit has no name.", "Name it.", True, None, None, b""),)
    )
    with pytest.raises(StoreError, match="faults that must be mended"):
        keep_boundaries(desk.store, stopped, "me")
    assert desk.store.set_keys == ["natural-earth"]


SOME_UNITS = ("Gao", "Kidal", "Ménaka", "Gao/Gao 1", "Gao/Gao 5", "Ségou/Ségou 1", OUTSIDE, UNLOCATED)
IN_NEWER = st.builds(
    lambda chosen, units: replace(chosen, boundary_set=KEY, regions=tuple(units)),
    FILTERS,
    st.lists(st.sampled_from(SOME_UNITS), unique=True, max_size=3),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=IN_NEWER)
def test_for_any_filter_of_any_set_visible_and_hidden_are_all(joined, chosen):
    counts = joined.counts(chosen)
    assert counts.shown + sum(counts.hidden.values()) == counts.total == 19
    assert sum(counts.by_region.values()) + sum(counts.outside.values()) + counts.unlocated == counts.shown
    assert len(joined.incidents(chosen)) == joined.count(chosen) == len(joined.sheet(chosen)) == counts.shown
    by_unit = joined.by_unit(chosen)
    assert {key: n for key, n in counts.by_region.items() if n} == {
        key: n for key, n in by_unit.items() if "/" not in key and key not in (OUTSIDE, UNLOCATED)
    }
    assert sum(move.incidents for move in joined.moves(chosen, "")) == counts.shown


def test_a_deeper_unit_filters_what_lies_in_it_and_nothing_wider(joined):
    """Both incidents at Aguelhok lie in one cercle of Kidal; the convoy to the Kidal region is known to be in no cercle."""
    units = joined.by_unit(NEWER)
    (cercle,) = [key for key in units if key.startswith("Kidal/")]
    shown = joined.incidents(replace(NEWER, regions=(cercle,)))
    assert set(shown["incident_id"]) == {"MLI-2023-10-23-AGUELHOK-1", "MLI-2023-10-23-AGUELHOK-2"}
    assert units["Kidal"] == 3


def test_by_the_report_an_incident_counts_where_its_source_says(desk):
    """Anéfis: by Natural Earth's lines in Gao, some kilometres from Kidal, where it belongs and where reports put it."""
    desk.keep(row(place="Anéfis", reported_region="Kidal"), row(incident_id="B", place="Gao", reported_region="Gao"))
    computed, reported = IncidentFilter(), IncidentFilter(regions_by="reported")
    shown = {by: {k: n for k, n in desk.store.counts(by).by_region.items() if n} for by in (computed, reported)}
    assert shown == {computed: {"Gao": 2}, reported: {"Gao": 1, "Kidal": 1}}
    assert desk.store.moved_by_report(computed) == desk.store.moved_by_report(reported) == 1
    assert desk.store.differing(computed) == {"differs": 1, "same": 1}
    (found,) = desk.store.disagreements(computed).to_dict("records")
    assert (found["incident_id"], found["reported_region"], found["region"], found["near_border"]) == (
        "A",
        "Kidal",
        "Gao",
        True,
    )
    assert found["border_km"] == pytest.approx(6, abs=0.5)


def test_a_store_of_the_first_format_is_brought_up_to_date_and_loses_nothing(desk):
    """As it was made by version 0.1 before boundary sets: without the newer columns and tables."""
    desk.keep(row(place="Anéfis", reported_region="Kidal"), row(incident_id="B", place="RN18", place_precision="road"))
    desk.keep(row(place="Gao", reported_region="Gao"))
    before, account = desk.dump(), desk.store.account()
    with desk.store.cursor() as cursor:
        for name in ("placement", "former_placement", "boundary_set", "boundary_unit", "assigned", "cast_member"):
            cursor.execute(f"drop table {name}")
        for table in ("incident", "former_incident"):
            for column in (
                "open_end",
                "reported_on",
                "known_from",
                "unit_key",
                "attached_km",
                "reported_key",
                "agreement",
                "cast_no",
            ):
                cursor.execute(f"alter table {table} drop column {column}")
        cursor.execute("update meta set value = '1' where key = 'format'")
        cursor.execute("update meta set value = 'older rules' where key = 'reference'")
    desk.reopen()
    rebuild(desk.store)
    assert desk.store.account() == account
    names = ", ".join(("incident_id", "summary", *PLACEMENT_COLUMNS))
    with desk.store.cursor() as cursor:
        after = cursor.execute(f"select {names} from incident order by no").fetchall()
    assert len(after) == len(before["incident"]) == 2
    assert {each[0]: (each[3], each[-1]) for each in after} == {"A": ("Gao", "same"), "B": ("Gao", "")}
    undo(desk.store, 2)
    assert desk.store.differing(IncidentFilter()) == {"differs": 1, "": 1}


def test_one_of_the_second_format_counts_who_takes_part(desk):
    """As it was made before sets of participants had numbers."""
    desk.keep(row(perpetrators="JNIM", targets="Malian army"), row(incident_id="B", perpetrators="JNIM"))
    counted = desk.store.by_actor(IncidentFilter())
    assert counted == {"jnim": 2, "malian-army": 1}
    with desk.store.cursor() as cursor:
        cursor.execute("drop table cast_member")
        for table in ("incident", "former_incident"):
            cursor.execute(f"alter table {table} drop column cast_no")
        cursor.execute("update meta set value = '2' where key = 'format'")
    desk.reopen()
    assert desk.store.by_actor(IncidentFilter()) == counted
    assert desk.store.count(IncidentFilter(actors=("malian-army",))) == 1


def test_a_backup_holds_the_sets_too(desk, newer, tmp_path):
    desk.keep(row(place="Gao"))
    keep_boundaries(desk.store, newer, "me")
    before = placed(desk.store)
    desk.store.close()
    backup(desk.path, tmp_path / "copy.duckdb")
    desk.store = open_store(tmp_path / "copy.duckdb", desk.store.reference)
    assert placed(desk.store) == before
    assert desk.store.set_keys == ["natural-earth", KEY]
