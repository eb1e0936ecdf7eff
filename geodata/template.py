"""An XLSX template of the own sheet: its header with the allowed words to choose from, what each column means, and examples."""

from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from .formulas import mark
from .readers.words import COLUMNS, FRENCH, FRENCH_WORDS, VOCABULARIES
from .schema import INCIDENT_COLUMNS
from .texts import _, message, said_in

HEADERS = ("en", "fr")
FILLED_IN = 5_000  # rows that offer the allowed words
# Nothing in them happened. The words are the sheet's own; a French template has the French ones.
EXAMPLES = (
    {
        "incident_id": "EXAMPLE-1", "date_start": "2023-10-03", "date_end": "2023-10-03", "date_precision": "day",
        "place": "Gao", "place_precision": "settlement", "reported_region": "Gao", "country": "Mali", "event_type": "Attack",
        "perpetrators": "Group A", "targets": "Group B; Group C", "stance": "reported", "fatalities_best": "2",
        "summary": message("Invented example: one day, one town, two targets."),
    },
    {
        "incident_id": "EXAMPLE-2", "date_start": "2023-10-01", "date_end": "2023-10-31", "date_precision": "month",
        "place": "Gao - Anéfis", "place_precision": "road", "country": "Mali", "event_type": "IED",
        "perpetrators": "Group A", "reported_by": "Group A", "stance": "claimed", "fatalities_low": "1",
        "fatalities_high": "4", "summary": message("Invented example: a month, a road between two towns, a claim."),
    },
)  # fmt: skip


def write_template(path: Path, header: str = "en") -> None:
    """Writes the template in one of `HEADERS`: English, or French. Raises OSError and ValueError."""
    if header not in HEADERS:
        raise ValueError(header)
    with said_in(header):
        _write_book(path, header)


def _write_book(path: Path, header: str) -> None:
    book = xlsxwriter.Workbook(path)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    names = FRENCH if header == "fr" else dict(zip(COLUMNS, COLUMNS, strict=True))
    words = {column: _words(column, header) for column in VOCABULARIES}
    # The sheet to fill in is the first: a reader of the file takes that one.
    _sheet(book.add_worksheet(_("Incidents")), names, words, bold)
    _columns(book.add_worksheet(_("Columns")), names, words, (bold, wrapped))
    _examples(book.add_worksheet(_("Examples")), names, words, bold)
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error


def _words(column: str, header: str) -> dict[str, str]:
    """The own sheet's words of a vocabulary with the words that the template lists for them."""
    french = FRENCH_WORDS[column]
    return {word: french[word][0] if header == "fr" else word for word in VOCABULARIES[column]}


def _sheet(sheet: Worksheet, names: dict[str, str], words: dict[str, dict[str, str]], bold: object) -> None:
    _header(sheet, names, bold)
    for at, column in enumerate(COLUMNS):
        if column in words:
            sheet.data_validation(
                1,
                at,
                FILLED_IN,
                at,
                {"validate": "list", "source": list(words[column].values()), "ignore_blank": True},
            )


def _header(sheet: Worksheet, names: dict[str, str], bold: object) -> None:
    sheet.freeze_panes(1, 1)
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, 18)
        _write(sheet, 0, at, names[column], bold)


def _columns(sheet: Worksheet, names: dict[str, str], words: dict[str, dict[str, str]], formats: tuple) -> None:
    bold, wrapped = formats
    sheet.set_column(0, 1, 22)
    sheet.set_column(2, 3, 70)
    for at, heading in enumerate((_("Column"), _("Needed"), _("Meaning"), _("Allowed words"))):
        _write(sheet, 0, at, heading, bold)
    for row, column in enumerate(INCIDENT_COLUMNS, start=1):
        allowed = words.get(column.name, {})
        # The words of a vocabulary stand in their own column, in the template's language.
        meaning = _(column.meaning) if not allowed else _("One of the allowed words")
        cells = (names[column.name], _("yes") if column.required else _("no"), meaning, ", ".join(allowed.values()))
        for at, cell in enumerate(cells):
            _write(sheet, row, at, cell, wrapped)


def _examples(sheet: Worksheet, names: dict[str, str], words: dict[str, dict[str, str]], bold: object) -> None:
    _header(sheet, names, bold)
    for row, example in enumerate(EXAMPLES, start=1):
        for at, column in enumerate(COLUMNS):
            text = example.get(column, "")
            shown = _(text) if column == "summary" else words.get(column, {}).get(text, text)
            _write(sheet, row, at, shown)


def _write(sheet: Worksheet, row: int, at: int, text: str, *formats: object) -> None:
    # As text, whatever it begins with: a spreadsheet runs none of it.
    if text:
        sheet.write_string(row, at, mark(text), *formats)
