"""Bases that change hands, read from `handovers.csv`: where, when, and how well the day is known."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd
import shapely

from ..errors import DataFileError
from ..place_names import place_name
from ..places import Gazetteer
from ..readers.table import ROW
from ..rows import rows
from ..schema import ON_OR_BEFORE, YEARS
from ..texts import _, day, days, did_you_mean

FILE = "handovers.csv"
PRECISIONS = ("day", "month", ON_OR_BEFORE)


@dataclass(frozen=True)
class Handover:
    """A row of `handovers.csv`. The base changed hands on a day from `first` to `last`; `open_start`: on or before `last`.

    `point` (EPSG:4326) is the town of the base, None where no place is given or known; then `no_place` says which.
    """

    place: str
    first: date
    last: date
    open_start: bool
    before: str
    after: str
    document: str
    footnote: str
    note: str
    point: shapely.Point | None
    no_place: str = ""

    @property
    def when(self) -> str:
        """The day as precisely as it is known."""
        return _("on or before {day}").format(day=day(self.last)) if self.open_start else days(self.first, self.last)

    @property
    def words(self) -> str:
        """Place, day, and who held the base before and after."""
        place = place_name(self.place) or _("Place not given")
        parts = [
            _("from {actor}").format(actor=self.before) if self.before else "",
            _("to {actor}").format(actor=self.after) if self.after else _("to nobody named"),
        ]
        return ", ".join([place, self.when, " ".join(filter(None, parts))])

    @property
    def source(self) -> str:
        """Which document says it, and where."""
        if not self.footnote:
            return self.document
        return _("{document}, footnote {footnote}").format(document=self.document, footnote=self.footnote)


def read_handovers(table: pd.DataFrame, gazetteer: Gazetteer) -> list[Handover]:
    """The handovers of the table, in its order. Raises DataFileError with all its faults at once."""
    faults = [fault for row in rows(table) for fault in _faults(row)]
    if faults:
        raise DataFileError(_("The data file {file} can't be used.").format(file=FILE) + " " + " ".join(faults))
    return [_read(row, gazetteer) for row in rows(table)]


def _read(row, gazetteer: Gazetteer) -> Handover:
    name = row.place.strip()
    point = gazetteer.find(name, "settlement", "") if name else None
    first, last = _days(row.date.strip(), row.date_precision.strip())
    return Handover(
        name, first, last, row.date_precision.strip() == ON_OR_BEFORE, getattr(row, "from").strip(), row.to.strip(),
        row.document_id, row.footnote, row.note, point, "" if point else _no_place(name, gazetteer),
    )  # fmt: skip


def _no_place(name: str, gazetteer: Gazetteer) -> str:
    if not name:
        return _("No place is given: nothing can be said of attacks near it.")
    said = _('No town is known here by the name "{name}": nothing can be said of attacks near it.').format(name=name)
    return said + did_you_mean(gazetteer.suggest(name))


def _faults(row) -> Iterator[str]:
    at = getattr(row, ROW)
    if row.date_precision.strip() not in PRECISIONS:
        yield _('Row {row}: "{value}" is no precision of a date. Use one of: {words}.').format(
            row=at, value=row.date_precision[:40], words=", ".join(PRECISIONS)
        )
        return
    try:
        good = _days(row.date.strip(), row.date_precision.strip())[0].year in YEARS
    except ValueError:
        good = False
    if not good:
        yield _(
            'Row {row}: "{value}" is no day like 2023-10-03, or month like 2023-10 where only the month is known.'
        ).format(row=at, value=row.date[:40])


def _days(text: str, precision: str) -> tuple[date, date]:
    """The first and the last day. Raises ValueError for what is neither a day nor, of that precision, a month."""
    if precision != "month":
        found = date.fromisoformat(text)
        return found, found
    first = date.fromisoformat(f"{text[:7]}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])
