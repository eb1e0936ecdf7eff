"""Change alerts: an analyst who trusts them must neither miss a week that doubled nor be woken by two incidents."""

import math
from datetime import date, timedelta

import pytest
import shapely

from geodata.errors import FilterError
from geodata.filters import IncidentFilter
from geodata.questions import changes
from geodata.questions.changes import Asked, answer, chance
from tests.divisions import KEY

from ..sheets import row

END = date(2023, 10, 31)


def told(found, key: str, *columns: str) -> list:
    """The values of the row of this name, in these columns."""
    names = [column.key for column in found.columns]
    line = next(each for each in found.rows if each.values[names.index("name")] == key)
    return [line.values[names.index(name)] for name in columns]


def marked(found) -> list[str]:
    return [each.values[1] for each in found.rows if each.flagged]


def days_back(*back: int, **cells: str) -> list[dict[str, str]]:
    """Rows of single days, so many days before `END`."""
    said = [(END - timedelta(days=each)).isoformat() for each in back]
    ids = [f"{cells.get('event_type')} {cells.get('place')} {nr}" for nr in range(len(back))]
    return [row(incident_id=i, date_start=d, date_end=d, **cells) for i, d in zip(ids, said, strict=True)]


# --- the embedded data --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def week(store):
    return answer(store, IncidentFilter(), Asked())


@pytest.fixture(scope="module")
def month(store):
    return answer(store, IncidentFilter(), Asked("month"))


def test_the_last_week_of_the_documents_by_hand(week):
    """17–23 Oct 2023 has the two incidents of Aguelhok; 3–9 Oct the two of Tarkint and the two of the RN18."""
    assert [column.title for column in week.columns if column.key in ("last", "before_2")] == [
        "17–23 Oct 2023", "3–9 Oct 2023",
    ]  # fmt: skip
    counts = ("last", "before_1", "before_2", "before_3", "before_4", "mean", "times")
    assert told(week, "Kidal", *counts) == [2, 0, 0, 0, 0, 0, None]
    assert told(week, "Gao", *counts) == [0, 0, 4, 0, 0, 1, 0]
    assert told(week, "JNIM", *counts) == [1, 0, 2, 0, 0, 0.5, 2]
    assert told(week, "Wagner Group", *counts) == [0, 0, 3, 0, 0, 0.75, 0]


def test_what_may_lie_in_the_windows_is_beside_what_does(week, month):
    """Ersane, 5–10 Oct, lies in no one week, but in the four; so do the convoy of early October and three "on or before"."""
    assert told(week, "Gao", "more", "more_before") == [0, 1]
    assert told(week, "Kidal", "more", "more_before") == [0, 1]
    assert told(week, "Malian army", "more_before") == [4]  # Ersane, the convoy, Ségou and Koulikoro
    assert told(month, "Gao", "last", "more") == [5, 0]
    assert told(month, "JNIM", "last", "more") == [3, 3]  # Ségou, Koulikoro and Soum, each on or before its day


def test_the_guard_is_explained_and_what_it_holds_back_is_named(store, week):
    assert marked(week) == []
    assert week.findings[1] == "No region and no actor stands out."
    assert week.findings[2].startswith(
        "But for the minimum count of 5 these would stand out: Kidal (2 after a mean of 0), "
    )
    assert told(week, "Kidal", "stands_out") == ["too few"]
    assert any("26 of 100 windows would hold 2 or more" in said for said in week.caveats)
    assert marked(answer(store, IncidentFilter(), Asked(least=2))) == ["Kidal"]


def test_chances_are_those_of_poisson():
    assert chance(1, 2) == pytest.approx(1 - 2 / math.e)
    assert chance(1, 1) == pytest.approx(1 - 1 / math.e)
    assert chance(2.5, 5) == pytest.approx(0.10882, abs=1e-5)
    assert 0 <= chance(500, 1000) < 1e-6


def test_a_row_opens_the_incidents_that_it_counts(store, month):
    for each in month.rows:
        assert store.count(each.opens.filter) == each.values[3]


def test_regions_have_a_point_of_their_own_for_the_map(store, week):
    shapes = {each.values[1]: each.shape for each in week.rows if each.values[0] == "region"}
    for name, point in shapes.items():
        assert point is None if name == "outside-mali" else shapely.within(point, store.boundaries.shape(name))


def test_no_incident_of_the_last_window_is_lost_among_the_regions(store, week, month):
    for step, found in (("week", week), ("month", month)):
        last = [each.values[3] for each in found.rows if each.values[0] == "region"]
        first = END - timedelta(days=8 + changes.STEPS[step] - 1)
        inside = IncidentFilter(date_from=first, date_to=date(2023, 10, 23), dates="inside")
        assert sum(last) == store.count(inside)


def test_regions_are_those_of_the_filter_s_set(joined):
    found = answer(joined, IncidentFilter(boundary_set=KEY), Asked("month"))
    assert {each.opens.filter.boundary_set for each in found.rows} == {KEY}
    with pytest.raises(FilterError, match='no boundary set "nowhere"'):
        answer(joined, IncidentFilter(boundary_set="nowhere"), Asked())


# --- made-up data -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def past(made):
    """A year of data. Attacks: at Gao 6 after 3 a week, at Kidal 5 after 3, at Ségou 4 after 1; other types have tales of their own."""
    weeks = (7, 14, 21, 28)
    three = [back + week for week in weeks for back in (0, 3, 6)]
    vague = row(
        incident_id="vague", date_start="2023-01-01", date_end="2023-12-31", date_precision="year", event_type="Raid"
    )
    return made(
        row(incident_id="begin", date_start="2023-01-01", date_end="2023-01-01", place="Mopti"),
        *days_back(*range(6), *three),
        *days_back(*range(5), *three, place="Kidal"),
        *days_back(*range(4), *weeks, place="Ségou"),
        *days_back(0, 1, place="", place_precision="unlocated", event_type="Ambush"),
        *days_back(2, place="Northern Benin", place_precision="area", country="Benin", event_type="Ambush"),
        vague,
        *days_back(0, 1, 2, 3, 4, event_type="Raid"),
        *days_back(10, 11, 12, 13, 14, 24, event_type="IED"),
    )


@pytest.fixture(scope="module")
def young(made):
    """Data that begin with the 17th of October: two weeks and a day."""
    return made(*days_back(0, 1, 2, 3, 4, 5, 8, 9, 14))


def of(*types: str, **more) -> IncidentFilter:
    return IncidentFilter(types=types, **more)


def test_at_least_twice_the_mean_and_at_least_the_minimum_count(past):
    found = answer(past, of("Attack"), Asked())
    assert marked(found) == ["Gao"]
    assert told(found, "Gao", "last", "mean", "times", "stands_out") == [6, 3, 2, "yes"]
    assert told(found, "Kidal", "last", "mean", "stands_out") == [5, 3, "no"]
    assert told(found, "Ségou", "times", "stands_out") == [4, "too few"]
    assert found.findings[1] == (
        "Gao stands out: 6 incidents in 25–31 Oct 2023, 2 times the mean of 3 in the windows before."
    )
    assert found.rows[0].values[1] == "Gao"
    assert "Mopti" not in [each.values[1] for each in found.rows]  # nothing of it in five weeks


def test_windows_before_the_data_are_no_quiet_weeks(young):
    """Of the weeks before only that from the 18th to the 24th is complete: it has two."""
    found = answer(young, IncidentFilter(), Asked())
    assert found.findings[1].startswith("The data don't reach back so far: the mean is that of 1 window")
    assert told(found, "Gao", "last", "mean", "times") == [6, 2, 3]
    assert "data begin later" in next(c.meaning for c in found.columns if c.key == "before_2")


def test_without_a_past_nothing_stands_out_and_it_is_said(young):
    found = answer(young, IncidentFilter(), Asked(until=date(2023, 10, 24), least=1))
    assert marked(found) == []
    assert "no past to compare with" in found.findings[1]
    assert told(found, "Gao", "last", "mean", "times", "stands_out") == [2, None, None, "no"]


@pytest.mark.parametrize("until", [date(2030, 1, 1), date(1950, 1, 1)])
def test_a_period_without_data_has_a_sentence(store, until):
    found = answer(store, IncidentFilter(), Asked(until=until))
    assert found.findings[-1] == "The data reach from 6 Apr 2022 to 24 Oct 2023: of this window they hold nothing."


@pytest.mark.parametrize(
    "chosen",
    [
        IncidentFilter(text="nowhere to be found"),
        IncidentFilter(data_sets=("another",)),
        IncidentFilter(date_from=date(2023, 2, 1), date_to=date(2023, 1, 1)),
    ],
)
def test_a_filter_that_shows_nothing_has_a_sentence(store, chosen):
    found = answer(store, chosen, Asked())
    assert found.findings == ("The filter shows no incident, so that there is nothing to compare.",)
    assert (found.rows, found.incidents()) == ((), [])


def test_an_incident_of_some_time_in_the_year_makes_no_quiet_december(past):
    found = answer(past, of("Raid"), Asked())
    assert told(found, "Gao", "last", "more") == [5, 1]
    assert any("31 Oct 2023, the last day of which an incident is known for sure" in said for said in found.caveats)


def test_the_filter_s_period_ends_the_windows_and_what_lies_before_it_is_still_the_past(past):
    chosen = of("IED", "Raid", date_from=date(2023, 10, 17), date_to=date(2023, 10, 21))
    found = answer(past, chosen, Asked(least=2))
    assert next(c.title for c in found.columns if c.key == "last") == "15–21 Oct 2023"
    assert told(found, "Gao", "last", "mean") == [5, 0.25]  # of the days 17 to 21; and the 7th before


def test_unlocated_and_outside_are_rows_of_their_own(past):
    found = answer(past, of("Ambush"), Asked(least=1))
    assert [each.cells[1] for each in found.rows] == ["without a place", "outside Mali"]
    assert [each.shape for each in found.rows] == [None, None]


def test_a_filter_whose_last_incident_is_older_than_the_data_says_so(store):
    """At Gao nothing is known after 5–10 October; the data go on to the 24th, the last whole day before the cutoff."""
    found = answer(store, IncidentFilter(regions=("Gao",)), Asked())
    assert any(said.startswith("The data go on to 24 Oct 2023, without an incident") for said in found.caveats)


def test_an_actor_beside_those_of_the_filter_has_no_view_that_says_it(store):
    found = answer(store, IncidentFilter(actors=("wagner",)), Asked("month"))
    opens = {each.values[1]: each.opens for each in found.rows if each.values[0] == "actor"}
    assert opens["Wagner Group"].filter.actors == ("wagner",)
    assert opens["Malian army"] is None


def test_what_is_asked_stands_in_a_link_and_bad_values_have_sentences():
    asked = Asked("month", date(2023, 10, 3), 7)
    query = {key: [value] for key, value in asked.to_query().items()}
    assert Asked.from_query(query) == (asked, [])
    bad = {"step": ["yeer"], "until": ["3.10.23"], "least": ["0"]}
    found, problems = Asked.from_query(bad)
    assert found == Asked()
    assert len(problems) == 3 and all(
        value in said for value, said in zip(("yeer", "3.10.23", "0"), problems, strict=True)
    )
