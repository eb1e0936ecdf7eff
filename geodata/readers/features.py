"""Rows with a geometry each as a table: attributes as text, points as two columns, lines and areas as WKT."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyproj

from .cells import text
from .options import Options
from .projection import said, to_degrees
from .shapes import Shape, from_wkb
from .table import Table

PLACES = ("latitude", "longitude", "outline")
# Columns of this project's own exports: their geometry only repeats what the columns say.
OWN = {"map_latitude", "uncertainty_km"}
Row = tuple[Sequence[object], Shape | None]


@dataclass(frozen=True)
class Features:
    """`names` of the attributes; `each` gives afresh each row's values in their order, with its geometry.

    `crs` is what the file says of its coordinates, None where it doesn't; `spatial` is False for a table without geometry.
    """

    names: list[str]
    each: Callable[[], Iterator[Row]]
    crs: pyproj.CRS | None = None
    spatial: bool = True


def table(
    file: str, kind: str, features: Features, options: Options, *, sheet: str = "", sheets: tuple[str, ...] = (), notes: tuple[str, ...] = ()
) -> Table:  # fmt: skip
    """The features as a table. Raises QuestionError when the user must say in which coordinate system they are."""
    names = features.names
    places = features.spatial and not names_of_own(names)
    move, note = to_degrees(file, features.crs or said(file, options.crs)) if places else (None, "")
    folded = [name.strip().casefold() for name in names]
    added = [name for name in PLACES if name not in folded] if places else []
    at = {name: [*folded, *added].index(name) for name in PLACES} if places else {}

    def lines() -> Iterator[list[str]]:
        yield [*names, *added]
        for values, shape in features.each():
            cells = [*map(text, values), *[""] * len(added)]
            if places and shape is not None:
                _place(cells, at, shape.moved(move) if move else shape)
            yield cells

    every = tuple(filter(None, (*notes, note)))
    return Table(file, kind, lines, sheet=sheet, sheets=sheets, notes=every, marked=False)


def names_of_own(names: Iterable[str]) -> bool:
    """Whether a file with these columns is an export of this project."""
    return OWN.issubset(names)


def from_batches(batches: Iterable, geometry: str | None) -> Iterator[Row]:
    """The rows of Arrow's record batches, the column `geometry` as WKB."""
    for batch in batches:
        names = batch.schema.names
        columns = [batch.column(nr).to_pylist() for nr, name in enumerate(names) if name != geometry]
        shapes = batch.column(names.index(geometry)).to_pylist() if geometry else [None] * batch.num_rows
        rows = zip(*columns, strict=True) if columns else ((),) * batch.num_rows
        yield from ((values, from_wkb(shape)) for values, shape in zip(rows, shapes, strict=True))


def _place(cells: list[str], at: dict[str, int], shape: Shape) -> None:
    """Fills in where it is, unless the row's own cells say so: half a position of each would be a third one."""
    if shape.kind == "POINT" and shape.parts is not None:
        if not cells[at["latitude"]] and not cells[at["longitude"]]:
            x, y = shape.parts
            cells[at["latitude"]], cells[at["longitude"]] = (text(v) or repr(v) for v in (y, x))
    elif not cells[at["outline"]]:
        cells[at["outline"]] = shape.wkt
