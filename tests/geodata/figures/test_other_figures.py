"""Timelines, matrix and table say the same as the page, and each number in them is a source in their list."""

import re
from datetime import date

import pytest

from geodata.demo import write
from geodata.figures.rows_scene import listed as rows_of
from geodata.figures.timeline_scene import timeline
from geodata.filters import IncidentFilter
from geodata.ingest import folder, ingest
from geodata.store import store_of
from tests.geodata import sheets

from .reading import cited, listed

OCTOBER = IncidentFilter(date_from=date(2023, 10, 1), date_to=date(2023, 10, 31))
NOTHING = IncidentFilter(date_from=date(1990, 1, 1), date_to=date(1990, 1, 2))
HOSTILE = "$x^2$ <script>alert(1)</script> ⴽⵉⴷⴰⵍ \u202e 🎉"


@pytest.fixture
def many(tmp_path):
    """More incidents than can be drawn one by one: 160 days of Attack near Gao, each with a source of its own."""
    rows = [
        sheets.row(incident_id=f"I{n}", date_start=f"2023-{1 + n // 28:02d}-{1 + n % 28:02d}", date_end=f"2023-{1 + n // 28:02d}-{1 + n % 28:02d}", latitude="16", longitude="0", place="Gao", source=f"Source {n}")
        for n in range(160)
    ]  # fmt: skip
    return store_of(ingest(sheets.write(tmp_path, *rows)))


# --- timelines --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("paper", "chosen"), [("16:9", OCTOBER), ("a4", None)])
def test_numbers_beside_marks_are_the_sources_of_the_incidents(paper, chosen, wanted, said, store):
    figure = wanted(paper=paper, chosen=chosen)
    texts, shown = said(figure, kind="timeline"), timeline(store, figure)
    beside = {int(about.removeprefix("cited-")): words for about, words in texts.items() if about.startswith("cited-")}
    for no, words in beside.items():
        assert {number for word in words for number in cited(word)} == set(shown.cited.of[no])
    over_marks = {number for words in beside.values() for word in words for number in cited(word)}
    assert over_marks == set(listed(texts)) == set(range(1, len(shown.cited.notes) + 1))
    assert set(shown.marks["no"]) == set(shown.cited.of)  # all 19 cite something


def test_each_actor_has_a_lane_and_milestones_a_letter(wanted, said):
    texts = said(wanted(chosen=OCTOBER), kind="timeline")
    lanes = [texts[f"lane-{row}"][0] for row in range(7)]
    assert lanes[:3] == ["Malian army", "JNIM", "Wagner Group"] and "lane-7" not in texts
    assert texts["counts-0"] == ["Shown 11 of 19 incidents. Not shown, by dates 8."]
    assert "25 Oct 2023: Data cutoff of the weekly update" in texts[""]


def test_many_incidents_are_shaded_and_cite_documents(wanted, said, many):
    texts = said(wanted(), many, "timeline")
    assert not any(about.startswith("cited-") for about in texts)
    assert "many incidents" in texts[""] and "Shown 160 of 160 incidents." in texts["counts-0"][0]


# --- matrix -----------------------------------------------------------------------------------------------------------


def test_the_matrix_counts_what_is_worked_out_by_hand(wanted, said):
    """JNIM: the army five times (6 April 2022, Tarkint, Segou, Koulikoro, the RN18), Wagner four, the militias and the UN once."""
    texts = said(wanted(), kind="matrix")
    assert [texts[f"acting-{row}"][0] for row in range(4)] == [
        "JNIM", "Malian army", "Wagner Group", "Tuareg separatist rebels",
    ]  # fmt: skip
    assert sorted(map(int, texts["count"])) == [1, 1, 1, 1, 1, 1, 1, 4, 5]
    assert "11 of the incidents shown have both" in " ".join(texts["counts-0"])


# --- table ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["a4", "square"])
def test_the_table_numbers_the_sources_of_its_own_lines(paper, wanted, said):
    texts = said(wanted(paper=paper), kind="table")
    rows = {about: words for about, words in texts.items() if re.fullmatch(r"row-\d+", about)}
    assert {number for words in rows.values() for word in words for number in cited(word)} == set(listed(texts))
    left = 19 - len(rows)
    assert (left == 0) or f"{left} earlier ones have no room." in " ".join(texts["counts-0"])


def test_rows_that_must_not_be_passed_on_are_counted_not_listed(wanted, tmp_path):
    write(tmp_path / "acled.csv", 30, 1, "acled", lambda done: None)
    own = store_of(ingest(folder(str(tmp_path / "acled.csv"))))
    found, total = rows_of(own, wanted()), own.how_many(IncidentFilter(), None)
    assert (found.lines, found.left_out, found.withheld) == ((), total, total) and found.sets


@pytest.mark.parametrize("kind", ["timeline", "matrix", "table"])
def test_an_empty_view_is_a_figure_that_says_so(kind, wanted, said):
    texts = said(wanted(chosen=NOTHING), kind=kind)
    assert texts["counts-0"][0].startswith("Shown 0 of 19 incidents.")
    assert any("No incident" in words for words in texts[""])


@pytest.mark.parametrize("kind", ["timeline", "matrix", "table"])
def test_hostile_words_are_words(kind, wanted, said, tmp_path):
    rows = [
        sheets.row(place=HOSTILE[:40], summary=HOSTILE, source=HOSTILE, perpetrators=HOSTILE[:30], targets=HOSTILE[:20])
    ]
    own = store_of(ingest(sheets.write(tmp_path, *rows)))
    texts = said(wanted(title=HOSTILE), own, kind)
    assert texts["title-0"][0].startswith("$x^2$ <script>alert(1)</script> ⴽⵉⴷⴰⵍ")
