"""Where in a table the header is, which format its rows have, and its rows in parts that can be read one by one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

import pandas as pd

from ..texts import _
from .options import NOTHING_SAID, Options
from .parting import PART, Numbered, parts
from .sheet import COLUMNS, Reader, Sheet
from .table import Table, check_header, frame, is_blank, is_tags, unmarked, without_faults

_TITLE_ROWS = 12  # rows above the header at the most
_MOST_SHOWN = 60  # columns of an unknown file that its message lists


@dataclass(frozen=True)
class Layout:
    """A table with the reader of its rows and what it must know: `names` are the reader's names of the columns, `header` the file's own.

    The row numbered `first` is the first one of data. `returned` says that its rows were set aside before and come back
    mended, with the marks against formulas that they went out with.
    """

    table: Table
    reader: Reader
    header: list[str]
    names: list[str]
    first: int
    options: Options = NOTHING_SAID
    returned: bool = False

    def rows(self) -> Iterator[Numbered]:
        """The rows of data with their numbers; blank ones are none."""
        for number, cells in islice(enumerate(self.table.lines(), start=1), self.first - 1, None):
            if cells and (cells[0].strip() or not is_blank(cells)):
                yield number, cells

    def column(self, name: str) -> Iterator[str]:
        """All cells of a column by the reader's name of it; "" where a row is too short."""
        at = self.names.index(name)
        for cells in islice(self.table.lines(), self.first - 1, None):
            cell = cells[at].strip() if at < len(cells) else ""
            if cell or not is_blank(cells):
                yield cell

    def frame(self, rows: Iterable[tuple[int, list[str]]]) -> pd.DataFrame:
        """Some of the rows as a frame of text for the reader."""
        made = frame(self.names, rows)
        # Rows that were set aside went out as they stood in their file, which may have had marks of its own.
        made = unmarked(made) if self.returned else made
        return unmarked(made) if self.table.marked and self.reader.marks else made

    def read(self, rows: Iterable[tuple[int, list[str]]]) -> Sheet:
        """Some of the rows as the project's own sheet; see `Reader.read` for which must come together."""
        sheet = self.reader.read(self.frame(rows), self.options)
        # A reader knows the format's names of its columns; where they are the sheet's own, the file may write others.
        written = {
            name: own for name, own in zip(self.names, self.header, strict=True) if name in COLUMNS and own != name
        }
        return replace(sheet, names=written | sheet.names)

    def sheet(self) -> Sheet:
        """All rows at once, as the project's own sheet."""
        return self.read(self.rows())

    def parts(self, size: int = PART, share: int = 0, of: int = 1) -> Iterator[list[Numbered]]:
        """The rows in lists of about `size`, those with the same key in the same list, in the order of the file.

        With `of` more than 1 only every `of`-th key's rows: the shares 0, 1, ... together are all rows.
        """
        at = self.names.index(self.reader.key) if self.reader.key in self.names else None
        return parts(self.rows, at, size, share, of)


def lay_out(table: Table, readers: tuple[Reader, ...], options: Options) -> Layout | None:
    """The table with the first reader that knows its header, which may stand below title rows.

    None when no reader knows it. Raises DataFileError when it lacks a column that the reader needs, QuestionError when the user
    must say how it is meant.
    """
    top = table.head(_TITLE_ROWS + 4)
    found = next(_known(top, readers), None)
    return settle(table, *found, top, options) if found else None


def is_known(table: Table, readers: tuple[Reader, ...]) -> bool:
    """Whether one of the readers knows the table's header."""
    return any(True for _found in _known(table.head(_TITLE_ROWS + 4), readers))


def _known(top: list[list[str]], readers: tuple[Reader, ...]) -> Iterator[tuple[Reader, int]]:
    for at, cells in enumerate(top[:_TITLE_ROWS]):
        for reader in readers:
            if reader.recognises(cells, top[at + 1 :]):
                yield reader, at


def settle(table: Table, reader: Reader, at: int, top: list[list[str]], options: Options) -> Layout:
    """The table with a reader whose header is the row `at`, counted from 0; `top` are the first rows."""
    whole = without_faults(table, top[at])
    returned = whole is not table
    table, top = whole, whole.head(len(top))
    header = [name.strip() for name in top[at]]
    if headless := reader.headless(top[at]):
        return Layout(table, reader, headless, headless, at + 1, options)
    # A column without a name is nobody's, and keeps its cells in their places.
    names = [name or f"_column {nr}" for nr, name in enumerate(reader.names(header), start=1)]
    check_header(table.file, names, reader.needs)
    tags = len(top) > at + 1 and is_tags(top[at + 1])
    made = Layout(table, reader, header, names, at + 3 if tags else at + 2, options, returned)
    return replace(made, options=reader.decide(names, made.column, options))


def unknown(table: Table, readers: tuple[Reader, ...]) -> str:
    """What is said of a table that no reader knows: its columns, and those that would make it known."""
    header = next(iter(table.head(1)), [])
    found = [name.strip()[:40] for name in header[:_MOST_SHOWN]] + (["…"] if len(header) > _MOST_SHOWN else [])
    return _("The data file {file} has none of the formats known here. Its columns: {columns}. Known formats: {formats}.").format(
        file=table.file,
        columns=", ".join(name for name in found if name) or _("none"),
        formats="; ".join(_("{name} with {columns}").format(name=reader.name, columns=", ".join(reader.needs)) for reader in readers),
    )  # fmt: skip
