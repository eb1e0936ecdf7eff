"""Rows as the store's tables have them: one frame a table, columns as there, geometry as WKB."""

import json

import pandas as pd
import pyarrow
import shapely

from .ingest import Part
from .readers.table import ROW
from .regions import distinct


def flat(part: Part) -> dict[str, pd.DataFrame]:
    """The frames `incident`, `shape`, `participation`, `claim`, `citation`, `fault` and `superseded` of a part.

    An incident's `no` counts from 0. A point is its `latitude` and `longitude`; a line or an area is `local_shape`, the number
    of a row of `shape` (local_shape, wkb), as many incidents share one.
    """
    faults = [part.faults.assign(file="incidents"), part.claim_faults.assign(file="claims")]
    columns = dict.fromkeys(("incident_id", "column", "value", "rule", "mend", "file"), str) | {"row": "int64"}
    incidents, shapes = _incidents(part)
    return {
        "incident": incidents,
        "shape": shapes,
        "participation": part.participations,
        "claim": part.claims,
        "citation": part.citations,
        "fault": pd.concat(faults, ignore_index=True).astype(columns),
        "superseded": part.superseded.astype({"row": "int64", "incident_id": str, "kept_row": "int64"}),
    }


def _incidents(part: Part) -> tuple[pd.DataFrame, pd.DataFrame]:
    geometry = part.incidents.geometry.to_numpy()
    is_point = shapely.get_type_id(geometry) == shapely.GeometryType.POINT
    extended = ~is_point & ~shapely.is_missing(geometry)
    numbers, kept = distinct(geometry[extended])
    local = pd.Series(pd.NA, index=part.incidents.index, dtype="Int64")
    local[extended] = numbers
    made = pd.DataFrame(part.incidents.drop(columns=["geometry", "latitude", "longitude"]))
    made = made.assign(
        latitude=pd.Series(shapely.get_y(geometry), index=made.index).where(is_point),
        longitude=pd.Series(shapely.get_x(geometry), index=made.index).where(is_point),
        local_shape=local,
        source_row=made[ROW],
        region=made["region"].astype("str"),
        lead_actor=made["lead_actor"].astype("str"),
    )
    # A column of nothing but nulls has no type of its own.
    wkb = pd.Series(shapely.to_wkb(kept), dtype=pd.ArrowDtype(pyarrow.large_binary()))
    return made, pd.DataFrame({"local_shape": pd.RangeIndex(len(kept)).astype("int64"), "wkb": wkb})


def originals(faults: pd.DataFrame, rows: list[tuple[int, list[str]]]) -> pd.DataFrame:
    """The rows with faults as they stand in the file: row, incident_id, cells (JSON)."""
    ids = dict(zip(faults["row"], faults["incident_id"], strict=True))
    kept = [(number, ids[number], json.dumps(cells, ensure_ascii=False)) for number, cells in rows if number in ids]
    return pd.DataFrame(kept, columns=["row", "incident_id", "cells"])


def as_arrow(frame: pd.DataFrame) -> pyarrow.Table:
    """The frame with the types that all parts of a file share: days as dates, text as large text."""
    table = pyarrow.Table.from_pandas(frame, preserve_index=False)
    return table.cast(pyarrow.schema([pyarrow.field(f.name, _plain(f.type)) for f in table.schema]))


def _plain(kind: pyarrow.DataType) -> pyarrow.DataType:
    if pyarrow.types.is_string(kind) or pyarrow.types.is_null(kind):
        return pyarrow.large_string()
    return pyarrow.date32() if pyarrow.types.is_timestamp(kind) else kind
