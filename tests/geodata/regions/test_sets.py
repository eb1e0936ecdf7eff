"""A boundary set is read whole or refused by name, and its units are found under what reports call them."""

import pytest
import shapely

from geodata.errors import DataFileError
from geodata.regions import above, read_embedded, read_geojson

from .frames import division


def test_the_nine_units_of_the_division_that_the_documents_speak_in(boundaries):
    assert boundaries.names == [
        "Bamako", "Gao", "Kayes", "Kidal", "Koulikoro", "Mopti", "Sikasso", "Ségou", "Tombouctou",
    ]  # fmt: skip
    assert boundaries.vintage == "until 2016"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Segou", "Ségou"),
        ("SÉGOU REGION", "Ségou"),
        ("Timbuktu", "Tombouctou"),
        ("Région de Gao", "Gao"),
        ("Koulikouro", "Koulikoro"),
        ("ML-7", "Gao"),
        ("Ménaka", None),
        ("", None),
    ],
)
def test_regions_are_found_under_the_names_that_reports_use(boundaries, said, name):
    assert boundaries.find(said) == name


def test_a_region_made_later_than_the_set_stands_for_the_one_that_held_it(boundaries):
    assert boundaries.reported_unit("Ménaka") == "Gao"
    assert boundaries.reported_unit("Gao") == "Gao"
    assert boundaries.reported_unit("xyz") is None


def deep_set():
    box = shapely.box(0, 15, 1, 17)
    return division(
        {"Gao": box}, {"Gao/Ansongo": box, "Gao/Gao": box}, {"Gao/Ansongo/Gao": box, "Gao/Gao/Gounzoureye": box}
    )


def test_a_unit_is_found_by_its_name_on_the_highest_level_that_has_it():
    """ "Gao" is region, cercle and commune: nothing says that the commune is meant."""
    assert deep_set().find("Gao") == "Gao"
    assert deep_set().find("ansongo") == "Gao/Ansongo"
    assert deep_set().find("Gounzoureye") == "Gao/Gao/Gounzoureye"


@pytest.mark.parametrize(
    ("reported", "key", "agreement"),
    [
        ("Gao", "Gao/Ansongo/Gao", "same"),
        ("Ansongo", "Gao/Ansongo/Gao", "same"),
        ("Ansongo", "Gao/Gao/Gounzoureye", "differs"),
        ("Gao", None, "differs"),
        ("Ménaka", "Gao/Ansongo/Gao", "part"),
        (" ", "Gao", ""),
    ],
)
def test_a_report_agrees_with_whatever_unit_lies_within_the_one_it_names(reported, key, agreement):
    assert deep_set().agreement(reported, key) == agreement


def test_units_of_a_deep_set_are_known_by_those_that_hold_them():
    boundaries = deep_set()
    assert boundaries.keys == [
        "Gao", "Gao/Ansongo", "Gao/Gao", "Gao/Ansongo/Gao", "Gao/Gao/Gounzoureye",
    ]  # fmt: skip
    assert boundaries.children("Gao") == ["Gao/Ansongo", "Gao/Gao"]
    assert boundaries.children("Gao/Gao/Gounzoureye") == []
    assert list(above("Gao/Ansongo/Gao")) == ["Gao", "Gao/Ansongo", "Gao/Ansongo/Gao"]


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
