"""Files of maps: coordinate systems said, not said and wrong, and shapes that are none."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import geopandas
import shapely

from tests.geodata import sheets

from .containers import zipped
from .verdicts import Asked, Case, Read, Refused

GAO = shapely.Point(-0.04472, 16.27167)
THERE = {"latitude": 16.27167, "longitude": -0.04472, "region": "Gao"}
# Fields of a shapefile have ten letters at the most.
SHORT = {"Date": "2023-10-03", "Lieu": "Ségou", "Auteur": "JNIM", "Type": "IED"}
SQUARE = [[0, 16.2], [1, 16.2], [1, 17], [0, 17]]
AREA = {"place": "Zone A", "place_precision": "area"}


def _moved(epsg: int) -> list[float]:
    point = geopandas.GeoSeries([GAO], crs=4326).to_crs(epsg)[0]
    return [point.x, point.y]


def _point(position: list[float]) -> dict:
    return {"type": "Point", "coordinates": position}


def _geojson(geometry: dict | None, crs: str = "", **changes: str) -> Callable[[], bytes]:
    """A GeoJSON of one incident, with the columns of the project's own sheet as its properties."""
    properties = sheets.row(**{"place_precision": "exact"} | changes)
    made = {
        "type": "FeatureCollection",
        **({"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}),
        "features": [{"type": "Feature", "properties": properties, "geometry": geometry}],
    }
    return lambda: json.dumps(made, ensure_ascii=False).encode()


def _polygon(*ring: list[float]) -> dict:
    return {"type": "Polygon", "coordinates": [list(ring)]}


def _written(name: str, epsg: int, layers: tuple[str, ...] = ("",), **options: str) -> dict[str, bytes]:
    """The files that make up a data set of one incident in that coordinate system."""
    frame = geopandas.GeoDataFrame([SHORT], geometry=[GAO], crs=4326).to_crs(epsg)
    with tempfile.TemporaryDirectory() as folder:
        for layer in layers:
            frame.to_file(Path(folder) / name, **({"layer": layer} if layer else {}), **options)
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def _shapefile(epsg: int, without: tuple[str, ...] = (), **options: str) -> bytes:
    files = _written("incidents.shp", epsg, **options)
    return zipped(**{name: content for name, content in files.items() if not name.endswith(without or "\0")})


def _without_code_page() -> bytes:
    """Written in Windows-1252, and nothing in the files says so."""
    files = _written("incidents.shp", 4326, encoding="cp1252")
    table = bytearray(files["incidents.dbf"])
    table[29] = 0
    kept = {name: content for name, content in files.items() if not name.endswith(".cpg")}
    return zipped(**kept | {"incidents.dbf": bytes(table)})


IN_GAO = {"region": "Gao", "geometry": "Polygon"}
COLLECTION = {"type": "GeometryCollection", "geometries": [_point([0, 16.3]), _polygon(*SQUARE, SQUARE[0])]}
CASES = (
    Case("point.geojson", _geojson(_point([-0.04472, 16.27167])), Read(1, cells={0: THERE})),
    Case("point-of-geojson.csv", _geojson(_point([-0.04472, 16.27167])), Read(1, cells={0: THERE})),
    # An older file names its coordinate system.
    Case("mercator-said.geojson", _geojson(_point(_moved(3857)), crs="urn:ogc:def:crs:EPSG::3857"), Read(1, cells={0: THERE})),
    # Metres in a file that says nothing: the standard says degrees, and these are none.
    Case("mercator-not-said.geojson", _geojson(_point(_moved(3857))), Asked("crs")),
    Case("swapped.geojson", _geojson(_point([16.27167, -0.04472])), Read(1, doubts=None, says=("16.27167, -0.04472",))),
    # What was meant by a bow tie, two halves or one ring in another order, only its maker knows.
    Case("bow-tie.geojson", _geojson(_polygon([0, 16.2], [1, 17], [1, 16.2], [0, 17], [0, 16.2]), **AREA), Read(0, 1, faults=("outline",), says=("crosses itself",))),
    # Its last corner may be missing, and not only the way back to the first.
    Case("ring-not-closed.geojson", _geojson(_polygon(*SQUARE), **AREA), Read(0, 1, faults=("outline",), says=("where it begins",))),
    Case("area.geojson", _geojson(_polygon(*SQUARE, SQUARE[0]), **AREA), Read(1, cells={0: IN_GAO})),
    # A point and an area at once are no place.
    Case("collection.geojson", _geojson(COLLECTION, **AREA), Read(0, 1, faults=None)),
    # Without a position the place is looked up.
    Case("no-geometry.geojson", _geojson(None, place_precision="settlement"), Read(1, cells={0: {"region": "Gao", "geometry": "Point"}})),
    Case("empty-geometry.geojson", _geojson(_point([]), place_precision="settlement"), Read(1, cells={0: {"region": "Gao", "geometry": "Point"}})),
    Case("no-features.geojson", lambda: b'{"type": "FeatureCollection", "features": []}', Refused(("empty|no |none|nothing",))),
    Case("cut-off.geojson", lambda: _geojson(_point([0, 16]))()[:-30], Refused()),
    Case("no-map.json", lambda: b'{"incidents": [1, 2, 3]}', Refused()),
    Case("shapefile.zip", lambda: _shapefile(4326, encoding="utf-8"), Read(1, cells={0: {"place": "Ségou", "latitude": 16.27167, "region": "Gao"}})),
    Case("shapefile-without-code-page.zip", _without_code_page, Read(1, cells={0: {"place": "Ségou"}})),
    Case("shapefile-in-utm.zip", lambda: _shapefile(32630, encoding="utf-8"), Read(1, cells={0: THERE})),
    Case("shapefile-in-utm-not-said.zip", lambda: _shapefile(32630, (".prj",), encoding="utf-8"), Asked("crs")),
    Case("shapefile-without-dbf.zip", lambda: _shapefile(4326, (".dbf",)), Refused()),
    Case("one-layer.gpkg", lambda: _written("a.gpkg", 32630, ("north",))["a.gpkg"], Read(1, cells={0: THERE})),
    Case("two-layers.gpkg", lambda: _written("a.gpkg", 4326, ("north", "south"))["a.gpkg"], Asked("sheet")),
)  # fmt: skip
