"""From when to when the data reach: a reader must not take days that nobody has written about for quiet ones."""

from datetime import date

from geodata.filters import IncidentFilter
from geodata.questions.covered import covered

from .. import sheets

_A_DAY = {"date_start": "2023-03-05", "date_end": "2023-03-05", "date_precision": "day"}
_A_YEAR = {"date_start": "2023-01-01", "date_end": "2023-12-31", "date_precision": "year"}


def test_the_documents_data_reach_to_the_last_whole_day_before_their_cutoff(store):
    """6 April 2022 is the first day known; the update's data end on 25 October at 10 in the morning."""
    assert covered(store, IncidentFilter()) == (date(2022, 4, 6), date(2023, 10, 24))


def test_whatever_else_a_filter_hides_the_data_reach_as_far(store):
    assert covered(store, IncidentFilter(regions=("Gao",), actors=("jnim",))) == covered(store, IncidentFilter())


def test_some_time_in_a_year_says_nothing_of_its_last_day(made):
    data = made(sheets.row(incident_id="day", **_A_DAY), sheets.row(incident_id="year", **_A_YEAR))
    assert covered(data, IncidentFilter()) == (date(2023, 3, 5), date(2023, 3, 5))


def test_data_that_know_no_day_reach_as_far_as_they_may(made):
    first, last = covered(made(sheets.row(incident_id="year", **_A_YEAR)), IncidentFilter())
    assert first == date(2023, 1, 1) and last == date(2023, 12, 31)


def test_of_nothing_it_is_not_known_how_far_it_reaches(store):
    assert covered(store, IncidentFilter(data_sets=("no such data set",))) is None
