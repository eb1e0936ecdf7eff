"""Stores of small made-up sheets."""

from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.ingest import ingest
from geodata.store import Store, store_of

from .. import sheets


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Store]:
    """A store of rows as `sheets.row` gives them; other tables of the folder by name, as text."""

    def make(*rows: dict[str, str], **tables: str) -> Store:
        for name, text in tables.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return store_of(ingest(sheets.write(tmp_path, *rows)))

    return make
