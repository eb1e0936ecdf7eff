"""A French reader: the words, the link, a filter, the way to other pages and back, a file, and an English reader at the same time."""

import json
from pathlib import Path

import pytest

from geodata.texts import _, said_in

from .conftest import expect_said, map_frame, press, said, settle, wait_for_map

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("screens")]
OCTOBER = "from=2023-10-01&to=2023-10-31"


def french(text: str) -> str:
    with said_in("fr"):
        return _(text)


def legend(page) -> str:
    return map_frame(page).evaluate("() => incidentMap.text('legend')")


def filter_of_export(page) -> str:
    """What a file says of its filter; it is made in a thread of its own."""
    page.locator(".st-key-export button").first.click()
    with page.expect_download() as found:
        page.locator(".st-key-export-geojson button").click()
    return json.loads(Path(found.value.path()).read_text(encoding="utf-8"))["metadata"]["filter"]


def says_french_beside_english(page, english) -> None:
    """Words, legend, axis and numbers, each in the language of its own reader."""
    assert "octobre 2023" in said(page) and "October 2023" in said(english)
    reset = page.locator(".st-key-reset button")
    assert (reset.inner_text(), english.locator(".st-key-reset button").inner_text()) == (
        french("Reset all filters"),
        "Reset all filters",
    )
    assert (legend(page), legend(english)) == (french("Legend"), "Legend")
    page.wait_for_function(
        "() => [...document.querySelectorAll('svg.marks text')].some(e => e.textContent === '8 oct.')"
    )
    assert map_frame(page).evaluate("() => [12345, 8.4].map(n => incidentMap.amount(n, true))") == [
        "12\u202f345",
        "8,4",
    ]


def walks_and_comes_back(page) -> None:
    """To another page and back: the language goes along in the URL."""
    page.get_by_role("link", name=french("About"), exact=True).first.click()
    page.get_by_text(french("### Privacy").strip("# ")).wait_for()
    assert page.url.endswith("?lang=fr")
    page.go_back()
    wait_for_map(page)
    expect_said(page, french("all dates"))
    page.wait_for_url("**lang=fr**")


def switches(page) -> None:
    """To English and back by the button of the bar."""
    press(page, "language-en")
    expect_said(page, "all dates")
    wait_for_map(page)
    page.wait_for_function("() => !location.search.includes('lang')")
    assert legend(page) == "Legend"
    press(page, "language-fr")
    expect_said(page, french("all dates"))
    wait_for_map(page)
    page.wait_for_url("**lang=fr**")


def test_a_french_reader_and_an_english_one(server, reader):
    english = reader().open(f"{server.url}/?{OCTOBER}")
    page = reader().open(f"{server.url}/?lang=fr&{OCTOBER}")
    says_french_beside_english(page, english)
    assert filter_of_export(page) == said(page)
    page.keyboard.press("Escape")
    press(page, "all-dates")
    expect_said(page, french("all dates"))
    assert "lang=fr" in page.url and "from=" not in page.url
    press(english, "all-dates")
    expect_said(english, "all dates")
    walks_and_comes_back(page)
    switches(page)
    link = reader().open(page.url)
    assert said(link) == said(page)
    assert "all dates" in said(english) and english.locator(".st-key-language-fr").is_visible()
    settle(english)
