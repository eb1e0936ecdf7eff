"""A filter by what an incident says of its date, its place and its deaths: all that is asked must hold."""

from collections.abc import Callable

import pytest

from geodata.errors import FilterError
from geodata.filter_words import detail_name
from geodata.filters import DETAILS, IncidentFilter
from geodata.links import Known
from geodata.store import Store
from geodata.views import View

# By hand from incidents.csv: the rows with a range, a month or "on or before"; near a town, a road or an area; and the one with deaths.
DATED = ("BEN-2022-04-NORTH", "BFA-2023-10-09-SOUM", "MLI-2022-04-25-SEGOU", "MLI-2022-04-SEVARE-1", "MLI-2022-04-SEVARE-2",
         "MLI-2023-08-BASES", "MLI-2023-10-03-KOULIKORO", "MLI-2023-10-03-SEGOU", "MLI-2023-10-10-ERSANE", "MLI-2023-10-EARLY-KIDAL")  # fmt: skip
PLACED = ("BEN-2022-04-NORTH", "BFA-2023-10-09-SOUM", "MLI-2022-04-SEVARE-2", "MLI-2023-10-03-KOULIKORO", "MLI-2023-10-03-SEGOU",
          "MLI-2023-10-03-TARKINT-1", "MLI-2023-10-03-TARKINT-2", "MLI-2023-10-04-RN18", "MLI-2023-10-05-RN18", "MLI-2023-10-EARLY-KIDAL")  # fmt: skip
DEADLY = ("MLI-2022-04-06-SEGOU",)


def ids(store: Store, *details: str) -> tuple[str, ...]:
    return tuple(sorted(store.incidents(IncidentFilter(details=details))["incident_id"]))


@pytest.mark.parametrize(
    ("detail", "wanted"),
    [
        ("imprecise-date", DATED),
        ("imprecise-place", PLACED),
        ("deaths-low", DEADLY),
        ("deaths-best", DEADLY),
        ("deaths-high", DEADLY),
    ],
)
def test_a_detail_shows_the_incidents_that_have_it(store, detail, wanted):
    assert ids(store, detail) == wanted


def test_details_must_all_hold(store):
    both = tuple(sorted({*DATED} & {*PLACED}))
    assert ids(store, "imprecise-date", "imprecise-place") == both
    assert ids(store, "no-deaths", "deaths-best") == ()
    counts = store.counts(IncidentFilter(details=("deaths-low",)))
    assert (counts.shown, counts.hidden) == (1, {"details": 18})


def test_what_is_counted_of_details_is_what_they_show(store):
    found = store.detailed(IncidentFilter())
    assert found.incidents == {
        "imprecise-date": 10,
        "imprecise-place": 10,
        "deaths-low": 1,
        "deaths-best": 1,
        "deaths-high": 1,
        "no-deaths": 18,
    }
    assert found.deaths == {"low": 6, "best": 6, "high": 6}  # Segou, 6 April 2022


def test_a_link_brings_details_back(store):
    view = View(IncidentFilter(details=("imprecise-date", "no-deaths")))
    query = {key: value if isinstance(value, list) else [value] for key, value in view.to_query().items()}
    assert View.from_query(query, Known(store, query)) == (view, [])
    back, problems = View.from_query({"detail": ["no-death"]}, Known(store, {}))
    assert back == View()
    assert problems == ['This data has no detail of an incident "no-death". The nearest is "no-deaths".']


def test_a_detail_that_nobody_knows_is_refused():
    with pytest.raises(FilterError, match='"weather" is no detail of an incident'):
        IncidentFilter(details=("weather",))


def test_every_detail_stands_in_the_sentence(store):
    say: Callable[[tuple[str, ...]], str] = lambda details: IncidentFilter(details=details).describe({}, "B")  # noqa: E731
    for detail in DETAILS:
        assert detail_name(detail) in say((detail,))
