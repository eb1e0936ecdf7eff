"""No word of a figure runs out of its column, and none is lost without a sign."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.figures.text import CUT, MISSING, clean, lacks, shortened, width, wrapped

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=120)


@given(TEXTS, st.floats(30, 300), st.sampled_from((6.2, 7.8, 18.0)))
def test_lines_fit_and_together_say_all(text, across, size):
    lines = wrapped(text, across, size)
    assert all(width(line, size) <= across or len(line) == 1 for line in lines)
    assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")


@given(TEXTS, st.floats(30, 300))
def test_a_text_that_is_cut_says_so(text, across):
    said = shortened(text, across, 8)
    assert said == clean(text) or (said.endswith(CUT) and width(said, 8) <= across)


def test_a_title_of_three_hundred_letters_has_two_lines_and_an_end():
    lines = wrapped("Incident près de Tarkint " * 12, 400, 11, True, most=2)
    assert len(lines) == 2 and lines[-1].endswith(CUT)


def test_french_arabic_and_tifinagh_are_drawn_and_an_emoji_is_owned_up_to():
    assert not lacks("Ménaka, Ségou, Gourma-Rharous, œuvre, Çà et là") and not lacks("تيساليت") and not lacks("ⴽⵉⴷⴰⵍ")
    assert lacks("🎉") and clean("a\n🎉\tb") == f"a {MISSING} b"


def test_the_font_has_every_sign_of_french():
    assert not lacks("àâæçéèêëîïôœùûüÿ ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ « » ’ “ ” – … ° × ¹˒² €\u00a0\u202f!")


@pytest.mark.parametrize("bold", [False, True])
def test_lines_are_those_that_measuring_each_of_them_whole_gives(bold):
    """Words are measured one by one and close calls whole: a figure must not break its lines elsewhere for that."""
    words = "AVAST To Wagner Tuareg rebels, 23 Oct 2023 — « Ségou » AVA LT Yo i".split()
    chosen = random.Random(1)
    for _turn in range(150):
        said, size = chosen.choices(words, k=chosen.randint(1, 25)), chosen.choice([5.6, 7.0, 8.5, 18.0])
        across = chosen.uniform(8 * size, 40 * size)
        lines = [said[0]]
        for word in said[1:]:
            longer = f"{lines[-1]} {word}"
            lines = [*lines[:-1], longer] if width(longer, size, bold) <= across else [*lines, word]
        assert wrapped(" ".join(said), across, size, bold) == lines
