"""A click on Export gives the reader the file of what they see, and the menu stays out of the way of the map."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from geodata.export.registry import FORMATS

from .conftest import expect_said

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("screens")]
OCTOBER = "?from=2023-10-01&to=2023-10-31"


def menu(page) -> None:
    page.locator(".st-key-export button").first.click()
    page.locator(".st-key-export-kml button").wait_for()


def download(page, name: str) -> tuple[str, Path]:
    with page.expect_download() as begun:
        page.locator(f".st-key-export-{name} button").click()
    return begun.value.suggested_filename, begun.value.path()


def test_every_format_can_be_had_by_a_click(server, reader):
    page = reader().open(f"{server.url}/{OCTOBER}")
    menu(page)
    for name, made in FORMATS.items():
        called, path = download(page, name)
        assert called == f"mali-incidents_2023-10-01_2023-10-31.{made.extension}"
        assert path.stat().st_size > 1000
        if name == "csv":
            with path.open(encoding="utf-8-sig", newline="") as source:
                assert len(list(csv.DictReader(source))) == 11
        elif name == "xlsx":
            assert openpyxl.load_workbook(io.BytesIO(path.read_bytes()))["Incidents"].max_row == 12
        elif name == "geojson":
            found = json.loads(path.read_text(encoding="utf-8"))
            assert found["metadata"]["filter"] == (
                "11 of 19 incidents · October 2023 · all actors · regions by Natural Earth, 8 regions and Bamako"
            )
            assert len(found["features"]) == 11


def test_the_file_follows_the_filter(server, reader):
    page = reader().open(f"{server.url}/{OCTOBER}")
    page.get_by_role("button", name="Reset all filters").click()
    expect_said(page, "19 of 19 incidents")
    menu(page)
    called, path = download(page, "geojson")
    assert called == "mali-incidents.geojson"
    assert len(json.loads(path.read_text(encoding="utf-8"))["features"]) == 19


@pytest.mark.parametrize("width, height", [(1920, 1080), (1366, 768), (390, 844)])
def test_the_menu_and_its_formats_are_in_the_window(server, reader, width, height):
    page = reader(width, height).open(f"{server.url}/{OCTOBER}")
    button = page.locator(".st-key-export button").first
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    menu(page)
    for name in FORMATS:
        shown = page.locator(f".st-key-export-{name} button").bounding_box()
        assert shown["x"] >= 0 and shown["x"] + shown["width"] <= width, name
        assert shown["y"] >= 0 and shown["y"] + shown["height"] <= height, name
