"""Compare: whoever says "twice as many as before" must have counted whole months, nobody twice, and known what chance does."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata import views
from geodata.errors import FilterError
from geodata.filters import INSIDE, SHARED, IncidentFilter
from geodata.ingest import ingest
from geodata.questions import comparison
from geodata.questions.comparison import AUGUST_2023, Asked, answer
from geodata.questions.sides import complete
from geodata.schema import OUTSIDE, UNLOCATED
from geodata.store import Store, store_of
from tests.divisions import KEY

from .. import sheets
from ..sheets import row

SEPTEMBER_OCTOBER = Asked(first_from=date(2023, 9, 4), first_to=date(2023, 10, 1), second_from=date(2023, 10, 2))


def told(found, what: str, *columns: str) -> tuple:
    """The values of a row in these columns."""
    names = [column.key for column in found.columns]
    line = next(each for each in found.rows if each.values[1] == what)
    return tuple(line.values[names.index(name)] for name in columns)


def said(sentences: tuple[str, ...], part: str) -> str:
    """The only sentence that holds these words."""
    found = [each for each in sentences if part in each]
    assert len(found) == 1, (part, sentences)
    return found[0]


def store_with(folder, *rows: dict[str, str]) -> Store:
    return store_of(ingest(sheets.write(folder, *rows)))


def on(name: str, first: str, last: str = "", precision: str = "", **cells: str) -> dict[str, str]:
    return row(
        incident_id=name, date_start=first, date_end=last or first, date_precision=precision or ("range" if last else "day"), **cells
    )  # fmt: skip


# --- partial months, by hand --------------------------------------------------------------------------------------------

WINTER = Asked(
    first_from=date(2022, 1, 10), first_to=date(2022, 3, 20), second_from=date(2022, 4, 1), second_to=date(2022, 5, 31)
)  # fmt: skip


@pytest.fixture(scope="module")
def winter(tmp_path_factory) -> Iterator[Store]:
    """The first half of 2022: days, spans and a month; data from 1 January to 30 June."""
    made = store_with(
        tmp_path_factory.mktemp("winter"),
        on("first of the data", "2022-01-01"),
        on("before and in the period", "2022-01-05", "2022-01-12"),
        on("January", "2022-01-12"),
        on("February", "2022-02-01"),
        on("days of February", "2022-02-10", "2022-02-12"),
        on("some day of February", "2022-02-01", "2022-02-28", "month"),
        on("on or before", "", "2022-02-15", "on or before"),
        on("February or March", "2022-02-27", "2022-03-02"),
        on("March", "2022-03-05"),
        on("April", "2022-04-11", event_type="IED"),
        on("April again", "2022-04-12", place="", place_precision="unlocated"),
        on("May", "2022-05-31", perpetrators="JNIM", targets="Malian army"),
        on("last of the data", "2022-06-30"),
    )
    yield made
    made.close()


@pytest.fixture(scope="module")
def cut(winter):
    return answer(winter, IncidentFilter(), WINTER)


def test_of_ten_january_to_twenty_march_only_february_is_complete(cut):
    """Certain in the period: six (January, three of February, February or March, March). May be: "on or before" 15 February, and the
    one of 5 to 12 January. In February's 28 days: three, as the one that may be March's isn't certain to be February's."""
    first, second = cut.drawing.sides
    assert first.rated == (date(2022, 2, 1), date(2022, 2, 28))
    assert second.rated == (date(2022, 4, 1), date(2022, 5, 31))
    assert told(cut, "all incidents", "first", "first_more", "first_rated") == (6, 2, 3)
    assert told(cut, "all incidents", "second", "second_more", "second_rated") == (3, 0, 3)
    assert told(cut, "all incidents", "first_rate", "second_rate") == pytest.approx((30 * 3 / 28, 30 * 3 / 61))
    assert told(cut, "all incidents", "ratio") == pytest.approx((28 / 61,))


def test_bars_of_cut_months_are_incomplete_and_share_out_what_may_be(cut):
    """5 to 12 January has 3 of its 8 days in the period; 27 February to 2 March two of four in each month."""
    bars = cut.drawing.bars
    assert bars.step == "month"
    assert [(bar.first, bar.last, bar.certain, bar.may, bar.complete) for bar in bars.first] == [
        (date(2022, 1, 10), date(2022, 1, 31), 1, 3 / 8, False),
        (date(2022, 2, 1), date(2022, 2, 28), 3, 1 + 1 / 2, True),
        (date(2022, 3, 1), date(2022, 3, 20), 1, 1 / 2, False),
    ]
    assert [(bar.certain, bar.may, bar.complete) for bar in bars.second] == [(2, 0, True), (1, 0, True)]


def test_the_findings_say_the_numbers_and_what_they_can_not_tell(cut):
    assert cut.title == "Compare: 10 Jan – 20 Mar 2022 and 1 Apr – 31 May 2022"
    assert cut.findings[0] == (
        "10 Jan – 20 Mar 2022: 6 incidents, and 2 more that may be in 70 days; 3 in its complete months, February 2022 (28 days): "
        "3.21 per 30 days (95 % interval 0.663 to 9.39)."
    )
    assert cut.findings[1].startswith("1 Apr – 31 May 2022: 3 incidents in 61 days, 1.48 per 30 days (95 % interval ")
    assert cut.findings[2].startswith("Ratio of 1 Apr – 31 May 2022 to 10 Jan – 20 Mar 2022: 0.459 (95 % interval ")
    assert cut.findings[2].endswith("The interval holds 1: the data can't tell which is higher.")
    assert "fewer than 5" in cut.findings[3]
    said(cut.caveats, "10 Jan – 20 Mar 2022: 3 incidents in no complete months, and in no rate.")
    said(cut.caveats, "2 more may have happened in the period")


def test_small_numbers_are_flagged_in_words(cut):
    assert told(cut, "all incidents", "flag") == ("small number",)
    assert not cut.rows[0].flagged


def test_where_the_data_end_a_month_is_incomplete(winter):
    """Data from 1 January to 30 June know nothing of July, and of December of the year before."""
    asked = Asked(
        first_from=date(2021, 12, 1), first_to=date(2022, 2, 28), second_from=date(2022, 5, 1), second_to=date(2022, 7, 31)
    )  # fmt: skip
    found = answer(winter, IncidentFilter(), asked)
    first, second = found.drawing.sides
    assert first.rated == (date(2022, 1, 1), date(2022, 2, 28))
    assert second.rated == (date(2022, 5, 1), date(2022, 6, 30))
    assert sum("beyond the days that the data reach" in each for each in found.caveats) == 2


@pytest.mark.parametrize(
    ("within", "step", "expected"),
    [
        ((date(2022, 1, 10), date(2022, 3, 20)), "month", (date(2022, 2, 1), date(2022, 2, 28))),
        ((date(2022, 1, 1), date(2022, 3, 31)), "month", (date(2022, 1, 1), date(2022, 3, 31))),
        ((date(2022, 1, 10), date(2022, 2, 27)), "month", None),
        ((date(2022, 1, 11), date(2022, 1, 30)), "week", (date(2022, 1, 17), date(2022, 1, 30))),  # from a Tuesday to a Sunday
        ((date(2022, 1, 11), date(2022, 1, 22)), "week", None),
        ((date(2022, 1, 11), date(2022, 1, 12)), "day", (date(2022, 1, 11), date(2022, 1, 12))),
        ((date(2021, 1, 1), date(2021, 12, 31)), "day", None),
    ],
)  # fmt: skip
def test_complete_steps_by_hand(within, step, expected):
    assert complete(within, (date(2022, 1, 1), date(2022, 6, 30)), step) == expected


def test_shorter_periods_have_shorter_steps(winter):
    """A week is the longest step of which both have a complete one; of three days none has more than days."""
    weeks = replace(WINTER, second_to=date(2022, 4, 20))
    assert answer(winter, IncidentFilter(), weeks).drawing.bars.step == "week"
    found = answer(winter, IncidentFilter(), replace(WINTER, second_to=date(2022, 4, 3)))
    assert found.drawing.bars.step == "day"
    assert told(found, "all incidents", "first_rated") == (6,)


def test_a_short_period_does_not_make_a_bar_a_day_of_a_long_one(tmp_path):
    """Rates by days, as 3 days have no complete week; of the 365 days a bar each would be a line: 53 weeks from Monday, 3 January, the
    first of which began before."""
    made = store_with(tmp_path, on("A", "2022-01-02"), on("B", "2022-03-05"), on("last", "2022-12-31"))
    asked = Asked(first_from=date(2022, 1, 1), first_to=date(2022, 1, 3), second_to=date(2022, 12, 31))
    found = answer(made, IncidentFilter(), asked)
    made.close()
    drawn = found.drawing.bars
    assert (drawn.step, drawn.rated) == ("week", False)
    assert [side.rated_days for side in found.drawing.sides] == [2, 362]
    assert [(bar.first, bar.last, bar.certain, bar.complete) for bar in drawn.first] == [
        (date(2022, 1, 1), date(2022, 1, 2), 1, False),
        (date(2022, 1, 3), date(2022, 1, 3), 0, False),
    ]
    assert (drawn.second[0].first, drawn.second[0].complete) == (date(2022, 1, 4), False)
    assert len(drawn.second) == 52 and sum(bar.certain for bar in drawn.second) == 2
    assert [bar.complete for bar in drawn.second].count(True) == 50


def test_where_p_and_interval_disagree_it_is_said(tmp_path, august):
    """One raid in 14 days, then none in 350: p = 14 / 364 = 0.0385, and the interval begins at 0.025 / 0.975 x 350 / 14 = 0.641."""
    raid = on("raid", "2022-01-04", event_type="Raid")
    made = store_with(tmp_path, on("first", "2022-01-03"), raid, on("last", "2023-01-01"))
    asked = Asked(
        first_from=date(2022, 1, 3), first_to=date(2022, 1, 16), second_from=date(2022, 1, 17), second_to=date(2023, 1, 1)
    )  # fmt: skip
    found = answer(made, IncidentFilter(types=("Raid",)), asked)
    made.close()
    low, high, p = told(found, "all incidents", "ratio_low", "ratio_high", "p")
    assert p == pytest.approx(14 / 364) and (low, high) == (0, pytest.approx(1 / 0.641, rel=1e-3))
    assert said(found.caveats, "p and interval may disagree")
    assert "may disagree" not in " ".join(august.caveats)


def test_an_incident_of_some_day_of_a_year_does_not_stretch_the_data(tmp_path):
    made = store_with(tmp_path, on("A", "2023-01-01"), on("B", "2023-03-31"), on("C", "2023-01-01", "2023-12-31"))
    found = answer(made, IncidentFilter(), Asked(break_date=date(2023, 2, 1)))
    assert found.drawing.sides[1].days == (date(2023, 2, 1), date(2023, 12, 31))
    assert found.drawing.sides[1].rated == (date(2023, 2, 1), date(2023, 3, 31))


# --- the embedded data, by hand -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def august(store):
    return answer(store, IncidentFilter(), Asked())


@pytest.fixture(scope="module")
def october(store):
    """September, from Monday the 4th to 1 October, beside October: both in weeks."""
    return answer(store, IncidentFilter(), SEPTEMBER_OCTOBER)


def test_without_a_question_it_is_before_and_after_august_2023(august):
    """The data go from 1 April 2022 to the cutoff, 25 October at 10:00; of 2022 three incidents have no first day."""
    first, second = august.drawing.sides
    assert (first.days, second.days) == (
        (date(2022, 4, 1), date(2023, 7, 31)),
        (AUGUST_2023, date(2023, 10, 24)),
    )
    assert august.drawing.bars.broken == AUGUST_2023
    assert told(august, "all incidents", "first", "first_more", "second", "second_more") == (3, 3, 10, 3)
    assert told(august, "all incidents", "first_rated", "second_rated") == (
        0,
        2,
    )  # August's bases, and the war of 11 September
    assert said(august.findings, "in 15 of its 15 complete months the data have no incident at all")


def test_where_the_first_side_has_none_the_ratio_has_no_end(august):
    """In files it is empty: infinity is no number there."""
    assert told(august, "all incidents", "ratio", "ratio_high") == (None, None)
    assert august.rows[0].cells[10:13] == ("∞", "1.41", "∞")
    assert august.rows[0].flagged


def test_october_by_hand(october):
    """Weeks of 2 to 22 October: both of Tarkint, both of the RN18, Ersane; the movement of 1 to 10 October began before, and both of
    Aguelhok are of a week that the data don't finish. In September the war only."""
    first, second = october.drawing.sides
    assert (first.rated_days, second.rated_days) == (28, 21)
    assert told(october, "all incidents", "first", "first_rated", "second", "second_rated") == (1, 1, 7, 5)
    assert told(october, "all incidents", "ratio") == pytest.approx((5 / 21 * 28,))
    # "On or before" the 3rd (two) and the 9th, and the movement from 1 October on.
    assert told(october, "all incidents", "second_more") == (4,)
    assert told(october, "Gao", "first", "second", "second_rated") == (0, 5, 5)
    assert told(october, "Wagner Group", "second", "second_more", "second_rated") == (4, 2, 4)
    assert told(october, "IED", "second", "second_rated") == (3, 2)


def test_north_and_centre_are_two_maps_of_the_whole_time(store):
    found = answer(store, IncidentFilter(), Asked("regions"))
    north, centre = found.drawing.sides
    assert (north.name, centre.name) == ("North", "Centre")
    assert (north.chosen.regions, centre.chosen.regions) == (("Gao", "Kidal", "Tombouctou"), ("Mopti", "Ségou"))
    assert told(found, "all incidents", "first", "first_more", "second", "second_more") == (8, 0, 1, 4)
    assert told(found, "Gao", "first", "second", "ratio") == (5, 0, None)
    assert said(found.caveats, "3 without a place, 2 outside the country, 1 in other regions")  # Koulikoro
    assert "no ratio" in said(found.findings, "Neither side")


def test_a_newer_set_has_its_own_north(joined):
    found = answer(joined, IncidentFilter(boundary_set=KEY), Asked("regions"))
    assert found.drawing.sides[0].chosen.regions == ("Gao", "Kidal", "Tombouctou", "Ménaka", "Taoudénit")
    assert told(found, "all incidents", "first") == (8,)


def test_two_actors_that_take_part_in_the_same(store):
    """Of August to October: the army in seven for sure, JNIM in three; both in Tarkint's IED and that of the RN18."""
    found = answer(store, IncidentFilter(date(2023, 8, 1)), Asked("actors", one="malian army", other="JNIM"))
    assert [side.chosen.actors for side in found.drawing.sides] == [("malian-army",), ("jnim",)]
    assert told(found, "all incidents", "first", "first_more", "second", "second_more") == (7, 2, 3, 3)
    assert said(found.caveats, "2 incidents have both actors and count on both sides")
    assert told(found, "JNIM", "first", "second", "ratio") == (2, 3, None)


def test_without_names_the_two_actors_with_most_incidents(store):
    both = answer(store, IncidentFilter(), Asked("actors")).drawing.sides
    assert [side.name for side in both] == ["JNIM", "Malian army"]
    other = answer(store, IncidentFilter(), Asked("actors", other="jnim")).drawing.sides
    assert [side.name for side in other] == ["Malian army", "JNIM"]


def test_a_row_opens_the_incidents_that_it_counts_on_each_side(store, october):
    for line, views_of in zip(october.rows, october.drawing.opens, strict=True):
        shown = [store.count(view.filter) for view in views_of]
        assert shown == [line.values[2], line.values[6]], line.values
        assert line.opens in views_of
    assert store.count(october.rows[0].opens.filter) == 7


# --- what always holds --------------------------------------------------------------------------------------------------

a_day = st.dates(date(2022, 3, 1), date(2023, 11, 30))


@settings(max_examples=8)
@given(a_day, st.integers(0, 400), a_day, st.integers(0, 400))
def test_certain_and_possible_and_all_others_are_all_incidents(store, incidents, first, length, second, other):
    """Against a look at every row: it lies in the period, may lie in it, or doesn't."""
    asked = Asked(
        first_from=first, first_to=first + timedelta(length), second_from=second, second_to=second + timedelta(other)
    )
    found = answer(store, IncidentFilter(), asked)
    drawn = found.drawing.bars
    for side, key, bars in zip(found.drawing.sides, ("first", "second"), (drawn.first, drawn.second), strict=True):
        begin, end = map(pd.Timestamp, side.days)
        outside = (incidents["last_day"] < begin) | (incidents["first_day"] > end)
        inside = (incidents["first_day"] >= begin) & (incidents["last_day"] <= end)
        inside &= ~incidents["open_start"] & ~incidents["open_end"]
        sure, more, rated = told(found, "all incidents", key, f"{key}_more", f"{key}_rated")
        assert sure == inside.sum()
        assert sure + more + outside.sum() == store.total()
        assert (rated or 0) <= sure
        assert sum(bar.certain for bar in bars) <= sure
        shared = store.count(replace(side.chosen, dates=SHARED))
        assert sum(bar.certain + bar.may for bar in bars) == pytest.approx(shared)
        days = sum((bar.last - bar.first).days + 1 for bar in bars if bar.complete)
        assert days == side.rated_days or not drawn.rated


@settings(max_examples=4)
@given(st.dates(date(2022, 4, 2), date(2023, 10, 24)))
def test_nobody_counts_on_both_sides_of_a_break(store, broken):
    found = answer(store, IncidentFilter(), Asked(break_date=broken))
    first, second = told(found, "all incidents", "first", "second")
    assert first + second <= store.total()
    assert found.drawing.bars.broken == broken


def test_swapped_periods_give_the_reciprocal(winter):
    swapped = Asked(
        first_from=WINTER.second_from, first_to=WINTER.second_to, second_from=WINTER.first_from, second_to=WINTER.first_to
    )  # fmt: skip
    there, back = (answer(winter, IncidentFilter(), asked) for asked in (WINTER, swapped))
    one, other = (told(found, "all incidents", "ratio", "ratio_low", "ratio_high", "p") for found in (there, back))
    assert (other[0], other[1], other[2], other[3]) == pytest.approx((1 / one[0], 1 / one[2], 1 / one[1], one[3]))


def test_imprecise_dates_count_the_same_whatever_the_filter_makes_of_them(store):
    for dates in (INSIDE, SHARED):
        found = answer(store, IncidentFilter(dates=dates), SEPTEMBER_OCTOBER)
        assert told(found, "all incidents", "first", "second", "second_more") == (1, 7, 4)


def test_no_more_than_the_largest_rows_and_the_rest_is_counted(store, october, monkeypatch):
    """The movement of 1 to 10 October may lie on both sides: so Wagner has seven and JNIM six."""
    monkeypatch.setattr(comparison, "MOST", 2)
    found = answer(store, IncidentFilter(), SEPTEMBER_OCTOBER)
    kinds = [line.values[0] for line in found.rows]
    assert kinds == ["total", "region", "region", "actor", "actor", "type", "type"]
    assert [line.values[1] for line in found.rows if line.values[0] == "actor"] == ["Malian army", "Wagner Group"]
    assert len(found.rows) + found.left_out == len(october.rows) + october.left_out


# --- what can't be compared ---------------------------------------------------------------------------------------------


def test_periods_that_overlap_have_no_ratio_and_say_so(winter):
    found = answer(winter, IncidentFilter(), replace(WINTER, second_from=date(2022, 3, 11)))
    assert "The two periods have 10 days in common, 11–20 Mar 2022" in said(found.findings, "in common")
    assert all(line.values[10:14] == (None,) * 4 for line in found.rows)
    assert told(found, "all incidents", "first", "first_rated") == (6, 3)


def test_equal_periods_say_so(winter):
    same = replace(WINTER, second_from=WINTER.first_from, second_to=WINTER.first_to)
    assert said(answer(winter, IncidentFilter(), same).findings, "The two periods are the same")


def test_a_period_without_data_has_no_rate_and_no_ratio(winter):
    asked = replace(WINTER, first_from=date(2015, 1, 1), first_to=date(2015, 12, 31))
    found = answer(winter, IncidentFilter(), asked)
    assert said(found.findings, "the data hold nothing of these days, so that there is no rate")
    assert told(found, "all incidents", "first", "first_rated", "first_rate", "ratio") == (0, None, None, None)
    assert found.rows[0].cells[4] == "–"
    assert found.drawing.bars.first == ()


def test_a_region_on_both_sides_has_no_ratio(store):
    found = answer(store, IncidentFilter(), Asked("regions", here=("north",), there=("Kidal", "Mopti")))
    assert said(found.findings, "These are on both sides, so that there is no ratio: Kidal.")
    assert told(found, "JNIM", "ratio") == (None,)


def test_the_same_actor_twice_has_no_ratio(store):
    found = answer(store, IncidentFilter(), Asked("actors", one="jnim", other="JNIM"))
    assert said(found.findings, "Both sides are the same actor")


def test_a_group_without_regions_is_told(store, monkeypatch):
    table = store.reference.region_groups.assign(region="Ménaka")
    monkeypatch.setattr(store, "reference", SimpleNamespace(region_groups=table))
    with pytest.raises(FilterError, match=r'"North" has no region in the boundary set'):
        answer(store, IncidentFilter(), Asked("regions"))


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (Asked("regions", here=("Goa",)), 'Did you mean "Gao"'),
        (Asked("actors", one="JNIN"), 'no actor "JNIN". Did you mean "JNIM"?'),
        (Asked(break_date=date(2030, 1, 1)), "break date 1 Jan 2030 must lie in the period 1 Apr 2022 – 24 Oct 2023"),
        (Asked(first_from=date(2023, 1, 1)), "say where the first one ends"),
        (Asked(first_to=date(2020, 1, 1)), "from 1 Apr 2022 to 1 Jan 2020 ends before it begins"),
    ],
)
def test_sides_that_can_not_be_meant_are_told(store, asked, sentence):
    with pytest.raises(FilterError) as error:
        answer(store, IncidentFilter(), asked)
    assert sentence in str(error.value)


def test_a_filter_that_goes_backwards_or_shows_one_actor_is_told(store):
    with pytest.raises(FilterError, match="ends before it begins"):
        answer(store, IncidentFilter(date(2023, 2, 1), date(2023, 1, 1)), Asked("regions"))
    with pytest.raises(FilterError, match="fewer than two actors"):
        answer(store, IncidentFilter(types=("Presence",)), Asked("actors"))


def test_one_day_can_not_be_broken(store):
    with pytest.raises(FilterError, match="one day only, 3 Oct 2023"):
        answer(store, IncidentFilter(date(2023, 10, 3), date(2023, 10, 3)), Asked())


def test_data_without_incidents_are_told(store):
    found = answer(store, IncidentFilter(data_sets=("none of these",)), Asked())
    assert found.findings == ("The data have no incident, so that there is nothing to compare.",)
    assert found.rows == ()


def test_parts_of_the_filter_that_a_side_replaces_are_told(store):
    chosen = IncidentFilter(regions=("Gao",), actors=("jnim",))
    said(answer(store, chosen, Asked("regions")).caveats, "The filter's own regions are left aside")
    said(answer(store, chosen, Asked("actors")).caveats, "The filter's own actors are left aside")
    until_september = IncidentFilter(date(2023, 1, 1), date(2023, 9, 30))
    found = answer(store, until_september, replace(SEPTEMBER_OCTOBER, second_to=date(2023, 10, 24)))
    said(found.caveats, "beyond the period of the filter, 1 Jan – 30 Sep 2023")


# --- what is asked ------------------------------------------------------------------------------------------------------


def test_a_question_is_the_same_in_a_link():
    asked = Asked("regions", here=("north", "Mopti"), there=("south",), break_date=AUGUST_2023)
    query = {key: value if isinstance(value, list) else [value] for key, value in asked.to_query().items()}
    assert query == {"compare": ["regions"], "here": ["north", "Mopti"], "there": ["south"], "break": ["2023-08-01"]}
    assert Asked.from_query(query) == (asked, [])
    assert Asked().to_query() == {}


def test_its_keys_are_none_of_those_that_a_view_has():
    assert set(Asked.keys()) & set(views.KEYS) == set()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"compare": ["region"]}, 'Did you mean "regions"?'),
        ({"break": ["August"]}, '"August" is no day like 2023-10-03'),
        ({"first-from": ["2023-02-01"], "first-to": ["2023-01-01"]}, "ends before it begins"),
        ({"break": ["2023-08-01"], "first-to": ["2023-01-01"]}, "can't go together"),
    ],
)
def test_a_link_that_asks_what_can_not_be_meant_is_told(query, sentence):
    asked, problems = Asked.from_query(query)
    assert len(problems) == 1
    assert sentence in problems[0]
    assert asked == Asked()


def test_outside_and_unlocated_have_rows_of_their_own(august):
    names = {line.values[1] for line in august.rows if line.values[0] == "region"}
    assert {"outside Mali", "without a place"} <= names
    assert {OUTSIDE, UNLOCATED} & {
        key for views_of in august.drawing.opens for view in views_of if view for key in view.filter.regions
    }
