"""The handover clock: days to the next attack are bounds, and "certain" must be certain."""

from datetime import date

import pytest

from geodata.errors import DataFileError, FilterError
from geodata.filters import IncidentFilter
from geodata.questions.handovers import Asked, answer
from geodata.texts import said_in

from ..sheets import row

HEADER = "date,date_precision,place,from,to,document_id,footnote,note\n"
NONE = IncidentFilter()
FILE = "handovers.csv"
GAO = HEADER + "2023-10-01,day,Gao,UN forces (MINUSMA),Malian army,own-doc,1,\n"
# Where attacks lie, and how sure it is that they are within 20 km of the base at Gao, which is known to 5 km.
PLACES = {
    "10 km north": ({"latitude": "16.36206", "longitude": "-0.04472", "place_precision": "exact"}, "certain"),  # 4 to 16
    "20 km north": ({"latitude": "16.45244", "longitude": "-0.04472", "place_precision": "exact"}, "possible"),  # 14 to 26
    "30 km north": ({"latitude": "16.54282", "longitude": "-0.04472", "place_precision": "exact"}, ""),  # 24 to 36
    "1 degree north": ({"latitude": "17.27167", "longitude": "-0.04472", "place_precision": "exact"}, ""),
    "Bourem": ({"place": "Bourem"}, ""),
    "its region": ({"place": "Gao region", "place_precision": "area"}, "possible"),
    "a road from the town": ({"place": "RN18", "place_precision": "road"}, "possible"),
    "the country": (
        {"place": "Mali", "place_precision": "area", "outline": "POLYGON ((-12 10, 4 10, 4 25, -12 25, -12 10))"}, "possible",
    ),
    "another region": ({"place": "Kidal region", "place_precision": "area"}, ""),
}  # fmt: skip


def on(actor: str, first: int, last: int | None = None, **cells: str) -> dict[str, str]:
    """An attack at Gao on a day of October 2023, or some time between two."""
    days = {"date_start": f"2023-10-{first:02}", "date_end": f"2023-10-{last or first:02}"}
    named = {"incident_id": f"{actor} {first}", "perpetrators": actor}
    return row(**days | named | {"date_precision": "range" if last else "day"} | cells)


@pytest.fixture(scope="module")
def october(made):
    """Attacks of many, each of whom is asked for by name."""
    return made(
        *(on(name, 4, **cells) for name, (cells, _sure) in PLACES.items()),
        on("one", 4),
        on("one", 30),
        on("vague", 9),
        on("vague", 3, 12),
        on("vague", 20),
        on("early", 30, date_start="2023-09-30", date_end="2023-09-30"),
        on("early", 5),
        on("raider", 2, event_type="Raid"),
        on("raider", 4),
        on("unlocated", 2, place="", place_precision="unlocated"),
        on("speaker", 2, event_type="Statement"),
        on("", 2, incident_id="involved", involved="JNIM"),
        on("", 2, incident_id="a target", targets="JNIM"),
    )


@pytest.fixture
def asked_of(october, reading):
    """The answer for an actor, with these handovers."""

    def ask(actor: str, handovers: str = GAO, chosen: IncidentFilter = NONE, **asked):
        return answer(reading(october, FILE, handovers), chosen, Asked(actors=(actor,), **asked))

    return ask


def told(found, *columns: str) -> list[tuple]:
    at = [[column.key for column in found.columns].index(name) for name in columns]
    return [tuple(each.values[nr] for nr in at) for each in found.rows]


def said(found, column: str) -> list[str]:
    at = [each.key for each in found.columns].index(column)
    return [each.cells[at] for each in found.rows]


# --- the embedded data --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def embedded(store):
    return answer(store, NONE, Asked())


def test_aguelhok_is_the_first_row_and_both_attacks_of_its_day_are_only_possible(store, embedded):
    """The UN left on or before 23 October; JNIM's bomb and the rebels' takeover are of that day, their order is not known."""
    assert told(embedded, "place", "actor", "days_low", "days_high", "attack", "certain")[:2] == [
        ("Aguelhok", "JNIM", 0, None, "MLI-2023-10-23-AGUELHOK-1", "possible"),
        ("Aguelhok", "Tuareg separatist rebels", 0, None, "MLI-2023-10-23-AGUELHOK-2", "possible"),
    ]
    assert told(embedded, "km_low", "km_high")[0] == (0, 10)  # the town known to 5 km, twice
    notes = said(embedded, "notes")
    assert all("which came first is not known" in note and "may have been earlier" in note for note in notes[:2])
    assert "the taking of this base itself" in notes[1] and "taking of this base" not in notes[0]
    assert said(embedded, "handover")[0] == "on or before 23 Oct 2023"
    assert said(embedded, "source")[0] == "ctp-2023-10-25, footnote 28"
    assert [store.incident_ids(list(each.incidents)) for each in embedded.rows[:2]] == [
        ["MLI-2023-10-23-AGUELHOK-1"], ["MLI-2023-10-23-AGUELHOK-2"],
    ]  # fmt: skip
    assert (embedded.rows[0].shape.x, embedded.rows[0].shape.y) == (0.85889, 19.46139)


def test_who_did_not_attack_is_said_until_when(embedded):
    quiet = dict(zip(said(embedded, "actor"), said(embedded, "days_low"), strict=True))
    assert quiet["Malian army"] == quiet["Wagner Group"] == "none in the data until 23 Oct 2023"


def test_bases_without_a_place_keep_their_row_and_a_sentence(embedded):
    assert told(embedded, "place", "handover", "actor")[-1] == ("", "2023-08-01/2023-08-31", "")
    assert said(embedded, "notes")[-1] == "No place is given: nothing can be said of attacks near it."
    assert embedded.rows[-1].shape is None
    assert embedded.findings[-1].startswith("Place not given, August 2023, from UN forces (MINUSMA) to Malian army")


def test_a_row_opens_its_attack_among_those_of_its_actor(store, embedded):
    for each in embedded.rows[:2]:
        assert each.opens.incident in set(store.incidents(each.opens.filter)["incident_id"])


def test_actors_are_asked_by_id_or_name(store):
    assert {actor for (actor,) in told(answer(store, NONE, Asked(actors=("jnim", "Wagner group"))), "actor")} == {
        "JNIM", "Wagner Group", "",
    }  # fmt: skip
    with pytest.raises(FilterError, match='No actor of the data is called "JNMI"'):
        answer(store, NONE, Asked(actors=("JNMI",)))


# --- made-up data -------------------------------------------------------------------------------------------------------


def test_days_are_bounds_and_the_next_is_the_earliest_that_may_be(october, asked_of):
    """Sure on the 9th; before it one some time from the 3rd to the 12th: the next came after 2 to 8 days."""
    found = asked_of("vague")
    assert told(found, "days_low", "days_high", "attack", "certain") == [(2, 8, "vague 3", "certain")]
    assert said(found, "days_low") == ["2 to 8 days"]
    assert "The first that is certain: 9 Oct 2023" in said(found, "notes")[0]
    assert october.incident_ids(list(found.rows[0].incidents)) == ["vague 3", "vague 9"]


def test_one_certain_attack_is_a_number_of_days(asked_of):
    found = asked_of("one")
    assert told(found, "days_low", "days_high", "certain") == [(3, 3, "certain")]
    assert said(found, "days_low") == ["3 days"]
    assert found.rows[0].flagged


def test_an_attack_before_the_handover_is_not_the_next(asked_of):
    assert told(asked_of("early"), "attack", "days_low") == [("early 5", 4)]


@pytest.mark.parametrize("name", PLACES)
def test_near_is_certain_only_with_the_uncertainty_of_both_places(asked_of, name):
    found = asked_of(name)
    assert told(found, "certain") == [(PLACES[name][1],)]


def test_distances_are_those_of_the_globe(asked_of):
    """A degree of latitude at 16.8° is 110.66 km long (WGS84); the town is known to 5 km, the place of the attack to 1."""
    low, high = told(asked_of("1 degree north", km=200), "km_low", "km_high")[0]
    assert (low, high) == (pytest.approx(110.66 - 6, abs=0.1), pytest.approx(110.66 + 6, abs=0.1))


def test_what_names_no_attacker_or_no_place_is_counted_beside_the_table(october, asked_of, reading):
    found = answer(reading(october, FILE, GAO), NONE, Asked())
    assert {"", "unlocated 2", "speaker 2", "involved", "a target"} & {
        each for (each,) in told(found, "attack")
    } == set()
    assert "1 attack in the days looked at has no place: it may have been near." in found.caveats
    assert any(each.startswith("2 attacks near name nobody") for each in found.caveats)


def test_every_actor_has_a_row_or_is_counted_as_left_out(october, reading):
    found = answer(reading(october, FILE, GAO), NONE, Asked())
    acting = len(PLACES) + len(("one", "vague", "early", "raider", "unlocated"))
    assert len(found.rows) + found.left_out == acting
    assert {"one", "vague", "early", "raider"} <= {actor for (actor,) in told(found, "actor")}


def test_a_period_without_data_has_a_sentence(october, asked_of, reading):
    ended = HEADER + "2023-12-01,day,Gao,a,b,d,1,\n2023-10-06,day,Gao,a,b,d,1,\n2010-01-01,day,Gao,a,,d,1,\n"
    assert said(asked_of("one", ended, within=10), "days_low") == [
        "the data end on 30 Oct 2023, before the handover", "none within 10 days", "none within 10 days",
    ]  # fmt: skip
    empty = answer(reading(october, FILE, ended), IncidentFilter(data_sets=("another",)), Asked())
    assert all("the data have no incident" in each for each in empty.findings)


def test_the_month_of_a_handover_is_as_wide_as_it_is(asked_of):
    """Some day of September, so that the attack of 4 October came after 4 to 33 days."""
    found = asked_of("one", HEADER + "2023-09,month,Gao,a,b,d,1,\n")
    assert told(found, "days_low", "days_high", "certain") == [(4, 33, "certain")]
    assert said(found, "notes") == ["Only the month of the handover is known."]


def test_a_town_that_nobody_knows_has_a_sentence(asked_of):
    found = asked_of("one", HEADER + "2023-10-01,day,Tarkintt,a,b,d,1,\n")
    assert said(found, "notes") == [
        'No town is known here by the name "Tarkintt": nothing can be said of attacks near it. Did you mean "Tarkint"?'
    ]


def test_a_table_that_cannot_be_read_says_all_its_faults(asked_of):
    bad = HEADER + "1.10.23,day,Gao,a,b,d,1,\n2023-10-01,roughly,Gao,a,b,d,1,\n"
    with pytest.raises(
        DataFileError, match=r"handovers\.csv can't be used.*\"1\.10\.23\".*\"roughly\" is no precision"
    ):
        asked_of("one", bad)


def test_the_filter_holds_but_for_its_days(asked_of):
    chosen = IncidentFilter(types=("Attack",), date_to=date(2023, 1, 1))
    assert told(asked_of("raider"), "attack") == [("raider 2",)]
    assert told(asked_of("raider", chosen=chosen), "attack") == [("raider 4",)]


def test_what_is_asked_stands_in_a_link_and_bad_values_have_sentences():
    asked = Asked(35.5, 30, ("jnim", "wagner"))
    query = {key: value if isinstance(value, list) else [value] for key, value in asked.to_query().items()}
    assert Asked.from_query(query) == (asked, [])
    assert len(Asked.from_query({"km": ["0"], "within": ["1.5"]})[1]) == 2


def test_it_is_said_in_another_language(store):
    with said_in("fr"):
        assert answer(store, NONE, Asked()).rows
