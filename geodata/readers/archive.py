"""Zip files: what is in one, how much of it there is, and the one table that it may hold."""

import re
import shutil
import tempfile
import weakref
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from ..errors import DataFileError
from ..texts import _, number
from .options import Options
from .shapefile import PARTS, open_shapefile
from .table import Table

MOST_BYTES = 600_000_000  # unpacked: a workbook of a million rows has less
MOST_TIMES = 200  # more than text packs; what is small in all may have any ratio
SMALL = 50_000_000
MOST_ENTRIES = 10_000
_CHUNK = 1 << 20
# A zip is known by its content, what is in it by name: a text about the data is a text like the data.
TABLES = (
    ".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".geojson", ".json", ".gpkg", ".parquet", ".kml",
    ".kmz", ".zip", ".shp",
)  # fmt: skip
_FAULTS = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError, ValueError)


class PrivateFolder:
    """A folder that is there as long as this object is."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp())
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The zip file, if nothing speaks against unpacking it. Raises DataFileError for a locked, damaged or huge one."""
    try:
        with zipfile.ZipFile(path) as bundle:
            _check(path.name, bundle.infolist())
            yield bundle
    except _FAULTS as error:
        raise DataFileError(
            _("The data file {file} is a zip that can't be unpacked ({fault}). Make it again.").format(
                file=path.name, fault=str(error)[:200]
            )
        ) from error


def open_archive(path: Path, options: Options, open_inner: Callable[[Path, Options], Table]) -> Table:
    """The one table in a zip, opened by `open_inner`. Raises DataFileError for none and for several."""
    folder = PrivateFolder()
    # Unpacked it has the zip's name, which is the one that the user knows; its kind is seen by its content.
    with opened(path) as bundle:
        entries = [info for info in bundle.infolist() if not info.is_dir()]
        chosen = _only_table(path.name, [info.filename for info in entries])
        wanted = _parts(chosen, entries) if chosen.lower().endswith(".shp") else {path.name: chosen}
        for name, entry in wanted.items():
            _unpack(path.name, bundle, bundle.getinfo(entry), folder.path / name)
    if chosen.lower().endswith(".shp"):
        inner = open_shapefile(path.name, folder.path, options)
    else:
        inner = open_inner(folder.path / path.name, options)

    def lines(kept: PrivateFolder = folder) -> Iterator[list[str]]:
        yield from inner.lines()

    return replace(inner, file=path.name, lines=lines)


def locked(file: str) -> DataFileError:
    """The error for a file that nobody can read without its password."""
    return DataFileError(_("The data file {file} is locked with a password. Save it without one.").format(file=file))


def _check(file: str, entries: list[zipfile.ZipInfo]) -> None:
    if any(info.flag_bits & 1 for info in entries):
        raise DataFileError(_("The data file {file} is locked with a password. Save it without one.").format(file=file))
    whole, packed = sum(info.file_size for info in entries), sum(info.compress_size for info in entries)
    if whole > MOST_BYTES or (whole > SMALL and whole > MOST_TIMES * packed) or len(entries) > MOST_ENTRIES:
        raise _too_much(file)


def _too_much(file: str) -> DataFileError:
    return DataFileError(
        _("The data file {file} unpacks to more than can be read ({most} MB). Split it, or save it as CSV.").format(
            file=file, most=number(MOST_BYTES // 1_000_000)
        )
    )


def _only_table(file: str, names: list[str]) -> str:
    seen = [name for name in names if not name.startswith("__MACOSX/") and not _leaf(name).startswith(".")]
    tables = [name for name in seen if name.lower().endswith(TABLES)]
    if len(tables) > 1 and "doc.kml" in tables and all(name.lower().endswith(".kml") for name in tables):
        return "doc.kml"
    tables = tables or [name for name in seen if not name.endswith(".about.txt")]
    if len(tables) == 1:
        return tables[0]
    raise DataFileError(
        _("The data file {file} is a zip with {tables}. Give a zip that holds one table, or the table itself.").format(
            file=file,
            tables=_("several files of data: {names}").format(names=", ".join(tables[:10])) if tables else _("no file in it"),
        )
    )  # fmt: skip


def _parts(chosen: str, entries: list[zipfile.ZipInfo]) -> dict[str, str]:
    """What belongs to a shapefile, by the name under which it is unpacked."""
    stem = chosen[:-4].lower()
    known = {info.filename.lower(): info.filename for info in entries}
    return {f"table{ending}": known[stem + ending] for ending in PARTS if stem + ending in known}


def _unpack(file: str, bundle: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> None:
    """Writes an entry's bytes, whatever its name or kind says, and no more than a zip may hold."""
    left = MOST_BYTES
    with bundle.open(info) as source, target.open("wb") as sink:
        while some := source.read(_CHUNK):
            left -= len(some)
            if left < 0:
                raise _too_much(file)
            sink.write(some)


def _leaf(name: str) -> str:
    # Some programs of Windows write backslashes into a zip.
    return re.split(r"[\\/]", name)[-1]
