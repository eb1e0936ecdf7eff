"""Every incident has just one region, the right one, and none is lost on a border."""

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.errors import GeodataError
from geodata.ingest import EMBEDDED
from geodata.regions import join
from geodata.schema import ATTACH_KM, BORDER_KM

from . import by_hand
from .frames import frame, plain
from .synthetic import tiled

MILLION = 1_000_000


def scattered(amount: int, seed: int) -> np.ndarray:
    """Points anywhere over the country and around it."""
    random = np.random.default_rng(seed)
    return np.column_stack([random.uniform(-12.5, 4.5, amount), random.uniform(10, 25.2, amount)])


def joined_to(boundaries, points: np.ndarray) -> pd.DataFrame:
    ids = pd.Index(np.arange(len(points))[::-1], name="id")
    incidents = geopandas.GeoDataFrame(
        {"reported_region": ""}, geometry=geopandas.points_from_xy(*points.T, crs=4326), index=ids
    )
    joined = join(incidents, boundaries)
    assert joined.index.equals(ids)
    return joined


def assert_units_are(joined: pd.DataFrame, units: np.ndarray) -> None:
    """By id; what was attached lies in no unit by hand."""
    wanted = pd.Series(units, index=np.arange(len(units))[::-1])
    found = joined["unit"].astype(object).where(joined["unit"].notna() & joined["attached_km"].isna(), None)
    wrong = found[found.fillna("").ne(wanted.loc[found.index].fillna(""))]
    assert wrong.to_dict() == {}


# --- against the count by hand ------------------------------------------------------------------------------------------


def test_a_million_points_and_ten_thousand_on_shared_borders_get_the_region_that_a_count_by_hand_gives(boundaries):
    """None lost, none doubled, none in the neighbour's region, even on corners where three regions meet."""
    edges = by_hand.edges_of_file(EMBEDDED / "regions.geojson")
    points = np.vstack([scattered(MILLION, 18), by_hand.shared(edges, 10_000)])
    units = by_hand.units_of(edges, points)
    assert set(units) == {*edges, None}
    joined = joined_to(boundaries, points)
    assert_units_are(joined, units)
    assert joined["attached_km"].notna().sum() > 10_000
    assert joined["region"].equals(joined["unit"])


def test_points_get_the_commune_that_a_count_by_hand_gives_and_its_region():
    """The same for three levels, of which the deepest decides."""
    boundaries = tiled(24, 4)
    edges = by_hand.edges_of(boundaries.units)
    points = np.vstack([scattered(100_000, 19), by_hand.shared(edges, 10_000)])
    joined = joined_to(boundaries, points)
    assert_units_are(joined, by_hand.units_of(edges, points))
    inside = joined[joined["unit"].notna()]
    assert set(inside["unit"]) == set(boundaries.units["key"])
    assert (inside["region"] == inside["unit"].str.split("/").str[0]).all()


@pytest.mark.parametrize("deep", [False, True])
def test_distances_to_borders_and_attachments_are_those_measured_by_hand(boundaries, deep):
    """To borders of regions, for points within 10 km; to the nearest unit of the deepest level, for those outside within 5."""
    boundaries = tiled(24, 4) if deep else boundaries
    regions, units = by_hand.edges_of(boundaries.regions), by_hand.edges_of(boundaries.units)
    points = scattered(20_000, 20)
    joined = joined_to(boundaries, points)
    border = by_hand.kilometres(np.vstack(list(regions.values())), points)
    near = border < BORDER_KM
    assert 500 < near.sum() < 5000
    np.testing.assert_allclose(joined["border_km"], np.where(near, border, np.nan), rtol=0, atol=1e-6)
    assert (joined["near_border"] == near).all()
    outside = np.equal(by_hand.units_of(units, points), None)
    assert joined.loc[~outside, ["attached_km", "outside_country"]].isna().all(axis=None)
    # The outline is a border of regions as well.
    off = np.full((len(units), len(points)), np.inf)
    off[:, outside & near] = [by_hand.kilometres(own, points[outside & near]) for own in units.values()]
    attached = off.min(axis=0) <= ATTACH_KM
    np.testing.assert_allclose(joined["attached_km"], np.where(attached, off.min(axis=0), np.nan), rtol=0, atol=1e-6)
    nearest = np.array(list(units), dtype=object)[off.argmin(axis=0)]
    assert plain(joined.loc[attached, "unit"]) == nearest[attached].tolist()
    assert joined.loc[outside, "outside_country"].isna().tolist() == attached[outside].tolist()


# --- single cases -------------------------------------------------------------------------------------------------------


def test_a_point_on_a_shared_border_goes_to_the_first_region_by_name(boundaries):
    """A vertex of the border of Gao and Kidal: one row out, in Gao; the plain spatial join would give two."""
    corners = {
        name: {tuple(edge[:2]) for edge in own.tolist()}
        for name, own in by_hand.edges_of_file(EMBEDDED / "regions.geojson").items()
    }
    others = set().union(*(own for name, own in corners.items() if name not in ("Gao", "Kidal")))
    corner = sorted((corners["Gao"] & corners["Kidal"]) - others)[0]
    joined = join(frame([shapely.Point(corner)]), boundaries)
    assert joined["region"].tolist() == ["Gao"]
    assert joined["near_border"].tolist() == [True]
    assert joined["border_km"].tolist() == pytest.approx([0], abs=1e-9)


def test_one_row_out_for_each_row_in_with_the_same_index_and_order(boundaries):
    shapes = [shapely.Point(0, 16.3), None, shapely.box(-1, 16, 0, 17), shapely.Point(), shapely.Point(-40, 0)]
    incidents = frame(shapes)
    joined = join(incidents, boundaries)
    assert joined.index.tolist() == incidents.index.tolist()
    assert plain(joined["region"]) == ["Gao", None, "Gao", None, None]
    assert join(incidents.iloc[:0], boundaries).empty


def test_what_has_no_place_is_neither_in_a_region_nor_abroad(boundaries):
    joined = join(frame([None, shapely.Point(), shapely.LineString(), shapely.Polygon()], "Gao"), boundaries)
    assert joined[["region", "unit", "outside_country", "border_km", "attached_km"]].isna().all(axis=None)
    assert not joined["near_border"].any()
    assert joined["agreement"].tolist() == [""] * 4


@pytest.mark.parametrize(
    ("x", "y", "country"), [(2.43, 6.37, "Benin"), (-1.53, 12.37, "Burkina Faso"), (2.1, 13.5, "Niger"), (-40, 0, "")]
)
def test_a_point_abroad_gets_the_country_that_it_lies_in(boundaries, x, y, country):
    """Cotonou, Ouagadougou, Niamey, and the Atlantic, which is in no country."""
    joined = join(frame([shapely.Point(x, y)]), boundaries)
    assert (plain(joined["region"]), joined["outside_country"].tolist()) == ([None], [country])
    assert joined[["border_km", "attached_km"]].isna().all(axis=None)


def test_a_position_that_is_none_on_earth_harms_no_other_row(boundaries):
    odd = [(np.inf, 0), (1e300, -1e300), (np.nan, 16), (0, np.nan)]
    joined = join(frame([*map(shapely.Point, odd), shapely.Point(0, 16.3)]), boundaries)
    assert plain(joined["region"]) == [None] * 4 + ["Gao"]
    assert plain(joined["outside_country"]) == [""] * 4 + [None]
    assert joined.iloc[:4][["border_km", "attached_km"]].isna().all(axis=None)


def test_another_coordinate_system_is_refused_because_the_answers_would_be_wrong(boundaries):
    points = frame([shapely.Point(0, 16.3)])
    with pytest.raises(GeodataError, match="EPSG:4326, got EPSG:3857"):
        join(points.to_crs(3857), boundaries)
    with pytest.raises(GeodataError, match="EPSG:4326, got None"):
        join(points.set_crs(None, allow_override=True), boundaries)
