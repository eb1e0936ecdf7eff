"""A briefer opens Figure, sees what the slide will have, and takes it; the map behind it stays as it is."""

import io

import pytest
from PIL import Image
from pptx import Presentation

from .conftest import press, settle, wait_for_map

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("screens")]
OCTOBER = "?from=2023-10-01&to=2023-10-31"


def opened(page):
    press(page, "figure")
    page.get_by_role("dialog").locator("img").wait_for()
    settle(page)
    return page.get_by_role("dialog")


def test_a_figure_is_seen_and_taken(server, reader):
    page = reader().open(f"{server.url}/{OCTOBER}")
    wait_for_map(page)
    dialog = opened(page)
    picture = dialog.locator("img")
    assert picture.evaluate("img => img.naturalWidth / img.naturalHeight") == pytest.approx(16 / 9, abs=0.01)
    first = picture.get_attribute("src")
    dialog.get_by_label("Title").first.fill("Aguelhok and Tarkint")
    dialog.get_by_label("Title").first.press("Enter")
    page.wait_for_function("src => document.querySelector('[role=dialog] img')?.getAttribute('src') !== src", arg=first)
    settle(page)
    with page.expect_download() as begun:
        dialog.get_by_role("button", name="SVG").click()
    assert begun.value.suggested_filename == "mali-incidents_mali_16x9.svg"
    drawn = begun.value.path().read_text(encoding="utf-8")
    assert ">Aguelhok and Tarkint</text>" in drawn and "Shown 11 of 19 incidents" in drawn
    assert f"{server.url}/?from=2023-10-01" in drawn
    with page.expect_download() as begun:
        dialog.get_by_role("button", name="PNG, 200 dpi").click()
    assert Image.open(io.BytesIO(begun.value.path().read_bytes())).size == (2666, 1500)
    dialog.get_by_role("button", name="Close").click()
    dialog.wait_for(state="hidden")
    assert "from=2023-10-01" in page.url


def test_slides_of_every_region_are_made_while_the_page_goes_on(server, reader):
    page = reader().open(f"{server.url}/{OCTOBER}")
    wait_for_map(page)
    dialog = opened(page)
    with page.expect_download(timeout=60_000) as begun:
        dialog.get_by_role("button", name="Slides (PowerPoint)").click()
    assert begun.value.suggested_filename == "mali-incidents_mali_16x9.pptx"
    assert len(Presentation(begun.value.path()).slides) == 4  # map, timelines, table, sources
    dialog.get_by_role("button", name="Slides: one slide a region").click()
    dialog.get_by_role("progressbar").wait_for()
    # The slides are in the making, and yet another reader gets a map.
    other = reader().open(f"{server.url}/")
    wait_for_map(other)
    save = dialog.get_by_role("button", name="Save mali-incidents_mali_16x9_regions.pptx")
    save.wait_for(timeout=60_000)
    with page.expect_download() as begun:
        save.click()
    assert len(Presentation(begun.value.path()).slides) == 9


def test_a_view_keeps_its_name_and_opens_a_week_later(server, reader):
    page = reader().open(f"{server.url}/?from=2023-10-02&to=2023-10-08")
    wait_for_map(page)
    press(page, "views")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name of the view").fill("North, this week")
    dialog.get_by_role("button", name="Save this view").click()
    later = dialog.get_by_role("button", name="Next: 9–15 Oct 2023")
    later.wait_for()
    with page.expect_download() as begun:
        dialog.get_by_role("button", name="All as VIEWS.toml").click()
    assert 'link = "?from=2023-10-02&to=2023-10-08"' in begun.value.path().read_text(encoding="utf-8")
    later.click()
    page.wait_for_url("**from=2023-10-09&to=2023-10-15*")
    wait_for_map(page)
    press(page, "views")
    dialog.get_by_text("9–15 Oct 2023").first.wait_for()
    dialog.get_by_role("button", name="Delete").click()
    dialog.get_by_text("No view has a name yet.").wait_for()
