"""A name as reported finds its place, its road or its area, and never another one by a guess."""

import pandas as pd
import pytest
import shapely

from geodata.ingest import EMBEDDED, _locate, ingest
from geodata.places import Gazetteer
from geodata.readers import sigact
from geodata.regions import read_geojson

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


# Of roads.csv, from Gao to Anéfis: Gao, Bourem, Almoustarat, Tarkint, Anéfis.
TO_ANEFIS = [(-0.04472, 16.27167), (-0.34861, 16.955), (0.08722, 17.36667), (0.1163, 17.477), (0.60111, 18.04)]


@pytest.mark.parametrize(
    "name",
    ["Gao - Anéfis", "Gao-Anéfis", "entre Gao et Anéfis", "axe Gao-Anéfis", "between Gao and Anefis", "Anéfis – Gao", "route Gao à Anéfis"],
)  # fmt: skip
def test_between_two_towns_of_a_known_road_is_the_stretch_of_that_road(gazetteer, name):
    assert list(gazetteer.find(name, "road", "").coords) == TO_ANEFIS


def test_between_two_towns_without_a_known_road_is_the_straight_line(gazetteer):
    assert list(gazetteer.find("Gao - Ber", "road", "").coords) == [(-0.04472, 16.27167), (-2.52525, 16.83748)]


def test_a_stretch_is_clipped_to_the_region_that_is_reported(gazetteer, boundaries):
    assert boundaries.shape("Gao").buffer(1e-9).contains(gazetteer.find("Tarkint - Kidal", "road", "Gao"))


@pytest.mark.parametrize("name", ["Gao - Qqq", "Gao - Gao", "Gao", "-", "entre Gao", "Qqq-Gao-Ber", ""])
def test_a_road_with_an_end_that_is_not_known_is_not_found(gazetteer, name):
    assert gazetteer.find(name, "road", "") is None


def with_towns(gazetteer: Gazetteer, *towns: tuple[str, float, float, str]) -> Gazetteer:
    """The embedded gazetteer with towns of the user's own: name, latitude, longitude, aliases."""
    folder = EMBEDDED
    return Gazetteer(
        sigact.read(folder / "places.csv", ("name",)),
        sigact.read(folder / "roads.csv", ("name",)),
        read_geojson(folder / "areas.geojson", ("name", "aliases")),
        gazetteer.boundaries,
        more_towns=pd.DataFrame(towns, columns=["name", "latitude", "longitude", "aliases"]),
    )


def test_a_hyphen_within_a_name_tears_nothing(gazetteer):
    wider = with_towns(gazetteer, ("Tin-Essako", 18.45, 2.49, ""), ("Tin-Akof", 14.97, -0.17, ""))
    kidal = (1.40778, 18.44111)
    assert list(wider.find("Tin-Essako-Kidal", "road", "").coords) == [(2.49, 18.45), kidal]
    assert list(wider.find("entre Tin-Essako et Tin-Akof", "road", "").coords) == [(2.49, 18.45), (-0.17, 14.97)]
    assert wider.find("Tin-Essako", "road", "") is None


def test_the_embedded_gazetteer_comes_first_and_the_users_own_after_it(gazetteer):
    wider = with_towns(gazetteer, ("Gao", 14.0, -11.0, ""), ("Djebock", 16.47, 0.33, "Djebok;Djébock"))
    assert wider.find("Gao", "settlement", "Kayes").equals(shapely.Point(-0.04472, 16.27167))
    assert wider.find("djebok", "settlement", "").equals(shapely.Point(0.33, 16.47))
    assert wider.homonyms("Gao") == []


def test_a_name_of_several_places_is_found_only_where_the_region_decides(gazetteer):
    # 16.0, 0.0 lies in Gao, 14.6, -11.0 in Kayes; 16.01 is a kilometre from the first: the same place.
    wider = with_towns(
        gazetteer, ("Tabankort", 16.0, 0.0, ""), ("Tabankort", 14.6, -11.0, ""), ("Tabankort", 16.01, 0.0, "")
    )
    assert wider.find("Tabankort", "settlement", "") is None
    assert wider.find("Tabankort", "settlement", "Mopti") is None
    assert wider.find("Tabankort", "settlement", "Gao region").equals(shapely.Point(0, 16))
    assert wider.find("Gao-Tabankort", "road", "") is None
    assert wider.find("Gao-Tabankort", "road", "Gao").geom_type == "LineString"
    assert [(region, (at.y, at.x)) for region, at in wider.homonyms("tabankort")] == [
        ("Gao", (16, 0)),
        ("Kayes", (14.6, -11)),
    ]


def test_two_of_a_name_in_one_region_stay_open_and_places_within_5_km_are_one(gazetteer):
    wider = with_towns(
        gazetteer, ("Two", 16.0, 0.0, ""), ("Two", 16.1, 0.0, ""), ("One", 16.0, 0.0, ""), ("One", 16.04, 0.0, "")
    )
    assert wider.find("Two", "settlement", "Gao") is None  # 11 km apart
    assert wider.find("One", "settlement", "").equals(shapely.Point(0, 16))  # 4.4 km


def test_the_candidates_of_an_open_name_are_listed(gazetteer):
    wider = with_towns(gazetteer, ("Tabankort", 16.0, 0.0, ""), ("Tabankort", 14.6, -11.0, ""))
    rows = pd.DataFrame(
        [sheets.row(place="Tabankort", reported_region="", latitude=None, longitude=None, _row=2, outline="")]
    )
    located, faults = _locate(rows.astype({"latitude": float, "longitude": float}), wider)
    assert located.empty
    assert faults["mend"].tolist() == [
        "Several places have this name: Gao (16.0000, 0.0000); Kayes (14.6000, -11.0000). "
        "Give latitude and longitude, or the region as reported."
    ]


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("Tarkin", "Tarkint"),
        ("TESALIT", "Tessalit"),
        ("Timbuktou", "Tombouctou"),
        ("rn 18", "RN18"),
        ("Qqq", None),
        ("", None),
    ],
)
def test_the_nearest_known_name_is_proposed_and_none_that_is_not_near(gazetteer, name, like):
    assert gazetteer.suggest(name) == like


@pytest.mark.parametrize(
    ("precision", "outline"),
    [("road", "LINESTRING (0 16, 1 17)"), ("area", "POLYGON ((0 16, 1 16, 1 17, 0 16))")],
)
@pytest.mark.parametrize("place", ["RN18", "Kidal region", "Nowhere known"])
def test_an_outline_of_the_source_comes_before_the_gazetteer(tmp_path, precision, outline, place):
    row = sheets.row(place=place, place_precision=precision, outline=outline)
    assert ingest(sheets.write(tmp_path, row)).incidents.geometry.iloc[0].equals(shapely.from_wkt(outline))
