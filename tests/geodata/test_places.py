"""A name as reported finds its place, its road or its area, and never another one by a guess."""

import pytest
import shapely

from geodata.ingest import ingest
from geodata.places import Gazetteer

from . import sheets

TARKINT = shapely.Point(0.1163, 17.477)  # the article on Tarkint


@pytest.mark.parametrize("name", ["Sévaré", "sevare", "SEVARE", "  Se\u0301vare\u0301 "])
def test_towns_are_found_without_case_accents_and_spaces(gazetteer: Gazetteer, name):
    assert gazetteer.find(name, "settlement", "").equals(shapely.Point(-4.09344, 14.52742))


@pytest.mark.parametrize("name", ["Aguelhok", "Aguelhoc"])
def test_an_alias_stands_for_its_town(gazetteer, name):
    assert gazetteer.find(name, "near settlement", "").equals(shapely.Point(0.85889, 19.46139))


@pytest.mark.parametrize("name", ["Kidal", "Kidal region", "région de Kidal", "kidal Region"])
def test_a_region_is_an_area_however_it_is_named(gazetteer, boundaries, name):
    assert gazetteer.find(name, "area", "").equals(boundaries.shape("Kidal"))


@pytest.mark.parametrize("name", ["Northern Benin", "north benin", "Nord du Benin"])
def test_an_area_abroad_is_found_by_its_names(gazetteer, name):
    area = gazetteer.find(name, "area", "")
    assert area.geom_type in ("Polygon", "MultiPolygon")
    assert area.contains(shapely.Point(2.94, 11.13))  # Kandi, in Alibori


def test_a_road_is_clipped_to_the_region_that_is_reported(gazetteer, boundaries):
    gao, kidal = shapely.Point(-0.04472, 16.27167), shapely.Point(1.40778, 18.44111)
    whole, part = gazetteer.find("RN18", "road", ""), gazetteer.find("rn18", "road", "Gao region")
    assert (whole.distance(gao), whole.distance(kidal)) == (0, 0)
    assert part.distance(gao) == 0
    assert part.distance(kidal) > 0.5
    assert boundaries.shape("Gao").buffer(1e-9).contains(part)


def test_a_road_that_misses_the_reported_region_stays_whole(gazetteer):
    assert gazetteer.find("RN18", "road", "Kayes").equals(gazetteer.find("RN18", "road", ""))


@pytest.mark.parametrize(
    ("name", "precision"), [("Kidal region", "settlement"), ("RN18", "area"), ("Tarkint", "road"), ("RN19", "road")]
)
def test_a_name_of_another_kind_is_not_taken(gazetteer, name, precision):
    assert gazetteer.find(name, precision, "") is None


def test_an_unknown_place_is_set_aside_with_the_nearest_proposed_and_not_taken(tmp_path):
    dataset = ingest(sheets.write(tmp_path, sheets.row(place="Tarkin"), sheets.row(incident_id="B", place="Qqq")))
    assert dataset.incidents.empty
    advice = "Add the place to places.csv, give latitude and longitude, or set the precision to unlocated."
    rule = "A place is known for its precision: a town, a road or an area."
    columns = ["row", "incident_id", "column", "value", "rule", "mend"]
    assert dataset.quarantine[columns].to_numpy().tolist() == [
        [2, "A", "place", "Tarkin", rule, f'{advice} Did you mean "Tarkint"?'],
        [3, "B", "place", "Qqq", rule, advice],
    ]


@pytest.mark.parametrize(
    ("place", "precision", "kind"),
    [
        ("Tarkint", "settlement", "given"),
        ("Nowhere known", "near settlement", "given"),
        ("Nowhere known", "exact", "given"),
        ("RN18", "road", "LineString"),
        ("Kidal region", "area", "Polygon"),
    ],
)
def test_a_given_position_is_a_point_but_never_for_a_road_or_an_area(tmp_path, place, precision, kind):
    """Somebody's middle of a region must not become a dot that claims to know the place."""
    row = sheets.row(place=place, place_precision=precision, latitude="16.5", longitude="-0.5")
    shape = ingest(sheets.write(tmp_path, row)).incidents.geometry.iloc[0]
    assert shape.equals(shapely.Point(-0.5, 16.5)) if kind == "given" else shape.geom_type == kind


@pytest.mark.parametrize(
    ("precision", "place", "km"),
    [("exact", "Gao", 1), ("settlement", "Gao", 5), ("near settlement", "Gao", 15), ("road", "RN18", 0)],
)
def test_uncertainty_follows_from_the_precision(tmp_path, precision, place, km):
    incidents = ingest(sheets.write(tmp_path, sheets.row(place=place, place_precision=precision))).incidents
    assert incidents["uncertainty_km"].tolist() == [km]


def test_tarkint_lies_where_the_gazetteer_has_it(by_id):
    assert by_id.geometry["MLI-2023-10-03-TARKINT-1"].equals(TARKINT)
    assert by_id.geometry["MLI-2023-10-03-TARKINT-2"].equals(TARKINT)


def test_an_unlocated_incident_has_no_shape_even_when_it_names_a_place(tmp_path):
    row = sheets.row(place="Gao", place_precision="unlocated", latitude="16", longitude="0")
    only = ingest(sheets.write(tmp_path, row)).incidents.iloc[0]
    assert (only["geometry"], only["region_key"]) == (None, "unlocated")
