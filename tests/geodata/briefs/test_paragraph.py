"""The summary to paste: its endnotes are what the incidents behind each number cite, and names can't write Markdown."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from geodata.briefs import paragraph
from geodata.citing import note
from geodata.filters import IncidentFilter
from geodata.ingest import ingest
from geodata.links import Known
from geodata.store import store_of
from geodata.texts import said_in
from geodata.views import View

from .. import sheets
from .conftest import OCTOBER

PAGE = "https://maps.example.org/mali"
LINK = re.compile(r"\[([^\]]+)\]\(<([^>]+)>\)((?:\[\^\d+\])*)")
NOTES = re.compile(r"^\[\^(\d+)\]: (.+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def october(store):
    return paragraph.markdown(store, OCTOBER, PAGE)


def behind(store, link: str) -> IncidentFilter:
    query = parse_qs(urlsplit(link).query)
    view, problems = View.from_query(query, Known(store, query))
    assert problems == []
    return view.filter


def test_each_number_is_a_link_to_the_incidents_that_it_counts(store, october):
    links = LINK.findall(october)
    assert len(links) == 25  # the numbers of the sentences in test_summary.py
    for said, link, _notes in links:
        assert link.startswith(f"{PAGE}/")
        assert str(store.count(behind(store, link))) == said


def test_the_endnotes_of_a_number_are_the_sources_of_its_incidents(store, october):
    notes = {int(number): words.replace("\\", "") for number, words in NOTES.findall(october)}
    assert list(notes) == list(range(1, len(notes) + 1))
    seen = set()
    for _said, link, marks in LINK.findall(october):
        cited = {note(row) for row in store.sources(behind(store, link)).to_dict("records")}
        numbers = [int(number) for number in re.findall(r"\d+", marks)]
        seen.update(numbers)
        assert numbers == sorted(numbers) and len(numbers) <= paragraph.MOST_NOTES
        assert {notes[number] for number in numbers} == cited or (not numbers and len(cited) > paragraph.MOST_NOTES)
    assert seen == set(notes)  # Le Monde of 12 September is that of the month before
    assert "Numbers that rest on more than 6 sources have no endnotes." in october


def test_the_text_begins_with_the_filter_and_ends_with_what_defends_it(october):
    assert october.startswith("**October 2023 · all actors · regions by Natural Earth, 8 regions and Bamako**\n\nFor ")
    below = october.partition("\n---\n")[2]
    assert "Boundaries: Natural Earth, 8 regions and Bamako (until 2016)." in below
    assert "Data cutoff: 2023-10-25 10:00" in below
    assert below.endswith(f"<{PAGE}/?from=2023-10-01&to=2023-10-31>\n")
    assert "Shown [11](" in october and "Not shown, by dates 8." in october


def test_as_text_it_has_the_same_numbers_and_notes(store, october):
    text = paragraph.plain(store, OCTOBER)
    assert "For October 2023 the filter shows 11 incidents" in text
    assert "the month before, with 1 [9–10] incident." in text
    notes = re.findall(r"^\[(\d+)\] (.+)$", text, re.MULTILINE)
    assert notes == [(number, words.replace("\\", "")) for number, words in NOTES.findall(october)]


def test_of_many_incidents_the_documents_are_listed(store, monkeypatch):
    monkeypatch.setattr(paragraph, "MOST_ONE_BY_ONE", 10)
    text = paragraph.markdown(store, OCTOBER, PAGE)
    assert "[^" not in text
    assert re.search(r"^- .+: 11 incidents$", text, re.MULTILINE)
    assert "- " in paragraph.plain(store, OCTOBER)


def test_names_from_the_data_write_no_markdown(tmp_path):
    evil = "![x](https://evil.example/a.png) <script>*b*</script> [^1] | Boom!"
    rows = [
        sheets.row(
            incident_id=name,
            event_type=evil,
            perpetrators=f"{evil}{name}",
            targets=evil,
            source=f"[^1]: {evil}",
        )
        for name in "ABC"
    ]
    own = store_of(ingest(sheets.write(tmp_path, *rows)))
    text = paragraph.markdown(own, IncidentFilter(text="Boom"), PAGE)
    assert "evil.example" in text
    links = re.findall(r"(?<!\\)\](?=\()", text)
    assert len(links) == len(LINK.findall(text)) and all(
        link.startswith(PAGE) for _said, link, _notes in LINK.findall(text)
    )
    without_links = LINK.sub("", text)
    assert not re.search(r"(?<!\\)[<*|](?!https://maps)(?!\*)", without_links.replace("**", ""))
    assert not re.search(r"!\[", text)
    assert len(NOTES.findall(text)) == 1 and "evil.example" in paragraph.plain(own, IncidentFilter())


def test_nothing_shown_has_no_source(store):
    text = paragraph.plain(store, IncidentFilter(text="nothing has this"))
    assert "No source is named." in text and "Data cutoff: not stated" in text


def test_numbers_follow_the_language(store):
    shared = IncidentFilter(OCTOBER.date_from.replace(day=6), OCTOBER.date_to, dates="shared")
    with said_in("fr"):
        assert "[4,3](<" in paragraph.markdown(store, shared, PAGE) and "lang=fr" in paragraph.markdown(
            store, shared, PAGE
        )


@pytest.mark.parametrize(("numbers", "said"), [((), ""), ((1,), "1"), ((1, 2, 3, 7), "1–3, 7"), ((2, 4, 5), "2, 4–5")])
def test_numbers_that_follow_each_other_are_a_range(numbers, said):
    assert paragraph._ranges(numbers) == said
