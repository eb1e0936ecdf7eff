"""Shapefiles, out of a zip: the one kind that GDAL reads, in a folder where nothing else lies."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyogrio
import pyogrio.errors
import pyogrio.raw

from ..errors import DataFileError
from ..texts import _
from .features import Features, Row, from_batches, table
from .options import Options
from .projection import described, named
from .table import Table

PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_HEAD = b"\x00\x00\x27\x0a"  # with it a file is a shapefile for GDAL, and no VRT that names other files


def open_shapefile(file: str, folder: Path, options: Options) -> Table:
    """The features of `table.shp` in `folder`; `file` is what the user calls it. Raises DataFileError for a damaged one."""
    shapes, cells, encoding = folder / "table.shp", folder / "table.dbf", folder / "table.cpg"
    with shapes.open("rb") as stream:
        if stream.read(4) != _HEAD or not shapes.with_suffix(".shx").exists():
            raise _damaged(file, _("it lacks its .shx or isn't a shapefile"))
    if not encoding.exists() and cells.exists():
        encoding.write_text("UTF-8" if _is_utf8(cells) else "1252", encoding="ascii")

    with _opened(file, shapes) as (meta, _reader):
        names = [str(name) for name in meta["fields"]]
        found = meta["crs"] or ""
        geometry = meta["geometry_name"] or "wkb_geometry"

    def rows() -> Iterator[Row]:
        with _opened(file, shapes) as (_meta, reader):
            yield from from_batches(reader, geometry)

    return table(file, _("Shapefile"), Features(names, rows, named(found) or described(found)), options)


@contextmanager
def _opened(file: str, shapes: Path) -> Iterator[tuple[dict, object]]:
    try:
        with pyogrio.raw.open_arrow(shapes, use_pyarrow=True, batch_size=5_000) as found:
            yield found
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, OSError, ValueError) as error:
        raise _damaged(file, str(error).partition("\n")[0][:200]) from error


def _is_utf8(path: Path) -> bool:
    # Numbers, dates and the description of the columns are ASCII but for a few bytes at the start.
    content = path.read_bytes()
    try:
        content[int.from_bytes(content[8:10], "little") :].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _damaged(file: str, fault: str) -> DataFileError:
    return DataFileError(
        _(
            "The data file {file} holds a shapefile that can't be read ({fault}). Export it again, with all its parts."
        ).format(file=file, fault=fault)
    )
