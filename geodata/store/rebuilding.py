"""Incidents located, joined and named anew when places, roads, regions, actors or types of event have changed."""

import duckdb
import pandas as pd

from ..flat import as_arrow, flat
from ..ingest import derive
from ..readers.sheet import COLUMNS, Sheet
from ..readers.table import CELLS, ROW, ROWS
from ..validate import COUNTS
from .asking import first
from .assigning import apply_assigned
from .casts import mark_unnumbered, number_casts
from .opening import Store
from .placing import place_anew
from .steps import name_actors, take_shapes
from .tables import OF_INCIDENT, PLACEMENT_COLUMNS, SHEET, columns_of

_AT_ONCE = 20_000
# What follows from the sheet and the reference tables.
DERIVED = (
    "latitude", "longitude", "uncertainty_km", *PLACEMENT_COLUMNS, "event_class", "lead_actor", "status", "search_text",
    "known_from",
)  # fmt: skip


def rebuild(store: Store) -> int:
    """Brings all incidents, the retired ones too, in line with the store's reference tables; how many were looked at.

    Does nothing when they are. An incident whose place is no longer known stays where it was: it is never lost.
    """
    with store.cursor() as cursor:
        known = first(cursor, "select value from meta where key = 'reference'")[0]
    if known == store.reference.version:
        return 0
    with store.changing() as cursor:
        done = sum(_rebuild(store, cursor, prefix) for prefix in ("", "former_"))
        place_anew(store, cursor)
        apply_assigned(cursor)
        cursor.execute("delete from cast_member")
        mark_unnumbered(cursor, "select no from incident", [])
        number_casts(cursor)
        cursor.execute("update meta set value = ? where key = 'reference'", [store.reference.version])
    return done


def _rebuild(store: Store, cursor: duckdb.DuckDBPyConnection, prefix: str) -> int:
    ended = "ended_by" if prefix else "0"
    cells = ", ".join(f"{_cell(name, expression)} as {name}" for name, expression in SHEET.items())
    numbers = [no for (no,) in cursor.execute(f"select distinct no from {prefix}incident order by no").fetchall()]
    for begin in range(0, len(numbers), _AT_ONCE):
        some = numbers[begin : begin + _AT_ONCE]
        rows = cursor.execute(
            f"select {cells}, no, {ended} as ended from {prefix}incident where no between ? and ? order by no, ended",
            [some[0], some[-1]],
        ).df()
        _replace(store, cursor, rows, prefix)
    return len(numbers)


def _replace(store: Store, cursor: duckdb.DuckDBPyConnection, rows: pd.DataFrame, prefix: str) -> None:
    part = derive(Sheet(_as_sheet(rows), read=len(rows)), store.reference)
    # `_row` stood for the position among these rows.
    at = part.incidents[ROW].to_numpy()
    keys = rows[["no", "ended"]].iloc[at].assign(part_no=range(len(at)))
    cursor.register("keys", keys)
    made = {name: frame for name, frame in flat(part).items() if name in (*OF_INCIDENT, "shape")}
    for name, frame in made.items():
        cursor.register(f"anew_{name}", as_arrow(frame))
    same = f"k.no = t.no{' and k.ended = t.ended_by' if prefix else ''}"
    take_shapes(cursor, "anew_shape")
    sets = ", ".join(f"{name} = a.{name}" for name in DERIVED)
    cursor.execute(
        f"update {prefix}incident t set {sets}, shape_no = a.shape_no from "
        "(select i.*, s.shape_no from anew_incident i left join known_shape s on s.local_shape = i.local_shape) a "
        f"join keys k on k.part_no = a.no where {same}"
    )
    for table in made.keys() - {"incident", "shape"}:
        names = [name for name in columns_of(table) if name != "no"]
        cursor.execute(f"delete from {prefix}{table} t using keys k where {same}")
        ended = ", ended_by" if prefix else ""
        cursor.execute(
            f"insert into {prefix}{table} (no, {', '.join(names)}{ended}) select k.no, {', '.join(f'a.{name}' for name in names)}"
            f"{', k.ended' if prefix else ''} from anew_{table} a join keys k on k.part_no = a.no"
        )
    name_actors(cursor)


def _cell(name: str, expression: str) -> str:
    if name == "incident_id":
        return "source_id"
    # A number beside an empty cell would come as a float.
    return f"cast({expression} as text)" if name in COUNTS else expression


def _as_sheet(rows: pd.DataFrame) -> pd.DataFrame:
    """The stored cells as the text of a sheet."""
    text = {name: [_text(value) for value in rows[name].tolist()] for name in COLUMNS}
    made = pd.DataFrame(text, dtype=str)
    return made.assign(**{ROW: range(len(rows)), ROWS: 1, CELLS: len(COLUMNS)})


def _text(value: object) -> str:
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value if isinstance(value, str) else repr(value)
