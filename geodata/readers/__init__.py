"""Files in: one file a format, each reads rows into the project's own sheet as text; no row is changed or dropped unaccounted.

A file's kind (CSV, workbook, ...) and format (ACLED, ...) are recognised by content, never by name. A new format is a new
file and a line in `READERS`.
"""

from pathlib import Path

from ..errors import DataFileError, QuestionError
from . import acled, sigact, tabular, ucdp
from .layout import Layout, lay_out, unknown
from .mapping import Mapping
from .opening import open_table
from .options import NOTHING_SAID, Options
from .sheet import Reader, Sheet
from .table import Table, is_blank, is_tags

_LOOKED_AT = 500  # rows that a proposal is made of
_SHOWN = 20  # rows of a preview
READERS: tuple[Reader, ...] = (acled.READER, ucdp.READER, sigact.READER)


def layout_of(path: Path, options: Options = NOTHING_SAID) -> Layout:
    """The file opened, with the format of its rows; with a mapping in the options it is a table of any kind.

    Raises DataFileError for a file of no known kind or format, QuestionError when the user must say how it is meant.
    """
    if options.mapping is not None:
        return tabular.lay_out_mapped(open_table(path, options), options.mapping, options)
    readers = tuple(reader for reader in READERS if options.format in ("", reader.name))
    table = open_table(path, options)
    found = lay_out(table, readers, options)
    if found is not None:
        return found
    sentence = unknown(table, readers)
    # A table that has a day and a place in it may be one of incidents: then the user can say which column is which.
    _header, mapping, _rows = _proposal(table)
    if {"date_end", "date_start"} & mapping.columns.keys() and {"place", "latitude"} & mapping.columns.keys():
        raise QuestionError(sentence, "mapping")
    raise DataFileError(sentence)


def read_incidents(path: Path) -> Sheet:
    """The incidents of a file of any known format, all at once. Raises DataFileError for a file of no known format."""
    return layout_of(path).sheet()


def propose_mapping(path: Path, options: Options = NOTHING_SAID) -> tuple[list[str], Mapping, list[list[str]]]:
    """For a preview of any table: the names of its columns, the mapping that they and their cells speak for, and some rows.

    What the mapping lacks is told by `tabular.problems`. Raises DataFileError for a file of no known kind.
    """
    return _proposal(open_table(path, options))


def _proposal(table: Table) -> tuple[list[str], Mapping, list[list[str]]]:
    top = table.head(_LOOKED_AT)
    at = tabular.header_at(top)
    header = tabular.names_of(top[at]) if top else []
    rows = [cells for cells in top[at + 1 :] if not is_blank(cells) and not is_tags(cells)]
    return header, tabular.propose(header, rows, tabular.known_names().places), rows[:_SHOWN]
