"""Stores of small made-up sheets, and stores that read other tables of figures and handovers."""

import copy
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from geodata.ingest import ingest
from geodata.readers import sigact
from geodata.reference import TABLES
from geodata.store import Store, store_of

from .. import sheets


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Iterator[Callable[..., Store]]:
    """A store of rows as `sheets.row` gives them. It takes a while: what goes into one store should."""
    stores: list[Store] = []

    def make(*rows: dict[str, str]) -> Store:
        stores.append(store_of(ingest(sheets.write(tmp_path_factory.mktemp("made"), *rows))))
        return stores[-1]

    yield make
    for each in stores:
        each.close()


@pytest.fixture
def reading(tmp_path: Path) -> Callable[..., Store]:
    """The same store, but with this text in place of one of its tables."""

    def read(store: Store, name: str, text: str) -> Store:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        tables = store.reference.tables | {name: sigact.read(path, TABLES[name])}
        other = copy.copy(store)
        other.use(replace(store.reference, tables=tables))
        return other

    return read
