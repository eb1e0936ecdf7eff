"""What becomes of a file that somebody brings, and the one entry by which the corpus asks for it."""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

import pandas as pd

from geodata.errors import DataFileError, QuestionError
from geodata.ingest import Part, derive, folder
from geodata.readers import layout_of, propose_mapping
from geodata.readers.layout import Layout
from geodata.readers.options import Options
from geodata.reference import Reference, read_reference


@dataclass(frozen=True)
class Refused:
    """A sentence that names the file and, but for that name, holds each of these patterns in any case. A question is one, too."""

    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question about this field of `readers.options.Options`."""

    about: str


@dataclass(frozen=True)
class Read:
    """How many rows are accepted, set aside, ... `cells` gives for the nth incident what some of its columns hold.

    `faults` and `doubts` are the columns that are named; None where any may be. `says` are patterns that one of the faults
    and doubts holds each.
    """

    accepted: int
    set_aside: int = 0
    duplicates: int = 0
    folded: int = 0
    cells: dict[int, dict[str, object]] = field(default_factory=dict)
    faults: tuple[str, ...] | None = ()
    doubts: tuple[str, ...] | None = ()
    says: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """A file by its name, what is in it, and what must become of it."""

    name: str
    content: Callable[[], bytes]
    verdict: Refused | Asked | Read


@cache
def _reference() -> Reference:
    return read_reference(folder(None))


def verdict_of(path: Path) -> Part | DataFileError:
    """What the program makes of a file: its rows, or the error that refuses it or asks for more."""
    try:
        return derive(_layout(path).sheet(), _reference())
    except DataFileError as error:
        return error


def _layout(path: Path) -> Layout:
    """The file opened; asked which column is which, a user takes what is proposed."""
    try:
        return layout_of(path)
    except QuestionError as question:
        if question.about != "mapping":
            raise
        return layout_of(path, Options(mapping=propose_mapping(path)[1]))


def differences(case: Case, path: Path) -> list[str]:
    """In what the program's verdict on the file differs from the right one; [] for none."""
    found, wanted = verdict_of(path), case.verdict
    if isinstance(wanted, Read):
        return list(_of_rows(wanted, found)) if isinstance(found, Part) else [f"refused: {found}"]
    if isinstance(found, Part):
        return [f"read: {len(found.incidents)} accepted, {found.set_aside} set aside"]
    if isinstance(wanted, Asked):
        about = found.about if isinstance(found, QuestionError) else None
        return [] if about == wanted.about else [f"asked about {about}: {found}"]
    if case.name not in str(found):
        return [f"the file isn't named: {found}"]
    sentence = str(found).replace(case.name, "")
    return [f"no {word} in: {sentence}" for word in wanted.words if not _in(word, sentence)]


def _in(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def _of_rows(wanted: Read, found: Part) -> Iterator[str]:
    numbers = (len(found.incidents), found.set_aside, found.duplicates, found.folded)
    if found.read != sum(numbers):
        yield f"{found.read} rows read, but {numbers} accounted for"
    if numbers != (wanted.accepted, wanted.set_aside, wanted.duplicates, wanted.folded):
        yield f"accepted, set aside, duplicates, folded: {numbers}; {_told(found.faults)}"
    for name, told, columns in (
        ("faults", found.faults, wanted.faults),
        ("doubts", found.doubts, wanted.doubts),
    ):
        if columns is not None and set(told["column"]) != set(columns):
            yield f"{name}: {_told(told)}"
    said = _told(pd.concat([found.faults, found.doubts]))
    yield from (f"no {word} in: {said}" for word in wanted.says if not _in(word, said))
    for nr, cells in wanted.cells.items():
        if nr < len(found.incidents):
            yield from _of_cells(cells, found.incidents.iloc[nr])


def _told(faults: pd.DataFrame) -> str:
    return "; ".join(f"{cells.column}={cells.value[:60]!r} {cells.rule} {cells.mend}" for cells in faults.itertuples())


def _of_cells(wanted: dict[str, object], row: pd.Series) -> Iterator[str]:
    for column, value in wanted.items():
        held = row[column]
        if column == "geometry":
            held = held.geom_type
        elif isinstance(held, datetime):
            held = held.date().isoformat()
        same = math.isclose(held, value, abs_tol=1e-4) if isinstance(value, float) else held == value
        if not same:
            yield f"{column} is {str(held)[:80]!r}, not {str(value)[:80]!r}"
