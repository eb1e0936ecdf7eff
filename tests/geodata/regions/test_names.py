"""The alias table: one region under all its names, and no region under a code that stands for two."""

import pandas as pd
import pytest

from geodata.regions import RegionNames, embedded_names
from geodata.regions.names import COLUMNS, plain


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Région de Gao", "gao"),
        ("Gao region", "gao"),
        ("Région du Sud", "sud"),
        ("RÉGION D'Ansongo", "ansongo"),
        ("Ségou", "segou"),
    ],
)
def test_a_name_is_compared_without_case_accents_and_the_word_for_region(said, name):
    assert plain(said) == name


def table(*rows: str) -> RegionNames:
    """Regions of "name,aliases,iso,old code,new code,since,held by"."""
    return RegionNames(pd.DataFrame([row.split(",") for row in rows], columns=COLUMNS))


NAMES = table(
    "Gao,,ML-7,ML07,ML07,,", "Nioro,Nioro du Sahel,,,ML11,2023,Kayes", "Taoudénit,Taoudeni,ML-10,ML11,,2016,Tombouctou"
)


def test_a_region_is_known_by_its_name_its_spellings_and_its_codes():
    assert [NAMES.name(said) for said in ("gao", "ML-7", "ml07", "Nioro du Sahel region", "x")] == [
        *("Gao", "Gao", "Gao", "Nioro", None)
    ]
    assert NAMES.spellings("TAOUDENI") == ("taoudenit", "taoudeni", "ml-10", "ml11")
    assert NAMES.spellings("x") == ()


def test_a_code_that_two_lists_give_to_different_regions_is_no_name():
    """ML11 is Taoudénit in the older list and Nioro in the newer one: to choose would put a region in the wrong place."""
    assert NAMES.name("ML11") is None
    assert NAMES.several("ML11") == ("Nioro", "Taoudénit")
    assert NAMES.several("Gao") == ()


def test_a_younger_region_names_the_one_that_held_it():
    assert (NAMES.held_by("Nioro du Sahel"), NAMES.held_by("Gao"), NAMES.held_by("x")) == ("Kayes", None, None)
    assert embedded_names().held_by("Menaka") == "Gao"
    assert embedded_names().held_by("Taoudeni") == "Tombouctou"
