"""The timelines on paper say the same as the page, and each number beside a mark is a source in the list."""

from datetime import date

import pytest

from geodata.figures.timeline_scene import timeline
from geodata.filters import IncidentFilter
from geodata.ingest import ingest
from geodata.store import store_of
from tests.geodata import sheets

from .reading import cited, listed

OCTOBER = IncidentFilter(date_from=date(2023, 10, 1), date_to=date(2023, 10, 31))


@pytest.fixture
def many(tmp_path):
    """More incidents than can be drawn one by one: 160 days of Attack near Gao, each with a source of its own."""
    rows = [
        sheets.row(incident_id=f"I{n}", date_start=f"2023-{1 + n // 28:02d}-{1 + n % 28:02d}", date_end=f"2023-{1 + n // 28:02d}-{1 + n % 28:02d}", latitude="16", longitude="0", place="Gao", source=f"Source {n}")
        for n in range(160)
    ]  # fmt: skip
    return store_of(ingest(sheets.write(tmp_path, *rows)))


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
