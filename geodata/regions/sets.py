"""Boundary sets: a division of the country into units on one level or several, and what they are called."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import geopandas
import pyogrio.errors
import shapely

from ..actors import split
from ..errors import DataFileError
from ..schema import BETWEEN, METRIC_CRS
from ..texts import _, message
from .locating import Locator
from .names import embedded_names, plain

EMBEDDED_KEY = "natural-earth"


def read_geojson(path: Path, columns: tuple[str, ...]) -> geopandas.GeoDataFrame:
    """The features of one of the project's GeoJSON files, text columns without nulls. DataFileError when unreadable."""
    try:
        frame = geopandas.read_file(path, engine="pyogrio")
    except (pyogrio.errors.DataSourceError, OSError) as error:
        raise DataFileError(
            _(
                "The data file {file} is missing or not GeoJSON. Make it again with geodata/data/make_boundaries.py."
            ).format(file=path.name)
        ) from error
    for column in columns:
        if column not in frame:
            raise DataFileError(
                _(
                    'The data file {file} lacks the property "{column}". Make it again with geodata/data/make_boundaries.py.'
                ).format(file=path.name, column=column)
            )
    return frame.fillna(dict.fromkeys(columns, ""))


@dataclass(frozen=True)
class BoundarySet:
    """A division of the country into units, with the neighbours that lie around it.

    `frames`: one a level, from the top (regions, then cercles, then communes where the set has them); one row a unit, columns
    key, name, aliases, geometry, sorted by key, in EPSG:4326. A unit's `key` is unique: its name, behind those of the units
    that hold it ("Gao/Ansongo"); on the top level it is the name. `countries`: columns name, geometry, of what lies outside.
    `key` names the set in links; `levels` says what its units are called, from the top; `valid_from` and `valid_to` are years
    or days, "" for open or unknown. `screen` are the frames as they are drawn: simplified, shared borders still shared.
    """

    key: str
    name: str
    frames: tuple[geopandas.GeoDataFrame, ...]
    countries: geopandas.GeoDataFrame
    levels: tuple[str, ...] = ("region",)
    valid_from: str = ""
    valid_to: str = ""
    source: str = ""
    licence: str = ""
    sha256: str = ""
    screen: tuple[geopandas.GeoDataFrame, ...] = ()
    _by_name: dict[str, str] = field(init=False, repr=False, compare=False, default_factory=dict)
    # Where lines and areas lie that were asked for before: a road and a region come again in each part of a long file.
    _extents: dict[tuple[bytes, str], tuple] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self):
        if not self.screen:
            object.__setattr__(self, "screen", self.frames)
        for frame in self.frames:
            names: dict[str, set[str]] = {}
            for row in frame.itertuples():
                for name in (row.name, *split(row.aliases)):
                    names.setdefault(plain(name), set()).add(row.key)
            # A deeper unit is found by its name only where no region and no other unit has it.
            for name, keys in names.items():
                if len(keys) == 1 and name not in self._by_name:
                    self._by_name[name] = next(iter(keys))

    @property
    def regions(self) -> geopandas.GeoDataFrame:
        """The units of the top level."""
        return self.frames[0]

    @property
    def units(self) -> geopandas.GeoDataFrame:
        """The units of the deepest level."""
        return self.frames[-1]

    @cached_property
    def names(self) -> list[str]:
        """The regions' own names, in order."""
        return list(self.regions["name"])

    @cached_property
    def keys(self) -> list[str]:
        """The keys of all units, level after level: the order in which the map numbers them."""
        return [key for frame in self.frames for key in frame["key"]]

    @property
    def title(self) -> str:
        """The name for readers: that of the embedded set in their language, of any other as it was given."""
        return _(self.name) if self.key == EMBEDDED_KEY else self.name

    @property
    def terms(self) -> str:
        """The licence for readers, likewise."""
        return _(self.licence) if self.key == EMBEDDED_KEY else self.licence

    @property
    def vintage(self) -> str:
        """When the division held, for readers: "until 2016", "since 2023", "2016 to 2023"; "" when nobody said."""
        if self.valid_from and self.valid_to:
            return _("{first} to {last}").format(first=self.valid_from, last=self.valid_to)
        if self.valid_to:
            return _("until {day}").format(day=self.valid_to)
        return _("since {day}").format(day=self.valid_from) if self.valid_from else ""

    def find(self, name: str) -> str | None:
        """The key of a unit for a name as reported ("Segou", "Timbuktu", "Kidal region", "ML-7"), or None.

        By the set's own names first, then by the table of other spellings and codes.
        """
        known = (plain(name), *embedded_names().spellings(name))
        return next((self._by_name[each] for each in known if each in self._by_name), None)

    def reported_unit(self, name: str) -> str | None:
        """Like `find`, but a region made later than the set stands for the one that held it: wider, never wrong."""
        found = self.find(name)
        if found or not (older := embedded_names().held_by(name)):
            return found
        return self.find(older)

    def agreement(self, reported: str, key: str | None) -> str:
        """How a region as reported goes with the key of the unit computed (None outside all): one of `schema.AGREEMENTS`.

        *part*: one of the two was a part of the other in another division; *unknown*: nothing here has that name.
        """
        if not reported.strip():
            return ""
        names, own = embedded_names(), self.find(reported)
        said = own or names.name(reported)
        if said is None:
            return "unknown"
        if key is None:
            return "differs"
        if own and (key == own or key.startswith(own + BETWEEN)):
            return "same"
        top = key.split(BETWEEN)[0]
        # Who names a unit of this set goes by a division that has it: then it is not the one that held it once.
        held = {None if own else names.held_by(reported), names.held_by(top)} - {None}
        return "part" if {plain(each) for each in held} & {plain(names.name(top) or top), plain(said)} else "differs"

    def children(self, key: str) -> list[str]:
        """The keys of the units that this one is divided into, in order."""
        depth = key.count(BETWEEN) + 1
        below = self.frames[depth]["key"] if depth < len(self.frames) else []
        return [each for each in below if each.startswith(key + BETWEEN)]

    def shape(self, key: str) -> shapely.Geometry:
        """A unit's geometry in EPSG:4326, by its key."""
        frame = self.frames[key.count(BETWEEN)]
        return frame.loc[frame["key"] == key, "geometry"].iloc[0]

    @cached_property
    def metric(self) -> tuple[geopandas.GeoSeries, ...]:
        """The units of each level in the metric projection, by key."""
        return tuple(frame.set_index("key").geometry.to_crs(METRIC_CRS) for frame in self.frames)

    @cached_property
    def locator(self) -> Locator:
        """Where positions lie in the set."""
        return Locator(self.units.geometry, self.countries.geometry, self.regions.geometry)


def above(key: str) -> Iterator[str]:
    """The key and those of the units that hold it, from the top: "Gao", "Gao/Ansongo"."""
    parts = key.split(BETWEEN)
    return (BETWEEN.join(parts[:depth]) for depth in range(1, len(parts) + 1))


def last_name(key: str) -> str:
    """A unit's own name: "Ansongo" of "Gao/Ansongo"."""
    return key.rpartition(BETWEEN)[2]


@lru_cache(maxsize=2)
def read_embedded(folder: Path) -> BoundarySet:
    """The nine units of Natural Earth (eight regions and Bamako, the division until 2016); read once, as its tree takes time."""
    units = read_geojson(folder / "regions.geojson", ("name", "aliases")).sort_values("name", ignore_index=True)
    countries = read_geojson(folder / "neighbours.geojson", ("name",))
    return BoundarySet(
        EMBEDDED_KEY,
        message("Natural Earth, 8 regions and Bamako"),
        (units.assign(key=units["name"]),),
        countries,
        valid_to="2016",
        source="Natural Earth",
        licence=message("Public domain"),
        sha256=hashlib.sha256((folder / "regions.geojson").read_bytes()).hexdigest(),
    )
