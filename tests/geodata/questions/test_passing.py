"""Rows that a data set's terms forbid to pass on never leave in a figure or a file of an answer; how many stay out is said."""

import io
from dataclasses import replace
from datetime import date

from pptx import Presentation

from geodata.briefs import registry as briefs
from geodata.export.answers import extract_of
from geodata.figures import registry as figures
from geodata.figures.frames import frame_named
from geodata.figures.papers import PAPERS
from geodata.figures.wanted import Wanted
from geodata.filters import IncidentFilter
from geodata.questions import coincidences_told, handovers
from geodata.questions.coincidences import Asked
from geodata.questions.passing import passed_on
from geodata.questions.registry import QUESTIONS
from geodata.store import Store
from geodata.views import View

from ..briefs.test_slides import words
from ..sheets import row


class Forbidden:
    """The embedded store as if its terms forbade to pass on one incident of Aguelhok."""

    def __init__(self, store: Store, no: int):
        self._store, self._no = store, no

    def __getattr__(self, name: str):
        return getattr(self._store, name)

    def withheld_among(self, numbers: list[int]) -> set[int]:
        return {self._no} & set(numbers)

    def withheld(self) -> dict[str, str]:
        return {"ACLED": "terms"}


def test_only_rows_that_name_such_an_incident_stay_out_and_they_are_counted(store):
    found = coincidences_told.answer(store, IncidentFilter(), Asked())
    shut = Forbidden(store, store.number_of("MLI-2023-10-23-AGUELHOK-1"))
    kept = passed_on(shut, found)
    assert [row.cells[3] for row in kept.rows] == ["Tarkint", "RN18", "Tarkint"]
    assert kept.caveats[0] == "1 row is left out: the terms of ACLED forbid to pass on its incidents."
    assert kept == replace(found, rows=kept.rows, caveats=kept.caveats, findings=kept.findings)
    assert kept.findings[0] == (
        "3 pairs of incidents at the same place as reported: Tarkint, 3 Oct 2023; RN18, 4–5 Oct 2023; 1 that must not be named here."
    )
    assert kept.findings[1:] == found.findings[1:]
    written = extract_of(shut, found)
    assert len(written.rows) == 3 and "AGUELHOK" not in " ".join(written.rows["incidents"])


def test_no_file_names_its_place_or_day(store):
    wanted = Wanted(
        View(IncidentFilter()), frame_named("mali", store.boundaries), PAPERS["16:9"], made=date(2026, 11, 25)
    )
    shut = Forbidden(store, store.number_of("MLI-2023-10-23-AGUELHOK-1"))
    found = coincidences_told.answer(store, IncidentFilter(), Asked())
    text = briefs.answer_content(shut, wanted, "coincidences", "md", found).decode()
    figure = figures.answer_content(shut, wanted, "coincidences", "svg", found).decode()
    slides = Presentation(io.BytesIO(briefs.answer_content(shut, wanted, "coincidences", "pptx", found))).slides
    said = [words(slide) + slide.notes_slide.notes_text_frame.text for slide in slides]
    for made in (text, figure, *said, extract_of(shut, found).about.text()):
        assert "Tarkint" in made and "Aguelhok" not in made and "23 Oct 2023" not in made


def test_of_many_pairs_six_are_named_of_those_that_may_be(made):
    """Eight pairs at Gao, four days apart, so that each is alone: one is shut, six are named, one is left."""
    rows = [
        row(incident_id=f"{who} {day}", date_start=f"2023-10-{day:02}", date_end=f"2023-10-{day:02}", perpetrators=who)
        for day in range(1, 32, 4)
        for who in ("JNIM", "Islamic State Sahel Province")
    ]
    many = made(*rows)
    found = coincidences_told.answer(many, IncidentFilter(), Asked())
    kept = passed_on(Forbidden(many, many.number_of("JNIM 5")), found)
    assert kept.findings[0] == (
        "8 pairs of incidents at the same place as reported: Gao, 1 Oct 2023; Gao, 9 Oct 2023; Gao, 13 Oct 2023; Gao, 17 Oct 2023; "
        "Gao, 21 Oct 2023; Gao, 25 Oct 2023; 1 that must not be named here; and 1 more."
    )


def test_an_attack_that_must_not_be_named_is_no_days_after_a_handover(store):
    found = handovers.answer(store, IncidentFilter(), handovers.Asked())
    kept = passed_on(Forbidden(store, store.number_of("MLI-2023-10-23-AGUELHOK-1")), found)
    assert "JNIM: 0 days" in found.findings[0] and "JNIM" not in kept.findings[0]
    assert kept.findings[0].endswith(
        "Until the next attack within 20 km: Tuareg separatist rebels: 0 days or more, none of them certain; "
        "1 attacker who must not be named here."
    )
    assert len(kept.rows) == len(found.rows) - 1 and kept.caveats[0].startswith("1 row is left out: ")


def test_a_row_that_only_counts_keeps_its_numbers_and_loses_the_sources(store):
    found = QUESTIONS["reported"].answer(store, IncidentFilter(), QUESTIONS["reported"].asked())
    no = store.number_of("MLI-2023-10-23-AGUELHOK-1")
    assert no in found.incidents()
    kept = passed_on(Forbidden(store, no), found)
    assert [row.cells for row in kept.rows] == [row.cells for row in found.rows] and no not in kept.incidents()
    assert kept.caveats[0] == "1 incident is counted without its sources: the terms of ACLED forbid to pass them on."


def test_an_answer_whose_incidents_may_be_passed_on_stays_as_it_is(store):
    found = coincidences_told.answer(store, IncidentFilter(), Asked())
    assert store.withheld_among(found.incidents()) == set()
    assert passed_on(store, found) is found
