"""Boundary sets into a store and out of it, and the place of every incident in each of them."""

import json
import re
import unicodedata

import duckdb
import geopandas
import numpy as np
import pandas as pd
import pyarrow
import shapely

from ..errors import StoreError
from ..regions import BoundarySet, join, placement
from ..regions.asked import Asked
from ..regions.checked import Checked
from ..schema import CRS
from ..texts import _
from .asking import first
from .moment import now
from .opening import Store
from .tables import PLACEMENT_COLUMNS

_AT_ONCE = 100_000
_NO_KEY = re.compile(r"[^a-z0-9]+")


def keep_boundaries(store: Store, checked: Checked, done_by: str) -> str:
    """Takes a checked set into the store and places all incidents in it, in one transaction; gives the key of the set.

    The same set again changes nothing. Raises StoreError for a set that can't be taken as it is, or whose name is in use,
    be it by the same file read otherwise.
    """
    if checked.stops:
        raise StoreError(_("The boundary set has faults that must be mended first; its report names them."))
    name = checked.asked.name
    with store.changing() as cursor:
        known = first(cursor, "select key, report from boundary_set where name = ?", [name])
        if known and _is_of(json.loads(known[1]), checked):
            return known[0]
        if known or name == store.boundaries.name:
            raise StoreError(
                _('There is a boundary set "{name}" already. Remove it first, or give this one another name.').format(
                    name=name
                )
            )
        set_no = first(cursor, "select coalesce(max(set_no), 0) + 1 from boundary_set")[0]
        key = _free_key(name, store.set_keys)
        _insert(cursor, set_no, key, checked, done_by)
        _place(cursor, set_no, checked.boundary_set(key, store.boundaries.countries))
    return key


def _is_of(report: dict, checked: Checked) -> bool:
    """Whether a report is of these files, read in this way."""
    digests = report["sha256"], report["above_sha256"]
    return digests == (checked.sha256, checked.above_sha256) and Asked.from_dict(report["asked"]) == checked.asked


def remove_boundaries(store: Store, key: str) -> None:
    """Takes a set out, with what was placed in it. Raises FilterError for a set that isn't there, StoreError for the embedded one."""
    set_no = store.set_number(key)
    if set_no == 0:
        raise StoreError(_("The embedded boundary set stays: every incident is placed in it first."))
    with store.changing() as cursor:
        for table in ("boundary_unit", "boundary_set", "placement", "former_placement"):
            cursor.execute(f"delete from {table} where set_no = ?", [set_no])


def place(store: Store, cursor: duckdb.DuckDBPyConnection) -> None:
    """Gives every incident that has none yet its place in each set of the store; within the transaction of what brought it."""
    for key in store.set_keys:
        if number := store.set_number(key):
            _place(cursor, number, store.boundary_set(key))


def place_anew(store: Store, cursor: duckdb.DuckDBPyConnection) -> None:
    """Places all incidents again; for when their positions have changed."""
    # A retired version gets its place when it comes back.
    cursor.execute("delete from placement")
    cursor.execute("delete from former_placement")
    place(store, cursor)


def _free_key(name: str, taken: list[str]) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    key = _NO_KEY.sub("-", plain).strip("-")[:40] or "set"
    return next(each for each in (key, *(f"{key}-{n}" for n in range(2, 10_000))) if each not in taken)


def _insert(cursor: duckdb.DuckDBPyConnection, set_no: int, key: str, checked: Checked, done_by: str) -> None:
    asked = checked.asked
    cursor.execute(
        f"insert into boundary_set values ({', '.join('?' * 14)})",
        [
            set_no, key, asked.name, json.dumps(checked.levels), asked.valid_from, asked.valid_to, asked.source, asked.licence,
            checked.file, checked.kind, checked.sha256, json.dumps(checked.to_dict()), done_by, now(),
        ],
    )  # fmt: skip
    names = ["level", "key", "name", "aliases", "wkb", "screen"]
    cursor.register("arriving_unit", pyarrow.Table.from_pandas(checked.units[names], preserve_index=False))
    cursor.execute(
        f"insert into boundary_unit (set_no, {', '.join(names)}) select ?, {', '.join(names)} from arriving_unit",
        [set_no],
    )
    cursor.unregister("arriving_unit")


def _place(cursor: duckdb.DuckDBPyConnection, set_no: int, boundaries: BoundarySet) -> None:
    cursor.execute(
        "create or replace temp table unplaced as select no from incident where no not in "
        "(select no from placement where set_no = ?)",
        [set_no],
    )
    count = first(cursor, "select count(*) from unplaced")[0]
    for begin in range(0, count, _AT_ONCE):
        rows = cursor.execute(
            "select no, latitude, longitude, shape_no, place, reported_region, reported_country as country from incident "
            f"where no in (select no from unplaced order by no limit {_AT_ONCE} offset {begin}) order by no"
        ).df()
        shapes = _shapes(cursor, rows)
        joined = join(geopandas.GeoDataFrame(rows, geometry=shapes, crs=CRS), boundaries)
        made = placement(joined, rows["country"]).assign(no=rows["no"], set_no=set_no)
        cursor.register("arriving_placement", pyarrow.Table.from_pandas(made, preserve_index=False))
        names = ", ".join(("no", "set_no", *PLACEMENT_COLUMNS))
        cursor.execute(f"insert into placement ({names}) select {names} from arriving_placement")
        cursor.unregister("arriving_placement")


def _shapes(cursor: duckdb.DuckDBPyConnection, rows: pd.DataFrame) -> np.ndarray:
    """The geometry of each row: its point, its line or area, or None."""
    made = np.full(len(rows), None, dtype=object)
    points = rows["latitude"].notna().to_numpy()
    # One object for each distinct position: a million incidents have a few thousand.
    at, positions = pd.factorize(rows["longitude"].to_numpy()[points] + 1j * rows["latitude"].to_numpy()[points])
    made[points] = shapely.points(positions.real, positions.imag)[at]
    drawn = np.flatnonzero(rows["shape_no"].notna())
    if len(drawn):
        stored = cursor.execute("select shape_no, wkb from shape").fetchall()
        known = {number: shapely.from_wkb(bytes(wkb)) for number, wkb in stored}
        made[drawn] = [known[int(number)] for number in rows["shape_no"].iloc[drawn]]
    return made
