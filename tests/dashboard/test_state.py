"""A link shows the view it was made of; what it names in vain is said; the way back finds the view as it was left."""

import time

import pytest

BY_SET = " · regions by Natural Earth, 8 regions and Bamako"


def sentence(app) -> str:
    """The sentence above the map without its last part, by which boundary set regions are counted; that is always there."""
    said = app.markdown[0].value.replace("\\", "").strip("*")
    assert said.endswith(BY_SET)
    return said.removesuffix(BY_SET)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"actor": "jnim"}, "12 of 19 incidents · all dates · JNIM"),
        ({"actor": "jnim", "role": "target"}, "0 of 19 incidents · all dates · JNIM as target"),
        ({"from": "2023-10-01", "to": "2023-10-31"}, "11 of 19 incidents · October 2023 · all actors"),
        ({"region": ["Gao", "Kidal"]}, "8 of 19 incidents · all dates · all actors · Gao, Kidal"),
        ({"status": "contested"}, "1 of 19 incidents · all dates · all actors · contested"),
        ({"type": "IED"}, "3 of 19 incidents · all dates · all actors · IED"),
        ({"q": "tarkint"}, "2 of 19 incidents · all dates · all actors · text “tarkint”"),
        ({"region": "unlocated"}, "3 of 19 incidents · all dates · all actors · without a place"),
    ],
)
def test_a_link_gives_its_view(open_page, query, said):
    app = open_page(**query)
    assert sentence(app) == said
    assert not app.warning and not app.exception
    assert {key: value if len(value) > 1 else value[0] for key, value in as_lists(app.query_params).items()} == query


def as_lists(query) -> dict[str, list[str]]:
    return {key: value if isinstance(value, list) else [value] for key, value in dict(query).items()}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"actor": "nobody"}, 'This data has no actor "nobody".'),
        ({"from": "yesterday"}, 'The link\'s date "yesterday" is no day like 2023-10-03.'),
        ({"region": "Gaoo"}, 'This data has no region "Gaoo". The nearest is "Gao".'),
        ({"incident": "NONE"}, 'This data has no incident "NONE".'),
        ({"map": "here"}, 'The link\'s part of the map, "here", is not latitude, longitude, zoom.'),
        ({"by": "year"}, '"year" is no step of the time axis. Use one of: day, week, month.'),
    ],
)
def test_what_a_link_names_in_vain_is_said_and_the_rest_is_shown(open_page, query, said):
    app = open_page(**query)
    assert [warning.value.replace("\\", "") for warning in app.warning] == [said]
    assert sentence(app) == "19 of 19 incidents · all dates · all actors"


def test_a_link_selects_its_incident(open_page):
    app = open_page(incident="MLI-2022-04-25-SEGOU")
    shown = " ".join(element.proto.body for element in app.get("html"))
    assert "JNIM says that it kidnapped Wagner personnel." in shown
    assert "Malian government denies it" in shown
    assert not app.button(key="previous").disabled


def test_a_hidden_incident_of_a_link_is_said_to_be_hidden(open_page):
    app = open_page(incident="MLI-2022-04-25-SEGOU", actor="un")
    assert "This incident is hidden by the filter." in [caption.value for caption in app.caption]


def test_an_incident_that_was_not_known_then_is_said_so_and_the_page_goes_on(open_page):
    app = open_page(incident="MLI-2023-10-23-AGUELHOK-2", known="2023-10-04")
    assert not app.exception
    assert "This incident was not known at that moment." in [caption.value for caption in app.caption]
    app.button(key="clear-selection").click().run()
    assert "incident" not in app.query_params
    assert app.dataframe, "the table below it is there"


def test_next_and_previous_step_through_time(open_page):
    app = open_page(incident="MLI-2022-04-06-SEGOU")
    assert app.button(key="previous").disabled
    app.button(key="next").click().run()
    assert app.query_params["incident"] in ("MLI-2022-04-25-SEGOU", ["MLI-2022-04-25-SEGOU"])
    app.button(key="clear-selection").click().run()
    assert "incident" not in app.query_params


def test_a_link_selects_its_region(open_page):
    app = open_page(select="Gao")
    assert "#### Gao" in [markdown.value for markdown in app.markdown]
    assert "5 incidents of those shown" in " ".join(caption.value for caption in app.caption)
    app.button(key="only-region").click().run()
    assert sentence(app) == "5 of 19 incidents · all dates · all actors · Gao"


def test_coming_back_from_another_page_finds_the_view_as_it_was_left(open_page):
    app = open_page(actor="jnim")
    app.query_params.clear()  # as Streamlit does on the way to another page
    app.switch_page("screens/about.py").run()
    app.switch_page("screens/explore.py").run()
    assert sentence(app) == "12 of 19 incidents · all dates · JNIM"


def test_two_readers_have_each_their_own_view(open_page):
    one, other = open_page(actor="jnim"), open_page()
    one.run()
    other.run()
    assert sentence(one).startswith("12 of 19") and sentence(other).startswith("19 of 19")


def test_a_widget_is_told_again_what_the_browser_may_not_have_heard(open_page):
    """Streamlit drops what a run said when the next one begins at once: a link's date would stay an empty field."""
    app = open_page(**{"from": "2023-10-01"})
    sent = lambda: app.date_input(key="filter-from").proto.set_value  # noqa: E731
    assert sent() and app.date_input(key="filter-from").value.isoformat() == "2023-10-01"
    app.session_state["drawn"] = time.monotonic() - 60
    app.run()
    assert not sent(), "who types is not disturbed by a run that says nothing new"
    del app.session_state["drawn"]  # the run before was cut off
    app.run()
    assert sent()
    # It ended just now, however long a busy machine takes to begin the next.
    app.session_state["drawn"] = time.monotonic() + 60
    app.run()
    assert sent()
