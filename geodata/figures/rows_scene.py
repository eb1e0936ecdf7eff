"""The incidents of a view as lines of a table, each with what it cites: for figures, slides, documents and Markdown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import SimpleNamespace

import pandas as pd

from ..filter_words import status_name
from ..filters import IncidentFilter
from ..rows import rows
from ..store import Store
from ..texts import _
from ..words import date_words, place_words, type_name
from .scene import MOST_ONE_BY_ONE, each_as_one
from .sources import Numbered, numbered, superscripts
from .wanted import Wanted


@dataclass(frozen=True)
class Line:
    """An incident as the cells of `header`; `cited` are the numbers of its sources."""

    no: int
    incident_id: str
    cells: tuple[str, ...]
    cited: tuple[int, ...]

    def with_numbers(self) -> tuple[str, ...]:
        """The cells, the last one with the numbers of the sources as superscripts."""
        return (*self.cells[:-1], f"{self.cells[-1]}{superscripts(self.cited)}")


@dataclass(frozen=True)
class Listed:
    """`lines` in the order of time; `left_out`: how many more the view has, of which `withheld` are of data sets whose terms forbid
    to pass on their rows (`sets`, their names)."""

    lines: tuple[Line, ...]
    left_out: int
    withheld: int
    sets: tuple[str, ...]
    cited: Numbered

    def upto(self, lines: tuple[Line, ...]) -> "Listed":
        """The same with these of the lines only, their sources numbered anew."""
        return replace(self, lines=lines, left_out=self.left_out + len(self.lines) - len(lines))


def header() -> tuple[str, ...]:
    """What the cells of a line are."""
    return _("Date"), _("Type"), _("Place"), _("Who acts"), _("Target"), _("Status"), _("Summary")


def listed(
    store: Store, wanted: Wanted, most: int = MOST_ONE_BY_ONE, first: Iterable[int] = (), cited: Numbered | None = None
) -> Listed:
    """The latest incidents of a view, at most so many. Sources are numbered in the order of time, those of the incidents `first`
    before all others, so that a map which shows only them has the first numbers; `cited` are numbers that stand already."""
    chosen = each_as_one(wanted.view.filter)
    total, (open_, sets) = store.how_many(chosen, None), _open(store, chosen)
    found = store.latest(open_, most) if open_ else None
    numbers = [] if found is None else found["no"].tolist()
    before = list(first)
    if cited is None:
        cited = numbered(store, chosen, [*before, *(no for no in numbers if no not in set(before))])
    lines = () if found is None else _lines(found, store.participations_of(numbers), cited)
    withheld = total - (store.how_many(open_, None) if open_ else 0) if sets else 0
    return Listed(lines, total - len(lines), withheld, sets, cited)


def _open(store: Store, chosen: IncidentFilter) -> tuple[IncidentFilter | None, tuple[str, ...]]:
    """The filter without the data sets whose rows must not be passed on, None where nothing is left; and those."""
    withheld = store.withheld()
    asked = chosen.data_sets or tuple(store.values("data_set"))
    shut = tuple(name for name in asked if name in withheld)
    if not shut:
        return chosen, ()
    left = tuple(name for name in asked if name not in withheld)
    return (replace(chosen, data_sets=left) if left else None), shut


def _lines(found: pd.DataFrame, participations: pd.DataFrame, cited: Numbered) -> tuple[Line, ...]:
    who: dict[tuple[int, str], list[str]] = {}
    for each in rows(participations):
        who.setdefault((each.no, each.role), []).append(each.name)
    return tuple(Line(row.no, row.incident_id, _cells(row, who), cited.of.get(row.no, ())) for row in rows(found))


def _cells(row: SimpleNamespace, who: dict[tuple[int, str], list[str]]) -> tuple[str, ...]:
    acts = "; ".join([*who.get((row.no, "perpetrator"), ()), *who.get((row.no, "involved"), ())])
    if partners := who.get((row.no, "partner")):
        acts = _("{who} with {partners}").format(who=acts or _("not named"), partners="; ".join(partners))
    target = "; ".join(who.get((row.no, "target"), ()))
    return (
        date_words(row),
        type_name(row.event_type),
        place_words(row),
        acts,
        target,
        status_name(row.status),
        row.summary,
    )
