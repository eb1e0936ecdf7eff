"""A boundary file as rows: their cells, and the area of each as the file has it. Only GIS files have areas."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import shapely

from ..errors import DataFileError, QuestionError
from ..outlines import read_area
from ..readers.delimited import unreadable
from ..readers.features import PLACES
from ..readers.opening import open_table
from ..readers.options import Options
from ..readers.table import Table
from ..schema import CRS
from ..texts import _, _n, number
from .measures import in_degrees

MOST_BYTES = 300_000_000


@dataclass(frozen=True)
class Rows:
    """The rows of a file in their order: `cells` by column, `shapes` (None where a row has no area) as the file has them.

    `open_rings` says whose rings did not end where they began, `held` what a row without an area has instead: the kind as in
    WKT, "" for nothing.
    """

    file: str
    kind: str
    sheet: str
    notes: tuple[str, ...]
    cells: dict[str, list[str]]
    shapes: np.ndarray
    open_rings: np.ndarray
    held: list[str]

    def __len__(self) -> int:
        return len(self.shapes)


def refuse_large(path: Path) -> None:
    """Raises DataFileError for a file that isn't there and for one that is larger than boundaries are."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise unreadable(path, error) from error
    if size > MOST_BYTES:
        raise DataFileError(
            _(
                "The data file {file} has {size} MB; boundaries are read up to {most} MB. Simplify it, or leave out what lies "
                "in other countries."
            ).format(file=path.name, size=number(size // 1_000_000), most=number(MOST_BYTES // 1_000_000))
        )


def read(path: Path, options: Options) -> Rows:
    """The rows of a boundary file, whatever its kind.

    Raises DataFileError for a file without any area and for one of no kind that has areas, QuestionError for what the user
    must say: `crs`, `sheet`.
    """
    try:
        rows = _rows(open_table(path, options))
    except QuestionError as question:
        rows = _in_degrees_but_for_some(path, options, question)
    if not any(shape is not None for shape in rows.shapes):
        raise DataFileError(
            _(
                "The data file {file} holds no areas, but {held}. Boundaries are polygons: give the file that holds those."
            ).format(file=path.name, held=held_said(rows.held) if rows.held else _("no rows"))
        )
    return rows


def held_said(held: Sequence[str]) -> str:
    """What rows hold that have no area: "2 points, 1 line"."""
    kinds = Counter(kind.removeprefix("MULTI") for kind in held)
    words = {
        "POINT": _n("{n} point", "{n} points", kinds["POINT"]),
        "LINESTRING": _n("{n} line", "{n} lines", kinds["LINESTRING"]),
        "GEOMETRYCOLLECTION": _n(
            "{n} collection of several kinds of shapes", "{n} collections of several kinds of shapes", kinds["GEOMETRYCOLLECTION"]
        ),
        "": _n("{n} row without a shape", "{n} rows without a shape", kinds[""]),
    }  # fmt: skip
    others = sum(count for kind, count in kinds.items() if kind not in words)
    named = [word for kind, word in words.items() if kinds[kind]]
    unread = [_n("{n} shape that can't be read", "{n} shapes that can't be read", others)] if others else []
    return ", ".join([*named, *unread])


def _in_degrees_but_for_some(path: Path, options: Options, question: QuestionError) -> Rows:
    """A GeoJSON is in degrees by its standard: where only some units can't be, those are at fault, and not the file."""
    if question.about != "crs" or options.crs:
        raise question
    table = open_table(path, replace(options, crs=CRS))
    if table.kind != "GeoJSON":
        raise question
    rows = _rows(table)
    areas = rows.shapes[~shapely.is_missing(rows.shapes)]
    if 2 * in_degrees(areas).sum() <= len(areas):
        raise question
    return rows


def _rows(table: Table) -> Rows:
    if table.marked:
        raise DataFileError(
            _(
                "The data file {file} is a table ({kind}), and no file of boundaries. Give a GeoPackage, GeoJSON, "
                "GeoParquet, KML, or a shapefile in a zip."
            ).format(file=table.file, kind=table.kind)
        )
    lines = table.lines()
    header = next(lines, [])
    folded = [name.strip().casefold() for name in header]
    at = {name: folded.index(name) for name in PLACES if name in folded}
    # Columns that the reader added stand last; those of the file itself stay.
    kept = {name: nr for nr, name in reversed(list(enumerate(header))) if not _is_added(nr, header)}
    columns: list[list[str]] = [[] for _name in kept]
    shapes, open_rings, held = [], [], []
    for cells in lines:
        for column, nr in zip(columns, kept.values(), strict=True):
            column.append(cells[nr])
        outline = cells[at["outline"]] if at else ""
        shape, closed = read_area(outline) if outline else (None, True)
        shapes.append(shape)
        open_rings.append(not closed)
        held.append("" if shape is not None else _kind(outline, bool(at and cells[at["latitude"]])))
    return Rows(
        table.file,
        table.kind,
        table.sheet,
        table.notes,
        dict(reversed(list(zip(kept, columns, strict=True)))),
        np.array([*shapes, None], dtype=object)[:-1],
        np.array(open_rings, dtype=bool),
        held,
    )


def _is_added(nr: int, header: list[str]) -> bool:
    return nr >= len(header) - len(PLACES) and header[nr] in PLACES


def _kind(outline: str, placed: bool) -> str:
    """What a row without an area holds."""
    kind = outline.partition("(")[0].strip().upper()
    return ("GEOMETRY" if kind.endswith("POLYGON") else kind) if outline else "POINT" if placed else ""
