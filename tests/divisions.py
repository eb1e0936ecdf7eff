"""A made-up newer division of Mali for tests: the embedded regions, with Ménaka and Taoudénit cut out of them, and cercles.

Its lines are no real ones. Units share their borders exactly, as those of a good file do.
"""

import json
from pathlib import Path

import geopandas
import numpy as np
import shapely

from geodata.ingest import EMBEDDED
from geodata.regions import read_embedded
from geodata.regions.asked import Asked
from geodata.regions.checked import Checked
from geodata.regions.files import check_file

NAME, KEY = "Newer division (made up)", "newer-division-made-up"
CUT_OUT = {"Ménaka": ("Gao", shapely.box(1.2, 10, 6, 17.2)), "Taoudénit": ("Tombouctou", shapely.box(-10, 18.5, 6, 30))}
CELL = 1.6  # degrees: how wide a cercle is


def units() -> geopandas.GeoDataFrame:
    """The cercles: columns region, cercle, geometry, in EPSG:4326."""
    regions = read_embedded(EMBEDDED).regions
    west, south, east, north = regions.total_bounds
    lines = [shape.boundary for shape in regions.geometry] + [box.boundary for _region, box in CUT_OUT.values()]
    lines += [shapely.LineString([(x, south - 1), (x, north + 1)]) for x in np.arange(west, east, CELL)]
    lines += [shapely.LineString([(west - 1, y), (east + 1, y)]) for y in np.arange(south, north, CELL)]
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(lines)]))
    inside = shapely.point_on_surface(faces)
    cells: dict[tuple[str, int, int], list] = {}
    for face, point in zip(faces, inside, strict=True):
        held = regions.loc[regions.intersects(point), "name"]
        if held.empty:
            continue
        region = next(
            (new for new, (old, box) in CUT_OUT.items() if old == held.iloc[0] and box.contains(point)), held.iloc[0]
        )
        cell = region, int((point.x - west) / CELL), int((point.y - south) / CELL)
        cells.setdefault(cell, []).append(face)
    rows, count = [], {}
    for (region, _column, _row), parts in sorted(cells.items()):
        count[region] = count.get(region, 0) + 1
        rows.append((region, f"{region} {count[region]}", shapely.union_all(parts)))
    names = {"region": [row[0] for row in rows], "cercle": [row[1] for row in rows]}
    return geopandas.GeoDataFrame(names, geometry=[row[2] for row in rows], crs=4326)


def write(path: Path, frame: geopandas.GeoDataFrame | None = None) -> Path:
    """The units as GeoJSON at `path`."""
    frame = units() if frame is None else frame
    made = json.loads(frame.to_json(drop_id=True))
    made.pop("crs", None)
    path.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    return path


def checked(folder: Path) -> Checked:
    """The division as it comes out of a check of its file."""
    asked = Asked(
        NAME,
        name_field="cercle",
        parent_fields=("region",),
        valid_from="2016",
        valid_to="2023",
        source="Tests",
        licence="CC0",
    )
    return check_file(write(folder / "newer.geojson"), asked)
