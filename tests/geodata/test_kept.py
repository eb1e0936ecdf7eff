"""The store that keeps what is imported begins with the embedded incidents, and has the newest of them when it is opened."""

import getpass

import pytest

from geodata import kept
from geodata.ingest import folder
from geodata.kept import EMBEDDED_SET, open_kept, store_path, user
from geodata.store import undo


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "kept.duckdb"
    open_kept(path).close()
    return path


def standing(path) -> list[tuple[str, int]]:
    """The data sets of the imports that stand, and how many incidents each brought."""
    store = open_kept(path)
    try:
        imports = store.imports()
        return [(each.data_set, each.added) for each in imports[imports["undone_at"].isna()].itertuples()]
    finally:
        store.close()


def test_a_store_begins_with_the_embedded_incidents_and_reads_them_once(path, monkeypatch):
    """Reading them takes longer than a command that only lists something."""
    monkeypatch.setattr(kept, "ingest", lambda _source: pytest.fail("read again"))
    assert standing(path) == [(EMBEDDED_SET, 19)]


def test_embedded_incidents_that_changed_with_the_program_come_in(path, tmp_path, monkeypatch):
    """As after an update: the file has one incident less, which its sources no longer have."""
    lines = folder(None).file("incidents.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    newer = tmp_path / "newer"
    newer.mkdir()
    (newer / "incidents.csv").write_text("".join(lines[:-1]), encoding="utf-8")
    usual = kept.ingest
    monkeypatch.setattr(kept, "folder", lambda _none: folder(newer))
    read = []
    monkeypatch.setattr(kept, "ingest", lambda source: read.append(source) or usual(source))
    for _opening in range(2):
        store = open_kept(path)
        try:
            assert len(store.imports()) == 2
            assert store.imports()["removed"].tolist() == [1, 0]
        finally:
            store.close()
    assert len(read) == 1


def test_embedded_incidents_that_were_taken_out_stay_out(path):
    store = open_kept(path)
    undo(store, 1)
    store.close()
    assert standing(path) == []


def test_the_store_lies_where_it_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("INCIDENTS_STORE", str(tmp_path / "a.duckdb"))
    assert store_path() == tmp_path / "a.duckdb"
    assert store_path("b.duckdb").name == "b.duckdb"
    monkeypatch.setenv("INCIDENTS_STORE", ":memory:")
    assert store_path() is None
    monkeypatch.delenv("INCIDENTS_STORE")
    assert str(store_path()) == "incidents.duckdb"


@pytest.mark.parametrize("fault", [KeyError("uid not found"), OSError("no name")])
def test_a_user_without_a_name_can_import_too(monkeypatch, fault):
    """In a container a number may be all that there is; Python says so in one way or another."""

    def nobody():
        raise fault

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert user() == ""
