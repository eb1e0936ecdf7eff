"""A store is opened by one process, copied whole or not at all, and as it was when the disk is full."""

import pytest

from geodata.errors import StoreError
from geodata.filters import IncidentFilter
from geodata.store import backup, open_store, restore

from ..sheets import row


def test_a_backup_holds_all_and_is_no_older_than_the_last_import(desk, tmp_path):
    desk.keep(row(place="RN18", place_precision="road"), row(incident_id="B", date_end="soon"))
    desk.keep(row(summary="newer"), data_set="own")
    before, account = desk.dump(), desk.store.account()
    desk.store.close()
    backup(desk.path, tmp_path / "copy.duckdb")
    copy = open_store(tmp_path / "copy.duckdb", desk.store.reference)
    desk.store = copy
    assert (desk.dump(), copy.account()) == (before, account)
    assert [shape.geom_type for shape in copy.shapes] == ["LineString"]


def test_a_backup_replaces_no_file_and_leaves_nothing_half_done(desk, tmp_path):
    desk.keep(row())
    desk.store.close()
    there = tmp_path / "there.duckdb"
    there.write_bytes(b"mine")
    with pytest.raises(StoreError, match=r"there\.duckdb is there already"):
        backup(desk.path, there)
    assert there.read_bytes() == b"mine"
    with pytest.raises(StoreError, match=r"There is no store gone\.duckdb"):
        backup(tmp_path / "gone.duckdb", tmp_path / "new.duckdb")
    with pytest.raises(StoreError, match=r"new\.duckdb can't be written"):
        backup(desk.path, tmp_path / "no folder" / "new.duckdb")
    assert sorted(path.name for path in tmp_path.glob("*.duckdb*")) == ["kept.duckdb", "there.duckdb"]


def test_a_restore_brings_the_backup_and_keeps_what_was_there(desk, tmp_path):
    desk.keep(row(summary="then"))
    desk.store.close()
    backup(desk.path, tmp_path / "copy.duckdb")
    desk.store = open_store(desk.path, desk.store.reference)
    desk.keep(row(summary="now"))
    desk.store.close()
    aside = restore(tmp_path / "copy.duckdb", desk.path)
    assert aside.name == "kept.before-restore-1.duckdb"
    desk.store = open_store(desk.path, desk.store.reference)
    assert desk.held() == {"A": "then"}
    desk.store.close()
    desk.store = open_store(aside, desk.store.reference)
    assert desk.held() == {"A": "now"}


def test_what_is_no_backup_restores_nothing(desk, tmp_path):
    desk.keep(row())
    desk.store.close()
    wrong = tmp_path / "wrong.duckdb"
    wrong.write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError, match=r"wrong\.duckdb can't be opened as a store"):
        restore(wrong, desk.path)
    with pytest.raises(StoreError, match=r"There is no backup gone\.duckdb"):
        restore(tmp_path / "gone.duckdb", desk.path)
    desk.store = open_store(desk.path, desk.store.reference)
    assert desk.held() == {"A": ""}
    assert not list(tmp_path.glob("*before-restore*"))


FULL = """
import resource, signal, sys
from pathlib import Path
from tests.geodata.store import work
from geodata.errors import StoreError
from geodata.store import keep, open_store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = open_store(Path(sys.argv[1]), work.REFERENCE)
arriving = work.arriving(1)
size = Path(sys.argv[1]).stat().st_size
# No file may grow any more: as on a full disk, every write fails.
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
try:
    keep(store, arriving, "kept", "test")
    print("kept")
except StoreError as error:
    print(error)
with store.cursor() as cursor:
    print(cursor.execute("select count(*) from incident").fetchall()[0][0])
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
if sys.argv[-1] == "room again":
    keep(store, arriving, "kept", "test")
"""


def test_a_full_disk_is_an_error_and_the_store_is_as_it_was(tmp_path, run_alone, reference):
    for then, held_after in (("full still", 0), ("room again", 10)):
        path = tmp_path / then / "kept.duckdb"
        path.parent.mkdir()
        done = run_alone(f"import sys; sys.argv = {['x', str(path), then]!r}\n{FULL}")
        said, held = done.stdout.strip().splitlines()[-2:]
        assert said.startswith("The store kept.duckdb can't be written (") and said.endswith("It is as it was."), done
        assert held == "0"
        store = open_store(path, reference)
        assert store.count(IncidentFilter()) == held_after
        store.close()
