"""GeoJSON after RFC 7946: longitude before latitude, rings wound to the left, no `crs`; `metadata` beside the features."""

import datetime
import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

import pandas as pd
import shapely

from .extract import Extract

HEAD, FEATURES = '{"type": "FeatureCollection",\n"metadata": ', ',\n"features": ['


def write(extract: Extract, path: Path) -> None:
    """Writes one feature a line; geometry is null for what has no place."""
    names = extract.columns
    columns = [extract.rows[name].tolist() for name in names]
    about = json.dumps(asdict(extract.about), ensure_ascii=False)
    with path.open("w", encoding="utf-8", newline="\n") as sink:
        sink.writelines((HEAD, about, FEATURES))
        for nr, (shape, *values) in enumerate(zip(extract.rows.geometry, *columns, strict=True)):
            sink.write(",\n" if nr else "\n")
            sink.write(_feature(shape, dict(zip(names, map(_value, values), strict=True))))
        sink.write("\n]}\n")


def _feature(shape: shapely.Geometry | None, properties: dict) -> str:
    own = {"id": properties["incident_id"]} if "incident_id" in properties else {}
    made = {"type": "Feature", **own, "properties": properties}
    text = json.dumps(made, ensure_ascii=False, allow_nan=False)
    return f'{text[:-1]}, "geometry": {_geometry(shape)}}}'


@lru_cache(maxsize=256)
def _geometry(shape: shapely.Geometry | None) -> str:
    # Many incidents lie in the same area, which may have thousands of corners.
    return "null" if shape is None else json.dumps(shapely.geometry.mapping(shapely.orient_polygons(shape)))


def _value(value: object) -> object:
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.date):
        return value.isoformat()
    return None if value is None or pd.isna(value) else value
