"""A file read and checked, ready to be stored or thrown away: read -> validate -> locate -> join, part by part."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import pyarrow
import pyarrow.dataset
import pyarrow.ipc

from .errors import StoreError
from .facts import Facts, facts_of
from .flat import as_arrow, flat, originals
from .ingest import derive
from .readers import layout_of
from .readers.layout import PART
from .readers.options import NOTHING_SAID, Options
from .reference import Reference
from .said_later import to_be_said_later
from .texts import _

TABLES = (
    "incident",
    "shape",
    "participation",
    "claim",
    "citation",
    "fault",
    "superseded",
    "set_aside",
    "doubt",
    "unlisted",
)
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Prepared:
    """The rows of a file, waiting in `folder` as Arrow files, a table each part; nothing is stored yet."""

    facts: Facts
    folder: Path

    def table(self, name: str) -> pyarrow.dataset.Dataset | None:
        """All parts of one of `TABLES`, read from the disk as they are needed; None when there is none of it."""
        parts = sorted(str(path) for path in self.folder.glob(f"*.{name}.arrow"))
        return pyarrow.dataset.dataset(parts, format="ipc") if parts else None

    def parts(self) -> Iterator[dict[str, pyarrow.dataset.Dataset]]:
        """The tables of one part after the other, read from the disk; a part has no table of what it has none of."""
        for incidents in sorted(self.folder.glob("*.incident.arrow")):
            part = incidents.name.removesuffix(".incident.arrow")
            yield {
                path.suffixes[0][1:]: pyarrow.dataset.dataset(path, format="ipc")
                for path in sorted(self.folder.glob(f"{part}.*.arrow"))
            }

    def frame(self, name: str, most: int | None = None) -> pd.DataFrame:
        """The first rows of the same, all by default, as a frame; without columns when there is none of it."""
        found = self.table(name)
        if found is None:
            return pd.DataFrame()
        return (found.to_table() if most is None else found.head(most)).to_pandas()

    def count(self, name: str) -> int:
        """How many rows a table has."""
        found = self.table(name)
        return 0 if found is None else found.count_rows()


def prepare(
    path: Path,
    name: str,
    reference: Reference,
    folder: Path,
    options: Options = NOTHING_SAID,
    progress: Progress = lambda rows: None,
    share: tuple[int, int] = (0, 1),
) -> Facts:
    """Reads and checks the file at `path`, called `name` by the user, and puts its rows into `folder`.

    Of a share (nr, of) only its part of the rows; see `Layout.parts`. `progress` is told how many rows are done since it was
    told last. Raises DataFileError for a file that can't be used, QuestionError when the user must say how it is meant.
    """
    layout = layout_of(path, options)
    facts = facts_of(path, name, layout)
    # An own `claims.csv` is judged as a whole: its rows must not be told of incidents in another part.
    size = PART if not reference.own_stances else 1 << 60
    for nr, rows in enumerate(_one_at_least(layout.parts(size, *share))):
        with to_be_said_later():
            part = derive(layout.read(rows), reference)
        tables = _numbered(flat(part), facts.incidents, share) | {
            "doubt": part.doubts,
            "unlisted": part.unlisted,
            "set_aside": originals(part.faults, rows),
        }
        for table, frame in tables.items():
            if table in ("incident", "shape") or len(frame):
                _write(frame, folder / f"{share[0]:02}-{nr:06}.{table}.arrow")
        facts = replace(
            facts,
            rows=facts.rows + part.read, incidents=facts.incidents + len(part.incidents), folded=facts.folded + part.folded,
            set_aside=facts.set_aside + part.set_aside, duplicates=facts.duplicates + part.duplicates,
        )  # fmt: skip
        progress(part.read)
    return facts


def _one_at_least(parts: Iterator[list]) -> Iterator[list]:
    """The parts, or an empty one: a file without a row has tables without rows."""
    yield next(parts, [])
    yield from parts


def _numbered(tables: dict[str, pd.DataFrame], begin: int, share: tuple[int, int]) -> dict[str, pd.DataFrame]:
    """The tables with numbers that no other part of the file has."""
    nr, of = share
    numbered = ("incident", "participation", "claim", "citation")
    return tables | {name: tables[name].assign(no=(tables[name]["no"] + begin) * of + nr) for name in numbered}


def _write(frame: pd.DataFrame, path: Path) -> None:
    table = as_arrow(frame)
    try:
        _to_file(table, path)
    except OSError as error:
        raise StoreError(
            _(
                "There is no room to read the file ({fault}). Nothing was stored. Make room on the disk for temporary files."
            ).format(fault=str(error).splitlines()[0][:200])
        ) from error


def _to_file(table: pyarrow.Table, path: Path) -> None:
    with pyarrow.OSFile(str(path), "wb") as sink, pyarrow.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
