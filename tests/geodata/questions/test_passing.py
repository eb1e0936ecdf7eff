"""Rows that a data set's terms forbid to pass on never leave in a figure or a file of an answer; how many stay out is said."""

from dataclasses import replace

from geodata.export.answers import extract_of
from geodata.filters import IncidentFilter
from geodata.questions import coincidences_told
from geodata.questions.coincidences import Asked
from geodata.questions.passing import passed_on
from geodata.store import Store


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
    assert kept == replace(found, rows=kept.rows, caveats=kept.caveats)
    written = extract_of(shut, found)
    assert len(written.rows) == 3 and "AGUELHOK" not in " ".join(written.rows["incidents"])


def test_an_answer_whose_incidents_may_be_passed_on_stays_as_it_is(store):
    found = coincidences_told.answer(store, IncidentFilter(), Asked())
    assert store.withheld_among(found.incidents()) == set()
    assert passed_on(store, found) is found
