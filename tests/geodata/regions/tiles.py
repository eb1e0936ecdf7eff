"""A small division that tests make themselves: six boxes of half a degree that tile a part of the north of Mali.

Their borders lie on meridians and parallels, so that areas are worked out by hand: at 17 degrees north a degree of latitude
has 110.66 km and one of longitude 106.5 km (111.32 km by the cosine of the latitude, on the ellipsoid).
"""

import zipfile
from pathlib import Path

import geopandas
import pandas as pd
import shapely

from geodata.readers.options import Options
from geodata.regions.asked import Asked
from geodata.regions.checks import Found, check
from geodata.regions.findings import Finding
from geodata.regions.land import embedded_land
from geodata.regions.reading import read

NAMES = ("Anou", "Bourra", "Chétima", "Djebock", "Ersane", "Forgho")
# From the west to the east in two rows, the southern one first.
BOXES = {name: shapely.box(x, y, x + 0.5, y + 0.5) for name, (x, y) in zip(NAMES, [(-1, 16.5), (-0.5, 16.5), (0, 16.5), (-1, 17), (-0.5, 17), (0, 17)], strict=True)}  # fmt: skip
TILE_KM2 = 2_947  # of the southern boxes: 55.33 km by 53.3 km


def tiles(**changed: shapely.Geometry | None) -> geopandas.GeoDataFrame:
    """The six units with columns name, cercle, region, code; `changed` are shapes by name, also of further units."""
    shapes = BOXES | changed
    rows = pd.DataFrame({"name": list(shapes)})
    rows["cercle"] = ["Nord" if shape is not None and shape.centroid.y > 17 else "Sud" for shape in shapes.values()]
    return geopandas.GeoDataFrame(
        rows.assign(region="Gao", code=[f"ML{nr:02}" for nr in range(len(rows))]),
        geometry=list(shapes.values()),
        crs=4326,
    )


def written(folder: Path, frame: geopandas.GeoDataFrame, kind: str, leave_out: tuple[str, ...] = ()) -> Path:
    """The frame as a file of this kind: GeoJSON, GPKG, parquet, shapefile (a zip, without the parts to leave out) or KML."""
    folder.mkdir(exist_ok=True)
    if kind == "KML":
        return _kml(folder / "set.kml", frame)
    if kind == "parquet":
        frame.to_parquet(folder / "set.parquet")
        return folder / "set.parquet"
    name = {"GeoJSON": "set.geojson", "GPKG": "set.gpkg", "shapefile": "set.shp"}[kind]
    driver = "ESRI Shapefile" if kind == "shapefile" else kind
    frame.to_file(folder / name, driver=driver, engine="pyogrio")
    if kind != "shapefile":
        return folder / name
    with zipfile.ZipFile(folder / "set.zip", "w") as bundle:
        for part in folder.glob("set.*"):
            if part.suffix not in (*leave_out, ".zip"):
                bundle.write(part, part.name)
    return folder / "set.zip"


def _kml(path: Path, frame: geopandas.GeoDataFrame) -> Path:
    placemarks = "".join(
        f"<Placemark><name>{row.name}</name><ExtendedData><Data name='code'><value>{row.code}</value></Data></ExtendedData>"
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>"
        + " ".join(f"{x},{y}" for x, y in row.geometry.exterior.coords)
        + "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
        for row in frame.itertuples(index=False)
    )
    path.write_text(
        f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{placemarks}</Document></kml>', encoding="utf-8"
    )
    return path


def checked(path: Path, above: Path | None = None, **asked: object) -> Found:
    """What the checks find in a file, in this process."""
    wanted = Asked("Test", **asked)
    upper = read(above, Options()) if above else None
    return check(read(path, Options(crs=wanted.crs, sheet=wanted.sheet)), wanted, embedded_land(), upper)


def found(folder: Path, frame: geopandas.GeoDataFrame, **asked: object) -> Found:
    """What the checks find in a frame, by way of a GeoPackage, which keeps every shape as it is."""
    return checked(written(folder, frame, "GPKG"), **asked)


def of_kind(made: Found, kind: str) -> list[Finding]:
    """The findings of a kind; that of ground which no unit covers is in each small set, and told nowhere else."""
    return [each for each in made.findings if each.kind == kind]


def others(made: Found, *kinds: str) -> list[Finding]:
    """The findings of no such kind."""
    return [each for each in made.findings if each.kind not in (*kinds, "uncovered")]
