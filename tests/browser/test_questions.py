"""The questions in a real browser: pairs on the map, two maps that move as one, and every answer a link."""

from urllib.parse import parse_qs, urlsplit

import pytest

from .conftest import card, map_frame, settle, wait_for_map

pytestmark = pytest.mark.browser
MAPS = "iframe[title^=streamlit_folium]"


def open_question(reader, server, name: str):
    page = reader().page
    page.goto(f"{server.url}/{name}")
    wait_for_map(page)
    return page


def maps(page) -> list:
    """The frames of the maps, from left to right."""
    page.wait_for_function(
        "maps => { const all = [...document.querySelectorAll(maps)]; return all.length === 2 && all.every("
        "f => f.contentWindow.incidentMap?.layer && f.contentWindow.incidentMap.base.regions.length) }",
        arg=MAPS,
    )
    settle(page)
    return [page.locator(MAPS).nth(nr).element_handle().content_frame() for nr in (0, 1)]


def look(frame) -> tuple[float, float, float]:
    return tuple(
        frame.evaluate(
            "() => { const at = incidentMap.map.getCenter();"
            " return [at.lat, at.lng, incidentMap.map.getZoom()].map(value => Number(value.toFixed(3))) }"
        )
    )


def together(page, frames) -> None:
    """Waits until both maps have come to rest at the same part of the country."""
    page.wait_for_function(
        "maps => { const [one, other] = [...document.querySelectorAll(maps)].map(f => f.contentWindow.incidentMap);"
        " return [one, other].every(im => !im.map._animatingZoom && !im.together.following)"
        " && one.map.getZoom() === other.map.getZoom()"
        " && one.map.project(one.map.getCenter()).distanceTo(one.map.project(other.map.getCenter())) < 1.5 }",  # pixels
        arg=MAPS,
    )


def zoom_of(url: str) -> float | None:
    """The zoom that a link brings the map to; None where it shows the whole country."""
    frame = parse_qs(urlsplit(url).query).get("map")
    return float(frame[0].split(",")[-1]) if frame else None


def test_pairs_are_linked_on_the_map_and_a_click_leads_to_the_incident(reader, server):
    page = open_question(reader, server, "coincidences")
    frame = map_frame(page)
    ties = frame.evaluate("() => incidentMap.layer.ties.drawn.map(({tie}) => tie.kind)")
    assert ties == [2, 0, 0, 0], "three at the same place are painted over the one that is only possible"
    assert frame.evaluate("() => incidentMap.layer.ties.boxes.length") == 3, "each of the three is labelled"
    legend = frame.evaluate("() => incidentMap.legendTexts()")
    assert {"same place as reported", "only possible"} <= set(legend) and "near for certain" not in legend
    assert not frame.locator(".incident-readings").is_visible(), "what is shown is what was asked"
    box = page.locator(MAPS).bounding_box()
    symbol = frame.evaluate(
        "() => { const {x, y} = incidentMap.layer.drawn.find(each => each.kind === 0); return [x, y] }"
    )
    page.mouse.click(box["x"] + symbol[0], box["y"] + symbol[1])
    way = page.locator(".st-key-open-picked button")
    way.wait_for()
    title = way.inner_text().split("\n")[-1]
    way.click()
    page.wait_for_url("**/?incident=*")
    wait_for_map(page)
    assert title.split(" · ")[-1] in card(page), "the card is that of the incident that was clicked"


def test_the_ring_of_a_pair_says_what_it_links(reader, server):
    page = open_question(reader, server, "coincidences")
    frame, box = map_frame(page), page.locator(MAPS).bounding_box()
    x, y = frame.evaluate("() => incidentMap.layer.ties.drawn[0].from")  # near Tarkint, which the road passes
    page.mouse.move(box["x"] + x, box["y"] + y - 34)
    tip = frame.locator(".incident-tip")
    tip.wait_for()
    said = tip.inner_text().split("\n")
    assert said[0] == "only possible"
    assert said[-1].startswith("0–48 hours · 0–")


def test_both_sides_of_a_comparison_move_as_one_and_the_link_says_where_to(reader, server):
    page = open_question(reader, server, "comparison")
    frames = maps(page)
    together(page, frames)
    begin = look(frames[0])
    left, right = (page.locator(MAPS).nth(nr).bounding_box() for nr in (0, 1))
    page.mouse.move(left["x"] + 200, left["y"] + 120)
    page.mouse.down()
    page.mouse.move(left["x"] + 120, left["y"] + 160, steps=8)
    under_way = [look(frame) for frame in frames]
    page.mouse.up()
    together(page, frames)
    assert under_way[0] != begin and under_way[1] != begin, "the other map moves while the first is still dragged"
    page.mouse.move(right["x"] + 200, right["y"] + 120)
    page.mouse.wheel(0, -240)
    page.wait_for_function(
        "([maps, zoom]) => document.querySelector(maps).contentWindow.incidentMap.map.getZoom() > zoom",
        arg=[MAPS, begin[2]],
    )
    together(page, frames)
    there = look(frames[0])
    page.wait_for_url(lambda url: zoom_of(url) == there[2])  # the drag before may be in the link already
    settle(page)
    again = reader().page
    again.goto(page.url)
    assert [look(frame) for frame in maps(again)] == [pytest.approx(there, abs=0.06)] * 2, "the link brings both there"


def test_what_is_asked_is_in_the_link_and_the_browser_s_way_back_leads_to_it(reader, server):
    page = open_question(reader, server, "changes?least=1")
    frame = map_frame(page)
    shaded = frame.evaluate(
        "() => incidentMap.base.regions.filter((_, i) => incidentMap.layer.payload.shade.of[i] >= 0).map(({name}) => name)"
    )
    assert shaded == ["Kidal"]
    page.get_by_text("a month (30 days)").click()
    page.wait_for_url("**/changes?*step=month*")
    settle(page)
    assert "least=1" in page.url
    page.go_back()
    page.wait_for_url(lambda url: "step=month" not in url)
    settle(page)
    page.wait_for_function("() => document.querySelector('.st-key-findings').innerText.includes('7 days')")


def test_a_figure_of_the_document_opens_as_a_view_with_a_link(reader, server):
    page = reader().page
    page.goto(f"{server.url}/reported")
    page.locator("[class*='st-key-preset-Figure-2'] button:visible").click()
    page.wait_for_url("**/?*actor=*")
    wait_for_map(page)
    assert {"actor=jnim", "actor=tuareg-rebels"} <= set(page.url.partition("?")[2].split("&"))


def test_an_answer_is_a_file(reader, server, tmp_path):
    page = reader().page
    page.goto(f"{server.url}/handovers")
    page.locator(".st-key-answer-files").wait_for()
    settle(page)
    with page.expect_download() as download:
        page.locator(".st-key-answer-files").get_by_role("button", name="CSV", exact=False).first.click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert "Aguelhok" in text
