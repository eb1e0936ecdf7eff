"""Table and card say of an incident what the documents say: who, who claims it, who denies it."""

import re
from types import SimpleNamespace

import pandas as pd
import pytest

from dashboard import card, place_card

SEGOU = "MLI-2022-04-25-SEGOU"


def read(entries: list[str]) -> dict[str, list[str]]:
    """Lines of the card as term and texts."""
    return {re.findall("<dt>(.*?)</dt>", line)[0]: re.findall("<dd>(.*?)</dd>", line) for line in entries}


@pytest.fixture(scope="module")
def told(store):
    def told(incident_id: str) -> dict[str, list[str]]:
        row = SimpleNamespace(**store.incident(incident_id))
        return read(card._entries(row, place_card.lines(store, store.boundaries, row)))

    return told


def test_the_abduction_in_segou_is_claimed_denied_and_assessed(told):
    """Jamestown: JNIM claims it on 25 April, the government denies that Wagner is there at all."""
    says = told(SEGOU)
    assert says["When"] == ["on or before 25 Apr 2022"]
    assert says["Perpetrator"] == ["JNIM"]
    assert says["Target"] == ["Wagner Group"]
    assert says["Says who"] == [
        "JNIM claims it, 25 Apr 2022 · (Twitter/@Lesoirdebamako, April 26)",
        "Jamestown Foundation assesses it, 20 May 2022. "
        "Assessed as credible; no video was published, which lowers the authenticity.",
        "Malian government denies it · (lemonde.fr, April 25). It denies that Wagner is present at all and speaks of Russian trainers.",
    ]
    assert "Killed" not in says


def test_the_status_is_said_with_its_doubt(store):
    assert "contested: claimed and denied" in card._chips(SimpleNamespace(**store.incident(SEGOU)))
    claimed = card._chips(SimpleNamespace(**store.incident("MLI-2023-10-04-RN18")))
    assert "claimed, not confirmed" in claimed


def test_six_soldiers_are_reported_killed(told):
    assert told("MLI-2022-04-06-SEGOU")["Killed"] == ["6 reported"]
    assert told("MLI-2022-04-06-SEGOU")["Says who"] == ["no claim on record; reported by the document"]


def test_a_name_as_written_is_kept_beside_the_one_that_is_meant(store):
    wagner = {"name": "Wagner Group", "original": "PMC Wagner Group"}
    assert card._actor_words(wagner) == "Wagner Group (as written: PMC Wagner Group)"
    assert card._actor_words({"name": "JNIM", "original": "JNIM"}) == "JNIM"


def test_how_far_off_a_place_may_be_is_said(told):
    assert told("MLI-2023-10-03-TARKINT-1")["Where"][:2] == ["near Tarkint, Gao", "within about 15 km"]
    assert told("MLI-2023-09-11-WAR")["Where"] == ["place not given"]


@pytest.mark.parametrize(
    ("low", "best", "high", "said"),
    [
        (None, None, None, []),
        (6, 6, 6, ["6 reported"]),
        (6, 8, 10, ["6–10 reported, best estimate 8"]),
        (6, None, 10, ["6–10 reported"]),
        (6, None, None, ["6 reported"]),
        (pd.NA, 8, pd.NA, ["best estimate 8"]),
        (6, pd.NA, pd.NA, ["6 reported"]),
        (6, pd.NA, 10, ["6–10 reported"]),
        (0, 0, 0, ["0 reported"]),
        (1000, 1000, 1000, ["1,000 reported"]),
    ],
)
def test_the_dead_are_given_as_a_range(low, best, high, said):
    row = SimpleNamespace(fatalities_low=low, fatalities_best=best, fatalities_high=high)
    assert card._fatalities(row) == said


def test_sources_are_named_and_link_only_to_the_web():
    good = {"document_id": "d", "footnote": "25", "url": "https://x.example/1", "citation": "A post", "title": "Weekly",
            "publisher": "CTP", "published": "2023-10-25", "document_url": "javascript:alert(1)"}  # fmt: skip
    shown = card._sources(
        SimpleNamespace(source="", citations=[good, good | {"footnote": "26", "url": "data:text/html,x"}])
    )
    assert re.findall('href="(.*?)"', shown) == ["https://x.example/1"]
    assert "note 25: " in shown and "note 26: A post" in shown and "CTP, 2023-10-25" in shown
    assert 'rel="noopener noreferrer"' in shown


def test_no_source_is_said():
    assert "No source is given." in card._sources(SimpleNamespace(source="", citations=[]))


def test_sources_of_a_data_set_are_shown_as_it_names_them():
    shown = card._sources(SimpleNamespace(source="AFP; <b>Studio Tamani", citations=[]))
    assert "<li>AFP</li><li>&lt;b&gt;Studio Tamani</li>" in shown
    assert "No source" not in shown


def test_hostile_text_in_a_card_is_text(store):
    row = SimpleNamespace(**store.incident(SEGOU))
    row.analyst_note = row.place = "<img src=x onerror=1>"
    assert "<img" not in "".join(card._entries(row, place_card.lines(store, store.boundaries, row)))


def test_the_summary_gives_no_table_without_rows():
    assert card._table("Incidents by region", {}) == ""
    assert "<td>a &lt;b&gt;</td><td>1,234</td>" in card._table("T", {"a <b>": 1234})
