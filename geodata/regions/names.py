"""What regions are called: spellings, languages, codes, and which region held one that was made later."""

import re
from functools import lru_cache
from pathlib import Path

import pandas as pd

from ..actors import fold, split
from ..readers import sigact

COLUMNS = ("name", "aliases", "iso_3166_2", "old_code", "new_code", "since", "held_by")
FILE = Path(__file__).parents[1] / "data" / "region_names.csv"


# As in "Région de Gao", "the Gao region", "Cercle d'Ansongo", "District de Bamako".
_BEFORE = re.compile(r"^(?:the )?(?:(?:region|cercle|district) (?:de la |du |des |de |of |d['’])?)?")
_BEHIND = re.compile(r" (?:region|cercle|district)$")


def plain(name: str) -> str:
    """The name as it is compared: without case, accents and words for "region"; "Région de Gao" is "gao".

    Words for a cercle go too: a cercle lies in the region that has its name.
    """
    return _BEHIND.sub("", _BEFORE.sub("", fold(name)))


class RegionNames:
    """The alias table; a row a region, columns `COLUMNS`.

    `old_code` and `new_code` are its P-codes in the lists until and since the division of 2023, several parted by `;` where
    lists disagree. A code that stands for different regions in them is no name: nothing says which list a report goes by.
    """

    def __init__(self, table: pd.DataFrame):
        self._names: dict[str, set[str]] = {}
        self._spellings: dict[str, tuple[str, ...]] = {}
        self._held_by: dict[str, str] = {}
        for row in table.itertuples():
            codes = (row.iso_3166_2, *split(row.old_code), *split(row.new_code))
            spellings = dict.fromkeys(map(plain, (row.name, *split(row.aliases), *filter(None, codes))))
            self._spellings[row.name] = tuple(spellings)
            for spelling in spellings:
                self._names.setdefault(spelling, set()).add(row.name)
            if row.held_by:
                self._held_by[row.name] = row.held_by

    def name(self, said: str) -> str | None:
        """The region's name in the table for a name or code as reported; None when unknown, or a code of several regions."""
        found = self._names.get(plain(said), set())
        return next(iter(found)) if len(found) == 1 else None

    def spellings(self, said: str) -> tuple[str, ...]:
        """All that the region of this name is called, as `plain` gives it; () when it isn't known."""
        return self._spellings.get(self.name(said), ())

    def several(self, said: str) -> tuple[str, ...]:
        """The regions that a code stands for in different lists; () for any other name."""
        found = self._names.get(plain(said), set())
        return tuple(sorted(found)) if len(found) > 1 else ()

    def held_by(self, said: str) -> str | None:
        """The older region of which this one was a part; None for regions that are no younger than the table's first."""
        return self._held_by.get(self.name(said))


@lru_cache(maxsize=1)
def embedded_names() -> RegionNames:
    """The alias table that the project carries."""
    return RegionNames(sigact.read(FILE, COLUMNS))
