"""Files in: one file a format, each reads rows into the project's own sheet as text; no row is changed or dropped unaccounted.

A file's kind (CSV, workbook, ...) and format (ACLED, ...) are recognised by content, never by name. A new format is a new
file and a line in `READERS`.
"""

from pathlib import Path

from . import acled, sigact, ucdp
from .layout import Layout, lay_out
from .opening import open_table
from .options import NOTHING_SAID, Options
from .sheet import Reader, Sheet

READERS: tuple[Reader, ...] = (acled.READER, ucdp.READER, sigact.READER)


def layout_of(path: Path, options: Options = NOTHING_SAID) -> Layout:
    """The file opened, with the format of its rows.

    Raises DataFileError for a file of no known kind or format, QuestionError when the user must say how it is meant.
    """
    readers = tuple(reader for reader in READERS if options.format in ("", reader.name))
    return lay_out(open_table(path, options), readers, options)


def read_incidents(path: Path) -> Sheet:
    """The incidents of a file of any known format, all at once. Raises DataFileError for a file of no known format."""
    return layout_of(path).sheet()
