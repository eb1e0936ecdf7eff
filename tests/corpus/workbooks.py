"""Workbooks of Excel and LibreOffice: dates, numbers, merged cells, several sheets."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from tests.geodata import sheets

from .containers import zipped
from .verdicts import Asked, Case, Read, Refused

HEADER = [*sheets.GOOD, "fatalities_best", "latitude", "longitude"]
DAY = datetime(2023, 10, 3)
ON = {"date_start": "2023-10-03", "date_end": "2023-10-03"}


def _cells(**changes: object) -> list[object]:
    return [(sheets.GOOD | changes).get(name) for name in HEADER]


def _book(*fill: Callable[[Worksheet], None]) -> Callable[[], bytes]:
    """A workbook with a sheet for each of the functions."""

    def content() -> bytes:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for nr, each in enumerate(fill, start=1):
            each(book.create_sheet(f"Sheet {nr}"))
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return content


def _rows(*rows: list[object]) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for row in (HEADER, *rows):
            sheet.append(row)

    return fill


def _titled(sheet: Worksheet) -> None:
    """Two merged rows of title and a blank one above the header."""
    sheet["A1"] = "Incidents 2023"
    sheet.merge_cells("A1:H1")
    sheet["A2"] = "Not for publication"
    sheet.merge_cells("A2:H2")
    for at, row in ((4, HEADER), (5, _cells())):
        for nr, value in enumerate(row, start=1):
            sheet.cell(at, nr, value)


def _merged(sheet: Worksheet) -> None:
    """One place for two rows: the second holds none."""
    _rows(_cells(), _cells(incident_id="B", place=None))(sheet)
    place = sheet.cell(1, HEADER.index("place") + 1).column_letter
    sheet.merge_cells(f"{place}2:{place}3")


def _written(**options: object) -> bytes:
    """A workbook of Excel's own making: a formula with its last result, and days from 1904 on if so asked."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, options) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, _cells())
        for column in ("date_start", "date_end"):
            sheet.write_datetime(1, HEADER.index(column), DAY, day)
        sheet.write_formula(1, HEADER.index("fatalities_best"), "=1+2", None, 3)
    return out.getvalue()


def _exact() -> bytes:
    """A workbook whose id of 17 digits is a number with all of them, as databases write it."""
    short = _book(_rows(_cells(incident_id=7)))()
    with zipfile.ZipFile(io.BytesIO(short)) as book:
        made = {name: book.read(name) for name in book.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    made[sheet] = made[sheet].replace(b"<v>7</v>", b"<v>12345678901234567</v>")
    return zipped(**made)


def _open_document() -> bytes:
    rows = [HEADER, _cells(place="Ségou")]
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(
        f"<table:table-row>{''.join(cell.format(escape(value or '')) for value in row)}</table:table-row>"
        for row in rows
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Incidents">{body}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", kind)
        made.writestr("content.xml", content)
        made.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


SERIAL = _cells(date_start=45202, date_end=45202)
NUMBERS = _cells(fatalities_best=3.0, latitude=16.27167, longitude=-0.04472)
CASES = (
    Case("plain.xlsx", _book(_rows(_cells(), _cells(incident_id="007"))), Read(2, cells={1: {"incident_id": "007", "_row": 3}})),
    Case("plain-workbook.csv", _book(_rows(_cells())), Read(1)),
    Case("days.xlsx", _book(_rows(_cells(date_start=DAY, date_end=DAY))), Read(1, cells={0: ON})),
    Case("day-numbers.xlsx", _book(_rows(SERIAL)), Read(1, cells={0: ON})),
    Case("days-from-1904.xlsx", lambda: _written(date_1904=True), Read(1, cells={0: ON})),
    Case("numbers.xlsx", _book(_rows(NUMBERS)), Read(1, cells={0: {"fatalities_best": 3, "latitude": 16.27167, "longitude": -0.04472}})),
    Case("formulas.xlsx", _written, Read(1, cells={0: {"fatalities_best": 3}})),
    # A number of a spreadsheet has 15 digits: whatever stands in the file, as soon as it is saved again the last ones are
    # made up, and two incidents may have become one id.
    Case("long-number.xlsx", _exact, Read(0, 1, faults=("incident_id",), says=("as text",))),
    Case("rounded-number.xlsx", _book(_rows(_cells(incident_id=12345678901234567))), Read(0, 1, faults=("incident_id",), says=("as text",))),
    Case("faulty-cells.xlsx", _book(_rows(_cells(fatalities_best="#N/A"))), Read(0, 1, faults=("fatalities_best",))),
    Case("titles.xlsx", _book(_titled), Read(1, cells={0: {"_row": 5}})),
    # A value is not copied into a row that doesn't hold it.
    Case("merged-cells.xlsx", _book(_merged), Read(1, 1, faults=("place",))),
    Case("two-tables.xlsx", _book(_rows(_cells()), _rows(_cells(incident_id="B"))), Asked("sheet")),
    Case("a-table-and-notes.xlsx", _book(lambda sheet: sheet.append(["Read me"]), _rows(_cells())), Read(1)),
    Case("blank.xlsx", _book(lambda sheet: None), Refused(("empty|nothing|no rows|no table|none",))),
    Case("header-only.xlsx", _book(_rows()), Read(0)),
    Case("either-order.xlsx", _book(_rows(_cells(date_start="03/04/2024", date_end="03/04/2024"))), Asked("date_order")),
    Case("cut-off.xlsx", lambda: _book(_rows(_cells()))()[:-200], Refused()),
    Case("plain.ods", _open_document, Read(1, cells={0: {"place": "Ségou", "region": "Ségou"}})),
)  # fmt: skip
