"""A permalink brings the same page back; what is wrong with it is said, and the rest still works."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.cells import Box
from geodata.filters import IncidentFilter
from geodata.views import KEYS, READINGS, Frame, View

from .test_filters import ACTORS, FILTERS, KNOWN, REGIONS, as_link

IDS = ("MLI-2023-10-04-RN18", "a/b?c=d&e", "é")
ALL_KNOWN = KNOWN | {"incident": IDS, "actor": (*ACTORS, "unlisted:Nobody")}
FRAMES = st.builds(
    lambda latitude, longitude, zoom: Frame(round(latitude, 4), round(longitude, 4), round(zoom, 2)),
    st.floats(-85, 85),
    st.floats(-360, 360),
    st.floats(0, 20),
)
BOX = Box(16.2, -0.1, 16.3, 0.12345)
SELECTIONS = st.one_of(
    st.just({}),
    st.fixed_dictionaries({"incident": st.sampled_from(IDS)}),
    st.fixed_dictionaries({"region": st.sampled_from(REGIONS)}),
    st.fixed_dictionaries({"inside": st.sampled_from([BOX, Box(-90, -180, 90, 180), Box(0, 0, 0, 0)])}),
    st.fixed_dictionaries({"shape": st.integers(0, 10**6)}),
)


LINKED = st.builds(lambda chosen, key: replace(chosen, boundary_set=key), FILTERS, st.sampled_from(["", "newer"]))


@given(
    LINKED, SELECTIONS, st.none() | FRAMES, st.sampled_from([None, "day", "week", "month"]), st.sampled_from(READINGS)
)
def test_a_permalink_brings_the_same_view_back(chosen, selected, frame, step, reading):
    view = View(chosen, **selected, frame=frame, step=step, reading=reading)
    assert View.from_query(as_link(view.to_query()), ALL_KNOWN) == (view, [])
    assert view.to_query().keys() <= set(KEYS)


def test_the_first_view_of_the_page_is_an_empty_link():
    assert View().to_query() == {}
    assert View.from_query({}, ALL_KNOWN) == (View(), [])


def test_a_link_says_what_differs():
    view = View(IncidentFilter(types=("IED",)), "é", frame=Frame(16.5, -0.5, 7.25), step="week", reading="density")
    assert view.to_query() == {
        "type": ["IED"], "incident": "é", "map": "16.5000,-0.5000,7.25", "by": "week", "reading": "density",
    }  # fmt: skip
    assert View(inside=BOX).to_query() == {"inside": "16.2,-0.1,16.3,0.12345"}
    assert View(shape=0).to_query() == {"shape": "0"}


@pytest.mark.parametrize(
    "text",
    ["nan,0,5", "0,nan,5", "0,0,nan", "inf,0,5", "0,-inf,5", "0,0,inf", "86,0,5", "0,361,5", "0,0,21", "0,0,-1", "1,2", "1,2,3,4", "", "a,b,c"],
)  # fmt: skip
def test_a_frame_that_no_map_can_show_is_refused(text):
    with pytest.raises(ValueError):
        Frame.from_text(text)
    view, problems = View.from_query({"map": [text], "by": ["day"]}, ALL_KNOWN)
    assert view == View(step="day")
    assert problems == [f'The link\'s part of the map, "{text}", is not latitude, longitude, zoom.']


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"incident": ["gone"]}, 'This data has no incident "gone".'),
        ({"select": ["Ménaka"]}, 'This data has no region "Ménaka".'),
        ({"by": ["year"]}, '"year" is no step of the time axis. Use one of: day, week, month.'),
        ({"reading": ["heat"]}, '"heat" is no way to read the map. Use one of: incidents, regions, rate, density.'),
        ({"inside": ["1,2,3"]}, 'The link\'s selection, "1,2,3", is not south, west, north, east.'),
        ({"inside": ["3,2,1,4"]}, 'The link\'s selection, "3,2,1,4", is not south, west, north, east.'),
        ({"inside": ["nan,0,1,1"]}, 'The link\'s selection, "nan,0,1,1", is not south, west, north, east.'),
        ({"shape": ["-1"]}, 'The link\'s line or area, "-1", is not a number.'),
        ({"shape": ["9" * 12]}, f'The link\'s line or area, "{"9" * 12}", is not a number.'),
        ({"actor": ["jnm"]}, 'This data has no actor "jnm". The nearest is "jnim".'),
    ],
)
def test_what_a_link_gets_wrong_is_said_and_left_out(query, sentence):
    assert View.from_query(query | {"q": ["x"]}, ALL_KNOWN) == (View(IncidentFilter(text="x")), [sentence])


def test_the_period_after_is_a_month_after_a_month_and_else_as_many_days():
    october = View(IncidentFilter(date_from=date(2023, 10, 1), date_to=date(2023, 10, 31)))
    assert october.following().filter.date_from == date(2023, 11, 1) and october.following().filter.date_to == date(
        2023, 11, 30
    )
    week = View(IncidentFilter(date_from=date(2023, 12, 28), date_to=date(2024, 1, 3)), incident="a")
    assert (week.following().filter.date_from, week.following().filter.date_to) == (date(2024, 1, 4), date(2024, 1, 10))
    assert week.following().incident == "a"
    assert View(IncidentFilter(date_from=date(2023, 10, 1))).following() is None
    assert View(IncidentFilter(date_from=date(2023, 10, 2), date_to=date(2023, 10, 1))).following() is None


def test_at_most_one_thing_is_selected():
    both = View().select("é", "Gao")
    assert (both.incident, both.region) == ("é", None)
    assert both.select(region="Gao") == View(region="Gao")
    assert both.select(inside=BOX, shape=3) == View(inside=BOX)
    assert both.select(shape=0) == View(shape=0)
    assert both.select() == View()
