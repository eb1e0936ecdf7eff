"""Which kind of file it is, by its first bytes."""

from pathlib import Path

from .delimited import open_delimited
from .options import Options
from .table import Table


def open_table(path: Path, options: Options) -> Table:
    """The table in a file. Raises DataFileError for a file of no known kind."""
    return open_delimited(path)
