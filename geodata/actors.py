"""Names as reported -> actors: dated aliases; the original string is kept beside what it was read as."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

import pandas as pd

# ACLED adds a span of years to a name, as in "Military Forces of Mali (2020-2021)".
_YEARS = re.compile(r"\s*\(\d{4}-(\d{4})?\)$")


def fold(text: str) -> str:
    """The text without case, accents and doubled spaces: what names are compared and searched by."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def split(cell: str) -> list[str]:
    """The values of a cell that holds several with `;`; blanks are left out."""
    return [part.strip() for part in cell.split(";") if part.strip()]


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
        for candidate in (fold(name), fold(_YEARS.sub("", name))):
            for alias in self._aliases.get(candidate, ()):
                if alias.holds_on(day):
                    return alias.actor_id
        return f"unlisted:{name}"

    def with_unlisted(self, ids: list[str]) -> pd.DataFrame:
        """The table (actor_id, name, side) of the known actors and of the unlisted ones among `ids`."""
        unlisted = sorted({i for i in ids if i.startswith("unlisted:")})
        extra = pd.DataFrame(
            {"actor_id": unlisted, "name": [i.removeprefix("unlisted:") for i in unlisted], "side": ""}
        )
        return pd.concat([self.table, extra], ignore_index=True)
