"""A new store, and files of sheets to import into it."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from geodata.prepare import Prepared, prepare
from geodata.readers.options import NOTHING_SAID
from geodata.reference import Reference, folder, read_reference
from geodata.store import Comparison, Import, Store, compare, keep, open_store

from .. import sheets

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def reference() -> Reference:
    return read_reference(folder(None))


@dataclass
class Desk:
    """A store, and a way to bring rows into it."""

    store: Store
    path: Path
    folder: Path
    read: int = 0

    def prepared(self, path: Path, share: tuple[int, int] = (0, 1)) -> Prepared:
        self.read += 1
        into = self.folder / f"rows-{self.read}"
        into.mkdir()
        return Prepared(prepare(path, path.name, self.store.reference, into, NOTHING_SAID, share=share), into)

    def file(self, *rows: dict[str, str], name: str = "sheet.csv") -> Path:
        return sheets.write(self.folder, *rows, name=name).file("incidents.csv")

    def keep(self, *rows: dict[str, str], data_set: str = "own", **options) -> Import:
        return keep(self.store, self.prepared(self.file(*rows)), data_set, "test", **options)

    def compare(self, *rows: dict[str, str], data_set: str = "own") -> Comparison:
        return compare(self.store, self.prepared(self.file(*rows)), data_set)

    def held(self) -> dict[str, str]:
        """The incidents by their keys, with their summaries; each key once."""
        with self.store.cursor() as cursor:
            found = cursor.execute("select incident_id, summary from incident").fetchall()
        assert len(dict(found)) == len(found)
        return dict(found)

    def dump(self) -> dict[str, list[tuple]]:
        """Every row of the tables that an import changes, to tell whether an undo brings all back."""
        tables = ("incident", "participation", "claim", "citation", "placement", "actor")
        with self.store.cursor() as cursor:
            return {name: sorted(map(repr, cursor.execute(f"select * from {name}").fetchall())) for name in tables}

    def reopen(self) -> None:
        self.store.close()
        self.store = open_store(self.path, self.store.reference)


@pytest.fixture
def desk(tmp_path, reference) -> Callable[[], Desk]:
    made = Desk(open_store(tmp_path / "kept.duckdb", reference), tmp_path / "kept.duckdb", tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def make_desk(tmp_path, reference) -> Iterator[Callable[[], Desk]]:
    """Stores in memory, as many as are asked for."""
    made: list[Desk] = []

    def make() -> Desk:
        folder = tmp_path / str(len(made))
        folder.mkdir()
        made.append(Desk(open_store(None, reference), folder / "none", folder))
        return made[-1]

    yield make
    for desk in made:
        desk.store.close()


@pytest.fixture
def run_alone() -> Callable[[str], subprocess.CompletedProcess]:
    """Runs Python code in a process of its own, from the project's folder."""

    def run(code: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-c", code], check=False, cwd=ROOT, capture_output=True, text=True, timeout=60
        )

    return run
