"""What a cell says in words is taken no further than it says: near is near, about two is no number, a name stays whole."""

import pytest

from geodata.actors import fold
from geodata.readers.phrases import Where, actors, is_between, killed, where

KNOWN = frozenset(
    map(
        fold,
        ("JNIM", "FAMa", "Wagner", "Group for Supporters of Islam and Muslims", "Jama'at Nusrat al-Islam wal-Muslimin"),
    )
)


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("environs de Tarkint", "Tarkint", "near settlement"),
        ("Aux environs d'Anéfis", "Anéfis", "near settlement"),
        ("près de Gao", "Gao", "near settlement"),
        ("Environs Tarkint", "Tarkint", "near settlement"),
        ("vers Tin-Essako", "Tin-Essako", "near settlement"),
        ("near Ber", "Ber", "near settlement"),
        ("around Léré", "Léré", "near settlement"),
        ("axe Gao-Anéfis", "axe Gao-Anéfis", "road"),
        ("entre Gao et Anéfis", "entre Gao et Anéfis", "road"),
        ("between Gao and Bourem", "between Gao and Bourem", "road"),
        ("route Gao - Bourem", "route Gao - Bourem", "road"),
        ("RN18", "RN18", "road"),
        ("RN 18", "RN 18", "road"),
        ("région de Gao", "région de Gao", "area"),
        ("Kidal region", "Kidal region", "area"),
        ("Tin-Essako", "Tin-Essako", ""),
        ("Axel", "Axel", ""),
    ],
)
def test_words_before_a_name_give_its_precision(text, name, precision):
    assert where(text) == Where(name, precision)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("JNIM; FAMa", "JNIM; FAMa"),
        ("JNIM / FAMa", "JNIM; FAMa"),
        ("FAMa et Wagner", "FAMa; Wagner"),
        ("FAMa & Wagner and Dozo", "FAMa; Wagner; Dozo"),
        ("JNIM, Katiba Macina", "JNIM, Katiba Macina"),
        ("Group for Supporters of Islam and Muslims", "Group for Supporters of Islam and Muslims"),
        ("FAMa and Group for Supporters of Islam and Muslims", "FAMa; Group for Supporters of Islam and Muslims"),
        ("Jama'at Nusrat al-Islam wal-Muslimin", "Jama'at Nusrat al-Islam wal-Muslimin"),
        ("Forces de Défense et de Sécurité", "Forces de Défense et de Sécurité"),
        ("JNIM and/or FAMa", "JNIM and/or FAMa"),
        ("JNIM et/ou FAMa", "JNIM et/ou FAMa"),
        ("", ""),
        (" ; / ", ""),
    ],
)
def test_several_actors_are_parted_and_no_known_name_is_torn(cell, names):
    assert actors(cell, KNOWN) == names


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("3", "3"), ("3.0", "3"), ("0", "0"), ("2 morts", "2"), ("2 morts, 3 blessés", "2"), ("3 blessés et 2 tués", "2"),
        ("5 killed, 2 wounded", "5"), ("1 mort.", "1"),
        ("", ""), ("deux morts", ""), ("au moins 2 morts", ""), ("2 ou 3 morts", ""), ("2-3 morts", ""), ("+2 morts", ""),
        ("2 morts, au moins 3 civils tués", ""), ("2 FAMa tués", ""), ("2 morts et 3 morts", ""), ("3 blessés", ""), ("2 morts ?", ""),
        ("-1", ""), ("2.5", ""), ("environ 10", ""),
    ],
)  # fmt: skip
def test_only_a_number_that_is_said_plainly_is_one(cell, number):
    assert killed(cell) == number


@pytest.mark.parametrize(
    ("text", "between"),
    [
        ("Gao - Anéfis", True),
        ("Tin-Essako–Gao", True),
        ("Tin-Essako", False),
        ("Gao-Gao", False),
        ("Gao", False),
        ("Gao-Qqq", False),
    ],
)
def test_two_towns_are_no_town(text, between):
    """A dot half-way between them would claim to know the place."""
    assert is_between(text, frozenset({"gao", "anefis", "tin-essako"})) == between
