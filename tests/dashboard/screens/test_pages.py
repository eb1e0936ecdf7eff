"""Every page opens: on the embedded data, on a sheet without a row, and with a sentence on a file that is not there."""

import pytest

QUESTIONS = tuple(f"screens/{name}.py" for name in ("coincidences", "comparison", "changes", "reported", "handovers"))
PAGES = (
    None,
    "screens/actors.py",
    "screens/sources.py",
    "screens/regions.py",
    "screens/data.py",
    "screens/about.py",
    *QUESTIONS,
)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_on_the_embedded_data(open_page, page):
    app = open_page(page=page)
    assert not app.exception and not app.error and not app.warning
    assert app.markdown


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_without_incidents(open_page, no_incidents, page):
    app = open_page(no_incidents, page=page)
    assert not app.exception and not app.error


def test_a_sheet_without_a_row_is_said(open_page, no_incidents):
    app = open_page(no_incidents)
    assert (
        app.markdown[0].value
        == "**0 of 0 incidents · all dates · all actors · regions by Natural Earth, 8 regions and Bamako**"
    )
    assert [info.value for info in app.info] == ["The data holds no incidents."]


@pytest.mark.parametrize("page", PAGES)
def test_a_file_that_is_not_there_is_one_sentence_with_its_name(open_page, tmp_path, page):
    app = open_page(tmp_path / "gone.csv", page=page)
    assert not app.exception
    assert len(app.error) == 1
    assert "gone.csv" in app.error[0].value
    assert not app.dataframe


def test_explore_says_what_it_shows_and_where_the_rest_is(open_page):
    app = open_page()
    assert (
        app.markdown[0].value
        == "**19 of 19 incidents · all dates · all actors · regions by Natural Earth, 8 regions and Bamako**"
    )
    captions = [caption.value.replace("\\", "") for caption in app.caption]
    where = "14 in Mali · 1 outside Mali (Benin) · 1 outside Mali (Burkina Faso) · 3 without a place: in the lists only"
    assert f"Shown 19: {where}" in captions
    assert len(app.dataframe[0].value) == 19


def test_the_data_page_adds_up(open_page):
    app = open_page(page="screens/data.py")
    assert [(metric.label, metric.value) for metric in app.metric] == [
        ("Rows read", "19"),
        ("Accepted", "19"),
        ("Set aside", "0"),
        ("Exact duplicates", "0"),
    ]
    assert app.text[-1].value == "No row is set aside."


def test_rows_set_aside_are_shown_with_their_fault(open_page, no_incidents):
    row = ",".join(["X-1", "", "2023-13-45", "day", "Gao", "settlement", "", "", "IED", *[""] * 12])
    no_incidents.write_text(no_incidents.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    app = open_page(no_incidents, page="screens/data.py")
    assert not app.exception
    assert [metric.value for metric in app.metric] == ["1", "0", "1", "0"]
    assert "2023-13-45" in set(app.dataframe[0].value["Value"])


def test_an_incident_in_which_nobody_is_named_is_shown(open_page, no_incidents):
    """Actors are optional; so are two of the three numbers of the dead."""
    row = ",".join(
        ["X-1", "2023-10-03", "2023-10-03", "day", "Gao", "settlement", "", "", "IED", *[""] * 6, "3", *[""] * 5]
    )
    no_incidents.write_text(no_incidents.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    app = open_page(no_incidents, incident="X-1")
    assert not app.exception
    assert app.markdown[0].value.startswith("**1 of 1 ")
    assert "best estimate 3" in " ".join(element.proto.body for element in app.get("html"))


def test_data_that_changes_under_a_reader_is_shown_anew(open_page, no_incidents):
    """An incident, an actor and a type may be chosen that the new file no longer has."""
    header = no_incidents.read_text(encoding="utf-8")
    row = ",".join(
        ["X-1", "2023-10-03", "2023-10-03", "day", "Gao", "settlement", "", "", "IED", "Somebody", *[""] * 11]
    )
    no_incidents.write_text(header + row + "\n", encoding="utf-8")
    app = open_page(no_incidents, incident="X-1", type="IED", actor="unlisted:Somebody", region="Gao")
    assert not app.exception
    assert app.markdown[0].value.startswith("**1 of 1 ")
    no_incidents.write_text(header, encoding="utf-8")
    app.run()
    assert not app.exception
    assert app.markdown[0].value.startswith("**0 of 0 ")


# --- the questions ------------------------------------------------------------------------------------------------------


def findings(app) -> str:
    return next(each.value for each in app.markdown if each.value.startswith("- ")).replace("\\", "")


def test_coincidences_are_the_three_of_the_weekly_update_and_the_link_says_what_is_asked(open_page):
    app = open_page(page="screens/coincidences.py")
    assert (
        "3 pairs of incidents at the same place as reported: Tarkint, 3 Oct 2023; RN18, 4–5 Oct 2023; Aguelhok"
        in findings(app)
    )
    table = next(each.value for each in app.dataframe if len(each.value.columns) == 11)
    assert list(table["0"]) == ["same place as reported"] * 3 + ["only possible"]
    app.select_slider(key="asked-km").set_value(100.0).run()
    assert app.query_params["km"] == "100"


def test_a_link_to_a_question_brings_its_filter_and_says_what_it_can_t_ask(open_page):
    app = open_page(page="screens/coincidences.py")
    app.query_params["region"], app.query_params["hours"] = "Kidal", "-3"
    app.run()
    assert "1 pair of incidents at the same place as reported: Aguelhok, 23 Oct 2023." in findings(app)
    assert "-3" in app.warning[0].value.replace("\\", "")


def test_a_break_date_is_dragged_and_regions_are_chosen(open_page):
    app = open_page(page="screens/comparison.py")
    assert app.slider(key="asked-break").value.isoformat() == "2023-08-01"
    app.segmented_control(key="asked-by").set_value("regions").run()
    assert "North" in findings(app) and "Centre" in findings(app)
    app.multiselect(key="asked-here").set_value([]).run()
    assert not app.exception and app.error, "a side without regions is one sentence"


def test_a_change_needs_the_minimum_count(open_page):
    app = open_page(page="screens/changes.py")
    assert "No region and no actor stands out." in findings(app)
    app.number_input(key="asked-least").set_value(1).run()
    assert "Kidal stands out: 2 incidents" in findings(app)


def test_the_document_s_figures_are_views(open_page):
    app = open_page(page="screens/reported.py")
    assert [button.key for button in app.button if str(button.key).startswith("preset-")] == [
        "preset-Figure 1", "preset-Figure 2", "preset-Figure 3",
    ]  # fmt: skip
    assert "Of 6 figures that documents report, 6 are compared with the data; in 5 the data hold fewer." in findings(
        app
    )
    assert app.dataframe[0].value["0"][0] == "at least 20 operations"


def test_the_first_handover_is_that_of_aguelhok(open_page):
    app = open_page(page="screens/handovers.py")
    table = next(each.value for each in app.dataframe if len(each.value.columns) > 5)
    assert table["0"][0] == "Aguelhok"


def test_a_row_of_an_answer_opens_the_incidents_that_it_rests_on(open_page):
    app = open_page(page="screens/coincidences.py")
    app.session_state["rows-coincidences"] = {"selection": {"rows": [2], "columns": [], "cells": []}}
    app.run()
    opening = [button for button in app.button if str(button.key).startswith("open-")]
    assert [button.label.replace("\\", "") for button in opening] == [
        "23 Oct 2023 · IED · Aguelhok", "23 Oct 2023 · Base takeover · Aguelhok",
    ]  # fmt: skip
    opening[0].click().run()
    assert not app.exception
    assert app.session_state["view"].incident == "MLI-2023-10-23-AGUELHOK-1"


def test_who_opens_a_question_first_finds_its_filter_on_explore(open_page):
    """A link to a question is often the first thing that a colleague opens; Explore then has no map position yet."""
    app = open_page(page="screens/coincidences.py")
    for key in ("view", "map_order", "written", "problems", "shot", "version"):
        del app.session_state[key]
    app.query_params["region"] = "Kidal"
    app.run()
    app.query_params.clear()  # as Streamlit does on the way to another page
    app.switch_page("screens/explore.py").run()
    assert not app.exception
    assert app.markdown[0].value.startswith("**3 of 19 incidents")
