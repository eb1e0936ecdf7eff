"""The summary says what the data hold, worked out by hand from incidents.csv, and each number opens what it counts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.filters import DETAILS, IncidentFilter
from geodata.ingest import ingest
from geodata.questions import tallies
from geodata.questions.parts import Part, plain
from geodata.questions.summary import Asked, answer, before, paragraphs
from geodata.store import Store, store_of
from geodata.texts import said_in
from tests import divisions

from .. import sheets
from ..test_filters import ACTORS, DAYS, REGIONS, STATUSES, TEXTS, TYPES, some

OCTOBER = IncidentFilter(date(2023, 10, 1), date(2023, 10, 31))


def said(store: Store, chosen: IncidentFilter) -> list[str]:
    return [plain(each) for each in paragraphs(store, chosen)]


def counting(store: Store, chosen: IncidentFilter) -> Iterator[Part]:
    return (part for each in paragraphs(store, chosen) for part in each if part.counted is not None)


def test_october_2023(store):
    assert said(store, OCTOBER) == [
        "For October 2023 the filter shows 11 incidents, of dates that lie in it or overlap it. "
        # The declaration of war of 11 September.
        "That is 10 more than for September 2023, the month before, with 1 incident. "
        # Three are known from one side only; these, the convoy to Kidal and Ersane have no day.
        "8 lie wholly in the period. The dates of 5 are not known to the day.",
        "By region: 5 in Gao, 3 in Kidal, 1 in Koulikoro, 1 in Ségou, 1 outside Mali. "
        "8 lie near a town, along a road or somewhere in an area.",
        "These act, alone or as a partner: JNIM in 6, Malian army in 3, Wagner Group in 3, Tuareg separatist rebels in 2. "
        "Against whom, among others: JNIM against Malian army in 4, JNIM against Wagner Group in 3, "
        "JNIM against Burkinabe militias in 1. "
        "By type of event: IED (3), Base takeover (2), Aircraft shot down (1), other types (5).",
        # Nobody claims the convoy to Kidal and the base of Aguelhok.
        "2 are reported without a claim, a confirmation or a denial on record. "
        "9 are claimed by somebody, and nobody on record confirms or denies them. No incident shown gives a number of deaths.",
        "Shown 11 of 19 incidents. Not shown, by dates 8.",
        "The data hold nothing after 23 Oct 2023.",
    ]


def test_without_a_period_what_is_covered_is_said_and_nothing_compared(store):
    first, where, _who, known, *_rest = said(store, IncidentFilter())
    assert first == (
        "For all dates the filter shows 19 incidents. Their dates, as far as they are known, cover 1 Apr 2022 – 23 Oct 2023. "
        "No period before is compared: the filter has no first and last day. The dates of 10 are not known to the day."
    )
    assert "3 in Ségou, 3 in the other regions, 2 outside Mali, 3 without a place." in where
    # The abduction in Ségou, which the government denies; six soldiers of 6 April 2022.
    assert "1 is denied by somebody, whatever others say." in known
    assert known.endswith(
        "Deaths as reported: lowest number 6 (1 incident), best estimate 6 (1 incident), highest number 6 (1 incident). "
        "18 give no number of deaths."
    )
    assert "since 3 Oct 2023" in said(store, IncidentFilter(date(2023, 10, 3)))[0]


def test_a_period_that_is_no_month_is_compared_with_as_many_days(store):
    # 3 to 5 October: all of October but Soum and Aguelhok twice. 30 September to 2 October: the convoy, which may have left on the 1st.
    text = said(store, IncidentFilter(date(2023, 10, 3), date(2023, 10, 5)))
    assert "For 3–5 Oct 2023 the filter shows 8 incidents" in text[0]
    assert "7 more than for 30 Sep – 2 Oct 2023, the 3 days before, with 1 incident." in text[0]
    assert text[-1] == "An incident of which the dates overlap both periods counts in both."
    fewer = said(store, IncidentFilter(date(2023, 10, 11), date(2023, 10, 20)))[0]
    assert "0 incidents" in fewer and "That is 11 fewer" not in fewer and "9 fewer than for 1–10 Oct 2023" in fewer
    same = said(store, IncidentFilter(date(2024, 3, 1), date(2024, 3, 1)))
    assert "That is as many as for 29 Feb 2024, the day before: 0 incidents." in same[0]


def test_shared_out_incidents_are_said_with_their_parts(store):
    text = said(store, IncidentFilter(date(2023, 10, 6), date(2023, 10, 31), dates="shared"))
    # Five tenths of the convoy, five sixths of Ersane, Soum and Aguelhok twice.
    assert text[0].startswith(
        "For 6–31 Oct 2023 the filter shows 4.3 incidents, with imprecise dates shared out by days."
    )
    assert text[-1].endswith("Deaths are not shared out.")


def test_nothing_to_show_is_a_sentence(store):
    assert said(store, IncidentFilter(date(2024, 1, 1), date(2023, 1, 1))) == [
        "The period ends before it starts, from 1 Jan 2024 to 1 Jan 2023: nothing can lie in it. "
        "Shown 0 of 19 incidents. Not shown, by dates 19."
    ]
    assert said(store, IncidentFilter(text="nothing has this"))[1:] == [
        "Shown 0 of 19 incidents. Not shown, by text 19."
    ]


def test_before_the_first_year_nothing_is_compared(store):
    chosen = IncidentFilter(date(1900, 1, 15), date(1900, 2, 20))
    assert before(chosen) is None
    assert "No period before is compared: it would begin before 1900." in said(store, chosen)[0]
    assert before(replace(OCTOBER, date_to=None)) is None
    assert before(OCTOBER) == IncidentFilter(date(2023, 9, 1), date(2023, 9, 30))


FILTERS = st.builds(
    IncidentFilter,
    date_from=DAYS,
    date_to=DAYS,
    dates=st.sampled_from(["overlapping", "inside", "shared"]),
    actors=some(ACTORS),
    role=st.sampled_from(["any", "perpetrator", "target"]),
    acting=st.sampled_from(["", "", "jnim", "malian-army"]),
    against=st.sampled_from(["", "", "malian-army", "wagner"]),
    regions=some(REGIONS),
    types=some(TYPES),
    statuses=some(STATUSES),
    text=TEXTS,
    details=some(tuple(DETAILS)),
    regions_by=st.sampled_from(["computed", "reported"]),
)


@settings(max_examples=8)
@given(chosen=FILTERS)
def test_each_number_opens_exactly_the_incidents_that_it_counts(store, chosen):
    for part in counting(store, chosen):
        assert store.count(part.opens.filter) == pytest.approx(part.counted, abs=1e-4), part
    for row in answer(store, chosen, Asked()).rows:
        if row.values[0] != "deaths":
            assert store.count(row.opens.filter) == pytest.approx(row.values[2], abs=1e-4), row


@settings(max_examples=5)
@given(chosen=FILTERS)
def test_no_number_loses_its_view_in_another_language(store, chosen):
    english = [(part.counted, part.opens) for part in counting(store, chosen)]
    with said_in("fr"):
        french = [(part.counted, part.opens) for part in counting(store, chosen)]
    assert {*map(str, english)} == {*map(str, french)}


def test_counts_of_the_page_and_of_a_view_agree(store):
    parts = list(counting(store, OCTOBER))
    assert [store.counts(part.opens.filter).shown for part in parts] == [part.counted for part in parts]
    assert len(parts) == 25


def test_units_of_a_region_that_the_filter_names_are_what_its_number_opens(joined):
    chosen = IncidentFilter(boundary_set=divisions.KEY)
    units = [key for key in joined.by_unit(chosen) if key.startswith(("Gao/", "Kidal/"))]
    named = replace(chosen, regions=tuple(units))
    parts = list(counting(joined, named))
    assert {part.opens.filter.regions for part in parts} >= {tuple(key for key in units if key.startswith("Kidal/"))}
    assert [joined.count(part.opens.filter) for part in parts] == [part.counted for part in parts]


def test_a_rest_that_no_link_can_name_opens_nothing(store, monkeypatch):
    monkeypatch.setattr(tallies, "MOST_IN_A_LINK", 3)
    rest = next(each for each in paragraphs(store, OCTOBER) if "other types" in plain(each))
    assert plain(rest).endswith("other types (5).") and rest[-1].said.endswith("(5).")


def test_the_table_has_both_periods(store):
    found = answer(store, OCTOBER, Asked())
    assert found.findings[0].startswith("For October 2023 the filter shows 11 incidents")
    assert found.caveats == ("The data hold nothing after 23 Oct 2023.",)
    rows = {row.values[:2]: row.values[2:] for row in found.rows}
    assert rows["incidents", ""] == (11, 1, 10)
    assert rows["region", "Gao"] == (5, 0, 5)
    assert rows["region", "unlocated"] == (0, 1, -1)
    assert rows["acting", "tuareg-rebels"] == (2, 1, 1)
    assert rows["detail", "imprecise-date"] == (5, 0, 5)
    assert found.rows[0].cells == ("Incidents", "all", "11", "1", "+10")
    assert all(len(row.values) == len(row.cells) == len(found.columns) == 5 for row in found.rows)
    alone = answer(store, IncidentFilter(), Asked())
    assert alone.rows[0].values == ("incidents", "", 19, None, None)
    assert [row.cells[:3] for row in alone.rows[-3:]] == [
        ("Deaths", "lowest number", "6"),
        ("Deaths", "best estimate", "6"),
        ("Deaths", "highest number", "6"),
    ]


def test_deaths_are_summed_over_those_that_give_them(tmp_path):
    rows = [
        sheets.row(incident_id="A", fatalities_low="2", fatalities_best="3", fatalities_high="10"),
        sheets.row(incident_id="B", fatalities_best="4"),
        sheets.row(incident_id="C"),
    ]
    own = store_of(ingest(sheets.write(tmp_path, *rows)))
    text = said(own, IncidentFilter())
    assert (
        "Deaths as reported: lowest number 2 (1 incident), best estimate 7 (2 incidents), highest number 10 (1 incident). "
        "1 gives no number of deaths." in text[3]
    )
    assert text[2].startswith("No incident shown says who acts. By type")


def test_where_nobody_acts_it_is_said_who_takes_part(tmp_path):
    own = store_of(
        ingest(sheets.write(tmp_path, sheets.row(involved="JNIM; {n}"), sheets.row(incident_id="B", targets="JNIM")))
    )
    assert "No incident shown says who acts. These take part: JNIM in 2, {n} in 1." in said(own, IncidentFilter())[2]
    assert [own.count(part.opens.filter) for part in counting(own, IncidentFilter())] == [
        part.counted for part in counting(own, IncidentFilter())
    ]


def test_of_a_filters_own_pair_others_are_not_kept_quiet(store):
    """The convoy to Kidal, the road and Ersane: the army acts there, and Wagner with it."""
    text = said(store, replace(OCTOBER, acting="malian-army"))[2]
    assert text.startswith(
        "These act among others, alone or as a partner: Malian army in 3. Against whom, among others: "
    )
