"""The panel changes what is shown, says how many each choice would show, and can be undone."""

from datetime import date, datetime, time

import pytest

from .test_state import sentence


def test_choosing_an_actor_changes_the_sentence_and_the_link(open_page):
    app = open_page()
    app.multiselect(key="filter-actors").set_value(["jnim"]).run()
    assert sentence(app) == "12 of 19 incidents · all dates · JNIM"
    assert app.query_params["actor"] in ("jnim", ["jnim"])
    assert len(app.dataframe[0].value) == 12


def test_reset_shows_everything_and_empties_the_link(open_page):
    app = open_page(actor="jnim", region="Gao", q="ied")
    assert not app.button(key="reset").disabled
    app.button(key="reset").click().run()
    assert sentence(app) == "19 of 19 incidents · all dates · all actors"
    assert app.button(key="reset").disabled
    assert not dict(app.query_params)
    assert app.multiselect(key="filter-actors").value == []
    assert app.text_input(key="filter-text").value == ""


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("filter-regions", ["Gao"], 5),
        ("filter-regions", ["outside-mali", "unlocated"], 5),
        ("filter-types", ["IED"], 3),
        ("filter-statuses", ["claimed"], 10),
        ("filter-statuses", ["contested"], 1),
    ],
)
def test_each_choice_shows_its_incidents(open_page, key, value, shown):
    app = open_page()
    app.multiselect(key=key).set_value(value).run()
    assert sentence(app).startswith(f"{shown} of 19 ")


def test_every_choice_says_how_many_it_would_show(open_page):
    app = open_page()
    assert app.multiselect(key="filter-actors").options[:2] == ["JNIM · 12", "Malian army · 10"]
    assert "Gao · 5" in app.multiselect(key="filter-regions").options
    assert "without a place · 3" in app.multiselect(key="filter-regions").options
    assert app.multiselect(key="filter-statuses").options == [
        "claimed · 10",
        "reported · 8",
        "contested · 1",
        "confirmed · 0",
    ]


def test_days_can_be_typed(open_page):
    app = open_page()
    app.date_input(key="filter-from").set_value(date(2023, 10, 1)).run()
    app.date_input(key="filter-to").set_value(date(2023, 10, 31)).run()
    assert sentence(app) == "11 of 19 incidents · October 2023 · all actors"


def test_a_period_of_the_list_is_a_click(open_page):
    app = open_page()
    assert "October 2023 · 11" in app.selectbox(key="filter-preset").options
    app.selectbox(key="filter-preset").set_value((date(2023, 10, 1), date(2023, 10, 31))).run()
    assert sentence(app) == "11 of 19 incidents · October 2023 · all actors"
    assert app.date_input(key="filter-from").value == date(2023, 10, 1)


# --- as known then ------------------------------------------------------------------------------------------------------
# Of the nineteen, two have no report of their own day: they are known from the data cutoff of their document, 25 October 2023,
# 10:00. On 4 October eleven were known.


def shown(app) -> tuple[str, str | None]:
    """The sentence as it is read, without the mark that keeps a time from being Markdown, and the moment in the link."""
    found = app.query_params.get("known")
    return sentence(app).replace("\u2060", ""), found[0] if isinstance(found, list) else found


def test_a_day_and_a_time_can_be_typed_and_the_link_has_them(open_page):
    app = open_page()
    assert app.time_input(key="filter-known-time").disabled, "a time of no day says nothing"
    app.date_input(key="filter-known").set_value(date(2023, 10, 4)).run()
    assert shown(app) == ("11 of 11 incidents · as known on 4 Oct 2023 · all dates · all actors", "2023-10-04")
    assert not app.time_input(key="filter-known-time").disabled
    app.time_input(key="filter-known-time").set_value(time(10, 0)).run()
    assert shown(app) == (
        "11 of 11 incidents · as known on 4 Oct 2023, 10:00 · all dates · all actors",
        "2023-10-04T10:00",
    )
    assert app.session_state.view.filter.known_on == datetime(2023, 10, 4, 10, 0)
    assert len(app.dataframe[0].value) == 11
    assert not app.exception


def test_without_its_time_a_moment_is_the_end_of_its_day(open_page):
    """A minute before the cutoff, and with it: cleared, the time is neither midnight nor the one that was typed."""
    app = open_page(known="2023-10-25T09:59")
    assert app.date_input(key="filter-known").value == date(2023, 10, 25)
    assert app.time_input(key="filter-known-time").value == time(9, 59)
    assert shown(app)[0] == "17 of 17 incidents · as known on 25 Oct 2023, 09:59 · all dates · all actors"
    app.time_input(key="filter-known-time").set_value(None).run()
    assert shown(app) == ("19 of 19 incidents · as known on 25 Oct 2023 · all dates · all actors", "2023-10-25")
    assert app.time_input(key="filter-known-time").value is None
    assert app.session_state.view.filter.known_on == date(2023, 10, 25)


def test_midnight_is_a_time_and_not_a_day_without_one(open_page):
    app = open_page(known="2023-10-25")
    app.time_input(key="filter-known-time").set_value(time(0, 0)).run()
    assert shown(app) == (
        "17 of 17 incidents · as known on 25 Oct 2023, 00:00 · all dates · all actors",
        "2023-10-25T00:00",
    )


def test_another_day_keeps_the_time_and_none_lets_go_of_it(open_page):
    app = open_page(known="2023-10-25T09:59")
    app.date_input(key="filter-known").set_value(date(2023, 10, 4)).run()
    assert shown(app)[1] == "2023-10-04T09:59"
    app.date_input(key="filter-known").set_value(None).run()
    assert shown(app) == ("19 of 19 incidents · all dates · all actors", None)
    assert app.time_input(key="filter-known-time").value is None
    assert app.time_input(key="filter-known-time").disabled


def test_the_data_cutoff_of_a_document_is_a_click_and_every_count_follows(open_page):
    """Of the two that become known by it, one lies in the Kidal region and one has no place."""
    app = open_page(known="2023-10-25T09:59")
    regions = app.multiselect(key="filter-regions").options
    assert "Kidal · 2" in regions and "without a place · 2" in regions
    assert "JNIM · 12" in app.multiselect(key="filter-actors").options
    assert "Malian army · 8" in app.multiselect(key="filter-actors").options
    cutoff = app.button(key="known-2023-10-25T10:00")
    assert (cutoff.label, cutoff.disabled) == ("Data cutoff: 25 Oct 2023, 10:00", False)
    cutoff.click().run()
    assert shown(app) == (
        "19 of 19 incidents · as known on 25 Oct 2023, 10:00 · all dates · all actors",
        "2023-10-25T10:00",
    )
    assert app.button(key="known-2023-10-25T10:00").disabled
    assert app.date_input(key="filter-known").value == date(2023, 10, 25)
    assert app.time_input(key="filter-known-time").value == time(10, 0)
    regions = app.multiselect(key="filter-regions").options
    assert "Kidal · 3" in regions and "without a place · 3" in regions
    assert "Malian army · 10" in app.multiselect(key="filter-actors").options
    assert len(app.dataframe[0].value) == 19


def test_a_document_without_a_cutoff_has_no_button(open_page):
    """Of the two documents one has none."""
    keys = [button.key for button in open_page().button if (button.key or "").startswith("known-")]
    assert keys == ["known-2023-10-25T10:00"]


def test_days_in_the_wrong_order_are_said_and_can_be_swapped(open_page):
    app = open_page(**{"from": "2023-10-31", "to": "2023-10-01"})
    assert sentence(app).startswith("0 of 19 incidents · from 31 Oct 2023 to 1 Oct 2023, which is backwards")
    app.button(key="swap-dates").click().run()
    assert sentence(app) == "11 of 19 incidents · October 2023 · all actors"


def test_an_empty_result_offers_the_part_that_emptied_it(open_page):
    app = open_page(q="nothing has this", actor="jnim")
    assert sentence(app).startswith("0 of 19")
    assert app.button(key="undo-text").label == "Without text: 12 incidents"
    app.button(key="undo-text").click().run()
    assert sentence(app).startswith("12 of 19")


def test_a_hidden_part_can_be_let_go_of(open_page):
    app = open_page(region="Gao")
    assert app.button(key="drop-regions").label == "14 by regions ✕"
    app.button(key="drop-regions").click().run()
    assert sentence(app).startswith("19 of 19")


def test_the_panel_stands_when_there_is_nothing_to_choose(open_page, no_incidents):
    app = open_page(no_incidents)
    assert app.selectbox(key="filter-preset").options == ["All dates · 0"]
    assert app.multiselect(key="filter-types").options == []
