"""The embedded tables agree with the two documents and with each other; checked against the documents by hand."""

import csv
import re
from datetime import date

import pytest

from geodata.actors import split
from geodata.ingest import EMBEDDED
from geodata.schema import EVENT_CLASSES

CTP, JAMESTOWN = "ctp-2023-10-25", "jamestown-2022-05-20"


def rows(name: str) -> list[dict[str, str]]:
    with (EMBEDDED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def cited_footnotes() -> set[tuple[str, str]]:
    return {(row["document_id"], row["footnote"]) for row in rows("citations.csv")}


def test_every_footnote_that_an_incident_cites_is_in_the_citations():
    used = {(row["document_id"], note) for row in rows("incidents.csv") for note in split(row["footnotes"])}
    assert len(used) == 14  # 8, 9, 11, 13, 17 and 25 to 28 of the one document, five of the other
    assert used <= cited_footnotes()


@pytest.mark.parametrize("name", ["claims.csv", "milestones.csv", "reported_figures.csv", "handovers.csv"])
def test_every_footnote_of_the_other_tables_is_in_the_citations(name):
    used = {(row["document_id"], row["footnote"]) for row in rows(name) if row["footnote"]}
    assert used
    assert used <= cited_footnotes()


@pytest.mark.parametrize(
    "name", ["incidents.csv", "claims.csv", "citations.csv", "milestones.csv", "reported_figures.csv", "handovers.csv"]
)
def test_every_row_names_one_of_the_two_documents(name):
    assert (
        {row["document_id"] for row in rows(name)}
        <= {CTP, JAMESTOWN}
        == {row["document_id"] for row in rows("documents.csv")}
    )


def test_handovers_are_as_precise_as_the_weekly_update():
    """Of Aguelhok the day of the takeover is given, not that of the UN's leaving; of August neither places nor days."""
    assert [(row["date"], row["date_precision"], row["place"], row["footnote"]) for row in rows("handovers.csv")] == [
        ("2023-10-23", "on or before", "Aguelhok", "28"),
        ("2023-08", "month", "", "8"),
    ]


@pytest.mark.parametrize(
    ("document", "footnote", "sources"),
    [
        (CTP, "8", ["apnews.com/article/mali-junta-rebels-jihadi-peacekeeping-coup-insecurity-7af6356feec5ce409501f4c7e7dc42f8"]),
        (CTP, "9", ["lemonde.fr/en/le-monde-africa/article/2023/09/12/", "voanews.com/a/un-force-in-mali-quits-base-early"]),
        (CTP, "11", ["voaafrica.com/a/malian-authorities-troops-are-being-redeployed"]),
        (CTP, "13", ["rfi.fr/fr/afrique/20231010-des-civils-d%C3%A9capit%C3%A9s-%C3%A0-ersane", "x.com/Ag_Adghagh/status/1716183865050427498"]),
        (CTP, "25", ["x.com/AzwadyQlm/status/1709532259504492609"]),
        (CTP, "26", ["Capturing Base in Koulikoro"]),
        (CTP, "27", ["Series of Attacks Targeting Malian Army and Wagner Mercenaries in Gao", "x.com/abdalaag2022/status/1709907071578030321"]),
        (CTP, "28", ["x.com/Inkinane1/status/1716443839207002353"]),
        (JAMESTOWN, "(dakaractu.com, April 25)", ["dakaractu.com, 2022-04-25"]),
        (JAMESTOWN, "(Twitter/@511ZGS, April 27)", ["@511ZGS on Twitter, 2022-04-27"]),
    ],
)  # fmt: skip
def test_a_footnote_cites_what_the_document_cites(document, footnote, sources):
    found = [
        row["url"] + " " + row["citation"]
        for row in rows("citations.csv")
        if (row["document_id"], row["footnote"]) == (document, footnote)
    ]
    assert len(found) == len(sources)
    assert all(any(source in text for text in found) for source in sources)


@pytest.mark.parametrize(
    ("incident_id", "footnotes"),
    [
        ("MLI-2022-04-06-SEGOU", "(dakaractu.com, April 25)"),
        ("BEN-2022-04-NORTH", "(Senenews.com, April 27)"),
        ("MLI-2022-04-26-VIDEO", "(Twitter/@ocisse691, April 26)"),
        ("MLI-2023-09-11-WAR", "9"),
        ("MLI-2023-10-03-TARKINT-1", "25"),
        ("MLI-2023-10-03-TARKINT-2", "26"),
        ("MLI-2023-10-05-RN18", "27"),
        ("MLI-2023-10-23-AGUELHOK-2", "28"),
    ],
)
def test_an_incident_cites_the_footnote_of_its_sentence(incident_id, footnotes):
    assert {row["incident_id"]: row["footnotes"] for row in rows("incidents.csv")}[incident_id] == footnotes


def test_the_documents_are_those_of_25_october_2023_and_20_may_2022():
    known = {row["document_id"]: (row["published"], row["data_cutoff"]) for row in rows("documents.csv")}
    assert known == {CTP: ("2023-10-25", "2023-10-25T10:00"), JAMESTOWN: ("2022-05-20", "")}


def test_only_the_attack_of_6_april_2022_has_a_number_of_dead():
    """ "killing six Malian soldiers": the documents give no other number."""
    counts = ("fatalities_low", "fatalities_best", "fatalities_high")
    found = {
        row["incident_id"]: [row[c] for c in counts] for row in rows("incidents.csv") if any(row[c] for c in counts)
    }
    assert found == {"MLI-2022-04-06-SEGOU": ["6", "6", "6"]}


@pytest.mark.parametrize(
    ("figure", "qualifier", "value"),
    [
        ("north-ops-2023", "at least", "20"),
        ("central-ops-2023-aug", "only", "2"),
        ("central-ops-2023-spring", "average", "5"),
        ("bases-overrun", "at least", "5"),
        ("violations", "at least", "11"),
        ("same-place-24h", "exactly", "2"),
    ],
)
def test_figures_are_reported_with_their_qualifier(figure, qualifier, value):
    found = {row["figure_id"]: (row["qualifier"], row["value"]) for row in rows("reported_figures.csv")}
    assert found[figure] == (qualifier, value)


def test_milestones_are_the_dates_of_the_weekly_update():
    assert [(row["date"], row["date_precision"], row["footnote"]) for row in rows("milestones.csv")] == [
        ("2023-07", "month", "1"),
        ("2023-08", "month", "8"),
        ("2023-09-11", "day", "9"),
        ("2023-10-25", "day", ""),
        ("2023-12-31", "on or before", "1"),
    ]


def test_every_type_of_event_has_one_class_of_the_vocabulary():
    classes = {row["event_type"]: row["event_class"] for row in rows("event_types.csv")}
    assert len(classes) == len(rows("event_types.csv"))
    assert set(classes.values()) == set(EVENT_CLASSES)
    assert {row["event_type"] for row in rows("incidents.csv")} <= set(classes)


def test_the_rn18_runs_from_gao_over_tarkint_to_kidal_and_says_that_it_is_approximate():
    road = [row["place"] for row in rows("roads.csv")]
    assert road == ["Gao", "Bourem", "Almoustarat", "Tarkint", "Anéfis", "Kidal"]
    assert {*road} <= {row["name"] for row in rows("places.csv")}
    assert "approximate" in rows("roads.csv")[0]["note"]


def test_places_lie_in_mali_and_ids_and_names_stand_once():
    places = rows("places.csv")
    assert all(10 < float(row["latitude"]) < 25 and -12.3 < float(row["longitude"]) < 4.3 for row in places)
    names = [row["name"] for row in places]
    ids = [row["incident_id"] for row in rows("incidents.csv")]
    assert (len(set(names)), len(set(ids))) == (len(names), len(ids)) == (18, 19)


def test_no_sentence_of_the_documents_is_copied():
    """Facts are free, sentences are not: these are runs of words of the documents that a summary must not repeat."""
    theirs = re.compile(
        "killing six Malian soldiers with suicide|shoot down two Malian planes near|sent a large convoy to the area"
        "|rebel forces captured the newly vacated|repelled an attack by a Malian-Wagner convoy along",
    )
    assert [row["summary"] for row in rows("incidents.csv") if theirs.search(row["summary"])] == []


def test_days_of_the_claims_are_those_of_the_document():
    said = {(row["actor"], row["stance"]): row["said_on"] for row in rows("claims.csv")}
    assert said == {
        ("JNIM", "claims"): "2022-04-25",
        ("Malian government", "denies"): "",
        ("Jamestown Foundation", "assesses"): date(2022, 5, 20).isoformat(),
    }
