"""A number keeps its view wherever a language puts it in the sentence."""

from geodata.questions.parts import Part, around, filled, joined, plain
from geodata.texts import _n, said_in
from geodata.views import View

SEVEN = Part("7", View(), 7)


def test_parts_stand_where_the_language_has_them():
    english = filled("That is {n} more than {before}.", n=SEVEN, before="September")
    french = filled("Par rapport à {before}, {n} de plus.", n=SEVEN, before="septembre")
    assert english == (Part("That is "), SEVEN, Part(" more than September."))
    assert french == (Part("Par rapport à septembre, "), SEVEN, Part(" de plus."))


def test_a_name_that_looks_like_a_placeholder_stays_a_name():
    assert plain(filled("{actor} in {n}", actor="{n}", n=SEVEN)) == "{n} in 7"


def test_a_sentence_may_begin_and_end_with_a_number_and_hold_others():
    several = joined(", ", [filled("{n} in Gao", n=SEVEN), SEVEN, "none"])
    assert several == (SEVEN, Part(" in Gao, "), SEVEN, Part(", none"))
    assert filled("{list}", list=several) == several
    assert joined(", ", []) == ()


def test_the_number_of_a_plural_is_the_part():
    assert around(_n("{n} lies there.", "{n} lie there.", 7), SEVEN) == (SEVEN, Part(" lie there."))
    with said_in("fr"):
        many = Part("1\u202f234,5", View(), 1234.5)
        assert around(_n("{n} incident", "{n} incidents", 1234.5), many)[0] == many
