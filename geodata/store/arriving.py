"""Rows on their way into a store."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow

from ..facts import Facts
from ..flat import as_arrow, flat, originals
from ..ingest import Dataset


@dataclass(frozen=True)
class Arriving:
    """Rows on their way into a store, a table each of `flat`; `prepare.Prepared` is the same from the disk."""

    facts: Facts
    tables: dict[str, pyarrow.Table]

    @classmethod
    def of(cls, dataset: Dataset) -> "Arriving":
        """A whole dataset."""
        tables = flat(dataset) | {"set_aside": originals(dataset.faults, dataset.original_rows)}
        return cls(dataset.facts, {name: as_arrow(frame) for name, frame in tables.items()})

    def parts(self) -> Iterator[dict[str, pyarrow.Table]]:
        """The tables, all at once."""
        yield self.tables
