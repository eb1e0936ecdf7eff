"""The page at three widths, light and dark: nothing covered, cut off or too faint to read."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import drawn, expect_card, map_frame

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("screens")]
WIDTHS = [(1920, 1080), (1366, 768), (390, 844)]
OCTOBER = "?from=2023-10-01&to=2023-10-31"
PARTS = {
    "sentence": ".st-key-sentence",
    "map": "iframe[title^=streamlit_folium]",
    "lanes": "[data-testid=stVegaLiteChart] >> nth=0",
    "counts": "[data-testid=stVegaLiteChart] >> nth=1",
    "tray": ".st-key-tray",
    "selection": ".st-key-selection",
    "table": "[data-testid=stDataFrame]",
}


def boxes(page) -> dict[str, dict]:
    page.locator("svg.marks").nth(1).wait_for()
    return {name: page.locator(where).bounding_box() for name, where in PARTS.items()}


def overlap(a: dict, b: dict) -> float:
    across = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
    down = min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"])
    return max(across, 0) * max(down, 0)


@pytest.mark.parametrize("width, height", WIDTHS)
@pytest.mark.parametrize("query", ["", f"{OCTOBER}&incident=MLI-2023-10-03-TARKINT-2"], ids=["everything", "a card"])
def test_nothing_lies_over_anything_else(server, reader, width, height, query):
    page = reader(width, height).open(f"{server.url}/{query}")
    found = boxes(page)
    for name, box in found.items():
        assert box["width"] > 100, name
        assert box["x"] >= 0 and box["x"] + box["width"] <= width, name
        for other, against in found.items():
            assert name == other or overlap(box, against) == 0, (name, other)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_one_screen_shows_map_timelines_selection_and_where_the_rest_went(server, reader):
    page = reader(1366, 768).open(f"{server.url}/{OCTOBER}")
    found = boxes(page)
    for name in ("sentence", "map", "lanes", "counts", "selection", "tray"):
        assert found[name]["y"] + found[name]["height"] <= 768, name
    assert found["map"]["height"] >= 350


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width, height", [(1366, 768), (390, 844)])
def test_text_can_be_read_and_controls_have_names(server, reader, scheme, width, height):
    page = reader(width, height, color_scheme=scheme).open(f"{server.url}/?incident=MLI-2022-04-25-SEGOU")
    page.locator("[data-testid=stVegaLiteChart] svg.marks").nth(1).wait_for()  # they are drawn last
    # Vega names each mark but not the groups they lie in; the chart as a whole has its name and the table beside it.
    checked = Axe().run(page, context={"exclude": [["svg.marks"]]}, options={"runOnly": ["wcag2a", "wcag2aa"]})
    faults = [
        (violation["id"], node["html"][:200], node.get("failureSummary", "")[:300])
        for violation in checked.response["violations"]
        for node in violation["nodes"]
    ]
    assert faults == []
    charts = page.locator("[data-testid=stVegaLiteChart]").evaluate_all(
        "found => found.map(e => e.parentElement.outerHTML)"
    )
    assert ["Timeline; the table below holds the same incidents." in chart for chart in charts] == [True, True]


@pytest.mark.parametrize("scheme, theme", [("light", "light"), ("dark", "dark")])
def test_the_map_follows_the_theme(server, reader, scheme, theme):
    page = reader(color_scheme=scheme).open(server.url)
    assert map_frame(page).evaluate("() => incidentMap.layer.payload.theme") == theme
    ground = map_frame(page).evaluate("() => getComputedStyle(map_div.getContainer()).backgroundColor")
    lightness = sum(int(part) for part in ground[4:-1].split(","))
    assert (lightness < 150) == (scheme == "dark")


def test_the_whole_country_is_in_view_at_first_in_every_window(server, reader):
    for width, height in WIDTHS:
        page = reader(width, height).open(server.url)
        corners = map_frame(page).evaluate(
            "() => { const b = map_div.getBounds(); return [b.getSouth(), b.getNorth(), b.getWest(), b.getEast()] }"
        )
        assert corners[0] < 10.2 and corners[1] > 24.9 and corners[2] < -12.2 and corners[3] > 4.2, (width, corners)


def test_area_incidents_are_hatched_over_their_area_and_have_no_dot(server, reader):
    page = reader().open(f"{server.url}/?region=Koulikoro")
    [area] = drawn(page)
    assert area["kind"] == 2
    # The canvas of the points is empty: what is drawn lies in the areas below.
    painted = map_frame(page).evaluate(
        """() => Object.fromEntries(["points", "areas"].map(name => {
            const { canvas, pen } = incidentMap.stage.sheets[name];
            return [name, pen.getImageData(0, 0, canvas.width, canvas.height).data.some(value => value > 0)];
        }))"""
    )
    assert painted == {"points": False, "areas": True}


def test_both_cards_fit_a_telephone(server, reader):
    page = reader(390, 844).open(f"{server.url}/?incident=MLI-2022-04-25-SEGOU")
    expect_card(page, "contested: claimed and denied")
    box = page.locator(".st-key-selection").bounding_box()
    assert box["width"] <= 390
