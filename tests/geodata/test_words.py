"""A reader is told how surely the day and the place are known, in the words of the two documents."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from geodata.words import as_day, date_words, place_words, title_words

# id | the day | the place, as an editor who has read the documents would write them
SAID = (
    ("MLI-2022-04-06-SEGOU", "6 Apr 2022", "Segou (town)"),
    ("MLI-2022-04-25-SEGOU", "on or before 25 Apr 2022", "Segou (town)"),
    ("MLI-2022-04-SEVARE-1", "on or before 27 Apr 2022", "Sevare (town), Mopti"),
    ("MLI-2022-04-SEVARE-2", "on or before 27 Apr 2022", "near Sevare, Mopti"),
    ("BEN-2022-04-NORTH", "some time in 1–27 Apr 2022", "somewhere in Northern Benin"),
    ("MLI-2022-04-26-VIDEO", "26 Apr 2022", "place not given"),
    ("MLI-2023-08-BASES", "some time in August 2023", "place not given"),
    ("MLI-2023-09-11-WAR", "11 Sep 2023", "place not given"),
    ("MLI-2023-10-EARLY-KIDAL", "some time in 1–10 Oct 2023", "somewhere in Kidal region"),
    ("MLI-2023-10-03-TARKINT-1", "3 Oct 2023", "near Tarkint, Gao"),
    ("MLI-2023-10-03-TARKINT-2", "3 Oct 2023", "near Tarkint, Gao"),
    ("MLI-2023-10-03-SEGOU", "on or before 3 Oct 2023", "somewhere in Segou region"),
    ("MLI-2023-10-03-KOULIKORO", "on or before 3 Oct 2023", "somewhere in Koulikoro region"),
    ("MLI-2023-10-04-RN18", "4 Oct 2023", "along the RN18, Gao"),
    ("MLI-2023-10-05-RN18", "5 Oct 2023", "along the RN18, Gao"),
    ("BFA-2023-10-09-SOUM", "on or before 9 Oct 2023", "somewhere in Soum, Burkina Faso"),
    ("MLI-2023-10-10-ERSANE", "some time in 5–10 Oct 2023", "Ersane (town), Gao"),
    ("MLI-2023-10-23-AGUELHOK-1", "23 Oct 2023", "Aguelhok (town), Kidal"),
    ("MLI-2023-10-23-AGUELHOK-2", "23 Oct 2023", "Aguelhok (town), Kidal"),
)


@pytest.fixture(scope="module")
def rows(incidents):
    return {row.incident_id: row for row in incidents.itertuples()}


@pytest.mark.parametrize(("incident_id", "when", "where"), SAID)
def test_day_and_place_are_said_as_surely_as_they_are_known(rows, incident_id, when, where):
    assert date_words(rows[incident_id]) == when
    assert place_words(rows[incident_id]) == where


def test_the_table_above_holds_every_incident(rows):
    assert {incident_id for incident_id, _when, _where in SAID} == set(rows)


@pytest.mark.parametrize(
    ("incident_id", "title"),
    [
        ("MLI-2023-10-04-RN18", "4 Oct 2023 · IED · RN18"),
        ("MLI-2022-04-25-SEGOU", "on or before 25 Apr 2022 · Abduction · Segou"),
        ("MLI-2023-08-BASES", "some time in August 2023 · Base takeover · place not given"),
    ],
)
def test_a_title_is_date_type_and_place(rows, incident_id, title):
    assert title_words(rows[incident_id]) == title


def placed(place, precision, region, country="Mali"):
    return SimpleNamespace(place=place, place_precision=precision, region_key=region, country=country)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (placed("Gaoudel", "near settlement", "Gao"), "near Gaoudel, Gao"),  # the region is not in the name
        (placed("Kidal", "settlement", "Kidal"), "Kidal (town)"),
        (placed("Camp 3", "exact", "Gao"), "at Camp 3, Gao"),
        (placed("Labbezanga", "settlement", "outside-mali", "Niger"), "Labbezanga (town), Niger"),
        (placed("Somewhere", "exact", "outside-mali", ""), "at Somewhere, country not known"),
        (placed("a {place} {0}", "exact", "Gao"), "at a {place} {0}, Gao"),
    ],
)
def test_the_region_follows_unless_the_name_says_it(row, said):
    assert place_words(row) == said


@pytest.mark.parametrize("value", [pd.Timestamp("2023-10-03"), date(2023, 10, 3)])
def test_a_day_is_a_day_whatever_brings_it(value):
    assert as_day(value) == date(2023, 10, 3)
