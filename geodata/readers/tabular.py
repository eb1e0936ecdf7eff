"""Any table, by a mapping of its columns to those of the own sheet; nothing that it says is lost.

What no column of the own sheet has a place for goes into the analyst's note under the name that the file gives it.
"""

import csv
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import pandas as pd

from ..actors import fold, split
from ..errors import DataFileError
from ..texts import _
from . import days, mapped
from .layout import Layout, settle
from .mapped import Cells, Known
from .mapping import Mapping
from .options import Options
from .proposal import DATES, ROAD, ROAD_FROM, ROAD_TO, meaning_of, problems, propose
from .sheet import Reader, Sheet, faults_of, joined, shaped, shifted, without_copies
from .sigact import unmarked
from .table import CELLS, ROW, ROWS, Table, stripped

__all__ = ["NAME", "header_at", "known_names", "lay_out_mapped", "names_of", "problems", "propose", "reader"]
NAME = "a table of any kind"
TITLE_ROWS = 12  # the header is one of the first rows
_ID = "\0id"  # no column of a file has this name
_DATA = Path(__file__).parent.parent / "data"
_DIVISION = "2023"  # the regions made then are towns as well, and a place of such a name is the town


@cache
def known_names() -> Known:
    """The names of the embedded actors, towns and areas, folded."""
    actors, towns, regions = (_table(name) for name in ("actors.csv", "places.csv", "region_names.csv"))
    areas = [feature["properties"] for name in ("regions.geojson", "areas.geojson") for feature in _features(name)]
    return Known(
        frozenset(fold(row[column]) for row in actors for column in ("name", "alias")),
        _folded(towns),
        _folded([*areas, *(row for row in regions if row["since"] < _DIVISION)]),
    )


def _table(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _features(name: str) -> list[dict]:
    return json.loads((_DATA / name).read_text(encoding="utf-8"))["features"]


def _folded(rows: list[dict[str, str]]) -> frozenset[str]:
    return frozenset(fold(name) for row in rows for name in (row["name"], *split(row["aliases"])))


def names_of(header: list[str]) -> list[str]:
    """A name for each column, each once: "Note", "Note (2)"; a column without a name has its number."""
    names, taken = [], {ROW, CELLS, ROWS}
    for number, written in enumerate(header, start=1):
        plain = written.strip() or f"_column {number}"
        name, again = plain, 2
        while name in taken:
            name, again = f"{plain} ({again})", again + 1
        taken.add(name)
        names.append(name)
    return names


def header_at(top: list[list[str]]) -> int:
    """Which of the first rows is the header, counted from 0: the first with the most different cells that are words.

    A word that is the name of a column counts twice: a row of data may have more words than a header with gaps.
    """
    words = [{cell.strip() for cell in cells if _is_word(cell.strip())} for cells in top[:TITLE_ROWS]]
    counts = [len(each) + len([word for word in each if meaning_of(word)]) for each in words]
    return counts.index(max(counts)) if counts else 0


def _is_word(cell: str) -> bool:
    return bool(cell) and not re.fullmatch(r"[-+]?[\d\s.,/:]+", cell) and days.read_span(cell) is None


def reader(mapping: Mapping, known: Known | None = None) -> Reader:
    """The reader of a table by this mapping. Names in `known`, by default the embedded ones, are never parted."""
    return Reader(
        name=NAME,
        needs=tuple(dict.fromkeys(mapping.columns.values())),
        key=mapping.columns.get("incident_id", ""),
        recognises=partial(_recognises, mapping),
        read=partial(_read, mapping, known),
        names=names_of,
        decide=partial(_decide, mapping),
    )


def lay_out_mapped(table: Table, mapping: Mapping, options: Options) -> Layout:
    """The table by this mapping. Raises DataFileError when the mapping lacks something, QuestionError as `days.decide` does."""
    top = table.head(TITLE_ROWS + 4)
    if not top:
        raise DataFileError(_("The data file {file} is empty.").format(file=table.file))
    made = reader(mapping)
    fitting = [at for at, cells in enumerate(top[:TITLE_ROWS]) if made.recognises(cells, top[at + 1 :])]
    at = fitting[0] if fitting else header_at(top)
    if lacking := problems(mapping, names_of(top[at])):
        raise DataFileError(
            _("The data file {file} can't be read by this choice of columns. {problems}").format(
                file=table.file, problems=" ".join(lacking)
            )
        )
    return settle(table, made, at, top, options)


def _recognises(mapping: Mapping, header: list[str], first_rows: list[list[str]]) -> bool:
    return bool(mapping.columns) and set(names_of(header)) >= set(mapping.columns.values())


def _decide(mapping: Mapping, names: list[str], cells_of: Callable[[str], Iterator[str]], options: Options) -> Options:
    columns = dict.fromkeys(mapping.columns[name] for name in DATES if name in mapping.columns)
    return days.decide(columns, cells_of, options)


def _read(mapping: Mapping, known: Known | None, rows: pd.DataFrame, options: Options) -> Sheet:
    """The table as the project's own sheet; each of its rows is there or accounted for."""
    known = known_names() if known is None else known
    rows = stripped(unmarked(rows))
    once = without_copies(rows)
    ids = _ids(once, mapping)
    uneven = shifted(once, once.columns[0]).assign(incident_id=lambda faults: ids[faults.index])
    even = once.drop(index=uneven.index)
    cells = Cells(even, mapping)
    dates, notes, checks = mapped.dated(cells, options)
    unread = faults_of(even.assign(**{_ID: ids}), _ID, checks)
    sheet = _sheet(cells, ids, dates, notes, known, options).drop(index=unread.index.unique())
    return Sheet(
        sheet,
        read=len(rows),
        copies=len(rows) - len(once),
        faults=pd.concat([uneven, unread]).sort_values("row", kind="stable"),
        names=_names(mapping),
    )


def _sheet(
    cells: Cells, ids: pd.Series, dates: pd.DataFrame, notes: list[str], known: Known, options: Options
) -> pd.DataFrame:
    places, of_place = mapped.placed(cells, known)
    actors, of_actors = mapped.taking_part(cells, known)
    counts, of_counts = mapped.counted(cells)
    told, of_told = mapped.told(cells, options)
    said = [
        cells.given("analyst_note").tolist(),
        notes,
        of_place,
        *of_actors,
        *of_counts,
        *of_told,
        *mapped.unmapped(cells),
    ]
    return shaped(
        cells.rows,
        **mapped.as_they_are(cells),
        **{name: dates[name] for name in dates},
        **{name: places[name] for name in places},
        **actors,
        **counts,
        **told,
        incident_id=ids,
        analyst_note=[joined(parts) for parts in zip(*filter(any, said), strict=True)] or "",
    )


def _ids(rows: pd.DataFrame, mapping: Mapping) -> pd.Series:
    """The file's own ids; a row without one has an id made of its cells, the same whenever the file is read."""
    if "incident_id" in mapping.columns:
        given = rows[mapping.columns["incident_id"]]
        return given.where(given != "", _made_ids(rows)) if (given == "").any() else given
    return _made_ids(rows)


def _made_ids(rows: pd.DataFrame) -> pd.Series:
    cells = zip(*(rows[name].tolist() for name in rows if name not in (ROW, CELLS)), strict=True)
    return pd.Series([f"row-{_digest(each)}" for each in cells], index=rows.index, dtype=str)


def _digest(cells: tuple[str, ...]) -> str:
    return hashlib.sha256("\x1f".join(cells).encode("utf-8", "replace")).hexdigest()[:12]


def _names(mapping: Mapping) -> dict[str, str]:
    """The file's own names of the sheet's columns; a place may come from several, and one date is both ends."""
    dates = {name: mapping.columns[other] for name, other in (DATES, DATES[::-1]) if other in mapping.columns}
    names = dates | {own: name for own, name in mapping.columns.items() if own not in (ROAD, ROAD_FROM, ROAD_TO)}
    of_place = [mapping.columns[name] for name in ("place", ROAD_FROM, ROAD_TO, ROAD) if name in mapping.columns]
    return names | ({"place": "/".join(of_place)} if of_place else {})
