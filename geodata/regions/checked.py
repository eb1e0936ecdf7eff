"""A boundary file after its checks: the report to read before it is accepted, and the set that it then is."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

import geopandas
import pandas as pd
import shapely

from ..errors import DataFileError
from ..schema import CRS
from ..texts import _, _n, number
from .asked import Asked
from .findings import Finding
from .sets import BoundarySet


@dataclass(frozen=True)
class Checked:
    """What a file holds and what is found in it. `units` has a row each: level (0 is the top), key, name, aliases, wkb, screen.

    They are sorted by level and key; wkb is the full detail, screen simplified, both in EPSG:4326. `asked` names the column of
    the names also where it was guessed; `columns` are all that the file has. `rows` were read: each is a unit, part of a
    merged one, or named in a finding. `notes` are sentences of the reader. `above` names the file of the level above, if any.
    """

    asked: Asked
    file: str
    kind: str
    sheet: str
    sha256: str
    bytes: int
    rows: int
    columns: tuple[str, ...]
    notes: tuple[str, ...]
    levels: tuple[str, ...]
    units: pd.DataFrame
    findings: tuple[Finding, ...]
    above: str = ""
    above_sha256: str = ""

    @property
    def stops(self) -> bool:
        """Whether the set can't be taken as it is."""
        return any(each.stops for each in self.findings)

    @property
    def counts(self) -> tuple[int, ...]:
        """How many units each level has, from the top."""
        return tuple(int((self.units["level"] == nr).sum()) for nr in range(len(self.levels)))

    def text(self) -> str:
        """The report to read before the set is accepted, in lines."""
        return "\n".join(self._lines())

    def to_dict(self) -> dict:
        """The report as JSON can hold it: all but the shapes."""
        kept = ("file", "kind", "sheet", "sha256", "bytes", "rows", "above", "above_sha256", "stops")
        lists = ("columns", "notes", "levels", "counts")
        return {
            "asked": asdict(self.asked),
            **{name: getattr(self, name) for name in kept},
            **{name: list(getattr(self, name)) for name in lists},
            "units": self.units[["level", "key", "name", "aliases"]].to_dict("records"),
            "findings": [
                {name: value for name, value in asdict(each).items() if name != "shape"} for each in self.findings
            ],
        }

    def boundary_set(self, key: str, countries: geopandas.GeoDataFrame) -> BoundarySet:
        """The set under this `key`, with the neighbours around it. Raises DataFileError while a finding stops it."""
        if self.stops:
            raise DataFileError(
                _("The set of {file} can't be taken as it is: {found}").format(
                    file=self.file, found=" ".join(each.sentence for each in self.findings if each.stops)
                )
            )
        asked = self.asked
        return BoundarySet(
            key,
            asked.name,
            self._frames("wkb"),
            countries,
            levels=self.levels,
            valid_from=asked.valid_from,
            valid_to=asked.valid_to,
            source=asked.source,
            licence=asked.licence,
            sha256=self.sha256,
            screen=self._frames("screen"),
        )

    def _frames(self, column: str) -> tuple[geopandas.GeoDataFrame, ...]:
        return tuple(
            geopandas.GeoDataFrame(
                units[["key", "name", "aliases"]].reset_index(drop=True),
                geometry=shapely.from_wkb(units[column].to_numpy()),
                crs=CRS,
            )
            for _level, units in self.units.groupby("level", sort=True)
        )

    def _lines(self) -> Iterator[str]:
        levels = ", ".join(f"{called}: {number(count)}" for called, count in zip(self.levels, self.counts, strict=True))
        yield _("{name} out of {file} ({kind}, {size} kB, SHA-256 {sha256})").format(
            name=self.asked.name,
            file=self.file,
            kind=self.kind,
            size=number(-(-self.bytes // 1000)),
            sha256=self.sha256,
        )
        yield _("{rows} read; names of units out of the column {column}. Units: {levels}").format(
            rows=_n("{n} row", "{n} rows", self.rows), column=self.asked.name_field, levels=levels
        )
        if self.above:
            yield _("Units above out of {file} (SHA-256 {sha256})").format(file=self.above, sha256=self.above_sha256)
        yield from self.notes
        yield from self._found(True, _("The set can't be taken as it is:"))
        yield from self._found(False, _("To be known before it is accepted:"))
        if not self.findings:
            yield _("Nothing is found that is wrong.")

    def _found(self, stops: bool, title: str) -> Iterator[str]:
        found = [each for each in self.findings if each.stops == stops]
        if found:
            yield title
        for each in found:
            yield f"  {each.sentence} {each.mend}"
