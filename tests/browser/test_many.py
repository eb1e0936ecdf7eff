"""Thousands of incidents on the map: counted by cell, zoomed into, listed, shaded and played, and the frame is never loaded again."""

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from geodata import demo

from .conftest import card, expect_card, expect_said, map_frame, press, settle, start, wait_for_map

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("many")]
ROWS = 4000
# What stands in circles and on plates, as the map draws them now.
NUMBERS = (
    "() => incidentMap.layer.clusters.drawn.map(mark => ({x: mark.x, y: mark.y, n: mark.spot.count, kind: mark.kind}))"
)
CIRCLE, PLATE = 3, 4


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """The app with synthetic incidents."""
    folder = tmp_path_factory.mktemp("many")
    demo.write(folder / "demo.csv", ROWS, seed=3)
    running = start(folder, folder / "demo.csv")
    yield running
    running.process.terminate()
    running.process.wait(10)


def numbers(page) -> list[dict]:
    return map_frame(page).evaluate(NUMBERS)


def order(page) -> int:
    return map_frame(page).evaluate("() => incidentMap.layer.payload.order")


def expect_newer(page, before: int) -> None:
    """Waits for what the server sends after a payload, painted."""
    map_frame(page).wait_for_function("before => incidentMap.layer.payload.order > before", arg=before)
    settle(page)


def click_number(page, number: dict) -> None:
    box = page.locator("iframe[title^=streamlit_folium]").bounding_box()
    page.mouse.click(box["x"] + number["x"], box["y"] + number["y"])


def test_the_numbers_on_the_map_are_those_of_the_sentence(many, reader):
    page = reader().open(many.url)
    expect_said(page, "4,000 of 4,000 incidents")
    placed = map_frame(page).evaluate("() => incidentMap.layer.payload.placed")
    tray = page.locator(".st-key-tray").inner_text()
    assert f"{ROWS - placed} without a place" in tray
    shown = numbers(page)
    assert sum(each["n"] for each in shown) == placed
    assert {CIRCLE, PLATE} == {each["kind"] for each in shown}
    legend = map_frame(page).evaluate("() => incidentMap.legendTexts()")
    assert {"incidents close by", "along a road or in an area"} <= set(legend)
    assert "1–200 of 4,000 incidents" in page.locator(".st-key-table-count").inner_text()


def test_clicks_come_closer_until_each_incident_is_reached(many, reader):
    page = reader().open(many.url)
    frame = map_frame(page)
    frame.evaluate("() => { window.marked = true }")
    for _click in range(8):
        circles = [each for each in numbers(page) if each["kind"] == CIRCLE]
        if not circles or "At this place" in card(page):
            break
        before = order(page)
        click_number(page, max(circles, key=lambda each: each["n"]))
        expect_newer(page, before)
    # Close by they are symbols again, or a list where they lie at one spot.
    listed = "At this place" in card(page)
    assert listed or frame.evaluate("() => incidentMap.layer.rows.length > 0")
    assert frame.evaluate("() => window.marked"), "the frame was loaded again"
    assert "map=" in page.url


def test_a_plate_lists_what_lies_along_the_road_or_in_the_area(many, reader):
    page = reader().open(many.url)
    plates = [each for each in numbers(page) if each["kind"] == PLATE]
    chosen = max(plates, key=lambda each: each["n"])
    click_number(page, chosen)
    page.wait_for_url("**shape=*")
    settle(page)
    assert f"{chosen['n']:,} incidents of those shown" in card(page)
    press(page, "list-after")
    expect_card(page, "31–60 of")


def test_panning_counts_what_comes_into_view_and_keeps_the_place(many, reader):
    page = reader().open(f"{many.url}/?map=16.3,-0.05,8")
    frame, before = map_frame(page), order(page)
    frame.evaluate("() => { window.marked = true; incidentMap.map.panBy([900, 0], {animate: false}) }")
    expect_newer(page, before)
    assert frame.evaluate("() => incidentMap.moves.covered()")
    assert frame.evaluate("() => Math.abs(incidentMap.map.getZoom() - 8) < 1e-9")
    assert frame.evaluate("() => window.marked")


def test_a_zoom_sends_the_map_and_nothing_else(many, reader):
    made, frames = reader(), []

    def keep(frame):  # playwright can't listen with a method of a list
        frames.append(frame)

    made.page.on("websocket", lambda socket: socket.on("framereceived", keep))
    page = made.open(f"{many.url}/?map=16.3,-0.05,6")
    before = order(page)
    frames.clear()
    map_frame(page).locator(".leaflet-control-zoom-in").click()
    expect_newer(page, before)
    page.wait_for_function("() => new URLSearchParams(location.search).get('map').endsWith(',6.5')")
    settle(page)
    messages = [ForwardMsg.FromString(frame) for frame in frames if isinstance(frame, bytes)]
    deltas = [each.delta for each in messages if each.WhichOneof("type") == "delta"]
    kinds = [each.new_element.WhichOneof("type") for each in deltas if each.HasField("new_element")]
    assert set(kinds) == {"component_instance"}
    assert map_frame(page).evaluate("() => incidentMap.moves.covered()")


def test_the_keyboard_reaches_the_numbers(many, reader):
    page = reader().open(many.url)
    frame = map_frame(page)
    frame.locator(".incident-map").focus()
    page.keyboard.press("n")
    frame.wait_for_function("() => document.querySelector('.incident-tip').textContent.includes('incidents')")
    before = order(page)
    page.keyboard.press("Enter")
    expect_newer(page, before)


def test_one_choice_for_what_the_map_shows(many, reader):
    page = reader().open(many.url)
    frame = map_frame(page)
    choice = frame.get_by_role("combobox", name="What the map shows")
    for value, title, key in (
        ("regions", "Incidents by region", "reading=regions"),
        ("rate", "Incidents in 30 days, by region", "reading=rate"),
        ("density", "Incidents per 1,000 km²", "reading=density"),
    ):
        choice.select_option(value)
        page.wait_for_url(f"**{key}**")
        settle(page)
        assert title in frame.evaluate("() => incidentMap.legendTexts()")
        assert len(frame.evaluate("() => incidentMap.legendTexts()")) >= 4
    choice.select_option("incidents")
    page.wait_for_function("() => !location.search.includes('reading')")
    settle(page)
    assert numbers(page)


def test_playback_runs_in_the_browser_alone(many, reader):
    made = reader()
    page = made.open(f"{many.url}/?from=2023-01-01&to=2023-12-31")
    frame = map_frame(page)
    frame.get_by_role("button", name="Play over time").click()
    frame.wait_for_function("() => incidentMap.playback.active")
    settle(page)
    asked, before = len(made.asked), order(page)
    frame.get_by_role("button", name="Play", exact=True).click()
    frame.wait_for_function("() => incidentMap.playback.frames > 40")
    said = frame.locator(".incident-date").inner_text()
    assert "2023" in said
    frame.get_by_role("button", name="Pause").click()
    frame.get_by_role("combobox", name="What stays").select_option("all")
    frame.evaluate("() => incidentMap.playback.seek(incidentMap.playback.last)")
    assert (
        frame.locator(".incident-date").inner_text().endswith("2023")
        or "2024" in frame.locator(".incident-date").inner_text()
    )
    assert (made.asked[asked:], order(page)) == ([], before), "a frame asked the server"
    frame.get_by_role("button", name="Close the playback").click()
    frame.wait_for_function("() => !incidentMap.playback.active")
    settle(page)


def test_an_empty_filter_empties_the_map(many, reader):
    page = reader().open(f"{many.url}/?q=nowhereatall")
    expect_said(page, "0 of 4,000 incidents")
    assert numbers(page) == []
    assert map_frame(page).get_by_role("button", name="Play over time").is_disabled()
    wait_for_map(page)
