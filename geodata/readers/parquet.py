"""GeoParquet and plain Parquet, some thousand rows at a time."""

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pyproj

from ..errors import DataFileError
from ..texts import _
from .features import Features, Row, from_batches, table
from .options import Options
from .projection import DEGREES, from_json
from .table import Table

_ROWS = 5_000
# Not all of Arrow's: too little memory is no fault of the file.
_FAULTS = (
    pyarrow.ArrowInvalid, pyarrow.ArrowNotImplementedError, pyarrow.ArrowTypeError, pyarrow.ArrowKeyError,
    pyarrow.ArrowSerializationError, OSError, ValueError, OverflowError,
)  # fmt: skip


def open_parquet(path: Path, options: Options) -> Table:
    """The rows of a file. Raises DataFileError for one that is damaged, or keeps its geometry as anything but WKB."""
    try:
        with path.open("rb") as stream:
            schema = pyarrow.parquet.ParquetFile(stream).schema_arrow
    except _FAULTS as error:
        raise _damaged(path, error) from error
    geometry, crs = _geometry(path.name, schema)

    def rows() -> Iterator[Row]:
        try:
            with path.open("rb") as stream:
                yield from from_batches(pyarrow.parquet.ParquetFile(stream).iter_batches(_ROWS), geometry)
        except _FAULTS as error:
            raise _damaged(path, error) from error

    names = [name for name in schema.names if name != geometry]
    kind = "GeoParquet" if geometry else "Parquet"
    return table(path.name, kind, Features(names, rows, crs, spatial=geometry is not None), options)


def _geometry(file: str, schema: pyarrow.Schema) -> tuple[str | None, pyproj.CRS | None]:
    """The column of the geometry, None without one, and the coordinate system; the standard's is that of degrees."""
    try:
        about = json.loads((schema.metadata or {}).get(b"geo", b"{}"))
        name = about.get("primary_column")
        column = about.get("columns", {}).get(name) or {}
        if name is None or name not in schema.names:
            return None, None
        crs = column.get("crs", DEGREES)  # null is one that nobody knows
        encoding = column.get("encoding")
    except (ValueError, AttributeError, TypeError, RecursionError) as error:
        raise DataFileError(
            _(
                "The data file {file} has a description of its geometry that can't be read. Save it again as GeoParquet."
            ).format(file=file)
        ) from error
    kind = schema.field(name).type
    if encoding != "WKB" or not (pyarrow.types.is_binary(kind) or pyarrow.types.is_large_binary(kind)):
        raise DataFileError(
            _(
                'The data file {file} keeps its geometry as "{encoding}". Save it as GeoParquet with the encoding WKB.'
            ).format(file=file, encoding=str(encoding)[:40])
        )
    return name, from_json(crs) if isinstance(crs, dict) else crs if crs is DEGREES else None


def _damaged(path: Path, error: Exception) -> DataFileError:
    return DataFileError(
        _(
            "The data file {file} is a Parquet file that can't be read ({fault}). Save it again in the program that made it."
        ).format(file=path.name, fault=str(error).strip().partition("\n")[0][:200])
    )
