"""Stores of any number of synthetic incidents, made by the command line, and what a filter shows in them."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geodata.filters import IncidentFilter
from geodata.ingest import folder, ingest
from geodata.kept import open_kept
from geodata.store import Store, store_of
from tests.browser.conftest import ROOT

EMBEDDED = 19  # so many incidents the product carries; every other number is made up
SIZES = (EMBEDDED, 1_000, 20_000, 200_000, 1_000_000, 3_000_000)


def sizes() -> tuple[int, ...]:
    """The numbers of incidents to measure: those of BENCH_SIZES ("19 20000"), else all."""
    wanted = os.environ.get("BENCH_SIZES", "").replace(",", " ").split()
    return tuple(map(int, wanted)) or SIZES


@contextmanager
def made(size: int) -> Iterator[Path | None]:
    """The path of a store with so many incidents, to be written to as one likes; None for the embedded ones.

    Making three million takes minutes: with BENCH_CACHE they are kept in that folder from run to run.
    """
    if size == EMBEDDED:
        yield None
        return
    with tempfile.TemporaryDirectory() as scratch:
        kept = Path(os.environ.get("BENCH_CACHE") or scratch) / f"{size}.duckdb"
        if not kept.exists():
            _make(size, kept, Path(scratch))
        # Whoever opens a store writes to it: each use has a copy of its own.
        yield Path(shutil.copy(kept, Path(scratch) / "store.duckdb"))


def _make(size: int, target: Path, scratch: Path) -> None:
    sheet, store = scratch / f"{size}.csv", scratch / f"{size}.unfinished.duckdb"
    environment = os.environ | {"INCIDENTS_STORE": str(store)}
    for arguments in (["demo", "--rows", str(size), "-o", str(sheet)], ["import", str(sheet)]):
        command = [sys.executable, "-m", "geodata", *arguments]
        subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(store, target)
    sheet.unlink()


@contextmanager
def reading(path: Path | None) -> Iterator[Store]:
    """The same incidents to ask what a filter shows: a copy, as no second process may open the server's file."""
    if path is None:
        yield store_of(ingest(folder(None)))
        return
    store = open_kept(Path(shutil.copy(path, path.with_name("reading.duckdb"))))
    try:
        yield store
    finally:
        store.close()


def extent(store: Store, chosen: IncidentFilter) -> tuple[int, int]:
    """How many incidents a filter shows, and how many of them have a place on the map."""
    where, values = chosen.condition()
    placed = "count(*) filter (latitude is not null or shape_no is not null)"
    with store.cursor() as cursor:
        asked = f"select count(*), {placed} from {store.source_of(chosen)} i where {where}"
        return cursor.execute(asked, list(values)).fetchall()[0]
