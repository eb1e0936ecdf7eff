"""Whatever a report calls a region, it counts for that region; and where a name or code could be two, it counts for neither."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.actors import fold, split
from geodata.readers.tabular import known_names
from geodata.regions.names import COLUMNS, FILE, embedded_names, plain

with FILE.open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file, strict=True))
OLD = ("Kayes", "Koulikoro", "Sikasso", "Ségou", "Mopti", "Tombouctou", "Gao", "Kidal", "Bamako")
# By law 2023-007 and the P-codes made of its numbers, copied by hand from the sources in the manifest.
NEW_CODES = {
    "Kayes": "ML01", "Koulikoro": "ML02", "Sikasso": "ML03", "Ségou": "ML04", "Mopti": "ML05", "Tombouctou": "ML06",
    "Gao": "ML07", "Kidal": "ML08", "Taoudénit": "ML09", "Ménaka": "ML10", "Nioro": "ML11", "Kita": "ML12", "Dioïla": "ML13",
    "Nara": "ML14", "Bougouni": "ML15", "Koutiala": "ML16", "San": "ML17", "Douentza": "ML18", "Bandiagara": "ML19",
    "Bamako": "ML00;ML20",
}  # fmt: skip


def codes(row: dict[str, str]) -> list[str]:
    return [code for column in ("iso_3166_2", "old_code", "new_code") for code in split(row[column])]


def test_the_table_holds_the_nineteen_regions_and_bamako_each_once():
    assert set(COLUMNS) < set(ROWS[0])
    assert len(ROWS) == 20
    assert {row["name"]: row["new_code"] for row in ROWS} == NEW_CODES


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_every_spelling_that_is_listed_is_its_region_and_every_code_that_stands_for_one(row):
    names = embedded_names()
    around = ("Région de {}", "{} region", "the {} Region", "Cercle de {}", " {} ", "{} Cercle")
    for said in (row["name"], *split(row["aliases"]), *(words.format(row["name"]) for words in around)):
        assert names.name(said) == names.name(said.upper()) == row["name"], said
    for code in codes(row):
        assert (names.name(code) == row["name"]) != (row["name"] in names.several(code)), code


def test_the_code_that_lists_use_for_two_regions_is_no_name_and_both_are_told():
    """ML09 was Bamako and is Taoudénit: taken for either, incidents would move over a thousand kilometres."""
    names = embedded_names()
    assert (names.name("ML09"), names.spellings("ml09"), names.held_by("ML09")) == (None, (), None)
    assert names.several("ML09") == ("Bamako", "Taoudénit")
    assert [code for row in ROWS for code in codes(row) if names.several(code)] == ["ML09", "ML09"]
    assert (names.several("Gao"), names.several("nowhere")) == ((), ())


def test_no_spelling_belongs_to_two_regions():
    spellings = [said for row in ROWS for said in {plain(each) for each in (row["name"], *split(row["aliases"]))}]
    assert len(spellings) == len(set(spellings))


def test_every_later_region_was_a_part_of_one_of_the_older_ones_and_only_those_were():
    later = {row["name"]: (row["held_by"], row["since"]) for row in ROWS if row["name"] not in OLD}
    assert later == {
        "Ménaka": ("Gao", "2016"), "Taoudénit": ("Tombouctou", "2016"), "Nioro": ("Kayes", "2023"), "Kita": ("Kayes", "2023"),
        "Dioïla": ("Koulikoro", "2023"), "Nara": ("Koulikoro", "2023"), "Bougouni": ("Sikasso", "2023"),
        "Koutiala": ("Sikasso", "2023"), "San": ("Ségou", "2023"), "Douentza": ("Mopti", "2023"), "Bandiagara": ("Mopti", "2023"),
    }  # fmt: skip
    assert all((row["held_by"], row["since"]) == ("", "") for row in ROWS if row["name"] in OLD)
    assert {holder for holder, _since in later.values()} <= set(OLD)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Région de Gao", "gao"), ("Région du Gourma", "gourma"), ("Région d'Abeïbara", "abeibara"), ("région d’Ansongo", "ansongo"),
        ("the Kidal  Region", "kidal"), ("Region of Kidal", "kidal"), ("District de Bamako", "bamako"), ("Bamako district", "bamako"),
        ("Cercle d'Ansongo", "ansongo"), ("Ansongo Cercle", "ansongo"), ("Région", "region"), ("", ""), ("Cercle", "cercle"),
        ("Regional Hospital", "regional hospital"), ("Désert", "desert"), ("Dena", "dena"), ("Dusi", "dusi"),
    ],
)  # fmt: skip
def test_words_around_a_name_are_no_part_of_it_and_letters_of_it_stay(said, name):
    assert plain(said) == name


@given(st.text())
def test_a_name_is_never_made_nothing(said):
    assert bool(plain(said)) == bool(fold(said))


@pytest.mark.parametrize(
    ("said", "region"),
    [
        ("Timbuktu", "Tombouctou"), ("Tombouctou", "Tombouctou"), ("Timbuctoo", "Tombouctou"), ("Ségou", "Ségou"), ("Segou", "Ségou"),
        ("SEGOU REGION", "Ségou"), ("Koulikoro", "Koulikoro"), ("Koulikouro", "Koulikoro"), ("Kulikoro", "Koulikoro"),
        ("ML-1", "Kayes"), ("ML-2", "Koulikoro"), ("ML-3", "Sikasso"), ("ML-4", "Ségou"), ("ML-5", "Mopti"), ("ML-6", "Tombouctou"),
        ("ML-7", "Gao"), ("ML-8", "Kidal"), ("ML-BKO", "Bamako"), ("ml-bko", "Bamako"), ("ML07", "Gao"), ("ML00", "Bamako"),
        ("District de Bamako", "Bamako"), ("Ménaka", None), ("ML-9", None), ("ML09", None), ("Nioro du Sahel", None), ("Azawad", None),
    ],
)  # fmt: skip
def test_the_embedded_boundaries_know_their_regions_by_every_name(boundaries, said, region):
    assert boundaries.find(said) == region


@pytest.mark.parametrize(
    ("said", "region"),
    [
        ("Ménaka", "Gao"), ("menaka region", "Gao"), ("ML-9", "Gao"), ("ML10", "Gao"), ("Taoudenni", "Tombouctou"),
        ("Région de Taoudéni", "Tombouctou"), ("ML-10", "Tombouctou"), ("Nioro-du-Sahel", "Kayes"), ("Kita", "Kayes"),
        ("Dioila", "Koulikoro"), ("NARA", "Koulikoro"), ("ML15", "Sikasso"), ("Koutiala", "Sikasso"), ("San", "Ségou"),
        ("Douentza", "Mopti"), ("Bandiagara Cercle", "Mopti"), ("Gao", "Gao"), ("ML09", None), ("Azawad", None),
    ],
)  # fmt: skip
def test_a_later_region_stands_for_the_one_that_held_it(boundaries, said, region):
    assert boundaries.reported_unit(said) == region


@pytest.mark.parametrize(
    ("said", "unit", "agreement"),
    [
        ("Ménaka", "Gao", "part"), ("Menaka", "Kidal", "differs"), ("Ménaka", None, "differs"), ("ML-9", "Gao", "part"),
        ("Taoudénit", "Tombouctou", "part"), ("Taoudenni", "Tombouctou", "part"), ("Taoudenni", "Gao", "differs"),
        ("Douentza", "Mopti", "part"), ("Timbuktu", "Tombouctou", "same"), ("ML-7", "Gao", "same"), ("Segou", "Mopti", "differs"),
        ("ML09", "Bamako", "unknown"), ("Azawad", "Gao", "unknown"), ("", "Gao", ""),
    ],
)  # fmt: skip
def test_a_report_in_names_of_another_division_is_a_part_and_no_contradiction(boundaries, said, unit, agreement):
    assert boundaries.agreement(said, unit) == agreement


def test_tables_of_any_kind_know_the_regions_but_take_a_town_for_the_town():
    """ "Douentza" as a place is the town: as an area it would be drawn as the whole of the old Mopti region."""
    areas = known_names().areas
    assert {"taoudenni", "taoudenit", "menaka", "timbuktu", "segou", "koulikouro", "district de bamako"} <= areas
    assert not {"douentza", "bandiagara", "kita", "nioro", "nioro du sahel", "san"} & areas
