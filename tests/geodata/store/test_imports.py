"""An import adds, changes by the source's id, says what it did, and can be taken back as if it had never been."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.errors import StoreError
from geodata.filters import IncidentFilter
from geodata.ingest import ingest
from geodata.store import compare, data_set_of, keep, mark, open_store, store_of, undo

from .. import sheets
from ..readers.exports import ACLED_HEADER, MONADIC_HEADER, acled, write
from ..sheets import row
from .conftest import Desk


def numbers(done) -> tuple[int, int, int, int]:
    return done.added, done.changed, done.removed, done.unchanged


def test_what_is_imported_is_there_after_a_restart(desk):
    done = desk.keep(row(), row(incident_id="B", perpetrators="Nobody knows", place="RN18", place_precision="road"))
    assert (done.import_no, done.data_set, *numbers(done)) == (1, "own", 2, 0, 0, 0)
    before, version = desk.dump(), desk.store.version
    desk.reopen()
    assert desk.dump() == before
    assert desk.store.version == version
    assert [shape.geom_type for shape in desk.store.shapes] == ["LineString"]
    assert desk.store.count(IncidentFilter(actors=("unlisted:Nobody knows",))) == 1


def test_an_incident_knows_the_file_and_the_row_that_it_came_from(desk):
    desk.keep(row(), row(incident_id="B"))
    assert desk.store.sheet(IncidentFilter())[["incident_id", "data_set", "file", "file_row"]].to_numpy().tolist() == [
        ["A", "own", "sheet.csv", 2],
        ["B", "own", "sheet.csv", 3],
    ]


def test_the_same_file_twice_changes_nothing(desk):
    desk.keep(row(), row(incident_id="B"))
    before, imports = desk.dump(), len(desk.store.imports())
    again = desk.keep(row(), row(incident_id="B"))
    assert (again.import_no, *numbers(again)) == (None, 0, 0, 0, 2)
    assert (desk.dump(), len(desk.store.imports())) == (before, imports)


def test_a_newer_file_adds_and_changes_by_id_and_says_which_columns(desk):
    desk.keep(row(), row(incident_id="B"), row(incident_id="C"))
    newer = (row(), row(incident_id="B", fatalities_best="3", summary="Three dead."), row(incident_id="D"))
    found = desk.compare(*newer)
    assert (found.added, found.changed, found.unchanged, found.missing) == (1, 1, 1, 1)
    assert found.differences.to_numpy().tolist() == [
        ["B", "fatalities_best", "", "3"],
        ["B", "summary", "", "Three dead."],
    ]
    assert desk.held() == {"A": "", "B": "", "C": ""}, "a comparison stores nothing"
    numbers_of_b = desk.store.incident("B")["no"]
    done = desk.keep(*newer)
    assert numbers(done) == (1, 1, 0, 1)
    assert desk.held() == {"A": "", "B": "Three dead.", "C": "", "D": ""}
    assert desk.store.incident("B")["no"] == numbers_of_b, "a link to it and its place on the map stay"


def test_what_the_file_lacks_goes_only_when_asked_and_only_from_its_own_days(desk):
    early = row(incident_id="early", date_start="2022-01-01", date_end="2022-01-01")
    desk.keep(early, row(), row(incident_id="B"))
    kept = desk.keep(row(summary="newer"))
    assert numbers(kept) == (0, 1, 0, 0)
    assert desk.held().keys() == {"early", "A", "B"}
    done = desk.keep(row(summary="newest"), remove_missing=True)
    assert numbers(done) == (0, 1, 1, 0)
    assert desk.held() == {"early": "", "A": "newest"}


def test_an_undo_brings_every_table_back(desk):
    desk.keep(row(perpetrators="JNIM; Somebody"), row(incident_id="B", place="RN18", place_precision="road"))
    before = desk.dump()
    desk.keep(
        row(perpetrators="Others", reported_by="JNIM", stance="claimed"),
        row(incident_id="C", document_id="ctp", footnotes="1"),
        remove_missing=True,
    )
    assert desk.held().keys() == {"A", "C"}
    undo(desk.store, 2)
    assert desk.dump() == before
    desk.reopen()
    assert desk.dump() == before
    undo(desk.store, 1)
    assert desk.held() == {}
    assert desk.store.account().read == 0


def test_imports_of_a_data_set_are_undone_from_the_last_one_back(desk):
    desk.keep(row())
    desk.keep(row(summary="newer"))
    desk.keep(row(), data_set="other")
    with pytest.raises(StoreError, match="Undo import 2 first"):
        undo(desk.store, 1)
    undo(desk.store, 2)
    with pytest.raises(StoreError, match=r"Import 2 \(sheet\.csv\) was undone on"):
        undo(desk.store, 2)
    with pytest.raises(StoreError, match="There is no import 9"):
        undo(desk.store, 9)
    undo(desk.store, 1)
    assert desk.held() == {"A (other)": ""}


def test_a_file_that_was_undone_can_come_in_again(desk):
    desk.keep(row())
    undo(desk.store, 1)
    assert numbers(desk.keep(row())) == (1, 0, 0, 0)


def test_two_data_sets_may_use_the_same_ids(desk):
    desk.keep(row(summary="one"), data_set="one")
    desk.keep(row(summary="two"), data_set="two")
    assert desk.held() == {"A": "one", "A (two)": "two"}
    desk.keep(row(summary="two, newer"), data_set="two")
    assert desk.held() == {"A": "one", "A (two)": "two, newer"}
    assert desk.store.count(IncidentFilter(data_sets=("two",))) == 1


def test_an_older_version_does_not_replace_a_newer_one(desk):
    desk.keep(row(summary="newer", revised="1700000000"))
    done = desk.keep(row(summary="older", revised="1600000000"))
    assert (*numbers(done), done.duplicates) == (0, 0, 0, 0, 1)
    assert desk.held() == {"A": "newer"}
    assert numbers(desk.keep(row(summary="newest", revised="1700000001"))) == (0, 1, 0, 0)


def test_a_row_that_was_set_aside_is_let_go_once_it_comes_in_well(desk):
    done = desk.keep(row(), row(incident_id="B", date_end="soon"))
    assert (done.read, done.accepted, done.set_aside) == (2, 1, 1)
    header, rows = desk.store.set_aside_rows(1)
    assert dict(zip(header, rows["cells"].iloc[0], strict=True))["date_end"] == "soon"
    assert desk.store.account().waiting == 1
    assert desk.store.quarantine()[["source_file", "row", "column", "value"]].to_numpy().tolist() == [
        ["sheet.csv", 3, "date_end", "soon"]
    ]
    desk.keep(row(incident_id="B"))
    assert desk.store.account().waiting == 0
    assert desk.store.quarantine().empty
    assert desk.held().keys() == {"A", "B"}
    undo(desk.store, 2)
    assert desk.store.account().waiting == 1, "taken back, the row waits again"


def test_the_data_set_of_a_file_is_that_of_its_publisher_or_its_name(desk, tmp_path):
    own, theirs = (
        desk.prepared(desk.file(row(), name="my notes.v2.csv")),
        desk.prepared(write(tmp_path, ACLED_HEADER, acled())),
    )
    assert data_set_of(desk.store, own.facts) == "my notes.v2"
    assert data_set_of(desk.store, theirs.facts) == "ACLED"
    assert data_set_of(desk.store, theirs.facts, " Sahel ") == "Sahel"
    keep(desk.store, own, "weekly", "test")
    assert data_set_of(desk.store, own.facts) == "weekly", "the same file belongs where it went before"


def test_rows_of_acled_are_marked_and_the_mark_is_the_users_to_change(desk, tmp_path):
    keep(desk.store, desk.prepared(write(tmp_path, ACLED_HEADER, acled())), "ACLED", "test")
    desk.keep(row())
    assert set(desk.store.withheld()) == {"ACLED"}
    mark(desk.store, "ACLED", True)
    assert desk.store.withheld() == {}
    desk.reopen()
    assert desk.store.withheld() == {}


def test_several_rows_an_incident_are_counted_as_rows(desk, tmp_path):
    actors = [acled(actor1=name) for name in ("JNIM", "Dozo", "Others")]
    done = keep(desk.store, desk.prepared(write(tmp_path, MONADIC_HEADER, *actors)), "ACLED", "test")
    assert (done.read, done.added, done.folded, done.accepted) == (3, 1, 2, 3)
    changed = [acled(actor1=name, fatalities="9") for name in ("JNIM", "Dozo", "Others")]
    found = compare(desk.store, desk.prepared(write(tmp_path, MONADIC_HEADER, *changed)), "ACLED")
    assert (found.changed, found.rows) == (1, {"added": 0, "changed": 3, "unchanged": 0, "older": 0})


def test_shares_of_a_file_are_the_whole_file(desk):
    rows = [row(incident_id=f"{nr}", perpetrators=f"Actor {nr % 5}") for nr in range(50)] + [row(incident_id="7")]
    path = desk.file(*rows)
    whole, *shares = (desk.prepared(path, share) for share in ((0, 1), (0, 2), (1, 2)))
    together = shares[0].facts.plus(shares[1].facts)
    assert together == whole.facts
    assert {s.facts.incidents for s in shares} != {0, whole.facts.incidents}
    for name in ("incident", "participation"):
        tables = [share.frame(name) for share in shares]
        assert sum(map(len, tables)) == len(whole.frame(name))
    assert not set(shares[0].frame("incident")["no"]) & set(shares[1].frame("incident")["no"])


def test_a_second_process_is_told_that_the_store_is_open(desk, run_alone):
    code = (
        "import sys; from pathlib import Path; from geodata.__main__ import main; "
        f"sys.exit(main(['imports', '--store', {str(desk.path)!r}]))"
    )
    done = run_alone(code)
    assert done.returncode == 2
    assert done.stderr.strip().splitlines()[-1].startswith("Another process has the store kept.duckdb open.")


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to be one" * 100])
def test_what_is_no_store_is_refused_and_left_as_it_was(tmp_path, reference, content):
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    if content:
        with pytest.raises(StoreError, match=r"notes\.txt can't be opened as a store"):
            open_store(path, reference)
        assert path.read_bytes() == content


CELLS = {
    "incident_id": st.sampled_from(["", "A", "B", "C", "D"]),
    "summary": st.sampled_from(["", "one", "two"]),
    "date_end": st.sampled_from(["2023-10-03", "2023-10-03", "soon"]),
    "place": st.sampled_from(["Gao", "Atlantis"]),
}
FILES = st.lists(st.lists(st.fixed_dictionaries({}, optional=CELLS), max_size=6), min_size=1, max_size=4)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=FILES)
def test_every_row_of_every_import_is_accounted_for_and_undone(tmp_path_factory, reference, files):
    """read = accepted + set aside + duplicates + unchanged; by region + outside + unlocated = total; undone, all is gone."""
    folder = tmp_path_factory.mktemp("files")
    desk = Desk(open_store(None, reference), folder, folder)
    made = []
    for cells in files:
        done = desk.keep(*(row(**each) for each in cells))
        assert done.read == len(cells) == done.accepted + done.set_aside + done.duplicates + done.unchanged
        counts = desk.store.counts(IncidentFilter())
        assert counts.total == sum(counts.by_region.values()) + sum(counts.outside.values()) + counts.unlocated
        made.append(done.import_no)
    account = desk.store.account()
    assert account.read == account.accepted + account.set_aside + account.duplicates + account.unchanged
    for import_no in filter(None, reversed(made)):
        undo(desk.store, import_no)
    assert desk.held() == {}
    desk.store.close()


def test_a_dataset_in_memory_is_the_same_as_one_that_is_kept(desk, tmp_path):
    rows = [row(), row(incident_id="B", date_end="never"), row(incident_id="C", place="Gao", place_precision="area")]
    desk.keep(*rows)
    memory = store_of(ingest(sheets.write(tmp_path, *rows)))
    assert memory.counts(IncidentFilter()) == desk.store.counts(IncidentFilter())
    assert memory.account() == desk.store.account()
