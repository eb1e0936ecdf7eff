"""One file a format: each reads a file into the project's own sheet as text; no row is changed or dropped unaccounted.

A file's format is recognised by its content, never by its name. A new format is a new file and a line in `READERS`.
"""

from pathlib import Path

from ..errors import DataFileError
from ..texts import _
from . import acled, sigact, table, ucdp
from .sheet import Reader, Sheet

READERS: tuple[Reader, ...] = (acled.READER, ucdp.READER, sigact.READER)
_MOST_SHOWN = 60  # columns of an unknown file that its message lists


def read_incidents(path: Path) -> Sheet:
    """The incidents of a file of any known format. Raises DataFileError for a file of no known format."""
    header, *first_rows = table.head(path)
    for reader in READERS:
        if reader.recognises(header, first_rows):
            return reader.read(path)
    found = [name.strip()[:40] for name in header[:_MOST_SHOWN]] + (["…"] if len(header) > _MOST_SHOWN else [])
    raise DataFileError(
        _("The data file {file} has none of the formats known here. Its columns: {columns}. Known formats: {formats}.").format(
            file=path.name,
            columns=", ".join(name for name in found if name) or _("none"),
            formats="; ".join(_("{name} with {columns}").format(name=reader.name, columns=", ".join(reader.needs)) for reader in READERS),
        )
    )  # fmt: skip
