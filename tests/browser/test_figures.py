"""A briefer opens Figure, sees what the slide will have, and takes it; the map behind it stays as it is."""

import io

import pytest
from PIL import Image

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
