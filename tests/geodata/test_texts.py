"""Dates and numbers are said in the one way that a reader of English expects."""

from datetime import date

import pytest

from geodata import texts
from geodata.errors import LanguageError
from geodata.texts import (
    LANGUAGES,
    _,
    _n,
    country_name,
    day,
    days,
    language,
    language_named,
    link_part,
    locale_words,
    month,
    next_month,
    number,
    said_in,
)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, "all dates"),
        (date(2023, 10, 3), None, "since 3 Oct 2023"),
        (None, date(2023, 10, 3), "until 3 Oct 2023"),
        (date(2023, 10, 3), date(2023, 10, 3), "3 Oct 2023"),
        (date(2023, 10, 1), date(2023, 10, 31), "October 2023"),
        (date(2023, 2, 1), date(2023, 2, 28), "February 2023"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2024, 2, 1), date(2024, 2, 28), "1–28 Feb 2024"),
        (date(2023, 10, 3), date(2023, 10, 5), "3–5 Oct 2023"),
        (date(2023, 10, 1), date(2023, 11, 30), "1 Oct – 30 Nov 2023"),
        (date(2023, 9, 11), date(2023, 10, 25), "11 Sep – 25 Oct 2023"),
        (date(2022, 4, 6), date(2023, 10, 25), "6 Apr 2022 – 25 Oct 2023"),
        (date(2022, 10, 1), date(2023, 10, 31), "1 Oct 2022 – 31 Oct 2023"),
        (date(9999, 12, 1), date(9999, 12, 31), "December 9999"),
        (date(1, 1, 1), date(1, 1, 2), "1–2 Jan 1"),
    ],
)
def test_a_period_is_said_as_short_as_it_can_be(first, last, said):
    assert days(first, last) == said


def test_single_days_months_and_numbers():
    assert (day(date(2023, 10, 3)), month(date(2023, 10, 3))) == ("3 Oct 2023", "October 2023")
    assert (number(12345), number(0), number(1_000_000)) == ("12,345", "0", "1,000,000")


@pytest.mark.parametrize(
    ("value", "after"),
    [
        (date(2023, 1, 31), date(2023, 2, 1)),
        (date(2023, 12, 5), date(2024, 1, 1)),
        (date(2024, 2, 29), date(2024, 3, 1)),
    ],
)
def test_the_month_after(value, after):
    assert next_month(value) == after


@pytest.mark.parametrize(("count", "said"), [(0, "0 rows"), (1, "1 row"), (12345, "12,345 rows")])
def test_a_count_agrees_with_its_noun(count, said):
    assert _n("{n} row", "{n} rows", count) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2023, 10, 3), date(2023, 10, 5), "3–5 oct. 2023"),
        (date(2023, 10, 1), date(2023, 10, 5), "1er–5 oct. 2023"),
        (date(2023, 9, 11), date(2023, 10, 1), "11 sept. – 1er oct. 2023"),
        (date(2022, 4, 6), date(2023, 10, 25), "6 avr. 2022 – 25 oct. 2023"),
        (date(2023, 10, 1), date(2023, 10, 31), "octobre 2023"),
    ],
)
def test_a_period_in_french(first, last, said):
    with said_in("fr"):
        assert days(first, last) == said


def test_days_and_numbers_in_french():
    with said_in("fr"):
        assert (day(date(2023, 10, 3)), day(date(2023, 2, 1)), month(date(2023, 8, 1))) == (
            "3 oct. 2023", "1er févr. 2023", "août 2023",
        )  # fmt: skip
        # A narrow space that no line breaks at.
        assert (number(12345), number(8.4), number(0.034, 3)) == ("12\u202f345", "8,4", "0,034")


@pytest.mark.parametrize(
    ("count", "english", "french"),
    [(0, "rows", "row"), (1, "row", "row"), (1.04, "row", "row"), (1.5, "rows", "row"), (0.5, "rows", "row"),
     (1.96, "rows", "rows"), (2, "rows", "rows"), (2.5, "rows", "rows"), (1_000_000, "rows", "rows")],
)  # fmt: skip
def test_what_is_less_than_two_is_one_in_french(count, english, french, monkeypatch):
    class French(texts.gettext.NullTranslations):
        def ngettext(self, singular, plural, n):
            return plural if n > 1 else singular

    real = texts._catalogue
    monkeypatch.setattr(texts, "_catalogue", lambda code: French() if code == "fr" else real(code))
    assert _n("{n} row", "{n} rows", count).split()[-1] == english
    with said_in("fr"):
        assert _n("{n} row", "{n} rows", count).split()[-1] == french


@pytest.mark.parametrize("said", ["fr", "FR", " fr ", "fr-ML", "fr_FR", "Français", "FRANÇAIS"])
def test_a_language_is_known_by_its_code_and_by_its_own_name(said):
    assert language_named(said) == "fr"


@pytest.mark.parametrize(("said", "hint"), [("francais", ' Did you mean "fr"?'), ("xx", ""), ("", "")])
def test_a_language_that_is_not_there_is_a_sentence_with_those_that_are(said, hint):
    with pytest.raises(LanguageError) as error:
        language_named(said)
    assert str(error.value) == f'There is no language "{said}" here.{hint} There are: en (English), fr (Français).'


def test_a_link_says_the_language_unless_it_is_english():
    assert link_part() == {}
    with said_in("fr"):
        assert link_part() == {"lang": "fr"}


@pytest.mark.parametrize(
    ("name", "french"),
    [
        ("Algeria", "Algérie"),
        ("Benin", "Bénin"),
        ("Côte d'Ivoire", "Côte d’Ivoire"),
        ("W. Sahara", "Sahara occidental"),
        ("Azawad", "Azawad"),
    ],
)
def test_countries_are_said_in_french(name, french):
    assert country_name(name) == name
    with said_in("fr"):
        assert country_name(name) == french


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_browser_is_given_twelve_months_and_a_week_from_sunday(code):
    with said_in(code):
        words = locale_words()
    assert [len(words["time"][name]) for name in ("months", "shortMonths", "days", "shortDays")] == [12, 12, 7, 7]
    assert words["time"]["days"][0] == {"en": "Sunday", "fr": "dimanche"}[code]


def test_a_language_without_a_catalogue_falls_back_to_the_message_with_its_own_numbers():
    token = language.set("fr")
    try:
        assert (_("no such message"), month(date(2023, 10, 3))) == ("no such message", "octobre 2023")
    finally:
        language.reset(token)
