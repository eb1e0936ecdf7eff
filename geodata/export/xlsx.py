"""XLSX: a sheet of incidents, dates as dates and numbers as numbers, and a sheet about them. Text is never run."""

import datetime
from pathlib import Path

import pandas as pd
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from ..errors import ExportError
from ..formulas import mark
from ..texts import _, number
from .control import for_xml
from .extract import Extract

MOST_ROWS = 1_048_575  # of a sheet, without the header
MOST_SIGNS = 32_767  # of a cell, counted as UTF-16 does
FIRST_DAY = datetime.date(1900, 3, 1)  # before it Excel counts a day that never was
WIDTHS = {"summary": 60, "analyst_note": 40, "citations": 60, "incident_id": 26}


def write(extract: Extract, path: Path) -> None:
    """Writes the workbook. Raises ExportError for more rows than a sheet has."""
    if len(extract.rows) > MOST_ROWS:
        raise ExportError(
            _("A sheet of Excel has {most} rows at the most. Narrow the filter, or take another format.").format(
                most=number(MOST_ROWS)
            )
        )
    # Row by row to the disk: a workbook of a million rows does not fit into memory.
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "tmpdir": str(path.parent)})
    formats = {"bold": book.add_format({"bold": True}), "day": book.add_format({"num_format": "yyyy-mm-dd"})}
    _incidents(book.add_worksheet("Incidents"), extract, formats)
    _about(book.add_worksheet("About"), extract, formats)
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error)) from error


def _incidents(sheet: Worksheet, extract: Extract, formats: dict) -> None:
    for column, name in enumerate(extract.columns):
        sheet.set_column(column, column, WIDTHS.get(name, 15))
        sheet.write_string(0, column, name, formats["bold"])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(extract.rows), len(extract.columns) - 1)
    columns = [extract.rows[name].tolist() for name in extract.columns]
    for row, cells in enumerate(zip(*columns, strict=True), start=1):
        for column, value in enumerate(cells):
            _cell(sheet, row, column, value, formats["day"])


def _cell(sheet: Worksheet, row: int, column: int, value: object, day: object) -> None:
    if isinstance(value, str):
        if value:
            sheet.write_string(row, column, _text(mark(value)))
    elif value is None or pd.isna(value):
        return
    elif isinstance(value, datetime.date):
        if value < FIRST_DAY:
            sheet.write_string(row, column, value.isoformat())
        else:
            sheet.write_datetime(row, column, datetime.datetime.combine(value, datetime.time()), day)
    else:
        sheet.write_number(row, column, value)


def _text(text: str) -> str:
    """The text as a cell can hold it: without what XML forbids, and cut with a word about it where it is too long."""
    text = for_xml(text)
    if len(text.encode("utf-16-le")) // 2 <= MOST_SIGNS:
        return text
    said = _(" … (cut: a cell of Excel holds no more; CSV has it whole)")
    return text.encode("utf-16-le")[: 2 * (MOST_SIGNS - len(said))].decode("utf-16-le", "ignore") + said


def _about(sheet: Worksheet, extract: Extract, formats: dict) -> None:
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 110)
    for row, (heading, words) in enumerate(extract.about.lines()):
        sheet.write_string(row, 0, _text(mark(heading)), formats["bold"])
        sheet.write_string(row, 1, _text(mark(words)))
