"""Every incident has just one region, the right one, and none is lost on a border."""

import json
from fractions import Fraction
from itertools import pairwise

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.errors import DataFileError, GeodataError
from geodata.ingest import EMBEDDED
from geodata.regions import join, read_embedded, read_geojson


def frame(shapes, reported=""):
    index = [f"id-{nr}" for nr in range(len(shapes))][::-1]
    said = [reported] * len(shapes) if isinstance(reported, str) else reported
    return geopandas.GeoDataFrame({"reported_region": said}, geometry=list(shapes), index=index, crs=4326)


def regions_of(joined: pd.DataFrame) -> list[str | None]:
    return [
        None if missing else region for region, missing in zip(joined["region"], joined["region"].isna(), strict=True)
    ]


def rings() -> dict[str, np.ndarray]:
    """The edges (x1, y1, x2, y2) of each region by name, out of the file itself and without a geometry library."""
    features = json.loads((EMBEDDED / "regions.geojson").read_text(encoding="utf-8"))["features"]
    edges = {}
    for feature in features:
        assert feature["geometry"]["type"] == "Polygon"
        made = [[*a, *b] for ring in feature["geometry"]["coordinates"] for a, b in pairwise(ring)]
        edges[feature["properties"]["name"]] = np.array(made)
    return edges


def exact_side(edge: np.ndarray, point: np.ndarray) -> int:
    """-1, 0 or 1: on which side of the edge the point lies, by fractions, which don't round."""
    x1, y1, x2, y2, x, y = map(Fraction, (*edge.tolist(), *point.tolist()))
    value = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
    return (value > 0) - (value < 0)


def holding(edges: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Which points a region has inside or on its border: a ray to the east from each, counted edge by edge."""
    x1, y1, x2, y2 = edges.T[:, None, :]
    x, y = points.T[:, :, None]
    value = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
    side = np.sign(value)
    level = (np.minimum(y1, y2) <= y) & (y <= np.maximum(y1, y2))
    for point, edge in np.argwhere(level & (np.abs(value) < 1e-9)):
        side[point, edge] = exact_side(edges[edge], points[point])
    on_edge = level & (side == 0) & (np.minimum(x1, x2) <= x) & (x <= np.maximum(x1, x2))
    crossed = ((y1 > y) != (y2 > y)) & (side == np.where(y2 > y1, 1, -1))
    return on_edge.any(axis=1) | (crossed.sum(axis=1) % 2 == 1)


def shared_border_points(edges: dict[str, np.ndarray]) -> np.ndarray:
    """Vertices that two regions or more have in common, and the middles of the edges that they have in common."""
    corners: dict[tuple, set] = {}
    sides: dict[frozenset, set] = {}
    for name, own in edges.items():
        for x1, y1, x2, y2 in own.tolist():
            corners.setdefault((x1, y1), set()).add(name)
            sides.setdefault(frozenset([(x1, y1), (x2, y2)]), set()).add(name)
    common = [point for point, names in corners.items() if len(names) > 1]
    middles = [np.mean(list(ends), axis=0) for ends, names in sides.items() if len(names) > 1]
    assert len(common) > 100
    assert len(middles) > 100
    return np.array([*common, *middles])


def test_points_get_the_region_that_an_exact_count_by_hand_gives(boundaries):
    """5,000 points over the country and around it, and every vertex and edge where two regions meet."""
    edges = rings()
    random = np.random.default_rng(18)
    scattered = np.column_stack([random.uniform(-12.5, 4.5, 5000), random.uniform(10, 25.2, 5000)])
    points = np.vstack([scattered, shared_border_points(edges)])
    held = {name: np.zeros(len(points), dtype=bool) for name in sorted(edges)}
    for name, own in edges.items():
        corners = own[:, :2]
        box = ((corners.min(axis=0) <= points) & (points <= corners.max(axis=0))).all(axis=1)
        held[name][box] = holding(own, points[box])
    by_hand = [next((name for name in held if held[name][nr]), None) for nr in range(len(points))]
    incidents = frame(shapely.points(points))
    joined = join(incidents, boundaries)
    found = dict(zip(joined.index, regions_of(joined), strict=True))
    wanted = dict(zip(incidents.index, by_hand, strict=True))
    assert {key: (found[key], wanted[key]) for key in wanted if found[key] != wanted[key]} == {}
    assert list(found) == list(wanted)
    assert set(by_hand) == {*edges, None}


def test_a_point_on_a_shared_border_goes_to_the_first_region_by_name(boundaries):
    """A vertex of the border of Gao and Kidal: one row out, in Gao; the plain spatial join would give two."""
    edges = rings()
    gao, kidal = ({tuple(edge[:2]) for edge in edges[name].tolist()} for name in ("Gao", "Kidal"))
    others = {tuple(edge[:2]) for name in edges if name not in ("Gao", "Kidal") for edge in edges[name].tolist()}
    corner = sorted((gao & kidal) - others)[0]
    joined = join(frame([shapely.Point(corner)]), boundaries)
    assert joined["region"].tolist() == ["Gao"]
    assert joined["near_border"].tolist() == [True]


def test_one_row_out_for_each_row_in_with_the_same_index_and_order(boundaries):
    shapes = [shapely.Point(0, 16.3), None, shapely.box(-1, 16, 0, 17), shapely.Point(), shapely.Point(-40, 0)]
    incidents = frame(shapes)
    joined = join(incidents, boundaries)
    assert joined.index.tolist() == incidents.index.tolist()
    assert regions_of(joined) == ["Gao", None, "Gao", None, None]
    assert join(incidents.iloc[:0], boundaries).empty


def test_what_has_no_place_is_neither_in_a_region_nor_abroad(boundaries):
    joined = join(frame([None, shapely.Point(), shapely.LineString(), shapely.Polygon()]), boundaries)
    assert joined[["region", "outside_country", "border_km"]].isna().all(axis=None)
    assert not joined["near_border"].any()


@pytest.mark.parametrize(
    ("x", "y", "country"), [(2.43, 6.37, "Benin"), (-1.53, 12.37, "Burkina Faso"), (2.1, 13.5, "Niger"), (-40, 0, "")]
)
def test_a_point_abroad_gets_the_country_that_it_lies_in(boundaries, x, y, country):
    """Cotonou, Ouagadougou, Niamey, and the Atlantic, which is in no country."""
    joined = join(frame([shapely.Point(x, y)]), boundaries)
    assert (regions_of(joined), joined["outside_country"].tolist()) == ([None], [country])


def test_anefis_is_in_gao_by_natural_earth_and_flagged_as_near_the_border(boundaries):
    """Officially in Kidal, 6 km off: the flag is what keeps a reader from trusting the line."""
    joined = join(frame([shapely.Point(0.60111, 18.04), shapely.Point(0.1163, 17.477)]), boundaries)
    assert joined["region"].tolist() == ["Gao", "Gao"]
    assert joined["near_border"].tolist() == [True, False]
    assert joined["border_km"].iloc[0] == pytest.approx(6, abs=0.5)


@pytest.mark.parametrize(
    ("shape", "reported", "region"),
    [
        (shapely.LineString([(0.2, 17.5), (1.5, 20)]), "", "Kidal"),
        (shapely.LineString([(0.2, 17.5), (1.5, 20)]), "Gao", "Gao"),
        (shapely.LineString([(0.2, 17.5), (1.5, 20)]), "Kayes", "Kidal"),
        (shapely.LineString([(0.2, 17.5), (1.5, 20)]), "somewhere", "Kidal"),
        (shapely.box(-0.6, 16.5, -0.4, 17), "", "Gao"),
        (shapely.box(2, 12, 3, 15.5), "", None),
        (shapely.box(2, 12, 3, 15.5), "Gao", "Gao"),
    ],
)
def test_a_line_or_area_goes_where_most_of_it_lies_unless_the_report_says_otherwise(
    boundaries, shape, reported, region
):
    """The line crosses from Gao into Kidal with its longer part in Kidal; the tall box lies in Niger but for its top."""
    assert join(frame([shape], reported), boundaries)["region"].fillna("").tolist() == [region or ""]


def test_another_coordinate_system_is_refused_because_the_answers_would_be_wrong(boundaries):
    points = frame([shapely.Point(0, 16.3)])
    with pytest.raises(GeodataError, match="EPSG:4326, got EPSG:3857"):
        join(points.to_crs(3857), boundaries)
    with pytest.raises(GeodataError, match="EPSG:4326, got None"):
        join(points.set_crs(None, allow_override=True), boundaries)


def test_the_nine_units_of_the_division_that_the_documents_speak_in(boundaries):
    assert boundaries.names == [
        "Bamako", "Gao", "Kayes", "Kidal", "Koulikoro", "Mopti", "Sikasso", "Ségou", "Tombouctou",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Segou", "Ségou"),
        ("SÉGOU REGION", "Ségou"),
        ("Timbuktu", "Tombouctou"),
        ("Région de Gao", "Gao"),
        ("Koulikouro", "Koulikoro"),
        ("Ménaka", None),
        ("", None),
    ],
)
def test_regions_are_found_under_the_names_that_reports_use(boundaries, said, name):
    assert boundaries.find(said) == name


@pytest.mark.parametrize("content", [None, "", "{}", "not json", '{"type": "FeatureCollection", "features": []}'])
def test_a_boundary_file_that_cannot_be_used_is_named_with_its_mend(tmp_path, content):
    if content is not None:
        (tmp_path / "regions.geojson").write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"The data file regions\.geojson .*make_boundaries\.py"):
        read_embedded(tmp_path)


def test_texts_of_a_boundary_file_are_never_null(tmp_path):
    point = (
        '{"type":"Feature","properties":{"name":"A","aliases":null},"geometry":{"type":"Point","coordinates":[0,0]}}'
    )
    path = tmp_path / "x.geojson"
    path.write_text(f'{{"type":"FeatureCollection","features":[{point}]}}', encoding="utf-8")
    assert read_geojson(path, ("name", "aliases"))["aliases"].tolist() == [""]
