"""Files that somebody sends: opened, read and checked in a limited child process, never in the server's own."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from . import confined
from .facts import Facts
from .prepare import prepare
from .readers import propose_mapping, table_of
from .readers.mapping import Mapping
from .readers.options import NOTHING_SAID, Options
from .reference import folder, read_reference

_SAMPLE, _PEEKED = 6, 5  # rows of a preview


@dataclass(frozen=True)
class Peek:
    """What a file looks like before it is read: its kind, and its first rows as they stand."""

    kind: str
    sheet: str
    sheets: tuple[str, ...]
    encoding: str
    delimiter: str
    notes: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Proposal:
    """A table of no known format: its columns, which of them may stand for which of the own sheet, and some rows."""

    header: tuple[str, ...]
    mapping: Mapping
    rows: tuple[tuple[str, ...], ...]


def peek(path: Path, options: Options = NOTHING_SAID) -> Peek:
    """How a file begins. Raises DataFileError for a file of no known kind, QuestionError when the user must say which part."""
    said = {"sheet": options.sheet, "crs": options.crs}
    found = confined.run("peek", {"path": str(path), "options": said})
    rows = tuple(tuple(cells) for cells in found.pop("head"))
    return Peek(**found | {name: tuple(found[name]) for name in ("sheets", "notes")}, rows=rows)


def propose(path: Path, options: Options = NOTHING_SAID) -> Proposal:
    """Which column may stand for which, for a table of no known format."""
    found = confined.run("propose", {"path": str(path), "options": options.to_json()})
    rows = tuple(tuple(cells) for cells in found["rows"])
    return Proposal(tuple(found["header"]), Mapping.from_json(found["mapping"]), rows)


def prepare_upload(
    path: Path, name: str, into: Path, options: Options = NOTHING_SAID, places: Path | None = None, **limits: int
) -> Facts:
    """`prepare` in a limited process; `limits` are those of `confined.run`. `places` are towns of the user (see `kept`)."""
    arguments = {"path": str(path), "name": name, "into": str(into), "options": options.to_json()}
    return Facts.from_dict(confined.run("prepare", arguments | {"places": str(places or "")}, **limits))


# --- what the child does ------------------------------------------------------------------------------------------------


def do_peek(path: str, options: dict[str, str] | None = None) -> dict:
    """In the child: what kind of table a file holds, with its first rows; `options` are fields of `Options`."""
    table = table_of(Path(path), Options(**(options or {})))
    said = {name: getattr(table, name) for name in ("kind", "sheet", "sheets", "encoding", "delimiter", "notes")}
    return said | {"head": table.head(_PEEKED)}


def do_propose(path: str, options: str) -> dict:
    """In the child: the proposal of a mapping."""
    header, mapping, rows = propose_mapping(Path(path), Options.from_json(options))
    return {"header": header, "mapping": mapping.to_json(), "rows": rows[:_SAMPLE]}


def do_prepare(path: str, name: str, into: str, options: str, places: str) -> dict:
    """In the child: the whole file, its rows put into the folder `into`."""
    reference = read_reference(folder(None), pd.read_parquet(places) if places else None)
    return prepare(Path(path), name, reference, Path(into), Options.from_json(options)).to_dict()
