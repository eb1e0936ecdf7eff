"""GeoPackage: read as the SQLite file that it is, which keeps whole numbers whole and opens nothing but that file."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pyproj

from ..errors import DataFileError
from ..texts import _
from .choice import choose
from .features import Features, Row, table
from .options import Options
from .projection import described, named
from .shapes import Shape, from_wkb
from .table import Table

_ENVELOPES = (0, 32, 48, 48, 64)  # bytes of the bounds in a geometry's head, by their kind
_MIDNIGHT = re.compile(r"T00:00(:00(\.0+)?)?Z?$")
_LAYERS = """
    SELECT c.table_name, g.column_name, s.organization, s.organization_coordsys_id, s.definition
    FROM gpkg_contents c
    JOIN sqlite_master m ON m.name = c.table_name AND m.type = 'table' AND m.sql LIKE 'CREATE TABLE%'
    LEFT JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
    LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id AND s.srs_id NOT IN (0, -1)
    WHERE c.data_type IN ('features', 'attributes') ORDER BY m.rowid
"""


def open_geopackage(path: Path, options: Options) -> Table:
    """The features of a layer. Raises DataFileError for other databases, QuestionError when there are several layers."""
    with _opened(path) as database:
        layers = {name: (geometry, _crs(*crs)) for name, geometry, *crs in database.execute(_LAYERS)}
        filled = [
            name for name in layers if database.execute(f"SELECT EXISTS (SELECT 1 FROM {_quoted(name)})").fetchone()[0]
        ]
        layer = choose(path.name, tuple(layers), filled, options.sheet)
        geometry, crs = layers[layer]
        columns = _columns(database, layer, geometry)

    def rows() -> Iterator[Row]:
        every = [*columns, *([geometry] if geometry else [])]
        with _opened(path) as database:
            for found in database.execute(f"SELECT {', '.join(map(_quoted, every))} FROM {_quoted(layer)}"):
                values = [_value(value, kind) for value, kind in zip(found, columns.values(), strict=False)]
                yield values, _shape(found[-1]) if geometry else None

    features = Features(list(columns), rows, crs, spatial=geometry is not None)
    return table(path.name, "GeoPackage", features, options, sheet=layer, sheets=tuple(layers))


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The database, only to be read; `immutable` leaves journals beside it alone."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            database.text_factory = lambda text: text.decode("utf-8", "replace")
            database.execute("PRAGMA trusted_schema = OFF")
            yield database
    except sqlite3.Error as error:
        raise DataFileError(
            _(
                "The data file {file} is a database that can't be read as a GeoPackage ({fault}). Save it as one again."
            ).format(file=path.name, fault=str(error))
        ) from error


def _columns(database: sqlite3.Connection, layer: str, geometry: str | None) -> dict[str, str]:
    """Names and types of a layer's columns, without the running number that the format itself needs."""
    found = database.execute(f"PRAGMA table_info({_quoted(layer)})")
    return {
        name: kind.upper()
        for _nr, name, kind, _full, _default, key in found
        if name != geometry and not (key and name.casefold() == "fid")
    }


def _crs(organization: str | None, code: object, definition: str | None) -> pyproj.CRS | None:
    return named(f"{organization}:{code}") or described(definition or "")


def _value(value: object, kind: str) -> object:
    if kind == "BOOLEAN" and value in (0, 1):
        return bool(value)
    return _MIDNIGHT.sub("", value) if kind == "DATETIME" and isinstance(value, str) else value


def _shape(blob: object) -> Shape | None:
    """The geometry after its head: "GP", version, flags, system, bounds."""
    if blob is None:
        return None
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != b"GP" or (kind := blob[3] >> 1 & 7) > 4:
        return Shape("GEOMETRY", None)
    empty = blob[3] >> 4 & 1
    return None if empty else from_wkb(blob[8 + _ENVELOPES[kind] :])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
