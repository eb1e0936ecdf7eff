"""Screenshot mode and paper: a picture of exactly its size with all that defends it, and nothing that can be pressed."""

import re
from itertools import pairwise

import pytest

from .conftest import map_frame, settle, wait_for_map

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("screens")]
OCTOBER = "from=2023-10-01&to=2023-10-31"
PARTS = {
    "title": ".picture-title",
    "map": ".st-key-picture-map iframe",
    "lanes": "[data-testid=stVegaLiteChart] >> nth=0",
    "bars": "[data-testid=stVegaLiteChart] >> nth=1",
    "counts": ".picture-notes-counts",
    "boundaries": ".picture-notes-boundaries",
    "sources": ".picture-notes-sources",
    "link": ".picture-notes-link",
}
PRESSABLE = (
    "[data-testid=stSidebar], [data-testid=stHeader], [data-testid=stDataFrame], button, input, select, [role=tab]"
)
# What is behind the picture, one pixel large and transparent, can't be seen.
SEEN = """found => found.filter(e => e.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && !e.closest('.st-key-picture-ways')).map(e => e.outerHTML.slice(0, 80))"""


def assert_picture(page, width: int, height: int, theme: str) -> None:
    """The window shows the picture and nothing else, and the picture has all its parts."""
    page.locator("svg.marks").nth(1).wait_for()
    settle(page)
    stage = page.locator(f".st-key-stage-{width}x{height}").bounding_box()
    assert stage == {"x": 0, "y": 0, "width": width, "height": height}
    boxes = {name: page.locator(where).bounding_box() for name, where in PARTS.items()}
    for name, box in boxes.items():
        assert box["x"] >= 0 and box["x"] + box["width"] <= width, name
        assert box["y"] >= 0 and box["y"] + box["height"] <= height, name
    stack = [boxes[name] for name in ("lanes", "bars", "counts", "boundaries", "sources", "link")]
    assert all(above["y"] + above["height"] <= below["y"] + 1 for above, below in pairwise(stack))
    assert boxes["map"]["width"] * boxes["map"]["height"] > 0.5 * width * height
    assert page.locator(PRESSABLE).evaluate_all(SEEN) == []
    main = page.locator(".stMain").evaluate("e => [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight]")
    assert main == [0, 0], "no scrollbars"
    assert (
        map_frame(page)
        .locator("button, select, .leaflet-control-zoom a")
        .evaluate_all("found => found.filter(e => e.checkVisibility()).length")
        == 0
    )
    legend = map_frame(page).locator(".incident-legend")
    assert legend.is_visible() and legend.evaluate("e => e.scrollHeight <= e.clientHeight"), "not cut off"
    assert map_frame(page).evaluate("() => incidentMap.layer.payload.theme") == theme
    ground = page.locator(f".st-key-picture-{theme}").evaluate("e => getComputedStyle(e).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", ground))) > 400) == (theme == "light")


def test_a_link_gives_the_picture_and_keys_change_it_and_lead_back(server, reader):
    page = reader(1920, 1080, color_scheme="dark").open(f"{server.url}/?{OCTOBER}&shot=1920x1080&theme=light")
    assert_picture(page, 1920, 1080, "light")
    assert page.locator(".picture-title").inner_text().startswith("11 of 19 incidents · October 2023 · all actors")
    assert page.locator(".picture-notes-counts").inner_text() == (
        "Shown 11 of 19 incidents: 10 in Mali, 1 outside Mali (Burkina Faso). Not shown, by dates 8."
    )
    assert "Natural Earth, 8 regions and Bamako" in page.locator(".picture-notes-boundaries").inner_text()
    assert "Data cutoff: 2023-10-25 10:00." in page.locator(".picture-notes-sources").inner_text()
    # The link leads to the view, not to a picture of it.
    assert page.locator(".picture-notes-link").inner_text().startswith(f"{server.url}/?{OCTOBER} · made on")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.keyboard.press("2")
    page.locator(".st-key-stage-1280x720").wait_for()
    settle(page)
    page.keyboard.press("d")
    page.locator(".st-key-picture-dark").wait_for()
    wait_for_map(page)
    assert_picture(page, 1280, 720, "dark")
    assert page.url.endswith(f"?{OCTOBER}&shot=1280x720&theme=dark")
    page.keyboard.press("Escape")
    page.locator("[data-testid=stSidebar] input").first.wait_for()
    wait_for_map(page)
    assert page.url.endswith(f"?{OCTOBER}")


def test_the_key_works_on_the_map_too_but_not_in_a_field_and_the_page_prints_on_one_sheet(server, reader):
    page = reader(color_scheme="dark").open(f"{server.url}/?{OCTOBER}")
    page.locator("svg.marks").nth(1).wait_for()
    for landscape in (False, True):
        sheets = page.pdf(format="A4", landscape=landscape)
        assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1
    assert map_frame(page).evaluate("() => incidentMap.base.palette.name") == "dark", "as it was, after printing"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator(PRESSABLE).evaluate_all(SEEN) == []
    for words in (
        "11 of 19 incidents · October 2023",
        "By actor",
        "Incidents by day",
        "Shown 11 of 19",
        "Data cutoff:",
    ):
        assert page.get_by_text(words).and_(page.locator(":visible")).count() == 1, words
    assert page.locator(".stApp").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
    page.emulate_media(media="screen", color_scheme="dark")
    page.get_by_role("textbox", name="Search in the text").press_sequentially("s")
    settle(page)
    assert "shot=" not in page.url
    map_frame(page).locator(".incident-map").focus()
    page.keyboard.press("s")
    page.locator(".st-key-stage-1920x1080").wait_for()
    settle(page)
