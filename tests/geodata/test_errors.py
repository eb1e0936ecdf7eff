"""Every error is a sentence for a person, and a hint only where something comes near."""

import pytest

from geodata.errors import DataFileError, FilterError, GeodataError, nearest


@pytest.mark.parametrize(
    ("value", "word"), [("gaoo", "Gao"), ("KIDAL", "Kidal"), ("Segou", "Ségou"), ("Timbuktu", None), ("", None)]
)
def test_a_hint_only_where_something_comes_near(value, word):
    assert nearest(value, ("Gao", "Kidal", "Ségou")) == word


def test_nothing_is_near_to_nothing():
    assert nearest("Gao", []) is None


@pytest.mark.parametrize("error", [DataFileError, FilterError])
def test_one_except_catches_what_the_package_raises(error):
    assert issubclass(error, GeodataError)
    assert str(error("A sentence.")) == "A sentence."
