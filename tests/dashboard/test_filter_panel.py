"""The panel changes what is shown, says how many each choice would show, and can be undone."""

from datetime import date

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
