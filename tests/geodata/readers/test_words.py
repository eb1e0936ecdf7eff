"""A sheet in French is the same sheet: each of its names and words means one of the own."""

import pytest

from geodata.readers.words import (
    COLUMNS,
    FRENCH,
    FRENCH_WORDS,
    HEADERS,
    VOCABULARIES,
    column_of,
    own_names,
    plain,
    word_of,
)


def test_every_column_has_names_and_every_word_its_french():
    assert set(HEADERS) == set(COLUMNS)
    assert {name: set(words) for name, words in VOCABULARIES.items()} == {n: set(w) for n, w in FRENCH_WORDS.items()}


def test_no_name_means_two_columns_and_no_french_word_two_words():
    names = [plain(name) for column, variants in HEADERS.items() for name in {column.replace("_", " "), *variants}]
    assert sorted(names) == sorted(set(names))
    assert [column_of(name) for name in FRENCH.values()] == list(FRENCH)
    for words in FRENCH_WORDS.values():
        each = [plain(name) for variants in words.values() for name in variants]
        assert sorted(each) == sorted(set(each))


@pytest.mark.parametrize("name", ["date_debut", "Date début", "DATE-DEBUT", " date  de début ", "début", "Start date"])
def test_case_accents_and_signs_make_no_difference(name):
    assert column_of(name) == "date_start"


def test_a_name_written_as_the_sheets_own_comes_before_its_variants():
    assert own_names(["region", "reported_region", "place", "lieu"]) == ["region", "reported_region", "place", "lieu"]
    assert own_names(["Région", "region", "météo"]) == ["reported_region", "region", "météo"]


@pytest.mark.parametrize(
    ("column", "text", "word"),
    [
        ("date_precision", "Au plus tard le", "on or before"), ("date_precision", "Période", "range"),
        ("place_precision", "près de", "near settlement"), ("place_precision", "Non localisé", "unlocated"),
        ("stance", "démenti", "denied"), ("stance", "Claimed", "claimed"), ("stance", "peut-être", "peut-être"),
    ],
)  # fmt: skip
def test_words_are_understood_and_others_stay_as_written(column, text, word):
    assert word_of(column, text) == word
