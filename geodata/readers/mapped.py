"""Columns of the own sheet out of the cells of any table: dates, places, who takes part, how many were killed.

Each function gives its columns and, for each row, what of the cells those columns don't hold: notes for the analyst's note.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from ..actors import fold, split
from ..schema import ON_OR_BEFORE, POINT_PRECISIONS, SINCE, UNLOCATED
from ..texts import _
from . import days
from .degrees import DEGREES, decimals
from .mapping import Mapping
from .options import Options
from .phrases import Where, actors, is_between, killed, where
from .proposal import DATES, ROAD, ROAD_FROM, ROAD_TO
from .sheet import Check, joined
from .table import CELLS, ROW
from .words import word_of

ACTOR_COLUMNS = ("perpetrators", "partners", "targets", "involved", "reported_by")
COUNTS = ("fatalities_low", "fatalities_best", "fatalities_high")
Notes = list[str]
_KINDS = {"LINESTRING": "road", "POLYGON": "area"}
_PAIR = re.compile(r"(-?\d{1,3}(?:\.\d{1,20})?)\s+(-?\d{1,3}(?:\.\d{1,20})?)")


@dataclass(frozen=True)
class Known:
    """Folded names that the product knows: of actors, of towns, and of regions and other areas."""

    actors: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()

    @property
    def places(self) -> frozenset[str]:
        """The names of towns and areas."""
        return self.towns | self.areas


@dataclass(frozen=True)
class Cells:
    """The rows of a table as text with a mapping of its columns."""

    rows: pd.DataFrame
    mapping: Mapping

    def given(self, column: str) -> pd.Series:
        """The cells for a column of the own sheet; where there is none, the constant for all rows, else ""."""
        constant = self.mapping.constants.get(column, "").strip()
        if column not in self.mapping.columns:
            return pd.Series(constant, index=self.rows.index, dtype=str)
        cells = self.rows[self.mapping.columns[column]]
        return cells.where(cells != "", constant)

    def name(self, column: str) -> str:
        """The file's own name of what the own sheet calls `column`."""
        return self.mapping.columns.get(column, column)

    def filled(self, columns: Iterable[str]) -> list[str]:
        """Those of the own sheet's columns that the mapping says something of."""
        return [name for name in columns if name in self.mapping.columns or name in self.mapping.constants]

    def words(self, column: str) -> pd.Series:
        """The cells of a column with a vocabulary in the own sheet's words, where they are such words."""
        cells = self.given(column)
        return cells.map({text: word_of(column, text) for text in cells.unique()}).astype(str)

    @cached_property
    def degrees(self) -> dict[str, pd.Series]:
        """latitude and longitude with a decimal point."""
        return {axis: decimals(self.given(axis), axis) for axis in DEGREES}

    def substitute(self, name: str) -> str:
        """The known place that a name means, as the user has said; else the name."""
        return self._places.get(fold(name), name)

    @cached_property
    def _places(self) -> dict[str, str]:
        return {fold(name): known for name, known in self.mapping.places.items()}


class _Drawn(NamedTuple):
    """What an outline says of a place without a name: how precise it is, and the corners of the box that holds it."""

    precision: str = ""
    corners: str = ""

    @classmethod
    def of(cls, outline: str) -> "_Drawn":
        kind = outline.strip().upper().removeprefix("MULTI")
        precision = next((word for begin, word in _KINDS.items() if kind.startswith(begin)), "")
        pairs = [(float(y), float(x)) for x, y in _PAIR.findall(outline)] if precision else []
        if not pairs:
            return cls()
        (south, north), (west, east) = ((min(axis), max(axis)) for axis in zip(*pairs, strict=True))
        return cls(precision, f"{south:.4f}, {west:.4f} - {north:.4f}, {east:.4f}")


def dated(cells: Cells, options: Options) -> tuple[pd.DataFrame, Notes, list[Check]]:
    """date_start, date_end and date_precision, with the checks that mark the rows whose date can't be read."""
    columns = cells.filled(DATES)
    columns = columns[:1] if len({cells.name(name) for name in columns}) == 1 else columns
    texts = {name: cells.given(name) for name in columns}
    spans = {
        name: days.read_spans(text, options.date_order, cells.name(name) in options.day_numbers)
        for name, text in texts.items()
    }
    # A million rows have few dates: each is worked out once.
    rows = list(zip(*(text.tolist() for text in texts.values()), cells.words("date_precision").tolist(), strict=True))
    read = list(zip(*spans.values(), strict=True))
    known = {row: _days(each, row[-1]) for row, each in dict(zip(rows, read, strict=True)).items()}
    told = {row: _as_written(row[:-1], options) for row in known}
    frame = pd.DataFrame([known[row] for row in rows], index=cells.rows.index, columns=[*DATES, "date_precision"])
    notes = [told[row] for row in rows]
    empty = pd.concat(texts, axis=1).eq("").all(axis=1)
    checks = [
        Check(
            cells.name(name),
            (spans[name].isna() & (text != "")) | (empty if name == columns[0] else False),
            _(
                "A date is a real day, month or year from 1900 to 2099, with day and month in the order of the whole file."
            ),
            _("Write it like 2023-10-03."),
        )
        for name, text in texts.items()
        if name in cells.mapping.columns
    ]
    return frame, notes, checks


def _days(spans: tuple[days.Span | None, ...], word: str) -> tuple[str, str, str]:
    """First day, last day and precision that one date, or two, stand for under the precision that the row gives, if any."""
    known = [span for span in spans if span is not None]
    if not known:
        return "", "", word
    first, last = known[0].first, known[-1].last
    if len(spans) == 2 and spans[0] is None and word in ("", ON_OR_BEFORE):
        return "", last.isoformat(), ON_OR_BEFORE  # the last day alone: when it began isn't said
    if len(spans) == 2 and spans[1] is not None:
        alike = known[0] == known[-1]
        start = first.isoformat() if spans[0] else ""
        return start, last.isoformat(), word or (known[0].precision if alike else "range")
    if word == ON_OR_BEFORE:
        return "", last.isoformat(), word
    if word == SINCE:
        return first.isoformat(), "", word
    if known[0].precision == "day":
        first, last = days.around(first, word)
    return first.isoformat(), last.isoformat(), word or known[0].precision


def _as_written(texts: tuple[str, ...], options: Options) -> str:
    """What a reader needs to trace a day to its cell: a number that Excel counts days by, a time of day."""
    told = [
        text
        for text in dict.fromkeys(texts)
        if days.says_more(text) or (options.day_numbers and days.are_numbers([text]))
    ]
    return joined(_("Date as written: {date}.").format(date=text) for text in told)


def placed(cells: Cells, known: Known) -> tuple[pd.DataFrame, Notes]:
    """place and place_precision."""
    columns = ("place", ROAD_FROM, ROAD_TO, ROAD, "reported_region")
    said = cells.words("place_precision")
    own = cells.rows[cells.mapping.columns["place_precision"]] if "place_precision" in cells.mapping.columns else None
    fixed = own != "" if own is not None else pd.Series(False, index=cells.rows.index)
    outlines = cells.given("outline")
    drawn = outlines.map({text: _Drawn.of(text) for text in outlines.unique().tolist()})
    given = (*(cells.given(name) for name in columns), said, fixed, drawn, *cells.degrees.values())
    rows = zip(*(each.tolist() for each in given), strict=True)
    seen: dict[tuple, tuple[str, str, str]] = {}
    made = []
    for *key, latitude, longitude in rows:
        position = f"{latitude}, {longitude}" if latitude and longitude else ""
        # Rows without a name have each a position of their own; the others are alike but for having one.
        each = (*key, position if not key[0] else bool(position))
        if each not in seen:
            seen[each] = _place(cells, known, key, position)
        made.append(seen[each])
    frame = pd.DataFrame(made, index=cells.rows.index, columns=["place", "place_precision", "note"], dtype=str)
    return frame[["place", "place_precision"]], frame["note"].tolist()


def _place(cells: Cells, known: Known, key: list, position: str) -> tuple[str, str, str]:
    """Name, precision and note of a row's place."""
    place, start, end, road, region, said, fixed, drawn = key
    if drawn.precision and not (fixed and said):
        said, fixed = drawn.precision, True  # what is drawn says how wide the place is
    beside = [(ROAD_FROM, start), (ROAD_TO, end), (ROAD, road)]
    if place:
        name, precision = _named(cells, known, place, position, said, fixed)
        note = _("Place as written: {place}.").format(place=place) if name != place else ""
    elif start and end:
        written = f"{start} - {end}"
        name = cells.substitute(f"{cells.substitute(start)} - {cells.substitute(end)}")
        precision, beside = "road", beside[2:]
        note = _("Place as written: {place}.").format(place=written) if name != written else ""
    elif road:
        name, precision, beside = cells.substitute(road), "road", beside[:2]
        note = _("Place as written: {place}.").format(place=road) if name != road else ""
    elif position:
        name, precision, note = position, said or "settlement", ""
    elif drawn.precision:
        name, precision, note = (region if said == "area" else "") or drawn.corners, said, ""
    else:
        # The region is all that is said of the place; without it there is none.
        name, precision, note = (region, "area", "") if region else ("", UNLOCATED, "")
    told = [f"{cells.name(column)}: {text}." for column, text in beside if text and column in cells.mapping.columns]
    return name, precision, joined([note, *told])


def _named(cells: Cells, known: Known, place: str, position: str, said: str, fixed: bool) -> tuple[str, str]:
    """The name to look up and its precision: the row's own, else what its words say, else the constant, else a settlement."""
    meant = cells.substitute(place)
    found = where(meant)
    if not found.precision and is_between(meant, known.towns):
        found = Where(meant, "road")
    if not found.precision and not position and fold(meant) in known.areas - known.towns:
        found = Where(meant, "area")
    # "Near" and "on the road" are the source's own words: no constant for all rows makes a town of them.
    precision = said if fixed and said else found.precision or said or "settlement"
    if precision in POINT_PRECISIONS:
        return cells.substitute(found.name), precision
    return meant, precision


def taking_part(cells: Cells, known: Known) -> tuple[dict[str, pd.Series], list[Notes]]:
    """The columns of actors with several parted by ";". A cell that was parted into names that nobody knows is noted."""
    made, notes = {}, []
    for column in cells.filled(ACTOR_COLUMNS):
        texts = cells.given(column)
        parted = {text: actors(text, known.actors) for text in texts.unique().tolist()}
        made[column] = texts.map(parted).astype(str)
        torn = {text for text, names in parted.items() if split(names) != split(text) and _strange(names, known)}
        notes.append([f"{cells.name(column)}: {text}." if text in torn else "" for text in texts.tolist()])
    return made, notes


def _strange(names: str, known: Known) -> bool:
    return any(fold(name) not in known.actors for name in split(names))


def counted(cells: Cells) -> tuple[dict[str, pd.Series], list[Notes]]:
    """The numbers of the killed; a cell that is more than a number is noted as a whole."""
    made, notes = {}, []
    for column in cells.filled(COUNTS):
        texts = cells.given(column)
        made[column] = texts.map({text: killed(text) for text in texts.unique().tolist()}).astype(str)
        notes.append(
            ["" if text.isdecimal() or not text else f"{cells.name(column)}: {text}." for text in texts.tolist()]
        )
    return made, notes


def told(cells: Cells, options: Options) -> tuple[dict[str, pd.Series], list[Notes]]:
    """The day of the first report and when the source last changed the row; a cell that is not wholly in them is noted."""
    made, notes = {}, []
    for column in cells.filled(("reported_on", "revised")):
        texts = cells.given(column)
        days_of = {text: _told(text, options.date_order, column == "revised") for text in texts.unique().tolist()}
        made[column] = texts.map(days_of).astype(str)
        notes.append(["" if days_of[text] == text else f"{cells.name(column)}: {text}." for text in texts.tolist()])
    return made, notes


def _told(text: str, order: str, seconds: bool) -> str:
    """The day of a text, "" where it can't be read as one; Unix seconds stay what they are where they may be given."""
    if seconds and text.isascii() and text.isdecimal() and len(text) <= 10 and len(text) > 4:
        return text
    span = days.read_span(text, order)
    return span.first.isoformat() if span and span.precision == "day" else ""


def unmapped(cells: Cells) -> Iterator[Notes]:
    """What the columns say that nothing is mapped to, under the file's own names."""
    used = set(cells.mapping.columns.values())
    for name in cells.rows:
        if name not in used and name not in (ROW, CELLS) and any(texts := cells.rows[name].tolist()):
            yield [f"{name}: {text}." if text else "" for text in texts]


def as_they_are(cells: Cells) -> dict[str, pd.Series]:
    """The columns of the own sheet that are taken as the file has them."""
    plain = (
        "reported_region", "country", "event_type", "general_type", "summary", "document_id", "footnotes", "source", "outline",
    )  # fmt: skip
    return {name: cells.given(name) for name in plain} | cells.degrees | {"stance": cells.words("stance")}
