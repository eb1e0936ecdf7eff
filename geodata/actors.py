"""Names as reported -> actors: dated aliases; the original string is kept beside what it was read as."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

# ACLED adds a span of years to a name, as in "Military Forces of Mali (2020-2021)".
_YEARS = re.compile(r"\s*\(\d{4}-(\d{4})?\)$")


class _Plain(dict):
    """What each character is without its accents, worked out when it first comes; for `str.translate`."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code))
        return self.setdefault(code, "".join(part for part in parts if not unicodedata.combining(part)))


_PLAIN = _Plain()
_ACCENTS = re.compile("[\u0300-\u036f]+")


def fold(text: str) -> str:
    """The text without case, accents and doubled spaces: what names are compared and searched by."""
    if not text.isascii():
        # Most often all that is left without the usual accents is ASCII, which is quicker than letter by letter.
        plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
        text = plain if plain.isascii() else text.translate(_PLAIN)
    return " ".join(text.casefold().split())


def split(cell: str) -> list[str]:
    """The values of a cell that holds several with `;`; blanks are left out."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def split_all(cells: pd.Series) -> pd.DataFrame:
    """All values of cells that hold several: `at` (position of the cell), `seq` (place in the cell), `value`; in order."""
    number, texts = pd.factorize(cells)
    values = [split(text) for text in texts]
    lengths = np.array([len(each) for each in values], dtype=np.int64)
    begins = np.cumsum(lengths) - lengths
    at = np.repeat(np.arange(len(cells)), lengths[number])
    seq = np.arange(len(at)) - np.repeat(np.cumsum(lengths[number]) - lengths[number], lengths[number])
    flat = pd.Series([value for each in values for value in each], dtype=str)
    return pd.DataFrame({"at": at, "seq": seq, "value": flat.take(begins[number[at]] + seq).array})


@dataclass(frozen=True)
class Alias:
    """A name that stands for an actor from `valid_from` to `valid_to`, "YYYY[-MM[-DD]]" or "" for open."""

    actor_id: str
    valid_from: str
    valid_to: str

    def holds_on(self, day: date) -> bool:
        """Whether the name stands for the actor on that day."""
        text = day.isoformat()
        # A shorter date covers all that it begins: until "2024-04" is to the end of April.
        return (not self.valid_from or text >= self.valid_from) and (
            not self.valid_to or text[: len(self.valid_to)] <= self.valid_to
        )


class Actors:
    """The registry of known actors, made from rows of `actors.csv`."""

    def __init__(self, table: pd.DataFrame):
        self.table = table.drop_duplicates("actor_id")[["actor_id", "name", "side"]].reset_index(drop=True)
        self._aliases: dict[str, list[Alias]] = {}
        for row in table.itertuples():
            alias = Alias(row.actor_id, row.valid_from, row.valid_to)
            self._aliases.setdefault(fold(row.alias), []).append(alias)
            self._aliases.setdefault(fold(row.name), []).append(Alias(row.actor_id, "", ""))

    def resolve(self, name: str, day: date) -> str:
        """The actor's id for a name used of an incident on `day`; `unlisted:<name>` where none is known.

        An unlisted actor stays an actor of its own under the name as written: never lumped with others.
        """
        if found := self._find(name, day):
            return found
        # "X and/or Y" is an actor only where both are the same one; else the source leaves open which of them it was.
        either = {self._find(part, day) for part in name.split(" and/or ")}
        return either.pop() or f"unlisted:{name}" if len(either) == 1 else f"unlisted:{name}"

    def _find(self, name: str, day: date) -> str | None:
        for candidate in (fold(name), fold(_YEARS.sub("", name))):
            for alias in self._aliases.get(candidate, ()):
                if alias.holds_on(day):
                    return alias.actor_id
        return None

    def resolve_all(self, names: pd.Series, days: pd.Series) -> pd.Series:
        """`resolve` for many names, each used on the day beside it (datetime64); same index as `names`."""
        pairs = pd.DataFrame({"name": names, "day": days.to_numpy()}, index=names.index)
        # A name that means the same at all times needs no look at the day.
        dated = {name for name in names.unique() if self._is_dated(name)}
        pairs.loc[~pairs["name"].isin(dated), "day"] = pd.Timestamp(0)
        which = pairs.groupby(["name", "day"], sort=False).ngroup().to_numpy()
        ids = [self.resolve(row.name, row.day.date()) for row in pairs.drop_duplicates().itertuples(index=False)]
        return pd.Series(ids, dtype=str).take(which).set_axis(names.index)

    def _is_dated(self, name: str) -> bool:
        aliases = (*self._aliases.get(fold(name), ()), *self._aliases.get(fold(_YEARS.sub("", name)), ()))
        return any(alias.valid_from or alias.valid_to for alias in aliases)

    def with_unlisted(self, ids: list[str]) -> pd.DataFrame:
        """The table (actor_id, name, side) of the known actors and of the unlisted ones among `ids`."""
        unlisted = sorted({i for i in ids if i.startswith("unlisted:")})
        extra = pd.DataFrame(
            {"actor_id": unlisted, "name": [i.removeprefix("unlisted:") for i in unlisted], "side": ""}
        )
        return pd.concat([self.table, extra], ignore_index=True)
