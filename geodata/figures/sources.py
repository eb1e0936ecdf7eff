"""The numbered sources of a figure: what the incidents on it cite, and which of them cites what."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..citing import document, note
from ..filters import IncidentFilter
from ..store import Store
from ..texts import _n, labelled

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
COMMA = "˒"  # between superscripts; at their height


@dataclass(frozen=True)
class Numbered:
    """`notes`: the sources in the order of their numbers, from 1, with their addresses; `short` the same with the sites only.
    `of`: the numbers that each incident (its `no`) cites; `without`: how many cite nothing. Documents that many incidents cite
    have no numbers: then `by_number` is False."""

    notes: tuple[str, ...]
    short: tuple[str, ...]
    of: dict[int, tuple[int, ...]]
    without: int
    by_number: bool = True

    def cited_by(self, incidents: Iterable[int]) -> tuple[int, ...]:
        """The numbers that some of these incidents cite, in order."""
        return tuple(sorted({note for no in incidents for note in self.of.get(no, ())}))

    def lines(self, whole: bool = True) -> tuple[str, ...]:
        """The sources as they are listed, with their numbers: "3 AP News, https://..."; not `whole`: with the site only."""
        said = self.notes if whole else self.short
        return tuple(f"{place} {words}" for place, words in enumerate(said, start=1)) if self.by_number else said

    def upto(self, incidents: list[int]) -> "Numbered":
        """The same for the first of the incidents that were numbered: theirs are the first numbers."""
        of = {no: self.of[no] for no in incidents if no in self.of}
        last = max((note for notes in of.values() for note in notes), default=0)
        return Numbered(self.notes[:last], self.short[:last], of, len(incidents) - len(of))


def numbered(store: Store, chosen: IncidentFilter, incidents: list[int]) -> Numbered:
    """The sources of the incidents with these numbers, a source once, in the order in which the incidents come."""
    cited = store.sources(chosen)
    said: dict[int, list[str]] = {}
    short: dict[str, str] = {}
    for row in cited[cited["no"].isin(incidents)].to_dict("records"):
        said.setdefault(row["no"], []).append(note(row))
        short[note(row)] = _short(row)
    named = store.named_sources(incidents)
    for row in named[~named["no"].isin(said.keys())].itertuples():
        said.setdefault(row.no, []).append(row.source)
    notes: dict[str, int] = {}
    of = {
        no: tuple(sorted({notes.setdefault(words, len(notes) + 1) for words in said[no]}))
        for no in incidents
        if no in said
    }
    return Numbered(tuple(notes), tuple(short.get(words, words) for words in notes), of, len(incidents) - len(of))


def documents(store: Store, chosen: IncidentFilter) -> Numbered:
    """The documents that many incidents cite, most cited first and how many cite each, for a figure that shows only their number;
    then the data sets whose rows name sources of their own."""
    cited = (
        labelled(document(row), _n("{n} incident", "{n} incidents", row["incidents"]))
        for row in store.cited_documents(chosen).to_dict("records")
    )
    own = (
        labelled(name, _n("{n} row names its own sources", "{n} rows name their own sources", n))
        for name, n in store.naming_sources(chosen).items()
    )
    notes = (*cited, *own)
    return Numbered(notes, notes, {}, store.naming_none(chosen), by_number=False)


def _short(row: dict) -> str:
    """What is cited and on which site, without the rest of the address."""
    site = urlsplit(row["url"]).hostname or ""
    parts = (row["citation"], site.removeprefix("www."))
    return ", ".join(part for part in parts if part) or note(row)


def superscripts(numbers: tuple[int, ...]) -> str:
    """The numbers as superscripts: "¹˒³"."""
    return COMMA.join(str(number).translate(SUPERSCRIPTS) for number in numbers)
