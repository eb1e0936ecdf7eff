"""The boundary sets that a store knows, and what can be asked of incidents under them."""

import json
from dataclasses import dataclass

import duckdb
import geopandas
import pandas as pd
import shapely

from ..actors import fold
from ..errors import FilterError, nearest
from ..filters import COMPUTED, IncidentFilter
from ..regions import BoundarySet
from ..schema import CRS
from ..texts import _, did_you_mean
from .asking import Asking
from .tables import PLACEMENT_COLUMNS, columns_of

_SETS = "set_no, key, name, levels, valid_from, valid_to, source, licence, sha256, file, kind, done_by, done_at"


@dataclass(frozen=True)
class Move:
    """Incidents that lie in one region by one set and in another by another."""

    before: str
    after: str
    incidents: int


class Divisions(Asking):
    """What can be asked of a store's boundary sets. `boundaries` is the embedded one, by which every incident is joined first."""

    boundaries: BoundarySet
    _numbers: dict[str, int]
    _loaded: dict[int, BoundarySet]

    def _know_sets(self, cursor: duckdb.DuckDBPyConnection) -> None:
        known = cursor.execute("select key, set_no from boundary_set order by name, set_no").fetchall()
        self._numbers = {self.boundaries.key: 0} | dict(known)
        kept = getattr(self, "_loaded", {})
        self._loaded = {no: kept[no] for no in self._numbers.values() if no in kept}

    def borrow_sets(self, other: "Divisions") -> None:
        """Takes the sets of another store, which are the same in both, as they are in memory."""
        self._numbers = dict(other._numbers)
        self._loaded = {number: other.boundary_set(key) for key, number in other._numbers.items() if number}

    @property
    def set_keys(self) -> list[str]:
        """The keys of all boundary sets, the embedded one first."""
        return list(self._numbers)

    def boundary_set(self, key: str = "") -> BoundarySet:
        """The set of this key, "" for the embedded one; read from the store when it is first asked for. Raises FilterError."""
        number = self.set_number(key)
        if number == 0:
            return self.boundaries
        if number not in self._loaded:
            self._loaded[number] = self._load(number)
        return self._loaded[number]

    def unnamed(self, key: str) -> str:
        """The key as a filter has it: "" for the embedded set, so that links to it stay short."""
        return "" if key == self.boundaries.key else key

    def set_named(self, said: str) -> str:
        """The key, as a filter has it, of the set of this key or name, whatever its case and accents; "" for the embedded one.

        Raises FilterError for a set that isn't there.
        """
        names = {self.boundaries.name: self.boundaries.key} | dict(self._rows("select name, key from boundary_set"))
        known = {fold(name): key for name, key in names.items()} | names | {key: key for key in self.set_keys}
        found = known.get(said, known.get(fold(said))) if said else ""
        if found is None:
            raise _no_set(said, [*names, *self.set_keys])
        return self.unnamed(found)

    def set_number(self, key: str) -> int:
        """The number of a set in the tables, 0 for the embedded one. Raises FilterError for a set that isn't there."""
        found = self._numbers.get(key or self.boundaries.key)
        if found is None:
            raise _no_set(key, self.set_keys)
        return found

    def _load(self, number: int) -> BoundarySet:
        about = self._records(f"select {_SETS} from boundary_set where set_no = ?", (number,))[0]
        units = self._rows(
            "select level, key, name, aliases, wkb, screen from boundary_unit where set_no = ? order by level, key",
            (number,),
        )
        levels = json.loads(about["levels"])
        frames = [[row for row in units if row[0] == level] for level in range(len(levels))]
        return BoundarySet(
            **{name: about[name] for name in ("key", "name", "valid_from", "valid_to", "source", "licence", "sha256")},
            frames=tuple(_frame(rows, 4) for rows in frames),
            screen=tuple(_frame(rows, 5) for rows in frames),
            levels=tuple(levels),
            countries=self.boundaries.countries,
        )

    def boundary_sets(self) -> pd.DataFrame:
        """The registry, the embedded set first: key, name, levels (as text), valid_from, valid_to, source, licence, units, sha256,
        file, done_by, done_at; units of the deepest level. The last three are empty for the embedded set."""
        own = self.boundaries
        embedded = {
            name: getattr(own, name)
            for name in ("key", "name", "valid_from", "valid_to", "source", "licence", "sha256")
        } | {
            "set_no": 0,
            "levels": json.dumps(own.levels),
            "units": len(own.units),
            "file": "",
            "kind": "",
            "done_by": "",
        }
        brought = self._frame(
            f"select {_SETS}, (select count(*) from boundary_unit u where u.set_no = s.set_no and u.level = "
            "(select max(level) from boundary_unit v where v.set_no = s.set_no)) as units from boundary_set s order by name, set_no"
        ).to_dict("records")
        made = pd.DataFrame([embedded, *brought])
        return made.assign(levels=[", ".join(json.loads(levels)) for levels in made["levels"]])

    def boundary_report(self, key: str) -> dict | None:
        """The report with which a set came in; None for the embedded one."""
        found = self._rows("select report from boundary_set where set_no = ?", (self.set_number(key),))
        return json.loads(found[0][0]) if found else None

    def source_of(self, chosen: IncidentFilter) -> str:
        """What stands behind `from` for a filter: the incidents with their place in its boundary set, by its rule.

        A table, or a query in brackets with the same columns; the caller's condition and columns work on either.
        """
        number = self.set_number(chosen.boundary_set)
        if number == 0 and chosen.regions_by == COMPUTED:
            return "incident"
        place = "p" if number else "i"
        key = f"{place}.unit_key" if chosen.regions_by == COMPUTED else f"{place}.reported_key"
        columns = {name: f"i.{name}" for name in columns_of("incident")} | {
            name: f"{place}.{name}" for name in PLACEMENT_COLUMNS
        }
        columns |= {"region_key": f"split_part({key}, '/', 1)", "unit_key": key}
        said = ", ".join(f"{expression} as {name}" for name, expression in columns.items())
        joined = f" join placement p on p.no = i.no and p.set_no = {number}" if number else ""
        return f"(select {said} from incident i{joined})"

    def disagreements(self, chosen: IncidentFilter, limit: int | None = None, offset: int = 0) -> pd.DataFrame:
        """The incidents of a filter whose place lies in another region than the one reported, those far from a border first.

        no, incident_id, data_set, place, place_precision, uncertainty_km, reported_region, region, region_key, unit_key, country, border_km,
        near_border, latitude, longitude, shape_no, first_day, last_day, summary, event_type.
        """
        where, values = chosen.condition()
        part = f" limit {int(limit)} offset {int(offset)}" if limit is not None else ""
        return self._frame(
            "select no, incident_id, data_set, place, place_precision, uncertainty_km, reported_region, region, region_key, unit_key, country, "
            f"border_km, near_border, latitude, longitude, shape_no, first_day, last_day, open_start, open_end, date_precision, summary, event_type "
            f"from {self.source_of(chosen)} i where agreement = 'differs' and {where} "
            f"order by border_km is not null, border_km desc, last_day desc, no{part}",
            values,
        )

    def agreement_by_data_set(self, chosen: IncidentFilter) -> pd.DataFrame:
        """For each data set how its reported regions go with the computed ones: data_set, agreement, incidents, near_border."""
        where, values = chosen.condition()
        return self._frame(
            "select data_set, agreement, count(*) as incidents, count(*) filter (where near_border) as near_border "
            f"from {self.source_of(chosen)} i where agreement <> '' and {where} group by data_set, agreement order by data_set, agreement",
            values,
        )

    def moves(self, chosen: IncidentFilter, other: str) -> list[Move]:
        """How many incidents of a filter lie in each pair of a region of its set and one of the set `other`; most first."""
        where, values = chosen.condition()
        number = self.set_number(other)
        after = "p.region_key" if number else "q.region_key"
        joined = (
            f"join placement p on p.no = i.no and p.set_no = {number}" if number else "join incident q on q.no = i.no"
        )
        rows = self._rows(
            f"select i.region_key, {after}, count(*) from (select no, region_key from {self.source_of(chosen)} i where {where}) i {joined} "
            "group by 1, 2 order by 3 desc, 1, 2",
            values,
        )
        return [Move(*row) for row in rows]

    def places_of(self, no: int) -> dict[str, dict]:
        """Where an incident lies by each boundary set: key of the set to the columns of `placement`."""
        names = ", ".join(PLACEMENT_COLUMNS)
        own = self._records(f"select {names} from incident where no = ?", (no,))
        other = self._records(f"select set_no, {names} from placement where no = ?", (no,))
        keys = {number: key for key, number in self._numbers.items()}
        return {self.boundaries.key: own[0]} | {
            keys[row.pop("set_no")]: row for row in sorted(other, key=lambda row: list(keys).index(row["set_no"]))
        }


def _no_set(said: str, known: list[str]) -> FilterError:
    hint = did_you_mean(nearest(said, known))
    return FilterError(_('There is no boundary set "{value}".').format(value=said) + hint)


def _frame(rows: list[tuple], at: int) -> geopandas.GeoDataFrame:
    names = {name: [row[nr] for row in rows] for nr, name in ((1, "key"), (2, "name"), (3, "aliases"))}
    return geopandas.GeoDataFrame(names, geometry=shapely.from_wkb([bytes(row[at]) for row in rows]), crs=CRS)
