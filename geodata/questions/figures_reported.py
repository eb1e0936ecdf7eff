"""The figures that documents report, read: who acts, where, when, how many of what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ..actors import fold, split
from ..errors import DataFileError
from ..readers.table import ROW
from ..rows import rows
from ..texts import _, _n, number

FILE = "reported_figures.csv"
# Words of documents that name no actor of the registry, and who is meant by them.
MEANT = {"malian security forces": "Malian army"}


@dataclass(frozen=True)
class Figure:
    """A row of `reported_figures.csv`: `value` of `unit`, counted by a document in an area from `first` to `last`, None for open."""

    metric: str
    actors: tuple[str, ...]
    area: str
    first: date | None
    last: date | None
    qualifier: str
    value: float
    unit: str
    document: str
    footnote: str
    note: str

    @property
    def reported(self) -> str:
        """How many the document reports: "at least 20 operations"."""
        counted = _counted(self.unit, self.value)
        said = {
            "at least": _("at least {counted}"),
            "only": _("only {counted}"),
            "average": _("{counted} on average"),
            "exactly": _("exactly {counted}"),
        }
        return said.get(self.qualifier, "{counted}").format(counted=counted)

    @property
    def actor_words(self) -> str:
        """Who acts, as the document names them."""
        known = {"Malian security forces": _("Malian security forces")}
        return ", ".join(known.get(name, name) for name in self.actors)

    @property
    def area_words(self) -> str:
        """Where, as the document names it."""
        known = {
            "northern regions": _("northern regions"),
            "northern Mali": _("northern Mali"),
            "central Mali": _("central Mali"),
            "": _("no area named"),
        }
        return known.get(self.area, self.area)

    @property
    def source(self) -> str:
        """Which document says it, and where."""
        if not self.footnote:
            return self.document
        return _("{document}, footnote {footnote}").format(document=self.document, footnote=self.footnote)


def _counted(unit: str, value: float) -> str:
    """So many of a unit; one that nobody here knows as it is written."""
    known = {
        "operations": _n("{n} operation", "{n} operations", value),
        "operations a month": _n("{n} operation a month", "{n} operations a month", value),
        "bases": _n("{n} base", "{n} bases", value),
        "violations": _n("{n} violation", "{n} violations", value),
        "occasions": _n("{n} occasion", "{n} occasions", value),
    }
    return known.get(unit, f"{number(value)} {unit}")


def read_figures(table: pd.DataFrame) -> list[Figure]:
    """The figures of the table, in its order. Raises DataFileError with all its faults at once."""
    faults: list[str] = []
    made = [_read(row, faults) for row in rows(table)]
    if faults:
        raise DataFileError(_("The data file {file} can't be used.").format(file=FILE) + " " + " ".join(faults))
    return made


def _read(row, faults: list[str]) -> Figure | None:
    found = list(_faults(row))
    if found:
        faults += found
        return None
    return Figure(
        row.metric, tuple(split(row.actors)), row.area.strip(), _day(row.date_from), _day(row.date_to), row.qualifier.strip(),
        float(row.value), row.unit.strip(), row.document_id, row.footnote, row.note,
    )  # fmt: skip


def _faults(row) -> Iterator[str]:
    at = getattr(row, ROW)
    try:
        good = 0 <= float(row.value) < 1e9
    except ValueError:
        good = False
    if not good:
        yield _('Row {row}: "{value}" is no number of what is counted.').format(row=at, value=row.value[:40])
    for text in (row.date_from, row.date_to):
        try:
            _day(text)
        except ValueError:
            yield _('Row {row}: "{value}" is no day like 2023-10-03.').format(row=at, value=text[:40])


def _day(text: str) -> date | None:
    return date.fromisoformat(text.strip()) if text.strip() else None


def meant(name: str) -> str:
    """Who is meant by a document's word for somebody: a name of the registry, or the word itself."""
    return MEANT.get(fold(name), name)
