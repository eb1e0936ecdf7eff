"""Workbooks: XLSX and ODS, and the older XLS and XLSB; the values of the cells, nothing in them is run or followed."""

import io
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import python_calamine

from ..errors import DataFileError
from ..texts import _
from .archive import locked, opened
from .cells import has_lost_digits, text
from .choice import choose
from .excel_errors import errors_of
from .markup import root_of
from .options import Options
from .table import Table

_LOCKED = "EncryptedPackage".encode("utf-16-le")  # what an XLSX with a password is called inside
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def is_workbook(bundle: ZipFile) -> bool:
    """Whether a zip is a workbook."""
    names = set(bundle.namelist())
    if "[Content_Types].xml" in names:
        return any(name.startswith("xl/workbook.") for name in names)
    return "mimetype" in names and bundle.read("mimetype").strip().startswith(_ODS)


def open_workbook(path: Path, options: Options, *, packed: bool = True) -> Table:
    """The one worksheet with data, or the one that the user says. Raises DataFileError for a damaged or locked file.

    `packed` is False for the older kind that is no zip.
    """
    if packed:
        with opened(path) as bundle:
            _check_parts(path.name, bundle)
    content = path.read_bytes()
    if not packed and _LOCKED in content:
        raise locked(path.name)
    try:
        book = python_calamine.CalamineWorkbook.from_object(io.BytesIO(content))
        sheets = {
            about.name: book.get_sheet_by_name(about.name)
            for about in book.sheets_metadata
            if about.typ == python_calamine.SheetTypeEnum.WorkSheet
        }
    except python_calamine.PasswordError as error:
        raise locked(path.name) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise _damaged(path.name, str(error)) from error
    filled = [name for name, sheet in sheets.items() if any(cell != "" for row in sheet.iter_rows() for cell in row)]
    chosen = choose(path.name, tuple(sheets), filled, options.sheet)

    errors = _errors(path, chosen) if packed else {}

    def lines() -> Iterator[list[str]]:
        # Blank rows above the first one too: the numbers of rows are those that the spreadsheet shows.
        rows = ([*map(text, row)] for row in sheets[chosen].iter_rows())
        return (
            (_with_errors(row, errors[at]) if at in errors else row for at, row in enumerate(rows)) if errors else rows
        )

    notes = _notes(sheets[chosen])
    return Table(path.name, _("Workbook"), lines, sheet=chosen, sheets=tuple(sheets), notes=notes)


def _errors(path: Path, sheet: str) -> dict[int, dict[int, str]]:
    with opened(path) as bundle:
        return errors_of(bundle, sheet)


def _with_errors(cells: list[str], errors: dict[int, str]) -> list[str]:
    return [errors.get(at, "") if cell == "" else cell for at, cell in enumerate(cells)]


def _check_parts(file: str, bundle: ZipFile) -> None:
    """Raises DataFileError when a part has a DOCTYPE, is no XML though it should be, or is locked."""
    for info in bundle.infolist():
        if info.filename == "META-INF/manifest.xml" and b"encryption-data" in bundle.read(info):
            raise locked(file)
    for info in bundle.infolist():
        if info.filename.lower().endswith((".xml", ".rels")) and info.file_size:
            with bundle.open(info) as stream:
                root_of(file, stream)


def _notes(sheet: python_calamine.CalamineSheet) -> tuple[str, ...]:
    for number, row in enumerate(sheet.iter_rows(), start=1):
        for value in row:
            if has_lost_digits(value):
                return (
                    _(
                        "Numbers of more than 15 digits have lost the last ones in the spreadsheet, first in row {row} "
                        "({value}). Format the column as text and enter them again."
                    ).format(row=number, value=text(value)),
                )
    return ()


def _damaged(file: str, fault: str) -> DataFileError:
    return DataFileError(
        _("The data file {file} is a workbook that can't be read ({fault}). Save it again, as XLSX or CSV.").format(
            file=file, fault=fault[:200]
        )
    )
