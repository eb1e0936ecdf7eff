"""An atlas has a slide for each region, also for those where nothing happened, or for each week."""

from datetime import date

import pytest

from geodata.briefs.sets import views
from geodata.errors import FigureError
from geodata.filters import IncidentFilter


def test_nine_regions_in_the_embedded_set(store, wanted):
    made = views(store, wanted(), "regions")
    assert [each.frame.key for each in made] == list(store.boundaries.names) and len(made) == 9
    assert all(each.view.filter.regions == (each.frame.key,) for each in made)


def test_weeks_begin_on_monday_and_are_cut_at_the_ends_of_the_period(store, wanted):
    made = views(
        store,
        wanted(IncidentFilter(date_from=date(2023, 10, 4), date_to=date(2023, 10, 17)), title="The RN18"),
        "weeks",
    )
    assert [(each.view.filter.date_from.day, each.view.filter.date_to.day, each.title) for each in made] == [
        (4, 8, "The RN18: 4–8 Oct 2023"), (9, 15, "The RN18: 9–15 Oct 2023"), (16, 17, "The RN18: 16–17 Oct 2023"),
    ]  # fmt: skip


def test_without_a_period_the_weeks_are_those_of_the_incidents(store, wanted):
    made = views(store, wanted(IncidentFilter(text="Aguelhok")), "weeks")
    assert [(each.view.filter.date_from, each.view.filter.date_to) for each in made] == [
        (date(2023, 10, 23), date(2023, 10, 23))
    ]


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        (IncidentFilter(text="nothing like it"), "there is no week"),
        (IncidentFilter(date_from=date(2000, 1, 1), date_to=date(2023, 1, 1)), "60 are the most"),
        (IncidentFilter(date_from=date(2023, 2, 1), date_to=date(2023, 1, 1)), "there is no week"),
    ],
)
def test_no_weeks_and_too_many_are_a_sentence(chosen, says, store, wanted):
    with pytest.raises(FigureError, match=says):
        views(store, wanted(chosen), "weeks")
