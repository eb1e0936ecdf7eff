"""Which kind of file it is, by what is in it: a name may say anything."""

import codecs
import re
from pathlib import Path

from ..errors import DataFileError
from ..texts import _, message
from .archive import open_archive, opened
from .delimited import open_delimited, unreadable
from .geojson import open_geojson
from .geopackage import open_geopackage
from .kml import open_kml
from .markup import root_of
from .options import Options
from .parquet import open_parquet
from .table import Table
from .workbook import is_workbook, open_workbook

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # XLS, and workbooks with a password
# Packed files that are not opened: a gz of two megabytes can grow to two gigabytes, and a tar holds any number.
_PACKED = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\0": "xz", b"7z\xbc\xaf\x27\x1c": "7-Zip", b"Rar!": "RAR", b"\x28\xb5\x2f\xfd": "Zstandard"}  # fmt: skip
_TAR_AT = 257
# What is brought by mistake, and what it should be instead.
_OTHERS = (
    (b"%PDF-", message("The data file {file} is a PDF, in which a table is only a picture of one. Get the table itself, as XLSX or CSV.")),
    (b"\xff\xd8\xff", message("The data file {file} is a picture (JPEG), not a table. Get the table itself, as XLSX or CSV.")),
    (b"\x89PNG\r\n\x1a\n", message("The data file {file} is a picture (PNG), not a table. Get the table itself, as XLSX or CSV.")),
)  # fmt: skip
_BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def open_table(path: Path, options: Options) -> Table:
    """The table in a file. Raises DataFileError for a file of no known kind, QuestionError for a choice to be made."""
    try:
        return _open(path, options)
    except OSError as error:
        raise unreadable(path, error) from error


def _open(path: Path, options: Options, inside: bool = False) -> Table:
    with path.open("rb") as file:
        head = file.read(512)
    if head.startswith(_ZIP):
        return _open_zip(path, options, inside)
    if head.startswith(_OLE):
        return open_workbook(path, options, packed=False)
    if head.startswith(b"SQLite format 3\0"):
        return open_geopackage(path, options)
    if head.startswith(b"PAR1"):
        return open_parquet(path, options)
    _refuse_packed(path.name, head)
    _refuse_other(path.name, head)
    begin = _begin(head)
    if begin.startswith("{"):
        return open_geojson(path, options)
    if begin.startswith("<"):
        return _open_xml(path, options)
    return open_delimited(path)


def _open_zip(path: Path, options: Options, inside: bool) -> Table:
    with opened(path) as bundle:
        workbook = is_workbook(bundle)
    if workbook:
        return open_workbook(path, options)
    if inside:
        raise _packed(path.name, "zip")
    return open_archive(path, options, lambda inner, said: _open(inner, said, inside=True))


def _open_xml(path: Path, options: Options) -> Table:
    with path.open("rb") as stream:
        root = root_of(path.name, stream)
    if root == "kml":
        return open_kml(path, options)
    raise DataFileError(
        _('The data file {file} is XML or HTML that begins with "{element}"; KML is the only such kind read here. Save it as XLSX, CSV or KML.').format(
            file=path.name, element=root[:40]
        )
    )  # fmt: skip


def _refuse_packed(file: str, head: bytes) -> None:
    for begin, name in _PACKED.items():
        if head.startswith(begin):
            raise _packed(file, name)
    if head[_TAR_AT : _TAR_AT + 5] == b"ustar":
        raise _packed(file, "tar")


def _refuse_other(file: str, head: bytes) -> None:
    for begin, sentence in _OTHERS:
        if head.startswith(begin):
            raise DataFileError(_(sentence).format(file=file))
    if re.match(r"<(!doctype html|html)\b", _begin(head), re.IGNORECASE):
        raise DataFileError(
            _(
                "The data file {file} is a web page (HTML), perhaps the one on which to sign in, and no data. Download the "
                "data again; if it is the page that shows them, save the table as XLSX or CSV."
            ).format(file=file)
        )


def _packed(file: str, kind: str) -> DataFileError:
    return DataFileError(
        _("The data file {file} is packed ({kind}). Unpack it, or put the one table into a zip.").format(
            file=file, kind=kind
        )
    )


def _begin(head: bytes) -> str:
    encoding = next((name for mark, name in _BOMS.items() if head.startswith(mark)), "utf-8")
    return head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n")
