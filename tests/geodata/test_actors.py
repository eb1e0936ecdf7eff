"""A name stands for the actor that it stood for on that day; who is not known stays who they are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.actors import Actors, fold, split
from geodata.ingest import EMBEDDED
from geodata.readers import sigact

DAY = date(2023, 10, 3)


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Actors(sigact.read(EMBEDDED / "actors.csv", ("actor_id",)))


@pytest.mark.parametrize(
    ("name", "day", "actor"),
    [
        ("JNIM", DAY, "jnim"),
        ("Group for Supporters of Islam and Muslims", date(2022, 4, 25), "jnim"),
        ("jama'at nusrat al islam wa al MUSLIMEEN", DAY, "jnim"),
        ("CSP-DPA", date(2024, 3, 31), "unlisted:CSP-DPA"),
        ("CSP-DPA", date(2024, 4, 1), "tuareg-rebels"),
        ("CSP-DPA", date(2024, 11, 30), "tuareg-rebels"),
        ("CSP-DPA", date(2024, 12, 1), "unlisted:CSP-DPA"),
        ("CSP-PSD", date(2024, 4, 30), "tuareg-rebels"),
        ("CSP-PSD", date(2024, 5, 1), "unlisted:CSP-PSD"),
        ("FLA", date(2024, 10, 31), "unlisted:FLA"),
        ("FLA", date(2024, 11, 1), "tuareg-rebels"),
        ("MINUSMA", date(2023, 12, 31), "un"),
        ("MINUSMA", date(2024, 1, 1), "unlisted:MINUSMA"),
        ("Military Forces of Mali (2020-2021)", DAY, "malian-army"),
        ("Military Forces of Mali (2021-)", DAY, "malian-army"),
        ("Military Forces of Niger (2021-2023)", DAY, "unlisted:Military Forces of Niger (2021-2023)"),
        ("Wagner", date(2020, 12, 31), "unlisted:Wagner"),
        ("FAMa", DAY, "malian-army"),
        ("Military Forces of Mali (2012-2020)", date(2013, 1, 11), "malian-army"),
        ("Police Forces of Mali (2021-)", DAY, "unlisted:Police Forces of Mali (2021-)"),
        ("MINUSMA: United Nations Multidimensional Integrated Stabilization Mission in Mali (2013-2023)", DAY, "un"),
        ("Islamic State Sahel Province (ISSP)", DAY, "is-sahel"),
        ("IS", DAY, "is-sahel"),
        ("Government of Mali", DAY, "malian-army"),
        ("Civilians (Mali)", DAY, "civilians"),
        # Both are JNIM; of the other two the source leaves open which of them it was.
        ("JNIM: Group for Support of Islam and Muslims and/or Katiba Macina", DAY, "jnim"),
        (
            "JNIM and/or Islamic State Sahel Province (ISSP)",
            DAY,
            "unlisted:JNIM and/or Islamic State Sahel Province (ISSP)",
        ),
        ("Dozo and/or Dan Na Ambassagou", DAY, "unlisted:Dozo and/or Dan Na Ambassagou"),
    ],
)
def test_a_name_is_read_as_of_its_day(actors, name, day, actor):
    assert actors.resolve(name, day) == actor


def test_unlisted_actors_are_never_lumped_together(actors):
    ids = [actors.resolve(name, DAY) for name in ("Dan Na Ambassagou", "Dozo", "JNIM")]
    extra = actors.with_unlisted([*ids, ids[0]]).iloc[len(actors.table) :]
    assert extra.to_numpy().tolist() == [
        ["unlisted:Dan Na Ambassagou", "Dan Na Ambassagou", ""],
        ["unlisted:Dozo", "Dozo", ""],
    ]


def test_every_known_actor_stands_once_in_the_table(actors):
    assert actors.table["actor_id"].tolist() == [
        "jnim", "tuareg-rebels", "malian-army", "wagner", "africa-corps", "un", "is-sahel", "civilians", "burkinabe-militias",
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "folded"), [("  SÉGOU\n Ville", "segou ville"), ("Œuvre Straße", "œuvre strasse")])
def test_names_are_compared_without_case_accents_and_spaces(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


def test_a_cell_of_several_names_loses_blanks_only():
    assert split(" A; B;;C ; ") == ["A", "B", "C"]
