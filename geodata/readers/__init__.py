"""Files in: one file a format, each reads rows into the project's own sheet as text; no row is changed or dropped unaccounted.

A file's kind (CSV, workbook, ...) and format (ACLED, ...) are recognised by content, never by name. A new format is a new
file and a line in `READERS`.
"""

from dataclasses import replace
from pathlib import Path

from ..errors import DataFileError, QuestionError
from ..texts import _
from . import acled, sigact, tabular, ucdp
from .layout import Layout, is_known, lay_out, unknown
from .mapping import Mapping
from .opening import open_table
from .options import NOTHING_SAID, Options
from .proposal import ROAD, ROAD_FROM
from .sheet import Reader, Sheet
from .table import Table, is_blank, is_tags, without_faults

_LOOKED_AT = 500  # rows that a proposal is made of
_SHOWN = 20  # rows of a preview
_MOST_SHEETS = 12  # that are looked into; each time the whole workbook is read
_PLACES = {"place", "latitude", "outline", ROAD, ROAD_FROM}
READERS: tuple[Reader, ...] = (acled.READER, ucdp.READER, sigact.READER)


def layout_of(path: Path, options: Options = NOTHING_SAID) -> Layout:
    """The file opened, with the format of its rows; with a mapping in the options it is a table of any kind.

    Raises DataFileError for a file of no known kind or format, QuestionError when the user must say how it is meant.
    """
    if options.mapping is not None:
        return tabular.lay_out_mapped(table_of(path, options), options.mapping, options)
    readers = _readers(options)
    table = table_of(path, options)
    found = lay_out(table, readers, options)
    if found is not None:
        return found
    if all(map(is_blank, table.lines())):
        raise DataFileError(_("The data file {file} is empty: it has no rows.").format(file=path.name))
    sentence = unknown(table, readers)
    # A table that has a day and a place in it may be one of incidents: then the user can say which column is which.
    _header, mapping, _rows = _proposal(table)
    if {"date_end", "date_start"} & mapping.columns.keys() and _PLACES & mapping.columns.keys():
        raise QuestionError(sentence, "mapping")
    raise DataFileError(sentence)


def read_incidents(path: Path) -> Sheet:
    """The incidents of a file of any known format, all at once. Raises DataFileError for a file of no known format."""
    return layout_of(path).sheet()


def propose_mapping(path: Path, options: Options = NOTHING_SAID) -> tuple[list[str], Mapping, list[list[str]]]:
    """For a preview of any table: the names of its columns, the mapping that they and their cells speak for, and some rows.

    What the mapping lacks is told by `tabular.problems`. Raises DataFileError for a file of no known kind.
    """
    return _proposal(table_of(path, options))


def table_of(path: Path, options: Options = NOTHING_SAID) -> Table:
    """The table in a file; of several worksheets or layers the one whose header is known here, if there is just one.

    Raises DataFileError for a file of no known kind, QuestionError for a choice that is the user's.
    """
    try:
        return open_table(path, options)
    except QuestionError as question:
        names = question.choices if question.about == "sheet" else ()
        known = _known_of(path, options, names) if len(names) <= _MOST_SHEETS else []
        if len(known) != 1:
            raise
    others = ", ".join(name for name in names if name != known[0].sheet)
    note = _("The sheet or layer {sheet} is read. Nothing is read of {others}, where no header is known here.")
    return replace(known[0], notes=(*known[0].notes, note.format(sheet=known[0].sheet, others=others)))


def _known_of(path: Path, options: Options, names: tuple[str, ...]) -> list[Table]:
    """The sheets of a file whose header is known; none if one can't be looked at, as it may be the one."""
    try:
        tables = [open_table(path, replace(options, sheet=name)) for name in names]
    except DataFileError:
        return []
    return [table for table in tables if is_known(table, _readers(options))]


def _readers(options: Options) -> tuple[Reader, ...]:
    return tuple(reader for reader in READERS if options.format in ("", reader.name))


def _proposal(table: Table) -> tuple[list[str], Mapping, list[list[str]]]:
    top = table.head(_LOOKED_AT)
    at = tabular.header_at(top)
    if top:
        top = without_faults(table, top[at]).head(_LOOKED_AT)
    header = tabular.names_of(top[at]) if top else []
    rows = [cells for cells in top[at + 1 :] if not is_blank(cells) and not is_tags(cells)]
    return header, tabular.propose(header, rows, tabular.known_names().places), rows[:_SHOWN]
